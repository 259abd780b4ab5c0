//! Asking a person's wallet for facts (OpenID4VP 1.0), and every way of answering wrongly.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::Duration;
use http::Method;
use puente_credentials::did::Purpose;
use puente_credentials::jcs;
use puente_credentials::jose::{self, Jws};
use puente_credentials::jwe;
use puente_credentials::keys::AnyKey;
use puente_credentials::p256::{AgreementKey, SigningKey};
use puente_credentials::proof::ProofOptions;
use puente_credentials::sd_jwt::{Present, Step, disclosables};
use serde_json::{Value, json};

use crate::support::desk::{Desk, Wallet};
use crate::support::{Answer, Sender};

const CLIENT: &str = "decentralized_identifier:did:web:registro.example";

/// The certificate of a wallet as SD-JWT and as W3C credential.
async fn certificates(desk: &Desk, wallet: &Wallet, number: &str) -> (String, Value) {
    let proof = |nonce: &str| wallet.possession("https://registro.example/orgs/sena", nonce, desk.test.now());
    certificates_by(desk, number, &proof).await
}

/// The same for whoever proves their key to a nonce.
async fn certificates_by(desk: &Desk, number: &str, proof: &dyn Fn(&str) -> String) -> (String, Value) {
    let offer = desk.issued(number).await["offer"].clone();
    let body = form_urlencoded::Serializer::new(String::new())
        .append_pair("grant_type", "urn:ietf:params:oauth:grant-type:pre-authorized_code")
        .append_pair("pre-authorized_code", offer["offer"]["code"].as_str().unwrap())
        .append_pair("tx_code", offer["pin"].as_str().unwrap())
        .finish();
    let granted = desk.test.send_bytes(&form(), Method::POST, "/openid4vci/token", Some(body.into_bytes())).await;
    let token = Sender::bearer(granted.expect(200).json()["access_token"].as_str().unwrap());
    let mut found = Vec::new();
    for configuration in ["certificate-sd-jwt", "certificate-ldp-vc"] {
        let nonce = desk.test.post(&Sender::nobody(), "/openid4vci/nonce", &json!({})).await.expect(200).json();
        let nonce = nonce["c_nonce"].as_str().unwrap();
        let request = json!({ "credential_configuration_id": configuration, "proofs": { "jwt": [proof(nonce)] } });
        let given = desk.test.post(&token, "/openid4vci/credential", &request).await.expect(200).json();
        found.push(given["credentials"][0]["credential"].clone());
    }
    (found[0].as_str().unwrap().to_owned(), found[1].clone())
}

fn form() -> Sender {
    Sender::nobody().with("content-type", "application/x-www-form-urlencoded")
}

/// A request, and the claims of its object.
async fn asked(desk: &Desk, facts: &[&str], whole: bool) -> (Value, Value) {
    asked_with(desk, &json!({ "facts": facts, "whole": whole })).await
}

async fn asked_with(desk: &Desk, new: &Value) -> (Value, Value) {
    let made = desk.test.post(&Sender::nobody(), "/api/v1/presentation-requests", new).await.expect(201).json();
    let query = made["link"].as_str().unwrap().strip_prefix("openid4vp://?").unwrap().to_owned();
    let pairs: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    assert_eq!(pairs[0], ("client_id".into(), CLIENT.into()));
    let path = pairs[1].1.strip_prefix("https://registro.example").unwrap().to_owned();
    let object = desk.test.get(&Sender::nobody(), &path).await.expect(200).text();
    let token = Jws::parse(&object).unwrap();
    let document = desk.test.get(&Sender::nobody(), "/.well-known/did.json").await.expect(200).json();
    let document: puente_credentials::did::DidDocument = serde_json::from_value(document).unwrap();
    let key = document.key_for(token.header["kid"].as_str().unwrap(), Purpose::Authentication).unwrap();
    assert_eq!(token.check("oauth-authz-req+jwt", key), Ok(()));
    (made, token.payload)
}

fn step(step: &Value) -> Step {
    step.as_str().map_or(Step::Element, |name| Step::Name(name.to_owned()))
}

