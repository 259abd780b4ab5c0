//! Issuers, their documents and lists, and whether a certificate is genuine.

use puente::accounts::organisations;
use puente::issuers::{self, issuing_key};
use puente::status;
use puente_credentials::achievement::Certificate;
use puente_credentials::issue::issue;
use puente_wire::verification::{CertificateFacts, StandardFacts, StatusPurpose, StatusReason, UnitVerdict, Verdict};
use serde_json::{Value, json};

use crate::support::{Sender, TestApp};

const SUBJECT: &str = "certificate-1";

fn facts(did: &str, framework: &str) -> CertificateFacts {
    CertificateFacts {
        id: Some("urn:uuid:7a6cafb9-11c3-41a8-98d8-8b5a45c2548f".into()),
        number: Some("SENA-2026-000001".into()),
        issuer_did: did.into(),
        holder_name: Some("Yuleidy Contreras".into()),
        birth_date: None,
        holder_did: None,
        standard: Some(StandardFacts {
            framework: framework.into(),
            framework_name: None,
            code: "280101175".into(),
            version: Some("v1".into()),
            title: "Montar instalaciones eléctricas internas".into(),
            country: "CO".into(),
            level: None,
            isco08: vec!["7411".into()],
        }),
        title: "Montar instalaciones eléctricas internas".into(),
        verdict_words: Some("Competente".into()),
        units: vec![UnitVerdict {
            unit: "280101175 V1/U1".into(),
            title: "Tender canalizaciones".into(),
            verdict: Verdict::Competent,
            words: "Competente".into(),
        }],
        issued_on: "2026-03-14".parse().unwrap(),
        valid_until: Some("2029-03-14".parse().unwrap()),
    }
}

/// A certificate of SENA on a framework, signed as the registry signs.
fn certificate(test: &TestApp, framework: &str) -> Value {
    let (app, now) = (test.app.clone(), test.now());
    let (key, slot) = test
        .app
        .db
        .write_now(|conn| {
            let organisation = organisations::by_slug(conn, "sena")?;
            let key = issuing_key(conn, &app, &organisation, now)?;
            let slot = status::allocate(conn, &organisation.id, SUBJECT, now).unwrap();
            Ok::<_, issuers::IssuerError>((key, slot))
        })
        .unwrap();
    let entries = slot.entries(&app.config.origin, "sena");
    let facts = facts(&key.did, framework);
    let unsigned = Certificate { facts: &facts, issuer_name: "SENA", status: &entries }.to_json();
    issue(unsigned, &key.options(now), &key.key).unwrap()
}

