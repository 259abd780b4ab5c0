//! Credentials signed by others verify here, and not when changed: the published examples of the
//! W3C recommendations.
#![cfg_attr(feature = "json-ld", expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests fail loudly"))]
#![cfg(feature = "json-ld")]

use puente_credentials::verify::{Materials, Policy, verify_with};
use puente_wire::verification::State;
use serde_json::{Value, json};

/// VC Data Integrity `EdDSA` Cryptosuites v1.0, appendix B.1: `Ed25519Signature2020`.
const LEGACY: &str = include_str!("vectors/ed25519signature2020.json");

fn state(credential: &Value, any_signer: bool) -> State {
    let now = puente_credentials::instant::parse("2026-06-01T10:42:00Z").unwrap();
    let policy = Policy { any_signer, ..Policy::default() };
    verify_with(credential, &Materials::none(), now, policy).state
}

#[test]
fn the_oldest_kind_of_proof_verifies_and_counts_only_where_the_issuer_may_be_anybody() {
    let credential: Value = serde_json::from_str(LEGACY).unwrap();
    assert_eq!(state(&credential, true), State::IssuerUnknown);
    assert_eq!(state(&credential, false), State::Invalid);
    let mut changed = credential.clone();
    changed["credentialSubject"]["alumniOf"] = json!("Another school");
    assert_eq!(state(&changed, true), State::Invalid);
    for name in ["type", "created", "verificationMethod", "proofPurpose", "proofValue"] {
        let mut less = credential.clone();
        less["proof"].as_object_mut().unwrap().remove(name);
        assert_eq!(state(&less, true), State::Invalid, "without {name}");
    }
    // An issuer with keys of its own is not represented by somebody else's.
    let mut other = credential;
    other["issuer"] = json!("did:web:example.org:orgs:sena");
    assert_eq!(state(&other, true), State::Invalid);
}

/// Made with another implementation (`@digitalbazaar/ecdsa-rdfc-2019-cryptosuite` 1.3).
const ECDSA: &str = include_str!("vectors/ecdsa-rdfc-2019.json");
/// Made with another implementation (`@digitalbazaar/ecdsa-sd-2023-cryptosuite` 3.4), and derived there.
const SELECTIVE: &str = include_str!("vectors/ecdsa-sd-2023.json");

#[test]
fn what_others_sign_with_p_256_verifies_whole_and_in_part() {
    for text in [ECDSA, SELECTIVE] {
        let credential: Value = serde_json::from_str(text).unwrap();
        assert_ne!(state(&credential, false), State::Invalid);
        for (pointer, value) in [
            ("/credentialSubject/achievement/name", json!("280101176")),
            ("/credentialSubject/achievement/criteria/narrative", json!("Otra")),
            ("/issuer/name", json!("Otro")),
        ] {
            let mut changed = credential.clone();
            *changed.pointer_mut(pointer).unwrap() = value;
            assert_eq!(state(&changed, false), State::Invalid, "{pointer}");
        }
    }
}
