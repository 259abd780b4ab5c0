//! `/api/v1/session`, `/api/v1/sessions`.

use http::StatusCode;
use http::header::{HeaderValue, SET_COOKIE};
use puente_wire::accounts::{LogIn, OpenSessions};
use puente_wire::problem::Problem;
use puente_wire::session::{self as wire, Session};
use warp::reply::Response;

use crate::accounts::error::AccountError;
use crate::accounts::login::{Credentials, log_in};
use crate::accounts::sessions::{self, COOKIE};
use crate::accounts::{organisations, users};
use crate::actor::{Identity, Member, Permission};
use crate::app::App;
use crate::audit::{self, Event};
use crate::db::{DbConn, DbError};
use crate::http::call::{json, no_content, ok};
use crate::http::problem::{NOT_FOUND, problem};
use crate::http::{Call, Endpoint};
use crate::settings;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/api/v1/session", Permission::Public, "Who is logged in").returns::<Session>().handle(who),
        Endpoint::post("/api/v1/session", Permission::Public, "Log in")
            .body::<LogIn>()
            .creates::<Session>()
            .handle(start),
        Endpoint::delete("/api/v1/session", Permission::SignedIn, "Log out").status(204).handle(end),
        Endpoint::get("/api/v1/sessions", Permission::SignedIn, "Where the account is logged in")
            .returns::<OpenSessions>()
            .handle(list),
        Endpoint::delete("/api/v1/sessions", Permission::SignedIn, "Log out everywhere, here too")
            .status(204)
            .handle(end_all),
        Endpoint::delete("/api/v1/sessions/{id}", Permission::SignedIn, "Log out in one place")
            .status(204)
            .handle(end_one),
    ]
}

async fn who(call: Call) -> Result<Response, Problem> {
    let identity = call.actor.identity.clone();
    let answer = call.app.db.read(move |conn| describe(conn, &identity)).await?;
    ok(&answer)
}

async fn start(call: Call) -> Result<Response, Problem> {
    let request: LogIn = call.json()?;
    let user_agent = call.header("user-agent").unwrap_or_default().to_owned();
    let credentials = Credentials { login: request.login, password: request.password, code: request.code, user_agent };
    let opened = log_in(&call.app, call.actor.clone(), credentials).await?;
    let identity = Identity::Member(opened.member);
    let answer = call.app.db.read(move |conn| describe(conn, &identity)).await?;
    Ok(with_cookie(&call.app, json(StatusCode::CREATED, &answer), &opened.token))
}

async fn end(call: Call) -> Result<Response, Problem> {
    finish(&call, "logged-out", |conn, member| sessions::end(conn, &member.session)).await?;
    Ok(without_cookie(&call.app, no_content()?))
}

async fn end_all(call: Call) -> Result<Response, Problem> {
    finish(&call, "logged-out-everywhere", |conn, member| sessions::end_all(conn, &member.user_id)).await?;
    Ok(without_cookie(&call.app, no_content()?))
}

async fn list(call: Call) -> Result<Response, Problem> {
    let member = call.actor.member()?.clone();
    let now = call.app.clock.now();
    let sessions = call.app.db.read(move |conn| sessions::list(conn, &member, now)).await?;
    ok(&OpenSessions { sessions })
}

async fn end_one(call: Call) -> Result<Response, Problem> {
    let id = call.param("id").to_owned();
    finish(
        &call,
        "logged-out",
        move |conn, member| {
            if sessions::end_by_id(conn, member, &id)? { Ok(()) } else { Err(DbError::NotFound) }
        },
    )
    .await
    .map_err(|error| if error.status == 404 { problem(NOT_FOUND) } else { error })?;
    no_content()
}

/// Ends sessions of the person who asks, and records it.
async fn finish(
    call: &Call,
    action: &'static str,
    work: impl FnOnce(&mut DbConn, &Member) -> Result<(), DbError> + Send + 'static,
) -> Result<(), Problem> {
    let member = call.actor.member()?.clone();
    let (actor, now) = (call.actor.clone(), call.app.clock.now());
    call.app
        .db
        .write(move |conn| {
            work(conn, &member)?;
            audit::record(conn, now, &actor, Event::new(action, "account", &member.user_id))
        })
        .await?;
    Ok(())
}

/// What every screen needs to know first.
fn describe(conn: &mut DbConn, identity: &Identity) -> Result<Session, AccountError> {
    let demonstration = settings::get(conn, settings::DEMONSTRATION)?.as_deref() == Some("true");
    let Identity::Member(member) = identity else {
        return Ok(Session { demonstration, csrf: None, member: None });
    };
    let place = |place: &crate::actor::Membership| wire::Membership {
        organisation: place.organisation.slug.clone(),
        name: place.organisation.name.clone(),
        country: place.organisation.country.clone(),
        kind: place.organisation.kind,
        roles: place.roles.clone(),
    };
    let described = wire::Member {
        login: member.login.clone(),
        name: member.name.clone(),
        second_factor: member.second_factor,
        totp: users::by_id(conn, &member.user_id)?.totp_secret.is_some(),
        totp_required: organisations::requires_second_factor(conn, &member.user_id)?,
        memberships: member.memberships.iter().map(place).collect(),
    };
    Ok(Session { demonstration, csrf: Some(member.csrf.clone()), member: Some(described) })
}

/// The cookie lasts as long as the browser is open, since desks share computers; the server ends
/// the session earlier. `Strict` costs nothing here: the screens are public files, and what they
/// then ask for comes from the same site.
fn with_cookie(app: &App, response: Response, token: &str) -> Response {
    set_cookie(app, response, &format!("{COOKIE}={token}"))
}

fn without_cookie(app: &App, response: Response) -> Response {
    set_cookie(app, response, &format!("{COOKIE}=; Max-Age=0"))
}

fn set_cookie(app: &App, mut response: Response, pair: &str) -> Response {
    let secure = if app.config.is_https() { "; Secure" } else { "" };
    if let Ok(value) = HeaderValue::from_str(&format!("{pair}; Path=/; HttpOnly; SameSite=Strict{secure}")) {
        response.headers_mut().insert(SET_COOKIE, value);
    }
    response
}
