//! Laws of recognition, over random worlds.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests fail loudly")]

use chrono::{Days, NaiveDate};
use competency_frameworks::{Country, Framework, FrameworkVersion, Item, ItemKey, ItemKind, Lang, LangMap, Package};
use crosswalks::{
    Agreement, AgreementStatus, Decision, DecisionOutcome, Holding, MissingUnit, Mode, Outcome, Party, Published,
    Question, Recognition, Snapshot, StandardRef, UnitCoverage, recognise,
};
use proptest::prelude::*;

const COUNTRIES: [&str; 4] = ["CO", "EC", "MX", "PE"];
const STANDARDS: usize = 3;
const UNITS: usize = 3;

fn start() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 1).unwrap()
}

fn day(offset: u64) -> NaiveDate {
    start() + Days::new(offset)
}

fn country(index: usize) -> Country {
    COUNTRIES[index].parse().unwrap()
}

fn standard(place: (usize, usize)) -> StandardRef {
    StandardRef {
        framework: format!("f-{}", COUNTRIES[place.0].to_lowercase()).parse().unwrap(),
        standard: ItemKey::parse(&format!("S{}", place.1)),
    }
}

fn unit(place: (usize, usize), number: usize) -> ItemKey {
    ItemKey::parse(&format!("S{}/U{number}", place.1))
}

fn item(key: ItemKey, parent: Option<ItemKey>) -> Item {
    let kind = if parent.is_some() { ItemKind::Unit } else { ItemKind::Standard };
    let title = LangMap::new(Lang::spanish(), key.as_str());
    Item {
        code: key.as_str().parse().ok(),
        parent,
        isco08: vec!["7411".to_owned()],
        ..Item::new(kind, key, title, "a test")
    }
}

fn packages() -> Vec<Package> {
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
                    let units = (0..UNITS).map(move |n| item(unit(at, n), Some(standard(at).standard)));
                    std::iter::once(item(key, None)).chain(units)
                })
                .collect(),
        })
        .collect()
}

/// A decision's shape: from, to, outcome, units covered, published after so many days, version.
type Shape = ((usize, usize), (usize, usize), usize, usize, u64, bool);

fn shape() -> impl Strategy<Value = Shape> {
    let place = || (0..COUNTRIES.len(), 0..STANDARDS);
    (place(), place(), 0..4usize, 1..=UNITS, 0..100u64, any::<bool>())
}

fn decision(id: String, version: u32, shape: Shape) -> Decision {
    let (from, to, outcome, covered, published, combines) = shape;
    let outcome = DecisionOutcome::ALL[outcome];
    let covered = if outcome == DecisionOutcome::Full { UNITS } else { covered.min(UNITS - 1) };
    let first = usize::try_from(published).unwrap() % UNITS;
    let numbers = (0..UNITS).map(|n| (n + first) % UNITS);
    Decision {
        number: id.clone(),
        id,
        version,
        authority: "somebody".to_owned(),
        source_standard: standard(from),
        destination: country(to.0),
        target: (outcome != DecisionOutcome::Refused).then(|| standard(to)),
        outcome,
        covers: numbers
            .clone()
            .take(covered)
            .map(|n| UnitCoverage { unit: unit(to, n), by: vec![unit(from, n)], close: None })
            .collect(),
        missing: numbers.skip(covered).map(|n| MissingUnit { unit: unit(to, n), close: None }).collect(),
        combines,
        conditions: Vec::new(),
        reason: None,
        provisional: None,
        decided_on: day(published),
        published_on: day(published),
        effective_from: day(published),
        effective_until: None,
        legal_bases: Vec::new(),
        agreement: Some("a".to_owned()),
        illustrative: true,
        source: "a test".to_owned(),
    }
}

fn decisions(shapes: Vec<Shape>) -> Vec<Decision> {
    shapes.into_iter().enumerate().map(|(n, shape)| decision(format!("d{n}"), 1, shape)).collect()
}

fn agreement(version: u32, published_on: NaiveDate, ends_on: Option<NaiveDate>) -> Agreement {
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
        legal_bases: Vec::new(),
        starts_on: None,
        ends_on,
        rule: None,
        illustrative: false,
        source: "a test".to_owned(),
    }
}

fn snapshot(decisions: Vec<Decision>) -> Snapshot {
    let agreements = vec![agreement(1, start(), None)];
    Snapshot::build(Published { packages: packages(), decisions, agreements, ..Published::default() })
}

fn holding(place: (usize, usize)) -> Holding {
    let StandardRef { framework, standard } = standard(place);
    Holding { framework, code: standard.to_string(), version: None, issued_on: None, units: Vec::new() }
}

fn ask(snapshot: &Snapshot, from: &[(usize, usize)], to: usize, on: NaiveDate) -> Recognition {
    let holdings = from.iter().copied().map(holding).collect();
    recognise(snapshot, &Question { holdings, destination: country(to), target: None, as_of: on })
}

