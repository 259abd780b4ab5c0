//! `/api/v1/orgs/{org}/blocs`, `/api/v1/orgs/{org}/legal-bases`, and what of them is published.

use crosswalks::{Bloc, Dated, LegalBasis};
use puente_wire::problem::Problem;
use puente_wire::workbench::{
    BlocAct, BlocDraft, BlocEdit, LegalBasisAct, LegalBasisDraft, LegalBasisEdit, Review, Step,
};
use serde::Serialize;
use warp::reply::Response;

use super::{Blocs, LegalBases};
use crate::actor::Permission;
use crate::acts::routes::{correct, create, edit, list, propose, publish, read, review};
use crate::http::call::cacheable;
use crate::http::problem::{NOT_FOUND, problem};
use crate::http::{Call, Endpoint};
use crate::recognition::edition;

/// The endpoints of this feature.
pub fn endpoints() -> Vec<Endpoint> {
    [published(), blocs(), legal_bases()].concat()
}

fn published() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/api/v1/blocs/{act}", Permission::Public, "Every published version of a bloc")
            .returns::<Vec<Bloc>>()
            .handle(bloc_history),
        Endpoint::get("/api/v1/legal-bases/{act}", Permission::Public, "Every published version of a legal basis")
            .returns::<Vec<LegalBasis>>()
            .handle(legal_basis_history),
    ]
}

fn blocs() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/api/v1/orgs/{org}/blocs", Permission::ReadWorkbench, "Every version of every bloc")
            .returns::<Vec<BlocAct>>()
            .handle(list::<Blocs>),
        Endpoint::post("/api/v1/orgs/{org}/blocs", Permission::Curate, "Draft a bloc")
            .body::<BlocDraft>()
            .creates::<BlocAct>()
            .handle(create::<Blocs>),
        Endpoint::get("/api/v1/orgs/{org}/blocs/{id}", Permission::ReadWorkbench, "One version of a bloc")
            .returns::<BlocAct>()
            .handle(read::<Blocs>),
        Endpoint::put("/api/v1/orgs/{org}/blocs/{id}", Permission::Curate, "Change an unpublished version")
            .body::<BlocEdit>()
            .returns::<BlocAct>()
            .handle(edit::<Blocs>),
        Endpoint::post("/api/v1/orgs/{org}/blocs/{id}/propose", Permission::Curate, "Ask for a second opinion")
            .body::<Step>()
            .returns::<BlocAct>()
            .handle(propose::<Blocs>),
        Endpoint::post("/api/v1/orgs/{org}/blocs/{id}/review", Permission::Review, "Agree, or send it back")
            .body::<Review>()
            .returns::<BlocAct>()
            .handle(review::<Blocs>),
        Endpoint::post("/api/v1/orgs/{org}/blocs/{id}/publish", Permission::Review, "Publish an agreed version")
            .body::<Step>()
            .returns::<BlocAct>()
            .handle(publish::<Blocs>),
        Endpoint::post("/api/v1/orgs/{org}/blocs/{id}/correct", Permission::Curate, "Draft the next version")
            .creates::<BlocAct>()
            .handle(correct::<Blocs>),
    ]
}

fn legal_bases() -> Vec<Endpoint> {
    vec![
        Endpoint::get(
            "/api/v1/orgs/{org}/legal-bases",
            Permission::ReadWorkbench,
            "Every version of every legal basis",
        )
        .returns::<Vec<LegalBasisAct>>()
        .handle(list::<LegalBases>),
        Endpoint::post("/api/v1/orgs/{org}/legal-bases", Permission::Curate, "Draft a legal basis")
            .body::<LegalBasisDraft>()
            .creates::<LegalBasisAct>()
            .handle(create::<LegalBases>),
        Endpoint::get("/api/v1/orgs/{org}/legal-bases/{id}", Permission::ReadWorkbench, "One version of a legal basis")
            .returns::<LegalBasisAct>()
            .handle(read::<LegalBases>),
        Endpoint::put("/api/v1/orgs/{org}/legal-bases/{id}", Permission::Curate, "Change an unpublished version")
            .body::<LegalBasisEdit>()
            .returns::<LegalBasisAct>()
            .handle(edit::<LegalBases>),
        Endpoint::post("/api/v1/orgs/{org}/legal-bases/{id}/propose", Permission::Curate, "Ask for a second opinion")
            .body::<Step>()
            .returns::<LegalBasisAct>()
            .handle(propose::<LegalBases>),
        Endpoint::post("/api/v1/orgs/{org}/legal-bases/{id}/review", Permission::Review, "Agree, or send it back")
            .body::<Review>()
            .returns::<LegalBasisAct>()
            .handle(review::<LegalBases>),
        Endpoint::post("/api/v1/orgs/{org}/legal-bases/{id}/publish", Permission::Review, "Publish an agreed version")
            .body::<Step>()
            .returns::<LegalBasisAct>()
            .handle(publish::<LegalBases>),
        Endpoint::post("/api/v1/orgs/{org}/legal-bases/{id}/correct", Permission::Curate, "Draft the next version")
            .creates::<LegalBasisAct>()
            .handle(correct::<LegalBases>),
    ]
}

async fn bloc_history(call: Call) -> Result<Response, Problem> {
    let edition = edition(&call.app).await?;
    history(&call, &edition.snapshot.published().blocs, &edition.stamp)
}

async fn legal_basis_history(call: Call) -> Result<Response, Problem> {
    let edition = edition(&call.app).await?;
    history(&call, &edition.snapshot.published().legal_bases, &edition.stamp)
}

fn history<T: Dated + Serialize>(call: &Call, all: &[T], stamp: &str) -> Result<Response, Problem> {
    let versions: Vec<&T> = all.iter().filter(|one| one.id() == call.param("act")).collect();
    if versions.is_empty() {
        return Err(problem(NOT_FOUND));
    }
    let body = serde_json::to_vec(&versions).unwrap_or_default();
    Ok(cacheable(call, "application/json", body, &format!("\"{stamp}\""), 0))
}
