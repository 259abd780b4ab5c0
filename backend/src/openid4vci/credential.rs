//! The credential endpoint and the deferred one (sections 8 and 9).

use chrono::{DateTime, Duration, Utc};
use http::StatusCode;
use puente_credentials::did::{key_of_did_key, to_did_key};
use puente_credentials::keys::AnyKey;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use warp::reply::Response;

use super::errors::{Refusal, answer, refuse};
use super::proof::{self, Proven};
use super::store::{self, Grant};
use super::{DATA_INTEGRITY, MOST_COPIES, SD_JWT};
use crate::actor::Actor;
use crate::app::App;
use crate::assessments::store::from_json;
use crate::db::{DbConn, DbError};
use crate::holders::store::use_challenge;
use crate::http::call::bearer_token;
use crate::issuers;
use crate::offers;
use crate::offers::wallets::{self, Form, Reserved};
use crate::secrets::new_token;

/// How long a wallet may wait for a certificate to be signed.
const PATIENCE: Duration = Duration::days(60);
/// How many seconds a wallet is asked to wait between two questions.
const INTERVAL: u32 = 300;

/// What a wallet sends (section 8.2). Members that are not known here are ignored, as it says there.
#[derive(Debug, Deserialize)]
struct Request {
    credential_identifier: Option<String>,
    credential_configuration_id: Option<String>,
    proofs: Option<Map<String, Value>>,
    credential_response_encryption: Option<Value>,
}

/// Whether it is the SD-JWT that is waited for, and the keys it is for, as `did:key`.
type Waiting = (bool, Vec<String>);

#[derive(Debug, Deserialize)]
struct DeferredRequest {
    transaction_id: String,
    credential_response_encryption: Option<Value>,
}

/// Gives the certificate, or says that it has to be waited for.
pub(super) async fn issue(app: &App, actor: &Actor, token: Option<&str>, body: &[u8]) -> Result<Response, Refusal> {
    let now = app.clock.now();
    let (grant, issuer) = granted(app, token, now).await?;
    let request: Request =
        serde_json::from_slice(body).map_err(|error| refuse("invalid_credential_request", error.to_string()))?;
    refuse_encryption(request.credential_response_encryption.as_ref())?;
    let form = form(&request)?;
    let proofs = proofs(request.proofs.unwrap_or_default())?;
    let Proven { keys, nonce, nonce_ends } = proof::check(&proofs, &issuer, &app.secrets, now)?;
    use_nonce(app, nonce, nonce_ends, now).await?;
    serve(app, actor, grant, form, keys).await
}

/// Gives what a wallet asked for before the certificate was signed.
pub(super) async fn deferred(app: &App, actor: &Actor, token: Option<&str>, body: &[u8]) -> Result<Response, Refusal> {
    let now = app.clock.now();
    let (grant, _) = granted(app, token, now).await?;
    let request: DeferredRequest =
        serde_json::from_slice(body).map_err(|error| refuse("invalid_credential_request", error.to_string()))?;
    refuse_encryption(request.credential_response_encryption.as_ref())?;
    let waiting = {
        let (grant, transaction) = (grant.clone(), request.transaction_id.clone());
        app.db.read::<_, DbError, _>(move |conn| store::waiting_in(conn, &grant, &transaction)).await?
    };
    let waiting = waiting.ok_or_else(|| refuse("invalid_transaction_id", "there is no such transaction"))?;
    let (is_sd_jwt, holders): Waiting = from_json(&waiting)?;
    let keys: Vec<AnyKey> = holders.iter().filter_map(|holder| key_of_did_key(holder).ok()).collect();
    let form = if is_sd_jwt { Form::SdJwt } else { Form::DataIntegrity };
    match reserve(app, &grant, &keys, now).await? {
        Reserved::Waiting => Ok(wait_for(&request.transaction_id)),
        Reserved::Ready { certificate_id, before } => {
            let given = wallets::give(app, actor, &grant.offer_id, certificate_id, before, &keys, form).await?;
            answer_with(app, grant, Some(request.transaction_id), &keys, given).await
        }
    }
}

/// The grant of the token, and the address of the issuer it is about.
pub(super) async fn granted(app: &App, token: Option<&str>, now: DateTime<Utc>) -> Result<(Grant, String), Refusal> {
    let token = token.and_then(bearer_token).ok_or(Refusal::NoToken)?.to_owned();
    let find = move |conn: &mut DbConn| -> Result<_, DbError> {
        let Some(grant) = store::of_token(conn, &token, now)? else { return Ok(None) };
        let issuer = wallets::issuer_of(conn, &grant.offer_id)?;
        Ok(issuer.map(|issuer| (grant, issuer)))
    };
    let (grant, issuer) = app.db.read(find).await?.ok_or(Refusal::Token)?;
    Ok((grant, issuers::address_of(&app.config, &issuer.slug)))
}

