//! The signed credential of a certificate, for the wallet that claims it.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use puente_credentials::achievement::Certificate;
use puente_credentials::issue::issue;
use puente_credentials::keys::{AnyKey, SignError};
use puente_credentials::sd_jwt::SdJwtCertificate;
use puente_wire::assessments::AssessedStandard;
use puente_wire::verification::{CertificateFacts, StandardFacts, UnitVerdict};
use serde_json::Value;

use super::Error;
use crate::accounts::organisations;
use crate::actor::Organisation;
use crate::app::App;
use crate::assessments::store::from_json;
use crate::db::schema::{candidates, certificates, organisations as organisation_rows};
use crate::db::{DbConn, DbError};
use crate::issuers::{self, IssuingKey, issuing_key};
use crate::sd_jwt_vc;
use crate::secrets::random;
use crate::status::{self, Slot};

/// Everything that a signature needs, read before signing.
#[derive(Clone)]
pub(crate) struct Unsigned {
    organisation: Organisation,
    key: IssuingKey,
    slot: Slot,
    facts: CertificateFacts,
    origin: String,
    /// The issuer's address and the type, as an SD-JWT names them.
    issuer: String,
    vct: String,
}

impl Unsigned {
    /// The same for another key.
    pub(crate) fn for_holder(&self, holder: String) -> Self {
        let mut other = self.clone();
        other.facts.holder_did = Some(holder);
        other
    }
}

/// Reads what is to be signed. Inside a write, because the body's first key is made on demand.
pub(crate) fn prepare(
    conn: &mut DbConn,
    app: &App,
    certificate_id: &str,
    holder: &str,
    now: DateTime<Utc>,
) -> Result<Unsigned, Error> {
    let row = row(conn, certificate_id)?;
    let organisation = organisations::by_slug(conn, &row.slug)?;
    let key = issuing_key(conn, app, &organisation, now)?;
    let slot = status::store::slot_of(conn, certificate_id)?.ok_or(DbError::NotFound)?;
    let mut facts = facts(certificate_id, holder, &key.did, &organisation.country, row)?;
    facts.birth_date = birth_date(conn, certificate_id)?;
    let issuer = issuers::address_of(&app.config, &organisation.slug);
    let (origin, vct) = (app.config.origin.clone(), sd_jwt_vc::vct(&app.config));
    Ok(Unsigned { organisation, key, slot, facts, origin, issuer, vct })
}

/// Signs it; takes processor time, and no database.
pub(crate) fn sign(unsigned: &Unsigned, now: DateTime<Utc>) -> Result<Value, Error> {
    let Unsigned { organisation, key, slot, facts, origin, .. } = unsigned;
    let entries = slot.entries(origin, &organisation.slug);
    let credential = Certificate { facts, issuer_name: &organisation.name, status: &entries }.to_json();
    issue(credential, &key.options(now), &key.key).map_err(|error| Error::Signing(error.to_string()))
}

/// Signs it as SD-JWT VC for a key.
pub(crate) fn sign_sd_jwt(unsigned: &Unsigned, holder: AnyKey) -> Result<Value, Error> {
    let status = unsigned.slot.token_entry(&unsigned.origin, &unsigned.organisation.slug);
    let certificate = SdJwtCertificate {
        facts: &unsigned.facts,
        issuer: &unsigned.issuer,
        vct: &unsigned.vct,
        status: Some(&status),
        holder,
    };
    let mut salts = || random::<16>().map_err(|error| SignError(error.to_string()));
    let key = &unsigned.key;
    let text = certificate.issue(key.kid(), &key.key, &mut salts).map_err(|error| Error::Signing(error.to_string()))?;
    Ok(Value::String(text))
}

/// Only an SD-JWT says it, where it can be kept back.
fn birth_date(conn: &mut DbConn, certificate_id: &str) -> Result<Option<NaiveDate>, DbError> {
    Ok(certificates::table
        .inner_join(candidates::table.on(candidates::id.eq(certificates::candidate_id)))
        .filter(certificates::id.eq(certificate_id))
        .select(candidates::birth_date)
        .first(conn)
        .optional()?)
}

#[derive(Queryable)]
struct Row {
    slug: String,
    number: String,
    holder_name: String,
    standard: String,
    units: String,
    verdict_words: String,
    issued_on: NaiveDate,
    valid_until: Option<NaiveDate>,
}

fn row(conn: &mut DbConn, certificate_id: &str) -> Result<Row, DbError> {
    Ok(certificates::table
        .inner_join(organisation_rows::table.on(organisation_rows::id.eq(certificates::organisation_id)))
        .filter(certificates::id.eq(certificate_id))
        .select((
            organisation_rows::slug,
            certificates::number,
            certificates::holder_name,
            certificates::standard,
            certificates::units,
            certificates::verdict_words,
            certificates::issued_on,
            certificates::valid_until,
        ))
        .first(conn)?)
}

fn facts(
    certificate_id: &str,
    holder: &str,
    issuer_did: &str,
    issuer_country: &str,
    row: Row,
) -> Result<CertificateFacts, DbError> {
    let standard: AssessedStandard = from_json(&row.standard)?;
    let units: Vec<UnitVerdict> = from_json(&row.units)?;
    Ok(CertificateFacts {
        id: Some(format!("urn:uuid:{certificate_id}")),
        number: Some(row.number),
        issuer_did: issuer_did.to_owned(),
        holder_name: Some(row.holder_name),
        birth_date: None,
        holder_did: Some(holder.to_owned()),
        title: standard.title.official_text().to_owned(),
        standard: Some(standard_facts(standard, issuer_country)),
        verdict_words: Some(row.verdict_words),
        units,
        issued_on: row.issued_on,
        valid_until: row.valid_until,
    })
}

fn standard_facts(standard: AssessedStandard, issuer_country: &str) -> StandardFacts {
    // A standard that its body gave no code is named by its key.
    let code = if standard.code.is_empty() { standard.key.as_str().to_owned() } else { standard.code };
    StandardFacts {
        framework: standard.framework.as_str().to_owned(),
        framework_name: Some(standard.framework_title.official_text().to_owned()),
        code,
        version: standard.version,
        title: standard.title.official_text().to_owned(),
        country: standard.country.map_or_else(|| issuer_country.to_owned(), |country| country.as_str().to_owned()),
        level: standard.level,
        isco08: standard.isco08,
    }
}
