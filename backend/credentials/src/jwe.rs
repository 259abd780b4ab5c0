//! JSON Web Encryption in compact form (RFC 7516), as answers to verifiers need it (OpenID4VP 1.0,
//! section 8.3): `ECDH-ES` on P-256 (RFC 7518, section 4.6), AES-GCM with 128 or 256 bits.
//!
//! The browser agrees on the secret and encrypts with its own cryptography; what is derived from the
//! secret is worked out here for both sides. Opening is the server's.

use sha2::{Digest, Sha256};

/// How the key is agreed on.
pub const ECDH_ES: &str = "ECDH-ES";
/// Bytes of a nonce of AES-GCM.
pub const NONCE: usize = 12;
/// Bytes of the authentication tag.
pub const TAG: usize = 16;

/// How the content is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encryption {
    /// AES-GCM with a key of 128 bits.
    A128Gcm,
    /// AES-GCM with a key of 256 bits.
    A256Gcm,
}

impl Encryption {
    /// Both, the stronger first.
    pub const ALL: [Self; 2] = [Self::A256Gcm, Self::A128Gcm];

    /// As in the header's `enc`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::A128Gcm => "A128GCM",
            Self::A256Gcm => "A256GCM",
        }
    }

    /// Reads what [`Encryption::name`] writes.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }

    const fn key_bits(self) -> u32 {
        match self {
            Self::A128Gcm => 128,
            Self::A256Gcm => 256,
        }
    }

    /// The key of the content (Concat KDF, NIST SP 800-56A as in RFC 7518, section 4.6.2): 16 or 32
    /// bytes. One round of SHA-256 is enough for either. `producer` and `consumer` are the decoded
    /// `apu` and `apv`.
    pub fn content_key(self, shared: &[u8; 32], producer: &[u8], consumer: &[u8]) -> Vec<u8> {
        let mut hash = Sha256::new();
        hash.update(1_u32.to_be_bytes());
        hash.update(shared);
        for part in [self.name().as_bytes(), producer, consumer] {
            hash.update(u32::try_from(part.len()).unwrap_or(u32::MAX).to_be_bytes());
            hash.update(part);
        }
        hash.update(self.key_bits().to_be_bytes());
        let mut key = hash.finalize().to_vec();
        key.truncate(self.key_bits() as usize / 8);
        key
    }
}

#[cfg(feature = "json-ld")]
pub use sealing::{JweError, open, seal};

#[cfg(feature = "json-ld")]
mod sealing {
    use aes_gcm::aead::{Aead, Payload};
    use aes_gcm::{Aes128Gcm, Aes256Gcm, KeyInit, Nonce};
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    use serde_json::{Value, json};

    use super::{ECDH_ES, Encryption, NONCE, TAG};
    use crate::jose;
    use crate::json::{self, Limits};
    use crate::keys::AnyKey;
    use crate::p256::{AgreementKey, PublicKey};

    /// Why nothing could be opened.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
    pub enum JweError {
        /// Not five parts of base64url with a header within limits.
        #[error("not JSON Web Encryption in compact form")]
        Form,
        /// Encrypted in another way than was asked for.
        #[error("encrypted in a way that was not asked for")]
        Unsupported,
        /// Encrypted for another key, or changed.
        #[error("encrypted for another key, or changed")]
        Wrong,
    }

    /// Encrypts for a key, named by `kid`, with 256 bits; `own` is used for this once.
    pub fn seal(
        text: &[u8],
        to: PublicKey,
        kid: &str,
        own: &AgreementKey,
        nonce: [u8; NONCE],
    ) -> Result<String, JweError> {
        let enc = Encryption::A256Gcm;
        let epk = jose::jwk_of(own.public_key());
        let header = json!({"alg": ECDH_ES, "enc": enc.name(), "kid": kid, "epk": epk});
        seal_with(&header, text, &own.agree(to), nonce)
    }

    /// Encrypts under a header.
    pub(super) fn seal_with(
        header: &Value,
        text: &[u8],
        shared: &[u8; 32],
        nonce: [u8; NONCE],
    ) -> Result<String, JweError> {
        let protected = URL_SAFE_NO_PAD.encode(header.to_string());
        let content_key = Encryption::A256Gcm.content_key(shared, b"", b"");
        let cipher = Aes256Gcm::new_from_slice(&content_key).map_err(|_| JweError::Wrong)?;
        let payload = Payload { msg: text, aad: protected.as_bytes() };
        let sealed = cipher.encrypt(&Nonce::from(nonce), payload).map_err(|_| JweError::Wrong)?;
        let (ciphertext, tag) = sealed.split_at(text.len());
        let part = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        Ok(format!("{protected}..{}.{}.{}", part(&nonce), part(ciphertext), part(tag)))
    }

