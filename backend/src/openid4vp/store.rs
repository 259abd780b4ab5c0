//! The table of requests.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use puente_wire::presentations::NewPresentationRequest;

use super::KEPT;
use crate::db::schema::presentation_requests;
use crate::db::{DbConn, DbError};
use crate::secrets::token_hash;

/// A request.
#[derive(Debug, Queryable)]
pub(super) struct Row {
    pub(super) id: String,
    pub(super) secret_hash: String,
    pub(super) nonce: String,
    asked: String,
    pub(super) answer: Option<String>,
    pub(super) answered_at: Option<NaiveDateTime>,
    pub(super) expires_at: NaiveDateTime,
}

impl Row {
    /// Whether a wallet can answer it.
    pub(super) fn is_open(&self, now: DateTime<Utc>) -> bool {
        self.answered_at.is_none() && now < self.expires_at.and_utc()
    }

    /// What was asked for.
    pub(super) fn asked(&self) -> NewPresentationRequest {
        serde_json::from_str(&self.asked).unwrap_or_default()
    }
}

/// A new request; those whose time is long over go. `row`: id, secret, nonce, what is asked.
pub(super) fn insert(
    conn: &mut DbConn,
    row: &(String, String, String, String),
    expires_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(), DbError> {
    let over = presentation_requests::table.filter(presentation_requests::expires_at.le((now - KEPT).naive_utc()));
    diesel::delete(over).execute(conn)?;
    let (id, secret, nonce, asked) = row;
    diesel::insert_into(presentation_requests::table)
        .values((
            presentation_requests::id.eq(id),
            presentation_requests::secret_hash.eq(token_hash(secret)),
            presentation_requests::nonce.eq(nonce),
            presentation_requests::asked.eq(asked),
            presentation_requests::created_at.eq(now.naive_utc()),
            presentation_requests::expires_at.eq(expires_at.naive_utc()),
        ))
        .execute(conn)?;
    Ok(())
}

pub(super) fn find(conn: &mut DbConn, id: &str) -> Result<Option<Row>, DbError> {
    Ok(presentation_requests::table
        .find(id)
        .select((
            presentation_requests::id,
            presentation_requests::secret_hash,
            presentation_requests::nonce,
            presentation_requests::asked,
            presentation_requests::answer,
            presentation_requests::answered_at,
            presentation_requests::expires_at,
        ))
        .first(conn)
        .optional()?)
}

/// Keeps the answer; false when there was one already.
pub(super) fn answer(conn: &mut DbConn, id: &str, answer: Option<&str>, now: DateTime<Utc>) -> Result<bool, DbError> {
    let open = presentation_requests::table
        .filter(presentation_requests::id.eq(id))
        .filter(presentation_requests::answered_at.is_null());
    let changed = diesel::update(open)
        .set((presentation_requests::answer.eq(answer), presentation_requests::answered_at.eq(now.naive_utc())))
        .execute(conn)?;
    Ok(changed == 1)
}

/// Removes a request for whoever made it; false when there is none with this secret.
pub(super) fn remove(conn: &mut DbConn, id: &str, secret_hash: &str) -> Result<bool, DbError> {
    let own = presentation_requests::table
        .filter(presentation_requests::id.eq(id))
        .filter(presentation_requests::secret_hash.eq(secret_hash));
    Ok(diesel::delete(own).execute(conn)? == 1)
}
