//! `/api/v1/orgs/{org}/members`, `/api/v1/orgs/{org}/signing`.

use puente_wire::members::{ChangeRoles, Members, SigningRule};
use puente_wire::problem::Problem;
use warp::reply::Response;

use crate::accounts::members;
use crate::actor::Permission;
use crate::http::call::{no_content, ok};
use crate::http::{Call, Endpoint};

pub(super) fn endpoints() -> Vec<Endpoint> {
    let manage = Permission::ManageMembers;
    vec![
        Endpoint::get("/api/v1/orgs/{org}/members", manage, "The organisation's people")
            .returns::<Members>()
            .handle(list),
        Endpoint::put("/api/v1/orgs/{org}/members/{id}", manage, "Change what a person may do")
            .body::<ChangeRoles>()
            .status(204)
            .handle(change_roles),
        Endpoint::delete("/api/v1/orgs/{org}/members/{id}", manage, "Remove a person from the organisation")
            .status(204)
            .handle(remove),
        Endpoint::put("/api/v1/orgs/{org}/signing", manage, "Whether signing needs a second factor")
            .body::<SigningRule>()
            .status(204)
            .handle(set_signing_rule),
    ]
}

async fn list(call: Call) -> Result<Response, Problem> {
    let (actor, org) = (call.actor.clone(), call.param("org").to_owned());
    ok(&call.app.db.read(move |conn| members::list(conn, &actor, &org)).await?)
}

async fn change_roles(call: Call) -> Result<Response, Problem> {
    call.actor.require(Permission::ManageMembers, call.param("org"))?;
    let request: ChangeRoles = call.json()?;
    let (actor, now) = (call.actor.clone(), call.app.clock.now());
    let (org, id) = (call.param("org").to_owned(), call.param("id").to_owned());
    call.app.db.write(move |conn| members::change_roles(conn, &actor, &org, &id, &request.roles, now)).await?;
    no_content()
}

async fn remove(call: Call) -> Result<Response, Problem> {
    let (actor, now) = (call.actor.clone(), call.app.clock.now());
    let (org, id) = (call.param("org").to_owned(), call.param("id").to_owned());
    call.app.db.write(move |conn| members::remove(conn, &actor, &org, &id, now)).await?;
    no_content()
}

async fn set_signing_rule(call: Call) -> Result<Response, Problem> {
    call.actor.require(Permission::ManageMembers, call.param("org"))?;
    let rule: SigningRule = call.json()?;
    let (actor, now, org) = (call.actor.clone(), call.app.clock.now(), call.param("org").to_owned());
    call.app
        .db
        .write(move |conn| members::set_signing_rule(conn, &actor, &org, rule.signatory_totp_required, now))
        .await?;
    no_content()
}
