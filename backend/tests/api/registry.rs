//! The registry itself: health, documents, headers, unknown addresses.

use http::Method;
use serde_json::Value;

use crate::support::{Sender, TestApp};

#[tokio::test(flavor = "multi_thread")]
async fn it_is_healthy_and_ready_and_measures_itself() {
    let test = TestApp::empty();
    let nobody = Sender::nobody();
    test.get(&nobody, "/healthz").await.expect(200);
    test.get(&nobody, "/readyz").await.expect(200);
    puente::registry::routes::recorder();
    test.get(&nobody, "/healthz").await.expect(200);
    let measures = test.get(&nobody, "/metrics").await.expect(200).text();
    assert!(measures.contains("# TYPE puente_http_requests_total counter"), "{measures}");
}

#[tokio::test(flavor = "multi_thread")]
async fn unknown_addresses_answer_with_a_problem_and_every_answer_is_protected() {
    let test = TestApp::empty();
    let answer = test.get(&Sender::nobody(), "/api/v1/no-such-thing").await.expect(404);
    assert_eq!(answer.headers["content-type"], "application/problem+json");
    assert_eq!(answer.code(), "not-found");
    assert_eq!(answer.headers["referrer-policy"], "no-referrer");
    assert_eq!(answer.headers["x-content-type-options"], "nosniff");
    let policy = answer.headers["content-security-policy"].to_str().unwrap().to_owned();
    assert!(
        policy.contains("frame-ancestors 'none'")
            && !policy.contains("unsafe-inline")
            && !policy.contains("'unsafe-eval'")
    );
    let answer = test.send(&Sender::nobody(), Method::DELETE, "/healthz", None).await.expect(405);
    assert_eq!(answer.headers["allow"], "GET");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_document_lists_exactly_the_table() {
    let test = TestApp::empty();
    let document = test.get(&Sender::nobody(), "/api/v1/openapi.json").await.expect(200).json();
    assert_eq!(document["openapi"], "3.1.0");
    let mut documented: Vec<String> = document["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, methods)| methods.as_object().unwrap().keys().map(move |method| format!("{method} {path}")))
        .collect();
    let mut table: Vec<String> = puente::table::endpoints()
        .iter()
        .map(|endpoint| format!("{} {}", endpoint.method.as_str().to_lowercase(), endpoint.path.replace("{*", "{")))
        .collect();
    documented.sort();
    table.sort();
    assert_eq!(documented, table);
    let text = document.to_string();
    for reference in text.split("\"#/components/schemas/").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(
            document["components"]["schemas"].get(reference).is_some(),
            "{reference} is referred to and not defined"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_error_has_a_message_in_every_language() {
    let locales = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../static/locales");
    for language in ["es", "pt", "en"] {
        let messages = std::fs::read_to_string(locales.join(language).join("errors.ftl")).unwrap_or_default();
        let has = |id: String| messages.lines().any(|line| line.starts_with(&format!("{id} =")));
        let missing: Vec<String> = puente::table::codes()
            .iter()
            .map(|code| format!("error-{}", code.id))
            .chain(puente::table::field_codes().iter().map(|code| format!("field-{}", code.0)))
            .filter(|id| !has(id.clone()))
            .collect();
        assert!(missing.is_empty(), "{language}: no message for {missing:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_registry_says_whether_it_is_a_demonstration() {
    let about = |test: TestApp| async move {
        let answer: Value = test.get(&Sender::nobody(), "/api/v1/registry").await.expect(200).json();
        answer["demonstration"].as_bool()
    };
    assert_eq!(about(TestApp::empty()).await, Some(false));
    assert_eq!(about(TestApp::demo()).await, Some(true));
}
