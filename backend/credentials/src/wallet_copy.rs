//! The file of an encrypted copy of a wallet, as far as it is read without its passphrase.
//!
//! JWE compact serialization (RFC 7516) with direct encryption: the content key is Argon2id (RFC 9106) of the
//! passphrase, its parameters and salt stand in the protected header, and the content is `A256GCM`.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};

/// Bytes of the nonce, which stand before the ciphertext.
const NONCE: usize = 12;
/// Bytes of the authentication tag, which stand behind it.
const TAG: usize = 16;
const TYP: &str = "puente-wallet-1";

/// Why a file is not opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CopyError {
    /// It is no copy of a wallet.
    #[error("it is no copy of a wallet")]
    NotACopy,
    /// A copy of another kind, or one whose key would keep a phone busy for minutes.
    #[error("it is a copy of a kind that is not known here")]
    Unknown,
}

/// The protected header.
#[derive(Debug, Serialize, Deserialize)]
struct Header {
    alg: String,
    enc: String,
    typ: String,
    kdf: Kdf,
}

/// How the key is derived from the passphrase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kdf {
    name: String,
    /// Memory in KiB.
    pub m: u32,
    /// Passes.
    pub t: u32,
    /// Lanes.
    pub p: u32,
    /// base64url.
    salt: String,
}

impl Kdf {
    /// What new copies take: OWASP's recommendation of 2024; about a second on a low-end phone.
    pub fn usual(salt: &[u8]) -> Self {
        Self { name: "argon2id".to_owned(), m: 19_456, t: 2, p: 1, salt: URL_SAFE_NO_PAD.encode(salt) }
    }

    fn is_bearable(&self) -> bool {
        self.name == "argon2id" && self.m <= 262_144 && self.t <= 10 && self.p <= 4
    }
}

/// A copy that waits for its passphrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WalletCopy {
    /// The protected header as it is written, which the encryption binds.
    pub protected: String,
    /// How its key is derived.
    pub kdf: Kdf,
    /// The salt for that, 16 bytes or more.
    pub salt: Vec<u8>,
    /// Nonce, ciphertext and tag.
    pub sealed: Vec<u8>,
}

impl WalletCopy {
    /// Reads a file.
    pub fn read(file: &str) -> Result<Self, CopyError> {
        let parts: Vec<&str> = file.trim().split('.').collect();
        let [protected, "", nonce, ciphertext, tag] = parts.as_slice() else {
            return Err(CopyError::NotACopy);
        };
        let part = |text: &str| URL_SAFE_NO_PAD.decode(text).map_err(|_| CopyError::NotACopy);
        let header: Header = serde_json::from_slice(&part(protected)?).map_err(|_| CopyError::NotACopy)?;
        let salt = part(&header.kdf.salt)?;
        let known = header.typ == TYP && header.alg == "dir" && header.enc == "A256GCM";
        if !(known && header.kdf.is_bearable() && salt.len() >= 16) {
            return Err(CopyError::Unknown);
        }
        let sealed = [part(nonce)?, part(ciphertext)?, part(tag)?].concat();
        Ok(Self { protected: (*protected).to_owned(), kdf: header.kdf, salt, sealed })
    }

    /// The protected header of a copy whose key is derived so.
    pub fn protected(kdf: Kdf) -> String {
        let header = Header { alg: "dir".to_owned(), enc: "A256GCM".to_owned(), typ: TYP.to_owned(), kdf };
        URL_SAFE_NO_PAD.encode(serde_json::to_vec(&header).unwrap_or_default())
    }

    /// The file of a copy that was sealed under this header; none when it is too short to be sealed.
    pub fn write(protected: &str, sealed: &[u8]) -> Option<String> {
        let (nonce, rest) = sealed.split_at_checked(NONCE)?;
        let (ciphertext, tag) = rest.split_at_checked(rest.len().checked_sub(TAG)?)?;
        let part = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        Some(format!("{protected}..{}.{}.{}", part(nonce), part(ciphertext), part(tag)))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_written_is_read_again_and_what_is_too_short_is_not_written() {
        let kdf = Kdf::usual(&[7; 16]);
        let (protected, sealed) = (WalletCopy::protected(kdf.clone()), vec![3; NONCE + TAG + 5]);
        let file = WalletCopy::write(&protected, &sealed).unwrap();
        let copy = WalletCopy { protected, kdf, salt: vec![7; 16], sealed };
        assert_eq!(WalletCopy::read(&format!(" {file}\n")), Ok(copy.clone()));
        assert_eq!(WalletCopy::write(&copy.protected, &[0; NONCE + TAG - 1]), None);
    }

    #[test]
    fn what_is_no_copy_is_told_from_one_of_another_kind() {
        let header = json!({"alg": "dir", "enc": "A256GCM", "typ": TYP, "kdf": Kdf::usual(&[7; 16])});
        let read = |pointer: &str, value: serde_json::Value| {
            let mut header = header.clone();
            *header.pointer_mut(pointer).unwrap() = value;
            WalletCopy::read(&format!("{}..AA.AA.AA", URL_SAFE_NO_PAD.encode(header.to_string()))).map(drop)
        };
        assert_eq!(read("/kdf/m", json!(262_144)), Ok(()));
        for (pointer, value) in [
            ("/alg", json!("RSA-OAEP")),
            ("/enc", json!("A128GCM")),
            ("/typ", json!("puente-wallet-2")),
            ("/kdf/name", json!("pbkdf2")),
            ("/kdf/m", json!(262_145)),
            ("/kdf/t", json!(11)),
            ("/kdf/p", json!(5)),
            ("/kdf/salt", json!("AAAA")),
        ] {
            assert_eq!(read(pointer, value), Err(CopyError::Unknown), "{pointer}");
        }
        for (pointer, value) in [("/kdf", json!(null)), ("/kdf/salt", json!("?")), ("/kdf/m", json!(-1))] {
            assert_eq!(read(pointer, value), Err(CopyError::NotACopy), "{pointer}");
        }
        for text in ["", "....", "a..b.c.d", "e30..AA.AA.AA", "e30=..AA.AA.AA"] {
            assert_eq!(WalletCopy::read(text), Err(CopyError::NotACopy), "{text}");
        }
    }
}
