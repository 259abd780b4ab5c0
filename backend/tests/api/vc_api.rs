//! VC-API: an organisation's program issues, verifies, revokes; in nobody else's name.

use diesel::RunQueryDsl as _;
use puente::accounts::tokens;
use puente::actor::Actor;
use serde_json::{Value, json};

use crate::support::{Sender, TestApp};

pub const DID: &str = "did:web:registro.example:orgs:sena";

pub fn program(test: &TestApp, slug: &str) -> Sender {
    let now = test.now();
    let new = test.app.db.write_now(|conn| tokens::create(conn, &Actor::system(), slug, "vc-api", now)).unwrap();
    Sender::bearer(&new.token)
}

pub fn badge() -> Value {
    json!({
        "@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
        "id": "urn:uuid:7a6cafb9-11c3-41a8-98d8-8b5a45c2548f",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": DID, "type": ["Profile"], "name": "SENA"},
        "validFrom": "2026-01-01T00:00:00Z",
        "credentialSubject": {
            "id": "did:key:z6MkhTNL7i2etLerDK8Acz5t528giE5KA4p75T6ka1E1D74r",
            "type": ["AchievementSubject"],
            "achievement": {"id": "urn:uuid:11111111-11c3-41a8-98d8-8b5a45c2548f", "type": ["Achievement"],
                "name": "280101175", "description": "Montar instalaciones", "criteria": {"narrative": "Norma"}}
        }
    })
}

async fn issued(test: &TestApp, sender: &Sender, credential: Value) -> Value {
    let body = json!({"credential": credential, "options": {}});
    test.post(sender, "/vc-api/credentials/issue", &body).await.expect(201).json()
}

