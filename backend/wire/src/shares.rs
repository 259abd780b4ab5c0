//! Shared certificates: ciphertext that the registry keeps and cannot read.
//!
//! The browser encrypts under a key that stays in the fragment of the link, which is never sent to
//! a server. It also makes the secret with which the share is looked after, and sends its hash.

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};

use crate::codes::codes;

/// The most characters of ciphertext that a share may have.
pub const LONGEST_CIPHERTEXT: usize = 128 * 1024;

/// The most shares that are asked about at once.
pub const MOST_AT_ONCE: usize = 100;

codes! {
    /// How long a link works. The certificate itself is not affected. Message ids: `lifetime-<code>`.
    Lifetime {
        /// Twenty-four hours.
        OneDay = "one-day",
        /// Thirty days.
        ThirtyDays = "thirty-days",
        /// 365 days.
        OneYear = "one-year",
        /// Until the holder stops it.
        UntilStopped = "until-stopped",
    }
}

impl Lifetime {
    /// When a link made now ends.
    pub fn ends(self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        match self {
            Self::OneDay => Some(now + Duration::days(1)),
            Self::ThirtyDays => Some(now + Duration::days(30)),
            Self::OneYear => Some(now + Duration::days(365)),
            Self::UntilStopped => None,
        }
    }
}

/// `POST /api/v1/shares`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewShare {
    /// base64url without padding: 12 bytes of nonce, then AES-256-GCM ciphertext and tag.
    pub ciphertext: String,
    /// How long the link is to work.
    pub lifetime: Lifetime,
    /// SHA-256 of the secret that manages the share, lower-case hexadecimal.
    pub manage_hash: String,
}

/// A share that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ShareCreated {
    /// As in the link `/s/<id>#<key>`.
    pub id: String,
    /// When the link ends; absent: when the holder stops it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<DateTime<Utc>>,
}

/// `GET /api/v1/shares/{id}`: what the person who opens a link gets. Counts as an opening.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Shared {
    /// As it was uploaded.
    pub ciphertext: String,
    /// When the link ends; absent: when the holder stops it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<DateTime<Utc>>,
}

/// A share and the secret that manages it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ShareKey {
    /// The share.
    pub id: String,
    /// Its secret.
    pub secret: String,
}

/// `POST /api/v1/share-states`: how the holder's shares stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ShareStatesRequest {
    /// At most [`MOST_AT_ONCE`].
    pub shares: Vec<ShareKey>,
}

/// `POST /api/v1/shares/{id}/stop`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StopShare {
    /// The secret that manages the share.
    pub secret: String,
}

/// How a share stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ShareState {
    /// The share.
    pub id: String,
    /// How often its link was opened.
    pub opens: u32,
    /// When last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_opened_at: Option<DateTime<Utc>>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When the link ends by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<DateTime<Utc>>,
    /// When the holder stopped it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stopped_at: Option<DateTime<Utc>>,
}

impl ShareState {
    /// Whether the link works.
    pub fn works(&self, now: DateTime<Utc>) -> bool {
        self.stopped_at.is_none() && self.expires_at.is_none_or(|end| now < end)
    }
}
