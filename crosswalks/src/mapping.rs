//! Technical mappings between two frameworks, after SSSOM (<https://mapping-commons.github.io/sssom/>).

use std::collections::BTreeMap;
use std::fmt;

use chrono::NaiveDate;
use competency_frameworks::{FrameworkId, ItemKey};
use serde::{Deserialize, Serialize};

use crate::history::Dated;

/// Points at a standard of a framework.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StandardRef {
    /// The framework.
    pub framework: FrameworkId,
    /// The standard's key within it.
    pub standard: ItemKey,
}

impl fmt::Display for StandardRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.framework, self.standard)
    }
}

/// How two items relate: the SKOS mapping relations that SSSOM uses as predicates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Predicate {
    /// The same, interchangeable (`skos:exactMatch`).
    ExactMatch,
    /// Nearly the same (`skos:closeMatch`).
    CloseMatch,
    /// The object is wider than the subject (`skos:broadMatch`).
    BroadMatch,
    /// The object is narrower than the subject (`skos:narrowMatch`).
    NarrowMatch,
    /// They have to do with each other (`skos:relatedMatch`).
    RelatedMatch,
}

impl Predicate {
    /// Every predicate, in the order screens list them.
    pub const ALL: [Self; 5] =
        [Self::ExactMatch, Self::CloseMatch, Self::BroadMatch, Self::NarrowMatch, Self::RelatedMatch];

    /// The kebab-case name used on the wire, in the database and in message ids.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ExactMatch => "exact-match",
            Self::CloseMatch => "close-match",
            Self::BroadMatch => "broad-match",
            Self::NarrowMatch => "narrow-match",
            Self::RelatedMatch => "related-match",
        }
    }

    /// The CURIE that SSSOM files carry.
    pub const fn curie(self) -> &'static str {
        match self {
            Self::ExactMatch => "skos:exactMatch",
            Self::CloseMatch => "skos:closeMatch",
            Self::BroadMatch => "skos:broadMatch",
            Self::NarrowMatch => "skos:narrowMatch",
            Self::RelatedMatch => "skos:relatedMatch",
        }
    }
}

impl std::str::FromStr for Predicate {
    type Err = ();
    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|known| known.as_str() == name || known.curie() == name).ok_or(())
    }
}

/// Why a mapping is believed: SSSOM's `mapping_justification`, from the SEMAPV vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Justification {
    /// A person compared both (`semapv:ManualMappingCuration`).
    #[default]
    ManualMappingCuration,
    /// The words agree (`semapv:LexicalMatching`).
    LexicalMatching,
    /// Taken over from a published table and checked (`semapv:MappingReview`).
    MappingReview,
}

impl Justification {
    /// Every justification, in the order screens list them.
    pub const ALL: [Self; 3] = [Self::ManualMappingCuration, Self::LexicalMatching, Self::MappingReview];

    /// The kebab-case name used on the wire, in the database and in message ids.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ManualMappingCuration => "manual-mapping-curation",
            Self::LexicalMatching => "lexical-matching",
            Self::MappingReview => "mapping-review",
        }
    }

    /// The CURIE that SSSOM files carry.
    pub const fn curie(self) -> &'static str {
        match self {
            Self::ManualMappingCuration => "semapv:ManualMappingCuration",
            Self::LexicalMatching => "semapv:LexicalMatching",
            Self::MappingReview => "semapv:MappingReview",
        }
    }
}

impl std::str::FromStr for Justification {
    type Err = ();
    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|known| known.as_str() == name).ok_or(())
    }
}

/// One row of a crosswalk: an item of one framework related to an item of another.
///
/// Subject and object are standards, or units of them; n:m at unit level is several rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Mapping {
    /// The standard of the source framework.
    pub subject: ItemKey,
    /// One unit of it, when the row is about a unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject_unit: Option<ItemKey>,
    /// The relation.
    pub predicate: Predicate,
    /// The relation does *not* hold (SSSOM `predicate_modifier: Not`).
    #[serde(default)]
    pub not: bool,
    /// The standard of the destination framework; absent: nothing there corresponds, which is a
    /// finding of its own (SSSOM `sssom:NoTermFound`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object: Option<ItemKey>,
    /// One unit of it, when the row is about a unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object_unit: Option<ItemKey>,
    /// Why it is believed.
    #[serde(default)]
    pub justification: Justification,
    /// How sure the author is, in hundredths, 0 to 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<u8>,
    /// Who wrote the row.
    pub author: String,
    /// Who agreed; never the author.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviewer: Option<String>,
    /// Anything else a reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// What an SSSOM file said of the row beyond this: slots by name, kept so that they come out again.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub slots: BTreeMap<String, SlotValue>,
}

impl Mapping {
    /// The most particular item of the source side: the unit when there is one.
    pub fn subject_item(&self) -> &ItemKey {
        self.subject_unit.as_ref().unwrap_or(&self.subject)
    }

    /// Takes over what an imported file said of an earlier state of the row, but for what is said here anew.
    pub fn keep_slots_of(&mut self, earlier: &Self) {
        const SAID_HERE: [&str; 13] = [
            "subject_id",
            "subject_label",
            "predicate_id",
            "predicate_label",
            "predicate_modifier",
            "object_id",
            "object_label",
            "mapping_justification",
            "confidence",
            "author_id",
            "author_label",
            "reviewer_label",
            "comment",
        ];
        self.slots.clone_from(&earlier.slots);
        self.slots.retain(|name, _| !SAID_HERE.contains(&name.as_str()));
    }

    /// The most particular item of the destination side; none when nothing corresponds.
    pub fn object_item(&self) -> Option<&ItemKey> {
        self.object_unit.as_ref().or(self.object.as_ref())
    }
}

/// What a slot of an SSSOM record holds.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(untagged)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum SlotValue {
    /// One value, as it is written in a table.
    One(String),
    /// Several.
    Many(Vec<String>),
}

/// A published state of a crosswalk: directed, dated, never changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CrosswalkVersion {
    /// The crosswalk this is a state of.
    pub crosswalk: Crosswalk,
    /// 1, 2, 3 …
    pub version: u32,
    /// From this day on it is the state that is shown.
    pub published_on: NaiveDate,
    /// Its rows.
    pub mappings: Vec<Mapping>,
}

/// A directed table of mappings from one framework to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Crosswalk {
    /// Its name in addresses.
    pub id: String,
    /// From.
    pub subject_framework: FrameworkId,
    /// To.
    pub object_framework: FrameworkId,
    /// The version of the source framework it was made on; absent in states from before this was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject_version: Option<String>,
    /// The version of the destination framework it was made on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object_version: Option<String>,
    /// Made for the demonstration.
    #[serde(default)]
    pub illustrative: bool,
    /// Where it comes from.
    pub source: String,
}

impl Dated for CrosswalkVersion {
    fn id(&self) -> &str {
        &self.crosswalk.id
    }
    fn version(&self) -> u32 {
        self.version
    }
    fn published_on(&self) -> NaiveDate {
        self.published_on
    }
}
