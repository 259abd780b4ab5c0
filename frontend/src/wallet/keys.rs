//! The wallet's keys: Ed25519 seeds, each wrapped by an AES key that never leaves the browser.
//!
//! A wallet has one key from its first use on; restoring a backup on a device that already has one
//! adds to it. The seed is in memory only while something is signed.

use js_sys::{Object, Reflect, Uint8Array};
use puente_credentials::did::to_did_key;
use puente_credentials::keys::{Signer, SigningKey};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::CryptoKey;

use super::store::{KEYS, database};
use crate::api::Failure;
use crate::browser::aes::{AesError, AesKey};
use crate::browser::indexed_db::StorageError;
use crate::browser::{page, random, sheet};

const CONTEXT: &[u8] = b"puente-wallet-seed";

/// Why a key cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyError {
    /// The browser does not keep data.
    Storage(StorageError),
    /// The browser does not encrypt, or what it kept is damaged.
    Damaged,
}

impl From<StorageError> for KeyError {
    fn from(error: StorageError) -> Self {
        Self::Storage(error)
    }
}

impl From<AesError> for KeyError {
    fn from(AesError: AesError) -> Self {
        Self::Damaged
    }
}

impl From<JsValue> for KeyError {
    fn from(_: JsValue) -> Self {
        Self::Damaged
    }
}

impl From<KeyError> for Failure {
    fn from(error: KeyError) -> Self {
        crate::browser::console::error(&format!("the wallet's key: {error:?}"));
        Self::Storage
    }
}

/// One key of the wallet, wrapped.
#[derive(Debug, Clone)]
pub struct WalletKey {
    did: String,
    made_at: f64,
    wrapping: AesKey,
    wrapped: Vec<u8>,
}

impl WalletKey {
    /// The person's identifier, `did:key:z6Mk…`.
    pub fn did(&self) -> &str {
        &self.did
    }

    /// Signs a text; multibase base58-btc.
    pub async fn sign(&self, text: &str) -> Result<String, KeyError> {
        let signature = self.unwrap().await?.sign(text.as_bytes()).map_err(|_| KeyError::Damaged)?;
        Ok(format!("z{}", bs58::encode(signature).into_string()))
    }

    /// The key itself, for as long as something is signed.
    pub(super) async fn signing(&self) -> Result<SigningKey, KeyError> {
        self.unwrap().await
    }

    /// The seed, for the backup alone.
    pub(super) async fn seed(&self) -> Result<[u8; 32], KeyError> {
        Ok(self.unwrap().await?.seed())
    }

    async fn unwrap(&self) -> Result<SigningKey, KeyError> {
        let seed = self.wrapping.open(CONTEXT, &self.wrapped).await?;
        let seed: [u8; 32] = seed.try_into().map_err(|_| KeyError::Damaged)?;
        let key = SigningKey::from_seed(&seed);
        if did_of(&key) == self.did { Ok(key) } else { Err(KeyError::Damaged) }
    }
}

fn did_of(key: &SigningKey) -> String {
    to_did_key(key.public_key())
}

/// Every key of the wallet, the oldest first.
pub async fn all() -> Result<Vec<WalletKey>, KeyError> {
    let found = database().await?.all(KEYS).await?;
    let mut keys = found.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    keys.sort_by(|a, b| a.made_at.total_cmp(&b.made_at));
    Ok(keys)
}

/// The key that new certificates are bound to; made on first use.
pub async fn current() -> Result<WalletKey, KeyError> {
    if let Some(oldest) = all().await?.into_iter().next() {
        return Ok(oldest);
    }
    sheet::ask_to_persist().await;
    add(&random::bytes::<32>()).await?;
    // Another tab may have made one at the same moment: the oldest counts.
    all().await?.into_iter().next().ok_or(KeyError::Damaged)
}

/// The key that a certificate is bound to.
pub(super) async fn of_did(did: &str) -> Result<Option<WalletKey>, KeyError> {
    Ok(all().await?.into_iter().find(|key| key.did == did))
}

/// Adds a key; one that is there already stays as it is.
pub(super) async fn add(seed: &[u8; 32]) -> Result<String, KeyError> {
    let did = did_of(&SigningKey::from_seed(seed));
    let database = database().await?;
    if database.get(KEYS, &did).await?.is_none() {
        let wrapping = AesKey::generate().await?;
        let wrapped = wrapping.seal(CONTEXT, seed).await?;
        let entry = Object::new();
        Reflect::set(&entry, &"did".into(), &did.as_str().into())?;
        #[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 are far below 2^53")]
        Reflect::set(&entry, &"made_at".into(), &(page::now().timestamp_millis() as f64).into())?;
        Reflect::set(&entry, &"wrapping".into(), wrapping.handle())?;
        Reflect::set(&entry, &"wrapped".into(), &Uint8Array::from(wrapped.as_slice()))?;
        database.put(KEYS, &did, &entry).await?;
    }
    Ok(did)
}

fn read(entry: &JsValue) -> Result<WalletKey, KeyError> {
    let property = |name: &str| Reflect::get(entry, &name.into());
    let wrapping: CryptoKey = property("wrapping")?.dyn_into()?;
    Ok(WalletKey {
        did: property("did")?.as_string().ok_or(KeyError::Damaged)?,
        made_at: property("made_at")?.as_f64().ok_or(KeyError::Damaged)?,
        wrapping: AesKey::of_handle(wrapping),
        wrapped: Uint8Array::new(&property("wrapped")?).to_vec(),
    })
}
