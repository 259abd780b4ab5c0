//! What the engine answers: data, from which screens make sentences.

use chrono::NaiveDate;
use competency_frameworks::{Country, FrameworkId, ItemKey, LangMap, Sector, Status};
use serde::{Deserialize, Serialize};

use crate::{
    agreement::AgreementStatus,
    decision::{Authority, Close, DecisionOutcome, Provisional, Withdrawal},
    issuer::IssuerView,
    mapping::{Predicate, StandardRef},
    opening::Opening,
    sentence::Sentence,
};

/// What certificates count for.
///
/// The order is from most to least: a better outcome is greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Outcome {
    /// No authority has decided. Says nothing for or against.
    NotExamined,
    /// An authority decided that it does not count.
    Refused,
    /// An authority decided what counts, but the certificates show none of it.
    NotHeld,
    /// Counts as some units of the target standard.
    Partial,
    /// Counts for a time, on conditions.
    Provisional,
    /// Counts as the whole target standard.
    Full,
}

impl Outcome {
    /// Every outcome, in the order screens list them.
    pub const ALL: [Self; 6] =
        [Self::Full, Self::Partial, Self::Provisional, Self::NotHeld, Self::Refused, Self::NotExamined];

    /// The kebab-case name used on the wire and in message ids (`outcome-<name>`).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Partial => "partial",
            Self::Provisional => "provisional",
            Self::Refused => "refused",
            Self::NotHeld => "not-held",
            Self::NotExamined => "not-examined",
        }
    }
}

impl From<DecisionOutcome> for Outcome {
    fn from(outcome: DecisionOutcome) -> Self {
        match outcome {
            DecisionOutcome::Full => Self::Full,
            DecisionOutcome::Partial => Self::Partial,
            DecisionOutcome::Provisional => Self::Provisional,
            DecisionOutcome::Refused => Self::Refused,
        }
    }
}

/// The whole answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Recognition {
    /// Where.
    pub destination: Country,
    /// As of this day.
    pub as_of: NaiveDate,
    /// The best outcome of all answers; `not-examined` when there are none.
    pub outcome: Outcome,
    /// The outcome in a sentence.
    pub summary: Sentence,
    /// The certificates as the registry understood them, in the order they were asked.
    pub holdings: Vec<HoldingView>,
    /// One answer per target standard, best first.
    pub answers: Vec<Answer>,
    /// What exists although nobody decided. Never recognition.
    pub information: Vec<Information>,
    /// Whom to ask in the destination country.
    pub ask: Vec<Authority>,
}

/// A certificate as the registry understood it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HoldingView {
    /// The framework that was asked about.
    pub framework: FrameworkId,
    /// The code that was asked about.
    pub code: String,
    /// The standard; absent when the registry does not know it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standard: Option<StandardView>,
    /// The certificate stated no version, so the newest of the standard was taken.
    #[serde(default)]
    pub version_assumed: bool,
    /// Who issued it; absent when the question does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<IssuerView>,
    /// What is to be known of the standard on the day asked about: no longer in use or listed, no longer
    /// or not yet in force.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Sentence>,
}

/// A standard, with what a screen shows of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StandardView {
    /// The framework.
    pub framework: FrameworkId,
    /// The body, e.g. `SENA`.
    pub body: String,
    /// The body's country; absent for a regional one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<Country>,
    /// The key within the framework: what addresses carry.
    pub key: ItemKey,
    /// Code and version as people write them; empty when it has none.
    pub code: String,
    /// Official title and translations.
    pub title: LangMap,
    /// Level, in the body's own scale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// Whether the body still uses it; one that its newest version no longer lists is `withdrawn`.
    pub status: Status,
    /// The framework's version of the day asked about no longer lists it: this is what the last one said.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_longer_listed: bool,
    /// The first day the standard itself is in force, where the body states one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_force_from: Option<NaiveDate>,
    /// The last day the standard itself is in force, where the body states one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_force_until: Option<NaiveDate>,
    /// No body published it: made for the demonstration.
    pub illustrative: bool,
}

