//! `/api/v1/orgs/{org}/agreements`.

use puente_wire::effects::Effects;
use puente_wire::imports::{ActImport, ActImportQuery};
use puente_wire::workbench::{AgreementAct, AgreementDraft, AgreementEdit, Review, Step};

use super::Agreements;
use crate::actor::Permission;
use crate::acts::bulk_routes::{MOST_BYTES, example, import};
use crate::acts::routes::{correct, create, edit, effects, list, propose, publish, read, review};
use crate::http::Endpoint;

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
        .handle(effects::<Agreements>),
        Endpoint::post("/api/v1/orgs/{org}/agreements/{id}/correct", Permission::Curate, "Draft the next version")
            .creates::<AgreementAct>()
            .handle(correct::<Agreements>),
    ]
}
