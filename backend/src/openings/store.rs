//! The table of openings.

use chrono::{DateTime, NaiveDate, Utc};
use crosswalks::Opening;
use diesel::prelude::*;

use crate::db::schema::openings;
use crate::db::{DbConn, DbError};
use crate::recognition::store::{parse, render};

type Row = (String, Option<NaiveDate>);

fn read((document, withdrawn_on): Row) -> Result<Opening, DbError> {
    Ok(Opening { withdrawn_on, ..parse(&document)? })
}

/// Every opening of every body, with those that were taken back.
pub fn all(conn: &mut DbConn) -> Result<Vec<Opening>, DbError> {
    let rows: Vec<Row> =
        openings::table.order(openings::id).select((openings::document, openings::withdrawn_on)).load(conn)?;
    rows.into_iter().map(read).collect()
}

/// Those of a body, newest first.
pub fn of_organisation(conn: &mut DbConn, organisation_id: &str) -> Result<Vec<Opening>, DbError> {
    let rows: Vec<Row> = openings::table
        .filter(openings::organisation_id.eq(organisation_id))
        .order((openings::created_at.desc(), openings::id.desc()))
        .select((openings::document, openings::withdrawn_on))
        .load(conn)?;
    rows.into_iter().map(read).collect()
}

/// Keeps a new one.
pub fn insert(
    conn: &mut DbConn,
    opening: &Opening,
    organisation_id: Option<&str>,
    at: DateTime<Utc>,
) -> Result<(), DbError> {
    diesel::insert_into(openings::table)
        .values((
            openings::id.eq(&opening.id),
            openings::organisation_id.eq(organisation_id),
            openings::document.eq(render(opening)?),
            openings::withdrawn_on.eq(opening.withdrawn_on),
            openings::created_at.eq(at.naive_utc()),
        ))
        .execute(conn)?;
    Ok(())
}

/// Whether one with this id is kept.
pub fn is_known(conn: &mut DbConn, id: &str) -> Result<bool, DbError> {
    let found: Option<String> = openings::table.find(id).select(openings::id).first(conn).optional()?;
    Ok(found.is_some())
}

/// Takes one of the body's back; none when there is none that still stands.
pub fn withdraw(
    conn: &mut DbConn,
    organisation_id: &str,
    id: &str,
    day: NaiveDate,
) -> Result<Option<Opening>, DbError> {
    let own = openings::table
        .filter(openings::id.eq(id))
        .filter(openings::organisation_id.eq(organisation_id))
        .filter(openings::withdrawn_on.is_null());
    if diesel::update(own).set(openings::withdrawn_on.eq(Some(day))).execute(conn)? == 0 {
        return Ok(None);
    }
    let row: Row = openings::table.find(id).select((openings::document, openings::withdrawn_on)).first(conn)?;
    read(row).map(Some)
}
