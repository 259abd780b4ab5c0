//! P-256: keys of holders and bodies that use the NIST curves (ECDSA with SHA-256), and keys for
//! answers that are encrypted (ECDH).

use p256::ecdsa::signature::{Signer as _, Verifier as _};
use p256::ecdsa::{Signature, SigningKey as Inner, VerifyingKey};

use crate::keys::{KeyError, SignError, base58btc, to_base58btc};

/// Multicodec prefix of a P-256 public key (`p256-pub`, 0x1200 as a varint).
const P256_PUB: [u8; 2] = [0x80, 0x24];

/// A P-256 public key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PublicKey(VerifyingKey);

impl PublicKey {
    /// Takes the compressed point of SEC 1.
    pub fn from_compressed(bytes: &[u8]) -> Result<Self, KeyError> {
        if bytes.len() != 33 {
            return Err(KeyError::Length);
        }
        if !matches!(bytes.first(), Some(2 | 3)) {
            return Err(KeyError::Point);
        }
        VerifyingKey::from_sec1_bytes(bytes).map(Self).map_err(|_| KeyError::Point)
    }

    /// Takes both coordinates, big-endian.
    pub fn from_coordinates(x: [u8; 32], y: [u8; 32]) -> Result<Self, KeyError> {
        let point = p256::EncodedPoint::from_affine_coordinates(&x.into(), &y.into(), false);
        VerifyingKey::from_encoded_point(&point).map(Self).map_err(|_| KeyError::Point)
    }

    /// Both coordinates, big-endian.
    pub fn coordinates(self) -> ([u8; 32], [u8; 32]) {
        let point = self.0.to_encoded_point(false);
        let part = |part: Option<&p256::FieldBytes>| part.map_or([0; 32], |bytes| (*bytes).into());
        (part(point.x()), part(point.y()))
    }

    /// Reads `zDna…`; none when the text is a key of another kind.
    pub fn from_multibase(text: &str) -> Result<Option<Self>, KeyError> {
        let bytes = base58btc(text, 128).ok_or(KeyError::Encoding)?;
        bytes.strip_prefix(&P256_PUB).map(Self::from_compressed).transpose()
    }

    /// The multicodec prefix and the compressed point.
    pub fn to_multicodec(self) -> Vec<u8> {
        [&P256_PUB[..], self.0.to_encoded_point(true).as_bytes()].concat()
    }

    /// Reads what [`PublicKey::to_multicodec`] writes.
    pub fn from_multicodec(bytes: &[u8]) -> Result<Self, KeyError> {
        Self::from_compressed(bytes.strip_prefix(&P256_PUB).ok_or(KeyError::UnsupportedKind)?)
    }

    /// Writes `zDna…`.
    pub fn to_multibase(self) -> String {
        to_base58btc(&self.to_multicodec())
    }

    /// Whether this key made the signature (`r` and `s`, 64 bytes) over the message.
    pub fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        Signature::from_slice(signature).is_ok_and(|signature| self.0.verify(message, &signature).is_ok())
    }
}

/// Something that signs with a P-256 key: the counterpart of [`crate::keys::Signer`].
pub trait EcdsaSigner: std::fmt::Debug + Send + Sync {
    /// The public half.
    fn public_key(&self) -> PublicKey;
    /// The ECDSA signature with SHA-256 over the message, `r` and `s`.
    fn sign(&self, message: &[u8]) -> Result<[u8; 64], SignError>;
}

impl EcdsaSigner for SigningKey {
    fn public_key(&self) -> PublicKey {
        self.public_key()
    }

    fn sign(&self, message: &[u8]) -> Result<[u8; 64], SignError> {
        Ok(self.sign(message))
    }
}

/// A P-256 private key in memory; wiped when dropped.
#[derive(Clone)]
pub struct SigningKey(Inner);

impl SigningKey {
    /// Takes the 32 secret bytes, a number below the curve's order.
    pub fn from_seed(seed: &[u8; 32]) -> Result<Self, KeyError> {
        Inner::from_slice(seed).map(Self).map_err(|_| KeyError::Point)
    }

    /// Makes a new key from the system's random numbers.
    pub fn generate() -> Result<Self, SignError> {
        let mut seed = [0; 32];
        loop {
            getrandom::fill(&mut seed).map_err(|error| SignError(error.to_string()))?;
            if let Ok(key) = Self::from_seed(&seed) {
                return Ok(key);
            }
        }
    }

    /// The 32 secret bytes: to be sealed at once.
    pub fn seed(&self) -> [u8; 32] {
        self.0.to_bytes().into()
    }

    /// The public half.
    pub fn public_key(&self) -> PublicKey {
        PublicKey(*self.0.verifying_key())
    }

    /// The deterministic signature (RFC 6979), `r` and `s`.
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        let signature: Signature = self.0.sign(message);
        signature.to_bytes().into()
    }
}

/// A P-256 private key with which a secret is agreed on (ECDH); wiped when dropped.
pub struct AgreementKey(p256::SecretKey);

impl AgreementKey {
    /// Takes the 32 secret bytes, a number below the curve's order.
    pub fn from_seed(seed: &[u8; 32]) -> Result<Self, KeyError> {
        p256::SecretKey::from_slice(seed).map(Self).map_err(|_| KeyError::Point)
    }

    /// The public half.
    pub fn public_key(&self) -> PublicKey {
        PublicKey(self.0.public_key().into())
    }

    /// The secret that both sides come to: the x coordinate, 32 bytes.
    pub fn agree(&self, other: PublicKey) -> [u8; 32] {
        let shared = p256::ecdh::diffie_hellman(self.0.to_nonzero_scalar(), other.0.as_affine());
        (*shared.raw_secret_bytes()).into()
    }
}

impl std::fmt::Debug for AgreementKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "AgreementKey({})", self.public_key().to_multibase())
    }
}

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SigningKey({})", self.public_key().to_multibase())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_signed_verifies_with_this_key_over_this_message_only() {
        let key = SigningKey::from_seed(&[9; 32]).unwrap();
        let signature = key.sign(b"message");
        let public = key.public_key();
        assert!(public.verifies(b"message", &signature));
        assert!(!public.verifies(b"messagf", &signature));
        assert!(!SigningKey::from_seed(&[8; 32]).unwrap().public_key().verifies(b"message", &signature));
        assert_eq!(PublicKey::from_multibase(&public.to_multibase()).unwrap(), Some(public));
        assert!(SigningKey::from_seed(&[0; 32]).is_err());
        assert!(SigningKey::from_seed(&[255; 32]).is_err());
    }

    #[test]
    fn a_text_that_is_no_point_says_so() {
        let of = |bytes: &[u8]| PublicKey::from_multibase(&to_base58btc(&[&P256_PUB[..], bytes].concat()));
        assert_eq!(of(&[2; 5]), Err(KeyError::Length));
        assert_eq!(of(&[5; 33]), Err(KeyError::Point));
        assert_eq!(PublicKey::from_multibase("z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"), Ok(None));
    }
}
