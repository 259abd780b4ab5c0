//! What a framework is made of.

use std::fmt;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{Code, LangMap, text};

/// Names an item within its framework, across the framework's versions.
///
/// The normal form of its code, with the standard's own version when it has one
/// (`280101182 V1`); for an item without a code, words of its title (`~cuidador-a-primario-a`).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(from = "String")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(with = "String"))]
pub struct ItemKey(Arc<str>);

impl ItemKey {
    /// The key of an item with this code, version and title.
    pub fn derive(code: Option<&Code>, version: Option<&str>, title: &str) -> Self {
        match (code, version) {
            (Some(code), Some(version)) => Self(Code::normalise(&format!("{} {version}", code.normal())).into()),
            (Some(code), None) => Self(code.normal().into()),
            (None, _) => {
                let words: Vec<String> = text::words(title).into_iter().take(12).collect();
                Self(format!("~{}", words.join("-")).into())
            }
        }
    }

    /// The key of an item under another: a unit's `U1` is a name within its standard only, so its key
    /// is `280101175/U1`. Groups and standards are named in the whole framework.
    #[must_use]
    pub fn within(self, parent: Option<&Self>, kind: ItemKind) -> Self {
        match (parent, kind) {
            (Some(parent), ItemKind::Unit | ItemKind::Element | ItemKind::Criterion) => {
                Self::parse(&format!("{parent}/{self}"))
            }
            _ => self,
        }
    }

    /// The key a person or an address gave: normalised like a code, or kept when it starts with `~`.
    pub fn parse(text: &str) -> Self {
        Self(if text.starts_with('~') { text.into() } else { Code::normalise(text).into() })
    }

    /// The key as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<String> for ItemKey {
    fn from(text: String) -> Self {
        Self::parse(&text)
    }
}

impl fmt::Display for ItemKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where an item stands in the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum ItemKind {
    /// A heading that standards stand under: área, familia, sector. Nothing is certified on it.
    Group,
    /// What a certificate is issued on: norma, estándar, perfil.
    Standard,
    /// A part that can be assessed by itself: unidad, UCL.
    Unit,
    /// A part of a unit.
    Element,
    /// A performance criterion.
    Criterion,
}

impl ItemKind {
    /// Every kind, from the top of the tree down.
    pub const ALL: [Self; 5] = [Self::Group, Self::Standard, Self::Unit, Self::Element, Self::Criterion];

    /// What usually stands directly under it. A criterion may have criteria of its own.
    #[must_use]
    pub const fn below(self) -> Self {
        match self {
            Self::Group => Self::Standard,
            Self::Standard => Self::Unit,
            Self::Unit => Self::Element,
            Self::Element | Self::Criterion => Self::Criterion,
        }
    }

    /// The kebab-case name used on the wire and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Group => "group",
            Self::Standard => "standard",
            Self::Unit => "unit",
            Self::Element => "element",
            Self::Criterion => "criterion",
        }
    }
}

/// Whether an item is still used by its body. Withdrawn and replaced ones still resolve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Status {
    /// In use.
    #[default]
    Active,
    /// No longer in use, with nothing in its place.
    Withdrawn,
    /// Others took its place.
    Replaced,
}

impl Status {
    /// Every status.
    pub const ALL: [Self; 3] = [Self::Active, Self::Withdrawn, Self::Replaced];

    /// The kebab-case name used on the wire and in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Withdrawn => "withdrawn",
            Self::Replaced => "replaced",
        }
    }
}

/// The economic sectors that agreements speak of; a coarse grouping across bodies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Sector {
    /// Farming, forestry, fishing.
    Agriculture,
    /// Looking after children, older and dependent persons; health.
    Care,
    /// Selling.
    Commerce,
    /// Building, and installations in buildings.
    Construction,
    /// Teaching, training, assessing.
    Education,
    /// Generating and distributing energy.
    Energy,
    /// Hotels and restaurants.
    Hospitality,
    /// Making things.
    Manufacturing,
    /// Services to persons and businesses.
    Services,
    /// Moving people and goods.
    Transport,
}

impl Sector {
    /// Every sector, in the order screens list them.
    pub const ALL: [Self; 10] = [
        Self::Agriculture,
        Self::Care,
        Self::Commerce,
        Self::Construction,
        Self::Education,
        Self::Energy,
        Self::Hospitality,
        Self::Manufacturing,
        Self::Services,
        Self::Transport,
    ];

