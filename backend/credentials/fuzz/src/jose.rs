//! Any text as a token or an enveloped credential, any JSON as a key.

use chrono::{DateTime, Utc};
use puente_credentials::envelope::{Envelope, Kind};
use puente_credentials::jose::Jws;
use puente_credentials::keys::{AnyKey, Signer as _, SigningKey};
use puente_credentials::proof::Expectation;

/// Holds it of any text.
pub fn holds(text: &str) {
    let now: DateTime<Utc> = "2026-06-01T10:42:00Z".parse().expect("an instant");
    let key = SigningKey::from_seed(&[1; 32]).public_key();
    if let Ok(token) = Jws::parse(text) {
        let _ = token.check("vc+jwt", key);
        token.header_text("kid");
    }
    for kind in [Kind::Credential, Kind::Presentation] {
        if let Ok(envelope) = Envelope::read(text, kind) {
            let _ = envelope.check(key.into(), Expectation::asserting(now));
        }
    }
    let Ok(value) = serde_json::from_str::<serde_json::Value>(text) else { return };
    let _ = Envelope::open(&value, Kind::Credential);
    AnyKey::from_jwk(&value);
}
