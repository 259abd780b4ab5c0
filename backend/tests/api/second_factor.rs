//! The second factor: adding it, logging in with it, signing with it.

use chrono::{DateTime, Duration, Utc};
use puente::accounts::{organisations, second_factor};
use puente::actor::{Actor, Denied, Identity};
use puente::db::schema;
use puente::demo::PASSWORD;
use serde_json::{Value, json};
use totp_rs::{Builder, Secret};

use crate::accounts::{log_in, session_of};
use crate::support::{Answer, Sender, TestApp};

const JULIAN: &str = "firmante@sena.example";

fn code(secret: &str, at: DateTime<Utc>) -> String {
    let totp = Builder::new().with_secret(Secret::try_from_base32(secret).unwrap()).build().unwrap();
    totp.generate(u64::try_from(at.timestamp()).unwrap()).to_string()
}

async fn offer(test: &TestApp, session: &Sender) -> Value {
    test.post(session, "/api/v1/account/second-factor", &json!({"password": PASSWORD})).await.expect(200).json()
}

async fn confirm(test: &TestApp, session: &Sender, offer: &Value, code: &str) -> Answer {
    let body = json!({"enrolment": offer["enrolment"], "code": code});
    test.post(session, "/api/v1/account/second-factor/confirm", &body).await
}

/// Turns it on for the account and returns the secret, a minute later.
async fn turn_on(test: &TestApp) -> (Sender, String) {
    let session = log_in(test, JULIAN, PASSWORD).await;
    let offer = offer(test, &session).await;
    let secret = offer["secret"].as_str().unwrap().to_owned();
    confirm(test, &session, &offer, &code(&secret, test.now())).await.expect(204);
    test.advance(Duration::minutes(1));
    (session, secret)
}

async fn with_code(test: &TestApp, password: &str, code: Option<&str>) -> Answer {
    let body = json!({"login": JULIAN, "password": password, "code": code});
    test.post(&Sender::nobody(), "/api/v1/session", &body).await
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_in_use_only_after_a_code_confirmed_it() {
    let test = TestApp::demo();
    let session = log_in(&test, JULIAN, PASSWORD).await;
    let wrong = json!({"password": "no es esta"});
    test.post(&session, "/api/v1/account/second-factor", &wrong).await.expect(422);
    let offer = offer(&test, &session).await;
    let uri = offer["uri"].as_str().unwrap();
    assert!(uri.starts_with("otpauth://totp/") && uri.contains("issuer=Puente"), "{uri}");
    log_in(&test, JULIAN, PASSWORD).await;
    assert_eq!(confirm(&test, &session, &offer, "000000").await.expect(401).code(), "wrong-code");
    let right = code(offer["secret"].as_str().unwrap(), test.now());
    confirm(&test, &session, &offer, &right).await.expect(204);
    let member = test.get(&session, "/api/v1/session").await.expect(200).json()["member"].clone();
    assert_eq!((&member["totp"], &member["second_factor"]), (&json!(true), &json!(true)));
    assert_eq!(with_code(&test, PASSWORD, None).await.expect(401).code(), "second-factor-required");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_offer_is_good_for_its_account_and_for_fifteen_minutes() {
    let test = TestApp::demo();
    let session = log_in(&test, JULIAN, PASSWORD).await;
    let other = log_in(&test, "evaluadora@sena.example", PASSWORD).await;
    let offer = offer(&test, &session).await;
    let now = code(offer["secret"].as_str().unwrap(), test.now());
    assert_eq!(confirm(&test, &other, &offer, &now).await.expect(409).code(), "enrolment-ended");
    test.advance(Duration::minutes(16));
    let later = code(offer["secret"].as_str().unwrap(), test.now());
    assert_eq!(confirm(&test, &session, &offer, &later).await.expect(409).code(), "enrolment-ended");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_code_is_asked_for_only_after_the_right_password() {
    let test = TestApp::demo();
    turn_on(&test).await;
    assert_eq!(with_code(&test, "no es esta", None).await.expect(401).code(), "wrong-credentials");
    assert_eq!(with_code(&test, PASSWORD, None).await.expect(401).code(), "second-factor-required");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_is_good_once() {
    let test = TestApp::demo();
    let (_, secret) = turn_on(&test).await;
    let first = code(&secret, test.now());
    let session = session_of(&with_code(&test, PASSWORD, Some(&first)).await.expect(201));
    let member = test.get(&session, "/api/v1/session").await.expect(200).json()["member"].clone();
    assert_eq!(member["second_factor"], true);
    assert_eq!(with_code(&test, PASSWORD, Some(&first)).await.expect(401).code(), "wrong-code");
    let earlier = code(&secret, test.now() - Duration::seconds(30));
    assert_eq!(with_code(&test, PASSWORD, Some(&earlier)).await.expect(401).code(), "wrong-code");
    test.advance(Duration::seconds(30));
    with_code(&test, PASSWORD, Some(&code(&secret, test.now()))).await.expect(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_requests_with_the_same_code_one_wins() {
    let test = TestApp::demo();
    let (_, secret) = turn_on(&test).await;
    let code = code(&secret, test.now());
    let (one, two) = tokio::join!(with_code(&test, PASSWORD, Some(&code)), with_code(&test, PASSWORD, Some(&code)));
    let mut answers = [one.status.as_u16(), two.status.as_u16()];
    answers.sort_unstable();
    assert_eq!(answers, [201, 401]);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_knows_the_password_cannot_guess_codes() {
    let test = TestApp::demo();
    turn_on(&test).await;
    let mut refused = 0;
    for _ in 0..20 {
        with_code(&test, PASSWORD, None).await;
        if with_code(&test, PASSWORD, Some("000000")).await.status == 401 {
            refused += 1;
        }
    }
    assert!(refused <= 5, "{refused} codes were looked at");
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_removed_with_password_and_code() {
    let test = TestApp::demo();
    let (session, secret) = turn_on(&test).await;
    let remove = |password: &str, code: &str| json!({"password": password, "code": code});
    let path = "/api/v1/account/second-factor/remove";
    test.post(&session, path, &remove("no es esta", &code(&secret, test.now()))).await.expect(422);
    assert_eq!(test.post(&session, path, &remove(PASSWORD, "000000")).await.expect(401).code(), "wrong-code");
    test.post(&session, path, &remove(PASSWORD, &code(&secret, test.now()))).await.expect(204);
    log_in(&test, JULIAN, PASSWORD).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_needs_it_where_the_organisation_asks_for_it() {
    use diesel::prelude::*;
    let test = TestApp::demo();
    let sign = |second_factor: bool| {
        test.db(|conn| {
            let organisation = organisations::by_slug(conn, "sena")?;
            let user = puente::accounts::users::by_login(conn, JULIAN)?.unwrap();
            let opened = puente::accounts::sessions::open(conn, &user.id, second_factor, "test", test.now()).unwrap();
            let actor = Actor { identity: Identity::Member(opened.member), address: String::new() };
            second_factor::require_for_signing(conn, &actor, &organisation)
        })
    };
    assert_eq!(sign(false), Ok(()));
    test.db(|conn| {
        let sena = schema::organisations::table.filter(schema::organisations::slug.eq("sena"));
        diesel::update(sena).set(schema::organisations::signatory_totp_required.eq(true)).execute(conn)?;
        Ok(())
    });
    assert_eq!(sign(false), Err(Denied::SecondFactor));
    assert_eq!(sign(true), Ok(()));
    let member = test.get(&log_in(&test, JULIAN, PASSWORD).await, "/api/v1/session").await.json()["member"].clone();
    assert_eq!(member["totp_required"], true);
}
