//! Token Status List (draft-ietf-oauth-status-list): the state of SD-JWT credentials, two bits each,
//! in one signed list.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use crate::deflate::{Unreadable, unzlib, zlib};
use crate::jose;
use crate::keys::{SignError, Signer};

/// The `typ` of a list (section 5.1).
pub const TYPE: &str = "statuslist+jwt";
/// The media type of a list (section 8.1).
pub const MEDIA_TYPE: &str = "application/statuslist+jwt";
/// How many tokens a list of ours has room for: as many as a bitstring list.
pub const ENTRIES: usize = 131_072;
/// The most bytes a list may expand to: four times ours.
const LARGEST_EXPANDED: usize = ENTRIES;
/// The most characters an encoded list may have.
const LARGEST_ENCODED: usize = 192 * 1024;

/// The state of a token (section 7.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenStatus {
    /// 0x00: in force.
    Valid,
    /// 0x01: taken back for good.
    Invalid,
    /// 0x02: not to be relied on for now.
    Suspended,
    /// Anything else, which only its issuer understands.
    Other(u8),
}

impl TokenStatus {
    const fn bits(self) -> u8 {
        match self {
            Self::Valid => 0,
            Self::Invalid => 1,
            Self::Suspended => 2,
            Self::Other(bits) => bits,
        }
    }

    const fn of_bits(bits: u8) -> Self {
        match bits {
            0 => Self::Valid,
            1 => Self::Invalid,
            2 => Self::Suspended,
            other => Self::Other(other),
        }
    }
}

/// Why a list cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TokenListError {
    /// Not base64url, not zlib, or a size of entries that is not allowed.
    #[error("not a base64url, zlib-compressed list")]
    Encoding,
    /// Larger than allowed, before or after expanding.
    #[error("larger than allowed")]
    TooLarge,
    /// The index lies beyond the end.
    #[error("no such index")]
    Range,
}

/// A list of states. Entry 0 lies in the lowest bits of the first byte (section 4.1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenList {
    bits: u8,
    bytes: Vec<u8>,
}

impl Default for TokenList {
    fn default() -> Self {
        Self { bits: 2, bytes: vec![0; ENTRIES / 4] }
    }
}

impl TokenList {
    /// A list of any length, also one that no reader takes.
    #[cfg(test)]
    pub(crate) fn of_bytes(length: usize) -> Self {
        Self { bits: 1, bytes: vec![0; length] }
    }

    /// How many entries a byte holds.
    fn per_byte(&self) -> usize {
        8 / usize::from(self.bits)
    }

    fn mask(&self) -> u8 {
        u8::MAX >> (8 - self.bits)
    }

    /// The state of one token.
    pub fn get(&self, index: usize) -> Result<TokenStatus, TokenListError> {
        let byte = self.bytes.get(index / self.per_byte()).ok_or(TokenListError::Range)?;
        let shift = (index % self.per_byte()) * usize::from(self.bits);
        Ok(TokenStatus::of_bits((byte >> shift) & self.mask()))
    }

    /// Sets the state of one token.
    pub fn set(&mut self, index: usize, status: TokenStatus) -> Result<(), TokenListError> {
        let (per_byte, mask) = (self.per_byte(), self.mask());
        let shift = (index % per_byte) * usize::from(self.bits);
        let byte = self.bytes.get_mut(index / per_byte).ok_or(TokenListError::Range)?;
        *byte = (*byte & !(mask << shift)) | ((status.bits() & mask) << shift);
        Ok(())
    }

    /// The `status_list` object (section 4.2).
    pub fn to_json(&self) -> Value {
        json!({"bits": self.bits, "lst": URL_SAFE_NO_PAD.encode(zlib(&self.bytes))})
    }

    /// Expands a `status_list` object within limits.
    pub fn from_json(list: &Value) -> Result<Self, TokenListError> {
        let bits = match list.get("bits").and_then(Value::as_u64) {
            Some(1) => 1,
            Some(2) => 2,
            Some(4) => 4,
            Some(8) => 8,
            _ => return Err(TokenListError::Encoding),
        };
        let encoded = list.get("lst").and_then(Value::as_str).ok_or(TokenListError::Encoding)?;
        if encoded.len() > LARGEST_ENCODED {
            return Err(TokenListError::TooLarge);
        }
        let compressed = URL_SAFE_NO_PAD.decode(encoded).map_err(|_| TokenListError::Encoding)?;
        let bytes = unzlib(&compressed, LARGEST_EXPANDED).map_err(|unreadable| match unreadable {
            Unreadable::Format => TokenListError::Encoding,
            Unreadable::TooLarge => TokenListError::TooLarge,
        })?;
        Ok(Self { bits, bytes })
    }
}

/// A token's place in a list, as its `status` claim says (section 6.2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenEntry {
    /// Address of the list.
    pub uri: String,
    /// Which entry.
    pub index: usize,
}

