//! What is signed, byte for byte as others have it; and that the short way comes to the same as the long.

use super::*;
use crate::achievement::tests::credential;
use crate::keys::SigningKey;
use crate::proof::{Expectation, unsecured, verify_all};
use proptest::prelude::*;
use serde_json::json;

/// Made with another implementation (`@digitalbazaar/eddsa-rdfc-2022-cryptosuite` 1.2), seed 32 × 9.
const ELSEWHERE: &str = include_str!("../../tests/vectors/eddsa-rdfc-2022.json");
/// The canonical form of this crate's certificate, made with another implementation (`jsonld` 8)
/// and the published Open Badges context.
const CERTIFICATE: &str = include_str!("../../tests/vectors/certificate.nq");

fn now() -> chrono::DateTime<chrono::Utc> {
    crate::instant::parse("2026-03-14T00:00:00Z").unwrap()
}

#[test]
fn a_credential_signed_elsewhere_verifies_and_ours_is_the_same() {
    let document: Value = serde_json::from_str(ELSEWHERE).unwrap();
    let key_of = |method: &str| crate::did::from_did_key(method.split('#').next()?).ok();
    verify_all(&document, Expectation::asserting(now()), &key_of).unwrap();
    let method = document["proof"]["verificationMethod"].as_str().unwrap();
    let options = ProofOptions::asserting(method, now());
    let ours = sign(&document, &options, &SigningKey::from_seed(&[9; 32])).unwrap();
    assert_eq!(ours, document["proof"]);
}

#[test]
fn our_certificate_has_the_canonical_form_that_others_give_it() {
    assert_eq!(canonical_form(&credential()).unwrap(), CERTIFICATE);
}

#[test]
fn a_term_that_no_context_defines_is_refused() {
    let mut document = credential();
    document["credentialSubject"]["invented"] = json!("x");
    assert!(matches!(canonical_form(&document), Err(ProofError::Canonicalization(_))));
}

#[test]
fn a_context_that_is_not_built_in_is_refused_and_not_fetched() {
    let mut document = credential();
    document["@context"] = json!(["https://www.w3.org/ns/credentials/v2", "https://example.org/context"]);
    assert!(matches!(canonical_form(&document), Err(ProofError::Canonicalization(_))));
}

#[test]
fn a_chain_of_proofs_holds_as_a_whole_and_in_its_order_only() {
    let key = SigningKey::from_seed(&[9; 32]);
    let options = ProofOptions::asserting("did:web:example.org#key-1", now());
    let key_of = |_: &str| Some(key.public_key());
    let verified = |document: &Value| verify_all(document, Expectation::asserting(now()), &key_of).is_ok();
    let chained = |document: &Value, id: &str, previous: Value| {
        let mut proof = options.configuration(Cryptosuite::Rdfc);
        proof.insert("id".into(), json!(id));
        if !previous.is_null() {
            proof.insert("previousProof".into(), previous);
        }
        let signature = key.sign(&hash_data(document, &[], &proof).unwrap()).unwrap();
        proof.insert("proofValue".into(), json!(to_base58btc(&signature)));
        Value::Object(proof)
    };
    for name in [json!("urn:a"), json!(["urn:a"])] {
        let mut document = credential();
        let first = chained(&document, "urn:a", Value::Null);
        document["proof"] = json!([first]);
        let second = chained(&document, "urn:b", name);
        document["proof"] = json!([first, second]);
        assert!(verified(&document));
        let refused = |proofs: Value| {
            let mut document = document.clone();
            document["proof"] = proofs;
            assert!(!verified(&document));
        };
        refused(json!([second]));
        let mut other = first.clone();
        other["created"] = json!("2026-03-14T00:00:01Z");
        refused(json!([other, second]));
        for previous in [json!("urn:b"), json!("urn:c"), json!(["urn:a", "urn:c"]), json!(5), json!([])] {
            let mut wrong = second.clone();
            wrong["previousProof"] = previous;
            refused(json!([first, wrong]));
        }
        let mut circle = first.clone();
        circle["previousProof"] = json!("urn:b");
        refused(json!([circle, second]));
        let mut double = second.clone();
        double["id"] = json!("urn:a");
        refused(json!([first, double]));
    }
}

