//! What a decision must say to hold together.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use competency_frameworks::{ItemKey, LangMap};
use crosswalks::{DecisionOutcome, Provisional, StandardRef};
use puente_wire::problem::FieldError;
use puente_wire::workbench::DecisionDraft;

use crate::frameworks::units;
use crate::http::problem::{
    BEFORE_START, FieldCode, NOT_ALLOWED, OUT_OF_RANGE, REQUIRED, TOO_LONG, UNKNOWN, field_error,
};
use crate::recognition::Edition;

crate::field_codes! {
    UNIT_TWICE = "unit-twice" "The unit is both covered and missing, or named twice";
    UNIT_LEFT_OUT = "unit-left-out" "A unit of the target is neither covered nor missing";
    NOT_HERE = "not-here" "It is not a standard of this country";
}

const LONGEST_LINE: usize = 200;
const LONGEST_TEXT: usize = 2000;
const MOST_ISSUERS: usize = 50;

/// Every field that is wrong, by its path in the request.
pub(super) fn check(draft: &DecisionDraft, edition: &Edition, country: &str, today: NaiveDate) -> Vec<FieldError> {
    let mut errors = Errors(Vec::new());
    errors.line("number", &draft.number);
    errors.line("source", &draft.source);
    standards(draft, edition, country, today, &mut errors);
    outcome(draft, &mut errors);
    coverage(draft, edition, today, &mut errors);
    issuers(draft, edition, &mut errors);
    let dates = draft.effective_until.is_some_and(|last| last < draft.effective_from);
    errors.when(dates, "effective_until", BEFORE_START);
    if let Some(withdrawal) = &draft.withdrawal {
        errors.text("withdrawal.reason", &withdrawal.reason);
        // What was relied on until today stays; only the act itself may say that it never held.
        // And until this version takes effect the one before it holds, which nothing has ended.
        let starts = draft.effective_from.max(today);
        errors.when(withdrawal.from < starts && !withdrawal.retroactive, "withdrawal.from", BEFORE_START);
    }
    for (number, id) in draft.legal_bases.iter().enumerate() {
        let unknown = edition.snapshot.legal_basis(id, today).is_none();
        errors.when(unknown, &format!("legal_bases[{number}]"), UNKNOWN);
    }
    let agreement = draft.agreement.as_ref();
    errors.when(agreement.is_some_and(|id| edition.snapshot.agreement(id, today).is_none()), "agreement", UNKNOWN);
    errors.0
}

struct Errors(Vec<FieldError>);

impl Errors {
    fn when(&mut self, wrong: bool, field: &str, code: FieldCode) {
        if wrong {
            self.0.push(field_error(field, code));
        }
    }

    fn line(&mut self, field: &str, text: &str) {
        self.when(text.trim().is_empty(), field, REQUIRED);
        self.when(text.chars().count() > LONGEST_LINE, field, TOO_LONG);
    }

    fn text(&mut self, field: &str, text: &LangMap) {
        self.when(text.official_text().trim().is_empty(), field, REQUIRED);
        self.when(text.texts.values().any(|text| text.chars().count() > LONGEST_TEXT), field, TOO_LONG);
    }
}

fn standards(draft: &DecisionDraft, edition: &Edition, country: &str, today: NaiveDate, errors: &mut Errors) {
    // Also one that is no longer listed: people hold certificates on it, and decisions speak of it.
    let find = |at: &StandardRef| edition.snapshot.resolve(&at.framework, &at.standard, today);
    let source = find(&draft.source_standard);
    errors.when(source.is_none(), "source_standard", UNKNOWN);
    let Some(target) = &draft.target else { return };
    match find(target) {
        None => errors.when(true, "target", UNKNOWN),
        Some(at) => {
            let home = at.package.framework.country;
            errors.when(home.is_some_and(|home| home.as_str() != country), "target", NOT_HERE);
        }
    }
    errors.when(target == &draft.source_standard, "target", NOT_ALLOWED);
}

