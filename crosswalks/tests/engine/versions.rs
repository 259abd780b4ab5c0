//! Versions: of frameworks that drop a standard or come later, of decisions that were taken back, and
//! standards that end by themselves.

use competency_frameworks::{FrameworkVersion, ItemKey, Lang, LangMap, Package, Status};
use crosswalks::{Decision, Holding, Information, Outcome, PathStep, Published, Recognition, Snapshot, Withdrawal};

use crate::{ask_in, day, holding, world};

fn ask(published: &Published, holding: Holding, destination: &str, on: &str) -> Recognition {
    ask_in(published, vec![holding], destination, None, on)
}

/// The next version of a framework, without a standard and all that is part of it.
fn without(published: &Published, framework: &str, key: &str, on: &str) -> Package {
    let mut next = published.packages.iter().find(|one| one.framework.id.as_str() == framework).unwrap().clone();
    next.version = FrameworkVersion { label: format!("without {key}"), published_on: day(on) };
    let part = format!("{key}/");
    next.items.retain(|item| item.key.as_str() != key && !item.key.as_str().starts_with(&part));
    next
}

#[test]
fn a_target_that_is_no_longer_listed_keeps_its_title_and_its_units_and_the_answer_says_so() {
    let mut published = world();
    let old = ask(&published, holding("co-sena-nscl", "280101175"), "EC", "2026-11-22");
    let key = old.answers[0].target.as_ref().unwrap().key.clone();
    published.packages.push(without(&published, "ec-secap", key.as_str(), "2026-09-01"));
    let now = ask(&published, holding("co-sena-nscl", "280101175"), "EC", "2026-11-22");
    assert_eq!((now.outcome, &now.summary), (Outcome::Partial, &old.summary));
    let target = now.answers[0].target.as_ref().unwrap();
    assert!(target.no_longer_listed && target.status == Status::Withdrawn);
    assert_eq!(now.answers[0].missing, old.answers[0].missing);
    let place = now.answers[0].path.iter().position(|step| *step == PathStep::TargetNotListed).unwrap();
    let said = &now.answers[0].sentences[place];
    assert_eq!(
        [said.es.as_str(), &said.pt, &said.en],
        [
            "La versión más nueva del catálogo ya no incluye el estándar de destino; la decisión se mantiene.",
            "A versão mais nova do catálogo já não inclui o padrão de destino; a decisão se mantém.",
            "The newest version of the framework no longer lists the destination's standard; the decision remains.",
        ]
    );
    let before = ask(&published, holding("co-sena-nscl", "280101175"), "EC", "2026-08-31");
    assert!(!before.answers[0].path.contains(&PathStep::TargetNotListed));
}

#[test]
fn a_certificate_on_a_standard_that_is_no_longer_listed_resolves_and_says_so() {
    let mut published = world();
    published.packages.push(without(&published, "co-sena-nscl", "280101175", "2026-09-01"));
    let issued = Holding { issued_on: Some(day("2026-03-14")), ..holding("co-sena-nscl", "280101175") };
    for held in [holding("co-sena-nscl", "280101175"), issued] {
        let now = ask(&published, held.clone(), "EC", "2026-11-22");
        let standard = now.holdings[0].standard.as_ref().unwrap();
        assert!(standard.no_longer_listed && standard.status == Status::Withdrawn);
        assert_eq!(now.outcome, Outcome::Partial);
        assert!(now.answers[0].path.contains(&PathStep::StandardNotListed { holding: 0 }));
        assert!(
            now.holdings[0].notes[0].es.starts_with("La versión más nueva del catálogo ya no incluye ese estándar")
        );
        let before = ask(&published, held, "EC", "2026-08-31");
        assert!(!before.holdings[0].standard.as_ref().unwrap().no_longer_listed);
    }
    // Of a standard with versions, the newest listed one is taken, and a stated one that is gone resolves.
    published.packages.push(without(&published, "co-sena-nscl", "280101182 V1", "2026-09-02"));
    let stated = Holding { version: Some("v1".to_owned()), ..holding("co-sena-nscl", "280101182") };
    assert!(ask(&published, stated, "EC", "2026-11-22").holdings[0].standard.as_ref().unwrap().no_longer_listed);
}

#[test]
fn a_framework_that_is_published_later_changes_no_earlier_answer() {
    let published = world();
    let mut later = published.clone();
    let mut new = published.packages.iter().find(|one| one.framework.id.as_str() == "ec-secap").unwrap().clone();
    new.framework.id = "ec-new".parse().unwrap();
    new.version.published_on = day("2026-11-22");
    later.packages.push(new);
    let question = |published| ask(published, holding("co-sena-nscl", "280101175"), "EC", "2026-04-30");
    assert_eq!(question(&published), question(&later));
    let known = ask(&later, holding("ec-new", "ilustrativo-EL-02"), "CO", "2026-11-21");
    assert_eq!(known.holdings[0].standard, None, "the registry did not know it yet");
    let issued = Holding { issued_on: Some(day("2020-01-01")), ..holding("ec-new", "ilustrativo-EL-02") };
    let found = ask(&later, issued, "CO", "2026-11-22");
    assert!(found.holdings[0].standard.is_some(), "a certificate older than the first published version is found");
}

