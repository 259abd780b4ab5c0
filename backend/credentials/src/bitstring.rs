//! Bitstring Status List v1.0: who is revoked or suspended, without saying who was asked about.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use puente_wire::verification::StatusPurpose;
use serde_json::{Value, json};

use crate::deflate::{Unreadable, gunzip, gzip};
use crate::instant;

/// The fewest entries a list may have, so that one entry hides among many (section 3.1).
pub const MINIMUM_ENTRIES: usize = 131_072;
/// The most bytes a list may expand to: eight times the minimum.
const LARGEST_EXPANDED: usize = MINIMUM_ENTRIES;
/// The most characters an encoded list may have.
const LARGEST_ENCODED: usize = 192 * 1024;

/// Why a list cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BitstringError {
    /// Not multibase base64url (`u…`), or not gzip.
    #[error("not a multibase base64url, gzip-compressed bitstring")]
    Encoding,
    /// Larger than allowed, before or after expanding.
    #[error("larger than allowed")]
    TooLarge,
    /// Fewer entries than the specification's minimum.
    #[error("fewer than 131,072 entries")]
    TooShort,
    /// The index lies beyond the end.
    #[error("no such index")]
    Range,
}

/// A list of bits; index 0 is the left-most bit of the first byte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bitstring(Vec<u8>);

impl Default for Bitstring {
    fn default() -> Self {
        Self(vec![0; MINIMUM_ENTRIES / 8])
    }
}

impl Bitstring {
    /// A list of any length, also one that no reader takes.
    #[cfg(test)]
    pub(crate) fn of_length(entries: usize) -> Self {
        Self(vec![0; entries / 8])
    }

    /// How many entries it has.
    pub fn entries(&self) -> usize {
        self.0.len() * 8
    }

    /// One entry.
    pub fn get(&self, index: usize) -> Result<bool, BitstringError> {
        let byte = self.0.get(index / 8).ok_or(BitstringError::Range)?;
        Ok(byte & mask(index) != 0)
    }

    /// Sets one entry.
    pub fn set(&mut self, index: usize, value: bool) -> Result<(), BitstringError> {
        let byte = self.0.get_mut(index / 8).ok_or(BitstringError::Range)?;
        if value {
            *byte |= mask(index);
        } else {
            *byte &= !mask(index);
        }
        Ok(())
    }

    /// Compressed with gzip, as multibase base64url without padding (section 3.3).
    pub fn encode(&self) -> String {
        format!("u{}", URL_SAFE_NO_PAD.encode(gzip(&self.0)))
    }

    /// Expands an encoded list within limits (section 3.4).
    pub fn decode(encoded: &str) -> Result<Self, BitstringError> {
        if encoded.len() > LARGEST_ENCODED {
            return Err(BitstringError::TooLarge);
        }
        let base64 = encoded.strip_prefix('u').ok_or(BitstringError::Encoding)?;
        let compressed = URL_SAFE_NO_PAD.decode(base64).map_err(|_| BitstringError::Encoding)?;
        let bits = gunzip(&compressed, LARGEST_EXPANDED).map_err(|unreadable| match unreadable {
            Unreadable::Format => BitstringError::Encoding,
            Unreadable::TooLarge => BitstringError::TooLarge,
        })?;
        if bits.len() < MINIMUM_ENTRIES / 8 { Err(BitstringError::TooShort) } else { Ok(Self(bits)) }
    }
}

const fn mask(index: usize) -> u8 {
    0x80 >> (index % 8)
}

/// One entry in a status list, as a credential carries it (section 2.1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusEntry {
    /// What the bit means.
    pub purpose: StatusPurpose,
    /// Address of the list credential.
    pub list: String,
    /// Which bit.
    pub index: usize,
}

impl StatusEntry {
    /// As a member of `credentialStatus`.
    pub fn to_json(&self) -> Value {
        json!({
            "id": format!("{}#{}", self.list, self.index),
            "type": "BitstringStatusListEntry",
            "statusPurpose": self.purpose.as_str(),
            "statusListIndex": self.index.to_string(),
            "statusListCredential": self.list,
        })
    }

    /// Reads an entry; none when it is of another type, purpose or form.
    pub fn from_json(entry: &Value) -> Option<Self> {
        let text = |name: &str| entry.get(name).and_then(Value::as_str);
        if text("type") != Some("BitstringStatusListEntry") {
            return None;
        }
        // Exactly one bit per entry, the only size these two purposes have.
        if entry.get("statusSize").is_some_and(|size| size.as_u64() != Some(1)) {
            return None;
        }
        let index = text("statusListIndex")?;
        if !index.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        Some(Self {
            purpose: text("statusPurpose")?.parse().ok()?,
            list: text("statusListCredential")?.to_owned(),
            index: index.parse().ok()?,
        })
    }
}

