//! Ed25519 keys: signing, verifying, and their multibase names.

use ed25519_dalek::Signer as _;

/// Multicodec prefix of an Ed25519 public key (`ed25519-pub`, 0xed as a varint).
const ED25519_PUB: [u8; 2] = [0xed, 0x01];

/// An Ed25519 public key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PublicKey([u8; 32]);

/// Why a text is not an Ed25519 public key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Not multibase base58-btc.
    #[error("not multibase base58-btc")]
    Encoding,
    /// A key of another kind than Ed25519.
    #[error("not an Ed25519 key")]
    UnsupportedKind,
    /// An Ed25519 prefix with another number of bytes than 32.
    #[error("an Ed25519 public key has 32 bytes")]
    Length,
    /// 32 bytes that are no point of the curve, or one of small order.
    #[error("not a usable point of the curve")]
    Point,
}

impl PublicKey {
    /// Takes the 32 bytes of RFC 8032; refuses what is no usable point.
    pub fn from_bytes(bytes: [u8; 32]) -> Result<Self, KeyError> {
        let point = ed25519_dalek::VerifyingKey::from_bytes(&bytes).map_err(|_| KeyError::Point)?;
        if point.is_weak() {
            return Err(KeyError::Point);
        }
        Ok(Self(bytes))
    }

    /// Reads `z6Mk…` (Multikey, Controlled Identifiers v1.0, section 2.2.2).
    pub fn from_multibase(text: &str) -> Result<Self, KeyError> {
        let bytes = base58btc(text, 128).ok_or(KeyError::Encoding)?;
        let key = bytes.strip_prefix(&ED25519_PUB).ok_or(KeyError::UnsupportedKind)?;
        Self::from_bytes(key.try_into().map_err(|_| KeyError::Length)?)
    }

    /// Writes `z6Mk…`.
    pub fn to_multibase(self) -> String {
        let mut bytes = ED25519_PUB.to_vec();
        bytes.extend_from_slice(&self.0);
        to_base58btc(&bytes)
    }

    /// The 32 bytes of RFC 8032.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Whether this key made the signature over the message; strict, so that no signature can be
    /// altered into another that also passes.
    pub fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        let Ok(key) = ed25519_dalek::VerifyingKey::from_bytes(&self.0) else {
            return false;
        };
        let Ok(signature) = ed25519_dalek::Signature::from_slice(signature) else {
            return false;
        };
        key.verify_strict(message, &signature).is_ok()
    }
}

/// A public key of any kind that proofs are made with here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnyKey {
    /// Ed25519.
    Ed25519(PublicKey),
    /// ECDSA on P-256. Only with the `json-ld` feature: a phone need not load it.
    #[cfg(feature = "json-ld")]
    P256(crate::p256::PublicKey),
}

impl From<PublicKey> for AnyKey {
    fn from(key: PublicKey) -> Self {
        Self::Ed25519(key)
    }
}

#[cfg(feature = "json-ld")]
impl From<crate::p256::PublicKey> for AnyKey {
    fn from(key: crate::p256::PublicKey) -> Self {
        Self::P256(key)
    }
}

impl AnyKey {
    /// Reads `z6Mk…` (Ed25519) or `zDna…` (P-256).
    pub fn from_multibase(text: &str) -> Result<Self, KeyError> {
        #[cfg(feature = "json-ld")]
        if let Some(key) = crate::p256::PublicKey::from_multibase(text)? {
            return Ok(Self::P256(key));
        }
        PublicKey::from_multibase(text).map(Self::Ed25519)
    }

    /// Writes what [`AnyKey::from_multibase`] reads.
    pub fn to_multibase(self) -> String {
        match self {
            Self::Ed25519(key) => key.to_multibase(),
            #[cfg(feature = "json-ld")]
            Self::P256(key) => key.to_multibase(),
        }
    }

    /// Whether this key made the signature of 64 bytes over the message.
    pub fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        match self {
            Self::Ed25519(key) => key.verifies(message, signature),
            #[cfg(feature = "json-ld")]
            Self::P256(key) => key.verifies(message, signature),
        }
    }

    /// The Ed25519 key; none when it is of another kind.
    pub const fn ed25519(self) -> Option<PublicKey> {
        match self {
            Self::Ed25519(key) => Some(key),
            #[cfg(feature = "json-ld")]
            Self::P256(_) => None,
        }
    }

    /// From a JSON Web Key: an octet key pair on Ed25519 (RFC 8037, section 2) or an elliptic curve
    /// key on P-256 (RFC 7518, section 6.2); none for any other, nor for a private one.
    pub fn from_jwk(jwk: &serde_json::Value) -> Option<Self> {
        use base64::Engine as _;
        let text = |name: &str| jwk.get(name).and_then(serde_json::Value::as_str);
        let bytes = |name: &str| {
            let bytes = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(text(name)?).ok()?;
            <[u8; 32]>::try_from(bytes).ok()
        };
        if jwk.get("d").is_some() {
            return None;
        }
        match (text("kty")?, text("crv")?) {
            ("OKP", "Ed25519") => PublicKey::from_bytes(bytes("x")?).ok().map(Self::Ed25519),
            #[cfg(feature = "json-ld")]
            ("EC", "P-256") => crate::p256::PublicKey::from_coordinates(bytes("x")?, bytes("y")?).ok().map(Self::P256),
            _ => None,
        }
    }
}

