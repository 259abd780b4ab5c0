//! The engine: a question, a snapshot, an answer.

use std::{borrow::Cow, collections::BTreeMap};

use chrono::NaiveDate;
use competency_frameworks::{FrameworkId, ItemKey, LangMap};

use crate::{
    answer::{
        AgreementView, Answer, CoveredUnit, DecisionView, HoldingView, LegalBasisView, MissingView, Outcome, PathStep,
        Recognition, UnitName,
    },
    combine::{combine, rank},
    decision::{Authority, Close, Decision, DecisionOutcome},
    held::{lacks, outcome, untitled},
    information::{information, other_issuers, other_targets},
    mapping::StandardRef,
    opening::Opening,
    question::{Holding, Question},
    sentence::{Standing, explain, summary},
    snapshot::{Snapshot, StandardAt},
};

/// At most so many openings are named for one missing unit.
const OPENINGS: usize = 3;

/// What the holdings count for in the destination, as of the day asked about.
///
/// Pure: the same snapshot and question give the same answer. Only decisions make outcomes; where
/// there is none the answer is [`Outcome::NotExamined`] with [information](crate::Information), never a guess.
pub fn recognise(snapshot: &Snapshot, question: &Question) -> Recognition {
    let question = &*under_one_name(snapshot, question);
    let mut holdings = Vec::with_capacity(question.holdings.len());
    let mut findings = Vec::new();
    let mut facts = Vec::new();
    for (number, holding) in question.holdings.iter().enumerate() {
        let found = resolve(snapshot, question, holding);
        holdings.push(found.view.clone());
        let before = findings.len();
        findings.extend(find(snapshot, question, number, holding, &found));
        facts.extend(other_targets(snapshot, question, number, &found.reference));
        facts.extend(other_issuers(snapshot, question, number, &found.reference));
        if findings.len() == before {
            facts.extend(information(snapshot, question, number, &found.reference, found.standard));
        }
    }
    let mut answers = answers(findings, question.as_of);
    for answer in &mut answers {
        answer.sentences = explain(answer, &holdings);
    }
    let outcome = answers.first().map_or(Outcome::NotExamined, |answer| answer.outcome);
    Recognition {
        destination: question.destination,
        as_of: question.as_of,
        outcome,
        summary: summary(outcome, question.destination, answers.first(), &facts),
        holdings,
        ask: whom_to_ask(snapshot, question, &answers),
        information: facts,
        answers,
    }
}

/// The same question with each issuer under the name that the registry gives it: two names of one body
/// get the same answer, to the word.
fn under_one_name<'a>(snapshot: &Snapshot, question: &'a Question) -> Cow<'a, Question> {
    let mut question = Cow::Borrowed(question);
    for number in 0..question.holdings.len() {
        let own = question.holdings.get(number).and_then(|holding| holding.issuer.as_deref());
        let Some(known) = own.and_then(|own| snapshot.known_issuer(own)).filter(|known| own != Some(&known.id)) else {
            continue;
        };
        if let Some(holding) = question.to_mut().holdings.get_mut(number) {
            holding.issuer = Some(known.id.clone());
        }
    }
    question
}

/// A holding as the snapshot knows it.
struct Resolved<'a> {
    reference: StandardRef,
    standard: Option<StandardAt<'a>>,
    /// What the certificate does not show of it.
    lacks: Vec<UnitName>,
    view: HoldingView,
}

fn resolve<'a>(snapshot: &'a Snapshot, question: &Question, holding: &Holding) -> Resolved<'a> {
    let version = holding.version.as_deref();
    // The framework as it was when the certificate was issued: a version that came later is not meant.
    let day = holding.issued_on.map_or(question.as_of, |issued| issued.min(question.as_of));
    let at_issue = snapshot.standard(&holding.framework, &holding.code, version, day);
    let found = at_issue.or_else(|| snapshot.standard(&holding.framework, &holding.code, version, question.as_of));
    let key = match version {
        Some(version) => ItemKey::parse(&format!("{} {version}", holding.code)),
        None => ItemKey::parse(&holding.code),
    };
    // What the body says of the standard today, though it was issued on an older version.
    let standard =
        found.map(|(at, _)| snapshot.resolve(&holding.framework, &at.item.key, question.as_of).unwrap_or(at));
    Resolved {
        reference: standard
            .map_or_else(|| StandardRef { framework: holding.framework.clone(), standard: key }, |at| at.reference()),
        view: HoldingView {
            framework: holding.framework.clone(),
            code: holding.code.clone(),
            standard: standard.map(|at| at.view()),
            version_assumed: found.is_some_and(|(_, assumed)| assumed),
            issuer: holding.issuer.as_deref().map(|issuer| snapshot.issuer(issuer)),
            notes: standard.iter().flat_map(|at| Standing::on(at, question.as_of)).map(Standing::of_source).collect(),
        },
        lacks: lacks(snapshot, holding, found.map(|(at, _)| at)),
        standard,
    }
}

