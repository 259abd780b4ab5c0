//! What is held and what is not, which target is asked about, and how long an answer holds.

use competency_frameworks::{ItemKey, ItemKind};
use crosswalks::{
    Decision, DecisionOutcome, Holding, Information, Outcome, PathStep, Published, Recognition, StandardRef,
    UnitCoverage, UnitVerdict,
};

use crate::{ask_in, day, holding, world};

/// A certificate, with a verdict on each of these units.
fn held(framework: &str, code: &str, verdicts: &[(&str, bool)]) -> Holding {
    let verdict = |(unit, competent): &(&str, bool)| UnitVerdict {
        unit: ItemKey::parse(&format!("{code}/{unit}")),
        competent: *competent,
    };
    Holding { units: verdicts.iter().map(verdict).collect(), ..holding(framework, code) }
}

fn mexican(verdicts: &[(&str, bool)]) -> Holding {
    held("mx-conocer-ec", "EC0118", verdicts)
}

fn target(framework: &str, key: &str) -> StandardRef {
    StandardRef { framework: framework.parse().unwrap(), standard: ItemKey::parse(key) }
}

fn ask(published: &Published, holdings: Vec<Holding>, destination: &str, target: Option<StandardRef>) -> Recognition {
    ask_in(published, holdings, destination, target, "2026-11-22")
}

/// The decision about this standard for this country.
fn decided<'a>(published: &'a mut Published, standard: &str, destination: &str) -> &'a mut Decision {
    let mut all = published.decisions.iter_mut();
    all.find(|one| one.source_standard.standard.as_str() == standard && one.destination.as_str() == destination)
        .unwrap()
}

/// A world in which EC0118 counts in Ecuador, in full, as a standard that has no units.
fn without_units() -> Published {
    let mut published = world();
    let package = published.packages.iter_mut().find(|one| one.framework.id.as_str() == "ec-secap").unwrap();
    package.items.retain(|item| item.kind == ItemKind::Standard);
    let decision = decided(&mut published, "EC0118", "EC");
    (decision.outcome, decision.provisional) = (DecisionOutcome::Full, None);
    (decision.covers, decision.missing) = (Vec::new(), Vec::new());
    published
}

#[test]
fn a_target_without_units_counts_only_for_a_whole_certificate() {
    let published = without_units();
    let outcome = |verdicts: &[(&str, bool)]| ask(&published, vec![mexican(verdicts)], "EC", None).outcome;
    assert_eq!(outcome(&[]), Outcome::Full);
    assert_eq!(outcome(&[("U1", true), ("U2", true), ("U3", true)]), Outcome::Full);
    assert_eq!(outcome(&[("U1", false), ("U2", false), ("U3", false)]), Outcome::NotHeld);
    assert_eq!(outcome(&[("U1", true), ("U2", true)]), Outcome::NotHeld, "a unit that is left out is not held");
    let answer = ask(&published, vec![mexican(&[("U1", true), ("U2", false), ("U3", true)])], "EC", None);
    let lacking = answer.answers[0].path.iter().find_map(|step| match step {
        PathStep::NotWhole { holding: 0, units } => Some(units),
        _ => None,
    });
    let lacking: Vec<&str> = lacking.unwrap().iter().map(|one| one.unit.as_str()).collect();
    assert_eq!(lacking, ["EC0118/U2"]);
    assert!(answer.summary.es.contains("solo el certificado completo vale como"), "{}", answer.summary.es);
    assert!(answer.summary.pt.contains("só o certificado completo vale como"), "{}", answer.summary.pt);
    assert!(answer.summary.en.contains("only the whole certificate counts as"), "{}", answer.summary.en);
}

#[test]
fn a_provisional_decision_counts_only_what_is_held() {
    let outcome = |verdicts: &[(&str, bool)]| {
        let answer = ask(&world(), vec![mexican(verdicts)], "EC", None);
        (answer.outcome, answer.answers[0].covered.len())
    };
    assert_eq!(outcome(&[]).0, Outcome::Provisional);
    assert_eq!(outcome(&[("U1", true), ("U2", true), ("U3", true)]).0, Outcome::Provisional);
    assert_eq!(outcome(&[("nobody-knows", false)]), (Outcome::NotHeld, 0));
    assert_eq!(outcome(&[("U1", false), ("U2", true), ("U3", false)]), (Outcome::Partial, 1));
}

