//! Resolving identifiers and the keys in them (DID Resolution v0.3, HTTP binding; the did:key method,
//! section 3.1): `did:key`, `did:jwk`, and `did:web` here or elsewhere, through the guarded fetcher.

use std::sync::Arc;

use http::StatusCode;
use puente_credentials::did::{DidError, LONGEST_DID, did_web_url, key_of_did_jwk, key_of_did_key, resolve_offline};
use puente_credentials::keys::KeyError;
use puente_credentials::verify::Unavailable;
use puente_wire::problem::Problem;
use serde_json::{Value, json};
use warp::reply::Response;

use crate::http::Call;
use crate::http::call::typed;
use crate::http::problem::internal;
use crate::issuers;
use crate::verifications;

/// Why an identifier does not resolve: the specification's code and HTTP status.
type Refusal = (&'static str, StatusCode);

/// The one form in which keys are written here.
const KEY_FORMAT: &str = "Multikey";

/// The media type of a result of resolving (DID Resolution v0.3, HTTP binding).
pub(super) const RESOLUTION: &str = "application/did-resolution";
/// What else a caller may ask for: the bare document, or the result under other names.
pub(super) const OTHER_FORMS: &[&str] =
    &["application/did", "application/did+json", "application/did+ld+json", "application/ld+json", "application/json"];
/// A result that says why there is no document.
pub(super) const FORMS_OF_ERRORS: &[&str] = &[RESOLUTION, "application/ld+json", "application/json"];

pub(super) async fn resolve(call: Call) -> Result<Response, Problem> {
    let asked = call.param("did");
    if !accepts(call.header("accept")) {
        let refused = result(&json!({}), Some("representationNotSupported"));
        return answer(StatusCode::NOT_ACCEPTABLE, "application/did-resolution", &refused);
    }
    let format = form_urlencoded::parse(call.query.as_bytes()).find(|(name, _)| name == "publicKeyFormat");
    let other_format = format.is_some_and(|(_, format)| format != KEY_FORMAT);
    let did = asked.split(['/', '?', '#']).next().unwrap_or_default();
    if did != asked {
        return dereference(&call, did, asked, other_format).await;
    }
    let found = match check(did) {
        Err(refusal) => Err(refusal),
        Ok(()) if other_format => Err(("unsupportedPublicKeyType", StatusCode::BAD_REQUEST)),
        Ok(()) => document(&call, did).await,
    };
    match (found, document_media(&call)) {
        (Ok(document), Some(media)) => answer(StatusCode::OK, media, &document),
        (found, _) => resolution(&call, found),
    }
}

/// The media type of a bare document, when the caller asks for one.
fn document_media(call: &Call) -> Option<&'static str> {
    let accept = call.header("accept").filter(|accept| !accept.contains("did-resolution"))?;
    let media = ["application/did+ld+json", "application/did+json", "application/did"];
    media.into_iter().find(|media| accept.contains(media))
}

/// The result with everything said about it, under the name that the caller knows for it: the
/// specification's own, the one it had before, or plain JSON.
fn resolution(call: &Call, found: Result<Value, Refusal>) -> Result<Response, Problem> {
    let accept = call.header("accept").unwrap_or_default();
    let asked = |media: &str| accept.contains(media);
    let media = match () {
        () if asked("application/did-resolution") => "application/did-resolution",
        () if asked("application/ld+json") => "application/ld+json;profile=\"https://w3id.org/did-resolution\"",
        () if asked("application/json") => "application/json",
        () => "application/did-resolution",
    };
    match found {
        Ok(document) => answer(StatusCode::OK, media, &result(&document, None)),
        Err((code, status)) => answer(status, media, &result(&json!({}), Some(code))),
    }
}

/// A DID URL with a path, query or fragment: the key that it names.
async fn dereference(call: &Call, did: &str, url: &str, other_format: bool) -> Result<Response, Problem> {
    let found = match check(did) {
        Err(refusal) => Err(refusal),
        Ok(()) if !is_did_url(url) => Err(("invalidDidUrl", StatusCode::BAD_REQUEST)),
        Ok(()) if other_format => Err(("invalidPublicKeyType", StatusCode::BAD_REQUEST)),
        Ok(()) => document(call, did).await,
    };
    let method = found.and_then(|document| method_in(&document, url).ok_or(("notFound", StatusCode::NOT_FOUND)));
    resolution(call, method)
}

/// The key that a DID URL names: among the document's keys, or where it says what a key is for.
fn method_in(document: &Value, url: &str) -> Option<Value> {
    const PLACES: [&str; 6] = [
        "verificationMethod",
        "assertionMethod",
        "authentication",
        "keyAgreement",
        "capabilityInvocation",
        "capabilityDelegation",
    ];
    let did = document.get("id")?.as_str()?;
    let is_named = |method: &&Value| {
        let id = method.get("id").and_then(Value::as_str);
        id.is_some_and(|id| id == url || (id.starts_with('#') && url.strip_prefix(did) == Some(id)))
    };
    let methods = PLACES.into_iter().filter_map(|place| document.get(place)?.as_array()).flatten();
    methods.into_iter().find(is_named).cloned()
}

