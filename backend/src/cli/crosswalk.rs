//! `puente import crosswalk` and `puente export crosswalk`.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use competency_frameworks::FrameworkId;
use puente_wire::crosswalks::ImportReport;

use super::Failure;
use crate::app::App;
use crate::crosswalks::exchange::{self, Format, Importer, Wanted};
use crate::crosswalks::{self, CrosswalkError};
use crate::recognition;

/// A line of progress after so many rows.
const PROGRESS: u64 = 10_000;

#[derive(Debug, Args)]
pub(super) struct Import {
    /// SSSOM files: tables (TSV, CSV) or JSON. Each is taken whole or not at all.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Say what would be added and what is wrong, and store nothing.
    #[arg(long)]
    dry_run: bool,
    /// The source framework, e.g. `co-sena-nscl`.
    #[arg(long, value_name = "FRAMEWORK")]
    from: FrameworkId,
    /// The destination framework, e.g. `ec-secap`.
    #[arg(long, value_name = "FRAMEWORK")]
    to: FrameworkId,
    /// The ministry that keeps the crosswalk, when it is new, e.g. `mdt-ec`.
    #[arg(long, value_name = "SLUG")]
    org: Option<String>,
    /// A prefix that the file uses for the source framework (may be repeated).
    #[arg(long, value_name = "PREFIX")]
    subject_prefix: Vec<String>,
    /// A prefix that the file uses for the destination framework (may be repeated).
    #[arg(long, value_name = "PREFIX")]
    object_prefix: Vec<String>,
    /// Metadata in a file of their own (YAML).
    #[arg(long, value_name = "FILE")]
    metadata: Option<PathBuf>,
    /// Take pairs too that somebody rejected.
    #[arg(long)]
    with_rejected: bool,
}

#[derive(Debug, Args)]
pub(super) struct Export {
    /// The crosswalk, e.g. `co-sena-nscl--ec-secap`.
    id: String,
    /// Table or JSON.
    #[arg(long, value_enum, default_value_t = Format::Tsv)]
    format: Format,
    /// The published version; otherwise the newest.
    #[arg(long, value_name = "NUMBER")]
    number: Option<u32>,
    /// Where to write; otherwise to the standard output.
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
}

/// Exit code 0: all files were sound; 1: one was not, and was left out.
pub(super) fn import(app: &App, arguments: &Import) -> Result<ExitCode, Failure> {
    let wanted = Wanted {
        dry_run: arguments.dry_run,
        subject_prefixes: arguments.subject_prefix.iter().cloned().collect::<BTreeSet<_>>(),
        object_prefixes: arguments.object_prefix.iter().cloned().collect(),
        with_rejected: arguments.with_rejected,
        metadata: arguments.metadata.as_ref().map(fs::read_to_string).transpose()?,
        base: app.config.origin.clone(),
    };
    let mut sound = true;
    for file in &arguments.files {
        let report =
            import_one(app, arguments, &wanted, file).map_err(|error| format!("{}: {error}", file.display()))?;
        sound &= report.wrong == 0;
        print!("{}", in_words(file, &report));
    }
    Ok(ExitCode::from(u8::from(!sound)))
}

fn import_one(app: &App, arguments: &Import, wanted: &Wanted, file: &Path) -> Result<ImportReport, Failure> {
    let source = File::open(file)?;
    let edition = recognition::edition_now(app)?;
    let importer = Importer { user_id: None, name: "import".to_owned(), at: app.clock.now() };
    let mut watch = |rows: u64| {
        if rows.is_multiple_of(PROGRESS) {
            eprintln!("{rows} rows");
        }
        ControlFlow::Continue(())
    };
    let pair = (&arguments.from, &arguments.to);
    let taken = app.db.write_now(|conn| {
        let head = crosswalks::head_for(conn, &edition, pair, arguments.org.as_deref(), importer.at)?;
        let report = exchange::import(conn, (&head, &edition), source, (wanted, &importer), &mut watch)?;
        // A dry run leaves nothing, not even the crosswalk that it would have made.
        if wanted.dry_run { Err(CrosswalkError::Refused(Box::new(report))) } else { Ok(report) }
    });
    match taken {
        Err(CrosswalkError::Refused(report)) => Ok(*report),
        other => Ok(other?),
    }
}

fn in_words(file: &Path, report: &ImportReport) -> String {
    let mut lines: Vec<String> = report
        .problems
        .iter()
        .map(|problem| {
            let row = problem.row.map_or_else(|| "metadata".to_owned(), |row| format!("row {row}"));
            let column = problem.column.as_deref().map(|column| format!(", {column}")).unwrap_or_default();
            let kind = if problem.remark { "remark" } else { "error" };
            format!("{kind}: {row}{column}: {} ({})", problem.reason, problem.found.escape_debug())
        })
        .collect();
    let outcome = match (report.written, report.dry_run) {
        (true, _) => "imported",
        (false, true) => "dry run, nothing stored",
        (false, false) => "refused, nothing stored",
    };
    lines.push(format!(
        "{}: {outcome}: {} rows, {} to add, {} known, {} rejected before, {} wrong, {} remarks",
        file.display(),
        report.rows,
        report.added,
        report.known,
        report.rejected,
        report.wrong,
        report.remarks
    ));
    lines.push(String::new());
    lines.join("\n")
}

pub(super) fn export(app: &App, arguments: &Export) -> Result<ExitCode, Failure> {
    let edition = recognition::edition_now(app)?;
    let asked = (arguments.id.as_str(), arguments.number);
    let form = (arguments.format, app.config.origin.as_str());
    let out: Box<dyn Write> = match &arguments.to {
        Some(file) => Box::new(BufWriter::new(File::create(file)?)),
        None => Box::new(io::stdout().lock()),
    };
    let mut out = app
        .db
        .read_now(|conn| exchange::export(conn, &edition, asked, form, out))
        .map_err(|error| format!("{}: {error}", arguments.id))?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
