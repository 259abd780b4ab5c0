//! `/api/v1/orgs/{org}/invitations`, `/api/v1/invitations/{token}`.

use puente_wire::members::{
    AcceptInvitation, AcceptedInvitation, InvitationPreview, Invitations, Invite, IssuedInvitation,
};
use puente_wire::problem::Problem;
use warp::reply::Response;

use crate::accounts::invitations;
use crate::actor::Permission;
use crate::http::call::{created, no_content, ok};
use crate::http::{Call, Endpoint};

pub(super) fn endpoints() -> Vec<Endpoint> {
    let manage = Permission::ManageMembers;
    vec![
        Endpoint::get("/api/v1/orgs/{org}/invitations", manage, "Invitations that can still be accepted")
            .returns::<Invitations>()
            .handle(list),
        Endpoint::post("/api/v1/orgs/{org}/invitations", manage, "Invite a person; the link is shown this once")
            .body::<Invite>()
            .creates::<IssuedInvitation>()
            .handle(invite),
        Endpoint::delete("/api/v1/orgs/{org}/invitations/{id}", manage, "Withdraw an invitation")
            .status(204)
            .handle(withdraw),
        Endpoint::get("/api/v1/invitations/{token}", Permission::Holder, "What an invitation's link offers")
            .returns::<InvitationPreview>()
            .handle(preview),
        Endpoint::post("/api/v1/invitations/{token}", Permission::Holder, "Accept an invitation")
            .body::<AcceptInvitation>()
            .creates::<AcceptedInvitation>()
            .handle(accept),
    ]
}

async fn list(call: Call) -> Result<Response, Problem> {
    let (actor, now, org) = (call.actor.clone(), call.app.clock.now(), call.param("org").to_owned());
    let invitations = call.app.db.read(move |conn| invitations::list(conn, &actor, &org, now)).await?;
    ok(&Invitations { invitations })
}

async fn invite(call: Call) -> Result<Response, Problem> {
    call.actor.require(Permission::ManageMembers, call.param("org"))?;
    let request: Invite = call.json()?;
    let (actor, now, org) = (call.actor.clone(), call.app.clock.now(), call.param("org").to_owned());
    let origin = call.app.config.origin.clone();
    let issued = call.app.db.write(move |conn| invitations::invite(conn, &actor, &org, &origin, &request, now)).await?;
    created(&issued)
}

async fn withdraw(call: Call) -> Result<Response, Problem> {
    let (actor, now) = (call.actor.clone(), call.app.clock.now());
    let (org, id) = (call.param("org").to_owned(), call.param("id").to_owned());
    call.app.db.write(move |conn| invitations::withdraw(conn, &actor, &org, &id, now)).await?;
    no_content()
}

async fn preview(call: Call) -> Result<Response, Problem> {
    let (token, now) = (call.param("token").to_owned(), call.app.clock.now());
    ok(&call.app.db.read(move |conn| invitations::preview(conn, &token, now)).await?)
}

async fn accept(call: Call) -> Result<Response, Problem> {
    let request: AcceptInvitation = call.json()?;
    let token = call.param("token").to_owned();
    created(&invitations::accept(&call.app, call.actor.clone(), token, request).await?)
}
