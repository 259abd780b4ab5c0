//! `/status/{slug}/{list}`, `/status/{slug}/tokens/{list}`, `/api/v1/status-notes/{slug}/{list}/{index}`.

use puente_credentials::token_status::MEDIA_TYPE;
use puente_wire::problem::Problem;
use puente_wire::verification::StatusNote;
use warp::reply::Response;

use super::StatusError;
use super::lists::{self, ListError, ListName};
use super::tokens;
use crate::actor::Permission;
use crate::http::call::{JSON_LD, PLAINER, cacheable, credential, credential_media, ok};
use crate::http::problem::{NOT_FOUND, internal, problem};
use crate::http::{Call, Endpoint};

/// The endpoints of this feature.
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/status/{slug}/{list}", Permission::Public, "A signed status list, e.g. revocation-1")
            .from_anywhere()
            .returns_media("application/vc")
            .also_as(PLAINER)
            .handle(list),
        Endpoint::get("/status/{slug}/tokens/{list}", Permission::Public, "A signed token status list, for SD-JWT")
            .from_anywhere()
            .returns_media(MEDIA_TYPE)
            .handle(token_list),
        Endpoint::get(
            "/api/v1/status-notes/{slug}/{list}/{index}",
            Permission::Public,
            "Why and since when a certificate is revoked or suspended, by its place in the list",
        )
        .returns::<StatusNote>()
        .handle(note),
    ]
}

async fn list(call: Call) -> Result<Response, Problem> {
    let name = ListName::parse(call.param("list")).ok_or_else(|| problem(NOT_FOUND))?;
    let list = lists::signed(&call.app, call.param("slug"), name).await?;
    let list = if credential_media(&call) == JSON_LD { list.for_json_ld() } else { list };
    let etag = format!("\"{}\"", list.version);
    // Always asked for again: a revocation shows at once. Unchanged, the answer is 304.
    Ok(credential(&call, list.credential, &etag, 0))
}

async fn token_list(call: Call) -> Result<Response, Problem> {
    let number = tokens::number(call.param("list")).ok_or_else(|| problem(NOT_FOUND))?;
    let list = tokens::signed(&call.app, call.param("slug"), number).await?;
    let etag = format!("\"{}\"", list.version);
    Ok(cacheable(&call, MEDIA_TYPE, list.credential, &etag, 0))
}

async fn note(call: Call) -> Result<Response, Problem> {
    let name = ListName::parse(call.param("list")).ok_or_else(|| problem(NOT_FOUND))?;
    let index = call.param("index").parse().map_err(|_| problem(NOT_FOUND))?;
    let slug = call.param("slug").to_owned();
    let note = call.app.db.read(move |conn| lists::note(conn, &slug, name, index)).await?;
    ok(&note.ok_or_else(|| problem(NOT_FOUND))?)
}

impl From<StatusError> for Problem {
    fn from(error: StatusError) -> Self {
        match error {
            StatusError::Db(error) => error.into(),
            StatusError::Secret(error) => error.into(),
        }
    }
}

impl From<ListError> for Problem {
    fn from(error: ListError) -> Self {
        match error {
            ListError::Unknown => problem(NOT_FOUND),
            ListError::Issuer(error) => error.into(),
            ListError::Db(error) => error.into(),
            ListError::Issue(error) => internal(&error),
        }
    }
}
