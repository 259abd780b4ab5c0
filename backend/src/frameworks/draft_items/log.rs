//! What was edited in drafts: told to whoever read an older revision, and taken back newest first.

use chrono::NaiveDateTime;
use competency_frameworks::formats::Members;
use diesel::prelude::*;
use puente_wire::frameworks::{DraftEdit, EditDone, Entry};
use serde::{Deserialize, Serialize};

use crate::db::schema::framework_edits;
use crate::db::{DbConn, DbError};
use crate::frameworks::store::Stood;
use crate::recognition::store::{parse, render};

/// What an edit replaced: enough to take it back.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Replaced {
    /// What stood at each place that it touched.
    pub items: Vec<Stood>,
    /// The associations that no longer held after it, with their places.
    pub associations: Vec<(u32, Members)>,
}

type Row = (i32, String, String, String, NaiveDateTime);

const COLUMNS: (
    framework_edits::revision,
    framework_edits::done,
    framework_edits::item,
    framework_edits::person,
    framework_edits::edited_at,
) = (
    framework_edits::revision,
    framework_edits::done,
    framework_edits::item,
    framework_edits::person,
    framework_edits::edited_at,
);

fn edit((revision, done, item, by, at): Row) -> Result<DraftEdit, DbError> {
    let done = EditDone::ALL.into_iter().find(|one| one.as_str() == done);
    Ok(DraftEdit {
        revision: u32::try_from(revision).unwrap_or_default(),
        done: done.ok_or_else(|| DbError::Damaged(format!("revision {revision} of a draft")))?,
        item: parse::<Entry>(&item)?,
        by,
        at: at.and_utc(),
    })
}

/// Writes down an edit; without what it replaced it cannot be taken back.
pub fn add(conn: &mut DbConn, version: &str, edit: &DraftEdit, replaced: Option<&Replaced>) -> Result<(), DbError> {
    diesel::insert_into(framework_edits::table)
        .values((
            framework_edits::version_id.eq(version),
            framework_edits::revision.eq(i32::try_from(edit.revision).unwrap_or(i32::MAX)),
            framework_edits::done.eq(edit.done.as_str()),
            framework_edits::item.eq(render(&edit.item)?),
            framework_edits::person.eq(&edit.by),
            framework_edits::edited_at.eq(edit.at.naive_utc()),
            framework_edits::undo.eq(replaced.map(render).transpose()?),
        ))
        .execute(conn)?;
    Ok(())
}

/// The newest edit that can be taken back, and what it replaced.
pub fn newest(conn: &mut DbConn, version: &str) -> Result<Option<(DraftEdit, Replaced)>, DbError> {
    let row: Option<(Row, Option<String>)> = framework_edits::table
        .filter(framework_edits::version_id.eq(version))
        .filter(framework_edits::undo.is_not_null())
        .order(framework_edits::revision.desc())
        .select((COLUMNS, framework_edits::undo))
        .first(conn)
        .optional()?;
    let Some((row, undo)) = row else { return Ok(None) };
    Ok(Some((edit(row)?, undo.as_deref().map(parse).transpose()?.unwrap_or_default())))
}

/// An edit was taken back: it cannot be taken back again.
pub fn taken_back(conn: &mut DbConn, version: &str, edit: &DraftEdit) -> Result<(), DbError> {
    let revision = i32::try_from(edit.revision).unwrap_or(i32::MAX);
    diesel::update(framework_edits::table.find((version, revision)))
        .set(framework_edits::undo.eq(None::<String>))
        .execute(conn)?;
    Ok(())
}

/// What was edited since a revision, oldest first.
pub fn since(conn: &mut DbConn, version: &str, revision: u32) -> Result<Vec<DraftEdit>, DbError> {
    let rows: Vec<Row> = framework_edits::table
        .filter(framework_edits::version_id.eq(version))
        .filter(framework_edits::revision.gt(i32::try_from(revision).unwrap_or(i32::MAX)))
        .order(framework_edits::revision)
        .select(COLUMNS)
        .load(conn)?;
    rows.into_iter().map(edit).collect()
}

/// Forgets the edits of a draft that is no longer one.
pub fn forget(conn: &mut DbConn, version: &str) -> Result<(), DbError> {
    diesel::delete(framework_edits::table.filter(framework_edits::version_id.eq(version))).execute(conn)?;
    Ok(())
}
