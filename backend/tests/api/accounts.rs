//! Logging in and out: sessions, throttling, what is not revealed.

use chrono::Duration;
use http::Method;
use puente::accounts::{passwords, sessions, users};
use puente::demo::PASSWORD;
use puente_wire::session::Role;
use serde_json::{Value, json};

use crate::support::{Answer, Sender, TestApp};

const MARTA: &str = "evaluadora@sena.example";

async fn try_log_in(test: &TestApp, sender: &Sender, login: &str, password: &str) -> Answer {
    test.post(sender, "/api/v1/session", &json!({"login": login, "password": password})).await
}

/// The sender of the session that an answer opened.
pub fn session_of(answer: &Answer) -> Sender {
    let cookie = answer.headers["set-cookie"].to_str().unwrap();
    let token = cookie.strip_prefix("puente_session=").unwrap().split(';').next().unwrap();
    let csrf = answer.json()["csrf"].as_str().unwrap().to_owned();
    Sender { cookie: Some(token.to_owned()), csrf: Some(csrf), ..Sender::default() }
}

pub async fn log_in(test: &TestApp, login: &str, password: &str) -> Sender {
    session_of(&try_log_in(test, &Sender::nobody(), login, password).await.expect(201))
}

async fn is_signed_in(test: &TestApp, sender: &Sender) -> bool {
    !test.get(sender, "/api/v1/session").await.expect(200).json()["member"].is_null()
}

fn from(address: &str) -> Sender {
    Sender::nobody().with("x-forwarded-for", address)
}

