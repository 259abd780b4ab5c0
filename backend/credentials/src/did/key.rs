//! `did:key` for Ed25519 and P-256 (the did:key method, section 3).

use super::{DidDocument, DidError, Purpose, VerificationMethod};
use crate::keys::{AnyKey, PublicKey};

/// Writes `did:key:z6Mk…` (Ed25519) or `did:key:zDna…` (P-256).
pub fn to_did_key(key: impl Into<AnyKey>) -> String {
    format!("did:key:{}", key.into().to_multibase())
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

/// Reads a `did:key` of any kind of key. A version in front of the key (`did:key:1.1:z6Mk…`) must be
/// a number greater than zero (the did:key method, section 3.1).
pub fn key_of_did_key(did: &str) -> Result<AnyKey, DidError> {
    let rest = did.strip_prefix("did:key:").ok_or(if did.starts_with("did:") {
        DidError::UnsupportedMethod
    } else {
        DidError::Invalid
    })?;
    let multibase = match rest.split_once(':') {
        None => rest,
        Some((version, multibase)) if is_version(version) => multibase,
        Some(_) => return Err(DidError::Invalid),
    };
    Ok(AnyKey::from_multibase(multibase)?)
}

/// `1`, `1.1` and the like.
fn is_version(text: &str) -> bool {
    let number = |part: &str| !part.is_empty() && part.len() < 6 && part.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    number(whole) && number(fraction) && whole.bytes().any(|byte| byte != b'0')
}

impl DidDocument {
    /// The document that a `did:key` stands for: one key, for asserting and authenticating.
    pub(super) fn of_did_key(did: &str, key: AnyKey) -> Self {
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
    fn a_version_before_the_key_is_a_number_above_zero() {
        let key = VECTORS[0].1.strip_prefix("did:key:").unwrap();
        assert!(key_of_did_key(&format!("did:key:1.1:{key}")).is_ok());
        for version in ["-4", "0", "v1", "", "1.", "1.x"] {
            assert_eq!(key_of_did_key(&format!("did:key:{version}:{key}")), Err(DidError::Invalid), "{version}");
        }
    }

    /// The did:key method's example vectors for P-256.
    #[cfg(feature = "json-ld")]
    #[test]
    fn a_p_256_key_is_read_and_written() {
        for did in [
            "did:key:zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv",
            "did:key:zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169",
        ] {
            let key = key_of_did_key(did).unwrap();
            assert_eq!(format!("did:key:{}", key.to_multibase()), did);
            assert_eq!(key.ed25519(), None);
            let id = format!("{did}#{}", key.to_multibase());
            assert_eq!(resolve_offline(did).unwrap().any_key_for(&id, Purpose::Assertion), Some(key));
        }
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
