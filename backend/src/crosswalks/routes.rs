//! `/api/v1/orgs/{org}/crosswalks`.

use puente_wire::effects::Effects;
use puente_wire::problem::Problem;
use puente_wire::workbench::{
    CrosswalkDetail, CrosswalkSummary, MappingDraft, MappingEdit, MappingRow, NewCrosswalk, Review,
};
use warp::reply::Response;

use super::{CrosswalkError, rows};
use crate::actor::Permission;
use crate::acts::routes::{OWN_WORK, check_review, doer};
use crate::http::call::{created, ok};
use crate::http::problem::{NOT_FOUND, internal, invalid, problem, stale};
use crate::http::{Call, Endpoint};
use crate::recognition::edition;

crate::codes! {
    MAPPING_NOT_PROPOSED = 409 "mapping-not-proposed" "The row was not put forward by its author";
    NOTHING_TO_PUBLISH = 409 "nothing-to-publish" "No row was agreed since the last publication";
}

/// The endpoints of this feature.
pub fn endpoints() -> Vec<Endpoint> {
    let mut all = main();
    all.extend(super::life_routes::endpoints());
    all.extend(super::exchange_routes::endpoints());
    all.extend(super::deciding_routes::endpoints());
    all
}

fn main() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/api/v1/orgs/{org}/crosswalks", Permission::ReadWorkbench, "The ministry's crosswalks")
            .returns::<Vec<CrosswalkSummary>>()
            .handle(list),
        Endpoint::post("/api/v1/orgs/{org}/crosswalks", Permission::Curate, "Start a crosswalk")
            .body::<NewCrosswalk>()
            .creates::<CrosswalkDetail>()
            .handle(create),
        Endpoint::get("/api/v1/orgs/{org}/crosswalks/{id}", Permission::ReadWorkbench, "A crosswalk with its rows")
            .returns::<CrosswalkDetail>()
            .handle(detail),
        Endpoint::post("/api/v1/orgs/{org}/crosswalks/{id}/mappings", Permission::Curate, "Add a row")
            .body::<MappingDraft>()
            .creates::<MappingRow>()
            .handle(add),
        Endpoint::put("/api/v1/orgs/{org}/crosswalks/{id}/mappings/{mapping}", Permission::Curate, "Change a row")
            .body::<MappingEdit>()
            .returns::<MappingRow>()
            .handle(edit),
        Endpoint::post(
            "/api/v1/orgs/{org}/crosswalks/{id}/mappings/{mapping}/review",
            Permission::Review,
            "Agree or disagree with a row",
        )
        .body::<Review>()
        .returns::<MappingRow>()
        .handle(review),
        Endpoint::get(
            "/api/v1/orgs/{org}/crosswalks/{id}/effects",
            Permission::ReadWorkbench,
            "What publishing the agreed rows would change for holders",
        )
        .returns::<Effects>()
        .handle(effects),
        Endpoint::post("/api/v1/orgs/{org}/crosswalks/{id}/publish", Permission::Review, "Publish the agreed rows")
            .returns::<CrosswalkDetail>()
            .handle(publish),
    ]
}

async fn list(call: Call) -> Result<Response, Problem> {
    let doer = doer(&call, Permission::ReadWorkbench)?;
    ok(&call.app.db.read(move |conn| super::list(conn, &doer)).await?)
}

async fn detail(call: Call) -> Result<Response, Problem> {
    let doer = doer(&call, Permission::ReadWorkbench)?;
    let id = call.param("id").to_owned();
    let edition = edition(&call.app).await?;
    ok(&call.app.db.read(move |conn| super::detail(conn, &doer, &edition, &id)).await?)
}

async fn create(call: Call) -> Result<Response, Problem> {
    let doer = doer(&call, Permission::Curate)?;
    let new: NewCrosswalk = call.json()?;
    let edition = edition(&call.app).await?;
    created(&call.app.db.write(move |conn| super::create(conn, &doer, &edition, &new)).await?)
}

async fn add(call: Call) -> Result<Response, Problem> {
    let doer = doer(&call, Permission::Curate)?;
    let draft: MappingDraft = call.json()?;
    let id = call.param("id").to_owned();
    let edition = edition(&call.app).await?;
    created(&call.app.db.write(move |conn| rows::add(conn, &doer, &edition, &id, draft)).await?)
}

async fn edit(call: Call) -> Result<Response, Problem> {
    let doer = doer(&call, Permission::Curate)?;
    let edit: MappingEdit = call.json()?;
    let (id, mapping) = (call.param("id").to_owned(), call.param("mapping").to_owned());
    let edition = edition(&call.app).await?;
    ok(&call.app.db.write(move |conn| rows::edit(conn, &doer, &edition, (&id, &mapping), edit)).await?)
}

async fn review(call: Call) -> Result<Response, Problem> {
    let doer = doer(&call, Permission::Review)?;
    let opinion: Review = check_review(&call.json()?)?;
    let (id, mapping) = (call.param("id").to_owned(), call.param("mapping").to_owned());
    ok(&call.app.db.write(move |conn| rows::review(conn, &doer, (&id, &mapping), &opinion)).await?)
}

async fn effects(call: Call) -> Result<Response, Problem> {
    let doer = doer(&call, Permission::ReadWorkbench)?;
    let id = call.param("id").to_owned();
    let edition = edition(&call.app).await?;
    ok(&call.app.db.read(move |conn| super::effects(conn, &doer, &edition, &id)).await?)
}

async fn publish(call: Call) -> Result<Response, Problem> {
    let doer = doer(&call, Permission::Review)?;
    let id = call.param("id").to_owned();
    let edition = edition(&call.app).await?;
    ok(&call.app.db.write(move |conn| super::publish(conn, &doer, &edition, &id)).await?)
}

impl From<CrosswalkError> for Problem {
    fn from(error: CrosswalkError) -> Self {
        match error {
            CrosswalkError::NotFound | CrosswalkError::NobodyKeeps => problem(NOT_FOUND),
            CrosswalkError::Stale(row) => stale(&row),
            CrosswalkError::OwnWork => problem(OWN_WORK),
            CrosswalkError::NotProposed => problem(MAPPING_NOT_PROPOSED),
            // What reaches this place was not answered with a report.
            CrosswalkError::Refused(_) | CrosswalkError::Interrupted | CrosswalkError::Unreadable(_) => {
                internal(&error)
            }
            CrosswalkError::NothingToPublish => problem(NOTHING_TO_PUBLISH),
            CrosswalkError::Invalid(errors) => invalid(errors),
            CrosswalkError::Denied(denied) => denied.into(),
            CrosswalkError::Db(error) => error.into(),
        }
    }
}
