//! `POST /api/v1/verifications`.

use http::StatusCode;
use puente_credentials::json::{self, JsonError, Limits};
use puente_credentials::sd_jwt::is_compact;
use puente_wire::problem::Problem;
use puente_wire::verification::{StatusListQuery, Verification};
use serde_json::Value;
use warp::reply::Response;

use super::VerificationError;
use crate::actor::Permission;
use crate::http::call::{ok, typed};
use crate::http::problem::{
    BAD_JSON, MALFORMED, NOT_FOUND, REQUIRED, TOO_LARGE, field_error, internal, invalid, problem, problem_with,
};
use crate::http::{Call, Endpoint};

/// The endpoints of this feature.
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::post(
            "/api/v1/verifications",
            Permission::Public,
            "Check a credential: the body is the credential (an object, or the text of an SD-JWT), or an object with it as `credential`",
        )
        .any_json()
        .returns::<Verification>()
        .handle(verify),
        Endpoint::get(
            "/api/v1/status-lists",
            Permission::Public,
            "Another issuer's status list, fetched for a browser",
        )
        .query::<StatusListQuery>()
        .returns_media("application/vc")
        .handle(status_list),
        Endpoint::get(
            "/api/v1/token-status-lists",
            Permission::Public,
            "An issuer's token status list, fetched for a browser: a JSON text",
        )
        .query::<StatusListQuery>()
        .returns::<String>()
        .handle(token_status_list),
    ]
}

async fn verify(call: Call) -> Result<Response, Problem> {
    let credential = credential_in(read(&call.body)?)?;
    ok(&super::verify(&call.app, &credential, None).await?)
}

async fn status_list(call: Call) -> Result<Response, Problem> {
    let url = call.query::<StatusListQuery>()?.url;
    let list = super::foreign_status_list(&call.app, &url).await.ok_or_else(|| problem(NOT_FOUND))?;
    let body = serde_json::to_vec(&list).map_err(|error| internal(&error))?;
    Ok(typed(StatusCode::OK, "application/vc", body))
}

async fn token_status_list(call: Call) -> Result<Response, Problem> {
    let url = call.query::<StatusListQuery>()?.url;
    ok(&super::token_list_for_browser(&call.app, &url).await?.ok_or_else(|| problem(NOT_FOUND))?)
}

/// A body of any shape, within the limits of a credential.
pub fn read(body: &[u8]) -> Result<Value, Problem> {
    json::parse(body, Limits::CREDENTIAL).map_err(|error| match error {
        JsonError::TooLarge => problem(TOO_LARGE),
        other => problem_with(BAD_JSON, other.to_string()),
    })
}

/// The credential itself, or the one under `credential`. What has nothing of a credential is refused;
/// what has, but wrongly, gets its answer from the verification.
fn credential_in(mut body: Value) -> Result<Value, Problem> {
    let inner = body.get_mut("credential").map(Value::take);
    let credential = inner.unwrap_or(body);
    if credential.as_str().is_some_and(is_compact) {
        return Ok(credential);
    }
    let Some(members) = credential.as_object() else {
        return Err(invalid(vec![field_error("credential", MALFORMED)]));
    };
    if !["@context", "issuer", "credentialSubject", "proof"].iter().any(|name| members.contains_key(*name)) {
        return Err(invalid(vec![field_error("credential", REQUIRED)]));
    }
    Ok(credential)
}

impl From<VerificationError> for Problem {
    fn from(error: VerificationError) -> Self {
        match error {
            VerificationError::Issuer(error) => error.into(),
            VerificationError::List(error) => error.into(),
            VerificationError::Db(error) => error.into(),
        }
    }
}
