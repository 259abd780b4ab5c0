//! Decentralized identifiers: `did:key` and `did:jwk` for holders, `did:web` for issuing bodies.

mod document;
mod jwk;
mod key;
mod web;

pub use document::{DidDocument, ListedKey, Purpose, VerificationMethod};
pub use jwk::key_of_did_jwk;
pub use key::{from_did_key, key_of_did_key, to_did_key};
pub use web::{KeyState, OrganisationKey, did_web_url, organisation_document};

/// Why an identifier cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DidError {
    /// Not a DID (DID Core, section 3.1), or one this method does not allow.
    #[error("not a valid identifier of its method")]
    Invalid,
    /// Another method than `key`, `jwk` and `web`.
    #[error("this kind of identifier is not supported")]
    UnsupportedMethod,
    /// A `did:key` whose key cannot be used.
    #[error(transparent)]
    Key(#[from] crate::keys::KeyError),
}

/// The longest identifier that is looked at.
pub const LONGEST_DID: usize = 2_048;

/// The document of an identifier that needs no fetching: `did:key` and `did:jwk`.
pub fn resolve_offline(did: &str) -> Option<DidDocument> {
    if did.len() > LONGEST_DID {
        return None;
    }
    if did.starts_with("did:jwk:") {
        return Some(DidDocument::of_did_jwk(did, key_of_did_jwk(did).ok()?));
    }
    let key = key_of_did_key(did).ok()?;
    Some(DidDocument::of_did_key(did, key))
}
