//! What the registry has about the person, asked with the wallet's key.

use puente_wire::holders::{AccessPage, HolderCertificates, HolderChallenge, HolderRequest};

use super::{Failure, post};

pub async fn challenge() -> Result<HolderChallenge, Failure> {
    post("/api/v1/holder/challenges", &serde_json::json!({})).await
}

pub async fn accesses(request: &HolderRequest) -> Result<AccessPage, Failure> {
    post("/api/v1/holder/accesses", request).await
}

pub async fn certificates(request: &HolderRequest) -> Result<HolderCertificates, Failure> {
    post("/api/v1/holder/certificates", request).await
}
