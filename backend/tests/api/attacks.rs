//! Attacks that need the whole registry; those on documents alone are tested in `backend/credentials`.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::Duration;
use puente::accounts::organisations;
use puente::app::App;
use puente::config::Config;
use puente::issuers::{IssuerError, IssuingKey, issuing_key};
use puente::verifications;
use puente_credentials::bitstring::{Bitstring, ListCredential};
use puente_credentials::did::to_did_key;
use puente_credentials::keys::{Signer, SigningKey};
use puente_credentials::proof::ProofOptions;
use puente_credentials::verify::Unavailable;
use puente_credentials::{jcs, jose};
use puente_wire::session::Role;
use puente_wire::verification::StatusPurpose;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::support::desk::{Desk, Wallet};
use crate::support::{Sender, TestApp};
use crate::vc_api::badge;

async fn result(test: &TestApp, credential: &Value) -> Value {
    test.post(&Sender::nobody(), "/api/v1/verifications", credential).await.expect(200).json()
}

/// What is slow for one must not be slow for all: verifying waits for its turn beside the requests, for which
/// there is one thread here.
#[tokio::test]
async fn whoever_has_much_verified_keeps_nobody_waiting_who_asks_for_something_else() {
    let test = TestApp::demo();
    let mut own = badge();
    signed_by(&test, "sena", &mut own);
    let turns = test.app.turns.clone();
    let (begun, has_begun) = tokio::sync::oneshot::channel();
    let (end, ends) = std::sync::mpsc::channel::<()>();
    let work = move || {
        begun.send(()).unwrap();
        ends.recv().unwrap();
    };
    let busy = tokio::spawn(async move { turns.take(work).await.unwrap() });
    has_begun.await.unwrap();
    let mut waiting = Box::pin(result(&test, &own));
    let nobody = Sender::nobody();
    for _ in 0..30 {
        tokio::select! {
            biased;
            found = &mut waiting => panic!("verified out of turn: {found:#}"),
            answer = test.get(&nobody, "/healthz") => drop(answer.expect(200)),
        }
    }
    end.send(()).unwrap();
    busy.await.unwrap();
    assert_ne!(waiting.await["state"], "invalid");
}

#[tokio::test(flavor = "multi_thread")]
async fn proofs_and_contexts_without_end_are_refused_before_they_are_worked_on() {
    let test = TestApp::demo();
    let mut own = badge();
    signed_by(&test, "sena", &mut own);
    let proof = own["proof"].clone();
    own["proof"] = json!(vec![proof.clone(); 10]);
    assert_ne!(result(&test, &own).await["state"], "invalid");
    own["proof"] = json!(vec![proof; 11]);
    let found = result(&test, &own).await;
    assert_eq!((&found["state"], &found["reason"]), (&json!("invalid"), &json!("too-large")));
    // Signed by an honest key over what takes a processor a third of a second for each proof.
    let key = SigningKey::from_seed(&[5; 32]);
    let did = to_did_key(key.public_key());
    let open_badges = badge()["@context"][1].clone();
    let subject = |at: usize| json!({"id": format!("urn:b:{at}"), "@context": open_badges});
    let mut heavy = json!({"@context": ["https://www.w3.org/ns/credentials/v2"], "type": ["VerifiableCredential"],
        "issuer": did, "credentialSubject": (0..900).map(subject).collect::<Vec<_>>()});
    let method = format!("{did}#{}", key.public_key().to_multibase());
    let mut rdfc = jcs::sign(&heavy, &ProofOptions::asserting(method, test.now()), &key).unwrap();
    rdfc["cryptosuite"] = json!("eddsa-rdfc-2022");
    heavy["proof"] = json!(vec![rdfc; 10]);
    let found = result(&test, &heavy).await;
    let signature = found["checks"].as_array().unwrap().iter().find(|check| check["check"] == "signature").unwrap();
    // Not a signature that was compared and did not match.
    assert_eq!(signature["detail"], "bad-proof", "{found:#}");
}

fn key_of(test: &TestApp, slug: &str) -> IssuingKey {
    let (app, now) = (test.app.clone(), test.now());
    let of_slug = |conn: &mut _| -> Result<_, IssuerError> {
        let organisation = organisations::by_slug(conn, slug)?;
        issuing_key(conn, &app, &organisation, now)
    };
    test.app.db.write_now(of_slug).unwrap()
}

/// The badge of SENA, signed by whom the slug names.
fn signed_by(test: &TestApp, slug: &str, credential: &mut Value) {
    let key = key_of(test, slug);
    credential["proof"] = jcs::sign(credential, &key.options(test.now()), &key.key).unwrap();
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

/// A server that answers nobody before `together` requests have arrived; how many have.
async fn server(together: usize, answer: impl Into<Arc<str>>) -> (String, Arc<AtomicUsize>) {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let arrived = Arc::new(AtomicUsize::new(0));
    let (counting, all, answer) = (arrived.clone(), Arc::new(tokio::sync::Barrier::new(together)), answer.into());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            counting.fetch_add(1, Ordering::SeqCst);
            let (all, answer) = (all.clone(), answer.clone());
            tokio::spawn(async move {
                let _ = stream.read(&mut [0; 2048]).await;
                all.wait().await;
                let _ = stream.write_all(format!("HTTP/1.1 {answer}").as_bytes()).await;
            });
        }
    });
    (address, arrived)
}

