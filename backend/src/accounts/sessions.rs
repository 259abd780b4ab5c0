//! Who sends a request: the session behind a cookie, or the organisation behind a bearer token.

use chrono::{DateTime, Duration, NaiveDateTime, Utc};
use diesel::prelude::*;
use puente_wire::session::OrganisationKind;

use puente_wire::accounts::OpenSession;

use super::error::AccountError;
use super::organisations;
use crate::actor::{Identity, Member, Organisation, Token};
use crate::db::schema::{api_tokens, organisations as orgs, sessions, users};
use crate::db::{DbConn, DbError};
use crate::secrets::{new_token, token_hash};

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
pub fn of_token(conn: &mut DbConn, token: &str) -> Result<Identity, DbError> {
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

/// A session just opened.
pub struct Opened {
    /// What the cookie carries; kept nowhere else.
    pub token: String,
    /// Whose it is.
    pub member: Member,
}

/// Opens a session with a token of its own; sessions of the account that have ended go.
pub fn open(
    conn: &mut DbConn,
    user_id: &str,
    second_factor: bool,
    user_agent: &str,
    now: DateTime<Utc>,
) -> Result<Opened, AccountError> {
    let (token, csrf) = (new_token()?, new_token()?);
    let ended = sessions::expires_at.le(now.naive_utc()).or(sessions::seen_at.le((now - IDLE).naive_utc()));
    diesel::delete(sessions::table.filter(sessions::user_id.eq(user_id)).filter(ended))
        .execute(conn)
        .map_err(DbError::from)?;
    diesel::insert_into(sessions::table)
        .values((
            sessions::token_hash.eq(token_hash(&token)),
            sessions::user_id.eq(user_id),
            sessions::csrf.eq(&csrf),
            sessions::second_factor.eq(second_factor),
            sessions::user_agent.eq(user_agent.chars().take(200).collect::<String>()),
            sessions::created_at.eq(now.naive_utc()),
            sessions::seen_at.eq(now.naive_utc()),
            sessions::expires_at.eq((now + LIFETIME).naive_utc()),
        ))
        .execute(conn)
        .map_err(DbError::from)?;
    match of_cookie(conn, &token, now)? {
        Identity::Member(member) => Ok(Opened { token, member }),
        _ => Err(DbError::NotFound.into()),
    }
}

/// Ends one session.
pub fn end(conn: &mut DbConn, session: &str) -> Result<(), DbError> {
    diesel::delete(sessions::table.find(session)).execute(conn)?;
    Ok(())
}

/// Ends every session of an account.
pub fn end_all(conn: &mut DbConn, user_id: &str) -> Result<(), DbError> {
    diesel::delete(sessions::table.filter(sessions::user_id.eq(user_id))).execute(conn)?;
    Ok(())
}

/// Ends every session of an account but one.
pub fn end_others(conn: &mut DbConn, user_id: &str, kept: &str) -> Result<(), DbError> {
    let others = sessions::table.filter(sessions::user_id.eq(user_id)).filter(sessions::token_hash.ne(kept));
    diesel::delete(others).execute(conn)?;
    Ok(())
}

/// Notes whether a session passed the second factor.
pub(super) fn mark_second_factor(conn: &mut DbConn, session: &str, passed: bool) -> Result<(), DbError> {
    diesel::update(sessions::table.find(session)).set(sessions::second_factor.eq(passed)).execute(conn)?;
    Ok(())
}

/// The open sessions of a person, the last used first.
pub fn list(conn: &mut DbConn, member: &Member, now: DateTime<Utc>) -> Result<Vec<OpenSession>, DbError> {
    type Row = (String, String, bool, NaiveDateTime, NaiveDateTime, NaiveDateTime);
    let rows: Vec<Row> = sessions::table
        .filter(sessions::user_id.eq(&member.user_id))
        .filter(sessions::expires_at.gt(now.naive_utc()))
        .filter(sessions::seen_at.gt((now - IDLE).naive_utc()))
        .order(sessions::seen_at.desc())
        .select((
            sessions::token_hash,
            sessions::user_agent,
            sessions::second_factor,
            sessions::created_at,
            sessions::seen_at,
            sessions::expires_at,
        ))
        .load(conn)?;
    let open = |(hash, user_agent, second_factor, created_at, seen_at, expires_at): Row| OpenSession {
        id: public_id(&hash).to_owned(),
        user_agent,
        current: hash == member.session,
        second_factor,
        created_at: created_at.and_utc(),
        seen_at: seen_at.and_utc(),
        expires_at: expires_at.and_utc(),
    };
    Ok(rows.into_iter().map(open).collect())
}

/// Ends the person's session of this public id; `false` when there is none.
pub fn end_by_id(conn: &mut DbConn, member: &Member, id: &str) -> Result<bool, DbError> {
    let hashes: Vec<String> =
        sessions::table.filter(sessions::user_id.eq(&member.user_id)).select(sessions::token_hash).load(conn)?;
    let Some(hash) = hashes.iter().find(|hash| public_id(hash) == id) else { return Ok(false) };
    end(conn, hash)?;
    Ok(true)
}

/// The first quarter of the hash names a session and opens nothing.
fn public_id(hash: &str) -> &str {
    hash.get(..16).unwrap_or(hash)
}
