//! Small facts of the registry that live in the database.

use diesel::prelude::*;

use crate::db::schema::settings;
use crate::db::{DbConn, DbError};

/// Set to `true` when demonstration data was loaded.
pub const DEMONSTRATION: &str = "demonstration";

/// The address people used when the registry was last served without one being set: identities of
/// issuers carry its host, and commands beside the server need the same.
pub const ORIGIN: &str = "origin";

/// The value of a setting.
pub fn get(conn: &mut DbConn, key: &str) -> Result<Option<String>, DbError> {
    Ok(settings::table.find(key).select(settings::value).first(conn).optional()?)
}

/// Sets it.
pub fn set(conn: &mut DbConn, key: &str, value: &str) -> Result<(), DbError> {
    let changed = diesel::update(settings::table.find(key)).set(settings::value.eq(value)).execute(conn)?;
    if changed == 0 {
        diesel::insert_into(settings::table)
            .values((settings::key.eq(key), settings::value.eq(value)))
            .execute(conn)?;
    }
    Ok(())
}
