//! What certificates count for elsewhere.

use chrono::NaiveDate;
use puente_wire::recognition::Recognition;
use puente_wire::verification::StandardFacts;

use super::{Failure, get};
use crate::browser::page;

/// Asks about one standard only: nothing about the person leaves the browser.
pub async fn of_standard(
    standard: &StandardFacts,
    issued_on: Option<NaiveDate>,
    destination: &str,
) -> Result<Recognition, Failure> {
    let mut asked = vec![
        ("framework", standard.framework.clone()),
        ("code", standard.code.clone()),
        ("destination", destination.to_owned()),
    ];
    asked.extend(standard.version.clone().map(|version| ("version", version)));
    asked.extend(issued_on.map(|day| ("issued_on", day.to_string())));
    get(&format!("/api/v1/recognition?{}", page::query_of(&asked))).await
}
