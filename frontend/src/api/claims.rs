//! Claim offers.

use puente_wire::claims::{ClaimRequest, Claimed};
use puente_wire::offers::OfferPreview;

use super::{Failure, get, post};

pub async fn preview(code: &str) -> Result<OfferPreview, Failure> {
    get(&format!("/api/v1/offers/{}", super::segment(code))).await
}

/// Sent again by the same wallet, it answers with the same certificate.
pub async fn claim(request: &ClaimRequest) -> Result<Claimed, Failure> {
    post("/api/v1/claims", request).await
}
