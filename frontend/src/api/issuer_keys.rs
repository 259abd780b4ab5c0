//! Signing keys of organisations, for the operator.

use puente_wire::issuer_keys::{CompromiseKey, CreateKey, EndKey, IssuerKeys, KeySchedule};

use super::{Failure, get, post, put, segment};

fn path(slug: &str, rest: &str) -> String {
    format!("/api/v1/organisations/{}/keys{rest}", segment(slug))
}

pub async fn list(slug: &str) -> Result<IssuerKeys, Failure> {
    get(&path(slug, "")).await
}

pub async fn create(slug: &str, request: &CreateKey) -> Result<IssuerKeys, Failure> {
    post(&path(slug, ""), request).await
}

pub async fn rotate(slug: &str, request: &EndKey) -> Result<IssuerKeys, Failure> {
    post(&path(slug, "/rotate"), request).await
}

pub async fn activate(slug: &str, number: i32) -> Result<IssuerKeys, Failure> {
    post(&path(slug, &format!("/{number}/activate")), &serde_json::json!({})).await
}

pub async fn retire(slug: &str, number: i32, request: &EndKey) -> Result<IssuerKeys, Failure> {
    post(&path(slug, &format!("/{number}/retire")), request).await
}

pub async fn compromise(slug: &str, number: i32, request: &CompromiseKey) -> Result<IssuerKeys, Failure> {
    post(&path(slug, &format!("/{number}/compromise")), request).await
}

/// Sets or ends the schedule.
pub async fn schedule(slug: &str, request: &KeySchedule) -> Result<IssuerKeys, Failure> {
    put(&path(slug, "/schedule"), request).await
}