/// The entries of a credential that this crate understands.
pub fn entries_of(credential: &Value) -> Vec<StatusEntry> {
    match credential.get("credentialStatus") {
        Some(Value::Array(entries)) => entries.iter().filter_map(StatusEntry::from_json).collect(),
        Some(entry) => StatusEntry::from_json(entry).into_iter().collect(),
        None => Vec::new(),
    }
}

/// The unsigned credential that carries a list (section 2.2).
#[derive(Debug, Clone)]
pub struct ListCredential<'a> {
    /// Its own address.
    pub url: &'a str,
    /// Whose list it is.
    pub issuer: &'a str,
    /// What its bits mean.
    pub purpose: StatusPurpose,
    /// The bits.
    pub bits: &'a Bitstring,
    /// From when it holds.
    pub valid_from: DateTime<Utc>,
    /// Until when it may be relied on; a newer one is made before.
    pub valid_until: DateTime<Utc>,
}

impl ListCredential<'_> {
    /// As JSON, to be signed.
    pub fn to_json(&self) -> Value {
        json!({
            "@context": ["https://www.w3.org/ns/credentials/v2"],
            "id": self.url,
            "type": ["VerifiableCredential", "BitstringStatusListCredential"],
            "issuer": self.issuer,
            "validFrom": instant::format(self.valid_from),
            "validUntil": instant::format(self.valid_until),
            "credentialSubject": {
                "id": format!("{}#list", self.url),
                "type": "BitstringStatusList",
                "statusPurpose": self.purpose.as_str(),
                "encodedList": self.bits.encode(),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_specification_s_empty_list_is_read() {
        // Bitstring Status List v1.0, example 7.
        let list = "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA";
        let bits = Bitstring::decode(list).unwrap();
        assert_eq!(bits.entries(), MINIMUM_ENTRIES);
        assert_eq!(bits, Bitstring::default());
    }

    #[test]
    fn index_zero_is_the_left_most_bit() {
        let mut bits = Bitstring::default();
        bits.set(0, true).unwrap();
        assert_eq!(bits.0[0], 0x80);
        bits.set(9, true).unwrap();
        assert_eq!(bits.0[1], 0x40);
    }

    #[test]
    fn an_index_beyond_the_end_is_an_error_not_a_false() {
        let bits = Bitstring::default();
        assert_eq!(bits.get(MINIMUM_ENTRIES - 1), Ok(false));
        assert_eq!(bits.get(MINIMUM_ENTRIES), Err(BitstringError::Range));
    }

    #[test]
    fn lists_that_are_not_what_they_should_be_are_refused() {
        let encode = |bytes: usize| Bitstring(vec![0; bytes]).encode();
        let decode = |text: &str| Bitstring::decode(text).unwrap_err();
        assert_eq!(decode(&encode(MINIMUM_ENTRIES / 8 - 1)), BitstringError::TooShort);
        assert_eq!(decode(&encode(LARGEST_EXPANDED + 1)), BitstringError::TooLarge);
        // A bomb: 200 MB of zeros in 200 KB.
        assert_eq!(decode(&encode(100_000_000)), BitstringError::TooLarge);
        assert_eq!(decode(&format!("z{}", &encode(16_384)[1..])), BitstringError::Encoding);
        assert_eq!(decode("uAAAA"), BitstringError::Encoding);
        assert_eq!(decode("u!"), BitstringError::Encoding);
        let cut = encode(16_384);
        assert_eq!(decode(&cut[..cut.len() - 20]), BitstringError::Encoding);
    }

    #[test]
    fn an_entry_with_an_odd_index_is_no_entry() {
        let entry = StatusEntry { purpose: StatusPurpose::Revocation, list: "https://a.example/1".into(), index: 7 };
        let json = entry.to_json();
        assert_eq!(StatusEntry::from_json(&json), Some(entry));
        for bad in ["-1", "+7", "7.0", "", "0x7", "99999999999999999999999"] {
            let mut json = json.clone();
            json["statusListIndex"] = bad.into();
            assert_eq!(StatusEntry::from_json(&json), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn what_is_set_comes_back_and_nothing_else(indexes in proptest::collection::btree_set(0..MINIMUM_ENTRIES, 0..50)) {
            let mut bits = Bitstring::default();
            for &index in &indexes {
                bits.set(index, true).unwrap();
            }
            let back = Bitstring::decode(&bits.encode()).unwrap();
            let set: std::collections::BTreeSet<usize> =
                (0..MINIMUM_ENTRIES).filter(|&index| back.get(index).unwrap()).collect();
            prop_assert_eq!(set, indexes);
        }
    }
}
