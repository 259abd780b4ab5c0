//! What the engine answers about the demonstration's four cases, and about holders who lack units.

use competency_frameworks::ItemKey;
use crosswalks::{
    AgreementStatus, Holding, Information, Issuer, Outcome, PathStep, Provisional, Recognition, UnitVerdict,
};

use crate::{ask_in, day, holding, world};

/// A certificate of the day on which the demonstration's people were assessed.
fn of_march(framework: &str, code: &str) -> Holding {
    Holding { issued_on: Some(day("2026-03-14")), ..holding(framework, code) }
}

fn ask(holdings: Vec<Holding>, destination: &str, on: &str) -> Recognition {
    ask_in(&world(), holdings, destination, None, on)
}

#[test]
fn the_electrician_from_cucuta_counts_in_part_in_quito() {
    let result = ask(vec![of_march("co-sena-nscl", " 280101175\u{a0}")], "EC", "2026-11-22");
    assert_eq!(result.outcome, Outcome::Partial);
    let answer = &result.answers[0];
    assert_eq!(answer.target.as_ref().unwrap().code, "ilustrativo-EL-02");
    assert_eq!((answer.covered.len(), answer.missing.len()), (3, 1));
    let missing = &answer.missing[0];
    assert_eq!(missing.title.official_text(), "Aplicar la norma ecuatoriana de construcción");
    assert_eq!(missing.close.as_ref().unwrap().hours, Some(8));
    assert!(!missing.not_held);
    assert_eq!(answer.decision.number, "Resolución 014-2026");
    assert_eq!(answer.agreement.as_ref().unwrap().status, AgreementStatus::Pilot);
    assert!(answer.legal_bases.iter().all(|basis| basis.applies));
    assert!(answer.illustrative && answer.decision.illustrative);
    assert_eq!(result.ask[0].id, "mdt-ec");
    assert_eq!(result.information, []);
}

#[test]
fn before_the_decision_was_published_nobody_had_examined_it() {
    let before = ask(vec![of_march("co-sena-nscl", "280101175")], "EC", "2026-04-30");
    assert_eq!(before.outcome, Outcome::NotExamined);
    assert!(before.answers.is_empty());
    let kinds: Vec<&str> = before
        .information
        .iter()
        .map(|fact| match fact {
            Information::Mapping { .. } => "mapping",
            Information::SameOccupation { .. } => "occupation",
            Information::Agreement { .. } => "agreement",
            Information::EndedDecision { .. } => "ended",
            Information::OtherIssuers { .. } => "others",
            Information::OtherTarget { .. } => "another target",
        })
        .collect();
    assert_eq!(kinds, ["mapping", "occupation", "occupation", "agreement"]);
    assert!(before.ask.iter().any(|authority| authority.id == "mdt-ec"));
}

#[test]
fn a_mexican_certificate_counts_fully_in_one_country_and_for_a_time_in_another() {
    let in_colombia = ask(vec![of_march("mx-conocer-ec", "ec0118")], "CO", "2026-11-22");
    assert_eq!(in_colombia.outcome, Outcome::Full);
    assert_eq!(in_colombia.answers[0].covered[0].by.len(), 2);
    let in_ecuador = ask(vec![of_march("mx-conocer-ec", "EC0118")], "EC", "2026-11-22");
    assert_eq!(in_ecuador.outcome, Outcome::Provisional);
    let answer = &in_ecuador.answers[0];
    assert_eq!(answer.decision.provisional, Some(Provisional::Months(18)));
    assert_eq!(answer.decision.conditions.len(), 2);
    let ended = PathStep::AgreementEnded { id: "demo-mx-ec".to_owned() };
    assert!(answer.path.contains(&ended), "the agreement ended, the decision remains");
}

#[test]
fn refused_and_not_examined_are_different_answers() {
    let refused = ask(vec![of_march("co-sena-nscl", "220601038")], "EC", "2026-11-22");
    assert_eq!(refused.outcome, Outcome::Refused);
    assert!(refused.answers[0].decision.reason.is_some());
    assert!(refused.answers[0].target.is_none());
    let silent = ask(vec![of_march("co-sena-nscl", "220501001")], "EC", "2026-11-22");
    assert_eq!(silent.outcome, Outcome::NotExamined);
    assert!(silent.answers.is_empty());
    assert!(silent.information.iter().all(|fact| matches!(fact, Information::Agreement { .. })));
}

