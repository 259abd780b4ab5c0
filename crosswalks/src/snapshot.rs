//! Everything published, indexed once and then only read.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use competency_frameworks::{Code, Country, FrameworkId, Item, ItemKey, ItemKind, Package};

use crate::{
    agreement::Agreement,
    answer::StandardView,
    bloc::{Bloc, LegalBasis},
    decision::{Authority, Decision},
    history::{Dated, as_known_on},
    mapping::{CrosswalkVersion, StandardRef},
    opening::Opening,
};

/// All published versions of everything, in any order.
#[derive(Debug, Clone, Default)]
pub struct Published {
    /// Framework versions.
    pub packages: Vec<Package>,
    /// Crosswalk versions.
    pub crosswalks: Vec<CrosswalkVersion>,
    /// Agreement versions.
    pub agreements: Vec<Agreement>,
    /// Decision versions.
    pub decisions: Vec<Decision>,
    /// Blocs.
    pub blocs: Vec<Bloc>,
    /// Legal bases.
    pub legal_bases: Vec<LegalBasis>,
    /// Authorities.
    pub authorities: Vec<Authority>,
    /// Training and assessment that bodies offer.
    pub openings: Vec<Opening>,
}

/// A standard as one framework version has it.
#[derive(Debug, Clone, Copy)]
pub struct StandardAt<'a> {
    /// The framework version.
    pub package: &'a Package,
    /// The standard.
    pub item: &'a Item,
}

impl StandardAt<'_> {
    /// What a screen shows of it.
    pub fn view(&self) -> StandardView {
        StandardView {
            framework: self.package.framework.id.clone(),
            body: self.package.framework.body.clone(),
            country: self.package.framework.country,
            key: self.item.key.clone(),
            code: self.item.code_shown(),
            title: self.item.title.clone(),
            level: self.item.level.clone(),
            status: self.item.status,
            illustrative: self.item.illustrative,
        }
    }

    /// What points at it.
    pub fn reference(&self) -> StandardRef {
        StandardRef { framework: self.package.framework.id.clone(), standard: self.item.key.clone() }
    }
}

/// Positions of the versions of one thing.
type Versions = Vec<usize>;

/// The versions of one decision.
#[derive(Debug, Clone)]
struct History {
    versions: Versions,
    /// The one that took it back as if it had never held.
    never_held: Option<usize>,
}

/// An immutable, indexed state of everything published.
#[derive(Debug, Default)]
pub struct Snapshot {
    published: Published,
    /// Packages of a framework, oldest first.
    packages: HashMap<FrameworkId, Versions>,
    /// Items of each package, by key.
    items: Vec<HashMap<ItemKey, usize>>,
    /// Standards of each package, by the code without their own version.
    codes: Vec<HashMap<String, Vec<usize>>>,
    /// Decisions about a standard, for a country; each with all its versions.
    decisions: HashMap<FrameworkId, HashMap<ItemKey, BTreeMap<Country, Vec<History>>>>,
    agreements: BTreeMap<String, Versions>,
    /// Crosswalks from a framework.
    crosswalks: HashMap<FrameworkId, Vec<Versions>>,
    /// Rows about a standard, by crosswalk version.
    mappings: Vec<HashMap<ItemKey, Vec<usize>>>,
    /// Standards in an ISCO-08 group of a country: package, item.
    occupations: HashMap<(String, Country), Vec<(usize, usize)>>,
    /// Openings for a standard.
    openings: HashMap<FrameworkId, HashMap<ItemKey, Vec<usize>>>,
    legal_bases: HashMap<String, usize>,
    blocs: HashMap<String, usize>,
    authorities: HashMap<String, usize>,
}

impl Snapshot {
    /// Indexes what is published.
    pub fn build(mut published: Published) -> Self {
        published.packages.sort_by_key(|package| package.version.published_on);
        let mut snapshot = Self {
            legal_bases: places(&published.legal_bases, |basis| &basis.id),
            blocs: places(&published.blocs, |bloc| &bloc.id),
            authorities: places(&published.authorities, |authority| &authority.id),
            agreements: versions(&published.agreements),
            ..Self::default()
        };
        snapshot.index_packages(&published.packages);
        snapshot.index_decisions(&published.decisions);
        snapshot.index_crosswalks(&published.crosswalks);
        for (place, opening) in published.openings.iter().enumerate() {
            let by_standard = snapshot.openings.entry(opening.standard.framework.clone()).or_default();
            by_standard.entry(opening.standard.standard.clone()).or_default().push(place);
        }
        snapshot.published = published;
        snapshot
    }

    fn index_packages(&mut self, packages: &[Package]) {
        for (place, package) in packages.iter().enumerate() {
            self.packages.entry(package.framework.id.clone()).or_default().push(place);
            let mut items = HashMap::with_capacity(package.items.len());
            let mut codes: HashMap<String, Vec<usize>> = HashMap::new();
            for (number, item) in package.items.iter().enumerate() {
                items.insert(item.key.clone(), number);
                if item.kind != ItemKind::Standard {
                    continue;
                }
                if let Some(code) = &item.code {
                    codes.entry(code.normal().to_owned()).or_default().push(number);
                }
                for group in &item.isco08 {
                    if let Some(country) = package.framework.country {
                        self.occupations.entry((group.clone(), country)).or_default().push((place, number));
                    }
                }
            }
            self.items.push(items);
            self.codes.push(codes);
        }
    }

