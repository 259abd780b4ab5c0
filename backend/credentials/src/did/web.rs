//! `did:web`: an identifier whose document is a file on a web server (the did:web method).

use super::{DidDocument, DidError, Purpose, VerificationMethod};
use crate::keys::{AnyKey, PublicKey};

/// One signing key of an organisation, current or retired.
///
/// Retired keys stay in the document, so that what they signed still verifies. A compromised key
/// is left out, and with it everything it signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganisationKey<K = PublicKey> {
    /// Fragment in the document, e.g. `key-1`; never used twice.
    pub fragment: String,
    /// The public key.
    pub key: K,
    /// False for a retired key: it may no longer authenticate, but its signatures stand.
    pub current: bool,
}

/// The document of an organisation: every key for asserting, the current ones for authenticating.
pub fn organisation_document<K: Copy + Into<AnyKey>>(did: &str, keys: &[OrganisationKey<K>]) -> DidDocument {
    let mut document = DidDocument::empty(did);
    for key in keys {
        let id = format!("{did}#{}", key.fragment);
        let method = VerificationMethod::multikey(id, did.to_owned(), key.key);
        let purposes: &[Purpose] =
            if key.current { &[Purpose::Assertion, Purpose::Authentication] } else { &[Purpose::Assertion] };
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
        let document = organisation_document(did, &[OrganisationKey { fragment: "key-1".into(), key, current: false }]);
        let id = format!("{did}#key-1");
        assert_eq!(document.key_for(&id, Purpose::Assertion), Some(key));
        assert_eq!(document.key_for(&id, Purpose::Authentication), None);
    }
}
