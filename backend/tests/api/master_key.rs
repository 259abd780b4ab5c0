//! Changing the master key: whole or not at all, and nothing is lost by it.

use std::fs;

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use http::Method;
use puente::at_rest::{self, AtRestError};
use puente::db::{DbConn, DbError};
use puente::secrets::Secrets;
use puente_wire::session::Role;
use serde_json::{Value, json};

use crate::support::desk::{Desk, Wallet};
use crate::support::process::{Installation, said};
use crate::support::{Sender, TestApp};

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    column_name: String,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

/// Runs a query that both databases understand.
macro_rules! rows {
    ($conn:expr, $sqlite:expr, $postgres:expr) => {
        match $conn {
            DbConn::Sqlite(conn) => diesel::sql_query($sqlite).load(conn)?,
            DbConn::Postgres(conn) => diesel::sql_query($postgres).load(conn)?,
        }
    };
}

/// How many values in the whole database, in whatever column, are sealed under a key.
fn sealed_under(conn: &mut DbConn, key: &Secrets) -> Result<Vec<String>, DbError> {
    let columns: Vec<Column> = rows!(
        conn,
        "SELECT m.name AS table_name, p.name AS column_name FROM sqlite_master m, pragma_table_info(m.name) p \
         WHERE m.type = 'table'",
        "SELECT table_name::text, column_name::text FROM information_schema.columns \
         WHERE table_schema = current_schema()"
    );
    let mut found = Vec::new();
    for Column { table_name, column_name } in columns {
        let count = format!(
            "SELECT COUNT(*) AS n FROM {table_name} WHERE CAST(\"{column_name}\" AS TEXT) LIKE '{}.%'",
            key.id()
        );
        let counted: Vec<Count> = rows!(conn, &count, &count);
        if counted.iter().any(|count| count.n > 0) {
            found.push(format!("{table_name}.{column_name}"));
        }
    }
    found.sort();
    Ok(found)
}

fn change(test: &TestApp, old: &Secrets, new: &Secrets) -> Result<usize, AtRestError> {
    let now = test.now();
    test.app.db.write_now(|conn| at_rest::change_master_key(conn, old, new, now))
}

