//! How connections are made and kept healthy.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::r2d2::{HandleError, ManageConnection, Pool, PooledConnection};
use diesel::{Connection, ConnectionError, ConnectionResult, PgConnection, SqliteConnection};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::{DbConn, DbError};

/// How long a request waits for its turn before it is told that the database is not available.
const PATIENCE: Duration = Duration::from_secs(10);

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

/// Connections of one kind, and a permit for each.
#[derive(Clone)]
pub(super) struct Connections {
    pool: Pool<Manager>,
    permits: Arc<Semaphore>,
}

impl Connections {
    /// At most so many; none yet.
    pub(super) fn open(url: &DatabaseUrl, most: u32) -> Self {
        let pool = Pool::builder()
            .max_size(most)
            .min_idle(Some(0))
            .connection_timeout(Duration::from_secs(5))
            .test_on_check_out(true)
            .error_handler(Box::new(LogErrors))
            .build_unchecked(Manager { url: url.clone() });
        Self { pool, permits: Arc::new(Semaphore::new(most as usize)) }
    }

    /// Waits for the permit to hold one.
    pub(super) async fn turn(&self) -> Result<OwnedSemaphorePermit, DbError> {
        tokio::time::timeout(PATIENCE, self.permits.clone().acquire_owned())
            .await
            .map_err(|_| DbError::Unavailable("every connection is busy".to_owned()))?
            .map_err(|error| DbError::Unavailable(error.to_string()))
    }

    /// One of them, connected when there is none at rest.
    pub(super) fn hold(&self) -> Result<PooledConnection<Manager>, DbError> {
        self.pool.get().map_err(|error| DbError::Unavailable(error.to_string()))
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
struct LogErrors;

impl HandleError<ConnectionError> for LogErrors {
    fn handle_error(&self, error: ConnectionError) {
        tracing::warn!(%error, "database connection");
    }
}
