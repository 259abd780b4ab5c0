//! How connections are made and kept healthy.

use std::fmt;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::r2d2::{HandleError, ManageConnection};
use diesel::{Connection, ConnectionError, ConnectionResult, PgConnection, SqliteConnection};

use super::DbConn;

/// Where the data is.
#[derive(Clone)]
pub enum DatabaseUrl {
    /// A file.
    Sqlite(PathBuf),
    /// `postgres://…`, with its password.
    Postgres(String),
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite:{}", path.display()),
            // The URL holds a password.
            Self::Postgres(_) => write!(f, "postgres"),
        }
    }
}

pub(super) struct Manager {
    url: DatabaseUrl,
}

/// A connection of the pool.
pub(super) struct Held {
    pub(super) conn: DbConn,
    /// When something on it last went well; none when the last thing did not.
    went_well: Option<Instant>,
}

impl Held {
    /// Notes how something ended that was done on it.
    pub(super) fn ended(&mut self, well: bool) {
        self.went_well = well.then(Instant::now);
    }
}

/// For how long a connection on which all went well is not asked whether it still works.
const TRUSTED: Duration = Duration::from_secs(1);

impl Manager {
    pub(super) const fn new(url: DatabaseUrl) -> Self {
        Self { url }
    }
}

/// WAL lets readers go on beside the one writer; FULL makes an acknowledged commit survive a power
/// cut; the busy time-out makes a second writer wait instead of failing. Pages come from the log into the
/// file 16 MB at a time: those that are written again and again, once.
const PRAGMAS: &str = "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
                       PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -16000; \
                       PRAGMA wal_autocheckpoint = 4000;";

impl ManageConnection for Manager {
    type Connection = Held;
    type Error = ConnectionError;

    fn connect(&self) -> ConnectionResult<Held> {
        let conn = match &self.url {
            DatabaseUrl::Sqlite(path) => {
                let mut conn = SqliteConnection::establish(&path.to_string_lossy())?;
                conn.batch_execute(PRAGMAS).map_err(ConnectionError::CouldntSetupConfiguration)?;
                DbConn::Sqlite(conn)
            }
            DatabaseUrl::Postgres(url) => {
                let mut conn = PgConnection::establish(url)?;
                conn.batch_execute("SET TIME ZONE 'UTC'; SET lock_timeout = '10s'; SET statement_timeout = '30s'")
                    .map_err(ConnectionError::CouldntSetupConfiguration)?;
                DbConn::Postgres(conn)
            }
        };
        Ok(Held { conn, went_well: None })
    }

    fn is_valid(&self, held: &mut Held) -> ConnectionResult<()> {
        let trusted = held.went_well.is_some_and(|moment| moment.elapsed() < TRUSTED);
        match &mut held.conn {
            DbConn::Sqlite(_) => Ok(()),
            DbConn::Postgres(_) if trusted => Ok(()),
            DbConn::Postgres(conn) => {
                conn.batch_execute("SELECT 1").map_err(ConnectionError::CouldntSetupConfiguration)
            }
        }
    }

    fn has_broken(&self, _held: &mut Held) -> bool {
        std::thread::panicking()
    }
}

#[derive(Debug)]
pub(super) struct LogErrors;

impl HandleError<ConnectionError> for LogErrors {
    fn handle_error(&self, error: ConnectionError) {
        tracing::warn!(%error, "database connection");
    }
}
