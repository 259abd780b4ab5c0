//! Instants as the W3C data model writes them.

use chrono::{DateTime, NaiveDate, NaiveTime, SecondsFormat, TimeDelta, Utc};

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

/// How far two clocks may be apart.
pub const CLOCK_SKEW: TimeDelta = TimeDelta::minutes(1);

/// Whether what holds from an instant on has begun, by a clock that may be a little behind.
pub fn has_begun(from: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    from <= now + CLOCK_SKEW
}

/// Whether what holds until an instant has ended, by a clock that may be a little ahead.
pub fn has_ended(until: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    until + CLOCK_SKEW < now
}

/// The first second of a day.
pub fn start_of(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(NaiveTime::MIN).and_utc()
}

/// The last second of a day: a certificate holds through its last day.
pub fn end_of(day: NaiveDate) -> DateTime<Utc> {
    start_of(day) + TimeDelta::seconds(86_399)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_may_be_a_minute_apart_and_no_more() {
        let at = |text: &str| parse(text).unwrap();
        let noon = at("2026-06-01T12:00:00Z");
        assert!(has_begun(noon, at("2026-06-01T11:59:00Z")) && !has_begun(noon, at("2026-06-01T11:58:59Z")));
        assert!(!has_ended(noon, at("2026-06-01T12:01:00Z")) && has_ended(noon, at("2026-06-01T12:01:01Z")));
    }

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
