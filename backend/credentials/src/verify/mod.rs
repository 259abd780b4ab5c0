//! The one function that says whether a certificate is genuine.
//!
//! It is pure: the caller fetches what [`wanted`] names (server, command line, wallet and browser
//! each in their way), and [`verify`] decides. Failing closed is the rule: nothing that could not
//! be established counts as established. A status that could not be found out leads to `lapsed`
//! with a reason of its own, because the certificate is genuine but must not be relied on now;
//! keys that could not be fetched lead to `invalid`, because then nothing is known to be genuine.

mod materials;
mod opened;
mod report;
mod sd_jwt;
mod status;
#[cfg(all(test, feature = "json-ld"))]
mod tampering;
#[cfg(test)]
mod tests;
mod token_status;

use std::borrow::Cow;

use chrono::{DateTime, Utc};
use puente_wire::issuers::Issuer;
use puente_wire::session::OrganisationKind;
use puente_wire::verification::{CertificateFacts, CheckKind, Detail, Reason, StatusPurpose, Verification};
use serde_json::Value;

pub use materials::{Fetch, Materials, Registry, SignedRecord, StatusList, Unavailable, status_entries, wanted};
pub use sd_jwt::AskedBinding;

use self::report::{Finding, Report};
use crate::achievement::facts_of;
use crate::did::{DidDocument, ListedKey, Purpose, resolve_offline};
use crate::envelope::{Envelope, Kind};
use crate::instant;
use crate::json::{self, JsonError, Limits};
use crate::proof::{Expectation, ProofError, verify_all};
use crate::sd_jwt::is_compact;
use crate::structure::{StructureError, check_credential, holder_of, issuer_of, list};

/// The type of a recognition decision that a ministry signed.
pub const DECISION_CREDENTIAL: &str = "RecognitionDecisionCredential";

/// Verifies a credential that arrives as text: JSON, or a compact SD-JWT VC.
pub fn verify_text(text: &[u8], materials: &Materials, now: DateTime<Utc>) -> Verification {
    if let Some(compact) = std::str::from_utf8(text).ok().filter(|text| is_compact(text)) {
        return sd_jwt::verify(compact, materials, now);
    }
    match json::parse(text, Limits::CREDENTIAL) {
        Ok(credential) => verify(&credential, materials, now),
        Err(error) => unreadable(&error, now),
    }
}

/// The answer for a text that is no credential at all.
pub fn unreadable(error: &JsonError, now: DateTime<Utc>) -> Verification {
    let mut report = Report::default();
    report.note(CheckKind::Structure, json_finding(error));
    report.conclude(now)
}

/// What a caller may ask beside the ordinary: VC-API's options.
#[derive(Debug, Clone, Copy, Default)]
pub struct Policy<'a> {
    /// What the key must have been used for; asserting, unless said otherwise.
    pub purpose: Purpose,
    /// The challenge that must be repeated.
    pub challenge: Option<&'a str>,
    /// The domains that must be repeated, all of them.
    pub domains: &'a [String],
    /// Whether the signature of anybody counts when the issuer is named by an address instead of an
    /// identifier with keys. Never where people read the answer.
    pub any_signer: bool,
    /// Who signed the presentation around it as its holder: an unsigned credential of the same issuer
    /// is then as good as signed (VC Data Model v2.0, section 4.13.4).
    pub vouched_by: Option<&'a str>,
}

/// Verifies a credential with what was fetched for it: an object, or the text of an SD-JWT VC.
pub fn verify(credential: &Value, materials: &Materials, now: DateTime<Utc>) -> Verification {
    verify_with(credential, materials, now, Policy::default())
}

/// [`verify`], asking for more or for less.
pub fn verify_with(document: &Value, materials: &Materials, now: DateTime<Utc>, policy: Policy) -> Verification {
    if let Value::String(compact) = document {
        return sd_jwt::verify(compact, materials, now);
    }
    let mut report = Report::default();
    let Ok(envelope) = Envelope::open(document, Kind::Credential) else {
        report.note(CheckKind::Structure, Finding::failed(Detail::BadProperty, Reason::Malformed));
        return report.conclude(now);
    };
    let credential = envelope.as_ref().map_or(document, |envelope| &envelope.content);
    let asked = Asked { envelope: envelope.as_ref(), policy, now };
    if let Some(keys) = check_genuine(credential, materials, &asked, &mut report) {
        check_issuer(materials, issuer_of(credential), decided_for(credential), &mut report);
        check_statuses(credential, materials, &keys, now, &mut report);
        report.note(CheckKind::Validity, check_validity(credential, now));
        report.note(CheckKind::Holder, check_holder(credential, materials));
    }
    report.conclude(now)
}

