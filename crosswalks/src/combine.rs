//! Several certificates for one target.

use std::cmp::{Ordering, Reverse};

use crate::{
    answer::{Answer, CoveredUnit, Outcome, PathStep},
    engine::Finding,
};

/// The best answer that the findings for one target give, alone or together.
///
/// Units of several certificates are put together only where every decision involved allows it.
/// More findings never make the answer worse: whatever fewer of them give stays one of the ways
/// that are compared. Their order does not matter: they are put in order by what they say.
pub(crate) fn combine(mut findings: Vec<Finding<'_>>) -> Option<Answer> {
    findings.sort_by(order);
    let together = |finding: &&Finding<'_>| finding.decision.combines && finding.answer.outcome != Outcome::Refused;
    let all: Vec<&Finding<'_>> = findings.iter().filter(together).collect();
    let lasting: Vec<&Finding<'_>> =
        all.iter().copied().filter(|one| one.answer.outcome != Outcome::Provisional).collect();
    let alone = findings.first()?;
    let mut ways = Vec::new();
    for group in [lasting, all] {
        if group.len() > 1 {
            ways.extend(group.iter().map(|base| put_together(base, &group)));
        }
    }
    ways.sort_by_key(rank);
    let best = ways.into_iter().next().filter(|way| rank(way) < rank(&alone.answer));
    Some(best.unwrap_or_else(|| alone.answer.clone()))
}

/// The better, the smaller.
fn rank(answer: &Answer) -> (Reverse<Outcome>, usize) {
    (Reverse(answer.outcome), answer.missing.len())
}

fn order(a: &Finding<'_>, b: &Finding<'_>) -> Ordering {
    let ranked = rank(&a.answer).cmp(&rank(&b.answer)).then_with(|| a.decision.id.cmp(&b.decision.id));
    ranked.then_with(|| a.holding.cmp(b.holding)).then(a.number.cmp(&b.number))
}

/// What `base` covers, and whatever the others add.
fn put_together(base: &Finding<'_>, group: &[&Finding<'_>]) -> Answer {
    let mut answer = base.answer.clone();
    let mut used = vec![base.number];
    let mut provisional = answer.outcome == Outcome::Provisional;
    let others = || group.iter().filter(|other| !std::ptr::eq(**other, base));
    for other in others() {
        if add(&mut answer, &other.answer) {
            used.push(other.number);
            provisional |= other.answer.outcome == Outcome::Provisional;
        }
    }
    for other in pool(&mut answer, group) {
        used.push(other.number);
        provisional |= other.answer.outcome == Outcome::Provisional;
        join(&mut answer, &other.answer);
    }
    used.sort_unstable();
    used.dedup();
    if used.len() > 1 {
        answer.path.push(PathStep::Combined { count: used.len() });
    }
    if answer.missing.is_empty() {
        answer.outcome = if provisional { Outcome::Provisional } else { Outcome::Full };
    }
    let not_held = answer.missing.iter().filter(|unit| unit.not_held).count();
    answer.path.retain_mut(|step| match step {
        PathStep::UnitsNotHeld { count } => {
            *count = not_held;
            not_held > 0
        }
        _ => true,
    });
    answer
}

/// Takes over what the other covers and this one lacks; says whether there was anything.
fn add(answer: &mut Answer, other: &Answer) -> bool {
    let before = answer.covered.len();
    for unit in &other.covered {
        if answer.missing.iter().any(|missing| missing.unit == unit.unit) {
            answer.missing.retain(|missing| missing.unit != unit.unit);
            answer.covered.push(unit.clone());
        }
    }
    let added = answer.covered.len() > before;
    if added {
        join(answer, other);
    }
    added
}

fn join(answer: &mut Answer, other: &Answer) {
    answer.illustrative |= other.illustrative;
    let led = |step: &&PathStep| {
        matches!(
            step,
            PathStep::Standard { .. }
                | PathStep::VersionAssumed { .. }
                | PathStep::StandardNotInUse { .. }
                | PathStep::Decision { .. }
                | PathStep::IssuerCounts { .. }
        )
    };
    let new: Vec<PathStep> =
        other.path.iter().filter(led).filter(|step| !answer.path.contains(step)).cloned().collect();
    answer.path.extend(new);
    answer.valid_from = answer.valid_from.max(other.valid_from);
    answer.valid_until = [answer.valid_until, other.valid_until].into_iter().flatten().min();
    let known = answer.decision == other.decision || answer.combined_with.contains(&other.decision);
    if !known {
        answer.combined_with.push(other.decision.clone());
    }
}

/// Units that several source units cover, each of them held on another certificate of the standard
/// that the same decision examined. Returns the findings it took.
fn pool<'f, 'a>(answer: &mut Answer, group: &[&'f Finding<'a>]) -> Vec<&'f Finding<'a>> {
    let mut taken = Vec::new();
    for finding in group {
        let same: Vec<&&Finding<'_>> =
            group.iter().filter(|other| std::ptr::eq(other.decision, finding.decision)).collect();
        for coverage in finding.decision.covers.iter().filter(|coverage| coverage.by.len() > 1) {
            let Some(place) = answer.missing.iter().position(|missing| missing.unit == coverage.unit) else { continue };
            let holders: Option<Vec<&&&Finding<'_>>> =
                coverage.by.iter().map(|unit| same.iter().find(|one| one.holding.has(unit))).collect();
            let Some(holders) = holders else { continue };
            let title = answer.missing.remove(place).title;
            let mut with: Vec<usize> = holders.iter().map(|one| one.number).collect();
            with.sort_unstable();
            with.dedup();
            let holding = with.remove(0);
            let (unit, by) = (coverage.unit.clone(), coverage.by.clone());
            answer.covered.push(CoveredUnit { unit, title, by, holding, with });
            taken.extend(group.iter().filter(|one| holders.iter().any(|held| std::ptr::eq(***held, **one))));
        }
    }
    taken
}
