//! `/api/v1/demonstration`: its accounts, so that a stranger can try every part.

use puente_wire::problem::Problem;
use puente_wire::registry::{Demonstration, DemonstrationAccount};
use warp::reply::Response;

use crate::accounts::organisations;
use crate::actor::Permission;
use crate::db::{DbConn, DbError};
use crate::demo;
use crate::http::call::ok;
use crate::http::problem::{NOT_FOUND, problem};
use crate::http::{Call, Endpoint};
use crate::settings;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/api/v1/demonstration", Permission::Public, "The accounts of a demonstration; 404 elsewhere")
            .returns::<Demonstration>()
            .handle(accounts),
    ]
}

async fn accounts(call: Call) -> Result<Response, Problem> {
    match call.app.db.read(describe).await? {
        Some(demonstration) => ok(&demonstration),
        None => Err(problem(NOT_FOUND)),
    }
}

fn describe(conn: &mut DbConn) -> Result<Option<Demonstration>, DbError> {
    if settings::get(conn, settings::DEMONSTRATION)?.as_deref() != Some("true") {
        return Ok(None);
    }
    let mut accounts = Vec::new();
    for account in demo::ACCOUNTS {
        accounts.push(DemonstrationAccount {
            login: account.login.to_owned(),
            name: account.name.to_owned(),
            organisation: organisations::by_slug(conn, account.organisation)?.name,
            roles: account.roles.to_vec(),
        });
    }
    Ok(Some(Demonstration { password: demo::PASSWORD.to_owned(), accounts }))
}
