//! Frameworks and their standards as of a day. What is published later is not there yet; what a newer
//! version no longer lists is still found in the last version that did.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use competency_frameworks::{Code, Country, FrameworkId, Item, ItemKey, ItemKind, Package};

use super::{Snapshot, StandardAt};

impl Snapshot {
    /// A framework as of a day: its newest version published by then.
    pub fn package(&self, framework: &FrameworkId, day: NaiveDate) -> Option<&Package> {
        self.published.packages.get(self.package_place(framework, day)?)
    }

    /// Every framework as of a day.
    pub fn packages_on(&self, day: NaiveDate) -> impl Iterator<Item = &Package> {
        self.packages.keys().filter_map(move |framework| self.package(framework, day))
    }

    /// An item of a framework as of a day, if the newest version of that day lists it.
    pub fn item(&self, framework: &FrameworkId, key: &ItemKey, day: NaiveDate) -> Option<StandardAt<'_>> {
        self.item_in(self.package_place(framework, day)?, key)
    }

    /// An item of a framework as of a day, also one that is no longer listed: then as the last version
    /// that listed it has it.
    pub fn resolve(&self, framework: &FrameworkId, key: &ItemKey, day: NaiveDate) -> Option<StandardAt<'_>> {
        self.newest_first(framework, day, |place| self.item_in(place, key))
    }

    /// The standard a certificate names, and whether its version had to be assumed; also one that is no
    /// longer listed.
    pub fn standard(
        &self,
        framework: &FrameworkId,
        code: &str,
        version: Option<&str>,
        day: NaiveDate,
    ) -> Option<(StandardAt<'_>, bool)> {
        // Certificates write `v2` or just `2`.
        let keys = match version {
            Some(version) => vec![format!("{code} {version}"), format!("{code} v{version}")],
            None => vec![code.to_owned()],
        };
        let keys: Vec<ItemKey> = keys.iter().map(|key| ItemKey::parse(key)).collect();
        let code = Code::normalise(code);
        let mut assumed = false;
        let found = self.newest_first(framework, day, |place| {
            let mut known = keys.iter().filter_map(|key| self.item_in(place, key));
            let stated = known.find(|at| at.item.kind == ItemKind::Standard);
            assumed = stated.is_none();
            stated.or_else(|| version.is_none().then(|| self.newest_of_code(place, &code))?)
        })?;
        Some((found, assumed))
    }

    /// The units of a standard, in the version of the framework that it was found in.
    pub fn units<'a>(&'a self, at: &StandardAt<'a>) -> impl Iterator<Item = &'a Item> + use<'a> {
        let (package, standard) = (at.package, &at.item.key);
        let all = self.units.get(at.place).into_iter().flat_map(move |units| units.find(standard));
        all.filter_map(|number| package.items.get(number)).filter(move |unit| unit.parent.as_ref() == Some(standard))
    }

    /// The standards of a country in an ISCO-08 group, as of a day.
    pub fn occupation(&self, group: &str, country: Country, day: NaiveDate) -> impl Iterator<Item = StandardAt<'_>> {
        let all = self.occupations.get(&country).and_then(|groups| groups.get(group));
        all.into_iter().flatten().filter_map(move |(place, number)| {
            let package = self.published.packages.get(*place)?;
            let current = self.package_place(&package.framework.id, day)? == *place;
            current.then_some(StandardAt { package, item: package.items.get(*number)?, listed: true, place: *place })
        })
    }

    /// Every standard that any version of any framework lists, as the newest of them has it.
    pub fn every_standard(&self) -> Vec<StandardAt<'_>> {
        let mut newest = BTreeMap::new();
        for (place, package) in self.published.packages.iter().enumerate() {
            let listed = self.packages.get(&package.framework.id).and_then(|all| all.last()) == Some(&place);
            for (number, item) in package.standards().enumerate() {
                let at = StandardAt { package, item, listed, place };
                newest.insert((&package.framework.id, &item.key), (place, number, at));
            }
        }
        let mut all: Vec<_> = newest.into_values().collect();
        all.sort_by_key(|(place, number, _)| (*place, *number));
        all.into_iter().map(|(_, _, at)| at).collect()
    }

    /// The versions of a framework that were published by a day, oldest first.
    fn known_places(&self, framework: &FrameworkId, day: NaiveDate) -> &[usize] {
        let all = self.packages.get(framework).map(Vec::as_slice).unwrap_or_default();
        let known = |place: &usize| {
            self.published.packages.get(*place).is_some_and(|package| package.version.published_on <= day)
        };
        all.get(..all.partition_point(known)).unwrap_or_default()
    }

    pub(super) fn package_place(&self, framework: &FrameworkId, day: NaiveDate) -> Option<usize> {
        self.known_places(framework, day).last().copied()
    }

    fn newest_first<'a>(
        &'a self,
        framework: &FrameworkId,
        day: NaiveDate,
        mut find: impl FnMut(usize) -> Option<StandardAt<'a>>,
    ) -> Option<StandardAt<'a>> {
        let known = self.known_places(framework, day);
        let found = known.iter().rev().find_map(|place| find(*place))?;
        Some(StandardAt { listed: known.last() == Some(&found.place), ..found })
    }

    fn item_in(&self, place: usize, key: &ItemKey) -> Option<StandardAt<'_>> {
        let package = self.published.packages.get(place)?;
        let mut found = self.items.get(place)?.find(key).filter_map(|number| package.items.get(number));
        Some(StandardAt { package, item: found.find(|item| item.key == *key)?, listed: true, place })
    }

    fn newest_of_code(&self, place: usize, code: &str) -> Option<StandardAt<'_>> {
        let package = self.published.packages.get(place)?;
        let all = self.codes.get(place)?.find(code).filter_map(|number| package.items.get(number));
        let newest = all
            .filter(|item| item.code.as_ref().is_some_and(|own| own.normal() == code))
            .max_by_key(|item| version_number(item.version.as_deref()))?;
        Some(StandardAt { package, item: newest, listed: true, place })
    }
}

/// The number in a standard's own version: 2 of `v2`; none is oldest.
fn version_number(version: Option<&str>) -> Option<u32> {
    let digits: String = version?.chars().filter(char::is_ascii_digit).collect();
    Some(digits.parse().unwrap_or_default())
}
