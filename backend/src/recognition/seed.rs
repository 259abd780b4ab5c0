//! Bundled data, into the database.
//!
//! Facts (real standards, legal bases, agreements that sources speak of) belong to every registry;
//! what was made up for the demonstration is loaded with the demonstration only. A framework that
//! the demonstration adds to gets a version of its own, labelled `…-demo`.

use chrono::{DateTime, Utc};
use competency_frameworks::Package;
use crosswalks::{Agreement, CrosswalkVersion, Dated, Decision, Opening, bundled};
use diesel::prelude::*;
use puente_wire::workbench::{ActState, MappingState};
use serde::Serialize;

use super::store::{self, add_crosswalk_version, move_stamp, render};
use crate::acts::{self, ActKind, NewAct};
use crate::db::schema::{crosswalks as crosswalk_table, mappings, organisations};
use crate::db::{DbConn, DbError};
use crate::frameworks::store::add_package;
use crate::openings;

/// Who stands as author and publisher of bundled data.
const AUTHOR: &str = "Puente";

/// Loads what is not there yet. Run it as often as you like.
///
/// With `illustrative`, organisations of the demonstration must exist before: its crosswalks and
/// decisions belong to its ministries.
pub fn load(conn: &mut DbConn, now: DateTime<Utc>, illustrative: bool) -> Result<(), DbError> {
    let published = bundled::published(illustrative).map_err(|error| DbError::Damaged(error.to_string()))?;
    let mut changed = false;
    for package in published.packages {
        changed |= add_package(conn, &labelled(package), now)?;
    }
    for crosswalk in &published.crosswalks {
        changed |= add_crosswalk(conn, crosswalk, now)?;
    }
    for bloc in &published.blocs {
        changed |= add_shared(conn, ActKind::Bloc, bloc, now)?;
    }
    for basis in &published.legal_bases {
        changed |= add_shared(conn, ActKind::LegalBasis, basis, now)?;
    }
    for agreement in &published.agreements {
        changed |= add_agreement(conn, agreement, now)?;
    }
    for decision in &published.decisions {
        changed |= add_decision(conn, decision, now)?;
    }
    for opening in &published.openings {
        changed |= add_opening(conn, opening, now)?;
    }
    if changed || store::stamp(conn)?.is_empty() {
        move_stamp(conn)?;
    }
    Ok(())
}

fn labelled(mut package: Package) -> Package {
    if package.items.iter().any(|item| item.illustrative) {
        package.version.label.push_str("-demo");
    }
    package
}

fn organisation(conn: &mut DbConn, slug: &str) -> Result<Option<String>, DbError> {
    let found = organisations::table.filter(organisations::slug.eq(slug)).select(organisations::id);
    Ok(found.first(conn).optional()?)
}

/// The ministry that keeps a bundled crosswalk or agreement: the destination's.
fn ministry_of(framework: &str) -> &'static str {
    match framework.split('-').next() {
        Some("ec") => "mdt-ec",
        Some("co") => "mintrabajo-co",
        Some("mx") => "stps-mx",
        _ => "",
    }
}

fn add_crosswalk(conn: &mut DbConn, version: &CrosswalkVersion, now: DateTime<Utc>) -> Result<bool, DbError> {
    let crosswalk = &version.crosswalk;
    let known: Option<String> =
        crosswalk_table::table.find(&crosswalk.id).select(crosswalk_table::id).first(conn).optional()?;
    if known.is_some() {
        return Ok(false);
    }
    let keeper = organisation(conn, ministry_of(crosswalk.object_framework.as_str()))?;
    diesel::insert_into(crosswalk_table::table)
        .values((
            crosswalk_table::id.eq(&crosswalk.id),
            crosswalk_table::organisation_id.eq(keeper),
            crosswalk_table::subject_framework.eq(crosswalk.subject_framework.as_str()),
            crosswalk_table::object_framework.eq(crosswalk.object_framework.as_str()),
            crosswalk_table::illustrative.eq(crosswalk.illustrative),
            crosswalk_table::source.eq(&crosswalk.source),
            crosswalk_table::created_at.eq(now.naive_utc()),
        ))
        .execute(conn)?;
    for mapping in &version.mappings {
        diesel::insert_into(mappings::table)
            .values((
                mappings::id.eq(uuid::Uuid::now_v7().to_string()),
                mappings::crosswalk_id.eq(&crosswalk.id),
                mappings::document.eq(render(mapping)?),
                mappings::state.eq(MappingState::Agreed.as_str()),
                mappings::revision.eq(1),
                mappings::updated_at.eq(now.naive_utc()),
            ))
            .execute(conn)?;
    }
    add_crosswalk_version(conn, version, AUTHOR)?;
    Ok(true)
}

fn add_agreement(conn: &mut DbConn, agreement: &Agreement, now: DateTime<Utc>) -> Result<bool, DbError> {
    // Kept by the ministry of the last party: the one that decides in the demonstration.
    let country = agreement.parties.last().map(|party| party.country.as_str().to_lowercase()).unwrap_or_default();
    let keeper = organisation(conn, ministry_of(&country))?;
    let new = NewAct {
        kind: ActKind::Agreement,
        act: &agreement.id,
        version: agreement.version,
        organisation_id: keeper.as_deref(),
        document: render(agreement)?,
        author_id: None,
        author: AUTHOR,
        state: ActState::Published,
        published_on: Some(agreement.published_on),
    };
    acts::store::insert_if_new(conn, &new, now)
}

/// What all ministries keep together. What they wrote since stands.
fn add_shared<T: Dated + Serialize>(
    conn: &mut DbConn,
    kind: ActKind,
    document: &T,
    now: DateTime<Utc>,
) -> Result<bool, DbError> {
    let new = NewAct {
        kind,
        act: document.id(),
        version: document.version(),
        organisation_id: None,
        document: render(document)?,
        author_id: None,
        author: AUTHOR,
        state: ActState::Published,
        published_on: Some(document.published_on()),
    };
    acts::store::insert_if_new(conn, &new, now)
}

/// Bundled openings belong to the body of the same name, where it has an account here.
fn add_opening(conn: &mut DbConn, opening: &Opening, now: DateTime<Utc>) -> Result<bool, DbError> {
    if openings::store::is_known(conn, &opening.id)? {
        return Ok(false);
    }
    let body = organisation(conn, &opening.body.to_lowercase())?;
    openings::store::insert(conn, opening, body.as_deref(), now)?;
    Ok(true)
}

fn add_decision(conn: &mut DbConn, decision: &Decision, now: DateTime<Utc>) -> Result<bool, DbError> {
    let keeper = organisation(conn, &decision.authority)?;
    let new = NewAct {
        kind: ActKind::Decision,
        act: &decision.id,
        version: decision.version,
        organisation_id: keeper.as_deref(),
        document: render(decision)?,
        author_id: None,
        author: AUTHOR,
        state: ActState::Published,
        published_on: Some(decision.published_on),
    };
    acts::store::insert_if_new(conn, &new, now)
}
