//! What the registry has about a person, for that person alone: the key of their wallet proves who
//! asks. There is no account.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::claims::Claimed;
use crate::codes::codes;

codes! {
    /// What is asked for; part of what the wallet signs, so that a proof for one is none for another.
    HolderPurpose {
        /// Who looked at the person's record or changed it.
        Accesses = "accesses",
        /// The certificates that were issued to the wallet's key.
        Certificates = "certificates",
    }
}

/// `POST /api/v1/holder/challenges`: to be signed once, soon.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HolderChallenge {
    /// What goes into the signed text.
    pub challenge: String,
    /// Until when it can be used.
    pub expires_at: DateTime<Utc>,
}

/// The text that a wallet signs to see what is its person's.
pub fn holder_text(purpose: HolderPurpose, challenge: &str, holder: &str) -> String {
    format!("puente-holder|{purpose}|{challenge}|{holder}")
}

/// `POST /api/v1/holder/accesses` and `/api/v1/holder/certificates`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HolderRequest {
    /// The wallet's key, `did:key:z6Mk…`.
    pub holder: String,
    /// A challenge that nobody has used.
    pub challenge: String,
    /// The Ed25519 signature over [`holder_text`], multibase base58-btc.
    pub proof: String,
    /// Only entries before this one: the next page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<i64>,
}

/// One page of the person's part of the audit log, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AccessPage {
    /// The entries.
    pub entries: Vec<Access>,
    /// What `before` is to say for the next page; absent on the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<i64>,
}

/// One time that somebody looked at the person's record or changed it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Access {
    /// When.
    pub at: DateTime<Utc>,
    /// What, e.g. `candidate-read`. Message ids: `access-<action>`.
    pub action: String,
    /// The institution in which it happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
    /// Who.
    pub by: AccessBy,
    /// Why, in the words of who did it; empty when nothing was asked.
    pub reason: String,
}

codes! {
    /// Who did it, as far as the person is told. Message ids: `access-by-<code>`.
    AccessBy {
        /// Somebody who works at the institution.
        Member = "member",
        /// A program of the institution.
        Program = "program",
        /// The registry itself.
        Registry = "registry",
        /// Whoever had the link: as a rule the person.
        Holder = "holder",
    }
}

/// The certificates that were issued to the wallet's key, as they were given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HolderCertificates {
    /// The oldest first.
    pub certificates: Vec<Claimed>,
}
