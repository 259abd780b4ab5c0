//! A body's published set of standards, in dated versions.

use std::{
    collections::{HashMap, HashSet},
    fmt,
    str::FromStr,
    sync::Arc,
};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{Country, Item, ItemKey, ItemKind, LangMap, Status};

/// Names a framework in addresses and files, e.g. `co-sena-nscl`: lower-case letters, digits and
/// hyphens, at most 60.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(with = "String"))]
pub struct FrameworkId(Arc<str>);

/// The text cannot name a framework.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a framework id has 2 to 60 lower-case letters, digits and hyphens")]
pub struct IdError;

impl FrameworkId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for FrameworkId {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        let text = text.trim();
        let fits = (2..=60).contains(&text.len());
        if fits && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') {
            Ok(Self(text.into()))
        } else {
            Err(IdError)
        }
    }
}

impl TryFrom<String> for FrameworkId {
    type Error = IdError;
    fn try_from(text: String) -> Result<Self, IdError> {
        text.parse()
    }
}

impl fmt::Display for FrameworkId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A body's published set of standards (catálogo, registro).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Framework {
    /// Its name in addresses and files.
    pub id: FrameworkId,
    /// Whose it is; absent for a regional one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<Country>,
    /// The body as people call it, e.g. `SENA`.
    pub body: String,
    /// What it is called.
    pub title: LangMap,
    /// Where its data was found.
    pub source: String,
    /// Nothing of it was published by the body: made for the demonstration.
    #[serde(default)]
    pub illustrative: bool,
}

/// One published state of a framework. Never changes once published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FrameworkVersion {
    /// The body's or the registry's own label, e.g. `2025-11-28`.
    pub label: String,
    /// From this day on, questions are answered with this version.
    pub published_on: NaiveDate,
}

/// A framework version with everything in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Package {
    /// Whose standards these are.
    pub framework: Framework,
    /// Which state of them.
    pub version: FrameworkVersion,
    /// All items; every parent comes before its children.
    pub items: Vec<Item>,
}

/// Why items do not make a framework.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PackageError {
    /// Two items under one key.
    #[error("{framework}: two items have the key {key}")]
    DuplicateKey {
        /// The framework.
        framework: FrameworkId,
        /// The key they share.
        key: ItemKey,
    },
    /// An item names a parent that does not come before it.
    #[error("{framework}: {key} stands before its parent {parent}, or has none")]
    OrphanItem {
        /// The framework.
        framework: FrameworkId,
        /// The item.
        key: ItemKey,
        /// The parent it names.
        parent: ItemKey,
    },
    /// An item stands under more items than screens can show.
    #[error("{framework}: {key} stands deeper than {} levels", Package::DEEPEST)]
    TooDeep {
        /// The framework.
        framework: FrameworkId,
        /// The item.
        key: ItemKey,
    },
    /// An item has no text in its official language.
    #[error("{framework}: {key} has no official title")]
    NoTitle {
        /// The framework.
        framework: FrameworkId,
        /// The item.
        key: ItemKey,
    },
}

/// What a code leads to in one version of a framework.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved<'a> {
    /// The item itself, whatever its status: a withdrawn one is still found, and says so.
    pub item: &'a Item,
    /// The items in use that took its place, directly or through others; empty when it is in use
    /// itself or nothing took its place.
    pub successors: Vec<&'a Item>,
}

impl Package {
    /// How many levels a tree has at most.
    pub const DEEPEST: usize = 100;

