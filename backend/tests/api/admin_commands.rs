//! `puente admin`: the first operator of an empty registry, and a way back in.

use std::io::Write;
use std::process::{Output, Stdio};

use puente::accounts::{bootstrap, passwords};
use puente::demo::PASSWORD;
use serde_json::json;

use crate::accounts::log_in;
use crate::support::process::Installation;
use crate::support::{Sender, TestApp};

fn run_with(installation: &Installation, arguments: &[&str], input: &str) -> Output {
    let mut child = installation
        .command(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn an_empty_registry_gets_its_first_operator_by_link_or_by_password() {
    let installation = Installation::new();
    let by_link = installation.run(&["admin", "create", "--login", "ana@registro.example", "--name", "Ana Rojas"]);
    assert!(by_link.status.success(), "{}", said(&by_link));
    let link = String::from_utf8(by_link.stdout).unwrap();
    assert!(link.starts_with("http://127.0.0.1:8080/invitation/") && link.lines().count() == 1, "{link}");
    let create = ["admin", "create", "--login", "luz@registro.example", "--password-stdin"];
    let short = run_with(&installation, &create, "corta\n");
    assert!(!short.status.success() && said(&short).contains("too-short"), "{}", said(&short));
    let made = run_with(&installation, &create, "cuatro palabras largas\n");
    assert!(made.status.success(), "{}", said(&made));
    let elsewhere = installation.run(&["admin", "create", "--org", "nadie", "--login", "ana@registro.example"]);
    assert!(said(&elsewhere).contains("no organisation"), "{}", said(&elsewhere));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_operator_runs_the_registry() {
    let test = TestApp::empty();
    let new = bootstrap::NewAdministrator {
        organisation: bootstrap::OPERATOR.to_owned(),
        country: "EC".to_owned(),
        login: "Luz@registro.example".to_owned(),
        name: "Luz Vera".to_owned(),
    };
    let hash = passwords::hash("cuatro palabras largas").unwrap();
    let now = test.now();
    test.app.db.write_now(|conn| bootstrap::create_administrator(conn, &new, &hash, now)).unwrap();
    let luz = log_in(&test, "luz@registro.example", "cuatro palabras largas").await;
    let all = test.get(&luz, "/api/v1/organisations").await.expect(200).json();
    assert_eq!(all["organisations"][0]["slug"], "operador");
    test.get(&luz, "/api/v1/orgs/operador/members").await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reset_lets_a_locked_out_person_in_with_the_new_password_only() {
    let test = TestApp::demo();
    let login = "firmante@sena.example";
    let before = log_in(&test, login, PASSWORD).await;
    let attempt = json!({"login": login, "password": "no es esta"});
    for _ in 0..5 {
        test.post(&Sender::nobody(), "/api/v1/session", &attempt).await.expect(401);
    }
    let hash = passwords::hash("cuatro palabras largas").unwrap();
    let now = test.now();
    test.app.db.write_now(|conn| bootstrap::reset(conn, &test.app.secrets, login, &hash, now)).unwrap();
    assert!(test.get(&before, "/api/v1/session").await.expect(200).json()["member"].is_null());
    log_in(&test, login, "cuatro palabras largas").await;
    let old = json!({"login": login, "password": PASSWORD});
    test.post(&Sender::nobody(), "/api/v1/session", &old).await.expect(401);
}
