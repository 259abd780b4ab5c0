//! What conformance suites of the W3C and its credentials community ask of the protocol routes, told in
//! our own cases. The suites and their results: docs/CONFORMANCE.md.

use serde_json::{Value, json};

use crate::support::{Sender, TestApp};
use crate::vc_api::{DID, badge, program};

const ISSUE: &str = "/vc-api/credentials/issue";
const VERIFY: &str = "/vc-api/credentials/verify";

/// A credential as software of the data model's version 1.1 writes them.
fn older() -> Value {
    json!({
        "@context": ["https://www.w3.org/2018/credentials/v1", "https://www.w3.org/2018/credentials/examples/v1"],
        "id": "urn:uuid:0f2b2c94-2f5f-4a0c-9a43-4d6d3c4d9a11",
        "type": ["VerifiableCredential", "UniversityDegreeCredential"],
        "issuer": DID,
        "issuanceDate": "2026-03-01T10:00:00Z",
        "credentialSubject": {
            "id": "did:key:z6MkhTNL7i2etLerDK8Acz5t528giE5KA4p75T6ka1E1D74r",
            "degree": {"type": "BachelorDegree", "name": "Instalaciones eléctricas"},
        },
    })
}

/// VC Data Model v1.1, section 4.7: its readers take `proof` as one object; section 4.9: its context has
/// no words for a Bitstring status, so that nothing is put in that it could not say.
#[tokio::test(flavor = "multi_thread")]
async fn a_credential_of_version_1_1_is_issued_with_one_proof_and_no_status() {
    let test = TestApp::demo();
    let sena = program(&test, "sena");
    for issuer in [json!(DID), json!({ "id": DID })] {
        let mut credential = older();
        credential["issuer"] = issuer;
        credential["expirationDate"] = json!("2030-03-01T10:00:00Z");
        let issued = test.post(&sena, ISSUE, &json!({ "credential": credential })).await.expect(201).json();
        assert_eq!(issued["proof"]["cryptosuite"], "eddsa-rdfc-2022");
        assert_eq!(issued.get("credentialStatus"), None);
        test.post(&sena, VERIFY, &json!({"verifiableCredential": issued})).await.expect(200);
    }
    for suite in ["eddsa-jcs-2022", "ecdsa-rdfc-2019"] {
        let body = json!({"credential": older(), "options": {"type": "DataIntegrityProof", "cryptosuite": suite}});
        let issued = test.post(&sena, ISSUE, &body).await.expect(201).json();
        assert_eq!(issued["proof"]["cryptosuite"], suite);
        test.post(&sena, VERIFY, &json!({"verifiableCredential": issued})).await.expect(200);
    }
}

/// VC-API v0.7, section 3.2.1 and 3.3.1: what is malformed is answered with 400, whichever part it is.
#[tokio::test(flavor = "multi_thread")]
async fn every_malformed_part_of_a_credential_is_400() {
    let test = TestApp::demo();
    let sena = program(&test, "sena");
    let wrong = [
        ("@context", json!([null, 4, false, [], {"a": true}, [{"a": true}, 4, false, null]])),
        ("type", json!([null, true, 4, [], [2, null, {"a": true}]])),
        ("issuer", json!([null, true, 4, [], {"id": null}, "no address"])),
        ("credentialSubject", json!([null, true, 4, [], {}, "did:example:1", [null, true, 4]])),
    ];
    for credential in [badge(), older()] {
        for (name, values) in &wrong {
            for value in values.as_array().unwrap().iter().chain([&Value::Null]) {
                let mut changed = credential.clone();
                changed[name] = value.clone();
                let refused = test.post(&sena, ISSUE, &json!({ "credential": changed })).await.expect(400);
                assert_eq!(refused.code(), "invalid-credential", "{name} = {value}");
                let mut without = credential.clone();
                without.as_object_mut().unwrap().remove(*name);
                test.post(&sena, ISSUE, &json!({ "credential": without })).await.expect(400);
            }
        }
    }
    for body in [json!({}), json!({"verifiableCredential": []}), json!({"verifiableCredential": null})] {
        assert_eq!(test.post(&sena, VERIFY, &body).await.expect(400).code(), "invalid-request");
        test.post(&sena, "/vc-api/presentations/verify", &body).await.expect(400);
    }
}

