//! `did:web`: an identifier whose document is a file on a web server (the did:web method).

use chrono::{DateTime, Utc};

use super::{DidDocument, DidError, Purpose, VerificationMethod};
use crate::instant;
use crate::keys::{AnyKey, PublicKey};

/// What a key of an organisation is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyState {
    /// Made known beforehand; nothing it signs counts yet.
    Announced,
    /// Signs.
    Active,
    /// Signs no more; what it signed stands, and it no longer authenticates.
    Retired,
    /// Somebody else may have it: what was signed from this moment on does not count.
    Revoked(DateTime<Utc>),
}

/// One signing key of an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganisationKey<K = PublicKey> {
    /// Fragment in the document, e.g. `key-1`; never used twice.
    pub fragment: String,
    /// The public key.
    pub key: K,
    /// What it is good for.
    pub state: KeyState,
}

/// The document of an organisation: every key that ever signed for asserting, the active ones for
/// authenticating, and with a revoked one the moment from which it does not count.
pub fn organisation_document<K: Copy + Into<AnyKey>>(did: &str, keys: &[OrganisationKey<K>]) -> DidDocument {
    let mut document = DidDocument::empty(did);
    for key in keys {
        let id = format!("{did}#{}", key.fragment);
        let mut method = VerificationMethod::multikey(id, did.to_owned(), key.key);
        let purposes: &[Purpose] = match key.state {
            KeyState::Announced => &[],
            KeyState::Active => &[Purpose::Assertion, Purpose::Authentication],
            KeyState::Retired => &[Purpose::Assertion],
            KeyState::Revoked(from) => {
                method.revoked = Some(instant::format(from));
                &[Purpose::Assertion]
            }
        };
        document.add(method, purposes);
    }
    document
}

/// Where the document of a `did:web` lies: always `https` (the did:web method, section 3.2).
///
/// `did:web:example.org` → `https://example.org/.well-known/did.json`;
/// `did:web:example.org%3A8443:orgs:sena` → `https://example.org:8443/orgs/sena/did.json`.
pub fn did_web_url(did: &str) -> Result<String, DidError> {
    if did.len() > super::LONGEST_DID {
        return Err(DidError::Invalid);
    }
    let rest = did.strip_prefix("did:web:").ok_or(if did.starts_with("did:") {
        DidError::UnsupportedMethod
    } else {
        DidError::Invalid
    })?;
    let mut parts = rest.split(':');
    let host = parts.next().and_then(host).ok_or(DidError::Invalid)?;
    let path: Vec<&str> = parts.collect();
    if !path.iter().copied().all(is_path_segment) {
        return Err(DidError::Invalid);
    }
    Ok(match path.as_slice() {
        [] => format!("https://{host}/.well-known/did.json"),
        segments => format!("https://{host}/{}/did.json", segments.join("/")),
    })
}

/// A host name with, perhaps, `%3A` and a port.
fn host(written: &str) -> Option<String> {
    let decoded = written.replace("%3A", ":").replace("%3a", ":");
    let (name, port) = match decoded.split_once(':') {
        Some((name, port)) => (name, Some(port)),
        None => (decoded.as_str(), None),
    };
    let label = |label: &str| !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let port_ok = port.is_none_or(|port| port.parse::<u16>().is_ok_and(|port| port != 0));
    (name.split('.').all(label) && port_ok).then_some(decoded.clone())
}

fn is_path_segment(segment: &str) -> bool {
    !segment.is_empty()
        && segment != "."
        && segment != ".."
        && segment.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::{Signer, SigningKey};

    #[test]
    fn an_identifier_leads_to_the_address_of_its_document() {
        for (did, url) in [
            ("did:web:w3c-ccg.github.io", "https://w3c-ccg.github.io/.well-known/did.json"),
            ("did:web:w3c-ccg.github.io:user:alice", "https://w3c-ccg.github.io/user/alice/did.json"),
            ("did:web:example.com%3A3000:user:alice", "https://example.com:3000/user/alice/did.json"),
            ("did:web:127.0.0.1%3A8080:orgs:sena", "https://127.0.0.1:8080/orgs/sena/did.json"),
        ] {
            assert_eq!(did_web_url(did).as_deref(), Ok(url));
        }
    }

    #[test]
    fn an_identifier_cannot_lead_elsewhere() {
        for bad in [
            "did:web:",
            "did:web:a b",
            "did:web:a/b",
            "did:web:user@host",
            "did:web:a:..:b",
            "did:web:a::b",
            "did:web:a%2Fb",
            "did:web:a%3A99999",
            "did:web:a%3A80%3A1",
            "did:web:a:b?x",
            "did:web:a#b",
        ] {
            assert_eq!(did_web_url(bad), Err(DidError::Invalid), "{bad}");
        }
        assert_eq!(did_web_url("did:key:z6Mk"), Err(DidError::UnsupportedMethod));
    }

    #[test]
    fn a_retired_key_still_asserts_but_no_longer_authenticates() {
        let key = SigningKey::from_seed(&[7; 32]).public_key();
        let did = "did:web:example.org:orgs:sena";
        let listed = |state| organisation_document(did, &[OrganisationKey { fragment: "key-1".into(), key, state }]);
        let document = listed(KeyState::Retired);
        let id = format!("{did}#key-1");
        assert_eq!(document.key_for(&id, Purpose::Assertion), Some(key));
        assert_eq!(document.key_for(&id, Purpose::Authentication), None);
        let announced = listed(KeyState::Announced);
        assert_eq!(announced.verification_method.len(), 1);
        assert_eq!(announced.key_for(&id, Purpose::Assertion), None);
    }

    #[test]
    fn a_revoked_key_stays_with_the_moment_and_counts_before_it_only() {
        let key = SigningKey::from_seed(&[7; 32]).public_key();
        let did = "did:web:example.org:orgs:sena";
        let from = instant::parse("2026-05-01T12:00:00Z").unwrap();
        let own = OrganisationKey { fragment: "key-1".into(), key, state: KeyState::Revoked(from) };
        let document = organisation_document(did, &[own]);
        let written = serde_json::to_value(&document).unwrap();
        assert_eq!(written["verificationMethod"][0]["revoked"], "2026-05-01T12:00:00Z");
        let document: DidDocument = serde_json::from_value(written.clone()).unwrap();
        assert!(document.has_revoked_keys() && document.jwks().is_empty());
        let id = format!("{did}#key-1");
        assert_eq!(document.key_for(&id, Purpose::Assertion), None);
        assert_eq!(document.listed_key(&id, Purpose::Authentication), None);
        let counts = |document: &DidDocument, at| document.listed_key(&id, Purpose::Assertion).unwrap().counts(at);
        assert!(counts(&document, Some(from - chrono::TimeDelta::seconds(1))));
        assert!(!counts(&document, Some(from)) && !counts(&document, None));
        let mut unreadable = written;
        unreadable["verificationMethod"][0]["revoked"] = "soon".into();
        let unreadable: DidDocument = serde_json::from_value(unreadable).unwrap();
        assert!(!counts(&unreadable, Some(from - chrono::TimeDelta::days(9999))));
    }
}
