//! The table of shares.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use puente_wire::shares::{NewShare, ShareState};

use crate::db::schema::shares;
use crate::db::{DbConn, DbError};

/// A share as it is kept.
pub(super) struct Share {
    pub(super) ciphertext: Option<String>,
    pub(super) manage_hash: String,
    pub(super) state: ShareState,
}

#[derive(Queryable)]
struct Row {
    id: String,
    ciphertext: Option<String>,
    manage_hash: String,
    opens: i32,
    last_opened_at: Option<NaiveDateTime>,
    created_at: NaiveDateTime,
    expires_at: Option<NaiveDateTime>,
    stopped_at: Option<NaiveDateTime>,
}

pub(super) fn insert(
    conn: &mut DbConn,
    id: &str,
    new: &NewShare,
    now: DateTime<Utc>,
    expires_at: Option<DateTime<Utc>>,
) -> Result<(), DbError> {
    diesel::insert_into(shares::table)
        .values((
            shares::id.eq(id),
            shares::ciphertext.eq(Some(&new.ciphertext)),
            shares::manage_hash.eq(&new.manage_hash),
            shares::created_at.eq(now.naive_utc()),
            shares::expires_at.eq(expires_at.map(|end| end.naive_utc())),
        ))
        .execute(conn)?;
    Ok(())
}

pub(super) fn find(conn: &mut DbConn, id: &str) -> Result<Option<Share>, DbError> {
    let row: Option<Row> = shares::table.find(id).first(conn).optional()?;
    Ok(row.map(|row| Share {
        ciphertext: row.ciphertext,
        manage_hash: row.manage_hash,
        state: ShareState {
            id: row.id,
            opens: u32::try_from(row.opens).unwrap_or(0),
            last_opened_at: row.last_opened_at.map(|at| at.and_utc()),
            created_at: row.created_at.and_utc(),
            expires_at: row.expires_at.map(|at| at.and_utc()),
            stopped_at: row.stopped_at.map(|at| at.and_utc()),
        },
    }))
}

pub(super) fn count_open(conn: &mut DbConn, id: &str, now: DateTime<Utc>) -> Result<(), DbError> {
    diesel::update(shares::table.find(id))
        .set((shares::opens.eq(shares::opens + 1), shares::last_opened_at.eq(Some(now.naive_utc()))))
        .execute(conn)?;
    Ok(())
}

pub(super) fn stop(conn: &mut DbConn, id: &str, now: DateTime<Utc>) -> Result<(), DbError> {
    diesel::update(shares::table.find(id))
        .set((shares::stopped_at.eq(Some(now.naive_utc())), shares::ciphertext.eq(None::<String>)))
        .execute(conn)?;
    Ok(())
}

/// Removes the ciphertext of shares whose time is over. The rest of the row stays, so that the
/// holder still sees how often the link was opened.
pub(super) fn forget_expired(conn: &mut DbConn, now: DateTime<Utc>) -> Result<(), DbError> {
    diesel::update(
        shares::table.filter(shares::expires_at.le(now.naive_utc())).filter(shares::ciphertext.is_not_null()),
    )
    .set(shares::ciphertext.eq(None::<String>))
    .execute(conn)?;
    Ok(())
}
