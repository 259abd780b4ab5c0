//! `puente import framework` and `puente export framework`.

use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono::NaiveDate;
use clap::Args;
use competency_frameworks::diff::Diff;
use competency_frameworks::formats::table::Column;
use competency_frameworks::formats::{Finding, Report};
use competency_frameworks::{Country, FrameworkId, Lang};

use super::Failure;
use crate::actor::Actor;
use crate::app::App;
use crate::frameworks::export::{self, Form};
use crate::frameworks::import::{self, Format, ImportError, Moment, Wanted};

/// How many lines of a kind a person is shown.
const SHOWN: usize = 50;

#[derive(Debug, Args)]
pub(super) struct Import {
    /// CASE packages (JSON) or tables (CSV, TSV), each a version of its own.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Say what would change and what is wrong, and store nothing.
    #[arg(long)]
    dry_run: bool,
    /// The framework's id, e.g. `mx-conocer-ec`.
    #[arg(long)]
    id: Option<FrameworkId>,
    /// ISO 3166-1 alpha-2, for a framework the registry does not know yet.
    #[arg(long)]
    country: Option<Country>,
    /// The body as people call it, for a framework the registry does not know yet.
    #[arg(long)]
    body: Option<String>,
    /// What the framework is called, for a framework the registry does not know yet.
    #[arg(long)]
    title: Option<String>,
    /// The version's label; otherwise the file's own, or today.
    #[arg(long)]
    label: Option<String>,
    /// The day from which the version counts; otherwise today.
    #[arg(long, value_name = "DAY")]
    published_on: Option<NaiveDate>,
    /// The official language of a file that names none.
    #[arg(long)]
    lang: Option<Lang>,
    /// Where the data was found.
    #[arg(long)]
    source: Option<String>,
    /// Which column of a table holds what, e.g. `code=Clave`; the rest is found by the headers.
    #[arg(long = "column", value_name = "COLUMN=HEADER", value_parser = column)]
    columns: Vec<(Column, String)>,
}

#[derive(Debug, Args)]
pub(super) struct Export {
    /// The framework's id, e.g. `mx-conocer-ec`.
    id: FrameworkId,
    /// The version's label; otherwise the newest.
    #[arg(long)]
    label: Option<String>,
    /// CASE package, or a table.
    #[arg(long, value_enum, default_value_t = Form::Case)]
    format: Form,
    /// Where to write; otherwise to the standard output.
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
}

fn column(text: &str) -> Result<(Column, String), Failure> {
    let (name, header) = text.split_once('=').ok_or("write COLUMN=HEADER, e.g. code=Clave")?;
    Ok((name.parse()?, header.to_owned()))
}