    fn index_decisions(&mut self, decisions: &[Decision]) {
        for (_, versions) in versions(decisions) {
            let at = |place: &&usize| decisions.get(**place).is_some_and(Decision::never_held);
            let history = History { never_held: versions.iter().find(at).copied(), versions };
            let mut about: Vec<(&StandardRef, Country)> = Vec::new();
            for decision in history.versions.iter().filter_map(|place| decisions.get(*place)) {
                let subject = (&decision.source_standard, decision.destination);
                if !about.contains(&subject) {
                    about.push(subject);
                }
            }
            for (standard, country) in about {
                let by_standard = self.decisions.entry(standard.framework.clone()).or_default();
                let by_country = by_standard.entry(standard.standard.clone()).or_default();
                by_country.entry(country).or_default().push(history.clone());
            }
        }
    }

    fn index_crosswalks(&mut self, crosswalks: &[CrosswalkVersion]) {
        for crosswalk in crosswalks {
            let mut rows: HashMap<ItemKey, Vec<usize>> = HashMap::new();
            for (number, mapping) in crosswalk.mappings.iter().enumerate() {
                rows.entry(mapping.subject.clone()).or_default().push(number);
            }
            self.mappings.push(rows);
        }
        for (_, history) in versions(crosswalks) {
            if let Some(newest) = history.last().and_then(|place| crosswalks.get(*place)) {
                let framework = newest.crosswalk.subject_framework.clone();
                self.crosswalks.entry(framework).or_default().push(history);
            }
        }
    }

    /// What this was built from; packages by date.
    pub fn published(&self) -> &Published {
        &self.published
    }

    /// A framework as of a day: its newest version published by then, else its oldest.
    pub fn package(&self, framework: &FrameworkId, day: NaiveDate) -> Option<&Package> {
        self.published.packages.get(self.package_place(framework, day)?)
    }

    fn package_place(&self, framework: &FrameworkId, day: NaiveDate) -> Option<usize> {
        let all = self.packages.get(framework)?;
        let known = |place: &&usize| {
            self.published.packages.get(**place).is_some_and(|package| package.version.published_on <= day)
        };
        all.iter().rfind(known).or_else(|| all.first()).copied()
    }

