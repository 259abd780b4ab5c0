//! Logging in.

use chrono::{DateTime, Utc};

use super::error::{AccountError, SECOND_FACTOR_REQUIRED, WRONG_CODE, WRONG_CREDENTIALS, WRONG_PASSWORD};
use super::throttle::Attempt;
use super::users::{self, User};
use super::{passwords, second_factor, sessions};
use crate::actor::{Actor, Identity};
use crate::app::App;
use crate::audit::{self, Event};
use crate::db::DbConn;
use crate::http::problem::field_error;

/// What a person sends to log in.
pub struct Credentials {
    /// As typed.
    pub login: String,
    /// As typed.
    pub password: String,
    /// The second factor's code, when it was asked for.
    pub code: Option<String>,
    /// What the browser calls itself.
    pub user_agent: String,
}

/// Opens a new session. Whether the account exists changes neither the answer nor its time: a
/// password is always hashed, and every attempt counts the same.
pub async fn log_in(app: &App, actor: Actor, given: Credentials) -> Result<sessions::Opened, AccountError> {
    let login = users::normal_login(&given.login);
    let (attempt, user) = begin(app, &actor, &login).await?;
    let known = user.as_ref().map_or_else(|| passwords::nobody().to_owned(), |user| user.password_hash.clone());
    let is_right = passwords::check(given.password.clone(), known).await.ok_or(AccountError::Stopping)?;
    let user = user.filter(|_| is_right);
    let (secrets, now) = (app.secrets.clone(), app.clock.now());
    // The inner result is the answer: what a refusal counts and records is committed, too.
    app.db
        .write(move |conn| {
            let Some(user) = user else {
                let event = Event::new("log-in-refused", "account", attempt.short_name());
                audit::record(conn, now, &actor, event)?;
                return Ok::<_, AccountError>(Err(WRONG_CREDENTIALS));
            };
            let second_factor = match (&user.totp_secret, &given.code) {
                (None, _) => false,
                (Some(_), None) => {
                    attempt.take_back(conn)?;
                    return Ok(Err(SECOND_FACTOR_REQUIRED));
                }
                (Some(_), Some(code)) => {
                    if !second_factor::accept(conn, &secrets, &user, code, now)? {
                        audit::record(conn, now, &actor, Event::new("log-in-refused", "account", &user.id))?;
                        return Ok(Err(WRONG_CODE));
                    }
                    true
                }
            };
            attempt.succeed(conn)?;
            open(conn, &actor, &user, second_factor, &given.user_agent, now).map(Ok)
        })
        .await?
        .map_err(AccountError::Refused)
}

/// Counts the attempt and finds the account.
pub(super) async fn begin(app: &App, actor: &Actor, login: &str) -> Result<(Attempt, Option<User>), AccountError> {
    let attempt = Attempt::of(&app.secrets, login, &actor.address);
    let (login, now) = (login.to_owned(), app.clock.now());
    app.db
        .write(move |conn| {
            attempt.begin(conn, now)?;
            let user = users::by_login(conn, &login)?;
            Ok((attempt, user))
        })
        .await
}

/// Checks the password of the account that is logged in, before something that a stolen session
/// must not do alone.
/// The error names the request's `field`.
pub(super) async fn confirm_password(
    app: &App,
    actor: &Actor,
    field: &str,
    password: String,
) -> Result<User, AccountError> {
    let member = actor.member()?;
    let (attempt, user) = begin(app, actor, &member.login).await?;
    let user = user.ok_or(AccountError::Denied(crate::actor::Denied::NotSignedIn))?;
    let is_right = passwords::check(password, user.password_hash.clone()).await.ok_or(AccountError::Stopping)?;
    if !is_right {
        return Err(AccountError::Fields(vec![field_error(field, WRONG_PASSWORD)]));
    }
    app.db.write(move |conn| attempt.take_back(conn)).await?;
    Ok(user)
}

/// A new session for the account, in place of the one that the request came with.
fn open(
    conn: &mut DbConn,
    actor: &Actor,
    user: &User,
    second_factor: bool,
    user_agent: &str,
    now: DateTime<Utc>,
) -> Result<sessions::Opened, AccountError> {
    if let Identity::Member(before) = &actor.identity {
        sessions::end(conn, &before.session)?;
    }
    // The account may have changed while the password was hashed.
    let current = users::by_id(conn, &user.id)?;
    if current.password_hash != user.password_hash || current.totp_secret != user.totp_secret {
        return Err(AccountError::Refused(WRONG_CREDENTIALS));
    }
    let opened = sessions::open(conn, &user.id, second_factor, user_agent, now)?;
    let person = Actor { identity: Identity::Member(opened.member.clone()), address: actor.address.clone() };
    let event = Event {
        detail: serde_json::json!({"second_factor": second_factor}),
        ..Event::new("logged-in", "account", &user.id)
    };
    audit::record(conn, now, &person, event)?;
    Ok(opened)
}
