//! Any text as an encrypted answer to a verifier: opened with the verifier's key, or refused. What opens can only be
//! what somebody encrypted for this key.

use puente_credentials::jwe;
use puente_credentials::p256::AgreementKey;

/// Holds it of any text.
pub fn holds(text: &str) {
    let key = AgreementKey::from_seed(&[7; 32]).expect("a key");
    let Ok(opened) = jwe::open(text, &key) else { return };
    assert!(opened.len() < text.len());
    assert_eq!(text.split('.').count(), 5);
    assert!(jwe::open(text, &AgreementKey::from_seed(&[8; 32]).expect("a key")).is_err());
}
