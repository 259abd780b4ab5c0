//! A person's own account: log-in, password, second factor, sessions.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Body of `POST /api/v1/session`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LogIn {
    /// E-mail address; letter case does not matter.
    pub login: String,
    /// The password.
    pub password: String,
    /// Six digits of the authenticator app, once the answer `second-factor-required` asked for them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

/// Body of `POST /api/v1/account/password`. Ends every other session of the account.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChangePassword {
    /// The password until now.
    pub current: String,
    /// The password from now on: 12 to 200 characters of any kind.
    pub new: String,
}

/// Body of `POST /api/v1/account/second-factor`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StartSecondFactor {
    /// The account's password.
    pub password: String,
}

/// A second factor that is not in use until it is confirmed with a code.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SecondFactorOffer {
    /// To send back with the code, within fifteen minutes. Readable by the server alone.
    pub enrolment: String,
    /// The shared secret in base32, to type into an app that cannot scan.
    pub secret: String,
    /// `otpauth://totp/…`, to show as a QR code.
    pub uri: String,
}

/// Body of `POST /api/v1/account/second-factor/confirm`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ConfirmSecondFactor {
    /// As [`SecondFactorOffer::enrolment`].
    pub enrolment: String,
    /// Six digits of the app.
    pub code: String,
}

/// Body of `POST /api/v1/account/second-factor/remove`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RemoveSecondFactor {
    /// The account's password.
    pub password: String,
    /// Six digits of the app.
    pub code: String,
}

/// Answer of `GET /api/v1/sessions`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OpenSessions {
    /// The account's open sessions, the last used first.
    pub sessions: Vec<OpenSession>,
}

/// Where the account is logged in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OpenSession {
    /// Names the session; opens nothing.
    pub id: String,
    /// What the browser called itself.
    pub user_agent: String,
    /// Whether it is the session that asks.
    pub current: bool,
    /// Whether it passed a second factor.
    pub second_factor: bool,
    /// When it began.
    pub created_at: DateTime<Utc>,
    /// When it was last used, to five minutes.
    pub seen_at: DateTime<Utc>,
    /// When it ends at the latest.
    pub expires_at: DateTime<Utc>,
}
