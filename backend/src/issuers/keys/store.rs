//! The tables of keys and of what was signed.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use puente_wire::issuer_keys::{KeyKind, KeyState};

use crate::db::schema::{issuer_keys, organisations, signed_imprints, status_lists};
use crate::db::{DbConn, DbError, insert_all};

#[derive(Queryable)]
pub(super) struct KeyRow {
    pub(super) number: i32,
    pub(super) public_key: String,
    pub(super) sealed_seed: String,
    pub(super) created_at: NaiveDateTime,
    pub(super) activated_at: Option<NaiveDateTime>,
    pub(super) retired_at: Option<NaiveDateTime>,
    pub(super) compromised_at: Option<NaiveDateTime>,
    pub(super) compromise_noted_at: Option<NaiveDateTime>,
    pub(super) end_reason: Option<String>,
    pub(super) token_object: Option<String>,
}

impl KeyRow {
    /// Where it is in its life.
    pub(super) const fn state(&self) -> KeyState {
        match (self.compromised_at, self.retired_at, self.activated_at) {
            (Some(_), ..) => KeyState::Compromised,
            (None, Some(_), _) => KeyState::Retired,
            (None, None, Some(_)) => KeyState::Active,
            (None, None, None) => KeyState::Created,
        }
    }

    /// By the beginning of its multibase name.
    pub(super) fn kind(&self) -> KeyKind {
        if self.public_key.starts_with("zDn") { KeyKind::P256 } else { KeyKind::Ed25519 }
    }

    /// Whether it is what signs now, with this kind of key.
    pub(super) fn signs(&self, kind: KeyKind) -> bool {
        self.state() == KeyState::Active && self.kind() == kind
    }
}

/// Every key of an organisation, oldest first.
pub(super) fn keys(conn: &mut DbConn, organisation_id: &str) -> Result<Vec<KeyRow>, DbError> {
    Ok(issuer_keys::table
        .filter(issuer_keys::organisation_id.eq(organisation_id))
        .order(issuer_keys::number)
        .select((
            issuer_keys::number,
            issuer_keys::public_key,
            issuer_keys::sealed_seed,
            issuer_keys::created_at,
            issuer_keys::activated_at,
            issuer_keys::retired_at,
            issuer_keys::compromised_at,
            issuer_keys::compromise_noted_at,
            issuer_keys::end_reason,
            issuer_keys::token_object,
        ))
        .load(conn)?)
}

