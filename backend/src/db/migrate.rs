//! Migrations: the same names for both databases, embedded in the binary.

use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::{DbConn, DbError};

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// Applies what is pending and returns the names of what it applied, in order.
pub fn migrate(conn: &mut DbConn) -> Result<Vec<String>, DbError> {
    let applied = match conn {
        DbConn::Sqlite(conn) => {
            conn.run_pending_migrations(SQLITE).map(|names| names.iter().map(ToString::to_string).collect())
        }
        DbConn::Postgres(conn) => {
            conn.run_pending_migrations(POSTGRES).map(|names| names.iter().map(ToString::to_string).collect())
        }
    };
    applied.map_err(|error| DbError::Unavailable(format!("migration failed: {error}")))
}

/// Whether every migration of this binary is applied.
pub fn is_current(conn: &mut DbConn) -> Result<bool, DbError> {
    let pending = match conn {
        DbConn::Sqlite(conn) => conn.has_pending_migration(SQLITE),
        DbConn::Postgres(conn) => conn.has_pending_migration(POSTGRES),
    };
    pending.map(|pending| !pending).map_err(|error| DbError::Unavailable(error.to_string()))
}
