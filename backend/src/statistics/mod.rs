//! Decisions and coverage, counted so that they may be published. What is hidden is decided in
//! [`crosswalks::statistics`]; here it is counted once for each edition and day, filtered, and written.

pub mod csv;
pub mod routes;

use std::sync::Arc;

use crosswalks::statistics::{EARLIER, Statistics, statistics};
use puente_wire::problem::FieldError;
use puente_wire::statistics::{
    CoverageStatistics, CoverageStatisticsQuery, DecisionStatistics, DecisionStatisticsQuery, Table, UNKNOWN,
};

use crate::acts::{ActKind, store};
use crate::app::App;
use crate::db::{DbConn, DbError};
use crate::http::problem::{BEFORE_START, NOT_ALLOWED, field_error};
use crate::recognition::{Edition, today};

/// Today's statistics, whole. Counted when they are first asked for; kept until something is published.
pub async fn of_today(app: &App) -> Result<(Arc<Edition>, Arc<Statistics>), DbError> {
    let (library, config, day) = (app.library.clone(), app.config.clone(), today(app));
    app.db
        .read(move |conn| {
            let edition = library.edition(conn, &config)?;
            if let Some(counted) = edition.counted(day) {
                return Ok((edition, counted));
            }
            let counted = Arc::new(count(conn, &edition, day)?);
            edition.keep_counted(counted.clone());
            Ok((edition, counted))
        })
        .await
}

/// Counts.
pub fn count(conn: &mut DbConn, edition: &Edition, day: chrono::NaiveDate) -> Result<Statistics, DbError> {
    let days = store::days_to_publish(conn, ActKind::Decision)?;
    Ok(statistics(&edition.snapshot, day, |decision| days.get(&decision.id).copied()))
}

fn wanted(filter: Option<&String>) -> impl Fn(&str) -> bool {
    move |name| filter.is_none_or(|filter| filter == name)
}

/// The parts of the tables that were asked for, or which filter names nothing that exists.
pub fn decisions(all: &Statistics, query: &DecisionStatisticsQuery) -> Result<DecisionStatistics, Vec<FieldError>> {
    let mut errors = Vec::new();
    named(query.sector.as_ref(), &all.sectors.columns, "sector", &mut errors);
    pair(query.pair.as_ref(), &mut errors);
    if let (Some(from), Some(to)) = (query.from, query.to)
        && to < from
    {
        errors.push(field_error("to", BEFORE_START));
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let outcome = query.outcome.map(|outcome| outcome.as_str().to_owned());
    // Everything before the years that are told apart is one column, and no bound lies inside of it.
    let year = |name: &str| match name.parse::<u16>() {
        Ok(year) => query.from.is_none_or(|from| from <= year) && query.to.is_none_or(|to| year <= to),
        Err(_) => name == EARLIER && query.from.is_none() && query.to.is_none(),
    };
    let any = |_: &str| true;
    Ok(DecisionStatistics {
        as_of: all.as_of,
        smallest_shown: all.smallest_shown,
        decisions: all.decisions.only(wanted(query.pair.as_ref()), wanted(outcome.as_ref())),
        sectors: all.sectors.only(any, wanted(query.sector.as_ref())),
        time_to_decide: all.time_to_decide.clone(),
        years: all.years.only(any, year),
    })
}

/// The part of the table that was asked for, or which filter names nothing that exists.
pub fn coverage(all: &Statistics, query: &CoverageStatisticsQuery) -> Result<CoverageStatistics, Vec<FieldError>> {
    let mut errors = Vec::new();
    named(query.sector.as_ref(), &all.coverage.columns, "sector", &mut errors);
    pair(query.pair.as_ref(), &mut errors);
    if !errors.is_empty() {
        return Err(errors);
    }
    Ok(CoverageStatistics {
        as_of: all.as_of,
        smallest_shown: all.smallest_shown,
        coverage: all.coverage.only(wanted(query.pair.as_ref()), wanted(query.sector.as_ref())),
    })
}

fn named(filter: Option<&String>, names: &[String], field: &str, errors: &mut Vec<FieldError>) {
    if filter.is_some_and(|filter| !names.contains(filter)) {
        errors.push(field_error(field, NOT_ALLOWED));
    }
}

/// A pair that nobody decided about is an empty table; what is no pair is a mistake.
fn pair(filter: Option<&String>, errors: &mut Vec<FieldError>) {
    let country = |text: &str| text.len() == 2 && text.bytes().all(|letter| letter.is_ascii_uppercase());
    let fits = |pair: &String| {
        pair.split_once('-').is_some_and(|(from, to)| country(to) && (country(from) || from == UNKNOWN))
    };
    if !filter.is_none_or(fits) {
        errors.push(field_error("pair", NOT_ALLOWED));
    }
}

/// The tables of decisions, by name.
pub fn tables(statistics: &DecisionStatistics) -> [(&'static str, &Table); 4] {
    [
        ("decisions", &statistics.decisions),
        ("sectors", &statistics.sectors),
        ("time_to_decide", &statistics.time_to_decide),
        ("years", &statistics.years),
    ]
}
