//! Assessments: evidence and verdicts on a standard, unit by unit, and who signs for them.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::certificates::CertificateSummary;
use crate::codes::codes;
use crate::offers::NewOffer;
use crate::standards::{Country, FrameworkId, ItemKey, LangMap};
pub use crate::verification::Verdict;

codes! {
    /// Where an assessment stands. Message ids: `assessment-state-<code>`.
    AssessmentState {
        /// The assessor is writing.
        Draft = "draft",
        /// The signatory gave it back with a reason; the assessor is writing again.
        Returned = "returned",
        /// Every unit is competent; a second person must sign.
        Submitted = "submitted",
        /// Signed: the certificate is issued.
        Certified = "certified",
        /// Closed with gaps: the person is not yet competent.
        NotYetCompetent = "not-yet-competent",
    }
}

impl AssessmentState {
    /// Whether the assessor may still write.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Draft | Self::Returned)
    }
}

codes! {
    /// What a piece of evidence shows. Message ids: `evidence-<code>`.
    EvidenceKind {
        /// What the person knows.
        Knowledge = "knowledge",
        /// What the person was seen doing.
        Performance = "performance",
        /// What the person made.
        Product = "product",
    }
}

/// A piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Evidence {
    /// What it shows.
    pub kind: EvidenceKind,
    /// What was seen or asked, 1 to 2,000 characters.
    pub text: String,
    /// Points, 0 to 100, where the body scores.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<u8>,
}

/// A unit with what was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct UnitRecord {
    /// The unit's key within its framework.
    pub unit: ItemKey,
    /// Code as people write it; empty when it has none.
    pub code: String,
    /// Official title and translations.
    pub title: LangMap,
    /// No body published it: made for the demonstration.
    pub illustrative: bool,
    /// What was seen.
    pub evidence: Vec<Evidence>,
    /// What the assessor finds; absent until they say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
    /// What the person still has to show; for a verdict of not yet competent.
    pub gap: String,
}

/// The standard, as it was when the assessment began: what is withdrawn later still reads the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AssessedStandard {
    /// The framework.
    pub framework: FrameworkId,
    /// Its name, e.g. `Normas Sectoriales de Competencia Laboral (NSCL)`.
    pub framework_title: LangMap,
    /// Whose it is; absent for a regional one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<Country>,
    /// The standard's key within the framework.
    pub key: ItemKey,
    /// The body's code alone, e.g. `280101175`; empty when it has none.
    pub code: String,
    /// Code and version as people write them, e.g. `280101182 v1`.
    pub code_shown: String,
    /// The standard's own version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// Official title and translations.
    pub title: LangMap,
    /// Level, in the body's own scale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// ISCO-08 groups.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub isco08: Vec<String>,
    /// How many months a certificate is valid; absent: it does not expire.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub validity_months: Option<u32>,
    /// No body published it: made for the demonstration.
    pub illustrative: bool,
}

/// The body's own words for the two verdicts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct VerdictWords {
    /// E.g. `Competente`.
    pub competent: String,
    /// E.g. `Aún no competente`.
    pub not_yet_competent: String,
}

impl VerdictWords {
    /// The words for a verdict.
    pub fn of(&self, verdict: Verdict) -> &str {
        match verdict {
            Verdict::Competent => &self.competent,
            Verdict::NotYetCompetent => &self.not_yet_competent,
        }
    }
}

/// `POST /api/v1/orgs/{org}/assessments`: begin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewAssessment {
    /// Whom.
    pub candidate_id: String,
    /// In which framework the standard is.
    pub framework: FrameworkId,
    /// On which standard.
    pub standard: ItemKey,
}

/// What the assessor wrote about a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct UnitFindings {
    /// The unit.
    pub unit: ItemKey,
    /// What was seen, at most 20 pieces.
    pub evidence: Vec<Evidence>,
    /// What the assessor finds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
    /// What the person still has to show, at most 2,000 characters.
    #[serde(default)]
    pub gap: String,
}

/// `PUT /api/v1/orgs/{org}/assessments/{id}`: save what was written; nothing need be complete.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SaveAssessment {
    /// The version that was read; another one answers 409 `stale` with the current state.
    pub version: u32,
    /// Each unit of the standard, once.
    pub units: Vec<UnitFindings>,
    /// On the whole, at most 4,000 characters.
    pub observations: String,
}

/// `POST …/submit` and `POST …/sign-off`: of the version that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OfVersion {
    /// The version that was read.
    pub version: u32,
}

/// `POST …/return`: back to the assessor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReturnAssessment {
    /// The version that was read.
    pub version: u32,
    /// Why, 3 to 1,000 characters.
    pub reason: String,
}

/// An assessment in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AssessmentSummary {
    /// The assessment.
    pub id: String,
    /// Who is assessed.
    pub candidate_id: String,
    /// Their name.
    pub candidate_name: String,
    /// Code of the standard as people write it.
    pub code: String,
    /// Title of the standard.
    pub title: LangMap,
    /// Where it stands.
    pub state: AssessmentState,
    /// Who assesses.
    pub assessor_name: String,
    /// Whether the caller is the assessor, and so may not sign.
    pub mine: bool,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// How many assessments stand where.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AssessmentCounts {
    /// All of them: the sum of the others.
    pub all: u32,
    /// Being written.
    pub draft: u32,
    /// Given back.
    pub returned: u32,
    /// Waiting for a signature.
    pub submitted: u32,
    /// Signed.
    pub certified: u32,
    /// Closed with gaps.
    pub not_yet_competent: u32,
}

/// `GET /api/v1/orgs/{org}/assessments?state=&q=&page=`: one page, last changed first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AssessmentPage {
    /// How many there are on all pages of this question.
    pub total: u32,
    /// This page, from 1.
    pub page: u32,
    /// How many a page holds at most.
    pub per_page: u32,
    /// How many stand where, whatever was asked.
    pub counts: AssessmentCounts,
    /// The assessments of this page.
    pub assessments: Vec<AssessmentSummary>,
}

/// `GET /api/v1/orgs/{org}/assessments/{id}`: everything about one assessment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Assessment {
    /// The assessment.
    pub id: String,
    /// Counts the changes; send it back with the next one.
    pub version: u32,
    /// Where it stands.
    pub state: AssessmentState,
    /// Who is assessed.
    pub candidate_id: String,
    /// Their name.
    pub candidate_name: String,
    /// Their day of birth.
    pub birth_date: NaiveDate,
    /// On what.
    pub standard: AssessedStandard,
    /// The units with what was found.
    pub units: Vec<UnitRecord>,
    /// On the whole.
    pub observations: String,
    /// The body's own words for the two verdicts.
    pub words: VerdictWords,
    /// The body.
    pub organisation_name: String,
    /// Who assesses.
    pub assessor_name: String,
    /// Whether the caller is the assessor, and so may not sign.
    pub mine: bool,
    /// Who signed, or gave it back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signatory_name: Option<String>,
    /// Why it was given back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub return_reason: Option<String>,
    /// When it began.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// When it was signed or closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_at: Option<DateTime<Utc>>,
    /// The certificate it led to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<CertificateSummary>,
}

/// The answer to `POST …/sign-off`: the certificate, and how the person gets it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SignedOff {
    /// What was issued.
    pub certificate: CertificateSummary,
    /// How the person gets it; the PIN is told this once.
    pub offer: NewOffer,
}
