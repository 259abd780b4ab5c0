//! The table of acts.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;
use puente_wire::workbench::ActState;

use super::{Act, ActKind, NewAct};
use crate::db::schema::acts;
use crate::db::{DbConn, DbError};

#[derive(Queryable)]
struct Row {
    id: String,
    kind: String,
    act: String,
    version: i32,
    organisation_id: Option<String>,
    document: String,
    state: String,
    revision: i32,
    author_id: Option<String>,
    author: String,
    reviewer: Option<String>,
    note: Option<String>,
    updated_at: NaiveDateTime,
    published_on: Option<NaiveDate>,
    round: i32,
    started_at: Option<NaiveDateTime>,
}

impl Row {
    fn act(self) -> Result<Act, DbError> {
        let damaged = |what: &str| DbError::Damaged(format!("act {}: {what}", self.id));
        let kind = ActKind::ALL.into_iter().find(|kind| kind.as_str() == self.kind).ok_or_else(|| damaged("kind"))?;
        Ok(Act {
            kind,
            version: u32::try_from(self.version).map_err(|_| damaged("version"))?,
            state: self.state.parse().map_err(|()| damaged("state"))?,
            revision: u32::try_from(self.revision).map_err(|_| damaged("revision"))?,
            id: self.id,
            act: self.act,
            organisation_id: self.organisation_id,
            document: self.document,
            author_id: self.author_id,
            author: self.author,
            reviewer: self.reviewer,
            note: self.note,
            updated_at: self.updated_at.and_utc(),
            published_on: self.published_on,
            round: u32::try_from(self.round).unwrap_or(1),
            started_at: self.started_at.map(|at| at.and_utc()),
        })
    }
}

fn number(count: u32) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

/// Adds a version; returns its id.
pub fn insert(conn: &mut DbConn, new: &NewAct<'_>, at: DateTime<Utc>) -> Result<String, DbError> {
    let id = uuid::Uuid::now_v7().to_string();
    diesel::insert_into(acts::table)
        .values((
            acts::id.eq(&id),
            acts::kind.eq(new.kind.as_str()),
            acts::act.eq(new.act),
            acts::version.eq(number(new.version)),
            acts::organisation_id.eq(new.organisation_id),
            acts::document.eq(&new.document),
            acts::state.eq(new.state.as_str()),
            acts::revision.eq(1),
            acts::author_id.eq(new.author_id),
            acts::author.eq(new.author),
            acts::updated_at.eq(at.naive_utc()),
            acts::published_on.eq(new.published_on),
            acts::started_at.eq(new.author_id.map(|_| at.naive_utc())),
        ))
        .execute(conn)?;
    Ok(id)
}

/// Adds a version unless it is there; says whether it was added.
pub fn insert_if_new(conn: &mut DbConn, new: &NewAct<'_>, at: DateTime<Utc>) -> Result<bool, DbError> {
    let known: Option<String> = acts::table
        .filter(acts::kind.eq(new.kind.as_str()))
        .filter(acts::act.eq(new.act))
        .filter(acts::version.eq(number(new.version)))
        .select(acts::id)
        .first(conn)
        .optional()?;
    if known.is_none() {
        insert(conn, new, at)?;
    }
    Ok(known.is_none())
}

/// One version.
pub fn find(conn: &mut DbConn, kind: ActKind, id: &str) -> Result<Option<Act>, DbError> {
    let row: Option<Row> =
        acts::table.filter(acts::id.eq(id)).filter(acts::kind.eq(kind.as_str())).first(conn).optional()?;
    row.map(Row::act).transpose()
}

/// Every version of every act of an organisation, or of all where they share them; newest change first.
pub fn list(conn: &mut DbConn, kind: ActKind, organisation_id: &str) -> Result<Vec<Act>, DbError> {
    let rows: Vec<Row> = acts::table
        .filter(acts::kind.eq(kind.as_str()))
        .order((acts::updated_at.desc(), acts::act, acts::version.desc()))
        .load(conn)?;
    let theirs = |row: &Row| kind.is_shared() || row.organisation_id.as_deref() == Some(organisation_id);
    rows.into_iter().filter(theirs).map(Row::act).collect()
}

/// How many days it took from the first line of an act to its first publication, by act, where both
/// are known.
pub fn days_to_publish(conn: &mut DbConn, kind: ActKind) -> Result<HashMap<String, i64>, DbError> {
    let rows: Vec<(String, Option<NaiveDateTime>, Option<NaiveDate>)> = acts::table
        .filter(acts::kind.eq(kind.as_str()))
        .filter(acts::state.eq(ActState::Published.as_str()))
        .filter(acts::version.eq(1))
        .select((acts::act, acts::started_at, acts::published_on))
        .load(conn)?;
    let days = |(act, started, published): (String, Option<NaiveDateTime>, Option<NaiveDate>)| {
        Some((act, (published? - started?.date()).num_days()))
    };
    Ok(rows.into_iter().filter_map(days).collect())
}

/// The number of the newest version of an act; 0 when there is none.
pub fn newest_version(conn: &mut DbConn, kind: ActKind, act: &str) -> Result<u32, DbError> {
    let newest: Option<i32> = acts::table
        .filter(acts::kind.eq(kind.as_str()))
        .filter(acts::act.eq(act))
        .select(diesel::dsl::max(acts::version))
        .first(conn)?;
    Ok(newest.and_then(|version| u32::try_from(version).ok()).unwrap_or(0))
}

/// Writes an act back under the next revision; `false` when somebody was faster.
pub fn update(conn: &mut DbConn, act: &Act, at: DateTime<Utc>) -> Result<bool, DbError> {
    let same = acts::table.filter(acts::id.eq(&act.id)).filter(acts::revision.eq(number(act.revision)));
    let changed = diesel::update(same)
        .set((
            acts::document.eq(&act.document),
            acts::state.eq(act.state.as_str()),
            acts::revision.eq(number(act.revision + 1)),
            acts::author_id.eq(&act.author_id),
            acts::author.eq(&act.author),
            acts::reviewer.eq(&act.reviewer),
            acts::note.eq(&act.note),
            acts::round.eq(number(act.round)),
            acts::updated_at.eq(at.naive_utc()),
            acts::published_on.eq(act.published_on),
        ))
        .execute(conn)?;
    Ok(changed == 1)
}
