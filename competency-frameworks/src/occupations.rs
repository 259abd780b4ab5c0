//! ISCO-08, the classification of occupations through which frameworks of different countries meet.
//!
//! Titles are read by [`crate::bundled::occupations`]; [`names`] is our own index of what people call
//! the occupations of each unit group, and [`activities`] of what they do in it.

use std::sync::LazyLock;

const NAMES: &str = include_str!("../data/isco08_names.tsv");
const ACTIVITIES: &str = include_str!("../data/isco08_activities.tsv");

/// A unit group, a language (`es`, `pt` or `en`) and what is said of it there.
type Row = (&'static str, &'static str, Vec<&'static str>);

static NAMED: LazyLock<Vec<Row>> = LazyLock::new(|| rows(NAMES));
static DONE: LazyLock<Vec<Row>> = LazyLock::new(|| rows(ACTIVITIES));

fn rows(table: &'static str) -> Vec<Row> {
    table.lines().skip(1).filter_map(row).collect()
}

fn row(line: &'static str) -> Option<Row> {
    let (group, rest) = line.split_once('\t')?;
    let (lang, names) = rest.split_once('\t')?;
    Some((group, lang, names.split('|').collect()))
}

/// Names of occupations in each unit group: the group, the language (`es`, `pt` or `en`), the names.
///
/// Our own index, written from the scope of ISCO-08's groups; not an ILO product, and taken from no
/// other classification's table of correspondence. One name may stand in several groups. Read once,
/// when first asked for.
pub fn names() -> impl Iterator<Item = (&'static str, &'static str, &'static [&'static str])> {
    NAMED.iter().map(|(group, lang, names)| (*group, *lang, names.as_slice()))
}

/// What people do in each unit group, as standards word it (verbs and what they are done to): the
/// group, the language (`es`, `pt` or `en`), the activities.
///
/// Our own index, written from the scope of ISCO-08's groups as [`names`] is.
pub fn activities() -> impl Iterator<Item = (&'static str, &'static str, &'static [&'static str])> {
    DONE.iter().map(|(group, lang, activities)| (*group, *lang, activities.as_slice()))
}

/// The group one level above: unit groups have four digits, minor groups three, sub-major groups
/// two, major groups one and nothing above them.
pub fn parent(group: &str) -> Option<&str> {
    let last = group.char_indices().next_back()?.0;
    group.get(..last).filter(|above| !above.is_empty())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests fail loudly")]
    use std::collections::HashSet;

    use super::*;
    use crate::bundled;

    #[test]
    fn the_whole_classification_is_there() {
        let titles = bundled::occupations().unwrap();
        let groups = |digits| titles.keys().filter(|group| group.len() == digits).count();
        assert_eq!([1, 2, 3, 4].map(groups), [10, 43, 130, 436]);
        assert_eq!(titles.len(), 619);
    }

    #[test]
    fn every_group_stands_under_one_that_exists() {
        let titles = bundled::occupations().unwrap();
        for group in titles.keys() {
            assert!(group.chars().all(|digit| digit.is_ascii_digit()), "{group}");
            assert!(parent(group).is_none_or(|above| titles.contains_key(above)), "{group}");
            let under = titles.keys().any(|other| parent(other) == Some(group));
            assert_eq!(under, group.len() < 4, "{group}");
        }
        assert_eq!(parent("7411"), Some("741"));
        assert_eq!(parent("7"), None);
    }

    #[test]
    fn every_group_has_a_title_in_three_languages() {
        for (group, title) in bundled::occupations().unwrap() {
            assert!(!title.official_text().is_empty(), "{group}");
            for lang in ["pt", "en"] {
                assert!(title.translation(lang).is_some(), "{group} {lang}");
            }
        }
    }

    #[test]
    fn every_unit_group_has_names_and_activities_in_three_languages() {
        let titles = bundled::occupations().unwrap();
        let mut units: Vec<_> = titles.keys().filter(|group| group.len() == 4).collect();
        units.sort();
        let expected: Vec<_> =
            units.iter().flat_map(|unit| ["es", "pt", "en"].map(|lang| (unit.as_str(), lang))).collect();
        for (table, rows) in [(NAMES, &NAMED), (ACTIVITIES, &DONE)] {
            let indexed: Vec<_> = rows.iter().map(|(group, lang, _)| (*group, *lang)).collect();
            assert_eq!(indexed.len(), table.lines().count() - 1);
            assert_eq!(indexed, expected);
        }
    }

    #[test]
    fn activities_are_short_and_said_once() {
        for (group, lang, activities) in activities() {
            let once: HashSet<_> = activities.iter().collect();
            assert_eq!(once.len(), activities.len(), "{group} {lang}");
            for activity in activities {
                assert!(!activity.is_empty() && activity.trim() == *activity, "{group} {lang}: {activity}");
                assert!(activity.chars().count() <= 110, "{group} {lang}: {activity}");
            }
        }
    }

    #[test]
    fn names_are_enough_short_and_said_once() {
        for (group, lang, names) in names() {
            assert!(names.len() >= 5, "{group} {lang}");
            let once: HashSet<_> = names.iter().map(|name| name.to_lowercase()).collect();
            assert_eq!(once.len(), names.len(), "{group} {lang}");
            for name in names {
                assert!(!name.is_empty() && name.trim() == *name, "{group} {lang}: {name}");
                assert!(name.chars().count() <= 80, "{group} {lang}: {name}");
            }
        }
    }

    #[test]
    fn one_trade_has_many_names() {
        let plumbers: Vec<_> = names().filter(|(group, ..)| *group == "7126").flat_map(|(.., names)| names).collect();
        for name in ["plomero", "fontanero", "gasfitero", "encanador", "plumber"] {
            assert!(plumbers.contains(&&name), "{name}");
        }
    }
}