    /// An item of a framework as of a day.
    pub fn item(&self, framework: &FrameworkId, key: &ItemKey, day: NaiveDate) -> Option<StandardAt<'_>> {
        let place = self.package_place(framework, day)?;
        let package = self.published.packages.get(place)?;
        let number = *self.items.get(place)?.get(key)?;
        Some(StandardAt { package, item: package.items.get(number)? })
    }

    /// The standard a certificate names, and whether its version had to be assumed.
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
        let mut known = keys.iter().filter_map(|key| self.item(framework, &ItemKey::parse(key), day));
        if let Some(found) = known.find(|at| at.item.kind == ItemKind::Standard) {
            return Some((found, false));
        }
        if version.is_some() {
            return None;
        }
        let place = self.package_place(framework, day)?;
        let package = self.published.packages.get(place)?;
        let all = self.codes.get(place)?.get(&Code::normalise(code))?;
        let newest = all
            .iter()
            .filter_map(|number| package.items.get(*number))
            .max_by_key(|item| version_number(item.version.as_deref()))?;
        Some((StandardAt { package, item: newest }, true))
    }

    /// The decisions about a standard for a country, each as it was known on a day. One that had
    /// ended by then is among them.
    pub fn decisions(
        &self,
        standard: &StandardRef,
        country: Country,
        day: NaiveDate,
    ) -> impl Iterator<Item = &Decision> {
        let by_standard = self.decisions.get(&standard.framework);
        let by_country = by_standard.and_then(|standards| standards.get(&standard.standard));
        let histories = by_country.and_then(|countries| countries.get(&country));
        histories
            .into_iter()
            .flatten()
            .filter_map(move |history| self.decision_on(history, day))
            .filter(move |decision| &decision.source_standard == standard && decision.destination == country)
    }

    /// Every decision that held on a day, in the version that did; those that had ended are not among
    /// them.
    pub fn decisions_on(&self, day: NaiveDate) -> impl Iterator<Item = &Decision> {
        let countries = self.decisions.values().flat_map(HashMap::values).flat_map(BTreeMap::iter);
        let held = countries.flat_map(move |(country, histories)| {
            let known = histories.iter().filter_map(move |history| self.decision_on(history, day));
            known.filter(move |decision| decision.destination == *country)
        });
        let ended =
            move |decision: &&Decision| decision.never_held() || decision.valid_until().is_some_and(|last| last < day);
        let mut all: Vec<&Decision> = held.filter(move |decision| !ended(decision)).collect();
        // One that was about another standard before stands in both places.
        all.sort_by(|a, b| a.id.cmp(&b.id));
        all.dedup_by(|a, b| a.id == b.id);
        all.into_iter()
    }

    /// Every framework as of a day.
    pub fn packages_on(&self, day: NaiveDate) -> impl Iterator<Item = &Package> {
        self.packages.keys().filter_map(move |framework| self.package(framework, day))
    }

    /// The version that held on a day. One that was taken back as if it had never held says so on
    /// every day on which anything was known of it.
    fn decision_on(&self, history: &History, day: NaiveDate) -> Option<&Decision> {
        let held = known(&self.published.decisions, &history.versions, day)?;
        let never = history.never_held.and_then(|place| self.published.decisions.get(place));
        Some(never.unwrap_or(held))
    }

    /// Openings for a unit of a standard that people can sign up to on a day.
    pub fn openings<'a>(
        &'a self,
        standard: &StandardRef,
        unit: &'a ItemKey,
        day: NaiveDate,
    ) -> impl Iterator<Item = &'a Opening> {
        let of_standard = self.openings.get(&standard.framework).and_then(|all| all.get(&standard.standard));
        let all = of_standard.into_iter().flatten().filter_map(|place| self.published.openings.get(*place));
        all.filter(move |opening| opening.is_open_on(day) && opening.closes(unit))
    }

    /// The rows of published crosswalks about a standard, as known on a day.
    pub fn mappings(
        &self,
        standard: &StandardRef,
        day: NaiveDate,
    ) -> impl Iterator<Item = (&CrosswalkVersion, &crate::Mapping)> {
        let histories = self.crosswalks.get(&standard.framework);
        histories.into_iter().flatten().flat_map(move |history| {
            let all = &self.published.crosswalks;
            let place = as_known_on(history.iter().filter_map(|place| all.get(*place)), day).and_then(|newest| {
                history.iter().find(|place| all.get(**place).is_some_and(|one| std::ptr::eq(one, newest)))
            });
            let rows = place.and_then(|place| self.mappings.get(*place)?.get(&standard.standard));
            let version = place.and_then(|place| all.get(*place));
            rows.into_iter().flatten().filter_map(move |row| Some((version?, version?.mappings.get(*row)?)))
        })
    }

    /// An agreement as it was known on a day.
    pub fn agreement(&self, id: &str, day: NaiveDate) -> Option<&Agreement> {
        known(&self.published.agreements, self.agreements.get(id)?, day)
    }

    /// Every agreement as it was known on a day, by id.
    pub fn agreements(&self, day: NaiveDate) -> impl Iterator<Item = &Agreement> {
        self.agreements.values().filter_map(move |history| known(&self.published.agreements, history, day))
    }

    /// The standards of a country in an ISCO-08 group, as of a day.
    pub fn occupation(&self, group: &str, country: Country, day: NaiveDate) -> impl Iterator<Item = StandardAt<'_>> {
        let all = self.occupations.get(&(group.to_owned(), country));
        all.into_iter().flatten().filter_map(move |(place, number)| {
            let package = self.published.packages.get(*place)?;
            let current = self.package_place(&package.framework.id, day)? == *place;
            current.then_some(StandardAt { package, item: package.items.get(*number)? })
        })
    }

    /// A legal basis, with the bloc whose members it binds.
    pub fn legal_basis(&self, id: &str) -> Option<(&LegalBasis, Option<&Bloc>)> {
        let basis = self.published.legal_bases.get(*self.legal_bases.get(id)?)?;
        let bloc = basis.bloc.as_ref().and_then(|bloc| self.blocs.get(bloc));
        Some((basis, bloc.and_then(|place| self.published.blocs.get(*place))))
    }

    /// An authority.
    pub fn authority(&self, id: &str) -> Option<&Authority> {
        self.published.authorities.get(*self.authorities.get(id)?)
    }

    /// The authorities of a country, in their published order.
    pub fn authorities(&self, country: Country) -> impl Iterator<Item = &Authority> {
        self.published.authorities.iter().filter(move |authority| authority.country == country)
    }
}

fn places<T>(all: &[T], id: impl Fn(&T) -> &String) -> HashMap<String, usize> {
    all.iter().enumerate().map(|(place, one)| (id(one).clone(), place)).collect()
}

/// Positions by id, oldest version first.
fn versions<T: Dated>(all: &[T]) -> BTreeMap<String, Versions> {
    let mut by_id: BTreeMap<String, Vec<(u32, usize)>> = BTreeMap::new();
    for (place, one) in all.iter().enumerate() {
        by_id.entry(one.id().to_owned()).or_default().push((one.version(), place));
    }
    by_id
        .into_iter()
        .map(|(id, mut places)| {
            places.sort_unstable();
            (id, places.into_iter().map(|(_, place)| place).collect())
        })
        .collect()
}

fn known<'a, T: Dated>(all: &'a [T], history: &[usize], day: NaiveDate) -> Option<&'a T> {
    as_known_on(history.iter().filter_map(|place| all.get(*place)), day)
}

/// The number in a standard's own version: 2 of `v2`; none is oldest.
fn version_number(version: Option<&str>) -> Option<u32> {
    let digits: String = version?.chars().filter(char::is_ascii_digit).collect();
    Some(digits.parse().unwrap_or_default())
}
