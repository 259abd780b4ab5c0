//! What may be registered about a person.

use chrono::{Datelike, NaiveDate};
use competency_frameworks::{Country, text};
use puente_wire::people::{Assurance, DocumentType, NewCandidate};
use puente_wire::problem::FieldError;

use crate::http::problem::{FieldCode, IN_THE_FUTURE, MALFORMED, OUT_OF_RANGE, TOO_LONG, TOO_SHORT, field_error};

/// A candidate whose fields are right.
pub(super) struct Checked {
    pub(super) name: String,
    pub(super) birth_date: NaiveDate,
    pub(super) document_type: DocumentType,
    pub(super) country: String,
    /// Kind, country and number in one form, however the number was typed. To be hashed, never kept.
    pub(super) number: String,
    pub(super) assurance: Assurance,
    pub(super) wallet: Option<String>,
}

pub(super) fn candidate(new: &NewCandidate, today: NaiveDate) -> Result<Checked, Vec<FieldError>> {
    let mut wrong = Vec::new();
    let mut refuse = |field: &str, code: FieldCode| wrong.push(field_error(field, code));
    let name = text::collapse(&new.name);
    if name.chars().any(char::is_control) {
        refuse("name", MALFORMED);
    }
    match name.chars().count() {
        0..2 => refuse("name", TOO_SHORT),
        2..=200 => {}
        _ => refuse("name", TOO_LONG),
    }
    if new.birth_date > today {
        refuse("birth_date", IN_THE_FUTURE);
    } else if new.birth_date.year() < today.year() - 120 {
        refuse("birth_date", OUT_OF_RANGE);
    }
    let evidence = &new.evidence;
    let country = evidence.country.parse::<Country>();
    if country.is_err() {
        refuse("evidence.country", MALFORMED);
    }
    let number = normal_number(&evidence.number);
    match number.chars().count() {
        0..3 => refuse("evidence.number", TOO_SHORT),
        3..=40 => {}
        _ => refuse("evidence.number", TOO_LONG),
    }
    if new.wallet.as_deref().is_some_and(|wallet| puente_credentials::did::from_did_key(wallet).is_err()) {
        refuse("wallet", MALFORMED);
    }
    let country = match country {
        Ok(country) if wrong.is_empty() => country.as_str().to_owned(),
        _ => return Err(wrong),
    };
    Ok(Checked {
        name,
        birth_date: new.birth_date,
        document_type: evidence.document_type,
        number: format!("{}|{country}|{number}", evidence.document_type),
        country,
        assurance: evidence.assurance,
        wallet: new.wallet.clone(),
    })
}

/// Letters and digits, upper case: blanks, dots and hyphens are typed by some and not by others.
fn normal_number(number: &str) -> String {
    text::compact(number).to_uppercase()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail loudly")]
mod tests {
    use super::*;
    use puente_wire::people::NewEvidence;

    fn new() -> NewCandidate {
        NewCandidate {
            name: "  Yuleidy   Contreras ".into(),
            birth_date: "1991-08-04".parse().unwrap(),
            evidence: NewEvidence {
                document_type: DocumentType::Ppt,
                country: "CO".into(),
                number: "1.234.567-a".into(),
                assurance: Assurance::Seen,
            },
            wallet: None,
        }
    }

    fn wrong(new: &NewCandidate) -> Vec<(String, String)> {
        let today = "2026-06-01".parse().unwrap();
        candidate(new, today).err().unwrap().into_iter().map(|error| (error.field, error.code)).collect()
    }

    #[test]
    fn a_number_is_the_same_however_it_is_typed_and_differs_by_kind_and_country() {
        let number = |new: &NewCandidate| candidate(new, "2026-06-01".parse().unwrap()).ok().unwrap().number;
        let first = number(&new());
        assert_eq!(first, "ppt|CO|1234567A");
        let mut other = new();
        other.evidence.number = "1234567 A".into();
        assert_eq!(number(&other), first);
        other.evidence.country = "VE".into();
        assert_ne!(number(&other), first);
    }

    #[test]
    fn every_wrong_field_is_named_at_once() {
        let mut new = new();
        new.name = " x ".into();
        new.birth_date = "2026-06-02".parse().unwrap();
        new.evidence.country = "Colombia".into();
        new.evidence.number = "--1--".into();
        let fields: Vec<String> = wrong(&new).into_iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["name", "birth_date", "evidence.country", "evidence.number"]);
    }

    #[test]
    fn nobody_is_born_tomorrow_or_in_another_century() {
        let mut new = new();
        new.birth_date = "1899-01-01".parse().unwrap();
        assert_eq!(wrong(&new), [("birth_date".to_owned(), "out-of-range".to_owned())]);
    }
}
