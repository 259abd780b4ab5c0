//! Any text as an SD-JWT VC: its disclosures come apart and together without a crash.

use chrono::{DateTime, Utc};
use puente_credentials::did::{KeyState, OrganisationKey, organisation_document};
use puente_credentials::keys::{Signer as _, SigningKey};
use puente_credentials::sd_jwt::{SdJwt, disclosables, facts_of};
use puente_credentials::verify::{Materials, verify_text, wanted};

/// Holds it of any text.
pub fn holds(text: &str) {
    let now: DateTime<Utc> = "2026-06-01T10:42:00Z".parse().expect("an instant");
    let key = OrganisationKey {
        fragment: "key-1".to_owned(),
        key: SigningKey::from_seed(&[1; 32]).public_key(),
        state: KeyState::Active,
    };
    let document = organisation_document("did:web:example.org:orgs:sena", &[key]);
    let materials = Materials { issuer_document: Ok(document), ..Materials::none() };
    verify_text(text.as_bytes(), &materials, now);
    wanted(&serde_json::Value::String(text.to_owned()));
    let Ok(whole) = SdJwt::parse(text) else { return };
    if let Ok(claims) = whole.claims() {
        facts_of(&claims);
    }
    let _ = disclosables(text);
}