#[test]
fn what_the_certificate_as_a_whole_covers_needs_all_its_units() {
    let mut published = world();
    for coverage in &mut decided(&mut published, "EC0118", "CO").covers {
        coverage.by.clear();
    }
    let outcome = |verdicts: &[(&str, bool)]| ask(&published, vec![mexican(verdicts)], "CO", None).outcome;
    assert_eq!(outcome(&[]), Outcome::Full);
    assert_eq!(outcome(&[("U1", true)]), Outcome::NotHeld, "units that are not listed are not held");
    assert_eq!(outcome(&[("U1", true), ("U2", false)]), Outcome::NotHeld);
    assert_eq!(outcome(&[("U1", true), ("U2", true), ("U3", true)]), Outcome::Full);
}

#[test]
fn who_holds_nothing_of_what_counts_is_told_what_is_missing() {
    let answer = ask(&world(), vec![held("co-sena-nscl", "280101175", &[("U1", false)])], "EC", None);
    assert_eq!((answer.outcome, answer.answers[0].covered.len()), (Outcome::NotHeld, 0));
    assert_eq!(answer.answers[0].missing.iter().filter(|unit| unit.not_held).count(), 3);
    let summary = answer.summary;
    assert!(
        summary.es.contains("no muestra nada de lo que vale") && summary.es.ends_with("faltan: 4."),
        "{}",
        summary.es
    );
    assert!(summary.pt.contains("não mostra nada do que vale") && summary.pt.ends_with("faltam: 4."), "{}", summary.pt);
    assert!(
        summary.en.contains("shows nothing of what counts") && summary.en.ends_with("missing: 4."),
        "{}",
        summary.en
    );
}

#[test]
fn units_that_a_later_version_added_are_not_lacking_on_an_older_certificate() {
    let mut published = without_units();
    let mut next = published.packages.iter().find(|one| one.framework.id.as_str() == "mx-conocer-ec").unwrap().clone();
    next.version.label = "next".to_owned();
    next.version.published_on = day("2026-06-01");
    let unit = next.items.iter().find(|item| item.key.as_str() == "EC0118/U3").unwrap().clone();
    next.items.push(competency_frameworks::Item { key: ItemKey::parse("EC0118/U4"), ..unit });
    published.packages.push(next);
    let verdicts = [("U1", true), ("U2", true), ("U3", true)];
    let issued = Holding { issued_on: Some(day("2026-03-14")), ..mexican(&verdicts) };
    assert_eq!(ask(&published, vec![issued], "EC", None).outcome, Outcome::Full);
    assert_eq!(ask(&published, vec![mexican(&verdicts)], "EC", None).outcome, Outcome::NotHeld);
}

#[test]
fn a_refusal_that_names_no_target_answers_for_every_target() {
    let certificate = || vec![held("co-sena-nscl", "220601038", &[])];
    let refused = ask(&world(), certificate(), "EC", Some(target("ec-secap", "ilustrativo-EL-02")));
    assert_eq!(refused.outcome, Outcome::Refused);
    assert_eq!(refused.answers, ask(&world(), certificate(), "EC", None).answers);
}

#[test]
fn a_decision_for_another_target_is_information_and_nobody_decided_is_not_said() {
    let certificate = || vec![held("co-sena-nscl", "280101175", &[])];
    let other = ask(&world(), certificate(), "EC", Some(target("ec-secap", "ilustrativo-EL-01")));
    assert_eq!(other.outcome, Outcome::NotExamined);
    let told = other.information.iter().find_map(|fact| match fact {
        Information::OtherTarget { decision, target, .. } => Some((decision, target.as_ref())),
        _ => None,
    });
    let (decision, about) = told.unwrap();
    assert_eq!(decision.number, "Resolución 014-2026");
    assert_eq!(about.unwrap().code, "ilustrativo-EL-02");
    assert!(other.summary.es.ends_with("para el estándar pedido; sí para otro."), "{}", other.summary.es);
    assert!(other.summary.pt.ends_with("para o padrão pedido; para outro, sim."), "{}", other.summary.pt);
    assert!(other.summary.en.ends_with("for the standard asked about; one has for another."), "{}", other.summary.en);
    let silent = ask(&world(), vec![held("co-sena-nscl", "220501001", &[])], "EC", None);
    assert!(silent.summary.es.ends_with("ninguna autoridad ha decidido sobre este certificado."));
}

