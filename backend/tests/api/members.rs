//! Invitations, members, the operator's organisations and log.

use chrono::Duration;
use http::Method;
use puente::demo::PASSWORD;
use puente_wire::session::Role;
use serde_json::{Value, json};

use crate::accounts::log_in;
use crate::support::{Answer, Sender, TestApp};

const PILAR: &str = "admin@sena.example";
const NEW_PASSWORD: &str = "cuatro palabras largas";

async fn invite(test: &TestApp, admin: &Sender, login: &str, roles: &[&str]) -> Answer {
    let body = json!({"login": login, "name": "Ana Rojas", "roles": roles});
    test.post(admin, "/api/v1/orgs/sena/invitations", &body).await
}

/// The path of the link under the interface.
fn path_of(invited: &Value) -> String {
    let link = invited["link"].as_str().unwrap();
    format!("/api/v1/invitations/{}", link.strip_prefix("https://registro.example/invitation/").unwrap())
}

async fn accept(test: &TestApp, path: &str, password: &str) -> Answer {
    test.post(&Sender::nobody(), path, &json!({"password": password})).await
}

async fn members(test: &TestApp, admin: &Sender) -> Vec<Value> {
    test.get(admin, "/api/v1/orgs/sena/members").await.expect(200).json()["members"].as_array().unwrap().clone()
}

