//! The encrypted copy of a wallet: one file ([`WalletCopy`]), opened with a passphrase. Restoring adds what is
//! missing and never removes or replaces anything.

use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use puente_credentials::wallet_copy::{CopyError, Kdf, WalletCopy};
use serde::{Deserialize, Serialize};

use super::keys;
use super::store::{self, Kept, KeptAnswer, KeptPromise, KeptShare};
use crate::browser::aes::AesKey;
use crate::browser::{page, random};

/// The least characters of a passphrase.
pub const SHORTEST_PASSPHRASE: usize = 12;
/// The least different characters among them.
const FEWEST_DIFFERENT: usize = 5;

/// Why a copy was not made or not opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BackupError {
    /// The file is no copy of a wallet.
    NotABackup,
    /// A copy made by a newer program.
    TooNew,
    /// Another passphrase, or a damaged file: encryption cannot tell the two apart.
    WrongPassphrase,
    /// The browser does not keep data.
    Storage,
}

/// What is in a copy.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Contents {
    /// Seeds of the keys, base64url.
    seeds: Vec<String>,
    certificates: Vec<Kept>,
    shares: Vec<KeptShare>,
    /// Absent in copies of older programs.
    #[serde(default)]
    answers: Vec<KeptAnswer>,
    #[serde(default)]
    promises: Vec<KeptPromise>,
}

/// How much restoring added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Restored {
    pub in_copy: usize,
    pub added: usize,
}

/// Whether a passphrase may protect a copy: long enough, and not one character over and over.
pub fn is_strong(passphrase: &str) -> bool {
    let mut different: Vec<char> = passphrase.chars().collect();
    let long = different.len() >= SHORTEST_PASSPHRASE;
    different.sort_unstable();
    different.dedup();
    long && different.len() >= FEWEST_DIFFERENT
}

impl From<CopyError> for BackupError {
    fn from(error: CopyError) -> Self {
        match error {
            CopyError::NotACopy => Self::NotABackup,
            CopyError::Unknown => Self::TooNew,
        }
    }
}

/// Encrypts contents under a passphrase.
pub async fn encrypt(contents: &Contents, passphrase: &str) -> Result<String, BackupError> {
    let salt = random::bytes::<16>();
    let kdf = Kdf::usual(&salt);
    let key = derive(passphrase, &kdf, &salt)?;
    let protected = WalletCopy::protected(kdf);
    let plain = serde_json::to_vec(contents).map_err(|_| BackupError::Storage)?;
    let key = AesKey::import(&key).await.map_err(|_| BackupError::Storage)?;
    let sealed = key.seal(protected.as_bytes(), &plain).await.map_err(|_| BackupError::Storage)?;
    WalletCopy::write(&protected, &sealed).ok_or(BackupError::Storage)
}

/// Decrypts a copy.
pub async fn decrypt(file: &str, passphrase: &str) -> Result<Contents, BackupError> {
    let copy = WalletCopy::read(file)?;
    let key = derive(passphrase, &copy.kdf, &copy.salt)?;
    let key = AesKey::import(&key).await.map_err(|_| BackupError::Storage)?;
    let plain = key.open(copy.protected.as_bytes(), &copy.sealed).await;
    serde_json::from_slice(&plain.map_err(|_| BackupError::WrongPassphrase)?).map_err(|_| BackupError::TooNew)
}

/// The key of a passphrase.
fn derive(passphrase: &str, kdf: &Kdf, salt: &[u8]) -> Result<[u8; 32], BackupError> {
    let params = Params::new(kdf.m, kdf.t, kdf.p, Some(32)).map_err(|_| BackupError::TooNew)?;
    let mut key = [0; 32];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.as_bytes(), salt, &mut key)
        .map_err(|_| BackupError::TooNew)?;
    Ok(key)
}

/// Everything in this wallet.
pub async fn collect() -> Result<Contents, BackupError> {
    let mut seeds = Vec::new();
    for key in keys::all().await.map_err(|_| BackupError::Storage)? {
        seeds.push(URL_SAFE_NO_PAD.encode(key.seed().await.map_err(|_| BackupError::Storage)?));
    }
    Ok(Contents {
        seeds,
        certificates: store::certificates().await.map_err(|_| BackupError::Storage)?,
        shares: store::shares().await.map_err(|_| BackupError::Storage)?,
        answers: store::answers().await.map_err(|_| BackupError::Storage)?,
        promises: store::promises().await.map_err(|_| BackupError::Storage)?,
    })
}

