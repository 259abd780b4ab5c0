//! JSON Web Signatures in compact form (RFC 7515), as far as wallets need them: `EdDSA` on Ed25519
//! (RFC 8037) and, from wallets of other makers, `ES256` on P-256; one signature, a type that is
//! always named.
//!
//! The algorithm is never taken from the header: it has to be the one of the key that the caller
//! found, so that no header can turn a public key into a secret or a signature into none.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::json::{self, JsonError, Limits};
use crate::keys::{AnyKey, SignError, Signer};

/// The algorithm of keys on Ed25519, with which everything here is signed.
pub const EDDSA: &str = "EdDSA";
/// The algorithm of keys on P-256: accepted from others, never used here.
pub const ES256: &str = "ES256";

/// Why a text is no token that can be relied on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JoseError {
    /// Not three parts of base64url.
    #[error("not a JSON Web Signature in compact form")]
    Form,
    /// Header or payload is not JSON within limits.
    #[error(transparent)]
    Json(#[from] JsonError),
    /// Another algorithm than the key's.
    #[error("the algorithm is not the key's")]
    Algorithm,
    /// Another type than the one expected.
    #[error("the token is of another type")]
    Type,
    /// The header names an extension that has to be understood (RFC 7515, section 4.1.11).
    #[error("the header has critical extensions")]
    Critical,
    /// The signature does not match.
    #[error("the signature does not match")]
    Signature,
}

/// A token whose signature was not checked yet.
#[derive(Debug, Clone)]
pub struct Jws<'a> {
    /// The protected header.
    pub header: Value,
    /// The claims.
    pub payload: Value,
    signed: &'a str,
    signature: Vec<u8>,
}

impl<'a> Jws<'a> {
    /// Reads header and payload, both objects, within limits and without a key twice.
    pub fn parse(text: &'a str) -> Result<Self, JoseError> {
        let (signed, signature) = text.rsplit_once('.').ok_or(JoseError::Form)?;
        let (header, payload) = signed.split_once('.').ok_or(JoseError::Form)?;
        let signature = URL_SAFE_NO_PAD.decode(signature).map_err(|_| JoseError::Form)?;
        Ok(Self { header: object(header)?, payload: object(payload)?, signed, signature })
    }

    /// A text of the header.
    pub fn header_text(&self, name: &str) -> Option<&str> {
        self.header.get(name)?.as_str()
    }

    /// Whether the header says this type; `application/` in front counts as nothing (RFC 7515,
    /// section 4.1.9).
    pub fn has_type(&self, wanted: &str) -> bool {
        let typ = self.header_text("typ").unwrap_or_default().to_ascii_lowercase();
        typ.strip_prefix("application/").unwrap_or(&typ) == wanted
    }

    /// Checks type, algorithm, extensions and signature.
    pub fn check(&self, typ: &str, key: impl Into<AnyKey>) -> Result<(), JoseError> {
        let key = key.into();
        if !self.has_type(typ) {
            return Err(JoseError::Type);
        }
        if self.header_text("alg") != Some(algorithm_of(key)) {
            return Err(JoseError::Algorithm);
        }
        if self.header.get("crit").is_some() {
            return Err(JoseError::Critical);
        }
        if key.verifies(self.signed.as_bytes(), &self.signature) { Ok(()) } else { Err(JoseError::Signature) }
    }
}

/// The one algorithm of a key.
const fn algorithm_of(key: AnyKey) -> &'static str {
    match key {
        AnyKey::Ed25519(_) => EDDSA,
        #[cfg(feature = "json-ld")]
        AnyKey::P256(_) => ES256,
    }
}

fn object(part: &str) -> Result<Value, JoseError> {
    let bytes = URL_SAFE_NO_PAD.decode(part).map_err(|_| JoseError::Form)?;
    let value = json::parse(&bytes, Limits::CREDENTIAL)?;
    if value.is_object() { Ok(value) } else { Err(JoseError::Form) }
}

/// Signs claims. `header` gets the algorithm; everything else, `typ` first, is the caller's.
pub fn sign(mut header: Value, payload: &Value, key: &dyn Signer) -> Result<String, SignError> {
    if let Some(members) = header.as_object_mut() {
        members.insert("alg".into(), EDDSA.into());
    }
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let signed = format!("{}.{}", part(&header), part(payload));
    let signature = key.sign(signed.as_bytes())?;
    Ok(format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature)))
}

/// A public key as a JSON Web Key (RFC 8037, section 2; RFC 7518, section 6.2).
pub fn jwk_of(key: impl Into<AnyKey>) -> Value {
    match key.into() {
        AnyKey::Ed25519(key) => json!({"kty": "OKP", "crv": "Ed25519", "x": URL_SAFE_NO_PAD.encode(key.as_bytes())}),
        #[cfg(feature = "json-ld")]
        AnyKey::P256(key) => {
            let (x, y) = key.coordinates();
            json!({"kty": "EC", "crv": "P-256", "x": URL_SAFE_NO_PAD.encode(x), "y": URL_SAFE_NO_PAD.encode(y)})
        }
    }
}

