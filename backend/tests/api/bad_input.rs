//! Nothing a client sends makes the server fail: every endpoint, with every kind of nonsense, as a
//! caller who may use it.

use http::Method;
use puente::actor::Permission;
use puente::http::Endpoint;
use puente_wire::session::Role;
use serde_json::json;

use crate::support::{Answer, Sender, TestApp};

/// Bodies that no endpoint can mean anything by.
fn nonsense() -> Vec<(&'static str, Vec<u8>)> {
    let deep = |open: &str, count: usize| open.repeat(count).into_bytes();
    let wide = json!({"items": vec![0; 20_000]}).to_string().into_bytes();
    vec![
        ("nothing", Vec::new()),
        ("half an object", b"{\"name\":".to_vec()),
        ("not UTF-8", vec![b'{', b'"', 0xff, 0xfe, b'"', b':', b'1', b'}']),
        ("deep arrays", deep("[", 50_000)),
        ("deep objects", deep("{\"a\":", 20_000)),
        ("an array", b"[]".to_vec()),
        ("null", b"null".to_vec()),
        ("a number", b"1e999".to_vec()),
        ("a wide list", wide),
        ("unknown fields", br#"{"no-such-field": 1}"#.to_vec()),
        ("control letters", br#"{"name":"\u0000\u202e\ud83d"}"#.to_vec()),
        ("two documents", b"{}{}".to_vec()),
    ]
}

fn address(endpoint: &Endpoint, parameter: &str) -> String {
    let mut out = String::new();
    let mut rest = endpoint.path;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, next) = after.split_once('}').unwrap();
        out.push_str(before);
        out.push_str(if name == "org" { "sena" } else { parameter });
        rest = next;
    }
    out + rest
}

/// Somebody who has every role in the institutions that matter.
fn everybody(test: &TestApp, permission: Permission) -> Sender {
    match permission {
        Permission::Public | Permission::Holder => Sender::nobody(),
        Permission::Curate | Permission::Review | Permission::ReadWorkbench => test.member("mdt-ec", &Role::ALL),
        Permission::Operate => test.member("operador", &Role::ALL),
        _ => test.member("sena", &Role::ALL),
    }
}

fn oauth_error(answer: &Answer) -> String {
    let body: serde_json::Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    body["error"].as_str().unwrap_or_default().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn nonsense_in_the_body_is_answered_with_a_problem() {
    let test = TestApp::demo();
    for endpoint in puente::table::endpoints().iter().filter(|endpoint| endpoint.request.is_some()) {
        for (what, body) in nonsense() {
            let sender = everybody(&test, endpoint.permission);
            let path = address(endpoint, "00000000-0000-7000-8000-000000000000");
            let answer = test.send_bytes(&sender, endpoint.method.clone(), &path, Some(body)).await;
            let status = answer.status.as_u16();
            assert!((400..500).contains(&status), "{} {path} with {what}: {status} {}", endpoint.method, answer.text());
            // What wallets speak is refused in OAuth's words.
            let said =
                answer.code() + &if path.starts_with("/openid4v") { oauth_error(&answer) } else { String::new() };
            assert!(!said.is_empty(), "{} {path} with {what}: no code in {}", endpoint.method, answer.text());
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_over_the_limit_is_refused_before_it_is_read_whole() {
    let test = TestApp::demo();
    for endpoint in puente::table::endpoints().iter().filter(|endpoint| endpoint.request.is_some()) {
        let sender = everybody(&test, endpoint.permission);
        let body = vec![b' '; endpoint.limit + 1];
        let answer = test.send_bytes(&sender, endpoint.method.clone(), &address(endpoint, "x"), Some(body)).await;
        assert_eq!(answer.code(), "too-large", "{} {}", endpoint.method, endpoint.path);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_is_not_called_json_is_refused() {
    let test = TestApp::demo();
    for endpoint in puente::table::endpoints().iter().filter(|endpoint| endpoint.wants_json()) {
        let sender = everybody(&test, endpoint.permission).with("content-type", "text/plain");
        let path = address(endpoint, "x");
        let answer = test.send_bytes(&sender, endpoint.method.clone(), &path, Some(b"{}".to_vec())).await;
        assert_eq!(answer.code(), "not-json", "{} {}", endpoint.method, endpoint.path);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nonsense_in_the_address_is_answered_with_a_problem() {
    let test = TestApp::demo();
    let long = "x".repeat(3000);
    let parameters = ["%00", "%ff%fe", "..%2f..%2fetc%2fpasswd", "'%20OR%201=1--", "-1", "%F0%9F%92%A9", long.as_str()];
    for endpoint in puente::table::endpoints().iter().filter(|endpoint| endpoint.method == Method::GET) {
        for parameter in parameters {
            let sender = everybody(&test, endpoint.permission);
            let path = address(endpoint, parameter);
            let queries =
                [String::new(), format!("?page={parameter}&q={parameter}&on=yesterday&before={parameter}&limit=-1")];
            for query in queries {
                let answer = test.get(&sender, &format!("{path}{query}")).await;
                assert!(answer.status.as_u16() < 500, "{path}{query}: {} {}", answer.status, answer.text());
            }
        }
    }
}
