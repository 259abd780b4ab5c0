//! `…/crosswalks/{id}/worklist`, `…/suggestions`, `/api/v1/orgs/{org}/coverage`: deciding what corresponds.

use puente_wire::problem::Problem;
use puente_wire::suggestions::{Coverage, SuggestionQuery, Suggestions, Worklist, WorklistQuery};
use warp::reply::Response;

use super::{coverage, suggestions};
use crate::actor::Permission;
use crate::acts::routes::doer;
use crate::http::call::ok;
use crate::http::{Call, Endpoint};
use crate::recognition::edition;

/// The endpoints of deciding.
pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get(
            "/api/v1/orgs/{org}/crosswalks/{id}/worklist",
            Permission::ReadWorkbench,
            "Standards that nobody has decided about",
        )
        .query::<WorklistQuery>()
        .returns::<Worklist>()
        .handle(worklist),
        Endpoint::get(
            "/api/v1/orgs/{org}/crosswalks/{id}/suggestions",
            Permission::ReadWorkbench,
            "Ranked candidates for a standard",
        )
        .query::<SuggestionQuery>()
        .returns::<Suggestions>()
        .handle(suggest),
        Endpoint::get(
            "/api/v1/orgs/{org}/coverage",
            Permission::ReadWorkbench,
            "How far the ministry's crosswalks have come, by sector",
        )
        .returns::<Coverage>()
        .handle(covered),
    ]
}

async fn worklist(call: Call) -> Result<Response, Problem> {
    let doer = doer(&call, Permission::ReadWorkbench)?;
    let (id, query) = (call.param("id").to_owned(), call.query::<WorklistQuery>()?);
    let edition = edition(&call.app).await?;
    ok(&call.app.db.read(move |conn| coverage::worklist(conn, &doer, &edition, &id, &query)).await?)
}

async fn suggest(call: Call) -> Result<Response, Problem> {
    let doer = doer(&call, Permission::ReadWorkbench)?;
    let (id, query) = (call.param("id").to_owned(), call.query::<SuggestionQuery>()?);
    let top = query.top.unwrap_or(suggestions::USUAL).clamp(1, suggestions::MOST);
    let edition = edition(&call.app).await?;
    ok(&call.app.db.read(move |conn| suggestions::suggest(conn, &doer, &edition, &id, (&query.subject, top))).await?)
}

async fn covered(call: Call) -> Result<Response, Problem> {
    let doer = doer(&call, Permission::ReadWorkbench)?;
    let edition = edition(&call.app).await?;
    ok(&call.app.db.read(move |conn| coverage::coverage(conn, &doer, &edition)).await?)
}
