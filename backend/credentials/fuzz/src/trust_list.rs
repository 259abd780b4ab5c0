//! Any bytes as the list of whom a registry knows: nobody but its operator says what it says.

use chrono::DateTime;
use puente_credentials::trust_list::{ListError, TrustList};

/// Holds it of any bytes; whether they are a list.
pub fn holds(bytes: &[u8]) -> bool {
    // Within the period of the seeds.
    let now = DateTime::from_timestamp(1_796_000_000, 0).expect("a moment");
    let read = TrustList::read(bytes, None, now);
    if let Ok(list) = &read {
        assert!(list.documents.iter().any(|document| document.id == list.issuer));
        assert!(list.valid_until >= now);
        let other = TrustList::read(bytes, Some("z6MkhTNL7i2etLerDK8Acz5t528giE5KA4p75T6ka1E1D74r"), now);
        assert!(matches!(other, Err(ListError::OtherKey(_))), "another key than the one that signed");
    }
    read.is_ok()
}
