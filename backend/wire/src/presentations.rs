//! Asking a person's wallet for exactly the facts that are needed (OpenID4VP).

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::codes::codes;
use crate::verification::Verification;

codes! {
    /// A fact that a certificate tells only when it is asked. Its title, standard, issuer, dates and
    /// state are always told.
    AskedFact {
        /// The person's name.
        Name = "name",
        /// When the person was born.
        BirthDate = "birth-date",
        /// The number of the certificate.
        Number = "number",
        /// The overall verdict.
        Verdict = "verdict",
        /// The units that were assessed.
        Units = "units",
        /// The verdict on each unit.
        Results = "results",
    }
}

/// `POST /api/v1/presentation-requests`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewPresentationRequest {
    /// The facts that are needed; none: only that there is a certificate in force.
    pub facts: Vec<AskedFact>,
    /// Facts that are welcome, and that the person may keep to themselves.
    #[serde(default)]
    pub optional: Vec<AskedFact>,
    /// Whether a credential that cannot be shown in part (`ldp_vc`) is welcome too.
    #[serde(default)]
    pub whole: bool,
    /// Whether the wallet has to encrypt its answer (`direct_post.jwt`), as HAIP wants it.
    #[serde(default)]
    pub encrypted: bool,
}

/// A request that was made.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PresentationRequest {
    /// The request.
    pub id: String,
    /// Reads the answer; for whoever asked, and nobody else.
    pub secret: String,
    /// `openid4vp://…`: to be opened on the same device, or shown as a QR code to another.
    pub link: String,
    /// Until when a wallet can answer.
    pub expires_at: DateTime<Utc>,
}

impl std::fmt::Debug for PresentationRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PresentationRequest").field("id", &self.id).finish_non_exhaustive()
    }
}

/// `POST /api/v1/presentation-requests/{id}/answer`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReadAnswer {
    /// The request's secret.
    pub secret: String,
}

codes! {
    /// Where a request stands.
    AnswerState {
        /// No wallet has answered.
        Waiting = "waiting",
        /// A wallet has, with a proof of its holder for this very request.
        Answered = "answered",
        /// The person did not want to.
        Declined = "declined",
    }
}

/// What became of a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PresentationAnswer {
    /// Where it stands.
    pub state: AnswerState,
    /// What was shown, and whether it is genuine; once it is answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verification: Option<Verification>,
}
