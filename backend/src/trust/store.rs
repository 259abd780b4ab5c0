//! The table of signed texts.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use crate::db::schema::trust_documents;
use crate::db::{DbConn, DbError};

/// A text as it was signed last.
pub(super) struct Kept {
    pub(super) content_hash: String,
    pub(super) document: String,
    pub(super) signed_at: DateTime<Utc>,
}

pub(super) fn kept(conn: &mut DbConn, name: &str) -> Result<Option<Kept>, DbError> {
    let row: Option<(String, String, NaiveDateTime)> = trust_documents::table
        .find(name)
        .select((trust_documents::content_hash, trust_documents::document, trust_documents::signed_at))
        .first(conn)
        .optional()?;
    let kept =
        |(content_hash, document, at): (_, _, NaiveDateTime)| Kept { content_hash, document, signed_at: at.and_utc() };
    Ok(row.map(kept))
}

pub(super) fn keep(
    conn: &mut DbConn,
    name: &str,
    content_hash: &str,
    document: &str,
    now: DateTime<Utc>,
) -> Result<(), DbError> {
    diesel::delete(trust_documents::table.find(name)).execute(conn)?;
    diesel::insert_into(trust_documents::table)
        .values((
            trust_documents::name.eq(name),
            trust_documents::content_hash.eq(content_hash),
            trust_documents::document.eq(document),
            trust_documents::signed_at.eq(now.naive_utc()),
        ))
        .execute(conn)?;
    Ok(())
}
