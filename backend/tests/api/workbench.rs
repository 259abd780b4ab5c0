//! Ministries at work: rows, agreements and decisions that a second person reviews before they are
//! published, and never change afterwards.

use diesel::RunQueryDsl;
use puente_wire::recognition::{Outcome, Recognition};
use puente_wire::session::Role;
use serde_json::{Value, json};

use crate::support::{Sender, TestApp};

const CROSSWALK: &str = "/api/v1/orgs/mdt-ec/crosswalks/co-sena-nscl--ec-secap";
pub const DECISIONS: &str = "/api/v1/orgs/mdt-ec/decisions";

fn people(test: &TestApp) -> (Sender, Sender) {
    (test.member("mdt-ec", &[Role::Curator]), test.member("mdt-ec", &[Role::Reviewer]))
}

pub fn refusal() -> Value {
    json!({
        "number": "Resolución 100-2026",
        "source_standard": {"framework": "co-sena-nscl", "standard": "220501001"},
        "outcome": "refused",
        "reason": {"official": "es", "texts": {"es": "No hay un perfil comparable."}},
        "decided_on": "2026-06-01",
        "effective_from": "2026-06-01",
        "illustrative": true,
        "source": "https://www.trabajo.gob.ec/"
    })
}

async fn step(test: &TestApp, sender: &Sender, act: &Value, step: &str) -> Value {
    let path = format!("{DECISIONS}/{}/{step}", act["head"]["id"].as_str().unwrap());
    let body = match step {
        "review" => json!({"revision": act["head"]["revision"], "agree": true, "note": "Se compararon las unidades."}),
        "vote" => json!({"revision": act["head"]["revision"], "vote": "in-favour"}),
        _ => json!({"revision": act["head"]["revision"]}),
    };
    test.post(sender, &path, &body).await.expect(200).json()
}

/// Takes a refusal all the way; returns the published act.
pub async fn publish_refusal(test: &TestApp, curator: &Sender, reviewer: &Sender) -> Value {
    let act = test.post(curator, DECISIONS, &refusal()).await.expect(201).json();
    let act = step(test, curator, &act, "propose").await;
    let act = step(test, reviewer, &act, "review").await;
    let act = sign(test, &act).await;
    step(test, reviewer, &act, "publish").await
}

/// The signature of somebody who has not spoken yet.
async fn sign(test: &TestApp, act: &Value) -> Value {
    let director = test.member("mdt-ec", &[Role::Reviewer]);
    step(test, &director, act, "vote").await
}

