//! `/api/v1/orgs/{org}/agreements`.

use crosswalks::Agreement;
use puente_wire::effects::Effects;
use puente_wire::imports::{ActImport, ActImportQuery};
use puente_wire::problem::Problem;
use puente_wire::workbench::{AgreementAct, AgreementDraft, AgreementEdit, Review, Step};
use warp::reply::Response;

use super::Agreements;
use crate::actor::Permission;
use crate::acts::bulk_routes::{MOST_BYTES, example, import};
use crate::acts::routes::{ActType, correct, create, doer, edit, list, propose, publish, read, review};
use crate::acts::{self, ActError};
use crate::http::call::ok;
use crate::http::{Call, Endpoint};
use crate::recognition::effects::Change;
use crate::recognition::store::parse;
use crate::recognition::{self, edition};

/// The endpoints of this feature.
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::post(
            "/api/v1/orgs/{org}/agreements/import",
            Permission::Curate,
            "Make drafts of the rows of a CSV file; nothing is published",
        )
        .query::<ActImportQuery>()
        .table()
        .limit(MOST_BYTES)
        .returns::<ActImport>()
        .handle(import::<Agreements>),
        Endpoint::get("/api/v1/examples/agreements.csv", Permission::Public, "An example of such a file")
            .returns_media("text/csv")
            .handle(example::<Agreements>),
        Endpoint::get("/api/v1/orgs/{org}/agreements", Permission::ReadWorkbench, "The ministry's agreements")
            .returns::<Vec<AgreementAct>>()
            .handle(list::<Agreements>),
        Endpoint::post("/api/v1/orgs/{org}/agreements", Permission::Curate, "Draft an agreement")
            .body::<AgreementDraft>()
            .creates::<AgreementAct>()
            .handle(create::<Agreements>),
        Endpoint::get("/api/v1/orgs/{org}/agreements/{id}", Permission::ReadWorkbench, "One version of an agreement")
            .returns::<AgreementAct>()
            .handle(read::<Agreements>),
        Endpoint::put("/api/v1/orgs/{org}/agreements/{id}", Permission::Curate, "Change an unpublished version")
            .body::<AgreementEdit>()
            .returns::<AgreementAct>()
            .handle(edit::<Agreements>),
        Endpoint::post(
            "/api/v1/orgs/{org}/agreements/{id}/propose",
            Permission::Curate,
            "Ask for a second person's opinion",
        )
        .body::<Step>()
        .returns::<AgreementAct>()
        .handle(propose::<Agreements>),
        Endpoint::post("/api/v1/orgs/{org}/agreements/{id}/review", Permission::Review, "Agree, or send it back")
            .body::<Review>()
            .returns::<AgreementAct>()
            .handle(review::<Agreements>),
        Endpoint::post("/api/v1/orgs/{org}/agreements/{id}/publish", Permission::Review, "Publish an agreed version")
            .body::<Step>()
            .returns::<AgreementAct>()
            .handle(publish::<Agreements>),
        Endpoint::get(
            "/api/v1/orgs/{org}/agreements/{id}/effects",
            Permission::ReadWorkbench,
            "What publishing a version would change for holders",
        )
        .returns::<Effects>()
        .handle(effects),
        Endpoint::post("/api/v1/orgs/{org}/agreements/{id}/correct", Permission::Curate, "Draft the next version")
            .creates::<AgreementAct>()
            .handle(correct::<Agreements>),
    ]
}

async fn effects(call: Call) -> Result<Response, Problem> {
    let doer = doer(&call, Permission::ReadWorkbench)?;
    let id = call.param("id").to_owned();
    let edition = edition(&call.app).await?;
    let today = doer.at.date_naive();
    let found = call.app.db.read(move |conn| {
        let act = acts::find(conn, &doer, Agreements::KIND, &id)?;
        let agreement: Agreement = parse(&Agreements::dated(&act.document, today)?)?;
        Ok::<Effects, ActError>(recognition::effects::effects(&edition, Change::Agreement(Box::new(agreement)), today))
    });
    ok(&found.await.map_err(acts::routes::answer::<Agreements>)?)
}
