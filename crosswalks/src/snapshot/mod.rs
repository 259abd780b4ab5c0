//! Everything published, indexed once and then only read.

mod index;
mod lookup;

use std::{
    collections::{BTreeMap, HashMap},
    ops::Range,
};

use chrono::NaiveDate;
use competency_frameworks::{Country, FrameworkId, Item, ItemKey, Package, Status};

use crate::{
    agreement::Agreement,
    answer::StandardView,
    bloc::{Bloc, LegalBasis},
    decision::{Authority, Decision},
    history::{Dated, as_known_on},
    issuer::{Issuer, IssuerView},
    mapping::{CrosswalkVersion, StandardRef},
    opening::Opening,
    places::Places,
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
    /// Versions of blocs.
    pub blocs: Vec<Bloc>,
    /// Versions of legal bases.
    pub legal_bases: Vec<LegalBasis>,
    /// Authorities.
    pub authorities: Vec<Authority>,
    /// Bodies that issue certificates.
    pub issuers: Vec<Issuer>,
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
    /// The framework's version of that day still lists it; otherwise this is the last one that did.
    pub listed: bool,
    /// Which package, of all.
    place: usize,
}

impl StandardAt<'_> {
    /// Whether the body still uses it: what a newer version no longer lists is withdrawn.
    pub fn status(&self) -> Status {
        match self.item.status {
            Status::Active if !self.listed => Status::Withdrawn,
            own => own,
        }
    }

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
            status: self.status(),
            no_longer_listed: !self.listed,
            in_force_from: self.item.in_force_from,
            in_force_until: self.item.in_force_until,
            illustrative: self.item.illustrative,
        }
    }

    /// What points at it.
    pub fn reference(&self) -> StandardRef {
        StandardRef { framework: self.package.framework.id.clone(), standard: self.item.key.clone() }
    }
}

/// A row, and the state of the crosswalk it stands in.
type Mapped<'a> = (&'a CrosswalkVersion, &'a crate::Mapping);

/// The versions of one thing: they stand beside each other, oldest first.
type History = Range<usize>;

/// An immutable, indexed state of everything published.
#[derive(Debug, Default)]
pub struct Snapshot {
    published: Published,
    /// Packages of a framework, oldest first.
    packages: HashMap<FrameworkId, Vec<usize>>,
    /// Items of each package, by key.
    items: Vec<Places>,
    /// Standards of each package, by the code without their own version.
    codes: Vec<Places>,
    /// Units of each package, by their standard.
    units: Vec<Places>,
    decisions: Vec<Decided>,
    /// Decisions about a standard, for a country.
    decisions_about: Places,
    agreements: Vec<History>,
    /// Agreements that a country has signed, in any version.
    agreements_of: HashMap<Country, Vec<usize>>,
    /// Crosswalks from a framework.
    crosswalks: HashMap<FrameworkId, Vec<History>>,
    /// Rows about a standard, by crosswalk version.
    mappings: Vec<Places>,
    /// Standards of a country in an ISCO-08 group: package, item.
    occupations: HashMap<Country, HashMap<String, Vec<(usize, usize)>>>,
    /// Openings for a standard.
    openings: Places,
    legal_bases: BTreeMap<String, History>,
    blocs: BTreeMap<String, History>,
    authorities: HashMap<String, usize>,
    /// Issuers, by every name they have.
    issuers: HashMap<String, usize>,
}

/// The versions of one decision.
#[derive(Debug, Clone)]
struct Decided {
    versions: History,
    /// The last one that took it back as if it had never held.
    never_held: Option<usize>,
}

impl Snapshot {
    /// What this was built from; packages by date, all else that has versions by id and version.
    pub fn published(&self) -> &Published {
        &self.published
    }

    /// The decisions about a standard for a country, each as it was known on a day. One that had
    /// ended by then is among them.
    pub fn decisions(
        &self,
        standard: &StandardRef,
        country: Country,
        day: NaiveDate,
    ) -> impl Iterator<Item = &Decision> {
        let found = self.decisions_about.find((standard, country));
        found
            .filter_map(|number| self.decisions.get(number))
            .filter_map(move |history| self.decision_on(history, day))
            .filter(move |decision| &decision.source_standard == standard && decision.destination == country)
    }

    /// Every decision that held on a day, in the version that did; those that had ended are not among
    /// them.
    pub fn decisions_on(&self, day: NaiveDate) -> impl Iterator<Item = &Decision> {
        let ended =
            move |decision: &&Decision| decision.never_held() || decision.valid_until().is_some_and(|last| last < day);
        let known = self.decisions.iter().filter_map(move |decided| self.decision_on(decided, day));
        known.filter(move |decision| !ended(decision))
    }

    /// Whether a decision counts what this issuer issued; one that counts everybody's does so also when
    /// nobody says who issued it.
    pub fn counts_issuer(&self, decision: &Decision, issuer: Option<&str>) -> bool {
        let Some(issuer) = issuer else { return decision.issuers.is_empty() };
        decision.issuers.is_empty() || decision.issuers.iter().any(|one| self.issuer_id(one) == self.issuer_id(issuer))
    }

    /// What a screen shows of an issuer, by any of its names.
    pub fn issuer(&self, name: &str) -> IssuerView {
        let (id, name) = self.known_issuer(name).map_or((name, name), |issuer| (&issuer.id, &issuer.name));
        IssuerView { id: id.to_owned(), name: name.to_owned() }
    }

    /// An issuer that the registry knows, by any of its names.
    pub fn known_issuer(&self, name: &str) -> Option<&Issuer> {
        self.published.issuers.get(*self.issuers.get(name)?)
    }

