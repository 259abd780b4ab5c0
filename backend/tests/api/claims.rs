//! Claiming an offered certificate with a wallet.

use chrono::Duration;
use serde_json::{Value, json};

use crate::support::desk::{Desk, Wallet};
use crate::support::{Answer, Sender};

async fn claim(desk: &Desk, request: &Value) -> Answer {
    desk.test.post(&Sender::nobody(), "/api/v1/claims", request).await
}

fn code(signed_off: &Value) -> String {
    signed_off["offer"]["offer"]["code"].as_str().unwrap().to_owned()
}

async fn preview(desk: &Desk, signed_off: &Value) -> Value {
    let path = format!("/api/v1/offers/{}", code(signed_off));
    desk.test.get(&Sender::nobody(), &path).await.expect(200).json()
}

fn wrong_pin(signed_off: &Value) -> &'static str {
    if signed_off["offer"]["pin"] == "000000" { "000001" } else { "000000" }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wallet_claims_its_certificate_and_the_same_wallet_gets_the_same_again() {
    let desk = Desk::new();
    let signed_off = desk.issued("51000001").await;
    let shown = preview(&desk, &signed_off).await;
    assert_eq!((&shown["state"], &shown["holder_initials"]), (&json!("open"), &json!("N. P.")));
    assert!(!shown.to_string().contains("Nidia"));
    let wallet = Wallet::new(7);
    let first = claim(&desk, &wallet.claim_of(&signed_off)).await.expect(200).json();
    let credential = &first["credential"];
    assert_eq!(credential["issuer"]["id"], "did:web:registro.example:orgs:sena");
    assert_eq!(credential["credentialSubject"]["id"], wallet.did());
    let suites: Vec<&Value> = credential["proof"].as_array().unwrap().iter().map(|p| &p["cryptosuite"]).collect();
    assert_eq!(suites, ["eddsa-rdfc-2022", "eddsa-jcs-2022"]);
    let again = claim(&desk, &wallet.claim_of(&signed_off)).await.expect(200).json();
    assert_eq!(first, again);
    let record = format!("/api/v1/orgs/sena/certificates/{}", first["certificate_id"].as_str().unwrap());
    let record = desk.test.get(&desk.assessor, &record).await.expect(200).json();
    assert_eq!((&record["summary"]["state"], &record["offer"]["state"]), (&json!("claimed"), &json!("claimed")));
}

