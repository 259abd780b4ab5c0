//! The members of an organisation and what they may do.

use std::collections::BTreeMap;
use std::str::FromStr;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use puente_wire::members::{Members, OrganisationMember};
use puente_wire::session::Role;

use super::error::{AccountError, LAST_ADMINISTRATOR, NOT_AN_ADDRESS};
use super::{organisations, users};
use crate::actor::{Actor, Organisation, Permission};
use crate::audit::{self, Event};
use crate::db::schema::{memberships, organisations as orgs, users as user_rows};
use crate::db::{DbConn, DbError};
use crate::http::problem::{NOT_ALLOWED, REQUIRED, TOO_LONG, field_error};

/// A login and a name in good form.
pub(super) struct Person {
    /// As [`users::normal_login`] gives it.
    pub(super) login: String,
    /// Without spaces around it.
    pub(super) name: String,
}

/// Checks a login and a name; errors carry the fields' names in the request.
pub(super) fn check_person(
    login_field: &str,
    login: &str,
    name_field: &str,
    name: &str,
) -> Result<Person, AccountError> {
    let person = Person { login: users::normal_login(login), name: name.trim().to_owned() };
    let mut wrong = Vec::new();
    if person.login.is_empty() {
        wrong.push(field_error(login_field, REQUIRED));
    } else if !users::is_address(&person.login) {
        wrong.push(field_error(login_field, NOT_AN_ADDRESS));
    }
    if person.name.is_empty() {
        wrong.push(field_error(name_field, REQUIRED));
    } else if person.name.chars().count() > 120 {
        wrong.push(field_error(name_field, TOO_LONG));
    }
    if wrong.is_empty() { Ok(person) } else { Err(AccountError::Fields(wrong)) }
}

/// The roles, each once, in the order screens list them; not empty.
pub(super) fn check_roles(roles: &[Role]) -> Result<Vec<Role>, AccountError> {
    let roles: Vec<Role> = Role::ALL.into_iter().filter(|role| roles.contains(role)).collect();
    if roles.is_empty() { Err(AccountError::Fields(vec![field_error("roles", REQUIRED)])) } else { Ok(roles) }
}

/// Only an operator makes or unmakes operators.
pub(super) fn check_grant(
    actor: &Actor,
    organisation: &Organisation,
    before: &[Role],
    after: &[Role],
) -> Result<(), AccountError> {
    let changes = before.contains(&Role::Operator) != after.contains(&Role::Operator);
    if changes && actor.require(Permission::Operate, &organisation.slug).is_err() {
        return Err(AccountError::Fields(vec![field_error("roles", NOT_ALLOWED)]));
    }
    Ok(())
}

/// The organisation's members and its rule for signing.
pub fn list(conn: &mut DbConn, actor: &Actor, slug: &str) -> Result<Members, AccountError> {
    let organisation = actor.require(Permission::ManageMembers, slug)?;
    let members = of_organisation(conn, &organisation.id)?;
    let signatory_totp_required =
        orgs::table.find(&organisation.id).select(orgs::signatory_totp_required).first(conn).map_err(DbError::from)?;
    Ok(Members { members, signatory_totp_required })
}

/// Changes what a member may do.
pub fn change_roles(
    conn: &mut DbConn,
    actor: &Actor,
    slug: &str,
    user_id: &str,
    roles: &[Role],
    now: DateTime<Utc>,
) -> Result<(), AccountError> {
    let organisation = actor.require(Permission::ManageMembers, slug)?;
    let roles = check_roles(roles)?;
    replace(conn, actor, organisation, user_id, &roles, now)?;
    let event = Event {
        organisation_id: Some(&organisation.id),
        detail: serde_json::json!({"roles": roles}),
        ..Event::new("roles-changed", "account", user_id)
    };
    audit::record(conn, now, actor, event)?;
    Ok(())
}

/// Removes a member. The account stays, and with it their name on what they signed.
pub fn remove(
    conn: &mut DbConn,
    actor: &Actor,
    slug: &str,
    user_id: &str,
    now: DateTime<Utc>,
) -> Result<(), AccountError> {
    let organisation = actor.require(Permission::ManageMembers, slug)?;
    replace(conn, actor, organisation, user_id, &[], now)?;
    let event = Event { organisation_id: Some(&organisation.id), ..Event::new("member-removed", "account", user_id) };
    audit::record(conn, now, actor, event)?;
    Ok(())
}