/// DID Resolution v0.3, section 7.1, and the binding before it: an answer has the type that was asked for,
/// because programs read as JSON only what says so. Bitstring Status List v1.0, section 3.2: likewise lists.
#[tokio::test(flavor = "multi_thread")]
async fn documents_answer_under_the_media_type_that_was_asked_for() {
    let test = TestApp::demo();
    let profile = "application/ld+json;profile=\"https://w3id.org/did-resolution\"";
    let good = format!("/vc-api/identifiers/{DID}");
    let cases = [
        (good.as_str(), "*/*", "application/did-resolution"),
        (good.as_str(), profile, profile),
        (good.as_str(), "application/json", "application/json"),
        (good.as_str(), "application/did+ld+json", "application/did+ld+json"),
        (good.as_str(), "application/did", "application/did"),
        ("/vc-api/identifiers/did:key:@", profile, profile),
        ("/vc-api/identifiers/did:key:@", "application/did", "application/did-resolution"),
        ("/status/sena/revocation-1", "*/*", "application/vc"),
        ("/status/sena/revocation-1", "application/ld+json, application/json", "application/ld+json"),
        ("/status/sena/revocation-1", "application/json", "application/json"),
        ("/status/sena/revocation-1", "application/json, application/vc", "application/vc"),
    ];
    // A first certificate makes the list.
    test.post(&program(&test, "sena"), ISSUE, &json!({ "credential": badge() })).await.expect(201);
    for (path, accept, media) in cases {
        let answer = test.get(&Sender::nobody().with("accept", accept), path).await;
        assert_eq!(answer.headers["content-type"], media, "{path} as {accept}");
        assert!(answer.json().is_object());
    }
    let list = test.get(&Sender::nobody(), "/status/sena/revocation-1").await;
    assert_eq!(list.headers["vary"], "accept");
    assert_eq!(list.json()["proof"].as_array().unwrap().len(), 2);
    // JSON-LD readers get the proof made for them, which holds alone.
    let json_ld = Sender::nobody().with("accept", "application/ld+json");
    let single = test.get(&json_ld, "/status/sena/revocation-1").await;
    assert_eq!(single.json()["proof"]["cryptosuite"], "eddsa-rdfc-2022");
    assert_ne!(single.headers["etag"], list.headers["etag"]);
    let body = json!({ "verifiableCredential": single.json() });
    test.post(&program(&test, "sena"), VERIFY, &body).await.expect(200);
}

/// VC Data Model v2.0, section 7.2, and Data Integrity v1.0, section 4.7: what failed has a type, an address
/// that the specification assigns.
#[tokio::test(flavor = "multi_thread")]
async fn what_fails_is_named_by_its_specification() {
    let test = TestApp::demo();
    let sena = program(&test, "sena");
    let issued = test.post(&sena, ISSUE, &json!({ "credential": badge() })).await.expect(201).json();
    let mut changed = issued.clone();
    changed["credentialSubject"]["achievement"]["name"] = json!("Otra");
    let mut malformed = issued.clone();
    malformed["validFrom"] = json!("ayer");
    for (credential, kind) in [
        (changed, "https://w3id.org/security#PROOF_VERIFICATION_ERROR"),
        (malformed, "https://www.w3.org/TR/vc-data-model#MALFORMED_VALUE_ERROR"),
    ] {
        let answer = test.post(&sena, VERIFY, &json!({"verifiableCredential": credential})).await.expect(400).json();
        let kinds: Vec<&str> = answer["problemDetails"]
            .as_array()
            .unwrap()
            .iter()
            .map(|problem| problem["type"].as_str().unwrap())
            .collect();
        assert_eq!(kinds, [kind]);
        assert_eq!(answer["verified"], false);
    }
    let presentation = json!({"verifiablePresentation": {"type": ["VerifiablePresentation"]}});
    let answer = test.post(&sena, "/vc-api/presentations/verify", &presentation).await.expect(400).json();
    assert_eq!(answer["problemDetails"][0]["type"], "https://www.w3.org/TR/vc-data-model#MALFORMED_VALUE_ERROR");
}

