//! Offers as wallets of any maker take them (OpenID4VCI): a code and PIN open one, and its
//! certificate goes to the keys that the wallet proves. The life of an offer is the same whichever
//! way it is claimed.

use chrono::{DateTime, Utc};
use puente_credentials::did::to_did_key;
use puente_credentials::keys::AnyKey;
use puente_wire::assessments::AssessmentState;
use puente_wire::offers::OfferState;
use serde_json::Value;

use super::promise_store;
use super::store::{self, Row};
use super::{Error, claiming, credential, pin_hash};
use crate::actor::{Actor, Organisation};
use crate::app::App;
use crate::assessments::store::from_json;
use crate::db::{DbConn, DbError};
use crate::issuers;

/// In which form a certificate is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// The W3C credential with two Data Integrity proofs.
    DataIntegrity,
    /// The SD-JWT VC.
    SdJwt,
}

/// The offer that a code and its PIN open; its id. Call it so that a wrong PIN is committed.
pub fn redeem(conn: &mut DbConn, app: &App, code: &str, pin: &str, now: DateTime<Utc>) -> Result<String, Error> {
    let right = |id: &str, hash: &str| -> bool {
        let given = pin_hash(&app.secrets, id, pin);
        subtle::ConstantTimeEq::ct_eq(given.as_bytes(), hash.as_bytes()).into()
    };
    if let Some(row) = store::hold(conn, code)? {
        let state = row.state(now);
        if !matches!(state, OfferState::Open | OfferState::Claimed) {
            return Err(Error::Closed(state));
        }
        if row.attempts_left() == 0 {
            return Err(Error::Closed(OfferState::Locked));
        }
        if right(&row.id, &row.pin_hash) {
            return Ok(row.id);
        }
        store::count_wrong_pin(conn, &row.id)?;
        return Err(Error::WrongPin(row.attempts_left().saturating_sub(1)));
    }
    let promise = promise_store::hold_promise(conn, code)?.ok_or(Error::Unknown)?;
    if promise.expires_at <= now {
        return Err(Error::Closed(OfferState::Expired));
    }
    if promise.attempts_left <= 0 {
        return Err(Error::Closed(OfferState::Locked));
    }
    if right(&promise.id, &promise.pin_hash) {
        return Ok(promise.id);
    }
    promise_store::count_wrong_promise_pin(conn, &promise.id)?;
    Err(Error::WrongPin(u32::try_from(promise.attempts_left - 1).unwrap_or_default()))
}

/// The body whose certificate an offer, or a promise, is about.
pub fn issuer_of(conn: &mut DbConn, offer_id: &str) -> Result<Option<Organisation>, DbError> {
    store::organisation_of(conn, offer_id)
}

/// Whether a code is known at all, and whose certificate it is about.
pub fn issuer_of_code(conn: &mut DbConn, code: &str, now: DateTime<Utc>) -> Result<Option<Organisation>, DbError> {
    let Some(id) = store::open_offer_of_code(conn, code, now)? else { return Ok(None) };
    issuer_of(conn, &id)
}

/// What reserving comes to.
#[derive(Debug)]
pub enum Reserved {
    /// The certificate is not signed yet.
    Waiting,
    /// To be signed for the wallet.
    Ready {
        /// Which certificate.
        certificate_id: String,
        /// What the first key was given already; absent on the first time.
        before: Option<Value>,
    },
}

/// Keeps an offer for a wallet. `known` says that this wallet was given the certificate before, so
/// that it may ask for it with further keys.
pub fn reserve(
    conn: &mut DbConn,
    offer_id: &str,
    first: &str,
    known: bool,
    now: DateTime<Utc>,
) -> Result<Reserved, Error> {
    let Some(row) = store::hold_by_id(conn, offer_id)? else {
        return match promise_store::promised_state(conn, offer_id)? {
            Some(AssessmentState::Submitted | AssessmentState::Returned | AssessmentState::Draft) => {
                Ok(Reserved::Waiting)
            }
            _ => Err(Error::Closed(OfferState::Withdrawn)),
        };
    };
    let same = row.holder.as_deref() == Some(first);
    match row.state(now) {
        OfferState::Open if row.is_reserved_for_another(first, now) => return Err(Error::Busy),
        OfferState::Open => store::reserve(conn, &row.id, first, now)?,
        OfferState::Claimed if same || known => {}
        closed => return Err(Error::Closed(closed)),
    }
    let before = if same { given_before(&row)? } else { None };
    // A further key of a wallet that has the certificate already: nothing of the first time is repeated.
    let before = before.or_else(|| (known && row.state(now) == OfferState::Claimed).then_some(Value::Null));
    Ok(Reserved::Ready { certificate_id: row.certificate_id, before })
}

fn given_before(row: &Row) -> Result<Option<Value>, DbError> {
    row.credential.as_deref().map(from_json).transpose()
}

/// Signs one copy for each key, in the order of the keys, and notes that the certificate is on a
/// wallet now. No transaction is open while anything is signed.
pub async fn give(
    app: &App,
    actor: &Actor,
    offer_id: &str,
    certificate_id: String,
    before: Option<Value>,
    keys: &[AnyKey],
    form: Form,
) -> Result<Vec<Value>, Error> {
    let now = app.clock.now();
    let Some(first) = keys.first().copied().map(to_did_key) else { return Err(Error::WrongProof) };
    let (app_in, holder) = (app.clone(), first.clone());
    let unsigned = app.db.write(move |conn| credential::prepare(conn, &app_in, &certificate_id, &holder, now)).await?;
    let (keys, is_new) = (keys.to_vec(), before.is_none());
    let signing = move || -> Result<(Value, Vec<Value>), Error> {
        let kept = match before {
            Some(before) => before,
            None => credential::sign(&unsigned, now)?,
        };
        let copies = keys.into_iter().enumerate().map(|(nth, key)| match form {
            Form::SdJwt => credential::sign_sd_jwt(&unsigned, key),
            Form::DataIntegrity if nth == 0 && !kept.is_null() => Ok(kept.clone()),
            Form::DataIntegrity => credential::sign(&unsigned.for_holder(to_did_key(key)), now),
        });
        let copies = copies.collect::<Result<Vec<_>, _>>()?;
        Ok((kept, copies))
    };
    let (kept, copies) =
        tokio::task::spawn_blocking(signing).await.map_err(|error| Error::Signing(error.to_string()))??;
    let (actor, offer_id, given) = (actor.clone(), offer_id.to_owned(), copies.clone());
    app.db
        .write(move |conn| {
            let row = store::hold_by_id(conn, &offer_id)?.ok_or(Error::Unknown)?;
            for copy in given.iter().filter(|copy| **copy != kept) {
                issuers::note_signed(conn, &row.organisation_id, copy, now)?;
            }
            if is_new {
                claiming::finalise_row(conn, &actor, &row, &first, &kept, now)?;
            }
            Ok::<_, Error>(())
        })
        .await?;
    Ok(copies)
}