/// The same registry with another master key, as a server starts with it.
fn with_key(mut test: TestApp, key: &Secrets) -> TestApp {
    let secrets = test.app.db.write_now(|conn| at_rest::complete(conn, key.clone())).unwrap();
    test.app.secrets = secrets;
    test.restarted()
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_change_everything_opens_with_the_new_key_and_nothing_with_the_old() {
    let desk = Desk::new();
    let (old, new) = (desk.test.app.secrets.clone(), Secrets::new([43; 32]));
    let signed_off = desk.issued("8812345").await;
    let assessor = desk.test.member("sena", &[Role::Assessor]).with("idempotency-key", "register-once");
    let path = "/api/v1/orgs/sena/candidates";
    let once = desk.test.post(&assessor, path, &Desk::candidate("777")).await.expect(201).json();
    desk.test.post(&Sender::nobody(), "/api/v1/claims", &Wallet::new(5).claim_of(&signed_off)).await.expect(200);
    let waiting = desk.submitted("8812346").await;
    let promised =
        desk.test.send(&desk.signatory, Method::POST, &Desk::path(&waiting, "/offers"), Some(&json!({}))).await;
    assert!(promised.status.as_u16() < 500, "{}", promised.text());
    let before = desk.test.db(|conn| sealed_under(conn, &old));
    for place in ["idempotency_keys.response", "issuer_keys.sealed_seed", "offers.code_sealed"] {
        assert!(before.contains(&place.to_owned()), "{before:?}");
    }

    assert!(change(&desk.test, &old, &new).unwrap() > 3);
    let Desk { test, signatory, .. } = desk;
    assert_eq!(test.db(|conn| sealed_under(conn, &old)), Vec::<String>::new());
    let expected: Vec<String> = [before, vec!["settings.value".to_owned()]].concat();
    assert!(test.db(|conn| sealed_under(conn, &new)).iter().all(|place| expected.contains(place)));
    let refused = test.app.db.write_now(|conn| at_rest::complete(conn, old.clone())).err().unwrap();
    assert!(matches!(refused, AtRestError::OtherKey { .. }), "{refused}");

    let test = with_key(test, &new);
    // The kept answer is given again, codes are shown, and issuers sign.
    assert_eq!(test.post(&assessor, path, &Desk::candidate("777")).await.expect(201).json(), once);
    let certificate = signed_off["certificate"]["id"].as_str().unwrap_or_default();
    if !certificate.is_empty() {
        let shown = test.get(&signatory, &format!("/api/v1/orgs/sena/certificates/{certificate}")).await;
        assert_eq!(shown.status, 200, "{}", shown.text());
    }
    // Identity documents are recognised again: what their hashes hang on came along.
    let again = test.post(&test.member("sena", &[Role::Assessor]), path, &Desk::candidate("777")).await.expect(409);
    assert_eq!(again.code(), "same-document");
    let log = test.get(&test.member("operador", &[Role::Operator]), "/api/v1/audit?action=master-key-rotated").await;
    let entry: Value = log.expect(200).json()["entries"][0].clone();
    assert_eq!(entry["detail"]["to"], new.id());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_value_that_cannot_be_opened_leaves_everything_as_it_was() {
    let test = TestApp::demo();
    let (old, new) = (test.app.secrets.clone(), Secrets::new([43; 32]));
    let damaged = |conn: &mut DbConn| {
        use puente::db::schema::{issuer_keys, organisations};
        let owner: String =
            organisations::table.filter(organisations::slug.eq("sena")).select(organisations::id).first(conn)?;
        let value = format!("{}.AAAA", old.id());
        diesel::update(issuer_keys::table.filter(issuer_keys::organisation_id.eq(owner)))
            .set(issuer_keys::sealed_seed.eq(value))
            .execute(conn)?;
        sealed_under(conn, &old)
    };
    let before = test.db(damaged);
    let failed = change(&test, &old, &new).unwrap_err();
    assert!(matches!(failed, AtRestError::Value("an issuer's key", _)), "{failed}");
    assert_eq!(test.db(|conn| sealed_under(conn, &old)), before);
    assert!(test.app.db.write_now(|conn| at_rest::complete(conn, old.clone())).is_ok());
    assert!(matches!(change(&test, &old, &old), Err(AtRestError::SameKey)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_change_and_a_change_that_is_run_again_keep_hashes_and_take_stragglers_along() {
    let test = TestApp::demo();
    let keys = [test.app.secrets.clone(), Secrets::new([43; 32]), Secrets::new([44; 32])];
    let hash = keys[0].keyed_hash("identity-number", "1");
    let now = test.now();
    let apply =
        |old: &Secrets, new: &Secrets| test.app.db.write_now(|conn| at_rest::change_master_key(conn, old, new, now));
    apply(&keys[0], &keys[1]).unwrap();
    // A node that still ran with the old key wrote this.
    let late = keys[0].seal("totp", b"GEZDGNBVGY3TQOJQ").unwrap();
    test.db(|conn| {
        use puente::db::schema::users;
        Ok(diesel::update(users::table.filter(users::login.eq("operador@puente.example")))
            .set(users::totp_secret.eq(Some(late)))
            .execute(conn)?)
    });
    assert_eq!(apply(&keys[0], &keys[1]).unwrap(), 1);
    assert_eq!(apply(&keys[0], &keys[1]).unwrap(), 0);
    assert!(matches!(apply(&keys[0], &keys[2]), Err(AtRestError::OtherKey { .. })));
    apply(&keys[1], &keys[2]).unwrap();
    let last = test.app.db.write_now(|conn| at_rest::complete(conn, keys[2].clone())).unwrap();
    assert_eq!(last.keyed_hash("identity-number", "1"), hash);
}

#[test]
fn the_command_refuses_beside_a_server_and_the_server_refuses_the_old_key() {
    let installation = Installation::new();
    let server = installation.serve();
    let new = installation.data.path().join("new.key");
    let rotate = || installation.run(&["key", "rotate-master", "--new-key-file", new.to_str().unwrap()]);
    let refused = rotate();
    assert!(!refused.status.success() && said(&refused).contains("stop it"), "{}", said(&refused));
    server.kill();
    let done = rotate();
    assert!(done.status.success(), "{}", said(&done));
    let old = installation.run(&["audit", "verify"]);
    assert!(said(&old).contains("sealed under the master key"), "{}", said(&old));
    let with_new = ["--master-key-file", new.to_str().unwrap(), "audit", "verify"];
    assert!(installation.run(&with_new).status.success());
    assert_eq!(fs::read_to_string(&new).unwrap().trim().len(), 64);
}
