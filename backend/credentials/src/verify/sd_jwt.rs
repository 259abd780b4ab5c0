//! The same checks for an SD-JWT VC.

use chrono::{DateTime, TimeDelta, Utc};
use puente_wire::verification::{CheckKind, Detail, Reason, StatusPurpose, Verification};
use serde_json::{Map, Value};

use super::materials::{self, Materials};
use super::report::{Finding, Report};
use super::{check_issuer, json_finding, keys_unavailable, record_finding, token_status};
use crate::did::{DidDocument, ListedKey, Purpose, did_web_url, to_did_key};
use crate::instant::{has_begun, has_ended};
use crate::jose::{JoseError, Jws};
use crate::json::JsonError;
use crate::keys::AnyKey;
use crate::sd_jwt::{KEY_BINDING_TYPE, SdJwt, SdJwtError, TYPE, did_of_issuer, facts_of, instant};
use crate::token_status::TokenEntry;

/// How old a key binding token may be.
const BINDING_AGE: TimeDelta = TimeDelta::minutes(10);

/// What a verifier asked the holder to repeat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedBinding {
    /// Chosen for this one request.
    pub nonce: String,
    /// Who the verifier is.
    pub audience: String,
}

/// Issuer and place in the status list of an SD-JWT; none when it cannot be read.
pub(super) fn outline(text: &str) -> Option<(String, Option<TokenEntry>)> {
    let whole = SdJwt::parse(text).ok()?;
    let claims = whole.token.payload.as_object()?;
    Some((issuer_of(claims)?, claims.get("status").and_then(TokenEntry::from_json)))
}

/// Where the keys of an issuer lie that is no DID: JWT VC Issuer Metadata (SD-JWT VC, section 5).
pub(super) fn keys_url(did: &str) -> Option<String> {
    let url = did_web_url(did).ok()?;
    let (host, path) = url.strip_prefix("https://")?.split_once('/')?;
    let path = path.strip_suffix("did.json")?.trim_end_matches('/');
    let path = path.strip_prefix(".well-known").unwrap_or(path);
    let slash = if path.is_empty() { "" } else { "/" };
    Some(format!("https://{host}/.well-known/jwt-vc-issuer{slash}{path}"))
}

fn issuer_of(claims: &Map<String, Value>) -> Option<String> {
    did_of_issuer(claims.get("iss")?.as_str()?)
}

/// Verifies a compact SD-JWT VC with what was fetched for it.
pub(super) fn verify(text: &str, materials: &Materials, now: DateTime<Utc>) -> Verification {
    let mut report = Report::default();
    let read = SdJwt::parse(text).and_then(|whole| Ok((whole.claims()?, whole)));
    let (claims, whole) = match read {
        Ok(read) => read,
        Err(error) => {
            report.note(CheckKind::Structure, form_finding(&error));
            return report.conclude(now);
        }
    };
    report.certificate = facts_of(&claims);
    if let Some(document) = check_genuine(&claims, &whole, materials, &mut report) {
        check_issuer(materials, Some(&document.id), None, &mut report);
        check_status(&claims, materials, &document, now, &mut report);
        report.note(CheckKind::Validity, check_validity(&claims, now));
        report.note(CheckKind::Holder, check_holder(&claims, &whole, materials, now));
    }
    report.conclude(now)
}

/// Structure, then signature. The issuer's keys when both hold.
fn check_genuine(
    claims: &Map<String, Value>,
    whole: &SdJwt<'_>,
    materials: &Materials,
    report: &mut Report,
) -> Option<DidDocument> {
    let well_formed = whole.token.has_type(TYPE)
        && claims.get("vct").is_some_and(Value::is_string)
        && ["iat", "nbf", "exp"].iter().all(|name| claims.get(*name).is_none_or(|date| date.as_i64().is_some()));
    let Some(issuer) = issuer_of(claims).filter(|_| well_formed) else {
        report.note(CheckKind::Structure, Finding::failed(Detail::BadProperty, Reason::Malformed));
        return None;
    };
    report.note(CheckKind::Structure, Finding::passed(Detail::Ok));
    let document = match materials::document_of(&issuer, materials) {
        Ok(document) => document,
        Err(why) => {
            report.note(CheckKind::Signature, keys_unavailable(&issuer, why));
            return None;
        }
    };
    let made_at = instant(claims, "iat").or_else(|| instant(claims, "nbf"));
    let finding = match key_of(&whole.token, &document) {
        None => Finding::failed(Detail::KeyNotListed, Reason::KeyNotIssuers),
        Some(listed) if !listed.counts(made_at) => Finding::failed(Detail::KeyRevoked, Reason::KeyCompromised),
        Some(listed) => match whole.token.check(TYPE, listed.key) {
            Ok(()) => record_finding(std::iter::once(listed), materials.signed),
            Err(error) => signature_finding(&error),
        },
    };
    report.note(CheckKind::Signature, finding).then_some(document)
}

