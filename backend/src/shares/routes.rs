//! `/api/v1/shares`, `/api/v1/share-states`.

use puente_wire::problem::Problem;
use puente_wire::shares::{NewShare, ShareCreated, ShareState, ShareStatesRequest, Shared, StopShare};
use warp::reply::Response;

use super::ShareError;
use crate::actor::Permission;
use crate::http::call::{created, ok};
use crate::http::problem::{MALFORMED, TOO_LONG, field_error, invalid, problem};
use crate::http::{Call, Endpoint};

crate::codes! {
    SHARE_NOT_FOUND = 404 "share-not-found" "No such share";
    SHARE_EXPIRED = 410 "share-expired" "The link's time is over";
    SHARE_STOPPED = 410 "share-stopped" "The holder stopped the link";
}

/// The endpoints of this feature.
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::post("/api/v1/shares", Permission::Holder, "Keep encrypted content for a link")
            .body::<NewShare>()
            .creates::<ShareCreated>()
            .handle(create),
        Endpoint::get("/api/v1/shares/{id}", Permission::Public, "Fetch the encrypted content of a link")
            .returns::<Shared>()
            .handle(open),
        Endpoint::post("/api/v1/share-states", Permission::Holder, "How the holder's links stand")
            .body::<ShareStatesRequest>()
            .returns::<Vec<ShareState>>()
            .handle(states),
        Endpoint::post("/api/v1/shares/{id}/stop", Permission::Holder, "End a link")
            .body::<StopShare>()
            .returns::<ShareState>()
            .handle(stop),
    ]
}

async fn create(call: Call) -> Result<Response, Problem> {
    let share = super::check(call.json::<NewShare>()?)?;
    let now = call.app.clock.now();
    created(&call.app.db.write(move |conn| super::create(conn, &share, now)).await?)
}

async fn open(call: Call) -> Result<Response, Problem> {
    let id = call.param("id").to_owned();
    let now = call.app.clock.now();
    ok(&call.app.db.write(move |conn| super::open(conn, &id, now)).await?)
}

async fn states(call: Call) -> Result<Response, Problem> {
    let keys = call.json::<ShareStatesRequest>()?.shares;
    ok(&call.app.db.read(move |conn| super::states(conn, &keys)).await?)
}

async fn stop(call: Call) -> Result<Response, Problem> {
    let id = call.param("id").to_owned();
    let secret = call.json::<StopShare>()?.secret;
    let now = call.app.clock.now();
    ok(&call.app.db.write(move |conn| super::stop(conn, &id, &secret, now)).await?)
}

impl From<ShareError> for Problem {
    fn from(error: ShareError) -> Self {
        match error {
            ShareError::NotFound => problem(SHARE_NOT_FOUND),
            ShareError::Expired => problem(SHARE_EXPIRED),
            ShareError::Stopped => problem(SHARE_STOPPED),
            ShareError::TooLong => invalid(vec![field_error("ciphertext", TOO_LONG)]),
            ShareError::Malformed => invalid(vec![field_error("ciphertext", MALFORMED)]),
            ShareError::BadHash => invalid(vec![field_error("manage_hash", MALFORMED)]),
            ShareError::TooMany => invalid(vec![field_error("shares", TOO_LONG)]),
            ShareError::Secret(error) => error.into(),
            ShareError::Db(error) => error.into(),
        }
    }
}
