//! Openings (convocatorias): training and assessment that bodies offer for units of a standard.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use competency_frameworks::{Country, FrameworkId, ItemKey};
pub use crosswalks::{Means, Opening, StandardRef};

/// `GET /api/v1/openings`: which ones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OpeningQuery {
    /// The standard's framework.
    pub framework: FrameworkId,
    /// The standard.
    pub standard: ItemKey,
    /// Only what closes this unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<ItemKey>,
    /// As of this day; absent: today in UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<NaiveDate>,
}

/// `POST /api/v1/orgs/{org}/openings`: publish one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewOpening {
    /// The standard it is about.
    pub standard: StandardRef,
    /// Units it closes; empty: every unit of the standard.
    #[serde(default)]
    pub units: Vec<ItemKey>,
    /// Training, assessment, or both.
    pub means: Means,
    /// About how many hours, up to 2,000.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<u32>,
    /// City or address, up to 200 characters; needed unless it is remote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// It can be done from anywhere.
    #[serde(default)]
    pub remote: bool,
    /// Where to sign up, `https://…`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Last day to sign up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// Made for a demonstration.
    #[serde(default)]
    pub illustrative: bool,
}
