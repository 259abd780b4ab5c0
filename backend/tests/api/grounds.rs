//! Blocs and legal bases: kept by all ministries together, in versions, reviewed by a second person; an answer
//! as of a day rests on who belonged on that day.

use http::Method;
use puente_wire::session::Role;
use serde_json::{Value, json};

use crate::support::{Sender, TestApp};

const BLOCS: &str = "/api/v1/orgs/mdt-ec/blocs";
const BASES: &str = "/api/v1/orgs/mdt-ec/legal-bases";
const LOOK_UP: &str = "/api/v1/recognition?framework=co-sena-nscl&code=280101175&destination=EC";

fn curator(test: &TestApp) -> Sender {
    test.member("mdt-ec", &[Role::Curator])
}

async fn step(test: &TestApp, sender: &Sender, base: &str, act: &Value, step: &str) -> Value {
    let id = act["head"]["id"].as_str().unwrap();
    let mut body = json!({"revision": act["head"]["revision"]});
    if step == "review" {
        body["agree"] = json!(true);
    }
    test.post(sender, &format!("{base}/{id}/{step}"), &body).await.expect(200).json()
}

/// The newest version of an act.
async fn newest(test: &TestApp, sender: &Sender, base: &str, act: &str) -> Value {
    let all = test.get(sender, base).await.expect(200).json();
    let versions = all.as_array().unwrap().iter().filter(|one| one["head"]["act"] == act);
    versions.max_by_key(|one| one["head"]["version"].as_u64()).unwrap().clone()
}

/// Writes and publishes the next version: a curator of one ministry, a reviewer of another.
async fn publish_next(test: &TestApp, base: &str, act: &str, change: impl FnOnce(&mut Value)) -> Value {
    let curator = curator(test);
    let id = newest(test, &curator, base, act).await["head"]["id"].as_str().unwrap().to_owned();
    let draft = test.post(&curator, &format!("{base}/{id}/correct"), &json!({})).await.expect(201).json();
    let what = if base == BLOCS { "bloc" } else { "legal_basis" };
    let mut says = draft[what].clone();
    change(&mut says);
    let edit = json!({"revision": draft["head"]["revision"], what: says});
    let path = format!("{base}/{}", draft["head"]["id"].as_str().unwrap());
    let draft = test.send(&curator, Method::PUT, &path, Some(&edit)).await.expect(200).json();
    let draft = step(test, &curator, base, &draft, "propose").await;
    let elsewhere = base.replace("mdt-ec", "mintrabajo-co");
    let reviewer = test.member("mintrabajo-co", &[Role::Reviewer]);
    let agreed = step(test, &reviewer, &elsewhere, &draft, "review").await;
    step(test, &reviewer, &elsewhere, &agreed, "publish").await
}

