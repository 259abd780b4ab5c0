//! Random worlds: frameworks, decisions, certificates.

use std::collections::BTreeSet;

use chrono::{Days, Months, NaiveDate};
use competency_frameworks::{Country, Framework, FrameworkVersion, Item, ItemKey, ItemKind, Lang, LangMap, Package};
use crosswalks::{
    Agreement, AgreementStatus, Answer, Decision, DecisionOutcome, Holding, Issuer, LegalBasis, MissingUnit, Mode,
    Party, Provisional, Published, Question, Recognition, Snapshot, StandardRef, UnitCoverage, UnitVerdict, recognise,
};
use proptest::prelude::*;

pub(crate) const COUNTRIES: [&str; 4] = ["CO", "EC", "MX", "PE"];
pub(crate) const STANDARDS: usize = 3;
pub(crate) const UNITS: usize = 3;

pub(crate) fn start() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 1).unwrap()
}

pub(crate) fn day(offset: u64) -> NaiveDate {
    start() + Days::new(offset)
}

pub(crate) fn country(index: usize) -> Country {
    COUNTRIES[index].parse().unwrap()
}

pub(crate) fn standard(place: (usize, usize)) -> StandardRef {
    StandardRef {
        framework: format!("f-{}", COUNTRIES[place.0].to_lowercase()).parse().unwrap(),
        standard: ItemKey::parse(&format!("S{}", place.1)),
    }
}

pub(crate) fn unit(place: (usize, usize), number: usize) -> ItemKey {
    ItemKey::parse(&format!("S{}/U{number}", place.1))
}

/// How many units a standard has; the last one of each framework has none.
pub(crate) fn units_in(place: (usize, usize)) -> usize {
    if place.1 + 1 == STANDARDS { 0 } else { UNITS }
}

pub(crate) fn item(key: ItemKey, parent: Option<ItemKey>) -> Item {
    let kind = if parent.is_some() { ItemKind::Unit } else { ItemKind::Standard };
    let title = LangMap::new(Lang::spanish(), key.as_str());
    Item {
        code: key.as_str().parse().ok(),
        parent,
        isco08: vec!["7411".to_owned()],
        ..Item::new(kind, key, title, "a test")
    }
}

pub(crate) fn packages() -> Vec<Package> {
    (0..COUNTRIES.len())
        .map(|index| Package {
            framework: Framework {
                id: standard((index, 0)).framework,
                country: Some(country(index)),
                body: COUNTRIES[index].to_owned(),
                title: LangMap::new(Lang::spanish(), "a framework"),
                source: "a test".to_owned(),
                illustrative: false,
            },
            version: FrameworkVersion { label: "1".to_owned(), published_on: start() },
            items: (0..STANDARDS)
                .flat_map(|number| {
                    let at = (index, number);
                    let key = standard(at).standard;
                    let units = (0..units_in(at)).map(move |n| item(unit(at, n), Some(standard(at).standard)));
                    std::iter::once(item(key, None)).chain(units)
                })
                .collect(),
        })
        .collect()
}

/// Versions of every framework: the day each is published, and which standards it lists. A first one may
/// come on any day, or never; a later one may drop standards and bring them back.
pub(crate) fn versions() -> impl Strategy<Value = Vec<Vec<(u64, Vec<bool>)>>> {
    let version = (0..150u64, prop::collection::vec(prop::bool::weighted(0.7), STANDARDS));
    prop::collection::vec(prop::collection::vec(version, 0..4), COUNTRIES.len())
}

/// The frameworks in these versions.
pub(crate) fn versioned(versions: &[Vec<(u64, Vec<bool>)>]) -> Vec<Package> {
    let of = |(package, versions): (Package, &Vec<(u64, Vec<bool>)>)| {
        let version = |(number, (published, lists)): (usize, &(u64, Vec<bool>))| {
            let mut next = package.clone();
            next.version = FrameworkVersion { label: number.to_string(), published_on: day(*published) };
            next.items
                .retain(|item| (0..STANDARDS).any(|n| lists[n] && item.key.as_str().starts_with(&format!("S{n}"))));
            next
        };
        versions.iter().enumerate().map(version).collect::<Vec<_>>()
    };
    packages().into_iter().zip(versions).flat_map(of).collect()
}

