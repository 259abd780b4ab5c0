//! What a reader found in a file.

use serde::{Deserialize, Serialize};

/// What was found in a file. Every row or item with anything in it was accepted or has an error.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Report {
    /// How many there are: rows with anything in them, the header left out; items of a package.
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
    /// In a table the line of the file on which the row begins, the header being line 1; in a CASE
    /// package the number of the item or association, from 1; 0 for the document.
    pub row: u32,
    /// The header of the column, or the member as `CFItems.fullStatement`; absent: the row as a whole.
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
    /// Error: not JSON, or not of a package's shape.
    NotJson,
    /// Error: an item has no identifier.
    IdentifierMissing,
    /// Error: two items have one identifier; `other` says which.
    IdentifierTwice,
    /// Error: the file has no item at all.
    NoItems,
    /// To look at: an association names an item that is not in the package; it is kept.
    NodeUnknown,
    /// To look at: an item stands under several; the first counts, the others are kept.
    SecondParent,
    /// To look at: another item has this code in the same place; it gets a key of its own.
    KeyChanged,
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

impl Reason {
    /// Every reason, errors first.
    pub const ALL: [Self; 27] = [
        Self::ColumnMissing,
        Self::TitleMissing,
        Self::CodeTooLong,
        Self::CodeTwice,
        Self::ParentUnknown,
        Self::ParentRefused,
        Self::ParentCircle,
        Self::TooDeep,
        Self::NotANumber,
        Self::NotADay,
        Self::NotAllowed,
        Self::NotALanguage,
        Self::TooManyCells,
        Self::QuoteNotClosed,
        Self::NotText,
        Self::NotJson,
        Self::IdentifierMissing,
        Self::IdentifierTwice,
        Self::NoItems,
        Self::NodeUnknown,
        Self::SecondParent,
        Self::KeyChanged,
        Self::CodeCleaned,
        Self::CodeMissing,
        Self::TitleTwice,
        Self::ReplacementUnknown,
        Self::ColumnKeptAside,
    ];

    /// The kebab-case name used on the wire and in message ids (`found-<name>`).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ColumnMissing => "column-missing",
            Self::TitleMissing => "title-missing",
            Self::CodeTooLong => "code-too-long",
            Self::CodeTwice => "code-twice",
            Self::ParentUnknown => "parent-unknown",
            Self::ParentRefused => "parent-refused",
            Self::ParentCircle => "parent-circle",
            Self::TooDeep => "too-deep",
            Self::NotANumber => "not-a-number",
            Self::NotADay => "not-a-day",
            Self::NotAllowed => "not-allowed",
            Self::NotALanguage => "not-a-language",
            Self::TooManyCells => "too-many-cells",
            Self::QuoteNotClosed => "quote-not-closed",
            Self::NotText => "not-text",
            Self::NotJson => "not-json",
            Self::IdentifierMissing => "identifier-missing",
            Self::IdentifierTwice => "identifier-twice",
            Self::NoItems => "no-items",
            Self::NodeUnknown => "node-unknown",
            Self::SecondParent => "second-parent",
            Self::KeyChanged => "key-changed",
            Self::CodeCleaned => "code-cleaned",
            Self::CodeMissing => "code-missing",
            Self::TitleTwice => "title-twice",
            Self::ReplacementUnknown => "replacement-unknown",
            Self::ColumnKeptAside => "column-kept-aside",
        }
    }
}

impl Report {
    /// By row, whatever was found first.
    pub(crate) fn sort(&mut self) {
        self.errors.sort_by_key(|finding| finding.row);
        self.warnings.sort_by_key(|finding| finding.row);
    }

    /// A file without a single item makes no version, also when nothing in it is wrong.
    pub(crate) fn require_items(&mut self) {
        if self.accepted == 0 && self.errors.is_empty() {
            self.error(0, None, Reason::NoItems, "");
        }
    }

    pub(crate) fn error(&mut self, row: u32, column: Option<&str>, reason: Reason, value: &str) {
        self.errors.push(Finding::new(row, column, reason, value));
    }

    pub(crate) fn warn(&mut self, row: u32, column: Option<&str>, reason: Reason, value: &str) {
        self.warnings.push(Finding::new(row, column, reason, value));
    }
}

impl Finding {
    pub(crate) fn new(row: u32, column: Option<&str>, reason: Reason, value: &str) -> Self {
        let value = value.chars().take(200).collect();
        Self { row, column: column.map(str::to_owned), reason, value, other: None }
    }

    pub(crate) fn with(self, other: u32) -> Self {
        Self { other: Some(other), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::Reason;

    #[test]
    fn a_reason_is_called_the_same_in_words_and_on_the_wire() {
        for reason in Reason::ALL {
            assert_eq!(serde_json::to_value(reason).ok(), Some(reason.as_str().into()));
        }
    }
}
