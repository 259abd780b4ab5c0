//! The one function that says whether a certificate is genuine.
//!
//! It is pure: the caller fetches what [`wanted`] names (server, command line, wallet and browser
//! each in their way), and [`verify`] decides. Failing closed is the rule: nothing that could not
//! be established counts as established. A status that could not be found out leads to `lapsed`
//! with a reason of its own, because the certificate is genuine but must not be relied on now;
//! keys that could not be fetched lead to `invalid`, because then nothing is known to be genuine.

mod materials;
mod report;
mod sd_jwt;
mod status;
#[cfg(test)]
mod tests;
mod token_status;

use chrono::{DateTime, Utc};
use puente_wire::issuers::Issuer;
use puente_wire::verification::{CertificateFacts, CheckKind, Detail, Reason, StatusPurpose, Verification};
use serde_json::Value;

pub use materials::{Fetch, Materials, Registry, StatusList, Unavailable, status_entries, wanted};
pub use sd_jwt::AskedBinding;

use self::report::{Finding, Report};
use crate::achievement::facts_of;
use crate::did::{DidDocument, Purpose, resolve_offline};
use crate::instant;
use crate::json::{self, JsonError, Limits};
use crate::keys::PublicKey;
use crate::proof::{Expectation, ProofError, verify_all};
use crate::sd_jwt::is_compact;
use crate::structure::{StructureError, check_credential, holder_of, issuer_of};

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

/// Verifies a credential with what was fetched for it: an object, or the text of an SD-JWT VC.
pub fn verify(credential: &Value, materials: &Materials, now: DateTime<Utc>) -> Verification {
    if let Value::String(compact) = credential {
        return sd_jwt::verify(compact, materials, now);
    }
    let mut report = Report::default();
    let genuine = check_genuine(credential, materials, now, &mut report);
    if let Some(keys) = genuine {
        check_issuer(materials, issuer_of(credential), &mut report);
        check_statuses(credential, materials, &keys, now, &mut report);
        report.note(CheckKind::Validity, check_validity(credential, now));
        report.note(CheckKind::Holder, check_holder(credential, materials));
    }
    report.conclude(now)
}

/// The issuer's keys, which also sign its status lists.
struct Keys {
    document: DidDocument,
}

impl Keys {
    /// The key behind a verification method: the issuer's own, or that of a `did:key`.
    fn find(&self, method: &str) -> Option<PublicKey> {
        let did = did_of(method);
        if did == self.document.id {
            return self.document.key_for(method, Purpose::Assertion);
        }
        resolve_offline(did)?.key_for(method, Purpose::Assertion)
    }

    /// Only the issuer's own.
    fn find_own(&self, method: &str) -> Option<PublicKey> {
        self.document.key_for(method, Purpose::Assertion)
    }
}

fn did_of(method: &str) -> &str {
    method.split('#').next().unwrap_or(method)
}

/// Structure, then signature. The issuer's keys when both hold.
fn check_genuine(credential: &Value, materials: &Materials, now: DateTime<Utc>, report: &mut Report) -> Option<Keys> {
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
    let document = match materials::document_of(issuer, materials) {
        Ok(document) => document,
        Err(why) => {
            report.note(CheckKind::Signature, keys_finding(issuer, why, credential));
            return None;
        }
    };
    let keys = Keys { document };
    let finding = check_signature(credential, &keys, now);
    report.note(CheckKind::Signature, finding).then_some(keys)
}

fn check_signature(credential: &Value, keys: &Keys, now: DateTime<Utc>) -> Finding {
    let expectation = Expectation::asserting(now);
    match verify_all(credential, expectation, &|method| keys.find(method)) {
        Ok(methods) if methods.iter().any(|method| did_of(method) == keys.document.id) => Finding::passed(Detail::Ok),
        Ok(_) => Finding::failed(Detail::KeyNotListed, Reason::KeyNotIssuers),
        Err(error) => proof_finding(&error),
    }
}

fn json_finding(error: &JsonError) -> Finding {
    match error {
        JsonError::TooLarge => Finding::failed(Detail::TooLarge, Reason::TooLarge),
        _ => Finding::failed(Detail::BadProperty, Reason::Malformed),
    }
}

const fn structure_finding(error: &StructureError) -> Finding {
    let detail = match error {
        StructureError::Property(_) => Detail::BadProperty,
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
        ProofError::WrongPurpose(_) => (Detail::WrongPurpose, Reason::SignatureWrong),
        ProofError::Expired => (Detail::ProofOutOfTime, Reason::SignatureWrong),
        ProofError::Malformed(_) | ProofError::Canonicalization(_) | ProofError::Sign(_) => {
            (Detail::BadProof, Reason::SignatureWrong)
        }
        ProofError::Mismatch => (Detail::SignatureMismatch, Reason::SignatureWrong),
    };
    Finding::failed(detail, reason)
}

/// Whether the registry knows the issuer, and as accredited for this standard on that day.
fn check_issuer(materials: &Materials, issuer: Option<&str>, report: &mut Report) {
    let unknown = match &materials.registry {
        Registry::Known(entry) if Some(entry.did.as_str()) == issuer => {
            report.note(CheckKind::IssuerKnown, Finding::passed(Detail::Ok));
            let finding = check_accredited(entry, report.certificate.as_ref());
            report.note(CheckKind::IssuerAccredited, finding);
            report.issuer = Some(entry.as_ref().clone());
            return;
        }
        Registry::Unreachable => Finding::warning(Detail::RegistryUnreachable, Reason::RegistryUnavailable),
        _ => Finding::warning(Detail::NotInRegistry, Reason::IssuerNotInRegistry),
    };
    report.note(CheckKind::IssuerKnown, unknown);
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
        let key_of = |method: &str| keys.find_own(method);
        let (finding, as_of) = status::check_status(purpose, credential, materials, &key_of, now);
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
    match (read("validFrom"), read("validUntil")) {
        (Some(from), _) if now < from => Finding::failed(Detail::NotYetValid, Reason::NotYetValid),
        (_, Some(until)) if until < now => Finding::failed(Detail::Expired, Reason::Expired),
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
