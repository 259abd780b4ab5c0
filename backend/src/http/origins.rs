//! Pages of other origins (Fetch standard, CORS protocol): wallets and verifiers of other makers use
//! the protocol routes, and nothing else. No answer ever goes to another origin with cookies.

use std::sync::Arc;

use bytes::Bytes;
use http::StatusCode;
use http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, HeaderValue,
};
use warp::reply::Response;

use super::endpoint::Endpoint;

/// Lets every origin read the answer; a browser gives it to none that sent cookies.
pub(super) fn open(response: &mut Response) {
    let headers = response.headers_mut();
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    if !headers.contains_key(ACCESS_CONTROL_EXPOSE_HEADERS) {
        headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("www-authenticate"));
    }
}

/// What a browser asks before it sends a header or a body that a form could not.
pub(super) fn preflight(endpoints: &[Arc<Endpoint>]) -> Response {
    let mut response = Response::new(Bytes::new().into());
    *response.status_mut() = StatusCode::NO_CONTENT;
    let open = endpoints.iter().filter(|endpoint| endpoint.from_anywhere);
    let methods = open.map(|endpoint| endpoint.method.as_str()).collect::<Vec<_>>().join(", ");
    let headers = response.headers_mut();
    if let Ok(methods) = HeaderValue::from_str(&methods) {
        headers.insert(ACCESS_CONTROL_ALLOW_METHODS, methods);
    }
    headers.insert(ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("authorization, content-type"));
    headers.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("86400"));
    response
}
