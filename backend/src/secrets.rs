//! What must not be readable in the database: sealed under the operator's master key.
//!
//! One 32-byte master key; a key for each purpose is derived from it (HKDF-SHA-256, RFC 5869), so
//! that no two uses share one. Sealing is XChaCha20-Poly1305 with a random nonce and the purpose as
//! associated data.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// Keeps what is derived here apart from what anybody else derives.
const SALT: &[u8] = b"puente/1";
/// Length of the nonce in front of every sealed value.
const NONCE: usize = 24;

/// A failure to seal, to open, or to find the master key.
#[derive(Debug, thiserror::Error)]
pub enum SecretError {
    /// The value was sealed under another master key; the short name of that one.
    #[error("a value is sealed under the master key {0}, which is not the one in use")]
    OtherKey(String),
    /// The value was sealed under another key, for another purpose, or was changed.
    #[error("a sealed value cannot be opened: another master key, or damaged data")]
    Unopenable,
    /// The system gives no random bytes.
    #[error("the system gives no random bytes")]
    NoRandomness,
    /// The master key is not 32 bytes of base64url or hex.
    #[error("the master key is not 32 bytes in hexadecimal")]
    BadMasterKey,
    /// The file of the master key cannot be read or made.
    #[error("the master key file {0}: {1}")]
    File(String, std::io::Error),
}

/// The master key and what is derived from it.
#[derive(Clone)]
pub struct Secrets {
    master: Arc<Zeroizing<[u8; 32]>>,
    id: Arc<str>,
    /// What keyed hashes are derived from, when not from this master key but from the first one:
    /// what they hash is not known any more, so that they cannot be made anew.
    hash_root: Option<Arc<Zeroizing<[u8; 32]>>>,
}

impl Secrets {
    /// From 32 bytes.
    pub fn new(master: [u8; 32]) -> Self {
        let master = Arc::new(Zeroizing::new(master));
        let mut name = Zeroizing::new([0; 4]);
        expand(&Hkdf::<Sha256>::new(Some(SALT), master.as_slice()), "key-name", name.as_mut());
        Self { id: hex(name.as_slice()).into(), master, hash_root: None }
    }

    /// The master key's short name: eight hexadecimal digits that tell nothing about it.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Whether a value is sealed under this master key.
    pub fn sealed(&self, value: &str) -> bool {
        value.split_once('.').is_some_and(|(id, _)| id == &*self.id)
    }

    /// With another root of keyed hashes than this master key.
    #[must_use]
    pub fn with_hash_root(self, root: [u8; 32]) -> Self {
        Self { hash_root: Some(Arc::new(Zeroizing::new(root))), ..self }
    }

    /// What keyed hashes are derived from; the master key cannot be worked out from it.
    pub fn hash_root(&self) -> Zeroizing<[u8; 32]> {
        match &self.hash_root {
            Some(root) => Zeroizing::new(***root),
            None => Zeroizing::new(Hkdf::<Sha256>::extract(Some(SALT), self.master.as_slice()).0.into()),
        }
    }

    /// From 64 hexadecimal digits.
    pub fn from_hex(text: &str) -> Result<Self, SecretError> {
        let text = text.trim().as_bytes();
        let mut master = [0_u8; 32];
        if text.len() != 64 {
            return Err(SecretError::BadMasterKey);
        }
        for (byte, pair) in master.iter_mut().zip(text.chunks_exact(2)) {
            let pair = std::str::from_utf8(pair).map_err(|_| SecretError::BadMasterKey)?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| SecretError::BadMasterKey)?;
        }
        Ok(Self::new(master))
    }

    /// From the file, which is made (mode 0600) when it is not there.
    pub fn from_file(path: &Path) -> Result<Self, SecretError> {
        let failed = |error| SecretError::File(path.display().to_string(), error);
        match fs::read_to_string(path) {
            Ok(text) => Self::from_hex(&text),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let text = Zeroizing::new(hex(&random::<32>()?));
                match create_whole(path, text.as_bytes()) {
                    Ok(()) => Self::from_hex(&text),
                    // Another process made it first.
                    Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                        Self::from_hex(&fs::read_to_string(path).map_err(failed)?)
                    }
                    Err(error) => Err(failed(error)),
                }
            }
            Err(error) => Err(failed(error)),
        }
    }

    /// Encrypts `plain`; only the same `purpose` opens it.
    pub fn seal(&self, purpose: &str, plain: &[u8]) -> Result<String, SecretError> {
        let nonce = random::<NONCE>()?;
        let sealed = self
            .cipher("seal")
            .encrypt(&XNonce::from(nonce), Payload { msg: plain, aad: purpose.as_bytes() })
            .map_err(|_| SecretError::Unopenable)?;
        Ok(format!("{}.{}", self.id, URL_SAFE_NO_PAD.encode([nonce.as_slice(), &sealed].concat())))
    }

    /// Decrypts what [`Secrets::seal`] made.
    pub fn open(&self, purpose: &str, sealed: &str) -> Result<Zeroizing<Vec<u8>>, SecretError> {
        let sealed = match sealed.split_once('.') {
            Some((id, sealed)) if id == &*self.id => sealed,
            Some((other, _)) => return Err(SecretError::OtherKey(other.chars().take(8).collect())),
            // From before values said it.
            None => sealed,
        };
        let bytes = URL_SAFE_NO_PAD.decode(sealed).map_err(|_| SecretError::Unopenable)?;
        let (nonce, body) = bytes.split_first_chunk::<NONCE>().ok_or(SecretError::Unopenable)?;
        self.cipher("seal")
            .decrypt(&XNonce::from(*nonce), Payload { msg: body, aad: purpose.as_bytes() })
            .map(Zeroizing::new)
            .map_err(|_| SecretError::Unopenable)
    }

    /// A keyed hash (HMAC-SHA-256, hexadecimal): the same text gives the same hash, and without the
    /// master key nobody can try texts against it. For identity-document numbers.
    pub fn keyed_hash(&self, purpose: &str, text: &str) -> String {
        let key = self.derive::<64>(purpose);
        let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new(&(*key).into());
        mac.update(text.as_bytes());
        hex(&mac.finalize().into_bytes())
    }

    fn cipher(&self, purpose: &str) -> XChaCha20Poly1305 {
        let mut key = Zeroizing::new([0; 32]);
        expand(&Hkdf::<Sha256>::new(Some(SALT), self.master.as_slice()), purpose, key.as_mut());
        XChaCha20Poly1305::new(&Key::from(*key))
    }

    fn derive<const N: usize>(&self, purpose: &str) -> Zeroizing<[u8; N]> {
        let mut key = Zeroizing::new([0_u8; N]);
        if let Ok(root) = Hkdf::<Sha256>::from_prk(self.hash_root().as_slice()) {
            expand(&root, purpose, key.as_mut());
        }
        key
    }
}

