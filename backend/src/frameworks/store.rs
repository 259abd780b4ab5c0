//! The tables of framework versions, drafts and published: a head and rows of items.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, NaiveDateTime, Utc};
use competency_frameworks::formats::{Kept, Members, case};
use competency_frameworks::{FrameworkId, Item, Package};
use diesel::prelude::*;
use serde::Deserialize;

use super::draft_items::log;
use crate::db::schema::{framework_associations, framework_items, framework_versions};
use crate::db::{DbConn, DbError};
use crate::recognition::store::{parse, render};

/// The state of a version that everybody sees.
pub const PUBLISHED: &str = "published";
/// The state of a version that is worked on.
pub const DRAFT: &str = "draft";

/// A version without its items.
#[derive(Debug, Clone)]
pub struct Version {
    /// Its id.
    pub id: String,
    /// Whose it is, and what its file says beyond its items.
    pub head: case::Head,
    /// Whether everybody sees it; then it never changes.
    pub published: bool,
    /// The ministry that works on it.
    pub organisation_id: Option<String>,
    /// Who began it, or edited it last.
    pub author_id: Option<String>,
    /// The version it was made from.
    pub base_label: Option<String>,
    /// Goes up with every change.
    pub revision: i32,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

type Columns = (String, String, Option<String>, Option<String>, Option<String>, i32, String, NaiveDateTime);

const COLUMNS: (
    framework_versions::id,
    framework_versions::state,
    framework_versions::organisation_id,
    framework_versions::author_id,
    framework_versions::base_label,
    framework_versions::revision,
    framework_versions::document,
    framework_versions::updated_at,
) = (
    framework_versions::id,
    framework_versions::state,
    framework_versions::organisation_id,
    framework_versions::author_id,
    framework_versions::base_label,
    framework_versions::revision,
    framework_versions::document,
    framework_versions::updated_at,
);

fn version(row: Columns) -> Result<Version, DbError> {
    let (id, state, organisation_id, author_id, base_label, revision, document, updated_at) = row;
    Ok(Version {
        id,
        head: parse(&document)?,
        published: state == PUBLISHED,
        organisation_id,
        author_id,
        base_label,
        revision,
        updated_at: updated_at.and_utc(),
    })
}

/// A version that is begun.
#[derive(Debug)]
pub struct NewVersion<'a> {
    /// Whose it is.
    pub head: &'a case::Head,
    /// The ministry that works on it.
    pub organisation_id: Option<&'a str>,
    /// Who begins it.
    pub author_id: Option<&'a str>,
    /// The version it is made from.
    pub base_label: Option<&'a str>,
    /// Now.
    pub at: DateTime<Utc>,
}

/// Begins a version without items, a draft; [`DbError::Duplicate`] when the label is taken.
pub fn begin(conn: &mut DbConn, new: &NewVersion<'_>) -> Result<String, DbError> {
    let id = uuid::Uuid::now_v7().to_string();
    diesel::insert_into(framework_versions::table)
        .values((
            framework_versions::id.eq(&id),
            framework_versions::framework_id.eq(new.head.framework.id.as_str()),
            framework_versions::label.eq(&new.head.version.label),
            framework_versions::state.eq(DRAFT),
            framework_versions::published_on.eq(new.head.version.published_on),
            framework_versions::organisation_id.eq(new.organisation_id),
            framework_versions::author_id.eq(new.author_id),
            framework_versions::base_label.eq(new.base_label),
            framework_versions::revision.eq(1),
            framework_versions::document.eq(render(new.head)?),
            framework_versions::created_at.eq(new.at.naive_utc()),
            framework_versions::updated_at.eq(new.at.naive_utc()),
        ))
        .execute(conn)?;
    Ok(id)
}

/// Adds an item to a draft at a place that is free.
pub fn add_item(conn: &mut DbConn, version: &str, position: u32, identifier: &str, kept: &Kept) -> Result<(), DbError> {
    diesel::insert_into(framework_items::table)
        .values((
            framework_items::version_id.eq(version),
            framework_items::position.eq(place(position)),
            framework_items::item_key.eq(kept.item.key.as_str()),
            framework_items::identifier.eq(identifier),
            framework_items::document.eq(render(kept)?),
        ))
        .execute(conn)?;
    Ok(())
}

/// Adds an association of CASE to a draft at a place that is free.
pub fn add_association(conn: &mut DbConn, version: &str, position: u32, association: &Members) -> Result<(), DbError> {
    let identifier = association.get("identifier").and_then(serde_json::Value::as_str);
    diesel::insert_into(framework_associations::table)
        .values((
            framework_associations::version_id.eq(version),
            framework_associations::position.eq(place(position)),
            framework_associations::identifier.eq(identifier),
            framework_associations::document.eq(render(association)?),
        ))
        .execute(conn)?;
    Ok(())
}

fn place(position: u32) -> i32 {
    i32::try_from(position).unwrap_or(i32::MAX)
}

fn number(place: i32) -> u32 {
    u32::try_from(place).unwrap_or_default()
}

