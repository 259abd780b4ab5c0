//! A person's own account: password, second factor.

use puente_wire::accounts::{ChangePassword, ConfirmSecondFactor, RemoveSecondFactor, SecondFactorOffer};

use super::error::AccountError;
use super::throttle::Attempt;
use super::{login, password_rules, passwords, second_factor, sessions, users};
use crate::actor::Actor;
use crate::app::App;
use crate::audit::{self, Event};
use crate::secrets::SecretError;

/// Changes the password and ends the account's other sessions.
pub async fn change_password(app: &App, actor: Actor, request: ChangePassword) -> Result<(), AccountError> {
    let member = actor.member()?;
    password_rules::check("new", &request.new, &member.login, &member.name)
        .map_err(|error| AccountError::Fields(vec![error]))?;
    let user = login::confirm_password(app, &actor, "current", request.current).await?;
    let hash = passwords::hash_new(request.new).await.ok_or(SecretError::NoRandomness)?;
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let member = actor.member()?;
            users::set_password(conn, &user.id, &hash)?;
            sessions::end_others(conn, &user.id, &member.session)?;
            audit::record(conn, now, &actor, Event::new("password-changed", "account", &user.id))?;
            Ok(())
        })
        .await
}

/// Offers a secret for a second factor, after the password.
pub async fn offer_second_factor(
    app: &App,
    actor: &Actor,
    password: String,
) -> Result<SecondFactorOffer, AccountError> {
    let user = login::confirm_password(app, actor, "password", password).await?;
    let host = app.config.origin.split("://").nth(1).unwrap_or_default();
    second_factor::offer(&app.secrets, &user, &format!("Puente {host}"), app.clock.now())
}

/// Puts the offered second factor in use.
pub async fn confirm_second_factor(app: &App, actor: Actor, request: ConfirmSecondFactor) -> Result<(), AccountError> {
    let (secrets, now) = (app.secrets.clone(), app.clock.now());
    app.db
        .write(move |conn| second_factor::confirm(conn, &secrets, &actor, &request.enrolment, &request.code, now))
        .await
}

/// Takes the second factor away, after the password and a code. A wrong code counts like a wrong
/// password.
pub async fn remove_second_factor(app: &App, actor: Actor, request: RemoveSecondFactor) -> Result<(), AccountError> {
    let user = login::confirm_password(app, &actor, "password", request.password).await?;
    let attempt = Attempt::of(&app.secrets, &user.login, &actor.address);
    let (secrets, now) = (app.secrets.clone(), app.clock.now());
    let counted = attempt.clone();
    app.db.write(move |conn| counted.begin(conn, now)).await?;
    app.db
        .write(move |conn| {
            second_factor::remove(conn, &secrets, &actor, &request.code, now)?;
            attempt.take_back(conn)?;
            Ok(())
        })
        .await
}
