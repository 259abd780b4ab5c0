//! Any bytes as a credential: verified with a trusted issuer's document, or refused; never a crash, and
//! the answer does not depend on how the same JSON is written.

use chrono::{DateTime, Utc};
use puente_credentials::did::{KeyState, OrganisationKey, organisation_document};
use puente_credentials::json::{self, Limits};
use puente_credentials::keys::{Signer as _, SigningKey};
use puente_credentials::presentation::credentials_of;
use puente_credentials::verify::{Materials, status_entries, verify, verify_text, wanted};

/// Holds it of any bytes.
pub fn holds(bytes: &[u8]) {
    let now: DateTime<Utc> = "2026-06-01T10:42:00Z".parse().expect("an instant");
    let key = OrganisationKey {
        fragment: "key-1".to_owned(),
        key: SigningKey::from_seed(&[9; 32]).public_key(),
        state: KeyState::Active,
    };
    let document = organisation_document("did:web:example.org:orgs:sena", &[key]);
    let materials = Materials { issuer_document: Ok(document), ..Materials::none() };
    let found = verify_text(bytes, &materials, now);
    let Ok(value) = json::parse(bytes, Limits::CREDENTIAL) else { return };
    let again = verify(&value, &materials, now);
    assert_eq!((found.state, found.reason), (again.state, again.reason));
    wanted(&value);
    status_entries(&value);
    credentials_of(&value);
}
