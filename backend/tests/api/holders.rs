//! What a person sees of their own record: with the wallet's key, each proof once.

use chrono::Duration;
use serde_json::{Value, json};

use crate::support::desk::{Desk, Wallet};
use crate::support::{Answer, Sender};

async fn challenge(desk: &Desk) -> String {
    let path = "/api/v1/holder/challenges";
    let answer = desk.test.post(&Sender::nobody(), path, &json!({})).await.expect(201).json();
    answer["challenge"].as_str().unwrap().to_owned()
}

async fn ask(desk: &Desk, what: &str, request: &Value) -> Answer {
    desk.test.post(&Sender::nobody(), &format!("/api/v1/holder/{what}"), request).await
}

/// A wallet with one claimed certificate.
async fn claimed(desk: &Desk, number: &str, wallet: &Wallet) -> Value {
    let signed_off = desk.issued(number).await;
    desk.test.post(&Sender::nobody(), "/api/v1/claims", &wallet.claim_of(&signed_off)).await.expect(200).json()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_sees_who_looked_at_their_record_and_nobody_elses() {
    let desk = Desk::new();
    let (wallet, other) = (Wallet::new(21), Wallet::new(22));
    let certificate = claimed(&desk, "61000001", &wallet).await;
    claimed(&desk, "61000002", &other).await;
    let path = format!("/api/v1/orgs/sena/certificates/{}", certificate["certificate_id"].as_str().unwrap());
    desk.test.get(&desk.assessor, &path).await.expect(200);
    let request = wallet.ask("accesses", &challenge(&desk).await);
    let page = ask(&desk, "accesses", &request).await.expect(200).json();
    let actions: Vec<&str> =
        page["entries"].as_array().unwrap().iter().map(|e| e["action"].as_str().unwrap()).collect();
    assert_eq!(actions.first(), Some(&"certificate-read"));
    assert_eq!(actions.last(), Some(&"candidate-registered"));
    assert_eq!(actions.iter().filter(|action| **action == "certificate-claimed").count(), 1);
    assert_eq!(page["entries"][0]["organisation"], "Servicio Nacional de Aprendizaje (SENA)");
    assert_eq!(page["entries"][0]["by"], "member");
    let stranger = Wallet::new(23).ask("accesses", &challenge(&desk).await);
    assert_eq!(ask(&desk, "accesses", &stranger).await.expect(200).json()["entries"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wallet_gets_its_certificates_again() {
    let desk = Desk::new();
    let wallet = Wallet::new(24);
    let given = claimed(&desk, "61000003", &wallet).await;
    let request = wallet.ask("certificates", &challenge(&desk).await);
    let found = ask(&desk, "certificates", &request).await.expect(200).json();
    assert_eq!(found, json!({ "certificates": [given] }));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proof_counts_once_for_its_purpose_and_its_wallet_only() {
    let desk = Desk::new();
    let wallet = Wallet::new(25);
    let request = wallet.ask("accesses", &challenge(&desk).await);
    assert_eq!(ask(&desk, "certificates", &request).await.expect(403).code(), "wrong-holder-proof");
    let mut stolen = request.clone();
    stolen["holder"] = json!(Wallet::new(26).did());
    assert_eq!(ask(&desk, "accesses", &stolen).await.expect(403).code(), "wrong-holder-proof");
    ask(&desk, "accesses", &request).await.expect(200);
    assert_eq!(ask(&desk, "accesses", &request).await.expect(409).code(), "stale-challenge");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_or_foreign_challenge_proves_nothing() {
    let desk = Desk::new();
    let wallet = Wallet::new(27);
    let late = wallet.ask("accesses", &challenge(&desk).await);
    desk.test.advance(Duration::minutes(6));
    assert_eq!(ask(&desk, "accesses", &late).await.expect(409).code(), "stale-challenge");
    let foreign = wallet.ask("accesses", "99999999999.AAAAAAAAAAAAAAAAAAAAAA.00");
    assert_eq!(ask(&desk, "accesses", &foreign).await.expect(409).code(), "stale-challenge");
    let malformed = json!({ "holder": "did:web:x", "challenge": "a", "proof": "z1" });
    let wrong = ask(&desk, "accesses", &malformed).await.expect(422).json();
    assert_eq!(wrong["errors"].as_array().unwrap().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_record_comes_in_pages_without_gap_or_repeat() {
    let desk = Desk::new();
    let wallet = Wallet::new(28);
    let certificate = claimed(&desk, "61000004", &wallet).await;
    let path = format!("/api/v1/orgs/sena/certificates/{}", certificate["certificate_id"].as_str().unwrap());
    for _ in 0..60 {
        desk.test.get(&desk.assessor, &path).await.expect(200);
    }
    let first = ask(&desk, "accesses", &wallet.ask("accesses", &challenge(&desk).await)).await.expect(200).json();
    assert_eq!(first["entries"].as_array().unwrap().len(), 50);
    let mut request = wallet.ask("accesses", &challenge(&desk).await);
    request["before"] = first["next"].clone();
    let second = ask(&desk, "accesses", &request).await.expect(200).json();
    assert_eq!(second["next"], Value::Null);
    let reads = |page: &Value| {
        let entries = page["entries"].as_array().unwrap();
        entries.iter().filter(|entry| entry["action"] == "certificate-read").count()
    };
    assert_eq!(reads(&first) + reads(&second), 60);
}
