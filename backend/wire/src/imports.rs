//! Agreements and decisions out of tables, many at once.

use serde::{Deserialize, Serialize};

/// `POST …/decisions/import`, `POST …/agreements/import`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ActImportQuery {
    /// Say what would be made of the file and what is wrong, and store nothing.
    #[serde(default)]
    pub dry_run: bool,
}

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum RowState {
    /// Nothing is wrong with it: it makes a draft.
    Ready,
    /// It is a draft now.
    Drafted,
    /// The ministry has it already, as a draft or published; nothing is made of it.
    Known,
    /// Something is wrong with it; nothing is made of it.
    Wrong,
}

impl RowState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Ready, Self::Drafted, Self::Known, Self::Wrong];

    /// The kebab-case name used on the wire and in message ids (`row-state-<name>`).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Drafted => "drafted",
            Self::Known => "known",
            Self::Wrong => "wrong",
        }
    }
}

/// One row of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ImportedRow {
    /// Its place in the file: the header is 1.
    pub row: u32,
    /// What a person calls it: a decision's number, an agreement's title; may be empty.
    pub name: String,
    /// What became of it.
    pub state: RowState,
    /// The draft's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
}

/// One wrong cell, or row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RowProblem {
    /// Its place in the file: the header is 1.
    pub row: u32,
    /// The column; absent: the row as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// Why: a field code, as elsewhere.
    pub code: String,
    /// What stands there, shortened.
    pub value: String,
}

/// What an import did, or would do. Nothing is ever published by it: every row is a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ActImport {
    /// Nothing was stored.
    pub dry_run: bool,
    /// How many rows the file has, without its header.
    pub rows: u32,
    /// How many make drafts, or did.
    pub good: u32,
    /// How many the ministry has already.
    pub known: u32,
    /// How many are wrong.
    pub wrong: u32,
    /// Each row, in the order of the file.
    pub lines: Vec<ImportedRow>,
    /// What is wrong, in the order of the file.
    pub problems: Vec<RowProblem>,
}
