//! Issued certificates, as the institution sees them.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::assessments::AssessedStandard;
use crate::codes::codes;
use crate::offers::Offer;
use crate::standards::LangMap;
pub use crate::verification::{StatusReason, UnitVerdict};

codes! {
    /// Where a certificate stands. Message ids: `certificate-state-<code>`.
    CertificateState {
        /// Issued; the person has not put it on their phone yet.
        Unclaimed = "unclaimed",
        /// On the person's phone, in force.
        Claimed = "claimed",
        /// Not to be relied on for now.
        Suspended = "suspended",
        /// Taken back for good.
        Revoked = "revoked",
    }
}

/// A certificate in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CertificateSummary {
    /// The certificate.
    pub id: String,
    /// The number printed on it, e.g. `SENA-2026-000123`.
    pub number: String,
    /// Whom it certifies.
    pub candidate_id: String,
    /// Their name on the day of issue.
    pub holder_name: String,
    /// Code of the standard as people write it.
    pub code: String,
    /// Title of the standard.
    pub title: LangMap,
    /// Day of issue.
    pub issued_on: NaiveDate,
    /// Last day of validity; absent when it has no end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<NaiveDate>,
    /// Where it stands.
    pub state: CertificateState,
}

/// How many certificates stand where.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CertificateCounts {
    /// All of them: the sum of the others.
    pub all: u32,
    /// Not on a phone yet.
    pub unclaimed: u32,
    /// On a phone, in force.
    pub claimed: u32,
    /// Not to be relied on for now.
    pub suspended: u32,
    /// Taken back.
    pub revoked: u32,
}

/// `GET /api/v1/orgs/{org}/certificates?state=&q=&page=`: one page, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CertificatePage {
    /// How many there are on all pages of this question.
    pub total: u32,
    /// This page, from 1.
    pub page: u32,
    /// How many a page holds at most.
    pub per_page: u32,
    /// How many stand where, whatever was asked.
    pub counts: CertificateCounts,
    /// The certificates of this page.
    pub certificates: Vec<CertificateSummary>,
}

/// `GET /api/v1/orgs/{org}/certificates/{id}`: everything about one certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CertificateRecord {
    /// The certificate.
    pub summary: CertificateSummary,
    /// The body that issued it.
    pub organisation_name: String,
    /// The standard, as it was when the assessment began.
    pub standard: AssessedStandard,
    /// The verdict on each unit, in the body's words.
    pub units: Vec<UnitVerdict>,
    /// The assessment it rests on.
    pub assessment_id: String,
    /// Who assessed.
    pub assessor_name: String,
    /// Who signed.
    pub signatory_name: String,
    /// When the person put it on their phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claimed_at: Option<DateTime<Utc>>,
    /// Why it is suspended or revoked, and since when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<StatusRecord>,
    /// The newest offer to put it on a phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offer: Option<Offer>,
}

/// Why a certificate is suspended or revoked, and since when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StatusRecord {
    /// Why; everybody who checks the certificate may see it.
    pub reason: StatusReason,
    /// In the institution's words; not shown outside it.
    pub note: String,
    /// Since when.
    pub since: DateTime<Utc>,
}

/// `POST …/suspend` and `POST …/revoke`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StatusChange {
    /// Why; everybody who checks the certificate may see it.
    pub reason: StatusReason,
    /// In the institution's words, 3 to 1,000 characters; for the audit log, not shown outside.
    pub note: String,
}

/// `POST …/lift`: the suspension ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LiftSuspension {
    /// In the institution's words, 3 to 1,000 characters; for the audit log, not shown outside.
    pub note: String,
}
