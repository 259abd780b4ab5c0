//! The life of signing keys, and what a stolen one can do: nothing that the registry had not done.

use chrono::{DateTime, Duration, Utc};
use diesel::RunQueryDsl as _;
use http::Method;
use puente::accounts::organisations;
use puente::db::schema::signed_imprints;
use puente::db::{DbConn, DbError};
use puente::issuers::keys::schedule;
use puente::issuers::{IssuerError, IssuingKey, issuing_key};
use puente_credentials::issue::issue;
use puente_wire::session::Role;
use serde_json::{Value, json};

use crate::support::desk::{Desk, Wallet};
use crate::support::process::{Installation, said};
use crate::support::{Answer, Sender, TestApp};
use crate::vc_api::{badge, program};

const KEYS: &str = "/api/v1/organisations/sena/keys";
const DID: &str = "did:web:registro.example:orgs:sena";

fn operator(test: &TestApp) -> Sender {
    test.member("operador", &[Role::Operator])
}

async fn act(test: &TestApp, sender: &Sender, action: &str, body: Value) -> Answer {
    test.post(sender, &format!("{KEYS}{action}"), &body).await
}

async fn compromise(test: &TestApp, number: u32, from: DateTime<Utc>) -> Answer {
    let body = json!({"from": from, "reason": "Robaron el servidor."});
    act(test, &operator(test), &format!("/{number}/compromise"), body).await
}

/// What a thief who copied the key can sign with.
fn stolen(test: &TestApp) -> IssuingKey {
    let (app, now) = (test.app.clone(), test.now());
    let open = |conn: &mut _| {
        let organisation = organisations::by_slug(conn, "sena")?;
        issuing_key(conn, &app, &organisation, now)
    };
    test.app.db.write_now::<_, IssuerError, _>(open).unwrap()
}

async fn issued(test: &TestApp, suites: &[&str]) -> Value {
    let sender = program(test, "sena");
    let mut credential = badge();
    credential["id"] = json!(format!("urn:uuid:{}", uuid::Uuid::new_v4()));
    let mut options = json!({});
    if !suites.is_empty() {
        options = json!({ "cryptosuite": suites[0], "mandatoryPointers": ["/issuer", "/validFrom"] });
    }
    let body = json!({"credential": credential, "options": options});
    test.post(&sender, "/vc-api/credentials/issue", &body).await.expect(201).json()
}

async fn reason(test: &TestApp, credential: &Value) -> String {
    let body = json!({ "credential": credential });
    let found = test.post(&Sender::nobody(), "/api/v1/verifications", &body).await.expect(200).json();
    found["reason"].as_str().unwrap().to_owned()
}

