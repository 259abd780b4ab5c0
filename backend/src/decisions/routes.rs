//! `/api/v1/orgs/{org}/decisions`.

use crosswalks::Decision;
use http::StatusCode;
use puente_wire::effects::Effects;
use puente_wire::imports::{ActImport, ActImportQuery};
use puente_wire::problem::Problem;
use puente_wire::workbench::{Ballot, DecisionAct, DecisionDraft, DecisionEdit, Recusal, Review, Step, Vote};
use warp::reply::Response;

use super::{Decisions, credential};
use crate::actor::Permission;
use crate::acts::bulk_routes::{MOST_BYTES, example, import};
use crate::acts::routes::{correct, create, doer, edit, effects, list, propose, publish, read, review, step};
use crate::acts::{LONGEST_NOTE, voices};
use crate::http::call::{self, cacheable};
use crate::http::problem::{NOT_FOUND, REQUIRED, TOO_LONG, field_error, invalid, problem};
use crate::http::{Call, Endpoint};
use crate::recognition::edition;

/// The endpoints of this feature.
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::post(
            "/api/v1/orgs/{org}/decisions/import",
            Permission::Curate,
            "Make drafts of the rows of a CSV file; nothing is published",
        )
        .query::<ActImportQuery>()
        .table()
        .limit(MOST_BYTES)
        .returns::<ActImport>()
        .handle(import::<Decisions>),
        Endpoint::get("/api/v1/examples/decisions.csv", Permission::Public, "An example of such a file")
            .returns_media("text/csv")
            .handle(example::<Decisions>),
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
        Endpoint::post(
            "/api/v1/orgs/{org}/decisions/{id}/vote",
            Permission::Review,
            "Vote on, or sign, what has a technical opinion",
        )
        .body::<Ballot>()
        .returns::<DecisionAct>()
        .handle(vote),
        Endpoint::post("/api/v1/orgs/{org}/decisions/{id}/recuse", Permission::Review, "Say that one has an interest")
            .body::<Recusal>()
            .returns::<DecisionAct>()
            .handle(recuse),
        Endpoint::get("/api/v1/decisions/{act}", Permission::Public, "Every published version of a decision")
            .returns::<Vec<Decision>>()
            .handle(history),
        Endpoint::get(
            "/api/v1/decisions/{act}/versions/{version}/credential",
            Permission::Public,
            "A published version, signed by the ministry",
        )
        .returns_media("application/vc")
        .also_as(call::PLAINER)
        .handle(signed),
        Endpoint::post(
            "/api/v1/orgs/{org}/decisions/{id}/review",
            Permission::Review,
            "Give the technical opinion: for it, or back to its author",
        )
        .body::<Review>()
        .returns::<DecisionAct>()
        .handle(review::<Decisions>),
        Endpoint::post("/api/v1/orgs/{org}/decisions/{id}/publish", Permission::Review, "Publish an agreed version")
            .body::<Step>()
            .returns::<DecisionAct>()
            .handle(publish_and_sign),
        Endpoint::get(
            "/api/v1/orgs/{org}/decisions/{id}/effects",
            Permission::ReadWorkbench,
            "What publishing a version would change for holders",
        )
        .returns::<Effects>()
        .handle(effects::<Decisions>),
        Endpoint::post("/api/v1/orgs/{org}/decisions/{id}/correct", Permission::Curate, "Draft the next version")
            .creates::<DecisionAct>()
            .handle(correct::<Decisions>),
    ]
}

fn words(field: &str, text: Option<&str>, needed: bool) -> Result<Option<String>, Problem> {
    let text = text.map(str::trim).unwrap_or_default();
    if text.chars().count() > LONGEST_NOTE {
        return Err(invalid(vec![field_error(field, TOO_LONG)]));
    }
    if needed && text.is_empty() {
        return Err(invalid(vec![field_error(field, REQUIRED)]));
    }
    Ok((!text.is_empty()).then(|| text.to_owned()))
}

async fn vote(call: Call) -> Result<Response, Problem> {
    let doer = doer(&call, Permission::Review)?;
    let mut ballot: Ballot = call.json()?;
    ballot.words = words("words", ballot.words.as_deref(), ballot.vote == Vote::Against)?;
    let id = call.param("id").to_owned();
    step::<Decisions>(&call, StatusCode::OK, doer, move |conn, doer| voices::vote(conn, doer, &id, &ballot)).await
}

async fn recuse(call: Call) -> Result<Response, Problem> {
    let doer = doer(&call, Permission::Review)?;
    let mut recusal: Recusal = call.json()?;
    recusal.reason = words("reason", Some(&recusal.reason), true)?.unwrap_or_default();
    let id = call.param("id").to_owned();
    step::<Decisions>(&call, StatusCode::OK, doer, move |conn, doer| voices::recuse(conn, doer, &id, &recusal)).await
}

async fn publish_and_sign(call: Call) -> Result<Response, Problem> {
    let (app, id) = (call.app.clone(), call.param("id").to_owned());
    let response = publish::<Decisions>(call).await?;
    // It is published whatever happens now: who asks for the credential later has it signed then.
    if let Err(error) = credential::of_version(&app, id).await {
        tracing::warn!(error = &error as &dyn std::error::Error, "decision published, not signed yet");
    }
    Ok(response)
}

async fn history(call: Call) -> Result<Response, Problem> {
    let edition = edition(&call.app).await?;
    let act = call.param("act");
    let versions: Vec<&Decision> = edition.snapshot.published().decisions.iter().filter(|one| one.id == act).collect();
    if versions.is_empty() {
        return Err(problem(NOT_FOUND));
    }
    let body = serde_json::to_vec(&versions).unwrap_or_default();
    Ok(cacheable(&call, "application/json", body, &format!("\"{}\"", edition.stamp), 0))
}

async fn signed(call: Call) -> Result<Response, Problem> {
    let version = call.param("version").parse().map_err(|_| problem(NOT_FOUND))?;
    let found = credential::of_act(&call.app, call.param("act").to_owned(), version).await?;
    let (id, body) = found.ok_or_else(|| problem(NOT_FOUND))?;
    Ok(call::credential(&call, body, &format!("\"{id}\""), 0))
}
