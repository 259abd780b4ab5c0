//! Who sends a request: the session behind a cookie, or the organisation behind a bearer token.

use chrono::{DateTime, Duration, NaiveDateTime, Utc};
use diesel::prelude::*;
use puente_wire::session::OrganisationKind;

use super::organisations;
use crate::actor::{Identity, Member, Organisation, Token};
use crate::db::schema::{api_tokens, organisations as orgs, sessions, users};
use crate::db::{DbConn, DbError};
use crate::secrets::token_hash;

/// Name of the cookie.
pub const COOKIE: &str = "puente_session";
/// A session ends after this long without a request.
pub const IDLE: Duration = Duration::hours(8);
/// A session ends after this long whatever happens.
pub const LIFETIME: Duration = Duration::hours(24);

type SessionRow = (String, String, String, String, bool, NaiveDateTime);
type TokenRow = (String, String, (String, String, String, String, String));

/// The session's token in a `cookie` header.
pub fn token_in_cookie(header: &str) -> Option<&str> {
    header
        .split(';')
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == COOKIE)
        .map(|(_, value)| value)
}

/// The member behind a session's token; anonymous when it has ended.
pub fn of_cookie(conn: &mut DbConn, token: &str, now: DateTime<Utc>) -> Result<Identity, DbError> {
    let hash = token_hash(token);
    let idle_since = (now - IDLE).naive_utc();
    let row: Option<SessionRow> = sessions::table
        .inner_join(users::table.on(users::id.eq(sessions::user_id)))
        .filter(sessions::token_hash.eq(&hash))
        .filter(sessions::expires_at.gt(now.naive_utc()))
        .filter(sessions::seen_at.gt(idle_since))
        .filter(users::disabled_at.is_null())
        .select((users::id, users::login, users::name, sessions::csrf, sessions::second_factor, sessions::seen_at))
        .first(conn)
        .optional()?;
    let Some((user_id, login, name, csrf, second_factor, seen_at)) = row else { return Ok(Identity::Anonymous) };
    if now.naive_utc() - seen_at > Duration::minutes(5) {
        diesel::update(sessions::table.find(&hash)).set(sessions::seen_at.eq(now.naive_utc())).execute(conn)?;
    }
    let memberships = organisations::memberships_of(conn, &user_id)?;
    Ok(Identity::Member(Member { user_id, login, name, session: hash, csrf, second_factor, memberships }))
}

/// The organisation behind a bearer token; anonymous when it is revoked or unknown.
pub fn of_token(conn: &mut DbConn, token: &str, _now: DateTime<Utc>) -> Result<Identity, DbError> {
    let row: Option<TokenRow> = api_tokens::table
        .inner_join(orgs::table.on(orgs::id.eq(api_tokens::organisation_id)))
        .filter(api_tokens::token_hash.eq(token_hash(token)))
        .filter(api_tokens::revoked_at.is_null())
        .select((api_tokens::id, api_tokens::scope, (orgs::id, orgs::slug, orgs::name, orgs::country, orgs::kind)))
        .first(conn)
        .optional()?;
    let Some((id, scope, (org_id, slug, name, country, kind))) = row else { return Ok(Identity::Anonymous) };
    let kind: OrganisationKind = kind.parse().map_err(|()| DbError::Damaged(format!("organisation {slug}")))?;
    Ok(Identity::Token(Token { id, scope, organisation: Organisation { id: org_id, slug, name, country, kind } }))
}
