//! Idempotency keys: a request repeated under the same key is answered with the first answer.
//!
//! The key is reserved before the work and completed with the sealed answer after it. A reservation
//! whose server died is free again after a minute; the use cases' own rules (one certificate for an
//! assessment) hold whatever happens here.

use bytes::Bytes;
use chrono::{DateTime, Duration, NaiveDateTime, Utc};
use diesel::prelude::*;
use http::StatusCode;
use http_body_util::BodyExt;
use puente_wire::problem::Problem;
use warp::reply::Response;

use super::call::{Call, typed};
use super::endpoint::Endpoint;
use super::problem::{BAD_HEADER, IN_PROGRESS, INTERNAL, KEY_REUSED, problem, problem_with};
use crate::app::App;
use crate::db::schema::idempotency_keys;
use crate::db::{DbConn, DbError};
use crate::secrets::sha256_hex;

/// The header that carries the key.
pub(super) const HEADER: &str = "idempotency-key";
/// Status of a reservation.
const RESERVED: i32 = 0;

struct Slot {
    scope: String,
    key: String,
    request_hash: String,
}

enum Found {
    Mine,
    Answered { status: u16, sealed: String },
    Busy,
    OtherRequest,
}

/// Runs the endpoint once for this key.
pub(super) async fn run_once(endpoint: &Endpoint, call: Call) -> Result<Response, Problem> {
    let key = call.header(HEADER).unwrap_or_default();
    if !(8..=128).contains(&key.len()) || !key.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(problem_with(BAD_HEADER, "idempotency-key: 8 to 128 printable characters"));
    }
    let path = call.params.iter().map(|(_, value)| value.as_str()).collect::<Vec<_>>().join("/");
    let slot = Slot {
        scope: format!("{} {} {} {path}", call.actor.audit_name(), endpoint.method, endpoint.path),
        key: key.to_owned(),
        // Keyed: a body may hold a password, and a plain hash of it could be tried against.
        request_hash: call.app.secrets.keyed_hash("idempotency", &sha256_hex(&call.body)),
    };
    let app = call.app.clone();
    let now = app.clock.now();
    let (slot, found) = app
        .db
        .write(move |conn| {
            let found = reserve(conn, &slot, now)?;
            Ok::<_, DbError>((slot, found))
        })
        .await?;
    match found {
        Found::Busy => Err(problem(IN_PROGRESS)),
        Found::OtherRequest => Err(problem(KEY_REUSED)),
        Found::Answered { status, sealed } => replay(&app, &slot, status, &sealed),
        Found::Mine => complete(&app, slot, endpoint.run(call).await).await,
    }
}

fn reserve(conn: &mut DbConn, slot: &Slot, now: DateTime<Utc>) -> Result<Found, DbError> {
    let stale = (now - Duration::minutes(1)).naive_utc();
    let expired = (now - Duration::hours(24)).naive_utc();
    let old = idempotency_keys::created_at.lt(expired);
    diesel::delete(idempotency_keys::table.filter(old)).execute(conn)?;
    let mine = idempotency_keys::table
        .filter(idempotency_keys::scope.eq(&slot.scope))
        .filter(idempotency_keys::key.eq(&slot.key));
    let row: Option<(String, i32, String, NaiveDateTime)> = mine
        .select((
            idempotency_keys::request_hash,
            idempotency_keys::status,
            idempotency_keys::response,
            idempotency_keys::created_at,
        ))
        .first(conn)
        .optional()?;
    match row {
        Some((hash, ..)) if hash != slot.request_hash => return Ok(Found::OtherRequest),
        Some((_, RESERVED, _, since)) if since > stale => return Ok(Found::Busy),
        Some((_, RESERVED, ..)) => {
            diesel::delete(mine).execute(conn)?;
        }
        Some((_, status, sealed, _)) => {
            return Ok(Found::Answered { status: u16::try_from(status).unwrap_or(200), sealed });
        }
        None => {}
    }
    let inserted = diesel::insert_into(idempotency_keys::table)
        .values((
            idempotency_keys::scope.eq(&slot.scope),
            idempotency_keys::key.eq(&slot.key),
            idempotency_keys::request_hash.eq(&slot.request_hash),
            idempotency_keys::status.eq(RESERVED),
            idempotency_keys::response.eq(""),
            idempotency_keys::created_at.eq(now.naive_utc()),
        ))
        .execute(conn);
    match inserted.map_err(DbError::from) {
        Ok(_) => Ok(Found::Mine),
        Err(DbError::Duplicate(_)) => Ok(Found::Busy),
        Err(error) => Err(error),
    }
}

/// Keeps a good answer; forgets the reservation after a bad one, so that the person can mend and
/// send again.
async fn complete(app: &App, slot: Slot, result: Result<Response, Problem>) -> Result<Response, Problem> {
    let response = match result {
        Ok(response) if response.status().is_success() => response,
        other => {
            app.db.write(move |conn| forget(conn, &slot)).await?;
            return other;
        }
    };
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.map_err(|_| problem(INTERNAL))?.to_bytes();
    let sealed = app.secrets.seal(&slot.scope, &bytes)?;
    let status = i32::from(parts.status.as_u16());
    let kept = app.db.write(move |conn| keep(conn, &slot, status, &sealed)).await;
    if let Err(error) = kept {
        // The work is done and committed: the caller must hear of it.
        tracing::warn!(%error, "an answer could not be kept for its idempotency key");
    }
    Ok(Response::from_parts(parts, bytes.into()))
}

fn keep(conn: &mut DbConn, slot: &Slot, status: i32, sealed: &str) -> Result<(), DbError> {
    diesel::update(idempotency_keys::table.find((&slot.scope, &slot.key)))
        .set((idempotency_keys::status.eq(status), idempotency_keys::response.eq(sealed)))
        .execute(conn)?;
    Ok(())
}

fn forget(conn: &mut DbConn, slot: &Slot) -> Result<(), DbError> {
    diesel::delete(idempotency_keys::table.find((&slot.scope, &slot.key))).execute(conn)?;
    Ok(())
}

fn replay(app: &App, slot: &Slot, status: u16, sealed: &str) -> Result<Response, Problem> {
    let body = app.secrets.open(&slot.scope, sealed)?;
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
    Ok(typed(status, "application/json", Bytes::copy_from_slice(&body)))
}
