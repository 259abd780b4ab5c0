//! Assessments: written by one person, signed by another, never both.

use http::Method;
use puente_wire::session::Role;
use serde_json::{Value, json};

use crate::support::desk::Desk;

#[tokio::test(flavor = "multi_thread")]
async fn an_assessment_goes_from_evidence_to_a_certificate() {
    let desk = Desk::new();
    let started = desk.started("31000001").await;
    assert_eq!(started["state"], "draft");
    assert_eq!(started["words"]["not_yet_competent"], "Aún no competente");
    assert!(started["units"].as_array().unwrap().len() > 1);
    let saved = desk.save(&started, &Desk::findings(&started, "competent")).await.expect(200).json();
    assert_eq!(saved["version"], 2);
    assert_eq!(saved["units"][0]["evidence"][0]["score"], 87);
    let version = json!({ "version": 2 });
    let submitted = desk.test.post(&desk.assessor, &Desk::path(&saved, "/submit"), &version).await.expect(200).json();
    assert_eq!(submitted["state"], "submitted");
    let queue = desk.test.get(&desk.signatory, "/api/v1/orgs/sena/assessments?state=submitted&q=nidia").await;
    assert_eq!(queue.expect(200).json()["assessments"][0]["mine"], false);
    let signed = desk.sign_off(&submitted).await.expect(200).json();
    let certificate = &signed["certificate"];
    assert!(certificate["number"].as_str().unwrap().starts_with("SENA-2026-"), "{certificate}");
    assert_eq!((&certificate["issued_on"], &certificate["valid_until"]), (&json!("2026-06-01"), &json!("2029-06-01")));
    assert_eq!(certificate["state"], "unclaimed");
    let read = desk.test.get(&desk.assessor, &Desk::path(&started, "")).await.expect(200).json();
    assert_eq!((&read["state"], &read["certificate"]["id"]), (&json!("certified"), &certificate["id"]));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_assessed_may_not_sign_whatever_their_roles() {
    let mut desk = Desk::new();
    desk.assessor = desk.test.member("sena", &[Role::Assessor, Role::Signatory]);
    let submitted = desk.submitted("31000002").await;
    let version = json!({ "version": submitted["version"] });
    let own = desk.test.post(&desk.assessor, &Desk::path(&submitted, "/sign-off"), &version).await.expect(403);
    assert_eq!(own.code(), "own-assessment");
    desk.sign_off(&submitted).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_its_assessor_writes_in_it() {
    let desk = Desk::new();
    let started = desk.started("31000003").await;
    let other = desk.test.member("sena", &[Role::Assessor]);
    let findings = Desk::findings(&started, "competent");
    let answer = desk.test.send(&other, Method::PUT, &Desk::path(&started, ""), Some(&findings)).await;
    assert_eq!(answer.expect(403).code(), "not-the-assessor");
    let stranger = desk.test.member("secap", &[Role::Assessor]);
    let elsewhere = Desk::path(&started, "").replace("/sena/", "/secap/");
    desk.test.get(&stranger, &elsewhere).await.expect(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edit_of_an_older_version_is_refused_and_shows_what_changed() {
    let desk = Desk::new();
    let started = desk.started("31000004").await;
    desk.save(&started, &Desk::findings(&started, "competent")).await.expect(200);
    let mut late = Desk::findings(&started, "not-yet-competent");
    late["observations"] = json!("Otra pestaña.");
    let answer = desk.save(&started, &late).await.expect(409);
    assert_eq!(answer.code(), "stale");
    assert_eq!(answer.json()["current"]["observations"], "Portafolio revisado.");
    assert_eq!(answer.json()["current"]["version"], 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_missing_is_named_unit_by_unit() {
    let desk = Desk::new();
    let started = desk.started("31000005").await;
    let mut findings = Desk::findings(&started, "competent");
    findings["units"][0]["verdict"] = Value::Null;
    findings["units"][1]["evidence"] = json!([]);
    findings["units"][2]["verdict"] = json!("not-yet-competent");
    let saved = desk.save(&started, &findings).await.expect(200).json();
    let version = json!({ "version": saved["version"] });
    let answer = desk.test.post(&desk.assessor, &Desk::path(&saved, "/submit"), &version).await.expect(422).json();
    let fields: Vec<&str> =
        answer["errors"].as_array().unwrap().iter().map(|error| error["field"].as_str().unwrap()).collect();
    assert_eq!(fields, ["units[0].verdict", "units[1].evidence", "units[2].gap"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gap_closes_the_assessment_with_what_is_missing_and_without_a_certificate() {
    let desk = Desk::new();
    let started = desk.started("31000006").await;
    let mut findings = Desk::findings(&started, "competent");
    findings["units"][1]["verdict"] = json!("not-yet-competent");
    findings["units"][1]["gap"] = json!("Conectar el diferencial.");
    let saved = desk.save(&started, &findings).await.expect(200).json();
    let version = json!({ "version": saved["version"] });
    let closed = desk.test.post(&desk.assessor, &Desk::path(&saved, "/submit"), &version).await.expect(200).json();
    assert_eq!((&closed["state"], &closed["certificate"]), (&json!("not-yet-competent"), &Value::Null));
    assert_eq!(closed["units"][1]["gap"], "Conectar el diferencial.");
    assert_eq!(desk.sign_off(&closed).await.expect(409).code(), "assessment-not-there");
    assert_eq!(
        desk.save(&closed, &Desk::findings(&closed, "competent")).await.expect(409).code(),
        "assessment-not-there"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_given_back_carries_its_reason_and_can_be_handed_on_again() {
    let desk = Desk::new();
    let submitted = desk.submitted("31000007").await;
    let path = Desk::path(&submitted, "/return");
    let short = json!({ "version": submitted["version"], "reason": "x" });
    assert_eq!(desk.test.post(&desk.signatory, &path, &short).await.expect(422).code(), "invalid");
    let reason = json!({ "version": submitted["version"], "reason": "Falta la foto del tablero." });
    let returned = desk.test.post(&desk.signatory, &path, &reason).await.expect(200).json();
    assert_eq!(
        (&returned["state"], &returned["return_reason"]),
        (&json!("returned"), &json!("Falta la foto del tablero."))
    );
    let saved = desk.save(&returned, &Desk::findings(&returned, "competent")).await.expect(200).json();
    let version = json!({ "version": saved["version"] });
    let again = desk.test.post(&desk.assessor, &Desk::path(&saved, "/submit"), &version).await.expect(200).json();
    desk.sign_off(&again).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn findings_for_the_wrong_units_or_out_of_range_are_refused() {
    let desk = Desk::new();
    let started = desk.started("31000008").await;
    let refused = |change: fn(&mut Value)| {
        let mut findings = Desk::findings(&started, "competent");
        change(&mut findings);
        let (desk, started) = (&desk, &started);
        async move { desk.save(started, &findings).await.expect(422).json()["errors"][0]["field"].clone() }
    };
    assert_eq!(refused(|f| f["units"][0]["unit"] = json!("U9")).await, "units[0].unit");
    assert_eq!(refused(|f| f["units"][0]["unit"] = f["units"][1]["unit"].clone()).await, "units[1].unit");
    assert_eq!(refused(|f| f["units"][0]["evidence"][0]["score"] = json!(101)).await, "units[0].evidence[0].score");
    assert_eq!(refused(|f| f["units"][0]["evidence"][0]["text"] = json!(" ")).await, "units[0].evidence[0].text");
    assert_eq!(refused(|f| f["units"][0]["evidence"][0]["kind"] = json!("hearsay")).await, "units[0].evidence[0].kind");
    assert_eq!(refused(|f| f["observations"] = json!("x".repeat(4001))).await, "observations");
    assert_eq!(refused(|f| f["observations"] = json!("a\u{0}b")).await, "observations");
    let large = json!({ "version": 1, "units": [], "observations": "x".repeat(300_000) });
    desk.save(&started, &large).await.expect(413);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_standard_is_refused() {
    let desk = Desk::new();
    let new = json!({
        "candidate_id": desk.registered("31000009").await,
        "framework": "co-sena-nscl",
        "standard": "999999999",
    });
    let answer = desk.test.post(&desk.assessor, "/api/v1/orgs/sena/assessments", &new).await.expect(422).json();
    assert_eq!(answer["errors"][0], json!({ "field": "standard", "code": "unknown" }));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_assesses_only_what_it_is_accredited_for() {
    let desk = Desk::new();
    let new = json!({
        "candidate_id": desk.registered("31000010").await,
        "framework": "mx-conocer-ec",
        "standard": "EC0118",
    });
    let answer = desk.test.post(&desk.assessor, "/api/v1/orgs/sena/assessments", &new).await.expect(422).json();
    assert_eq!(answer["errors"][0], json!({ "field": "standard", "code": "not-accredited" }));
}