const NOTHING: &str = "404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
/// An answer that is no list, and an answer all the same.
const NO_LIST: &str = "200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}";

/// A badge that names these lists.
fn badge_with_lists(test: &TestApp, address: &str, lists: std::ops::Range<usize>) -> Value {
    let entry = |number: usize| {
        json!({"type": "BitstringStatusListEntry", "statusPurpose": "revocation", "statusListIndex": "1",
            "statusListCredential": format!("{address}/lists/{number}")})
    };
    let mut credential = badge();
    credential["credentialStatus"] = lists.map(entry).collect();
    signed_by(test, "sena", &mut credential);
    credential
}

/// What was found about revocation.
fn about_revocation(verification: &Value) -> &str {
    let checks = verification["checks"].as_array().unwrap();
    checks.iter().find(|check| check["check"] == "revocation").unwrap()["detail"].as_str().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn status_lists_are_asked_for_side_by_side() {
    let test = TestApp::demo().asking_this_machine();
    let (address, arrived) = server(4, NO_LIST).await;
    let credential = badge_with_lists(&test, &address, 0..4);
    // Had one to be answered before the next is asked for, none would be.
    assert_eq!(about_revocation(&result(&test, &credential).await), "status-untrusted");
    assert_eq!(arrived.load(Ordering::SeqCst), 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_lists_of_several_credentials_in_a_presentation_are_asked_for_side_by_side() {
    let test = TestApp::demo().asking_this_machine();
    let (address, _) = server(4, NO_LIST).await;
    let credentials: Vec<Value> = (0..4).map(|list| badge_with_lists(&test, &address, list..list + 1)).collect();
    let presentation = json!({"@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiablePresentation"], "verifiableCredential": credentials});
    let program = crate::vc_api::program(&test, "sena");
    let body = json!({"verifiablePresentation": presentation});
    let found = test.post(&program, "/vc-api/presentations/verify", &body).await.json();
    let results = found["credentialResults"].as_array().unwrap();
    assert_eq!(results.len(), 4);
    for found in results {
        assert_eq!(about_revocation(&found["verification"]), "status-untrusted");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn status_lists_that_are_not_there_are_left_in_peace_for_a_while() {
    let test = TestApp::demo().asking_this_machine();
    let (address, arrived) = server(1, NOTHING).await;
    let credential = badge_with_lists(&test, &address, 0..4);
    for _ in 0..3 {
        assert_eq!(about_revocation(&result(&test, &credential).await), "status-unreachable");
        assert_eq!(arrived.load(Ordering::SeqCst), 4);
    }
    test.advance(Duration::seconds(31));
    result(&test, &credential).await;
    assert_eq!(arrived.load(Ordering::SeqCst), 8);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_comes_as_a_token_is_read_and_goes_to_browsers_in_its_envelope() {
    let test = TestApp::demo().asking_this_machine();
    let (key, now, mut bits) = (key_of(&test, "sena"), test.now(), Bitstring::default());
    bits.set(1, true).unwrap();
    let method = key.options(now).verification_method;
    let issuer = method.split('#').next().unwrap();
    let (valid_from, valid_until) = (now, now + Duration::days(1));
    let list =
        ListCredential { url: "", issuer, purpose: StatusPurpose::Revocation, bits: &bits, valid_from, valid_until };
    let mut list = list.to_json();
    list.as_object_mut().unwrap().remove("id");
    list["credentialSubject"].as_object_mut().unwrap().remove("id");
    let token = jose::sign(json!({"typ": "vc+jwt", "kid": method}), &list, &key.key).unwrap();
    let head = format!("200 OK\r\ncontent-type: application/vc+jwt\r\ncontent-length: {}", token.len());
    let (address, _) = server(1, format!("{head}\r\nconnection: close\r\n\r\n{token}")).await;
    assert_eq!(about_revocation(&result(&test, &badge_with_lists(&test, &address, 0..1)).await), "revoked");
    let asked = format!("/api/v1/status-lists?url={address}/lists/0");
    let sent = test.get(&Sender::nobody(), &asked).await.expect(200).json();
    assert_eq!(sent["type"], "EnvelopedVerifiableCredential");
    assert_eq!(sent["id"], format!("data:application/vc+jwt,{token}"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_has_no_list_is_left_in_peace_by_everybody_who_asks_through_us() {
    let test = TestApp::empty();
    let app = looking_at_itself(&test);
    let (address, arrived) = server(1, NOTHING).await;
    let url = format!("{address}/list");
    for _ in 0..3 {
        assert_eq!(verifications::foreign_status_list(&app, &url).await, None);
    }
    assert_eq!(arrived.load(Ordering::SeqCst), 1);
    // As a token it may still be there: the server is asked for another media type.
    for _ in 0..3 {
        assert_eq!(verifications::token_list_for_browser(&app, &url).await.unwrap(), None);
    }
    assert_eq!(arrived.load(Ordering::SeqCst), 2);
}
