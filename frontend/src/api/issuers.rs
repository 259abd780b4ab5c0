//! What the registry says about bodies that issue certificates.

use puente_wire::issuers::Issuer;

use super::{Failure, get, segment};

/// Where the registry answers for an issuer: a list with its entry, or an empty one.
pub fn path(did: &str) -> String {
    format!("/api/v1/issuers?did={}", super::segment(did))
}

/// Where the registry resolves an identifier of another host: the browser asks only its own.
pub fn document_path(did: &str) -> String {
    format!("/vc-api/identifiers/{}", super::segment(did))
}

/// Where the registry gives a token status list, its own or another's, as a JSON text.
pub fn token_status_list_path(url: &str) -> String {
    format!("/api/v1/token-status-lists?url={}", super::segment(url))
}

/// Where the registry says when it signed a certificate with a key that was revoked since.
pub fn signed_path(did: &str, imprint: &str) -> String {
    format!("/api/v1/signed?did={}&imprint={}", segment(did), segment(imprint))
}

/// Where the registry fetches another's status list for the browser.
pub fn status_list_path(url: &str) -> String {
    format!("/api/v1/status-lists?url={}", super::segment(url))
}

/// Every body that is, or was, accredited for something.
pub async fn all() -> Result<Vec<Issuer>, Failure> {
    get("/api/v1/issuers").await
}

/// What the registry says about an organisation as an issuer.
pub async fn of_slug(slug: &str) -> Result<Issuer, Failure> {
    get(&format!("/api/v1/issuers/{}", segment(slug))).await
}
