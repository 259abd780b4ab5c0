//! What can go wrong with accounts, and its codes.

use chrono::Duration;
use puente_wire::problem::{FieldError, Problem};

use crate::actor::Denied;
use crate::db::DbError;
use crate::http::problem::{Code, invalid, problem};
use crate::secrets::SecretError;

crate::codes! {
    WRONG_CREDENTIALS = 401 "wrong-credentials" "The login or the password is wrong";
    SECOND_FACTOR_REQUIRED = 401 "second-factor-required" "The password is right; send the code of the second factor too";
    WRONG_CODE = 401 "wrong-code" "The code is wrong, or was used before";
    LOG_IN_BLOCKED = 429 "log-in-blocked" "Too many failed attempts; wait before the next";
    INVITATION_ENDED = 404 "invitation-ended" "This invitation was used, withdrawn or never made, or its time is over";
    ALREADY_MEMBER = 409 "already-member" "This person is a member already";
    LAST_ADMINISTRATOR = 409 "last-administrator" "The organisation would be left without an administrator";
    ENROLMENT_ENDED = 409 "enrolment-ended" "The fifteen minutes to confirm the second factor are over; start again";
    SECOND_FACTOR_IS_ON = 409 "second-factor-is-on" "The account has a second factor already";
    SECOND_FACTOR_IS_OFF = 409 "second-factor-is-off" "The account has no second factor";
}

crate::field_codes! {
    WRONG_PASSWORD = "wrong-password" "It is not the account's password";
    NOT_AN_ADDRESS = "not-an-address" "It is not an e-mail address";
    TOO_COMMON = "too-common" "Many people use this password, so it is guessed first";
    SAME_AS_NAME = "same-as-name" "The password is the login or the name";
    TAKEN = "taken" "Somebody has it already";
    LOOKS_LIKE_ANOTHER = "looks-like-another" "It can be taken for the name of another, or mixes alphabets";
}

/// Why something with accounts could not be done.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
    /// Not allowed.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// Nothing could be sealed or opened.
    #[error(transparent)]
    Secret(#[from] SecretError),
    /// One of [`CODES`].
    #[error("{}", .0.title)]
    Refused(Code),
    /// Too many failures: wait so long.
    #[error("blocked for {} seconds", .0.num_seconds())]
    Blocked(Duration),
    /// Wrong fields of the request.
    #[error("wrong fields: {0:?}")]
    Fields(Vec<FieldError>),
    /// A task ended without an answer, because the server is stopping.
    #[error("the server is stopping")]
    Stopping,
}

impl From<AccountError> for Problem {
    fn from(error: AccountError) -> Self {
        match error {
            AccountError::Db(error) => error.into(),
            AccountError::Denied(denied) => denied.into(),
            AccountError::Secret(error) => error.into(),
            AccountError::Refused(code) => problem(code),
            AccountError::Blocked(wait) => {
                let seconds = u32::try_from(wait.num_seconds().max(1)).unwrap_or(u32::MAX);
                Self { retry_after: Some(seconds), ..problem(LOG_IN_BLOCKED) }
            }
            AccountError::Fields(errors) => invalid(errors),
            AccountError::Stopping => problem(crate::http::problem::UNAVAILABLE),
        }
    }
}
