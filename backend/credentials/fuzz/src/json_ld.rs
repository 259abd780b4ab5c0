//! Any bytes as JSON-LD with contexts of its own: brought into canonical form in bounded time, or
//! refused; never a crash, and twice the same.

use puente_credentials::json::{self, Limits};
use puente_credentials::rdfc::{canonical_form, keeps_all_terms};
use puente_credentials::structure::check_credential;

/// Holds it of any bytes.
pub fn holds(bytes: &[u8]) {
    let Ok(value) = json::parse(bytes, Limits::CREDENTIAL) else { return };
    let _ = check_credential(&value);
    keeps_all_terms(&value);
    if let Ok(text) = canonical_form(&value) {
        assert_eq!(canonical_form(&value).expect("as before"), text);
    }
}
