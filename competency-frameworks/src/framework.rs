//! A body's published set of standards, in dated versions.

use std::{
    collections::{HashMap, HashSet},
    fmt,
    str::FromStr,
};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{Country, Item, ItemKey, ItemKind, LangMap};

/// Names a framework in addresses and files, e.g. `co-sena-nscl`: lower-case letters, digits and
/// hyphens, at most 60.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(with = "String"))]
pub struct FrameworkId(String);

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
            Ok(Self(text.to_owned()))
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

impl From<FrameworkId> for String {
    fn from(id: FrameworkId) -> Self {
        id.0
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
    /// An item has no text in its official language.
    #[error("{framework}: {key} has no official title")]
    NoTitle {
        /// The framework.
        framework: FrameworkId,
        /// The item.
        key: ItemKey,
    },
}

impl Package {
    /// Checks that keys are unique, parents precede children and titles are present.
    pub fn check(&self) -> Result<(), PackageError> {
        let mut seen: HashSet<&ItemKey> = HashSet::with_capacity(self.items.len());
        for item in &self.items {
            let framework = self.framework.id.clone();
            if let Some(parent) = item.parent.as_ref().filter(|parent| !seen.contains(parent)) {
                return Err(PackageError::OrphanItem { framework, key: item.key.clone(), parent: parent.clone() });
            }
            if item.title.official_text().trim().is_empty() {
                return Err(PackageError::NoTitle { framework, key: item.key.clone() });
            }
            if !seen.insert(&item.key) {
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
