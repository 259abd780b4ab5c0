//! Shared certificates: ciphertext, how long it may be fetched, how often it was.
//!
//! The registry never sees the key: it is in the fragment of the link. Who holds the secret whose
//! hash was sent on creation may see the count and stop the share; there is no account.

pub mod routes;
pub mod store;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use puente_wire::shares::{LONGEST_CIPHERTEXT, MOST_AT_ONCE, NewShare, ShareCreated, ShareKey, ShareState, Shared};
use subtle::ConstantTimeEq;

use crate::db::{DbConn, DbError};
use crate::secrets::{SecretError, random, token_hash};

/// Nonce and tag of AES-256-GCM: the least that ciphertext of anything has.
const LEAST_BYTES: usize = 12 + 16;

/// Why a share cannot be made, opened or stopped.
#[derive(Debug, thiserror::Error)]
pub enum ShareError {
    /// No such share, or another secret than its own: the two look the same from outside.
    #[error("no such share")]
    NotFound,
    /// Its time is over.
    #[error("the link has expired")]
    Expired,
    /// The holder stopped it.
    #[error("the holder stopped the link")]
    Stopped,
    /// Longer than any certificate has reason to be.
    #[error("the ciphertext is too long")]
    TooLong,
    /// Not base64url, or too short to be ciphertext.
    #[error("the ciphertext is malformed")]
    Malformed,
    /// Not a SHA-256 in hexadecimal.
    #[error("the hash is malformed")]
    BadHash,
    /// Too many at once.
    #[error("too many shares at once")]
    TooMany,
    /// The system gives no random bytes.
    #[error(transparent)]
    Secret(#[from] SecretError),
    /// The database refused.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// A share that passed the checks.
#[derive(Debug)]
pub struct CheckedShare {
    id: String,
    new: NewShare,
}

/// Checks what was sent and chooses the id, which nobody can guess.
pub fn check(new: NewShare) -> Result<CheckedShare, ShareError> {
    if new.ciphertext.len() > LONGEST_CIPHERTEXT {
        return Err(ShareError::TooLong);
    }
    let bytes = URL_SAFE_NO_PAD.decode(&new.ciphertext).map_err(|_| ShareError::Malformed)?;
    if bytes.len() < LEAST_BYTES {
        return Err(ShareError::Malformed);
    }
    let is_hash = new.manage_hash.len() == 64
        && new.manage_hash.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
    if !is_hash {
        return Err(ShareError::BadHash);
    }
    let id = URL_SAFE_NO_PAD.encode(random::<16>()?);
    Ok(CheckedShare { id, new })
}

/// Keeps a share, and forgets the ciphertext of those whose time is over.
pub fn create(conn: &mut DbConn, share: &CheckedShare, now: DateTime<Utc>) -> Result<ShareCreated, ShareError> {
    store::forget_expired(conn, now)?;
    let CheckedShare { id, new } = share;
    let expires_at = new.lifetime.ends(now);
    store::insert(conn, id, new, now, expires_at)?;
    Ok(ShareCreated { id: id.clone(), expires_at })
}

/// What the person who opens the link gets; counts the opening.
pub fn open(conn: &mut DbConn, id: &str, now: DateTime<Utc>) -> Result<Shared, ShareError> {
    let share = store::find(conn, id)?.ok_or(ShareError::NotFound)?;
    if share.state.stopped_at.is_some() {
        return Err(ShareError::Stopped);
    }
    if !share.state.works(now) {
        return Err(ShareError::Expired);
    }
    let ciphertext = share.ciphertext.ok_or(ShareError::Expired)?;
    store::count_open(conn, id, now)?;
    Ok(Shared { ciphertext, expires_at: share.state.expires_at })
}

/// How the shares stand; those whose secret is wrong are left out.
pub fn states(conn: &mut DbConn, keys: &[ShareKey]) -> Result<Vec<ShareState>, ShareError> {
    if keys.len() > MOST_AT_ONCE {
        return Err(ShareError::TooMany);
    }
    let mut states = Vec::with_capacity(keys.len());
    for key in keys {
        match of_holder(conn, &key.id, &key.secret) {
            Ok(state) => states.push(state),
            Err(ShareError::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(states)
}

/// Ends a share: the ciphertext is gone at once. Stopping twice is stopping once.
pub fn stop(conn: &mut DbConn, id: &str, secret: &str, now: DateTime<Utc>) -> Result<ShareState, ShareError> {
    let state = of_holder(conn, id, secret)?;
    if state.stopped_at.is_none() {
        store::stop(conn, id, now)?;
    }
    of_holder(conn, id, secret)
}

fn of_holder(conn: &mut DbConn, id: &str, secret: &str) -> Result<ShareState, ShareError> {
    let share = store::find(conn, id)?.ok_or(ShareError::NotFound)?;
    let same = token_hash(secret).as_bytes().ct_eq(share.manage_hash.as_bytes());
    if bool::from(same) { Ok(share.state) } else { Err(ShareError::NotFound) }
}
