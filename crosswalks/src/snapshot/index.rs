//! How everything published is indexed.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, HashMap},
};

use competency_frameworks::{Item, ItemKind, Package};

use super::{Decided, History, Published, Snapshot};
use crate::{
    agreement::Agreement, decision::Decision, history::Dated, issuer::Issuer, mapping::CrosswalkVersion,
    places::Places, sharing::share,
};

impl Snapshot {
    /// Indexes what is published.
    pub fn build(mut published: Published) -> Self {
        published.packages.sort_by_key(|package| package.version.published_on);
        published.crosswalks.sort_by(by_version);
        published.agreements.sort_by(by_version);
        published.decisions.sort_by(by_version);
        published.blocs.sort_by(by_version);
        published.legal_bases.sort_by(by_version);
        share(&mut published);
        let mut snapshot = Self {
            legal_bases: by_id(&published.legal_bases),
            blocs: by_id(&published.blocs),
            authorities: places(&published.authorities, |authority| &authority.id),
            issuers: names(&published.issuers),
            openings: Places::of(published.openings.iter().map(|opening| &opening.standard).zip(0..)),
            ..Self::default()
        };
        snapshot.index_packages(&published.packages);
        snapshot.index_decisions(&published.decisions);
        snapshot.index_agreements(&published.agreements);
        snapshot.index_crosswalks(&published.crosswalks);
        snapshot.published = published;
        snapshot
    }

    fn index_packages(&mut self, packages: &[Package]) {
        for (place, package) in packages.iter().enumerate() {
            self.packages.entry(package.framework.id.clone()).or_default().push(place);
            let standards = || package.items.iter().zip(0..).filter(|(item, _)| item.kind == ItemKind::Standard);
            self.items.push(Places::of(package.items.iter().map(|item| &item.key).zip(0..)));
            let code = |(item, number): (&'_ Item, usize)| Some((item.code.as_ref()?.normal().to_owned(), number));
            self.codes.push(Places::of(standards().filter_map(code)));
            let units = package.items.iter().zip(0..).filter(|(item, _)| item.kind == ItemKind::Unit);
            self.units.push(Places::of(units.filter_map(|(unit, number)| Some((unit.parent.as_ref()?, number)))));
            let Some(country) = package.framework.country else { continue };
            let groups = self.occupations.entry(country).or_default();
            for (item, number) in standards() {
                for group in &item.isco08 {
                    groups.entry(group.clone()).or_default().push((place, number));
                }
            }
        }
    }

    fn index_decisions(&mut self, decisions: &[Decision]) {
        let never_held = |place: &usize| decisions.get(*place).is_some_and(Decision::never_held);
        let decided = |versions: History| Decided { never_held: versions.clone().rfind(never_held), versions };
        self.decisions = histories(decisions).map(decided).collect();
        let about = self.decisions.iter().enumerate().flat_map(|(number, decided)| {
            let versions = decisions.get(decided.versions.clone()).unwrap_or_default();
            versions.iter().map(move |version| ((&version.source_standard, version.destination), number))
        });
        self.decisions_about = Places::of(about);
    }

    fn index_agreements(&mut self, agreements: &[Agreement]) {
        self.agreements = histories(agreements).collect();
        for (number, versions) in self.agreements.iter().enumerate() {
            let versions = agreements.get(versions.clone()).unwrap_or_default();
            for party in versions.iter().flat_map(|version| &version.parties) {
                let signed = self.agreements_of.entry(party.country).or_default();
                if signed.last() != Some(&number) {
                    signed.push(number);
                }
            }
        }
    }

    fn index_crosswalks(&mut self, crosswalks: &[CrosswalkVersion]) {
        let rows = |version: &CrosswalkVersion| Places::of(version.mappings.iter().map(|row| &row.subject).zip(0..));
        self.mappings = crosswalks.iter().map(rows).collect();
        for history in histories(crosswalks) {
            if let Some(newest) = crosswalks.get(history.clone()).and_then(<[_]>::last) {
                let framework = newest.crosswalk.subject_framework.clone();
                self.crosswalks.entry(framework).or_default().push(history);
            }
        }
    }
}

fn names(issuers: &[Issuer]) -> HashMap<String, usize> {
    let of = |issuer: &'_ Issuer| std::iter::once(issuer.id.clone()).chain(issuer.also.clone());
    issuers.iter().enumerate().flat_map(|(place, issuer)| of(issuer).map(move |name| (name, place))).collect()
}

fn places<T>(all: &[T], id: impl Fn(&T) -> &String) -> HashMap<String, usize> {
    all.iter().enumerate().map(|(place, one)| (id(one).clone(), place)).collect()
}

fn by_version<T: Dated>(a: &T, b: &T) -> Ordering {
    a.id().cmp(b.id()).then(a.version().cmp(&b.version()))
}

/// Where the versions of each thing stand, of things in the order of id and version.
fn histories<T: Dated>(sorted: &[T]) -> impl Iterator<Item = History> {
    let mut end = 0;
    sorted.chunk_by(|a, b| a.id() == b.id()).map(move |versions| {
        let start = end;
        end += versions.len();
        start..end
    })
}

fn by_id<T: Dated>(sorted: &[T]) -> BTreeMap<String, History> {
    let id_of = |history: &History| sorted.get(history.start).map(|one| one.id().to_owned());
    histories(sorted).filter_map(|history| Some((id_of(&history)?, history))).collect()
}
