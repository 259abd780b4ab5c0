//! What the caller has to fetch before a credential can be verified.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use puente_wire::issuers::Issuer;
use puente_wire::verification::{StatusNote, StatusPurpose};
use serde_json::Value;

use super::opened::Opened;
use super::sd_jwt::{self, AskedBinding};
use super::status::Bits;
use super::token_status::Tokens;
use crate::bitstring::{StatusEntry, entries_of};
use crate::did::{DidDocument, did_web_url, resolve_offline};
use crate::imprint::imprint_of;
use crate::structure::issuer_of;

/// The most status lists that one credential makes anybody fetch.
const MOST_LISTS: usize = 4;

/// One thing to fetch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fetch {
    /// The issuer's DID document.
    DidDocument {
        /// Whose.
        did: String,
        /// Where it lies; always `https`.
        url: String,
    },
    /// The issuer's keys as JWT VC Issuer Metadata, to be read with [`DidDocument::of_jwt_issuer`];
    /// wanted only if the DID document cannot be had.
    JwtIssuer {
        /// Whose.
        did: String,
        /// Where they lie; always `https`.
        url: String,
    },
    /// A token status list: a text, not JSON.
    TokenStatusList {
        /// Where it lies, as the credential says: to be filtered before fetching.
        url: String,
    },
    /// When the registry signed this certificate; wanted only if one of the issuer's keys is revoked
    /// ([`DidDocument::has_revoked_keys`]).
    Signed {
        /// Whose.
        did: String,
        /// The certificate's [`crate::imprint`].
        imprint: String,
    },
    /// A status list credential.
    StatusList {
        /// Where it lies, as the credential says: to be filtered before fetching.
        url: String,
    },
    /// The registry's entry of the issuer.
    Issuer {
        /// Whose.
        did: String,
    },
}

/// Why something could not be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unavailable {
    /// No answer, an error, or an address that may not be asked.
    Unreachable,
    /// An answer that is not what it should be.
    Malformed,
}

/// A status list, and since when it is known. Copies share what was found out about it.
#[derive(Debug, Clone)]
pub struct StatusList {
    /// The credential as it was received; of a token status list its text.
    pub credential: Arc<Value>,
    /// When it was received.
    pub fetched_at: DateTime<Utc>,
    pub(super) bits: Opened<Bits>,
    pub(super) tokens: Opened<Tokens>,
}

impl StatusList {
    /// A list as it was received.
    pub fn new(credential: Value, fetched_at: DateTime<Utc>) -> Self {
        Self { credential: Arc::new(credential), fetched_at, bits: Opened::default(), tokens: Opened::default() }
    }
}

/// What the registry says about the issuer.
#[derive(Debug, Clone)]
pub enum Registry {
    /// Its entry.
    Known(Box<Issuer>),
    /// That it has none.
    Unknown,
    /// Nothing: it could not be asked.
    Unreachable,
}

/// What the registry's record says about a certificate signed with a key that was revoked since.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignedRecord {
    /// It was signed then.
    At(DateTime<Utc>),
    /// It never was.
    Never,
    /// Nothing: it could not be asked, or was not.
    Unreachable,
}

/// Everything that was fetched. What is missing counts as unreachable.
#[derive(Debug, Clone)]
pub struct Materials {
    /// The issuer's DID document; not needed for `did:key`.
    pub issuer_document: Result<DidDocument, Unavailable>,
    /// Status lists by their address.
    pub status_lists: BTreeMap<String, Result<StatusList, Unavailable>>,
    /// The registry's entry of the issuer.
    pub registry: Registry,
    /// When the registry signed the certificate.
    pub signed: SignedRecord,
    /// When and why the certificate was revoked or suspended, if the registry says so.
    pub status_note: Option<StatusNote>,
    /// Who shows the credential, if that was proven: the holder of a verified presentation.
    pub presenter: Option<String>,
    /// What the holder of an SD-JWT was asked to repeat; none when it was not asked for.
    pub asked: Option<AskedBinding>,
}

impl Materials {
    /// Nothing fetched yet.
    pub const fn none() -> Self {
        Self {
            issuer_document: Err(Unavailable::Unreachable),
            status_lists: BTreeMap::new(),
            registry: Registry::Unreachable,
            signed: SignedRecord::Unreachable,
            status_note: None,
            presenter: None,
            asked: None,
        }
    }
}

/// What to fetch for this credential, an object or the text of an SD-JWT VC; empty when it is none.
pub fn wanted(document: &Value) -> Vec<Fetch> {
    if let Value::String(compact) = document {
        return wanted_compact(compact);
    }
    let credential = super::content(document);
    let credential = credential.as_ref();
    let Some(did) = issuer_of(credential) else {
        return Vec::new();
    };
    let mut fetches = vec![Fetch::Issuer { did: did.into() }];
    if let Ok(url) = did_web_url(did) {
        let did = did.to_owned();
        fetches.push(Fetch::DidDocument { did, url });
    }
    fetches.extend(signed(did, document));
    let mut lists = BTreeSet::new();
    lists.extend(entries_of(credential).into_iter().map(|entry| entry.list));
    let lists = lists.into_iter().take(MOST_LISTS);
    fetches.extend(lists.map(|url| Fetch::StatusList { url }));
    fetches
}

fn wanted_compact(text: &str) -> Vec<Fetch> {
    let Some((did, entry)) = sd_jwt::outline(text) else {
        return Vec::new();
    };
    let mut fetches = vec![Fetch::Issuer { did: did.clone() }];
    if let Ok(url) = did_web_url(&did) {
        fetches.push(Fetch::DidDocument { did: did.clone(), url });
    }
    if let Some(url) = sd_jwt::keys_url(&did) {
        fetches.push(Fetch::JwtIssuer { did: did.clone(), url });
    }
    fetches.extend(signed(&did, &Value::String(text.to_owned())));
    fetches.extend(entry.map(|entry| Fetch::TokenStatusList { url: entry.uri }));
    fetches
}

fn signed(did: &str, certificate: &Value) -> Option<Fetch> {
    let imprint = imprint_of(certificate)?;
    Some(Fetch::Signed { did: did.to_owned(), imprint })
}

/// Where the registry notes why a credential was taken back, one entry for each purpose: those of
/// the credential itself, or for an SD-JWT those that its place in the token list stands for
/// (`…/tokens/1` and `…/revocation-1` are about the same certificates).
pub fn status_entries(credential: &Value) -> Vec<StatusEntry> {
    let Value::String(compact) = credential else {
        return entries_of(credential);
    };
    let Some((_, Some(entry))) = sd_jwt::outline(compact) else {
        return Vec::new();
    };
    let Some((lists, number)) = entry.uri.rsplit_once("/tokens/") else {
        return Vec::new();
    };
    let of = |purpose| StatusEntry { purpose, list: format!("{lists}/{purpose}-{number}"), index: entry.index };
    vec![of(StatusPurpose::Revocation), of(StatusPurpose::Suspension)]
}

/// The issuer's document: worked out for `did:key`, else as it was fetched.
pub(super) fn document_of(issuer: &str, materials: &Materials) -> Result<DidDocument, Unavailable> {
    if let Some(document) = resolve_offline(issuer) {
        return Ok(document);
    }
    match &materials.issuer_document {
        Ok(document) if document.id == issuer => Ok(document.clone()),
        Ok(_) => Err(Unavailable::Malformed),
        Err(why) => Err(*why),
    }
}
