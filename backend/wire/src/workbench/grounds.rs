//! Blocs and legal bases, version by version.

use chrono::NaiveDate;
use competency_frameworks::{Country, LangMap};
use crosswalks::{Bloc, LegalBasis, Membership};
use serde::{Deserialize, Serialize};

use super::acts::ActHead;

/// A bloc of countries on the workbench.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BlocAct {
    /// How far it has come.
    pub head: ActHead,
    /// What it says.
    pub bloc: BlocDraft,
}

/// A bloc as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BlocDraft {
    /// What it is called.
    pub title: LangMap,
    /// Who belonged how, from when until when; periods of one country do not overlap.
    pub memberships: Vec<Membership>,
}

/// `PUT …/blocs/{id}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BlocEdit {
    /// The revision the edit is based on.
    pub revision: u32,
    /// What it says now.
    pub bloc: BlocDraft,
}

/// A legal basis on the workbench.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LegalBasisAct {
    /// How far it has come.
    pub head: ActHead,
    /// What it says.
    pub legal_basis: LegalBasisDraft,
}

/// A legal basis as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LegalBasisDraft {
    /// What it is called.
    pub title: LangMap,
    /// What it is about, in a few words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<LangMap>,
    /// The bloc whose members it binds, by id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bloc: Option<String>,
    /// The countries it binds besides, or instead.
    #[serde(default)]
    pub countries: Vec<Country>,
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// Where it can be read.
    pub source: String,
}

/// `PUT …/legal-bases/{id}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LegalBasisEdit {
    /// The revision the edit is based on.
    pub revision: u32,
    /// What it says now.
    pub legal_basis: LegalBasisDraft,
}

/// `GET /api/v1/legal-bases`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LegalBasesQuery {
    /// As known on this day; absent: today in UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<NaiveDate>,
}

/// `GET /api/v1/legal-bases`: what decisions and agreements can rest on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LegalBases {
    /// Legal bases.
    pub legal_bases: Vec<LegalBasis>,
    /// Blocs, with who belonged when.
    pub blocs: Vec<Bloc>,
}
