//! Many credentials in one request, and many requests at once: each gets a place of its own.

use std::collections::BTreeSet;

use diesel::prelude::*;
use futures_util::future::join_all;
use puente::db::schema::status_entries;
use puente_credentials::bitstring::Bitstring;
use serde_json::{Value, json};

use crate::support::{Answer, Sender, TestApp};
use crate::vc_api::{DID, badge, program};

const PATH: &str = "/vc-api/credentials/issue-batch";

pub fn numbered(number: usize) -> Value {
    let mut credential = badge();
    credential["id"] = json!(format!("urn:example:batch:{number}"));
    credential
}

fn id(number: usize) -> String {
    format!("urn:example:batch:{number}")
}

async fn batch(test: &TestApp, sender: &Sender, credentials: &[Value]) -> Answer {
    test.post(sender, PATH, &json!({"credentials": credentials, "options": {}})).await
}

/// List and index of a credential's entry for revocation.
pub fn place(credential: &Value) -> (String, String) {
    let entry = &credential["credentialStatus"][0];
    assert_eq!(entry["statusPurpose"], "revocation", "{credential}");
    let text = |name: &str| entry[name].as_str().unwrap().to_owned();
    (text("statusListCredential"), text("statusListIndex"))
}

pub async fn verified(test: &TestApp, sender: &Sender, credential: &Value) -> Value {
    test.post(sender, "/vc-api/credentials/verify", &json!({"verifiableCredential": credential})).await.json()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_in_order_is_issued_and_each_refused_one_says_why() {
    let test = TestApp::demo();
    let sena = program(&test, "sena");
    let mut credentials: Vec<Value> = (0..12).map(numbered).collect();
    credentials[1]["issuer"]["id"] = json!("did:web:registro.example:orgs:conocer");
    credentials[3]["proof"] = json!({"type": "DataIntegrityProof"});
    credentials[4].as_object_mut().unwrap().remove("type");
    credentials[5] = json!("no object");
    credentials[6]["id"] = json!("urn:example:batch:\u{0}");
    credentials[8]["credentialSubject"]["achievement"]["name"] = json!("a".repeat(300 * 1024));
    let answer = batch(&test, &sena, &credentials).await.expect(200).json();
    assert_eq!((&answer["issued"], &answer["refused"]), (&json!(6), &json!(6)), "{answer}");
    let results = answer["results"].as_array().unwrap();
    assert_eq!(results.len(), 12);
    for (number, result) in results.iter().enumerate() {
        if [1, 3, 4, 5, 6, 8].contains(&number) {
            let code = if number == 1 { "foreign-issuer" } else { "invalid-credential" };
            assert_eq!(result["problem"]["code"], code, "{number}: {result}");
            assert!(result.get("verifiableCredential").is_none());
        } else {
            let signed = &result["verifiableCredential"];
            assert_eq!(signed["id"], id(number));
            assert_eq!(signed["proof"].as_array().unwrap().len(), 2);
            assert_eq!(verified(&test, &sena, signed).await["verified"], true, "{number}");
        }
    }
    let signed: Vec<&Value> = results.iter().filter_map(|result| result.get("verifiableCredential")).collect();
    assert_eq!(signed.iter().map(|signed| place(signed)).collect::<BTreeSet<_>>().len(), 6);
    // Each stands in the log by itself, and can be taken back by itself.
    let change = json!({"credentialId": id(7), "status": true});
    test.post(&sena, "/vc-api/credentials/status", &change).await.expect(200);
    assert_eq!(verified(&test, &sena, &results[7]["verifiableCredential"]).await["verification"]["state"], "invalid");
    assert_eq!(verified(&test, &sena, &results[9]["verifiableCredential"]).await["verified"], true);
    let log = test.db(|conn| puente::audit::store::newest(conn, &puente::audit::store::Filter::default(), 50));
    let noted: BTreeSet<&str> = log
        .iter()
        .filter(|(entry, _)| entry.action == "vc-api-issued")
        .map(|(entry, _)| entry.object_id.as_str())
        .collect();
    assert_eq!(noted, [0, 2, 7, 9, 10, 11].map(id).iter().map(String::as_str).collect());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_or_too_long_batch_is_refused_as_a_whole_and_options_hold_for_each() {
    let test = TestApp::demo();
    let sena = program(&test, "sena");
    for (credentials, code) in [(json!([]), "required"), (json!({}), "malformed"), (Value::Null, "malformed")] {
        let answer = test.post(&sena, PATH, &json!({"credentials": credentials})).await.expect(400).json();
        assert_eq!(answer["errors"][0]["code"], code, "{answer}");
    }
    test.post(&sena, PATH, &json!({"options": {}})).await.expect(400);
    let many: Vec<Value> = (0..=puente::vc_api::MOST_IN_BATCH).map(numbered).collect();
    let answer = batch(&test, &sena, &many).await.expect(400).json();
    assert_eq!(answer["errors"][0]["code"], "too-long");
    let wrong = json!({"credentials": [numbered(1)], "options": {"cryptosuite": "none-2000"}});
    test.post(&sena, PATH, &wrong).await.expect(400);
    let other = program(&test, "conocer");
    let answer = batch(&test, &other, &[numbered(1)]).await.expect(200).json();
    assert_eq!((&answer["issued"], &answer["results"][0]["problem"]["code"]), (&json!(0), &json!("foreign-issuer")));
    for suite in ["ecdsa-rdfc-2019", "eddsa-jcs-2022", "ecdsa-sd-2023"] {
        let body = json!({"credentials": [numbered(1), numbered(2)], "options": {"cryptosuite": suite}});
        let answer = test.post(&sena, PATH, &body).await.expect(200).json();
        assert_eq!(answer["results"][1]["verifiableCredential"]["proof"]["cryptosuite"], suite, "{answer}");
        // A credential that is issued again keeps its place.
        let again = test.post(&sena, PATH, &body).await.expect(200).json();
        let of = |answer: &Value| place(&answer["results"][0]["verifiableCredential"]);
        assert_eq!(of(&again), of(&answer));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_says_a_key_twice_is_refused_the_credential_alone_and_the_body_as_a_whole() {
    let test = TestApp::demo();
    let sena = program(&test, "sena");
    let send = async |body: String| test.send_bytes(&sena, http::Method::POST, PATH, Some(body.into_bytes())).await;
    let twice = numbered(1).to_string().replacen('{', "{\"name\":\"A\",\"name\":\"B\",", 1);
    let whole = numbered(2).to_string();
    let answer = send(format!("{{\"credentials\":[{twice},{whole}]}}")).await.expect(200).json();
    assert_eq!((&answer["issued"], &answer["refused"]), (&json!(1), &json!(1)), "{answer}");
    assert_eq!(answer["results"][0]["problem"]["code"], "invalid-credential");
    assert_eq!(answer["results"][1]["verifiableCredential"]["id"], id(2));
    let list = format!("\"credentials\":[{whole}]");
    assert_eq!(send(format!("{{{list},{list}}}")).await.expect(400).code(), "bad-json");
    assert_eq!(send(format!("{{{list}")).await.expect(400).code(), "bad-json");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_that_is_repeated_under_its_key_is_issued_once() {
    let test = TestApp::demo();
    let sena = program(&test, "sena").with("idempotency-key", "batch-0001");
    let credentials: Vec<Value> = (0..20).map(numbered).collect();
    let first = batch(&test, &sena, &credentials).await.expect(200).json();
    let again = batch(&test, &sena, &credentials).await.expect(200).json();
    assert_eq!(first, again);
    assert_eq!(batch(&test, &sena, &credentials[1..]).await.expect(422).code(), "idempotency-key-reused");
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_issued_at_the_same_time_gets_a_place_of_its_own_and_the_log_stays_whole() {
    let test = TestApp::demo();
    let (sena, conocer) = (program(&test, "sena"), program(&test, "conocer"));
    let single = |number: usize| {
        let (test, sena, conocer) = (&test, &sena, &conocer);
        async move {
            // Every third for another issuer, every fifth refused.
            let mut credential = numbered(number);
            let sender = if number.is_multiple_of(3) { conocer } else { sena };
            let did = if number.is_multiple_of(3) { DID.replace("sena", "conocer") } else { DID.to_owned() };
            credential["issuer"]["id"] = json!(if number.is_multiple_of(5) { "did:web:other.example" } else { &did });
            let answer = test.post(sender, "/vc-api/credentials/issue", &json!({"credential": credential})).await;
            (number, answer)
        }
    };
    let together = |numbers: std::ops::Range<usize>| {
        let credentials: Vec<Value> = numbers.map(numbered).collect();
        let (test, sena) = (&test, &sena);
        async move { batch(test, sena, &credentials).await.expect(200).json() }
    };
    let (singles, one, other) = tokio::join!(join_all((0..60).map(single)), together(100..160), together(200..230));
    let mut signed = Vec::new();
    for (number, answer) in singles {
        if number.is_multiple_of(5) {
            assert_eq!(answer.expect(403).code(), "foreign-issuer");
        } else {
            signed.push(answer.expect(201).json());
        }
    }
    assert_eq!(signed.len(), 48);
    for answer in [one, other] {
        assert_eq!(answer["refused"], 0, "{answer}");
        let results = answer["results"].as_array().unwrap().clone();
        signed.extend(results.into_iter().map(|mut result| result["verifiableCredential"].take()));
    }
    assert_eq!(signed.iter().map(place).collect::<BTreeSet<_>>().len(), 138);
    assert_eq!(signed.iter().map(|signed| signed["id"].to_string()).collect::<BTreeSet<_>>().len(), 138);
    for signed in signed.iter().step_by(9) {
        assert_eq!(verified(&test, &sena, signed).await["verified"], true, "{signed}");
    }
    let chain = test.db(puente::audit::verify);
    assert!(matches!(chain, puente::audit::ChainState::Whole { entries, .. } if entries >= 138), "{chain:?}");
}

async fn set(test: &TestApp, sender: &Sender, number: usize, purpose: &str, status: bool) {
    let change = json!({"credentialId": id(number), "status": status,
        "credentialStatus": {"type": "BitstringStatusListEntry", "statusPurpose": purpose}});
    test.post(sender, "/vc-api/credentials/status", &change).await.expect(200);
}

/// The set positions of the first list of a purpose, as it is published.
async fn published(test: &TestApp, purpose: &str) -> BTreeSet<usize> {
    let path = format!("/status/sena/{purpose}-1");
    let list = test.get(&Sender::nobody(), &path).await.expect(200).json();
    let bits = Bitstring::decode(list["credentialSubject"]["encodedList"].as_str().unwrap()).unwrap();
    (0..bits.entries()).filter(|&index| bits.get(index).unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn while_some_are_issued_others_are_taken_back_and_the_lists_say_just_that() {
    let test = TestApp::demo();
    let sena = program(&test, "sena");
    let (test, sena) = (&test, &sena);
    let issue = |numbers: std::ops::Range<usize>| async move {
        let credentials: Vec<Value> = numbers.map(numbered).collect();
        let answer = batch(test, sena, &credentials).await.expect(200).json();
        answer["results"].as_array().unwrap().iter().map(|one| place(&one["verifiableCredential"])).collect::<Vec<_>>()
    };
    // What the demonstration has revoked already.
    let before = [published(test, "revocation").await, published(test, "suspension").await];
    let first = issue(0..36).await;
    // One in three revoked, one suspended, and of these every other one again in force.
    let take_back = |number: usize| async move {
        match number % 6 {
            0 | 3 => set(test, sena, number, "revocation", true).await,
            1 => {
                set(test, sena, number, "suspension", true).await;
                set(test, sena, number, "suspension", false).await;
            }
            4 => set(test, sena, number, "suspension", true).await,
            _ => {}
        }
        published(test, "revocation").await.len() + published(test, "suspension").await.len()
    };
    // Issued and revoked in one breath.
    let issue_and_revoke = |number: usize| async move {
        let body = json!({"credential": numbered(number)});
        let signed = test.post(sena, "/vc-api/credentials/issue", &body).await.expect(201).json();
        set(test, sena, number, "revocation", true).await;
        place(&signed)
    };
    let (changed, second, third, revoked) = tokio::join!(
        join_all((0..36).map(take_back)),
        issue(100..160),
        issue(200..230),
        join_all((300..312).map(issue_and_revoke))
    );
    assert_eq!(changed.len(), 36);
    let places: Vec<(String, String)> = [first.clone(), second, third, revoked.clone()].concat();
    assert_eq!(places.iter().collect::<BTreeSet<_>>().len(), 36 + 60 + 30 + 12, "no place is given out twice");
    let index = |place: &(String, String)| place.1.parse::<usize>().unwrap();
    let of_first = |wanted: &'static [usize]| {
        first.iter().enumerate().filter(|(number, _)| wanted.contains(&(number % 6))).map(|(_, place)| index(place))
    };
    let is_revoked: BTreeSet<usize> = of_first(&[0, 3]).chain(revoked.iter().map(index)).collect();
    let is_suspended: BTreeSet<usize> = of_first(&[4]).collect();
    assert_eq!(&published(test, "revocation").await - &before[0], is_revoked);
    assert_eq!(&published(test, "suspension").await - &before[1], is_suspended);
    let stored = |conn: &mut _| {
        let entries = status_entries::table.filter(status_entries::subject_id.like("vc-api:%:urn:example:batch:%"));
        let all: i64 = entries.count().get_result(conn)?;
        let revoked = entries.filter(status_entries::revoked_at.is_not_null());
        let revoked: Vec<i32> = revoked.select(status_entries::position).load(conn)?;
        Ok((all, revoked.into_iter().map(|position| usize::try_from(position).unwrap()).collect::<BTreeSet<_>>()))
    };
    assert_eq!(test.db(stored), (138, is_revoked));
}