#[test]
fn a_context_in_an_object_counts_like_one_outside() {
    let with = |context: Value| {
        let mut document = credential();
        document["@context"].as_array_mut().unwrap().push(context);
        document["credentialSubject"]["invented"] = json!("x");
        canonical_form(&document)
    };
    let context = json!({"invented": "https://example.org/invented"});
    assert_eq!(with(json!({ "@context": context })).unwrap(), with(context).unwrap());
    // Terms that are protected stay what they are.
    assert!(with(json!({"VerifiableCredential": "https://example.org/other"})).is_err());
}

#[test]
fn a_document_made_to_take_for_ever_is_refused() {
    let node = json!({"type": "http://e.org/T"});
    let mut document = json!({"@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": "VerifiableCredential", "credentialSubject": {"id": "urn:a"}});
    document["credentialSubject"]["http://e.org/p"] = json!(vec![node.clone(); 5]);
    assert!(canonical_form(&document).is_ok());
    document["credentialSubject"]["http://e.org/p"] = json!(vec![node; 6]);
    assert!(matches!(canonical_form(&document), Err(ProofError::Canonicalization(_))));
}

/// Documents of every kind that the registry signs or reads.
fn real_documents() -> Vec<Value> {
    let elsewhere: Value = serde_json::from_str(ELSEWHERE).unwrap();
    let entry = json!({"id": "https://example.org/status/1#7", "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation", "statusListIndex": "7", "statusListCredential": "https://example.org/status/1"});
    let status_list = json!({"@context": ["https://www.w3.org/ns/credentials/v2"], "id": "https://example.org/status/1",
        "type": ["VerifiableCredential", "BitstringStatusListCredential"], "issuer": "did:web:example.org",
        "validFrom": "2026-03-14T00:00:00Z", "credentialSubject": {"id": "https://example.org/status/1#list",
        "type": "BitstringStatusList", "statusPurpose": "revocation", "encodedList": "uH4sIAAA", "ttl": 300_000}});
    let mut with_entry = credential();
    with_entry["credentialStatus"] = entry;
    let older = json!({"@context": ["https://www.w3.org/2018/credentials/v1", "https://w3id.org/security/data-integrity/v2"],
        "type": ["VerifiableCredential"], "issuer": "did:web:example.org:orgs:sena",
        "issuanceDate": "2026-03-14T00:00:00Z", "credentialSubject": {"id": "did:example:z"}});
    vec![credential(), with_entry, unsecured(&elsewhere), status_list, older]
}

fn by_the_short_way(document: &Value) -> Option<String> {
    let members = document.as_object()?;
    usual(members.get("@context")?, members, &["@context"])
}

#[test]
fn certificates_and_proofs_take_the_short_way() {
    for document in real_documents() {
        assert_eq!(by_the_short_way(&document), canonical_form_by_library(&document).ok());
        let mut proof = ProofOptions::asserting("did:web:example.org#key-1", now()).configuration(Cryptosuite::Rdfc);
        for (name, value) in [("expires", "2027-03-14T00:00:00Z"), ("challenge", "c"), ("domain", "d"), ("id", "urn:a")]
        {
            proof.insert(name.into(), value.into());
        }
        let short = usual(&document["@context"], &proof, &["@context", "proofValue"]).unwrap();
        proof.insert("@context".into(), document["@context"].clone());
        assert_eq!(short, canonical_form_by_library(&Value::Object(proof)).unwrap());
    }
}

