//! The life of a crosswalk's rows on the workbench: queue, comments, rejected pairs, findings, new
//! framework versions.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub use crosswalks::{Finding, FoundItem, Rule};

use crate::workbench::{FrameworkId, ItemKey, ItemTitle, Mapping, MappingRow};

/// Why a row waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Waiting {
    /// Put forward for a second person.
    Proposed,
    /// A second person disagreed: its author is asked.
    Disagreed,
    /// A framework's new version changed what it speaks of.
    Reopened,
}

impl Waiting {
    /// Every reason, in the order screens list them.
    pub const ALL: [Self; 3] = [Self::Proposed, Self::Disagreed, Self::Reopened];

    /// The kebab-case name used on the wire and in message ids (`waiting-<name>`).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Disagreed => "disagreed",
            Self::Reopened => "reopened",
        }
    }
}

/// `GET …/crosswalks/{id}/queue`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QueueQuery {
    /// Only rows that wait for this reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiting: Option<Waiting>,
    /// Page, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
}

/// A page of the rows that wait, oldest change first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Queue {
    /// How many rows wait for a second person, the reopened ones not counted.
    pub proposed: u32,
    /// How many rows somebody disagreed with.
    pub disagreed: u32,
    /// How many rows wait again.
    pub reopened: u32,
    /// The rows of this page.
    pub rows: Vec<QueuedRow>,
    /// This page, from 1.
    pub page: u32,
    /// There are more.
    pub more: bool,
    /// Titles of the standards and units that the rows name.
    pub titles: Vec<ItemTitle>,
}

/// A row that waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QueuedRow {
    /// Why.
    pub waiting: Waiting,
    /// The row.
    pub row: MappingRow,
    /// What was said of it, oldest first.
    pub comments: Vec<MappingComment>,
}

/// Something said about a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MappingComment {
    /// Its id.
    pub id: String,
    /// Who said it.
    pub author: String,
    /// What.
    pub text: String,
    /// When.
    pub written_at: DateTime<Utc>,
}

/// `POST …/mappings/{mapping}/comments`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewComment {
    /// 1 to 2,000 characters.
    pub text: String,
}

/// A pair that is neither suggested nor imported again unasked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RejectedPair {
    /// Its id.
    pub id: String,
    /// The item of the source framework: a standard, or a unit of one.
    pub subject: ItemKey,
    /// The item of the destination framework.
    pub object: ItemKey,
    /// Why; may be empty.
    pub reason: String,
    /// Who rejected it.
    pub rejected_by: String,
    /// When.
    pub rejected_at: DateTime<Utc>,
}

/// `POST …/crosswalks/{id}/rejections`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewRejection {
    /// The item of the source framework: a standard, or a unit of one.
    pub subject: ItemKey,
    /// The item of the destination framework.
    pub object: ItemKey,
    /// Why, up to 2,000 characters.
    #[serde(default)]
    pub reason: String,
}

/// Which framework versions a crosswalk stands on, and what taking the newest ones reopens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FrameworkMove {
    /// The source framework, then the destination.
    pub sides: Vec<FrameworkSide>,
    /// Rows that speak of what changed.
    pub touched: Vec<MappingRow>,
    /// Rows that stay as they are.
    pub untouched: u32,
}

/// One framework of a crosswalk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FrameworkSide {
    /// The framework.
    pub framework: FrameworkId,
    /// The version that the rows were made on.
    pub stands_on: String,
    /// The newest published one.
    pub newest: String,
    /// How many of its items are not the same in both.
    pub changed_items: u32,
}

/// `POST …/crosswalks/{id}/import`: a file in the exchange format SSSOM.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewImport {
    /// The file: a table or JSON.
    pub text: String,
    /// Its metadata, when they are kept in a file of their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metadata: Option<String>,
    /// Only say what would happen.
    #[serde(default)]
    pub dry_run: bool,
    /// Prefixes that the file uses for the source framework, beside its id.
    #[serde(default)]
    pub subject_prefixes: Vec<String>,
    /// Prefixes that the file uses for the destination framework.
    #[serde(default)]
    pub object_prefixes: Vec<String>,
    /// Take pairs too that somebody rejected.
    #[serde(default)]
    pub with_rejected: bool,
}

/// What an import did, or would do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ImportReport {
    /// The crosswalk.
    pub crosswalk: String,
    /// It was only asked what would happen.
    pub dry_run: bool,
    /// The rows are stored, put forward; a file with anything wrong is not stored at all.
    pub written: bool,
    /// The number of the last sound row.
    pub rows: u64,
    /// Rows that are new.
    pub added: u64,
    /// Rows that the crosswalk has already; left out.
    pub known: u64,
    /// Rows whose pair somebody rejected; left out.
    pub rejected: u64,
    /// How many things are wrong.
    pub wrong: u64,
    /// How many things were read with a remark.
    pub remarks: u64,
    /// The first of them, at most 200.
    pub problems: Vec<ImportProblem>,
    /// The first rows that are new, at most 20.
    pub preview: Vec<Mapping>,
}

/// Something wrong or remarkable in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ImportProblem {
    /// The row, from 1; absent: the metadata or the file as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<u64>,
    /// The column or key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// Why, e.g. `unknown-prefix`.
    pub reason: String,
    /// It was read and kept, or left out knowingly; nothing is wrong.
    pub remark: bool,
    /// What stands there, shortened.
    pub found: String,
}