/// SHA-256 of a text, base64url.
pub fn sha256(text: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(text.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::SigningKey;

    fn key() -> SigningKey {
        SigningKey::from_seed(&[3; 32])
    }

    #[test]
    fn the_example_of_rfc_8037_verifies() {
        // RFC 8037, appendix A.4; its payload is no JSON, so only the signature is looked at.
        let jwk = json!({"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"});
        let signature = "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";
        let signed = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc";
        let key = AnyKey::from_jwk(&jwk).unwrap();
        assert!(key.verifies(signed.as_bytes(), &URL_SAFE_NO_PAD.decode(signature).unwrap()));
        assert_eq!(jwk_of(key), jwk);
    }

    #[test]
    fn what_is_signed_verifies_and_what_is_changed_does_not() {
        let token = sign(json!({"typ": "test+jwt"}), &json!({"a": 1}), &key()).unwrap();
        let jws = Jws::parse(&token).unwrap();
        assert_eq!(jws.check("test+jwt", key().public_key()), Ok(()));
        assert_eq!(jws.check("other+jwt", key().public_key()), Err(JoseError::Type));
        let other = SigningKey::from_seed(&[4; 32]).public_key();
        assert_eq!(jws.check("test+jwt", other), Err(JoseError::Signature));
        let body = URL_SAFE_NO_PAD.encode(r#"{"a":2}"#);
        let parts: Vec<&str> = token.split('.').collect();
        let changed = format!("{}.{body}.{}", parts[0], parts[2]);
        assert_eq!(Jws::parse(&changed).unwrap().check("test+jwt", key().public_key()), Err(JoseError::Signature));
    }

    #[test]
    fn a_header_cannot_choose_another_algorithm() {
        let key = key();
        for alg in ["none", "HS256", "ES256", "eddsa", ""] {
            let header = URL_SAFE_NO_PAD.encode(json!({"alg": alg, "typ": "t"}).to_string());
            let signed = format!("{header}.{}", URL_SAFE_NO_PAD.encode("{}"));
            let token = format!("{signed}.{}", URL_SAFE_NO_PAD.encode(key.sign(signed.as_bytes()).unwrap()));
            assert_eq!(Jws::parse(&token).unwrap().check("t", key.public_key()), Err(JoseError::Algorithm), "{alg}");
        }
        let token = sign(json!({"typ": "t", "crit": ["b64"]}), &json!({}), &key).unwrap();
        assert_eq!(Jws::parse(&token).unwrap().check("t", key.public_key()), Err(JoseError::Critical));
    }

    #[test]
    fn what_is_no_token_is_refused() {
        for bad in ["", "a", "a.b", "a.b.c", "e30.e30", "e30.W10.AA", "e30.e30.!"] {
            assert!(Jws::parse(bad).is_err(), "{bad}");
        }
        let twice = format!("e30.{}.AA", URL_SAFE_NO_PAD.encode(r#"{"a":1,"a":2}"#));
        assert_eq!(Jws::parse(&twice).unwrap_err(), JoseError::Json(JsonError::DuplicateKey));
        assert!(AnyKey::from_jwk(&json!({"kty":"EC","crv":"P-256","x":"","y":""})).is_none());
    }

    #[cfg(feature = "json-ld")]
    #[test]
    fn a_key_on_p_256_signs_es256_and_nothing_else() {
        let key = crate::p256::SigningKey::from_seed(&[9; 32]).unwrap();
        let public = AnyKey::P256(key.public_key());
        assert_eq!(AnyKey::from_jwk(&jwk_of(public)), Some(public));
        let token = |alg: &str| {
            let header = URL_SAFE_NO_PAD.encode(json!({"alg": alg, "typ": "t"}).to_string());
            let signed = format!("{header}.{}", URL_SAFE_NO_PAD.encode("{}"));
            let signature = URL_SAFE_NO_PAD.encode(key.sign(signed.as_bytes()));
            format!("{signed}.{signature}")
        };
        assert_eq!(Jws::parse(&token("ES256")).unwrap().check("t", public), Ok(()));
        assert_eq!(Jws::parse(&token("EdDSA")).unwrap().check("t", public), Err(JoseError::Algorithm));
        let other = crate::p256::SigningKey::from_seed(&[8; 32]).unwrap().public_key();
        let refused = Jws::parse(&token("ES256")).unwrap().check("t", AnyKey::P256(other));
        assert_eq!(refused, Err(JoseError::Signature));
    }
}
