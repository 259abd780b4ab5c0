//! What the registry says about bodies that issue certificates.

/// Where the registry answers for an issuer: a list with its entry, or an empty one.
pub fn path(did: &str) -> String {
    format!("/api/v1/issuers?did={}", super::segment(did))
}
