//! Decisions counted: by pair of countries and outcome, by sector, by time to decide; and how many
//! standards of a country are mapped to another's.
//!
//! The tables of decisions share their grand total only. It is shown when it is ten or more, and then
//! each table is safe by itself; when it is less, everything is hidden. Coverage counts something else.
//! Filters choose rows and columns of the tables as they are shown ([`Table::only`]): counting anew for
//! each filter would let small counts be worked out from two answers. For the same reason there are no
//! statistics of an earlier day, which could be subtracted from today's; years are columns of a table.

mod suppress;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use competency_frameworks::{Country, ItemKind, Sector};
use serde::{Deserialize, Serialize};

use crate::{
    decision::{Decision, DecisionOutcome},
    mapping::StandardRef,
    snapshot::Snapshot,
};

pub use suppress::{Counts, SMALLEST_SHOWN, Shown, TOTAL, Table, publish_line};

/// What nobody stated. A category like any other, so that totals reconcile.
pub const UNKNOWN: &str = "unknown";
/// A standard of several sectors counts once.
const SEVERAL: &str = "several";
/// What was published before the years that are told apart.
pub const EARLIER: &str = "earlier";
/// How many years are told apart.
const YEARS: i32 = 10;
/// Days from the first line to publication: up to 30, 90, 180, and more.
const BANDS: [(&str, i64); 4] =
    [("up-to-30-days", 30), ("up-to-90-days", 90), ("up-to-180-days", 180), ("longer", i64::MAX)];

/// The statistics of a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Statistics {
    /// As of this day: each decision counts once, in the version that held.
    pub as_of: NaiveDate,
    /// Smaller counts are hidden, and whatever would give them away.
    pub smallest_shown: u64,
    /// Decisions by pair of countries (`CO-EC`: from Colombia, in Ecuador) and outcome.
    pub decisions: Table,
    /// Decisions by sector of the standard that was examined.
    pub sectors: Table,
    /// Decisions by time from the first line to publication.
    pub time_to_decide: Table,
    /// Decisions by the year of publication.
    pub years: Table,
    /// Standards with a published mapping, by pair of countries and sector.
    pub coverage: Table,
}

/// Counts what had been decided, and mapped, by a day. `days` says how long a decision took, where
/// that is known.
pub fn statistics(snapshot: &Snapshot, day: NaiveDate, days: impl Fn(&Decision) -> Option<i64>) -> Statistics {
    let decisions: Vec<&Decision> = snapshot.decisions_on(day).collect();
    let pair = |decision: &&Decision| pair_of(snapshot, &decision.source_standard, decision.destination, day);
    let outcome = |decision: &&Decision| decision.outcome.as_str().to_owned();
    let sector = |decision: &&Decision| sector_of(snapshot, &decision.source_standard, day);
    let band = |decision: &&Decision| band_of(days(decision));
    let year = |decision: &&Decision| year_of(decision.published_on, day);
    let outcomes = DecisionOutcome::ALL.iter().map(|one| one.as_str().to_owned()).collect();
    Statistics {
        as_of: day,
        smallest_shown: SMALLEST_SHOWN,
        decisions: count(decisions.iter().map(|one| (pair(one), outcome(one))), outcomes),
        sectors: count_line(decisions.iter().map(sector), sectors()),
        time_to_decide: count_line(decisions.iter().map(band), bands()),
        years: count_line(decisions.iter().map(year), years(day)),
        coverage: count(mapped(snapshot, day).into_iter(), sectors()),
    }
}

fn pair_of(snapshot: &Snapshot, source: &StandardRef, destination: Country, day: NaiveDate) -> String {
    let origin = snapshot.package(&source.framework, day).and_then(|package| package.framework.country);
    format!("{}-{destination}", origin.map_or(UNKNOWN.to_owned(), |country| country.to_string()))
}

fn sector_of(snapshot: &Snapshot, source: &StandardRef, day: NaiveDate) -> String {
    let item = snapshot.resolve(&source.framework, &source.standard, day).map(|at| at.item);
    match item.map(|item| item.sectors.as_slice()) {
        Some([one]) => one.as_str().to_owned(),
        Some([_, ..]) => SEVERAL.to_owned(),
        _ => UNKNOWN.to_owned(),
    }
}

fn sectors() -> Vec<String> {
    Sector::ALL.iter().map(|one| one.as_str()).chain([SEVERAL, UNKNOWN]).map(str::to_owned).collect()
}

