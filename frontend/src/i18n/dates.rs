//! Dates as people write them, without a calendar library.

use chrono::{Datelike, NaiveDate};

use super::Locale;

const SPANISH: [&str; 12] = ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"];
const PORTUGUESE: [&str; 12] = ["jan", "fev", "mar", "abr", "mai", "jun", "jul", "ago", "set", "out", "nov", "dez"];
const ENGLISH: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// “14 mar 2026”: day, short month, year, the same order in all three languages, so that a date
/// cannot be read with day and month exchanged.
pub(super) fn short(locale: Locale, date: NaiveDate) -> String {
    let months = match locale {
        Locale::Spanish => SPANISH,
        Locale::Portuguese => PORTUGUESE,
        Locale::English => ENGLISH,
    };
    let month = months.get(date.month0() as usize).copied().unwrap_or_default();
    format!("{} {month} {}", date.day(), date.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_written_in_the_persons_language() {
        let date = NaiveDate::from_ymd_opt(2026, 12, 4).unwrap_or_default();
        assert_eq!(short(Locale::Spanish, date), "4 dic 2026");
        assert_eq!(short(Locale::Portuguese, date), "4 dez 2026");
        assert_eq!(short(Locale::English, date), "4 Dec 2026");
    }
}
