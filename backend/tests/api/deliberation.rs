//! Technical opinion, vote or signature, recusal; and the signed credential of what was published.

use puente_wire::session::Role;
use puente_wire::verification::{Reason, State};
use serde_json::{Value, json};

use crate::support::{Sender, TestApp};
use crate::workbench::{DECISIONS, publish_refusal, refusal};

fn reviewer(test: &TestApp) -> Sender {
    test.member("mdt-ec", &[Role::Reviewer])
}

async fn say(test: &TestApp, who: &Sender, act: &Value, step: &str, mut body: Value) -> crate::support::Answer {
    body["revision"] = act["head"]["revision"].clone();
    test.post(who, &format!("{DECISIONS}/{}/{step}", act["head"]["id"].as_str().unwrap()), &body).await
}

/// A decision with a technical opinion, and who gave it.
async fn with_opinion(test: &TestApp, draft: &Value) -> (Value, Sender, Sender) {
    let curator = test.member("mdt-ec", &[Role::Curator, Role::Reviewer]);
    let act = test.post(&curator, DECISIONS, draft).await.expect(201).json();
    let act = say(test, &curator, &act, "propose", json!({})).await.expect(200).json();
    let expert = reviewer(test);
    let opinion = json!({"agree": true, "note": "Las unidades se compararon una por una."});
    let act = say(test, &expert, &act, "review", opinion).await.expect(200).json();
    (act, curator, expert)
}