/// The credential inside an envelope; any other document as it is.
pub fn content(document: &Value) -> Cow<'_, Value> {
    match Envelope::open(document, Kind::Credential) {
        Ok(Some(envelope)) => Cow::Owned(envelope.content),
        _ => Cow::Borrowed(document),
    }
}

/// What is checked against what.
struct Asked<'a> {
    envelope: Option<&'a Envelope>,
    policy: Policy<'a>,
    now: DateTime<Utc>,
}

impl Asked<'_> {
    const fn expectation(&self) -> Expectation<'_> {
        let Policy { purpose, challenge, domains, .. } = self.policy;
        Expectation { purpose, challenge, domains, now: self.now }
    }
}

/// The issuer's keys, which also sign its status lists.
struct Keys {
    /// None for an issuer that is named by an address.
    document: Option<DidDocument>,
}

impl Keys {
    /// The key behind a verification method: the issuer's own, or that of an identifier that is a key.
    fn find(&self, method: &str, purpose: Purpose) -> Option<ListedKey> {
        match &self.document {
            Some(document) if did_of(method) == document.id => document.listed_key(method, purpose),
            _ => resolve_offline(did_of(method))?.listed_key(method, purpose),
        }
    }

    /// The key that a token names, or the only one of the identifier that it names.
    fn named(&self, method: &str, purpose: Purpose) -> Option<ListedKey> {
        if method.contains('#') {
            return self.find(method, purpose);
        }
        self.document.as_ref().filter(|document| document.id == method)?.only_key_for(purpose)
    }

    /// Only the issuer's own, and only one that counts now: for what is signed anew all the time.
    fn find_own(&self, method: &str, now: DateTime<Utc>) -> Option<ListedKey> {
        self.document.as_ref()?.listed_key(method, Purpose::Assertion).filter(|listed| listed.counts(Some(now)))
    }
}

fn did_of(method: &str) -> &str {
    method.split('#').next().unwrap_or(method)
}

/// Structure, then signature. The issuer's keys when both hold.
fn check_genuine(credential: &Value, materials: &Materials, asked: &Asked, report: &mut Report) -> Option<Keys> {
    if let Err(error) = json::check(credential, Limits::CREDENTIAL) {
        report.note(CheckKind::Structure, json_finding(&error));
        return None;
    }
    report.certificate = facts_of(credential);
    if let Err(error) = check_credential(credential) {
        report.note(CheckKind::Structure, structure_finding(&error));
        return None;
    }
    report.note(CheckKind::Structure, Finding::passed(Detail::Ok));
    let issuer = issuer_of(credential).unwrap_or_default();
    let keys = match materials::document_of(issuer, materials) {
        Ok(document) => Keys { document: Some(document) },
        Err(_) if asked.policy.any_signer && !issuer.starts_with("did:") => Keys { document: None },
        Err(_) if is_vouched(credential, issuer, asked) => Keys { document: None },
        Err(why) => {
            report.note(CheckKind::Signature, keys_finding(issuer, why, credential));
            return None;
        }
    };
    let finding = check_signature(credential, issuer, &keys, materials.signed, asked);
    report.note(CheckKind::Signature, finding).then_some(keys)
}

/// Whether the presentation around it stands for its signature.
fn is_vouched(credential: &Value, issuer: &str, asked: &Asked) -> bool {
    asked.envelope.is_none() && credential.get("proof").is_none() && asked.policy.vouched_by == Some(issuer)
}

fn check_signature(credential: &Value, issuer: &str, keys: &Keys, record: SignedRecord, asked: &Asked) -> Finding {
    if is_vouched(credential, issuer, asked) {
        return Finding::passed(Detail::Ok);
    }
    let expectation = asked.expectation();
    let found = match asked.envelope {
        Some(envelope) => check_envelope(envelope, &|method| keys.named(method, expectation.purpose), expectation)
            .map(|method| vec![method]),
        None => verify_all(credential, expectation, &|method| keys.find(method, expectation.purpose)),
    };
    match (found, &keys.document) {
        (Err(error), _) => proof_finding(&error),
        (Ok(methods), Some(document)) if methods.iter().any(|method| did_of(method) == document.id) => {
            let own = methods.into_iter().filter(|method| did_of(method) == document.id);
            record_finding(own.filter_map(|method| keys.find(method, expectation.purpose)), record)
        }
        (Ok(_), Some(_)) => Finding::failed(Detail::KeyNotListed, Reason::KeyNotIssuers),
        // Signed by somebody; nobody can say that it was the issuer.
        (Ok(_), None) => Finding::warning(Detail::IssuerUnsupported, Reason::IssuerNotInRegistry),
    }
}

