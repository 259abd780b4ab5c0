//! `/api/v1/orgs/{org}/crosswalks/{id}/…`: the life of rows, the queue, rejected pairs, framework versions.

use puente_wire::crosswalks::{
    Finding, FrameworkMove, MappingComment, NewComment, NewRejection, Queue, QueueQuery, RejectedPair,
};
use puente_wire::problem::Problem;
use puente_wire::workbench::{MappingRow, Step};
use warp::reply::Response;

use super::{queue, rejections, rows, versions};
use crate::actor::Permission;
use crate::acts::routes::doer;
use crate::http::call::{created, no_content, ok};
use crate::http::paging::Page;
use crate::http::{Call, Endpoint};
use crate::recognition::edition;

/// The endpoints around the rows of a crosswalk.
pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::post(
            "/api/v1/orgs/{org}/crosswalks/{id}/mappings/{mapping}/propose",
            Permission::Curate,
            "Put a draft forward",
        )
        .body::<Step>()
        .returns::<MappingRow>()
        .handle(propose),
        Endpoint::post(
            "/api/v1/orgs/{org}/crosswalks/{id}/mappings/{mapping}/withdraw",
            Permission::Curate,
            "Take a row back",
        )
        .body::<Step>()
        .returns::<MappingRow>()
        .handle(withdraw),
        Endpoint::get("/api/v1/orgs/{org}/crosswalks/{id}/queue", Permission::ReadWorkbench, "Rows that wait")
            .query::<QueueQuery>()
            .returns::<Queue>()
            .handle(waiting),
        Endpoint::get(
            "/api/v1/orgs/{org}/crosswalks/{id}/mappings/{mapping}/comments",
            Permission::ReadWorkbench,
            "What was said of a row",
        )
        .returns::<Vec<MappingComment>>()
        .handle(comments),
        Endpoint::post(
            "/api/v1/orgs/{org}/crosswalks/{id}/mappings/{mapping}/comments",
            Permission::ReadWorkbench,
            "Say something of a row",
        )
        .body::<NewComment>()
        .creates::<MappingComment>()
        .handle(comment),
        Endpoint::get(
            "/api/v1/orgs/{org}/crosswalks/{id}/findings",
            Permission::ReadWorkbench,
            "What does not fit together",
        )
        .returns::<Vec<Finding>>()
        .handle(findings),
        Endpoint::get(
            "/api/v1/orgs/{org}/crosswalks/{id}/rejections",
            Permission::ReadWorkbench,
            "Pairs that are not suggested again",
        )
        .returns::<Vec<RejectedPair>>()
        .handle(rejected),
        Endpoint::post("/api/v1/orgs/{org}/crosswalks/{id}/rejections", Permission::Curate, "Reject a pair")
            .body::<NewRejection>()
            .creates::<RejectedPair>()
            .handle(reject),
        Endpoint::delete(
            "/api/v1/orgs/{org}/crosswalks/{id}/rejections/{rejection}",
            Permission::Curate,
            "Let a rejected pair come back",
        )
        .status(204)
        .handle(restore),
        Endpoint::get(
            "/api/v1/orgs/{org}/crosswalks/{id}/framework-versions",
            Permission::ReadWorkbench,
            "What the newest framework versions would reopen",
        )
        .returns::<FrameworkMove>()
        .handle(preview),
        Endpoint::post(
            "/api/v1/orgs/{org}/crosswalks/{id}/framework-versions",
            Permission::Curate,
            "Take the newest framework versions and reopen what they changed",
        )
        .returns::<FrameworkMove>()
        .handle(take),
    ]
}

async fn propose(call: Call) -> Result<Response, Problem> {
    let doer = doer(&call, Permission::Curate)?;
    let (id, mapping, step) = (call.param("id").to_owned(), call.param("mapping").to_owned(), call.json::<Step>()?);
    ok(&call.app.db.write(move |conn| rows::propose(conn, &doer, (&id, &mapping), &step)).await?)
}

async fn withdraw(call: Call) -> Result<Response, Problem> {
    let doer = doer(&call, Permission::Curate)?;
    let (id, mapping, step) = (call.param("id").to_owned(), call.param("mapping").to_owned(), call.json::<Step>()?);
    ok(&call.app.db.write(move |conn| rows::withdraw(conn, &doer, (&id, &mapping), &step)).await?)
}

async fn waiting(call: Call) -> Result<Response, Problem> {
    let doer = doer(&call, Permission::ReadWorkbench)?;
    let QueueQuery { waiting, page } = call.query()?;
    let page = Page::new("", page)?;
    let id = call.param("id").to_owned();
    let edition = edition(&call.app).await?;
    ok(&call.app.db.read(move |conn| queue::queue(conn, &doer, &edition, &id, (waiting, &page))).await?)
}

async fn comments(call: Call) -> Result<Response, Problem> {
    let doer = doer(&call, Permission::ReadWorkbench)?;
    let (id, mapping) = (call.param("id").to_owned(), call.param("mapping").to_owned());
    ok(&call.app.db.read(move |conn| queue::comments(conn, &doer, (&id, &mapping))).await?)
}

async fn comment(call: Call) -> Result<Response, Problem> {
    let doer = doer(&call, Permission::ReadWorkbench)?;
    let new: NewComment = call.json()?;
    let (id, mapping) = (call.param("id").to_owned(), call.param("mapping").to_owned());
    created(&call.app.db.write(move |conn| queue::comment(conn, &doer, (&id, &mapping), &new)).await?)
}

async fn findings(call: Call) -> Result<Response, Problem> {
    let doer = doer(&call, Permission::ReadWorkbench)?;
    let id = call.param("id").to_owned();
    let edition = edition(&call.app).await?;
    ok(&call.app.db.read(move |conn| queue::findings(conn, &doer, &edition, &id)).await?)
}

async fn rejected(call: Call) -> Result<Response, Problem> {
    let doer = doer(&call, Permission::ReadWorkbench)?;
    let id = call.param("id").to_owned();
    ok(&call.app.db.read(move |conn| rejections::list(conn, &doer, &id)).await?)
}

async fn reject(call: Call) -> Result<Response, Problem> {
    let doer = doer(&call, Permission::Curate)?;
    let new: NewRejection = call.json()?;
    let id = call.param("id").to_owned();
    let edition = edition(&call.app).await?;
    created(&call.app.db.write(move |conn| rejections::reject(conn, &doer, &edition, &id, new)).await?)
}

async fn restore(call: Call) -> Result<Response, Problem> {
    let doer = doer(&call, Permission::Curate)?;
    let (id, rejection) = (call.param("id").to_owned(), call.param("rejection").to_owned());
    call.app.db.write(move |conn| rejections::restore(conn, &doer, &id, &rejection)).await?;
    no_content()
}

async fn preview(call: Call) -> Result<Response, Problem> {
    let doer = doer(&call, Permission::ReadWorkbench)?;
    let id = call.param("id").to_owned();
    let edition = edition(&call.app).await?;
    ok(&call.app.db.read(move |conn| versions::preview(conn, &doer, &edition, &id)).await?)
}

async fn take(call: Call) -> Result<Response, Problem> {
    let doer = doer(&call, Permission::Curate)?;
    let id = call.param("id").to_owned();
    let edition = edition(&call.app).await?;
    ok(&call.app.db.write(move |conn| versions::take(conn, &doer, &edition, &id)).await?)
}