/// The document: one of somebody else's `did:web` as it was published, in which verifying can read what it needs.
async fn document(call: &Call, did: &str) -> Result<Value, Refusal> {
    if let Some(document) = resolve_offline(did) {
        return Ok(json!(document));
    }
    let own = issuers::slug_in(&call.app.config, did).is_some();
    let found = if own {
        verifications::did_document(&call.app, did).await.map(|found| found.map(|document| json!(document)))
    } else {
        Ok(verifications::foreign_did_document(&call.app, did).await.map(Arc::unwrap_or_clone))
    };
    match found {
        Ok(Ok(document)) if document.get("id").is_some_and(|id| id == did) => Ok(document),
        Ok(Ok(_) | Err(Unavailable::Malformed)) => Err(("invalidDidDocument", StatusCode::BAD_GATEWAY)),
        Ok(Err(Unavailable::Unreachable)) => Err(("notFound", StatusCode::NOT_FOUND)),
        Err(error) => {
            // Makes the chain of causes appear in the log.
            let problem = Problem::from(error);
            Err(("internalError", StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)))
        }
    }
}

/// Whether the caller takes one of the forms that there are; without a word, any.
fn accepts(header: Option<&str>) -> bool {
    const FORMS: [&str; 9] = [
        "*/*",
        "application/*",
        "application/did",
        "application/did+json",
        "application/did+ld+json",
        "application/did-resolution",
        "application/did-url-dereferencing",
        "application/json",
        "application/ld+json",
    ];
    let is_form = |wanted: &str| {
        let (media, rest) = wanted.split_once(';').unwrap_or((wanted, ""));
        let refused = rest.split(';').any(|part| matches!(part.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000"));
        !refused && FORMS.contains(&media.trim().to_ascii_lowercase().as_str())
    };
    header.is_none_or(|header| header.trim().is_empty() || header.split(',').any(is_form))
}

/// Whether the identifier is one, of a method that is supported here.
fn check(did: &str) -> Result<(), Refusal> {
    let invalid = ("invalidDid", StatusCode::BAD_REQUEST);
    let (method, rest) = method_of(did).ok_or(invalid)?;
    let checked = match method {
        "key" => key_of_did_key(did).map(drop),
        "jwk" => key_of_did_jwk(did).map(drop),
        "web" => did_web_url(did).map(drop),
        // A key under another method's name is a `did:key` that was written wrongly.
        _ if key_of_did_key(&format!("did:key:{rest}")).is_ok() => return Err(invalid),
        _ => return Err(("methodNotSupported", StatusCode::NOT_IMPLEMENTED)),
    };
    checked.map_err(|error| match error {
        DidError::Invalid | DidError::UnsupportedMethod | DidError::Key(KeyError::Encoding) => invalid,
        DidError::Key(KeyError::Length) => ("invalidPublicKeyLength", StatusCode::BAD_REQUEST),
        DidError::Key(KeyError::UnsupportedKind) => ("unsupportedPublicKeyType", StatusCode::BAD_REQUEST),
        DidError::Key(KeyError::Point) => ("invalidPublicKey", StatusCode::BAD_REQUEST),
    })
}

/// The method's name and what follows it in `did:` method `:` something (DID Core v1.0, section 3.1).
fn method_of(text: &str) -> Option<(&str, &str)> {
    let (method, rest) = text.strip_prefix("did:")?.split_once(':')?;
    let named = !method.is_empty() && method.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    (named && !rest.is_empty() && text.len() <= LONGEST_DID).then_some((method, rest))
}

/// Only characters of paths, queries and fragments (RFC 3986), and one fragment.
fn is_did_url(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&byte);
    text.len() <= LONGEST_DID && text.bytes().all(allowed) && text.matches('#').count() <= 1
}

/// The result with both names that the specifications have for what is said about it. Without a
/// document, its place is empty.
fn result(document: &Value, error: Option<&str>) -> Value {
    let metadata = match error {
        Some(error) => json!({ "error": error }),
        None => json!({ "contentType": "application/did" }),
    };
    json!({
        "@context": "https://w3id.org/did-resolution/v1",
        "didDocument": document,
        "didResolutionMetadata": metadata,
        "didDereferencingMetadata": metadata,
        "didDocumentMetadata": {},
    })
}

fn answer(status: StatusCode, media: &'static str, body: &Value) -> Result<Response, Problem> {
    let body = serde_json::to_vec(body).map_err(|error| internal(&error))?;
    Ok(typed(status, media, body))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caller_takes_what_there_is_or_is_told_so() {
        for taken in ["", "*/*", "text/html, */*;q=0.1", "application/did+json", "application/DID; charset=utf-8"] {
            assert!(accepts(Some(taken)), "{taken}");
        }
        for refused in ["text/html", "application/did+cbor", "application/did+cbor, image/png", "*/*;q=0"] {
            assert!(!accepts(Some(refused)), "{refused}");
        }
        assert!(accepts(None));
    }
}