/// With a revoked key a date in the proof is not enough, for a thief would write the same: the
/// registry must have signed this very certificate before.
fn record_finding(signed_with: impl Iterator<Item = ListedKey>, record: SignedRecord) -> Finding {
    let mut latest: Option<DateTime<Utc>> = None;
    for listed in signed_with {
        let Some(revoked) = listed.revoked else { return Finding::passed(Detail::Ok) };
        latest = latest.max(Some(revoked));
    }
    match (latest, record) {
        (None, _) => Finding::passed(Detail::Ok),
        (Some(revoked), SignedRecord::At(signed_at)) if signed_at < revoked => Finding::passed(Detail::Ok),
        (_, SignedRecord::At(_) | SignedRecord::Never) => Finding::failed(Detail::KeyRevoked, Reason::KeyCompromised),
        (_, SignedRecord::Unreachable) => Finding::warning(Detail::RecordUnreachable, Reason::RegistryUnavailable),
    }
}

/// The token's signature with the key behind what it names.
fn check_envelope<'a>(
    envelope: &'a Envelope,
    key_of: &dyn Fn(&str) -> Option<ListedKey>,
    expectation: Expectation,
) -> Result<&'a str, ProofError> {
    let method = envelope.verification_method.as_deref().ok_or(ProofError::Malformed("kid"))?;
    let listed = key_of(method).ok_or_else(|| ProofError::KeyNotListed(method.to_owned()))?;
    if !listed.counts(envelope.issued_at()) {
        return Err(ProofError::KeyRevoked(method.to_owned()));
    }
    envelope.check(listed.key, expectation).map(|()| method)
}

fn json_finding(error: &JsonError) -> Finding {
    match error {
        JsonError::TooLarge => Finding::failed(Detail::TooLarge, Reason::TooLarge),
        _ => Finding::failed(Detail::BadProperty, Reason::Malformed),
    }
}

const fn structure_finding(error: &StructureError) -> Finding {
    let detail = match error {
        StructureError::Property(_) | StructureError::Term => Detail::BadProperty,
        StructureError::Context => Detail::BadContext,
        StructureError::Date(_) => Detail::BadDate,
    };
    Finding::failed(detail, Reason::Malformed)
}

/// Without keys, the absence of any signature is still worth saying.
fn keys_finding(issuer: &str, why: Unavailable, credential: &Value) -> Finding {
    if credential.get("proof").is_none() {
        return proof_finding(&ProofError::Missing);
    }
    keys_unavailable(issuer, why)
}

fn keys_unavailable(issuer: &str, why: Unavailable) -> Finding {
    let supported = issuer.starts_with("did:web:");
    let detail = match why {
        _ if !supported => Detail::IssuerUnsupported,
        Unavailable::Unreachable => Detail::KeysUnreachable,
        Unavailable::Malformed => Detail::KeysMalformed,
    };
    Finding::failed(detail, Reason::KeysUnavailable)
}

fn proof_finding(error: &ProofError) -> Finding {
    let (detail, reason) = match error {
        ProofError::Missing => (Detail::NoProof, Reason::NotSigned),
        ProofError::Unsupported => (Detail::UnsupportedProof, Reason::SignatureUnsupported),
        ProofError::KeyNotListed(_) => (Detail::KeyNotListed, Reason::KeyNotIssuers),
        ProofError::KeyRevoked(_) => (Detail::KeyRevoked, Reason::KeyCompromised),
        ProofError::WrongPurpose(_) => (Detail::WrongPurpose, Reason::SignatureWrong),
        ProofError::Expired => (Detail::ProofOutOfTime, Reason::SignatureWrong),
        ProofError::Malformed(_) | ProofError::Canonicalization(_) | ProofError::Sign(_) => {
            (Detail::BadProof, Reason::SignatureWrong)
        }
        ProofError::TooMany => (Detail::TooLarge, Reason::TooLarge),
        ProofError::Mismatch => (Detail::SignatureMismatch, Reason::SignatureWrong),
    };
    Finding::failed(detail, reason)
}

