//! `/api/v1/frameworks`, `/api/v1/standards`.

use http::StatusCode;
use puente_wire::frameworks::{Diff, DiffQuery, FrameworkVersions};
use puente_wire::problem::Problem;
use puente_wire::standards::{FrameworkId, FrameworkList, StandardPage, StandardQuery, StandardTree};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use warp::reply::Response;

use super::export::{self, Form};
use crate::actor::Permission;
use crate::http::call::{cacheable, ok, typed};
use crate::http::problem::{NOT_FOUND, internal, problem};
use crate::http::{Call, Endpoint};
use crate::recognition::{Edition, edition, today};

/// Which version, in which form.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct FileQuery {
    /// `case`, `csv` or `tsv`.
    #[serde(default)]
    format: Form,
    /// The published version's label; absent: the newest.
    #[serde(default)]
    version: Option<String>,
}

/// The endpoints of this feature.
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/api/v1/frameworks", Permission::Public, "Every framework with its newest version")
            .returns::<FrameworkList>()
            .handle(list),
        Endpoint::get(
            "/api/v1/frameworks/{framework}/versions",
            Permission::Public,
            "The published versions of a framework, newest first",
        )
        .returns::<FrameworkVersions>()
        .handle(versions),
        Endpoint::get(
            "/api/v1/frameworks/{framework}/diff",
            Permission::Public,
            "What differs between two published versions of a framework",
        )
        .query::<DiffQuery>()
        .returns::<Diff>()
        .handle(diff),
        Endpoint::get(
            "/api/v1/frameworks/{framework}/file",
            Permission::Public,
            "A published version as a CASE package or a table",
        )
        .query::<FileQuery>()
        .returns_media("application/json")
        .also_as(&["text/csv", "text/tab-separated-values"])
        .handle(file),
        Endpoint::get("/api/v1/standards", Permission::Public, "Find standards by code or words")
            .query::<StandardQuery>()
            .returns::<StandardPage>()
            .handle(search),
        Endpoint::get(
            "/api/v1/frameworks/{framework}/standards/{key}",
            Permission::Public,
            "One standard with its units, elements and criteria",
        )
        .returns::<StandardTree>()
        .handle(tree),
    ]
}

async fn list(call: Call) -> Result<Response, Problem> {
    let edition = edition(&call.app).await?;
    let answer = super::list(&edition, today(&call.app));
    Ok(published(&call, &edition, &answer))
}

async fn search(call: Call) -> Result<Response, Problem> {
    let query = call.query::<StandardQuery>()?;
    let edition = edition(&call.app).await?;
    let answer = super::search(&edition, &query, today(&call.app));
    Ok(published(&call, &edition, &answer))
}

async fn tree(call: Call) -> Result<Response, Problem> {
    let framework: FrameworkId = call.param("framework").parse().map_err(|_| problem(NOT_FOUND))?;
    let edition = edition(&call.app).await?;
    let answer = super::tree(&edition, &framework, call.param("key"), today(&call.app));
    Ok(published(&call, &edition, &answer.ok_or_else(|| problem(NOT_FOUND))?))
}

async fn versions(call: Call) -> Result<Response, Problem> {
    let framework: FrameworkId = call.param("framework").parse().map_err(|_| problem(NOT_FOUND))?;
    let found = call.app.db.read(move |conn| super::versions(conn, &framework)).await?;
    ok(&found.ok_or_else(|| problem(NOT_FOUND))?)
}

async fn diff(call: Call) -> Result<Response, Problem> {
    let framework: FrameworkId = call.param("framework").parse().map_err(|_| problem(NOT_FOUND))?;
    let query: DiffQuery = call.query()?;
    let found = call.app.db.read(move |conn| super::diff(conn, &framework, &query)).await?;
    ok(&found.ok_or_else(|| problem(NOT_FOUND))?)
}

async fn file(call: Call) -> Result<Response, Problem> {
    let id: FrameworkId = call.param("framework").parse().map_err(|_| problem(NOT_FOUND))?;
    let FileQuery { format, version } = call.query()?;
    let base = call.app.config.origin.clone();
    let found = call.app.db.read(move |conn| export::find(conn, &id, version.as_deref())).await?;
    let found = found.ok_or_else(|| problem(NOT_FOUND))?;
    let mut bytes = Vec::new();
    found.write(format, &base, &mut bytes).map_err(|error| internal(&error))?;
    Ok(typed(StatusCode::OK, format.media(), bytes))
}

/// An answer from what is published; its tag is the edition's and the day's.
fn published(call: &Call, edition: &Edition, answer: &impl Serialize) -> Response {
    let etag = format!("\"{}-{}\"", edition.stamp, today(&call.app));
    cacheable(call, "application/json", serde_json::to_vec(answer).unwrap_or_default(), &etag, 0)
}
