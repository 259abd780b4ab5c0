//! Laws of recognition, over random worlds.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests fail loudly")]

mod world;

use std::cmp::Reverse;

use chrono::Days;
use competency_frameworks::{Lang, LangMap};
use crosswalks::{
    AgreementStatus, Answer, Decision, DecisionOutcome, Holding, Information, Outcome, PathStep, Published, Question,
    Recognition, Snapshot, Withdrawal, recognise,
};
use proptest::prelude::*;

use world::{
    COUNTRIES, ISSUERS, STANDARDS, agreement, all, ask_with, country, day, decision, decisions, essence, focused, held,
    holding, is_whole, lasts, limited, one_held, places, published, shape, shows, snapshot, standard, start, units_in,
    versioned, versions, worlds,
};

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
        let mut published = published(more);
        published.agreements.push(agreement(2, day(on + 1), Some(day(0))));
        let after = Snapshot::build(published);
        prop_assert_eq!(all(&before, day(on)), all(&after, day(on)));
    }

    /// Frameworks, decisions and their corrections, each on its day; some certificates are older than all.
    #[test]
    fn an_answer_as_of_a_day_is_what_was_known_on_that_day(
        shapes in worlds(), corrections in worlds(), frameworks in versions(), on in 0..150u64, issued in prop::option::of(0..150u64),
    ) {
        let mut decided = decisions(shapes);
        for (n, correction) in corrections.into_iter().enumerate().take(decided.len()) {
            let next = decision(decided[n].id.clone(), 2, correction);
            decided.push(Decision { published_on: next.published_on.max(decided[n].published_on), ..next });
        }
        let all = versioned(&frameworks);
        let world = |until| {
            let packages = all.iter().filter(|one| one.version.published_on <= until).cloned().collect();
            let decisions = decided.iter().filter(|one| one.published_on <= until).cloned().collect();
            let agreements = vec![agreement(1, start(), None)];
            Snapshot::build(Published { packages, decisions, agreements, ..Published::default() })
        };
        let (then, now) = (world(day(on)), world(day(150)));
        for from in places() {
            for to in 0..COUNTRIES.len() {
                let held = Holding { issued_on: issued.map(day), ..holding(from) };
                let question = Question { holdings: vec![held], destination: country(to), target: None, as_of: day(on) };
                prop_assert_eq!(recognise(&then, &question), recognise(&now, &question));
            }
        }
    }

    #[test]
    fn a_standard_that_was_ever_listed_resolves_with_its_units_and_says_whether_it_is_listed(
        frameworks in versions(), on in 0..150u64,
    ) {
        let all = versioned(&frameworks);
        let world = Snapshot::build(Published { packages: all.clone(), ..Published::default() });
        for place in places() {
            let wanted = standard(place);
            let lists = |package: &&competency_frameworks::Package| package.items.iter().any(|item| item.key == wanted.standard);
            let mut known: Vec<_> = all.iter()
                .filter(|one| one.framework.id == wanted.framework && one.version.published_on <= day(on)).collect();
            known.sort_by_key(|one| one.version.published_on);
            let found = world.resolve(&wanted.framework, &wanted.standard, day(on));
            prop_assert_eq!(found.is_some(), known.iter().any(lists));
            if let Some(at) = found {
                prop_assert_eq!(at.listed, known.last().is_some_and(lists));
                prop_assert_eq!(world.units(&at).count(), units_in(place));
            }
        }
    }

    #[test]
    fn ending_an_agreement_leaves_the_decisions_taken_under_it(shapes in worlds()) {
        let before = snapshot(decisions(shapes.clone()));
        let mut published = published(decisions(shapes));
        published.agreements.push(agreement(2, day(50), Some(day(60))));
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
        let again = Decision { version: 3, published_on: from + Days::new(31), effective_from: from + Days::new(31), ..taken_back.clone() };
        more.push(again.clone());
        let after = snapshot(more);
        let restored = all(&after, again.published_on);
        let stands = restored.iter().flat_map(|(.., answer)| &answer.answers).any(|one| {
            std::iter::once(&one.decision).chain(&one.combined_with).any(|view| (&view.id, view.version) == (&again.id, 3))
        });
        let rivals = decisions.iter().filter(|one| {
            (&one.source_standard, one.destination) == (&taken_back.source_standard, taken_back.destination)
        });
        let alone = rivals.count() == 1;
        prop_assert!(stands || !alone, "a version after the withdrawal takes effect");
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
                    // Once it is known that it will end, one that lasts longer is named before it.
                    let outlasted = on >= published_on && !alone;
                    prop_assert!(standing == named || outlasted);
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
            prop_assert!(same.is_some());
            let worth = |answer: &Answer| (answer.outcome, Reverse(answer.missing.len()), lasts(answer, day(100)));
            prop_assert!(same.is_some_and(|same| worth(same) >= worth(answer)), "no less, and no shorter");
        }
    }

    /// A unit that no verdict names is not held, nor is a certificate whole that lacks one.
    #[test]
    fn nothing_counts_that_is_not_held(shapes in focused(), held in one_held()) {
        // Each decision by itself: what several give together is held by the laws about several.
        let alone = |one| Decision { combines: false, ..one };
        let decisions: Vec<Decision> = limited(shapes).into_iter().map(alone).collect();
        let world = snapshot(decisions.clone());
        for answer in ask_with(&world, vec![held.clone()]).answers {
            let decision = decisions.iter().find(|one| one.id == answer.decision.id).unwrap();
            let shown = decision.covers.iter().filter(|one| shows(&held, one)).count();
            let (all, none) = match decision.covers.len() {
                0 => (is_whole(&held), !is_whole(&held)),
                covers => (shown == covers, shown == 0),
            };
            prop_assert_eq!(answer.covered.len(), shown);
            let expected = match decision.outcome {
                DecisionOutcome::Refused => Outcome::Refused,
                _ if none => Outcome::NotHeld,
                DecisionOutcome::Full if all => Outcome::Full,
                DecisionOutcome::Provisional if all => Outcome::Provisional,
                _ => Outcome::Partial,
            };
            prop_assert_eq!(answer.outcome, expected);
            let lacking = answer.missing.iter().filter(|unit| unit.not_held).count();
            prop_assert_eq!(lacking + shown, decision.covers.len());
            let said = answer.path.iter().any(|step| matches!(step, PathStep::NotWhole { .. } | PathStep::UnitsNotHeld { .. }));
            prop_assert_eq!(said, lacking > 0 || answer.outcome == Outcome::NotHeld, "what is lacking is said");
        }
    }

    #[test]
    fn a_target_that_is_asked_about_gets_every_decision_about_it_and_is_told_of_the_others(
        shapes in focused(), held in one_held(), number in 0..STANDARDS,
    ) {
        let decisions = limited(shapes);
        let world = snapshot(decisions.clone());
        let open = ask_with(&world, vec![held.clone()]);
        let target = Some(standard((1, number)));
        let question =
            Question { holdings: vec![held.clone()], destination: country(1), target: target.clone(), as_of: day(100) };
        let asked = recognise(&world, &question);
        let about = |answer: &&Answer| answer.decision.target.is_none() || answer.decision.target == target;
        prop_assert_eq!(open.answers.iter().filter(about).collect::<Vec<_>>(), asked.answers.iter().collect::<Vec<_>>());
        let own = |one: &&Decision| one.source_standard.standard.as_str() == held.code;
        let stands = |one: &&Decision| one.valid_until().is_none_or(|last| last >= day(100));
        let other = |one: &&Decision| one.target.is_some() && one.target != target;
        for decision in decisions.iter().filter(own).filter(stands).filter(other) {
            let told = asked.information.iter().any(|fact| {
                matches!(fact, Information::OtherTarget { decision: view, .. } if view.id == decision.id)
            });
            prop_assert!(told, "{} is about another target", decision.id);
        }
        for found in [&open, &asked] {
            let said = found.summary.en.ends_with(": no authority has decided on this certificate.");
            prop_assert_eq!(said, decisions.iter().filter(own).count() == 0, "only where it is so");
        }
    }

    #[test]
    fn an_answer_names_every_agreement_and_legal_basis_that_it_rests_on(shapes in focused(), held in held()) {
        let decisions = limited(shapes);
        let world = snapshot(decisions.clone());
        for answer in ask_with(&world, held).answers {
            for view in std::iter::once(&answer.decision).chain(&answer.combined_with) {
                let decision = decisions.iter().find(|one| one.id == view.id).unwrap();
                let under = decision.agreement.as_ref();
                let named = |id: &String| {
                    let step = PathStep::Agreement { id: id.clone() };
                    answer.agreement.iter().chain(&answer.further_agreements).any(|one| one.id == *id) && answer.path.contains(&step)
                };
                prop_assert!(under.is_none_or(named));
                for basis in &decision.legal_bases {
                    let step = PathStep::LegalBasis { id: basis.clone() };
                    prop_assert!(answer.legal_bases.iter().any(|one| one.id == *basis) && answer.path.contains(&step));
                }
            }
            prop_assert_eq!(answer.path.len(), answer.sentences.len());
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
                prop_assert!(!unit.by.is_empty() || holders.iter().all(|holder| is_whole(holder)));
            }
        }
    }
}
