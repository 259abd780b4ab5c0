//! What this registry has published, as a provider of 1EdTech CASE 1.1: other systems read its
//! frameworks without knowing anything of ours. Without log-in.

mod query;
pub mod routes;

use competency_frameworks::formats::case::Writing;
use competency_frameworks::formats::{Kept, Members};
use diesel::prelude::*;
use serde_json::Value;

use crate::db::schema::{framework_associations, framework_items, framework_versions};
use crate::db::{DbConn, DbError};
use crate::frameworks::store::{self, PUBLISHED, Version};
use crate::recognition::store::parse;

/// Every published version as a `CFDocument`, newest first. Of several versions with one identifier,
/// which imported packages may have, the newest counts.
fn documents(conn: &mut DbConn, base: &str) -> Result<Vec<Members>, DbError> {
    let mut seen = Vec::new();
    let mut documents = Vec::new();
    for version in newest_first(conn)? {
        let writing = Writing::new(&version.head, base);
        if !seen.iter().any(|known| known == writing.identifier()) {
            seen.push(writing.identifier().to_owned());
            documents.push(writing.document());
        }
    }
    Ok(documents)
}

fn newest_first(conn: &mut DbConn) -> Result<Vec<Version>, DbError> {
    let mut versions = store::published(conn)?;
    versions.reverse();
    Ok(versions)
}

/// The version whose document has this identifier.
fn version(conn: &mut DbConn, identifier: &str) -> Result<Option<Version>, DbError> {
    let versions = newest_first(conn)?.into_iter();
    Ok(versions.into_iter().find(|version| Writing::new(&version.head, "").identifier() == identifier))
}

/// The version and the item with this identifier, as the newest version has it.
fn item(conn: &mut DbConn, identifier: &str) -> Result<Option<(Version, Kept)>, DbError> {
    let found: Option<(String, String)> = framework_items::table
        .inner_join(framework_versions::table.on(framework_versions::id.eq(framework_items::version_id)))
        .filter(framework_items::identifier.eq(identifier))
        .filter(framework_versions::state.eq(PUBLISHED))
        .order((
            framework_versions::published_on.desc(),
            framework_versions::updated_at.desc(),
            framework_versions::id.desc(),
        ))
        .select((framework_items::version_id, framework_items::document))
        .first(conn)
        .optional()?;
    match found {
        Some((version, document)) => {
            let version = store::find(conn, &version)?.ok_or(DbError::NotFound)?;
            Ok(Some((version, parse(&document)?)))
        }
        None => item_of_an_earlier_release(conn, identifier),
    }
}

/// Items stored before identifiers were kept beside them.
fn item_of_an_earlier_release(conn: &mut DbConn, identifier: &str) -> Result<Option<(Version, Kept)>, DbError> {
    let rows: Vec<(String, String)> = framework_items::table
        .filter(framework_items::identifier.is_null())
        .select((framework_items::version_id, framework_items::document))
        .load(conn)?;
    if rows.is_empty() {
        return Ok(None);
    }
    for version in newest_first(conn)? {
        let writing = Writing::new(&version.head, "");
        for (_, document) in rows.iter().filter(|(id, _)| *id == version.id) {
            let kept: Kept = parse(document)?;
            if writing.identifier_of(&kept) == identifier {
                return Ok(Some((version, kept)));
            }
        }
    }
    Ok(None)
}

/// All associations of a version: those that were given and those that follow from its items.
fn associations(conn: &mut DbConn, version: &Version, base: &str) -> Result<Vec<Members>, DbError> {
    let given = store::associations(conn, &version.id)?;
    let items = store::items(conn, &version.id)?;
    let derived = Writing::new(&version.head, base).associations(&items, &given);
    Ok(given.into_iter().chain(derived).collect())
}

/// The association with this identifier.
fn association(conn: &mut DbConn, identifier: &str, base: &str) -> Result<Option<Members>, DbError> {
    let given: Option<String> = framework_associations::table
        .inner_join(framework_versions::table.on(framework_versions::id.eq(framework_associations::version_id)))
        .filter(framework_associations::identifier.eq(identifier))
        .filter(framework_versions::state.eq(PUBLISHED))
        .order((
            framework_versions::published_on.desc(),
            framework_versions::updated_at.desc(),
            framework_versions::id.desc(),
        ))
        .select(framework_associations::document)
        .first(conn)
        .optional()?;
    if let Some(document) = given {
        return parse(&document).map(Some);
    }
    let is_it = |one: &Members| one.get("identifier").and_then(Value::as_str) == Some(identifier);
    for version in newest_first(conn)? {
        let found = associations(conn, &version, base)?.into_iter().find(is_it);
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

/// A definition (item type, subject, licence, …) or rubric with this identifier.
fn definition(conn: &mut DbConn, class: &str, identifier: &str) -> Result<Option<Value>, DbError> {
    let is_it = |one: &&Value| one.get("identifier").and_then(Value::as_str) == Some(identifier);
    Ok(newest_first(conn)?.into_iter().find_map(|version| {
        let others = &version.head.others;
        let list = others.get(class).or_else(|| others.get("CFDefinitions")?.get(class))?;
        list.as_array()?.iter().find(is_it).cloned()
    }))
}