/// Whether the legal basis of the electrician's decision applies, as of a day.
async fn applies(test: &TestApp, on: &str) -> bool {
    let answer = test.get(&Sender::nobody(), &format!("{LOOK_UP}&on={on}")).await.expect(200).json();
    let bases = answer["answers"][0]["legal_bases"].as_array().unwrap().clone();
    bases.iter().find(|one| one["id"] == "can-decision-545").unwrap()["applies"].as_bool().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suspended_member_is_not_bound_from_that_day_on_and_earlier_days_stay_as_they_were() {
    let test = TestApp::demo();
    assert!(applies(&test, "2026-06-01").await);
    test.advance(chrono::Duration::days(10));
    let published = publish_next(&test, BLOCS, "can", |bloc| {
        let memberships = bloc["memberships"].as_array_mut().unwrap();
        let member = memberships.iter_mut().find(|one| one["country"] == "EC").unwrap();
        member["until"] = json!("2026-05-31");
        let suspended = json!({"country": "EC", "status": "suspended", "from": "2026-06-01", "source": "Gaceta"});
        memberships.push(suspended);
    })
    .await;
    assert_eq!((&published["head"]["state"], &published["head"]["version"]), (&json!("published"), &json!(2)));
    assert!(!applies(&test, "2026-06-11").await, "suspended today");
    assert!(applies(&test, "2026-05-30").await, "a member on that day");
    assert!(applies(&test, "2026-06-05").await, "nobody knew on that day");
    let versions = test.get(&Sender::nobody(), "/api/v1/blocs/can").await.expect(200).json();
    assert_eq!(versions.as_array().unwrap().len(), 2, "the one before is kept");
    let now = test.get(&Sender::nobody(), "/api/v1/legal-bases").await.expect(200).json();
    let can = now["blocs"].as_array().unwrap().iter().filter(|one| one["id"] == "can").collect::<Vec<_>>();
    assert_eq!((can.len(), &can[0]["version"]), (1, &json!(2)));
    let then = test.get(&Sender::nobody(), "/api/v1/legal-bases?on=2026-06-01").await.expect(200).json();
    assert!(then["blocs"].as_array().unwrap().iter().any(|one| one["id"] == "can" && one["version"] == 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_legal_basis_that_ended_no_longer_applies() {
    let test = TestApp::demo();
    publish_next(&test, BASES, "can-decision-545", |basis| basis["until"] = json!("2026-06-15")).await;
    assert!(applies(&test, "2026-06-15").await);
    assert!(!applies(&test, "2026-06-16").await);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_shared_is_written_by_one_and_reviewed_by_another_of_whichever_ministry() {
    let test = TestApp::demo();
    let both = test.member("mdt-ec", &[Role::Curator, Role::Reviewer]);
    let new = json!({
        "title": {"official": "es", "texts": {"es": "Convenio de prueba"}},
        "countries": ["EC", "CO"],
        "source": "Registro Oficial"
    });
    let draft = test.post(&both, BASES, &new).await.expect(201).json();
    let draft = step(&test, &both, BASES, &draft, "propose").await;
    let path = format!("{BASES}/{}/review", draft["head"]["id"].as_str().unwrap());
    let own = json!({"revision": draft["head"]["revision"], "agree": true});
    assert_eq!(test.post(&both, &path, &own).await.expect(403).code(), "own-work");
    let listed = test.get(&test.member("stps-mx", &[Role::Curator]), &BASES.replace("mdt-ec", "stps-mx")).await;
    let listed = listed.expect(200).json();
    assert!(listed.as_array().unwrap().iter().any(|one| one["head"]["id"] == draft["head"]["id"]));
    let public = test.get(&Sender::nobody(), "/api/v1/legal-bases").await.expect(200).text();
    assert!(!public.contains("Convenio de prueba"), "a draft binds nobody");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_hold_together_names_every_wrong_field() {
    let test = TestApp::demo();
    let curator = curator(&test);
    let member = |from: &str, until: Option<&str>| json!({"country": "EC", "status": "full", "from": from, "until": until, "source": "x"});
    let bloc = json!({
        "title": {"official": "es", "texts": {"es": " "}},
        "memberships": [member("2000-01-01", Some("1999-01-01")), member("2001-01-01", None), member("2005-01-01", None)]
    });
    let fields = |answer: Value| -> Vec<String> {
        let errors = answer["errors"].as_array().unwrap().clone();
        errors
            .iter()
            .map(|one| format!("{} {}", one["field"].as_str().unwrap(), one["code"].as_str().unwrap()))
            .collect()
    };
    let answer = test.post(&curator, BLOCS, &bloc).await.expect(422).json();
    assert_eq!(
        fields(answer),
        ["title required", "memberships[0].until before-start", "memberships[2].from overlapping"]
    );
    let basis = json!({"title": {"official": "es", "texts": {"es": "Sin nadie"}}, "source": "x"});
    let answer = test.post(&curator, BASES, &basis).await.expect(422).json();
    assert_eq!(fields(answer), ["bloc binds-nobody"]);
}