/// A decision's shape: from, to, outcome, units covered, published after so many days, version.
pub(crate) type Shape = ((usize, usize), (usize, usize), usize, usize, u64, bool);

pub(crate) fn shape() -> impl Strategy<Value = Shape> {
    let place = || (0..COUNTRIES.len(), 0..STANDARDS);
    (place(), place(), 0..4usize, 1..=UNITS, 0..100u64, any::<bool>())
}

/// One source unit, or two; or the certificate as a whole.
pub(crate) fn needed(from: (usize, usize), number: usize, seed: u64) -> Vec<ItemKey> {
    if units_in(from) == 0 || seed.is_multiple_of(5) {
        return Vec::new();
    }
    let mut by = vec![unit(from, number)];
    if seed.is_multiple_of(3) {
        by.push(unit(from, (number + 1) % UNITS));
    }
    by
}

pub(crate) fn decision(id: String, version: u32, shape: Shape) -> Decision {
    let (from, to, outcome, covered, published, combines) = shape;
    let units = units_in(to);
    let outcome = match DecisionOutcome::ALL[outcome] {
        // There is no part of what has no parts.
        DecisionOutcome::Partial if units == 0 => DecisionOutcome::Full,
        other => other,
    };
    let covered = if outcome == DecisionOutcome::Full { units } else { covered.min(UNITS - 1).min(units) };
    let first = usize::try_from(published).unwrap() % UNITS;
    let numbers = (0..units).map(|n| (n + first) % UNITS);
    let general = outcome == DecisionOutcome::Refused && published.is_multiple_of(2);
    Decision {
        number: id.clone(),
        id,
        version,
        authority: "somebody".to_owned(),
        source_standard: standard(from),
        destination: country(to.0),
        target: (!general).then(|| standard(to)),
        outcome,
        covers: numbers
            .clone()
            .take(covered)
            .map(|n| UnitCoverage { unit: unit(to, n), by: needed(from, n, published), close: None })
            .collect(),
        missing: numbers.skip(covered).map(|n| MissingUnit { unit: unit(to, n), close: None }).collect(),
        combines,
        issuers: Vec::new(),
        conditions: Vec::new(),
        reason: None,
        provisional: None,
        decided_on: day(published),
        published_on: day(published),
        effective_from: day(published),
        effective_until: None,
        withdrawal: None,
        legal_bases: Vec::new(),
        agreement: Some("a".to_owned()),
        illustrative: true,
        source: "a test".to_owned(),
    }
}

pub(crate) fn decisions(shapes: Vec<Shape>) -> Vec<Decision> {
    shapes.into_iter().enumerate().map(|(n, shape)| decision(format!("d{n}"), 1, shape)).collect()
}

/// The names that issuers have here; the second is another name of the first.
pub(crate) const ISSUERS: [&str; 4] = ["one", "did:web:one", "two", "did:web:nobody-knows"];

/// The same decisions, of which about every second counts the certificates of some issuers only; under
/// different agreements, on different legal bases, and each as long as it is.
pub(crate) fn limited(shapes: Vec<Shape>) -> Vec<Decision> {
    let issuers = |seed: u64| -> &[&str] {
        match seed % 4 {
            0 => &ISSUERS[1..2],
            1 => &ISSUERS[2..],
            _ => &[],
        }
    };
    let seeds: Vec<u64> = shapes.iter().map(|shape| shape.4).collect();
    let named = |seed: u64| issuers(seed).iter().map(|name| (*name).to_owned()).collect();
    let each = decisions(shapes).into_iter().zip(seeds);
    let each = each.map(|(one, seed)| Decision {
        issuers: named(seed),
        effective_until: [None, None, Some(day(100 + seed)), Some(day(150)), Some(day(seed))]
            [usize::try_from(seed / 3 % 5).unwrap()],
        provisional: (one.outcome == DecisionOutcome::Provisional).then(|| {
            if seed.is_multiple_of(3) {
                Provisional::Until(day(101 + seed))
            } else {
                Provisional::Months(1 + u32::try_from(seed % 4).unwrap())
            }
        }),
        agreement: [None, Some("a"), Some("b")][usize::try_from(seed % 3).unwrap()].map(ToOwned::to_owned),
        legal_bases: [&["x"][..], &["y"], &["x", "y"], &[]][usize::try_from(seed / 2 % 4).unwrap()]
            .iter()
            .map(|id| (*id).to_owned())
            .collect(),
        ..one
    });
    each.collect()
}

