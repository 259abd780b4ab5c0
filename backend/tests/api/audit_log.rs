//! The audit log cannot be changed unnoticed.

use diesel::prelude::*;
use puente::actor::Actor;
use puente::audit::{self, ChainState, Event};
use puente::db::schema::audit_entries;
use puente::db::{DbConn, DbError};

use crate::support::TestApp;

fn write(test: &TestApp, count: usize) {
    let now = test.now();
    test.db(|conn| {
        (0..count).try_for_each(|_| audit::record(conn, now, &Actor::system(), Event::new("tested", "test", "1")))
    });
}

#[test]
fn the_chain_is_whole_over_many_pages() {
    let test = TestApp::empty();
    write(&test, 1100);
    assert!(matches!(test.db(audit::verify), ChainState::Whole { entries: 1100, .. }));
}

#[test]
fn the_database_refuses_to_change_or_remove_an_entry() {
    let test = TestApp::empty();
    write(&test, 2);
    let try_now = |work: fn(&mut DbConn) -> Result<usize, diesel::result::Error>| {
        test.app.db.write_now(|conn| work(conn).map_err(DbError::from))
    };
    assert!(
        try_now(|conn| diesel::update(audit_entries::table).set(audit_entries::reason.eq("x")).execute(conn)).is_err()
    );
    assert!(try_now(|conn| diesel::delete(audit_entries::table).execute(conn)).is_err());
}

#[test]
fn a_changed_entry_breaks_the_chain_where_it_stands() {
    let test = TestApp::empty();
    write(&test, 3);
    test.db(|conn| {
        let drop_guard = match conn {
            DbConn::Sqlite(_) => "DROP TRIGGER audit_entries_no_update",
            DbConn::Postgres(_) => "DROP TRIGGER audit_entries_no_change ON audit_entries",
        };
        diesel::sql_query(drop_guard).execute(conn)?;
        diesel::update(audit_entries::table.find(2)).set(audit_entries::reason.eq("otra")).execute(conn)?;
        Ok(())
    });
    assert_eq!(test.db(audit::verify), ChainState::Broken { seq: 2 });
}
