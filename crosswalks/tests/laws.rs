//! Laws of recognition, over random worlds.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests fail loudly")]

use chrono::{Days, NaiveDate};
use competency_frameworks::{Country, Framework, FrameworkVersion, Item, ItemKey, ItemKind, Lang, LangMap, Package};
use crosswalks::{
    Agreement, AgreementStatus, Decision, DecisionOutcome, Holding, Information, Issuer, MissingUnit, Mode, Outcome,
    Party, Published, Question, Recognition, Snapshot, StandardRef, UnitCoverage, UnitVerdict, Withdrawal, recognise,
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

/// One source unit, or two.
fn needed(from: (usize, usize), number: usize, seed: u64) -> Vec<ItemKey> {
    let mut by = vec![unit(from, number)];
    if seed.is_multiple_of(3) {
        by.push(unit(from, (number + 1) % UNITS));
    }
    by
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

fn decisions(shapes: Vec<Shape>) -> Vec<Decision> {
    shapes.into_iter().enumerate().map(|(n, shape)| decision(format!("d{n}"), 1, shape)).collect()
}

/// The names that issuers have here; the second is another name of the first.
const ISSUERS: [&str; 4] = ["one", "did:web:one", "two", "did:web:nobody-knows"];

/// The same decisions, of which about every second counts the certificates of some issuers only.
fn limited(shapes: Vec<Shape>) -> Vec<Decision> {
    let issuers = |seed: u64| -> &[&str] {
        match seed % 4 {
            0 => &ISSUERS[1..2],
            1 => &ISSUERS[2..],
            _ => &[],
        }
    };
    let seeds: Vec<u64> = shapes.iter().map(|shape| shape.4).collect();
    let named = |seed: u64| issuers(seed).iter().map(|name| (*name).to_owned()).collect();
    decisions(shapes).into_iter().zip(seeds).map(|(one, seed)| Decision { issuers: named(seed), ..one }).collect()
}

fn issuers() -> Vec<Issuer> {
    let issuer = |id: &str| Issuer { id: id.to_owned(), also: vec![format!("did:web:{id}")], name: id.to_owned() };
    vec![issuer("one"), issuer("two")]
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

fn snapshot(decisions: Vec<Decision>) -> Snapshot {
    let agreements = vec![agreement(1, start(), None)];
    let issuers = issuers();
    Snapshot::build(Published { packages: packages(), decisions, agreements, issuers, ..Published::default() })
}

fn holding(place: (usize, usize)) -> Holding {
    let StandardRef { framework, standard } = standard(place);
    Holding { framework, code: standard.to_string(), version: None, issued_on: None, issuer: None, units: Vec::new() }
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
    fn withdrawing_is_never_retroactive_unless_the_decision_says_so(
        shapes in worlds(), number in any::<prop::sample::Index>(), published in 0..120u64, delay in 0..40u64, retroactive in any::<bool>(),
    ) {
        prop_assume!(!shapes.is_empty());
        let decisions = decisions(shapes);
        let before = snapshot(decisions.clone());
        let taken_back = &decisions[number.index(decisions.len())];
        let published_on = taken_back.published_on.max(day(published));
        let from = published_on + Days::new(delay);
        let reason = LangMap::new(Lang::spanish(), "a reason");
        let mut more = decisions.clone();
        more.push(Decision {
            version: 2,
            published_on,
            withdrawal: Some(Withdrawal { from, retroactive, reason }),
            ..taken_back.clone()
        });
        let after = snapshot(more);
        let touched = |from: (usize, usize), to: usize| {
            taken_back.source_standard == standard(from) && taken_back.destination == country(to)
        };
        for on in [taken_back.published_on, published_on, from.pred_opt().unwrap(), from, from + Days::new(30)] {
            for ((place, to, old), (_, _, now)) in all(&before, on).into_iter().zip(all(&after, on)) {
                let gone = (retroactive || on >= from) && on >= taken_back.published_on;
                let named = now.answers.iter().any(|answer| answer.decision.id == taken_back.id);
                if !touched(place, to) {
                    prop_assert_eq!(old, now);
                } else if gone {
                    prop_assert!(!named, "it no longer holds on {}", on);
                    prop_assert!(!now.answers.is_empty() || now.information.iter().any(|fact| matches!(
                        fact, Information::EndedDecision { withdrawal: Some(_), .. }
                    )), "what was taken back is told as information");
                } else {
                    prop_assert_eq!(old.outcome, now.outcome);
                    let standing = old.answers.iter().any(|answer| answer.decision.id == taken_back.id);
                    prop_assert_eq!(standing, named);
                }
            }
        }
    }

}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn more_certificates_never_make_an_outcome_worse(
        shapes in focused(), held in held(), extra in one_held(),
    ) {
        let world = snapshot(limited(shapes));
        let fewer = ask_with(&world, held.clone());
        let more = ask_with(&world, held.into_iter().chain([extra]).collect());
        prop_assert!(more.outcome >= fewer.outcome);
        for answer in &fewer.answers {
            let same = more.answers.iter().find(|one| one.target == answer.target && (one.target.is_some() || one.decision == answer.decision));
            prop_assert!(same.is_some_and(|same| same.outcome >= answer.outcome));
        }
    }

    #[test]
    fn the_order_of_certificates_does_not_matter(
        shapes in focused(), held in held(), seed in any::<u64>(),
    ) {
        let world = snapshot(limited(shapes));
        let mut shuffled = held.clone();
        let length = shuffled.len();
        shuffled.rotate_left(usize::try_from(seed % 8).unwrap() % length);
        if seed % 2 == 0 {
            shuffled.reverse();
        }
        let (forth, back) = (ask_with(&world, held.clone()), ask_with(&world, shuffled.clone()));
        prop_assert_eq!(essence(&forth, &held), essence(&back, &shuffled));
    }

    #[test]
    fn a_certificate_of_an_unknown_issuer_never_does_better_than_the_same_of_a_known_one(
        shapes in focused(), held in held(), which in any::<prop::sample::Index>(), issuer in 0..ISSUERS.len(),
    ) {
        let world = snapshot(limited(shapes));
        let ask = |issuer: Option<&str>| {
            let mut held = held.clone();
            let place = which.index(held.len());
            held[place].issuer = issuer.map(ToOwned::to_owned);
            ask_with(&world, held)
        };
        let (unknown, known) = (ask(None), ask(Some(ISSUERS[issuer])));
        prop_assert!(unknown.outcome <= known.outcome);
        for answer in &unknown.answers {
            let same = known.answers.iter().find(|one| one.target == answer.target && (one.target.is_some() || one.decision == answer.decision));
            prop_assert!(same.is_some_and(|same| same.outcome >= answer.outcome));
        }
        prop_assert_eq!(&ask(Some(ISSUERS[0])).answers, &ask(Some(ISSUERS[1])).answers, "two names of one body");
    }

    #[test]
    fn every_covered_unit_names_certificates_that_cover_it(shapes in focused(), held in held()) {
        let decisions = limited(shapes);
        let world = snapshot(decisions.clone());
        for answer in ask_with(&world, held.clone()).answers {
            let used = std::iter::once(&answer.decision).chain(&answer.combined_with);
            let used: Vec<_> = used.filter_map(|view| decisions.iter().find(|one| one.id == view.id)).collect();
            for unit in &answer.covered {
                let holders: Vec<&Holding> =
                    std::iter::once(&unit.holding).chain(&unit.with).map(|number| &held[*number]).collect();
                let allowed = used.iter().any(|decision| {
                    decision.covers.iter().any(|one| one.unit == unit.unit && one.by == unit.by)
                        && holders.iter().all(|holder| holder.code == decision.source_standard.standard.as_str())
                        && holders.iter().all(|holder| world.counts_issuer(decision, holder.issuer.as_deref()))
                });
                prop_assert!(allowed, "a decision that was used covers {} so", unit.unit);
                prop_assert!(unit.by.iter().all(|by| holders.iter().any(|holder| holder.has(by))));
            }
        }
    }
}

/// Worlds about one target, in which certificates of two standards meet.
fn focused() -> impl Strategy<Value = Vec<Shape>> {
    // Mostly decisions in part that allow others beside them: there is most to get wrong.
    let outcome = prop_oneof![4 => Just(1usize), 1 => 0..4usize, 2 => Just(2usize)];
    let shape = (0..2usize, outcome, 1..UNITS, 0..100u64, prop::bool::weighted(0.8));
    prop::collection::vec(
        shape.prop_map(|(from, outcome, covered, published, combines)| {
            ((0, from), (1, 0), outcome, covered, published, combines)
        }),
        1..7,
    )
}

/// A certificate of one of the two standards, of some issuer or nobody knows whose, with verdicts on its
/// units or without.
fn one_held() -> impl Strategy<Value = Holding> {
    let verdicts = prop::option::of(prop::collection::vec(any::<bool>(), UNITS));
    let issuer = prop::option::of(prop::sample::select(ISSUERS.to_vec()));
    (0..2usize, verdicts, issuer).prop_map(|(number, verdicts, issuer)| {
        let issuer = issuer.map(ToOwned::to_owned);
        let verdicts = verdicts.into_iter().flatten().enumerate();
        let units = verdicts.map(|(n, competent)| UnitVerdict { unit: unit((0, number), n), competent }).collect();
        Holding { units, issuer, ..holding((0, number)) }
    })
}

fn held() -> impl Strategy<Value = Vec<Holding>> {
    prop::collection::vec(one_held(), 1..5)
}

fn ask_with(snapshot: &Snapshot, holdings: Vec<Holding>) -> Recognition {
    recognise(snapshot, &Question { holdings, destination: country(1), target: None, as_of: day(100) })
}

/// What an answer says, whatever the certificates' numbers.
fn essence(answer: &Recognition, held: &[Holding]) -> impl PartialEq + std::fmt::Debug {
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
        (one.outcome, one.target.clone(), one.decision.clone(), covered, missing, one.valid_from, one.valid_until)
    });
    (answer.outcome, said.collect::<Vec<_>>())
}
