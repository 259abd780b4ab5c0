//! Deciding what corresponds: what is still open in a crosswalk, ranked suggestions, coverage.

pub use crosswalks::suggest::{Stretch, compare};
use serde::{Deserialize, Serialize};

use crate::workbench::{Framework, FrameworkId, ItemKey, LangMap, Sector};

/// `GET …/crosswalks/{id}/worklist`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WorklistQuery {
    /// Only standards of this sector.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sector: Option<Sector>,
    /// Only standards that no sector is known of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unclassified: Option<bool>,
}

/// The standards of a crosswalk's source that nobody has decided about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Worklist {
    /// The two frameworks, source first.
    pub frameworks: Vec<Framework>,
    /// Standards in use, of the sector that was asked for.
    pub total: u32,
    /// Those of them that somebody has decided about.
    pub decided: u32,
    /// The others, in the framework's order; no more than 500 are listed.
    pub open: Vec<OpenStandard>,
}

/// A standard that waits for a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OpenStandard {
    /// Its key.
    pub key: ItemKey,
    /// Its title.
    pub title: LangMap,
}

/// `GET …/crosswalks/{id}/suggestions?subject=&top=`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SuggestionQuery {
    /// A standard of the source framework.
    pub subject: ItemKey,
    /// How many, 1 to 50; 8 when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub top: Option<u32>,
}

/// Ranked candidates for a standard. Rejected pairs, and those that have a row, are left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Suggestions {
    /// What counterparts are sought for.
    pub subject: ComparedStandard,
    /// The candidates, best first.
    pub candidates: Vec<Candidate>,
}

/// A standard as it is laid beside another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ComparedStandard {
    /// Its key.
    pub key: ItemKey,
    /// Code and version as people write them; empty when it has none.
    pub code: String,
    /// Official title and translations.
    pub title: LangMap,
    /// Level, in the body's own scale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// Length in hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<u32>,
    /// Sector in the body's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sector: Option<String>,
    /// Made for the demonstration.
    pub illustrative: bool,
    /// Its units.
    pub units: Vec<ComparedUnit>,
}

/// A unit of a standard that is compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ComparedUnit {
    /// Its key.
    pub key: ItemKey,
    /// Official title and translations.
    pub title: LangMap,
    /// Length in hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<u32>,
}

/// A candidate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Candidate {
    /// The standard of the destination framework.
    pub object: ComparedStandard,
    /// How well it fits, in hundredths.
    pub score: u8,
    /// Why, the weightiest first.
    pub reasons: Vec<SuggestionReason>,
}

/// Why something is suggested.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum SuggestionReason {
    /// Words of both titles.
    SharedWords {
        /// As the candidate writes them, folded.
        words: Vec<String>,
    },
    /// Parts of words of both standards, where no word is the same.
    WordParts {
        /// Folded, the longest first.
        parts: Vec<String>,
    },
    /// Words of both standards' units.
    UnitTitles {
        /// As the candidate writes them, folded.
        words: Vec<String>,
    },
    /// Both are near this group of ISCO-08.
    Occupation {
        /// Four digits.
        isco08: String,
        /// Its title.
        title: LangMap,
    },
    /// Both are of this sector.
    Sector {
        /// The sector.
        sector: Sector,
    },
    /// Both are of this level.
    Level {
        /// As both bodies write it.
        level: String,
    },
    /// Somebody related a standard like this one to the candidate.
    Neighbour {
        /// That standard, of the source framework.
        subject: ItemKey,
        /// Its title.
        title: LangMap,
    },
}

/// `GET …/coverage`: how far the ministry's crosswalks have come, sector by sector.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Coverage {
    /// A column each.
    pub crosswalks: Vec<CoveredCrosswalk>,
    /// A row each; the last is of standards that no sector is known of, if there are any.
    pub rows: Vec<CoverageRow>,
}

/// A crosswalk of the coverage table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CoveredCrosswalk {
    /// Its id.
    pub id: String,
    /// From.
    pub subject_framework: FrameworkId,
    /// To.
    pub object_framework: FrameworkId,
    /// The two frameworks, source first.
    pub frameworks: Vec<Framework>,
    /// All its sectors together; a standard of two sectors counts once.
    pub all: Covered,
}

/// One sector.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CoverageRow {
    /// Absent: not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sector: Option<Sector>,
    /// A cell for each crosswalk, in their order.
    pub cells: Vec<Covered>,
}

/// How many standards of the source framework, and what became of them. The three parts sum to the total.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Covered {
    /// Standards in use.
    pub total: u32,
    /// Related to something of the destination.
    pub related: u32,
    /// Nothing of the destination corresponds.
    pub none: u32,
    /// Nobody has decided.
    pub open: u32,
}
