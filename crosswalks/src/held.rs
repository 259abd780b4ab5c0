//! What a certificate shows of its standard, and what a decision comes to for whoever holds it.

use std::collections::HashSet;

use competency_frameworks::{ItemKey, Lang, LangMap};

use crate::{
    answer::{MissingView, Outcome, UnitName},
    decision::{Decision, DecisionOutcome},
    question::Holding,
    snapshot::{Snapshot, StandardAt},
};

/// What a certificate lacks of its standard, in the version it was issued on. Without verdicts it shows all
/// of it; with verdicts it shows the units found competent, and no unit that they leave out.
pub(crate) fn lacks(snapshot: &Snapshot, holding: &Holding, standard: Option<StandardAt<'_>>) -> Vec<UnitName> {
    if holding.units.is_empty() {
        return Vec::new();
    }
    let units = standard.iter().flat_map(|at| snapshot.units(at)).filter(|unit| !holding.has(&unit.key));
    let mut lacks: Vec<UnitName> =
        units.map(|unit| UnitName { unit: unit.key.clone(), title: unit.title.clone() }).collect();
    let mut named: HashSet<ItemKey> = lacks.iter().map(|unit| unit.unit.clone()).collect();
    for verdict in holding.units.iter().filter(|verdict| !verdict.competent) {
        // A unit that the registry does not know is still one that was not shown.
        if named.insert(verdict.unit.clone()) {
            lacks.push(UnitName { unit: verdict.unit.clone(), title: untitled(&verdict.unit) });
        }
    }
    lacks
}

/// What stands for the title of a unit that the registry does not know.
pub(crate) fn untitled(unit: &ItemKey) -> LangMap {
    LangMap::new(Lang::spanish(), unit.as_str())
}

/// What a decision comes to. Nothing counts that is not held: a decision that lists no covered units counts
/// the certificate as a whole, and only when it is `whole`.
pub(crate) fn outcome(decision: &Decision, whole: bool, covered: usize, missing: &[MissingView]) -> Outcome {
    let lacks = missing.iter().any(|unit| unit.not_held);
    let nothing = if decision.covers.is_empty() { !whole } else { covered == 0 };
    match decision.outcome {
        DecisionOutcome::Refused => Outcome::Refused,
        _ if nothing => Outcome::NotHeld,
        DecisionOutcome::Full if !missing.is_empty() => Outcome::Partial,
        DecisionOutcome::Provisional if lacks => Outcome::Partial,
        other => other.into(),
    }
}