/// Data Integrity v1.0, section 4.2: what a proof is to say is said, or refused; never passed over.
#[tokio::test(flavor = "multi_thread")]
async fn what_a_proof_is_asked_to_say_is_said_or_refused() {
    let test = TestApp::demo();
    let sena = program(&test, "sena");
    for options in [
        json!("eddsa-rdfc-2022"),
        json!([]),
        json!({"type": "Ed25519Signature2020"}),
        json!({"cryptosuite": "unknown-2017"}),
        json!({"proofPurpose": "authentication"}),
        json!({"created": "yesterday"}),
        json!({"expires": 5}),
        json!({"challenge": 5}),
        json!({"domain": 5}),
        json!({"previousProof": "urn:uuid:26329423-bec9-4b2e-88cb-a7c7d9dc4544"}),
    ] {
        let refused = test.post(&sena, ISSUE, &json!({"credential": badge(), "options": options})).await.expect(400);
        assert_eq!(refused.code(), "invalid-request", "{options}");
    }
    let past = test.now().to_rfc3339();
    for (name, value) in [
        ("verificationMethod", json!("did:key:x")),
        ("mandatoryPointers", json!(["/issuer"])),
        ("expires", json!(past)),
        ("previousProof", json!("urn:uuid:26329423-bec9-4b2e-88cb-a7c7d9dc4544")),
        ("domain", json!(["a.example", 5])),
    ] {
        let options = json!({"cryptosuite": "eddsa-rdfc-2022", name: value});
        let refused = test.post(&sena, ISSUE, &json!({"credential": badge(), "options": options})).await.expect(400);
        assert_eq!(refused.json()["errors"][0]["field"], format!("options.{name}"));
    }
    let options = json!({"cryptosuite": "eddsa-jcs-2022", "domain": ["a.example", "b.example"],
        "created": "2020-01-01T00:00:00Z"});
    let issued = test.post(&sena, ISSUE, &json!({"credential": badge(), "options": options})).await.expect(201).json();
    assert_eq!(issued["proof"]["domain"], json!(["a.example", "b.example"]));
    assert_ne!(issued["proof"]["created"], "2020-01-01T00:00:00Z");
    for (domains, status) in [(json!(["b.example", "a.example"]), 200), (json!(["a.example", "c.example"]), 400)] {
        let body = json!({"verifiableCredential": issued, "options": {"domain": domains}});
        test.post(&sena, VERIFY, &body).await.expect(status);
    }
    let options = json!({"type": "DataIntegrityProof", "proofPurpose": "assertionMethod", "challenge": "c",
        "domain": "verifier.example", "expires": "2099-01-01T00:00:00Z", "created": null});
    let issued = test.post(&sena, ISSUE, &json!({"credential": badge(), "options": options})).await.expect(201).json();
    for proof in issued["proof"].as_array().unwrap() {
        assert_eq!(proof["challenge"], "c");
        assert_eq!(proof["domain"], "verifier.example");
        assert_eq!(proof["expires"], "2099-01-01T00:00:00Z");
    }
    for (challenge, status) in [("c", 200), ("other", 400)] {
        let body = json!({"verifiableCredential": issued, "options": {"challenge": challenge}});
        test.post(&sena, VERIFY, &body).await.expect(status);
    }
}

/// VC Data Model v2.0, section 4.3: further contexts may say again what the first says; many programs name the
/// one of Data Integrity after it.
#[tokio::test(flavor = "multi_thread")]
async fn the_context_of_data_integrity_may_follow_the_data_model_s() {
    let test = TestApp::demo();
    let sena = program(&test, "sena");
    for suite in ["eddsa-rdfc-2022", "eddsa-jcs-2022", "ecdsa-rdfc-2019"] {
        let mut credential = badge();
        credential["@context"].as_array_mut().unwrap().insert(1, json!("https://w3id.org/security/data-integrity/v2"));
        let body = json!({"credential": credential, "options": {"cryptosuite": suite}});
        let issued = test.post(&sena, ISSUE, &body).await.expect(201).json();
        assert_eq!(issued["@context"], credential["@context"]);
        test.post(&sena, VERIFY, &json!({"verifiableCredential": issued})).await.expect(200);
        let mut changed = issued.clone();
        changed["credentialSubject"]["achievement"]["name"] = json!("Otra");
        test.post(&sena, VERIFY, &json!({"verifiableCredential": changed})).await.expect(400);
    }
}
