//! `/api/v1/organisations/{slug}/keys…`, `/api/v1/signed`.

use puente_wire::issuer_keys::{CompromiseKey, CreateKey, EndKey, IssuerKeys, KeySchedule, SignedAnswer, SignedQuery};
use puente_wire::problem::Problem;
use warp::reply::Response;

use super::life::{self, Change};
use super::record;
use crate::actor::Permission;
use crate::db::{DbConn, DbError};
use crate::http::call::{created, ok};
use crate::http::{Call, Endpoint};
use crate::issuers::IssuerError;

const KEYS: &str = "/api/v1/organisations/{slug}/keys";

/// The endpoints of this feature.
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get(KEYS, Permission::Operate, "The signing keys of an organisation, newest first")
            .returns::<IssuerKeys>()
            .handle(list),
        Endpoint::post(KEYS, Permission::Operate, "Make a signing key that signs nothing yet")
            .body::<CreateKey>()
            .creates::<IssuerKeys>()
            .handle(create),
        Endpoint::post(
            "/api/v1/organisations/{slug}/keys/rotate",
            Permission::Operate,
            "Retire the active keys and put the next in their place",
        )
        .body::<EndKey>()
        .returns::<IssuerKeys>()
        .handle(rotate),
        Endpoint::put(
            "/api/v1/organisations/{slug}/keys/schedule",
            Permission::Operate,
            "Every how many days the active keys are replaced, or never by themselves",
        )
        .body::<KeySchedule>()
        .returns::<IssuerKeys>()
        .handle(schedule),
        Endpoint::post(
            "/api/v1/organisations/{slug}/keys/{number}/activate",
            Permission::Operate,
            "Let a key sign from now on",
        )
        .returns::<IssuerKeys>()
        .handle(activate),
        Endpoint::post(
            "/api/v1/organisations/{slug}/keys/{number}/retire",
            Permission::Operate,
            "End a key; what it signed still verifies",
        )
        .body::<EndKey>()
        .returns::<IssuerKeys>()
        .handle(retire),
        Endpoint::post(
            "/api/v1/organisations/{slug}/keys/{number}/compromise",
            Permission::Operate,
            "Note that somebody else may have a key: what is signed with it from a moment on does not verify",
        )
        .body::<CompromiseKey>()
        .returns::<IssuerKeys>()
        .handle(compromise),
        Endpoint::get(
            "/api/v1/signed",
            Permission::Public,
            "When an issuer, one of whose keys is revoked, signed a certificate: by the SHA-256 of its canonical \
             JSON without proofs, of the issuer's token of an SD-JWT, or of the base signature of ecdsa-sd-2023",
        )
        .query::<SignedQuery>()
        .returns::<SignedAnswer>()
        .handle(signed),
    ]
}

async fn list(call: Call) -> Result<Response, Problem> {
    ok(&listed(&call).await?)
}

async fn create(call: Call) -> Result<Response, Problem> {
    let request: CreateKey = operator(&call)?.json()?;
    change(&call, move |conn, change| life::create(conn, change, &request)).await?;
    created(&listed(&call).await?)
}

async fn rotate(call: Call) -> Result<Response, Problem> {
    let request: EndKey = operator(&call)?.json()?;
    change(&call, move |conn, change| life::rotate(conn, change, &request.reason)).await?;
    list(call).await
}

async fn schedule(call: Call) -> Result<Response, Problem> {
    let request: KeySchedule = operator(&call)?.json()?;
    change(&call, move |conn, change| life::set_schedule(conn, change, request.rotate_every_days)).await?;
    list(call).await
}

async fn activate(call: Call) -> Result<Response, Problem> {
    let number = number(&call)?;
    change(&call, move |conn, change| life::activate(conn, change, number)).await?;
    list(call).await
}

async fn retire(call: Call) -> Result<Response, Problem> {
    let (number, request) = (number(&call)?, call.json::<EndKey>()?);
    change(&call, move |conn, change| life::retire(conn, change, number, &request.reason)).await?;
    list(call).await
}

async fn compromise(call: Call) -> Result<Response, Problem> {
    let (number, request) = (number(&call)?, call.json::<CompromiseKey>()?);
    change(&call, move |conn, change| life::compromise(conn, change, number, &request)).await?;
    list(call).await
}

async fn signed(call: Call) -> Result<Response, Problem> {
    let (query, config) = (call.query::<SignedQuery>()?, call.app.config.clone());
    let signed_at = call.app.db.read(move |conn| record::signed_at(conn, &config, &query)).await?;
    ok(&SignedAnswer { signed_at })
}

/// Who may not is told so before the body is looked at.
fn operator(call: &Call) -> Result<&Call, Problem> {
    call.actor.require_anywhere(Permission::Operate)?;
    Ok(call)
}

fn number(call: &Call) -> Result<i32, Problem> {
    operator(call)?.param("number").parse().map_err(|_| DbError::NotFound.into())
}

async fn change(
    call: &Call,
    work: impl FnOnce(&mut DbConn, &Change<'_>) -> Result<(), IssuerError> + Send + 'static,
) -> Result<(), Problem> {
    let (app, actor, slug) = (call.app.clone(), call.actor.clone(), call.param("slug").to_owned());
    let now = app.clock.now();
    let write = move |conn: &mut DbConn| work(conn, &Change { app: &app, actor: &actor, slug: &slug, now });
    Ok(call.app.db.write(write).await?)
}

async fn listed(call: &Call) -> Result<IssuerKeys, Problem> {
    let (app, actor, slug) = (call.app.clone(), call.actor.clone(), call.param("slug").to_owned());
    Ok(call.app.db.read(move |conn| life::list(conn, &app, &actor, &slug)).await?)
}
