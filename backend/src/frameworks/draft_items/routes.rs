//! `/api/v1/orgs/{org}/framework-drafts/{id}/items`.

use puente_wire::frameworks::{DraftItem, DraftItemQuery, DraftItems, FrameworkDraftDetail, ItemEdit, ItemRemoval};
use puente_wire::problem::Problem;
use puente_wire::workbench::Step;
use warp::reply::Response;

use super::list;
use crate::actor::Permission;
use crate::acts::routes::doer;
use crate::http::call::ok;
use crate::http::paging::{Page, PageQuery};
use crate::http::{Call, Endpoint};

/// The endpoints of this feature.
pub fn endpoints() -> Vec<Endpoint> {
    let items = "/api/v1/orgs/{org}/framework-drafts/{id}/items";
    vec![
        Endpoint::get(items, Permission::ReadWorkbench, "The items of a draft in the order of the tree, by words")
            .query::<PageQuery>()
            .returns::<DraftItems>()
            .handle(page),
        Endpoint::get(
            "/api/v1/orgs/{org}/framework-drafts/{id}/item",
            Permission::ReadWorkbench,
            "One item of a draft, and what the published version says of it",
        )
        .query::<DraftItemQuery>()
        .returns::<DraftItem>()
        .handle(one),
        Endpoint::put(items, Permission::Curate, "Add an item to a draft, or change one")
            .body::<ItemEdit>()
            .returns::<FrameworkDraftDetail>()
            .handle(edit),
        Endpoint::post(
            "/api/v1/orgs/{org}/framework-drafts/{id}/items/remove",
            Permission::Curate,
            "Take an item out of a draft, with everything below it",
        )
        .body::<ItemRemoval>()
        .returns::<FrameworkDraftDetail>()
        .handle(remove),
        Endpoint::post(
            "/api/v1/orgs/{org}/framework-drafts/{id}/undo",
            Permission::Curate,
            "Take the newest edit of a draft back",
        )
        .body::<Step>()
        .returns::<FrameworkDraftDetail>()
        .handle(undo),
    ]
}

async fn page(call: Call) -> Result<Response, Problem> {
    let doer = doer(&call, Permission::ReadWorkbench)?;
    let PageQuery { q, page } = call.query()?;
    let page = Page::new(&q, page)?;
    let id = call.param("id").to_owned();
    ok(&call.app.db.read(move |conn| list::page(conn, &doer, &id, &page, &q)).await?)
}

async fn one(call: Call) -> Result<Response, Problem> {
    let doer = doer(&call, Permission::ReadWorkbench)?;
    let DraftItemQuery { key } = call.query()?;
    let id = call.param("id").to_owned();
    ok(&call.app.db.read(move |conn| list::one(conn, &doer, &id, &key)).await?)
}

async fn edit(call: Call) -> Result<Response, Problem> {
    let doer = doer(&call, Permission::Curate)?;
    let edit: ItemEdit = call.json()?;
    let id = call.param("id").to_owned();
    ok(&call.app.db.write(move |conn| super::edit(conn, &doer, &id, edit)).await?)
}

async fn remove(call: Call) -> Result<Response, Problem> {
    let doer = doer(&call, Permission::Curate)?;
    let gone: ItemRemoval = call.json()?;
    let id = call.param("id").to_owned();
    ok(&call.app.db.write(move |conn| super::remove(conn, &doer, &id, &gone)).await?)
}

async fn undo(call: Call) -> Result<Response, Problem> {
    let doer = doer(&call, Permission::Curate)?;
    let Step { revision } = call.json()?;
    let id = call.param("id").to_owned();
    ok(&call.app.db.write(move |conn| super::undo(conn, &doer, &id, revision)).await?)
}