async fn look_up(test: &TestApp, code: &str) -> Outcome {
    let path = format!("/api/v1/recognition?framework=co-sena-nscl&code={code}&destination=EC");
    let answer = test.get(&Sender::nobody(), &path).await.expect(200);
    serde_json::from_slice::<Recognition>(&answer.body).unwrap().outcome
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_counts_once_a_second_person_agreed_and_it_was_published() {
    let test = TestApp::demo();
    let (curator, reviewer) = people(&test);
    let act = test.post(&curator, DECISIONS, &refusal()).await.expect(201).json();
    let act = step(&test, &curator, &act, "propose").await;
    let act = step(&test, &reviewer, &act, "review").await;
    let path = format!("{DECISIONS}/{}/publish", act["head"]["id"].as_str().unwrap());
    let early = test.post(&reviewer, &path, &json!({"revision": act["head"]["revision"]})).await.expect(409);
    assert_eq!(early.code(), "wrong-state", "an opinion is no decision");
    let act = sign(&test, &act).await;
    assert_eq!(act["head"]["state"], "decided");
    assert_eq!(look_up(&test, "220501001").await, Outcome::NotExamined, "decided is not published");
    let path = format!("{DECISIONS}/{}/effects", act["head"]["id"].as_str().unwrap());
    let effects = test.get(&reviewer, &path).await.expect(200).json();
    assert_eq!((&effects["lookups"], &effects["outcomes"]), (&json!(1), &json!(1)));
    assert_eq!(
        (&effects["changes"][0]["before"], &effects["changes"][0]["after"]),
        (&json!("not-examined"), &json!("refused"))
    );
    let act = step(&test, &reviewer, &act, "publish").await;
    assert_eq!(act["head"]["state"], "published");
    assert_eq!(act["head"]["published_on"], "2026-06-01");
    assert_eq!(look_up(&test, "220501001").await, Outcome::Refused);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_on_the_certificates_of_one_issuer_counts_for_those_only_and_says_so_to_others() {
    let test = TestApp::demo();
    let (curator, reviewer) = people(&test);
    for (issuers, field) in
        [(json!(["nobody"]), "issuers[0]"), (json!(["sena", "did:web:puente.example:orgs:sena"]), "issuers[1]")]
    {
        let issuers = serde_json::from_value::<Vec<String>>(issuers).unwrap();
        let issuers: Vec<String> = issuers.into_iter().map(|one| own_did(&test, &one)).collect();
        let wrong = with(refusal(), "issuers", json!(issuers));
        let wrong = test.post(&curator, DECISIONS, &wrong).await.expect(422).json();
        assert_eq!(wrong["errors"][0]["field"], field);
    }
    let limited = with(refusal(), "issuers", json!(["sena"]));
    let act = test.post(&curator, DECISIONS, &limited).await.expect(201).json();
    let act = step(&test, &curator, &act, "propose").await;
    let act = step(&test, &reviewer, &act, "review").await;
    let act = sign(&test, &act).await;
    let path = format!("{DECISIONS}/{}/effects", act["head"]["id"].as_str().unwrap());
    let effects = test.get(&reviewer, &path).await.expect(200).json();
    assert_eq!((&effects["lookups"], &effects["outcomes"], &effects["information"]), (&json!(2), &json!(1), &json!(1)));
    assert_eq!(effects["changes"][0]["issuer"]["id"], "sena");
    step(&test, &reviewer, &act, "publish").await;
    let ask = async |issuer: &str| {
        let path = format!("/api/v1/recognition?framework=co-sena-nscl&code=220501001&destination=EC{issuer}");
        test.get(&Sender::nobody(), &path).await.expect(200).json()
    };
    let did = own_did(&test, "did:web:puente.example:orgs:sena");
    for name in ["sena", &did, &format!("{}/orgs/sena", test.app.config.origin)] {
        let own = ask(&format!("&issuer={}", name.replace('%', "%25"))).await;
        assert_eq!(own["outcome"], "refused", "{name}");
        assert_eq!(own["holdings"][0]["issuer"]["id"], "sena");
        assert_eq!(own["answers"][0]["decision"]["issuers"][0]["id"], "sena");
    }
    for issuer in ["", "&issuer=conocer", "&issuer=did:web:elsewhere.example"] {
        let other = ask(issuer).await;
        assert_eq!(other["outcome"], "not-examined", "{issuer}");
        let told = other["information"].as_array().unwrap().iter().find(|one| one["kind"] == "other-issuers");
        assert_eq!(told.unwrap()["decision"]["number"], "Resolución 100-2026", "{issuer}");
    }
    let nobody = "/api/v1/recognition?framework=co-sena-nscl&code=1&destination=EC&issuer=%20";
    let wrong = test.get(&Sender::nobody(), nobody).await.expect(422).json();
    assert_eq!(wrong["errors"][0]["field"], "holdings[0].issuer");
}

fn with(mut draft: Value, name: &str, value: Value) -> Value {
    draft[name] = value;
    draft
}

/// The name with this registry's own host in it.
fn own_did(test: &TestApp, name: &str) -> String {
    name.replace("puente.example", &test.app.config.did_web_host())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_published_decision_never_changes_and_a_correction_is_a_new_version() {
    let test = TestApp::demo();
    let (curator, reviewer) = people(&test);
    let act = publish_refusal(&test, &curator, &reviewer).await;
    let path = format!("{DECISIONS}/{}", act["head"]["id"].as_str().unwrap());
    let edit = json!({"revision": act["head"]["revision"], "decision": refusal()});
    let refused = test.send(&curator, http::Method::PUT, &path, Some(&edit)).await.expect(409);
    assert_eq!(refused.code(), "wrong-state");
    let direct = test.app.db.write_now(|conn| {
        diesel::update(puente::db::schema::acts::table)
            .set(diesel::ExpressionMethods::eq(puente::db::schema::acts::document, "{}"))
            .execute(conn)
            .map_err(puente::db::DbError::from)
    });
    assert!(direct.is_err(), "not even by hand");

    let next = test.post(&curator, &format!("{path}/correct"), &json!({})).await.expect(201).json();
    assert_eq!((&next["head"]["version"], &next["head"]["state"]), (&json!(2), &json!("draft")));
    let twice = test.post(&curator, &format!("{path}/correct"), &json!({})).await.expect(409);
    assert_eq!(twice.code(), "version-in-work");
    let mut ended = refusal();
    ended["effective_until"] = json!("2026-06-10");
    let edit = json!({"revision": 1, "decision": ended});
    let address = format!("{DECISIONS}/{}", next["head"]["id"].as_str().unwrap());
    let next = test.send(&curator, http::Method::PUT, &address, Some(&edit)).await.expect(200).json();
    test.advance(chrono::Duration::days(20));
    let (curator, reviewer) = people(&test);
    let next = step(&test, &curator, &next, "propose").await;
    let next = step(&test, &reviewer, &next, "review").await;
    let next = sign(&test, &next).await;
    step(&test, &reviewer, &next, "publish").await;
    assert_eq!(look_up(&test, "220501001").await, Outcome::NotExamined, "it has ended");
    let then = "/api/v1/recognition?framework=co-sena-nscl&code=220501001&destination=EC&on=2026-06-15";
    let then = test.get(&Sender::nobody(), then).await.expect(200).json();
    assert_eq!(then["outcome"], "refused", "as of a day on which only the first version was known");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_author_cannot_review_and_a_reviewer_who_disagrees_says_why() {
    let test = TestApp::demo();
    let both = test.member("mdt-ec", &[Role::Curator, Role::Reviewer]);
    let reviewer = test.member("mdt-ec", &[Role::Reviewer]);
    let act = test.post(&both, DECISIONS, &refusal()).await.expect(201).json();
    let act = step(&test, &both, &act, "propose").await;
    let path = format!("{DECISIONS}/{}/review", act["head"]["id"].as_str().unwrap());
    let agree = json!({"revision": act["head"]["revision"], "agree": true, "note": "Está bien."});
    assert_eq!(test.post(&both, &path, &agree).await.expect(403).code(), "own-work");
    let silent = json!({"revision": act["head"]["revision"], "agree": false});
    assert_eq!(test.post(&reviewer, &path, &silent).await.expect(422).json()["errors"][0]["field"], "note");
    let why = json!({"revision": act["head"]["revision"], "agree": false, "note": "Falta la fuente."});
    let back = test.post(&reviewer, &path, &why).await.expect(200).json();
    assert_eq!((&back["head"]["state"], &back["head"]["note"]), (&json!("draft"), &json!("Falta la fuente.")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_that_does_not_hold_together_names_every_wrong_field() {
    let test = TestApp::demo();
    let (curator, _) = people(&test);
    let wrong = json!({
        "number": " ",
        "source_standard": {"framework": "co-sena-nscl", "standard": "1"},
        "target": {"framework": "mx-conocer-ec", "standard": "EC0118"},
        "outcome": "partial",
        "covers": [{"unit": "EC0118/U1"}, {"unit": "EC0118/U1"}],
        "decided_on": "2026-06-01",
        "effective_from": "2026-06-01",
        "effective_until": "2026-05-01",
        "legal_bases": ["nada"],
        "source": "x"
    });
    let answer = test.post(&curator, DECISIONS, &wrong).await.expect(422).json();
    let mut fields: Vec<(String, String)> = answer["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["field"].as_str().unwrap().to_owned(), one["code"].as_str().unwrap().to_owned()))
        .collect();
    fields.sort();
    let expected = [
        ("covers", "unit-left-out"),
        ("covers[1].unit", "unit-twice"),
        ("effective_until", "before-start"),
        ("legal_bases[0]", "unknown"),
        ("missing", "required"),
        ("number", "required"),
        ("source_standard", "unknown"),
        ("target", "not-here"),
    ];
    assert_eq!(fields, expected.map(|(field, code)| (field.to_owned(), code.to_owned())));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stale_edit_is_told_what_the_row_says_now() {
    let test = TestApp::demo();
    let (first, second) = (test.member("mdt-ec", &[Role::Curator]), test.member("mdt-ec", &[Role::Curator]));
    let detail = test.get(&first, CROSSWALK).await.expect(200).json();
    let row = &detail["rows"][4];
    let path = format!("{CROSSWALK}/mappings/{}", row["id"].as_str().unwrap());
    let mut mapping = row["mapping"].clone();
    for gone in ["author", "reviewer"] {
        mapping.as_object_mut().unwrap().remove(gone);
    }
    mapping["predicate"] = json!("close-match");
    let edit = json!({"revision": row["revision"], "mapping": mapping});
    let saved = test.send(&first, http::Method::PUT, &path, Some(&edit)).await.expect(200).json();
    assert_eq!((&saved["state"], &saved["revision"], &saved["mine"]), (&json!("proposed"), &json!(2), &json!(true)));
    let stale = test.send(&second, http::Method::PUT, &path, Some(&edit)).await.expect(409).json();
    assert_eq!((&stale["code"], &stale["current"]["mapping"]["predicate"]), (&json!("stale"), &json!("close-match")));
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_are_published_once_somebody_else_agreed() {
    let test = TestApp::demo();
    let (curator, reviewer) = people(&test);
    let nothing = test.post(&reviewer, &format!("{CROSSWALK}/publish"), &json!({})).await.expect(409);
    assert_eq!(nothing.code(), "nothing-to-publish");
    let row =
        json!({"subject": "220501001", "predicate": "related-match", "object": "ilustrativo-EL-01", "confidence": 40});
    let row = test.post(&curator, &format!("{CROSSWALK}/mappings"), &row).await.expect(201).json();
    let nothing = test.post(&reviewer, &format!("{CROSSWALK}/publish"), &json!({})).await.expect(409);
    assert_eq!(nothing.code(), "nothing-to-publish", "nobody agreed yet");
    let path = format!("{CROSSWALK}/mappings/{}/review", row["id"].as_str().unwrap());
    test.post(&reviewer, &path, &json!({"revision": 1, "agree": true})).await.expect(200);
    let detail = test.post(&reviewer, &format!("{CROSSWALK}/publish"), &json!({})).await.expect(200).json();
    assert_eq!(detail["versions"][0]["version"], 2);
    let path = "/api/v1/recognition?framework=co-sena-nscl&code=220501001&destination=EC";
    let answer = test.get(&Sender::nobody(), path).await.expect(200).json();
    assert_eq!(answer["outcome"], "not-examined", "a mapping is no recognition");
    assert!(answer["information"].as_array().unwrap().iter().any(|fact| fact["kind"] == "mapping"));
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_that_name_what_does_not_exist_are_refused() {
    let test = TestApp::demo();
    let (curator, _) = people(&test);
    let row = json!({"subject": "1", "predicate": "exact-match", "object": "ilustrativo-EL-02",
        "object_unit": "280101175/U1", "confidence": 101});
    let answer = test.post(&curator, &format!("{CROSSWALK}/mappings"), &row).await.expect(422).json();
    let fields: Vec<&str> = answer["errors"].as_array().unwrap().iter().map(|e| e["field"].as_str().unwrap()).collect();
    assert_eq!(fields, ["subject", "object_unit", "confidence"]);
    let foreign = json!({"subject_framework": "mx-conocer-ec", "object_framework": "br-cbo-2002"});
    let answer = test.post(&curator, "/api/v1/orgs/mdt-ec/crosswalks", &foreign).await.expect(422).json();
    assert_eq!(answer["errors"][0]["code"], "not-ours");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ministry_sees_and_touches_only_its_own_work() {
    let test = TestApp::demo();
    let stranger = test.member("stps-mx", &[Role::Curator, Role::Reviewer]);
    assert_eq!(test.get(&stranger, CROSSWALK).await.code(), "forbidden");
    let other = CROSSWALK.replace("mdt-ec", "stps-mx");
    assert_eq!(test.get(&stranger, &other).await.code(), "not-found");
    let certifier = test.member("secap", &[Role::Curator]);
    let own = CROSSWALK.replace("mdt-ec", "secap");
    assert_eq!(test.get(&certifier, &own).await.code(), "forbidden", "a certification body decides nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agreement_ends_and_the_decisions_taken_under_it_remain() {
    let test = TestApp::demo();
    let (curator, reviewer) = people(&test);
    let agreements = "/api/v1/orgs/mdt-ec/agreements";
    let all = test.get(&curator, agreements).await.expect(200).json();
    let pilot = all.as_array().unwrap().iter().find(|one| one["head"]["act"] == "sena-secap-pilot").unwrap().clone();
    let path = format!("{agreements}/{}", pilot["head"]["id"].as_str().unwrap());
    let next = test.post(&curator, &format!("{path}/correct"), &json!({})).await.expect(201).json();
    let mut agreement = next["agreement"].clone();
    agreement["ends_on"] = json!("2026-05-31");
    let path = format!("{agreements}/{}", next["head"]["id"].as_str().unwrap());
    let edit = json!({"revision": 1, "agreement": agreement});
    test.send(&curator, http::Method::PUT, &path, Some(&edit)).await.expect(200);
    test.post(&curator, &format!("{path}/propose"), &json!({"revision": 2})).await.expect(200);
    test.post(&reviewer, &format!("{path}/review"), &json!({"revision": 3, "agree": true})).await.expect(200);
    let effects = test.get(&reviewer, &format!("{path}/effects")).await.expect(200).json();
    let of = |code: &str| {
        let mut changes = effects["changes"].as_array().unwrap().iter();
        changes.find(|one| one["standard"] == code && one["destination"] == "EC").cloned()
    };
    assert_eq!((&effects["outcomes"], &effects["as_of"]), (&json!(0), &json!("2026-06-01")), "{effects}");
    let decided = of("280101175").unwrap();
    assert_eq!((&decided["kind"], &decided["before"]), (&json!("answer"), &json!("partial")));
    test.post(&reviewer, &format!("{path}/publish"), &json!({"revision": 4})).await.expect(200);
    let path = "/api/v1/recognition?framework=co-sena-nscl&code=280101175&destination=EC";
    let answer = test.get(&Sender::nobody(), path).await.expect(200).json();
    assert_eq!(answer["outcome"], "partial");
    assert_eq!(answer["answers"][0]["agreement"]["status"], "ended");
}

#[tokio::test(flavor = "multi_thread")]
async fn publishing_an_agreement_says_whom_it_informs_from_its_first_day_on() {
    let test = TestApp::demo();
    let (curator, reviewer) = people(&test);
    let agreements = "/api/v1/orgs/mdt-ec/agreements";
    let draft = json!({
        "title": {"official": "es", "texts": {"es": "Un acuerdo de prueba"}},
        "parties": [{"country": "MX", "body": "CONOCER"}, {"country": "EC", "body": "Ministerio del Trabajo"}],
        "mode": "mutual", "status": "in-force",
        "standards": [{"framework": "mx-conocer-ec", "standard": "EC0076"}],
        "starts_on": "2026-07-01", "source": "una prueba", "illustrative": true,
    });
    let act = test.post(&curator, agreements, &draft).await.expect(201).json();
    let path = format!("{agreements}/{}", act["head"]["id"].as_str().unwrap());
    let effects = test.get(&reviewer, &format!("{path}/effects")).await.expect(200).json();
    assert_eq!((&effects["lookups"], &effects["as_of"]), (&json!(1), &json!("2026-07-01")), "{effects}");
    assert_eq!((&effects["outcomes"], &effects["answers"], &effects["information"]), (&json!(0), &json!(0), &json!(1)));
    let change = &effects["changes"][0];
    assert_eq!((&change["standard"], &change["destination"]), (&json!("EC0076"), &json!("EC")));
    let mut never = draft.clone();
    never["status"] = json!("ended");
    let edit = json!({"revision": 1, "agreement": never});
    test.send(&curator, http::Method::PUT, &path, Some(&edit)).await.expect(200);
    let effects = test.get(&reviewer, &format!("{path}/effects")).await.expect(200).json();
    assert_eq!(effects["lookups"], 0, "what was over before it began informs nobody");
    let stranger = test.member("stps-mx", &[Role::Curator, Role::Reviewer]);
    let other = format!("{path}/effects").replace("mdt-ec", "stps-mx");
    test.get(&stranger, &other).await.expect(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_is_not_withdrawn_from_a_day_before_the_withdrawal_takes_effect() {
    let test = TestApp::demo();
    let (curator, _) = people(&test);
    let withdrawn = |from: &str, retroactive: bool| {
        let mut draft = refusal();
        draft["effective_from"] = json!("2027-02-01");
        draft["withdrawal"] = json!({"from": from, "retroactive": retroactive, "reason": draft["reason"]});
        draft
    };
    let early = test.post(&curator, DECISIONS, &withdrawn("2026-12-01", false)).await.expect(422).json();
    assert_eq!(early["errors"], json!([{"field": "withdrawal.from", "code": "before-start"}]), "{early}");
    test.post(&curator, DECISIONS, &withdrawn("2027-02-01", false)).await.expect(201);
    test.post(&curator, DECISIONS, &withdrawn("2026-12-01", true)).await.expect(201);
}
