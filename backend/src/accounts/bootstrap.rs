//! What only the registry's own machine may do: the first administrator, and accounts whose
//! password or telephone is lost. The command line calls these; no endpoint does.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use puente_wire::members::{Invite, IssuedInvitation};
use puente_wire::session::{OrganisationKind, Role};

use super::error::{ALREADY_MEMBER, AccountError};
use super::organisations::{self, NewOrganisation};
use super::{invitations, members, password_rules, sessions, users};
use crate::actor::{Actor, Organisation};
use crate::audit::{self, Event};
use crate::db::schema::throttles;
use crate::db::{DbConn, DbError};
use crate::secrets::Secrets;

/// The slug of the organisation that runs the registry.
pub const OPERATOR: &str = "operador";

/// Who is to be an administrator, and of what.
#[derive(Debug, Clone)]
pub struct NewAdministrator {
    /// The organisation's slug; [`OPERATOR`] is made when it is missing.
    pub organisation: String,
    /// ISO 3166-1 alpha-2, for an operator's organisation that is made.
    pub country: String,
    /// E-mail address.
    pub login: String,
    /// The person's name.
    pub name: String,
}

impl NewAdministrator {
    /// Checks login, name and password, before the password is hashed.
    pub fn check(&self, password: &str) -> Result<(), AccountError> {
        let person = members::check_person("login", &self.login, "name", &self.name)?;
        password_rules::check("password", password, &person.login, &person.name)
            .map_err(|error| AccountError::Fields(vec![error]))
    }
}

/// Invites the administrator; the link is handed over.
pub fn invite_administrator(
    conn: &mut DbConn,
    new: &NewAdministrator,
    origin: &str,
    now: DateTime<Utc>,
) -> Result<IssuedInvitation, AccountError> {
    let organisation = organisation(conn, new, now)?;
    let invite = Invite { login: new.login.clone(), name: new.name.clone(), roles: roles(&organisation) };
    invitations::issue(conn, &Actor::system(), &organisation, origin, &invite, now)
}

/// Makes the administrator's account at once. An account that exists is invited instead.
pub fn create_administrator(
    conn: &mut DbConn,
    new: &NewAdministrator,
    password_hash: &str,
    now: DateTime<Utc>,
) -> Result<(), AccountError> {
    let organisation = organisation(conn, new, now)?;
    let person = members::check_person("login", &new.login, "name", &new.name)?;
    let id = match users::insert(conn, &person.login, &person.name, password_hash, now) {
        Err(DbError::Duplicate(_)) => return Err(AccountError::Refused(ALREADY_MEMBER)),
        other => other?,
    };
    members::grant(conn, &organisation.id, &id, &roles(&organisation), now)?;
    let event = Event { organisation_id: Some(&organisation.id), ..Event::new("account-created", "account", &id) };
    audit::record(conn, now, &Actor::system(), event)?;
    Ok(())
}

/// Sets a new password, takes the second factor away, ends every session, forgets failures.
/// [`DbError::NotFound`] when there is no such account.
pub fn reset(
    conn: &mut DbConn,
    secrets: &Secrets,
    login: &str,
    password_hash: &str,
    now: DateTime<Utc>,
) -> Result<(), AccountError> {
    let login = users::normal_login(login);
    let user = users::by_login(conn, &login)?.ok_or(DbError::NotFound)?;
    users::set_password(conn, &user.id, password_hash)?;
    users::clear_second_factor(conn, &user.id)?;
    sessions::end_all(conn, &user.id)?;
    let attempt = super::throttle::Attempt::of(secrets, &login, "");
    diesel::delete(throttles::table.find(attempt.account())).execute(conn).map_err(DbError::from)?;
    audit::record(conn, now, &Actor::system(), Event::new("account-reset", "account", &user.id))?;
    Ok(())
}

fn organisation(conn: &mut DbConn, new: &NewAdministrator, now: DateTime<Utc>) -> Result<Organisation, AccountError> {
    match organisations::by_slug(conn, &new.organisation) {
        Err(DbError::NotFound) if new.organisation == OPERATOR => {
            let operator = NewOrganisation {
                slug: OPERATOR,
                name: "Operador del registro",
                country: &new.country,
                kind: OrganisationKind::Operator,
                contact: "",
                website: "",
                signatory_totp_required: true,
            };
            let id = organisations::insert(conn, &operator, now)?;
            let event =
                Event { organisation_id: Some(&id), ..Event::new("organisation-registered", "organisation", &id) };
            audit::record(conn, now, &Actor::system(), event)?;
            Ok(organisations::by_slug(conn, OPERATOR)?)
        }
        other => Ok(other?),
    }
}

fn roles(organisation: &Organisation) -> Vec<Role> {
    let mut roles = vec![Role::OrganisationAdmin];
    if organisation.kind == OrganisationKind::Operator {
        roles.push(Role::Operator);
    }
    roles
}
