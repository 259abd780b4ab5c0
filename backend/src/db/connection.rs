//! One connection type over SQLite and PostgreSQL.
#![expect(missing_docs, reason = "diesel's derive generates code that our lints do not like")]

use diesel::{PgConnection, SqliteConnection};

/// A connection to the registry's database; every query is written once, against this type.
#[derive(diesel::MultiConnection)]
pub enum DbConn {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}
