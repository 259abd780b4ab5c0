//! Statistics that may be published: nothing under ten, nor anything that gives it away.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use competency_frameworks::Sector;
pub use crosswalks::DecisionOutcome;
pub use crosswalks::statistics::{SMALLEST_SHOWN, Shown, TOTAL, Table, UNKNOWN};

/// In which form statistics are wanted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum StatisticsFormat {
    /// JSON.
    #[default]
    Json,
    /// CSV: a line for each count.
    Csv,
}

/// `GET /api/v1/statistics/decisions`. Filters choose rows and columns of the published tables; they
/// count nothing anew, so that no two answers give a hidden count away.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DecisionStatisticsQuery {
    /// Row of `decisions`: `CO-EC` is from Colombia, in Ecuador; `unknown-EC` from no known country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pair: Option<String>,
    /// Column of `decisions`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<DecisionOutcome>,
    /// Column of `sectors`: a sector, `several` or `unknown`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sector: Option<String>,
    /// First year of `years`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<u16>,
    /// Last year of `years`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<u16>,
    /// Absent: CSV where `accept` asks for `text/csv`, else JSON.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub format: Option<StatisticsFormat>,
}

/// `GET /api/v1/statistics/coverage`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CoverageStatisticsQuery {
    /// Row of `coverage`: `CO-EC` is from Colombia, in Ecuador.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pair: Option<String>,
    /// Column of `coverage`: a sector, `several` or `unknown`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sector: Option<String>,
    /// Absent: CSV where `accept` asks for `text/csv`, else JSON.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub format: Option<StatisticsFormat>,
}

/// Published decisions that hold today, counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DecisionStatistics {
    /// As of this day: each decision counts once, in the version that holds.
    pub as_of: NaiveDate,
    /// Smaller counts are hidden (`null`), and whatever would give them away.
    pub smallest_shown: u64,
    /// By pair of countries and outcome.
    pub decisions: Table,
    /// By sector of the standard that was examined.
    pub sectors: Table,
    /// By time from the first line to the first publication.
    pub time_to_decide: Table,
    /// By year of publication.
    pub years: Table,
}

/// Standards with a published mapping to another country's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CoverageStatistics {
    /// As of this day.
    pub as_of: NaiveDate,
    /// Smaller counts are hidden (`null`), and whatever would give them away.
    pub smallest_shown: u64,
    /// By pair of countries and sector.
    pub coverage: Table,
}
