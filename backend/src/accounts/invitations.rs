//! Invitations: how people become members. There is no mail; the link is handed over.

use std::str::FromStr;

use chrono::{DateTime, Duration, NaiveDateTime, Utc};
use diesel::prelude::*;
use puente_wire::members::{
    AcceptInvitation, AcceptedInvitation, Invitation, InvitationPreview, Invite, IssuedInvitation,
};
use puente_wire::session::Role;

use super::error::{ALREADY_MEMBER, AccountError, INVITATION_ENDED, WRONG_PASSWORD};
use super::users::{self, User};
use super::{login, members, organisations, password_rules, passwords};
use crate::actor::{Actor, Identity, Member, Organisation, Permission};
use crate::app::App;
use crate::audit::{self, Event};
use crate::db::schema::{invitations, organisations as orgs};
use crate::db::{DbConn, DbError};
use crate::http::problem::field_error;
use crate::secrets::{SecretError, new_token, token_hash};

/// How long an invitation can be accepted.
pub const LIFETIME: Duration = Duration::days(7);

type Columns = (String, String, String, String, NaiveDateTime, NaiveDateTime);

/// Invites a person into an organisation, as its administrator.
pub fn invite(
    conn: &mut DbConn,
    actor: &Actor,
    slug: &str,
    origin: &str,
    request: &Invite,
    now: DateTime<Utc>,
) -> Result<IssuedInvitation, AccountError> {
    let organisation = actor.require(Permission::ManageMembers, slug)?;
    members::check_grant(actor, organisation, &[], &request.roles)?;
    issue(conn, actor, organisation, origin, request, now)
}

/// Makes the invitation. An older one for the same person ends.
pub(super) fn issue(
    conn: &mut DbConn,
    actor: &Actor,
    organisation: &Organisation,
    origin: &str,
    request: &Invite,
    now: DateTime<Utc>,
) -> Result<IssuedInvitation, AccountError> {
    let person = members::check_person("login", &request.login, "name", &request.name)?;
    let roles = members::check_roles(&request.roles)?;
    if members::is_member(conn, &organisation.id, &person.login)? {
        return Err(AccountError::Refused(ALREADY_MEMBER));
    }
    let older = invitations::table
        .filter(invitations::organisation_id.eq(&organisation.id))
        .filter(invitations::login.eq(&person.login))
        .filter(invitations::accepted_at.is_null())
        .filter(invitations::withdrawn_at.is_null());
    diesel::update(older)
        .set(invitations::withdrawn_at.eq(Some(now.naive_utc())))
        .execute(conn)
        .map_err(DbError::from)?;
    let token = new_token()?;
    let id = uuid::Uuid::now_v7().to_string();
    diesel::insert_into(invitations::table)
        .values((
            invitations::id.eq(&id),
            invitations::token_hash.eq(token_hash(&token)),
            invitations::organisation_id.eq(&organisation.id),
            invitations::login.eq(&person.login),
            invitations::name.eq(&person.name),
            invitations::roles.eq(join(&roles)),
            invitations::invited_by.eq(actor.audit_name()),
            invitations::created_at.eq(now.naive_utc()),
            invitations::expires_at.eq((now + LIFETIME).naive_utc()),
        ))
        .execute(conn)
        .map_err(DbError::from)?;
    record(conn, actor, "member-invited", &id, &organisation.id, &roles, now)?;
    let invitation =
        Invitation { id, login: person.login, name: person.name, roles, created_at: now, expires_at: now + LIFETIME };
    Ok(IssuedInvitation { invitation, link: format!("{origin}/invitation/{token}") })
}

/// The organisation's invitations that can still be accepted, the newest first.
pub fn list(conn: &mut DbConn, actor: &Actor, slug: &str, now: DateTime<Utc>) -> Result<Vec<Invitation>, AccountError> {
    let organisation = actor.require(Permission::ManageMembers, slug)?;
    let rows: Vec<Columns> = invitations::table
        .filter(invitations::organisation_id.eq(&organisation.id))
        .filter(invitations::accepted_at.is_null())
        .filter(invitations::withdrawn_at.is_null())
        .filter(invitations::expires_at.gt(now.naive_utc()))
        .order(invitations::created_at.desc())
        .select((
            invitations::id,
            invitations::login,
            invitations::name,
            invitations::roles,
            invitations::created_at,
            invitations::expires_at,
        ))
        .load(conn)
        .map_err(DbError::from)?;
    Ok(rows.into_iter().map(from_columns).collect::<Result<_, _>>()?)
}

/// Ends an invitation before it is accepted.
pub fn withdraw(
    conn: &mut DbConn,
    actor: &Actor,
    slug: &str,
    id: &str,
    now: DateTime<Utc>,
) -> Result<(), AccountError> {
    let organisation = actor.require(Permission::ManageMembers, slug)?;
    let open = invitations::table
        .filter(invitations::id.eq(id))
        .filter(invitations::organisation_id.eq(&organisation.id))
        .filter(invitations::accepted_at.is_null())
        .filter(invitations::withdrawn_at.is_null());
    let changed = diesel::update(open)
        .set(invitations::withdrawn_at.eq(Some(now.naive_utc())))
        .execute(conn)
        .map_err(DbError::from)?;
    if changed == 0 {
        return Err(DbError::NotFound.into());
    }
    record(conn, actor, "invitation-withdrawn", id, &organisation.id, &[], now)?;
    Ok(())
}

/// What whoever has the link may see.
pub fn preview(conn: &mut DbConn, token: &str, now: DateTime<Utc>) -> Result<InvitationPreview, AccountError> {
    let (invitation, organisation) = open(conn, token, now)?;
    let has_account = users::by_login(conn, &invitation.login)?.is_some();
    Ok(InvitationPreview {
        organisation: organisation.name,
        country: organisation.country,
        kind: organisation.kind,
        login: invitation.login,
        name: invitation.name,
        roles: invitation.roles,
        has_account,
        expires_at: invitation.expires_at,
    })
}