#[test]
fn a_standard_that_is_itself_no_longer_or_not_yet_in_force_says_so() {
    let mut published = world();
    let ask = |published: &Published, on: &str| ask(published, holding("co-sena-nscl", "270401097 v2"), "EC", on);
    let (last, after) = (ask(&published, "2027-12-23"), ask(&published, "2027-12-24"));
    assert_eq!(last.holdings[0].notes, []);
    assert_eq!(after.holdings[0].standard.as_ref().unwrap().in_force_until, Some(day("2027-12-23")));
    let said = &after.holdings[0].notes[0];
    assert!(said.es.starts_with("Hasta el 23 de diciembre de 2027 estuvo vigente ese estándar;"), "{}", said.es);
    assert!(said.pt.starts_with("Até 23 de dezembro de 2027 esteve em vigor esse padrão;"), "{}", said.pt);
    assert!(said.en.starts_with("Until 23 December 2027 that standard was in force;"), "{}", said.en);
    for item in published.packages.iter_mut().flat_map(|package| &mut package.items) {
        item.in_force_from = Some(day("2026-07-01"));
        item.in_force_until = Some(day("2026-07-31"));
    }
    let path = |on: &str| electrician(&published, on).answers[0].path.clone();
    let (from, until) = (day("2026-07-01"), day("2026-07-31"));
    let early = path("2026-06-30");
    assert!(early.contains(&PathStep::StandardNotYetInForce { holding: 0, from }));
    assert!(early.contains(&PathStep::TargetNotYetInForce { from }));
    let late = path("2026-08-01");
    assert!(late.contains(&PathStep::StandardExpired { holding: 0, until }));
    assert!(late.contains(&PathStep::TargetExpired { until }));
    let on_the_last_day = path("2026-07-31");
    assert!(early.iter().chain(&late).filter(|step| !on_the_last_day.contains(step)).count() == 4);
}

fn electrician(published: &Published, on: &str) -> Recognition {
    ask(published, holding("co-sena-nscl", "280101175"), "EC", on)
}

#[test]
fn a_version_after_a_retroactive_withdrawal_takes_effect() {
    let mut published = world();
    let first = published.decisions.iter().find(|one| one.source_standard.standard.as_str() == "220601038").unwrap();
    let first = Decision { published_on: day("2026-05-01"), effective_from: day("2026-05-01"), ..first.clone() };
    let reason = LangMap::new(Lang::spanish(), "un error");
    let withdrawal = Some(Withdrawal { from: day("2026-06-01"), retroactive: true, reason });
    let back = Decision { version: 2, published_on: day("2026-06-01"), withdrawal, ..first.clone() };
    let again = Decision {
        version: 3,
        published_on: day("2026-07-01"),
        effective_from: day("2026-07-01"),
        withdrawal: None,
        ..first.clone()
    };
    published.decisions.retain(|one| one.id != first.id);
    published.decisions.extend([first.clone(), back]);
    let taken_back = published.clone();
    published.decisions.push(again);
    let answer = |published: &Published, on: &str| ask(published, holding("co-sena-nscl", "220601038"), "EC", on);
    for on in ["2026-05-01", "2026-06-15", "2026-06-30"] {
        let now = answer(&published, on);
        assert_eq!(now, answer(&taken_back, on), "{on}");
        assert_eq!(now.outcome, Outcome::NotExamined, "{on}");
        assert!(matches!(now.information[0], Information::EndedDecision { withdrawal: Some(_), .. }));
    }
    for on in ["2026-07-01", "2026-11-22"] {
        let now = answer(&published, on);
        assert_eq!((now.outcome, now.answers[0].decision.version), (Outcome::Refused, 3), "{on}");
    }
}

#[test]
fn the_units_of_a_standard_are_those_of_the_version_it_was_found_in() {
    let published = world();
    let snapshot = Snapshot::build(published);
    let at = snapshot.resolve(&"mx-conocer-ec".parse().unwrap(), &ItemKey::parse("EC0118"), day("2026-11-22")).unwrap();
    let units: Vec<&str> = snapshot.units(&at).map(|unit| unit.key.as_str()).collect();
    assert_eq!(units, ["EC0118/U1", "EC0118/U2", "EC0118/U3"]);
}
