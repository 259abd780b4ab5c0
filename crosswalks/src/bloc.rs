//! Blocs of countries, and the legal instruments that decisions rest on.

use chrono::NaiveDate;
use competency_frameworks::{Country, LangMap};
use serde::{Deserialize, Serialize};

use crate::history::Dated;

/// How a country belongs to a bloc.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum MembershipStatus {
    /// A full member.
    Full,
    /// An associated state.
    Associated,
    /// A member whose rights are suspended.
    Suspended,
}

impl MembershipStatus {
    /// Every status, in the order screens list them.
    pub const ALL: [Self; 3] = [Self::Full, Self::Associated, Self::Suspended];

    /// The kebab-case name used on the wire and in message ids (`membership-<name>`).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Associated => "associated",
            Self::Suspended => "suspended",
        }
    }
}

/// A country's place in a bloc, for a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Membership {
    /// The country.
    pub country: Country,
    /// How it belongs.
    pub status: MembershipStatus,
    /// First day; absent where the source states none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// Last day; absent: still.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// Where this was found.
    pub source: String,
}

/// One published version of a group of countries. Being in one recognises nothing by itself: it tells which legal bases apply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Bloc {
    /// What all versions share; its name in files, e.g. `can`.
    pub id: String,
    /// 1, 2, 3 …
    pub version: u32,
    /// The day this version became known.
    pub published_on: NaiveDate,
    /// What it is called.
    pub title: LangMap,
    /// Who belonged, and when.
    pub memberships: Vec<Membership>,
}

impl Bloc {
    /// How a country belonged on a day.
    pub fn status_on(&self, country: Country, day: NaiveDate) -> Option<MembershipStatus> {
        self.memberships
            .iter()
            .filter(|one| one.country == country)
            .filter(|one| one.from.is_none_or(|from| from <= day) && one.until.is_none_or(|until| day <= until))
            .map(|one| one.status)
            .next_back()
    }
}

/// One published version of a treaty, decision or declaration that recognition can rest on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LegalBasis {
    /// What all versions share; its name in files, e.g. `can-decision-545`.
    pub id: String,
    /// 1, 2, 3 …
    pub version: u32,
    /// The day this version became known.
    pub published_on: NaiveDate,
    /// What it is called.
    pub title: LangMap,
    /// What it is about, in a few words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<LangMap>,
    /// The bloc whose members it binds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bloc: Option<String>,
    /// The countries it binds when no bloc says so.
    #[serde(default)]
    pub countries: Vec<Country>,
    /// Adopted, or in force from this day; absent where no source states the day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// Last day; absent: open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// Where this was found.
    pub source: String,
}

impl LegalBasis {
    /// Whether it was in force on a day and binds a country, given its bloc. A suspended member is
    /// not bound, nor is it protected.
    pub fn binds(&self, bloc: Option<&Bloc>, country: Country, day: NaiveDate) -> bool {
        let in_force = self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until);
        let member = self.countries.contains(&country)
            || bloc
                .and_then(|bloc| bloc.status_on(country, day))
                .is_some_and(|status| status != MembershipStatus::Suspended);
        in_force && member
    }
}

impl Dated for Bloc {
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

impl Dated for LegalBasis {
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
