//! What certificates count for in another country: question and answer are the engine's own types.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use competency_frameworks::{Country, FrameworkId, ItemKey, LangMap, Sector, Status};
pub use crosswalks::{
    AgreementStatus, AgreementView, Answer, Authority, Close, Contact, CoveredUnit, DecisionView, Holding, HoldingView,
    Information, IssuerView, LegalBasisView, Means, MissingView, Opening, Outcome, PathStep, Predicate, Provisional,
    Recognition, Sentence, StandardRef, StandardView, UnitVerdict, Withdrawal,
};

/// `POST /api/v1/recognition`: what do these certificates, together, count for there?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RecognitionRequest {
    /// One to 50 certificates.
    pub holdings: Vec<Holding>,
    /// Where.
    pub destination: Country,
    /// Only what they count for as this standard.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<StandardRef>,
    /// As of this day; absent: today, in UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<NaiveDate>,
}

/// The query of `GET /api/v1/recognition`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RecognitionQuery {
    /// The framework the certificate was issued on.
    pub framework: FrameworkId,
    /// The standard's code, or its key.
    pub code: String,
    /// The standard's own version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// When the certificate was issued.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued_on: Option<NaiveDate>,
    /// Who issued it: its slug in this registry, its DID or its address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// Where.
    pub destination: Country,
    /// As of this day; absent: today, in UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<NaiveDate>,
}
