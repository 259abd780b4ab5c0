//! What is wrong with a file, by row, column and reason.

use std::fmt;

/// Why something in a file is refused, or taken with a remark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    /// The bytes are not UTF-8.
    NotUtf8,
    /// The metadata are not YAML, or not a map.
    NotYaml,
    /// The document is not JSON, or not shaped like a mapping set.
    NotJson,
    /// A tag, an anchor or an alias, which the format forbids.
    ForbiddenYaml,
    /// The metadata, a row or a cell is longer than can be read.
    TooLong,
    /// There is no row of column names.
    NoHeader,
    /// A column has no name.
    ColumnWithoutName,
    /// Two columns have the same name.
    ColumnTwice,
    /// A row has more or fewer cells than there are columns.
    WrongNumberOfCells,
    /// Something that every record must have is missing.
    Missing,
    /// The prefix of an identifier is not declared.
    UnknownPrefix,
    /// Not `prefix:local`.
    NotACurie,
    /// Not an absolute address.
    NotAUri,
    /// Not a number.
    NotANumber,
    /// A number beyond its bounds.
    OutOfRange,
    /// Not a date like `2026-11-22`.
    NotADate,
    /// None of the values that this slot can have.
    UnknownValue,
    /// A list where one value is expected, or something inside something.
    WrongShape,
    /// A built-in prefix is declared for something else.
    PrefixRedefined,
    /// The row speaks of an item that the framework does not have.
    UnknownItem,
    /// The identifier belongs to neither framework of the crosswalk.
    OtherFramework,
    /// A relation that crosswalks do not know.
    UnknownPredicate,
    /// Remark: somebody rejected the pair; it was left out.
    RejectedPair,
    /// Remark: the crosswalk has this row already; it was left out.
    KnownRow,
    /// Remark: the file begins with a byte order mark.
    ByteOrderMark,
    /// Remark: an identifier is written out as an address.
    IdentifierIsAddress,
    /// Remark: a name from before version 1.0 was read as what it is called now.
    LegacySlot,
    /// Remark: words where version 1.0 wants an identifier.
    LegacyWords,
    /// Remark: a slot that the schema does not have and the file does not define; kept.
    UndefinedExtension,
    /// Remark: an extension is not defined as it should be; the definition is kept.
    BadExtensionDefinition,
    /// Remark: a justification that the schema does not list; kept.
    UnknownJustification,
    /// Remark: the set should say this of itself.
    MissingOnSet,
    /// Remark: a prefix of the crosswalk's items has another address in the file; the known one stays.
    OtherBase,
}

impl Reason {
    /// The kebab-case name used in reports.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotUtf8 => "not-utf-8",
            Self::NotYaml => "not-yaml",
            Self::NotJson => "not-json",
            Self::ForbiddenYaml => "forbidden-yaml",
            Self::TooLong => "too-long",
            Self::NoHeader => "no-header",
            Self::ColumnWithoutName => "column-without-name",
            Self::ColumnTwice => "column-twice",
            Self::WrongNumberOfCells => "wrong-number-of-cells",
            Self::Missing => "missing",
            Self::UnknownPrefix => "unknown-prefix",
            Self::NotACurie => "not-a-curie",
            Self::NotAUri => "not-a-uri",
            Self::NotANumber => "not-a-number",
            Self::OutOfRange => "out-of-range",
            Self::NotADate => "not-a-date",
            Self::UnknownValue => "unknown-value",
            Self::WrongShape => "wrong-shape",
            Self::PrefixRedefined => "prefix-redefined",
            Self::UnknownItem => "unknown-item",
            Self::OtherFramework => "other-framework",
            Self::UnknownPredicate => "unknown-predicate",
            Self::RejectedPair => "rejected-pair",
            Self::KnownRow => "known-row",
            Self::ByteOrderMark => "byte-order-mark",
            Self::IdentifierIsAddress => "identifier-is-address",
            Self::LegacySlot => "legacy-slot",
            Self::LegacyWords => "legacy-words",
            Self::UndefinedExtension => "undefined-extension",
            Self::BadExtensionDefinition => "bad-extension-definition",
            Self::UnknownJustification => "unknown-justification",
            Self::MissingOnSet => "missing-on-set",
            Self::OtherBase => "other-base",
        }
    }

    /// What was said is only remarkable: it was read and kept.
    pub const fn is_remark(self) -> bool {
        matches!(
            self,
            Self::RejectedPair
                | Self::KnownRow
                | Self::ByteOrderMark
                | Self::IdentifierIsAddress
                | Self::LegacySlot
                | Self::LegacyWords
                | Self::UndefinedExtension
                | Self::BadExtensionDefinition
                | Self::UnknownJustification
                | Self::MissingOnSet
                | Self::OtherBase
        )
    }
}

/// Something wrong or remarkable at a place of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The mapping, from 1; none: the metadata or the file as a whole.
    pub row: Option<u64>,
    /// The column or key.
    pub column: Option<String>,
    /// Why.
    pub reason: Reason,
    /// What stands there, shortened.
    pub found: String,
}

impl Problem {
    /// A problem at a place.
    pub fn new(row: Option<u64>, column: Option<&str>, reason: Reason, found: &str) -> Self {
        const SHOWN: usize = 80;
        let found = match found.char_indices().nth(SHOWN) {
            Some((end, _)) => format!("{}…", found.get(..end).unwrap_or_default()),
            None => found.to_owned(),
        };
        Self { row, column: column.map(str::to_owned), reason, found }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.row {
            Some(row) => write!(f, "row {row}")?,
            None => f.write_str("metadata")?,
        }
        if let Some(column) = &self.column {
            write!(f, ", {column}")?;
        }
        write!(f, ": {}", self.reason.as_str())?;
        if self.found.is_empty() { Ok(()) } else { write!(f, " ({})", self.found.escape_debug()) }
    }
}