/// Signing failed outside this crate, for instance in a hardware module.
#[derive(Debug, thiserror::Error)]
#[error("the key did not sign: {0}")]
pub struct SignError(pub String);

/// Something that signs with an Ed25519 key. A key in memory here; a hardware module elsewhere.
pub trait Signer: std::fmt::Debug + Send + Sync {
    /// The public half.
    fn public_key(&self) -> PublicKey;
    /// The Ed25519 signature (RFC 8032) over the message.
    fn sign(&self, message: &[u8]) -> Result<[u8; 64], SignError>;
    /// Whether it signs at once, waiting for nothing outside.
    fn is_at_hand(&self) -> bool {
        false
    }
}

impl<S: Signer + ?Sized> Signer for std::sync::Arc<S> {
    fn public_key(&self) -> PublicKey {
        (**self).public_key()
    }

    fn sign(&self, message: &[u8]) -> Result<[u8; 64], SignError> {
        (**self).sign(message)
    }

    fn is_at_hand(&self) -> bool {
        (**self).is_at_hand()
    }
}

/// An Ed25519 private key in memory; wiped when dropped.
#[derive(Clone)]
pub struct SigningKey(ed25519_dalek::SigningKey);

impl SigningKey {
    /// Takes the 32 secret bytes of RFC 8032.
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(ed25519_dalek::SigningKey::from_bytes(seed))
    }

    /// Makes a new key from the system's random numbers.
    #[cfg(feature = "json-ld")]
    pub fn generate() -> Result<Self, SignError> {
        let mut seed = [0; 32];
        getrandom::fill(&mut seed).map_err(|error| SignError(error.to_string()))?;
        Ok(Self::from_seed(&seed))
    }

    /// The 32 secret bytes: to be sealed at once.
    pub fn seed(&self) -> [u8; 32] {
        self.0.to_bytes()
    }
}

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SigningKey({})", self.public_key().to_multibase())
    }
}

impl Signer for SigningKey {
    fn public_key(&self) -> PublicKey {
        PublicKey(self.0.verifying_key().to_bytes())
    }

    fn sign(&self, message: &[u8]) -> Result<[u8; 64], SignError> {
        Ok(self.0.sign(message).to_bytes())
    }

    fn is_at_hand(&self) -> bool {
        true
    }
}

/// Decodes multibase base58-btc of at most `longest` characters (decoding takes quadratic time).
pub fn base58btc(text: &str, longest: usize) -> Option<Vec<u8>> {
    let digits = text.strip_prefix('z')?;
    if digits.len() > longest {
        return None;
    }
    bs58::decode(digits).into_vec().ok()
}

/// Encodes as multibase base58-btc.
pub fn to_base58btc(bytes: &[u8]) -> String {
    format!("z{}", bs58::encode(bytes).into_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_specification_s_key_pair_signs_as_rfc_8032_says() {
        // RFC 8032, section 7.1, test 2.
        let seed = hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
        let key = SigningKey::from_seed(&seed.try_into().unwrap());
        let signature = key.sign(&[0x72]).unwrap();
        assert_eq!(
            signature.to_vec(),
            hex(
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
            )
        );
        assert!(key.public_key().verifies(&[0x72], &signature));
        assert!(!key.public_key().verifies(&[0x73], &signature));
    }

    #[test]
    fn a_multibase_key_comes_back_and_a_wrong_one_says_why() {
        let text = "z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK";
        let key = PublicKey::from_multibase(text).unwrap();
        assert_eq!(key.to_multibase(), text);
        let error = |text: &str| PublicKey::from_multibase(text).unwrap_err();
        assert_eq!(error("6MkhaXg"), KeyError::Encoding);
        assert_eq!(error("z0OIl"), KeyError::Encoding);
        // A P-256 key.
        assert_eq!(error("zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169"), KeyError::UnsupportedKind);
        assert_eq!(error(&to_base58btc(&[0xed, 1, 7])), KeyError::Length);
        let mut weak = vec![0xed, 1, 1];
        weak.resize(34, 0);
        assert_eq!(error(&to_base58btc(&weak)), KeyError::Point);
    }

    fn hex(text: &str) -> Vec<u8> {
        (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
    }
}
