//! The table of status entries.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use puente_wire::verification::{StatusPurpose, StatusReason};

use super::Slot;
use super::lists::{ListName, SignedList};
use crate::accounts::organisations;
use crate::db::schema::{status_entries, status_lists};
use crate::db::{DbConn, DbError, insert_all};

/// How many rows one statement takes: databases limit the values in one.
const AT_ONCE: usize = 500;

/// The place of a credential.
pub fn slot_of(conn: &mut DbConn, subject_id: &str) -> Result<Option<Slot>, DbError> {
    let found: Option<(i32, i32)> = status_entries::table
        .filter(status_entries::subject_id.eq(subject_id))
        .select((status_entries::list, status_entries::position))
        .first(conn)
        .optional()?;
    Ok(found.map(|(list, position)| Slot { list, position }))
}

/// The organisation's newest list, from 1.
pub(super) fn newest_list(conn: &mut DbConn, organisation_id: &str) -> Result<i32, DbError> {
    let of_organisation = status_entries::table.filter(status_entries::organisation_id.eq(organisation_id));
    let newest: Option<i32> = of_organisation.select(diesel::dsl::max(status_entries::list)).first(conn)?;
    Ok(newest.unwrap_or(1))
}

/// How many positions of a list are used.
pub(super) fn used(conn: &mut DbConn, organisation_id: &str, list: i32) -> Result<i64, DbError> {
    let of_list = status_entries::table
        .filter(status_entries::organisation_id.eq(organisation_id))
        .filter(status_entries::list.eq(list));
    Ok(of_list.count().get_result(conn)?)
}

/// The places of those credentials that have one.
pub(super) fn slots_of(conn: &mut DbConn, subject_ids: &BTreeSet<&str>) -> Result<HashMap<String, Slot>, DbError> {
    let mut slots = HashMap::new();
    let subject_ids: Vec<&str> = subject_ids.iter().copied().collect();
    for some in subject_ids.chunks(AT_ONCE) {
        let found: Vec<(String, i32, i32)> = status_entries::table
            .filter(status_entries::subject_id.eq_any(some.to_vec()))
            .select((status_entries::subject_id, status_entries::list, status_entries::position))
            .load(conn)?;
        slots.extend(found.into_iter().map(|(id, list, position)| (id, Slot { list, position })));
    }
    Ok(slots)
}

#[derive(Insertable)]
#[diesel(table_name = status_entries, treat_none_as_default_value = false)]
struct NewEntry {
    organisation_id: String,
    list: i32,
    position: i32,
    subject_id: String,
    created_at: NaiveDateTime,
}

/// Gives each credential its place where that is free and the credential has none; which those are.
pub(super) fn place(
    conn: &mut DbConn,
    organisation_id: &str,
    wanted: &[(Slot, &str)],
    now: DateTime<Utc>,
) -> Result<HashSet<String>, DbError> {
    let entry = |&(slot, subject_id): &(Slot, &str)| {
        let Slot { list, position } = slot;
        let (organisation_id, subject_id) = (organisation_id.to_owned(), subject_id.to_owned());
        NewEntry { organisation_id, list, position, subject_id, created_at: now.naive_utc() }
    };
    let entries: Vec<NewEntry> = wanted.iter().map(entry).collect();
    let mut placed = HashSet::with_capacity(wanted.len());
    insert_all!(conn, status_entries::table, entries.as_slice(), or_ignore, status_entries::subject_id => placed);
    Ok(placed)
}

