//! Signing keys: made on demand, sealed at rest, retired without losing what they signed, and
//! revoked from a moment on when somebody else may have them.

pub mod life;
pub mod record;
pub mod routes;
pub mod schedule;
mod store;

use std::sync::Arc;

use chrono::{DateTime, Utc};
use puente_credentials::did::{DidDocument, KeyState as Listed, OrganisationKey, organisation_document};
use puente_credentials::keys::{AnyKey, KeyError, Signer, SigningKey};
use puente_credentials::p256::{self, EcdsaSigner};
use puente_credentials::proof::ProofOptions;
use puente_wire::issuer_keys::{KeyKind, KeyState};
use zeroize::Zeroizing;

use self::store::{KeyRow, Place};
use super::{IssuerError, did_of};
use crate::accounts::organisations;
use crate::actor::Organisation;
use crate::app::App;
use crate::db::DbConn;
use crate::hardware::{Hardware, HardwareError};
use crate::secrets::{SecretError, Secrets};

/// An organisation's active key, open for signing.
#[derive(Debug, Clone)]
pub struct IssuingKey {
    /// Whose: the issuer's identity.
    pub did: String,
    /// `<did>#key-<number>`.
    pub verification_method: String,
    /// The key itself: in memory, or in a hardware module.
    pub key: Arc<dyn Signer>,
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

/// An organisation's active P-256 key, open for signing.
#[derive(Debug, Clone)]
pub struct EcdsaKey {
    /// `<did>#key-<number>`.
    pub verification_method: String,
    /// The key itself: in memory, or in a hardware module.
    pub key: Arc<dyn EcdsaSigner>,
}

/// The active key of an organisation; the first one is made when there is none. Call it inside a
/// write.
pub fn issuing_key(
    conn: &mut DbConn,
    app: &App,
    organisation: &Organisation,
    now: DateTime<Utc>,
) -> Result<IssuingKey, IssuerError> {
    let row = active(conn, app, organisation, KeyKind::Ed25519, now)?;
    let did = did_of(&app.config, &organisation.slug);
    let key: Arc<dyn Signer> = match &row.token_object {
        None => Arc::new(SigningKey::from_seed(&*open_seed(&app.secrets, &organisation.id, &row)?)),
        Some(name) => match AnyKey::from_multibase(&row.public_key)? {
            AnyKey::Ed25519(public) => Arc::new(hardware(app)?.key(name, public)?),
            AnyKey::P256(_) => return Err(KeyError::UnsupportedKind.into()),
        },
    };
    let verification_method = format!("{did}#{}", fragment(row.number));
    Ok(IssuingKey { did, verification_method, key })
}

/// The active P-256 key of an organisation, for suites that take one; made when there is none. Call
/// it inside a write.
pub fn ecdsa_key(
    conn: &mut DbConn,
    app: &App,
    organisation: &Organisation,
    now: DateTime<Utc>,
) -> Result<EcdsaKey, IssuerError> {
    let row = active(conn, app, organisation, KeyKind::P256, now)?;
    let key: Arc<dyn EcdsaSigner> = match &row.token_object {
        None => Arc::new(p256::SigningKey::from_seed(&*open_seed(&app.secrets, &organisation.id, &row)?)?),
        Some(name) => match AnyKey::from_multibase(&row.public_key)? {
            AnyKey::P256(public) => Arc::new(hardware(app)?.key(name, public)?),
            AnyKey::Ed25519(_) => return Err(KeyError::UnsupportedKind.into()),
        },
    };
    let verification_method = format!("{}#{}", did_of(&app.config, &organisation.slug), fragment(row.number));
    Ok(EcdsaKey { verification_method, key })
}

/// The row of the active key of a kind; the first one is made unless another node has just made it.
fn active(
    conn: &mut DbConn,
    app: &App,
    organisation: &Organisation,
    kind: KeyKind,
    now: DateTime<Utc>,
) -> Result<KeyRow, IssuerError> {
    let find = |conn: &mut DbConn| -> Result<Option<KeyRow>, IssuerError> {
        Ok(store::keys(conn, &organisation.id)?.into_iter().rfind(|row| row.signs(kind)))
    };
    if let Some(row) = find(conn)? {
        return Ok(row);
    }
    organisations::lock(conn, &organisation.id)?;
    if find(conn)?.is_none() {
        let number = make(conn, app, &organisation.id, kind, false, now)?;
        store::activate(conn, &organisation.id, number, now)?;
    }
    find(conn)?.ok_or(IssuerError::Db(crate::db::DbError::NotFound))
}

fn hardware(app: &App) -> Result<&Arc<Hardware>, IssuerError> {
    Ok(app.hardware.as_ref().ok_or(HardwareError::NotConfigured)?)
}

/// Makes a key, in the hardware security module or sealed here; its number.
fn make(
    conn: &mut DbConn,
    app: &App,
    organisation_id: &str,
    kind: KeyKind,
    in_token: bool,
    now: DateTime<Utc>,
) -> Result<i32, IssuerError> {
    let number = store::keys(conn, organisation_id)?.last().map_or(1, |row| row.number + 1);
    let purpose = purpose(organisation_id, number);
    if in_token {
        let (name, public_key) = hardware(app)?.generate(kind, &purpose)?;
        store::insert(conn, organisation_id, number, &public_key, &Place::Token(&name), now)?;
    } else {
        let (public_key, seed) = generate(kind)?;
        let sealed = app.secrets.seal(&purpose, seed.as_slice())?;
        store::insert(conn, organisation_id, number, &public_key, &Place::Sealed(&sealed), now)?;
    }
    Ok(number)
}

/// A new key: its public half, multibase, and its secret bytes.
fn generate(kind: KeyKind) -> Result<(String, Zeroizing<[u8; 32]>), IssuerError> {
    Ok(match kind {
        KeyKind::Ed25519 => {
            let key = SigningKey::generate()?;
            (key.public_key().to_multibase(), Zeroizing::new(key.seed()))
        }
        KeyKind::P256 => {
            let key = p256::SigningKey::generate()?;
            (key.public_key().to_multibase(), Zeroizing::new(key.seed()))
        }
    })
}

pub(super) fn document(conn: &mut DbConn, did: &str, organisation_id: &str) -> Result<DidDocument, IssuerError> {
    let mut keys: Vec<OrganisationKey<AnyKey>> = Vec::new();
    for row in store::keys(conn, organisation_id)? {
        let key = AnyKey::from_multibase(&row.public_key)?;
        let state = match (row.state(), row.compromised_at) {
            (_, Some(from)) => Listed::Revoked(from.and_utc()),
            (KeyState::Created, None) => Listed::Announced,
            (KeyState::Active, None) => Listed::Active,
            // One that never signed has nothing to stand for.
            (_, None) if row.activated_at.is_none() => continue,
            _ => Listed::Retired,
        };
        keys.push(OrganisationKey { fragment: fragment(row.number), key, state });
    }
    Ok(organisation_document(did, &keys))
}

fn fragment(number: i32) -> String {
    format!("key-{number}")
}

/// What a key's seed is sealed for.
pub(crate) fn purpose(organisation_id: &str, number: i32) -> String {
    format!("issuer-key:{organisation_id}:{number}")
}

fn open_seed(secrets: &Secrets, organisation_id: &str, row: &KeyRow) -> Result<Zeroizing<[u8; 32]>, IssuerError> {
    let seed = secrets.open(&purpose(organisation_id, row.number), &row.sealed_seed)?;
    let seed: [u8; 32] = seed.as_slice().try_into().map_err(|_| SecretError::Unopenable)?;
    Ok(Zeroizing::new(seed))
}