fn refuse_encryption(asked: Option<&Value>) -> Result<(), Refusal> {
    match asked {
        None => Ok(()),
        Some(_) => Err(refuse("invalid_encryption_parameters", "answers are not encrypted beyond TLS")),
    }
}

fn form(request: &Request) -> Result<Form, Refusal> {
    match (request.credential_identifier.as_deref(), request.credential_configuration_id.as_deref()) {
        (None, Some(SD_JWT)) => Ok(Form::SdJwt),
        (None, Some(DATA_INTEGRITY)) => Ok(Form::DataIntegrity),
        (None, Some(_)) => Err(refuse("unknown_credential_configuration", "not one of this issuer's")),
        (Some(_), None) => Err(refuse("unknown_credential_identifier", "the token response named none")),
        _ => Err(refuse(
            "invalid_credential_request",
            "exactly one of credential_configuration_id and credential_identifier",
        )),
    }
}

/// The proofs: of one kind (section 8.2), and that kind is `jwt`.
fn proofs(mut proofs: Map<String, Value>) -> Result<Vec<String>, Refusal> {
    if proofs.len() > 1 {
        return Err(refuse("invalid_proof", "proofs are of exactly one type"));
    }
    let proofs = proofs.remove("jwt").unwrap_or_else(|| json!([]));
    serde_json::from_value(proofs).map_err(|error| refuse("invalid_credential_request", error.to_string()))
}

/// A nonce that was seen is not taken again.
async fn use_nonce(app: &App, nonce: String, ends: DateTime<Utc>, now: DateTime<Utc>) -> Result<(), Refusal> {
    let used = app.db.write(move |conn| use_challenge(conn, &nonce, ends, now)).await;
    match used {
        Err(DbError::Duplicate(_)) => Err(refuse("invalid_nonce", "the nonce was used before")),
        other => Ok(other?),
    }
}

async fn serve(app: &App, actor: &Actor, grant: Grant, form: Form, keys: Vec<AnyKey>) -> Result<Response, Refusal> {
    let now = app.clock.now();
    let promised = promised(app, &grant).await?;
    if usize::try_from(grant.copies).unwrap_or_default() + promised + keys.len() > MOST_COPIES {
        return Err(refuse("credential_request_denied", "this wallet has been given enough copies"));
    }
    match reserve(app, &grant, &keys, now).await? {
        Reserved::Ready { certificate_id, before } => {
            let given = wallets::give(app, actor, &grant.offer_id, certificate_id, before, &keys, form).await?;
            answer_with(app, grant, None, &keys, given).await
        }
        Reserved::Waiting => {
            let transaction = new_token()?;
            let holders: Vec<String> = keys.iter().copied().map(to_did_key).collect();
            let waiting = json!([form == Form::SdJwt, holders]).to_string();
            let named = transaction.clone();
            app.db
                .write::<_, DbError, _>(move |conn| store::wait(conn, &grant, &waiting, &named, now + PATIENCE))
                .await?;
            Ok(wait_for(&transaction))
        }
    }
}

async fn reserve(app: &App, grant: &Grant, keys: &[AnyKey], now: DateTime<Utc>) -> Result<Reserved, Refusal> {
    let first = keys.first().copied().map(to_did_key).unwrap_or_default();
    let (offer_id, known) = (grant.offer_id.clone(), grant.holder.is_some());
    Ok(app.db.write::<_, offers::Error, _>(move |conn| wallets::reserve(conn, &offer_id, &first, known, now)).await?)
}

/// How many copies the wallet waits for.
async fn promised(app: &App, grant: &Grant) -> Result<usize, Refusal> {
    let token_hash = grant.token_hash.clone();
    let waiting = app.db.read::<_, DbError, _>(move |conn| store::waiting(conn, &token_hash)).await?;
    let each = waiting.iter().map(|waiting| Ok(from_json::<Waiting>(waiting)?.1.len()));
    each.sum::<Result<usize, DbError>>().map_err(Refusal::from)
}

/// Notes what is given, and answers with it.
async fn answer_with(
    app: &App,
    grant: Grant,
    transaction: Option<String>,
    keys: &[AnyKey],
    copies: Vec<Value>,
) -> Result<Response, Refusal> {
    let notification = new_token()?;
    let first = keys.first().copied().map(to_did_key).unwrap_or_default();
    let (named, count) = (notification.clone(), copies.len());
    let note = move |conn: &mut DbConn| store::gave(conn, &grant, transaction.as_deref(), &first, count, &named);
    app.db.write::<_, DbError, _>(note).await?;
    let credentials: Vec<Value> = copies.into_iter().map(|copy| json!({"credential": copy})).collect();
    Ok(answer(StatusCode::OK, &json!({"credentials": credentials, "notification_id": notification})))
}

fn wait_for(transaction: &str) -> Response {
    answer(StatusCode::ACCEPTED, &json!({"transaction_id": transaction, "interval": INTERVAL}))
}
