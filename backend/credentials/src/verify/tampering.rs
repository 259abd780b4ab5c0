//! One character of a signed credential replaced, taken away or added: it never verifies as something
//! else. For every form and suite.
//!
//! What may still verify, and is left out by name:
//! - JSON that means the same: blanks between tokens, another way to escape a letter. The documents are
//!   compared as values.
//! - What no signature covers because it holds nothing: the wrapper of an enveloped credential, whose
//!   content is the token alone, so that only the token is changed here.
//! - In a set of proofs, one of a suite that nobody here knows is left alone while another proof of the
//!   issuer covers the whole document. So every credential here has one proof.

use proptest::prelude::*;
use puente_wire::verification::State;
use serde_json::{Value, json};

use super::*;
use crate::achievement::tests::credential;
use crate::did::{VerificationMethod, to_did_key};
use crate::keys::{AnyKey, Signer as _, SigningKey};
use crate::p256;
use crate::proof::{Cryptosuite, ProofOptions};
use crate::{jcs, rdfc, selective};

fn now() -> DateTime<Utc> {
    instant::parse("2026-06-01T10:42:00Z").unwrap()
}

fn edwards() -> SigningKey {
    SigningKey::from_seed(&[9; 32])
}

fn ecdsa() -> p256::SigningKey {
    p256::SigningKey::from_seed(&[9; 32]).unwrap()
}

/// A certificate of this issuer without a status, since a list is not what is tried here.
fn bare(issuer: &str) -> Value {
    let mut bare = credential();
    bare.as_object_mut().unwrap().remove("credentialStatus");
    bare["issuer"]["id"] = json!(issuer);
    bare
}

fn signed(suite: Cryptosuite) -> String {
    let uses_edwards = matches!(suite, Cryptosuite::Rdfc | Cryptosuite::Jcs);
    let multibase =
        if uses_edwards { edwards().public_key().to_multibase() } else { ecdsa().public_key().to_multibase() };
    let did = format!("did:key:{multibase}");
    let options = ProofOptions::asserting(format!("{did}#{multibase}"), now());
    let mut document = bare(&did);
    let proof = match suite {
        Cryptosuite::Rdfc => rdfc::sign(&document, &options, &edwards()),
        Cryptosuite::Jcs => jcs::sign(&document, &options, &edwards()),
        Cryptosuite::EcdsaRdfc => rdfc::sign_ecdsa(&document, &options, &ecdsa()),
        Cryptosuite::EcdsaJcs => jcs::sign_ecdsa(&document, &options, &ecdsa()),
        Cryptosuite::EcdsaSd => selective::sign(&document, &options, &["/issuer".into()], &ecdsa()),
        Cryptosuite::Legacy2020 => panic!("not issued"),
    };
    document["proof"] = proof.unwrap();
    if suite == Cryptosuite::EcdsaSd {
        document = selective::derive(&document, &["/name".into(), "/credentialSubject".into()]).unwrap();
    }
    document.to_string()
}

/// Whether somebody would take it for genuine.
fn is_taken(text: &str) -> bool {
    let found = verify_text(text.as_bytes(), &Materials::none(), now());
    found.state != State::Invalid
}

/// One character replaced, taken away or added.
#[derive(Debug, Clone)]
enum Change {
    Replace(usize, char),
    Remove(usize),
    Insert(usize, char),
}

impl Change {
    fn of(&self, text: &str) -> String {
        let mut letters: Vec<char> = text.chars().collect();
        let length = letters.len();
        match *self {
            Self::Replace(at, new) => letters[at % length] = new,
            Self::Remove(at) => drop(letters.remove(at % length)),
            Self::Insert(at, new) => letters.insert(at % (length + 1), new),
        }
        letters.into_iter().collect()
    }
}

fn change() -> impl Strategy<Value = Change> {
    let at = 0..100_000_usize;
    // Any letter, and above all those that mean something in JSON, JSON-LD and base64.
    let letter =
        || prop_oneof![any::<char>(), prop::sample::select("@:\"{}[],\\~.-_=AaZz019 \n".chars().collect::<Vec<_>>())];
    prop_oneof![
        (at.clone(), letter()).prop_map(|(at, new)| Change::Replace(at, new)),
        at.clone().prop_map(Change::Remove),
        (at, letter()).prop_map(|(at, new)| Change::Insert(at, new)),
    ]
}

/// Tries a change on JSON: it is not taken, unless it means the same.
fn tried(original: &str, change: &Change) -> Result<(), TestCaseError> {
    let changed = change.of(original);
    let value = |text: &str| serde_json::from_str::<Value>(text).ok();
    if value(&changed) != value(original) {
        prop_assert!(!is_taken(&changed), "{change:?}: {changed}");
    }
    Ok(())
}

macro_rules! suites {
    ($($name:ident $suite:ident $cases:literal;)*) => {$(
        #[test]
        fn $name() {
            let original = signed(Cryptosuite::$suite);
            assert!(is_taken(&original), "{:#?}", verify_text(original.as_bytes(), &Materials::none(), now()));
            let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases($cases));
            runner.run(&change(), |change| tried(&original, &change)).unwrap();
        }
    )*};
}

