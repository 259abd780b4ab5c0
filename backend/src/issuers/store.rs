//! Tables of issuers and accreditations.

use chrono::{DateTime, NaiveDate, Utc};
use competency_frameworks::Sector;
use diesel::prelude::*;
use puente_wire::issuers::{Accreditation, Contact, Issuer};

use super::{NewAccreditation, did_of};
use crate::config::Config;
use crate::db::schema::{accreditations, organisations};
use crate::db::{DbConn, DbError};
use crate::recognition::store::{parse, render};

pub(super) fn insert_accreditation(
    conn: &mut DbConn,
    organisation_id: &str,
    new: &NewAccreditation<'_>,
    now: DateTime<Utc>,
) -> Result<String, DbError> {
    let id = uuid::Uuid::now_v7().to_string();
    let (sector, standards) = new.sector.as_ref().map_or((None, &[][..]), |(sector, codes)| (Some(*sector), codes));
    diesel::insert_into(accreditations::table)
        .values((
            accreditations::id.eq(&id),
            accreditations::organisation_id.eq(organisation_id),
            accreditations::framework.eq(new.framework),
            accreditations::standard.eq(new.standard),
            accreditations::sector.eq(sector.map(Sector::as_str)),
            accreditations::sector_standards.eq(render(&standards)?),
            accreditations::centre.eq(new.centre),
            accreditations::valid_from.eq(new.from),
            accreditations::valid_until.eq(new.until),
            accreditations::act.eq(new.act),
            accreditations::act_url.eq(new.act_url),
            accreditations::illustrative.eq(new.illustrative),
            accreditations::created_at.eq(now.naive_utc()),
        ))
        .execute(conn)?;
    Ok(id)
}

type OrganisationRow = (String, String, String, String, String, String, String);
type Scope = (String, Option<String>, Option<String>, String, Option<String>);
type AccreditationRow = (String, String, Scope, NaiveDate, Option<NaiveDate>, String, Option<String>, bool);

/// Organisations with their accreditations, by slug; one or all.
pub(super) fn issuers(conn: &mut DbConn, config: &Config, slug: Option<&str>) -> Result<Vec<Issuer>, DbError> {
    let mut wanted = organisations::table
        .order(organisations::slug)
        .select((
            organisations::id,
            organisations::slug,
            organisations::name,
            organisations::country,
            organisations::kind,
            organisations::contact,
            organisations::website,
        ))
        .into_boxed();
    if let Some(slug) = slug {
        wanted = wanted.filter(organisations::slug.eq(slug.to_owned()));
    }
    let rows: Vec<OrganisationRow> = wanted.load(conn)?;
    let mut accreditations = recorded(conn, rows.iter().map(|row| row.0.clone()).collect())?;
    rows.into_iter()
        .map(|row| {
            let own = accreditations.extract_if(.., |(owner, ..)| *owner == row.0).map(|(_, _, found)| found);
            let own = own.collect();
            issuer(config, row, own)
        })
        .collect()
}

/// The accreditations of these organisations: owner, id, and what it says; by framework and first day.
pub(super) fn recorded(
    conn: &mut DbConn,
    owners: Vec<String>,
) -> Result<Vec<(String, String, Accreditation)>, DbError> {
    let rows: Vec<AccreditationRow> = accreditations::table
        .filter(accreditations::organisation_id.eq_any(owners))
        .order((accreditations::framework, accreditations::valid_from, accreditations::id))
        .select((
            accreditations::organisation_id,
            accreditations::id,
            (
                accreditations::framework,
                accreditations::standard,
                accreditations::sector,
                accreditations::sector_standards,
                accreditations::centre,
            ),
            accreditations::valid_from,
            accreditations::valid_until,
            accreditations::act,
            accreditations::act_url,
            accreditations::illustrative,
        ))
        .load(conn)?;
    rows.into_iter().map(accreditation).collect()
}

fn accreditation(row: AccreditationRow) -> Result<(String, String, Accreditation), DbError> {
    let (owner, id, scope, from, until, act, act_url, illustrative) = row;
    let (framework, standard, sector, sector_standards, centre) = scope;
    let damaged = |name: String| DbError::Damaged(format!("accreditation {id}: sector {name}"));
    let sector = sector.map(|name| name.parse().map_err(|()| damaged(name))).transpose()?;
    let sector_standards = parse(&sector_standards)?;
    let found = Accreditation {
        framework,
        standard,
        sector,
        sector_standards,
        centre,
        from,
        until,
        act,
        act_url,
        illustrative,
    };
    Ok((owner, id, found))
}

fn issuer(config: &Config, row: OrganisationRow, accreditations: Vec<Accreditation>) -> Result<Issuer, DbError> {
    let (_, slug, name, country, kind, contact, website) = row;
    let kind = kind.parse().map_err(|()| DbError::Damaged(format!("organisation {slug}: kind {kind}")))?;
    let filled = |text: String| Some(text).filter(|text| !text.is_empty());
    let (email, phone) = if contact.contains('@') { (filled(contact), None) } else { (None, filled(contact)) };
    Ok(Issuer {
        did: did_of(config, &slug),
        short_name: None,
        illustrative: accreditations.iter().any(|accreditation| accreditation.illustrative),
        contact: Contact { website: filled(website), email, phone },
        slug,
        name,
        kind,
        country,
        accreditations,
    })
}
