//! Candidates: the people an institution assesses.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::assessments::AssessmentSummary;
use crate::certificates::CertificateSummary;
use crate::codes::codes;

codes! {
    /// What kind of document shows who somebody is. Message ids: `document-<code>`.
    ///
    /// There is no value for, and no way to record, a migration status: a permit is listed because
    /// institutions accept it as proof of identity, and only its kind, country and keyed hash are kept.
    DocumentType {
        /// National identity card (cédula, INE, DNI, RG).
        NationalId = "national-id",
        /// Passport.
        Passport = "passport",
        /// Identity card for foreigners (cédula de extranjería).
        ForeignerId = "foreigner-id",
        /// Permiso por Protección Temporal.
        Ppt = "ppt",
        /// Permiso Especial de Permanencia.
        Pep = "pep",
        /// Certificate of the Registro Administrativo de Migrantes Venezolanos.
        Ramv = "ramv",
        /// Card of a city.
        MunicipalId = "municipal-id",
        /// Card or certificate of a consulate.
        ConsularId = "consular-id",
        /// Birth certificate.
        BirthCertificate = "birth-certificate",
        /// Another document.
        Other = "other",
    }
}

codes! {
    /// How sure the institution is of who the person is. Message ids: `assurance-<code>`.
    Assurance {
        /// The person said so.
        Declared = "declared",
        /// Somebody saw the document and the person.
        Seen = "seen",
        /// The document was checked with whoever issued it.
        Verified = "verified",
    }
}

/// A document as it is kept: its number only as a keyed hash, which never leaves the registry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IdentityEvidence {
    /// What kind of document.
    pub document_type: DocumentType,
    /// Who issued it: ISO 3166-1 alpha-2.
    pub country: String,
    /// How sure the institution is.
    pub assurance: Assurance,
    /// Since when it is on record.
    pub recorded_at: DateTime<Utc>,
}

/// A document to put on record.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewEvidence {
    /// What kind of document.
    pub document_type: DocumentType,
    /// Who issued it: ISO 3166-1 alpha-2.
    pub country: String,
    /// Its number, 3 to 40 letters and digits; blanks, dots and hyphens do not count. Kept only as
    /// a keyed hash.
    pub number: String,
    /// How sure the institution is.
    pub assurance: Assurance,
}

impl std::fmt::Debug for NewEvidence {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The number must not reach a log.
        f.debug_struct("NewEvidence")
            .field("document_type", &self.document_type)
            .field("country", &self.country)
            .finish_non_exhaustive()
    }
}

/// `POST /api/v1/orgs/{org}/candidates`: a new candidate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewCandidate {
    /// The name as on the document, 2 to 200 characters.
    pub name: String,
    /// Day of birth.
    pub birth_date: NaiveDate,
    /// What shows who they are.
    pub evidence: NewEvidence,
    /// The person's wallet, `did:key:z…`, if they have one already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wallet: Option<String>,
}

/// A candidate in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CandidateSummary {
    /// The candidate.
    pub id: String,
    /// Name.
    pub name: String,
    /// Day of birth.
    pub birth_date: NaiveDate,
    /// Whether a wallet of theirs is known.
    pub has_wallet: bool,
    /// Since when they are on record.
    pub created_at: DateTime<Utc>,
}

/// `GET /api/v1/orgs/{org}/candidates?q=&page=`: one page of candidates, by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CandidatePage {
    /// How many there are on all pages.
    pub total: u32,
    /// This page, from 1.
    pub page: u32,
    /// How many a page holds at most.
    pub per_page: u32,
    /// The candidates of this page.
    pub candidates: Vec<CandidateSummary>,
}

/// `GET /api/v1/orgs/{org}/candidates/{id}`: a candidate with everything on record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Candidate {
    /// The candidate.
    pub id: String,
    /// Name.
    pub name: String,
    /// Day of birth.
    pub birth_date: NaiveDate,
    /// What shows who they are.
    pub evidence: Vec<IdentityEvidence>,
    /// Whether a wallet of theirs is known.
    pub has_wallet: bool,
    /// Since when they are on record.
    pub created_at: DateTime<Utc>,
    /// Their assessments here, newest first.
    pub assessments: Vec<AssessmentSummary>,
    /// Their certificates from here, newest first.
    pub certificates: Vec<CertificateSummary>,
}