suites! {
    no_changed_character_verifies_with_eddsa_rdfc_2022 Rdfc 150;
    no_changed_character_verifies_with_eddsa_jcs_2022 Jcs 1_000;
    no_changed_character_verifies_with_ecdsa_rdfc_2019 EcdsaRdfc 100;
    no_changed_character_verifies_with_ecdsa_jcs_2019 EcdsaJcs 300;
    no_changed_character_verifies_with_ecdsa_sd_2023 EcdsaSd 60;
}

/// JSON-LD has other names for `id` and `type`, which readers of JSON do not look at.
#[test]
fn a_name_that_means_the_same_to_json_ld_only_is_refused() {
    let original = signed(Cryptosuite::Rdfc);
    for name in ["\"id\":", "\"type\":"] {
        for (at, _) in original.match_indices(name) {
            let changed = Change::Insert(original[..=at].chars().count(), '@').of(&original);
            assert!(!is_taken(&changed), "{changed}");
        }
    }
}

/// Text whose characters all count.
fn compact(original: &str, wrap: impl Fn(&str) -> String) {
    assert!(is_taken(&wrap(original)), "{:#?}", verify_text(wrap(original).as_bytes(), &Materials::none(), now()));
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(2_000));
    let tried = |change: Change| {
        let changed = change.of(original);
        if changed != original {
            prop_assert!(!is_taken(&wrap(&changed)), "{change:?}");
        }
        Ok(())
    };
    runner.run(&change(), tried).unwrap();
}

#[test]
fn no_changed_character_verifies_with_vc_jwt() {
    let did = to_did_key(edwards().public_key());
    let method = format!("{did}#{}", edwards().public_key().to_multibase());
    let header = json!({"typ": "vc+jwt", "kid": method});
    let token = crate::jose::sign(header, &bare(&did), &edwards()).unwrap();
    compact(&token, |token| {
        let wrapper = json!({"@context": "https://www.w3.org/ns/credentials/v2",
            "type": "EnvelopedVerifiableCredential", "id": format!("data:application/vc+jwt,{token}")});
        wrapper.to_string()
    });
}

/// Suites and keys do not stand in for each other.
#[test]
fn a_proof_is_of_the_suite_that_it_names() {
    let all =
        [Cryptosuite::Rdfc, Cryptosuite::Jcs, Cryptosuite::EcdsaRdfc, Cryptosuite::EcdsaJcs, Cryptosuite::EcdsaSd];
    for made in all {
        let original: Value = serde_json::from_str(&signed(made)).unwrap();
        for named in all.into_iter().filter(|named| *named != made) {
            let mut confused = original.clone();
            confused["proof"]["cryptosuite"] = json!(named.as_str());
            assert!(!is_taken(&confused.to_string()), "{} as {}", made.as_str(), named.as_str());
        }
        for kind in ["Ed25519Signature2020", "Ed25519Signature2018", "JsonWebSignature2020"] {
            let mut confused = original.clone();
            confused["proof"]["type"] = json!(kind);
            assert!(!is_taken(&confused.to_string()), "{} as {kind}", made.as_str());
        }
    }
}

/// A document that lists a key of one kind under the name of another.
#[test]
fn a_key_is_of_the_kind_that_it_is() {
    let mut method =
        VerificationMethod::multikey("did:web:a#key-1".into(), "did:web:a".into(), AnyKey::P256(ecdsa().public_key()));
    assert!(method.any_key().is_some());
    method.kind = "Ed25519VerificationKey2020".into();
    assert!(method.any_key().is_none());
}

/// Other contexts give the same words another meaning; what was signed is the meaning.
#[test]
fn another_context_is_noticed() {
    for suite in [Cryptosuite::Rdfc, Cryptosuite::Jcs, Cryptosuite::EcdsaRdfc, Cryptosuite::EcdsaSd] {
        let original: Value = serde_json::from_str(&signed(suite)).unwrap();
        let contexts = original["@context"].as_array().unwrap().clone();
        let own = json!({"name": "https://example.org/other", "achievement": "https://example.org/other"});
        let swapped: Vec<Value> = contexts.iter().rev().cloned().collect();
        let shortened: Vec<Value> = contexts.iter().take(1).cloned().collect();
        let older = json!(["https://www.w3.org/2018/credentials/v1", contexts[1]]);
        let elsewhere = json!([contexts[0], "https://example.org/context"]);
        let mut others = vec![json!(swapped), json!(shortened), older, elsewhere, json!([contexts[0], own])];
        // `eddsa-jcs-2022` lets a later sender add contexts at the end (section 3.3.2): whoever reads
        // JSON gives them no meaning, and whoever reads JSON-LD finds these terms protected.
        if suite != Cryptosuite::Jcs {
            others.push(json!([contexts[0], contexts[1], own]));
        }
        for other in others {
            let mut changed = original.clone();
            changed["@context"] = other.clone();
            assert!(!is_taken(&changed.to_string()), "{} {other}", suite.as_str());
        }
    }
}
