//! The plain signed list of whom a registry knows: JSON with one `eddsa-jcs-2022` proof of the operator's key, so that it can
//! be checked without JSON-LD.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use puente_wire::issuers::Issuer;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::did::{DidDocument, Purpose};
use crate::keys::AnyKey;
use crate::proof::{Expectation, verify_all};

/// The kind of document, and the version of its form.
pub const KIND: &str = "PuenteTrustList-1";

/// One page of the list.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrustList {
    /// Where it lies.
    pub id: String,
    /// Always `PuenteTrustList-1`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The operator's identity.
    pub issuer: String,
    /// The operator's name.
    pub issuer_name: String,
    /// When it was signed.
    pub valid_from: DateTime<Utc>,
    /// Until when it may be relied on.
    pub valid_until: DateTime<Utc>,
    /// Which page, from 1.
    pub page: usize,
    /// How many there are.
    pub pages: usize,
    /// Where the next page lies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// The bodies, by slug: names, and what they may certify from when to when, by which act.
    pub issuers: Vec<Issuer>,
    /// Their DID documents, and the operator's own.
    pub documents: Vec<DidDocument>,
    /// Their status lists, in a file for verifying without a network.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub status_lists: Vec<Value>,
    /// What bodies whose keys were revoked had signed before, in such a file: by identity, when, by
    /// imprint ([`crate::imprint`]).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub signed_before: BTreeMap<String, BTreeMap<String, DateTime<Utc>>>,
    /// The operator's signature.
    #[serde(default, skip_serializing)]
    pub proof: Value,
}

/// Why a list is not relied on.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ListError {
    /// It is no such list.
    #[error("it is no trust list: {0}")]
    Malformed(String),
    /// Its operator did not sign it, or something was changed since.
    #[error("its signature does not hold: {0}")]
    Signature(String),
    /// Another key than the wanted one signed it.
    #[error("the key {0} did not sign it")]
    OtherKey(String),
    /// It ended.
    #[error("it held until {0}; get a new one")]
    Ended(DateTime<Utc>),
}

impl TrustList {
    /// Reads a list and checks the operator's signature, and the time. The operator's keys are taken
    /// from the list itself: that shows that nobody changed it on the way, and only `key`, the
    /// operator's public key in multibase, shows whose it is.
    pub fn read(text: &[u8], key: Option<&str>, now: DateTime<Utc>) -> Result<Self, ListError> {
        let malformed = |error: &dyn std::fmt::Display| ListError::Malformed(error.to_string());
        let document: Value = serde_json::from_slice(text).map_err(|error| malformed(&error))?;
        let list: Self = serde_json::from_value(document.clone()).map_err(|error| malformed(&error))?;
        if list.kind != KIND {
            return Err(malformed(&list.kind));
        }
        let operator = list.documents.iter().find(|one| one.id == list.issuer);
        let key_of = |method: &str| -> Option<AnyKey> { operator?.any_key_for(method, Purpose::Assertion) };
        let methods = verify_all(&document, Expectation::asserting(now), &key_of)
            .map_err(|error| ListError::Signature(error.to_string()))?;
        if let Some(wanted) = key
            && !methods.iter().filter_map(|method| key_of(method)).any(|key| key.to_multibase() == wanted)
        {
            return Err(ListError::OtherKey(wanted.to_owned()));
        }
        if list.valid_until < now {
            return Err(ListError::Ended(list.valid_until));
        }
        Ok(list)
    }
}