#[tokio::test(flavor = "multi_thread")]
async fn author_and_expert_do_not_sign_what_they_wrote_or_judged() {
    let test = TestApp::demo();
    let (act, curator, expert) = with_opinion(&test, &refusal()).await;
    assert_eq!(act["deliberation"]["voices"][0]["kind"], "favourable");
    assert_eq!(act["deliberation"]["may_speak"], false);
    let yes = json!({"vote": "in-favour"});
    assert_eq!(say(&test, &curator, &act, "vote", yes.clone()).await.expect(403).code(), "own-work");
    assert_eq!(say(&test, &expert, &act, "vote", yes.clone()).await.expect(409).code(), "spoke-before");
    let signed = say(&test, &reviewer(&test), &act, "vote", yes).await.expect(200).json();
    assert_eq!(signed["head"]["state"], "decided");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_opinion_and_a_vote_against_say_why() {
    let test = TestApp::demo();
    let curator = test.member("mdt-ec", &[Role::Curator]);
    let act = test.post(&curator, DECISIONS, &refusal()).await.expect(201).json();
    let act = say(&test, &curator, &act, "propose", json!({})).await.expect(200).json();
    let silent = say(&test, &reviewer(&test), &act, "review", json!({"agree": true})).await.expect(422);
    assert_eq!(silent.json()["errors"][0]["field"], "note");
    let (act, ..) = with_opinion(&test, &refusal()).await;
    let silent = say(&test, &reviewer(&test), &act, "vote", json!({"vote": "against"})).await.expect(422);
    assert_eq!(silent.json()["errors"][0]["field"], "words");
    let against = json!({"vote": "against", "words": "Falta oír a la institución."});
    let back = say(&test, &reviewer(&test), &act, "vote", against).await.expect(200).json();
    assert_eq!(
        (&back["head"]["state"], &back["head"]["note"]),
        (&json!("draft"), &json!("Falta oír a la institución."))
    );
    assert!(back["deliberation"]["voices"].as_array().unwrap().iter().all(|voice| voice["counts"] == false));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_an_interest_neither_judges_nor_decides() {
    let test = TestApp::demo();
    let (act, ..) = with_opinion(&test, &refusal()).await;
    // Works at the ministry, and for the body whose standard is examined.
    let torn = test.member_of(&[("mdt-ec", &[Role::Reviewer]), ("sena", &[Role::Assessor])]);
    let yes = json!({"vote": "in-favour"});
    assert_eq!(say(&test, &torn, &act, "vote", yes.clone()).await.expect(403).code(), "has-interest");

    let honest = reviewer(&test);
    let mute = say(&test, &honest, &act, "recuse", json!({"reason": " "})).await.expect(422);
    assert_eq!(mute.json()["errors"][0]["field"], "reason");
    let why = json!({"reason": "Mi hermano dirige el centro."});
    let act = say(&test, &honest, &act, "recuse", why).await.expect(200).json();
    assert_eq!(act["deliberation"]["may_speak"], false);
    assert_eq!(say(&test, &honest, &act, "vote", yes.clone()).await.expect(403).code(), "recused");
    let signed = say(&test, &reviewer(&test), &act, "vote", yes).await.expect(200).json();
    assert_eq!(signed["head"]["state"], "decided", "others decide");
    assert_eq!(say(&test, &honest, &signed, "publish", json!({})).await.expect(403).code(), "recused");
}

#[tokio::test(flavor = "multi_thread")]
async fn under_an_agreement_that_asks_for_votes_the_majority_decides() {
    let test = TestApp::demo();
    let (curator, second) = (test.member("mdt-ec", &[Role::Curator]), reviewer(&test));
    let agreements = "/api/v1/orgs/mdt-ec/agreements";
    let all = test.get(&curator, agreements).await.expect(200).json();
    let pilot = all.as_array().unwrap().iter().find(|one| one["head"]["act"] == "sena-secap-pilot").unwrap().clone();
    let path = format!("{agreements}/{}", pilot["head"]["id"].as_str().unwrap());
    let next = test.post(&curator, &format!("{path}/correct"), &json!({})).await.expect(201).json();
    let path = format!("{agreements}/{}", next["head"]["id"].as_str().unwrap());
    let mut agreement = next["agreement"].clone();
    agreement["votes"] = json!(3);
    let edit = json!({"revision": 1, "agreement": agreement});
    test.send(&curator, http::Method::PUT, &path, Some(&edit)).await.expect(200);
    test.post(&curator, &format!("{path}/propose"), &json!({"revision": 2})).await.expect(200);
    test.post(&second, &format!("{path}/review"), &json!({"revision": 3, "agree": true})).await.expect(200);
    test.post(&second, &format!("{path}/publish"), &json!({"revision": 4})).await.expect(200);

    let mut draft = refusal();
    draft["agreement"] = json!("sena-secap-pilot");
    let (act, ..) = with_opinion(&test, &draft).await;
    assert_eq!(act["deliberation"]["votes_needed"], 3);
    let act = say(&test, &reviewer(&test), &act, "vote", json!({"vote": "in-favour"})).await.expect(200).json();
    let against = json!({"vote": "against", "words": "No comparto el dictamen."});
    let act = say(&test, &reviewer(&test), &act, "vote", against).await.expect(200).json();
    assert_eq!(act["head"]["state"], "agreed", "two of three");
    let act = say(&test, &reviewer(&test), &act, "vote", json!({"vote": "in-favour"})).await.expect(200).json();
    assert_eq!(act["head"]["state"], "decided");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_published_decision_is_a_credential_of_its_ministry_and_verifies() {
    let test = TestApp::demo();
    let (curator, second) = (test.member("mdt-ec", &[Role::Curator]), reviewer(&test));
    let act = publish_refusal(&test, &curator, &second).await;
    let name = act["head"]["act"].as_str().unwrap();
    let versions = test.get(&Sender::nobody(), &format!("/api/v1/decisions/{name}")).await.expect(200).json();
    assert_eq!(
        (versions[0]["number"].as_str(), versions[0]["version"].as_u64()),
        (Some("Resolución 100-2026"), Some(1))
    );
    let path = format!("/api/v1/decisions/{name}/versions/1/credential");
    let credential = test.get(&Sender::nobody(), &path).await.expect(200).json();
    assert!(credential["issuer"]["id"].as_str().unwrap().ends_with(":orgs:mdt-ec"));
    assert_eq!(credential["credentialSubject"]["outcome"], "refused");
    assert_eq!(test.get(&Sender::nobody(), &path).await.json(), credential, "signed once");
    let result = verify(&test, &credential).await;
    assert_eq!(result.0, State::Valid, "{}", result.2);

    let mut changed = credential.clone();
    changed["credentialSubject"]["outcome"] = json!("full");
    assert_eq!(verify(&test, &changed).await.0, State::Invalid);

    // The next version takes effect at once: the old one is kept, and says that it was replaced.
    let address = format!("{DECISIONS}/{}/correct", act["head"]["id"].as_str().unwrap());
    let next = test.post(&curator, &address, &json!({})).await.expect(201).json();
    let next = say(&test, &curator, &next, "propose", json!({})).await.expect(200).json();
    let note = json!({"agree": true, "note": "Recurso aceptado."});
    let next = say(&test, &second, &next, "review", note).await.expect(200).json();
    let next = say(&test, &reviewer(&test), &next, "vote", json!({"vote": "in-favour"})).await.expect(200).json();
    say(&test, &second, &next, "publish", json!({})).await.expect(200);
    assert_eq!(verify(&test, &credential).await.1, Reason::Revoked);
    let newer = path.replace("/versions/1/", "/versions/2/");
    let newer = test.get(&Sender::nobody(), &newer).await.expect(200).json();
    assert_eq!(verify(&test, &newer).await.0, State::Valid);
    test.get(&Sender::nobody(), &path.replace("/versions/1/", "/versions/9/")).await.expect(404);
}

async fn verify(test: &TestApp, credential: &Value) -> (State, Reason, String) {
    let answer = test.post(&Sender::nobody(), "/api/v1/verifications", credential).await.expect(200);
    let result: puente_wire::verification::Verification = serde_json::from_slice(&answer.body).unwrap();
    (result.state, result.reason, answer.text())
}
