//! The result of checking a certificate: one type for the wallet, the web page, the command line
//! and the interface over HTTP.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::codes::codes;
use crate::issuers::Issuer;

codes! {
    /// The four answers a person gets. Message ids: `verification-state-<code>`.
    State {
        /// Genuine, in force, and its issuer is accredited for what it certifies.
        Valid = "valid",
        /// Genuine, but the registry cannot vouch for its issuer.
        IssuerUnknown = "issuer-unknown",
        /// Genuine, but not to be relied on at this moment: expired, not yet valid, suspended, or
        /// nobody could tell whether it still holds.
        Lapsed = "lapsed",
        /// Not genuine, or revoked, or nothing that could be checked.
        Invalid = "invalid",
    }
}

codes! {
    /// Why the state is what it is. Message ids: `verification-reason-<code>` (one sentence) and
    /// `verification-next-<code>` (the next step).
    Reason {
        /// Every check passed.
        Valid = "valid",
        /// The registry has no entry for the issuer.
        IssuerNotInRegistry = "issuer-not-in-registry",
        /// The registry knows the issuer, but not as accredited for this standard on that day.
        IssuerNotAccredited = "issuer-not-accredited",
        /// The document names no standard, so no accreditation can be looked up.
        StandardNotStated = "standard-not-stated",
        /// The registry could not be asked about the issuer.
        RegistryUnavailable = "registry-unavailable",
        /// Its validity has ended.
        Expired = "expired",
        /// Its validity has not begun.
        NotYetValid = "not-yet-valid",
        /// The issuer suspended it.
        Suspended = "suspended",
        /// Whether it was revoked or suspended could not be found out: neither valid nor revoked.
        StatusUnavailable = "status-unavailable",
        /// Somebody else than its holder showed it.
        OtherHolder = "other-holder",
        /// The issuer revoked it.
        Revoked = "revoked",
        /// Not a credential, or one that breaks its specification.
        Malformed = "malformed",
        /// Larger or deeper than any certificate has reason to be.
        TooLarge = "too-large",
        /// It carries no signature.
        NotSigned = "not-signed",
        /// It carries no signature of a kind that can be checked here.
        SignatureUnsupported = "signature-unsupported",
        /// The signature does not match the text: somebody changed it, or it was never signed so.
        SignatureWrong = "signature-wrong",
        /// The key is not, or no longer, one of the issuer's.
        KeyNotIssuers = "key-not-issuers",
        /// Signed with a key that somebody else may have had by then.
        KeyCompromised = "key-compromised",
        /// The issuer's keys could not be fetched, so nothing is known about the signature.
        KeysUnavailable = "keys-unavailable",
    }
}

impl Reason {
    /// The state that this reason leads to.
    pub const fn state(self) -> State {
        match self {
            Self::Valid => State::Valid,
            Self::IssuerNotInRegistry
            | Self::IssuerNotAccredited
            | Self::StandardNotStated
            | Self::RegistryUnavailable => State::IssuerUnknown,
            Self::Expired | Self::NotYetValid | Self::Suspended | Self::StatusUnavailable | Self::OtherHolder => {
                State::Lapsed
            }
            Self::Revoked
            | Self::Malformed
            | Self::TooLarge
            | Self::NotSigned
            | Self::SignatureUnsupported
            | Self::SignatureWrong
            | Self::KeyNotIssuers
            | Self::KeyCompromised
            | Self::KeysUnavailable => State::Invalid,
        }
    }

    /// Whether something that would decide could not be had: the answer may be another one later.
    pub const fn is_undecided(self) -> bool {
        matches!(self, Self::RegistryUnavailable | Self::StatusUnavailable | Self::KeysUnavailable)
    }
}

codes! {
    /// What was looked at, in the order screens list it. Message ids: `check-<code>`.
    CheckKind {
        /// It is a credential of a form that can be read.
        Structure = "structure",
        /// The issuer's signature over every word of it.
        Signature = "signature",
        /// The registry knows the issuer.
        IssuerKnown = "issuer-known",
        /// The issuer was accredited for this standard on the day of issue.
        IssuerAccredited = "issuer-accredited",
        /// The issuer has not revoked it.
        Revocation = "revocation",
        /// The issuer has not suspended it.
        Suspension = "suspension",
        /// Today lies within its validity.
        Validity = "validity",
        /// The person who shows it holds the key it was issued to.
        Holder = "holder",
    }
}

