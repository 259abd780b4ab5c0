//! Encrypted content behind links.

use puente_wire::shares::{NewShare, ShareCreated, ShareKey, ShareState, ShareStatesRequest, Shared, StopShare};

use super::{Failure, Once, get, post, post_once};

pub async fn create(new: &NewShare, once: &Once) -> Result<ShareCreated, Failure> {
    post_once("/api/v1/shares", new, once).await
}

pub async fn open(id: &str) -> Result<Shared, Failure> {
    get(&format!("/api/v1/shares/{}", super::segment(id))).await
}

pub async fn states(shares: Vec<ShareKey>) -> Result<Vec<ShareState>, Failure> {
    if shares.is_empty() {
        return Ok(Vec::new());
    }
    post("/api/v1/share-states", &ShareStatesRequest { shares }).await
}

pub async fn stop(id: &str, secret: &str) -> Result<ShareState, Failure> {
    let body = StopShare { secret: secret.to_owned() };
    post(&format!("/api/v1/shares/{}/stop", super::segment(id)), &body).await
}