#[tokio::test(flavor = "multi_thread")]
async fn another_wallet_cannot_claim_it_after_the_first() {
    let desk = Desk::new();
    let signed_off = desk.issued("51000002").await;
    claim(&desk, &Wallet::new(1).claim_of(&signed_off)).await.expect(200);
    let second = claim(&desk, &Wallet::new(2).claim_of(&signed_off)).await.expect(409);
    assert_eq!(second.code(), "offer-claimed");
    let certificate = signed_off["certificate"]["id"].as_str().unwrap();
    let path = format!("/api/v1/orgs/sena/certificates/{certificate}/offers");
    let again = desk.test.post(&desk.signatory, &path, &json!({})).await.expect(409);
    assert_eq!(again.code(), "certificate-not-offerable");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_wallets_at_once_get_one_certificate() {
    let desk = Desk::new();
    let signed_off = desk.issued("51000003").await;
    let (a, b) = (Wallet::new(1).claim_of(&signed_off), Wallet::new(2).claim_of(&signed_off));
    let (a, b) = tokio::join!(claim(&desk, &a), claim(&desk, &b));
    let mut statuses = [a.status.as_u16(), b.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
}

#[tokio::test(flavor = "multi_thread")]
async fn five_wrong_pins_lock_the_offer_and_a_new_one_opens_it() {
    let desk = Desk::new();
    let signed_off = desk.issued("51000004").await;
    let wallet = Wallet::new(9);
    let wrong = wallet.claim(&code(&signed_off), wrong_pin(&signed_off));
    for left in [4, 3, 2, 1, 0] {
        let answer = claim(&desk, &wrong).await.expect(403);
        assert_eq!((answer.code().as_str(), &answer.json()["current"]["attempts_left"]), ("wrong-pin", &json!(left)));
    }
    let locked = claim(&desk, &wallet.claim_of(&signed_off)).await.expect(410);
    assert_eq!(locked.code(), "offer-locked");
    assert_eq!(preview(&desk, &signed_off).await["state"], "locked");
    let path = format!("/api/v1/orgs/sena/certificates/{}/offers", signed_off["certificate"]["id"].as_str().unwrap());
    let newer = json!({ "offer": desk.test.post(&desk.signatory, &path, &json!({})).await.expect(201).json() });
    claim(&desk, &wallet.claim_of(&newer)).await.expect(200);
    assert_eq!(claim(&desk, &wallet.claim_of(&signed_off)).await.expect(410).code(), "offer-withdrawn");
}

#[tokio::test(flavor = "multi_thread")]
async fn guesses_sent_at_once_are_counted_one_by_one() {
    let desk = Desk::new();
    let signed_off = desk.issued("51000005").await;
    let wrong = Wallet::new(9).claim(&code(&signed_off), wrong_pin(&signed_off));
    let answers = futures_util::future::join_all((0..12).map(|_| claim(&desk, &wrong))).await;
    let tried = answers.iter().filter(|answer| answer.code() == "wrong-pin").count();
    assert_eq!(tried, 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_offer_ends_after_seven_days_and_the_certificate_does_not() {
    let desk = Desk::new();
    let signed_off = desk.issued("51000006").await;
    desk.test.advance(Duration::days(7));
    let late = claim(&desk, &Wallet::new(3).claim_of(&signed_off)).await.expect(410);
    assert_eq!(late.code(), "offer-expired");
    let shown = preview(&desk, &signed_off).await;
    assert_eq!((&shown["state"], &shown["valid_until"]), (&json!("expired"), &json!("2029-06-01")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suspended_certificate_waits_and_a_revoked_one_is_gone() {
    let desk = Desk::new();
    let signed_off = desk.issued("51000007").await;
    let path = format!("/api/v1/orgs/sena/certificates/{}", signed_off["certificate"]["id"].as_str().unwrap());
    let change = json!({ "reason": "under-review", "note": "Revisión." });
    desk.test.post(&desk.signatory, &format!("{path}/suspend"), &change).await.expect(200);
    let wallet = Wallet::new(4);
    assert_eq!(claim(&desk, &wallet.claim_of(&signed_off)).await.expect(409).code(), "offer-suspended");
    desk.test.post(&desk.signatory, &format!("{path}/revoke"), &change).await.expect(200);
    assert_eq!(claim(&desk, &wallet.claim_of(&signed_off)).await.expect(410).code(), "offer-withdrawn");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_claim_needs_a_signature_of_the_wallets_own_key() {
    let desk = Desk::new();
    let signed_off = desk.issued("51000008").await;
    let (mine, other) = (Wallet::new(5), Wallet::new(6));
    let mut stolen = other.claim_of(&signed_off);
    stolen["holder"] = json!(mine.did());
    assert_eq!(claim(&desk, &stolen).await.expect(403).code(), "wrong-proof");
    let answer = claim(&desk, &json!({ "code": "x", "pin": "12", "holder": "did:web:a", "proof": "z" })).await;
    let answer = answer.expect(422).json();
    let fields: Vec<&str> =
        answer["errors"].as_array().unwrap().iter().map(|error| error["field"].as_str().unwrap()).collect();
    assert_eq!(fields, ["code", "pin", "holder", "proof"]);
    assert_eq!(preview(&desk, &signed_off).await["attempts_left"], 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_code_says_so() {
    let desk = Desk::new();
    let code = "0".repeat(26);
    let unknown = claim(&desk, &Wallet::new(1).claim(&code, "123456")).await.expect(404);
    assert_eq!(unknown.code(), "offer-unknown");
    let path = format!("/api/v1/offers/{code}");
    assert_eq!(desk.test.get(&Sender::nobody(), &path).await.expect(404).code(), "offer-unknown");
}
