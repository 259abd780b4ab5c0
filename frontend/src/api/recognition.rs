//! What certificates count for.

use puente_wire::recognition::{Recognition, RecognitionQuery, RecognitionRequest};

use super::{Failure, get, post};
use crate::browser::page;

/// Asks about one standard, and perhaps its issuer: nothing about the person leaves the browser.
pub async fn of_standard(query: &RecognitionQuery) -> Result<Recognition, Failure> {
    let mut pairs = vec![
        ("framework", query.framework.to_string()),
        ("code", query.code.clone()),
        ("destination", query.destination.to_string()),
    ];
    pairs.extend(query.version.clone().map(|version| ("version", version)));
    pairs.extend(query.issued_on.map(|day| ("issued_on", day.to_string())));
    pairs.extend(query.issuer.clone().map(|issuer| ("issuer", issuer)));
    pairs.extend(query.on.map(|day| ("on", day.to_string())));
    get(&format!("/api/v1/recognition?{}", page::query_of(&pairs))).await
}

/// Asks about certificates together; about one alone as the look-up does, so that the answer can be kept.
pub async fn of(request: RecognitionRequest) -> Result<Recognition, Failure> {
    match request.holdings.as_slice() {
        [one] if one.units.is_empty() && request.target.is_none() => {
            let one = one.clone();
            let query = RecognitionQuery {
                framework: one.framework,
                code: one.code,
                version: one.version,
                issued_on: one.issued_on,
                issuer: one.issuer,
                destination: request.destination,
                on: request.on,
            };
            of_standard(&query).await
        }
        _ => post("/api/v1/recognition", &request).await,
    }
}