#[tokio::test(flavor = "multi_thread")]
async fn log_in_opens_a_session_that_says_who_one_is() {
    let test = TestApp::demo();
    let answer = try_log_in(&test, &Sender::nobody(), " Evaluadora@SENA.example ", PASSWORD).await.expect(201);
    let cookie = answer.headers["set-cookie"].to_str().unwrap().to_owned();
    for attribute in ["Path=/", "HttpOnly", "SameSite=Strict", "Secure"] {
        assert!(cookie.split("; ").any(|part| part == attribute), "{cookie}");
    }
    let member = test.get(&session_of(&answer), "/api/v1/session").await.expect(200).json()["member"].clone();
    assert_eq!(member["login"], MARTA);
    assert_eq!(member["memberships"][0]["organisation"], "sena");
    assert_eq!(member["memberships"][0]["roles"], json!(["assessor"]));
    assert_eq!((&member["totp"], &member["second_factor"]), (&json!(false), &json!(false)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_log_in_replaces_the_session_it_came_with() {
    let test = TestApp::demo();
    let first = log_in(&test, MARTA, PASSWORD).await;
    let second = session_of(&try_log_in(&test, &first, MARTA, PASSWORD).await.expect(201));
    assert_ne!(first.cookie, second.cookie);
    assert!(!is_signed_in(&test, &first).await && is_signed_in(&test, &second).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_that_does_not_exist_is_answered_like_one_that_does() {
    let test = TestApp::demo();
    let normal = |answer: Answer| {
        let mut body: Value = answer.json();
        body["instance"] = Value::Null;
        (answer.status, body, answer.headers.get("retry-after").cloned())
    };
    for attempt in 0..7 {
        let known = try_log_in(&test, &from("192.0.2.1"), MARTA, "no es esta").await;
        let unknown = try_log_in(&test, &from("192.0.2.2"), "nadie@sena.example", "no es esta").await;
        assert_eq!(normal(known), normal(unknown), "attempt {attempt}");
    }
}

#[test]
fn a_password_is_hashed_for_an_account_that_does_not_exist_too() {
    let of = |hash: &str| hash.split('$').take(4).map(ToOwned::to_owned).collect::<Vec<_>>();
    assert_eq!(of(passwords::nobody()), of(&passwords::hash("cualquiera, pero larga").unwrap()));
}

#[tokio::test(flavor = "multi_thread")]
async fn failures_block_an_account_for_longer_each_time_and_the_right_password_ends_it() {
    let test = TestApp::demo();
    let nobody = Sender::nobody();
    for _ in 0..5 {
        assert_eq!(try_log_in(&test, &nobody, MARTA, "no es esta").await.expect(401).code(), "wrong-credentials");
    }
    let blocked = try_log_in(&test, &nobody, MARTA, PASSWORD).await.expect(429);
    assert_eq!((blocked.code().as_str(), &blocked.json()["retry_after"]), ("log-in-blocked", &json!(30)));
    assert_eq!(blocked.headers["retry-after"], "30");
    test.advance(Duration::seconds(31));
    try_log_in(&test, &nobody, MARTA, "no es esta").await.expect(401);
    assert_eq!(try_log_in(&test, &nobody, MARTA, PASSWORD).await.expect(429).json()["retry_after"], 60);
    test.advance(Duration::seconds(61));
    log_in(&test, MARTA, PASSWORD).await;
    for _ in 0..4 {
        try_log_in(&test, &nobody, MARTA, "no es esta").await.expect(401);
    }
    log_in(&test, MARTA, PASSWORD).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_block_survives_a_restart() {
    let test = TestApp::demo();
    for _ in 0..5 {
        try_log_in(&test, &Sender::nobody(), MARTA, "no es esta").await.expect(401);
    }
    let restarted = test.restarted();
    try_log_in(&restarted, &Sender::nobody(), MARTA, PASSWORD).await.expect(429);
}

#[tokio::test(flavor = "multi_thread")]
async fn many_attempts_at_once_count_as_many() {
    let test = TestApp::demo();
    let nobody = Sender::nobody();
    let answers =
        futures_util::future::join_all((0..12).map(|_| try_log_in(&test, &nobody, MARTA, "no es esta"))).await;
    let looked_at = answers.iter().filter(|answer| answer.status == 401).count();
    assert_eq!(looked_at, 5, "{:?}", answers.iter().map(|answer| answer.status).collect::<Vec<_>>());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_tries_many_accounts_is_blocked_and_another_is_not() {
    let test = TestApp::demo();
    for attempt in 0..50 {
        let login = format!("persona{attempt}@sena.example");
        try_log_in(&test, &from("198.51.100.7"), &login, "no es esta").await.expect(401);
    }
    try_log_in(&test, &from("198.51.100.7"), MARTA, PASSWORD).await.expect(429);
    try_log_in(&test, &from("198.51.100.8"), MARTA, PASSWORD).await.expect(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_ends_when_it_is_not_used_and_at_the_end_of_its_life() {
    let test = TestApp::demo();
    let idle = log_in(&test, MARTA, PASSWORD).await;
    let busy = log_in(&test, MARTA, PASSWORD).await;
    for _ in 0..3 {
        test.advance(sessions::IDLE - Duration::hours(1));
        assert!(is_signed_in(&test, &busy).await);
    }
    assert!(!is_signed_in(&test, &idle).await);
    test.advance(sessions::LIFETIME - (sessions::IDLE - Duration::hours(1)) * 3 + Duration::seconds(1));
    assert!(!is_signed_in(&test, &busy).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn log_out_ends_the_session_and_everywhere_ends_all() {
    let test = TestApp::demo();
    let (here, there) = (log_in(&test, MARTA, PASSWORD).await, log_in(&test, MARTA, PASSWORD).await);
    let other = log_in(&test, "firmante@sena.example", PASSWORD).await;
    let answer = test.send(&here, Method::DELETE, "/api/v1/session", None).await.expect(204);
    assert!(answer.headers["set-cookie"].to_str().unwrap().contains("Max-Age=0"));
    assert!(!is_signed_in(&test, &here).await && is_signed_in(&test, &there).await);
    let again = log_in(&test, MARTA, PASSWORD).await;
    test.send(&again, Method::DELETE, "/api/v1/sessions", None).await.expect(204);
    assert!(!is_signed_in(&test, &there).await && !is_signed_in(&test, &again).await);
    assert!(is_signed_in(&test, &other).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_session_can_be_ended_from_another_but_not_anothers() {
    let test = TestApp::demo();
    let (here, there) = (log_in(&test, MARTA, PASSWORD).await, log_in(&test, MARTA, PASSWORD).await);
    let stranger = log_in(&test, "firmante@sena.example", PASSWORD).await;
    let list = test.get(&here, "/api/v1/sessions").await.expect(200).json();
    let sessions = list["sessions"].as_array().unwrap().clone();
    assert_eq!(sessions.len(), 2);
    let id = sessions.iter().find(|session| session["current"] == false).unwrap()["id"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/sessions/{id}");
    test.send(&stranger, Method::DELETE, &path, None).await.expect(404);
    test.send(&here, Method::DELETE, &path, None).await.expect(204);
    assert!(is_signed_in(&test, &here).await && !is_signed_in(&test, &there).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_password_ends_the_other_sessions() {
    let test = TestApp::demo();
    let (here, there) = (log_in(&test, MARTA, PASSWORD).await, log_in(&test, MARTA, PASSWORD).await);
    let change = |current: &str, new: &str| json!({"current": current, "new": new});
    let refused = |answer: Answer| answer.json()["errors"][0].clone();
    let path = "/api/v1/account/password";
    let wrong = refused(test.post(&here, path, &change("no es esta", "cuatro palabras largas")).await.expect(422));
    assert_eq!((&wrong["field"], &wrong["code"]), (&json!("current"), &json!("wrong-password")));
    let short = refused(test.post(&here, path, &change(PASSWORD, "corta")).await.expect(422));
    assert_eq!((&short["field"], &short["code"]), (&json!("new"), &json!("too-short")));
    test.post(&here, path, &change(PASSWORD, "cuatro palabras largas")).await.expect(204);
    assert!(is_signed_in(&test, &here).await && !is_signed_in(&test, &there).await);
    try_log_in(&test, &Sender::nobody(), MARTA, PASSWORD).await.expect(401);
    log_in(&test, MARTA, "cuatro palabras largas").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_password_is_nowhere_in_the_database_and_the_log_names_who_logged_in() {
    let test = TestApp::demo();
    log_in(&test, MARTA, PASSWORD).await;
    let operator = test.member("operador", &[Role::Operator]);
    let log = test.get(&operator, "/api/v1/audit?action=logged-in").await.expect(200).json();
    assert_eq!(log["entries"][0]["actor_name"], "Marta Rojas");
    let user = test.db(|conn| users::by_login(conn, MARTA)).unwrap();
    assert!(!user.password_hash.contains(PASSWORD));
    assert!(!log.to_string().contains(PASSWORD));
}