/// Shows exactly what the request asks for.
fn show(desk: &Desk, text: &str, request: &Value, wallet: &Wallet, nonce: &str, audience: &str) -> String {
    let claims = request["dcql_query"]["credentials"][0]["claims"].as_array().cloned().unwrap_or_default();
    let wanted: Vec<Vec<Step>> =
        claims.iter().map(|claim| claim["path"].as_array().unwrap().iter().map(step).collect()).collect();
    let all = disclosables(text).unwrap();
    let needed = all.iter().filter(|one| wanted.iter().any(|path| one.is_needed_for(path)));
    let keep: BTreeSet<usize> = needed.map(|one| one.index).collect();
    Present { nonce, audience, now: desk.test.now() }.show(text, &keep, wallet.key()).unwrap()
}

async fn send(desk: &Desk, request: &Value, vp_token: &Value) -> Answer {
    let body = form_urlencoded::Serializer::new(String::new())
        .append_pair("vp_token", &vp_token.to_string())
        .append_pair("state", request["state"].as_str().unwrap())
        .finish();
    let path = request["response_uri"].as_str().unwrap().strip_prefix("https://registro.example").unwrap();
    desk.test.send_bytes(&form(), Method::POST, path, Some(body.into_bytes())).await
}

async fn send_sealed(desk: &Desk, request: &Value, sealed: &str) -> Answer {
    let body = form_urlencoded::Serializer::new(String::new()).append_pair("response", sealed).finish();
    let path = request["response_uri"].as_str().unwrap().strip_prefix("https://registro.example").unwrap();
    desk.test.send_bytes(&form(), Method::POST, path, Some(body.into_bytes())).await
}

async fn read(desk: &Desk, made: &Value) -> Answer {
    let path = format!("/api/v1/presentation-requests/{}/answer", made["id"].as_str().unwrap());
    desk.test.post(&Sender::nobody(), &path, &json!({ "secret": made["secret"] })).await
}