codes! {
    /// How a check ended. Message ids: `outcome-<code>`.
    Outcome {
        /// It holds.
        Passed = "passed",
        /// It does not hold.
        Failed = "failed",
        /// It could not be established, or deserves a look.
        Warning = "warning",
        /// It does not apply, or an earlier failure made it pointless.
        NotChecked = "not-checked",
    }
}

codes! {
    /// What exactly a check found. Message ids: `check-detail-<code>`.
    Detail {
        /// Nothing to add.
        Ok = "ok",
        /// An earlier check failed.
        NotReached = "not-reached",
        /// A required property is missing or has the wrong form.
        BadProperty = "bad-property",
        /// The first context is not that of the W3C data model, version 2.
        BadContext = "bad-context",
        /// A date is not an RFC 3339 instant, or the end lies before the beginning.
        BadDate = "bad-date",
        /// Larger, deeper or with longer lists than allowed.
        TooLarge = "too-large",
        /// There is no proof.
        NoProof = "no-proof",
        /// No proof of a supported kind.
        UnsupportedProof = "unsupported-proof",
        /// A proof lacks something or contradicts itself.
        BadProof = "bad-proof",
        /// The proof was made for another purpose than asserting.
        WrongPurpose = "wrong-purpose",
        /// The proof itself has expired, or is dated in the future.
        ProofOutOfTime = "proof-out-of-time",
        /// The signature does not match.
        SignatureMismatch = "signature-mismatch",
        /// The issuer's document does not list the key for this purpose.
        KeyNotListed = "key-not-listed",
        /// The key had been revoked when this was signed, or nobody can tell that it had not.
        KeyRevoked = "key-revoked",
        /// The key was revoked since, and the registry could not be asked what it had signed before.
        RecordUnreachable = "record-unreachable",
        /// The issuer's document could not be fetched.
        KeysUnreachable = "keys-unreachable",
        /// The issuer's document could not be understood or is that of somebody else.
        KeysMalformed = "keys-malformed",
        /// The kind of identifier is not supported.
        IssuerUnsupported = "issuer-unsupported",
        /// The registry has no entry.
        NotInRegistry = "not-in-registry",
        /// The registry could not be asked.
        RegistryUnreachable = "registry-unreachable",
        /// The issuer has no accreditation for this standard.
        NotAccredited = "not-accredited",
        /// The issuer is accredited for this standard, but was not on the day of issue.
        NotAccreditedThen = "not-accredited-then",
        /// The document names no standard.
        NoStandard = "no-standard",
        /// The accreditation is demonstration data.
        Illustrative = "illustrative",
        /// The document has no status entry of this kind.
        NoStatus = "no-status",
        /// The list says that it is revoked.
        Revoked = "revoked",
        /// The list says that it is suspended.
        Suspended = "suspended",
        /// The status list could not be fetched.
        StatusUnreachable = "status-unreachable",
        /// The status list is not one that its issuer signed, or does not fit the document.
        StatusUntrusted = "status-untrusted",
        /// The status list is older than it may be.
        StatusStale = "status-stale",
        /// The last day of its validity has passed.
        Expired = "expired",
        /// Its first day has not come.
        NotYetValid = "not-yet-valid",
        /// It has no end date.
        NoEnd = "no-end",
        /// It was shown without a proof of who shows it.
        NotPresented = "not-presented",
        /// It was shown by somebody else than its holder.
        OtherHolder = "other-holder",
    }
}

/// One check and how it ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Check {
    /// What was looked at.
    pub check: CheckKind,
    /// How it ended.
    pub outcome: Outcome,
    /// What exactly was found.
    pub detail: Detail,
}