/// Makes the person a member: a new account with a password of their choice, or the account they
/// have, whose password they give.
pub async fn accept(
    app: &App,
    actor: Actor,
    token: String,
    request: AcceptInvitation,
) -> Result<AcceptedInvitation, AccountError> {
    let now = app.clock.now();
    let looked_up = token.clone();
    let (invitation, _) = app.db.read(move |conn| open(conn, &looked_up, now)).await?;
    let (attempt, user) = login::begin(app, &actor, &invitation.login).await?;
    let person = match user {
        Some(user) => {
            let known = user.password_hash.clone();
            if !passwords::check(request.password, known).await.ok_or(AccountError::Stopping)? {
                return Err(AccountError::Fields(vec![field_error("password", WRONG_PASSWORD)]));
            }
            Person::Known(user)
        }
        None => new_person(&invitation, request).await?,
    };
    app.db
        .write(move |conn| {
            attempt.take_back(conn)?;
            join_organisation(conn, actor, &token, person, now)
        })
        .await
}

enum Person {
    Known(User),
    New { name: String, password_hash: String },
}

async fn new_person(invitation: &Invitation, request: AcceptInvitation) -> Result<Person, AccountError> {
    let name = request.name.as_deref().map(str::trim).filter(|name| !name.is_empty());
    let person = members::check_person("login", &invitation.login, "name", name.unwrap_or(&invitation.name))?;
    password_rules::check("password", &request.password, &person.login, &person.name)
        .map_err(|error| AccountError::Fields(vec![error]))?;
    let password_hash = passwords::hash_new(request.password).await.ok_or(SecretError::NoRandomness)?;
    Ok(Person::New { name: person.name, password_hash })
}

fn join_organisation(
    conn: &mut DbConn,
    actor: Actor,
    token: &str,
    person: Person,
    now: DateTime<Utc>,
) -> Result<AcceptedInvitation, AccountError> {
    let (invitation, organisation) = open(conn, token, now)?;
    let once = invitations::table.filter(invitations::id.eq(&invitation.id)).filter(invitations::accepted_at.is_null());
    let taken = diesel::update(once)
        .set(invitations::accepted_at.eq(Some(now.naive_utc())))
        .execute(conn)
        .map_err(DbError::from)?;
    if taken == 0 {
        return Err(AccountError::Refused(INVITATION_ENDED));
    }
    let (user_id, name) = match person {
        Person::Known(user) => (user.id, user.name),
        Person::New { name, password_hash } => {
            (users::insert(conn, &invitation.login, &name, &password_hash, now)?, name)
        }
    };
    members::grant(conn, &organisation.id, &user_id, &invitation.roles, now)?;
    let actor =
        Actor { identity: Identity::Member(stranger(&user_id, &invitation.login, name)), address: actor.address };
    record(conn, &actor, "invitation-accepted", &invitation.id, &organisation.id, &invitation.roles, now)?;
    Ok(AcceptedInvitation { login: invitation.login, organisation: organisation.slug })
}

/// The person as the audit log names them, without a session yet.
fn stranger(user_id: &str, login: &str, name: String) -> Member {
    Member {
        user_id: user_id.to_owned(),
        login: login.to_owned(),
        name,
        session: String::new(),
        csrf: String::new(),
        second_factor: false,
        memberships: Vec::new(),
    }
}

/// The invitation behind a link. One that was used, withdrawn, never made, or is too old is
/// answered the same.
fn open(conn: &mut DbConn, token: &str, now: DateTime<Utc>) -> Result<(Invitation, Organisation), AccountError> {
    let row: Option<(Columns, String)> = invitations::table
        .inner_join(orgs::table.on(orgs::id.eq(invitations::organisation_id)))
        .filter(invitations::token_hash.eq(token_hash(token)))
        .filter(invitations::accepted_at.is_null())
        .filter(invitations::withdrawn_at.is_null())
        .filter(invitations::expires_at.gt(now.naive_utc()))
        .select((
            (
                invitations::id,
                invitations::login,
                invitations::name,
                invitations::roles,
                invitations::created_at,
                invitations::expires_at,
            ),
            orgs::slug,
        ))
        .first(conn)
        .optional()
        .map_err(DbError::from)?;
    let (columns, slug) = row.ok_or(AccountError::Refused(INVITATION_ENDED))?;
    Ok((from_columns(columns)?, organisations::by_slug(conn, &slug)?))
}

fn record(
    conn: &mut DbConn,
    actor: &Actor,
    action: &str,
    id: &str,
    organisation_id: &str,
    roles: &[Role],
    now: DateTime<Utc>,
) -> Result<(), DbError> {
    let event = Event {
        organisation_id: Some(organisation_id),
        detail: serde_json::json!({"roles": roles}),
        ..Event::new(action, "invitation", id)
    };
    audit::record(conn, now, actor, event)
}

fn join(roles: &[Role]) -> String {
    roles.iter().map(|role| role.as_str()).collect::<Vec<_>>().join(" ")
}

fn from_columns((id, login, name, roles, created_at, expires_at): Columns) -> Result<Invitation, DbError> {
    let roles: Result<Vec<Role>, ()> = roles.split_whitespace().map(Role::from_str).collect();
    let roles = roles.map_err(|()| DbError::Damaged(format!("roles of invitation {id}")))?;
    Ok(Invitation { id, login, name, roles, created_at: created_at.and_utc(), expires_at: expires_at.and_utc() })
}