/// Two decisions in full for one target, each on another standard: one ends, under another agreement.
fn two_for_one_target() -> (Published, Holding, Holding) {
    let mut published = world();
    let open = Decision {
        combines: true,
        effective_until: None,
        agreement: Some("sena-secap-pilot".to_owned()),
        legal_bases: vec!["can-decision-545".to_owned()],
        ..decided(&mut published, "280101175", "EC").clone()
    };
    let (unit, rest) = (open.covers[0].clone(), open.covers[1..].to_vec());
    let whole = |coverage: &UnitCoverage| UnitCoverage { by: Vec::new(), ..coverage.clone() };
    let missing = |coverage: &UnitCoverage| crosswalks::MissingUnit { unit: coverage.unit.clone(), close: None };
    let limited = Decision {
        id: "zz-limited".to_owned(),
        number: "Resolución 2".to_owned(),
        source_standard: target("mx-conocer-ec", "EC0118"),
        effective_until: Some(day("2026-11-30")),
        agreement: Some("demo-mx-ec".to_owned()),
        legal_bases: vec!["mercosur-residence".to_owned()],
        covers: rest.iter().map(whole).collect(),
        missing: vec![missing(&unit)],
        ..open.clone()
    };
    let open = Decision { covers: vec![whole(&unit)], missing: rest.iter().map(missing).collect(), ..open };
    published.decisions = vec![open, limited];
    (published, held("co-sena-nscl", "280101175", &[]), mexican(&[]))
}

#[test]
fn an_answer_of_several_names_every_agreement_and_every_legal_basis() {
    let (published, a, b) = two_for_one_target();
    for order in [[a.clone(), b.clone()], [b, a]] {
        let answer = &ask(&published, order.to_vec(), "EC", None).answers[0];
        assert_eq!((answer.outcome, answer.missing.len()), (Outcome::Full, 0));
        assert_eq!(answer.valid_until, Some(day("2026-11-30")));
        let mut agreements: Vec<&str> =
            answer.agreement.iter().chain(&answer.further_agreements).map(|one| one.id.as_str()).collect();
        agreements.sort_unstable();
        assert_eq!(agreements, ["demo-mx-ec", "sena-secap-pilot"]);
        for id in ["can-decision-545", "mercosur-residence"] {
            assert!(answer.legal_bases.iter().any(|one| one.id == id), "{id}");
            let led = |step: &PathStep| matches!(step, PathStep::LegalBasis { id: one } | PathStep::LegalBasisNotApplicable { id: one } if one == id);
            assert!(answer.path.iter().any(led), "{id}");
        }
        let agreed = |step: &&PathStep| matches!(step, PathStep::Agreement { .. } | PathStep::AgreementEnded { .. });
        assert_eq!(answer.path.iter().filter(agreed).count(), 2);
        assert!(answer.sentences.iter().all(|one| !one.es.contains("demo-") && !one.es.contains("sena-secap")));
    }
}

#[test]
fn a_further_certificate_never_makes_the_recognition_end_sooner() {
    let (mut published, a, b) = two_for_one_target();
    for decision in &mut published.decisions {
        decision.outcome = DecisionOutcome::Full;
        let missing = std::mem::take(&mut decision.missing);
        let covered = missing.into_iter().map(|one| UnitCoverage { unit: one.unit, by: Vec::new(), close: None });
        decision.covers.extend(covered);
    }
    // The one that ends comes first by its id.
    published.decisions[1].id = "a-limited".to_owned();
    for order in [vec![a.clone()], vec![a.clone(), b.clone()], vec![b.clone(), a]] {
        let answer = ask(&published, order, "EC", None);
        assert_eq!((answer.outcome, answer.answers[0].valid_until), (Outcome::Full, None));
    }
    assert_eq!(ask(&published, vec![b], "EC", None).answers[0].valid_until, Some(day("2026-11-30")));
}
