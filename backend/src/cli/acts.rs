//! `puente import decisions` and `puente import agreements`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use puente_wire::imports::{ActImport, RowProblem};
use puente_wire::session::OrganisationKind;

use super::Failure;
use crate::accounts::organisations;
use crate::actor::{Actor, Organisation};
use crate::acts::bulk::{Batch, Bulk};
use crate::acts::{ActError, Doer};
use crate::app::App;
use crate::db::DbError;

#[derive(Debug, Args)]
pub(super) struct Import {
    /// Tables (CSV or TSV); docs/API.md says what each column holds.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The ministry that keeps what is imported, e.g. `mdt-ec`.
    #[arg(long, value_name = "SLUG")]
    org: String,
    /// Say what would be made of the rows and what is wrong, and store nothing.
    #[arg(long)]
    dry_run: bool,
}

/// Every good row makes a draft, which people of the ministry review before it counts. Exit code 0:
/// all rows were good; 1: some were not, and made nothing.
pub(super) fn import<T: Bulk>(app: &App, arguments: &Import) -> Result<ExitCode, Failure> {
    let organisation = app
        .db
        .read_now(|conn| organisations::by_slug(conn, &arguments.org))
        .map_err(|_| format!("there is no organisation {}", arguments.org))?;
    if organisation.kind != OrganisationKind::Ministry {
        return Err(format!("{} is no ministry", arguments.org).into());
    }
    let mut sound = true;
    for file in &arguments.files {
        let taken = import_one::<T>(app, organisation.clone(), file, arguments.dry_run)
            .map_err(|error| format!("{}: {error}", file.display()))?;
        sound &= match taken {
            Ok(report) => {
                print_problems(&report.problems);
                println!("{}: {}", file.display(), in_words(&report));
                report.wrong == 0
            }
            Err(problems) => {
                print_problems(&problems);
                println!("{}: cannot be read as such a table, nothing stored", file.display());
                false
            }
        };
    }
    Ok(ExitCode::from(u8::from(!sound)))
}

fn import_one<T: Bulk>(
    app: &App,
    organisation: Organisation,
    file: &Path,
    dry_run: bool,
) -> Result<Result<ActImport, Vec<RowProblem>>, Failure> {
    let bytes = std::fs::read(file)?;
    let edition = app.db.read_now(|conn| -> Result<_, DbError> { app.library.edition(conn, &app.config) })?;
    let doer = Doer { actor: Actor::system(), organisation, at: app.clock.now() };
    let batch = match Batch::<T>::read(&bytes, &edition, &doer) {
        Ok(batch) => batch,
        Err(problems) => return Ok(Err(problems)),
    };
    let store = |conn: &mut _| -> Result<ActImport, ActError> { batch.store(conn, &doer, dry_run) };
    let report = if dry_run { app.db.read_now(store)? } else { app.db.write_now(store)? };
    Ok(Ok(report))
}

fn print_problems(problems: &[RowProblem]) {
    for problem in problems {
        let column = problem.column.as_deref().unwrap_or("-");
        println!("error: row {}, {column}: {}: {}", problem.row, problem.code, problem.value);
    }
}

fn in_words(report: &ActImport) -> String {
    let made = if report.dry_run { "to be drafted; dry run, nothing stored" } else { "drafted; nothing is published" };
    format!("{} rows, {} known, {} wrong, {} {made}", report.rows, report.known, report.wrong, report.good)
}
