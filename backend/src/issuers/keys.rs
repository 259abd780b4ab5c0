//! Signing keys: made on demand, sealed at rest, retired without losing what they signed.

use chrono::{DateTime, Utc};
use puente_credentials::did::{DidDocument, OrganisationKey, organisation_document};
use puente_credentials::keys::{AnyKey, Signer as _, SigningKey};
use puente_credentials::p256;
use puente_credentials::proof::ProofOptions;

use super::{IssuerError, did_of, store};
use crate::accounts::organisations;
use crate::actor::Organisation;
use crate::app::App;
use crate::db::{DbConn, DbError};
use crate::secrets::{SecretError, Secrets};

/// An organisation's current key, open for signing.
#[derive(Debug, Clone)]
pub struct IssuingKey {
    /// Whose: the issuer's identity.
    pub did: String,
    /// `<did>#key-<number>`.
    pub verification_method: String,
    /// The key itself.
    pub key: SigningKey,
}

impl IssuingKey {
    /// The key's name in tokens and key sets: `key-<number>`.
    pub fn kid(&self) -> &str {
        self.verification_method.rsplit_once('#').map_or("", |(_, fragment)| fragment)
    }

    /// What a proof with this key says.
    pub fn options(&self, created: DateTime<Utc>) -> ProofOptions {
        ProofOptions::asserting(&self.verification_method, created)
    }
}

/// The current key of an organisation; the first one is made when there is none. Call it inside a
/// write.
pub fn issuing_key(
    conn: &mut DbConn,
    app: &App,
    organisation: &Organisation,
    now: DateTime<Utc>,
) -> Result<IssuingKey, IssuerError> {
    let did = did_of(&app.config, &organisation.slug);
    let found = match current(conn, &app.secrets, &organisation.id)? {
        None => first(conn, &app.secrets, &organisation.id, now)?,
        Some(found) => found,
    };
    let (number, key) = found;
    Ok(IssuingKey { verification_method: format!("{did}#{}", fragment(number)), did, key })
}

/// Makes the first key, unless another node has just made it.
fn first(
    conn: &mut DbConn,
    secrets: &Secrets,
    organisation_id: &str,
    now: DateTime<Utc>,
) -> Result<(i32, SigningKey), IssuerError> {
    organisations::lock(conn, organisation_id)?;
    if let Some(found) = current(conn, secrets, organisation_id)? {
        return Ok(found);
    }
    make(conn, secrets, organisation_id, now)
}

/// Retires the current key and makes the next; what the old one signed still verifies.
pub fn retire_current_key(
    conn: &mut DbConn,
    secrets: &Secrets,
    organisation_id: &str,
    now: DateTime<Utc>,
) -> Result<(), IssuerError> {
    organisations::lock(conn, organisation_id)?;
    store::retire_keys(conn, organisation_id, now)?;
    make(conn, secrets, organisation_id, now).map(drop)
}

/// Takes a compromised key out of the document: nothing that it signed verifies any more.
pub fn withdraw_key(conn: &mut DbConn, organisation_id: &str, number: i32, now: DateTime<Utc>) -> Result<(), DbError> {
    store::mark_compromised(conn, organisation_id, number, now)
}

pub(super) fn document(conn: &mut DbConn, did: &str, organisation_id: &str) -> Result<DidDocument, IssuerError> {
    let mut keys: Vec<OrganisationKey<AnyKey>> = Vec::new();
    for row in store::keys(conn, organisation_id)? {
        if row.compromised_at.is_none() {
            keys.push(OrganisationKey {
                fragment: fragment(row.number),
                key: AnyKey::from_multibase(&row.public_key)?,
                current: row.retired_at.is_none(),
            });
        }
    }
    Ok(organisation_document(did, &keys))
}

fn fragment(number: i32) -> String {
    format!("key-{number}")
}

fn purpose(organisation_id: &str, number: i32) -> String {
    format!("issuer-key:{organisation_id}:{number}")
}

fn current(
    conn: &mut DbConn,
    secrets: &Secrets,
    organisation_id: &str,
) -> Result<Option<(i32, SigningKey)>, IssuerError> {
    let rows = store::keys(conn, organisation_id)?;
    let Some(row) = rows.into_iter().rfind(|row| row.is_current() && !is_p256(row)) else {
        return Ok(None);
    };
    let seed = open_seed(secrets, organisation_id, &row)?;
    Ok(Some((row.number, SigningKey::from_seed(&seed))))
}

/// By the beginning of its multibase name.
fn is_p256(row: &store::KeyRow) -> bool {
    row.public_key.starts_with("zDn")
}

fn open_seed(
    secrets: &Secrets,
    organisation_id: &str,
    row: &store::KeyRow,
) -> Result<zeroize::Zeroizing<[u8; 32]>, IssuerError> {
    let seed = secrets.open(&purpose(organisation_id, row.number), &row.sealed_seed)?;
    let seed: [u8; 32] = seed.as_slice().try_into().map_err(|_| SecretError::Unopenable)?;
    Ok(zeroize::Zeroizing::new(seed))
}

/// An organisation's current P-256 key, open for signing.
#[derive(Debug, Clone)]
pub struct EcdsaKey {
    /// `<did>#key-<number>`.
    pub verification_method: String,
    /// The key itself.
    pub key: p256::SigningKey,
}

/// The current P-256 key of an organisation, for suites that take one; made when there is none. Call
/// it inside a write.
pub fn ecdsa_key(
    conn: &mut DbConn,
    app: &App,
    organisation: &Organisation,
    now: DateTime<Utc>,
) -> Result<EcdsaKey, IssuerError> {
    organisations::lock(conn, &organisation.id)?;
    let named = |number: i32| format!("{}#{}", did_of(&app.config, &organisation.slug), fragment(number));
    let rows = store::keys(conn, &organisation.id)?;
    let next = rows.last().map_or(1, |row| row.number + 1);
    if let Some(row) = rows.into_iter().rfind(|row| row.is_current() && is_p256(row)) {
        let seed = open_seed(&app.secrets, &organisation.id, &row)?;
        return Ok(EcdsaKey { verification_method: named(row.number), key: p256::SigningKey::from_seed(&seed)? });
    }
    let key = p256::SigningKey::generate()?;
    keep(conn, &app.secrets, &organisation.id, next, &key.public_key().to_multibase(), &key.seed(), now)?;
    Ok(EcdsaKey { verification_method: named(next), key })
}

/// Seals a new key and stores it.
fn keep(
    conn: &mut DbConn,
    secrets: &Secrets,
    organisation_id: &str,
    number: i32,
    public_key: &str,
    seed: &[u8; 32],
    now: DateTime<Utc>,
) -> Result<(), IssuerError> {
    let sealed = secrets.seal(&purpose(organisation_id, number), seed)?;
    store::insert_key(conn, organisation_id, number, public_key, &sealed, now)?;
    Ok(())
}

fn make(
    conn: &mut DbConn,
    secrets: &Secrets,
    organisation_id: &str,
    now: DateTime<Utc>,
) -> Result<(i32, SigningKey), IssuerError> {
    let number = store::keys(conn, organisation_id)?.last().map_or(1, |row| row.number + 1);
    let key = SigningKey::generate()?;
    let seed = zeroize::Zeroizing::new(key.seed());
    keep(conn, secrets, organisation_id, number, &key.public_key().to_multibase(), &seed, now)?;
    Ok((number, key))
}
