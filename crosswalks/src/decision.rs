//! Recognition decisions (reconocimiento, homologación): the legal act of a destination's authority.

use chrono::{Months, NaiveDate};
use competency_frameworks::{Country, ItemKey, LangMap};
use serde::{Deserialize, Serialize};

use crate::{history::Dated, mapping::StandardRef};

/// What an authority decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum DecisionOutcome {
    /// Counts as the whole target standard.
    Full,
    /// Counts as some of its units.
    Partial,
    /// Counts for a time, on conditions.
    Provisional,
    /// Does not count.
    Refused,
}

impl DecisionOutcome {
    /// Every outcome, in the order screens list them.
    pub const ALL: [Self; 4] = [Self::Full, Self::Partial, Self::Provisional, Self::Refused];

    /// The kebab-case name used on the wire and in message ids (`outcome-<name>`).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Partial => "partial",
            Self::Provisional => "provisional",
            Self::Refused => "refused",
        }
    }
}

/// What closes a missing unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Means {
    /// Being assessed in it is enough.
    Assessment,
    /// A course has to be taken.
    Training,
    /// A course, then an assessment.
    TrainingAndAssessment,
}

impl Means {
    /// Every means, in the order screens list them.
    pub const ALL: [Self; 3] = [Self::Assessment, Self::Training, Self::TrainingAndAssessment];

    /// The kebab-case name used on the wire and in message ids (`means-<name>`).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Assessment => "assessment",
            Self::Training => "training",
            Self::TrainingAndAssessment => "training-and-assessment",
        }
    }
}

/// How a missing unit can be closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Close {
    /// What it takes.
    pub means: Means,
    /// About how many hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<u32>,
    /// Where, by name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<String>,
    /// Where, on the web.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// A unit of the target that the source standard does not cover.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MissingUnit {
    /// The target's unit.
    pub unit: ItemKey,
    /// How to close it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub close: Option<Close>,
}

/// A unit of the target, and the source units that together cover it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct UnitCoverage {
    /// The target's unit.
    pub unit: ItemKey,
    /// All of these are needed; empty: the certificate as a whole covers it.
    #[serde(default)]
    pub by: Vec<ItemKey>,
    /// How to close it for a holder who lacks one of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub close: Option<Close>,
}

/// How long a provisional recognition lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Provisional {
    /// The same last day for everyone.
    Until(NaiveDate),
    /// So many months for each person, counted from the day the authority registers them.
    Months(u32),
}

/// The authority takes a decision back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Withdrawal {
    /// From this day on it no longer holds; never before the day the withdrawal is published.
    pub from: NaiveDate,
    /// It never held: answers as of earlier days change too. Only where the act says so.
    #[serde(default)]
    pub retroactive: bool,
    /// Why.
    pub reason: LangMap,
}

/// Where a person can ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Contact {
    /// The office, by name.
    pub name: String,
    /// Its page on the web.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Its e-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Its telephone, as dialled from abroad.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

/// An authority that decides in a country, or is to be asked there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Authority {
    /// The organisation's slug in this registry.
    pub id: String,
    /// Where it decides.
    pub country: Country,
    /// Its official name.
    pub name: String,
    /// Whom people should ask.
    pub contact: Contact,
    /// Where the contact was found.
    pub source: String,
}

/// One published version of a decision. Never changes; an appeal or a correction is a new version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Decision {
    /// What all versions share.
    pub id: String,
    /// 1, 2, 3 …; version n replaces n − 1 from the day it is published and in effect.
    pub version: u32,
    /// The act's own number, e.g. `Resolución 014-2026`.
    pub number: String,
    /// Who decided, by id.
    pub authority: String,
    /// The standard that was examined.
    pub source_standard: StandardRef,
    /// Where the decision holds.
    pub destination: Country,
    /// What it counts as there; a refusal may name none.
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
    /// Counts only what these issued, by their names in addresses of the registry or, when it does not
    /// know them, by their DIDs; empty: whoever issued it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub issuers: Vec<String>,
    /// What the person must do or keep to.
    #[serde(default)]
    pub conditions: Vec<LangMap>,
    /// Why, in words; refusals always say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<LangMap>,
    /// How long, when provisional.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provisional: Option<Provisional>,
    /// Date of the act.
    pub decided_on: NaiveDate,
    /// The day this version became known.
    pub published_on: NaiveDate,
    /// First day of effect.
    pub effective_from: NaiveDate,
    /// Last day of effect; absent: open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective_until: Option<NaiveDate>,
    /// This version takes the decision back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawal: Option<Withdrawal>,
    /// Legal bases, by id.
    #[serde(default)]
    pub legal_bases: Vec<String>,
    /// The agreement it was taken under, by id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreement: Option<String>,
    /// Made for the demonstration: no authority decided this.
    #[serde(default)]
    pub illustrative: bool,
    /// Where it was found.
    pub source: String,
}

impl Decision {
    /// The last day a person can rely on it, when that is the same for everyone.
    pub fn valid_until(&self) -> Option<NaiveDate> {
        let provisional = match self.provisional {
            Some(Provisional::Until(last)) => Some(last),
            _ => None,
        };
        let withdrawn = self.withdrawal.as_ref().and_then(|withdrawal| withdrawal.from.pred_opt());
        [self.effective_until, provisional, withdrawn].into_iter().flatten().min()
    }

    /// It was taken back as if it had never held.
    pub fn never_held(&self) -> bool {
        self.withdrawal.as_ref().is_some_and(|withdrawal| withdrawal.retroactive)
    }

    /// The last day for a person whom the authority registers on `start`.
    pub fn provisional_until(&self, start: NaiveDate) -> Option<NaiveDate> {
        match self.provisional? {
            Provisional::Until(last) => Some(last),
            Provisional::Months(months) => start.checked_add_months(Months::new(months)),
        }
    }
}

impl Dated for Decision {
    fn id(&self) -> &str {
        &self.id
    }
    fn version(&self) -> u32 {
        self.version
    }
    fn published_on(&self) -> NaiveDate {
        self.published_on
    }
    fn holds_from(&self) -> Option<NaiveDate> {
        Some(self.effective_from)
    }
}