    fn issuer_id<'a>(&'a self, name: &'a str) -> &'a str {
        self.known_issuer(name).map_or(name, |issuer| &issuer.id)
    }

    /// The version that held on a day. One that was taken back later as if it had never held says so on
    /// every day on which it was the one that held; a version after that holds from its own day on.
    fn decision_on(&self, decided: &Decided, day: NaiveDate) -> Option<&Decision> {
        let held = known(&self.published.decisions, &decided.versions, day)?;
        let Some(last) = decided.never_held else { return Some(held) };
        let until = self.published.decisions.get(decided.versions.start..=last).unwrap_or_default();
        let mut later = until.iter().filter(|version| version.version >= held.version);
        Some(later.find(|version| version.never_held()).unwrap_or(held))
    }

    /// Openings for a unit of a standard that people can sign up to on a day.
    pub fn openings<'a>(
        &'a self,
        standard: &'a StandardRef,
        unit: &'a ItemKey,
        day: NaiveDate,
    ) -> impl Iterator<Item = &'a Opening> {
        let all = self.openings.find(standard).filter_map(|place| self.published.openings.get(place));
        all.filter(move |opening| opening.standard == *standard && opening.is_open_on(day) && opening.closes(unit))
    }

    /// The rows of published crosswalks about a standard, as known on a day.
    pub fn mappings<'a>(&'a self, standard: &'a StandardRef, day: NaiveDate) -> impl Iterator<Item = Mapped<'a>> {
        self.mappings_of(standard, day, |_| true)
    }

    /// Those of them that lead to a country.
    pub fn mappings_to<'a>(
        &'a self,
        country: Country,
        standard: &'a StandardRef,
        day: NaiveDate,
    ) -> impl Iterator<Item = Mapped<'a>> {
        self.mappings_of(standard, day, move |version| {
            let package = self.package(&version.crosswalk.object_framework, day);
            package.and_then(|package| package.framework.country) == Some(country)
        })
    }

    fn mappings_of<'a>(
        &'a self,
        standard: &'a StandardRef,
        day: NaiveDate,
        meant: impl Fn(&CrosswalkVersion) -> bool,
    ) -> impl Iterator<Item = Mapped<'a>> {
        let histories = self.crosswalks.get(&standard.framework).into_iter().flatten();
        let known = histories.filter_map(move |history| {
            let mut versions = history.clone().filter_map(|place| Some((place, self.published.crosswalks.get(place)?)));
            versions.rfind(|(_, version)| version.published_on <= day)
        });
        known.filter(move |(_, version)| meant(version)).flat_map(move |(place, version)| {
            let rows = self.mappings.get(place).into_iter().flat_map(|rows| rows.find(&standard.standard));
            let rows = rows.filter_map(|row| version.mappings.get(row));
            rows.filter(|row| row.subject == standard.standard).map(move |row| (version, row))
        })
    }

    /// An agreement as it was known on a day.
    pub fn agreement(&self, id: &str, day: NaiveDate) -> Option<&Agreement> {
        let all = &self.published.agreements;
        let id_of = |history: &History| all.get(history.start).map(|agreement| agreement.id.as_str());
        let place = self.agreements.binary_search_by(|history| id_of(history).cmp(&Some(id))).ok()?;
        known(all, self.agreements.get(place)?, day)
    }

    /// Every agreement as it was known on a day, by id.
    pub fn agreements(&self, day: NaiveDate) -> impl Iterator<Item = &Agreement> {
        self.agreements.iter().filter_map(move |history| known(&self.published.agreements, history, day))
    }

    /// The agreements that a country has signed, in any version, as they were known on a day; by id.
    pub fn agreements_of(&self, country: Country, day: NaiveDate) -> impl Iterator<Item = &Agreement> {
        let signed = self.agreements_of.get(&country).into_iter().flatten();
        let histories = signed.filter_map(|number| self.agreements.get(*number));
        histories.filter_map(move |history| known(&self.published.agreements, history, day))
    }

    /// A legal basis as it was known on a day, with the bloc whose members it binds. One that was
    /// entered later is told from its first version: it says itself from when on it was in force.
    pub fn legal_basis(&self, id: &str, day: NaiveDate) -> Option<(&LegalBasis, Option<&Bloc>)> {
        let basis = known_or_first(&self.published.legal_bases, self.legal_bases.get(id)?, day)?;
        Some((basis, basis.bloc.as_ref().and_then(|bloc| self.bloc(bloc, day))))
    }

    /// A bloc as it was known on a day; one that was entered later, from its first version.
    pub fn bloc(&self, id: &str, day: NaiveDate) -> Option<&Bloc> {
        known_or_first(&self.published.blocs, self.blocs.get(id)?, day)
    }

    /// Every legal basis as it was known on a day, by id.
    pub fn legal_bases(&self, day: NaiveDate) -> impl Iterator<Item = &LegalBasis> {
        self.legal_bases.values().filter_map(move |history| known_or_first(&self.published.legal_bases, history, day))
    }

    /// Every bloc as it was known on a day, by id.
    pub fn blocs(&self, day: NaiveDate) -> impl Iterator<Item = &Bloc> {
        self.blocs.values().filter_map(move |history| known_or_first(&self.published.blocs, history, day))
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

/// One that was entered later is told from its first version.
fn known_or_first<'a, T: Dated>(all: &'a [T], history: &History, day: NaiveDate) -> Option<&'a T> {
    known(all, history, day).or_else(|| all.get(history.start))
}

fn known<'a, T: Dated>(all: &'a [T], history: &History, day: NaiveDate) -> Option<&'a T> {
    as_known_on(all.get(history.clone()).unwrap_or_default(), day)
}
