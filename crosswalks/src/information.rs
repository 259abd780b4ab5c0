//! What exists although nobody decided. Information, never recognition.

use competency_frameworks::Sector;

use crate::{
    answer::{AgreementView, Information},
    engine::{decision_view, has_ended, speaks_of},
    mapping::StandardRef,
    question::Question,
    snapshot::{Snapshot, StandardAt},
};

/// At most so many standards of one occupation group are named.
const SAME_OCCUPATION: usize = 5;

/// Ended decisions, published mappings, standards of the same occupation, running agreements.
pub(crate) fn information(
    snapshot: &Snapshot,
    question: &Question,
    holding: usize,
    reference: &StandardRef,
    standard: Option<StandardAt<'_>>,
) -> Vec<Information> {
    let mut facts: Vec<Information> = ended(snapshot, question, holding, reference).collect();
    facts.extend(mappings(snapshot, question, holding, reference));
    if let Some(standard) = standard {
        facts.extend(same_occupation(snapshot, question, holding, standard));
        facts.extend(agreements(snapshot, question, holding, standard));
    }
    facts
}

fn ended(
    snapshot: &Snapshot,
    question: &Question,
    holding: usize,
    reference: &StandardRef,
) -> impl Iterator<Item = Information> {
    snapshot
        .decisions(reference, question.destination, question.as_of)
        .filter(|decision| has_ended(decision, question.as_of))
        .filter_map(move |decision| {
            Some(Information::EndedDecision {
                holding,
                decision: Box::new(decision_view(snapshot, decision)),
                ended_on: decision.valid_until()?,
                withdrawal: decision.withdrawal.clone(),
            })
        })
}

/// Decisions that count what others issued, and not this one. Told also beside an answer: with another
/// issuer there would be more.
pub(crate) fn other_issuers(
    snapshot: &Snapshot,
    question: &Question,
    holding: usize,
    reference: &StandardRef,
) -> Vec<Information> {
    let issuer = question.holdings.get(holding).and_then(|holding| holding.issuer.as_deref());
    let others = snapshot
        .decisions(reference, question.destination, question.as_of)
        .filter(|decision| !has_ended(decision, question.as_of))
        .filter(|decision| speaks_of(decision, question))
        .filter(|decision| !snapshot.counts_issuer(decision, issuer));
    others
        .map(|decision| Information::OtherIssuers { holding, decision: Box::new(decision_view(snapshot, decision)) })
        .collect()
}

/// Decisions for another target than the one asked about.
pub(crate) fn other_targets(
    snapshot: &Snapshot,
    question: &Question,
    holding: usize,
    reference: &StandardRef,
) -> Vec<Information> {
    if question.target.is_none() {
        return Vec::new();
    }
    let others = snapshot
        .decisions(reference, question.destination, question.as_of)
        .filter(|decision| !has_ended(decision, question.as_of))
        .filter(|decision| !speaks_of(decision, question));
    let told = others.map(|decision| {
        let target = decision.target.as_ref();
        let target = target.and_then(|at| snapshot.resolve(&at.framework, &at.standard, question.as_of));
        let decision = Box::new(decision_view(snapshot, decision));
        Information::OtherTarget { holding, decision, target: target.map(|at| Box::new(at.view())) }
    });
    told.collect()
}

fn mappings<'a>(
    snapshot: &'a Snapshot,
    question: &'a Question,
    holding: usize,
    reference: &'a StandardRef,
) -> impl Iterator<Item = Information> + use<'a> {
    let rows = snapshot
        .mappings_to(question.destination, reference, question.as_of)
        .filter(|(_, row)| row.subject_unit.is_none());
    rows.filter_map(move |(crosswalk, row)| {
        let target = snapshot.resolve(&crosswalk.crosswalk.object_framework, row.object.as_ref()?, question.as_of)?;
        Some(Information::Mapping {
            holding,
            target: target.view(),
            predicate: row.predicate,
            not: row.not,
            confidence: row.confidence,
            crosswalk: format!("{} v{}", crosswalk.crosswalk.id, crosswalk.version),
            published_on: crosswalk.published_on,
            illustrative: crosswalk.crosswalk.illustrative,
        })
    })
}

fn same_occupation(
    snapshot: &Snapshot,
    question: &Question,
    holding: usize,
    standard: StandardAt<'_>,
) -> Vec<Information> {
    let groups = standard.item.isco08.iter();
    let all = groups.flat_map(|group| {
        let there = snapshot.occupation(group, question.destination, question.as_of);
        there.map(move |target| (group, target))
    });
    all.filter(|(_, target)| target.reference() != standard.reference())
        .take(SAME_OCCUPATION)
        .map(|(group, target)| Information::SameOccupation { holding, target: target.view(), isco08: group.clone() })
        .collect()
}

fn agreements(snapshot: &Snapshot, question: &Question, holding: usize, standard: StandardAt<'_>) -> Vec<Information> {
    let Some(origin) = standard.package.framework.country else {
        return Vec::new();
    };
    let reference = standard.reference();
    let sectors: &[Sector] = &standard.item.sectors;
    snapshot
        .agreements_of(question.destination, question.as_of)
        .filter(|agreement| agreement.covers(origin, &reference, sectors, question.destination))
        .filter(|agreement| agreement.status_on(question.as_of).is_running())
        .map(|agreement| Information::Agreement {
            holding,
            agreement: AgreementView {
                id: agreement.id.clone(),
                title: agreement.title.clone(),
                status: agreement.status_on(question.as_of),
                sectors: agreement.sectors.clone(),
                illustrative: agreement.illustrative,
            },
        })
        .collect()
}
