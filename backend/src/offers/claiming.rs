//! Claiming: the wallet proves its key and the PIN, and gets the signed certificate.
//!
//! Reserve, sign, finalise: no transaction is open while the credential is signed, and a wallet
//! whose connection broke gets the same credential when it asks again.

use chrono::{DateTime, Utc};
use puente_credentials::did::from_did_key;
use puente_credentials::keys::base58btc;
use puente_wire::claims::{ClaimRequest, Claimed, claim_text, code_in};
use puente_wire::offers::OfferState;
use serde_json::Value;

use super::store::{self, Row};
use super::{Error, credential, pin_hash};
use crate::actor::Actor;
use crate::app::App;
use crate::assessments::store::from_json;
use crate::audit::{self, Event};
use crate::candidates;
use crate::db::DbConn;
use crate::http::problem::{MALFORMED, field_error};
use crate::issuers;

/// What reserving comes to.
enum Reserved {
    /// The same wallet has it already.
    Before(Claimed),
    /// To be signed for this wallet.
    ForSigning(String),
}

/// Gives the offered certificate to the wallet.
pub async fn claim(app: &App, actor: &Actor, request: ClaimRequest) -> Result<Claimed, Error> {
    let asked = check(request)?;
    let now = app.clock.now();
    let reserved = {
        let (app, actor, asked) = (app.clone(), actor.clone(), asked.clone());
        // The outer result decides what is committed: a wrong PIN must be counted.
        app.clone().db.write(move |conn| Ok::<_, Error>(reserve_in(conn, &app, &actor, &asked, now))).await??
    };
    let certificate_id = match reserved {
        Reserved::Before(claimed) => return Ok(claimed),
        Reserved::ForSigning(certificate_id) => certificate_id,
    };
    let signed = sign(app, certificate_id, asked.holder.clone(), now).await?;
    let actor = actor.clone();
    app.db.write(move |conn| finalise_in(conn, &actor, &asked, &signed, now)).await
}

/// Signs on a thread for work that takes its time, while no transaction is open.
async fn sign(app: &App, certificate_id: String, holder: String, now: DateTime<Utc>) -> Result<Value, Error> {
    let app_in = app.clone();
    let unsigned = app.db.write(move |conn| credential::prepare(conn, &app_in, &certificate_id, &holder, now)).await?;
    tokio::task::spawn_blocking(move || credential::sign(&unsigned, now))
        .await
        .map_err(|error| Error::Signing(error.to_string()))?
}

/// Claims as the wallet would, in one transaction: for demonstration data.
pub(crate) fn claim_in(
    conn: &mut DbConn,
    app: &App,
    actor: &Actor,
    asked: &Asked,
    now: DateTime<Utc>,
) -> Result<Claimed, Error> {
    match reserve_in(conn, app, actor, asked, now)? {
        Reserved::Before(claimed) => Ok(claimed),
        Reserved::ForSigning(certificate_id) => {
            let unsigned = credential::prepare(conn, app, &certificate_id, &asked.holder, now)?;
            let signed = credential::sign(&unsigned, now)?;
            finalise_in(conn, actor, asked, &signed, now)
        }
    }
}

/// A claim whose form is right and whose signature matches.
#[derive(Clone)]
pub(crate) struct Asked {
    pub(crate) code: String,
    pub(crate) pin: String,
    pub(crate) holder: String,
}

