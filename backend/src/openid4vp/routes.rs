//! `/api/v1/presentation-requests`, `/openid4vp/…`, `/.well-known/did.json`.

use http::StatusCode;
use puente_wire::presentations::{NewPresentationRequest, PresentationAnswer, PresentationRequest, ReadAnswer};
use puente_wire::problem::Problem;
use serde_json::json;
use warp::reply::Response;

use super::response::{self, Refusal};
use super::{document, request};
use crate::actor::Permission;
use crate::http::call::{self, cacheable, created, no_content, ok, typed};
use crate::http::problem::{NOT_FOUND, internal, problem};
use crate::http::{Call, Endpoint};
use crate::secrets::sha256_hex;

/// The media type of a request object (RFC 9101).
const REQUEST: &str = "application/oauth-authz-req+jwt";

/// The endpoints of this feature.
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/.well-known/did.json", Permission::Public, "The registry's own DID document, as a verifier")
            .from_anywhere()
            .returns_media("application/did+json")
            .handle(did_document),
        Endpoint::post(
            "/api/v1/presentation-requests",
            Permission::Public,
            "Ask a person's wallet for exactly the facts that are needed",
        )
        .body::<NewPresentationRequest>()
        .limit(4 * 1024)
        .creates::<PresentationRequest>()
        .handle(make),
        Endpoint::post("/api/v1/presentation-requests/{id}/answer", Permission::Holder, "What the wallet answered")
            .body::<ReadAnswer>()
            .limit(4 * 1024)
            .returns::<PresentationAnswer>()
            .handle(answer),
        Endpoint::post("/api/v1/presentation-requests/{id}/cancel", Permission::Holder, "Take a request back")
            .body::<ReadAnswer>()
            .limit(4 * 1024)
            .status(204)
            .handle(cancel),
        Endpoint::get("/openid4vp/requests/{id}", Permission::Holder, "The signed request, for a wallet (OpenID4VP)")
            .from_anywhere()
            .returns_media(REQUEST)
            .handle(object),
        Endpoint::post("/openid4vp/responses/{id}", Permission::Holder, "A wallet's answer, direct_post (OpenID4VP)")
            .from_anywhere()
            .form()
            .returns_media("application/json")
            .errors_as(&["application/json"])
            .handle(respond),
    ]
}

async fn did_document(call: Call) -> Result<Response, Problem> {
    let document = document(&call.app.config, &call.app.secrets);
    let body = serde_json::to_vec(&document).map_err(|error| internal(&error))?;
    let etag = format!("\"{}\"", sha256_hex(&body));
    Ok(cacheable(&call, "application/did+json", body, &etag, 300))
}

async fn make(call: Call) -> Result<Response, Problem> {
    created(&request::make(&call.app, call.json()?).await?)
}

async fn answer(call: Call) -> Result<Response, Problem> {
    let ReadAnswer { secret } = call.json()?;
    ok(&response::read(&call.app, call.param("id"), &secret).await?)
}

async fn cancel(call: Call) -> Result<Response, Problem> {
    let ReadAnswer { secret } = call.json()?;
    response::take_back(&call.app, call.param("id"), &secret).await?;
    no_content()
}

async fn object(call: Call) -> Result<Response, Problem> {
    let object = request::object(&call.app, call.param("id")).await?;
    Ok(typed(StatusCode::OK, REQUEST, object.ok_or_else(|| problem(NOT_FOUND))?))
}

async fn respond(call: Call) -> Result<Response, Problem> {
    match response::take(&call.app, call.param("id"), &call.body).await {
        Ok(()) => ok(&json!({})),
        Err(Refusal::Invalid(why)) => {
            Ok(call::json(StatusCode::BAD_REQUEST, &json!({"error": "invalid_request", "error_description": why})))
        }
        Err(Refusal::Ours(problem)) => Err(*problem),
    }
}
