//! What the registry has about a person, for that person alone.
//!
//! The wallet's key signs a challenge of the registry, for one purpose and once: a proof that was
//! seen cannot be used again, nor for something else. Challenges are not stored before they are
//! used: they carry their end and the registry's keyed hash.

mod challenge;
pub mod routes;
pub mod store;

use chrono::{DateTime, Utc};
use puente_credentials::did::from_did_key;
use puente_credentials::keys::base58btc;
use puente_wire::holders::{AccessPage, HolderCertificates, HolderPurpose, HolderRequest, holder_text};
use puente_wire::problem::FieldError;

pub(crate) use challenge::end_of as end_of_challenge;
pub use challenge::make as make_challenge;

use crate::db::{DbConn, DbError};
use crate::http::problem::{MALFORMED, field_error};
use crate::secrets::{SecretError, Secrets};

/// How many entries a page has.
const PER_PAGE: usize = 50;

/// Why a person is shown nothing.
#[derive(Debug, thiserror::Error)]
pub enum HolderError {
    /// Some fields are wrong.
    #[error("some fields are wrong")]
    Invalid(Vec<FieldError>),
    /// The signature does not match.
    #[error("the wallet's signature does not match")]
    WrongProof,
    /// The challenge is not one of ours, is too old, or was used before.
    #[error("the challenge cannot be used")]
    StaleChallenge,
    /// The system gives no random bytes.
    #[error(transparent)]
    Secret(#[from] SecretError),
    /// The database refused.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// A wallet's key that was proven for one purpose.
#[derive(Debug)]
pub struct Proven {
    holder: String,
    challenge: String,
    expires_at: DateTime<Utc>,
}

/// Checks the form, the challenge and the signature. That the challenge is used once is checked
/// together with the answer, in one transaction.
pub fn prove(
    secrets: &Secrets,
    purpose: HolderPurpose,
    request: &HolderRequest,
    now: DateTime<Utc>,
) -> Result<Proven, HolderError> {
    let mut wrong = Vec::new();
    let key = from_did_key(&request.holder);
    if key.is_err() {
        wrong.push(field_error("holder", MALFORMED));
    }
    let signature = base58btc(&request.proof, 100).filter(|bytes| bytes.len() == 64);
    if signature.is_none() {
        wrong.push(field_error("proof", MALFORMED));
    }
    let (Ok(key), Some(signature)) = (key, signature) else {
        return Err(HolderError::Invalid(wrong));
    };
    let expires_at = challenge::end_of(secrets, &request.challenge).ok_or(HolderError::StaleChallenge)?;
    if expires_at <= now {
        return Err(HolderError::StaleChallenge);
    }
    if !key.verifies(holder_text(purpose, &request.challenge, &request.holder).as_bytes(), &signature) {
        return Err(HolderError::WrongProof);
    }
    Ok(Proven { holder: request.holder.clone(), challenge: request.challenge.clone(), expires_at })
}

/// Who looked at the person's record or changed it.
pub fn accesses(
    conn: &mut DbConn,
    proven: &Proven,
    before: Option<i64>,
    now: DateTime<Utc>,
) -> Result<AccessPage, HolderError> {
    use_up(conn, proven, now)?;
    let people = store::people_of(conn, &proven.holder)?;
    let limit = i64::try_from(PER_PAGE).unwrap_or(i64::MAX - 1) + 1;
    let mut found = store::accesses(conn, &people, before.unwrap_or(i64::MAX), limit)?;
    let more = found.len() > PER_PAGE;
    found.truncate(PER_PAGE);
    let next = found.last().filter(|_| more).map(|(seq, _)| *seq);
    Ok(AccessPage { entries: found.into_iter().map(|(_, access)| access).collect(), next })
}

/// The certificates that were issued to the key.
pub fn certificates(conn: &mut DbConn, proven: &Proven, now: DateTime<Utc>) -> Result<HolderCertificates, HolderError> {
    use_up(conn, proven, now)?;
    Ok(HolderCertificates { certificates: store::certificates(conn, &proven.holder)? })
}

fn use_up(conn: &mut DbConn, proven: &Proven, now: DateTime<Utc>) -> Result<(), HolderError> {
    match store::use_challenge(conn, &proven.challenge, proven.expires_at, now) {
        Err(DbError::Duplicate(_)) => Err(HolderError::StaleChallenge),
        other => Ok(other?),
    }
}
