//! Attacks that need the whole registry; those on documents alone are tested in `backend/credentials`.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::Duration;
use puente::accounts::organisations;
use puente::app::App;
use puente::config::Config;
use puente::issuers::{IssuerError, issuing_key};
use puente::verifications;
use puente_credentials::jcs;
use puente_credentials::verify::Unavailable;
use puente_wire::session::Role;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::support::desk::{Desk, Wallet};
use crate::support::{Sender, TestApp};
use crate::vc_api::badge;

async fn result(test: &TestApp, credential: &Value) -> Value {
    test.post(&Sender::nobody(), "/api/v1/verifications", credential).await.expect(200).json()
}

/// The badge of SENA, signed by whom the slug names.
fn signed_by(test: &TestApp, slug: &str, credential: &mut Value) {
    let (app, now) = (test.app.clone(), test.now());
    let key = test
        .app
        .db
        .write_now(|conn| -> Result<_, IssuerError> {
            let organisation = organisations::by_slug(conn, slug)?;
            issuing_key(conn, &app, &organisation, now)
        })
        .unwrap();
    credential["proof"] = jcs::sign(credential, &key.options(now), &key.key).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_key_of_another_organisation_signs_nothing_for_this_one() {
    let test = TestApp::demo();
    let mut own = badge();
    signed_by(&test, "sena", &mut own);
    assert_ne!(result(&test, &own).await["state"], "invalid");
    let mut forged = badge();
    signed_by(&test, "secap", &mut forged);
    let found = result(&test, &forged).await;
    assert_eq!((&found["state"], &found["reason"]), (&json!("invalid"), &json!("key-not-issuers")));
    // Under the name of the right key, it is a wrong signature.
    let method = own["proof"]["verificationMethod"].clone();
    forged["proof"]["verificationMethod"] = method;
    let found = result(&test, &forged).await;
    assert_eq!((&found["state"], &found["reason"]), (&json!("invalid"), &json!("signature-wrong")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_given_twice_is_refused_before_anybody_reads_either() {
    let test = TestApp::demo();
    let mut own = badge();
    signed_by(&test, "sena", &mut own);
    let twice = own.to_string().replacen("\"issuer\":", "\"issuer\":\"did:web:other.example\",\"issuer\":", 1);
    let nobody = Sender::nobody();
    let answer = test.send_bytes(&nobody, http::Method::POST, "/api/v1/verifications", Some(twice.into()));
    let answer = answer.await;
    assert!(answer.status.is_client_error() || answer.json()["state"] == "invalid", "{}", answer.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn no_body_is_registered_under_a_name_that_looks_like_another_s() {
    let test = TestApp::demo();
    let operator = test.member("operador", &[Role::Operator]);
    let register = async |slug: &str, name: &str, country: &str| {
        let request = json!({"slug": slug, "name": name, "country": country, "kind": "certification-body",
            "admin_login": "ana@nueva.example", "admin_name": "Ana"});
        test.post(&operator, "/api/v1/organisations", &request).await
    };
    let genuine = "Servicio Nacional de Aprendizaje (SENA)";
    for (name, country) in [
        (genuine, "CO"),
        ("SERVICIO NACIONAL DE APRENDIZAJE SENA", "CO"),
        ("Serviсio Nacional de Aprendizaje (SENA)", "MX"), // a Cyrillic с
        ("Servicio Naciona1 de Aprendizaje (SENA)", "MX"),
        ("Servicio Nacional de Aprendizaje\u{200b} (SENA)", "MX"),
        ("Nuevo Сentro", "MX"), // mixes alphabets
    ] {
        let refused = register("nueva", name, country).await.expect(422).json();
        assert_eq!(refused["errors"], json!([{"field": "name", "code": "looks-like-another"}]), "{name}");
    }
    register("nueva", "Instituto Nacional de Aprendizaje", "CR").await.expect(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_that_is_claimed_while_it_is_revoked_is_revoked() {
    let desk = Desk::new();
    for round in 0..4_u8 {
        let signed_off = desk.issued(&format!("7700000{round}")).await;
        let id = signed_off["certificate"]["id"].as_str().unwrap();
        let path = format!("/api/v1/orgs/sena/certificates/{id}/revoke");
        let (request, reason) =
            (Wallet::new(round).claim_of(&signed_off), json!({"reason": "fraud", "note": "Falsa."}));
        let nobody = Sender::nobody();
        let claim = desk.test.post(&nobody, "/api/v1/claims", &request);
        let revoke = desk.test.post(&desk.signatory, &path, &reason);
        let (claimed, revoked) = tokio::join!(claim, revoke);
        revoked.expect(200);
        match claimed.status.as_u16() {
            200 => {
                let found = result(&desk.test, &claimed.json()["credential"]).await;
                assert_eq!((&found["state"], &found["reason"]), (&json!("invalid"), &json!("revoked")), "{found:#}");
            }
            410 => assert_eq!(claimed.code(), "offer-withdrawn"),
            other => panic!("{other}: {}", claimed.text()),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_verifies_while_it_is_revoked_is_told_one_or_the_other_and_afterwards_the_truth() {
    let desk = Desk::new();
    let signed_off = desk.issued("77000010").await;
    let claimed = desk.test.post(&Sender::nobody(), "/api/v1/claims", &Wallet::new(1).claim_of(&signed_off)).await;
    let credential = claimed.expect(200).json()["credential"].clone();
    let id = signed_off["certificate"]["id"].as_str().unwrap();
    let path = format!("/api/v1/orgs/sena/certificates/{id}/revoke");
    let reason = json!({"reason": "fraud", "note": "Falsa."});
    let looking = futures_util::future::join_all((0..6).map(|_| result(&desk.test, &credential)));
    let (seen, revoked) = tokio::join!(looking, desk.test.post(&desk.signatory, &path, &reason));
    revoked.expect(200);
    for found in seen {
        assert!(found["reason"] == "valid" || found["reason"] == "revoked", "{found:#}");
    }
    assert_eq!(result(&desk.test, &credential).await["reason"], "revoked");
}

/// A registry that may ask this machine's own addresses.
fn looking_at_itself(test: &TestApp) -> App {
    let config = Config { fetch_loopback: true, ..(*test.app.config).clone() };
    App { config: Arc::new(config), ..test.app.clone() }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_issuer_that_does_not_answer_is_left_in_peace_for_a_while() {
    let test = TestApp::empty();
    let app = looking_at_itself(&test);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let did = format!("did:web:127.0.0.1%3A{}", listener.local_addr().unwrap().port());
    let asked = Arc::new(AtomicUsize::new(0));
    let counting = asked.clone();
    let server = tokio::spawn(async move {
        while listener.accept().await.is_ok() {
            counting.fetch_add(1, Ordering::SeqCst);
        }
    });
    let resolve = async || verifications::did_document(&app, &did).await.unwrap();
    assert_eq!(resolve().await, Err(Unavailable::Unreachable));
    let first = asked.load(Ordering::SeqCst);
    assert!(first > 0);
    for _ in 0..5 {
        assert_eq!(resolve().await, Err(Unavailable::Unreachable));
    }
    assert_eq!(asked.load(Ordering::SeqCst), first);
    test.advance(Duration::seconds(31));
    assert_eq!(resolve().await, Err(Unavailable::Unreachable));
    assert!(asked.load(Ordering::SeqCst) > first);
    server.abort();
}
