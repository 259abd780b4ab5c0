//! Several certificates for one target.

use std::{
    cmp::{Ordering, Reverse},
    ptr,
};

use chrono::{Months, NaiveDate};
use competency_frameworks::ItemKey;

use crate::{
    answer::{Answer, CoveredUnit, MissingView, Outcome, PathStep},
    decision::{DecisionOutcome, Provisional},
    engine::Finding,
    held::outcome,
};

/// The best answer that the findings for one target give, alone or together.
///
/// Units of several certificates are put together only where every decision involved allows it.
/// More findings never make the answer worse: whatever fewer of them give stays one of the ways
/// that are compared. Their order does not matter: they are put in order by what they say.
pub(crate) fn combine(mut findings: Vec<Finding<'_>>, on: NaiveDate) -> Option<Answer> {
    findings.sort_by(|a, b| order(a, b, on));
    let alone = findings.first()?;
    let together = |one: &&Finding<'_>| one.decision.combines && one.decision.outcome != DecisionOutcome::Refused;
    let all: Vec<&Finding<'_>> = findings.iter().filter(together).collect();
    let lasting: Vec<&Finding<'_>> = all.iter().copied().filter(|one| !is_provisional(one)).collect();
    let ways = [lasting, all].into_iter().filter(|group| group.len() > 1).flat_map(|group| ways(&group, on));
    let better = ways.min_by_key(|way| rank(way, on)).filter(|way| rank(way, on) < rank(&alone.answer, on));
    better.or_else(|| findings.into_iter().next().map(|alone| alone.answer))
}

/// The better, the smaller: by outcome, by units that are missing, by how long it holds.
pub(crate) fn rank(answer: &Answer, on: NaiveDate) -> (Reverse<Outcome>, usize, Reverse<NaiveDate>) {
    (Reverse(answer.outcome), answer.missing.len(), Reverse(lasts(answer, on)))
}

/// The last day that somebody can rely on it who is registered on the day asked about; open: the end of time.
fn lasts(answer: &Answer, on: NaiveDate) -> NaiveDate {
    let decisions = std::iter::once(&answer.decision).chain(&answer.combined_with);
    let each = decisions.filter_map(|decision| match decision.provisional? {
        Provisional::Until(last) => Some(last),
        Provisional::Months(months) => on.checked_add_months(Months::new(months)),
    });
    answer.valid_until.into_iter().chain(each).min().unwrap_or(NaiveDate::MAX)
}

fn is_provisional(finding: &Finding<'_>) -> bool {
    finding.decision.outcome == DecisionOutcome::Provisional
}

fn order(a: &Finding<'_>, b: &Finding<'_>, on: NaiveDate) -> Ordering {
    let ranked = rank(&a.answer, on).cmp(&rank(&b.answer, on)).then_with(|| a.decision.id.cmp(&b.decision.id));
    ranked.then_with(|| a.holding.cmp(b.holding)).then(a.number.cmp(&b.number))
}

/// One way from each decision: all findings of one count the same units in the end.
fn ways(group: &[&Finding<'_>], on: NaiveDate) -> Vec<Answer> {
    let mut ways: Vec<Answer> = Vec::new();
    let mut begun: Vec<&crate::Decision> = Vec::new();
    for base in group {
        if begun.iter().any(|decision| ptr::eq(*decision, base.decision)) {
            continue;
        }
        if let Some(way) = put_together(base, group, on) {
            begun.push(base.decision);
            ways.push(way);
        }
    }
    ways
}

/// What `base` covers, and whatever else the group covers of what it lacks; nothing when the base itself
/// adds nothing to it.
fn put_together(base: &Finding<'_>, group: &[&Finding<'_>], on: NaiveDate) -> Option<Answer> {
    let mut answer = base.answer.clone();
    let mut used: Vec<&Finding<'_>> = Vec::new();
    for unit in std::mem::take(&mut answer.missing) {
        match cover(&unit, base, group, on) {
            Some((covered, by)) => {
                answer.covered.push(covered);
                used.extend(by);
            }
            None => answer.missing.push(unit),
        }
    }
    let alone = if base.decision.covers.is_empty() { base.whole } else { !base.answer.covered.is_empty() };
    if !alone && !used.iter().any(|one| ptr::eq(*one, base)) {
        return None;
    }
    if used.is_empty() {
        return Some(answer);
    }
    used.push(base);
    used.sort_by_key(|one| one.number);
    let mut provisional = false;
    let mut numbers: Vec<usize> = Vec::new();
    for one in used {
        provisional |= is_provisional(one);
        numbers.push(one.number);
        join(&mut answer, &one.answer);
    }
    numbers.dedup();
    if numbers.len() > 1 {
        answer.path.push(PathStep::Combined { count: numbers.len() });
    }
    answer.outcome = match answer.missing.is_empty() {
        true if provisional => Outcome::Provisional,
        true => Outcome::Full,
        false => outcome(base.decision, base.whole, answer.covered.len(), &answer.missing),
    };
    tell_what_is_lacking(&mut answer);
    Some(answer)
}