#[test]
fn a_standard_nobody_knows_is_not_examined_and_says_so() {
    let result = ask(vec![of_march("co-sena-nscl", "999999999")], "EC", "2026-11-22");
    assert_eq!(result.outcome, Outcome::NotExamined);
    assert!(result.holdings[0].standard.is_none());
    assert_eq!(result.information, []);
}

#[test]
fn a_holder_who_lacks_a_unit_gets_less_than_the_decision_says() {
    let verdict = |unit: &str, competent| UnitVerdict { unit: ItemKey::parse(unit), competent };
    let mut half = of_march("mx-conocer-ec", "EC0118");
    half.units = vec![verdict("EC0118/U1", true), verdict("EC0118/U2", false), verdict("EC0118/U3", true)];
    let result = ask(vec![half], "CO", "2026-11-22");
    assert_eq!(result.outcome, Outcome::Partial);
    let answer = &result.answers[0];
    assert_eq!(answer.covered.len(), 1);
    assert!(answer.missing.iter().all(|unit| unit.not_held && unit.close.is_some()));
    assert!(answer.path.contains(&PathStep::UnitsNotHeld { count: 2 }));
}

#[test]
fn three_certificates_together_cover_what_none_covers_alone() {
    let codes = ["270401058", "270401053", "270401004"];
    let all = codes.map(|code| of_march("co-sena-nscl", code)).to_vec();
    for one in &all {
        assert_eq!(ask(vec![one.clone()], "EC", "2026-11-22").outcome, Outcome::Partial);
    }
    let together = ask(all, "EC", "2026-11-22");
    assert_eq!(together.outcome, Outcome::Full);
    let answer = &together.answers[0];
    assert_eq!(answer.combined_with.len(), 2);
    let mut by: Vec<usize> = answer.covered.iter().map(|unit| unit.holding).collect();
    by.sort_unstable();
    assert_eq!(by, [0, 1, 2], "each certificate covers its own unit");
}

#[test]
fn a_replaced_norm_still_resolves_and_says_so() {
    let result = ask(vec![of_march("co-sena-nscl", "280101128 v2")], "EC", "2026-11-22");
    let standard = result.holdings[0].standard.as_ref().unwrap();
    assert_eq!(standard.status, competency_frameworks::Status::Replaced);
}

#[test]
fn without_a_version_the_newest_is_taken_and_the_answer_says_so() {
    let result = ask(vec![of_march("co-sena-nscl", "280101182")], "EC", "2026-11-22");
    assert!(result.holdings[0].version_assumed);
    assert_eq!(result.holdings[0].standard.as_ref().unwrap().code, "280101182 v1");
    for version in ["v1", "V1", "1"] {
        let stated = Holding { version: Some(version.to_owned()), ..of_march("co-sena-nscl", "280101182") };
        let stated = ask(vec![stated], "EC", "2026-11-22");
        assert_eq!(stated.holdings[0].standard, result.holdings[0].standard, "{version}");
    }
    let negative = |fact: &Information| matches!(fact, Information::Mapping { not: true, .. });
    assert!(result.information.iter().any(negative), "a negative mapping is told as negative");
}