/// The last day of an answer for who is registered on the day asked about.
pub(crate) fn lasts(answer: &Answer, on: NaiveDate) -> NaiveDate {
    let months =
        std::iter::once(&answer.decision).chain(&answer.combined_with).filter_map(|one| match one.provisional {
            Some(Provisional::Months(months)) => on.checked_add_months(Months::new(months)),
            _ => None,
        });
    answer.valid_until.into_iter().chain(months).min().unwrap_or(NaiveDate::MAX)
}

fn legal_basis(id: &str) -> LegalBasis {
    LegalBasis {
        id: id.to_owned(),
        version: 1,
        published_on: start(),
        title: LangMap::new(Lang::spanish(), id),
        subject: None,
        bloc: None,
        countries: (0..COUNTRIES.len()).map(country).collect(),
        from: None,
        until: None,
        source: "a test".to_owned(),
    }
}

pub(crate) fn issuers() -> Vec<Issuer> {
    let issuer = |id: &str| Issuer { id: id.to_owned(), also: vec![format!("did:web:{id}")], name: id.to_owned() };
    vec![issuer("one"), issuer("two")]
}

pub(crate) fn agreement(version: u32, published_on: NaiveDate, ends_on: Option<NaiveDate>) -> Agreement {
    Agreement {
        id: "a".to_owned(),
        version,
        published_on,
        title: LangMap::new(Lang::spanish(), "an agreement"),
        parties: (0..COUNTRIES.len()).map(|n| Party { country: country(n), body: COUNTRIES[n].to_owned() }).collect(),
        mode: Mode::Regional,
        status: AgreementStatus::InForce,
        sectors: Vec::new(),
        frameworks: Vec::new(),
        standards: Vec::new(),
        legal_bases: Vec::new(),
        starts_on: None,
        ends_on,
        rule: None,
        votes: None,
        illustrative: false,
        source: "a test".to_owned(),
    }
}

/// These decisions, with the frameworks, agreements, legal bases and issuers they speak of.
pub(crate) fn published(decisions: Vec<Decision>) -> Published {
    let one = agreement(1, start(), None);
    let agreements = vec![Agreement { id: "b".to_owned(), ..one.clone() }, one];
    let legal_bases = vec![legal_basis("x"), legal_basis("y")];
    Published { packages: packages(), decisions, agreements, issuers: issuers(), legal_bases, ..Published::default() }
}

pub(crate) fn snapshot(decisions: Vec<Decision>) -> Snapshot {
    Snapshot::build(published(decisions))
}

pub(crate) fn holding(place: (usize, usize)) -> Holding {
    let StandardRef { framework, standard } = standard(place);
    Holding { framework, code: standard.to_string(), version: None, issued_on: None, issuer: None, units: Vec::new() }
}

pub(crate) fn ask(snapshot: &Snapshot, from: &[(usize, usize)], to: usize, on: NaiveDate) -> Recognition {
    let holdings = from.iter().copied().map(holding).collect();
    recognise(snapshot, &Question { holdings, destination: country(to), target: None, as_of: on })
}

/// Every standard asked about in every country.
pub(crate) fn all(snapshot: &Snapshot, on: NaiveDate) -> Vec<((usize, usize), usize, Recognition)> {
    let mut answers = Vec::new();
    for from in places() {
        for to in 0..COUNTRIES.len() {
            answers.push((from, to, ask(snapshot, &[from], to, on)));
        }
    }
    answers
}

/// Every standard.
pub(crate) fn places() -> impl Iterator<Item = (usize, usize)> {
    (0..COUNTRIES.len()).flat_map(|c| (0..STANDARDS).map(move |s| (c, s)))
}

pub(crate) fn worlds() -> impl Strategy<Value = Vec<Shape>> {
    prop::collection::vec(shape(), 0..8)
}

