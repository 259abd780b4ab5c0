//! The table of what wallets were granted.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use crate::db::schema::wallet_grants;
use crate::db::{DbConn, DbError};
use crate::secrets::token_hash;

/// A wallet's access to one offer.
#[derive(Debug, Clone, Queryable)]
pub(super) struct Grant {
    pub(super) token_hash: String,
    pub(super) offer_id: String,
    pub(super) holder: Option<String>,
    pub(super) copies: i32,
    pub(super) waiting: Option<String>,
    expires_at: NaiveDateTime,
}

macro_rules! columns {
    () => {
        (
            wallet_grants::token_hash,
            wallet_grants::offer_id,
            wallet_grants::holder,
            wallet_grants::copies,
            wallet_grants::waiting,
            wallet_grants::expires_at,
        )
    };
}

/// A new grant. Grants whose time is over go, and so do those of the same offer that came to
/// nothing: of the tokens of one offer only the newest works.
pub(super) fn insert(
    conn: &mut DbConn,
    token: &str,
    offer_id: &str,
    expires_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(), DbError> {
    diesel::delete(wallet_grants::table.filter(wallet_grants::expires_at.le(now.naive_utc()))).execute(conn)?;
    let unused = wallet_grants::table
        .filter(wallet_grants::offer_id.eq(offer_id))
        .filter(wallet_grants::copies.eq(0))
        .filter(wallet_grants::waiting.is_null());
    diesel::delete(unused).execute(conn)?;
    diesel::insert_into(wallet_grants::table)
        .values((
            wallet_grants::token_hash.eq(token_hash(token)),
            wallet_grants::offer_id.eq(offer_id),
            wallet_grants::created_at.eq(now.naive_utc()),
            wallet_grants::expires_at.eq(expires_at.naive_utc()),
        ))
        .execute(conn)?;
    Ok(())
}

/// The grant of an access token, if its time is not over.
pub(super) fn of_token(conn: &mut DbConn, token: &str, now: DateTime<Utc>) -> Result<Option<Grant>, DbError> {
    let found: Option<Grant> =
        wallet_grants::table.find(token_hash(token)).select(columns!()).first(conn).optional()?;
    Ok(found.filter(|grant| now < grant.expires_at.and_utc()))
}

/// Remembers what was asked for until the certificate is signed.
pub(super) fn wait(
    conn: &mut DbConn,
    grant: &Grant,
    waiting: &str,
    transaction: &str,
    until: DateTime<Utc>,
) -> Result<(), DbError> {
    diesel::update(wallet_grants::table.find(&grant.token_hash))
        .set((
            wallet_grants::waiting.eq(waiting),
            wallet_grants::transaction_hash.eq(token_hash(transaction)),
            wallet_grants::expires_at.eq(until.naive_utc()),
        ))
        .execute(conn)?;
    Ok(())
}

/// Whether the transaction is the grant's.
pub(super) fn has_transaction(conn: &mut DbConn, grant: &Grant, transaction: &str) -> Result<bool, DbError> {
    let same: i64 = wallet_grants::table
        .filter(wallet_grants::token_hash.eq(&grant.token_hash))
        .filter(wallet_grants::transaction_hash.eq(token_hash(transaction)))
        .count()
        .get_result(conn)?;
    Ok(same == 1)
}

/// Notes that the wallet was given copies; what waited waits no more.
pub(super) fn gave(
    conn: &mut DbConn,
    grant: &Grant,
    first: &str,
    copies: usize,
    notification: &str,
) -> Result<(), DbError> {
    let copies = i32::try_from(copies).unwrap_or(i32::MAX / 2);
    let holder = grant.holder.as_deref().unwrap_or(first);
    diesel::update(wallet_grants::table.find(&grant.token_hash))
        .set((
            wallet_grants::holder.eq(holder),
            wallet_grants::copies.eq(wallet_grants::copies + copies),
            wallet_grants::waiting.eq(None::<String>),
            wallet_grants::transaction_hash.eq(None::<String>),
            wallet_grants::notification_hash.eq(token_hash(notification)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Notes what became of the credential; false when there is no such notification for this token.
pub(super) fn note(conn: &mut DbConn, grant: &Grant, notification: &str, outcome: &str) -> Result<bool, DbError> {
    let named = wallet_grants::table
        .filter(wallet_grants::token_hash.eq(&grant.token_hash))
        .filter(wallet_grants::notification_hash.eq(token_hash(notification)));
    Ok(diesel::update(named).set(wallet_grants::outcome.eq(outcome)).execute(conn)? == 1)
}