/// What the holdings count for as one target standard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Answer {
    /// What they count for. `partial` also when a full or provisional decision meets a holder who lacks a
    /// unit; `not-held` when the holder shows nothing of what it counts.
    pub outcome: Outcome,
    /// What they count as; a refusal may name none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<StandardView>,
    /// Units of the target that are covered.
    pub covered: Vec<CoveredUnit>,
    /// Units of the target that are missing.
    pub missing: Vec<MissingView>,
    /// The decision.
    pub decision: DecisionView,
    /// Further decisions, when several certificates were put together.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub combined_with: Vec<DecisionView>,
    /// The agreement the decision was taken under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreement: Option<AgreementView>,
    /// The agreements of the further decisions, when several certificates were put together.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub further_agreements: Vec<AgreementView>,
    /// The legal bases it rests on, of every decision.
    pub legal_bases: Vec<LegalBasisView>,
    /// First day on which this holds.
    pub valid_from: NaiveDate,
    /// Last day on which this holds, when it is the same for everyone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<NaiveDate>,
    /// How the answer came about, step by step.
    pub path: Vec<PathStep>,
    /// The same in words, a sentence a step.
    pub sentences: Vec<Sentence>,
    /// Some of what led here was made for the demonstration.
    pub illustrative: bool,
}

/// A covered unit of the target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CoveredUnit {
    /// The unit.
    pub unit: ItemKey,
    /// Its title.
    pub title: LangMap,
    /// Source units that cover it; empty: the certificate as a whole.
    pub by: Vec<ItemKey>,
    /// Which of the holdings covers it, counted from 0.
    pub holding: usize,
    /// Further holdings that are needed for it: each has some of the source units.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub with: Vec<usize>,
}

/// A unit by its key and title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct UnitName {
    /// The unit.
    pub unit: ItemKey,
    /// Its title.
    pub title: LangMap,
}

/// A missing unit of the target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MissingView {
    /// The unit.
    pub unit: ItemKey,
    /// Its title.
    pub title: LangMap,
    /// How to close it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub close: Option<Close>,
    /// Where it can be closed: what bodies offer, nearest first, at most three.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub openings: Vec<Opening>,
    /// The decision would count it, but this holder was not found competent in what covers it.
    #[serde(default)]
    pub not_held: bool,
}

/// A decision, with what a screen shows of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DecisionView {
    /// What all its versions share.
    pub id: String,
    /// Which version.
    pub version: u32,
    /// The act's own number.
    pub number: String,
    /// What the act says; the answer's outcome can be less for a holder who lacks a unit.
    pub outcome: DecisionOutcome,
    /// What it counts as; a refusal may name none, and then speaks of every target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<StandardRef>,
    /// Who decided; absent when the registry does not know them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<Authority>,
    /// Date of the act.
    pub decided_on: NaiveDate,
    /// What the person must do or keep to.
    pub conditions: Vec<LangMap>,
    /// Counts only what these issued; empty: whoever issued it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub issuers: Vec<IssuerView>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<LangMap>,
    /// How long, when provisional.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provisional: Option<Provisional>,
    /// No authority decided this: made for the demonstration.
    pub illustrative: bool,
    /// Where it was found.
    pub source: String,
}

/// An agreement, with what a screen shows of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AgreementView {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: LangMap,
    /// How far it had come on the day asked about.
    pub status: AgreementStatus,
    /// Sectors it covers; empty: all.
    pub sectors: Vec<Sector>,
    /// Made for the demonstration.
    pub illustrative: bool,
}

/// A legal basis, with what a screen shows of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LegalBasisView {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: LangMap,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<LangMap>,
    /// It was in force on the day asked about, and bound both countries.
    pub applies: bool,
}

