//! The table of promised offers.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use puente_wire::assessments::AssessmentState;

use super::ATTEMPTS;
use super::promises::Promise;
use super::store::New;
use crate::db::schema::{assessments, offers, promised_offers};
use crate::db::{DbConn, DbError};
use crate::secrets::token_hash;

/// Keeps a promise; its `certificate_id` is the assessment's.
pub(super) fn insert_promise(conn: &mut DbConn, new: &New<'_>, now: DateTime<Utc>) -> Result<(), DbError> {
    diesel::insert_into(promised_offers::table)
        .values((
            promised_offers::id.eq(new.id),
            promised_offers::assessment_id.eq(new.certificate_id),
            promised_offers::code_hash.eq(token_hash(new.code)),
            promised_offers::code_sealed.eq(new.code_sealed),
            promised_offers::pin_hash.eq(new.pin_hash),
            promised_offers::attempts_left.eq(ATTEMPTS),
            promised_offers::created_at.eq(now.naive_utc()),
            promised_offers::expires_at.eq(new.expires_at.naive_utc()),
        ))
        .execute(conn)?;
    Ok(())
}

/// The promise with this code, held until the transaction ends.
pub(super) fn hold_promise(conn: &mut DbConn, code: &str) -> Result<Option<Promise>, DbError> {
    let this = promised_offers::table.filter(promised_offers::code_hash.eq(token_hash(code)));
    diesel::update(this).set(promised_offers::created_at.eq(promised_offers::created_at)).execute(conn)?;
    let found: Option<(String, String, i32, NaiveDateTime)> = promised_offers::table
        .filter(promised_offers::code_hash.eq(token_hash(code)))
        .select((
            promised_offers::id,
            promised_offers::pin_hash,
            promised_offers::attempts_left,
            promised_offers::expires_at,
        ))
        .first(conn)
        .optional()?;
    Ok(found.map(|(id, pin_hash, attempts_left, end)| Promise {
        id,
        pin_hash,
        attempts_left,
        expires_at: end.and_utc(),
    }))
}

/// One attempt less.
pub(super) fn count_wrong_promise_pin(conn: &mut DbConn, id: &str) -> Result<(), DbError> {
    diesel::update(promised_offers::table.find(id))
        .set(promised_offers::attempts_left.eq(promised_offers::attempts_left - 1))
        .execute(conn)?;
    Ok(())
}

/// Where the assessment of a promise stands.
pub(super) fn promised_state(conn: &mut DbConn, id: &str) -> Result<Option<AssessmentState>, DbError> {
    let state: Option<String> = promised_offers::table
        .inner_join(assessments::table.on(assessments::id.eq(promised_offers::assessment_id)))
        .filter(promised_offers::id.eq(id))
        .select(assessments::state)
        .first(conn)
        .optional()?;
    Ok(state.and_then(|state| state.parse().ok()))
}

type PromiseRow = (String, String, String, String, i32);

/// Moves the promises of an assessment to the offers of its certificate.
pub(super) fn fulfil_promises(
    conn: &mut DbConn,
    assessment_id: &str,
    certificate_id: &str,
    expires_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(), DbError> {
    let of_assessment = || promised_offers::table.filter(promised_offers::assessment_id.eq(assessment_id));
    let promises: Vec<PromiseRow> = of_assessment()
        .select((
            promised_offers::id,
            promised_offers::code_hash,
            promised_offers::code_sealed,
            promised_offers::pin_hash,
            promised_offers::attempts_left,
        ))
        .load(conn)?;
    for (id, code_hash, code_sealed, pin_hash, attempts_left) in promises {
        diesel::insert_into(offers::table)
            .values((
                offers::id.eq(id),
                offers::certificate_id.eq(certificate_id),
                offers::code_hash.eq(code_hash),
                offers::code_sealed.eq(code_sealed),
                offers::pin_hash.eq(pin_hash),
                offers::attempts_left.eq(attempts_left),
                offers::created_at.eq(now.naive_utc()),
                offers::expires_at.eq(expires_at.naive_utc()),
            ))
            .execute(conn)?;
    }
    diesel::delete(of_assessment()).execute(conn)?;
    Ok(())
}
