//! People's accounts, as rows.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::db::schema::users;
use crate::db::{DbConn, DbError};

/// An account.
#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = users)]
pub struct User {
    /// Its id.
    pub id: String,
    /// What the person logs in with, as [`normal_login`] gives it.
    pub login: String,
    /// The person's name.
    pub name: String,
    /// PHC string.
    pub password_hash: String,
    /// Sealed, when there is a second factor.
    pub totp_secret: Option<String>,
}

/// A login as it is kept and compared: without spaces around it, in lower case.
pub fn normal_login(typed: &str) -> String {
    typed.trim().to_lowercase()
}

/// Whether it has the form of an e-mail address.
pub fn is_address(login: &str) -> bool {
    let parts = login.split_once('@');
    parts.is_some_and(|(name, host)| !name.is_empty() && host.len() > 2 && !host.contains('@'))
        && login.len() <= 200
        && !login.chars().any(|letter| letter.is_whitespace() || letter.is_control())
}

/// The account with this login, unless it is disabled.
pub fn by_login(conn: &mut DbConn, login: &str) -> Result<Option<User>, DbError> {
    Ok(users::table
        .filter(users::login.eq(login))
        .filter(users::disabled_at.is_null())
        .select((users::id, users::login, users::name, users::password_hash, users::totp_secret))
        .first(conn)
        .optional()?)
}

/// The account with this id, unless it is disabled.
pub fn by_id(conn: &mut DbConn, id: &str) -> Result<User, DbError> {
    Ok(users::table
        .filter(users::id.eq(id))
        .filter(users::disabled_at.is_null())
        .select((users::id, users::login, users::name, users::password_hash, users::totp_secret))
        .first(conn)?)
}

/// Adds an account and returns its id.
pub fn insert(
    conn: &mut DbConn,
    login: &str,
    name: &str,
    password_hash: &str,
    now: DateTime<Utc>,
) -> Result<String, DbError> {
    let id = uuid::Uuid::now_v7().to_string();
    diesel::insert_into(users::table)
        .values((
            users::id.eq(&id),
            users::login.eq(login),
            users::name.eq(name),
            users::password_hash.eq(password_hash),
            users::created_at.eq(now.naive_utc()),
        ))
        .execute(conn)?;
    Ok(id)
}

/// Changes the password.
pub fn set_password(conn: &mut DbConn, id: &str, password_hash: &str) -> Result<(), DbError> {
    diesel::update(users::table.find(id)).set(users::password_hash.eq(password_hash)).execute(conn)?;
    Ok(())
}

/// Takes the second factor away.
pub fn clear_second_factor(conn: &mut DbConn, id: &str) -> Result<(), DbError> {
    diesel::update(users::table.find(id)).set(users::totp_secret.eq(None::<String>)).execute(conn)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_is_an_address_in_lower_case() {
        assert_eq!(normal_login("  Ana@SENA.example "), "ana@sena.example");
        assert!(is_address("ana@sena.example"));
        assert!(!is_address("ana") && !is_address("@sena.example") && !is_address("a b@sena.example"));
    }
}