impl TokenEntry {
    /// The `status` claim.
    pub fn to_json(&self) -> Value {
        json!({"status_list": {"idx": self.index, "uri": self.uri}})
    }

    /// Reads a `status` claim; none when it is of another form.
    pub fn from_json(status: &Value) -> Option<Self> {
        let list = status.get("status_list")?;
        let index = list.get("idx")?.as_u64()?;
        Some(Self { uri: list.get("uri")?.as_str()?.to_owned(), index: usize::try_from(index).ok()? })
    }
}

/// A list to be signed.
#[derive(Debug, Clone)]
pub struct ListToken<'a> {
    /// Its own address.
    pub uri: &'a str,
    /// Whose list it is, as its tokens say in `iss`.
    pub issuer: &'a str,
    /// Which of the issuer's keys signs.
    pub kid: &'a str,
    /// The states.
    pub list: &'a TokenList,
    /// From when it holds.
    pub issued_at: DateTime<Utc>,
    /// Until when it may be relied on.
    pub expires_at: DateTime<Utc>,
}

impl ListToken<'_> {
    /// The signed list (section 5.1).
    pub fn sign(&self, key: &dyn Signer) -> Result<String, SignError> {
        let claims = json!({
            "iss": self.issuer,
            "sub": self.uri,
            "iat": self.issued_at.timestamp(),
            "exp": self.expires_at.timestamp(),
            // A revocation is to be seen soon; unchanged lists are answered with 304.
            "ttl": 300,
            "status_list": self.list.to_json(),
        });
        jose::sign(json!({"typ": TYPE, "kid": self.kid}), &claims, key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_specification_s_lists_are_read() {
        // Section 4.1 and 4.2: one bit for each token.
        let one = TokenList::from_json(&json!({"bits": 1, "lst": "eNrbuRgAAhcBXQ"})).unwrap();
        let expected = [1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1];
        for (index, bit) in expected.into_iter().enumerate() {
            assert_eq!(one.get(index), Ok(TokenStatus::of_bits(bit)), "{index}");
        }
        // Two bits for each token.
        let two = TokenList::from_json(&json!({"bits": 2, "lst": "eNo76fITAAPfAgc"})).unwrap();
        for (index, bits) in [1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3].into_iter().enumerate() {
            assert_eq!(two.get(index), Ok(TokenStatus::of_bits(bits)), "{index}");
        }
        assert_eq!(two.get(12), Err(TokenListError::Range));
    }

    #[test]
    fn lists_that_are_not_what_they_should_be_are_refused() {
        let error = |list: Value| TokenList::from_json(&list).unwrap_err();
        let encode = |bytes: usize| TokenList { bits: 1, bytes: vec![0; bytes] }.to_json();
        assert_eq!(error(encode(LARGEST_EXPANDED + 1)), TokenListError::TooLarge);
        // A bomb: 100 MB of zeros in 100 KB.
        assert_eq!(error(encode(100_000_000)), TokenListError::TooLarge);
        let good = TokenList::default().to_json();
        for bits in [json!(0), json!(3), json!(16), json!("2"), Value::Null] {
            assert_eq!(error(json!({"bits": bits, "lst": good["lst"]})), TokenListError::Encoding);
        }
        assert_eq!(error(json!({"bits": 2, "lst": "AAAA"})), TokenListError::Encoding);
        assert_eq!(error(json!({"bits": 2, "lst": "!"})), TokenListError::Encoding);
        let text = good["lst"].as_str().unwrap();
        assert_eq!(error(json!({"bits": 2, "lst": text[..text.len() - 8]})), TokenListError::Encoding);
        let long = "A".repeat(LARGEST_ENCODED + 1);
        assert_eq!(error(json!({"bits": 2, "lst": long})), TokenListError::TooLarge);
    }

    #[test]
    fn an_entry_is_read_as_it_is_written_and_nothing_else_is_one() {
        let entry = TokenEntry { uri: "https://a.example/1".into(), index: 7 };
        assert_eq!(TokenEntry::from_json(&entry.to_json()), Some(entry));
        for bad in [
            json!({}),
            json!({"status_list": {"idx": -1, "uri": "x"}}),
            json!({"status_list": {"idx": "1", "uri": "x"}}),
        ] {
            assert_eq!(TokenEntry::from_json(&bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn what_is_set_comes_back_and_nothing_else(states in proptest::collection::btree_map(0..ENTRIES, 1_u8..4, 0..50)) {
            let mut list = TokenList::default();
            for (&index, &bits) in &states {
                list.set(index, TokenStatus::of_bits(bits)).unwrap();
            }
            let back = TokenList::from_json(&list.to_json()).unwrap();
            let set: std::collections::BTreeMap<usize, u8> =
                (0..ENTRIES).map(|index| (index, back.get(index).unwrap().bits())).filter(|(_, bits)| *bits > 0).collect();
            prop_assert_eq!(set, states);
        }
    }
}
