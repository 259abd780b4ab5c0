//! The database: connections, reads, and writes in one transaction.
//!
//! Diesel is synchronous, so each piece of work runs on a blocking thread while it holds a permit;
//! there are as many permits as connections, and the request waits asynchronously for its turn. SQLite,
//! which has one writer at a time, has one connection for writing: its pages stay in memory from one
//! transaction to the next, where two connections that write in turn read again what the other wrote.

pub mod backup;
mod connection;
mod error;
pub mod group;
mod migrate;
mod pool;
pub mod schema;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use diesel::connection::SimpleConnection;

pub use connection::DbConn;
pub use error::DbError;
pub use migrate::{is_current, migrate};
use pool::Connections;
pub use pool::DatabaseUrl;

/// Inserts rows, a slice, many in a statement: 64, 32 or 16, and the few that are left in one, so that each
/// statement stays prepared. `or_ignore` leaves out rows that are there already; `column => set` adds that column of the others to a
/// set.
macro_rules! insert_all {
    ($conn:expr, $table:expr, $rows:expr) => {
        insert_all!(@in_parts $conn, $rows,
            |rows| diesel::insert_into($table).values(rows),
            |rows| diesel::insert_into($table).values(rows))
    };
    ($conn:expr, $table:expr, $rows:expr, or_ignore) => {
        insert_all!(@in_parts $conn, $rows,
            |rows| diesel::insert_or_ignore_into($table).values(rows),
            |rows| diesel::insert_into($table).values(rows).on_conflict_do_nothing())
    };
    ($conn:expr, $table:expr, $rows:expr, or_ignore, $column:expr => $found:ident) => {{
        match $conn {
            $crate::db::DbConn::Sqlite(conn) => insert_all!(@each $rows, |rows| {
                let insert = diesel::insert_or_ignore_into($table).values(rows);
                $found.extend(insert.returning($column).get_results::<String>(conn)?);
            }),
            $crate::db::DbConn::Postgres(conn) => insert_all!(@each $rows, |rows| {
                let insert = diesel::insert_into($table).values(rows).on_conflict_do_nothing();
                $found.extend(insert.returning($column).get_results::<String>(conn)?);
            }),
        }
    }};
    (@in_parts $conn:expr, $all:expr, |$rows:ident| $sqlite:expr, |$same:ident| $postgres:expr) => {{
        match $conn {
            $crate::db::DbConn::Sqlite(conn) => insert_all!(@each $all, |$rows| { $sqlite.execute(conn)?; }),
            $crate::db::DbConn::Postgres(conn) => insert_all!(@each $all, |$same| { $postgres.execute(conn)?; }),
        }
    }};
    (@each $all:expr, |$rows:ident| $insert:block) => {{
        let rest = $all;
        insert_all!(@sizes rest, |$rows| $insert, 64 32 16 8 7 6 5 4 3 2 1);
        // Rows in parts of one leave no rest.
        let _ = rest;
    }};
    (@sizes $rest:ident, |$rows:ident| $insert:block, $($size:literal)+) => {
        $(
            let (parts, $rest) = $rest.as_chunks::<$size>();
            for $rows in parts $insert
        )+
    };
}

pub(crate) use insert_all;

/// The registry's database.
#[derive(Clone)]
pub struct Db {
    reading: Connections,
    writing: Connections,
    url: DatabaseUrl,
    writes: Arc<AtomicU64>,
}

impl Db {
    /// Opens a pool of at most `size` connections; on SQLite, that many for reading. Nothing is connected
    /// yet.
    pub fn open(url: DatabaseUrl, size: u32) -> Self {
        let reading = Connections::open(&url, size);
        let writing = match url {
            DatabaseUrl::Sqlite(_) => Connections::open(&url, 1),
            DatabaseUrl::Postgres(_) => reading.clone(),
        };
        Self { reading, writing, url, writes: Arc::default() }
    }

    /// Which database this is.
    pub const fn url(&self) -> &DatabaseUrl {
        &self.url
    }

    /// How many writes have ended here, whatever came of them. While it stays the same, what was read
    /// since can only have been changed by somebody else.
    pub fn writes(&self) -> u64 {
        self.writes.load(Ordering::Acquire)
    }

    /// Runs `work` on a connection, outside any transaction; for reading.
    pub async fn read<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnOnce(&mut DbConn) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        self.on_thread(&self.reading, move |db| db.read_now(work)).await
    }

    /// Runs `work` in one transaction, committed when it returns `Ok`.
    ///
    /// On SQLite the transaction begins IMMEDIATE: a deferred one that upgrades from reading to
    /// writing fails with `SQLITE_BUSY` whatever the time-out.
    pub async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnOnce(&mut DbConn) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        self.on_thread(&self.writing, move |db| db.write_now(work)).await
    }

    /// [`Db::read`] for code that is not asynchronous (the command line, seeding).
    pub fn read_now<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnOnce(&mut DbConn) -> Result<T, E>,
        E: From<DbError>,
    {
        let mut held = self.reading.hold()?;
        let outcome = work(&mut held.conn);
        held.ended(outcome.is_ok());
        outcome
    }

    /// [`Db::write`] for code that is not asynchronous.
    pub fn write_now<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnOnce(&mut DbConn) -> Result<T, E>,
        E: From<DbError>,
    {
        let mut held = self.writing.hold()?;
        let outcome = in_transaction(&mut held.conn, work);
        held.ended(outcome.is_ok());
        self.writes.fetch_add(1, Ordering::Release);
        outcome
    }

    async fn on_thread<T, E, F>(&self, connections: &Connections, work: F) -> Result<T, E>
    where
        F: FnOnce(&Self) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let permit = connections.turn().await?;
        let db = self.clone();
        tokio::task::spawn_blocking(move || {
            let _permit = permit;
            work(&db)
        })
        .await
        .map_err(|error| DbError::Unavailable(format!("the work on the database ended early: {error}")))?
    }
}

/// One transaction; rolled back when `work` fails or panics, so that the connection goes back clean.
fn in_transaction<T, E>(conn: &mut DbConn, work: impl FnOnce(&mut DbConn) -> Result<T, E>) -> Result<T, E>
where
    E: From<DbError>,
{
    let begin = match conn {
        DbConn::Sqlite(_) => "BEGIN IMMEDIATE",
        // Every write appends to the audit log. Taking its turn before anything else keeps two writes
        // from waiting for each other in a circle. The number is "puente" in ASCII; registries in
        // other schemas of the same database do not wait for this one.
        DbConn::Postgres(_) => {
            "BEGIN; SELECT pg_advisory_xact_lock(hashtextextended(current_schema(), 123650972218469))"
        }
    };
    if let Err(error) = conn.batch_execute(begin) {
        roll_back(conn);
        return Err(DbError::from(error).into());
    }
    match catch_unwind(AssertUnwindSafe(|| work(conn))) {
        Ok(Ok(value)) => match conn.batch_execute("COMMIT") {
            Ok(()) => Ok(value),
            Err(error) => {
                roll_back(conn);
                Err(DbError::from(error).into())
            }
        },
        Ok(Err(error)) => {
            roll_back(conn);
            Err(error)
        }
        Err(panic) => {
            roll_back(conn);
            std::panic::resume_unwind(panic)
        }
    }
}

fn roll_back(conn: &mut DbConn) {
    if let Err(error) = conn.batch_execute("ROLLBACK") {
        // SQLite rolls back by itself on some errors (a full disk); then there is nothing to do.
        tracing::debug!(%error, "nothing to roll back");
    }
}
