//! Signing keys of organisations, for those who run the registry; and what was signed, for verifiers.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::codes::codes;

codes! {
    /// What a key signs with. Message ids: `key-kind-<code>`.
    KeyKind {
        /// Certificates, status lists, everything by default.
        Ed25519 = "ed25519",
        /// ECDSA on P-256, for the suites that take one.
        P256 = "p256",
    }
}

codes! {
    /// Where a key is in its life. Message ids: `key-state-<code>`.
    KeyState {
        /// Made, and listed in the organisation's document; signs nothing yet.
        Created = "created",
        /// Signs.
        Active = "active",
        /// Signs no more; what it signed verifies.
        Retired = "retired",
        /// Somebody else may have it: what was signed from a moment on does not verify.
        Compromised = "compromised",
    }
}

/// A signing key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IssuerKey {
    /// Counts from 1: the 2 of `#key-2`.
    pub number: i32,
    /// What it signs with.
    pub kind: KeyKind,
    /// Where it is in its life.
    pub state: KeyState,
    /// Its name in documents and proofs, `did:web:…#key-2`.
    pub verification_method: String,
    /// The public key, multibase.
    pub public_key: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// Since when it signs, or signed; absent when it never did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub activated_at: Option<DateTime<Utc>>,
    /// Since when it signs no more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retired_at: Option<DateTime<Utc>>,
    /// From when on nothing signed with it counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub compromised_from: Option<DateTime<Utc>>,
    /// When that was noted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub compromise_noted_at: Option<DateTime<Utc>>,
    /// Why it ended, in the words of who ended it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_reason: Option<String>,
    /// Whether the private key lies in a hardware security module.
    #[serde(default)]
    pub in_token: bool,
}

/// Answer of `GET /api/v1/organisations/{slug}/keys`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IssuerKeys {
    /// Newest first.
    pub keys: Vec<IssuerKey>,
    /// Every how many days the active keys are replaced; absent: only when somebody says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rotate_every_days: Option<i32>,
}

/// Body of `POST /api/v1/organisations/{slug}/keys`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CreateKey {
    /// What it is to sign with.
    pub kind: KeyKind,
    /// Make it in the hardware security module, which it never leaves. 409 `no-security-module` when
    /// the registry has none.
    #[serde(default)]
    pub in_token: bool,
}

/// Body of `POST …/keys/rotate` and `…/keys/{number}/retire`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EndKey {
    /// Why, for the log.
    pub reason: String,
}

/// Body of `POST …/keys/{number}/compromise`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CompromiseKey {
    /// From when on nothing signed with it counts; not in the future. Noted once, it can only be
    /// moved to an earlier moment.
    pub from: DateTime<Utc>,
    /// Why, for the log.
    pub reason: String,
}

/// Body of `PUT …/keys/schedule`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct KeySchedule {
    /// Replace active keys after so many days, 1 to 3650; absent: only when somebody says so.
    #[serde(default)]
    pub rotate_every_days: Option<i32>,
}

/// `GET /api/v1/signed?did=&imprint=`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SignedQuery {
    /// The issuer, `did:web:…`.
    pub did: String,
    /// SHA-256 of the certificate, base64url, as OpenAPI's description says.
    pub imprint: String,
}

/// Its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SignedAnswer {
    /// When the registry signed it; absent when it never did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed_at: Option<DateTime<Utc>>,
}
