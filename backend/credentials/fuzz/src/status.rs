//! Any text as an encoded status list of either kind: what is read has a bounded size, and is written
//! and read again as the same.

use puente_credentials::bitstring::{Bitstring, MINIMUM_ENTRIES, StatusEntry};
use puente_credentials::token_status::{TokenEntry, TokenList};
use serde_json::{Value, json};

/// Holds it of any text.
pub fn holds(text: &str) {
    if let Ok(bits) = Bitstring::decode(text) {
        assert!((MINIMUM_ENTRIES..=8 * MINIMUM_ENTRIES).contains(&bits.entries()));
        let again = Bitstring::decode(&bits.encode()).expect("what we write, we read");
        assert_eq!(again, bits);
        assert!(bits.get(bits.entries()).is_err());
    }
    for size in [1, 2, 4, 8] {
        if let Ok(list) = TokenList::from_json(&json!({"bits": size, "lst": text})) {
            let again = TokenList::from_json(&list.to_json()).expect("what we write, we read");
            assert_eq!(again.to_json(), list.to_json());
        }
    }
    let Ok(value) = serde_json::from_str::<Value>(text) else { return };
    StatusEntry::from_json(&value);
    TokenEntry::from_json(&value);
    let _ = TokenList::from_json(&value);
}
