//! `/api/v1/orgs/{org}/decisions`.

use puente_wire::workbench::{DecisionAct, DecisionDraft, DecisionEdit, Review, Step};

use super::Decisions;
use crate::actor::Permission;
use crate::acts::routes::{correct, create, edit, list, propose, publish, read, review};
use crate::http::Endpoint;

/// The endpoints of this feature.
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/api/v1/orgs/{org}/decisions", Permission::ReadWorkbench, "The ministry's decisions")
            .returns::<Vec<DecisionAct>>()
            .handle(list::<Decisions>),
        Endpoint::post("/api/v1/orgs/{org}/decisions", Permission::Curate, "Draft a decision")
            .body::<DecisionDraft>()
            .creates::<DecisionAct>()
            .handle(create::<Decisions>),
        Endpoint::get("/api/v1/orgs/{org}/decisions/{id}", Permission::ReadWorkbench, "One version of a decision")
            .returns::<DecisionAct>()
            .handle(read::<Decisions>),
        Endpoint::put("/api/v1/orgs/{org}/decisions/{id}", Permission::Curate, "Change an unpublished version")
            .body::<DecisionEdit>()
            .returns::<DecisionAct>()
            .handle(edit::<Decisions>),
        Endpoint::post(
            "/api/v1/orgs/{org}/decisions/{id}/propose",
            Permission::Curate,
            "Ask for a second person's opinion",
        )
        .body::<Step>()
        .returns::<DecisionAct>()
        .handle(propose::<Decisions>),
        Endpoint::post("/api/v1/orgs/{org}/decisions/{id}/review", Permission::Review, "Agree, or send it back")
            .body::<Review>()
            .returns::<DecisionAct>()
            .handle(review::<Decisions>),
        Endpoint::post("/api/v1/orgs/{org}/decisions/{id}/publish", Permission::Review, "Publish an agreed version")
            .body::<Step>()
            .returns::<DecisionAct>()
            .handle(publish::<Decisions>),
        Endpoint::post("/api/v1/orgs/{org}/decisions/{id}/correct", Permission::Curate, "Draft the next version")
            .creates::<DecisionAct>()
            .handle(correct::<Decisions>),
    ]
}
