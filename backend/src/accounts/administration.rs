//! What the operator does with organisations.

use std::str::FromStr;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use puente_wire::administration::{RegisterOrganisation, RegisteredOrganisation, RegisteredWithInvitation};
use puente_wire::members::Invite;
use puente_wire::problem::FieldError;
use puente_wire::session::{OrganisationKind, Role};

use super::error::{AccountError, LOOKS_LIKE_ANOTHER, NOT_AN_ADDRESS, TAKEN};
use super::invitations;
use super::look_alikes;
use super::organisations::{self, NewOrganisation};
use super::users;
use crate::actor::{Actor, Permission};
use crate::audit::{self, Event};
use crate::db::schema::{memberships, organisations as orgs};
use crate::db::{DbConn, DbError};
use crate::http::problem::{MALFORMED, NOT_ALLOWED, REQUIRED, TOO_LONG, field_error};
use crate::recognition::store::move_stamp;

type Row = (String, String, String, String, String, String, String, NaiveDateTime);

/// Every organisation, by country and name.
pub fn list(conn: &mut DbConn, actor: &Actor) -> Result<Vec<RegisteredOrganisation>, AccountError> {
    actor.require_anywhere(Permission::Operate)?;
    let rows: Vec<Row> = orgs::table
        .order((orgs::country, orgs::name))
        .select((
            orgs::id,
            orgs::slug,
            orgs::name,
            orgs::country,
            orgs::kind,
            orgs::contact,
            orgs::website,
            orgs::created_at,
        ))
        .load(conn)
        .map_err(DbError::from)?;
    let people: Vec<(String, String)> = memberships::table
        .select((memberships::organisation_id, memberships::user_id))
        .distinct()
        .load(conn)
        .map_err(DbError::from)?;
    let registered = |(id, slug, name, country, kind, contact, website, created_at): Row| {
        let kind = OrganisationKind::from_str(&kind).map_err(|()| DbError::Damaged(format!("organisation {slug}")))?;
        let members = people.iter().filter(|(organisation, _)| *organisation == id).count();
        let members = u32::try_from(members).unwrap_or(u32::MAX);
        let created_at = created_at.and_utc();
        Ok(RegisteredOrganisation { slug, name, country, kind, contact, website, members, created_at })
    };
    rows.into_iter().map(registered).collect()
}

/// Adds an organisation and invites its first administrator.
pub fn register(
    conn: &mut DbConn,
    actor: &Actor,
    origin: &str,
    request: RegisterOrganisation,
    now: DateTime<Utc>,
) -> Result<RegisteredWithInvitation, AccountError> {
    actor.require_anywhere(Permission::Operate)?;
    check(&request)?;
    check_name(conn, &request)?;
    let new = NewOrganisation {
        slug: &request.slug,
        name: request.name.trim(),
        country: &request.country,
        kind: request.kind,
        contact: request.contact.trim(),
        website: request.website.trim(),
        signatory_totp_required: true,
    };
    let id = match organisations::insert(conn, &new, now) {
        Err(DbError::Duplicate(_)) => return Err(AccountError::Fields(vec![field_error("slug", TAKEN)])),
        other => other?,
    };
    let event = Event {
        organisation_id: Some(&id),
        detail: serde_json::json!({"slug": request.slug, "kind": request.kind, "country": request.country}),
        ..Event::new("organisation-registered", "organisation", &id)
    };
    audit::record(conn, now, actor, event)?;
    // Answers name it, as an issuer or as an authority.
    move_stamp(conn)?;
    let organisation = organisations::by_slug(conn, &request.slug)?;
    let invite = Invite { login: request.admin_login, name: request.admin_name, roles: vec![Role::OrganisationAdmin] };
    let invitation = invitations::issue(conn, actor, &organisation, origin, &invite, now)?;
    let organisation = RegisteredOrganisation {
        name: organisation.name,
        slug: request.slug,
        country: request.country,
        kind: request.kind,
        contact: new_text(&request.contact),
        website: new_text(&request.website),
        members: 0,
        created_at: now,
    };
    Ok(RegisteredWithInvitation { organisation, invitation })
}

fn new_text(text: &str) -> String {
    text.trim().to_owned()
}

/// All that is wrong with the request, together.
fn check(request: &RegisterOrganisation) -> Result<(), AccountError> {
    let mut wrong: Vec<FieldError> = Vec::new();
    if !is_slug(&request.slug) {
        wrong.push(field_error("slug", if request.slug.is_empty() { REQUIRED } else { MALFORMED }));
    }
    for (field, text, required) in [
        ("name", &request.name, true),
        ("contact", &request.contact, false),
        ("website", &request.website, false),
        ("admin_name", &request.admin_name, true),
        ("admin_login", &request.admin_login, true),
    ] {
        if required && text.trim().is_empty() {
            wrong.push(field_error(field, REQUIRED));
        } else if text.chars().count() > 200 {
            wrong.push(field_error(field, TOO_LONG));
        }
    }
    if request.country.len() != 2 || !request.country.bytes().all(|letter| letter.is_ascii_uppercase()) {
        wrong.push(field_error("country", MALFORMED));
    }
    if request.kind == OrganisationKind::Operator {
        wrong.push(field_error("kind", NOT_ALLOWED));
    }
    let website = request.website.trim();
    if !website.is_empty() && !website.starts_with("https://") {
        wrong.push(field_error("website", MALFORMED));
    }
    let login = users::normal_login(&request.admin_login);
    if !login.is_empty() && !users::is_address(&login) {
        wrong.push(field_error("admin_login", NOT_AN_ADDRESS));
    }
    if wrong.is_empty() { Ok(()) } else { Err(AccountError::Fields(wrong)) }
}

/// The registry's names are what people trust, so none may be taken for another.
fn check_name(conn: &mut DbConn, request: &RegisterOrganisation) -> Result<(), AccountError> {
    let name = request.name.trim();
    let others: Vec<(String, String)> = orgs::table
        .filter(orgs::slug.ne(&request.slug))
        .select((orgs::name, orgs::country))
        .load(conn)
        .map_err(DbError::from)?;
    let taken = |(other, country): &(String, String)| {
        if look_alikes::is_same(name, other) {
            *country == request.country
        } else {
            look_alikes::look_alike(name, other)
        }
    };
    if look_alikes::is_plain(name) && !others.iter().any(taken) {
        return Ok(());
    }
    Err(AccountError::Fields(vec![field_error("name", LOOKS_LIKE_ANOTHER)]))
}

/// Lower-case letters, digits and hyphens between them, 2 to 40.
fn is_slug(slug: &str) -> bool {
    (2..=40).contains(&slug.len())
        && slug.bytes().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == b'-')
        && !slug.starts_with('-')
        && !slug.ends_with('-')
}
