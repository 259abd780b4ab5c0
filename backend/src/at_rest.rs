//! What is sealed in the database, all of it in one place: under which master key, and how it comes
//! under another.
//!
//! Every sealed value begins with the short name of its master key, and the database says which one
//! is in force. A process with another key refuses to start. Changing the key seals everything anew
//! in one transaction: it is done whole or not at all.

use diesel::prelude::*;
use serde_json::json;

use chrono::{DateTime, Utc};

use crate::accounts::second_factor;
use crate::actor::Actor;
use crate::audit::{self, Event};
use crate::db::schema::{idempotency_keys, issuer_keys, offers, presentation_requests, promised_offers, users};
use crate::db::{DbConn, DbError};
use crate::issuers::keys::purpose as issuer_key_purpose;
use crate::offers::sealing as offer_purpose;
use crate::openid4vp::answer_purpose;
use crate::secrets::{SecretError, Secrets};
use crate::settings;

/// Which master key the database is sealed under: its short name.
const MASTER_KEY: &str = "master-key";
/// What keyed hashes are derived from since the master key was first changed, sealed.
const HASH_ROOT: &str = "hash-root";

/// The master key does not fit the database, or could not be changed.
#[derive(Debug, thiserror::Error)]
pub enum AtRestError {
    /// The database is sealed under another key.
    #[error("the database is sealed under the master key {in_force}; the one given is {given}")]
    OtherKey {
        /// The short name of the right one.
        in_force: String,
        /// That of the one given.
        given: String,
    },
    /// The new key is the old one.
    #[error("the new master key is the one in use")]
    SameKey,
    /// A value cannot be opened or sealed.
    #[error("{0}: {1}")]
    Value(&'static str, SecretError),
    /// A key cannot be opened or sealed.
    #[error(transparent)]
    Secret(#[from] SecretError),
    /// The database refused.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// Checks that this is the master key of the database, or makes it so on the first start; the secrets
/// are then complete.
pub fn complete(conn: &mut DbConn, secrets: Secrets) -> Result<Secrets, AtRestError> {
    match settings::get(conn, MASTER_KEY)? {
        None => settings::set(conn, MASTER_KEY, secrets.id())?,
        Some(in_force) if in_force == secrets.id() => {}
        Some(in_force) => return Err(AtRestError::OtherKey { in_force, given: secrets.id().to_owned() }),
    }
    match settings::get(conn, HASH_ROOT)? {
        None => Ok(secrets),
        Some(sealed) => {
            let root = secrets.open(HASH_ROOT, &sealed)?;
            Ok(secrets.with_hash_root(root.as_slice().try_into().map_err(|_| SecretError::Unopenable)?))
        }
    }
}

/// Seals everything under another master key, inside the caller's transaction; how many values were
/// sealed anew. Run again after it was done, it takes along what a process that still ran with the
/// old key has written since.
pub fn change_master_key(
    conn: &mut DbConn,
    old: &Secrets,
    new: &Secrets,
    now: DateTime<Utc>,
) -> Result<usize, AtRestError> {
    if old.id() == new.id() {
        return Err(AtRestError::SameKey);
    }
    let in_force = settings::get(conn, MASTER_KEY)?;
    let done_before = in_force.as_deref() == Some(new.id());
    if let Some(in_force) = in_force.filter(|in_force| in_force != old.id() && !done_before) {
        return Err(AtRestError::OtherKey { in_force, given: old.id().to_owned() });
    }
    if !done_before {
        let old = complete(conn, old.clone())?;
        let root = new.seal(HASH_ROOT, old.hash_root().as_slice())?;
        settings::set(conn, HASH_ROOT, &root)?;
        settings::set(conn, MASTER_KEY, new.id())?;
    }
    let between = Between { old, new };
    let count = issuer_keys_of(conn, &between)?
        + second_factors(conn, &between)?
        + offer_codes(conn, &between)?
        + answers(conn, &between)?;
    let event = Event {
        detail: json!({ "from": old.id(), "to": new.id(), "values": count }),
        ..Event::new("master-key-rotated", "registry", new.id())
    };
    audit::record(conn, now, &Actor::system(), event)?;
    Ok(count)
}

/// From one key to the other.
struct Between<'a> {
    old: &'a Secrets,
    new: &'a Secrets,
}

impl Between<'_> {
    /// The value under the new key; none when it is already.
    fn sealed_anew(&self, what: &'static str, purpose: &str, sealed: &str) -> Result<Option<String>, AtRestError> {
        if self.new.sealed(sealed) {
            return Ok(None);
        }
        let plain = self.old.open(purpose, sealed).map_err(|error| AtRestError::Value(what, error))?;
        Ok(Some(self.new.seal(purpose, &plain)?))
    }
}

fn issuer_keys_of(conn: &mut DbConn, between: &Between) -> Result<usize, AtRestError> {
    let rows: Vec<(String, i32, String)> = issuer_keys::table
        .filter(issuer_keys::sealed_seed.ne(""))
        .select((issuer_keys::organisation_id, issuer_keys::number, issuer_keys::sealed_seed))
        .load(conn)
        .map_err(DbError::from)?;
    let mut count = 0;
    for (organisation_id, number, sealed) in rows {
        let purpose = issuer_key_purpose(&organisation_id, number);
        let Some(anew) = between.sealed_anew("an issuer's key", &purpose, &sealed)? else { continue };
        count += diesel::update(issuer_keys::table.find((&organisation_id, number)))
            .set(issuer_keys::sealed_seed.eq(anew))
            .execute(conn)
            .map_err(DbError::from)?;
    }
    Ok(count)
}

fn second_factors(conn: &mut DbConn, between: &Between) -> Result<usize, AtRestError> {
    let rows: Vec<(String, Option<String>)> = users::table
        .filter(users::totp_secret.is_not_null())
        .select((users::id, users::totp_secret))
        .load(conn)
        .map_err(DbError::from)?;
    let mut count = 0;
    for (id, sealed) in rows {
        let sealed = sealed.unwrap_or_default();
        let Some(anew) = between.sealed_anew("a second factor", second_factor::PURPOSE, &sealed)? else { continue };
        count += diesel::update(users::table.find(&id))
            .set(users::totp_secret.eq(Some(anew)))
            .execute(conn)
            .map_err(DbError::from)?;
    }
    Ok(count)
}

fn offer_codes(conn: &mut DbConn, between: &Between) -> Result<usize, AtRestError> {
    let mut count = 0;
    let rows: Vec<(String, String)> =
        offers::table.select((offers::id, offers::code_sealed)).load(conn).map_err(DbError::from)?;
    for (id, sealed) in rows {
        let Some(anew) = between.sealed_anew("an offer's code", &offer_purpose(&id), &sealed)? else { continue };
        count += diesel::update(offers::table.find(&id))
            .set(offers::code_sealed.eq(anew))
            .execute(conn)
            .map_err(DbError::from)?;
    }
    let rows: Vec<(String, String)> = promised_offers::table
        .select((promised_offers::id, promised_offers::code_sealed))
        .load(conn)
        .map_err(DbError::from)?;
    for (id, sealed) in rows {
        let Some(anew) = between.sealed_anew("an offer's code", &offer_purpose(&id), &sealed)? else { continue };
        count += diesel::update(promised_offers::table.find(&id))
            .set(promised_offers::code_sealed.eq(anew))
            .execute(conn)
            .map_err(DbError::from)?;
    }
    Ok(count)
}

/// What is kept for requests that may be repeated, and what was shown to verifiers.
fn answers(conn: &mut DbConn, between: &Between) -> Result<usize, AtRestError> {
    let mut count = 0;
    let rows: Vec<(String, Option<String>)> = presentation_requests::table
        .filter(presentation_requests::answer.is_not_null())
        .select((presentation_requests::id, presentation_requests::answer))
        .load(conn)
        .map_err(DbError::from)?;
    for (id, sealed) in rows {
        let sealed = sealed.unwrap_or_default();
        let Some(anew) = between.sealed_anew("a presentation", &answer_purpose(&id), &sealed)? else { continue };
        count += diesel::update(presentation_requests::table.find(&id))
            .set(presentation_requests::answer.eq(Some(anew)))
            .execute(conn)
            .map_err(DbError::from)?;
    }
    let rows: Vec<(String, String, String)> = idempotency_keys::table
        .filter(idempotency_keys::response.ne(""))
        .select((idempotency_keys::scope, idempotency_keys::key, idempotency_keys::response))
        .load(conn)
        .map_err(DbError::from)?;
    for (scope, key, sealed) in rows {
        let Some(anew) = between.sealed_anew("a kept answer", &scope, &sealed)? else { continue };
        count += diesel::update(idempotency_keys::table.find((&scope, &key)))
            .set(idempotency_keys::response.eq(anew))
            .execute(conn)
            .map_err(DbError::from)?;
    }
    Ok(count)
}
