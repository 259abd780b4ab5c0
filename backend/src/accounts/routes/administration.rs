//! `/api/v1/organisations`: the operator's.

use puente_wire::administration::{Organisations, RegisterOrganisation, RegisteredWithInvitation};
use puente_wire::problem::Problem;
use warp::reply::Response;

use crate::accounts::administration;
use crate::actor::Permission;
use crate::http::call::{created, ok};
use crate::http::{Call, Endpoint};

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/api/v1/organisations", Permission::Operate, "Every organisation of the registry")
            .returns::<Organisations>()
            .handle(list),
        Endpoint::post(
            "/api/v1/organisations",
            Permission::Operate,
            "Register an organisation and invite its administrator",
        )
        .body::<RegisterOrganisation>()
        .creates::<RegisteredWithInvitation>()
        .handle(register),
    ]
}

async fn list(call: Call) -> Result<Response, Problem> {
    let actor = call.actor.clone();
    let organisations = call.app.db.read(move |conn| administration::list(conn, &actor)).await?;
    ok(&Organisations { organisations })
}

async fn register(call: Call) -> Result<Response, Problem> {
    call.actor.require_anywhere(Permission::Operate)?;
    let request: RegisterOrganisation = call.json()?;
    let (actor, now, origin) = (call.actor.clone(), call.app.clock.now(), call.app.config.origin.clone());
    let registered =
        call.app.db.write(move |conn| administration::register(conn, &actor, &origin, request, now)).await?;
    created(&registered)
}
