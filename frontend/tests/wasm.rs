//! What the browser computes, computed in WebAssembly: the same code passes its tests natively, but
//! 32-bit addresses, the browser's randomness and the compiler's other target are only here.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "tests fail loudly")]

use puente_credentials::bitstring::Bitstring;
use puente_credentials::did::resolve_offline;
use puente_credentials::instant;
use puente_credentials::jcs;
use puente_credentials::keys::{Signer, SigningKey};
use puente_credentials::proof::ProofOptions;
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

fn certificate() -> Value {
    json!({
        "name": "Montar instalaciones eléctricas",
        "credentialSubject": {"name": "Yuleidy Contreras", "units": [1, 2, 3]},
    })
}

fn options() -> ProofOptions {
    ProofOptions::asserting("did:web:registro.example:orgs:sena#key-1", instant::parse("2026-03-14T00:00:00Z").unwrap())
}

#[wasm_bindgen_test]
fn a_signature_made_here_holds_here_and_every_change_breaks_it() {
    let mut seed = [0_u8; 32];
    getrandom::fill(&mut seed).unwrap();
    assert_ne!(seed, [0; 32], "the browser's randomness is there");
    let key = SigningKey::from_seed(&seed);
    let document = certificate();
    let proof = jcs::sign(&document, &options(), &key).unwrap();
    let proof = proof.as_object().unwrap();
    jcs::verify(&document, proof, key.public_key()).unwrap();
    for (pointer, changed) in [("/name", json!("Otra")), ("/credentialSubject/units/2", json!(4))] {
        let mut other = document.clone();
        *other.pointer_mut(pointer).unwrap() = changed;
        assert!(jcs::verify(&other, proof, key.public_key()).is_err(), "{pointer}");
    }
}

#[wasm_bindgen_test]
fn a_status_list_as_large_as_the_standard_asks_is_packed_and_read() {
    let mut list = Bitstring::default();
    list.set(94_567, true).unwrap();
    let read = Bitstring::decode(&list.encode()).unwrap();
    assert!(read.entries() >= 131_072);
    assert!(read.get(94_567).unwrap());
    assert!(!read.get(94_568).unwrap());
}

#[wasm_bindgen_test]
fn a_wallets_identifier_holds_its_key() {
    let key = SigningKey::from_seed(&[7; 32]).public_key();
    let did = puente_credentials::did::to_did_key(key);
    let document = resolve_offline(&did).unwrap();
    assert_eq!(document.id, did);
}
