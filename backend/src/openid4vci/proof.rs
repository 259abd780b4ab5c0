//! Proofs of possession (section 8.2.1.1 and appendix F.1): each key signs the registry's nonce for
//! this issuer.

use chrono::{DateTime, TimeDelta, Utc};
use puente_credentials::did::key_of_did_key;
use puente_credentials::jose::Jws;
use puente_credentials::keys::AnyKey;
use serde_json::Value;

use super::BATCH;
use super::errors::{Refusal, refuse};
use crate::holders::end_of_challenge;
use crate::secrets::Secrets;

const TYPE: &str = "openid4vci-proof+jwt";
/// How far a wallet's clock may be off.
const CLOCK_SKEW: TimeDelta = TimeDelta::minutes(5);

/// The keys that were proven, with the nonce that they signed.
pub(super) struct Proven {
    pub(super) keys: Vec<AnyKey>,
    pub(super) nonce: String,
    pub(super) nonce_ends: DateTime<Utc>,
}

/// Checks every proof of a request. That the nonce is used once is checked with the answer, in one
/// transaction.
pub(super) fn check(proofs: &[String], issuer: &str, secrets: &Secrets, now: DateTime<Utc>) -> Result<Proven, Refusal> {
    if proofs.is_empty() || proofs.len() > BATCH {
        return Err(refuse("invalid_proof", format!("bring from 1 to {BATCH} proofs of type jwt")));
    }
    let mut keys: Vec<AnyKey> = Vec::new();
    let mut nonce: Option<String> = None;
    for proof in proofs {
        let (key, signed) = one(proof, issuer, now)?;
        if keys.contains(&key) {
            return Err(refuse("invalid_proof", "the same key twice"));
        }
        if nonce.as_ref().is_some_and(|other| *other != signed) {
            return Err(refuse("invalid_nonce", "the proofs have different nonces"));
        }
        keys.push(key);
        nonce = Some(signed);
    }
    let nonce = nonce.unwrap_or_default();
    let nonce_ends = end_of_challenge(secrets, &nonce).filter(|end| now < *end);
    let nonce_ends = nonce_ends.ok_or_else(|| refuse("invalid_nonce", "the nonce is not one of ours or has ended"))?;
    Ok(Proven { keys, nonce, nonce_ends })
}

fn one(proof: &str, issuer: &str, now: DateTime<Utc>) -> Result<(AnyKey, String), Refusal> {
    let wrong = |why: &str| refuse("invalid_proof", why);
    let jws = Jws::parse(proof).map_err(|error| wrong(&error.to_string()))?;
    let key = key_of(&jws).ok_or_else(|| wrong("one Ed25519 or P-256 key as jwk, or as kid of a did:key"))?;
    jws.check(TYPE, key).map_err(|error| wrong(&error.to_string()))?;
    let audience = jws.payload.get("aud");
    let for_us = match audience {
        Some(Value::String(one)) => one == issuer,
        Some(Value::Array(all)) => all.iter().any(|one| one == issuer),
        _ => false,
    };
    if !for_us {
        return Err(wrong("made for another issuer"));
    }
    let made_at = jws.payload.get("iat").and_then(Value::as_i64).and_then(|at| DateTime::from_timestamp(at, 0));
    if made_at.is_none_or(|at| (now - at).abs() > CLOCK_SKEW) {
        return Err(wrong("its time is missing or too far from now"));
    }
    let nonce = jws.payload.get("nonce").and_then(Value::as_str);
    let nonce = nonce.ok_or_else(|| refuse("invalid_nonce", "ask the nonce endpoint first"))?;
    Ok((key, nonce.to_owned()))
}

/// The key in the header: exactly one of `jwk` and `kid`.
fn key_of(jws: &Jws<'_>) -> Option<AnyKey> {
    match (jws.header.get("jwk"), jws.header_text("kid")) {
        (Some(jwk), None) => AnyKey::from_jwk(jwk),
        (None, Some(kid)) => key_of_did_key(kid.split('#').next()?).ok(),
        _ => None,
    }
}