fn find<'a>(
    snapshot: &'a Snapshot,
    question: &'a Question,
    number: usize,
    holding: &'a Holding,
    found: &Resolved<'_>,
) -> Vec<Finding<'a>> {
    snapshot
        .decisions(&found.reference, question.destination, question.as_of)
        .filter(|decision| !has_ended(decision, question.as_of))
        .filter(|decision| speaks_of(decision, question))
        .filter(|decision| snapshot.counts_issuer(decision, holding.issuer.as_deref()))
        .map(|decision| Finding {
            answer: answer(snapshot, question, number, holding, found, decision),
            whole: found.lacks.is_empty(),
            decision,
            holding,
            number,
        })
        .collect()
}

/// One decision that answers for one holding.
pub(crate) struct Finding<'a> {
    pub(crate) answer: Answer,
    pub(crate) decision: &'a Decision,
    pub(crate) holding: &'a Holding,
    /// The certificate shows all of its standard.
    pub(crate) whole: bool,
    /// Which of the holdings, counted from 0.
    pub(crate) number: usize,
}

/// Whether a decision is about the target asked about; a refusal that names none is about every target.
pub(crate) fn speaks_of(decision: &Decision, question: &Question) -> bool {
    let of_all = decision.target.is_none() && decision.outcome == DecisionOutcome::Refused;
    question.target.is_none() || decision.target == question.target || of_all
}

pub(crate) fn has_ended(decision: &Decision, day: NaiveDate) -> bool {
    decision.never_held() || decision.valid_until().is_some_and(|last| last < day)
}

/// One answer per target, best first; a decision without a target stands by itself.
fn answers(findings: Vec<Finding<'_>>, on: NaiveDate) -> Vec<Answer> {
    let mut by_target: BTreeMap<(Option<StandardRef>, Option<String>), Vec<Finding<'_>>> = BTreeMap::new();
    for finding in findings {
        let target = finding.decision.target.clone();
        let alone = target.is_none().then(|| finding.decision.id.clone());
        by_target.entry((target, alone)).or_default().push(finding);
    }
    let mut answers: Vec<Answer> = by_target.into_values().filter_map(|about| combine(about, on)).collect();
    answers.sort_by(|a, b| rank(a, on).cmp(&rank(b, on)).then_with(|| a.decision.id.cmp(&b.decision.id)));
    answers
}

fn answer(
    snapshot: &Snapshot,
    question: &Question,
    number: usize,
    holding: &Holding,
    found: &Resolved<'_>,
    decision: &Decision,
) -> Answer {
    let day = question.as_of;
    let target = decision.target.as_ref().and_then(|target| snapshot.resolve(&target.framework, &target.standard, day));
    let (covered, missing) = units(snapshot, question, number, (holding, found), decision);
    let agreement =
        decision.agreement.as_ref().and_then(|id| snapshot.agreement(id, day)).map(|agreement| AgreementView {
            id: agreement.id.clone(),
            title: agreement.title.clone(),
            status: agreement.status_on(day),
            sectors: agreement.sectors.clone(),
            illustrative: agreement.illustrative,
        });
    let legal_bases = legal_bases(snapshot, question, found, decision);
    let illustrative = decision.illustrative
        || target.is_some_and(|at| at.item.illustrative)
        || agreement.as_ref().is_some_and(|agreement| agreement.illustrative);
    Answer {
        outcome: outcome(decision, found.lacks.is_empty(), covered.len(), &missing),
        target: target.map(|at| at.view()),
        path: path((number, day), found, target, decision, &missing, agreement.as_ref(), &legal_bases),
        covered,
        missing,
        decision: decision_view(snapshot, decision),
        combined_with: Vec::new(),
        agreement,
        further_agreements: Vec::new(),
        legal_bases,
        valid_from: decision.effective_from,
        valid_until: decision.valid_until(),
        sentences: Vec::new(),
        illustrative,
    }
}

