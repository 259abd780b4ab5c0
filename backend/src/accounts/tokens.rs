//! Bearer tokens for programs of an organisation. The database keeps a hash; the token itself is told
//! once.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::error::AccountError;
use super::organisations;
use crate::actor::Actor;
use crate::audit::{self, Event};
use crate::db::schema::api_tokens;
use crate::db::{DbConn, DbError};
use crate::secrets::{new_token, token_hash};

/// What tokens can be for.
pub const SCOPES: &[&str] = &["vc-api"];

/// A token just made.
pub struct NewToken {
    /// Names it in the list, the audit log, and when it is revoked.
    pub id: String,
    /// The token; kept nowhere.
    pub token: String,
}

/// Makes a token for an organisation and a scope out of [`SCOPES`].
pub fn create(
    conn: &mut DbConn,
    actor: &Actor,
    slug: &str,
    scope: &str,
    now: DateTime<Utc>,
) -> Result<NewToken, AccountError> {
    let organisation = organisations::by_slug(conn, slug)?;
    let new = NewToken { id: uuid::Uuid::now_v7().to_string(), token: new_token()? };
    diesel::insert_into(api_tokens::table)
        .values((
            api_tokens::id.eq(&new.id),
            api_tokens::token_hash.eq(token_hash(&new.token)),
            api_tokens::organisation_id.eq(&organisation.id),
            api_tokens::scope.eq(scope),
            api_tokens::created_at.eq(now.naive_utc()),
        ))
        .execute(conn)
        .map_err(DbError::from)?;
    let event = Event {
        organisation_id: Some(&organisation.id),
        detail: serde_json::json!({ "scope": scope }),
        ..Event::new("token-created", "token", &new.id)
    };
    audit::record(conn, now, actor, event)?;
    Ok(new)
}

/// Ends a token at once; [`DbError::NotFound`] when there is none that works.
pub fn revoke(conn: &mut DbConn, actor: &Actor, id: &str, now: DateTime<Utc>) -> Result<(), DbError> {
    let working = api_tokens::table.find(id).filter(api_tokens::revoked_at.is_null());
    let owner: String = working.select(api_tokens::organisation_id).first(conn)?;
    diesel::update(api_tokens::table.find(id)).set(api_tokens::revoked_at.eq(Some(now.naive_utc()))).execute(conn)?;
    let event = Event { organisation_id: Some(&owner), ..Event::new("token-revoked", "token", id) };
    audit::record(conn, now, actor, event)
}
