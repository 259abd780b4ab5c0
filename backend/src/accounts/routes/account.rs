//! `/api/v1/account`.

use puente_wire::accounts::{
    ChangePassword, ConfirmSecondFactor, RemoveSecondFactor, SecondFactorOffer, StartSecondFactor,
};
use puente_wire::problem::Problem;
use warp::reply::Response;

use crate::accounts::account;
use crate::actor::Permission;
use crate::http::call::{no_content, ok};
use crate::http::{Call, Endpoint};

pub(super) fn endpoints() -> Vec<Endpoint> {
    let signed_in = Permission::SignedIn;
    vec![
        Endpoint::post("/api/v1/account/password", signed_in, "Change the own password; other sessions end")
            .body::<ChangePassword>()
            .status(204)
            .handle(change_password),
        Endpoint::post("/api/v1/account/second-factor", signed_in, "Get a secret for a second factor")
            .body::<StartSecondFactor>()
            .returns::<SecondFactorOffer>()
            .handle(offer),
        Endpoint::post("/api/v1/account/second-factor/confirm", signed_in, "Put the second factor in use")
            .body::<ConfirmSecondFactor>()
            .status(204)
            .handle(confirm),
        Endpoint::post("/api/v1/account/second-factor/remove", signed_in, "Remove the second factor")
            .body::<RemoveSecondFactor>()
            .status(204)
            .handle(remove),
    ]
}

async fn change_password(call: Call) -> Result<Response, Problem> {
    call.actor.member()?;
    account::change_password(&call.app, call.actor.clone(), call.json()?).await?;
    no_content()
}

async fn offer(call: Call) -> Result<Response, Problem> {
    call.actor.member()?;
    let request: StartSecondFactor = call.json()?;
    ok(&account::offer_second_factor(&call.app, &call.actor, request.password).await?)
}

async fn confirm(call: Call) -> Result<Response, Problem> {
    call.actor.member()?;
    account::confirm_second_factor(&call.app, call.actor.clone(), call.json()?).await?;
    no_content()
}

async fn remove(call: Call) -> Result<Response, Problem> {
    call.actor.member()?;
    account::remove_second_factor(&call.app, call.actor.clone(), call.json()?).await?;
    no_content()
}