    /// Opens what was encrypted for a key that was used for nothing else.
    pub fn open(text: &str, key: &AgreementKey) -> Result<Vec<u8>, JweError> {
        if text.len() > Limits::CREDENTIAL.bytes.saturating_mul(2) {
            return Err(JweError::Form);
        }
        let parts: Vec<&str> = text.split('.').collect();
        let [protected, "", nonce, ciphertext, tag] = parts.as_slice() else { return Err(JweError::Form) };
        let part = |text: &str| URL_SAFE_NO_PAD.decode(text).map_err(|_| JweError::Form);
        let header = json::parse(&part(protected)?, Limits::CREDENTIAL).map_err(|_| JweError::Form)?;
        let text = |name: &str| header.get(name).and_then(Value::as_str);
        let encryption = text("enc").and_then(Encryption::from_name).ok_or(JweError::Unsupported)?;
        if text("alg") != Some(ECDH_ES) || header.get("crit").is_some() || header.get("zip").is_some() {
            return Err(JweError::Unsupported);
        }
        let Some(AnyKey::P256(other)) = header.get("epk").and_then(AnyKey::from_jwk) else {
            return Err(JweError::Unsupported);
        };
        let party = |name: &str| text(name).map_or(Ok(Vec::new()), part);
        let content_key = encryption.content_key(&key.agree(other), &party("apu")?, &party("apv")?);
        let nonce: [u8; NONCE] = part(nonce)?.try_into().map_err(|_| JweError::Form)?;
        let (mut sealed, tag) = (part(ciphertext)?, part(tag)?);
        if tag.len() != TAG {
            return Err(JweError::Form);
        }
        sealed.extend_from_slice(&tag);
        let payload = Payload { msg: &sealed, aad: protected.as_bytes() };
        let nonce = Nonce::from(nonce);
        let opened = match encryption {
            Encryption::A128Gcm => {
                Aes128Gcm::new_from_slice(&content_key).map_err(|_| JweError::Wrong)?.decrypt(&nonce, payload)
            }
            Encryption::A256Gcm => {
                Aes256Gcm::new_from_slice(&content_key).map_err(|_| JweError::Wrong)?.decrypt(&nonce, payload)
            }
        };
        opened.map_err(|_| JweError::Wrong)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_of_the_example_in_rfc_7518_is_derived() {
        // RFC 7518, appendix C.
        let shared = [
            158, 86, 217, 29, 129, 113, 53, 211, 114, 131, 66, 131, 191, 132, 38, 156, 251, 49, 110, 163, 218, 128,
            106, 72, 246, 218, 167, 121, 140, 254, 144, 196,
        ];
        let key = Encryption::A128Gcm.content_key(&shared, b"Alice", b"Bob");
        assert_eq!(key, [86, 170, 141, 234, 248, 35, 109, 32, 92, 34, 40, 205, 113, 167, 16, 26]);
        assert_eq!(Encryption::A256Gcm.content_key(&shared, b"", b"").len(), 32);
    }

    #[cfg(feature = "json-ld")]
    mod opening {
        use serde_json::json;

        use super::super::sealing::seal_with;
        use super::super::*;
        use crate::p256::AgreementKey;

        fn key(seed: u8) -> AgreementKey {
            AgreementKey::from_seed(&[seed; 32]).unwrap()
        }

        fn sealed_under(header: &serde_json::Value) -> String {
            seal_with(header, b"x", &key(2).agree(key(1).public_key()), [7; NONCE]).unwrap()
        }

        #[test]
        fn what_is_sealed_for_a_key_opens_with_it_and_with_no_other() {
            let epk = crate::jose::jwk_of(key(2).public_key());
            let sealed = seal(b"said in private", key(1).public_key(), "answer", &key(2), [7; NONCE]).unwrap();
            assert_eq!(open(&sealed, &key(1)).unwrap(), b"said in private");
            assert_eq!(open(&sealed, &key(3)), Err(JweError::Wrong));
            let changed = sealed.replacen("..", "..A", 1);
            assert!(open(&changed, &key(1)).is_err());
            for header in [
                json!({"alg": "dir", "enc": "A256GCM", "epk": epk}),
                json!({"alg": ECDH_ES, "enc": "A128CBC-HS256", "epk": epk}),
                json!({"alg": ECDH_ES, "enc": "A256GCM", "epk": epk, "zip": "DEF"}),
                json!({"alg": ECDH_ES, "enc": "A256GCM", "epk": {"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"}}),
            ] {
                assert_eq!(open(&sealed_under(&header), &key(1)), Err(JweError::Unsupported), "{header}");
            }
            for text in ["", "a.b.c.d.e", "a..b.c", "e30..AA.AA.AA"] {
                assert!(open(text, &key(1)).is_err(), "{text}");
            }
        }
    }
}
