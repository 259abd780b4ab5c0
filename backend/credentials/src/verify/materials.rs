//! What the caller has to fetch before a credential can be verified.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use puente_wire::issuers::Issuer;
use puente_wire::verification::StatusNote;
use serde_json::Value;

use crate::bitstring::entries_of;
use crate::did::{DidDocument, did_web_url, resolve_offline};
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

/// A status list credential, and since when it is known.
#[derive(Debug, Clone)]
pub struct StatusList {
    /// The credential as it was received.
    pub credential: Value,
    /// When it was received.
    pub fetched_at: DateTime<Utc>,
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

/// Everything that was fetched. What is missing counts as unreachable.
#[derive(Debug, Clone)]
pub struct Materials {
    /// The issuer's DID document; not needed for `did:key`.
    pub issuer_document: Result<DidDocument, Unavailable>,
    /// Status lists by their address.
    pub status_lists: BTreeMap<String, Result<StatusList, Unavailable>>,
    /// The registry's entry of the issuer.
    pub registry: Registry,
    /// When and why the certificate was revoked or suspended, if the registry says so.
    pub status_note: Option<StatusNote>,
    /// Who shows the credential, if that was proven: the holder of a verified presentation.
    pub presenter: Option<String>,
}

impl Materials {
    /// Nothing fetched yet.
    pub const fn none() -> Self {
        Self {
            issuer_document: Err(Unavailable::Unreachable),
            status_lists: BTreeMap::new(),
            registry: Registry::Unreachable,
            status_note: None,
            presenter: None,
        }
    }
}

/// What to fetch for this credential; empty when it is none.
pub fn wanted(credential: &Value) -> Vec<Fetch> {
    let Some(did) = issuer_of(credential) else {
        return Vec::new();
    };
    let mut fetches = vec![Fetch::Issuer { did: did.into() }];
    if let Ok(url) = did_web_url(did) {
        let did = did.to_owned();
        fetches.push(Fetch::DidDocument { did, url });
    }
    let lists: BTreeSet<String> = entries_of(credential).into_iter().map(|entry| entry.list).collect();
    let lists = lists.into_iter().take(MOST_LISTS);
    fetches.extend(lists.map(|url| Fetch::StatusList { url }));
    fetches
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
