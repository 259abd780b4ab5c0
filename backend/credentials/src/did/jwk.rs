//! `did:jwk`: a JSON Web Key as an identifier (the did:jwk method).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::{DidDocument, DidError, Purpose, VerificationMethod};
use crate::json::{self, Limits};
use crate::keys::{AnyKey, KeyError};

/// A public key as JSON has far fewer bytes than this.
const LIMITS: Limits = Limits { bytes: 1_024, depth: 4, members: 32 };

/// Reads `did:jwk:<base64url of the key>`; Ed25519 and P-256.
pub fn key_of_did_jwk(did: &str) -> Result<AnyKey, DidError> {
    let encoded = did.strip_prefix("did:jwk:").ok_or(DidError::UnsupportedMethod)?;
    let bytes = URL_SAFE_NO_PAD.decode(encoded).map_err(|_| DidError::Invalid)?;
    let jwk = json::parse(&bytes, LIMITS).map_err(|_| DidError::Invalid)?;
    AnyKey::from_jwk(&jwk).ok_or(DidError::Key(KeyError::UnsupportedKind))
}

impl DidDocument {
    /// The document that a `did:jwk` stands for: one key, `#0`.
    pub(super) fn of_did_jwk(did: &str, key: AnyKey) -> Self {
        let method = VerificationMethod::multikey(format!("{did}#0"), did.to_owned(), key);
        let mut document = Self::empty(did);
        document.add(method, &[Purpose::Assertion, Purpose::Authentication]);
        document
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::did::resolve_offline;

    #[test]
    fn a_key_in_an_identifier_is_found_and_a_private_one_is_refused() {
        let did = |jwk: &str| format!("did:jwk:{}", URL_SAFE_NO_PAD.encode(jwk));
        // RFC 8037, appendix A.2.
        let good = did(r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#);
        let document = resolve_offline(&good).unwrap();
        assert!(document.any_key_for(&format!("{good}#0"), Purpose::Authentication).is_some());
        for bad in [
            did(r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","d":"AA"}"#),
            did(r#"{"kty":"RSA","n":"AQAB","e":"AQAB"}"#),
            did(r#"{"kty":"OKP","kty":"OKP"}"#),
            "did:jwk:!".into(),
            format!("did:jwk:{}", "A".repeat(3_000)),
        ] {
            assert!(resolve_offline(&bad).is_none(), "{bad}");
        }
    }
}
