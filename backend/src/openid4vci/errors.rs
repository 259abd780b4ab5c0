//! Refusals as OAuth and OpenID4VCI word them: `{"error": …, "error_description": …}`.

use http::header::{CACHE_CONTROL, HeaderValue, WWW_AUTHENTICATE};
use http::{HeaderMap, StatusCode};
use puente_wire::offers::OfferState;
use puente_wire::problem::Problem;
use serde_json::{Value, json};
use warp::reply::Response;

use crate::db::DbError;
use crate::http::call;
use crate::http::problem::into_response;
use crate::issuers::IssuerError;
use crate::offers;
use crate::secrets::SecretError;

/// Why a wallet gets nothing.
#[derive(Debug)]
pub(super) enum Refusal {
    /// In the specification's words.
    Known(&'static str, String),
    /// There is no access token; the challenge then has no code (RFC 6750, section 3.1).
    NoToken,
    /// The access token is unknown or has ended.
    Token,
    /// Anything of ours.
    Ours(Box<Problem>),
}

/// A refusal of the specification.
pub(super) fn refuse(code: &'static str, description: impl Into<String>) -> Refusal {
    Refusal::Known(code, description.into())
}

impl Refusal {
    /// On the wire.
    pub(super) fn into_response(self) -> Response {
        match self {
            Self::Known(code, description) => {
                answer(StatusCode::BAD_REQUEST, &json!({"error": code, "error_description": description}))
            }
            // The challenge has no code; the body has, for wallets that look at nothing else.
            Self::NoToken => unauthorised(
                "Bearer",
                &json!({"error": "invalid_token", "error_description": "an access token is needed"}),
            ),
            Self::Token => unauthorised(
                "Bearer error=\"invalid_token\"",
                &json!({"error": "invalid_token", "error_description": "the access token is unknown or has ended"}),
            ),
            Self::Ours(problem) => in_oauth(&problem),
        }
    }
}

fn unauthorised(challenge: &'static str, said: &Value) -> Response {
    let mut response = answer(StatusCode::UNAUTHORIZED, said);
    response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static(challenge));
    response
}

/// A problem of ours with what OAuth clients look for beside it: `error` (RFC 6749, sections 4.1.2.1 and 5.2).
pub(crate) fn in_oauth(problem: &Problem) -> Response {
    let error = match problem.status {
        503 => "temporarily_unavailable",
        500.. => "server_error",
        _ => "invalid_request",
    };
    let mut said = serde_json::to_value(problem).unwrap_or_default();
    if let Some(members) = said.as_object_mut() {
        let description = problem.detail.as_ref().unwrap_or(&problem.title);
        members.insert("error_description".into(), description.as_str().into());
        members.insert("error".into(), error.into());
    }
    let mut response = into_response(problem);
    let status = response.status();
    let (kept, answer) = (std::mem::take(response.headers_mut()), answer(status, &said));
    let (mut head, body) = answer.into_parts();
    for (name, value) in kept.into_iter().filter_map(|(name, value)| Some((name?, value))) {
        head.headers.entry(name).or_insert(value);
    }
    Response::from_parts(head, body)
}

/// An answer that nobody keeps.
pub(super) fn answer(status: StatusCode, body: &Value) -> Response {
    let mut response = call::json(status, body);
    let headers: &mut HeaderMap = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

impl From<DbError> for Refusal {
    fn from(error: DbError) -> Self {
        Self::Ours(Box::new(error.into()))
    }
}

impl From<SecretError> for Refusal {
    fn from(error: SecretError) -> Self {
        Self::Ours(Box::new(error.into()))
    }
}

impl From<IssuerError> for Refusal {
    fn from(error: IssuerError) -> Self {
        Self::Ours(Box::new(error.into()))
    }
}

/// At the credential endpoint (section 8.3.1.2); the token endpoint has words of its own.
impl From<offers::Error> for Refusal {
    fn from(error: offers::Error) -> Self {
        match error {
            offers::Error::Unknown | offers::Error::Closed(_) | offers::Error::Busy => {
                refuse("credential_request_denied", error.to_string())
            }
            other => Self::Ours(Box::new(other.into())),
        }
    }
}

/// At the token endpoint (section 6.3): a wrong code and a wrong PIN are the same error, told apart
/// for people by the description.
pub(super) fn token_refusal(error: offers::Error) -> Refusal {
    let description = match &error {
        offers::Error::Unknown => "unknown pre-authorized code".to_owned(),
        offers::Error::WrongPin(left) => format!("wrong transaction code; attempts left: {left}"),
        offers::Error::Closed(OfferState::Locked) => "the transaction code was wrong too often".to_owned(),
        offers::Error::Closed(state) => format!("the offer cannot be used: {state}"),
        _ => return error.into(),
    };
    refuse("invalid_grant", description)
}
