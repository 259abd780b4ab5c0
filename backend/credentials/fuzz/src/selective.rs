//! Any bytes as the proof value of a derived or a base proof (`ecdsa-sd-2023`): never genuine, never a
//! crash.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use puente_credentials::keys::AnyKey;
use puente_credentials::p256::SigningKey;
use puente_credentials::proof::{Expectation, verify_all};
use puente_credentials::selective::derive;
use serde_json::json;

/// Holds it of any bytes.
pub fn holds(bytes: &[u8]) {
    let now: DateTime<Utc> = "2026-06-01T10:42:00Z".parse().expect("an instant");
    let key = SigningKey::from_seed(&[9; 32]).expect("a key").public_key();
    let document = json!({
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiableCredential"],
        "issuer": "did:web:example.org",
        "credentialSubject": {"name": "a"},
        "proof": {
            "type": "DataIntegrityProof",
            "cryptosuite": "ecdsa-sd-2023",
            "verificationMethod": "did:web:example.org#key-1",
            "proofPurpose": "assertionMethod",
            "proofValue": format!("u{}", URL_SAFE_NO_PAD.encode(bytes)),
        },
    });
    let key_of = |_: &str| Some(AnyKey::P256(key));
    assert!(verify_all(&document, Expectation::asserting(now), &key_of).is_err());
    let _ = derive(&document, &["/credentialSubject".to_owned()]);
}
