//! What an assessor may write, and when it is complete.

use puente_wire::assessments::{SaveAssessment, UnitFindings, UnitRecord, Verdict};
use puente_wire::problem::FieldError;

use crate::http::problem::{
    FieldCode, MALFORMED, NOT_ALLOWED, OUT_OF_RANGE, REQUIRED, TOO_LONG, TOO_SHORT, UNKNOWN, field_error,
};

const MAX_PIECES: usize = 20;
const MAX_TEXT: usize = 2_000;
const MAX_OBSERVATIONS: usize = 4_000;

/// Puts what was written into the units of the standard, in the standard's order.
pub(super) fn findings(units: &[UnitRecord], sent: &SaveAssessment) -> Result<Vec<UnitRecord>, Vec<FieldError>> {
    let mut wrong = Vec::new();
    if sent.observations.chars().count() > MAX_OBSERVATIONS {
        wrong.push(field_error("observations", TOO_LONG));
    }
    if sent.observations.chars().any(is_unwritable) {
        wrong.push(field_error("observations", MALFORMED));
    }
    let mut merged = units.to_vec();
    let mut seen = Vec::with_capacity(units.len());
    for (at, found) in sent.units.iter().enumerate() {
        check_unit(at, found, &mut wrong);
        if seen.contains(&&found.unit) {
            wrong.push(field_error(format!("units[{at}].unit"), NOT_ALLOWED));
        }
        seen.push(&found.unit);
        match merged.iter_mut().find(|unit| unit.unit == found.unit) {
            Some(unit) => {
                unit.evidence.clone_from(&found.evidence);
                unit.verdict = found.verdict;
                found.gap.trim().clone_into(&mut unit.gap);
            }
            None => wrong.push(field_error(format!("units[{at}].unit"), UNKNOWN)),
        }
    }
    if units.iter().any(|unit| !seen.contains(&&unit.unit)) {
        wrong.push(field_error("units", REQUIRED));
    }
    if wrong.is_empty() { Ok(merged) } else { Err(wrong) }
}

/// Control characters, other than those that people type.
fn is_unwritable(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\r' | '\t')
}

fn check_unit(at: usize, found: &UnitFindings, wrong: &mut Vec<FieldError>) {
    let mut refuse = |field: &str, code: FieldCode| wrong.push(field_error(format!("units[{at}].{field}"), code));
    if found.gap.chars().count() > MAX_TEXT {
        refuse("gap", TOO_LONG);
    }
    if found.evidence.len() > MAX_PIECES {
        refuse("evidence", TOO_LONG);
    }
    for (piece, evidence) in found.evidence.iter().enumerate() {
        match evidence.text.trim().chars().count() {
            0 => refuse(&format!("evidence[{piece}].text"), REQUIRED),
            1..=MAX_TEXT => {}
            _ => refuse(&format!("evidence[{piece}].text"), TOO_LONG),
        }
        if evidence.score.is_some_and(|score| score > 100) {
            refuse(&format!("evidence[{piece}].score"), OUT_OF_RANGE);
        }
    }
}

/// What is missing before the assessment can leave the assessor's hands: a verdict and evidence for
/// every unit, and what is missing for every gap.
pub(super) fn complete(units: &[UnitRecord]) -> Result<(), Vec<FieldError>> {
    let mut wrong = Vec::new();
    for (at, unit) in units.iter().enumerate() {
        if unit.verdict.is_none() {
            wrong.push(field_error(format!("units[{at}].verdict"), REQUIRED));
        }
        if unit.evidence.is_empty() {
            wrong.push(field_error(format!("units[{at}].evidence"), REQUIRED));
        }
        if unit.verdict == Some(Verdict::NotYetCompetent) && unit.gap.is_empty() {
            wrong.push(field_error(format!("units[{at}].gap"), REQUIRED));
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

/// A reason in words: 3 to 1,000 characters.
pub fn reason(field: &str, text: &str) -> Result<String, Vec<FieldError>> {
    let text = text.trim();
    if text.chars().any(is_unwritable) {
        return Err(vec![field_error(field, MALFORMED)]);
    }
    match text.chars().count() {
        0 => Err(vec![field_error(field, REQUIRED)]),
        1..3 => Err(vec![field_error(field, TOO_SHORT)]),
        3..=1000 => Ok(text.to_owned()),
        _ => Err(vec![field_error(field, TOO_LONG)]),
    }
}