/// Whether the registry knows the issuer, and as accredited for this standard on that day.
fn check_issuer(materials: &Materials, issuer: Option<&str>, decided_for: Option<&str>, report: &mut Report) {
    let unknown = match &materials.registry {
        Registry::Known(entry) if Some(entry.did.as_str()) == issuer => {
            report.note(CheckKind::IssuerKnown, Finding::passed(Detail::Ok));
            let finding = match decided_for {
                Some(country) => check_authority(entry, country),
                None => check_accredited(entry, report.certificate.as_ref()),
            };
            report.note(CheckKind::IssuerAccredited, finding);
            report.issuer = Some(entry.as_ref().clone());
            return;
        }
        Registry::Unreachable => Finding::warning(Detail::RegistryUnreachable, Reason::RegistryUnavailable),
        _ => Finding::warning(Detail::NotInRegistry, Reason::IssuerNotInRegistry),
    };
    report.note(CheckKind::IssuerKnown, unknown);
}

/// The country for which a recognition decision was taken; none for any other credential.
fn decided_for(credential: &Value) -> Option<&str> {
    let kinds = list(credential.get("type")?);
    let decision = kinds.iter().any(|kind| kind.as_str() == Some(DECISION_CREDENTIAL));
    decision.then(|| credential.get("credentialSubject")?.get("destination")?.as_str()).flatten()
}

/// A decision is the business of a ministry, and for its own country only.
fn check_authority(entry: &Issuer, country: &str) -> Finding {
    if entry.kind == OrganisationKind::Ministry && entry.country == country {
        Finding::passed(Detail::Ok)
    } else {
        Finding::warning(Detail::NotAccredited, Reason::IssuerNotAccredited)
    }
}

fn check_accredited(entry: &Issuer, certificate: Option<&CertificateFacts>) -> Finding {
    let standard = certificate.and_then(|facts| Some((facts.standard.as_ref()?, facts.issued_on)));
    let Some((standard, issued_on)) = standard else {
        return Finding::warning(Detail::NoStandard, Reason::StandardNotStated);
    };
    let (framework, code) = (&standard.framework, &standard.code);
    match entry.accredited(framework, code, issued_on) {
        Some(accreditation) if accreditation.illustrative => Finding::passed(Detail::Illustrative),
        Some(_) => Finding::passed(Detail::Ok),
        None => {
            let accreditations = &entry.accreditations;
            let ever = accreditations.iter().any(|a| a.is_for(framework, code));
            let detail = if ever { Detail::NotAccreditedThen } else { Detail::NotAccredited };
            Finding::warning(detail, Reason::IssuerNotAccredited)
        }
    }
}

fn check_statuses(credential: &Value, materials: &Materials, keys: &Keys, now: DateTime<Utc>, report: &mut Report) {
    for (purpose, check) in
        [(StatusPurpose::Revocation, CheckKind::Revocation), (StatusPurpose::Suspension, CheckKind::Suspension)]
    {
        let key_of = |method: &str| keys.find_own(method, now);
        let (finding, as_of) =
            status::check_status(purpose, credential, materials, keys.document.as_ref(), &key_of, now);
        report.note(check, finding);
        report.status_checked_at = match (report.status_checked_at, as_of) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        let applies = matches!(finding.reason, Some(Reason::Revoked | Reason::Suspended));
        let note = materials.status_note.as_ref();
        if let Some(note) = note.filter(|note| applies && note.purpose == purpose) {
            report.status_note = Some(note.clone());
        }
    }
}

fn check_validity(credential: &Value, now: DateTime<Utc>) -> Finding {
    let read = |name: &str| instant::parse(credential.get(name)?.as_str()?);
    let from = read("validFrom").or_else(|| read("issuanceDate"));
    match (from, read("validUntil").or_else(|| read("expirationDate"))) {
        (Some(from), _) if !instant::has_begun(from, now) => Finding::failed(Detail::NotYetValid, Reason::NotYetValid),
        (_, Some(until)) if instant::has_ended(until, now) => Finding::failed(Detail::Expired, Reason::Expired),
        (_, None) => Finding::passed(Detail::NoEnd),
        _ => Finding::passed(Detail::Ok),
    }
}

fn check_holder(credential: &Value, materials: &Materials) -> Finding {
    match (&materials.presenter, holder_of(credential)) {
        (None, _) | (_, None) => Finding::not_checked(Detail::NotPresented),
        (Some(presenter), Some(holder)) if presenter == holder => Finding::passed(Detail::Ok),
        _ => Finding::failed(Detail::OtherHolder, Reason::OtherHolder),
    }
}