/// One step of the way to an answer. Screens say each with the message `path-<step>`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum PathStep {
    /// The certificate was found in a framework.
    Standard {
        /// Which of the holdings, counted from 0.
        holding: usize,
    },
    /// No version was stated, so the newest was taken.
    VersionAssumed {
        /// Which of the holdings, counted from 0.
        holding: usize,
    },
    /// The body no longer uses the standard; the certificate still resolves.
    StandardNotInUse {
        /// Which of the holdings, counted from 0.
        holding: usize,
    },
    /// The framework's newest version no longer lists the standard; the certificate still resolves.
    StandardNotListed {
        /// Which of the holdings, counted from 0.
        holding: usize,
    },
    /// The standard itself was no longer in force on the day asked about.
    StandardExpired {
        /// Which of the holdings, counted from 0.
        holding: usize,
        /// Its last day.
        until: NaiveDate,
    },
    /// The standard itself was not yet in force on the day asked about.
    StandardNotYetInForce {
        /// Which of the holdings, counted from 0.
        holding: usize,
        /// Its first day.
        from: NaiveDate,
    },
    /// The body no longer uses the destination's standard; the decision remains.
    TargetNotInUse,
    /// The newest version of the destination's framework no longer lists its standard; the decision
    /// remains.
    TargetNotListed,
    /// The destination's standard was no longer in force on the day asked about; the decision remains.
    TargetExpired {
        /// Its last day.
        until: NaiveDate,
    },
    /// The destination's standard was not yet in force on the day asked about.
    TargetNotYetInForce {
        /// Its first day.
        from: NaiveDate,
    },
    /// An authority decided.
    Decision {
        /// The act's number.
        number: String,
        /// Its version.
        version: u32,
    },
    /// The decision counts certificates of some issuers only, and this one is of one of them.
    IssuerCounts {
        /// Which of the holdings, counted from 0.
        holding: usize,
    },
    /// The decision counts the certificate as a whole, and this one does not show all of its standard.
    NotWhole {
        /// Which of the holdings, counted from 0.
        holding: usize,
        /// What it does not show.
        units: Vec<UnitName>,
    },
    /// The decision counts units this holder lacks.
    UnitsNotHeld {
        /// How many.
        count: usize,
    },
    /// Several certificates were put together.
    Combined {
        /// How many.
        count: usize,
    },
    /// It was taken under an agreement.
    Agreement {
        /// Its id.
        id: String,
    },
    /// The agreement has ended since; the decision remains.
    AgreementEnded {
        /// Its id.
        id: String,
    },
    /// It rests on a legal basis.
    LegalBasis {
        /// Its id.
        id: String,
    },
    /// It names a legal basis that did not bind both countries on that day.
    LegalBasisNotApplicable {
        /// Its id.
        id: String,
    },
}

/// Something that exists although nobody decided. Never recognition; screens say so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Information {
    /// A published crosswalk relates the standard to one of the destination's.
    Mapping {
        /// Which of the holdings, counted from 0.
        holding: usize,
        /// The destination's standard.
        target: StandardView,
        /// The relation.
        predicate: Predicate,
        /// The relation was found *not* to hold.
        not: bool,
        /// How sure its author is, in hundredths.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        confidence: Option<u8>,
        /// The crosswalk and its version.
        crosswalk: String,
        /// When it was published.
        published_on: NaiveDate,
        /// Made for the demonstration.
        illustrative: bool,
    },
    /// Both standards are in the same ISCO-08 group: a related occupation.
    SameOccupation {
        /// Which of the holdings, counted from 0.
        holding: usize,
        /// The destination's standard.
        target: StandardView,
        /// The group, four digits.
        isco08: String,
    },
    /// An agreement is running that covers the standard's sector.
    Agreement {
        /// Which of the holdings, counted from 0.
        holding: usize,
        /// The agreement.
        agreement: AgreementView,
    },
    /// An authority has decided, but for certificates of other issuers; or the question does not say
    /// who issued this one.
    OtherIssuers {
        /// Which of the holdings, counted from 0.
        holding: usize,
        /// The decision; its `issuers` are those whose certificates it counts.
        decision: Box<DecisionView>,
    },
    /// An authority has decided, but what the certificate counts for as another standard than the one asked
    /// about.
    OtherTarget {
        /// Which of the holdings, counted from 0.
        holding: usize,
        /// The decision.
        decision: Box<DecisionView>,
        /// What it is about.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        target: Option<Box<StandardView>>,
    },
    /// An authority had decided, but its decision ended before the day asked about.
    EndedDecision {
        /// Which of the holdings, counted from 0.
        holding: usize,
        /// The decision.
        decision: Box<DecisionView>,
        /// Its last day.
        ended_on: NaiveDate,
        /// The authority took it back.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        withdrawal: Option<Withdrawal>,
    },
}

impl Information {
    /// It is something that an authority decided, though not an answer to what was asked.
    pub const fn is_decision(&self) -> bool {
        matches!(self, Self::OtherIssuers { .. } | Self::OtherTarget { .. } | Self::EndedDecision { .. })
    }
}
