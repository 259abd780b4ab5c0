//! Any text as an identifier, a multibase key or a DID document: an identifier that resolves without a
//! network is its document's, and a `did:web` leads to https and to nothing but its own host.

use puente_credentials::did::{DidDocument, Purpose, did_web_url, key_of_did_jwk, key_of_did_key, resolve_offline};
use puente_credentials::keys::AnyKey;

/// Holds it of any text.
pub fn holds(text: &str) {
    let _ = (key_of_did_key(text), key_of_did_jwk(text), AnyKey::from_multibase(text));
    if let Some(document) = resolve_offline(text) {
        assert_eq!(document.id, text);
        assert!(document.verification_method.iter().all(|method| method.any_key().is_some()));
    }
    if let Ok(url) = did_web_url(text) {
        let rest = url.strip_prefix("https://").expect("https");
        let (host, path) = rest.split_once('/').expect("a path");
        assert!(!host.contains(['@', '?', '#', '\\']) && !path.contains(['@', '?', '#', '\\']) && !path.contains("//"));
    }
    let Ok(document) = serde_json::from_str::<DidDocument>(text) else { return };
    for method in &document.verification_method {
        document.any_key_for(&method.id, Purpose::Assertion);
    }
    document.only_key_for(Purpose::Authentication);
    document.jwks();
}
