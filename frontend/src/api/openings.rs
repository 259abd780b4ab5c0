//! Training and assessment that a body offers.

use puente_wire::openings::{NewOpening, Opening};

use super::{Failure, Once, get, post, post_once, put, segment};

fn base(org: &str) -> String {
    format!("/api/v1/orgs/{}/openings", segment(org))
}

pub async fn openings(org: &str) -> Result<Vec<Opening>, Failure> {
    get(&base(org)).await
}

pub async fn publish(org: &str, new: &NewOpening, once: &Once) -> Result<Opening, Failure> {
    post_once(&base(org), new, once).await
}

/// Publishes it anew as it says now; the one before is taken back.
pub async fn replace(org: &str, id: &str, new: &NewOpening) -> Result<Opening, Failure> {
    put(&format!("{}/{}", base(org), segment(id)), new).await
}

pub async fn close(org: &str, id: &str) -> Result<Opening, Failure> {
    post(&format!("{}/{}/withdraw", base(org), segment(id)), &serde_json::json!({})).await
}