#[test]
fn a_missing_unit_names_the_nearest_ways_to_close_it_that_bodies_have_published() {
    let open = |on: &str| {
        let result = ask(vec![of_march("co-sena-nscl", "280101175")], "EC", on);
        result.answers[0].missing[0].openings.iter().map(|one| one.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(open("2026-05-10"), Vec::<String>::new(), "nothing was published yet");
    let names = open("2026-11-22");
    assert_eq!(names, ["demo-secap-el-u4-quito", "demo-secap-el-all-guayaquil", "demo-secap-el-u4-online"]);
}

#[test]
fn two_certificates_of_one_standard_together_hold_the_units_that_cover_another() {
    let verdict = |unit: &str, competent| UnitVerdict { unit: ItemKey::parse(unit), competent };
    let half = |first: bool| {
        let units = vec![verdict("EC0118/U1", first), verdict("EC0118/U2", !first), verdict("EC0118/U3", true)];
        Holding { units, ..of_march("mx-conocer-ec", "EC0118") }
    };
    let mut published = world();
    for decision in &mut published.decisions {
        decision.combines = true;
    }
    let ask = |holdings| ask_in(&published, holdings, "CO", None, "2026-11-22");
    assert_eq!(ask(vec![half(true)]).outcome, Outcome::Partial);
    assert_eq!(ask(vec![half(false)]).outcome, Outcome::Partial);
    let both = ask(vec![half(true), half(false)]);
    assert_eq!(both.outcome, Outcome::Full);
    let answer = &both.answers[0];
    let shared = answer.covered.iter().find(|unit| unit.by.len() == 2).unwrap();
    assert_eq!((shared.holding, shared.with.as_slice()), (0, [1].as_slice()));
    assert!(answer.path.contains(&PathStep::Combined { count: 2 }));
    assert!(!answer.path.iter().any(|step| matches!(step, PathStep::UnitsNotHeld { .. })));
}

#[test]
fn every_step_of_the_way_is_said_in_three_languages() {
    let result = ask(vec![of_march("co-sena-nscl", "280101175")], "EC", "2026-11-22");
    assert!(result.summary.es.starts_with("Ecuador: vale para 3 de 4 unidades"), "{}", result.summary.es);
    assert!(result.summary.pt.starts_with("Equador: vale para 3 de 4 unidades"), "{}", result.summary.pt);
    assert!(result.summary.en.starts_with("Ecuador: it counts for 3 of 4 units"), "{}", result.summary.en);
    let answer = &result.answers[0];
    assert_eq!(answer.sentences.len(), answer.path.len());
    let said: Vec<&str> = answer.sentences.iter().map(|one| one.es.as_str()).collect();
    assert!(said[1].ends_with("decidió el 20 de abril de 2026: Resolución 014-2026."), "{said:?}");
    for one in answer.sentences.iter().chain([&result.summary]) {
        for text in [&one.es, &one.pt, &one.en] {
            assert!(text.ends_with('.') && !text.contains('—'), "{text}");
        }
    }
}

#[test]
fn a_decision_that_counts_some_issuers_only_says_so_to_everybody_else() {
    let mut published = world();
    for decision in &mut published.decisions {
        decision.issuers = vec!["sena".to_owned()];
    }
    let also = vec!["did:web:puente.example:orgs:sena".to_owned()];
    published.issuers = vec![Issuer { id: "sena".to_owned(), also, name: "Servicio Nacional".to_owned() }];
    let ask = |issuer: Option<&str>| {
        let own = Holding { issuer: issuer.map(str::to_owned), ..of_march("co-sena-nscl", "280101175") };
        ask_in(&published, vec![own], "EC", None, "2026-11-22")
    };
    let own = ask(Some("did:web:puente.example:orgs:sena"));
    assert_eq!(own.outcome, Outcome::Partial);
    assert_eq!(own.holdings[0].issuer.as_ref().unwrap().id, "sena");
    let answer = &own.answers[0];
    assert!(answer.path.contains(&PathStep::IssuerCounts { holding: 0 }));
    assert!(answer.sentences[0].es.ends_with("; lo expidió Servicio Nacional."), "{}", answer.sentences[0].es);
    assert!(answer.sentences.iter().any(|one| one.en.ends_with("it counts those of Servicio Nacional.")));
    for issuer in [None, Some("did:web:elsewhere.example")] {
        let other = ask(issuer);
        assert_eq!(other.outcome, Outcome::NotExamined, "{issuer:?}");
        let told = other.information.iter().find_map(|fact| match fact {
            Information::OtherIssuers { decision, holding: 0 } => Some(decision),
            _ => None,
        });
        assert_eq!(told.unwrap().issuers[0].name, "Servicio Nacional");
        assert!(other.information.len() > 1, "and what else there is: {issuer:?}");
    }
    assert_eq!(ask(None).holdings[0].issuer, None);
}
