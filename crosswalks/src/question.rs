//! What is asked of the engine.

use chrono::NaiveDate;
use competency_frameworks::{Country, FrameworkId, ItemKey};
use serde::{Deserialize, Serialize};

use crate::mapping::StandardRef;

/// One certificate somebody holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Holding {
    /// The framework it was issued on.
    pub framework: FrameworkId,
    /// The standard's code, or its key.
    pub code: String,
    /// The standard's own version, when the certificate states one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// When it was issued.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued_on: Option<NaiveDate>,
    /// Who issued it: its name in addresses of the registry, or the identity that stands in the
    /// certificate (a DID, or an address). Absent when it is not known: then decisions that count the
    /// certificates of some issuers only do not count this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// Verdicts by unit; empty: competent in the standard as a whole.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<UnitVerdict>,
}

/// Whether the holder was found competent in one unit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct UnitVerdict {
    /// The unit.
    pub unit: ItemKey,
    /// Competent, or not yet.
    pub competent: bool,
}

impl Holding {
    /// Whether the holder is competent in a unit of the standard.
    pub fn has(&self, unit: &ItemKey) -> bool {
        self.units.is_empty() || self.units.iter().any(|verdict| &verdict.unit == unit && verdict.competent)
    }
}

/// What do these certificates count for there, as of that day?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Question {
    /// One certificate or several; at most 50.
    pub holdings: Vec<Holding>,
    /// Where.
    pub destination: Country,
    /// Only what they count for as this standard.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<StandardRef>,
    /// As of this day.
    pub as_of: NaiveDate,
}