pub(super) fn import(app: &App, arguments: &Import) -> Result<ExitCode, Failure> {
    let wanted = Wanted {
        framework: arguments.id.clone(),
        country: arguments.country,
        body: arguments.body.clone(),
        title: arguments.title.clone(),
        label: arguments.label.clone(),
        published_on: arguments.published_on,
        lang: arguments.lang.clone(),
        source: arguments.source.clone(),
        columns: arguments.columns.iter().cloned().collect(),
        aside: Vec::new(),
    };
    let moment = Moment { at: app.clock.now(), base: app.config.origin.clone() };
    for file in &arguments.files {
        let step = if arguments.dry_run { try_out } else { store_file };
        match step(app, file, &wanted, &moment) {
            Ok(()) => {}
            Err(ImportError::Rows(report)) => {
                print_report(&report);
                return Err(format!("{}: {}", file.display(), ImportError::Rows(report)).into());
            }
            Err(error) => return Err(format!("{}: {error}", file.display()).into()),
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Says what a file would change.
fn try_out(app: &App, file: &Path, wanted: &Wanted, moment: &Moment) -> Result<(), ImportError> {
    let bytes = std::fs::read(file)?;
    app.db.read_now(|conn| {
        let incoming = import::read(conn, &bytes, wanted, moment)?;
        print_report(&incoming.report);
        let (base, changes) = incoming.changes(conn)?;
        let head = &incoming.head;
        println!("{} {} against {}:", head.framework.id, head.version.label, base.as_deref().unwrap_or("nothing"));
        print_changes(&changes);
        incoming.check(conn, moment.at.date_naive())
    })
}

fn store_file(app: &App, file: &Path, wanted: &Wanted, moment: &Moment) -> Result<(), ImportError> {
    let mut start = Vec::new();
    File::open(file)?.take(4096).read_to_end(&mut start)?;
    let (head, report) = match Format::of(&start) {
        Format::Case => app.db.write_now(|conn| {
            let open = || File::open(file).map(BufReader::new);
            import::publish_case(conn, open, (wanted, moment), &Actor::system(), progress)
        })?,
        Format::Table => {
            let bytes = std::fs::read(file)?;
            app.db.write_now(|conn| -> Result<_, ImportError> {
                let incoming = import::read(conn, &bytes, wanted, moment)?;
                import::publish(conn, &incoming, &Actor::system(), moment.at)?;
                Ok((incoming.head, incoming.report))
            })?
        }
    };
    print_report(&report);
    let (framework, version) = (&head.framework.id, &head.version.label);
    println!("{framework} {version} is published with {} items.", report.accepted);
    Ok(())
}

fn progress(done: u32, all: u32) {
    if done.is_multiple_of(5000) || done == all {
        eprintln!("{done} of {all} items");
    }
}

fn print_report(report: &Report) {
    println!(
        "{} rows or items, {} accepted, {} errors, {} to look at",
        report.rows,
        report.accepted,
        report.errors.len(),
        report.warnings.len()
    );
    print_findings("error", &report.errors);
    print_findings("look at", &report.warnings);
}

fn print_findings(kind: &str, findings: &[Finding]) {
    for finding in findings.iter().take(SHOWN) {
        let reason = serde_json::to_value(finding.reason).unwrap_or_default();
        let reason = reason.as_str().unwrap_or_default();
        let column = finding.column.as_deref().unwrap_or("-");
        let other = finding.other.map(|row| format!(" (row {row})")).unwrap_or_default();
        println!("{kind}: row {}, {column}: {reason}{other}: {}", finding.row, finding.value.trim());
    }
    if findings.len() > SHOWN {
        println!("{kind}: {} more", findings.len() - SHOWN);
    }
}

fn print_changes(diff: &Diff) {
    let list = |kind: &str, keys: Vec<String>| {
        println!("{}: {kind}", keys.len());
        for key in keys.iter().take(SHOWN) {
            println!("  {key}");
        }
        if keys.len() > SHOWN {
            println!("  and {} more", keys.len() - SHOWN);
        }
    };
    let key = |entry: &competency_frameworks::diff::Entry| format!("{} {}", entry.key, entry.title.official_text());
    list("added", diff.added.iter().map(key).collect());
    list("removed", diff.removed.iter().map(key).collect());
    let fields = |change: &competency_frameworks::diff::Change| {
        let names: Vec<&str> = change.fields.iter().map(|field| field.field.as_str()).collect();
        format!("{}: {}", change.item.key, names.join(", "))
    };
    list("changed", diff.changed.iter().map(fields).collect());
    list("moved", diff.moved.iter().map(|one| key(&one.item)).collect());
    list("renumbered", diff.renumbered.iter().map(|one| format!("{} → {}", one.from, one.item.key)).collect());
}

pub(super) fn export(app: &App, arguments: &Export) -> Result<ExitCode, Failure> {
    let (id, label) = (&arguments.id, arguments.label.as_deref());
    let found = app.db.read_now(|conn| export::find(conn, id, label))?;
    let found = found.ok_or_else(|| format!("there is no published version of {id}"))?;
    let mut out: Box<dyn Write> = match &arguments.to {
        Some(path) => Box::new(BufWriter::new(File::create(path)?)),
        None => Box::new(BufWriter::new(std::io::stdout().lock())),
    };
    found.write(arguments.format, &app.config.origin, &mut out)?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