#[test]
fn whatever_is_unusual_takes_the_long_way() {
    let unusual: [fn(&mut Value); 8] = [
        |document| document["invented"] = json!("x"),
        |document| document["credentialSubject"]["@context"] = json!({"invented": "https://e.org/x"}),
        |document| document["name"] = json!({"@value": "x", "@language": "es"}),
        |document| document["id"] = json!("no absolute identifier"),
        |document| document["name"] = json!("tab\there"),
        |document| {
            document["credentialSubject"]["identifier"] = json!([{"type": ["IdentityObject", "IdentityObject"]}]);
        },
        |document| document["evidence"] = json!([{"type": "Evidence"}, {"type": "Evidence"}]),
        |document| document["proof"] = json!({"type": "DataIntegrityProof"}),
    ];
    for change in unusual {
        let mut document = credential();
        change(&mut document);
        assert_eq!(by_the_short_way(&document), None, "{document}");
    }
}

/// Names and values that mean something in one of the contexts, or nearly.
fn name() -> impl Strategy<Value = String> {
    let terms = crate::contexts::open_badges_context();
    let mut names: Vec<String> = terms["@context"].as_object().unwrap().keys().cloned().collect();
    let more = [
        "id",
        "type",
        "issuer",
        "proof",
        "evidence",
        "termsOfUse",
        "credentialSubject",
        "verifiableCredential",
        "name",
        "description",
        "allowedValue",
        "ttl",
        "statusPurpose",
        "digestMultibase",
        "invented",
        "@id",
        "@type",
        "@value",
        "@graph",
        "https://schema.org/name",
        "created",
        "proofPurpose",
        "domain",
        "mediaType",
        "image",
        "tag",
        "result",
    ];
    names.extend(more.map(str::to_owned));
    proptest::sample::select(names)
}

fn scalar() -> impl Strategy<Value = Value> {
    let texts = [
        "",
        "x",
        "did:web:example.org",
        "https://e.org/a b",
        "urn:a",
        "_:b",
        "Achievement",
        "assertionMethod",
        "2026-03-14T00:00:00Z",
        "a\"b\\c\nd\re\tf",
        "ñ€😀",
        "VerifiableCredential",
        "schema:name",
        "@id",
        ":",
        "a:",
        "12",
    ];
    prop_oneof![
        proptest::sample::select(texts.to_vec()).prop_map(Value::from),
        name().prop_map(Value::from),
        any::<bool>().prop_map(Value::from),
        (-1000_i64..1_000_000_000_000_000_000).prop_map(Value::from),
        proptest::sample::select(vec!["0", "-0", "1.0", "1.5", "1e3", "-7", "1E400"])
            .prop_map(|text| serde_json::from_str(text).unwrap_or(Value::Null)),
        Just(Value::Null),
    ]
}

fn anything() -> impl Strategy<Value = Value> {
    scalar().prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::btree_map(name(), inner, 0..5)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// One change somewhere in a document: `at` chooses the place.
fn change(document: &mut Value, at: usize, name: &str, value: Value) {
    let inner = match &*document {
        Value::Object(members) => members.len(),
        Value::Array(items) => items.len(),
        _ => 0,
    };
    let (choice, at) = (at % (inner + 2), at / (inner + 2));
    match document {
        Value::Object(members) if choice < inner => change(members.values_mut().nth(choice).unwrap(), at, name, value),
        Value::Array(items) if choice < inner => change(&mut items[choice], at, name, value),
        Value::Object(members) if choice == inner => drop(members.insert(name.to_owned(), value)),
        Value::Array(items) if choice == inner => items.push(value),
        other => *other = value,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn the_short_way_never_says_anything_else_than_the_long_one(
        which in 0_usize..5,
        changes in proptest::collection::vec((any::<usize>(), name(), anything()), 1..4),
    ) {
        let mut document = real_documents().swap_remove(which);
        for (at, name, value) in changes {
            change(&mut document, at, &name, value);
        }
        if let Some(short) = by_the_short_way(&document) {
            prop_assert_eq!(Some(short), canonical_form_by_library(&document).ok(), "{}", document);
        }
    }
}
