//! What files are made from and go to.

use std::collections::HashSet;

use ::crosswalks::sssom::MappingSet;
use ::crosswalks::{CrosswalkVersion, Mapping};
use diesel::prelude::*;
use puente_wire::session::OrganisationKind;
use puente_wire::workbench::MappingState;

use super::number;
use crate::db::schema::{crosswalk_version_heads, crosswalk_versions, crosswalks, mappings, organisations};
use crate::db::{DbConn, DbError};
use crate::recognition::store::{parse, render};

/// Rows that are read at a time.
const AT_A_TIME: i64 = 5_000;

/// What a function makes of each row that was not taken back, a few in memory at a time.
pub(in crate::crosswalks) fn each_mapping(
    conn: &mut DbConn,
    crosswalk: &str,
    make: impl Fn(&Mapping) -> [u64; 2],
) -> Result<HashSet<u64>, DbError> {
    let mut made = HashSet::new();
    let mut after = String::new();
    loop {
        let page: Vec<(String, String)> = mappings::table
            .filter(mappings::crosswalk_id.eq(crosswalk))
            .filter(mappings::state.ne(MappingState::Withdrawn.as_str()))
            .filter(mappings::id.gt(&after))
            .order(mappings::id)
            .limit(AT_A_TIME)
            .select((mappings::id, mappings::document))
            .load(conn)?;
        let Some((last, _)) = page.last() else { return Ok(made) };
        after.clone_from(last);
        for (_, document) in &page {
            made.extend(make(&parse(document)?));
        }
    }
}

/// Keeps what imported files said of the set as a whole: the head of the next version.
pub(in crate::crosswalks) fn keep_set(conn: &mut DbConn, crosswalk: &str, set: &MappingSet) -> Result<(), DbError> {
    diesel::update(crosswalks::table.find(crosswalk)).set(crosswalks::sssom.eq(render(set)?)).execute(conn)?;
    Ok(())
}

/// The head of the next version.
pub(in crate::crosswalks) fn kept_set(conn: &mut DbConn, crosswalk: &str) -> Result<Option<MappingSet>, DbError> {
    let kept: Option<Option<String>> =
        crosswalks::table.find(crosswalk).select(crosswalks::sssom).first(conn).optional()?;
    kept.flatten().map(|text| parse(&text)).transpose()
}

/// Freezes the head of a version, with its publication.
pub(in crate::crosswalks) fn freeze_head(
    conn: &mut DbConn,
    (crosswalk, version): (&str, u32),
    head: &MappingSet,
) -> Result<(), DbError> {
    diesel::insert_into(crosswalk_version_heads::table)
        .values((
            crosswalk_version_heads::crosswalk_id.eq(crosswalk),
            crosswalk_version_heads::version.eq(number(version)),
            crosswalk_version_heads::sssom.eq(render(head)?),
        ))
        .execute(conn)?;
    Ok(())
}

/// The head of a published version; none when no file had said anything.
pub(in crate::crosswalks) fn frozen_head(
    conn: &mut DbConn,
    (crosswalk, version): (&str, u32),
) -> Result<Option<MappingSet>, DbError> {
    let kept: Option<String> = crosswalk_version_heads::table
        .find((crosswalk, number(version)))
        .select(crosswalk_version_heads::sssom)
        .first(conn)
        .optional()?;
    kept.map(|text| parse(&text)).transpose()
}

/// A published version: the newest, or the one of this number.
pub(in crate::crosswalks) fn published(
    conn: &mut DbConn,
    crosswalk: &str,
    version: Option<u32>,
) -> Result<Option<CrosswalkVersion>, DbError> {
    let mut query = crosswalk_versions::table
        .filter(crosswalk_versions::crosswalk_id.eq(crosswalk.to_owned()))
        .order(crosswalk_versions::version.desc())
        .select(crosswalk_versions::document)
        .into_boxed();
    if let Some(number) = version {
        query = query.filter(crosswalk_versions::version.eq(i32::try_from(number).unwrap_or(i32::MAX)));
    }
    let document: Option<String> = query.first(conn).optional()?;
    document.map(|document| parse(&document)).transpose()
}

/// The id of a ministry.
pub(in crate::crosswalks) fn ministry(conn: &mut DbConn, slug: &str) -> Result<Option<String>, DbError> {
    let found = organisations::table
        .filter(organisations::slug.eq(slug))
        .filter(organisations::kind.eq(OrganisationKind::Ministry.as_str()))
        .select(organisations::id);
    Ok(found.first(conn).optional()?)
}