async fn result(test: &TestApp, credential: &Value) -> Value {
    test.post(&Sender::nobody(), "/api/v1/verifications", credential).await.expect(200).json()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_accredited_body_s_certificate_is_valid_under_the_registry_s_name() {
    let test = TestApp::demo();
    let credential = certificate(&test, "co-sena-nscl");
    for body in [credential.clone(), json!({ "credential": credential })] {
        let result = result(&test, &body).await;
        assert_eq!((&result["state"], &result["reason"]), (&json!("valid"), &json!("valid")), "{result:#}");
        assert_eq!(result["issuer"]["name"], "Servicio Nacional de Aprendizaje (SENA)");
        assert_eq!(result["certificate"]["standard"]["code"], "280101175");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_is_not_accredited_for_another_s_framework() {
    let test = TestApp::demo();
    let result = result(&test, &certificate(&test, "ec-secap")).await;
    assert_eq!((&result["state"], &result["reason"]), (&json!("issuer-unknown"), &json!("issuer-not-accredited")));
}

#[tokio::test(flavor = "multi_thread")]
async fn suspending_and_revoking_show_at_once_with_their_reason() {
    let test = TestApp::demo();
    let credential = certificate(&test, "co-sena-nscl");
    let now = test.now();
    let set = |purpose, since| test.db(|conn| status::set(conn, SUBJECT, purpose, since));
    assert_eq!(result(&test, &credential).await["state"], "valid");
    set(StatusPurpose::Suspension, Some((now, StatusReason::UnderReview)));
    let suspended = result(&test, &credential).await;
    assert_eq!((&suspended["state"], &suspended["reason"]), (&json!("lapsed"), &json!("suspended")));
    assert_eq!(suspended["status_note"]["reason"], "under-review");
    set(StatusPurpose::Suspension, None);
    assert_eq!(result(&test, &credential).await["state"], "valid");
    set(StatusPurpose::Revocation, Some((now, StatusReason::IssuedInError)));
    let revoked = result(&test, &credential).await;
    assert_eq!((&revoked["state"], &revoked["reason"]), (&json!("invalid"), &json!("revoked")));
    assert_eq!(
        revoked["status_note"],
        json!({"purpose": "revocation", "since": "2026-06-01", "reason": "issued-in-error"})
    );
    let entry = &credential["credentialStatus"][0];
    let list = entry["statusListCredential"].as_str().unwrap().rsplit('/').next().unwrap();
    let note = format!("/api/v1/status-notes/sena/{list}/{}", entry["statusListIndex"].as_str().unwrap());
    assert_eq!(test.get(&Sender::nobody(), &note).await.expect(200).json()["reason"], "issued-in-error");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_signed_once_and_again_when_it_changes_or_grows_old() {
    let test = TestApp::demo();
    let nobody = Sender::nobody();
    certificate(&test, "co-sena-nscl");
    let fetch = async || test.get(&nobody, "/status/sena/revocation-1").await.expect(200);
    let first = fetch().await;
    assert_eq!(first.json()["issuer"], "did:web:registro.example:orgs:sena");
    let etag = first.headers["etag"].to_str().unwrap().to_owned();
    assert_eq!(fetch().await.body, first.body);
    test.get(&nobody.clone().with("if-none-match", &etag), "/status/sena/revocation-1").await.expect(304);
    test.db(|conn| status::set(conn, SUBJECT, StatusPurpose::Revocation, Some((test.now(), StatusReason::Fraud))));
    let second = fetch().await;
    assert_ne!(second.body, first.body);
    test.advance(chrono::Duration::days(2));
    assert_ne!(fetch().await.body, second.body);
    for unknown in ["/status/sena/revocation-2", "/status/sena/x", "/status/nobody/revocation-1"] {
        test.get(&nobody, unknown).await.expect(404);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_issuer_is_found_by_identity_and_by_name_and_a_stranger_is_not() {
    let test = TestApp::demo();
    let nobody = Sender::nobody();
    let by_did = async |did: &str| test.get(&nobody, &format!("/api/v1/issuers?did={did}")).await.expect(200).json();
    let found = by_did("did:web:registro.example:orgs:sena").await;
    assert_eq!(found[0]["slug"], "sena");
    assert_eq!(found[0]["accreditations"][0]["framework"], "co-sena-nscl");
    assert_eq!(found[0]["illustrative"], true);
    for stranger in ["did:web:registro.example:orgs:nobody", "did:web:evil.example:orgs:sena", "did:key:z6Mk"] {
        assert_eq!(by_did(stranger).await, json!([]), "{stranger}");
    }
    assert_eq!(test.get(&nobody, "/api/v1/issuers").await.expect(200).json().as_array().unwrap().len(), 3);
    assert_eq!(test.get(&nobody, "/api/v1/issuers/secap").await.expect(200).json()["country"], "EC");
    assert_eq!(test.get(&nobody, "/api/v1/issuers/nobody").await.expect(404).code(), "issuer-unknown");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_document_that_is_no_credential_is_refused_and_a_broken_one_is_answered() {
    let test = TestApp::demo();
    test.post(&Sender::nobody(), "/api/v1/verifications", &json!({"hello": "world"})).await.expect(422);
    test.post(&Sender::nobody(), "/api/v1/verifications", &json!([1])).await.expect(422);
    let broken = result(&test, &json!({"issuer": "did:web:a.example"})).await;
    assert_eq!((&broken["state"], &broken["reason"]), (&json!("invalid"), &json!("malformed")));
    let twice = br#"{"issuer":"a","issuer":"b"}"#.to_vec();
    let path = "/api/v1/verifications";
    let refused = test.send_bytes(&Sender::nobody(), http::Method::POST, path, Some(twice)).await.expect(400);
    assert_eq!(refused.code(), "bad-json");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_at_once_never_get_the_same_place() {
    let test = TestApp::demo();
    let sena = test.db(|conn| Ok(organisations::by_slug(conn, "sena")?.id));
    let now = test.now();
    let tasks: Vec<_> = (0..40)
        .map(|number| {
            let (db, sena) = (test.app.db.clone(), sena.clone());
            tokio::spawn(async move {
                db.write(move |conn| status::allocate(conn, &sena, &format!("subject-{number}"), now)).await.unwrap()
            })
        })
        .collect();
    let mut places = std::collections::BTreeSet::new();
    for task in tasks {
        let slot = task.await.unwrap();
        places.insert((slot.list, slot.position));
    }
    assert_eq!(places.len(), 40);
}
