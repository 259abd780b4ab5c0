//! Agreements between authorities (convenios).

use chrono::NaiveDate;
use competency_frameworks::{Country, FrameworkId, LangMap, Sector};
use serde::{Deserialize, Serialize};

use crate::history::Dated;

/// Who recognises whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Mode {
    /// One party for the other's certificates.
    Unilateral,
    /// Each party for the other's.
    Mutual,
    /// Several countries together.
    Regional,
}

impl Mode {
    /// Every mode, in the order screens list them.
    pub const ALL: [Self; 3] = [Self::Unilateral, Self::Mutual, Self::Regional];

    /// The kebab-case name used on the wire and in message ids (`mode-<name>`).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unilateral => "unilateral",
            Self::Mutual => "mutual",
            Self::Regional => "regional",
        }
    }
}

/// How far an agreement has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum AgreementStatus {
    /// Signed, not yet in force.
    Signed,
    /// Being tried out.
    Pilot,
    /// In force.
    InForce,
    /// No longer in force; decisions taken under it remain.
    Ended,
}

impl AgreementStatus {
    /// Every status, in the order screens list them.
    pub const ALL: [Self; 4] = [Self::Signed, Self::Pilot, Self::InForce, Self::Ended];

    /// The kebab-case name used on the wire and in message ids (`agreement-<name>`).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Signed => "signed",
            Self::Pilot => "pilot",
            Self::InForce => "in-force",
            Self::Ended => "ended",
        }
    }

    /// Whether decisions may be taken under it now.
    pub const fn is_running(self) -> bool {
        matches!(self, Self::Pilot | Self::InForce)
    }
}

/// A body that signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Party {
    /// For which country.
    pub country: Country,
    /// Its name.
    pub body: String,
}

/// One published version of an agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Agreement {
    /// What all versions share; its name in addresses.
    pub id: String,
    /// 1, 2, 3 …
    pub version: u32,
    /// The day this version became known.
    pub published_on: NaiveDate,
    /// What it is called.
    pub title: LangMap,
    /// Who signed: from two bodies up.
    pub parties: Vec<Party>,
    /// Who recognises whom.
    pub mode: Mode,
    /// How far it has come, when not ended.
    pub status: AgreementStatus,
    /// Sectors it covers; empty: all.
    #[serde(default)]
    pub sectors: Vec<Sector>,
    /// Frameworks it covers; empty: all of the parties.
    #[serde(default)]
    pub frameworks: Vec<FrameworkId>,
    /// Legal bases it rests on, by id.
    #[serde(default)]
    pub legal_bases: Vec<String>,
    /// First day; absent where no source states it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts_on: Option<NaiveDate>,
    /// Last day; absent: open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends_on: Option<NaiveDate>,
    /// How decisions are taken under it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<LangMap>,
    /// How many votes a decision under it takes; absent: one signature.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub votes: Option<u32>,
    /// Made for the demonstration.
    #[serde(default)]
    pub illustrative: bool,
    /// Where it was found.
    pub source: String,
}

impl Agreement {
    /// How far it had come on a day.
    pub fn status_on(&self, day: NaiveDate) -> AgreementStatus {
        if self.status == AgreementStatus::Ended || self.ends_on.is_some_and(|last| last < day) {
            AgreementStatus::Ended
        } else if self.starts_on.is_some_and(|first| first > day) {
            AgreementStatus::Signed
        } else {
            self.status
        }
    }

    /// Whether it lets `destination` decide on certificates of `framework` from `origin` in one of
    /// these sectors. A unilateral agreement binds its first party only.
    pub fn covers(&self, origin: Country, framework: &FrameworkId, sectors: &[Sector], destination: Country) -> bool {
        let signed = |country: Country| self.parties.iter().any(|party| party.country == country);
        let binds = match self.mode {
            Mode::Unilateral => self.parties.first().is_some_and(|party| party.country == destination),
            Mode::Mutual | Mode::Regional => signed(destination),
        };
        let sector = self.sectors.is_empty() || self.sectors.iter().any(|covered| sectors.contains(covered));
        let listed = self.frameworks.is_empty() || self.frameworks.contains(framework);
        origin != destination && signed(origin) && binds && sector && listed
    }
}

impl Dated for Agreement {
    fn id(&self) -> &str {
        &self.id
    }
    fn version(&self) -> u32 {
        self.version
    }
    fn published_on(&self) -> NaiveDate {
        self.published_on
    }
}
