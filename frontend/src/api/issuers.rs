//! What the registry says about bodies that issue certificates.

/// Where the registry's entry of an issuer is.
pub fn path(did: &str) -> String {
    format!("/api/v1/issuers/{}", super::segment(did))
}

/// Where the registry resolves an identifier of another host: the browser asks only its own.
pub fn document_path(did: &str) -> String {
    format!("/vc-api/identifiers/{}", super::segment(did))
}