async fn member_id(test: &TestApp, admin: &Sender, login: &str) -> String {
    let members = members(test, admin).await;
    members.iter().find(|member| member["login"] == login).unwrap()["id"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_makes_an_account_once() {
    let test = TestApp::demo();
    let admin = log_in(&test, PILAR, PASSWORD).await;
    let invited = invite(&test, &admin, "Ana@SENA.example", &["assessor"]).await.expect(201).json();
    let path = path_of(&invited);
    let preview = test.get(&Sender::nobody(), &path).await.expect(200).json();
    assert_eq!((&preview["login"], &preview["has_account"]), (&json!("ana@sena.example"), &json!(false)));
    let short = accept(&test, &path, "corta").await.expect(422).json();
    assert_eq!(short["errors"][0]["code"], "too-short");
    accept(&test, &path, NEW_PASSWORD).await.expect(201);
    assert_eq!(accept(&test, &path, NEW_PASSWORD).await.expect(404).code(), "invitation-ended");
    assert_eq!(test.get(&Sender::nobody(), &path).await.expect(404).code(), "invitation-ended");
    let ana = log_in(&test, "ana@sena.example", NEW_PASSWORD).await;
    let member = test.get(&ana, "/api/v1/session").await.expect(200).json()["member"].clone();
    assert_eq!(member["memberships"][0]["roles"], json!(["assessor"]));
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_acceptances_at_once_one_wins() {
    let test = TestApp::demo();
    let admin = log_in(&test, PILAR, PASSWORD).await;
    let path = path_of(&invite(&test, &admin, "ana@sena.example", &["assessor"]).await.expect(201).json());
    let (one, two) = tokio::join!(accept(&test, &path, NEW_PASSWORD), accept(&test, &path, NEW_PASSWORD));
    let won = [&one, &two].into_iter().filter(|answer| answer.status == 201).count();
    assert_eq!(won, 1, "{} {}", one.text(), two.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_an_account_joins_with_its_password() {
    let test = TestApp::demo();
    let admin = log_in(&test, PILAR, PASSWORD).await;
    let rosa = "evaluadora@secap.example";
    let path = path_of(&invite(&test, &admin, rosa, &["assessor"]).await.expect(201).json());
    assert_eq!(test.get(&Sender::nobody(), &path).await.expect(200).json()["has_account"], true);
    let wrong = accept(&test, &path, NEW_PASSWORD).await.expect(422).json();
    assert_eq!(wrong["errors"][0]["code"], "wrong-password");
    accept(&test, &path, PASSWORD).await.expect(201);
    let member = test.get(&log_in(&test, rosa, PASSWORD).await, "/api/v1/session").await.json()["member"].clone();
    assert_eq!(member["memberships"].as_array().unwrap().len(), 2);
    assert_eq!(invite(&test, &admin, rosa, &["assessor"]).await.expect(409).code(), "already-member");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_ends_when_withdrawn_replaced_or_a_week_old() {
    let test = TestApp::demo();
    let admin = log_in(&test, PILAR, PASSWORD).await;
    let withdrawn = invite(&test, &admin, "a@sena.example", &["assessor"]).await.expect(201).json();
    let id = withdrawn["invitation"]["id"].as_str().unwrap();
    let path = format!("/api/v1/orgs/sena/invitations/{id}");
    test.send(&admin, Method::DELETE, &path, None).await.expect(204);
    test.send(&admin, Method::DELETE, &path, None).await.expect(404);
    let replaced = invite(&test, &admin, "b@sena.example", &["assessor"]).await.expect(201).json();
    let old = invite(&test, &admin, "b@sena.example", &["signatory"]).await.expect(201).json();
    let list = test.get(&admin, "/api/v1/orgs/sena/invitations").await.expect(200).json();
    assert_eq!(list["invitations"].as_array().unwrap().len(), 1);
    test.get(&Sender::nobody(), &path_of(&old)).await.expect(200);
    test.advance(Duration::days(7));
    for ended in [withdrawn, replaced, old] {
        assert_eq!(accept(&test, &path_of(&ended), NEW_PASSWORD).await.expect(404).code(), "invitation-ended");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_link_is_not_in_the_database() {
    let test = TestApp::demo();
    let admin = log_in(&test, PILAR, PASSWORD).await;
    let invited = invite(&test, &admin, "ana@sena.example", &["assessor"]).await.expect(201).json();
    let token = path_of(&invited).rsplit('/').next().unwrap().to_owned();
    let list = test.get(&admin, "/api/v1/orgs/sena/invitations").await.expect(200).text();
    assert!(!list.contains(&token));
    let kept: Vec<String> = test.db(|conn| {
        use diesel::prelude::*;
        Ok(puente::db::schema::invitations::table.select(puente::db::schema::invitations::token_hash).load(conn)?)
    });
    assert!(!kept.contains(&token) && kept.contains(&puente::secrets::token_hash(&token)));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_makes_no_operator() {
    let test = TestApp::demo();
    let admin = log_in(&test, PILAR, PASSWORD).await;
    let refused = invite(&test, &admin, "ana@sena.example", &["assessor", "operator"]).await.expect(422).json();
    assert_eq!(refused["errors"][0]["field"], "roles");
    let id = member_id(&test, &admin, MARTA).await;
    let roles = json!({"roles": ["operator"]});
    test.send(&admin, Method::PUT, &format!("/api/v1/orgs/sena/members/{id}"), Some(&roles)).await.expect(422);
    let only_admin = test.member("operador", &[Role::OrganisationAdmin]);
    let body = json!({"login": "ana@sena.example", "name": "Ana", "roles": ["operator"]});
    test.post(&only_admin, "/api/v1/orgs/operador/invitations", &body).await.expect(422);
    let operator = test.member("operador", &[Role::OrganisationAdmin, Role::Operator]);
    test.post(&operator, "/api/v1/orgs/operador/invitations", &body).await.expect(201);
}

const MARTA: &str = "evaluadora@sena.example";

#[tokio::test(flavor = "multi_thread")]
async fn roles_change_at_once_and_a_removed_member_is_out() {
    let test = TestApp::demo();
    let admin = log_in(&test, PILAR, PASSWORD).await;
    let marta = log_in(&test, MARTA, PASSWORD).await;
    let path = format!("/api/v1/orgs/sena/members/{}", member_id(&test, &admin, MARTA).await);
    test.get(&marta, "/api/v1/orgs/sena/members").await.expect(403);
    let roles = json!({"roles": ["organisation-admin", "assessor"]});
    test.send(&admin, Method::PUT, &path, Some(&roles)).await.expect(204);
    test.get(&marta, "/api/v1/orgs/sena/members").await.expect(200);
    test.send(&admin, Method::PUT, &path, Some(&json!({"roles": []}))).await.expect(422);
    test.send(&admin, Method::DELETE, &path, None).await.expect(204);
    test.get(&marta, "/api/v1/orgs/sena/members").await.expect(403);
    test.send(&admin, Method::DELETE, &path, None).await.expect(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_administrator_stays() {
    let test = TestApp::demo();
    let admin = log_in(&test, PILAR, PASSWORD).await;
    let path = format!("/api/v1/orgs/sena/members/{}", member_id(&test, &admin, PILAR).await);
    let refused = test.send(&admin, Method::DELETE, &path, None).await.expect(409);
    assert_eq!(refused.code(), "last-administrator");
    let roles = json!({"roles": ["assessor"]});
    test.send(&admin, Method::PUT, &path, Some(&roles)).await.expect(409);
    test.member("sena", &[Role::OrganisationAdmin]);
    test.send(&admin, Method::PUT, &path, Some(&roles)).await.expect(204);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_operator_registers_an_organisation_and_its_administrator_moves_in() {
    let test = TestApp::demo();
    let operator = test.member("operador", &[Role::Operator]);
    let request = json!({
        "slug": "chilevalora", "name": "ChileValora", "country": "CL", "kind": "certification-body",
        "website": "https://www.chilevalora.cl", "admin_login": "admin@chilevalora.example", "admin_name": "Luz Vera"
    });
    let made = test.post(&operator, "/api/v1/organisations", &request).await.expect(201).json();
    let taken = test.post(&operator, "/api/v1/organisations", &request).await.expect(422).json();
    assert_eq!((&taken["errors"][0]["field"], &taken["errors"][0]["code"]), (&json!("slug"), &json!("taken")));
    accept(&test, &path_of(&made["invitation"]), NEW_PASSWORD).await.expect(201);
    let admin = log_in(&test, "admin@chilevalora.example", NEW_PASSWORD).await;
    test.get(&admin, "/api/v1/orgs/chilevalora/members").await.expect(200);
    test.get(&admin, "/api/v1/orgs/sena/members").await.expect(403);
    let all = test.get(&operator, "/api/v1/organisations").await.expect(200).json();
    let row = all["organisations"].as_array().unwrap().iter().find(|one| one["slug"] == "chilevalora").unwrap().clone();
    assert_eq!(row["members"], 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_wrong_field_of_a_registration_is_named() {
    let test = TestApp::demo();
    let operator = test.member("operador", &[Role::Operator]);
    let request = json!({
        "slug": "Con Espacio", "name": " ", "country": "Chile", "kind": "operator", "website": "http://x.example",
        "admin_login": "nadie", "admin_name": ""
    });
    let refused = test.post(&operator, "/api/v1/organisations", &request).await.expect(422).json();
    let mut fields: Vec<_> =
        refused["errors"].as_array().unwrap().iter().map(|e| e["field"].as_str().unwrap()).collect();
    fields.sort_unstable();
    assert_eq!(fields, ["admin_login", "admin_name", "country", "kind", "name", "slug", "website"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_is_paged_filtered_and_whole() {
    let test = TestApp::demo();
    let admin = log_in(&test, PILAR, PASSWORD).await;
    for number in 0..5 {
        invite(&test, &admin, &format!("p{number}@sena.example"), &["assessor"]).await.expect(201);
    }
    let operator = test.member("operador", &[Role::Operator]);
    let page = |query: &'static str| {
        let (test, operator) = (&test, &operator);
        async move { test.get(operator, &format!("/api/v1/audit?{query}")).await.expect(200).json() }
    };
    let first = page("limit=4&action=member-invited").await;
    assert_eq!(first["entries"].as_array().unwrap().len(), 4);
    assert_eq!(first["entries"][0]["organisation"], "sena");
    let rest =
        test.get(&operator, &format!("/api/v1/audit?action=member-invited&before={}", first["next"])).await.json();
    assert_eq!((rest["entries"].as_array().unwrap().len(), &rest["next"]), (1, &Value::Null));
    assert_eq!(page("login=Admin@sena.example").await["entries"].as_array().unwrap().len(), 6);
    assert!(page("login=nadie@sena.example").await["entries"].as_array().unwrap().is_empty());
    assert!(page("organisation=cucuta").await["entries"].as_array().unwrap().is_empty());
    test.get(&operator, "/api/v1/audit?limit=0").await.expect(422);
    let chain = test.get(&operator, "/api/v1/audit/chain").await.expect(200).json();
    assert!(chain["head"].is_string() && chain["broken_at"].is_null(), "{chain}");
}

#[tokio::test(flavor = "multi_thread")]
async fn demonstration_accounts_are_listed_in_a_demonstration_only() {
    let listed = TestApp::demo().get(&Sender::nobody(), "/api/v1/demonstration").await.expect(200).json();
    assert!(listed["accounts"].as_array().unwrap().iter().any(|account| account["login"] == MARTA));
    TestApp::empty().get(&Sender::nobody(), "/api/v1/demonstration").await.expect(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_operator_records_what_a_body_may_certify_and_ends_it() {
    let test = TestApp::demo();
    let operator = log_in(&test, "operador@puente.example", PASSWORD).await;
    let address = "/api/v1/organisations/secap/accreditations";
    let today = test.now().date_naive().to_string();
    let new = json!({
        "framework": "mx-conocer-ec", "standard": "EC0118", "from": today,
        "act": "Resolución 7 de 2026", "act_url": "https://gaceta.example/7",
    });
    let before = test.get(&operator, address).await.expect(200).json()["accreditations"].as_array().unwrap().len();
    let after = test.post(&operator, address, &new).await.expect(201).json();
    let recorded = after["accreditations"].as_array().unwrap();
    assert_eq!(recorded.len(), before + 1);
    let id = recorded.iter().find(|one| one["standard"] == "EC0118").unwrap()["id"].as_str().unwrap().to_owned();
    let public = test.get(&Sender::nobody(), "/api/v1/issuers/secap").await.expect(200).json();
    assert!(public["accreditations"].as_array().unwrap().iter().any(|one| one["standard"] == "EC0118"));

    let end = format!("{address}/{id}/end");
    let past = json!({"last_day": "2020-01-01", "reason": "Caducó"});
    let refused = test.post(&operator, &end, &past).await.expect(422).json();
    assert_eq!(refused["errors"], json!([{"field": "last_day", "code": "in-the-past"}]));
    let ended = json!({"last_day": today, "reason": "Caducó"});
    let left = test.post(&operator, &end, &ended).await.expect(200).json();
    let one = left["accreditations"].as_array().unwrap().iter().find(|one| one["id"] == id.as_str()).unwrap().clone();
    assert_eq!(one["until"], json!(today));
    let later = json!({"last_day": "2099-01-01", "reason": "Otra vez"});
    let refused = test.post(&operator, &end, &later).await.expect(422).json();
    assert_eq!(refused["errors"][0]["code"], "out-of-range");
    let foreign = format!("/api/v1/organisations/sena/accreditations/{id}/end");
    test.post(&operator, &foreign, &ended).await.expect(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_accreditation_may_be_for_a_sector_and_name_a_centre() {
    let test = TestApp::demo();
    let operator = log_in(&test, "operador@puente.example", PASSWORD).await;
    let address = "/api/v1/organisations/secap/accreditations";
    let new = json!({
        "framework": "co-sena-nscl", "sector": "energy", "centre": " Centro de Quito ", "from": "2026-05-02",
        "act": "Resolución 8 de 2026",
    });
    test.post(&operator, address, &new).await.expect(201);
    assert_eq!(test.post(&operator, address, &new).await.expect(409).json()["code"], "already-exists");
    let public = test.get(&Sender::nobody(), "/api/v1/issuers/secap").await.expect(200).json();
    let recorded = public["accreditations"].as_array().unwrap();
    let one = recorded.iter().find(|one| one["sector"] == "energy").unwrap();
    assert_eq!(one["centre"], "Centro de Quito");
    assert!(!one["sector_standards"].as_array().unwrap().is_empty());
    let both = json!({"framework": "co-sena-nscl", "standard": one["sector_standards"][0], "sector": "energy",
        "from": "2026-05-02", "act": "x", "centre": "x".repeat(301)});
    let refused = test.post(&operator, address, &both).await.expect(422).json();
    let wanted = json!([{"field": "sector", "code": "not-allowed"}, {"field": "centre", "code": "too-long"}]);
    assert_eq!(refused["errors"], wanted);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_accreditation_names_what_is_wrong_with_it() {
    let test = TestApp::demo();
    let operator = log_in(&test, "operador@puente.example", PASSWORD).await;
    let address = "/api/v1/organisations/sena/accreditations";
    let wrong = json!({
        "framework": "co-sena-nscl", "standard": "no such", "from": "2026-05-02", "until": "2026-05-01",
        "act": " ", "act_url": "javascript:alert(1)",
    });
    let refused = test.post(&operator, address, &wrong).await.expect(422).json();
    let found: Vec<_> = refused["errors"].as_array().unwrap().iter().map(|e| e["field"].as_str().unwrap()).collect();
    assert_eq!(found, ["act", "standard", "until", "act_url"]);
    let unknown = json!({"framework": "nowhere", "from": "2026-05-02", "act": "x"});
    let refused = test.post(&operator, address, &unknown).await.expect(422).json();
    assert_eq!(refused["errors"], json!([{"field": "framework", "code": "unknown"}]));
    let nobody = json!({"framework": "co-sena-nscl", "from": "2026-05-02", "act": "x"});
    test.post(&operator, "/api/v1/organisations/nobody/accreditations", &nobody).await.expect(404);
}
