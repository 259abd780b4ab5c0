//! Training and assessment that bodies offer: published, named beside missing units, taken back.

use puente_wire::session::Role;
use serde_json::{Value, json};

use crate::support::{Sender, TestApp};

const OPENINGS: &str = "/api/v1/orgs/secap/openings";
const LOOK_UP: &str = "/api/v1/recognition?framework=co-sena-nscl&code=280101175&destination=EC";

fn evening() -> Value {
    json!({
        "standard": {"framework": "ec-secap", "standard": "ILUSTRATIVO-EL-02"},
        "units": ["ILUSTRATIVO-EL-02/U4"],
        "means": "assessment",
        "hours": 4,
        "place": "Quito",
        "url": "https://www.secap.gob.ec/",
        "illustrative": true
    })
}

async fn nearest(test: &TestApp, on: &str) -> Vec<String> {
    let answer = test.get(&Sender::nobody(), &format!("{LOOK_UP}{on}")).await.expect(200).json();
    let openings = answer["answers"][0]["missing"][0]["openings"].as_array().cloned().unwrap_or_default();
    openings.iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_opening_is_named_beside_the_missing_unit_until_it_is_taken_back() {
    let test = TestApp::demo();
    let body = test.member("secap", &[Role::Signatory]);
    let new = test.post(&body, OPENINGS, &evening()).await.expect(201).json();
    let id = new["id"].as_str().unwrap();
    assert_eq!(nearest(&test, "").await.first().map(String::as_str), Some(id), "the shortest in the country");
    let public = "/api/v1/openings?framework=ec-secap&standard=ILUSTRATIVO-EL-02&unit=ILUSTRATIVO-EL-02/U4";
    let open = test.get(&Sender::nobody(), public).await.expect(200).json();
    assert!(open.as_array().unwrap().iter().any(|one| one["id"] == id));

    test.advance(chrono::Duration::days(5));
    let body = test.member("secap", &[Role::Signatory]);
    let path = format!("{OPENINGS}/{id}/withdraw");
    let gone = test.post(&body, &path, &json!({})).await.expect(200).json();
    assert_eq!(gone["withdrawn_on"], "2026-06-06");
    assert!(!nearest(&test, "").await.iter().any(|one| one == id));
    assert!(nearest(&test, "&on=2026-06-02").await.iter().any(|one| one == id), "as of a day when it stood");
    assert_eq!(test.post(&body, &path, &json!({})).await.expect(404).code(), "not-found");
    let other = test.member("sena", &[Role::Signatory]);
    let foreign = OPENINGS.replace("secap", "sena");
    let answer = test.post(&other, &format!("{foreign}/{id}/withdraw"), &json!({})).await.expect(404);
    assert_eq!(answer.code(), "not-found", "another body's");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_opening_that_does_not_hold_together_names_every_wrong_field() {
    let test = TestApp::demo();
    let body = test.member("secap", &[Role::OrganisationAdmin]);
    let wrong = json!({
        "standard": {"framework": "ec-secap", "standard": "nada"},
        "units": ["nada/U1"],
        "means": "training",
        "hours": 0,
        "url": "javascript:alert(1)",
        "until": "2026-05-31"
    });
    let answer = test.post(&body, OPENINGS, &wrong).await.expect(422).json();
    let mut fields: Vec<&str> =
        answer["errors"].as_array().unwrap().iter().map(|one| one["field"].as_str().unwrap()).collect();
    fields.sort_unstable();
    assert_eq!(fields, ["hours", "place", "standard", "units[0]", "until", "url"]);
    let ministry = test.member("mdt-ec", &[Role::Signatory]);
    let answer = test.post(&ministry, &OPENINGS.replace("secap", "mdt-ec"), &evening()).await.expect(403);
    assert_eq!(answer.code(), "forbidden", "a ministry trains nobody");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_opening_takes_the_place_of_the_one_before() {
    let test = TestApp::demo();
    let body = test.member("secap", &[Role::Signatory]);
    let before = test.post(&body, OPENINGS, &evening()).await.expect(201).json();
    test.advance(chrono::Duration::days(2));
    let mut longer = evening();
    longer["hours"] = json!(5);
    let body = test.member("secap", &[Role::Signatory]);
    let path = format!("{OPENINGS}/{}", before["id"].as_str().unwrap());
    let after = test.send(&body, http::Method::PUT, &path, Some(&longer)).await.expect(200).json();
    assert_eq!(after["hours"], 5);
    assert_eq!(nearest(&test, "").await.first().map(String::as_str), after["id"].as_str());
    assert!(!nearest(&test, "").await.contains(&before["id"].as_str().unwrap().to_owned()));
    let then = nearest(&test, "&on=2026-06-02").await;
    assert_eq!(then.first().map(String::as_str), before["id"].as_str(), "as of a day when the first one stood");
    let again = test.send(&body, http::Method::PUT, &path, Some(&longer)).await.expect(404);
    assert_eq!(again.code(), "not-found", "it was taken back");
}