fn nonce(request: &Value) -> &str {
    request["nonce"].as_str().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_verifier_learns_what_it_asked_for_and_nothing_else() {
    let desk = Desk::new();
    let wallet = Wallet::new(1);
    let (text, _) = certificates(&desk, &wallet, "81000001").await;
    let (made, request) = asked(&desk, &["name", "results"], false).await;
    assert_eq!(read(&desk, &made).await.expect(200).json()["state"], "waiting");
    let shown = show(&desk, &text, &request, &wallet, nonce(&request), CLIENT);
    send(&desk, &request, &json!({ "certificate": [shown] })).await.expect(200);
    let answer = read(&desk, &made).await.expect(200).json();
    let found = &answer["verification"];
    assert_eq!((&answer["state"], &found["state"]), (&json!("answered"), &json!("valid")));
    let holder = found["checks"].as_array().unwrap().iter().find(|check| check["check"] == "holder").unwrap();
    assert_eq!(holder["outcome"], "passed");
    let certificate = &found["certificate"];
    assert_eq!(certificate["holder_name"], "Nidia Prueba");
    assert!(!certificate["units"].as_array().unwrap().is_empty());
    assert_eq!((certificate.get("birth_date"), &certificate["number"]), (None, &Value::Null));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_optional_can_be_kept_back_and_what_is_needed_cannot() {
    let desk = Desk::new();
    let wallet = Wallet::new(1);
    let (text, _) = certificates(&desk, &wallet, "81000010").await;
    let new = json!({ "facts": ["name"], "optional": ["birth-date", "number", "name"] });
    let (made, request) = asked_with(&desk, &new).await;
    let query = &request["dcql_query"]["credentials"][0];
    let ids: Vec<&str> = query["claims"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["title", "name", "birth-date", "number"]);
    let expected = json!([
        ["title", "name", "birth-date", "number"],
        ["title", "name", "birth-date"],
        ["title", "name", "number"],
        ["title", "name"],
    ]);
    assert_eq!(query["claim_sets"], expected);
    let asked_nonce = nonce(&request);
    let only = |names: &[&str]| {
        let claims: Vec<Value> = names.iter().map(|name| json!({ "path": [name] })).collect();
        let request = json!({ "dcql_query": { "credentials": [{ "claims": claims }] } });
        json!({ "certificate": [show(&desk, &text, &request, &wallet, asked_nonce, CLIENT)] })
    };
    send(&desk, &request, &only(&["certificate_number"])).await.expect(400);
    send(&desk, &request, &only(&["name", "certificate_number"])).await.expect(200);
    let answer = read(&desk, &made).await.expect(200).json();
    let certificate = &answer["verification"]["certificate"];
    assert_eq!((&certificate["holder_name"], certificate.get("birth_date")), (&json!("Nidia Prueba"), None));
    assert!(certificate["number"].is_string());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_is_encrypted_where_it_was_asked_for_so() {
    let desk = Desk::new();
    let wallet = Wallet::new(1);
    let (text, _) = certificates(&desk, &wallet, "81000011").await;
    let (made, request) = asked_with(&desk, &json!({ "facts": ["name"], "encrypted": true })).await;
    assert_eq!(request["response_mode"], "direct_post.jwt");
    let key = &request["client_metadata"]["jwks"]["keys"][0];
    assert_eq!((&key["alg"], &key["use"], &key["crv"]), (&json!("ECDH-ES"), &json!("enc"), &json!("P-256")));
    let Some(AnyKey::P256(to)) = AnyKey::from_jwk(key) else { panic!("no key on P-256") };
    let token = json!({ "certificate": [show(&desk, &text, &request, &wallet, nonce(&request), CLIENT)] });
    let own = AgreementKey::from_seed(&[3; 32]).unwrap();
    let sealed = |to, state: &Value| {
        let answer = json!({ "vp_token": token, "state": state }).to_string();
        jwe::seal(answer.as_bytes(), to, "answer", &own, [1; jwe::NONCE]).unwrap()
    };
    send(&desk, &request, &token).await.expect(400);
    send_sealed(&desk, &request, &sealed(own.public_key(), &request["state"])).await.expect(400);
    send_sealed(&desk, &request, &sealed(to, &json!("another"))).await.expect(400);
    send_sealed(&desk, &request, &sealed(to, &request["state"])).await.expect(200);
    let answer = read(&desk, &made).await.expect(200).json();
    assert_eq!(answer["verification"]["certificate"]["holder_name"], "Nidia Prueba");
    let (_, other) = asked_with(&desk, &json!({ "facts": [], "encrypted": true })).await;
    assert_ne!(other["client_metadata"]["jwks"], request["client_metadata"]["jwks"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wallet_with_a_key_on_p_256_is_its_holder_too() {
    let desk = Desk::new();
    let key = SigningKey::from_seed(&[5; 32]).unwrap();
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let signed = |header: Value, claims: Value| {
        let text = format!("{}.{}", part(&header), part(&claims));
        format!("{text}.{}", URL_SAFE_NO_PAD.encode(key.sign(text.as_bytes())))
    };
    let header = json!({ "typ": "openid4vci-proof+jwt", "alg": "ES256", "jwk": jose::jwk_of(key.public_key()) });
    let proof = |nonce: &str| {
        let claims =
            json!({ "aud": "https://registro.example/orgs/sena", "nonce": nonce, "iat": desk.test.now().timestamp() });
        signed(header.clone(), claims)
    };
    let (text, _) = certificates_by(&desk, "81000012", &proof).await;
    let (made, request) = asked(&desk, &[], false).await;
    let shown = format!("{}~", text.split('~').next().unwrap());
    let claims = json!({ "iat": desk.test.now().timestamp(), "aud": CLIENT, "nonce": nonce(&request),
        "sd_hash": jose::sha256(&shown) });
    let binding = signed(json!({ "typ": "kb+jwt", "alg": "ES256" }), claims);
    send(&desk, &request, &json!({ "certificate": [format!("{shown}{binding}")] })).await.expect(200);
    assert_eq!(read(&desk, &made).await.expect(200).json()["verification"]["state"], "valid");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_is_taken_once_and_in_time() {
    let desk = Desk::new();
    let wallet = Wallet::new(1);
    let (text, _) = certificates(&desk, &wallet, "81000002").await;
    let (made, request) = asked(&desk, &[], false).await;
    let answer = json!({ "certificate": [show(&desk, &text, &request, &wallet, nonce(&request), CLIENT)] });
    send(&desk, &request, &answer).await.expect(200);
    send(&desk, &request, &answer).await.expect(400);
    let uri = format!("/openid4vp/requests/{}", made["id"].as_str().unwrap());
    desk.test.get(&Sender::nobody(), &uri).await.expect(404);
    let (late, request) = asked(&desk, &[], false).await;
    send(&desk, &request, &answer).await.expect(400);
    desk.test.advance(Duration::minutes(10));
    let answer = json!({ "certificate": [show(&desk, &text, &request, &wallet, nonce(&request), CLIENT)] });
    send(&desk, &request, &answer).await.expect(400);
    read(&desk, &late).await.expect(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_for_another_verifier_request_or_by_another_key_is_refused() {
    let desk = Desk::new();
    let wallet = Wallet::new(1);
    let (text, _) = certificates(&desk, &wallet, "81000003").await;
    let (made, request) = asked(&desk, &["name"], false).await;
    let with = |wallet: &Wallet, nonce: &str, audience: &str| show(&desk, &text, &request, wallet, nonce, audience);
    let less = show(&desk, &text, &json!({}), &wallet, nonce(&request), CLIENT);
    let good = with(&wallet, nonce(&request), CLIENT);
    for shown in [
        with(&wallet, "another", CLIENT),
        with(&wallet, nonce(&request), "decentralized_identifier:did:web:other.example"),
        with(&Wallet::new(2), nonce(&request), CLIENT),
        text.clone(),
        less,
        good.replace('~', "~~"),
        "x".into(),
    ] {
        let refused = send(&desk, &request, &json!({ "certificate": [shown] })).await.expect(400);
        assert_eq!(refused.json()["error"], "invalid_request", "{shown}");
    }
    for token in [json!({}), json!([]), json!({ "other": [good] }), json!({ "certificate": [good, good] })] {
        send(&desk, &request, &token).await.expect(400);
    }
    let mut other = request.clone();
    other["state"] = json!("another");
    send(&desk, &other, &json!({ "certificate": [good] })).await.expect(400);
    assert_eq!(read(&desk, &made).await.expect(200).json()["state"], "waiting");
    send(&desk, &request, &json!({ "certificate": [good] })).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_who_asked_reads_the_answer_and_a_person_can_decline() {
    let desk = Desk::new();
    let (made, request) = asked(&desk, &["birth-date"], false).await;
    let path = format!("/api/v1/presentation-requests/{}/answer", made["id"].as_str().unwrap());
    desk.test.post(&Sender::nobody(), &path, &json!({ "secret": "x" })).await.expect(404);
    let body = format!("error=access_denied&state={}", request["state"].as_str().unwrap());
    let uri = request["response_uri"].as_str().unwrap().strip_prefix("https://registro.example").unwrap();
    desk.test.send_bytes(&form(), Method::POST, uri, Some(body.into_bytes())).await.expect(200);
    assert_eq!(read(&desk, &made).await.expect(200).json(), json!({ "state": "declined" }));
    let new = json!({ "facts": ["shoe-size"] });
    desk.test.post(&Sender::nobody(), "/api/v1/presentation-requests", &new).await.expect(422);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_can_be_taken_back_by_who_made_it() {
    let desk = Desk::new();
    let wallet = Wallet::new(1);
    let (text, _) = certificates(&desk, &wallet, "81000013").await;
    let (made, request) = asked(&desk, &[], false).await;
    let path = format!("/api/v1/presentation-requests/{}/cancel", made["id"].as_str().unwrap());
    desk.test.post(&Sender::nobody(), &path, &json!({ "secret": "x" })).await.expect(404);
    desk.test.post(&Sender::nobody(), &path, &json!({ "secret": made["secret"] })).await.expect(204);
    let answer = json!({ "certificate": [show(&desk, &text, &request, &wallet, nonce(&request), CLIENT)] });
    send(&desk, &request, &answer).await.expect(400);
    read(&desk, &made).await.expect(404);
}

/// A credential shown whole by a wallet.
fn presentation_of(desk: &Desk, credential: &Value, request: &Value, wallet: &Wallet, domain: &str) -> Value {
    let did = wallet.did();
    let mut presentation = json!({ "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiablePresentation"], "holder": did, "verifiableCredential": [credential] });
    let options = ProofOptions {
        purpose: Purpose::Authentication,
        challenge: Some(nonce(request).to_owned()),
        domains: vec![domain.to_owned()],
        ..ProofOptions::asserting(format!("{did}#{}", did.trim_start_matches("did:key:")), desk.test.now())
    };
    presentation["proof"] = jcs::sign(&presentation, &options, wallet.key()).unwrap();
    presentation
}

/// What somebody issues to themselves.
fn own_statement(desk: &Desk, wallet: &Wallet, types: &[&str], contexts: &[&str], subject: &Value) -> Value {
    let did = wallet.did();
    let mut credential = json!({ "@context": contexts, "type": types, "issuer": did, "credentialSubject": subject });
    credential["credentialSubject"]["id"] = json!(did);
    let method = format!("{did}#{}", did.trim_start_matches("did:key:"));
    let options = ProofOptions::asserting(method, desk.test.now());
    credential["proof"] = jcs::sign(&credential, &options, wallet.key()).unwrap();
    credential
}

#[tokio::test(flavor = "multi_thread")]
async fn a_whole_credential_is_compared_with_what_was_asked_for() {
    const BASE: &str = "https://www.w3.org/ns/credentials/v2";
    const BADGES: &str = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";
    let desk = Desk::new();
    let (wallet, thief) = (Wallet::new(1), Wallet::new(2));
    let (_, genuine) = certificates(&desk, &wallet, "81000014").await;
    let (made, request) = asked(&desk, &["name", "units"], true).await;
    let query = &request["dcql_query"]["credentials"][1];
    let paths: Vec<&Value> = query["claims"].as_array().unwrap().iter().map(|claim| &claim["path"]).collect();
    assert_eq!(paths[0], &json!(["credentialSubject", "identifier", null, "identityHash"]));
    let named = json!({ "type": ["AchievementSubject"], "achievement": { "id": "urn:a", "type": ["Achievement"],
        "name": "x", "description": "x", "criteria": { "narrative": "x" } } });
    let badge = ["VerifiableCredential", "OpenBadgeCredential"];
    let show = |credential: &Value, by: &Wallet| json!({ "certificate-whole": [presentation_of(&desk, credential, &request, by, CLIENT)] });
    for (credential, by) in [
        (own_statement(&desk, &wallet, &["VerifiableCredential"], &[BASE], &json!({})), &wallet),
        (
            own_statement(&desk, &wallet, &["VerifiableCredential"], &[BASE, BADGES], &genuine["credentialSubject"]),
            &wallet,
        ),
        (own_statement(&desk, &wallet, &badge, &[BASE], &genuine["credentialSubject"]), &wallet),
        (own_statement(&desk, &wallet, &badge, &[BASE, BADGES], &named), &wallet),
        (genuine.clone(), &thief),
    ] {
        let refused = send(&desk, &request, &show(&credential, by)).await.expect(400);
        assert_eq!(refused.json()["error"], "invalid_request", "{credential}");
    }
    assert_eq!(read(&desk, &made).await.expect(200).json()["state"], "waiting");
    send(&desk, &request, &show(&genuine, &wallet)).await.expect(200);
    let found = read(&desk, &made).await.expect(200).json();
    assert_eq!(found["verification"]["certificate"]["holder_name"], "Nidia Prueba");
    // No whole credential says when somebody was born: where that is needed, none is asked for.
    let (_, born) = asked(&desk, &["birth-date"], true).await;
    assert_eq!(born["dcql_query"]["credentials"].as_array().unwrap().len(), 1);
    let shown = presentation_of(&desk, &genuine, &born, &wallet, CLIENT);
    send(&desk, &born, &json!({ "certificate-whole": [shown] })).await.expect(400);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_whole_credential_is_taken_only_where_it_is_welcome() {
    let desk = Desk::new();
    let wallet = Wallet::new(1);
    let (_, credential) = certificates(&desk, &wallet, "81000004").await;
    let presented = |request: &Value, wallet: &Wallet, domain: &str| json!({ "certificate-whole": [presentation_of(&desk, &credential, request, wallet, domain)] });
    let (_, unwelcome) = asked(&desk, &[], false).await;
    send(&desk, &unwelcome, &presented(&unwelcome, &wallet, CLIENT)).await.expect(400);
    let (made, request) = asked(&desk, &[], true).await;
    send(&desk, &request, &presented(&request, &wallet, "did:web:other.example")).await.expect(400);
    send(&desk, &request, &presented(&unwelcome, &wallet, CLIENT)).await.expect(400);
    send(&desk, &request, &presented(&request, &Wallet::new(2), CLIENT)).await.expect(400);
    send(&desk, &request, &presented(&request, &wallet, CLIENT)).await.expect(200);
    assert_eq!(read(&desk, &made).await.expect(200).json()["verification"]["state"], "valid");
}
