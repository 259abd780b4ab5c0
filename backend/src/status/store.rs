//! The table of status entries.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use puente_wire::verification::{StatusPurpose, StatusReason};

use super::Slot;
use crate::db::schema::status_entries;
use crate::db::{DbConn, DbError};

/// The place of a credential.
pub fn slot_of(conn: &mut DbConn, subject_id: &str) -> Result<Option<Slot>, DbError> {
    let found: Option<(i32, i32)> = status_entries::table
        .filter(status_entries::subject_id.eq(subject_id))
        .select((status_entries::list, status_entries::position))
        .first(conn)
        .optional()?;
    Ok(found.map(|(list, position)| Slot { list, position }))
}

/// The organisation's newest list, from 1, and how many of its positions are used.
pub(super) fn newest_list(conn: &mut DbConn, organisation_id: &str) -> Result<(i32, i64), DbError> {
    let of_organisation = || status_entries::table.filter(status_entries::organisation_id.eq(organisation_id));
    let newest: Option<i32> = of_organisation().select(diesel::dsl::max(status_entries::list)).first(conn)?;
    let list = newest.unwrap_or(1);
    let used = of_organisation().filter(status_entries::list.eq(list)).count().get_result(conn)?;
    Ok((list, used))
}

pub(super) fn is_free(conn: &mut DbConn, organisation_id: &str, slot: Slot) -> Result<bool, DbError> {
    let same: i64 = status_entries::table
        .filter(status_entries::organisation_id.eq(organisation_id))
        .filter(status_entries::list.eq(slot.list))
        .filter(status_entries::position.eq(slot.position))
        .count()
        .get_result(conn)?;
    Ok(same == 0)
}

pub(super) fn insert(
    conn: &mut DbConn,
    organisation_id: &str,
    slot: Slot,
    subject_id: &str,
    now: DateTime<Utc>,
) -> Result<(), DbError> {
    diesel::insert_into(status_entries::table)
        .values((
            status_entries::organisation_id.eq(organisation_id),
            status_entries::list.eq(slot.list),
            status_entries::position.eq(slot.position),
            status_entries::subject_id.eq(subject_id),
            status_entries::created_at.eq(now.naive_utc()),
        ))
        .execute(conn)?;
    Ok(())
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
