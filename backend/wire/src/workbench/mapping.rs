//! Crosswalks, their mappings and published versions.

use chrono::{DateTime, NaiveDate, Utc};
use competency_frameworks::{Framework, FrameworkId, ItemKey, LangMap};
use crosswalks::{Justification, Mapping, Predicate};
use serde::{Deserialize, Serialize};

/// How far a mapping has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum MappingState {
    /// Its author is still at it.
    Draft,
    /// Put forward: waits for a second person.
    Proposed,
    /// A second person agreed; the next publication contains it.
    Agreed,
    /// A second person disagreed; it is not published.
    Disagreed,
    /// Taken back after it had been agreed; the next publication lacks it.
    Withdrawn,
}

impl MappingState {
    /// Every state.
    pub const ALL: [Self; 5] = [Self::Draft, Self::Proposed, Self::Agreed, Self::Disagreed, Self::Withdrawn];

    /// The kebab-case name used on the wire, in the database and in message ids.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Proposed => "proposed",
            Self::Agreed => "agreed",
            Self::Disagreed => "disagreed",
            Self::Withdrawn => "withdrawn",
        }
    }
}

impl std::str::FromStr for MappingState {
    type Err = ();
    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|state| state.as_str() == name).ok_or(())
    }
}

/// A crosswalk in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CrosswalkSummary {
    /// Its id.
    pub id: String,
    /// From.
    pub subject_framework: FrameworkId,
    /// To.
    pub object_framework: FrameworkId,
    /// Made for the demonstration.
    pub illustrative: bool,
    /// Rows that their authors have not put forward.
    pub drafts: u32,
    /// Rows that wait for a second person.
    pub proposed: u32,
    /// Rows that the next publication contains.
    pub agreed: u32,
    /// Rows that a second person disagreed with.
    pub disagreed: u32,
    /// Its newest published version; absent: none yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_version: Option<u32>,
    /// When that was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_on: Option<NaiveDate>,
}

/// A crosswalk with its rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CrosswalkDetail {
    /// The crosswalk.
    pub crosswalk: CrosswalkSummary,
    /// Its rows, as they stand on the workbench.
    pub rows: Vec<MappingRow>,
    /// What was published, newest first.
    pub versions: Vec<PublishedVersion>,
    /// The two frameworks, source first.
    pub frameworks: Vec<Framework>,
    /// Titles of the standards and units that the rows name.
    pub titles: Vec<ItemTitle>,
}

/// What an item is called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ItemTitle {
    /// The framework.
    pub framework: FrameworkId,
    /// The item.
    pub key: ItemKey,
    /// Official title and translations.
    pub title: LangMap,
}

/// Something that was published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PublishedVersion {
    /// 1, 2, 3 …
    pub version: u32,
    /// When.
    pub published_on: NaiveDate,
    /// By whom.
    pub published_by: String,
    /// How many rows it has.
    pub rows: u32,
}

/// A row on the workbench.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MappingRow {
    /// Its id.
    pub id: String,
    /// Goes up with every change; an edit says which it was based on.
    pub revision: u32,
    /// How far it has come.
    pub state: MappingState,
    /// What it says.
    pub mapping: Mapping,
    /// The caller wrote it, so somebody else must review it.
    pub mine: bool,
    /// What the reviewer wrote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// It had been agreed and waits again: a new version of a framework changed what it speaks of.
    #[serde(default)]
    pub reopened: bool,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// `POST …/crosswalks`: a new, empty crosswalk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewCrosswalk {
    /// From.
    pub subject_framework: FrameworkId,
    /// To. One of the two is of the ministry's country.
    pub object_framework: FrameworkId,
}

/// A row as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MappingDraft {
    /// The standard of the source framework.
    pub subject: ItemKey,
    /// One unit of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject_unit: Option<ItemKey>,
    /// The relation.
    pub predicate: Predicate,
    /// The relation does *not* hold.
    #[serde(default)]
    pub not: bool,
    /// The standard of the destination framework; absent: nothing there corresponds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object: Option<ItemKey>,
    /// One unit of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object_unit: Option<ItemKey>,
    /// Why it is believed.
    #[serde(default)]
    pub justification: Justification,
    /// How sure, in hundredths, 0 to 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<u8>,
    /// Anything else, up to 2,000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// Keep it as a draft of the author's; otherwise it is put forward at once.
    #[serde(default)]
    pub draft: bool,
}

/// `PUT …/mappings/{id}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MappingEdit {
    /// The revision the edit is based on.
    pub revision: u32,
    /// What the row says now.
    pub mapping: MappingDraft,
}