/// The best way to cover a unit that the base lacks: what holds longest; then the base's own decision, a
/// lasting one, one certificate rather than several.
fn cover<'f, 'a>(
    unit: &MissingView,
    base: &Finding<'_>,
    group: &[&'f Finding<'a>],
    on: NaiveDate,
) -> Option<(CoveredUnit, Vec<&'f Finding<'a>>)> {
    let direct = group.iter().filter_map(|one| {
        let covered = one.answer.covered.iter().find(|covered| covered.unit == unit.unit)?;
        Some((*one, covered.clone(), vec![*one]))
    });
    let mut options: Vec<_> = direct.collect();
    for (place, one) in group.iter().enumerate() {
        let before = group.get(..place).unwrap_or_default();
        if !before.iter().any(|other| ptr::eq(other.decision, one.decision)) {
            options.extend(pool(unit, one, group).map(|(covered, by)| (*one, covered, by)));
        }
    }
    let longest = lasts(&base.answer, on);
    let best = options.into_iter().min_by_key(|(one, covered, _)| {
        let held = lasts(&one.answer, on).min(longest);
        (Reverse(held), !ptr::eq(one.decision, base.decision), is_provisional(one), !covered.with.is_empty())
    });
    best.map(|(_, covered, by)| (covered, by))
}

/// A unit that several source units cover, each of them held on another certificate of the standard that
/// one decision examined.
fn pool<'f, 'a>(
    unit: &MissingView,
    of: &Finding<'_>,
    group: &[&'f Finding<'a>],
) -> Option<(CoveredUnit, Vec<&'f Finding<'a>>)> {
    let several = |coverage: &&crate::UnitCoverage| coverage.by.len() > 1 && coverage.unit == unit.unit;
    let coverage = of.decision.covers.iter().find(several)?;
    let has = |part: &ItemKey| {
        let mut same = group.iter().filter(|one| ptr::eq(one.decision, of.decision));
        same.find(|one| one.holding.has(part)).copied()
    };
    let holders: Vec<&Finding<'_>> = coverage.by.iter().map(has).collect::<Option<_>>()?;
    let mut with: Vec<usize> = holders.iter().map(|one| one.number).collect();
    with.sort_unstable();
    with.dedup();
    let holding = with.remove(0);
    let (unit, title, by) = (unit.unit.clone(), unit.title.clone(), coverage.by.clone());
    Some((CoveredUnit { unit, title, by, holding, with }, holders))
}

/// Takes over what the other rests on; nothing that is there already.
fn join(answer: &mut Answer, other: &Answer) {
    answer.illustrative |= other.illustrative;
    let of_one = |step: &&PathStep| !matches!(step, PathStep::UnitsNotHeld { .. } | PathStep::NotWhole { .. });
    add(&mut answer.path, other.path.iter().filter(of_one));
    answer.valid_from = answer.valid_from.max(other.valid_from);
    answer.valid_until = [answer.valid_until, other.valid_until].into_iter().flatten().min();
    let decision = Some(&other.decision).filter(|one| **one != answer.decision);
    add(&mut answer.combined_with, decision.into_iter());
    let agreement = other.agreement.as_ref().filter(|one| answer.agreement.as_ref() != Some(*one));
    add(&mut answer.further_agreements, agreement.into_iter());
    add(&mut answer.legal_bases, other.legal_bases.iter());
}

fn add<'a, T: Clone + PartialEq + 'a>(all: &mut Vec<T>, more: impl Iterator<Item = &'a T>) {
    for one in more {
        if !all.contains(one) {
            all.push(one.clone());
        }
    }
}

/// The steps about what is lacking, as they are after others were added.
fn tell_what_is_lacking(answer: &mut Answer) {
    let lacking = answer.missing.iter().filter(|unit| unit.not_held).count();
    answer.path.retain_mut(|step| match step {
        PathStep::UnitsNotHeld { count } => {
            *count = lacking;
            lacking > 0
        }
        PathStep::NotWhole { .. } => lacking > 0,
        _ => true,
    });
}
