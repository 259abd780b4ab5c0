//! Agreements between authorities (convenios).

use chrono::NaiveDate;
use competency_frameworks::{Country, FrameworkId, LangMap, Sector};
use serde::{Deserialize, Serialize};

use crate::{history::Dated, mapping::StandardRef};

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
    /// Standards it covers; empty: all of the frameworks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub standards: Vec<StandardRef>,
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

    /// Whether it lets `destination` decide on certificates of a standard from `origin` that belongs to
    /// these sectors. Sectors, frameworks and standards each narrow it. A unilateral agreement binds its
    /// first party only.
    pub fn covers(&self, origin: Country, standard: &StandardRef, sectors: &[Sector], destination: Country) -> bool {
        let signed = |country: Country| self.parties.iter().any(|party| party.country == country);
        let binds = match self.mode {
            Mode::Unilateral => self.parties.first().is_some_and(|party| party.country == destination),
            Mode::Mutual | Mode::Regional => signed(destination),
        };
        let sector = self.sectors.is_empty() || self.sectors.iter().any(|covered| sectors.contains(covered));
        let framework = self.frameworks.is_empty() || self.frameworks.contains(&standard.framework);
        let listed = framework && (self.standards.is_empty() || self.standards.contains(standard));
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

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail loudly")]
mod tests {
    use competency_frameworks::{ItemKey, Lang};

    use super::*;

    fn agreement() -> Agreement {
        let party = |country: &str| Party { country: country.parse().unwrap(), body: country.to_owned() };
        Agreement {
            id: "a".to_owned(),
            version: 1,
            published_on: NaiveDate::MIN,
            title: LangMap::new(Lang::spanish(), "A"),
            parties: vec![party("CO"), party("EC")],
            mode: Mode::Mutual,
            status: AgreementStatus::InForce,
            sectors: Vec::new(),
            frameworks: Vec::new(),
            standards: Vec::new(),
            legal_bases: Vec::new(),
            starts_on: None,
            ends_on: None,
            rule: None,
            votes: None,
            illustrative: true,
            source: String::new(),
        }
    }

    fn standard(framework: &str, key: &str) -> StandardRef {
        StandardRef { framework: framework.parse().unwrap(), standard: ItemKey::parse(key) }
    }

    #[test]
    fn sectors_frameworks_and_standards_each_narrow_what_it_covers() {
        let covers = |agreement: &Agreement, standard: &StandardRef, sector: Sector| {
            agreement.covers("CO".parse().unwrap(), standard, &[sector], "EC".parse().unwrap())
        };
        let (one, other) = (standard("co-sena-nscl", "280101175"), standard("co-sena-nscl", "220501001"));
        let all = agreement();
        assert!(covers(&all, &one, Sector::Energy) && covers(&all, &other, Sector::Care));
        let by_sector = Agreement { sectors: vec![Sector::Energy], ..all.clone() };
        assert!(covers(&by_sector, &one, Sector::Energy) && !covers(&by_sector, &one, Sector::Care));
        let by_framework = Agreement { frameworks: vec!["mx-conocer-ec".parse().unwrap()], ..all.clone() };
        assert!(!covers(&by_framework, &one, Sector::Energy));
        let by_standard = Agreement { standards: vec![one.clone()], ..by_sector };
        assert!(covers(&by_standard, &one, Sector::Energy) && !covers(&by_standard, &other, Sector::Energy));
        assert!(!covers(&by_standard, &one, Sector::Care), "both narrow it");
    }
}
