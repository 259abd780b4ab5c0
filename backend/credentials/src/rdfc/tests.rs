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
        let signature = key.sign(&hash_data(document, document_hash(document, &[]).unwrap(), &proof).unwrap()).unwrap();
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
fn contexts_make_no_more_work_than_an_honest_document_needs() {
    const OPEN_BADGES: &str = crate::achievement::OPEN_BADGES;
    let about = |contexts: Value, subject: Value| {
        canonical_form(&json!({"@context": contexts, "type": "VerifiableCredential", "credentialSubject": subject}))
    };
    let v2 = "https://www.w3.org/ns/credentials/v2";
    let numbered = |count: usize, member: Value| {
        let object = |at| {
            let mut object = member.clone();
            object["id"] = json!(format!("urn:b:{at}"));
            object
        };
        Value::Array((0..count).map(object).collect())
    };
    // Processed anew in each object, and many times over in one.
    for (count, context) in [(101, json!({})), (75, json!([OPEN_BADGES, crate::contexts::UNDEFINED_TERMS]))] {
        let with_context = |count| numbered(count, json!({ "@context": context }));
        let fewer = about(json!([v2]), with_context(count - 1));
        assert!(fewer.is_ok(), "{context}: {fewer:?}");
        assert!(about(json!([v2]), with_context(count)).is_err(), "{context}");
    }
    // At each value of a term that has one.
    let scoped = |context: Value| json!([v2, {"p": {"@id": "urn:p", "@context": context}}]);
    let values = |count: usize| json!({"id": "urn:a", "p": numbered(count, json!({}))});
    assert!(about(scoped(json!({"q": "urn:q"})), values(900)).is_ok());
    assert!(about(scoped(json!([OPEN_BADGES])), values(100)).is_ok());
    assert!(about(scoped(json!([OPEN_BADGES, crate::contexts::UNDEFINED_TERMS])), values(100)).is_err());
    let terms: Map<String, Value> = (0..500).map(|at| (format!("q{at}"), json!(format!("urn:q{at}")))).collect();
    assert!(about(scoped(json!(terms)), values(100)).is_ok());
    assert!(about(scoped(json!(terms)), values(900)).is_err());
    assert!(about(scoped(json!([{"q": {"@id": "urn:q", "@context": [terms]}}])), values(900)).is_err());
    // At each type, however often it is said.
    let types = |count: usize| json!({"id": "urn:a", "type": vec!["Profile"; count]});
    let subjects = |count: usize| Value::Array(vec![types(count); 10]);
    assert!(about(json!([v2, OPEN_BADGES, {}]), subjects(100)).is_ok());
    assert!(about(json!([v2, OPEN_BADGES, {}]), subjects(600)).is_err());
}

#[test]
fn a_long_honest_document_is_read() {
    let mut own_terms = credential();
    own_terms["@context"].as_array_mut().unwrap().push(json!({"score": "https://e.example/score"}));
    let contexts = own_terms["@context"].clone();
    let presented = |at: usize| {
        let alignment = |part: usize| {
            let id = format!("https://e.example/{at}/{part}");
            json!({"type": ["Alignment"], "targetName": id, "targetUrl": id, "targetCode": part.to_string()})
        };
        let achievement = json!({"id": format!("urn:a:{at}"), "type": ["Achievement"], "name": "Electricista",
            "alignment": (0..20).map(alignment).collect::<Vec<_>>()});
        json!({"@context": contexts, "id": format!("urn:c:{at}"),
            "type": ["VerifiableCredential", "OpenBadgeCredential"], "issuer": {"id": "did:web:a", "type": ["Profile"]},
            "credentialSubject": {"id": format!("urn:s:{at}"), "type": ["AchievementSubject"], "score": at,
                "achievement": achievement}})
    };
    let presentation = json!({"@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": "VerifiablePresentation", "holder": "did:key:z6MkHolder",
        "verifiableCredential": (0..20).map(presented).collect::<Vec<_>>()});
    let read = canonical_form(&presentation);
    assert!(read.is_ok(), "{read:?}");
    let alignment = |at| json!({"type": ["Alignment"], "targetName": format!("Unidad {at}"), "targetUrl": format!("https://e.example/{at}")});
    own_terms["credentialSubject"]["achievement"]["alignment"] = (0..300).map(alignment).collect();
    assert!(canonical_form(&own_terms).is_ok());
}