fn band_of(days: Option<i64>) -> String {
    let band = days.and_then(|days| BANDS.iter().find(|(_, most)| days <= *most));
    band.map_or(UNKNOWN, |(name, _)| name).to_owned()
}

fn bands() -> Vec<String> {
    BANDS.iter().map(|(name, _)| *name).chain([UNKNOWN]).map(str::to_owned).collect()
}

fn year_of(published_on: NaiveDate, day: NaiveDate) -> String {
    let year = published_on.year();
    if year > day.year() - YEARS { year.to_string() } else { EARLIER.to_owned() }
}

fn years(day: NaiveDate) -> Vec<String> {
    let told_apart = (day.year() - YEARS + 1..=day.year()).map(|year| year.to_string());
    [EARLIER.to_owned()].into_iter().chain(told_apart).collect()
}

/// Each standard once for each country to which a published crosswalk maps it.
fn mapped(snapshot: &Snapshot, day: NaiveDate) -> Vec<(String, String)> {
    let mut seen = BTreeSet::new();
    for package in snapshot.packages_on(day) {
        for item in package.items.iter().filter(|item| item.kind == ItemKind::Standard) {
            let at = StandardRef { framework: package.framework.id.clone(), standard: item.key.clone() };
            for (crosswalk, row) in snapshot.mappings(&at, day) {
                let to = &crosswalk.crosswalk.object_framework;
                let country = snapshot.package(to, day).and_then(|package| package.framework.country);
                // What does not hold covers nothing, and neither does "nothing there corresponds".
                let maps = !row.not && row.object.is_some();
                let abroad = country.filter(|country| Some(*country) != package.framework.country && maps);
                seen.extend(abroad.map(|country| (at.clone(), country)));
            }
        }
    }
    let cell = |(at, country)| (pair_of(snapshot, &at, country, day), sector_of(snapshot, &at, day));
    seen.into_iter().map(cell).collect()
}

fn count(cells: impl Iterator<Item = (String, String)>, columns: Vec<String>) -> Table {
    let mut rows: BTreeMap<String, Vec<u64>> = BTreeMap::new();
    for (row, column) in cells {
        let counts = rows.entry(row).or_insert_with(|| vec![0; columns.len()]);
        let place = columns.iter().position(|known| *known == column);
        if let Some(count) = place.and_then(|place| counts.get_mut(place)) {
            *count += 1;
        }
    }
    let (names, counts): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
    Counts::new(&counts, columns.len()).publish(names, columns)
}

fn count_line(cells: impl Iterator<Item = String>, columns: Vec<String>) -> Table {
    let mut counts = vec![0; columns.len()];
    for cell in cells {
        let place = columns.iter().position(|known| *known == cell);
        if let Some(count) = place.and_then(|place| counts.get_mut(place)) {
            *count += 1;
        }
    }
    publish_line("decisions", &counts, columns)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests fail loudly")]

    use super::*;
    use crate::{Published, bundled};

    #[test]
    fn a_standard_to_which_nothing_corresponds_is_not_covered() {
        let day = "2026-11-22".parse().unwrap();
        let mut published = bundled::published(true).unwrap();
        assert!(!mapped(&Snapshot::build(published.clone()), day).is_empty());
        for row in published.crosswalks.iter_mut().flat_map(|version| &mut version.mappings) {
            (row.object, row.object_unit) = (None, None);
        }
        assert_eq!(mapped(&Snapshot::build(published), day), []);
    }

    #[test]
    fn a_decision_keeps_its_sector_when_the_newest_version_no_longer_lists_the_standard() {
        let day = "2026-11-22".parse().unwrap();
        let mut published = bundled::published(true).unwrap();
        let sector = |published: &Published, at: &StandardRef| sector_of(&Snapshot::build(published.clone()), at, day);
        let sources = published.decisions.iter().map(|decision| decision.source_standard.clone());
        let source = sources.into_iter().find(|at| sector(&published, at) == Sector::Construction.as_str()).unwrap();
        let mut next = published.packages.iter().find(|one| one.framework.id == source.framework).unwrap().clone();
        next.version.label = "without it".to_owned();
        next.version.published_on = day;
        next.items.retain(|item| item.key != source.standard);
        published.packages.push(next);
        assert_eq!(sector(&published, &source), Sector::Construction.as_str());
    }
}
