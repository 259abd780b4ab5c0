//! `puente statistics`.

use std::io::Write;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use puente_wire::statistics::{CoverageStatisticsQuery, DecisionStatisticsQuery};

use super::Failure;
use crate::app::App;
use crate::db::DbError;
use crate::{recognition, statistics};

/// Decisions and coverage as they may be published: counts under ten, and what gives them away, are hidden.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// What to count.
    #[arg(value_enum)]
    what: What,
    /// In which form.
    #[arg(long, value_enum, default_value_t = Form::Csv)]
    format: Form,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum What {
    Decisions,
    Coverage,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Form {
    Csv,
    Json,
}

pub(super) fn run(app: &App, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let day = recognition::today(app);
    let all = app.db.read_now(|conn| -> Result<_, DbError> {
        let edition = app.library.edition(conn, &app.config)?;
        statistics::count(conn, &edition, day)
    })?;
    // Without filters nothing can be wrong with them.
    let none = |_| "the statistics cannot be chosen from";
    let decisions = statistics::decisions(&all, &DecisionStatisticsQuery::default()).map_err(none)?;
    let coverage = statistics::coverage(&all, &CoverageStatisticsQuery::default()).map_err(none)?;
    let text = match (arguments.what, arguments.format) {
        (What::Decisions, Form::Csv) => statistics::csv::write(&statistics::tables(&decisions))?,
        (What::Decisions, Form::Json) => serde_json::to_vec_pretty(&decisions)?,
        (What::Coverage, Form::Csv) => statistics::csv::write(&[("coverage", &coverage.coverage)])?,
        (What::Coverage, Form::Json) => serde_json::to_vec_pretty(&coverage)?,
    };
    std::io::stdout().lock().write_all(&text)?;
    Ok(ExitCode::SUCCESS)
}