#[test]
fn proofs_of_one_document_share_its_canonical_form_and_are_few() {
    let key = SigningKey::from_seed(&[9; 32]);
    let document = credential();
    let proofs = |count: i64| -> Value {
        let at = |second| now() + chrono::TimeDelta::seconds(second);
        let options = |second| ProofOptions::asserting("did:web:example.org#key-1", at(second));
        let signed = |second| match second % 2 {
            0 => sign(&document, &options(second), &key).unwrap(),
            _ => crate::jcs::sign(&document, &options(second), &key).unwrap(),
        };
        (0..count).map(signed).collect()
    };
    let verified = |proofs: Value| {
        let mut document = document.clone();
        document["proof"] = proofs;
        let key_of = |_: &str| Some(key.public_key());
        verify_all(&document, Expectation::asserting(now()), &key_of).map(|methods| methods.len())
    };
    assert_eq!(verified(proofs(10)).unwrap(), 10);
    assert!(matches!(verified(proofs(11)), Err(ProofError::TooMany)));
    // What is shared is the document's form, not that a proof holds.
    for wrong in 0..4 {
        let mut set = proofs(4);
        set[wrong]["created"] = json!("2026-03-13T00:00:00Z");
        assert!(matches!(verified(set), Err(ProofError::Mismatch)), "{wrong}");
    }
    let mut chained = proofs(7);
    for (at, proof) in chained.as_array_mut().unwrap().iter_mut().enumerate() {
        proof["id"] = json!(format!("urn:p:{at}"));
        proof["previousProof"] = if at == 0 { json!([]) } else { json!(format!("urn:p:{}", at - 1)) };
    }
    chained[0].as_object_mut().unwrap().remove("previousProof");
    assert!(matches!(verified(chained), Err(ProofError::TooMany)));
}

#[test]
fn proofs_over_json_that_state_other_contexts_sign_other_forms() {
    let key = SigningKey::from_seed(&[9; 32]);
    let mut document = credential();
    let options = ProofOptions::asserting("did:web:example.org#key-1", now());
    let whole = crate::jcs::sign(&document, &options, &key).unwrap();
    let first_only = |document: &Value| {
        let mut less = document.clone();
        less["@context"].as_array_mut().unwrap().truncate(1);
        crate::jcs::sign(&less, &options, &key).unwrap()
    };
    let key_of = |_: &str| Some(key.public_key());
    document["proof"] = json!([whole, first_only(&document), whole]);
    verify_all(&document, Expectation::asserting(now()), &key_of).unwrap();
}

#[test]
fn a_proof_s_identifier_and_domain_have_their_form() {
    let key = SigningKey::from_seed(&[9; 32]);
    let checked = |name: &str, value: Value| {
        let mut document = credential();
        let options = ProofOptions::asserting("did:web:example.org#key-1", now());
        let mut proof = options.configuration(Cryptosuite::Rdfc);
        proof.insert(name.into(), value);
        let hash = document_hash(&document, &[]).unwrap();
        // As JSON, where a wrong one is no undefined term either.
        proof.insert("cryptosuite".into(), json!("eddsa-jcs-2022"));
        let form = |value: &Value| Sha256::digest(serde_json_canonicalizer::to_string(value).unwrap());
        let data = [form(&json!(proof)), form(&document)].concat();
        assert_ne!(data[32..], hash);
        proof.insert("proofValue".into(), json!(to_base58btc(&key.sign(&data).unwrap())));
        document["proof"] = json!(proof);
        let key_of = |_: &str| Some(key.public_key());
        verify_all(&document, Expectation::asserting(now()), &key_of).map(drop)
    };
    for (name, right) in
        [("id", json!("urn:uuid:1")), ("domain", json!("a.example")), ("domain", json!(["a.example", "b.example"]))]
    {
        checked(name, right).unwrap();
    }
    for (name, wrong) in [
        ("id", json!("nope")),
        ("id", json!(5)),
        ("domain", json!(5)),
        ("domain", json!(["a.example", 5])),
        ("domain", json!({"a": "b"})),
    ] {
        assert!(matches!(checked(name, wrong.clone()), Err(ProofError::Malformed(_))), "{name} {wrong}");
    }
}

#[test]
fn a_document_may_say_that_what_it_does_not_define_is_undefined() {
    let mut document = credential();
    document["credentialSubject"]["invented"] = json!("x");
    assert!(!keeps_all_terms(&document));
    let undefined = "https://www.w3.org/ns/credentials/undefined-terms/v2";
    document["@context"].as_array_mut().unwrap().push(json!(undefined));
    let said = "<https://www.w3.org/ns/credentials/undefined-term#invented> \"x\"";
    assert!(canonical_form(&document).unwrap().contains(said));
    assert!(keeps_all_terms(&document));
}

#[test]
fn a_presentation_s_own_terms_are_judged_without_its_credentials() {
    let mut presentation = json!({"@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": "VerifiablePresentation", "holder": "did:key:z6MkHolder"});
    let mut foreign = credential();
    foreign["@context"].as_array_mut().unwrap().push(json!("https://e.example/context"));
    presentation["verifiableCredential"] = json!([foreign]);
    assert!(presentation_keeps_all_terms(&presentation));
    presentation["invented"] = json!("x");
    assert!(!presentation_keeps_all_terms(&presentation));
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
