//! The ministry's workbench: crosswalks, agreements and decisions on their way to publication.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

pub use competency_frameworks::{Country, Framework, FrameworkId, ItemKey, LangMap, Sector};
pub use crosswalks::{
    AgreementStatus, Authority, Bloc, Close, DecisionOutcome, Justification, LegalBasis, Mapping, Means, Membership,
    MembershipStatus, MissingUnit, Mode, Party, Predicate, Provisional, StandardRef, UnitCoverage, Withdrawal,
};

/// How far a mapping has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum MappingState {
    /// Its author is still at it.
    Draft,
    /// Put forward: waits for a second person.
    Proposed,
    /// A second person agreed; the next publication contains it.
    Agreed,
    /// A second person disagreed; it is not published.
    Disagreed,
    /// Taken back after it had been agreed; the next publication lacks it.
    Withdrawn,
}

impl MappingState {
    /// Every state.
    pub const ALL: [Self; 5] = [Self::Draft, Self::Proposed, Self::Agreed, Self::Disagreed, Self::Withdrawn];

    /// The kebab-case name used on the wire, in the database and in message ids.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Proposed => "proposed",
            Self::Agreed => "agreed",
            Self::Disagreed => "disagreed",
            Self::Withdrawn => "withdrawn",
        }
    }
}

impl std::str::FromStr for MappingState {
    type Err = ();
    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|state| state.as_str() == name).ok_or(())
    }
}

/// A crosswalk in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CrosswalkSummary {
    /// Its id.
    pub id: String,
    /// From.
    pub subject_framework: FrameworkId,
    /// To.
    pub object_framework: FrameworkId,
    /// Made for the demonstration.
    pub illustrative: bool,
    /// Rows that their authors have not put forward.
    pub drafts: u32,
    /// Rows that wait for a second person.
    pub proposed: u32,
    /// Rows that the next publication contains.
    pub agreed: u32,
    /// Rows that a second person disagreed with.
    pub disagreed: u32,
    /// Its newest published version; absent: none yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_version: Option<u32>,
    /// When that was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_on: Option<NaiveDate>,
}

/// A crosswalk with its rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CrosswalkDetail {
    /// The crosswalk.
    pub crosswalk: CrosswalkSummary,
    /// Its rows, as they stand on the workbench.
    pub rows: Vec<MappingRow>,
    /// What was published, newest first.
    pub versions: Vec<PublishedVersion>,
    /// The two frameworks, source first.
    pub frameworks: Vec<Framework>,
    /// Titles of the standards and units that the rows name.
    pub titles: Vec<ItemTitle>,
}

/// What an item is called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ItemTitle {
    /// The framework.
    pub framework: FrameworkId,
    /// The item.
    pub key: ItemKey,
    /// Official title and translations.
    pub title: LangMap,
}

/// Something that was published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PublishedVersion {
    /// 1, 2, 3 …
    pub version: u32,
    /// When.
    pub published_on: NaiveDate,
    /// By whom.
    pub published_by: String,
    /// How many rows it has.
    pub rows: u32,
}

/// A row on the workbench.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MappingRow {
    /// Its id.
    pub id: String,
    /// Goes up with every change; an edit says which it was based on.
    pub revision: u32,
    /// How far it has come.
    pub state: MappingState,
    /// What it says.
    pub mapping: Mapping,
    /// The caller wrote it, so somebody else must review it.
    pub mine: bool,
    /// What the reviewer wrote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// It had been agreed and waits again: a new version of a framework changed what it speaks of.
    #[serde(default)]
    pub reopened: bool,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// `POST …/crosswalks`: a new, empty crosswalk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewCrosswalk {
    /// From.
    pub subject_framework: FrameworkId,
    /// To. One of the two is of the ministry's country.
    pub object_framework: FrameworkId,
}

/// A row as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MappingDraft {
    /// The standard of the source framework.
    pub subject: ItemKey,
    /// One unit of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject_unit: Option<ItemKey>,
    /// The relation.
    pub predicate: Predicate,
    /// The relation does *not* hold.
    #[serde(default)]
    pub not: bool,
    /// The standard of the destination framework; absent: nothing there corresponds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object: Option<ItemKey>,
    /// One unit of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object_unit: Option<ItemKey>,
    /// Why it is believed.
    #[serde(default)]
    pub justification: Justification,
    /// How sure, in hundredths, 0 to 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<u8>,
    /// Anything else, up to 2,000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// Keep it as a draft of the author's; otherwise it is put forward at once.
    #[serde(default)]
    pub draft: bool,
}

/// `PUT …/mappings/{id}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MappingEdit {
    /// The revision the edit is based on.
    pub revision: u32,
    /// What the row says now.
    pub mapping: MappingDraft,
}

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

/// An agreement on the workbench.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AgreementAct {
    /// How far it has come.
    pub head: ActHead,
    /// What it says.
    pub agreement: AgreementDraft,
}

