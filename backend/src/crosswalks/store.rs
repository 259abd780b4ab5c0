//! The tables of crosswalks and their rows.

mod exchange;
mod life;

use ::crosswalks::{CrosswalkVersion, Mapping};
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use competency_frameworks::FrameworkId;
use diesel::prelude::*;
use puente_wire::workbench::{CrosswalkSummary, MappingState, PublishedVersion};

use crate::db::schema::{crosswalk_versions, crosswalks, mappings};
use crate::db::{DbConn, DbError};
use crate::recognition::store::{parse, render};

pub(super) use exchange::{each_mapping, freeze_head, frozen_head, keep_set, kept_set, ministry, published};
pub(super) use life::{
    comments, count_waiting, delete_rejection, insert_comment, insert_rejection, rejections, stand_on, waiting,
};

/// A crosswalk without its rows.
#[derive(Debug, Clone)]
pub struct Head {
    /// Its id.
    pub id: String,
    /// Whose it is; bundled ones may be nobody's.
    pub organisation_id: Option<String>,
    /// From.
    pub subject_framework: FrameworkId,
    /// To.
    pub object_framework: FrameworkId,
    /// The version of the source framework its rows were made on.
    pub subject_version: Option<String>,
    /// The version of the destination framework.
    pub object_version: Option<String>,
    /// Made for the demonstration.
    pub illustrative: bool,
    /// Where it comes from.
    pub source: String,
}

/// A row as it is kept.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its id.
    pub id: String,
    /// The crosswalk.
    pub crosswalk_id: String,
    /// What it says.
    pub mapping: Mapping,
    /// How far it has come.
    pub state: MappingState,
    /// Goes up with every change.
    pub revision: u32,
    /// Who wrote it; absent for bundled ones.
    pub author_id: Option<String>,
    /// What the reviewer wrote.
    pub note: Option<String>,
    /// It had been agreed, and a framework's new version changed what it speaks of.
    pub reopened: bool,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

impl Row {
    /// A new draft.
    pub(super) fn new(
        crosswalk: &str,
        mapping: Mapping,
        state: MappingState,
        author_id: Option<String>,
        at: DateTime<Utc>,
    ) -> Self {
        Self {
            id: uuid::Uuid::now_v7().to_string(),
            crosswalk_id: crosswalk.to_owned(),
            mapping,
            state,
            revision: 1,
            author_id,
            note: None,
            reopened: false,
            updated_at: at,
        }
    }
}

type HeadColumns = (String, Option<String>, String, String, bool, String, Option<String>, Option<String>);

fn head_of(columns: HeadColumns) -> Result<Head, DbError> {
    let (id, organisation_id, subject, object, illustrative, source, subject_version, object_version) = columns;
    let framework = |text: String| text.parse().map_err(|_| DbError::Damaged(format!("crosswalk {id}: framework")));
    Ok(Head {
        subject_framework: framework(subject)?,
        object_framework: framework(object)?,
        subject_version,
        object_version,
        id,
        organisation_id,
        illustrative,
        source,
    })
}

macro_rules! head_columns {
    () => {
        (
            crosswalks::id,
            crosswalks::organisation_id,
            crosswalks::subject_framework,
            crosswalks::object_framework,
            crosswalks::illustrative,
            crosswalks::source,
            crosswalks::subject_version,
            crosswalks::object_version,
        )
    };
}

pub(super) fn head(conn: &mut DbConn, id: &str) -> Result<Option<Head>, DbError> {
    let columns: Option<HeadColumns> = crosswalks::table.find(id).select(head_columns!()).first(conn).optional()?;
    columns.map(head_of).transpose()
}

pub(super) fn heads(conn: &mut DbConn, organisation_id: &str) -> Result<Vec<Head>, DbError> {
    let all: Vec<HeadColumns> = crosswalks::table
        .filter(crosswalks::organisation_id.eq(organisation_id))
        .order(crosswalks::id)
        .select(head_columns!())
        .load(conn)?;
    all.into_iter().map(head_of).collect()
}

pub(super) fn insert_head(conn: &mut DbConn, head: &Head, at: DateTime<Utc>) -> Result<(), DbError> {
    diesel::insert_into(crosswalks::table)
        .values((
            crosswalks::id.eq(&head.id),
            crosswalks::organisation_id.eq(&head.organisation_id),
            crosswalks::subject_framework.eq(head.subject_framework.as_str()),
            crosswalks::object_framework.eq(head.object_framework.as_str()),
            crosswalks::illustrative.eq(head.illustrative),
            crosswalks::source.eq(&head.source),
            crosswalks::subject_version.eq(&head.subject_version),
            crosswalks::object_version.eq(&head.object_version),
            crosswalks::created_at.eq(at.naive_utc()),
        ))
        .execute(conn)?;
    Ok(())
}

