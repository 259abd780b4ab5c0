//! What the wallet keeps on the device. A newer program only ever adds stores: certificates are
//! never touched by an upgrade.

use std::cmp::Reverse;

use chrono::{DateTime, Utc};
use puente_wire::shares::Lifetime;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::browser::indexed_db::{Database, StorageError};

pub(super) const KEYS: &str = "keys";
const CERTIFICATES: &str = "certificates";
const SHARES: &str = "shares";
const DOCUMENTS: &str = "documents";

/// A certificate on this device.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    /// The registry's id of the certificate; names it in addresses of the wallet.
    pub id: String,
    /// The signed credential, as it was received.
    pub credential: Value,
    /// When it was received.
    pub received_at: DateTime<Utc>,
}

/// A link that the person made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KeptShare {
    /// As in the link.
    pub id: String,
    /// The key of the ciphertext, base64url: the link's fragment.
    pub key: String,
    /// What manages the share at the registry.
    pub secret: String,
    /// Which certificate it shows.
    pub certificate: String,
    /// Its title, for the list.
    pub title: String,
    /// How long the link works.
    pub lifetime: Lifetime,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

/// A public document (an issuer's keys, a status list, an entry of the registry) as it was last
/// fetched, so that a certificate can be checked without a network.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KeptDocument {
    /// The document.
    pub body: Value,
    /// When it was fetched.
    pub fetched_at: DateTime<Utc>,
}

pub(super) async fn database() -> Result<Database, StorageError> {
    Database::open("puente-wallet", 1, &[KEYS, CERTIFICATES, SHARES, DOCUMENTS]).await
}

/// Every certificate, the newest first.
pub async fn certificates() -> Result<Vec<Kept>, StorageError> {
    let mut found: Vec<Kept> = all(CERTIFICATES).await?;
    found.sort_by_key(|kept| Reverse(kept.received_at));
    Ok(found)
}

pub async fn certificate(id: &str) -> Result<Option<Kept>, StorageError> {
    one(CERTIFICATES, id).await
}

pub async fn keep_certificate(kept: &Kept) -> Result<(), StorageError> {
    put(CERTIFICATES, &kept.id, kept).await
}

/// Every link, the newest first.
pub async fn shares() -> Result<Vec<KeptShare>, StorageError> {
    let mut found: Vec<KeptShare> = all(SHARES).await?;
    found.sort_by_key(|share| Reverse(share.created_at));
    Ok(found)
}

pub async fn keep_share(share: &KeptShare) -> Result<(), StorageError> {
    put(SHARES, &share.id, share).await
}

/// A public document as it was last fetched.
pub async fn document(address: &str) -> Result<Option<KeptDocument>, StorageError> {
    one(DOCUMENTS, address).await
}

pub async fn keep_document(address: &str, document: &KeptDocument) -> Result<(), StorageError> {
    put(DOCUMENTS, address, document).await
}

async fn put<T: Serialize>(store: &str, key: &str, value: &T) -> Result<(), StorageError> {
    let text = serde_json::to_string(value).map_err(|error| StorageError(error.to_string()))?;
    database().await?.put(store, key, &text.into()).await
}

async fn one<T: DeserializeOwned>(store: &str, key: &str) -> Result<Option<T>, StorageError> {
    let found = database().await?.get(store, key).await?;
    Ok(found.and_then(|value| value.as_string()).and_then(|text| serde_json::from_str(&text).ok()))
}

async fn all<T: DeserializeOwned>(store: &str) -> Result<Vec<T>, StorageError> {
    let found = database().await?.all(store).await?;
    let texts = found.iter().filter_map(wasm_bindgen::JsValue::as_string);
    Ok(texts.filter_map(|text| serde_json::from_str(&text).ok()).collect())
}
