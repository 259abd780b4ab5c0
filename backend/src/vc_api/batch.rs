//! What comes of a batch.

use http::StatusCode;
use puente_wire::problem::Problem;
use serde::Serialize;
use serde_json::value::RawValue;
use warp::reply::Response;

use super::VcApiError;
use crate::http::call::json;

/// What came of a batch.
#[derive(Serialize)]
struct Outcomes {
    issued: usize,
    refused: usize,
    results: Vec<Outcome>,
}

/// What came of one credential in it.
#[derive(Serialize)]
enum Outcome {
    #[serde(rename = "verifiableCredential")]
    Signed(Box<RawValue>),
    #[serde(rename = "problem")]
    Refused(Box<Problem>),
}

/// The answer to a batch.
pub(super) fn answer(outcomes: Vec<Result<Box<RawValue>, VcApiError>>) -> Response {
    let issued = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
    let refused = outcomes.len() - issued;
    let outcome = |outcome: Result<_, VcApiError>| {
        outcome.map_or_else(|error| Outcome::Refused(Box::new(error.into())), Outcome::Signed)
    };
    json(StatusCode::OK, &Outcomes { issued, refused, results: outcomes.into_iter().map(outcome).collect() })
}
