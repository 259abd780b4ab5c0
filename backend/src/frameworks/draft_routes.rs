//! `/api/v1/orgs/{org}/framework-drafts`.

use puente_wire::effects::Effects;
use puente_wire::frameworks::{
    FrameworkDraft, FrameworkDraftDetail, FrameworkFile, FrameworkPreview, NewFrameworkDraft,
};
use puente_wire::problem::Problem;
use puente_wire::workbench::Step;
use warp::reply::Response;

use super::drafts::{self, DraftError};
use super::import::ImportError;
use crate::actor::Permission;
use crate::acts::routes::{OWN_WORK, doer};
use crate::http::call::{created, no_content, ok};
use crate::http::problem::{
    ALREADY_EXISTS, NOT_FOUND, OUT_OF_RANGE, REQUIRED, field_error, invalid, problem, problem_with, stale,
};
use crate::http::{Call, Endpoint};
use crate::recognition::edition;

crate::codes! {
    NOT_IMPORTABLE = 422 "not-importable" "The file cannot be imported: some of its rows or items are wrong";
}

/// How many bytes a file may have on its way, in Base64; larger ones are imported on the command line.
const LARGEST_FILE: usize = 32 * 1024 * 1024;

/// The endpoints of this feature.
pub fn endpoints() -> Vec<Endpoint> {
    let drafts = "/api/v1/orgs/{org}/framework-drafts";
    vec![
        Endpoint::get(drafts, Permission::ReadWorkbench, "The ministry's drafts of framework versions")
            .returns::<Vec<FrameworkDraft>>()
            .handle(list),
        Endpoint::post(drafts, Permission::Curate, "Begin a draft from a framework's newest version")
            .body::<NewFrameworkDraft>()
            .creates::<FrameworkDraft>()
            .handle(start),
        Endpoint::post(
            "/api/v1/orgs/{org}/framework-drafts/preview",
            Permission::Curate,
            "What a file would change; nothing is stored",
        )
        .body::<FrameworkFile>()
        .limit(LARGEST_FILE)
        .returns::<FrameworkPreview>()
        .handle(preview),
        Endpoint::post("/api/v1/orgs/{org}/framework-drafts/import", Permission::Curate, "Make a draft of a file")
            .body::<FrameworkFile>()
            .limit(LARGEST_FILE)
            .creates::<FrameworkDraft>()
            .handle(import),
        Endpoint::get(
            "/api/v1/orgs/{org}/framework-drafts/{id}",
            Permission::ReadWorkbench,
            "A draft and what it changes",
        )
        .returns::<FrameworkDraftDetail>()
        .handle(detail),
        Endpoint::get(
            "/api/v1/orgs/{org}/framework-drafts/{id}/effects",
            Permission::ReadWorkbench,
            "What publishing a draft would change for holders",
        )
        .returns::<Effects>()
        .handle(effects),
        Endpoint::post(
            "/api/v1/orgs/{org}/framework-drafts/{id}/publish",
            Permission::Review,
            "Publish a draft that somebody else began or edited last",
        )
        .body::<Step>()
        .status(204)
        .handle(publish),
        Endpoint::post("/api/v1/orgs/{org}/framework-drafts/{id}/discard", Permission::Curate, "Throw a draft away")
            .body::<Step>()
            .status(204)
            .handle(discard),
    ]
}

async fn list(call: Call) -> Result<Response, Problem> {
    let doer = doer(&call, Permission::ReadWorkbench)?;
    ok(&call.app.db.read(move |conn| drafts::list(conn, &doer)).await?)
}

async fn start(call: Call) -> Result<Response, Problem> {
    let doer = doer(&call, Permission::Curate)?;
    let new: NewFrameworkDraft = call.json()?;
    created(&call.app.db.write(move |conn| drafts::start(conn, &doer, &new)).await?)
}

async fn preview(call: Call) -> Result<Response, Problem> {
    let doer = doer(&call, Permission::Curate)?;
    let file: FrameworkFile = call.json()?;
    let base = call.app.config.origin.clone();
    ok(&call.app.db.read(move |conn| drafts::preview(conn, &doer, file, &base)).await?)
}

async fn import(call: Call) -> Result<Response, Problem> {
    let doer = doer(&call, Permission::Curate)?;
    let file: FrameworkFile = call.json()?;
    let base = call.app.config.origin.clone();
    created(&call.app.db.write(move |conn| drafts::import(conn, &doer, file, &base)).await?)
}

async fn detail(call: Call) -> Result<Response, Problem> {
    let doer = doer(&call, Permission::ReadWorkbench)?;
    let id = call.param("id").to_owned();
    ok(&call.app.db.read(move |conn| drafts::detail(conn, &doer, &id)).await?)
}

async fn effects(call: Call) -> Result<Response, Problem> {
    let doer = doer(&call, Permission::ReadWorkbench)?;
    let id = call.param("id").to_owned();
    let edition = edition(&call.app).await?;
    ok(&call.app.db.read(move |conn| drafts::effects(conn, &doer, &edition, &id)).await?)
}

async fn publish(call: Call) -> Result<Response, Problem> {
    let doer = doer(&call, Permission::Review)?;
    let Step { revision } = call.json()?;
    let id = call.param("id").to_owned();
    call.app.db.write(move |conn| drafts::publish(conn, &doer, &id, revision)).await?;
    no_content()
}

async fn discard(call: Call) -> Result<Response, Problem> {
    let doer = doer(&call, Permission::Curate)?;
    let Step { revision } = call.json()?;
    let id = call.param("id").to_owned();
    call.app.db.write(move |conn| drafts::discard(conn, &doer, &id, revision)).await?;
    no_content()
}

impl From<DraftError> for Problem {
    fn from(error: DraftError) -> Self {
        match error {
            DraftError::NotFound => problem(NOT_FOUND),
            DraftError::Stale(draft) => stale(&draft),
            DraftError::OwnWork => problem(OWN_WORK),
            DraftError::Invalid(errors) => invalid(errors),
            DraftError::Import(error) => error.into(),
            DraftError::Denied(denied) => denied.into(),
            DraftError::Db(error) => error.into(),
        }
    }
}

impl From<ImportError> for Problem {
    fn from(error: ImportError) -> Self {
        match error {
            ImportError::Rows(report) => {
                Self { current: serde_json::to_value(&report).ok(), ..problem(NOT_IMPORTABLE) }
            }
            ImportError::Case(ref unread) => Self {
                current: serde_json::to_value(unread.report()).ok(),
                ..problem_with(NOT_IMPORTABLE, error.to_string())
            },
            ImportError::Io(_) | ImportError::Package(_) => problem_with(NOT_IMPORTABLE, error.to_string()),
            ImportError::UnknownFramework => {
                invalid(vec![field_error("framework", REQUIRED), field_error("body", REQUIRED)])
            }
            ImportError::LabelTaken(_) => problem(ALREADY_EXISTS),
            ImportError::Past => invalid(vec![field_error("published_on", OUT_OF_RANGE)]),
            ImportError::Db(error) => error.into(),
        }
    }
}
