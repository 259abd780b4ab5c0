//! `/api/v1/orgs/{org}/candidates`.

use puente_wire::people::{Candidate, CandidatePage, NewCandidate};
use puente_wire::problem::Problem;
use warp::reply::Response;

use super::Error;
use crate::actor::Permission;
use crate::codes;
use crate::http::call::{created, ok};
use crate::http::paging::{Page, PageQuery};
use crate::http::problem::{invalid, problem};
use crate::http::{Call, Endpoint};

codes! {
    SAME_DOCUMENT = 409 "same-document" "This document is on record already; `current` is the person";
}

/// The endpoints of this feature.
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/api/v1/orgs/{org}/candidates", Permission::ReadRecords, "Find candidates by name")
            .query::<PageQuery>()
            .returns::<CandidatePage>()
            .handle(find),
        Endpoint::post("/api/v1/orgs/{org}/candidates", Permission::ManageCandidates, "Register a candidate")
            .body::<NewCandidate>()
            .limit(16 * 1024)
            .creates::<Candidate>()
            .handle(register),
        Endpoint::get("/api/v1/orgs/{org}/candidates/{id}", Permission::ReadRecords, "A candidate's record")
            .returns::<Candidate>()
            .handle(read),
    ]
}

async fn find(call: Call) -> Result<Response, Problem> {
    call.actor.require(Permission::ReadRecords, call.param("org"))?;
    let query: PageQuery = call.query()?;
    let page = Page::new(&query.q, query.page)?;
    ok(&super::find(&call.app, &call.actor, call.param("org"), page).await?)
}

async fn register(call: Call) -> Result<Response, Problem> {
    call.actor.require(Permission::ManageCandidates, call.param("org"))?;
    let new: NewCandidate = call.json()?;
    created(&super::register(&call.app, &call.actor, call.param("org"), new).await?)
}

async fn read(call: Call) -> Result<Response, Problem> {
    ok(&super::read(&call.app, &call.actor, call.param("org"), call.param("id")).await?)
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::Db(error) => error.into(),
            Error::Denied(denied) => denied.into(),
            Error::Invalid(errors) => invalid(errors),
            Error::SameDocument(person) => {
                Self { current: serde_json::to_value(person).ok(), ..problem(SAME_DOCUMENT) }
            }
        }
    }
}