/// Every standard asked about in every country.
fn all(snapshot: &Snapshot, on: NaiveDate) -> Vec<((usize, usize), usize, Recognition)> {
    let mut answers = Vec::new();
    for from in (0..COUNTRIES.len()).flat_map(|c| (0..STANDARDS).map(move |s| (c, s))) {
        for to in 0..COUNTRIES.len() {
            answers.push((from, to, ask(snapshot, &[from], to, on)));
        }
    }
    answers
}

fn worlds() -> impl Strategy<Value = Vec<Shape>> {
    prop::collection::vec(shape(), 0..8)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    /// No symmetry, no transitivity: an outcome exists exactly where a decision says so itself.
    #[test]
    fn only_a_decision_on_this_standard_for_this_country_makes_an_outcome(shapes in worlds()) {
        let decisions = decisions(shapes);
        let world = snapshot(decisions.clone());
        for (from, to, answer) in all(&world, day(100)) {
            let decided = decisions.iter().any(|one| one.source_standard == standard(from) && one.destination == country(to));
            prop_assert_eq!(decided, answer.outcome != Outcome::NotExamined);
        }
    }

    #[test]
    fn a_decision_changes_no_answer_but_its_own(shapes in worlds(), added in shape()) {
        let before = snapshot(decisions(shapes.clone()));
        let mut more = decisions(shapes);
        let new = decision("new".to_owned(), 1, added);
        more.push(new.clone());
        let after = snapshot(more);
        let pairs = all(&before, day(100)).into_iter().zip(all(&after, day(100)));
        for ((from, to, old), (_, _, now)) in pairs {
            if new.source_standard != standard(from) || new.destination != country(to) {
                prop_assert_eq!(old, now);
            }
        }
    }

    #[test]
    fn what_is_published_later_changes_no_answer_as_of_an_earlier_day(
        shapes in worlds(), later in worlds(), on in 0..100u64,
    ) {
        let before = snapshot(decisions(shapes.clone()));
        let mut more = decisions(shapes);
        let known = more.len();
        for (n, mut shape) in later.into_iter().enumerate() {
            shape.4 += on + 1;
            // Some are corrections of decisions that exist, some are new.
            let (id, version) = if n < known { (format!("d{n}"), 2) } else { (format!("later{n}"), 1) };
            more.push(decision(id, version, shape));
        }
        let mut published = Published { packages: packages(), decisions: more, ..Published::default() };
        published.agreements = vec![agreement(1, start(), None), agreement(2, day(on + 1), Some(day(0)))];
        let after = Snapshot::build(published);
        prop_assert_eq!(all(&before, day(on)), all(&after, day(on)));
    }

    #[test]
    fn ending_an_agreement_leaves_the_decisions_taken_under_it(shapes in worlds()) {
        let before = snapshot(decisions(shapes.clone()));
        let mut published = Published { packages: packages(), decisions: decisions(shapes), ..Published::default() };
        published.agreements = vec![agreement(1, start(), None), agreement(2, day(50), Some(day(60)))];
        let after = Snapshot::build(published);
        for ((_, _, old), (_, _, now)) in all(&before, day(100)).into_iter().zip(all(&after, day(100))) {
            prop_assert_eq!(old.outcome, now.outcome);
            let units = |answer: &Recognition| {
                answer.answers.iter().map(|one| (one.covered.clone(), one.missing.clone())).collect::<Vec<_>>()
            };
            prop_assert_eq!(units(&old), units(&now));
            for answer in now.answers {
                prop_assert_eq!(answer.agreement.unwrap().status, AgreementStatus::Ended);
            }
        }
    }

    #[test]
    fn more_certificates_never_make_an_outcome_worse(
        shapes in worlds(), held in prop::collection::vec((0..4usize, 0..STANDARDS), 1..4), extra in (0..4usize, 0..STANDARDS), to in 0..4usize,
    ) {
        let world = snapshot(decisions(shapes));
        let fewer = ask(&world, &held, to, day(100));
        let mut more = held;
        more.push(extra);
        let more = ask(&world, &more, to, day(100));
        prop_assert!(more.outcome >= fewer.outcome);
        for answer in &fewer.answers {
            let same = more.answers.iter().find(|one| one.target == answer.target && (one.target.is_some() || one.decision == answer.decision));
            prop_assert!(same.is_some_and(|same| same.outcome >= answer.outcome));
        }
    }

    #[test]
    fn the_order_of_certificates_does_not_matter(
        shapes in worlds(), held in prop::collection::vec((0..4usize, 0..STANDARDS), 1..4), to in 0..4usize,
    ) {
        let world = snapshot(decisions(shapes));
        let forth = ask(&world, &held, to, day(100));
        let back: Vec<_> = held.into_iter().rev().collect();
        let back = ask(&world, &back, to, day(100));
        prop_assert_eq!(forth.outcome, back.outcome);
        let essence = |answer: &Recognition| {
            answer
                .answers
                .iter()
                .map(|one| {
                    let mut missing: Vec<_> = one.missing.iter().map(|unit| unit.unit.clone()).collect();
                    missing.sort();
                    (one.outcome, one.target.clone(), one.decision.clone(), missing)
                })
                .collect::<Vec<_>>()
        };
        prop_assert_eq!(essence(&forth), essence(&back));
    }
}