/// The answer to "is this certificate genuine?".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Verification {
    /// One of four.
    pub state: State,
    /// Why.
    pub reason: Reason,
    /// Every check, in the order of [`CheckKind::ALL`].
    pub checks: Vec<Check>,
    /// The issuer as the registry knows it; absent when it does not. Never taken from the document.
    pub issuer: Option<Issuer>,
    /// What the document says. Absent when it could not be read. When the state is `invalid` for
    /// another reason than `revoked`, none of it may be believed.
    pub certificate: Option<CertificateFacts>,
    /// When and why it was revoked or suspended, as far as the registry says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status_note: Option<StatusNote>,
    /// When this answer was worked out.
    pub checked_at: DateTime<Utc>,
    /// As of when the revocation and suspension lists are known; absent when they are not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status_checked_at: Option<DateTime<Utc>>,
}

impl Verification {
    /// How one check ended.
    pub fn check(&self, kind: CheckKind) -> Option<&Check> {
        self.checks.iter().find(|check| check.check == kind)
    }
}

codes! {
    /// The two ways in which an issuer takes a certificate back.
    StatusPurpose {
        /// For good.
        Revocation = "revocation",
        /// For a time.
        Suspension = "suspension",
    }
}

codes! {
    /// Why an issuer revoked or suspended. Message ids: `status-reason-<code>`.
    StatusReason {
        /// A mistake in the certificate.
        IssuedInError = "issued-in-error",
        /// A newer certificate takes its place, for instance on a new phone.
        Superseded = "superseded",
        /// The evidence was not genuine.
        Fraud = "fraud",
        /// The assessment is being looked at again.
        UnderReview = "under-review",
        /// The holder asked for it.
        HolderRequest = "holder-request",
        /// Anything else.
        Other = "other",
    }
}

/// When and why a certificate was revoked or suspended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StatusNote {
    /// Which of the two.
    pub purpose: StatusPurpose,
    /// Since which day.
    pub since: NaiveDate,
    /// Why.
    pub reason: StatusReason,
}

codes! {
    /// What an assessor found. Message ids: `verdict-<code>`; the body's own words go with it.
    Verdict {
        /// Competent.
        Competent = "competent",
        /// Not yet competent: the gaps are named.
        NotYetCompetent = "not-yet-competent",
    }
}

/// What a certificate says, in the domain's terms; enough to show it and to ask what it counts for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CertificateFacts {
    /// The credential's own identifier, `urn:uuid:…`.
    pub id: Option<String>,
    /// The certificate number printed on it.
    pub number: Option<String>,
    /// The issuer's identifier. Its name comes from the registry.
    pub issuer_did: String,
    /// Whom it certifies.
    pub holder_name: Option<String>,
    /// When that person was born, if the document says so: only an SD-JWT does, and only when asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_date: Option<NaiveDate>,
    /// The holder's key, `did:key:…`; absent on a certificate nobody has claimed.
    pub holder_did: Option<String>,
    /// The standard; absent when the document names none.
    pub standard: Option<StandardFacts>,
    /// The title printed on it.
    pub title: String,
    /// The overall verdict in the body's own words, e.g. `Competente`.
    pub verdict_words: Option<String>,
    /// The verdict on each unit.
    pub units: Vec<UnitVerdict>,
    /// Day of issue.
    pub issued_on: NaiveDate,
    /// Last day of validity; absent when it has no end.
    pub valid_until: Option<NaiveDate>,
}

/// The standard that a certificate is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StandardFacts {
    /// The framework's slug, e.g. `co-sena-nscl`.
    pub framework: String,
    /// The framework's name, e.g. `Normas Sectoriales de Competencia Laboral`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub framework_name: Option<String>,
    /// The standard's code, e.g. `280101175`.
    pub code: String,
    /// The standard's version, e.g. `1`; absent where the body does not number versions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// Its official title, in its own language.
    pub title: String,
    /// The country whose framework it is: ISO 3166-1 alpha-2, upper case.
    pub country: String,
    /// Its level in the framework's own scale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// ISCO-08 codes, 1 to 4 digits each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub isco08: Vec<String>,
}

/// The verdict on one unit of a standard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct UnitVerdict {
    /// The unit's key in its framework, as the recognition question takes it.
    pub unit: String,
    /// The unit's title, in its own language.
    pub title: String,
    /// What the assessor found.
    pub verdict: Verdict,
    /// The same in the body's own words, e.g. `Competente`, `Todavía no competente`.
    pub words: String,
}

/// `GET /api/v1/status-lists?url=`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StatusListQuery {
    /// Address of the list credential, https.
    pub url: String,
}
