//! `did:key` for Ed25519 (the did:key method, section 3).

use super::{DidDocument, DidError, Purpose, VerificationMethod};
use crate::keys::PublicKey;

/// Writes `did:key:z6Mk…`.
pub fn to_did_key(key: PublicKey) -> String {
    format!("did:key:{}", key.to_multibase())
}

/// Reads `did:key:z6Mk…`.
pub fn from_did_key(did: &str) -> Result<PublicKey, DidError> {
    let multibase = did.strip_prefix("did:key:").ok_or(if did.starts_with("did:") {
        DidError::UnsupportedMethod
    } else {
        DidError::Invalid
    })?;
    Ok(PublicKey::from_multibase(multibase)?)
}

impl DidDocument {
    /// The document that a `did:key` stands for: one key, for asserting and authenticating.
    pub(super) fn of_did_key(did: &str, key: PublicKey) -> Self {
        let method = VerificationMethod::multikey(format!("{did}#{}", key.to_multibase()), did.to_owned(), key);
        let mut document = Self::empty(did);
        document.add(method, &[Purpose::Assertion, Purpose::Authentication]);
        document
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::did::resolve_offline;
    use crate::keys::{KeyError, Signer, SigningKey};

    /// The did:key method's own example vectors for Ed25519 (seeds 0, 1 and 2).
    const VECTORS: [(u8, &str); 3] = [
        (0, "did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp"),
        (1, "did:key:z6MkjchhfUsD6mmvni8mCdXHw216Xrm9bQe2mBH1P5RDjVJG"),
        (2, "did:key:z6MknGc3ocHs3zdPiJbnaaqDi58NGb4pk1Sp9WxWufuXSdxf"),
    ];

    #[test]
    fn keys_have_the_names_of_the_method_s_vectors() {
        for (last, did) in VECTORS {
            let mut seed = [0; 32];
            seed[31] = last;
            let key = SigningKey::from_seed(&seed).public_key();
            assert_eq!(to_did_key(key), did);
            assert_eq!(from_did_key(did).unwrap(), key);
        }
    }

    #[test]
    fn the_document_of_a_key_lists_it_for_asserting() {
        let document = resolve_offline(VECTORS[0].1).unwrap();
        let id = format!("{}#z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp", VECTORS[0].1);
        assert!(document.key_for(&id, Purpose::Assertion).is_some());
        assert!(document.key_for("#other", Purpose::Assertion).is_none());
    }

    #[test]
    fn other_identifiers_say_why_they_are_refused() {
        assert_eq!(from_did_key("did:web:a").unwrap_err(), DidError::UnsupportedMethod);
        assert_eq!(from_did_key("https://a").unwrap_err(), DidError::Invalid);
        assert_eq!(
            from_did_key("did:key:zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169").unwrap_err(),
            DidError::Key(KeyError::UnsupportedKind)
        );
    }
}