    /// The item of this key or code, and what took its place.
    pub fn resolve(&self, code: &str) -> Option<Resolved<'_>> {
        let by_key: HashMap<&ItemKey, &Item> = self.items.iter().map(|item| (&item.key, item)).collect();
        let key = ItemKey::parse(code);
        let by_code = || self.items.iter().find(|item| item.code.as_ref().is_some_and(|c| c.normal() == key.as_str()));
        let item = by_key.get(&key).copied().or_else(by_code)?;
        let mut seen = HashSet::from([&item.key]);
        let mut open: Vec<&ItemKey> = item.replaced_by.iter().rev().collect();
        let mut successors = Vec::new();
        while let Some(key) = open.pop() {
            let Some(next) = by_key.get(key).filter(|next| seen.insert(&next.key)) else { continue };
            if next.status == Status::Active {
                successors.push(*next);
            }
            open.extend(next.replaced_by.iter().rev());
        }
        Some(Resolved { item, successors })
    }

    /// Checks that keys are unique, parents precede children, titles are present and no tree is
    /// deeper than [`Package::DEEPEST`].
    pub fn check(&self) -> Result<(), PackageError> {
        let mut seen: HashMap<&ItemKey, usize> = HashMap::with_capacity(self.items.len());
        for item in &self.items {
            let framework = self.framework.id.clone();
            let above = item.parent.as_ref().map_or(Some(0), |parent| seen.get(parent).copied());
            let Some(above) = above else {
                let parent = item.parent.clone().unwrap_or_else(|| item.key.clone());
                return Err(PackageError::OrphanItem { framework, key: item.key.clone(), parent });
            };
            let depth = above + 1;
            if depth > Self::DEEPEST {
                return Err(PackageError::TooDeep { framework, key: item.key.clone() });
            }
            if item.title.official_text().trim().is_empty() {
                return Err(PackageError::NoTitle { framework, key: item.key.clone() });
            }
            if seen.insert(&item.key, depth).is_some() {
                return Err(PackageError::DuplicateKey { framework, key: item.key.clone() });
            }
        }
        Ok(())
    }

    /// The standards, in the order of the package.
    pub fn standards(&self) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(|item| item.kind == ItemKind::Standard)
    }

    /// The children of every item, by its key, in the order of the package.
    pub fn children(&self) -> HashMap<&ItemKey, Vec<&Item>> {
        let mut children: HashMap<&ItemKey, Vec<&Item>> = HashMap::new();
        for item in &self.items {
            if let Some(parent) = &item.parent {
                children.entry(parent).or_default().push(item);
            }
        }
        children
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests fail loudly")]
    use super::*;
    use crate::{Lang, bundled};

    fn standard(code: &str, status: Status, replaced_by: &[&str]) -> Item {
        Item {
            code: code.parse().ok(),
            status,
            replaced_by: replaced_by.iter().map(|key| ItemKey::parse(key)).collect(),
            ..Item::new(ItemKind::Standard, ItemKey::parse(code), LangMap::new(Lang::spanish(), code), "a test")
        }
    }

    fn package(items: Vec<Item>) -> Package {
        let example = bundled::frameworks(false).unwrap().remove(0);
        Package { items, ..example }
    }

    fn successors<'a>(package: &'a Package, code: &str) -> Vec<&'a str> {
        package.resolve(code).unwrap().successors.iter().map(|item| item.key.as_str()).collect()
    }

    #[test]
    fn a_replaced_standard_resolves_and_leads_to_what_took_its_place() {
        let package = package(vec![
            standard("A1", Status::Replaced, &["B1", "B2"]),
            standard("A2", Status::Replaced, &["B2"]),
            standard("B1", Status::Active, &[]),
            standard("B2", Status::Replaced, &["C1"]),
            standard("C1", Status::Active, &[]),
            standard("W", Status::Withdrawn, &[]),
        ]);
        assert_eq!(successors(&package, "a1 "), ["B1", "C1"], "one by two, one of them again by one");
        assert_eq!(successors(&package, "A2"), ["C1"], "two by one");
        assert_eq!(package.resolve("A1").unwrap().item.status, Status::Replaced);
        assert_eq!(package.resolve("w\u{a0}").unwrap().item.status, Status::Withdrawn);
        assert!(successors(&package, "W").is_empty());
        assert_eq!(package.resolve("nothing"), None);
    }

    #[test]
    fn replacements_that_go_round_in_a_circle_or_lead_nowhere_end() {
        let package =
            package(vec![standard("A", Status::Replaced, &["B", "gone"]), standard("B", Status::Replaced, &["A"])]);
        assert!(successors(&package, "A").is_empty());
    }

    #[test]
    fn a_tree_may_have_a_hundred_levels_and_not_one_more() {
        let mut items = vec![standard("0", Status::Active, &[])];
        for level in 1..=Package::DEEPEST {
            let parent = items.last().map(|item| item.key.clone());
            items.push(Item { parent, ..standard(&level.to_string(), Status::Active, &[]) });
        }
        let mut package = package(items);
        assert!(matches!(package.check(), Err(PackageError::TooDeep { key, .. }) if key.as_str() == "100"));
        package.items.pop();
        assert_eq!(package.check(), Ok(()));
    }
}
