//! Claiming: a wallet takes a certificate that was offered to it.

use serde::{Deserialize, Serialize};

/// What the wallet signs: the UTF-8 text `puente-claim|<code>|<holder>`.
pub fn claim_text(code: &str, holder: &str) -> String {
    format!("puente-claim|{code}|{holder}")
}

/// `POST /api/v1/claims`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ClaimRequest {
    /// The code of the offer's link.
    pub code: String,
    /// The six digits that the institution told the person.
    pub pin: String,
    /// The wallet's key, `did:key:z6Mk…` (Ed25519).
    pub holder: String,
    /// The wallet's Ed25519 signature over [`claim_text`], multibase base58-btc (`z…`).
    pub proof: String,
}

impl std::fmt::Debug for ClaimRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ClaimRequest").field("holder", &self.holder).finish_non_exhaustive()
    }
}

/// The certificate, for the wallet to keep. The same wallet claiming again gets the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Claimed {
    /// The certificate's id in the registry.
    pub certificate_id: String,
    /// The signed credential: VCDM 2.0, Open Badges 3.0, two Data Integrity proofs.
    pub credential: serde_json::Value,
}
