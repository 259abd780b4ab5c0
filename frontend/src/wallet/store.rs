//! What the wallet keeps on the device. A newer program only ever adds stores: certificates are
//! never touched by an upgrade.

use chrono::{DateTime, Utc};
use puente_credentials::achievement::facts_of;
use puente_wire::shares::Lifetime;
use puente_wire::verification::CertificateFacts;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::browser::indexed_db::{Database, StorageError};
use crate::browser::page;

pub(super) const KEYS: &str = "keys";
const CERTIFICATES: &str = "certificates";
const SHARES: &str = "shares";
const DOCUMENTS: &str = "documents";
const ANSWERS: &str = "answers";
const PROMISES: &str = "promises";

/// A certificate on this device.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    /// The registry's id of the certificate; names it in addresses of the wallet.
    pub id: String,
    /// The signed credential, as it was received: JSON, or the text of an SD-JWT where its issuer
    /// gives nothing else.
    pub credential: Value,
    /// The same certificate as SD-JWT, from which facts can be shown one by one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_part: Option<String>,
    /// What it says, where `credential` is not JSON that says so itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facts: Option<CertificateFacts>,
    /// When it was received.
    pub received_at: DateTime<Utc>,
}

impl Kept {
    /// A W3C credential that was received now.
    pub fn whole(id: String, credential: Value) -> Self {
        Self { id, credential, in_part: None, facts: None, received_at: page::now() }
    }

    /// What it says, unchecked.
    pub fn facts(&self) -> Option<CertificateFacts> {
        self.facts.clone().or_else(|| facts_of(&self.credential))
    }
}

/// An answer to somebody who asked for facts: a line of the person's own record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KeptAnswer {
    pub id: String,
    /// When it was answered.
    pub at: DateTime<Utc>,
    /// Who asked, as far as it was proven: a host, or a host and what it is.
    pub asker: String,
    /// What was shown: none when the person refused.
    pub shown: Vec<Shown>,
}

/// What was shown of one certificate.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Shown {
    /// The certificate's title.
    pub title: String,
    /// The facts beside what is always shown, by the way to their claims (`units/result`); none when
    /// the whole certificate was shown.
    pub facts: Option<Vec<String>>,
}

/// A certificate that its issuer has promised: asked for, and not signed yet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KeptPromise {
    /// The issuer's name of what is waited for.
    pub transaction: String,
    /// The issuer's access token.
    pub token: String,
    /// The offer.
    pub offer: Value,
    /// Which of the offered forms was asked for first.
    pub configuration: String,
    /// Who issues it, by the issuer's own words or its host.
    pub issuer: String,
    /// What it is called.
    pub title: String,
    pub asked_at: DateTime<Utc>,
    /// Not to be asked for again before.
    pub not_before: DateTime<Utc>,
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
    Database::open("puente-wallet", 2, &[KEYS, CERTIFICATES, SHARES, DOCUMENTS, ANSWERS, PROMISES]).await
}

/// Every certificate, the newest first.
pub async fn certificates() -> Result<Vec<Kept>, StorageError> {
    Ok(newest_first(all(CERTIFICATES).await?, |kept: &Kept| kept.received_at))
}

pub async fn certificate(id: &str) -> Result<Option<Kept>, StorageError> {
    one(CERTIFICATES, id).await
}

pub async fn keep_certificate(kept: &Kept) -> Result<(), StorageError> {
    put(CERTIFICATES, &kept.id, kept).await
}

/// Every link, the newest first.
pub async fn shares() -> Result<Vec<KeptShare>, StorageError> {
    Ok(newest_first(all(SHARES).await?, |share: &KeptShare| share.created_at))
}

pub async fn keep_share(share: &KeptShare) -> Result<(), StorageError> {
    put(SHARES, &share.id, share).await
}

/// Every answer, the newest first.
pub async fn answers() -> Result<Vec<KeptAnswer>, StorageError> {
    Ok(newest_first(all(ANSWERS).await?, |answer: &KeptAnswer| answer.at))
}

pub async fn keep_answer(answer: &KeptAnswer) -> Result<(), StorageError> {
    put(ANSWERS, &answer.id, answer).await
}

/// Every certificate that is waited for, the newest first.
pub async fn promises() -> Result<Vec<KeptPromise>, StorageError> {
    Ok(newest_first(all(PROMISES).await?, |promise: &KeptPromise| promise.asked_at))
}

/// How many certificates are waited for.
pub async fn promised() -> Result<u32, StorageError> {
    database().await?.count(PROMISES).await
}

pub async fn keep_promise(promise: &KeptPromise) -> Result<(), StorageError> {
    put(PROMISES, &promise.transaction, promise).await
}

/// Forgets one: it was kept, or came to nothing.
pub async fn forget_promise(transaction: &str) -> Result<(), StorageError> {
    database().await?.remove(PROMISES, transaction).await
}

/// A public document as it was last fetched.
pub async fn document(address: &str) -> Result<Option<KeptDocument>, StorageError> {
    one(DOCUMENTS, address).await
}

pub async fn keep_document(address: &str, document: &KeptDocument) -> Result<(), StorageError> {
    put(DOCUMENTS, address, document).await
}

/// Each to its place: a wallet holds few, and a sort is much to load for them.
fn newest_first<T>(found: Vec<T>, at: impl Fn(&T) -> DateTime<Utc>) -> Vec<T> {
    let mut sorted: Vec<T> = Vec::with_capacity(found.len());
    for one in found {
        let newer = sorted.iter().take_while(|other| at(other) >= at(&one)).count();
        sorted.insert(newer, one);
    }
    sorted
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
