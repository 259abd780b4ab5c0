//! Reading everything published; the stamp that says whether it moved.

use chrono::NaiveDate;
use competency_frameworks::{FrameworkId, Package};
use crosswalks::{
    Agreement, Authority, Bloc, Contact, CrosswalkVersion, Decision, Issuer, LegalBasis, Published, bundled,
};
use diesel::prelude::*;
use puente_wire::session::OrganisationKind;
use puente_wire::workbench::ActState;
use serde::de::DeserializeOwned;

use crate::acts::ActKind;
use crate::config::Config;
use crate::db::schema::{acts, crosswalk_versions, organisations};
use crate::db::{DbConn, DbError};
use crate::frameworks;
use crate::issuers::{address_of, did_of};
use crate::openings;
use crate::settings;

/// Set anew by every publication.
const STAMP: &str = "published-stamp";

/// The stamp; empty when nothing was published yet.
pub fn stamp(conn: &mut DbConn) -> Result<String, DbError> {
    Ok(settings::get(conn, STAMP)?.unwrap_or_default())
}

/// Says that something was published. Call it inside the write that publishes.
pub fn move_stamp(conn: &mut DbConn) -> Result<(), DbError> {
    settings::set(conn, STAMP, &uuid::Uuid::now_v7().to_string())
}

/// Everything published.
pub(super) fn published(conn: &mut DbConn, config: &Config) -> Result<Published, DbError> {
    let facts = bundled::published(false).map_err(|error| DbError::Damaged(error.to_string()))?;
    let mut authorities = facts.authorities;
    add_ministries(conn, &mut authorities)?;
    Ok(Published {
        packages: frameworks::store::packages(conn)?,
        crosswalks: crosswalk_documents(conn)?,
        agreements: acts_of::<Agreement>(conn, ActKind::Agreement)?,
        decisions: acts_of::<Decision>(conn, ActKind::Decision)?,
        blocs: acts_of::<Bloc>(conn, ActKind::Bloc)?,
        legal_bases: acts_of::<LegalBasis>(conn, ActKind::LegalBasis)?,
        authorities,
        issuers: issuers(conn, config)?,
        openings: openings::store::all(conn)?,
    })
}

/// Every organisation, by whatever its certificates call it: only some may issue what, and when, but
/// names are no permission.
fn issuers(conn: &mut DbConn, config: &Config) -> Result<Vec<Issuer>, DbError> {
    let rows: Vec<(String, String)> = organisations::table
        .order(organisations::slug)
        .select((organisations::slug, organisations::name))
        .load(conn)?;
    let issuer = |(id, name): (String, String)| {
        let also = vec![did_of(config, &id), address_of(config, &id)];
        Issuer { id, also, name }
    };
    Ok(rows.into_iter().map(issuer).collect())
}

fn crosswalk_documents(conn: &mut DbConn) -> Result<Vec<CrosswalkVersion>, DbError> {
    let documents: Vec<String> = crosswalk_versions::table.select(crosswalk_versions::document).load(conn)?;
    parse_all(&documents)
}

/// The newest published version of a framework.
pub fn newest_package(conn: &mut DbConn, framework: &FrameworkId) -> Result<Option<Package>, DbError> {
    let newest = frameworks::store::newest(conn, framework)?;
    newest.map(|version| frameworks::store::package(conn, version)).transpose()
}

fn acts_of<T: DeserializeOwned>(conn: &mut DbConn, kind: ActKind) -> Result<Vec<T>, DbError> {
    let documents: Vec<String> = acts::table
        .filter(acts::kind.eq(kind.as_str()))
        .filter(acts::state.eq(ActState::Published.as_str()))
        .order((acts::act, acts::version))
        .select(acts::document)
        .load(conn)?;
    parse_all(&documents)
}

fn parse_all<T: DeserializeOwned>(documents: &[String]) -> Result<Vec<T>, DbError> {
    documents.iter().map(|document| parse(document)).collect()
}

/// A stored document.
pub fn parse<T: DeserializeOwned>(document: &str) -> Result<T, DbError> {
    serde_json::from_str(document).map_err(|error| DbError::Damaged(error.to_string()))
}

/// A document to store.
pub fn render(document: &impl serde::Serialize) -> Result<String, DbError> {
    serde_json::to_string(document).map_err(|error| DbError::Damaged(error.to_string()))
}

/// A ministry of this registry is an authority of its country, also when no bundled file names it.
fn add_ministries(conn: &mut DbConn, authorities: &mut Vec<Authority>) -> Result<(), DbError> {
    let rows: Vec<(String, String, String, String, String)> = organisations::table
        .filter(organisations::kind.eq(OrganisationKind::Ministry.as_str()))
        .order(organisations::slug)
        .select((
            organisations::slug,
            organisations::name,
            organisations::country,
            organisations::contact,
            organisations::website,
        ))
        .load(conn)?;
    for (slug, name, country, contact, website) in rows {
        if authorities.iter().any(|known| known.id == slug) {
            continue;
        }
        let filled = |text: String| (!text.trim().is_empty()).then_some(text);
        let country = country.parse().map_err(|_| DbError::Damaged(format!("organisation {slug}: country")))?;
        let (url, contact) = (filled(website), filled(contact));
        let (email, phone) = match contact {
            Some(text) if text.contains('@') => (Some(text), None),
            other => (None, other),
        };
        authorities.push(Authority {
            contact: Contact { name: name.clone(), url, email, phone, address: None },
            id: slug,
            country,
            name,
            source: "this registry".to_owned(),
        });
    }
    Ok(())
}

/// Adds a published crosswalk version.
pub(crate) fn add_crosswalk_version(
    conn: &mut DbConn,
    version: &CrosswalkVersion,
    published_by: &str,
) -> Result<(), DbError> {
    let number = |count: u32| i32::try_from(count).unwrap_or(i32::MAX);
    let rows = u32::try_from(version.mappings.len()).unwrap_or(u32::MAX);
    let day: NaiveDate = version.published_on;
    diesel::insert_into(crosswalk_versions::table)
        .values((
            crosswalk_versions::crosswalk_id.eq(&version.crosswalk.id),
            crosswalk_versions::version.eq(number(version.version)),
            crosswalk_versions::published_on.eq(day),
            crosswalk_versions::published_by.eq(published_by),
            crosswalk_versions::row_count.eq(number(rows)),
            crosswalk_versions::document.eq(render(version)?),
        ))
        .execute(conn)?;
    Ok(())
}
