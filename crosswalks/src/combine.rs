//! Several certificates for one target.

use std::cmp::Reverse;

use crate::{
    answer::{Answer, Outcome, PathStep},
    engine::Finding,
};

/// The best answer that the findings for one target give, alone or together.
///
/// Units of several certificates are put together only where every decision involved allows it.
/// More findings never make the answer worse, and their order does not matter.
pub(crate) fn combine(mut findings: Vec<Finding<'_>>) -> Option<Answer> {
    findings.sort_by_key(|finding| {
        let answer = &finding.answer;
        let rank = (Reverse(answer.outcome), answer.missing.len());
        (rank, finding.decision.id.clone(), finding.holding)
    });
    let mut rest = findings.into_iter();
    let best = rest.next()?;
    let mut answer = best.answer;
    if !best.decision.combines || answer.outcome == Outcome::Refused {
        return Some(answer);
    }
    let mut used = 1;
    for other in rest.filter(|other| other.decision.combines && other.answer.outcome != Outcome::Refused) {
        if add(&mut answer, other.answer) {
            used += 1;
        }
    }
    if used > 1 {
        answer.path.push(PathStep::Combined { count: used });
    }
    if answer.missing.is_empty() && answer.outcome == Outcome::Partial {
        answer.outcome = Outcome::Full;
    }
    Some(answer)
}

/// Takes over what the other covers and this one lacks; says whether there was anything.
fn add(answer: &mut Answer, other: Answer) -> bool {
    let before = answer.covered.len();
    for unit in other.covered {
        if answer.missing.iter().any(|missing| missing.unit == unit.unit) {
            answer.missing.retain(|missing| missing.unit != unit.unit);
            answer.covered.push(unit);
        }
    }
    let added = answer.covered.len() > before;
    if added {
        answer.illustrative |= other.illustrative;
        answer.valid_from = answer.valid_from.max(other.valid_from);
        answer.valid_until = [answer.valid_until, other.valid_until].into_iter().flatten().min();
        if answer.decision != other.decision {
            answer.combined_with.push(other.decision);
        }
    }
    added
}
