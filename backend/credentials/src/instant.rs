//! Instants as the W3C data model writes them.

use chrono::{DateTime, NaiveDate, NaiveTime, SecondsFormat, Utc};

/// Reads an XML Schema `dateTimeStamp`: a date, `T`, a time, and a time zone that is not optional.
pub fn parse(text: &str) -> Option<DateTime<Utc>> {
    let separator = *text.as_bytes().get(10)?;
    if separator != b'T' || text.ends_with('z') {
        return None;
    }
    let instant = DateTime::parse_from_rfc3339(text).ok()?;
    Some(instant.with_timezone(&Utc))
}

/// Reads an instant in a proof: one without a time zone is in UTC (VC Data Integrity v1.0, section 2.1).
pub fn parse_in_proof(text: &str) -> Option<DateTime<Utc>> {
    parse(text).or_else(|| parse(&format!("{text}Z")))
}

/// Writes an instant to the second, in UTC: `2026-03-14T00:00:00Z`.
pub fn format(instant: DateTime<Utc>) -> String {
    instant.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// The first second of a day.
pub fn start_of(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(NaiveTime::MIN).and_utc()
}

/// The last second of a day: a certificate holds through its last day.
pub fn end_of(day: NaiveDate) -> DateTime<Utc> {
    start_of(day) + chrono::TimeDelta::seconds(86_399)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_needs_a_time_zone_and_a_capital_t() {
        assert!(parse("2026-03-14T00:00:00Z").is_some());
        assert!(parse("2026-03-14T00:00:00.123-05:00").is_some());
        for bad in [
            "2026-03-14",
            "2026-03-14T00:00:00",
            "2026-03-14 00:00:00Z",
            "2026-03-14t00:00:00Z",
            "2026-03-14T00:00:00z",
            "2026-02-30T00:00:00Z",
            "",
            "ñññññññññññ",
        ] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }
}
