//! Migrations: the same names for both databases, embedded in the binary.

use std::error::Error;

use diesel::migration::{Migration, MigrationSource};
use diesel::pg::Pg;
use diesel::sqlite::Sqlite;
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

/// What makes this database one that this binary must not touch: none of our migrations, or some
/// that only a newer version knows. Empty when there is nothing.
pub(super) fn foreign_to_us(conn: &mut DbConn) -> Result<Vec<String>, DbError> {
    let versions = match conn {
        DbConn::Sqlite(conn) => conn.applied_migrations().and_then(|applied| {
            let ours = MigrationSource::<Sqlite>::migrations(&SQLITE)?;
            Ok((to_text(&applied), names(&ours)))
        }),
        DbConn::Postgres(conn) => conn.applied_migrations().and_then(|applied| {
            let ours = MigrationSource::<Pg>::migrations(&POSTGRES)?;
            Ok((to_text(&applied), names(&ours)))
        }),
    };
    let (applied, ours) = versions
        .map_err(|error: Box<dyn Error + Send + Sync>| DbError::Damaged(format!("the list of migrations: {error}")))?;
    if applied.is_empty() {
        return Ok(vec!["it holds no registry".to_owned()]);
    }
    Ok(applied
        .into_iter()
        .filter(|version| !ours.contains(version))
        .map(|version| format!("it was made by a newer version (migration {version})"))
        .collect())
}

fn to_text(versions: &[impl ToString]) -> Vec<String> {
    versions.iter().map(ToString::to_string).collect()
}

fn names<DB: diesel::backend::Backend>(migrations: &[Box<dyn Migration<DB>>]) -> Vec<String> {
    migrations.iter().map(|migration| migration.name().version().to_string()).collect()
}
