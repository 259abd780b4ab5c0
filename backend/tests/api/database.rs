//! SQLite and PostgreSQL hold the same registry.

use diesel::prelude::*;
use diesel::sql_types::Text;
use puente::db::{DbConn, DbError};

use crate::support::TestApp;

fn names(database: &str) -> Vec<String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(database);
    let mut names: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn migrations_have_the_same_names_for_both_databases() {
    assert_eq!(names("sqlite"), names("postgres"));
    for database in ["sqlite", "postgres"] {
        for name in names(database) {
            let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(database).join(&name);
            assert!(folder.join("up.sql").exists() && folder.join("down.sql").exists(), "{database}/{name}");
        }
    }
}

#[test]
fn no_two_migrations_have_the_same_version() {
    let mut versions: Vec<String> =
        names("sqlite").iter().map(|name| name.split('_').next().unwrap().to_owned()).collect();
    let all = versions.len();
    versions.dedup();
    assert_eq!(versions.len(), all, "the part before the underscore is the version");
}

#[derive(QueryableByName)]
struct Name {
    #[diesel(sql_type = Text)]
    name: String,
}

/// Columns of a table as the schema file declares them, from its source.
fn declared() -> Vec<(String, Vec<String>)> {
    let source = include_str!("../../src/db/schema.rs");
    source
        .split("diesel::table!")
        .skip(1)
        .map(|table| {
            let name =
                table.split('(').next().unwrap().trim_matches(|c: char| c.is_whitespace() || c == '{').to_owned();
            let body = table.split_once("diesel::").map_or(table, |(body, _)| body);
            let columns =
                body.lines().filter_map(|line| line.split_once("->")).map(|(column, _)| column.trim().to_owned());
            (name, columns.collect())
        })
        .collect()
}

#[test]
fn every_table_has_exactly_the_columns_of_the_schema_file() {
    let test = TestApp::empty();
    for (table, mut columns) in declared() {
        let mut found: Vec<String> = test.db(|conn| {
            let query = match conn {
                DbConn::Sqlite(_) => format!("SELECT name FROM pragma_table_info('{table}')"),
                DbConn::Postgres(_) => format!(
                    "SELECT column_name::text AS name FROM information_schema.columns \
                     WHERE table_name = '{table}' AND table_schema = current_schema()"
                ),
            };
            let rows: Vec<Name> = diesel::sql_query(query).load(conn).map_err(DbError::from)?;
            Ok(rows.into_iter().map(|row| row.name).collect())
        });
        columns.sort();
        found.sort();
        assert_eq!(columns, found, "{table}");
    }
}

#[test]
fn a_write_that_fails_leaves_nothing_and_the_connection_goes_on() {
    use puente::settings;
    let test = TestApp::empty();
    let failed: Result<(), DbError> = test.app.db.write_now(|conn| {
        settings::set(conn, "half", "written")?;
        Err(DbError::NotFound)
    });
    assert!(failed.is_err());
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        test.app.db.write_now(|conn| -> Result<(), DbError> {
            settings::set(conn, "half", "written")?;
            panic!("in the middle");
        })
    }));
    assert!(panicked.is_err());
    assert_eq!(test.db(|conn| settings::get(conn, "half")), None);
}
