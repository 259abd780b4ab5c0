//! `/.well-known/openid-credential-issuer/…`, `/.well-known/oauth-authorization-server`,
//! `/openid4vci/…`.

use http::StatusCode;
use http::header::{HeaderValue, VARY};
use puente_credentials::jose;
use puente_wire::problem::Problem;
use serde_json::{Value, json};
use warp::reply::Response;

use super::errors::{Refusal, answer, in_oauth};
use super::{credential, metadata, notification, token};
use crate::accounts::organisations;
use crate::actor::{Organisation, Permission};
use crate::db::DbError;
use crate::holders;
use crate::http::call::{cacheable, no_content};
use crate::http::problem::{NOT_FOUND, problem};
use crate::http::{Call, Endpoint};
use crate::issuers::{self, issuing_key};
use crate::offers::links::credential_offer;
use crate::offers::wallets;
use crate::secrets::sha256_hex;

/// How many bytes a request may have.
const LIMIT: usize = 64 * 1024;
const JSON: &str = "application/json";

/// The endpoints of this feature.
pub fn endpoints() -> Vec<Endpoint> {
    let post = |path, summary| {
        Endpoint::post(path, Permission::Holder, summary)
            .from_anywhere()
            .limit(LIMIT)
            .returns_media(JSON)
            .errors_as(&[JSON])
            .refused_by(in_oauth)
    };
    vec![
        Endpoint::get(
            "/.well-known/openid-credential-issuer/orgs/{slug}",
            Permission::Public,
            "What a wallet can get from a body (OpenID4VCI); signed with Accept: application/jwt",
        )
        .from_anywhere()
        .returns_media(JSON)
        .also_as(&["application/jwt"])
        .handle(issuer_metadata),
        Endpoint::get(
            "/.well-known/oauth-authorization-server",
            Permission::Public,
            "The authorisation server of all bodies here (RFC 8414)",
        )
        .from_anywhere()
        .returns_media(JSON)
        .handle(server_metadata),
        Endpoint::get("/openid4vci/offers/{code}", Permission::Holder, "A credential offer, by reference (OpenID4VCI)")
            .from_anywhere()
            .returns_media(JSON)
            .handle(offer),
        post("/openid4vci/token", "Access with an offer's code and PIN (OpenID4VCI)").form().handle(redeem),
        post("/openid4vci/nonce", "Something for a wallet's keys to sign, once (OpenID4VCI)").handle(nonce),
        post("/openid4vci/credential", "The certificate, for the keys that are proven (OpenID4VCI)")
            .any_json()
            .handle(issue),
        post("/openid4vci/deferred", "A certificate that was waited for (OpenID4VCI)").any_json().handle(deferred),
        post("/openid4vci/notification", "What became of a certificate on the wallet (OpenID4VCI)")
            .any_json()
            .status(204)
            .handle(notify),
    ]
}

async fn issuer_metadata(call: Call) -> Result<Response, Problem> {
    let organisation = organisation(&call).await?;
    let address = issuers::address_of(&call.app.config, &organisation.slug);
    let metadata = metadata::issuer(&call.app.config, &address, &organisation.name);
    if !call.header("accept").is_some_and(|accept| accept.contains("application/jwt")) {
        return Ok(varying(published(&call, &metadata)));
    }
    let (app, now) = (call.app.clone(), call.app.clock.now());
    let key = call.app.db.write(move |conn| issuing_key(conn, &app, &organisation, now)).await?;
    // A new signature over the same content by the same key says nothing new.
    let content = json!([metadata, key.verification_method, key.key.public_key().to_multibase()]).to_string();
    let etag = format!("W/\"{}\"", sha256_hex(content.as_bytes()));
    let mut claims = metadata;
    if let Some(members) = claims.as_object_mut() {
        members.insert("sub".into(), address.clone().into());
        members.insert("iss".into(), address.into());
        members.insert("iat".into(), now.timestamp().into());
    }
    let header = json!({"typ": metadata::SIGNED_TYPE, "kid": key.verification_method});
    let signed = jose::sign(header, &claims, &key.key).map_err(issuers::IssuerError::from)?;
    Ok(varying(cacheable(&call, "application/jwt", signed, &etag, 0)))
}

/// Which of the two forms it is depends on what was asked for.
fn varying(mut response: Response) -> Response {
    response.headers_mut().insert(VARY, HeaderValue::from_static("accept"));
    response
}

async fn organisation(call: &Call) -> Result<Organisation, Problem> {
    let slug = call.param("slug").to_owned();
    Ok(call.app.db.read::<_, DbError, _>(move |conn| organisations::by_slug(conn, &slug)).await?)
}

async fn server_metadata(call: Call) -> Result<Response, Problem> {
    Ok(published(&call, &metadata::authorization_server(&call.app.config)))
}

fn published(call: &Call, document: &Value) -> Response {
    let body = document.to_string();
    let etag = format!("\"{}\"", sha256_hex(body.as_bytes()));
    cacheable(call, JSON, body, &etag, 0)
}

async fn offer(call: Call) -> Result<Response, Problem> {
    let (code, now) = (call.param("code").to_owned(), call.app.clock.now());
    let find = {
        let code = code.clone();
        move |conn: &mut _| wallets::issuer_of_code(conn, &code, now)
    };
    let issuer = call.app.db.read::<_, DbError, _>(find).await?.ok_or_else(|| problem(NOT_FOUND))?;
    Ok(answer(StatusCode::OK, &credential_offer(&call.app.config, &issuer.slug, &code)))
}

async fn nonce(call: Call) -> Result<Response, Problem> {
    let made = holders::make_challenge(&call.app.secrets, call.app.clock.now())?;
    Ok(answer(StatusCode::OK, &json!({"c_nonce": made.challenge})))
}

async fn issue(call: Call) -> Result<Response, Problem> {
    let given = credential::issue(&call.app, &call.actor, call.header("authorization"), &call.body).await;
    Ok(given.unwrap_or_else(Refusal::into_response))
}

async fn deferred(call: Call) -> Result<Response, Problem> {
    let given = credential::deferred(&call.app, &call.actor, call.header("authorization"), &call.body).await;
    Ok(given.unwrap_or_else(Refusal::into_response))
}

async fn notify(call: Call) -> Result<Response, Problem> {
    match notification::note(&call.app, call.header("authorization"), &call.body).await {
        Ok(()) => no_content(),
        Err(refusal) => Ok(refusal.into_response()),
    }
}

async fn redeem(call: Call) -> Result<Response, Problem> {
    Ok(match token::grant(&call.app, &call.body).await {
        Ok(body) => answer(StatusCode::OK, &body),
        Err(refusal) => refusal.into_response(),
    })
}