/// Makes a draft a published version. From here on the database refuses any change of it.
pub fn publish(conn: &mut DbConn, id: &str, head: &case::Head, at: DateTime<Utc>) -> Result<(), DbError> {
    // The way there is told by the log; what edits replaced is needed no longer.
    log::forget(conn, id)?;
    diesel::update(framework_versions::table.find(id))
        .set((
            framework_versions::state.eq(PUBLISHED),
            framework_versions::published_on.eq(head.version.published_on),
            framework_versions::document.eq(render(head)?),
            framework_versions::updated_at.eq(at.naive_utc()),
        ))
        .execute(conn)?;
    Ok(())
}

/// An item at its place in a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// Where it stands among all items; places need not follow on each other.
    pub place: u32,
    /// The item.
    pub kept: Kept,
}

/// What stood at a place before an edit; nothing where the edit put something new.
pub type Stood = (u32, Option<Kept>);

/// Writes what differs between the items before and after an edit, and says what stood there before.
pub fn apply(conn: &mut DbConn, draft: &Version, before: &[Placed], after: &[Placed]) -> Result<Vec<Stood>, DbError> {
    let by_place =
        |all: &'_ [Placed]| -> BTreeMap<u32, Kept> { all.iter().map(|one| (one.place, one.kept.clone())).collect() };
    let (old, new) = (by_place(before), by_place(after));
    let writing = case::Writing::new(&draft.head, "");
    let mut stood = Vec::new();
    // What goes or changes is taken out first: at no time do two rows have one key.
    for (place, kept) in old.iter().filter(|(place, kept)| new.get(place) != Some(kept)) {
        let row = framework_items::table.find((&draft.id, self::place(*place)));
        diesel::delete(row).execute(conn)?;
        stood.push((*place, Some(kept.clone())));
    }
    for (place, kept) in new.iter().filter(|(place, kept)| old.get(place) != Some(kept)) {
        add_item(conn, &draft.id, *place, &writing.identifier_of(kept), kept)?;
        if !old.contains_key(place) {
            stood.push((*place, None));
        }
    }
    Ok(stood)
}

/// Takes associations out of a draft.
pub fn drop_associations(conn: &mut DbConn, version: &str, gone: &[(u32, Members)]) -> Result<(), DbError> {
    for (position, _) in gone {
        diesel::delete(framework_associations::table.find((version, place(*position)))).execute(conn)?;
    }
    Ok(())
}

/// A draft was edited: its revision goes up, and whoever edited it is its author now.
pub fn move_on(conn: &mut DbConn, draft: &Version, author: &str, at: DateTime<Utc>) -> Result<(), DbError> {
    diesel::update(framework_versions::table.find(&draft.id))
        .set((
            framework_versions::revision.eq(draft.revision + 1),
            framework_versions::author_id.eq(author),
            framework_versions::updated_at.eq(at.naive_utc()),
        ))
        .execute(conn)?;
    Ok(())
}

/// Puts items and associations into an empty draft.
pub fn fill(
    conn: &mut DbConn,
    id: &str,
    head: &case::Head,
    items: &[Kept],
    associations: &[Members],
) -> Result<(), DbError> {
    let writing = case::Writing::new(head, "");
    for (position, kept) in (0..).zip(items) {
        add_item(conn, id, position, &writing.identifier_of(kept), kept)?;
    }
    for (position, association) in (0..).zip(associations) {
        add_association(conn, id, position, association)?;
    }
    Ok(())
}

/// Removes a draft with everything in it.
pub fn discard(conn: &mut DbConn, id: &str) -> Result<(), DbError> {
    log::forget(conn, id)?;
    diesel::delete(framework_items::table.filter(framework_items::version_id.eq(id))).execute(conn)?;
    diesel::delete(framework_associations::table.filter(framework_associations::version_id.eq(id))).execute(conn)?;
    diesel::delete(framework_versions::table.find(id)).execute(conn)?;
    Ok(())
}

/// The version of this label, draft or published.
pub fn labelled(conn: &mut DbConn, framework: &FrameworkId, label: &str) -> Result<Option<Version>, DbError> {
    let row: Option<Columns> = framework_versions::table
        .filter(framework_versions::framework_id.eq(framework.as_str()))
        .filter(framework_versions::label.eq(label))
        .select(COLUMNS)
        .first(conn)
        .optional()?;
    row.map(version).transpose()
}

/// The version with this id.
pub fn find(conn: &mut DbConn, id: &str) -> Result<Option<Version>, DbError> {
    let row: Option<Columns> = framework_versions::table.find(id).select(COLUMNS).first(conn).optional()?;
    row.map(version).transpose()
}

/// The newest published version of a framework: of two that count from the same day the one published
/// later, and of two published at one moment the one begun later. Labels are names and order nothing.
pub fn newest(conn: &mut DbConn, framework: &FrameworkId) -> Result<Option<Version>, DbError> {
    let row: Option<Columns> = framework_versions::table
        .filter(framework_versions::framework_id.eq(framework.as_str()))
        .filter(framework_versions::state.eq(PUBLISHED))
        .order((
            framework_versions::published_on.desc(),
            framework_versions::updated_at.desc(),
            framework_versions::id.desc(),
        ))
        .select(COLUMNS)
        .first(conn)
        .optional()?;
    row.map(version).transpose()
}

