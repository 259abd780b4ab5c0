//! A consistent copy of an SQLite registry, and the way back.
//!
//! `VACUUM INTO` reads in one transaction, so the copy is one moment of the registry whatever a
//! running server writes meanwhile (`sqlite.org/lang_vacuum.html`). PostgreSQL has `pg_dump`.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;
use diesel::{QueryableByName, sql_query};

use super::{DbConn, DbError, migrate};

/// Why there is no copy.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The target is there already.
    #[error("{0} exists already; --force replaces it")]
    Exists(PathBuf),
    /// There is nothing to copy.
    #[error("{0} is not there")]
    Missing(PathBuf),
    /// The file is not a whole Puente registry.
    #[error("{0} is not a registry that can be used: {1}")]
    Unusable(PathBuf, String),
    /// A server or another command has the registry open.
    #[error("the registry in {0} is in use: stop the server first")]
    InUse(PathBuf),
    /// Reading or writing a file.
    #[error("{0}: {1}")]
    File(PathBuf, io::Error),
    /// The database.
    #[error(transparent)]
    Database(#[from] DbError),
}

/// Copies the database behind `conn` into `to`, checks the copy, and only then gives it its name.
pub fn copy(conn: &mut SqliteConnection, to: &Path, replace: bool) -> Result<(), BackupError> {
    if to.exists() && !replace {
        return Err(BackupError::Exists(to.to_owned()));
    }
    let part = beside(to, "part");
    remove_if_there(&part)?;
    // Made first, so that nobody else may read it at any moment.
    private(&part)?;
    let outcome = sql_query("VACUUM INTO ?").bind::<Text, _>(part.to_string_lossy()).execute(conn);
    let checked = outcome.map_err(|error| DbError::from(error).into()).and_then(|_| check(&part));
    if let Err(error) = checked {
        remove_if_there(&part)?;
        return Err(error);
    }
    put_in_place(&part, to)
}

/// Puts the registry in the file `from` in the place of `to`; returns where the one that was there
/// is kept.
///
/// The caller holds the lock of the data directory, so that no server has `to` open.
pub fn bring_back(from: &Path, to: &Path, replace: bool) -> Result<Option<PathBuf>, BackupError> {
    if !from.is_file() {
        return Err(BackupError::Missing(from.to_owned()));
    }
    if to.exists() && !replace {
        return Err(BackupError::Exists(to.to_owned()));
    }
    let part = beside(to, "part");
    remove_if_there(&part)?;
    private(&part)?;
    let copied = fs::copy(from, &part).map_err(|error| BackupError::File(part.clone(), error));
    if let Err(error) = copied.and_then(|_| check(&part)) {
        remove_if_there(&part)?;
        return Err(match error {
            BackupError::Unusable(_, why) => BackupError::Unusable(from.to_owned(), why),
            other => other,
        });
    }
    let kept = to.exists().then(|| set_aside(to)).transpose()?;
    put_in_place(&part, to)?;
    Ok(kept)
}

/// Moves a database and its journal away, under a name that was free.
fn set_aside(database: &Path) -> Result<PathBuf, BackupError> {
    let kept = (1..10_000)
        .map(|number| beside(database, &format!("replaced-{number}")))
        .find(|name| !name.exists())
        .unwrap_or_else(|| beside(database, "replaced"));
    for ending in ["-wal", "-shm", ""] {
        let from = with_ending(database, ending);
        if from.exists() {
            let to = with_ending(&kept, ending);
            fs::rename(&from, to).map_err(|error| BackupError::File(from, error))?;
        }
    }
    Ok(kept)
}

/// Whole pages, whole references, and a schema that this binary knows.
fn check(file: &Path) -> Result<(), BackupError> {
    let unusable = |why: String| BackupError::Unusable(file.to_owned(), why);
    let open = || -> Result<Vec<String>, diesel::result::Error> {
        let mut conn = SqliteConnection::establish(&file.to_string_lossy())
            .map_err(|error| diesel::result::Error::QueryBuilderError(error.into()))?;
        // Only reading: no journal beside the copy.
        conn.batch_execute("PRAGMA query_only = ON")?;
        let faults: Vec<Fault> = sql_query("SELECT integrity_check AS fault FROM pragma_integrity_check")
            .load::<Fault>(&mut conn)?
            .into_iter()
            .filter(|row| row.fault != "ok")
            .collect();
        let dangling: Vec<Fault> =
            sql_query("SELECT 'a row of ' || \"table\" || ' refers to nothing' AS fault FROM pragma_foreign_key_check")
                .load(&mut conn)?;
        let mut all: Vec<String> = faults.into_iter().chain(dangling).map(|row| row.fault).collect();
        if all.is_empty() {
            all.extend(
                migrate::foreign_to_us(&mut DbConn::Sqlite(conn))
                    .map_err(|error| diesel::result::Error::QueryBuilderError(error.to_string().into()))?,
            );
        }
        Ok(all)
    };
    match open() {
        Ok(faults) if faults.is_empty() => Ok(()),
        Ok(faults) => Err(unusable(faults.join("; "))),
        Err(error) => Err(unusable(error.to_string())),
    }
}

#[derive(QueryableByName)]
struct Fault {
    #[diesel(sql_type = Text)]
    fault: String,
}

fn put_in_place(part: &Path, to: &Path) -> Result<(), BackupError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |error| BackupError::File(path, error)
    };
    File::open(part).and_then(|file| file.sync_all()).map_err(failed(part))?;
    fs::rename(part, to).map_err(failed(to))?;
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(failed(folder))
}

/// An empty file that only its owner reads; `VACUUM INTO` fills an empty file.
fn private(path: &Path) -> Result<(), BackupError> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop).map_err(|error| BackupError::File(path.to_owned(), error))
}

fn remove_if_there(path: &Path) -> Result<(), BackupError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(BackupError::File(path.to_owned(), error)),
        _ => Ok(()),
    }
}

/// `name.ending` in the same folder.
fn beside(path: &Path, ending: &str) -> PathBuf {
    with_ending(path, &format!(".{ending}"))
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}
