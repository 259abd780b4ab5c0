//! Decisions as rows of a table; docs/API.md says what each column holds.

use competency_frameworks::{ItemKey, LangMap};
use crosswalks::{Close, DecisionOutcome, Means, MissingUnit, Provisional, UnitCoverage};
use puente_wire::workbench::{DecisionAct, DecisionDraft};

use super::Decisions;
use crate::acts::bulk::Bulk;
use crate::acts::sheet::{Column, Row, needed, optional};
use crate::http::problem::NOT_ALLOWED;

const COLUMNS: [Column; 22] = [
    needed("number"),
    needed("source_framework"),
    needed("source_standard"),
    optional("target_framework"),
    optional("target_standard"),
    needed("outcome"),
    optional("covers"),
    optional("missing"),
    optional("combines"),
    optional("issuers"),
    optional("conditions"),
    optional("reason"),
    optional("provisional_months"),
    optional("provisional_until"),
    needed("decided_on"),
    needed("effective_from"),
    optional("effective_until"),
    optional("legal_bases"),
    optional("agreement"),
    needed("source"),
    optional("illustrative"),
    optional("lang"),
];

impl Bulk for Decisions {
    const COLUMNS: &'static [Column] = &COLUMNS;
    const EXAMPLE: &'static str = include_str!("../../../docs/examples/decisions.csv");

    fn read(row: &mut Row<'_>) -> Option<DecisionDraft> {
        let number = row.needed("number");
        let source_standard = row.standard("source_framework", "source_standard");
        if source_standard.is_none() {
            row.needed("source_framework");
        }
        let target = row.standard("target_framework", "target_standard");
        let outcome = row.one_of("outcome", &DecisionOutcome::ALL, DecisionOutcome::as_str);
        let covers = row.parsed_list("covers", coverage);
        let missing = row.parsed_list("missing", missing);
        let lang = row.lang();
        let conditions = row.list("conditions").into_iter().map(|text| LangMap::new(lang.clone(), text)).collect();
        let provisional = provisional(row);
        let (decided_on, effective_from) = (row.day("decided_on"), row.day("effective_from"));
        let effective_until = row.parsed("effective_until");
        let source = row.needed("source");
        Some(DecisionDraft {
            number: number?,
            source_standard: source_standard?,
            target,
            outcome: outcome?,
            covers,
            missing,
            combines: row.flag("combines"),
            issuers: row.list("issuers"),
            conditions,
            reason: row.words("reason"),
            provisional,
            decided_on: decided_on?,
            effective_from: effective_from?,
            effective_until,
            withdrawal: None,
            legal_bases: row.list("legal_bases"),
            agreement: row.text("agreement"),
            illustrative: row.flag("illustrative"),
            source: source?,
        })
    }

    fn column(field: &str) -> &str {
        match field.split(['[', '.']).next().unwrap_or(field) {
            "target" => "target_standard",
            "provisional" => "provisional_months",
            other => other,
        }
    }

    fn name(draft: &DecisionDraft) -> String {
        draft.number.clone()
    }

    /// One act may decide about several standards; about one of them, of the same issuers, it decides once.
    fn identity(draft: &DecisionDraft) -> String {
        let mut issuers = draft.issuers.clone();
        issuers.sort();
        format!("{}\n{}\n{}", draft.number.trim().to_lowercase(), draft.source_standard, issuers.join("\n"))
    }

    fn draft_of(view: DecisionAct) -> DecisionDraft {
        view.decision
    }
}

/// `U1=A+B`: a unit of the target, and the source units that together cover it. `U1`: the certificate
/// as a whole does.
fn coverage(text: &str) -> Option<UnitCoverage> {
    let (unit, by) = text.split_once('=').unwrap_or((text, ""));
    let by = by.split('+').map(str::trim).filter(|unit| !unit.is_empty()).map(ItemKey::parse).collect();
    let unit = unit.trim();
    (!unit.is_empty()).then(|| UnitCoverage { unit: ItemKey::parse(unit), by, close: None })
}

/// `U4`, `U4=assessment`, `U4=training 40`: a unit, how it is closed, about how many hours that takes.
fn missing(text: &str) -> Option<MissingUnit> {
    let Some((unit, how)) = text.split_once('=') else {
        return Some(MissingUnit { unit: ItemKey::parse(text), close: None });
    };
    let mut words = how.split_whitespace();
    let name = words.next()?;
    let means = Means::ALL.into_iter().find(|means| means.as_str() == name)?;
    let hours = words.next().map(str::parse).transpose().ok()?;
    let close = Close { means, hours, provider: None, url: None };
    words.next().is_none().then(|| MissingUnit { unit: ItemKey::parse(unit.trim()), close: Some(close) })
}

fn provisional(row: &mut Row<'_>) -> Option<Provisional> {
    let months = row.parsed("provisional_months").map(Provisional::Months);
    let until = row.parsed("provisional_until").map(Provisional::Until);
    if months.is_some() && until.is_some() {
        row.wrong("provisional_until", NOT_ALLOWED.0);
    }
    months.or(until)
}