/// The key that the header names, if the issuer lists it.
pub(super) fn key_of(token: &Jws<'_>, document: &DidDocument) -> Option<ListedKey> {
    let kid = token.header_text("kid")?;
    let id = if kid.starts_with("did:") {
        kid.to_owned()
    } else {
        format!("{}#{}", document.id, kid.trim_start_matches('#'))
    };
    document.listed_key(&id, Purpose::Assertion)
}

fn form_finding(error: &SdJwtError) -> Finding {
    match error {
        SdJwtError::Json(error) | SdJwtError::Jose(JoseError::Json(error)) => json_finding(error),
        _ => json_finding(&JsonError::Syntax(error.to_string())),
    }
}

const fn signature_finding(error: &JoseError) -> Finding {
    let (detail, reason) = match error {
        JoseError::Algorithm | JoseError::Critical => (Detail::UnsupportedProof, Reason::SignatureUnsupported),
        JoseError::Signature => (Detail::SignatureMismatch, Reason::SignatureWrong),
        _ => (Detail::BadProof, Reason::SignatureWrong),
    };
    Finding::failed(detail, reason)
}

/// One list says both: taken back, or suspended.
fn check_status(
    claims: &Map<String, Value>,
    materials: &Materials,
    document: &DidDocument,
    now: DateTime<Utc>,
    report: &mut Report,
) {
    let (revocation, suspension, as_of) = token_status::check(claims.get("status"), materials, document, now);
    report.note(CheckKind::Revocation, revocation);
    report.note(CheckKind::Suspension, suspension);
    report.status_checked_at = as_of;
    let applies = match (revocation.reason, suspension.reason) {
        (Some(Reason::Revoked), _) => Some(StatusPurpose::Revocation),
        (_, Some(Reason::Suspended)) => Some(StatusPurpose::Suspension),
        _ => None,
    };
    report.status_note = materials.status_note.clone().filter(|note| Some(note.purpose) == applies);
}

fn check_validity(claims: &Map<String, Value>, now: DateTime<Utc>) -> Finding {
    match (instant(claims, "nbf"), instant(claims, "exp")) {
        (Some(from), _) if !has_begun(from, now) => Finding::failed(Detail::NotYetValid, Reason::NotYetValid),
        (_, Some(until)) if has_ended(until, now) => Finding::failed(Detail::Expired, Reason::Expired),
        (_, None) => Finding::passed(Detail::NoEnd),
        _ => Finding::passed(Detail::Ok),
    }
}

/// Who shows it: by the key binding token, which counts only if its nonce and audience are those
/// that were asked for (RFC 9901, section 7.3); or by what the caller established.
fn check_holder(claims: &Map<String, Value>, whole: &SdJwt<'_>, materials: &Materials, now: DateTime<Utc>) -> Finding {
    let holder = claims.get("cnf").and_then(|cnf| AnyKey::from_jwk(cnf.get("jwk")?));
    let other = Finding::failed(Detail::OtherHolder, Reason::OtherHolder);
    let Some(asked) = &materials.asked else {
        return match (&materials.presenter, holder) {
            (Some(presenter), Some(key)) if *presenter == to_did_key(key) => Finding::passed(Detail::Ok),
            (Some(_), Some(_)) => other,
            _ => Finding::not_checked(Detail::NotPresented),
        };
    };
    let (Some(binding), Some(key)) = (&whole.key_binding, holder) else { return other };
    if binding.check(KEY_BINDING_TYPE, key).is_err() {
        return other;
    }
    let text = |name: &str| binding.payload.get(name).and_then(Value::as_str);
    let repeated = text("nonce") == Some(&asked.nonce)
        && text("aud") == Some(&asked.audience)
        && text("sd_hash") == Some(&whole.presented_hash());
    let made_at = binding.payload.as_object().and_then(|claims| instant(claims, "iat"));
    let recent = made_at.is_some_and(|at| has_begun(at, now) && now <= at + BINDING_AGE);
    if repeated && recent {
        Finding::passed(Detail::Ok)
    } else {
        Finding::failed(Detail::WrongPurpose, Reason::OtherHolder)
    }
}