/// Where the private half of a key is.
pub(super) enum Place<'a> {
    /// Here, sealed.
    Sealed(&'a str),
    /// In the hardware security module, under this name.
    Token(&'a str),
}

pub(super) fn insert(
    conn: &mut DbConn,
    organisation_id: &str,
    number: i32,
    public_key: &str,
    place: &Place<'_>,
    now: DateTime<Utc>,
) -> Result<(), DbError> {
    let (sealed_seed, token_object) = match place {
        Place::Sealed(sealed) => (*sealed, None),
        Place::Token(name) => ("", Some(*name)),
    };
    diesel::insert_into(issuer_keys::table)
        .values((
            issuer_keys::organisation_id.eq(organisation_id),
            issuer_keys::number.eq(number),
            issuer_keys::public_key.eq(public_key),
            issuer_keys::sealed_seed.eq(sealed_seed),
            issuer_keys::token_object.eq(token_object),
            issuer_keys::created_at.eq(now.naive_utc()),
        ))
        .execute(conn)?;
    Ok(())
}

pub(super) fn activate(
    conn: &mut DbConn,
    organisation_id: &str,
    number: i32,
    now: DateTime<Utc>,
) -> Result<(), DbError> {
    let changed = diesel::update(issuer_keys::table.find((organisation_id, number)))
        .set(issuer_keys::activated_at.eq(Some(now.naive_utc())))
        .execute(conn)?;
    one(changed)
}

pub(super) fn retire(
    conn: &mut DbConn,
    organisation_id: &str,
    number: i32,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<(), DbError> {
    let changed = diesel::update(issuer_keys::table.find((organisation_id, number)))
        .set((
            issuer_keys::retired_at.eq(Some(now.naive_utc())),
            issuer_keys::end_reason.eq(Some(reason).filter(|reason| !reason.is_empty())),
        ))
        .execute(conn)?;
    one(changed)
}

pub(super) fn mark_compromised(
    conn: &mut DbConn,
    organisation_id: &str,
    number: i32,
    from: DateTime<Utc>,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<(), DbError> {
    let changed = diesel::update(issuer_keys::table.find((organisation_id, number)))
        .set((
            issuer_keys::compromised_at.eq(Some(from.naive_utc())),
            issuer_keys::compromise_noted_at.eq(Some(now.naive_utc())),
            issuer_keys::end_reason.eq(Some(reason)),
        ))
        .execute(conn)?;
    // Lists that it signed are signed anew when somebody next asks.
    diesel::delete(status_lists::table.filter(status_lists::organisation_id.eq(organisation_id))).execute(conn)?;
    one(changed)
}

fn one(changed: usize) -> Result<(), DbError> {
    if changed == 1 { Ok(()) } else { Err(DbError::NotFound) }
}

/// Every how many days the organisation gets new keys.
pub(super) fn key_days(conn: &mut DbConn, organisation_id: &str) -> Result<Option<i32>, DbError> {
    Ok(organisations::table.find(organisation_id).select(organisations::key_days).first(conn)?)
}

pub(super) fn set_key_days(conn: &mut DbConn, organisation_id: &str, days: Option<i32>) -> Result<(), DbError> {
    diesel::update(organisations::table.find(organisation_id)).set(organisations::key_days.eq(days)).execute(conn)?;
    Ok(())
}

/// The slugs of organisations whose keys change on a schedule.
pub(super) fn scheduled(conn: &mut DbConn) -> Result<Vec<String>, DbError> {
    Ok(organisations::table
        .filter(organisations::key_days.is_not_null())
        .order(organisations::slug)
        .select(organisations::slug)
        .load(conn)?)
}

#[derive(Insertable)]
#[diesel(table_name = signed_imprints, treat_none_as_default_value = false)]
struct NewImprint {
    organisation_id: String,
    imprint: String,
    signed_at: NaiveDateTime,
}

/// Notes imprints; what was signed before stays noted with its first moment.
pub(super) fn insert_imprints(
    conn: &mut DbConn,
    organisation_id: &str,
    imprints: Vec<String>,
    signed_at: DateTime<Utc>,
) -> Result<(), DbError> {
    let row = |imprint| {
        let organisation_id = organisation_id.to_owned();
        NewImprint { organisation_id, imprint, signed_at: signed_at.naive_utc() }
    };
    let rows: Vec<NewImprint> = imprints.into_iter().map(row).collect();
    insert_all!(conn, signed_imprints::table, rows.as_slice(), or_ignore);
    Ok(())
}

/// When it was first signed.
pub(super) fn signed_at(
    conn: &mut DbConn,
    organisation_id: &str,
    imprint: &str,
) -> Result<Option<DateTime<Utc>>, DbError> {
    let found: Option<NaiveDateTime> = signed_imprints::table
        .filter(signed_imprints::organisation_id.eq(organisation_id))
        .filter(signed_imprints::imprint.eq(imprint))
        .select(signed_imprints::signed_at)
        .first(conn)
        .optional()?;
    Ok(found.map(|at| at.and_utc()))
}

/// Everything signed before a moment.
pub(super) fn signed_before(
    conn: &mut DbConn,
    organisation_id: &str,
    before: NaiveDateTime,
) -> Result<Vec<(String, NaiveDateTime)>, DbError> {
    Ok(signed_imprints::table
        .filter(signed_imprints::organisation_id.eq(organisation_id))
        .filter(signed_imprints::signed_at.lt(before))
        .order(signed_imprints::signed_at.desc())
        .select((signed_imprints::imprint, signed_imprints::signed_at))
        .load(conn)?)
}
