//! Look-up without log-in: frameworks, search, recognition.

use std::time::Duration;

use http::StatusCode;
use puente::app::App;
use puente::db::Db;
use puente::recognition::Library;
use puente_wire::recognition::{Outcome, PathStep, Recognition};
use puente_wire::session::Role;
use puente_wire::standards::{FrameworkList, StandardPage, StandardTree, Status};
use serde_json::json;

use crate::support::process::Installation;
use crate::support::{Sender, TestApp};

fn nobody() -> Sender {
    Sender::nobody()
}

#[tokio::test(flavor = "multi_thread")]
async fn anybody_finds_a_standard_by_code_or_misspelt_words() {
    let test = TestApp::demo();
    for query in ["280101175", "instalasiones%20electricas%20internas", "SENA%20280101175"] {
        let page: StandardPage = page(&test, &format!("/api/v1/standards?q={query}")).await;
        assert_eq!(page.standards[0].key.as_str(), "280101175", "{query}");
    }
    let in_ecuador = page(&test, "/api/v1/standards?q=electricista&country=EC").await;
    assert!(in_ecuador.standards.iter().all(|standard| standard.framework.as_str() == "ec-secap"));
    assert!(in_ecuador.standards[0].illustrative);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_people_call_an_occupation_leads_to_its_standards() {
    let test = TestApp::demo();
    for name in ["plomero", "gasfitero", "gasfiter", "fontanero", "encanador", "plumber"] {
        let found = page(&test, &format!("/api/v1/standards?q={name}")).await;
        let mut keys = found.standards.iter().map(|standard| standard.key.as_str());
        assert!(keys.any(|key| key == "EC0324"), "{name}");
    }
}

async fn page(test: &TestApp, path: &str) -> StandardPage {
    serde_json::from_slice(&test.get(&nobody(), path).await.expect(200).body).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_follow_each_other_without_gaps_or_repeats() {
    let test = TestApp::demo();
    let first = page(&test, "/api/v1/standards?framework=mx-conocer-ec").await;
    assert_eq!((first.total, first.standards.len()), (70, 20));
    let mut seen: Vec<String> = Vec::new();
    for number in 1..=4 {
        let one = page(&test, &format!("/api/v1/standards?framework=mx-conocer-ec&page={number}")).await;
        seen.extend(one.standards.iter().map(|standard| standard.key.to_string()));
    }
    let all = seen.len();
    seen.sort();
    seen.dedup();
    assert_eq!((all, seen.len()), (70, 70));
    assert!(page(&test, "/api/v1/standards?page=4294967295").await.standards.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_standard_shows_its_units_and_a_framework_its_source() {
    let test = TestApp::demo();
    let list: FrameworkList =
        serde_json::from_slice(&test.get(&nobody(), "/api/v1/frameworks").await.expect(200).body).unwrap();
    assert_eq!(list.frameworks.len(), 9);
    assert!(list.frameworks.iter().all(|one| !one.framework.source.is_empty() && one.standards > 0));
    let path = "/api/v1/frameworks/ec-inen/standards/NTE%20INEN%202432:2007";
    let tree: StandardTree = serde_json::from_slice(&test.get(&nobody(), path).await.expect(200).body).unwrap();
    assert!(!tree.standard.item.illustrative && tree.standard.children.iter().all(|unit| unit.item.illustrative));
    assert_eq!(tree.occupations[0].isco08, "9112");
    let missing = test.get(&nobody(), "/api/v1/frameworks/ec-inen/standards/nada").await;
    assert_eq!(missing.code(), "not-found");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_look_up_answers_as_of_a_day_and_can_be_kept() {
    let test = TestApp::demo();
    let path = "/api/v1/recognition?framework=co-sena-nscl&code=280101175&destination=ec";
    let answer = test.get(&nobody(), path).await.expect(200);
    let partial: Recognition = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!(partial.outcome, Outcome::Partial);
    let tag = answer.headers["etag"].to_str().unwrap().to_owned();
    let again = test.get(&nobody().with("if-none-match", &tag), path).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    let before: Recognition =
        serde_json::from_slice(&test.get(&nobody(), &format!("{path}&on=2026-04-01")).await.expect(200).body).unwrap();
    assert_eq!(before.outcome, Outcome::NotExamined);
    test.advance(chrono::Duration::days(1));
    let tomorrow = test.get(&nobody().with("if-none-match", &tag), path).await;
    assert_eq!(tomorrow.status, StatusCode::OK, "the same address means another day");
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_questions_name_the_field() {
    let test = TestApp::demo();
    let cases = [
        ("/api/v1/recognition?code=1&destination=EC", "framework"),
        ("/api/v1/recognition?framework=co-sena-nscl&code=1&destination=Ecuador", "destination"),
        ("/api/v1/recognition?framework=co-sena-nscl&code=1&destination=EC&on=hoy", "on"),
        ("/api/v1/recognition?framework=co-sena-nscl&code=&destination=EC", "holdings[0].code"),
        ("/api/v1/standards?page=0x", "page"),
    ];
    for (path, field) in cases {
        let answer = test.get(&nobody(), path).await.expect(422).json();
        assert_eq!(answer["errors"][0]["field"], field, "{path}");
    }
    let none = json!({"holdings": [], "destination": "EC"});
    let answer = test.post(&nobody(), "/api/v1/recognition", &none).await.expect(422).json();
    assert_eq!(answer["errors"][0]["field"], "holdings");
}

#[tokio::test(flavor = "multi_thread")]
async fn several_certificates_are_asked_about_together() {
    let test = TestApp::demo();
    test.advance(chrono::Duration::days(60));
    let holding = |code: &str| json!({"framework": "co-sena-nscl", "code": code});
    let question =
        json!({"holdings": [holding("270401004"), holding("270401053"), holding("270401058")], "destination": "EC"});
    let answer = test.post(&nobody(), "/api/v1/recognition", &question).await.expect(200);
    let together: Recognition = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!(together.outcome, Outcome::Full);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_demonstration_real_standards_are_there_and_nobody_has_decided() {
    let test = TestApp::empty();
    let now = test.now();
    test.db(|conn| puente::recognition::seed::load(conn, now, false));
    let found = page(&test, "/api/v1/standards?q=280101175").await;
    assert_eq!(found.standards[0].key.as_str(), "280101175");
    let path = "/api/v1/recognition?framework=co-sena-nscl&code=280101175&destination=EC&on=2026-11-22";
    let answer: Recognition = serde_json::from_slice(&test.get(&nobody(), path).await.expect(200).body).unwrap();
    assert_eq!(answer.outcome, Outcome::NotExamined);
    test.db(|conn| puente::recognition::seed::load(conn, now, false));
    assert_eq!(page(&test, "/api/v1/standards").await.total, found_total(&test).await, "loading twice adds nothing");
}

async fn found_total(test: &TestApp) -> u32 {
    let list: FrameworkList =
        serde_json::from_slice(&test.get(&nobody(), "/api/v1/frameworks").await.expect(200).body).unwrap();
    list.frameworks.iter().map(|one| one.standards).sum()
}

/// Another node of the same registry: its own memory, the same database.
#[tokio::test(flavor = "multi_thread")]
async fn what_one_node_publishes_the_other_answers_with() {
    let test = TestApp::demo();
    let db = Db::open(test.app.db.url().clone(), 1);
    let other = App { library: Library::default(), db, ..test.app.clone() };
    let before = puente::recognition::edition(&other).await.unwrap();
    let curator = test.member("mdt-ec", &[Role::Curator]);
    let reviewer = test.member("mdt-ec", &[Role::Reviewer]);
    crate::workbench::publish_refusal(&test, &curator, &reviewer).await;
    // It asks a few times a second whether something is new.
    let mut after = puente::recognition::edition(&other).await.unwrap();
    for _ in 0..500 {
        if after.stamp == before.stamp {
            tokio::time::sleep(Duration::from_millis(20)).await;
            after = puente::recognition::edition(&other).await.unwrap();
        }
    }
    assert_ne!(before.stamp, after.stamp);
    assert_eq!(after.snapshot.published().decisions.len(), before.snapshot.published().decisions.len() + 1);
}

#[test]
fn the_command_line_answers_as_the_interface_does_in_three_languages() {
    let installation = Installation::new();
    assert!(installation.run(&["seed", "demo"]).status.success());
    let ask = |more: &[&str]| {
        let together =
            ["recognise", "co-sena-nscl:270401058@2026-03-14", "co-sena-nscl:270401053", "--destination", "EC"];
        let output = installation.run(&[&together, more].concat());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let whole: Recognition = serde_json::from_str(&ask(&["--on", "2026-11-22", "--json"])).unwrap();
    assert_eq!((whole.outcome, whole.holdings.len()), (Outcome::Partial, 2));
    assert_eq!(whole.answers[0].covered.len(), 2);
    assert!(ask(&["--on", "2026-11-22"]).contains("Se sumaron 2 certificados"));
    assert!(ask(&["--on", "2026-11-22", "--lang", "pt"]).contains("Somaram-se 2 certificados"));
    assert!(ask(&["--on", "2026-11-22", "--lang", "en"]).contains("2 certificates were put together"));
    let nobody = installation.run(&["recognise", "280101175", "--destination", "EC"]);
    assert!(!nobody.status.success() && String::from_utf8_lossy(&nobody.stderr).contains("FRAMEWORK:CODE"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_standard_that_the_newest_version_no_longer_lists_still_resolves_and_says_so() {
    let test = TestApp::demo();
    let day = test.now().date_naive();
    let now = test.now();
    test.db(move |conn| {
        let framework = "co-sena-nscl".parse().unwrap();
        let mut next = puente::recognition::store::newest_package(conn, &framework).unwrap().unwrap();
        next.version.label = "2026-next".to_owned();
        next.version.published_on = day;
        next.items.retain(|item| !item.key.as_str().starts_with("280101175"));
        puente::frameworks::store::add_package(conn, &next, now)?;
        puente::recognition::store::move_stamp(conn)
    });
    let found = page(&test, "/api/v1/standards?q=280101175").await;
    assert_eq!((found.standards[0].key.as_str(), found.standards[0].status), ("280101175", Status::Withdrawn));
    let path = "/api/v1/frameworks/co-sena-nscl/standards/280101175";
    let tree: StandardTree = serde_json::from_slice(&test.get(&nobody(), path).await.expect(200).body).unwrap();
    assert!(tree.no_longer_listed && tree.standard.item.status == Status::Withdrawn);
    assert_eq!((tree.version.label.as_str(), tree.standard.children.is_empty()), ("2026-01-demo", false));
    let listed = "/api/v1/frameworks/co-sena-nscl/standards/220501001";
    let tree: StandardTree = serde_json::from_slice(&test.get(&nobody(), listed).await.expect(200).body).unwrap();
    assert!(!tree.no_longer_listed && tree.version.label == "2026-next");
    let path = "/api/v1/recognition?framework=co-sena-nscl&code=280101175&destination=EC";
    let answer: Recognition = serde_json::from_slice(&test.get(&nobody(), path).await.expect(200).body).unwrap();
    assert_eq!(answer.outcome, Outcome::Partial);
    assert!(answer.answers[0].path.contains(&PathStep::StandardNotListed { holding: 0 }));
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_is_read_can_be_had_already() {
    let test = TestApp::demo();
    let path = "/api/v1/recognition?framework=co-sena-nscl&code=280101175&destination=EC";
    let tag = test.get(&nobody(), path).await.expect(200).headers["etag"].to_str().unwrap().to_owned();
    let any = nobody().with("if-none-match", "*");
    assert_eq!(test.get(&any, path).await.status, StatusCode::NOT_MODIFIED);
    let question =
        serde_json::json!({"holdings": [{"framework": "co-sena-nscl", "code": "280101175"}], "destination": "EC"});
    for known in [tag.as_str(), "*"] {
        let sender = nobody().with("if-none-match", known);
        let answer = test.post(&sender, "/api/v1/recognition", &question).await.expect(200).json();
        assert_eq!(answer["outcome"], "partial", "{known}");
    }
}