fn units(
    snapshot: &Snapshot,
    question: &Question,
    number: usize,
    (holding, found): (&Holding, &Resolved<'_>),
    decision: &Decision,
) -> (Vec<CoveredUnit>, Vec<MissingView>) {
    let framework = decision.target.as_ref().map(|target| &target.framework);
    let title = |unit: &ItemKey| unit_title(snapshot, framework, unit, question.as_of);
    let lacks = |unit: &ItemKey, close: &Option<Close>, not_held: bool| MissingView {
        unit: unit.clone(),
        title: title(unit),
        openings: openings(snapshot, question, decision, unit, close.as_ref()),
        close: close.clone(),
        not_held,
    };
    let mut covered = Vec::new();
    let mut missing = Vec::new();
    for coverage in &decision.covers {
        let by_units = coverage.by.iter().all(|unit| holding.has(unit));
        let held = if coverage.by.is_empty() { found.lacks.is_empty() } else { by_units };
        if held {
            covered.push(CoveredUnit {
                unit: coverage.unit.clone(),
                title: title(&coverage.unit),
                by: coverage.by.clone(),
                holding: number,
                with: Vec::new(),
            });
        } else {
            missing.push(lacks(&coverage.unit, &coverage.close, true));
        }
    }
    missing.extend(decision.missing.iter().map(|unit| lacks(&unit.unit, &unit.close, false)));
    (covered, missing)
}

/// The nearest ways to close a missing unit that bodies have published.
fn openings(
    snapshot: &Snapshot,
    question: &Question,
    decision: &Decision,
    unit: &ItemKey,
    close: Option<&Close>,
) -> Vec<Opening> {
    let Some(target) = &decision.target else { return Vec::new() };
    let mut open: Vec<&Opening> = snapshot.openings(target, unit, question.as_of).collect();
    open.sort_by_cached_key(|one| one.distance(question.destination, close.map(|close| close.means)));
    open.into_iter().take(OPENINGS).cloned().collect()
}

fn unit_title(snapshot: &Snapshot, framework: Option<&FrameworkId>, unit: &ItemKey, day: NaiveDate) -> LangMap {
    let found = framework.and_then(|framework| snapshot.resolve(framework, unit, day));
    found.map_or_else(|| untitled(unit), |at| at.item.title.clone())
}

fn legal_bases(
    snapshot: &Snapshot,
    question: &Question,
    found: &Resolved<'_>,
    decision: &Decision,
) -> Vec<LegalBasisView> {
    let origin = found.standard.and_then(|at| at.package.framework.country);
    let bases = decision.legal_bases.iter().filter_map(|id| snapshot.legal_basis(id, question.as_of));
    bases
        .map(|(basis, bloc)| LegalBasisView {
            id: basis.id.clone(),
            title: basis.title.clone(),
            subject: basis.subject.clone(),
            applies: origin
                .into_iter()
                .chain([question.destination])
                .all(|country| basis.binds(bloc, country, question.as_of)),
        })
        .collect()
}

pub(crate) fn decision_view(snapshot: &Snapshot, decision: &Decision) -> DecisionView {
    DecisionView {
        id: decision.id.clone(),
        version: decision.version,
        number: decision.number.clone(),
        outcome: decision.outcome,
        target: decision.target.clone(),
        authority: snapshot.authority(&decision.authority).cloned(),
        decided_on: decision.decided_on,
        conditions: decision.conditions.clone(),
        issuers: decision.issuers.iter().map(|issuer| snapshot.issuer(issuer)).collect(),
        reason: decision.reason.clone(),
        provisional: decision.provisional,
        illustrative: decision.illustrative,
        source: decision.source.clone(),
    }
}

fn path(
    (holding, day): (usize, NaiveDate),
    found: &Resolved<'_>,
    target: Option<StandardAt<'_>>,
    decision: &Decision,
    missing: &[MissingView],
    agreement: Option<&AgreementView>,
    legal_bases: &[LegalBasisView],
) -> Vec<PathStep> {
    let mut path = vec![PathStep::Standard { holding }];
    if found.view.version_assumed {
        path.push(PathStep::VersionAssumed { holding });
    }
    let source = found.standard.iter().flat_map(|at| Standing::on(at, day));
    path.extend(source.map(|standing| standing.source_step(holding)));
    path.push(PathStep::Decision { number: decision.number.clone(), version: decision.version });
    path.extend(target.iter().flat_map(|at| Standing::on(at, day)).map(Standing::target_step));
    if !decision.issuers.is_empty() {
        path.push(PathStep::IssuerCounts { holding });
    }
    let count = missing.iter().filter(|unit| unit.not_held).count();
    let of_whole = decision.covers.iter().any(|coverage| coverage.by.is_empty()) || decision.covers.is_empty();
    if of_whole && !found.lacks.is_empty() && decision.outcome != DecisionOutcome::Refused {
        path.push(PathStep::NotWhole { holding, units: found.lacks.clone() });
    }
    if count > 0 {
        path.push(PathStep::UnitsNotHeld { count });
    }
    if let Some(agreement) = agreement {
        let id = agreement.id.clone();
        path.push(match agreement.status {
            crate::AgreementStatus::Ended => PathStep::AgreementEnded { id },
            _ => PathStep::Agreement { id },
        });
    }
    path.extend(legal_bases.iter().map(|basis| match (basis.applies, basis.id.clone()) {
        (true, id) => PathStep::LegalBasis { id },
        (false, id) => PathStep::LegalBasisNotApplicable { id },
    }));
    path
}

/// The authorities that decided, then the others of the country.
fn whom_to_ask(snapshot: &Snapshot, question: &Question, answers: &[Answer]) -> Vec<Authority> {
    let decided = answers.iter().filter_map(|answer| answer.decision.authority.as_ref());
    let mut ask: Vec<Authority> = Vec::new();
    for authority in decided.chain(snapshot.authorities(question.destination)) {
        if !ask.iter().any(|known| known.id == authority.id) {
            ask.push(authority.clone());
        }
    }
    ask
}
