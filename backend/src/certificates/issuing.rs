//! Issuing: number, dates, place in the status lists; once for an assessment.

use chrono::{DateTime, Datelike, Months, NaiveDate, Utc};
use puente_wire::assessments::{Assessment, UnitRecord, Verdict, VerdictWords};
use puente_wire::verification::UnitVerdict;
use serde_json::json;

use super::Error;
use super::store::{self, New};
use crate::accounts::organisations;
use crate::actor::{Actor, Organisation};
use crate::assessments;
use crate::audit::{self, Event};
use crate::db::DbConn;
use crate::status;

/// Issues the certificate of an assessment that has just been signed; its id.
///
/// The organisation's row is held until the transaction ends, so that numbers are given one after
/// the other on any number of nodes. A second certificate for the same assessment fails.
pub fn issue_in(
    conn: &mut DbConn,
    actor: &Actor,
    organisation: &Organisation,
    assessment: &Assessment,
    now: DateTime<Utc>,
) -> Result<String, Error> {
    organisations::lock(conn, &organisation.id)?;
    let issued_on = now.date_naive();
    let year = issued_on.year();
    let number = number(&organisation.slug, year, store::next_in_series(conn, &organisation.id, year)?);
    let units: Vec<UnitVerdict> = assessment.units.iter().filter_map(|unit| verdict(unit, &assessment.words)).collect();
    let assessor_id = assessments::store::assessor_of(conn, &assessment.id)?;
    let new = New {
        organisation_id: &organisation.id,
        assessment,
        number: &number,
        units: &units,
        assessor_id: &assessor_id,
        signatory_id: &actor.member()?.user_id,
        issued_on,
        valid_until: valid_until(issued_on, assessment.standard.validity_months),
    };
    let id = store::insert(conn, &new, now)?;
    status::allocate(conn, &organisation.id, &id, now)?;
    let event = Event {
        organisation_id: Some(&organisation.id),
        person_id: Some(&assessment.candidate_id),
        detail: json!({ "number": number, "assessment": assessment.id }),
        ..Event::new("certificate-issued", "certificate", &id)
    };
    audit::record(conn, now, actor, event)?;
    Ok(id)
}

/// E.g. `SENA-2026-000123`.
fn number(slug: &str, year: i32, nth: i32) -> String {
    format!("{}-{year}-{nth:06}", slug.to_uppercase())
}

/// The last day on which the certificate is valid: the same day of the month, or the month's last.
fn valid_until(issued_on: NaiveDate, months: Option<u32>) -> Option<NaiveDate> {
    issued_on.checked_add_months(Months::new(months?))
}

fn verdict(unit: &UnitRecord, words: &VerdictWords) -> Option<UnitVerdict> {
    let verdict: Verdict = unit.verdict?;
    Some(UnitVerdict {
        unit: unit.unit.as_str().to_owned(),
        title: unit.title.official_text().to_owned(),
        verdict,
        words: words.of(verdict).to_owned(),
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail loudly")]
mod tests {
    use super::*;

    #[test]
    fn validity_counts_whole_months_and_may_be_absent() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(valid_until(day("2026-03-14"), Some(36)), Some(day("2029-03-14")));
        assert_eq!(valid_until(day("2024-02-29"), Some(12)), Some(day("2025-02-28")));
        assert_eq!(valid_until(day("2026-03-14"), None), None);
    }

    #[test]
    fn numbers_name_the_body_and_the_year() {
        assert_eq!(number("sena", 2026, 123), "SENA-2026-000123");
    }
}
