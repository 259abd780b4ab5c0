//! The tables around the rows: who waits, comments, rejected pairs.

use chrono::NaiveDateTime;
use competency_frameworks::ItemKey;
use diesel::dsl::count_star;
use diesel::prelude::*;
use puente_wire::crosswalks::{MappingComment, RejectedPair, Waiting};
use puente_wire::workbench::MappingState;

use super::{Columns, Row};
use crate::db::schema::{crosswalks, mapping_comments, mappings, rejected_pairs};
use crate::db::{DbConn, DbError};

/// The state of rows that wait for this reason, and whether they had been agreed before.
const fn kept_as(waiting: Waiting) -> (MappingState, bool) {
    match waiting {
        Waiting::Proposed => (MappingState::Proposed, false),
        Waiting::Disagreed => (MappingState::Disagreed, false),
        Waiting::Reopened => (MappingState::Proposed, true),
    }
}

/// Oldest change first.
pub(in crate::crosswalks) fn waiting(
    conn: &mut DbConn,
    crosswalk: &str,
    waiting: Option<Waiting>,
    offset: i64,
    limit: i64,
) -> Result<Vec<Row>, DbError> {
    let mut query = mappings::table.filter(mappings::crosswalk_id.eq(crosswalk.to_owned())).into_boxed();
    query = match waiting.map(kept_as) {
        Some((state, reopened)) => {
            query.filter(mappings::state.eq(state.as_str())).filter(mappings::reopened.eq(reopened))
        }
        None => {
            query.filter(mappings::state.eq_any([MappingState::Proposed.as_str(), MappingState::Disagreed.as_str()]))
        }
    };
    let all: Vec<Columns> = query.order((mappings::updated_at, mappings::id)).offset(offset).limit(limit).load(conn)?;
    all.into_iter().map(Columns::row).collect()
}

/// How many rows wait for a reason.
pub(in crate::crosswalks) fn count_waiting(
    conn: &mut DbConn,
    crosswalk: &str,
    waiting: Waiting,
) -> Result<u32, DbError> {
    let (state, reopened) = kept_as(waiting);
    let number: i64 = mappings::table
        .filter(mappings::crosswalk_id.eq(crosswalk))
        .filter(mappings::state.eq(state.as_str()))
        .filter(mappings::reopened.eq(reopened))
        .select(count_star())
        .first(conn)?;
    Ok(u32::try_from(number).unwrap_or(u32::MAX))
}

/// Oldest first.
pub(in crate::crosswalks) fn comments(conn: &mut DbConn, mapping: &str) -> Result<Vec<MappingComment>, DbError> {
    let all: Vec<(String, String, String, NaiveDateTime)> = mapping_comments::table
        .filter(mapping_comments::mapping_id.eq(mapping))
        .order(mapping_comments::id)
        .select((mapping_comments::id, mapping_comments::author, mapping_comments::text, mapping_comments::written_at))
        .load(conn)?;
    let comment = |(id, author, text, written_at): (String, String, String, NaiveDateTime)| MappingComment {
        id,
        author,
        text,
        written_at: written_at.and_utc(),
    };
    Ok(all.into_iter().map(comment).collect())
}

pub(in crate::crosswalks) fn insert_comment(
    conn: &mut DbConn,
    mapping: &str,
    author_id: &str,
    comment: &MappingComment,
) -> Result<(), DbError> {
    diesel::insert_into(mapping_comments::table)
        .values((
            mapping_comments::id.eq(&comment.id),
            mapping_comments::mapping_id.eq(mapping),
            mapping_comments::author_id.eq(author_id),
            mapping_comments::author.eq(&comment.author),
            mapping_comments::text.eq(&comment.text),
            mapping_comments::written_at.eq(comment.written_at.naive_utc()),
        ))
        .execute(conn)?;
    Ok(())
}

/// Newest first.
pub(in crate::crosswalks) fn rejections(conn: &mut DbConn, crosswalk: &str) -> Result<Vec<RejectedPair>, DbError> {
    let all: Vec<(String, String, String, String, String, NaiveDateTime)> = rejected_pairs::table
        .filter(rejected_pairs::crosswalk_id.eq(crosswalk))
        .order(rejected_pairs::id.desc())
        .select((
            rejected_pairs::id,
            rejected_pairs::subject,
            rejected_pairs::object,
            rejected_pairs::reason,
            rejected_pairs::rejected_by,
            rejected_pairs::rejected_at,
        ))
        .load(conn)?;
    Ok(all
        .into_iter()
        .map(|(id, subject, object, reason, rejected_by, rejected_at)| RejectedPair {
            id,
            subject: ItemKey::parse(&subject),
            object: ItemKey::parse(&object),
            reason,
            rejected_by,
            rejected_at: rejected_at.and_utc(),
        })
        .collect())
}

pub(in crate::crosswalks) fn insert_rejection(
    conn: &mut DbConn,
    crosswalk: &str,
    pair: &RejectedPair,
) -> Result<(), DbError> {
    diesel::insert_into(rejected_pairs::table)
        .values((
            rejected_pairs::id.eq(&pair.id),
            rejected_pairs::crosswalk_id.eq(crosswalk),
            rejected_pairs::subject.eq(pair.subject.as_str()),
            rejected_pairs::object.eq(pair.object.as_str()),
            rejected_pairs::reason.eq(&pair.reason),
            rejected_pairs::rejected_by.eq(&pair.rejected_by),
            rejected_pairs::rejected_at.eq(pair.rejected_at.naive_utc()),
        ))
        .execute(conn)?;
    Ok(())
}

pub(in crate::crosswalks) fn delete_rejection(conn: &mut DbConn, id: &str) -> Result<(), DbError> {
    diesel::delete(rejected_pairs::table.find(id)).execute(conn)?;
    Ok(())
}

/// The framework versions that the rows are made on from now on: source, destination.
pub(in crate::crosswalks) fn stand_on(
    conn: &mut DbConn,
    crosswalk: &str,
    [subject, object]: [&str; 2],
) -> Result<(), DbError> {
    diesel::update(crosswalks::table.find(crosswalk))
        .set((crosswalks::subject_version.eq(subject), crosswalks::object_version.eq(object)))
        .execute(conn)?;
    Ok(())
}
