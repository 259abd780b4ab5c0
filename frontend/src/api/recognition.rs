//! What certificates count for.

use puente_wire::recognition::{Recognition, RecognitionQuery};

use super::{Failure, get};
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
