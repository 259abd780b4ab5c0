//! Signing keys that never leave a hardware security module, through PKCS#11 (OASIS, version 2.40 and
//! newer).
//!
//! Keys are made inside the token, not extractable, and named there by 16 random bytes that the
//! database keeps. What `token` does with them, it does in sessions that it opens anew when they are lost.

mod token;

use std::sync::Arc;

use cryptoki::error::Error;
use cryptoki::mechanism::Mechanism;
use cryptoki::mechanism::eddsa::{EddsaParams, EddsaSignatureScheme};
use cryptoki::object::{Attribute, AttributeType, KeyType, ObjectClass, ObjectHandle};
use cryptoki::session::Session;
use puente_credentials::keys::{AnyKey, PublicKey, SignError, Signer};
use puente_credentials::p256::{self, EcdsaSigner};
use puente_wire::issuer_keys::KeyKind;
use sha2::{Digest, Sha256};

use self::token::Token;
use crate::config::HardwareSettings;
use crate::secrets::random;

/// The curve as DER: a printable string (PKCS#11 v3.0, section 2.3.10), which older modules know too.
const ED25519: &[u8] = b"\x13\x0cedwards25519";
/// The object identifier of P-256 as DER (RFC 5480, section 2.1.1.1).
const P256: &[u8] = &[0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07];