fn expand(root: &Hkdf<Sha256>, purpose: &str, key: &mut [u8]) {
    let derived = root.expand(purpose.as_bytes(), key);
    debug_assert!(derived.is_ok(), "a key is far below HKDF's limit");
}

/// Makes the file with its whole content at once: nobody reads half of it, nobody replaces it.
fn create_whole(path: &Path, content: &[u8]) -> std::io::Result<()> {
    let part = path.with_extension(format!("part-{}", std::process::id()));
    let written = create_private(&part)
        .and_then(|mut file| file.write_all(content).and_then(|()| file.sync_all()))
        .and_then(|()| fs::hard_link(&part, path));
    fs::remove_file(&part).and(written)
}

fn create_private(path: &Path) -> std::io::Result<fs::File> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// `N` random bytes from the operating system.
pub fn random<const N: usize>() -> Result<[u8; N], SecretError> {
    let mut bytes = [0_u8; N];
    getrandom::fill(&mut bytes).map_err(|_| SecretError::NoRandomness)?;
    Ok(bytes)
}

/// A token of 256 random bits for a person or a program to hold; the database keeps its
/// [`token_hash`] only.
pub fn new_token() -> Result<String, SecretError> {
    Ok(URL_SAFE_NO_PAD.encode(random::<32>()?))
}

/// What the database keeps of a token. The token has 256 random bits, so a plain hash is enough.
pub fn token_hash(token: &str) -> String {
    sha256_hex(token.as_bytes())
}

/// SHA-256, hexadecimal.
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail loudly")]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_for_the_same_purpose_and_key_only() {
        let secrets = Secrets::new([7; 32]);
        let sealed = secrets.seal("totp", b"hello").unwrap();
        assert_eq!(secrets.open("totp", &sealed).unwrap().as_slice(), b"hello");
        assert!(secrets.open("key", &sealed).is_err());
        assert!(Secrets::new([8; 32]).open("totp", &sealed).is_err());
        assert!(secrets.open("totp", "short").is_err());
    }

    #[test]
    fn a_sealed_value_names_its_master_key_and_one_from_before_opens_too() {
        let (secrets, other) = (Secrets::new([7; 32]), Secrets::new([8; 32]));
        let sealed = secrets.seal("totp", b"hello").unwrap();
        assert!(secrets.sealed(&sealed) && !other.sealed(&sealed));
        assert!(matches!(other.open("totp", &sealed), Err(SecretError::OtherKey(id)) if id == secrets.id()));
        let (_, bare) = sealed.split_once('.').unwrap();
        assert_eq!(secrets.open("totp", bare).unwrap().as_slice(), b"hello");
        assert!(other.open("totp", bare).is_err());
    }

    #[test]
    fn keyed_hashes_outlive_their_master_key() {
        let (old, new) = (Secrets::new([7; 32]), Secrets::new([8; 32]));
        // As it has been since the first version: the hashes of identity documents depend on it.
        assert_eq!(
            old.keyed_hash("identity-number", "1"),
            "0a92864422e072cad560bdcf7bba618173cc715e9f33f279e3dc78282f1446e6"
        );
        assert_ne!(new.keyed_hash("p", "x"), old.keyed_hash("p", "x"));
        let moved = new.clone().with_hash_root(*old.hash_root());
        assert_eq!(moved.keyed_hash("p", "x"), old.keyed_hash("p", "x"));
        assert_eq!(moved.hash_root(), old.hash_root());
        assert_ne!(*old.hash_root(), [7; 32]);
    }

    #[test]
    fn the_master_key_file_is_made_once_and_private() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("master.key");
        let first = Secrets::from_file(&path).unwrap().keyed_hash("x", "y");
        assert_eq!(first, Secrets::from_file(&path).unwrap().keyed_hash("x", "y"));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
    }

    #[test]
    fn hashes_for_two_purposes_differ() {
        let secrets = Secrets::new([1; 32]);
        assert_ne!(secrets.keyed_hash("a", "x"), secrets.keyed_hash("b", "x"));
    }
}