/// Adds what the copy has and this wallet has not. What is in both stays as it is here.
pub async fn restore(contents: &Contents) -> Result<Restored, BackupError> {
    for seed in &contents.seeds {
        let seed = URL_SAFE_NO_PAD.decode(seed).map_err(|_| BackupError::NotABackup)?;
        let seed: [u8; 32] = seed.try_into().map_err(|_| BackupError::NotABackup)?;
        keys::add(&seed).await.map_err(|_| BackupError::Storage)?;
    }
    let mut restored = Restored { in_copy: contents.certificates.len(), added: 0 };
    let here = store::certificates().await.map_err(|_| BackupError::Storage)?;
    for kept in missing(&here, &contents.certificates) {
        store::keep_certificate(&kept).await.map_err(|_| BackupError::Storage)?;
        restored.added += 1;
    }
    let links = store::shares().await.map_err(|_| BackupError::Storage)?;
    for share in contents.shares.iter().filter(|share| !links.iter().any(|link| link.id == share.id)) {
        store::keep_share(share).await.map_err(|_| BackupError::Storage)?;
    }
    for answer in &contents.answers {
        store::keep_answer(answer).await.map_err(|_| BackupError::Storage)?;
    }
    let waited_for = store::promises().await.map_err(|_| BackupError::Storage)?;
    let unknown = |promise: &&KeptPromise| !waited_for.iter().any(|own| own.transaction == promise.transaction);
    for promise in contents.promises.iter().filter(unknown) {
        store::keep_promise(promise).await.map_err(|_| BackupError::Storage)?;
    }
    Ok(restored)
}

/// The certificates of a copy that are not here. One that says something else under the same id is
/// kept beside it, under a name of its own.
fn missing(here: &[Kept], copy: &[Kept]) -> Vec<Kept> {
    let mut added: Vec<Kept> = Vec::new();
    for kept in copy {
        let known = |kept: &Kept| here.iter().any(|own| own.credential == kept.credential);
        if known(kept) {
            continue;
        }
        let mut kept = kept.clone();
        while here.iter().chain(&added).any(|own| own.id == kept.id) {
            kept.id.push_str("-copy");
        }
        added.push(kept);
    }
    added
}

/// What the file is called, e.g. `puente-2026-03-14.jwe`.
pub fn file_name() -> String {
    format!("puente-{}.jwe", page::today().format("%Y-%m-%d"))
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use serde_json::json;

    use super::*;

    fn kept(id: &str, says: &str) -> Kept {
        let (credential, received_at) = (json!({ "says": says }), DateTime::UNIX_EPOCH);
        Kept { id: id.to_owned(), credential, in_part: None, facts: None, received_at }
    }

    #[test]
    fn restoring_adds_what_is_missing_and_replaces_nothing() {
        let here = [kept("a", "one"), kept("b", "two")];
        let copy = [kept("a", "one"), kept("b", "something else"), kept("c", "three")];
        let ids: Vec<_> = missing(&here, &copy).into_iter().map(|kept| kept.id).collect();
        assert_eq!(ids, ["b-copy", "c"]);
        assert!(missing(&here, &here).is_empty());
    }

    #[test]
    fn a_short_or_monotonous_passphrase_is_refused() {
        assert!(is_strong("cuatro caballos corren"));
        assert!(!is_strong("corta"));
        assert!(!is_strong("aaaaaaaaaaaaaaaa"));
        assert!(is_strong("ñandú-ñandú-1"));
    }

    #[test]
    fn the_same_passphrase_and_salt_give_the_same_key() {
        let key = |words: &str, salt: [u8; 16]| {
            let mut kdf = Kdf::usual(&salt);
            (kdf.m, kdf.t) = (8, 1);
            derive(words, &kdf, &salt)
        };
        assert_eq!(key("x", [1; 16]), key("x", [1; 16]));
        assert_ne!(key("x", [1; 16]), key("x", [2; 16]));
        assert_ne!(key("x", [1; 16]), key("y", [1; 16]));
    }
}
