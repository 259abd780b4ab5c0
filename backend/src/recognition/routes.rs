//! `/api/v1/recognition`.

use chrono::NaiveDate;
use puente_wire::problem::Problem;
use puente_wire::recognition::{Recognition, RecognitionQuery, RecognitionRequest};
use puente_wire::workbench::{LegalBases, LegalBasesQuery};
use warp::reply::Response;

use super::{Edition, Kept, RecognitionError};
use crate::actor::Permission;
use crate::http::call::cacheable;
use crate::http::problem::{MALFORMED, OUT_OF_RANGE, field_error, internal, invalid};
use crate::http::{Call, Endpoint};

/// The endpoints of this feature.
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/api/v1/recognition", Permission::Public, "What one certificate counts for in a country")
            .query::<RecognitionQuery>()
            .returns::<Recognition>()
            .handle(one),
        Endpoint::post("/api/v1/recognition", Permission::Public, "What certificates together count for in a country")
            .body::<RecognitionRequest>()
            .returns::<Recognition>()
            .handle(several),
        Endpoint::get("/api/v1/legal-bases", Permission::Public, "Legal bases, and blocs with their members")
            .query::<LegalBasesQuery>()
            .returns::<LegalBases>()
            .handle(legal_bases),
    ]
}

async fn one(call: Call) -> Result<Response, Problem> {
    let today = super::today(&call.app);
    let edition = super::edition(&call.app).await?;
    let kept = match edition.answers.get(&call.query, today) {
        Some(kept) => kept,
        None => answer(&call, &edition, today)?,
    };
    Ok(cacheable(&call, "application/json", kept.body, &kept.etag, 0))
}

/// What nearly every answer stays below.
const USUAL_BYTES: usize = 8 * 1024;

/// Works an answer out, and keeps it when it was asked for before.
fn answer(call: &Call, edition: &Edition, today: NaiveDate) -> Result<Kept, Problem> {
    let request = super::question_of(call.query::<RecognitionQuery>()?, today);
    // The day is part of the tag: without `on` the same address means another day tomorrow.
    let etag = format!("\"{}-{}\"", edition.stamp, request.on.unwrap_or(today));
    let answer = super::recognise(edition, request, today)?;
    let mut body = Vec::with_capacity(USUAL_BYTES);
    serde_json::to_writer(&mut body, &answer).map_err(|error| internal(&error))?;
    let kept = Kept { body: body.into(), etag };
    edition.answers.keep(&call.query, today, kept.clone());
    Ok(kept)
}

async fn several(call: Call) -> Result<Response, Problem> {
    let request = call.json::<RecognitionRequest>()?;
    let edition = super::edition(&call.app).await?;
    let today = super::today(&call.app);
    let etag = format!("\"{}-{}\"", edition.stamp, request.on.unwrap_or(today));
    let answer = super::recognise(&edition, request, today)?;
    let body = serde_json::to_vec(&answer).unwrap_or_default();
    // The tag says whether the same question would be answered the same.
    Ok(cacheable(&call, "application/json", body, &etag, 0))
}

async fn legal_bases(call: Call) -> Result<Response, Problem> {
    let edition = super::edition(&call.app).await?;
    let LegalBasesQuery { on } = call.query()?;
    let day = on.unwrap_or_else(|| super::today(&call.app));
    let all = LegalBases {
        legal_bases: edition.snapshot.legal_bases(day).cloned().collect(),
        blocs: edition.snapshot.blocs(day).cloned().collect(),
    };
    let body = serde_json::to_vec(&all).unwrap_or_default();
    Ok(cacheable(&call, "application/json", body, &format!("\"{}-{day}\"", edition.stamp), 0))
}

impl From<RecognitionError> for Problem {
    fn from(error: RecognitionError) -> Self {
        match error {
            RecognitionError::Holdings => invalid(vec![field_error("holdings", OUT_OF_RANGE)]),
            RecognitionError::Code { holding } => {
                invalid(vec![field_error(format!("holdings[{holding}].code"), MALFORMED)])
            }
            RecognitionError::Issuer { holding } => {
                invalid(vec![field_error(format!("holdings[{holding}].issuer"), MALFORMED)])
            }
            RecognitionError::Db(error) => error.into(),
        }
    }
}
