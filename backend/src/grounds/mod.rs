//! What recognition rests on and no ministry owns: blocs of countries, and legal bases. Kept by all
//! ministries together, in versions; each goes from a draft to a published version as agreements do.

mod bloc;
mod legal_basis;
pub mod routes;

use chrono::NaiveDate;
use puente_wire::problem::FieldError;

use crate::http::problem::{BEFORE_START, FieldCode, REQUIRED, TOO_LONG, field_error};

pub use bloc::Blocs;
pub use legal_basis::LegalBases;

crate::field_codes! {
    OVERLAPPING = "overlapping" "Periods of the same country overlap";
    BINDS_NOBODY = "binds-nobody" "It names neither a bloc nor a country";
}

const LONGEST_LINE: usize = 200;

/// Wrong fields, as they are found.
#[derive(Debug, Default)]
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

    fn period(&mut self, field: &str, from: Option<NaiveDate>, until: Option<NaiveDate>) {
        self.when(matches!((from, until), (Some(first), Some(last)) if last < first), field, BEFORE_START);
    }
}
