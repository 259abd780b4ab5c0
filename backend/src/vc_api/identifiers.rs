//! Resolving identifiers (DID Resolution v0.3, HTTP binding): `did:key`, and `did:web` here or
//! elsewhere, through the guarded fetcher.

use http::StatusCode;
use puente_credentials::did::{DidDocument, DidError, did_web_url, from_did_key, resolve_offline};
use puente_credentials::keys::KeyError;
use puente_credentials::verify::Unavailable;
use puente_wire::problem::Problem;
use serde_json::{Value, json};
use warp::reply::Response;

use crate::http::Call;
use crate::http::call::typed;
use crate::http::problem::internal;
use crate::verifications;

/// Why an identifier does not resolve: the specification's code and HTTP status.
type Refusal = (&'static str, StatusCode);

pub(super) async fn resolve(call: Call) -> Result<Response, Problem> {
    let did = call.param("did");
    let document = match check(did) {
        Err(refusal) => Err(refusal),
        Ok(()) => match resolve_offline(did) {
            Some(document) => Ok(document),
            None => fetched(&call, did).await?,
        },
    };
    let wants_document = call.header("accept").is_some_and(|accept| accept.contains("application/did"));
    match document {
        Ok(document) if wants_document => answer(StatusCode::OK, "application/did", &json!(document)),
        Ok(document) => answer(StatusCode::OK, "application/did-resolution", &result(Some(&document), None)),
        Err((code, status)) => answer(status, "application/did-resolution", &result(None, Some(code))),
    }
}

async fn fetched(call: &Call, did: &str) -> Result<Result<DidDocument, Refusal>, Problem> {
    Ok(match verifications::did_document(&call.app, did).await? {
        Ok(document) if document.id == did => Ok(document),
        Ok(_) | Err(Unavailable::Malformed) => Err(("invalidDidDocument", StatusCode::BAD_GATEWAY)),
        Err(Unavailable::Unreachable) => Err(("notFound", StatusCode::NOT_FOUND)),
    })
}

/// Whether the identifier is one, of a method that is supported here.
fn check(did: &str) -> Result<(), Refusal> {
    let checked = if did.starts_with("did:key:") { from_did_key(did).map(drop) } else { did_web_url(did).map(drop) };
    checked.map_err(|error| match error {
        DidError::UnsupportedMethod if is_did(did) => ("methodNotSupported", StatusCode::NOT_IMPLEMENTED),
        DidError::Invalid | DidError::UnsupportedMethod | DidError::Key(KeyError::Encoding) => {
            ("invalidDid", StatusCode::BAD_REQUEST)
        }
        DidError::Key(KeyError::Length) => ("invalidPublicKeyLength", StatusCode::BAD_REQUEST),
        DidError::Key(KeyError::UnsupportedKind) => ("unsupportedPublicKeyType", StatusCode::BAD_REQUEST),
        DidError::Key(KeyError::Point) => ("invalidPublicKey", StatusCode::BAD_REQUEST),
    })
}

/// `did:` method `:` something (DID Core v1.0, section 3.1).
fn is_did(text: &str) -> bool {
    let mut parts = text.splitn(3, ':');
    let scheme = parts.next() == Some("did");
    let lower = |method: &str| {
        !method.is_empty() && method.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    scheme && parts.next().is_some_and(lower) && parts.next().is_some_and(|rest| !rest.is_empty())
}

fn result(document: Option<&DidDocument>, error: Option<&str>) -> Value {
    let metadata = match error {
        Some(error) => json!({ "error": error }),
        None => json!({ "contentType": "application/did" }),
    };
    json!({
        "@context": "https://w3id.org/did-resolution/v1",
        "didDocument": document,
        "didResolutionMetadata": metadata,
        "didDocumentMetadata": {},
    })
}

fn answer(status: StatusCode, media: &'static str, body: &Value) -> Result<Response, Problem> {
    let body = serde_json::to_vec(body).map_err(|error| internal(&error))?;
    Ok(typed(status, media, body))
}
