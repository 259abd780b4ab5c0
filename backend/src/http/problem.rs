//! Error answers: every code the server can send is declared with [`codes!`] or [`field_codes!`],
//! so that a test can hold the list and the messages of every language together.

use http::header::{CONTENT_TYPE, HeaderValue, RETRY_AFTER};
use puente_wire::problem::{FieldError, Problem};
use warp::reply::Response;

use super::endpoint::PROBLEM;
use crate::actor::Denied;
use crate::db::DbError;
use crate::secrets::SecretError;

/// A kind of error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// Kebab-case; `error-<id>` in the locales.
    pub id: &'static str,
    /// HTTP status.
    pub status: u16,
    /// English, for developers.
    pub title: &'static str,
}

/// What can be wrong with a field; `field-<id>` in the locales.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldCode(pub &'static str);

/// Declares error codes as constants, and `CODES` that lists them.
#[macro_export]
macro_rules! codes {
    ($($name:ident = $status:literal $id:literal $title:literal;)*) => {
        $(#[doc = $title] pub const $name: $crate::http::problem::Code =
            $crate::http::problem::Code { id: $id, status: $status, title: $title };)*
        /// Every code of this module.
        pub const CODES: &[$crate::http::problem::Code] = &[$($name),*];
    };
}

/// Declares field codes as constants, and `FIELD_CODES` that lists them.
#[macro_export]
macro_rules! field_codes {
    ($($name:ident = $id:literal $title:literal;)*) => {
        $(#[doc = $title] pub const $name: $crate::http::problem::FieldCode =
            $crate::http::problem::FieldCode($id);)*
        /// Every field code of this module.
        pub const FIELD_CODES: &[$crate::http::problem::FieldCode] = &[$($name),*];
    };
}

codes! {
    BAD_JSON = 400 "bad-json" "The body is not JSON";
    BAD_QUERY = 400 "bad-query" "The query of the address cannot be read";
    BAD_HEADER = 400 "bad-header" "A header cannot be read";
    NOT_SIGNED_IN = 401 "not-signed-in" "Log in first";
    FORBIDDEN = 403 "forbidden" "This account may not do this";
    SECOND_FACTOR_NEEDED = 403 "second-factor-needed" "This needs a second factor";
    CSRF = 403 "csrf" "The request does not carry the session's token";
    NOT_FOUND = 404 "not-found" "No such thing";
    METHOD_NOT_ALLOWED = 405 "method-not-allowed" "This address does not take this method";
    TIMED_OUT = 408 "timed-out" "The request took too long to arrive";
    STALE = 409 "stale" "Somebody changed it in the meantime";
    ALREADY_EXISTS = 409 "already-exists" "It exists already";
    IN_PROGRESS = 409 "in-progress" "The same request is being worked on";
    TOO_LARGE = 413 "too-large" "The body is too large";
    NOT_JSON = 415 "not-json" "Send application/json";
    INVALID = 422 "invalid" "Some fields are wrong";
    KEY_REUSED = 422 "idempotency-key-reused" "This idempotency key was used for another request";
    TOO_MANY = 429 "too-many-requests" "Too many attempts";
    INTERNAL = 500 "internal" "A defect of ours";
    UNAVAILABLE = 503 "unavailable" "The registry is not available for a moment";
    NO_SPACE = 507 "no-space" "The registry has no space left; nothing was written";
}

field_codes! {
    REQUIRED = "required" "It is missing";
    UNKNOWN_FIELD = "unknown-field" "No such field";
    WRONG_TYPE = "wrong-type" "It has the wrong type";
    NOT_ALLOWED = "not-allowed" "It is not one of the allowed values";
    MALFORMED = "malformed" "It does not have the right form";
    TOO_LONG = "too-long" "It is too long";
    TOO_SHORT = "too-short" "It is too short";
    OUT_OF_RANGE = "out-of-range" "It is out of range";
    IN_THE_FUTURE = "in-the-future" "It is in the future";
    IN_THE_PAST = "in-the-past" "It is in the past";
    UNKNOWN = "unknown" "There is no such thing";
    BEFORE_START = "before-start" "It ends before it starts";
}

/// An answer of this kind.
pub fn problem(code: Code) -> Problem {
    Problem {
        kind: format!("about:blank#{}", code.id),
        title: code.title.to_owned(),
        status: code.status,
        code: code.id.to_owned(),
        detail: None,
        errors: Vec::new(),
        current: None,
        retry_after: None,
        instance: None,
    }
}

/// An answer of this kind that says more, in English, for developers.
pub fn problem_with(code: Code, detail: impl Into<String>) -> Problem {
    Problem { detail: Some(detail.into()), ..problem(code) }
}

/// 422 with the wrong fields.
pub fn invalid(errors: Vec<FieldError>) -> Problem {
    Problem { errors, ..problem(INVALID) }
}

/// One wrong field.
pub fn field_error(field: impl Into<String>, code: FieldCode) -> FieldError {
    FieldError { field: field.into(), code: code.0.to_owned(), detail: None }
}

/// 409 with what the object says now.
pub fn stale(current: &impl serde::Serialize) -> Problem {
    Problem { current: serde_json::to_value(current).ok(), ..problem(STALE) }
}

/// The answer on the wire.
pub fn into_response(problem: &Problem) -> Response {
    let body = serde_json::to_vec(problem).unwrap_or_default();
    let mut response = Response::new(body.into());
    *response.status_mut() =
        http::StatusCode::from_u16(problem.status).unwrap_or(http::StatusCode::INTERNAL_SERVER_ERROR);
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(PROBLEM));
    if matches!(problem.status, 429 | 503) {
        let seconds = HeaderValue::from(problem.retry_after.unwrap_or(5));
        response.headers_mut().insert(RETRY_AFTER, seconds);
    }
    response
}

impl From<DbError> for Problem {
    fn from(error: DbError) -> Self {
        match error {
            DbError::Unavailable(_) => {
                tracing::warn!(%error, "database");
                problem(UNAVAILABLE)
            }
            DbError::Full => {
                tracing::error!(%error, "database");
                problem(NO_SPACE)
            }
            DbError::NotFound => problem(NOT_FOUND),
            DbError::Duplicate(_) => problem(ALREADY_EXISTS),
            DbError::Unstorable => problem(INVALID),
            DbError::Damaged(_) | DbError::Other(_) => internal(&error),
        }
    }
}

impl From<Denied> for Problem {
    fn from(denied: Denied) -> Self {
        problem(match denied {
            Denied::NotSignedIn => NOT_SIGNED_IN,
            Denied::Forbidden => FORBIDDEN,
            Denied::SecondFactor => SECOND_FACTOR_NEEDED,
        })
    }
}

impl From<SecretError> for Problem {
    fn from(error: SecretError) -> Self {
        internal(&error)
    }
}

/// A defect of ours: the log gets the whole chain, the caller nothing from inside.
pub fn internal(error: &dyn std::error::Error) -> Problem {
    let mut chain = error.to_string();
    let mut source = error.source();
    while let Some(inner) = source {
        chain.push_str(": ");
        chain.push_str(&inner.to_string());
        source = inner.source();
    }
    tracing::error!(error = chain, "internal error");
    problem(INTERNAL)
}
