//! What can go wrong with the database, in the few kinds that callers treat differently.

use diesel::result::{DatabaseErrorKind, Error as Diesel};

/// A database failure.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// Locked, overloaded, or gone; the same request may succeed later.
    #[error("the database is not available: {0}")]
    Unavailable(String),
    /// No space left; nothing was written.
    #[error("the database has no space left")]
    Full,
    /// A row with this key exists already.
    #[error("a row with this key exists already: {0}")]
    Duplicate(String),
    /// No such row.
    #[error("no such row")]
    NotFound,
    /// A text that no database keeps: it holds the letter NUL.
    #[error("a text holds a letter that cannot be kept")]
    Unstorable,
    /// A stored value is not what it should be.
    #[error("stored data is damaged: {0}")]
    Damaged(String),
    /// Anything else: a defect of ours.
    #[error("database error: {0}")]
    Other(Diesel),
}

impl DbError {
    /// The same error for somebody else, when it is about the database and not about what was asked.
    pub fn for_all(&self) -> Option<Self> {
        match self {
            Self::Unavailable(why) => Some(Self::Unavailable(why.clone())),
            Self::Full => Some(Self::Full),
            _ => None,
        }
    }
}

impl From<Diesel> for DbError {
    fn from(error: Diesel) -> Self {
        match &error {
            Diesel::NotFound => Self::NotFound,
            Diesel::DatabaseError(kind, info) => classify(*kind, info.message()).unwrap_or(Self::Other(error)),
            _ => Self::Other(error),
        }
    }
}

/// SQLite reports BUSY, FULL and IOERR only in words (sqlite.org/rescode.html).
fn classify(kind: DatabaseErrorKind, message: &str) -> Option<DbError> {
    let lower = message.to_lowercase();
    match kind {
        DatabaseErrorKind::UniqueViolation => return Some(DbError::Duplicate(message.to_owned())),
        DatabaseErrorKind::ClosedConnection
        | DatabaseErrorKind::SerializationFailure
        | DatabaseErrorKind::ReadOnlyTransaction
        | DatabaseErrorKind::UnableToSendCommand => return Some(DbError::Unavailable(message.to_owned())),
        _ => {}
    }
    let any = |needles: &[&str]| needles.iter().any(|needle| lower.contains(needle));
    if any(&["disk is full", "no space left", "could not extend file"]) {
        return Some(DbError::Full);
    }
    if any(&["invalid byte sequence for encoding"]) {
        return Some(DbError::Unstorable);
    }
    any(&[
        "locked",
        "busy",
        "deadlock",
        "canceling statement due to",
        "disk i/o error",
        "unable to open database",
        "readonly database",
        "terminating connection",
        "server closed the connection",
        "could not connect",
        "connection refused",
        "connection to server",
        "no connection to the server",
        "the database system is",
        "too many clients",
    ])
    .then(|| DbError::Unavailable(message.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locked_database_is_unavailable_and_a_full_disk_is_full() {
        let kind = DatabaseErrorKind::Unknown;
        assert!(matches!(classify(kind, "database is locked"), Some(DbError::Unavailable(_))));
        assert!(matches!(classify(kind, "database or disk is full"), Some(DbError::Full)));
        assert!(classify(kind, "no such table: people").is_none());
    }
}