/// Why a key in the module cannot be made or used.
#[derive(Debug, thiserror::Error)]
pub enum HardwareError {
    /// No module is configured.
    #[error("no hardware security module is configured (pkcs11-module, pkcs11-token)")]
    NotConfigured,
    /// The module answered with an error, or cannot be loaded.
    #[error("the hardware security module: {0}")]
    Module(#[from] Error),
    /// The file with the PIN cannot be read.
    #[error("the PIN file {0}: {1}")]
    Pin(String, std::io::Error),
    /// The module has no token of this name.
    #[error("the hardware security module has no token {0:?}")]
    NoToken(String),
    /// The token was lost, and the last attempt to find it again failed.
    #[error("the hardware security module does not answer yet")]
    Away,
    /// The token refused the PIN while the registry ran. It is not tried again, because tokens lock
    /// after a few wrong ones.
    #[error("the token refused the PIN; the registry logs in again when it is restarted with the right one")]
    PinRefused,
    /// The token has not exactly one key of this name.
    #[error("the token has no key {0}")]
    NoKey(String),
    /// What the token gave is no key or no signature of the expected kind.
    #[error("the token gave an unusable {0}")]
    Unusable(&'static str),
}

impl From<HardwareError> for SignError {
    fn from(error: HardwareError) -> Self {
        Self(error.to_string())
    }
}

/// A token in a hardware security module, open for signing.
#[derive(Debug)]
pub struct Hardware {
    token: Token,
}

impl Hardware {
    /// Loads the module and logs in, so that a wrong PIN shows at the start.
    pub fn open(settings: &HardwareSettings) -> Result<Self, HardwareError> {
        Ok(Self { token: Token::open(settings)? })
    }

    /// Makes a key pair in the token; its name there and its public half, multibase.
    pub fn generate(&self, kind: KeyKind, label: &str) -> Result<(String, String), HardwareError> {
        let (mechanism, key_type, curve) = match kind {
            KeyKind::Ed25519 => (Mechanism::EccEdwardsKeyPairGen, KeyType::EC_EDWARDS, ED25519),
            KeyKind::P256 => (Mechanism::EccKeyPairGen, KeyType::EC, P256),
        };
        let (id, point) = self.token.with_session(|session| {
            // Named anew in each attempt: two keys of one name would be none.
            let id = random::<16>().map_err(|_| HardwareError::Unusable("source of random numbers"))?;
            let named = [Attribute::Id(id.to_vec()), Attribute::Label(label.into()), Attribute::KeyType(key_type)];
            let (public, private) = (public_half(&named, curve), private_half(&named));
            let (public, _) = session.generate_key_pair(&mechanism, &public, &private)?;
            let attributes = session.get_attributes(public, &[AttributeType::EcPoint])?;
            let point = attributes.into_iter().find_map(|attribute| match attribute {
                Attribute::EcPoint(point) => Some(point),
                _ => None,
            });
            Ok((id, point.ok_or(HardwareError::Unusable("public key"))?))
        })?;
        Ok((crate::secrets::hex(&id), public_key(kind, &point)?))
    }

    /// A key of the token for signing, by its name there and its public half. Looks whether it is
    /// there, so that a token that is gone shows before anything is written.
    pub fn key<K>(self: &Arc<Self>, name: &str, public: K) -> Result<TokenKey<K>, HardwareError> {
        self.token.with_session(|session| find(session, name))?;
        Ok(TokenKey { hardware: self.clone(), name: name.to_owned(), public })
    }

    /// Signs in the token, and checks the signature: a faulty one must not leave the registry, for it
    /// may tell the key.
    fn sign(
        &self,
        name: &str,
        public: AnyKey,
        mechanism: &Mechanism,
        message: &[u8],
        data: &[u8],
    ) -> Result<[u8; 64], HardwareError> {
        let signed = self.token.with_session(|session| Ok(session.sign(mechanism, find(session, name)?, data)?))?;
        let signature: [u8; 64] = signed.try_into().map_err(|_| HardwareError::Unusable("signature"))?;
        if public.verifies(message, &signature) { Ok(signature) } else { Err(HardwareError::Unusable("signature")) }
    }
}

fn public_half(named: &[Attribute], curve: &[u8]) -> Vec<Attribute> {
    let kept = [
        Attribute::Token(true),
        Attribute::Private(false),
        Attribute::Verify(true),
        Attribute::EcParams(curve.to_vec()),
    ];
    [&kept, named].concat()
}

fn private_half(named: &[Attribute]) -> Vec<Attribute> {
    let kept = [
        Attribute::Token(true),
        Attribute::Private(true),
        Attribute::Sensitive(true),
        Attribute::Extractable(false),
        Attribute::Sign(true),
    ];
    [&kept, named].concat()
}

/// The multibase name of a point as tokens give it: an octet string in DER, or bare.
fn public_key(kind: KeyKind, point: &[u8]) -> Result<String, HardwareError> {
    let unusable = HardwareError::Unusable("public key");
    let bare = |length: u8| match point {
        [0x04, stated, rest @ ..] if *stated == length && rest.len() == usize::from(length) => rest,
        other => other,
    };
    match kind {
        KeyKind::Ed25519 => {
            let bytes: [u8; 32] = bare(32).try_into().map_err(|_| HardwareError::Unusable("public key"))?;
            PublicKey::from_bytes(bytes).map(PublicKey::to_multibase).map_err(|_| unusable)
        }
        KeyKind::P256 => {
            let coordinates = bare(65).strip_prefix(&[0x04]).ok_or(HardwareError::Unusable("public key"))?;
            let (x, y) = coordinates.split_first_chunk::<32>().ok_or(HardwareError::Unusable("public key"))?;
            let y: [u8; 32] = y.try_into().map_err(|_| HardwareError::Unusable("public key"))?;
            p256::PublicKey::from_coordinates(*x, y).map(p256::PublicKey::to_multibase).map_err(|_| unusable)
        }
    }
}

/// The private key of this name.
fn find(session: &Session, name: &str) -> Result<ObjectHandle, HardwareError> {
    let missing = || HardwareError::NoKey(name.to_owned());
    let id = id_of(name).ok_or_else(missing)?;
    let wanted = [Attribute::Class(ObjectClass::PRIVATE_KEY), Attribute::Id(id)];
    match session.find_objects(&wanted)?.as_slice() {
        [only] => Ok(*only),
        _ => Err(missing()),
    }
}

fn id_of(name: &str) -> Option<Vec<u8>> {
    let pairs = name.as_bytes().chunks_exact(2);
    pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}

/// A key in the token, of the kind of its public half.
#[derive(Debug, Clone)]
pub struct TokenKey<K> {
    hardware: Arc<Hardware>,
    name: String,
    public: K,
}

impl Signer for TokenKey<PublicKey> {
    fn public_key(&self) -> PublicKey {
        self.public
    }

    fn sign(&self, message: &[u8]) -> Result<[u8; 64], SignError> {
        let mechanism = Mechanism::Eddsa(EddsaParams::new(EddsaSignatureScheme::Ed25519));
        Ok(self.hardware.sign(&self.name, self.public.into(), &mechanism, message, message)?)
    }
}

impl EcdsaSigner for TokenKey<p256::PublicKey> {
    fn public_key(&self) -> p256::PublicKey {
        self.public
    }

    fn sign(&self, message: &[u8]) -> Result<[u8; 64], SignError> {
        let digest = Sha256::digest(message);
        Ok(self.hardware.sign(&self.name, AnyKey::P256(self.public), &Mechanism::Ecdsa, message, &digest)?)
    }
}