/// Every published version, oldest first; see [`newest`].
pub fn published(conn: &mut DbConn) -> Result<Vec<Version>, DbError> {
    let rows: Vec<Columns> = framework_versions::table
        .filter(framework_versions::state.eq(PUBLISHED))
        .order((framework_versions::published_on, framework_versions::updated_at, framework_versions::id))
        .select(COLUMNS)
        .load(conn)?;
    rows.into_iter().map(version).collect()
}

/// The drafts of a ministry, newest first.
pub fn drafts(conn: &mut DbConn, organisation: &str) -> Result<Vec<Version>, DbError> {
    let rows: Vec<Columns> = framework_versions::table
        .filter(framework_versions::state.eq(DRAFT))
        .filter(framework_versions::organisation_id.eq(organisation))
        .order(framework_versions::id.desc())
        .select(COLUMNS)
        .load(conn)?;
    rows.into_iter().map(version).collect()
}

/// The items of a version, parents before their children.
pub fn items(conn: &mut DbConn, version: &str) -> Result<Vec<Kept>, DbError> {
    let documents: Vec<String> = framework_items::table
        .filter(framework_items::version_id.eq(version))
        .order(framework_items::position)
        .select(framework_items::document)
        .load(conn)?;
    documents.iter().map(|document| parse(document)).collect()
}

/// The items of a version with their places, parents before their children.
pub fn placed(conn: &mut DbConn, version: &str) -> Result<Vec<Placed>, DbError> {
    let rows: Vec<(i32, String)> = framework_items::table
        .filter(framework_items::version_id.eq(version))
        .order(framework_items::position)
        .select((framework_items::position, framework_items::document))
        .load(conn)?;
    rows.iter().map(|(place, document)| Ok(Placed { place: number(*place), kept: parse(document)? })).collect()
}

/// How many items a version has.
pub fn count(conn: &mut DbConn, version: &str) -> Result<i64, DbError> {
    Ok(framework_items::table.filter(framework_items::version_id.eq(version)).count().get_result(conn)?)
}

/// The associations of a version that do not follow from its items.
pub fn associations(conn: &mut DbConn, version: &str) -> Result<Vec<Members>, DbError> {
    Ok(placed_associations(conn, version)?.into_iter().map(|(_, association)| association).collect())
}

/// The same with their places.
pub fn placed_associations(conn: &mut DbConn, version: &str) -> Result<Vec<(u32, Members)>, DbError> {
    let rows: Vec<(i32, String)> = framework_associations::table
        .filter(framework_associations::version_id.eq(version))
        .order(framework_associations::position)
        .select((framework_associations::position, framework_associations::document))
        .load(conn)?;
    rows.iter().map(|(place, document)| Ok((number(*place), parse(document)?))).collect()
}

/// A version with its items, without what was kept beside them.
pub fn package(conn: &mut DbConn, version: Version) -> Result<Package, DbError> {
    let items = items(conn, &version.id)?.into_iter().map(|kept| kept.item).collect();
    Ok(Package { framework: version.head.framework, version: version.head.version, items })
}

/// An item without what was kept beside it.
#[derive(Deserialize)]
struct OnlyItem {
    item: Item,
}

/// Every published version with its items, oldest first.
pub fn packages(conn: &mut DbConn) -> Result<Vec<Package>, DbError> {
    let versions = published(conn)?;
    let mut places = HashMap::new();
    let mut packages = Vec::with_capacity(versions.len());
    for (place, version) in versions.into_iter().enumerate() {
        places.insert(version.id, place);
        let case::Head { framework, version, .. } = version.head;
        packages.push(Package { framework, version, items: Vec::new() });
    }
    let rows: Vec<(String, String)> = framework_items::table
        .order((framework_items::version_id, framework_items::position))
        .select((framework_items::version_id, framework_items::document))
        .load(conn)?;
    for (version, document) in rows {
        if let Some(package) = places.get(&version).and_then(|place| packages.get_mut(*place)) {
            package.items.push(parse::<OnlyItem>(&document)?.item);
        }
    }
    Ok(packages)
}

/// Adds a published version; `false` when this label was there already.
pub fn add_package(conn: &mut DbConn, package: &Package, at: DateTime<Utc>) -> Result<bool, DbError> {
    if labelled(conn, &package.framework.id, &package.version.label)?.is_some() {
        return Ok(false);
    }
    let head = case::Head {
        framework: package.framework.clone(),
        version: package.version.clone(),
        document: Members::new(),
        others: Members::new(),
    };
    let new = NewVersion { head: &head, organisation_id: None, author_id: None, base_label: None, at };
    let id = begin(conn, &new)?;
    let items: Vec<Kept> = package.items.iter().cloned().map(Kept::from).collect();
    fill(conn, &id, &head, &items, &[])?;
    publish(conn, &id, &head, at)?;
    Ok(true)
}
