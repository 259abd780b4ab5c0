//! `/trust/list`, `/trust/entities`.

use http::header::{HeaderValue, LINK};
use puente_wire::problem::Problem;
use schemars::JsonSchema;
use serde::Deserialize;
use warp::reply::Response;

use super::{Name, TrustError, signed};
use crate::actor::Permission;
use crate::http::call::cacheable;
use crate::http::problem::{NOT_FOUND, internal, problem};
use crate::http::{Call, Endpoint};

/// Which page.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct PageQuery {
    /// From 1.
    #[serde(default)]
    page: Option<u16>,
}

/// The endpoints of this feature.
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get(
            "/trust/list",
            Permission::Public,
            "Bodies, what each may certify, and their keys: signed by the operator",
        )
        .query::<PageQuery>()
        .returns_media("application/json")
        .handle(list),
        Endpoint::get(
            "/trust/entities",
            Permission::Public,
            "The same as a credential (W3C Recognized Entities, Working Draft of 2 August 2026)",
        )
        .query::<PageQuery>()
        .returns_media("application/vc")
        .handle(entities),
        Endpoint::get("/trust/entities/{slug}", Permission::Public, "One body as such a credential")
            .query::<PageQuery>()
            .returns_media("application/vc")
            .handle(entity),
    ]
}

async fn list(call: Call) -> Result<Response, Problem> {
    let page = call.query::<PageQuery>()?.page.unwrap_or(1);
    answer(&call, Name::List(page.into()), "application/json").await
}

async fn entities(call: Call) -> Result<Response, Problem> {
    let page = call.query::<PageQuery>()?.page.unwrap_or(1);
    answer(&call, Name::Entities(page.into()), "application/vc").await
}

async fn entity(call: Call) -> Result<Response, Problem> {
    let page = call.query::<PageQuery>()?.page.unwrap_or(1);
    let slug = call.param("slug").to_owned();
    answer(&call, Name::Entity(slug, page.into()), "application/vc").await
}

async fn answer(call: &Call, name: Name, media: &'static str) -> Result<Response, Problem> {
    let text = signed(&call.app, name).await?;
    // Always asked for again: an accreditation that ended shows at once. Unchanged, the answer is 304.
    let mut response = cacheable(call, media, text.document, &format!("\"{}\"", text.version), 0);
    let next = text.next.map(|next| format!("<{}{}>; rel=\"next\"", call.app.config.origin, next.path()));
    if let Some(link) = next.and_then(|link| HeaderValue::from_str(&link).ok()) {
        response.headers_mut().insert(LINK, link);
    }
    Ok(response)
}

impl From<TrustError> for Problem {
    fn from(error: TrustError) -> Self {
        match error {
            TrustError::Unknown => problem(NOT_FOUND),
            TrustError::Issuer(error) => error.into(),
            TrustError::Db(error) => error.into(),
            TrustError::Issue(_) | TrustError::Proof(_) => internal(&error),
        }
    }
}
