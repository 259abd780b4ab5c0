//! What a reader found in a table.

use serde::{Deserialize, Serialize};

use super::{ColumnUse, Delimiter, Encoding};

/// What was found in a file. Every row with anything in it was accepted or has an error.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Report {
    /// How its letters are written.
    pub encoding: Encoding,
    /// What stands between two cells.
    pub delimiter: Delimiter,
    /// How each column was understood.
    pub columns: Vec<ColumnUse>,
    /// How many rows have anything in them, the header left out.
    pub rows: u32,
    /// How many of them make an item.
    pub accepted: u32,
    /// Why the others do not, by row. Nothing can be imported while there is one.
    pub errors: Vec<Finding>,
    /// What a person should look at, and need not change.
    pub warnings: Vec<Finding>,
}

/// One thing that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Finding {
    /// The line of the file on which the row begins; the header is usually line 1.
    pub row: u32,
    /// The header of the column; absent: the row as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// Why.
    pub reason: Reason,
    /// What stands there, cut off after 200 characters.
    pub value: String,
    /// The row it clashes with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<u32>,
}

/// Why a row is refused or should be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Reason {
    /// Error: the file has no column of this name, or none with titles.
    ColumnMissing,
    /// Error: a row has no title.
    TitleMissing,
    /// Error: a code is longer than codes can be.
    CodeTooLong,
    /// Error: another row has the same code in the same place; `other` says which.
    CodeTwice,
    /// Error: no row has the code that is named as the parent.
    ParentUnknown,
    /// Error: the parent's own row is refused; `other` says which.
    ParentRefused,
    /// Error: an item is a part of itself, directly or through others.
    ParentCircle,
    /// Error: deeper than a tree can be.
    TooDeep,
    /// Error: not a whole number.
    NotANumber,
    /// Error: not a day of the form 2026-12-31.
    NotADay,
    /// Error: not one of the words that are possible here.
    NotAllowed,
    /// Error: not a language tag.
    NotALanguage,
    /// Error: a row has more filled cells than there are columns.
    TooManyCells,
    /// Error: a quotation mark is opened and never closed; the rest of the file is in one cell.
    QuoteNotClosed,
    /// Error: bytes that make no letters.
    NotText,
    /// To look at: blanks or invisible signs were taken off a code; the file's own form is kept.
    CodeCleaned,
    /// To look at: a standard without a code.
    CodeMissing,
    /// To look at: another standard has this title under another code; `other` says which.
    TitleTwice,
    /// To look at: what replaces it is not in the file.
    ReplacementUnknown,
    /// To look at: no field of the registry; the cells are kept aside.
    ColumnKeptAside,
}

impl Report {
    pub(super) fn error(&mut self, row: u32, column: Option<&str>, reason: Reason, value: &str) {
        self.errors.push(Finding::new(row, column, reason, value));
    }

    pub(super) fn warn(&mut self, row: u32, column: Option<&str>, reason: Reason, value: &str) {
        self.warnings.push(Finding::new(row, column, reason, value));
    }
}

impl Finding {
    pub(super) fn new(row: u32, column: Option<&str>, reason: Reason, value: &str) -> Self {
        let value = value.chars().take(200).collect();
        Self { row, column: column.map(str::to_owned), reason, value, other: None }
    }

    pub(super) fn with(self, other: u32) -> Self {
        Self { other: Some(other), ..self }
    }
}
