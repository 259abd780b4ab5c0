//! Candidates: found by name, registered once for a document, known only to their institution.

use puente::db::schema::{audit_entries, identity_evidence};
use puente_wire::session::Role;
use serde_json::json;

use diesel::prelude::*;

use crate::support::desk::Desk;

const LIST: &str = "/api/v1/orgs/sena/candidates";

#[tokio::test(flavor = "multi_thread")]
async fn a_candidate_is_found_by_any_part_of_the_name_whatever_the_accents() {
    let desk = Desk::new();
    let mut new = Desk::candidate("55001122");
    new["name"] = json!("Zoraida Peñalver Ñáñez");
    desk.test.post(&desk.assessor, LIST, &new).await.expect(201);
    for q in ["penalver", "ZORA%20nanez", "%C3%B1%C3%A1%C3%B1"] {
        let found = desk.test.get(&desk.signatory, &format!("{LIST}?q={q}")).await.expect(200).json();
        assert_eq!(found["total"], 1, "{q}");
        assert_eq!(found["candidates"][0]["name"], "Zoraida Peñalver Ñáñez");
    }
    let none = desk.test.get(&desk.signatory, &format!("{LIST}?q=zz%25")).await.expect(200).json();
    assert_eq!(none["total"], 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_come_in_pages() {
    let desk = Desk::new();
    for number in 0..21 {
        let mut new = Desk::candidate(&format!("7700{number:04}"));
        new["name"] = json!(format!("Pagina {number:02}"));
        desk.test.post(&desk.assessor, LIST, &new).await.expect(201);
    }
    let second = desk.test.get(&desk.assessor, &format!("{LIST}?q=pagina&page=2")).await.expect(200).json();
    assert_eq!((second["total"].as_u64(), second["page"].as_u64()), (Some(21), Some(2)));
    assert_eq!(second["candidates"].as_array().unwrap().len(), 1);
    assert_eq!(second["candidates"][0]["name"], "Pagina 20");
    assert_eq!(desk.test.get(&desk.assessor, &format!("{LIST}?page=0")).await.expect(422).code(), "invalid");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_document_leads_to_the_same_person_and_its_number_is_nowhere() {
    let desk = Desk::new();
    let first = desk.registered("1.098-765.432").await;
    let again = desk.test.post(&desk.assessor, LIST, &Desk::candidate("1098 765 432")).await.expect(409);
    assert_eq!(again.code(), "same-document");
    assert_eq!(again.json()["current"]["id"], first.as_str());
    let mut other = Desk::candidate("1098765432");
    other["evidence"]["country"] = json!("VE");
    desk.test.post(&desk.assessor, LIST, &other).await.expect(201);
    let (hashes, details): (Vec<String>, Vec<String>) = desk.test.db(|conn| {
        Ok((
            identity_evidence::table.select(identity_evidence::number_hash).load(conn)?,
            audit_entries::table.select(audit_entries::detail).load(conn)?,
        ))
    });
    assert!(hashes.iter().all(|hash| hash.len() == 64 && !hash.contains("1098765432")));
    assert!(details.iter().all(|detail| !detail.contains("1098765432")));
    let read = desk.test.get(&desk.assessor, &format!("{LIST}/{first}")).await.expect(200).text();
    assert!(!read.contains("1098") && !hashes.iter().any(|hash| read.contains(hash)), "{read}");
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_fields_are_named_together_and_unknown_ones_refused() {
    let desk = Desk::new();
    let mut new = Desk::candidate("1");
    new["name"] = json!("");
    new["birth_date"] = json!("2031-01-01");
    new["evidence"]["country"] = json!("Colombia");
    new["wallet"] = json!("did:key:zNo");
    let answer = desk.test.post(&desk.assessor, LIST, &new).await.expect(422).json();
    let fields: Vec<&str> =
        answer["errors"].as_array().unwrap().iter().map(|error| error["field"].as_str().unwrap()).collect();
    assert_eq!(fields, ["name", "birth_date", "evidence.country", "evidence.number", "wallet"]);
    for (field, value) in [("birth_date", "1990-02-30"), ("birth_date", "3/2/1990"), ("migration_status", "x")] {
        let mut new = Desk::candidate("55443322");
        new[field] = json!(value);
        let answer = desk.test.post(&desk.assessor, LIST, &new).await.expect(422).json();
        assert_eq!(answer["errors"][0]["field"], field);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_institution_does_not_see_them() {
    let desk = Desk::new();
    let id = desk.registered("99887766").await;
    let stranger = desk.test.member("secap", &[Role::Assessor]);
    desk.test.get(&stranger, &format!("{LIST}/{id}")).await.expect(403);
    desk.test.get(&stranger, &format!("/api/v1/orgs/secap/candidates/{id}")).await.expect(404);
    let new = json!({ "candidate_id": id, "framework": "co-sena-nscl", "standard": "280101175" });
    let answer = desk.test.post(&stranger, "/api/v1/orgs/secap/assessments", &new).await.expect(422).json();
    assert_eq!(answer["errors"][0]["field"], "candidate_id");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_reads_a_record_is_on_record() {
    let desk = Desk::new();
    let id = desk.registered("12121212").await;
    desk.test.get(&desk.signatory, &format!("{LIST}/{id}")).await.expect(200);
    let actions: Vec<String> = desk.test.db(|conn| {
        Ok(audit_entries::table
            .filter(audit_entries::person_id.eq(&id))
            .order(audit_entries::seq)
            .select(audit_entries::action)
            .load(conn)?)
    });
    assert_eq!(actions, ["candidate-registered", "candidate-read"]);
}
