//! Certificates: one for an assessment, one number and one place in the lists for a certificate.

use std::collections::HashSet;

use diesel::prelude::*;
use puente::db::schema::status_entries;
use puente_wire::session::Role;
use serde_json::{Value, json};

use crate::support::desk::Desk;

const LIST: &str = "/api/v1/orgs/sena/certificates";

fn path(certificate: &Value, action: &str) -> String {
    format!("{LIST}/{}{action}", certificate["id"].as_str().unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_twice_at_once_issues_once() {
    let desk = Desk::new();
    let submitted = desk.submitted("41000001").await;
    let (one, two, three) =
        tokio::join!(desk.sign_off(&submitted), desk.sign_off(&submitted), desk.sign_off(&submitted));
    let mut statuses = [one, two, three].map(|answer| answer.status.as_u16());
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409, 409]);
    let all = desk.test.get(&desk.signatory, &format!("{LIST}?q=nidia")).await.expect(200).json();
    assert_eq!(all["total"], 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeated_request_gets_the_first_answer_pin_and_all() {
    let desk = Desk::new();
    let submitted = desk.submitted("41000002").await;
    let version = json!({ "version": submitted["version"] });
    let keyed = desk.signatory.clone().with("idempotency-key", "sign-off-41000002");
    let path = Desk::path(&submitted, "/sign-off");
    let first = desk.test.post(&keyed, &path, &version).await.expect(200).json();
    let second = desk.test.post(&keyed, &path, &version).await.expect(200).json();
    assert_eq!(first, second);
    let other = desk.test.post(&keyed, &path, &json!({ "version": 99 })).await.expect(422);
    assert_eq!(other.code(), "idempotency-key-reused");
}

#[tokio::test(flavor = "multi_thread")]
async fn parallel_sign_offs_never_share_a_number_or_a_place_in_the_lists() {
    let desk = Desk::new();
    let mut waiting = Vec::new();
    for number in 0..8 {
        waiting.push(desk.submitted(&format!("42{number:06}")).await);
    }
    let signed = futures_util::future::join_all(waiting.iter().map(|assessment| desk.sign_off(assessment))).await;
    let signed: Vec<Value> = signed.into_iter().map(|answer| answer.expect(200).json()).collect();
    let numbers: HashSet<&str> = signed.iter().map(|one| one["certificate"]["number"].as_str().unwrap()).collect();
    assert_eq!(numbers.len(), 8);
    let ids: Vec<&str> = signed.iter().map(|one| one["certificate"]["id"].as_str().unwrap()).collect();
    let places: Vec<(String, i32, i32, String)> = desk.test.db(|conn| {
        let columns = (
            status_entries::organisation_id,
            status_entries::list,
            status_entries::position,
            status_entries::subject_id,
        );
        Ok(status_entries::table.select(columns).load(conn)?)
    });
    let ours: HashSet<(i32, i32)> = places
        .iter()
        .filter(|(.., subject)| ids.contains(&subject.as_str()))
        .map(|(_, list, position, _)| (*list, *position))
        .collect();
    assert_eq!(ours.len(), 8);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_is_suspended_restored_and_revoked_with_reasons() {
    let desk = Desk::new();
    let certificate = desk.issued("43000001").await["certificate"].clone();
    let change = json!({ "reason": "under-review", "note": "Queja recibida." });
    let suspended = desk.test.post(&desk.signatory, &path(&certificate, "/suspend"), &change).await.expect(200).json();
    assert_eq!(suspended["summary"]["state"], "suspended");
    assert_eq!(suspended["status"]["note"], "Queja recibida.");
    let twice = desk.test.post(&desk.signatory, &path(&certificate, "/suspend"), &change).await.expect(409);
    assert_eq!(twice.code(), "certificate-not-there");
    let lift = json!({ "note": "Queja sin fundamento." });
    let lifted = desk.test.post(&desk.signatory, &path(&certificate, "/lift"), &lift).await.expect(200).json();
    assert_eq!((&lifted["summary"]["state"], &lifted["status"]), (&json!("unclaimed"), &Value::Null));
    let revoke = json!({ "reason": "fraud", "note": "Evidencia falsa." });
    let revoked = desk.test.post(&desk.signatory, &path(&certificate, "/revoke"), &revoke).await.expect(200).json();
    assert_eq!((&revoked["summary"]["state"], &revoked["offer"]["state"]), (&json!("revoked"), &json!("withdrawn")));
    desk.test.post(&desk.signatory, &path(&certificate, "/lift"), &lift).await.expect(409);
    let again = desk.test.post(&desk.signatory, &path(&certificate, "/offers"), &json!({})).await.expect(409);
    assert_eq!(again.code(), "certificate-not-offerable");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_status_change_needs_a_reason_and_a_signatory() {
    let desk = Desk::new();
    let certificate = desk.issued("43000002").await["certificate"].clone();
    let silent = json!({ "reason": "other", "note": " " });
    let answer = desk.test.post(&desk.signatory, &path(&certificate, "/revoke"), &silent).await.expect(422).json();
    assert_eq!(answer["errors"][0]["field"], "note");
    let change = json!({ "reason": "other", "note": "Prueba." });
    desk.test.post(&desk.assessor, &path(&certificate, "/revoke"), &change).await.expect(403);
    let stranger = desk.test.member("secap", &[Role::Signatory]);
    let elsewhere = path(&certificate, "/revoke").replace("/sena/", "/secap/");
    desk.test.post(&stranger, &elsewhere, &change).await.expect(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_filters_and_its_counts_add_up() {
    let desk = Desk::new();
    let revoked = desk.issued("44000001").await["certificate"].clone();
    desk.issued("44000002").await;
    let change = json!({ "reason": "issued-in-error", "note": "Nombre equivocado." });
    desk.test.post(&desk.signatory, &path(&revoked, "/revoke"), &change).await.expect(200);
    let found = desk.test.get(&desk.assessor, &format!("{LIST}?state=revoked&q=nidia")).await.expect(200).json();
    assert_eq!((found["total"].as_u64(), &found["certificates"][0]["id"]), (Some(1), &revoked["id"]));
    let counts = &found["counts"];
    let sum: u64 =
        ["unclaimed", "claimed", "suspended", "revoked"].iter().map(|key| counts[key].as_u64().unwrap()).sum();
    assert_eq!(counts["all"].as_u64(), Some(sum));
    let by_number = revoked["number"].as_str().unwrap();
    let found = desk.test.get(&desk.assessor, &format!("{LIST}?q={by_number}")).await.expect(200).json();
    assert_eq!(found["total"], 1);
}
