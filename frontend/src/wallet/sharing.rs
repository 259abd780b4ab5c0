//! Sharing a certificate through a link that only its receiver can read.
//!
//! The credential is encrypted here under a new key; the registry keeps the ciphertext. The link is
//! `/s/<id>#<key>`, and browsers never send what stands after `#`.

use std::fmt::Write as _;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use puente_wire::shares::{Lifetime, NewShare, ShareKey, ShareState};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::store::{self, Kept, KeptShare};
use crate::api::{self, Failure, Once};
use crate::browser::aes::{AesError, AesKey};
use crate::browser::indexed_db::StorageError;
use crate::browser::{page, random};

const CONTEXT: &[u8] = b"puente-share-1";

/// Why something cannot be shared or opened.
#[derive(Debug, Clone, PartialEq)]
pub enum ShareError {
    /// The registry refused or could not be reached, or the browser does not keep data.
    Failed(Failure),
    /// The link is incomplete or was changed: its key does not fit.
    WrongKey,
}

impl From<Failure> for ShareError {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl From<AesError> for ShareError {
    fn from(AesError: AesError) -> Self {
        Self::WrongKey
    }
}

impl From<StorageError> for ShareError {
    fn from(error: StorageError) -> Self {
        Self::Failed(error.into())
    }
}

/// A key and the ciphertext under it, both base64url.
pub struct Sealed {
    pub key: String,
    pub ciphertext: String,
}

/// Encrypts a credential under a key of its own.
pub async fn seal(credential: &Value) -> Result<Sealed, AesError> {
    let key = random::bytes::<32>();
    let plain = credential.to_string();
    let ciphertext = AesKey::import(&key).await?.seal(CONTEXT, plain.as_bytes()).await?;
    Ok(Sealed { key: URL_SAFE_NO_PAD.encode(key), ciphertext: URL_SAFE_NO_PAD.encode(ciphertext) })
}

/// Decrypts what [`seal`] encrypted.
pub async fn unseal(key: &str, ciphertext: &str) -> Result<Value, AesError> {
    let key = URL_SAFE_NO_PAD.decode(key).map_err(|_| AesError)?;
    let key: [u8; 32] = key.try_into().map_err(|_| AesError)?;
    let ciphertext = URL_SAFE_NO_PAD.decode(ciphertext).map_err(|_| AesError)?;
    let plain = AesKey::import(&key).await?.open(CONTEXT, &ciphertext).await?;
    serde_json::from_slice(&plain).map_err(|_| AesError)
}

/// Makes a link to a certificate and keeps it in the wallet.
pub async fn share(kept: &Kept, title: &str, lifetime: Lifetime, once: &Once) -> Result<KeptShare, ShareError> {
    let sealed = seal(&kept.credential).await?;
    let secret = random::token();
    let new = NewShare { ciphertext: sealed.ciphertext, lifetime, manage_hash: hexadecimal(&Sha256::digest(&secret)) };
    let created = api::shares::create(&new, once).await?;
    let share = KeptShare {
        id: created.id,
        key: sealed.key,
        secret,
        certificate: kept.id.clone(),
        title: title.to_owned(),
        lifetime,
        created_at: page::now(),
    };
    store::keep_share(&share).await?;
    Ok(share)
}

/// The link of a share.
pub fn link(share: &KeptShare) -> String {
    format!("{}/s/{}#{}", page::origin(), share.id, share.key)
}

/// The credential behind a link: fetched and decrypted. Counts as an opening.
pub async fn open(id: &str, key: &str) -> Result<Value, ShareError> {
    let shared = api::shares::open(id).await?;
    Ok(unseal(key, &shared.ciphertext).await?)
}

/// The wallet's links, each with what the registry knows of it.
pub async fn states() -> Result<Vec<(KeptShare, Option<ShareState>)>, Failure> {
    let kept = store::shares().await?;
    let mut states = Vec::new();
    for part in kept.chunks(puente_wire::shares::MOST_AT_ONCE) {
        let keys = part.iter().map(|share| ShareKey { id: share.id.clone(), secret: share.secret.clone() });
        states.extend(api::shares::states(keys.collect()).await?);
    }
    let find = |id: &str| states.iter().find(|state| state.id == id).cloned();
    Ok(kept
        .into_iter()
        .map(|share| {
            let state = find(&share.id);
            (share, state)
        })
        .collect())
}

/// Ends a link.
pub async fn stop(share: &KeptShare) -> Result<ShareState, Failure> {
    api::shares::stop(&share.id, &share.secret).await
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