/// An agreement as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AgreementDraft {
    /// What it is called.
    pub title: LangMap,
    /// Who signed: two bodies or more.
    pub parties: Vec<Party>,
    /// Who recognises whom.
    pub mode: Mode,
    /// How far it has come.
    pub status: AgreementStatus,
    /// Sectors it covers; empty: all.
    #[serde(default)]
    pub sectors: Vec<Sector>,
    /// Frameworks it covers; empty: all of the parties.
    #[serde(default)]
    pub frameworks: Vec<FrameworkId>,
    /// Standards it covers; empty: all of the frameworks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub standards: Vec<StandardRef>,
    /// Legal bases, by id.
    #[serde(default)]
    pub legal_bases: Vec<String>,
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts_on: Option<NaiveDate>,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends_on: Option<NaiveDate>,
    /// How decisions are taken under it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<LangMap>,
    /// How many votes a decision under it takes, 2 to 99; absent: one signature.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub votes: Option<u32>,
    /// Made for a demonstration.
    #[serde(default)]
    pub illustrative: bool,
    /// Where it can be read.
    pub source: String,
}

/// A decision on the workbench.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DecisionAct {
    /// How far it has come.
    pub head: ActHead,
    /// Where it holds: the ministry's country.
    pub destination: Country,
    /// What was said about it; only where one decision is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deliberation: Option<Deliberation>,
    /// What it says.
    pub decision: DecisionDraft,
}

/// A decision as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DecisionDraft {
    /// The act's own number.
    pub number: String,
    /// The standard that was examined.
    pub source_standard: StandardRef,
    /// What it counts as here; a refusal may name none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<StandardRef>,
    /// What was decided.
    pub outcome: DecisionOutcome,
    /// Target units that are covered.
    #[serde(default)]
    pub covers: Vec<UnitCoverage>,
    /// Target units that are missing.
    #[serde(default)]
    pub missing: Vec<MissingUnit>,
    /// Other certificates may fill what this one lacks.
    #[serde(default)]
    pub combines: bool,
    /// Counts only what these issued: slugs of this registry, or DIDs of bodies it does not know;
    /// empty: whoever issued it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub issuers: Vec<String>,
    /// What the person must do or keep to.
    #[serde(default)]
    pub conditions: Vec<LangMap>,
    /// Why; refusals always say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<LangMap>,
    /// How long, when provisional.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provisional: Option<Provisional>,
    /// Date of the act.
    pub decided_on: NaiveDate,
    /// First day of effect.
    pub effective_from: NaiveDate,
    /// Last day of effect.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective_until: Option<NaiveDate>,
    /// This version takes the decision back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawal: Option<Withdrawal>,
    /// Legal bases, by id.
    #[serde(default)]
    pub legal_bases: Vec<String>,
    /// The agreement it is taken under, by id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreement: Option<String>,
    /// Made for a demonstration.
    #[serde(default)]
    pub illustrative: bool,
    /// Where it can be read.
    pub source: String,
}

/// `PUT …/decisions/{id}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DecisionEdit {
    /// The revision the edit is based on.
    pub revision: u32,
    /// What it says now.
    pub decision: DecisionDraft,
}

/// `PUT …/agreements/{id}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AgreementEdit {
    /// The revision the edit is based on.
    pub revision: u32,
    /// What it says now.
    pub agreement: AgreementDraft,
}

/// A bloc of countries on the workbench.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BlocAct {
    /// How far it has come.
    pub head: ActHead,
    /// What it says.
    pub bloc: BlocDraft,
}

/// A bloc as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BlocDraft {
    /// What it is called.
    pub title: LangMap,
    /// Who belonged how, from when until when; periods of one country do not overlap.
    pub memberships: Vec<Membership>,
}

/// `PUT …/blocs/{id}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BlocEdit {
    /// The revision the edit is based on.
    pub revision: u32,
    /// What it says now.
    pub bloc: BlocDraft,
}

/// A legal basis on the workbench.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LegalBasisAct {
    /// How far it has come.
    pub head: ActHead,
    /// What it says.
    pub legal_basis: LegalBasisDraft,
}

/// A legal basis as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LegalBasisDraft {
    /// What it is called.
    pub title: LangMap,
    /// What it is about, in a few words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<LangMap>,
    /// The bloc whose members it binds, by id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bloc: Option<String>,
    /// The countries it binds besides, or instead.
    #[serde(default)]
    pub countries: Vec<Country>,
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// Where it can be read.
    pub source: String,
}

/// `PUT …/legal-bases/{id}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LegalBasisEdit {
    /// The revision the edit is based on.
    pub revision: u32,
    /// What it says now.
    pub legal_basis: LegalBasisDraft,
}

/// What a step is based on: propose, publish, correct.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Step {
    /// The revision that was read.
    pub revision: u32,
}

/// `GET /api/v1/legal-bases`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LegalBasesQuery {
    /// As known on this day; absent: today in UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<NaiveDate>,
}

/// `GET /api/v1/legal-bases`: what decisions and agreements can rest on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LegalBases {
    /// Legal bases.
    pub legal_bases: Vec<LegalBasis>,
    /// Blocs, with who belonged when.
    pub blocs: Vec<Bloc>,
}