fn outcome(draft: &DecisionDraft, errors: &mut Errors) {
    let refused = draft.outcome == DecisionOutcome::Refused;
    errors.when(!refused && draft.target.is_none(), "target", REQUIRED);
    errors.when(refused && draft.reason.is_none(), "reason", REQUIRED);
    errors.when(refused && !draft.covers.is_empty(), "covers", NOT_ALLOWED);
    let provisional = draft.outcome == DecisionOutcome::Provisional;
    errors.when(provisional && draft.provisional.is_none(), "provisional", REQUIRED);
    errors.when(!provisional && draft.provisional.is_some(), "provisional", NOT_ALLOWED);
    let months = matches!(draft.provisional, Some(Provisional::Months(months)) if !(1..=120).contains(&months));
    errors.when(months, "provisional", OUT_OF_RANGE);
    errors.when(draft.outcome == DecisionOutcome::Full && !draft.missing.is_empty(), "missing", NOT_ALLOWED);
    errors.when(draft.outcome == DecisionOutcome::Partial && draft.missing.is_empty(), "missing", REQUIRED);
    errors.when(draft.outcome == DecisionOutcome::Partial && draft.covers.is_empty(), "covers", REQUIRED);
    if let Some(reason) = &draft.reason {
        errors.text("reason", reason);
    }
    for (number, condition) in draft.conditions.iter().enumerate() {
        errors.text(&format!("conditions[{number}]"), condition);
    }
}

/// Bodies of this registry by their slugs, others by their DIDs; each once.
fn issuers(draft: &DecisionDraft, edition: &Edition, errors: &mut Errors) {
    errors.when(draft.issuers.len() > MOST_ISSUERS, "issuers", TOO_LONG);
    for (number, issuer) in draft.issuers.iter().enumerate() {
        let field = format!("issuers[{number}]");
        let known = edition.snapshot.known_issuer(issuer).is_some() || issuer.starts_with("did:");
        errors.when(!known, &field, UNKNOWN);
        errors.when(issuer.chars().count() > LONGEST_LINE, &field, TOO_LONG);
        let before = draft.issuers.iter().take(number);
        let id = |name: &str| edition.snapshot.issuer(name).id;
        errors.when(before.into_iter().any(|one| id(one) == id(issuer)), &field, NOT_ALLOWED);
    }
}

/// Every unit of the target once: covered, or missing. Source units must exist.
fn coverage(draft: &DecisionDraft, edition: &Edition, today: NaiveDate, errors: &mut Errors) {
    let of = |at: &StandardRef| -> BTreeSet<ItemKey> {
        let found = edition.snapshot.resolve(&at.framework, &at.standard, today);
        found.map(|at| units(at.package, &at.item.key)).unwrap_or_default().iter().map(|u| u.key.clone()).collect()
    };
    let source = of(&draft.source_standard);
    let target = draft.target.as_ref().map(of).unwrap_or_default();
    let mut seen = BTreeSet::new();
    for (number, coverage) in draft.covers.iter().enumerate() {
        let field = format!("covers[{number}].unit");
        errors.when(!target.contains(&coverage.unit), &field, UNKNOWN);
        errors.when(!seen.insert(&coverage.unit), &field, UNIT_TWICE);
        let unknown = coverage.by.iter().any(|unit| !source.contains(unit));
        errors.when(unknown, &format!("covers[{number}].by"), UNKNOWN);
    }
    for (number, missing) in draft.missing.iter().enumerate() {
        let field = format!("missing[{number}].unit");
        errors.when(!target.contains(&missing.unit), &field, UNKNOWN);
        errors.when(!seen.insert(&missing.unit), &field, UNIT_TWICE);
    }
    let decided = draft.outcome != DecisionOutcome::Refused;
    errors.when(decided && target.iter().any(|unit| !seen.contains(unit)), "covers", UNIT_LEFT_OUT);
}