/// Worlds about one target, in which certificates of two standards meet.
pub(crate) fn focused() -> impl Strategy<Value = Vec<Shape>> {
    // Mostly decisions in part that allow others beside them: there is most to get wrong.
    let outcome = prop_oneof![4 => Just(1usize), 1 => 0..4usize, 2 => Just(2usize)];
    let target = prop_oneof![6 => Just(0usize), 1 => Just(STANDARDS - 1)];
    let shape = (0..STANDARDS, target, outcome, 1..UNITS, 0..100u64, prop::bool::weighted(0.8));
    prop::collection::vec(
        shape.prop_map(|(from, to, outcome, covered, published, combines)| {
            ((0, from), (1, to), outcome, covered, published, combines)
        }),
        1..7,
    )
}

/// A certificate of one of the standards, of some issuer or nobody knows whose, with verdicts on some of its
/// units or without.
pub(crate) fn one_held() -> impl Strategy<Value = Holding> {
    let verdicts =
        prop::option::of(prop::collection::vec(prop::option::weighted(0.8, prop::bool::weighted(0.6)), UNITS));
    let issuer = prop::option::of(prop::sample::select(ISSUERS.to_vec()));
    (0..STANDARDS, verdicts, issuer).prop_map(|(number, verdicts, issuer)| {
        let issuer = issuer.map(ToOwned::to_owned);
        let verdicts = verdicts.into_iter().flatten().enumerate();
        let units = verdicts
            .filter_map(|(n, competent)| Some(UnitVerdict { unit: unit((0, number), n), competent: competent? }))
            .collect();
        Holding { units, issuer, ..holding((0, number)) }
    })
}

/// Whether a certificate shows all of its standard.
pub(crate) fn is_whole(held: &Holding) -> bool {
    let place = (0..STANDARDS).find(|n| standard((0, *n)).standard.as_str() == held.code).unwrap();
    held.units.iter().all(|verdict| verdict.competent)
        && (0..units_in((0, place))).all(|n| held.has(&unit((0, place), n)))
}

/// Whether a certificate shows what a decision counts as one of its units.
pub(crate) fn shows(held: &Holding, coverage: &UnitCoverage) -> bool {
    if coverage.by.is_empty() { is_whole(held) } else { coverage.by.iter().all(|unit| held.has(unit)) }
}

pub(crate) fn held() -> impl Strategy<Value = Vec<Holding>> {
    prop::collection::vec(one_held(), 1..5)
}

pub(crate) fn ask_with(snapshot: &Snapshot, holdings: Vec<Holding>) -> Recognition {
    recognise(snapshot, &Question { holdings, destination: country(1), target: None, as_of: day(100) })
}

/// What an answer says, whatever the certificates' numbers.
pub(crate) fn essence(answer: &Recognition, held: &[Holding]) -> impl PartialEq + std::fmt::Debug {
    // Under one name: certificates that differ by the name of the same body stand for each other.
    let held: Vec<Holding> = held
        .iter()
        .map(|one| Holding {
            issuer: one.issuer.as_ref().map(|name| name.replace(ISSUERS[1], ISSUERS[0])),
            ..one.clone()
        })
        .collect();
    let said = answer.answers.iter().map(|one| {
        let mut missing: Vec<_> = one.missing.iter().map(|unit| unit.unit.clone()).collect();
        missing.sort();
        let mut covered: Vec<_> = one
            .covered
            .iter()
            .map(|unit| {
                let mut with: Vec<_> = unit.with.iter().map(|number| held[*number].clone()).collect();
                with.push(held[unit.holding].clone());
                with.sort();
                (unit.unit.clone(), with)
            })
            .collect();
        covered.sort();
        let agreements = one.agreement.iter().chain(&one.further_agreements).map(|one| one.id.clone());
        let rests: BTreeSet<String> = agreements.chain(one.legal_bases.iter().map(|one| one.id.clone())).collect();
        let valid = (one.valid_from, one.valid_until);
        (one.outcome, one.target.clone(), one.decision.clone(), covered, missing, valid, rests)
    });
    (answer.outcome, said.collect::<Vec<_>>())
}
