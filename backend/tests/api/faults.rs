//! When the database is locked, gone, or has no space left: a clear answer, nothing half-written,
//! and work goes on afterwards.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::{PgConnection, SqliteConnection};
use puente::db::{DatabaseUrl, Db, DbConn, DbError};
use puente::settings;
use tokio::net::{TcpListener, TcpStream};

use crate::support::{Sender, TestApp};

fn fill(conn: &mut DbConn, key: &str) -> Result<(), DbError> {
    settings::set(conn, &format!("{key}-first"), "x")?;
    settings::set(conn, &format!("{key}-big"), &"x".repeat(400_000))?;
    settings::set(conn, &format!("{key}-last"), "x")
}

/// Keeps the connection that writes from growing the file.
fn cap(db: &Db) {
    db.write_now(|conn| conn.batch_execute("PRAGMA max_page_count = 120").map_err(DbError::from)).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_said_to_be_full_and_nothing_is_half_written() {
    let test = TestApp::empty();
    if matches!(test.app.db.url(), DatabaseUrl::Postgres(_)) {
        return; // PostgreSQL's disk belongs to its own server.
    }
    cap(&test.app.db);
    let refused = test.app.db.write(|conn| fill(conn, "a")).await;
    assert!(matches!(refused, Err(DbError::Full)), "{refused:?}");
    assert_eq!(test.db(|conn| settings::get(conn, "a-first")), None);
    let problem = puente_wire::problem::Problem::from(DbError::Full);
    assert_eq!((problem.status, problem.code.as_str()), (507, "no-space"));
    test.get(&Sender::nobody(), "/readyz").await.expect(200);
    test.db(|conn| settings::set(conn, "small", "still fits"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_locked_database_is_unavailable_and_works_when_it_is_free_again() {
    let test = TestApp::empty();
    let DatabaseUrl::Sqlite(path) = test.app.db.url().clone() else {
        return; // PostgreSQL locks rows, not the database; `lock_timeout` covers it.
    };
    let mut other = SqliteConnection::establish(&path.to_string_lossy()).unwrap();
    other.batch_execute("BEGIN IMMEDIATE").unwrap();
    let refused = test.app.db.write(|conn| settings::set(conn, "a", "b")).await;
    assert!(matches!(refused, Err(DbError::Unavailable(_))), "{refused:?}");
    test.get(&Sender::nobody(), "/api/v1/registry").await.expect(200);
    other.batch_execute("ROLLBACK").unwrap();
    test.db(|conn| settings::set(conn, "a", "b"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_is_not_there_answers_503_with_when_to_come_back() {
    let nowhere = tempfile::tempdir().unwrap().path().join("gone").join("puente.sqlite");
    let db = Db::open(DatabaseUrl::Sqlite(nowhere), 1);
    let refused = db.read(|conn| settings::get(conn, "a")).await;
    let problem = puente_wire::problem::Problem::from(refused.unwrap_err());
    let response = puente::http::problem::into_response(&problem);
    assert_eq!(response.status(), 503);
    assert!(response.headers().contains_key("retry-after"));
}

/// Forwards to a PostgreSQL server until it is dropped.
struct Wire {
    task: tokio::task::JoinHandle<()>,
}

impl Wire {
    async fn between(port: u16, server: String) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", port)).await.unwrap();
        let task = tokio::spawn(async move {
            let mut open = tokio::task::JoinSet::new();
            while let Ok((mut client, _)) = listener.accept().await {
                let server = server.clone();
                open.spawn(async move {
                    if let Ok(mut upstream) = TcpStream::connect(server).await {
                        let _ = tokio::io::copy_bidirectional(&mut client, &mut upstream).await;
                    }
                });
            }
        });
        Self { task }
    }

    async fn cut(self) {
        self.task.abort();
        let _ = self.task.await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_lost_connection_to_postgresql_work_goes_on_by_itself() {
    let Ok(url) = std::env::var("PUENTE_TEST_DATABASE_URL") else { return };
    let server = url.split('@').nth(1).unwrap().split('/').next().unwrap().to_owned();
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let db = Db::open(DatabaseUrl::Postgres(url.replace(&server, &format!("127.0.0.1:{port}"))), 2);
    let ask = || db.read(|conn| diesel::sql_query("SELECT 1").execute(conn).map_err(DbError::from));

    let wire = Wire::between(port, server.clone()).await;
    ask().await.unwrap();
    wire.cut().await;
    assert!(matches!(ask().await, Err(DbError::Unavailable(_))));
    let _wire = Wire::between(port, server).await;
    ask().await.unwrap();
    PgConnection::establish(&url).unwrap();
}
