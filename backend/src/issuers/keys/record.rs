//! What was signed, and when. A stolen key can sign with any date; only this record tells what the
//! registry itself had signed before. It holds hashes, and is asked only once a key was revoked.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use puente_credentials::imprint::imprint_of;
use puente_wire::issuer_keys::SignedQuery;
use serde_json::Value;

use super::store;
use crate::config::Config;
use crate::db::{DbConn, DbError};
use crate::issuers::{IssuerError, find_organisation, slug_in};

/// Notes a certificate that was signed.
pub fn note_signed(
    conn: &mut DbConn,
    organisation_id: &str,
    certificate: &Value,
    signed_at: DateTime<Utc>,
) -> Result<(), DbError> {
    let imprint = imprint_of(certificate).ok_or_else(|| DbError::Damaged("a certificate without a proof".into()))?;
    store::insert_imprints(conn, organisation_id, vec![imprint], signed_at)
}

/// Notes certificates by their imprints, which are signed at this moment or right after it.
pub fn note_imprints(
    conn: &mut DbConn,
    organisation_id: &str,
    imprints: Vec<String>,
    signed_at: DateTime<Utc>,
) -> Result<(), DbError> {
    store::insert_imprints(conn, organisation_id, imprints, signed_at)
}

/// When an organisation signed the certificate with this imprint. Answered only while one of its
/// keys is marked as compromised: otherwise there is nothing to ask.
pub fn signed_at(
    conn: &mut DbConn,
    config: &Config,
    asked: &SignedQuery,
) -> Result<Option<DateTime<Utc>>, IssuerError> {
    let slug = slug_in(config, &asked.did).ok_or(IssuerError::Unknown)?;
    let organisation = find_organisation(conn, slug)?;
    if store::keys(conn, &organisation.id)?.iter().all(|row| row.compromised_at.is_none()) {
        return Err(IssuerError::Unknown);
    }
    Ok(store::signed_at(conn, &organisation.id, &asked.imprint)?)
}

/// What an organisation signed before the last of its keys was compromised: when, by imprint. For
/// verifiers without a network; empty while no key is compromised.
pub fn signed_before_compromise(conn: &mut DbConn, slug: &str) -> Result<BTreeMap<String, DateTime<Utc>>, IssuerError> {
    let organisation = find_organisation(conn, slug)?;
    let last = store::keys(conn, &organisation.id)?.into_iter().filter_map(|row| row.compromised_at).max();
    let Some(last) = last else { return Ok(BTreeMap::new()) };
    let found = store::signed_before(conn, &organisation.id, last)?;
    // The newest first, so that the first signature of a certificate stays.
    Ok(found.into_iter().map(|(imprint, at)| (imprint, at.and_utc())).collect())
}
