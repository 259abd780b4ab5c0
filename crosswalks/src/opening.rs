//! Openings (convocatorias): training and assessment that bodies offer for units of a standard.

use std::cmp::Reverse;

use chrono::NaiveDate;
use competency_frameworks::{Country, ItemKey};
use serde::{Deserialize, Serialize};

use crate::{decision::Means, mapping::StandardRef};

/// Where a person can close a missing unit: what a body has published, and until when it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Opening {
    /// Its id.
    pub id: String,
    /// Who offers it, by name.
    pub body: String,
    /// Where it takes place.
    pub country: Country,
    /// The standard it is about.
    pub standard: StandardRef,
    /// Units it closes; empty: every unit of the standard.
    #[serde(default)]
    pub units: Vec<ItemKey>,
    /// Training, assessment, or both.
    pub means: Means,
    /// About how many hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<u32>,
    /// City or address; absent when it is only remote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// It can be done from anywhere.
    #[serde(default)]
    pub remote: bool,
    /// Where to sign up, on the web.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// From this day on it is known.
    pub published_on: NaiveDate,
    /// Last day to sign up; absent: open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// The day it was taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn_on: Option<NaiveDate>,
    /// Made for the demonstration.
    #[serde(default)]
    pub illustrative: bool,
    /// Where it can be read.
    pub source: String,
}

impl Opening {
    /// Whether people could sign up on a day.
    pub fn is_open_on(&self, day: NaiveDate) -> bool {
        self.published_on <= day
            && self.until.is_none_or(|last| day <= last)
            && self.withdrawn_on.is_none_or(|gone| day < gone)
    }

    /// Whether it closes a unit of its standard.
    pub fn closes(&self, unit: &ItemKey) -> bool {
        self.units.is_empty() || self.units.contains(unit)
    }

    /// Smaller is nearer: in the destination, else remote, else elsewhere; what the decision asks
    /// for before other means; fewer hours before more, and unstated hours last.
    pub(crate) fn distance(&self, destination: Country, asked: Option<Means>) -> impl Ord + use<> {
        let away = match (self.country == destination, self.remote) {
            (true, _) => 0,
            (false, true) => 1,
            (false, false) => 2,
        };
        let other = asked.is_some_and(|means| means != self.means);
        (away, other, self.hours.unwrap_or(u32::MAX), Reverse(self.published_on), self.id.clone())
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests fail loudly")]
    use super::*;

    fn opening(country: &str, remote: bool, hours: u32) -> Opening {
        Opening {
            id: format!("{country}-{remote}-{hours}"),
            body: "SECAP".to_owned(),
            country: country.parse().unwrap(),
            standard: StandardRef { framework: "ec-secap".parse().unwrap(), standard: ItemKey::parse("S") },
            units: Vec::new(),
            means: Means::Assessment,
            hours: Some(hours),
            place: None,
            remote,
            url: None,
            published_on: day("2026-03-01"),
            until: Some(day("2026-06-30")),
            withdrawn_on: None,
            illustrative: true,
            source: "a test".to_owned(),
        }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn it_is_open_from_its_publication_to_its_last_day_unless_taken_back() {
        let stands = opening("EC", false, 8);
        let gone = Opening { withdrawn_on: Some(day("2026-05-01")), ..stands.clone() };
        for (on, open, still) in [
            ("2026-02-28", false, false),
            ("2026-03-01", true, true),
            ("2026-05-01", true, false),
            ("2026-06-30", true, false),
            ("2026-07-01", false, false),
        ] {
            assert_eq!((stands.is_open_on(day(on)), gone.is_open_on(day(on))), (open, still), "{on}");
        }
    }

    #[test]
    fn the_nearest_is_in_the_country_then_remote_then_the_shortest() {
        let mut all =
            [opening("CO", false, 1), opening("EC", false, 40), opening("CO", true, 2), opening("EC", true, 8)];
        all.sort_by_key(|one| one.distance("EC".parse().unwrap(), Some(Means::Assessment)));
        let order: Vec<&str> = all.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(order, ["EC-true-8", "EC-false-40", "CO-true-2", "CO-false-1"]);
    }
}
