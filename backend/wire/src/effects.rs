//! What a publication changes for holders, said before it is confirmed.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use competency_frameworks::{Country, FrameworkId, ItemKey, LangMap};
pub use crosswalks::{IssuerView, Outcome};

/// Look-ups before and after a publication, compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Effects {
    /// The day as of which they were compared: the first on which everything counts.
    pub as_of: NaiveDate,
    /// How many look-ups of touched standards were compared: a standard and a destination each, and
    /// an issuer where a decision names some.
    pub lookups: u32,
    /// How many of them get another outcome.
    pub outcomes: u32,
    /// How many keep their outcome and get another answer: other units, conditions or dates.
    pub answers: u32,
    /// How many keep their answer and get other information, which is no recognition.
    pub information: u32,
    /// How many touched look-ups are beyond the 20,000 that are compared.
    #[serde(default, skip_serializing_if = "is_none_beyond")]
    pub beyond: u32,
    /// The look-ups that change, other outcomes first; no more than 200 are listed.
    pub changes: Vec<Effect>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
const fn is_none_beyond(beyond: &u32) -> bool {
    *beyond == 0
}

/// A look-up that is answered otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Effect {
    /// The standard's framework.
    pub framework: FrameworkId,
    /// The standard.
    pub standard: ItemKey,
    /// Its title.
    pub title: LangMap,
    /// For which country it is looked up.
    pub destination: Country,
    /// Whose certificates; absent when the question does not say who issued them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<IssuerView>,
    /// What changes.
    pub kind: EffectKind,
    /// The outcome as things stand.
    pub before: Outcome,
    /// The outcome after the publication.
    pub after: Outcome,
}

/// What changes in an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum EffectKind {
    /// Another outcome.
    Outcome,
    /// The same outcome, otherwise: units, conditions, dates.
    Answer,
    /// Only the information beside it.
    Information,
}

impl EffectKind {
    /// Every kind, the weightiest first.
    pub const ALL: [Self; 3] = [Self::Outcome, Self::Answer, Self::Information];

    /// The kebab-case name used on the wire and in message ids (`effect-<name>`).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Outcome => "outcome",
            Self::Answer => "answer",
            Self::Information => "information",
        }
    }
}