pub(super) fn set(
    conn: &mut DbConn,
    subject_id: &str,
    purpose: StatusPurpose,
    since: Option<(DateTime<Utc>, StatusReason)>,
) -> Result<(), DbError> {
    let entry = status_entries::table.filter(status_entries::subject_id.eq(subject_id));
    let at: Option<NaiveDateTime> = since.map(|(at, _)| at.naive_utc());
    let reason = since.map(|(_, reason)| reason.as_str());
    let changed = match purpose {
        StatusPurpose::Revocation => diesel::update(entry)
            .set((status_entries::revoked_at.eq(at), status_entries::revoked_reason.eq(reason)))
            .execute(conn)?,
        StatusPurpose::Suspension => diesel::update(entry)
            .set((status_entries::suspended_at.eq(at), status_entries::suspended_reason.eq(reason)))
            .execute(conn)?,
    };
    if changed == 1 { Ok(()) } else { Err(DbError::NotFound) }
}

/// The positions whose bit is set in one list.
pub fn set_positions(
    conn: &mut DbConn,
    organisation_id: &str,
    purpose: StatusPurpose,
    list: i32,
) -> Result<Vec<i32>, DbError> {
    let of_list = status_entries::table
        .filter(status_entries::organisation_id.eq(organisation_id))
        .filter(status_entries::list.eq(list))
        .order(status_entries::position)
        .select(status_entries::position);
    Ok(match purpose {
        StatusPurpose::Revocation => of_list.filter(status_entries::revoked_at.is_not_null()).load(conn)?,
        StatusPurpose::Suspension => of_list.filter(status_entries::suspended_at.is_not_null()).load(conn)?,
    })
}

/// A list as it was last signed.
pub(super) struct KeptList {
    pub(super) content_hash: String,
    pub(super) credential: String,
    pub(super) signed_at: DateTime<Utc>,
}

/// The list of a kind (a purpose, or `token`) and number as it was last signed.
pub(super) fn kept_list(
    conn: &mut DbConn,
    organisation_id: &str,
    kind: &str,
    number: i32,
) -> Result<Option<KeptList>, DbError> {
    let row: Option<(String, String, NaiveDateTime)> = status_lists::table
        .find((organisation_id, kind, number))
        .select((status_lists::content_hash, status_lists::credential, status_lists::signed_at))
        .first(conn)
        .optional()?;
    Ok(row.map(|(content_hash, credential, at)| KeptList { content_hash, credential, signed_at: at.and_utc() }))
}

/// Keeps what was just signed in place of what was there; whoever signs last wins.
pub(super) fn keep_list(
    conn: &mut DbConn,
    organisation_id: &str,
    kind: &str,
    number: i32,
    content_hash: &str,
    list: &SignedList,
    now: DateTime<Utc>,
) -> Result<(), DbError> {
    organisations::lock(conn, organisation_id)?;
    diesel::delete(status_lists::table.find((organisation_id, kind, number))).execute(conn)?;
    diesel::insert_into(status_lists::table)
        .values((
            status_lists::organisation_id.eq(organisation_id),
            status_lists::purpose.eq(kind),
            status_lists::list.eq(number),
            status_lists::content_hash.eq(content_hash),
            status_lists::credential.eq(&list.credential),
            status_lists::signed_at.eq(now.naive_utc()),
        ))
        .execute(conn)?;
    Ok(())
}

/// Since when and why the bit at a position is set; none when it is not.
pub(super) fn set_since(
    conn: &mut DbConn,
    organisation_id: &str,
    name: ListName,
    position: i32,
) -> Result<Option<(NaiveDateTime, StatusReason)>, DbError> {
    let entry = status_entries::table.find((organisation_id, name.list, position));
    let row: Option<(Option<NaiveDateTime>, Option<String>)> = match name.purpose {
        StatusPurpose::Revocation => {
            entry.select((status_entries::revoked_at, status_entries::revoked_reason)).first(conn).optional()?
        }
        StatusPurpose::Suspension => {
            entry.select((status_entries::suspended_at, status_entries::suspended_reason)).first(conn).optional()?
        }
    };
    let Some((Some(since), reason)) = row else { return Ok(None) };
    let reason = reason.and_then(|reason| reason.parse().ok()).unwrap_or(StatusReason::Other);
    Ok(Some((since, reason)))
}
