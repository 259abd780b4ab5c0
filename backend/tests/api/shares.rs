//! Links to encrypted certificates: they open, count, end and stop; only their holder sees that.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::Duration;
use puente::secrets::token_hash;
use serde_json::{Value, json};

use crate::support::{Sender, TestApp};

const SECRET: &str = "the holder's own secret";

fn new_share(lifetime: &str) -> Value {
    json!({
        "ciphertext": URL_SAFE_NO_PAD.encode([7; 500]),
        "lifetime": lifetime,
        "manage_hash": token_hash(SECRET),
    })
}

async fn made(test: &TestApp, lifetime: &str) -> String {
    let answer = test.post(&Sender::nobody(), "/api/v1/shares", &new_share(lifetime)).await.expect(201);
    answer.json()["id"].as_str().unwrap().to_owned()
}

async fn state(test: &TestApp, id: &str, secret: &str) -> Value {
    let asked = json!({"shares": [{"id": id, "secret": secret}]});
    test.post(&Sender::nobody(), "/api/v1/share-states", &asked).await.expect(200).json()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_gives_what_was_uploaded_and_its_holder_sees_how_often() {
    let test = TestApp::empty();
    let id = made(&test, "thirty-days").await;
    let path = format!("/api/v1/shares/{id}");
    for _ in 0..2 {
        let opened = test.get(&Sender::nobody(), &path).await.expect(200).json();
        assert_eq!(opened["ciphertext"], URL_SAFE_NO_PAD.encode([7; 500]));
    }
    assert_eq!(state(&test, &id, SECRET).await[0]["opens"], 2);
    assert_eq!(state(&test, &id, "another secret").await, json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stopped_link_is_gone_at_once_and_only_its_holder_can_stop_it() {
    let test = TestApp::empty();
    let id = made(&test, "until-stopped").await;
    let path = format!("/api/v1/shares/{id}");
    let stop = format!("{path}/stop");
    let nobody = Sender::nobody();
    let refused = test.post(&nobody, &stop, &json!({"secret": "guess"})).await.expect(404);
    assert_eq!(refused.code(), "share-not-found");
    test.get(&nobody, &path).await.expect(200);
    let stopped = test.post(&nobody, &stop, &json!({"secret": SECRET})).await.expect(200).json();
    let again = test.post(&nobody, &stop, &json!({"secret": SECRET})).await.expect(200).json();
    assert_eq!(stopped["stopped_at"], again["stopped_at"]);
    assert_eq!(test.get(&nobody, &path).await.expect(410).code(), "share-stopped");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_ends_when_its_holder_said_and_not_before() {
    let test = TestApp::empty();
    let nobody = Sender::nobody();
    let (day, ever) = (made(&test, "one-day").await, made(&test, "until-stopped").await);
    let open = async |id: &str| test.get(&nobody, &format!("/api/v1/shares/{id}")).await;
    test.advance(Duration::hours(23));
    open(&day).await.expect(200);
    test.advance(Duration::hours(2));
    assert_eq!(open(&day).await.expect(410).code(), "share-expired");
    test.advance(Duration::days(4000));
    open(&ever).await.expect(200);
    // The count outlives the ciphertext, which the next creation removes.
    made(&test, "one-day").await;
    assert_eq!(state(&test, &day, SECRET).await[0]["opens"], 1);
    assert_eq!(open(&day).await.expect(410).code(), "share-expired");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_ciphertext_is_refused_by_name() {
    let test = TestApp::empty();
    let with = |name: &str, value: Value| {
        let mut share = new_share("one-day");
        share[name] = value;
        share
    };
    for (name, value, code) in [
        ("ciphertext", json!("not base64 ñ"), "malformed"),
        ("ciphertext", json!("AAAA"), "malformed"),
        ("ciphertext", json!("A".repeat(130 * 1024)), "too-long"),
        ("manage_hash", json!("abc"), "malformed"),
        ("lifetime", json!("for-ever"), "not-allowed"),
        ("name", json!("Yuleidy"), "unknown-field"),
    ] {
        let answer = test.post(&Sender::nobody(), "/api/v1/shares", &with(name, value)).await.expect(422).json();
        assert_eq!(answer["errors"][0]["field"], name);
        assert_eq!(answer["errors"][0]["code"], code);
    }
    let many: Vec<Value> = (0..101).map(|_| json!({"id": "a", "secret": "b"})).collect();
    test.post(&Sender::nobody(), "/api/v1/share-states", &json!({"shares": many})).await.expect(422);
    test.get(&Sender::nobody(), "/api/v1/shares/unknown").await.expect(404);
}