fn check(request: ClaimRequest) -> Result<Asked, Error> {
    let mut wrong = Vec::new();
    let code = code_in(&request.code);
    if code.is_none() {
        wrong.push(field_error("code", MALFORMED));
    }
    let pin: String = request.pin.chars().filter(|c| !c.is_whitespace()).collect();
    if pin.len() != 6 || !pin.bytes().all(|byte| byte.is_ascii_digit()) {
        wrong.push(field_error("pin", MALFORMED));
    }
    let key = from_did_key(&request.holder);
    if key.is_err() {
        wrong.push(field_error("holder", MALFORMED));
    }
    let signature = base58btc(&request.proof, 100).filter(|bytes| bytes.len() == 64);
    if signature.is_none() {
        wrong.push(field_error("proof", MALFORMED));
    }
    let (Some(code), Ok(key), Some(signature), true) = (code, key, signature, wrong.is_empty()) else {
        return Err(Error::Invalid(wrong));
    };
    if !key.verifies(claim_text(&code, &request.holder).as_bytes(), &signature) {
        return Err(Error::WrongProof);
    }
    Ok(Asked { code, pin, holder: request.holder })
}

fn reserve_in(
    conn: &mut DbConn,
    app: &App,
    actor: &Actor,
    asked: &Asked,
    now: DateTime<Utc>,
) -> Result<Reserved, Error> {
    let row = store::hold(conn, &asked.code)?.ok_or(Error::Unknown)?;
    let state = row.state(now);
    let again = state == OfferState::Claimed && row.holder.as_deref() == Some(&asked.holder);
    if state != OfferState::Open && !again {
        return Err(Error::Closed(state));
    }
    let hash = pin_hash(&app.secrets, &row.id, &asked.pin);
    let right: bool = subtle::ConstantTimeEq::ct_eq(hash.as_bytes(), row.pin_hash.as_bytes()).into();
    if again && right {
        return claimed_before(&row).map(Reserved::Before);
    }
    if again {
        return Err(Error::Closed(OfferState::Claimed));
    }
    if !right {
        store::count_wrong_pin(conn, &row.id)?;
        audit::record(conn, now, actor, event("offer-pin-wrong", &row))?;
        return Err(Error::WrongPin(row.attempts_left().saturating_sub(1)));
    }
    if row.is_reserved_for_another(&asked.holder, now) {
        return Err(Error::Busy);
    }
    store::reserve(conn, &row.id, &asked.holder, now)?;
    Ok(Reserved::ForSigning(row.certificate_id))
}

fn finalise_in(
    conn: &mut DbConn,
    actor: &Actor,
    asked: &Asked,
    signed: &Value,
    now: DateTime<Utc>,
) -> Result<Claimed, Error> {
    let row = store::hold(conn, &asked.code)?.ok_or(Error::Unknown)?;
    finalise_row(conn, actor, &row, &asked.holder, signed, now)
}

/// The certificate is on the wallet with this key now, unless it is on another.
pub(super) fn finalise_row(
    conn: &mut DbConn,
    actor: &Actor,
    row: &Row,
    holder: &str,
    signed: &Value,
    now: DateTime<Utc>,
) -> Result<Claimed, Error> {
    match row.state(now) {
        OfferState::Open => {}
        OfferState::Claimed if row.holder.as_deref() == Some(holder) => return claimed_before(row),
        closed => return Err(Error::Closed(closed)),
    }
    store::finalise(conn, row, holder, &signed.to_string(), now)?;
    issuers::note_signed(conn, &row.organisation_id, signed, now)?;
    store::withdraw(conn, &row.certificate_id, now)?;
    candidates::store::remember_wallet(conn, &row.candidate_id, holder)?;
    audit::record(conn, now, actor, event("certificate-claimed", row))?;
    Ok(Claimed { certificate_id: row.certificate_id.clone(), credential: signed.clone() })
}

fn claimed_before(row: &Row) -> Result<Claimed, Error> {
    let credential = row.credential.as_deref().ok_or(Error::Closed(OfferState::Claimed))?;
    Ok(Claimed { certificate_id: row.certificate_id.clone(), credential: from_json(credential)? })
}

fn event<'a>(action: &'a str, row: &'a Row) -> Event<'a> {
    Event {
        organisation_id: Some(&row.organisation_id),
        person_id: Some(&row.candidate_id),
        ..Event::new(action, "certificate", &row.certificate_id)
    }
}
