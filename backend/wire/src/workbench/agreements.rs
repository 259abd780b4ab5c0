//! Agreements between countries, version by version.

use chrono::NaiveDate;
use competency_frameworks::{FrameworkId, LangMap, Sector};
use crosswalks::{AgreementStatus, Mode, Party, StandardRef};
use serde::{Deserialize, Serialize};

use super::acts::ActHead;

/// An agreement on the workbench.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AgreementAct {
    /// How far it has come.
    pub head: ActHead,
    /// What it says.
    pub agreement: AgreementDraft,
}

/// An agreement as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AgreementDraft {
    /// What it is called.
    pub title: LangMap,
    /// Who signed: two bodies or more.
    pub parties: Vec<Party>,
    /// Who recognises whom.
    pub mode: Mode,
    /// How far it has come.
    pub status: AgreementStatus,
    /// Sectors it covers; empty: all.
    #[serde(default)]
    pub sectors: Vec<Sector>,
    /// Frameworks it covers; empty: all of the parties.
    #[serde(default)]
    pub frameworks: Vec<FrameworkId>,
    /// Standards it covers; empty: all of the frameworks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub standards: Vec<StandardRef>,
    /// Legal bases, by id.
    #[serde(default)]
    pub legal_bases: Vec<String>,
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts_on: Option<NaiveDate>,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends_on: Option<NaiveDate>,
    /// How decisions are taken under it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<LangMap>,
    /// How many votes a decision under it takes, 2 to 99; absent: one signature.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub votes: Option<u32>,
    /// Made for a demonstration.
    #[serde(default)]
    pub illustrative: bool,
    /// Where it can be read.
    pub source: String,
}

/// `PUT …/agreements/{id}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AgreementEdit {
    /// The revision the edit is based on.
    pub revision: u32,
    /// What it says now.
    pub agreement: AgreementDraft,
}