/// Whether signatories need a second factor to sign.
pub fn set_signing_rule(
    conn: &mut DbConn,
    actor: &Actor,
    slug: &str,
    signatory_totp_required: bool,
    now: DateTime<Utc>,
) -> Result<(), AccountError> {
    let organisation = actor.require(Permission::ManageMembers, slug)?;
    diesel::update(orgs::table.find(&organisation.id))
        .set(orgs::signatory_totp_required.eq(signatory_totp_required))
        .execute(conn)
        .map_err(DbError::from)?;
    let event = Event {
        organisation_id: Some(&organisation.id),
        detail: serde_json::json!({"signatory_totp_required": signatory_totp_required}),
        ..Event::new("signing-rule-changed", "organisation", &organisation.id)
    };
    audit::record(conn, now, actor, event)?;
    Ok(())
}

fn replace(
    conn: &mut DbConn,
    actor: &Actor,
    organisation: &Organisation,
    user_id: &str,
    roles: &[Role],
    now: DateTime<Utc>,
) -> Result<(), AccountError> {
    organisations::lock(conn, &organisation.id)?;
    let members = of_organisation(conn, &organisation.id)?;
    let member = members.iter().find(|member| member.id == user_id).ok_or(DbError::NotFound)?;
    check_grant(actor, organisation, &member.roles, roles)?;
    let keeps = |role: Role| {
        !member.roles.contains(&role)
            || roles.contains(&role)
            || members.iter().any(|other| other.id != user_id && other.roles.contains(&role))
    };
    if !keeps(Role::OrganisationAdmin) || !keeps(Role::Operator) {
        return Err(AccountError::Refused(LAST_ADMINISTRATOR));
    }
    let rows = memberships::table
        .filter(memberships::organisation_id.eq(&organisation.id))
        .filter(memberships::user_id.eq(user_id));
    let kept: Vec<&str> = roles.iter().map(|role| role.as_str()).collect();
    diesel::delete(rows.filter(memberships::role.ne_all(kept))).execute(conn).map_err(DbError::from)?;
    grant(conn, &organisation.id, user_id, roles, now)?;
    Ok(())
}

/// Adds the roles that the person lacks.
pub(super) fn grant(
    conn: &mut DbConn,
    organisation_id: &str,
    user_id: &str,
    roles: &[Role],
    now: DateTime<Utc>,
) -> Result<(), DbError> {
    let has: Vec<String> = memberships::table
        .filter(memberships::organisation_id.eq(organisation_id))
        .filter(memberships::user_id.eq(user_id))
        .select(memberships::role)
        .load(conn)?;
    for role in roles.iter().filter(|role| !has.iter().any(|known| known == role.as_str())) {
        organisations::add_member(conn, organisation_id, user_id, *role, now.naive_utc())?;
    }
    Ok(())
}

/// Whether the account with this login is a member.
pub(super) fn is_member(conn: &mut DbConn, organisation_id: &str, login: &str) -> Result<bool, DbError> {
    let found: i64 = memberships::table
        .inner_join(user_rows::table.on(user_rows::id.eq(memberships::user_id)))
        .filter(memberships::organisation_id.eq(organisation_id))
        .filter(user_rows::login.eq(login))
        .count()
        .get_result(conn)?;
    Ok(found > 0)
}

fn of_organisation(conn: &mut DbConn, organisation_id: &str) -> Result<Vec<OrganisationMember>, DbError> {
    type Row = (String, String, String, Option<String>, String, NaiveDateTime);
    let rows: Vec<Row> = memberships::table
        .inner_join(user_rows::table.on(user_rows::id.eq(memberships::user_id)))
        .filter(memberships::organisation_id.eq(organisation_id))
        .select((
            user_rows::id,
            user_rows::login,
            user_rows::name,
            user_rows::totp_secret,
            memberships::role,
            memberships::created_at,
        ))
        .load(conn)?;
    let mut members: BTreeMap<(String, String), OrganisationMember> = BTreeMap::new();
    for (id, login, name, totp_secret, role, since) in rows {
        let role = Role::from_str(&role).map_err(|()| DbError::Damaged(format!("role {role}")))?;
        let member = members.entry((name.clone(), id.clone())).or_insert_with(|| OrganisationMember {
            id,
            login,
            name,
            roles: Vec::new(),
            totp: totp_secret.is_some(),
            since: since.and_utc(),
        });
        member.roles.push(role);
        member.roles.sort_unstable();
        member.since = member.since.min(since.and_utc());
    }
    Ok(members.into_values().collect())
}