pub(super) fn summary(conn: &mut DbConn, head: Head) -> Result<CrosswalkSummary, DbError> {
    let mut count = |state: MappingState| -> Result<u32, DbError> {
        let number: i64 = mappings::table
            .filter(mappings::crosswalk_id.eq(&head.id))
            .filter(mappings::state.eq(state.as_str()))
            .count()
            .get_result(conn)?;
        Ok(u32::try_from(number).unwrap_or(u32::MAX))
    };
    let (drafts, proposed) = (count(MappingState::Draft)?, count(MappingState::Proposed)?);
    let (agreed, disagreed) = (count(MappingState::Agreed)?, count(MappingState::Disagreed)?);
    let newest = versions(conn, &head.id)?.into_iter().next();
    Ok(CrosswalkSummary {
        id: head.id,
        subject_framework: head.subject_framework,
        object_framework: head.object_framework,
        illustrative: head.illustrative,
        drafts,
        proposed,
        agreed,
        disagreed,
        published_version: newest.as_ref().map(|one| one.version),
        published_on: newest.map(|one| one.published_on),
    })
}

/// Newest first.
pub(super) fn versions(conn: &mut DbConn, id: &str) -> Result<Vec<PublishedVersion>, DbError> {
    let all: Vec<(i32, NaiveDate, String, i32)> = crosswalk_versions::table
        .filter(crosswalk_versions::crosswalk_id.eq(id))
        .order(crosswalk_versions::version.desc())
        .select((
            crosswalk_versions::version,
            crosswalk_versions::published_on,
            crosswalk_versions::published_by,
            crosswalk_versions::row_count,
        ))
        .load(conn)?;
    let number = |count: i32| u32::try_from(count).unwrap_or(0);
    Ok(all
        .into_iter()
        .map(|(version, published_on, published_by, rows)| PublishedVersion {
            version: number(version),
            published_on,
            published_by,
            rows: number(rows),
        })
        .collect())
}

pub(super) fn newest(conn: &mut DbConn, id: &str) -> Result<Option<CrosswalkVersion>, DbError> {
    let document: Option<String> = crosswalk_versions::table
        .filter(crosswalk_versions::crosswalk_id.eq(id))
        .order(crosswalk_versions::version.desc())
        .select(crosswalk_versions::document)
        .first(conn)
        .optional()?;
    document.map(|document| parse(&document)).transpose()
}

#[derive(Queryable)]
struct Columns {
    id: String,
    crosswalk_id: String,
    document: String,
    state: String,
    revision: i32,
    author_id: Option<String>,
    note: Option<String>,
    updated_at: NaiveDateTime,
    reopened: bool,
}

impl Columns {
    fn row(self) -> Result<Row, DbError> {
        let damaged = |what: &str| DbError::Damaged(format!("mapping {}: {what}", self.id));
        Ok(Row {
            mapping: parse(&self.document)?,
            state: self.state.parse().map_err(|()| damaged("state"))?,
            revision: u32::try_from(self.revision).map_err(|_| damaged("revision"))?,
            id: self.id,
            crosswalk_id: self.crosswalk_id,
            author_id: self.author_id,
            note: self.note,
            reopened: self.reopened,
            updated_at: self.updated_at.and_utc(),
        })
    }
}

/// In the order in which they were written.
pub(super) fn rows(conn: &mut DbConn, crosswalk: &str) -> Result<Vec<Row>, DbError> {
    let all: Vec<Columns> =
        mappings::table.filter(mappings::crosswalk_id.eq(crosswalk)).order(mappings::id).load(conn)?;
    all.into_iter().map(Columns::row).collect()
}

pub(super) fn row(conn: &mut DbConn, crosswalk: &str, id: &str) -> Result<Option<Row>, DbError> {
    let found: Option<Columns> = mappings::table
        .filter(mappings::id.eq(id))
        .filter(mappings::crosswalk_id.eq(crosswalk))
        .first(conn)
        .optional()?;
    found.map(Columns::row).transpose()
}

fn number(count: u32) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

pub(super) fn insert_row(conn: &mut DbConn, row: &Row) -> Result<(), DbError> {
    diesel::insert_into(mappings::table)
        .values((
            mappings::id.eq(&row.id),
            mappings::crosswalk_id.eq(&row.crosswalk_id),
            mappings::document.eq(render(&row.mapping)?),
            mappings::state.eq(row.state.as_str()),
            mappings::revision.eq(number(row.revision)),
            mappings::author_id.eq(&row.author_id),
            mappings::note.eq(&row.note),
            mappings::updated_at.eq(row.updated_at.naive_utc()),
            mappings::reopened.eq(row.reopened),
        ))
        .execute(conn)?;
    Ok(())
}

/// Writes a row back under the next revision; `false` when somebody was faster.
pub(super) fn update_row(conn: &mut DbConn, row: &Row, at: DateTime<Utc>) -> Result<bool, DbError> {
    let same = mappings::table.filter(mappings::id.eq(&row.id)).filter(mappings::revision.eq(number(row.revision)));
    let changed = diesel::update(same)
        .set((
            mappings::document.eq(render(&row.mapping)?),
            mappings::state.eq(row.state.as_str()),
            mappings::revision.eq(number(row.revision + 1)),
            mappings::author_id.eq(&row.author_id),
            mappings::note.eq(&row.note),
            mappings::updated_at.eq(at.naive_utc()),
            mappings::reopened.eq(row.reopened),
        ))
        .execute(conn)?;
    Ok(changed == 1)
}
