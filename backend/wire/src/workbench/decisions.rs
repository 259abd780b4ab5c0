//! Recognition decisions, version by version.

use chrono::NaiveDate;
use competency_frameworks::{Country, LangMap};
use crosswalks::{DecisionOutcome, MissingUnit, Provisional, StandardRef, UnitCoverage, Withdrawal};
use serde::{Deserialize, Serialize};

use super::acts::{ActHead, Deliberation};

/// A decision on the workbench.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DecisionAct {
    /// How far it has come.
    pub head: ActHead,
    /// Where it holds: the ministry's country.
    pub destination: Country,
    /// What was said about it; only where one decision is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deliberation: Option<Deliberation>,
    /// What it says.
    pub decision: DecisionDraft,
}

/// A decision as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DecisionDraft {
    /// The act's own number.
    pub number: String,
    /// The standard that was examined.
    pub source_standard: StandardRef,
    /// What it counts as here; a refusal may name none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<StandardRef>,
    /// What was decided.
    pub outcome: DecisionOutcome,
    /// Target units that are covered.
    #[serde(default)]
    pub covers: Vec<UnitCoverage>,
    /// Target units that are missing.
    #[serde(default)]
    pub missing: Vec<MissingUnit>,
    /// Other certificates may fill what this one lacks.
    #[serde(default)]
    pub combines: bool,
    /// Counts only what these issued: slugs of this registry, or DIDs of bodies it does not know;
    /// empty: whoever issued it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub issuers: Vec<String>,
    /// What the person must do or keep to.
    #[serde(default)]
    pub conditions: Vec<LangMap>,
    /// Why; refusals always say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<LangMap>,
    /// How long, when provisional.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provisional: Option<Provisional>,
    /// Date of the act.
    pub decided_on: NaiveDate,
    /// First day of effect.
    pub effective_from: NaiveDate,
    /// Last day of effect.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective_until: Option<NaiveDate>,
    /// This version takes the decision back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawal: Option<Withdrawal>,
    /// Legal bases, by id.
    #[serde(default)]
    pub legal_bases: Vec<String>,
    /// The agreement it is taken under, by id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreement: Option<String>,
    /// Made for a demonstration.
    #[serde(default)]
    pub illustrative: bool,
    /// Where it can be read.
    pub source: String,
}

/// `PUT …/decisions/{id}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DecisionEdit {
    /// The revision the edit is based on.
    pub revision: u32,
    /// What it says now.
    pub decision: DecisionDraft,
}