/// Genuine, whatever the registry thinks of its standard.
async fn is_genuine(test: &TestApp, credential: &Value) -> bool {
    let found = reason(test, credential).await;
    assert!(["valid", "standard-not-stated", "key-compromised"].contains(&found.as_str()), "{found}");
    found != "key-compromised"
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_signed_before_a_compromise_verifies_and_what_was_signed_from_then_on_does_not() {
    let desk = Desk::new();
    let test = &desk.test;
    let signed_off = desk.issued("8812345").await;
    let claimed = test.post(&Sender::nobody(), "/api/v1/claims", &Wallet::new(5).claim_of(&signed_off)).await;
    let claimed = claimed.expect(200).json()["credential"].clone();
    let badge_before = issued(test, &[]).await;
    test.advance(Duration::minutes(10));
    let moment = test.now();
    let badge_after = issued(test, &[]).await;
    test.advance(Duration::minutes(10));
    compromise(test, 1, moment).await.expect(200);
    assert_eq!(reason(test, &claimed).await, "valid");
    assert!(is_genuine(test, &badge_before).await);
    assert!(!is_genuine(test, &badge_after).await);
    // What is signed now is signed with the next key.
    assert!(is_genuine(test, &issued(test, &[]).await).await);

    let document = test.get(&Sender::nobody(), "/orgs/sena/did.json").await.expect(200).json();
    assert_eq!(document["verificationMethod"][0]["revoked"], moment.format("%FT%TZ").to_string());
    assert_eq!(document["assertionMethod"], json!([format!("{DID}#key-1"), format!("{DID}#key-2")]));
    assert_eq!(document["authentication"], json!([format!("{DID}#key-2")]));
    // A moment can be moved to an earlier one, and never to a later one.
    let later = compromise(test, 1, moment + Duration::minutes(1)).await.expect(409);
    assert_eq!(later.code(), "key-state");
    compromise(test, 1, moment - Duration::minutes(11)).await.expect(200);
    assert!(!is_genuine(test, &badge_before).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thief_who_writes_an_earlier_date_gets_nowhere() {
    let test = TestApp::demo();
    let key = stolen(&test);
    let genuine = issued(&test, &[]).await;
    let earlier = test.now() - Duration::days(30);
    let mut forged = badge();
    forged["credentialSubject"]["achievement"]["name"] = json!("Instalador de todo");
    // Even with the place of a genuine certificate in the status lists.
    forged["id"] = genuine["id"].clone();
    forged["credentialStatus"] = genuine["credentialStatus"].clone();
    let forged = issue(forged, &key.options(earlier), &key.key).unwrap();
    assert!(is_genuine(&test, &forged).await, "nothing is known yet");
    test.advance(Duration::minutes(1));
    compromise(&test, 1, test.now()).await.expect(200);
    assert!(!is_genuine(&test, &forged).await);
    assert!(is_genuine(&test, &genuine).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_holder_shows_of_a_credential_signed_before_a_compromise_verifies_too() {
    let test = TestApp::demo();
    let base = issued(&test, &["ecdsa-sd-2023"]).await;
    let body = json!({"verifiableCredential": base, "options": {"selectivePointers": ["/credentialSubject/achievement/name"]}});
    let shown = test.post(&program(&test, "sena"), "/vc-api/credentials/derive", &body).await.expect(201).json();
    let number = base["proof"]["verificationMethod"].as_str().unwrap().rsplit('-').next().unwrap().parse().unwrap();
    assert!(is_genuine(&test, &shown).await);
    test.advance(Duration::minutes(1));
    compromise(&test, number, test.now()).await.expect(200);
    assert!(is_genuine(&test, &shown).await);
    compromise(&test, number, test.now() - Duration::hours(1)).await.expect(200);
    assert!(!is_genuine(&test, &shown).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_record_answers_only_while_a_key_is_revoked_and_only_about_its_own_issuer() {
    let test = TestApp::demo();
    let genuine = issued(&test, &[]).await;
    let imprint = puente_credentials::imprint::imprint_of(&genuine).unwrap();
    let ask = async |did: &str, imprint: &str| {
        test.get(&Sender::nobody(), &format!("/api/v1/signed?did={did}&imprint={imprint}")).await
    };
    ask(DID, &imprint).await.expect(404);
    test.advance(Duration::minutes(1));
    compromise(&test, 1, test.now()).await.expect(200);
    assert!(ask(DID, &imprint).await.expect(200).json()["signed_at"].is_string());
    assert_eq!(ask(DID, "guess").await.expect(200).json(), json!({}));
    ask("did:web:registro.example:orgs:secap", &imprint).await.expect(404);
    ask("did:web:other.example", &imprint).await.expect(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_is_made_beforehand_activated_and_retired_and_its_life_is_told() {
    let test = TestApp::demo();
    let operator = operator(&test);
    let before = issued(&test, &[]).await;
    let made = act(&test, &operator, "", json!({"kind": "ed25519"})).await.expect(201).json();
    assert_eq!((&made["keys"][0]["number"], &made["keys"][0]["state"]), (&json!(2), &json!("created")));
    // Known, and good for nothing yet.
    let document = test.get(&Sender::nobody(), "/orgs/sena/did.json").await.expect(200).json();
    assert_eq!(document["verificationMethod"].as_array().unwrap().len(), 2);
    assert_eq!(document["assertionMethod"], json!([format!("{DID}#key-1")]));
    assert_eq!(stolen(&test).kid(), "key-1");

    let active = act(&test, &operator, "/2/activate", json!({})).await.expect(200).json();
    assert_eq!((&active["keys"][0]["state"], &active["keys"][1]["state"]), (&json!("active"), &json!("retired")));
    assert_eq!(stolen(&test).kid(), "key-2");
    assert_eq!(act(&test, &operator, "/2/activate", json!({})).await.expect(409).code(), "key-state");
    assert_eq!(act(&test, &operator, "/1/retire", json!({"reason": "x"})).await.expect(409).code(), "key-state");
    assert!(is_genuine(&test, &before).await);

    // Rotation takes the key that waits, if there is one.
    act(&test, &operator, "", json!({"kind": "ed25519"})).await.expect(201);
    let rotated = act(&test, &operator, "/rotate", json!({"reason": "Cada año."})).await.expect(200).json();
    assert_eq!((&rotated["keys"][0]["number"], &rotated["keys"][0]["state"]), (&json!(3), &json!("active")));
    assert_eq!(rotated["keys"][1]["end_reason"], "Cada año.");
    // An active key that is retired is replaced.
    let retired = act(&test, &operator, "/3/retire", json!({"reason": "Servidor viejo."})).await.expect(200).json();
    assert_eq!((&retired["keys"][0]["number"], &retired["keys"][0]["state"]), (&json!(4), &json!("active")));
    act(&test, &operator, "/3/retire", json!({"reason": ""})).await.expect(422);
    act(&test, &operator, "/9/activate", json!({})).await.expect(404);
    act(&test, &operator, "/x/activate", json!({})).await.expect(404);
    let future = test.now() + Duration::hours(1);
    assert_eq!(compromise(&test, 4, future).await.expect(422).json()["errors"][0]["code"], "in-the-future");

    let log = test.get(&operator, "/api/v1/audit?organisation=sena&limit=200").await.expect(200).json();
    let actions: Vec<&str> = log["entries"].as_array().unwrap().iter().filter_map(|e| e["action"].as_str()).collect();
    for action in ["issuer-key-created", "issuer-key-activated", "issuer-key-rotated"] {
        assert!(actions.contains(&action), "{action}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_but_the_operator_changes_or_sees_keys() {
    let test = TestApp::demo();
    let others = [Role::Assessor, Role::Signatory, Role::OrganisationAdmin, Role::Curator, Role::Reviewer];
    for role in others {
        let sender = test.member("sena", &[role]);
        test.get(&sender, KEYS).await.expect(403);
        for (action, body) in [
            ("", json!({"kind": "ed25519"})),
            ("/rotate", json!({"reason": "x"})),
            ("/1/activate", json!({})),
            ("/1/retire", json!({"reason": "x"})),
            ("/1/compromise", json!({"from": "2026-01-01T00:00:00Z", "reason": "x"})),
        ] {
            act(&test, &sender, action, body).await.expect(403);
        }
        let schedule = json!({"rotate_every_days": 30});
        test.send(&sender, Method::PUT, &format!("{KEYS}/schedule"), Some(&schedule)).await.expect(403);
    }
    test.get(&Sender::nobody(), KEYS).await.expect(401);
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_schedule_keys_change_once_whatever_number_of_nodes_looks() {
    let test = TestApp::demo();
    let set = async |days: Value| {
        let body = json!({ "rotate_every_days": days });
        test.send(&operator(&test), Method::PUT, &format!("{KEYS}/schedule"), Some(&body)).await
    };
    let before = issued(&test, &[]).await;
    test.advance(Duration::days(91));
    assert!(schedule::run_due(&test.app).await.unwrap().is_empty(), "off unless set");
    set(json!(0)).await.expect(422);
    assert_eq!(set(json!(90)).await.expect(200).json()["rotate_every_days"], 90);
    let (one, other) = (test.app.clone(), test.app.clone());
    let both = tokio::join!(
        tokio::spawn(async move { schedule::run_due(&one).await.unwrap() }),
        tokio::spawn(async move { schedule::run_due(&other).await.unwrap() }),
    );
    assert_eq!([both.0.unwrap(), both.1.unwrap()].concat(), ["sena"]);
    assert_eq!(stolen(&test).kid(), "key-2");
    assert!(is_genuine(&test, &before).await);
    let log = test
        .get(&operator(&test), "/api/v1/audit?organisation=sena&action=issuer-key-rotated")
        .await
        .expect(200)
        .json();
    assert_eq!((&log["entries"][0]["actor"], &log["entries"][0]["reason"]), (&json!("system"), &json!("schedule")));
    assert!(schedule::run_due(&test.app).await.unwrap().is_empty());
    set(Value::Null).await.expect(200);
    test.advance(Duration::days(1000));
    assert!(schedule::run_due(&test.app).await.unwrap().is_empty());
}

#[test]
fn the_commands_tell_a_key_s_life_and_a_trust_file_knows_what_was_signed_before() {
    let installation = Installation::new();
    let server = installation.serve();
    let token = installation.run(&["token", "create", "--org", "sena", "--scope", "vc-api"]);
    let text = String::from_utf8(token.stdout).unwrap();
    let token = text.split_whitespace().find(|word| word.len() == 43).unwrap().to_owned();
    let caller = server.caller().with("authorization", &format!("Bearer {token}"));
    let mut credential = badge();
    credential["issuer"]["id"] = json!(format!("did:web:{}:orgs:sena", server.address.replace(':', "%3A")));
    let (status, genuine) = caller.post("/vc-api/credentials/issue", &json!({ "credential": credential })).unwrap();
    assert_eq!(status, 201, "{genuine}");
    // Dates in proofs are whole seconds.
    std::thread::sleep(std::time::Duration::from_millis(1100));
    let marked = installation.run(&["key", "compromise", "--org", "sena", "--number", "1", "--reason", "copiada"]);
    assert!(marked.status.success(), "{}", said(&marked));
    let listed = said(&marked);
    let lines: Vec<&str> = listed.lines().collect();
    assert!(lines[0].contains("#key-2 ") && lines[0].contains(" active; created "), "{listed}");
    assert!(lines[1].contains(" compromised; created ") && lines[1].ends_with("; copiada"), "{listed}");

    let file = |name: &str, content: &str| {
        let path = installation.data.path().join(name);
        std::fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let certificate = file("certificate.json", &genuine.to_string());
    let offline = || {
        let trust = installation.run(&["trust", "export"]);
        assert!(trust.status.success(), "{}", said(&trust));
        let trust = file("trust.json", &String::from_utf8(trust.stdout).unwrap());
        let found = installation.run(&["verify", &certificate, "--json", "--trust", &trust]);
        serde_json::from_slice::<Value>(&found.stdout).unwrap()["reason"].clone()
    };
    assert_eq!(offline(), "standard-not-stated");
    // As if the registry had never signed it.
    let forget = |conn: &mut DbConn| Ok(diesel::delete(signed_imprints::table).execute(conn)?);
    installation.db().write_now::<_, DbError, _>(forget).unwrap();
    assert_eq!(offline(), "key-compromised");
}