async fn verified(test: &TestApp, sender: &Sender, credential: &Value) -> u16 {
    let body = json!({"verifiableCredential": credential, "options": {}});
    test.post(sender, "/vc-api/credentials/verify", &body).await.status.as_u16()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_issued_verifies_and_what_is_changed_does_not() {
    let test = TestApp::demo();
    let sena = program(&test, "sena");
    let credential = issued(&test, &sena, badge()).await;
    let suites: Vec<&str> =
        credential["proof"].as_array().unwrap().iter().map(|proof| proof["cryptosuite"].as_str().unwrap()).collect();
    assert_eq!(suites, ["eddsa-rdfc-2022", "eddsa-jcs-2022"]);
    assert_eq!(verified(&test, &sena, &credential).await, 200);
    let mut tampered = credential;
    tampered["credentialSubject"]["achievement"]["name"] = json!("280101175.");
    assert_eq!(verified(&test, &sena, &tampered).await, 400);
}

/// Takes every position of an organisation's first list.
const FILL: &str = "INSERT INTO status_entries (organisation_id, list, position, subject_id, created_at) \
    WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 131071) \
    SELECT o.id, 1, n.i, 'filler-' || n.i, CURRENT_TIMESTAMP FROM n, organisations o WHERE o.slug = 'sena' \
    AND NOT EXISTS (SELECT 1 FROM status_entries e WHERE e.organisation_id = o.id AND e.list = 1 AND e.position = n.i)";

#[tokio::test(flavor = "multi_thread")]
async fn after_a_full_status_list_comes_the_next() {
    let test = TestApp::demo();
    let sena = program(&test, "sena");
    let list_of = |credential: &Value| credential["credentialStatus"][0]["statusListCredential"].to_string();
    let first = issued(&test, &sena, badge()).await;
    assert!(list_of(&first).ends_with("/status/sena/revocation-1\""));
    test.db(|conn| diesel::sql_query(FILL).execute(conn).map_err(puente::db::DbError::from));
    let mut other = badge();
    other["id"] = json!("urn:uuid:7a6cafb9-11c3-41a8-98d8-000000000002");
    let next = issued(&test, &sena, other).await;
    assert!(list_of(&next).ends_with("/status/sena/revocation-2\""));
    assert_eq!(verified(&test, &sena, &next).await, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_issues_in_another_s_name_without_a_token_or_with_one_that_was_ended() {
    let test = TestApp::demo();
    let secap = program(&test, "secap");
    let body = json!({"credential": badge()});
    let refused = test.post(&secap, "/vc-api/credentials/issue", &body).await.expect(403);
    assert_eq!(refused.code(), "foreign-issuer");
    let refused = test.post(&Sender::bearer("guess"), "/vc-api/credentials/issue", &body).await.expect(401);
    assert_eq!(refused.code(), "not-signed-in");
    let now = test.now();
    let new = test.app.db.write_now(|conn| tokens::create(conn, &Actor::system(), "sena", "vc-api", now)).unwrap();
    test.db(|conn| tokens::revoke(conn, &Actor::system(), &new.id, now));
    test.post(&Sender::bearer(&new.token), "/vc-api/credentials/issue", &body).await.expect(401);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_credential_that_breaks_its_specification_is_not_issued() {
    let test = TestApp::demo();
    let sena = program(&test, "sena");
    for (pointer, value) in [
        ("@context", json!("https://www.w3.org/ns/credentials/v2")),
        ("type", json!("VerifiableCredential2")),
        ("validFrom", json!("yesterday")),
        ("credentialSubject", json!("a text")),
        ("invented", json!("a term no context defines")),
        ("proof", json!({"type": "DataIntegrityProof"})),
    ] {
        let mut credential = badge();
        credential[pointer] = value;
        let body = json!({ "credential": credential });
        let refused = test.post(&sena, "/vc-api/credentials/issue", &body).await.expect(400);
        assert_eq!(refused.code(), "invalid-credential", "{pointer}");
    }
    for body in [json!({}), json!({"credential": []}), json!({ "verifiableCredential": badge() })] {
        let refused = test.post(&sena, "/vc-api/credentials/issue", &body).await.expect(400);
        assert_eq!(refused.code(), "invalid-request", "{body}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_caller_s_status_entry_is_left_alone() {
    let test = TestApp::demo();
    let sena = program(&test, "sena");
    let mut credential = badge();
    credential["credentialStatus"] = json!({"id": "https://other.example/1#5", "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation", "statusListIndex": "5", "statusListCredential": "https://other.example/1"});
    let signed = issued(&test, &sena, credential.clone()).await;
    assert_eq!(signed["credentialStatus"], credential["credentialStatus"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn revoking_shows_at_once_and_can_be_lifted_and_only_by_the_issuer() {
    let test = TestApp::demo();
    let (sena, secap) = (program(&test, "sena"), program(&test, "secap"));
    let credential = issued(&test, &sena, badge()).await;
    let change = |status: bool, purpose: &str| json!({"credentialId": badge()["id"], "credentialStatus": {"type": "BitstringStatusListEntry", "statusPurpose": purpose}, "status": status});
    let path = "/vc-api/credentials/status";
    let refused = test.post(&secap, path, &change(true, "revocation")).await.expect(404);
    assert_eq!(refused.code(), "credential-unknown");
    for purpose in ["suspension", "revocation"] {
        test.post(&sena, path, &change(true, purpose)).await.expect(200);
        assert_eq!(verified(&test, &sena, &credential).await, 400, "{purpose}");
        test.post(&sena, path, &change(false, purpose)).await.expect(200);
        assert_eq!(verified(&test, &sena, &credential).await, 200, "{purpose}");
    }
    test.post(&sena, path, &change(true, "other")).await.expect(400);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_of_status_that_cannot_be_read_changes_nothing_and_several_are_all_made() {
    let test = TestApp::demo();
    let sena = program(&test, "sena");
    let credential = issued(&test, &sena, badge()).await;
    let change = async |entries: Value| {
        let body = json!({"credentialId": badge()["id"], "credentialStatus": entries, "status": true});
        test.post(&sena, "/vc-api/credentials/status", &body).await
    };
    let readable = json!({"type": "BitstringStatusListEntry", "statusPurpose": "suspension"});
    for (wrong, field) in [
        (json!({"type": "BitstringStatusListEntry", "statusPurpose": 5}), "credentialStatus.statusPurpose"),
        (json!({"type": "BitstringStatusListEntry", "StatusPurpose": "x"}), "credentialStatus.statusPurpose"),
        (json!("x"), "credentialStatus"),
        (json!({"type": "Foo", "statusPurpose": "revocation"}), "credentialStatus.type"),
        (json!([readable, {"statusPurpose": "rotation"}]), "credentialStatus.statusPurpose"),
    ] {
        let refused = change(wrong.clone()).await.expect(400);
        assert_eq!(refused.json()["errors"][0]["field"], field, "{wrong}");
        assert_eq!(verified(&test, &sena, &credential).await, 200, "{wrong}");
    }
    change(json!([readable, {"statusPurpose": "revocation"}])).await.expect(200);
    let notes = async |purpose: &str| {
        let path = credential["credentialStatus"].as_array().unwrap().iter().find(|e| e["statusPurpose"] == purpose);
        let (entry, index) = (path.unwrap(), path.unwrap()["statusListIndex"].as_str().unwrap());
        let url = entry["statusListCredential"].as_str().unwrap().trim_start_matches("https://registro.example");
        let list = test.get(&Sender::nobody(), url).await.expect(200).json();
        let list = list["credentialSubject"]["encodedList"].as_str().unwrap();
        puente_credentials::bitstring::Bitstring::decode(list).unwrap().get(index.parse().unwrap()).unwrap()
    };
    assert!(notes("revocation").await && notes("suspension").await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_presentation_is_verified_with_its_challenge_and_its_credentials() {
    use puente_credentials::did::{Purpose, to_did_key};
    use puente_credentials::keys::{Signer, SigningKey};
    use puente_credentials::proof::ProofOptions;
    let test = TestApp::demo();
    let sena = program(&test, "sena");
    let key = SigningKey::from_seed(&[5; 32]);
    let holder = to_did_key(key.public_key());
    let mut credential = badge();
    credential["credentialSubject"]["id"] = json!(holder);
    let credential = issued(&test, &sena, credential).await;
    let mut presentation = json!({"@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiablePresentation"], "holder": holder, "verifiableCredential": [credential]});
    let verify = async |presentation: &Value, challenge: &str| {
        let body = json!({"verifiablePresentation": presentation, "options": {"challenge": challenge}});
        test.post(&sena, "/vc-api/presentations/verify", &body).await
    };
    let unsigned = json!({"verifiablePresentation": presentation});
    test.post(&sena, "/vc-api/presentations/verify", &unsigned).await.expect(200);
    verify(&presentation, "c1").await.expect(400);
    let options = ProofOptions {
        purpose: Purpose::Authentication,
        challenge: Some("c1".into()),
        ..ProofOptions::asserting(format!("{holder}#{}", key.public_key().to_multibase()), test.now())
    };
    presentation["proof"] = puente_credentials::jcs::sign(&presentation, &options, &key).unwrap();
    verify(&presentation, "c1").await.expect(200);
    verify(&presentation, "c2").await.expect(400);
    presentation["verifiableCredential"][0]["name"] = json!("changed");
    verify(&presentation, "c1").await.expect(400);
}

/// A key of this kind whose bytes are all 7, in multibase.
fn multikey(kind: &[u8], length: usize) -> String {
    format!("z{}", bs58::encode([kind, &vec![7; length]].concat()).into_string())
}

#[tokio::test(flavor = "multi_thread")]
async fn identifiers_resolve_or_say_why_not() {
    let test = TestApp::demo();
    let nobody = Sender::nobody();
    let resolve = async |did: &str| test.get(&nobody, &format!("/vc-api/identifiers/{did}")).await;
    let key = "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK";
    assert_eq!(resolve(key).await.expect(200).json()["didDocument"]["id"], key);
    test.get(&nobody, "/orgs/sena/did.json").await.expect(200);
    let own = resolve(DID).await.expect(200).json();
    assert_eq!(own["didDocument"]["assertionMethod"], json!([format!("{DID}#key-1")]));
    let bare = nobody.clone().with("accept", "application/did+json");
    assert_eq!(test.get(&bare, &format!("/vc-api/identifiers/{key}")).await.expect(200).json()["id"], key);
    for (did, status, error) in [
        ("nonsense", 400, "invalidDid"),
        ("did:key:6Mk", 400, "invalidDid"),
        (
            "did:key:z5TcESXuYUE9aZWYwSdrUEGK1HNQFHyTt4aVpaCTVZcDXQmUheFwfNZmRksaAbBneNm5KyE52SdJeRCN1g6PJmF31GsHWwFiqUDujvasK3wTiDr3vvkYwEJHt7H5RGEKYEp1ErtQtcEBgsgY2DA9JZkHj1J9HZ8MRDTguAhoFtR4aTBQhgnkP4SwVbxDYMEZoF2TMYn3s",
            400,
            "invalidDid",
        ),
        ("did:key:z6LSbysY2xFMRpGMhb7tFTLMpeuPRaqaWM1yECx2AtzE3KCc", 400, "unsupportedPublicKeyType"),
        ("did:web:a..b", 400, "invalidDid"),
        ("did:key:-4:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK", 400, "invalidDid"),
        ("did:key:@", 400, "invalidDid"),
        ("notDid:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK", 400, "invalidDid"),
        ("did:experimental:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK", 400, "invalidDid"),
        (
            "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK?publicKeyFormat=unknown",
            400,
            "unsupportedPublicKeyType",
        ),
        (
            "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK%2F%5Ebar%5E%2F%3Fquery=%60%23a",
            400,
            "invalidDidUrl",
        ),
        (
            "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK%23a?publicKeyFormat=Ed25519VerificationKey2018",
            400,
            "invalidPublicKeyType",
        ),
        ("did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK%23other", 404, "notFound"),
        ("did:example:123", 501, "methodNotSupported"),
        ("did:web:registro.example:orgs:nobody", 404, "notFound"),
        ("did:web:127.0.0.1", 404, "notFound"),
    ] {
        let answer = resolve(did).await.expect(status).json();
        assert_eq!(answer["didResolutionMetadata"]["error"], error, "{did}");
        assert_eq!(answer["didDereferencingMetadata"]["error"], error, "{did}");
        assert_eq!(answer["didDocument"], json!({}));
    }
    for did in [
        "did:key:zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169",
        "did:jwk:eyJrdHkiOiJPS1AiLCJjcnYiOiJFZDI1NTE5IiwieCI6IjExcVlBWUt4Q3JmVlNfN1R5V1FIT2c3aGN2UGFwaU1scndJYWFQY0hVUm8ifQ",
    ] {
        assert_eq!(resolve(did).await.expect(200).json()["didDocument"]["id"], did);
    }
    for (media, status) in [("text/html", 406), ("application/did+cbor", 406), ("text/html, */*;q=0.1", 200)] {
        let asking = nobody.clone().with("accept", media);
        let answer = test.get(&asking, &format!("/vc-api/identifiers/{key}")).await.expect(status).json();
        let error = &answer["didResolutionMetadata"]["error"];
        assert_eq!(*error == "representationNotSupported", status == 406, "{media}");
    }
    for (did, error) in [
        (format!("did:web:{}.example", "a".repeat(3_000)), "invalidDid"),
        (format!("did:key:z6Mk{}", "a".repeat(3_000)), "invalidDid"),
        (format!("did:key:{}", multikey(&[0xed, 0x01], 31)), "invalidPublicKeyLength"),
        (format!("did:key:{}", multikey(&[0xed, 0x01], 33)), "invalidPublicKeyLength"),
        (format!("did:key:{}", multikey(&[0x80, 0x24], 32)), "invalidPublicKeyLength"),
        (format!("did:key:{}", multikey(&[0x80, 0x24], 33)), "invalidPublicKey"),
    ] {
        let answer = resolve(&did).await.expect(400).json();
        assert_eq!(answer["didResolutionMetadata"]["error"], error, "{did}");
    }
    let named = format!("{key}%23{}", key.trim_start_matches("did:key:"));
    assert_eq!(resolve(&named).await.expect(200).json()["didDocument"]["controller"], key);
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_else_s_document_is_answered_as_it_was_published() {
    let test = TestApp::demo();
    let did = "did:web:otra.example:emisora";
    let published = json!({
        "@context": ["https://www.w3.org/ns/did/v1"], "id": did, "controller": "did:web:otra.example",
        "alsoKnownAs": ["https://otra.example/"], "capabilityInvocation": ["#k"],
        "verificationMethod": [
            {"id": "#k", "type": "Multikey", "controller": did,
                "publicKeyMultibase": "z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK", "note": "kept"},
            {"id": format!("{did}#old"), "type": "JsonWebKey", "publicKeyJwk": {"kty": "RSA", "n": "AQAB", "e": "AQAB"}},
        ],
        "keyAgreement": [{"id": format!("{did}#e"), "type": "Multikey", "controller": did,
            "publicKeyMultibase": "z6LSbysY2xFMRpGMhb7tFTLMpeuPRaqaWM1yECx2AtzE3KCc"}],
        "service": [{"id": "#s", "type": "LinkedDomains", "serviceEndpoint": {"origins": ["https://otra.example"]}}],
    });
    let found = |document: &Value| Ok(std::sync::Arc::new(document.clone()));
    let fetched = |did: &str, document: &Value| {
        let url = puente_credentials::did::did_web_url(did).unwrap();
        test.app.documents.put(&url, &found(document), test.now());
    };
    fetched(did, &published);
    let nobody = Sender::nobody();
    let resolve = async |did: &str| test.get(&nobody, &format!("/vc-api/identifiers/{did}")).await;
    assert_eq!(resolve(did).await.expect(200).json()["didDocument"], published);
    let bare = nobody.clone().with("accept", "application/did+json");
    assert_eq!(test.get(&bare, &format!("/vc-api/identifiers/{did}")).await.expect(200).json(), published);
    for (fragment, method) in [
        ("k", &published["verificationMethod"][0]),
        ("old", &published["verificationMethod"][1]),
        ("e", &published["keyAgreement"][0]),
    ] {
        let named = resolve(&format!("{did}%23{fragment}")).await.expect(200).json();
        assert_eq!(&named["didDocument"], method, "{fragment}");
    }
    // It is looked at all the same: it has to be about this identifier.
    fetched("did:web:ajena.example", &published);
    let refused = resolve("did:web:ajena.example").await.expect(502).json();
    assert_eq!(refused["didResolutionMetadata"]["error"], "invalidDidDocument");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_caller_chooses_the_suites_and_a_holder_what_to_show() {
    let test = TestApp::demo();
    let sena = program(&test, "sena");
    for suite in ["eddsa-rdfc-2022", "eddsa-jcs-2022", "ecdsa-rdfc-2019", "ecdsa-jcs-2019"] {
        let body = json!({"credential": badge(), "options": {"cryptosuite": suite}});
        let credential = test.post(&sena, "/vc-api/credentials/issue", &body).await.expect(201).json();
        assert_eq!(credential["proof"]["cryptosuite"], suite);
        assert_eq!(verified(&test, &sena, &credential).await, 200, "{suite}");
    }
    for wrong in [json!("bbs-2023"), json!("Ed25519Signature2020"), json!(5)] {
        let body = json!({"credential": badge(), "options": {"cryptosuite": wrong}});
        test.post(&sena, "/vc-api/credentials/issue", &body).await.expect(400);
    }
    let body = json!({"credential": badge(), "options": {"mandatoryPointers": ["/issuer"]}});
    let base = test.post(&sena, "/vc-api/credentials/issue", &body).await.expect(201).json();
    assert_eq!(verified(&test, &sena, &base).await, 400);
    let derive = async |pointers: Value| {
        let body = json!({"verifiableCredential": base, "options": {"selectivePointers": pointers}});
        test.post(&sena, "/vc-api/credentials/derive", &body).await
    };
    let shown = derive(json!(["/credentialSubject/achievement/name"])).await.expect(201).json();
    assert_eq!(shown["credentialSubject"]["achievement"]["name"], "280101175");
    assert_eq!(shown.get("validFrom"), None);
    assert_eq!(verified(&test, &sena, &shown).await, 200);
    derive(json!(["/nothing"])).await.expect(400);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proof_is_compared_with_what_the_caller_expects_of_it() {
    let test = TestApp::demo();
    let sena = program(&test, "sena");
    let credential = issued(&test, &sena, badge()).await;
    for (options, status) in [
        (json!({"checks": ["proof"]}), 200),
        (json!({"expectedProofPurpose": "assertionMethod"}), 200),
        (json!({"expectedProofPurpose": "authentication"}), 400),
        (json!({"challenge": "c1"}), 400),
        (json!({"domain": "a.example"}), 400),
        (json!({"domain": ["a.example", "b.example"]}), 400),
        (json!({"expectedProofPurpose": "keyAgreement"}), 400),
    ] {
        let body = json!({"verifiableCredential": credential, "options": options});
        test.post(&sena, "/vc-api/credentials/verify", &body).await.expect(status);
    }
    for option in ["challenge", "domain"] {
        let body = json!({"verifiableCredential": credential, "options": {option: "a.example"}});
        let found = test.post(&sena, "/vc-api/credentials/verify", &body).await.expect(400).json();
        let kind = "https://w3id.org/security#PROOF_VERIFICATION_ERROR";
        assert_eq!(found["problemDetails"][0]["type"], kind, "{option}");
        assert_eq!(found["problemDetails"][0]["detail"], "wrong-purpose", "{option}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_no_context_defines_is_refused_in_presentations_too_unless_it_says_so() {
    use puente_credentials::did::{Purpose, to_did_key};
    use puente_credentials::keys::{Signer, SigningKey};
    use puente_credentials::proof::ProofOptions;
    let test = TestApp::demo();
    let sena = program(&test, "sena");
    let key = SigningKey::from_seed(&[5; 32]);
    let own = to_did_key(key.public_key());
    let mut undefined = badge();
    undefined["@context"].as_array_mut().unwrap().push(json!("https://www.w3.org/ns/credentials/undefined-terms/v2"));
    undefined["credentialSubject"]["invented"] = json!("x");
    let credential = issued(&test, &sena, undefined).await;
    assert_eq!(verified(&test, &sena, &credential).await, 200);
    for (name, status) in [("holder", 200), ("invented", 400)] {
        let mut presentation = json!({"@context": ["https://www.w3.org/ns/credentials/v2"],
            "type": ["VerifiablePresentation"], "verifiableCredential": [credential]});
        presentation[name] = json!(own);
        let options = ProofOptions {
            purpose: Purpose::Authentication,
            ..ProofOptions::asserting(format!("{own}#{}", key.public_key().to_multibase()), test.now())
        };
        presentation["proof"] = puente_credentials::jcs::sign(&presentation, &options, &key).unwrap();
        let body = json!({ "verifiablePresentation": presentation });
        let found = test.post(&sena, "/vc-api/presentations/verify", &body).await.expect(status).json();
        if status == 400 {
            let kind = "https://www.w3.org/TR/vc-data-model#MALFORMED_VALUE_ERROR";
            assert_eq!(found["problemDetails"][0]["type"], kind);
        }
    }
}

/// VC-JOSE-COSE, section 3.1.3: claims of the token are not terms of the credential.
#[tokio::test(flavor = "multi_thread")]
async fn a_token_with_claims_of_its_own_verifies_and_one_of_another_issuer_does_not() {
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    use puente_credentials::did::to_did_key;
    use puente_credentials::keys::{Signer, SigningKey};
    let test = TestApp::demo();
    let sena = program(&test, "sena");
    let key = SigningKey::from_seed(&[5; 32]);
    let own = to_did_key(key.public_key());
    let header = json!({"alg": "EdDSA", "typ": "vc+jwt", "kid": format!("{own}#{}", key.public_key().to_multibase())});
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    for (more, options, status) in [
        (json!({"jti": "urn:uuid:1", "nonce": "n", "iss": own, "aud": ["a", "b"]}), json!({"domain": ["a", "b"]}), 200),
        (json!({"aud": "a"}), json!({"domain": ["a", "b"]}), 400),
        (json!({"iss": "did:web:other.example"}), json!({}), 400),
        (json!({"invented": "x"}), json!({}), 400),
    ] {
        let mut claims = badge();
        claims["issuer"] = json!({"id": own, "type": ["Profile"], "name": "A"});
        for (name, value) in more.as_object().unwrap() {
            claims[name] = value.clone();
        }
        let signed = format!("{}.{}", part(&header), part(&claims));
        let token = format!("{signed}.{}", URL_SAFE_NO_PAD.encode(key.sign(signed.as_bytes()).unwrap()));
        let enveloped = json!({"@context": "https://www.w3.org/ns/credentials/v2",
            "type": "EnvelopedVerifiableCredential", "id": format!("data:application/vc+jwt,{token}")});
        let body = json!({"verifiableCredential": enveloped, "options": options});
        let answer = test.post(&sena, "/vc-api/credentials/verify", &body).await;
        assert_eq!(answer.status.as_u16(), status, "{more}: {}", answer.text());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_holder_s_own_unsigned_statement_counts_in_its_own_presentation_only() {
    use puente_credentials::did::{Purpose, to_did_key};
    use puente_credentials::keys::{Signer, SigningKey};
    use puente_credentials::proof::ProofOptions;
    let test = TestApp::demo();
    let sena = program(&test, "sena");
    let key = SigningKey::from_seed(&[5; 32]);
    let own = to_did_key(key.public_key());
    let present = async |issuer: &str, holder: Option<&str>| {
        let mut credential = badge();
        credential["issuer"] = json!(issuer);
        let mut presentation = json!({"@context": ["https://www.w3.org/ns/credentials/v2"],
            "type": ["VerifiablePresentation"], "verifiableCredential": [credential]});
        if let Some(holder) = holder {
            presentation["holder"] = json!(holder);
        }
        let options = ProofOptions {
            purpose: Purpose::Authentication,
            ..ProofOptions::asserting(format!("{own}#{}", key.public_key().to_multibase()), test.now())
        };
        presentation["proof"] = puente_credentials::jcs::sign(&presentation, &options, &key).unwrap();
        let body = json!({ "verifiablePresentation": presentation });
        test.post(&sena, "/vc-api/presentations/verify", &body).await.status.as_u16()
    };
    assert_eq!(present(&own, Some(&own)).await, 200);
    assert_eq!(present(&own, None).await, 400);
    assert_eq!(present(&own, Some("did:example:acme")).await, 400);
    assert_eq!(present(DID, Some(&own)).await, 400);
}

#[tokio::test(flavor = "multi_thread")]
async fn five_thousand_are_revoked_at_once_and_the_list_is_signed_once() {
    use puente::accounts::organisations;
    use puente_credentials::bitstring::Bitstring;
    let test = TestApp::demo();
    let sena = program(&test, "sena");
    let id = |number: u32| format!("urn:example:{number}");
    let now = test.now();
    test.db(|conn| {
        let organisation = organisations::by_slug(conn, "sena")?;
        for number in 0..5_000 {
            let subject = format!("vc-api:{}:{}", organisation.id, id(number));
            puente::status::allocate(conn, &organisation.id, &subject, now).unwrap();
        }
        Ok(())
    });
    let list = async || test.get(&Sender::nobody(), "/status/sena/revocation-1").await.expect(200).json();
    let set_bits = |list: &Value| {
        let bits = Bitstring::decode(list["credentialSubject"]["encodedList"].as_str().unwrap()).unwrap();
        (0..bits.entries()).filter(|&index| bits.get(index).unwrap()).count()
    };
    let before = list().await;
    let ids: Vec<String> = (0..5_000).map(id).collect();
    let mut change = json!({"credentialIds": ids, "credentialStatus": {"statusPurpose": "revocation"}, "status": true});
    let path = "/vc-api/credentials/status";
    test.post(&sena, path, &change).await.expect(200);
    let after = list().await;
    assert_eq!(set_bits(&after), set_bits(&before) + 5_000);
    assert_eq!(list().await, after);
    change["status"] = json!(false);
    change["credentialIds"].as_array_mut().unwrap().push(json!("urn:example:unknown"));
    test.post(&sena, path, &change).await.expect(404);
    assert_eq!(list().await, after);
}
