//! What agreements, decisions, blocs and legal bases have in common: steps, opinions, votes.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// A second person's opinion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Review {
    /// The revision that was read.
    pub revision: u32,
    /// Agreed, or not.
    pub agree: bool,
    /// Why, up to 2,000 characters; needed when not agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// How far an act (an agreement, a decision) has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum ActState {
    /// Being written.
    Draft,
    /// Waits for a second person.
    Proposed,
    /// A second person agreed. An agreement can be published, a decision be voted on or signed.
    Agreed,
    /// Voted on or signed: the decision can be published.
    Decided,
    /// Published; never changes.
    Published,
}

impl ActState {
    /// Every state.
    pub const ALL: [Self; 5] = [Self::Draft, Self::Proposed, Self::Agreed, Self::Decided, Self::Published];

    /// The kebab-case name used on the wire, in the database and in message ids.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Proposed => "proposed",
            Self::Agreed => "agreed",
            Self::Decided => "decided",
            Self::Published => "published",
        }
    }
}

impl std::str::FromStr for ActState {
    type Err = ();
    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|state| state.as_str() == name).ok_or(())
    }
}

/// One version of an act, and who has done what with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ActHead {
    /// Id of this version.
    pub id: String,
    /// What all versions of the act share.
    pub act: String,
    /// 1, 2, 3 …; a correction is the next.
    pub version: u32,
    /// Goes up with every change; an edit says which it was based on.
    pub revision: u32,
    /// How far it has come.
    pub state: ActState,
    /// Who wrote it.
    pub author: String,
    /// The caller wrote it, so somebody else must review it.
    pub mine: bool,
    /// Who agreed or disagreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviewer: Option<String>,
    /// What they wrote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// When it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_on: Option<NaiveDate>,
}

/// What somebody did on the way of a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum VoiceKind {
    /// A technical opinion for it.
    Favourable,
    /// A technical opinion against it: it went back to its author.
    Unfavourable,
    /// A vote for it, or the signature.
    InFavour,
    /// A vote against it.
    Against,
    /// A vote for neither.
    Abstained,
    /// Has an interest, and does not decide.
    Recusal,
}

impl VoiceKind {
    /// Every kind.
    pub const ALL: [Self; 6] =
        [Self::Favourable, Self::Unfavourable, Self::InFavour, Self::Against, Self::Abstained, Self::Recusal];

    /// The kebab-case name used on the wire, in the database and in message ids (`voice-<name>`).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Favourable => "favourable",
            Self::Unfavourable => "unfavourable",
            Self::InFavour => "in-favour",
            Self::Against => "against",
            Self::Abstained => "abstained",
            Self::Recusal => "recusal",
        }
    }

    /// Whether it counts as a vote.
    pub const fn is_vote(self) -> bool {
        matches!(self, Self::InFavour | Self::Against | Self::Abstained)
    }
}

impl std::str::FromStr for VoiceKind {
    type Err = ();
    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name).ok_or(())
    }
}

/// What one person said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Voice {
    /// Their name.
    pub person: String,
    /// Opinion, vote or recusal.
    pub kind: VoiceKind,
    /// In words; may be empty.
    pub words: String,
    /// When.
    pub at: DateTime<Utc>,
    /// It is about the text as it stands now.
    pub counts: bool,
}

/// Where the deliberation on a decision stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Deliberation {
    /// How many votes it takes; absent: one signature.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub votes_needed: Option<u32>,
    /// What was said, oldest first.
    pub voices: Vec<Voice>,
    /// The caller neither wrote it, nor has spoken on this text, nor is recused.
    pub may_speak: bool,
}

/// `POST …/decisions/{id}/vote`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Ballot {
    /// The revision that was read.
    pub revision: u32,
    /// For it, against it, or neither. Where one signature decides, for it is to sign.
    pub vote: Vote,
    /// Why, up to 2,000 characters; needed when against.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}

/// A vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Vote {
    /// For it.
    InFavour,
    /// Against it.
    Against,
    /// Neither.
    Abstain,
}

impl Vote {
    /// As it is kept.
    pub const fn kind(self) -> VoiceKind {
        match self {
            Self::InFavour => VoiceKind::InFavour,
            Self::Against => VoiceKind::Against,
            Self::Abstain => VoiceKind::Abstained,
        }
    }
}

/// `POST …/decisions/{id}/recuse`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Recusal {
    /// The revision that was read.
    pub revision: u32,
    /// Which interest, up to 2,000 characters.
    pub reason: String,
}

/// What a step is based on: propose, publish, correct.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Step {
    /// The revision that was read.
    pub revision: u32,
}
