//! Claim offers.

use puente_wire::offers::OfferPreview;

use super::{Failure, get};

pub async fn preview(code: &str) -> Result<OfferPreview, Failure> {
    get(&format!("/api/v1/offers/{}", super::segment(code))).await
}
