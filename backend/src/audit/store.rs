//! The table of the audit log.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::Entry;
use crate::db::schema::audit_entries;
use crate::db::{DbConn, DbError, insert_all};

#[derive(Insertable, Queryable)]
#[diesel(table_name = audit_entries)]
#[diesel(treat_none_as_default_value = false)]
struct Row {
    seq: i64,
    at: NaiveDateTime,
    actor: String,
    organisation_id: Option<String>,
    action: String,
    object_kind: String,
    object_id: String,
    person_id: Option<String>,
    reason: String,
    detail: String,
    previous_hash: String,
    hash: String,
}

/// Number and hash of the last entry.
pub(super) fn head(conn: &mut DbConn) -> Result<Option<(i64, String)>, DbError> {
    Ok(audit_entries::table
        .select((audit_entries::seq, audit_entries::hash))
        .order(audit_entries::seq.desc())
        .first(conn)
        .optional()?)
}

/// Appends entries with their hashes.
pub(super) fn append(conn: &mut DbConn, entries: Vec<(Entry, String)>) -> Result<(), DbError> {
    let rows: Vec<Row> = entries.into_iter().map(Row::of).collect();
    insert_all!(conn, audit_entries::table, rows.as_slice());
    Ok(())
}

/// Entries after number `seq` with their hashes, oldest first.
pub fn page_after(conn: &mut DbConn, seq: i64, limit: i64) -> Result<Vec<(Entry, String)>, DbError> {
    let rows: Vec<Row> =
        audit_entries::table.filter(audit_entries::seq.gt(seq)).order(audit_entries::seq).limit(limit).load(conn)?;
    Ok(rows.into_iter().map(Row::into_entry).collect())
}

/// A person's part of the log, newest first.
pub fn of_person(conn: &mut DbConn, person_id: &str, before: i64, limit: i64) -> Result<Vec<(Entry, String)>, DbError> {
    let rows: Vec<Row> = audit_entries::table
        .filter(audit_entries::person_id.eq(person_id))
        .filter(audit_entries::seq.lt(before))
        .order(audit_entries::seq.desc())
        .limit(limit)
        .load(conn)?;
    Ok(rows.into_iter().map(Row::into_entry).collect())
}

/// Which entries to show.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Entries before this number.
    pub before: Option<i64>,
    /// Only this action.
    pub action: Option<String>,
    /// Only this actor, as [`crate::actor::Actor::audit_name`] names them.
    pub actor: Option<String>,
    /// Only in this organisation.
    pub organisation_id: Option<String>,
}

/// The log, newest first.
pub fn newest(conn: &mut DbConn, filter: &Filter, limit: i64) -> Result<Vec<(Entry, String)>, DbError> {
    let mut query = audit_entries::table.order(audit_entries::seq.desc()).limit(limit).into_boxed();
    if let Some(before) = filter.before {
        query = query.filter(audit_entries::seq.lt(before));
    }
    if let Some(action) = &filter.action {
        query = query.filter(audit_entries::action.eq(action));
    }
    if let Some(actor) = &filter.actor {
        query = query.filter(audit_entries::actor.eq(actor));
    }
    if let Some(organisation_id) = &filter.organisation_id {
        query = query.filter(audit_entries::organisation_id.eq(organisation_id));
    }
    let rows: Vec<Row> = query.load(conn)?;
    Ok(rows.into_iter().map(Row::into_entry).collect())
}

impl Row {
    fn of((entry, hash): (Entry, String)) -> Self {
        Self {
            seq: entry.seq,
            at: entry.at.naive_utc(),
            actor: entry.actor,
            organisation_id: entry.organisation_id,
            action: entry.action,
            object_kind: entry.object_kind,
            object_id: entry.object_id,
            person_id: entry.person_id,
            reason: entry.reason,
            detail: entry.detail,
            previous_hash: entry.previous_hash,
            hash,
        }
    }

    fn into_entry(self) -> (Entry, String) {
        let entry = Entry {
            seq: self.seq,
            at: self.at.and_utc(),
            actor: self.actor,
            organisation_id: self.organisation_id,
            action: self.action,
            object_kind: self.object_kind,
            object_id: self.object_id,
            person_id: self.person_id,
            reason: self.reason,
            detail: self.detail,
            previous_hash: self.previous_hash,
        };
        (entry, self.hash)
    }
}
