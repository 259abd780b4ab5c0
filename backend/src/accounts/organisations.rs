//! Organisations, as rows.

use std::str::FromStr;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use puente_wire::session::{OrganisationKind, Role};

use crate::actor::{Membership, Organisation};
use crate::db::schema::{memberships, organisations};
use crate::db::{DbConn, DbError};

/// A new organisation.
#[derive(Debug, Clone)]
pub struct NewOrganisation<'a> {
    /// Lower-case letters, digits and hyphens; part of addresses and of the issuer's identity.
    pub slug: &'a str,
    /// Its name in its own language.
    pub name: &'a str,
    /// ISO 3166-1 alpha-2.
    pub country: &'a str,
    /// What it is.
    pub kind: OrganisationKind,
    /// Whom to ask: an e-mail address or telephone number, may be empty.
    pub contact: &'a str,
    /// Its site, may be empty.
    pub website: &'a str,
    /// Whether its signatories need a second factor to sign.
    pub signatory_totp_required: bool,
}

type Columns = (String, String, String, String, String);

fn from_columns((id, slug, name, country, kind): Columns) -> Result<Organisation, DbError> {
    let kind = OrganisationKind::from_str(&kind)
        .map_err(|()| DbError::Damaged(format!("organisation {slug}: kind {kind}")))?;
    Ok(Organisation { id, slug, name, country, kind })
}

/// Adds an organisation and returns its id.
pub fn insert(conn: &mut DbConn, new: &NewOrganisation<'_>, now: DateTime<Utc>) -> Result<String, DbError> {
    let id = uuid::Uuid::now_v7().to_string();
    diesel::insert_into(organisations::table)
        .values((
            organisations::id.eq(&id),
            organisations::slug.eq(new.slug),
            organisations::name.eq(new.name),
            organisations::country.eq(new.country),
            organisations::kind.eq(new.kind.as_str()),
            organisations::contact.eq(new.contact),
            organisations::website.eq(new.website),
            organisations::signatory_totp_required.eq(new.signatory_totp_required),
            organisations::created_at.eq(now.naive_utc()),
        ))
        .execute(conn)?;
    Ok(id)
}

/// The organisation with this slug; [`DbError::NotFound`] when there is none.
pub fn by_slug(conn: &mut DbConn, slug: &str) -> Result<Organisation, DbError> {
    let columns: Columns = organisations::table
        .filter(organisations::slug.eq(slug))
        .select((
            organisations::id,
            organisations::slug,
            organisations::name,
            organisations::country,
            organisations::kind,
        ))
        .first(conn)?;
    from_columns(columns)
}

/// Where a person is a member, and as what.
pub fn memberships_of(conn: &mut DbConn, user_id: &str) -> Result<Vec<Membership>, DbError> {
    let rows: Vec<(Columns, String)> = memberships::table
        .inner_join(organisations::table.on(organisations::id.eq(memberships::organisation_id)))
        .filter(memberships::user_id.eq(user_id))
        .order((organisations::slug, memberships::role))
        .select((
            (organisations::id, organisations::slug, organisations::name, organisations::country, organisations::kind),
            memberships::role,
        ))
        .load(conn)?;
    let mut found: Vec<Membership> = Vec::new();
    for (columns, role) in rows {
        let organisation = from_columns(columns)?;
        let role = Role::from_str(&role).map_err(|()| DbError::Damaged(format!("role {role}")))?;
        match found.last_mut().filter(|last| last.organisation == organisation) {
            Some(last) => last.roles.push(role),
            None => found.push(Membership { organisation, roles: vec![role] }),
        }
    }
    Ok(found)
}

/// Makes a person a member.
pub fn add_member(
    conn: &mut DbConn,
    organisation_id: &str,
    user_id: &str,
    role: Role,
    now: NaiveDateTime,
) -> Result<(), DbError> {
    diesel::insert_into(memberships::table)
        .values((
            memberships::organisation_id.eq(organisation_id),
            memberships::user_id.eq(user_id),
            memberships::role.eq(role.as_str()),
            memberships::created_at.eq(now),
        ))
        .execute(conn)?;
    Ok(())
}

/// One such change in the organisation at a time, until the transaction ends (its people, its
/// numbers, its keys); `SQLite`'s writing transaction is that already.
pub fn lock(conn: &mut DbConn, organisation_id: &str) -> Result<(), DbError> {
    if matches!(conn, DbConn::Postgres(_)) {
        diesel::sql_query("SELECT 1 FROM organisations WHERE id = $1 FOR UPDATE")
            .bind::<diesel::sql_types::Text, _>(organisation_id)
            .execute(conn)?;
    }
    Ok(())
}

/// Whether an organisation for which the person signs asks for a second factor.
pub fn requires_second_factor(conn: &mut DbConn, user_id: &str) -> Result<bool, DbError> {
    let found: i64 = memberships::table
        .inner_join(organisations::table.on(organisations::id.eq(memberships::organisation_id)))
        .filter(memberships::user_id.eq(user_id))
        .filter(memberships::role.eq(Role::Signatory.as_str()))
        .filter(organisations::signatory_totp_required.eq(true))
        .count()
        .get_result(conn)?;
    Ok(found > 0)
}
