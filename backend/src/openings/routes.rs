//! `/api/v1/openings`, `/api/v1/orgs/{org}/openings`.

use puente_wire::openings::{NewOpening, Opening, OpeningQuery};
use puente_wire::problem::Problem;
use warp::reply::Response;

use super::OpeningError;
use crate::actor::Permission;
use crate::http::call::{cacheable, created, ok};
use crate::http::problem::{NOT_FOUND, invalid, problem};
use crate::http::{Call, Endpoint};
use crate::recognition::{edition, today};

/// The endpoints of this feature.
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/api/v1/openings", Permission::Public, "Training and assessment open for a standard")
            .query::<OpeningQuery>()
            .returns::<Vec<Opening>>()
            .handle(open),
        Endpoint::get("/api/v1/orgs/{org}/openings", Permission::PublishOpenings, "What the body has published")
            .returns::<Vec<Opening>>()
            .handle(list),
        Endpoint::post("/api/v1/orgs/{org}/openings", Permission::PublishOpenings, "Publish an opening")
            .body::<NewOpening>()
            .creates::<Opening>()
            .handle(publish),
        Endpoint::put(
            "/api/v1/orgs/{org}/openings/{id}",
            Permission::PublishOpenings,
            "Publish one anew as it says now; the one before is taken back",
        )
        .body::<NewOpening>()
        .returns::<Opening>()
        .handle(replace),
        Endpoint::post("/api/v1/orgs/{org}/openings/{id}/withdraw", Permission::PublishOpenings, "Take one back")
            .returns::<Opening>()
            .handle(withdraw),
    ]
}

async fn open(call: Call) -> Result<Response, Problem> {
    let query: OpeningQuery = call.query()?;
    let edition = edition(&call.app).await?;
    let day = query.on.unwrap_or_else(|| today(&call.app));
    let all = edition.snapshot.published().openings.iter();
    let wanted: Vec<&Opening> = all
        .filter(|one| one.standard.framework == query.framework && one.standard.standard == query.standard)
        .filter(|one| one.is_open_on(day) && query.unit.as_ref().is_none_or(|unit| one.closes(unit)))
        .collect();
    let body = serde_json::to_vec(&wanted).unwrap_or_default();
    Ok(cacheable(&call, "application/json", body, &format!("\"{}-{day}\"", edition.stamp), 0))
}

async fn list(call: Call) -> Result<Response, Problem> {
    ok(&super::list(&call.app, &call.actor, call.param("org")).await?)
}

async fn publish(call: Call) -> Result<Response, Problem> {
    call.actor.require(Permission::PublishOpenings, call.param("org"))?;
    let new: NewOpening = call.json()?;
    created(&super::publish(&call.app, &call.actor, call.param("org"), new).await?)
}

async fn replace(call: Call) -> Result<Response, Problem> {
    call.actor.require(Permission::PublishOpenings, call.param("org"))?;
    let new: NewOpening = call.json()?;
    ok(&super::replace(&call.app, &call.actor, call.param("org"), call.param("id"), new).await?)
}

async fn withdraw(call: Call) -> Result<Response, Problem> {
    ok(&super::withdraw(&call.app, &call.actor, call.param("org"), call.param("id")).await?)
}

impl From<OpeningError> for Problem {
    fn from(error: OpeningError) -> Self {
        match error {
            OpeningError::NotFound => problem(NOT_FOUND),
            OpeningError::Invalid(errors) => invalid(errors),
            OpeningError::Denied(denied) => denied.into(),
            OpeningError::Db(error) => error.into(),
        }
    }
}
