//! What is stored about the holder of a key.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use puente_wire::claims::Claimed;
use puente_wire::holders::{Access, AccessBy};

use crate::db::schema::{audit_entries, candidates, certificates, holder_challenges, organisations};
use crate::db::{DbConn, DbError};

/// Marks a challenge as used; [`DbError::Duplicate`] when it was. Forgets those whose time is over.
pub fn use_challenge(
    conn: &mut DbConn,
    challenge: &str,
    expires_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(), DbError> {
    let over = holder_challenges::table.filter(holder_challenges::expires_at.le(now.naive_utc()));
    diesel::delete(over).execute(conn)?;
    diesel::insert_into(holder_challenges::table)
        .values((holder_challenges::challenge.eq(challenge), holder_challenges::expires_at.eq(expires_at.naive_utc())))
        .execute(conn)?;
    Ok(())
}

/// The records, one per institution, of the person with this wallet.
pub(super) fn people_of(conn: &mut DbConn, holder: &str) -> Result<Vec<String>, DbError> {
    let mut people: Vec<String> =
        certificates::table.filter(certificates::holder.eq(holder)).select(certificates::candidate_id).load(conn)?;
    let known: Vec<String> =
        candidates::table.filter(candidates::wallet.eq(holder)).select(candidates::id).load(conn)?;
    people.extend(known);
    people.sort_unstable();
    people.dedup();
    Ok(people)
}

type Row = (i64, NaiveDateTime, String, String, String, Option<String>);

/// Their part of the audit log before entry `before`, newest first, each with its number.
pub(super) fn accesses(
    conn: &mut DbConn,
    people: &[String],
    before: i64,
    limit: i64,
) -> Result<Vec<(i64, Access)>, DbError> {
    let rows: Vec<Row> = audit_entries::table
        .left_join(organisations::table.on(organisations::id.nullable().eq(audit_entries::organisation_id)))
        .filter(audit_entries::person_id.eq_any(people))
        .filter(audit_entries::seq.lt(before))
        .order(audit_entries::seq.desc())
        .limit(limit)
        .select((
            audit_entries::seq,
            audit_entries::at,
            audit_entries::actor,
            audit_entries::action,
            audit_entries::reason,
            organisations::name.nullable(),
        ))
        .load(conn)?;
    Ok(rows.into_iter().map(into_access).collect())
}

fn into_access((seq, at, actor, action, reason, organisation): Row) -> (i64, Access) {
    let by = match actor.split(':').next() {
        Some("user") => AccessBy::Member,
        Some("token") => AccessBy::Program,
        Some("system") => AccessBy::Registry,
        _ => AccessBy::Holder,
    };
    (seq, Access { at: at.and_utc(), action, organisation, by, reason })
}

/// What was given to the wallet, the oldest first.
pub(super) fn certificates(conn: &mut DbConn, holder: &str) -> Result<Vec<Claimed>, DbError> {
    let rows: Vec<(String, Option<String>)> = certificates::table
        .filter(certificates::holder.eq(holder))
        .order(certificates::created_at)
        .select((certificates::id, certificates::credential))
        .load(conn)?;
    let read = |(certificate_id, credential): (String, Option<String>)| {
        let credential = serde_json::from_str(&credential?);
        Some(credential.map(|credential| Claimed { certificate_id, credential }))
    };
    let found: Result<Vec<Claimed>, _> = rows.into_iter().filter_map(read).collect();
    found.map_err(|error| DbError::Damaged(error.to_string()))
}