    /// The kebab-case name used on the wire, in files and in message ids (`sector-<name>`).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Agriculture => "agriculture",
            Self::Care => "care",
            Self::Commerce => "commerce",
            Self::Construction => "construction",
            Self::Education => "education",
            Self::Energy => "energy",
            Self::Hospitality => "hospitality",
            Self::Manufacturing => "manufacturing",
            Self::Services => "services",
            Self::Transport => "transport",
        }
    }
}

impl std::str::FromStr for Sector {
    type Err = ();
    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|sector| sector.as_str() == name).ok_or(())
    }
}

/// One node of a framework: a standard, or a part of one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Item {
    /// Its name within the framework.
    pub key: ItemKey,
    /// The item it is a part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<ItemKey>,
    /// Where it stands in the tree.
    pub kind: ItemKind,
    /// The body's code; some published standards have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<Code>,
    /// The standard's own version, e.g. SENA's `v2`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// Official title, and unofficial translations.
    pub title: LangMap,
    /// What the holder can do, in the body's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statement: Option<LangMap>,
    /// Level, in the body's own scale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// Length in hours, where the body states one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<u32>,
    /// Sector in the body's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sector_name: Option<String>,
    /// Sectors as agreements name them; the registry's own grouping, not the body's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sectors: Vec<Sector>,
    /// ISCO-08 groups; the registry's own reading unless the source states them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub isco08: Vec<String>,
    /// How many months a certificate on it is valid; absent: it does not expire.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub validity_months: Option<u32>,
    /// Whether the body still uses it.
    #[serde(default)]
    pub status: Status,
    /// The first day the standard itself is in force, where the body states one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_force_from: Option<NaiveDate>,
    /// The last day the standard itself is in force, where the body states one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_force_until: Option<NaiveDate>,
    /// What took its place: one or several.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replaced_by: Vec<ItemKey>,
    /// Where this was found; for illustrative items, that it was made up.
    pub source: String,
    /// Made for the demonstration: no body published it.
    #[serde(default)]
    pub illustrative: bool,
}

impl Item {
    /// An active item with nothing but a key, a title and where it was found.
    pub fn new(kind: ItemKind, key: ItemKey, title: LangMap, source: impl Into<String>) -> Self {
        Self {
            key,
            parent: None,
            kind,
            code: None,
            version: None,
            title,
            statement: None,
            level: None,
            hours: None,
            sector_name: None,
            sectors: Vec::new(),
            isco08: Vec::new(),
            validity_months: None,
            status: Status::Active,
            in_force_from: None,
            in_force_until: None,
            replaced_by: Vec::new(),
            source: source.into(),
            illustrative: false,
        }
    }

    /// The key that its code, its version and its place give it; without a code, its title.
    pub fn natural_key(&self) -> ItemKey {
        ItemKey::derive(self.code.as_ref(), self.version.as_deref(), self.title.official_text())
            .within(self.parent.as_ref(), self.kind)
    }

    /// The key it goes by after an edit. What names it elsewhere holds as long as its code, its
    /// version and its place do: another title alone is no other item.
    pub fn key_after(&self, before: &Self) -> ItemKey {
        let named = |item: &Self| (item.code.clone(), item.version.clone(), item.parent.clone(), item.kind);
        if named(self) == named(before) { before.key.clone() } else { self.natural_key() }
    }

    /// Code and version as people write them, e.g. `280101182 v1`; the key when there is no code.
    pub fn code_shown(&self) -> String {
        match (&self.code, &self.version) {
            (Some(code), Some(version)) => format!("{code} {version}"),
            (Some(code), None) => code.to_string(),
            (None, _) => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(code: &str, parent: &str, title: &str) -> Item {
        let title = LangMap::new(crate::Lang::spanish(), title);
        let mut item = Item::new(ItemKind::Unit, ItemKey::parse("x"), title, "a test");
        item.code = code.parse().ok();
        item.parent = Some(ItemKey::parse(parent));
        item.key = item.natural_key();
        item
    }

    #[test]
    fn an_item_keeps_its_key_under_another_title_and_gets_one_with_another_code_or_place() {
        let before = unit("u1", "A", "Soldar");
        assert_eq!(before.key.as_str(), "A/U1");
        assert_eq!(unit(" U1", "A", "Soldar tubos").key_after(&before), before.key);
        assert_eq!(unit("U2", "A", "Soldar").key_after(&before).as_str(), "A/U2");
        assert_eq!(unit("U1", "B", "Soldar").key_after(&before).as_str(), "B/U1");
        let bare = |title: &str| Item { code: None, ..unit("x", "A", title) };
        let named = Item { key: bare("Cortar").natural_key(), ..bare("Cortar") };
        assert_eq!(bare("Recortar").key_after(&named).as_str(), "A/~CORTAR");
    }
}
