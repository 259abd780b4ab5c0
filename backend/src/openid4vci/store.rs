//! The tables of what wallets were granted, what they wait for, and what they were given.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use crate::db::schema::{wallet_grants, wallet_notifications, wallet_transactions};
use crate::db::{DbConn, DbError};
use crate::secrets::token_hash;

/// A wallet's access to one offer.
#[derive(Debug, Clone, Queryable)]
pub(super) struct Grant {
    pub(super) token_hash: String,
    pub(super) offer_id: String,
    pub(super) holder: Option<String>,
    pub(super) copies: i32,
    expires_at: NaiveDateTime,
}

macro_rules! columns {
    () => {
        (
            wallet_grants::token_hash,
            wallet_grants::offer_id,
            wallet_grants::holder,
            wallet_grants::copies,
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
    let unused: Vec<String> = wallet_grants::table
        .filter(wallet_grants::offer_id.eq(offer_id))
        .filter(wallet_grants::copies.eq(0))
        .select(wallet_grants::token_hash)
        .load(conn)?;
    for token_hash in unused {
        if waiting(conn, &token_hash)?.is_empty() {
            diesel::delete(wallet_grants::table.find(token_hash)).execute(conn)?;
        }
    }
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

/// Remembers what was asked for until the certificate is signed. What else the token waits for stays.
pub(super) fn wait(
    conn: &mut DbConn,
    grant: &Grant,
    waiting: &str,
    transaction: &str,
    until: DateTime<Utc>,
) -> Result<(), DbError> {
    diesel::update(wallet_grants::table.find(&grant.token_hash))
        .set(wallet_grants::expires_at.eq(until.naive_utc()))
        .execute(conn)?;
    diesel::insert_into(wallet_transactions::table)
        .values((
            wallet_transactions::transaction_hash.eq(token_hash(transaction)),
            wallet_transactions::token_hash.eq(&grant.token_hash),
            wallet_transactions::waiting.eq(waiting),
        ))
        .execute(conn)?;
    Ok(())
}

/// Everything that a token waits for.
pub(super) fn waiting(conn: &mut DbConn, token_hash: &str) -> Result<Vec<String>, DbError> {
    let of_token = wallet_transactions::table.filter(wallet_transactions::token_hash.eq(token_hash));
    Ok(of_token.select(wallet_transactions::waiting).load(conn)?)
}

/// What was asked for in a transaction of the grant; none when it was fetched, or is not the grant's.
pub(super) fn waiting_in(conn: &mut DbConn, grant: &Grant, transaction: &str) -> Result<Option<String>, DbError> {
    let named = wallet_transactions::table
        .find(token_hash(transaction))
        .filter(wallet_transactions::token_hash.eq(&grant.token_hash));
    Ok(named.select(wallet_transactions::waiting).first(conn).optional()?)
}

/// Notes that the wallet was given copies, perhaps those of a transaction, which ends.
pub(super) fn gave(
    conn: &mut DbConn,
    grant: &Grant,
    transaction: Option<&str>,
    first: &str,
    copies: usize,
    notification: &str,
) -> Result<(), DbError> {
    let copies = i32::try_from(copies).unwrap_or(i32::MAX / 2);
    let holder = grant.holder.as_deref().unwrap_or(first);
    diesel::update(wallet_grants::table.find(&grant.token_hash))
        .set((wallet_grants::holder.eq(holder), wallet_grants::copies.eq(wallet_grants::copies + copies)))
        .execute(conn)?;
    if let Some(transaction) = transaction {
        diesel::delete(wallet_transactions::table.find(token_hash(transaction))).execute(conn)?;
    }
    diesel::insert_into(wallet_notifications::table)
        .values((
            wallet_notifications::notification_hash.eq(token_hash(notification)),
            wallet_notifications::token_hash.eq(&grant.token_hash),
        ))
        .execute(conn)?;
    Ok(())
}

/// Notes what became of what was given; false when there is no such notification for this token.
pub(super) fn note(conn: &mut DbConn, grant: &Grant, notification: &str, outcome: &str) -> Result<bool, DbError> {
    let named = wallet_notifications::table
        .filter(wallet_notifications::notification_hash.eq(token_hash(notification)))
        .filter(wallet_notifications::token_hash.eq(&grant.token_hash));
    Ok(diesel::update(named).set(wallet_notifications::outcome.eq(outcome)).execute(conn)? == 1)
}
