//! `puente suggest`: candidates for a crosswalk between two tables, without a registry.

use std::fs;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use crosswalks::suggest::{self, Entry, Hub, Items, Problem, Room, Suggester};

use super::Failure;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The items to find counterparts for: tab-separated, with a header; columns `code` and `title`,
    /// and if wanted `lang`, `parent` (a code of the same table) and `description`, in any order and
    /// beside others. Rows with one code are one item with several titles.
    #[arg(long, value_name = "FILE")]
    from: PathBuf,
    /// The candidates: the same columns.
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
    /// How many candidates to list for each item.
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u16).range(1..=1000))]
    top: u16,
}

/// Prints `subject_id rank object_id score reason`, tab-separated, with a header. Rows that cannot be
/// read are named on the error output and left out; then the command fails, having printed the others.
pub(super) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let (from, to) = (read(&arguments.from)?, read(&arguments.to)?);
    let complete = from.left_out + to.left_out == 0;
    let suggester = Suggester::new(Hub::bundled()?, to.entries);
    let out = &mut BufWriter::new(io::stdout().lock());
    match print(out, &suggester, &from.entries, usize::from(arguments.top)) {
        // Whoever reads has seen enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        outcome => outcome.map_err(Failure::from),
    }
    .map(|()| if complete { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn read(file: &Path) -> Result<Items, Failure> {
    let bytes = fs::read(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let named = |problem: &Problem| format!("{}: {problem}", file.display());
    let items = suggest::read_entries(&bytes)
        .map_err(|problems| problems.iter().map(named).collect::<Vec<String>>().join("\n"))?;
    for problem in &items.problems {
        eprintln!("{}; the row is left out", named(problem));
    }
    if items.left_out > items.problems.len() {
        eprintln!("{}: {} rows are left out in all", file.display(), items.left_out);
    }
    Ok(items)
}

fn print(out: &mut impl Write, suggester: &Suggester<'_>, from: &[Entry], top: usize) -> io::Result<()> {
    writeln!(out, "subject_id\trank\tobject_id\tscore\treason")?;
    let mut room = Room::default();
    for subject in from {
        for (place, found) in suggester.suggest(subject, top, &mut room).into_iter().enumerate() {
            let reasons: Vec<String> = found.reasons.iter().map(ToString::to_string).collect();
            let (object, reason) = (&found.object.id, reasons.join("; "));
            writeln!(out, "{}\t{}\t{object}\t{:.4}\t{reason}", subject.id, place + 1, found.score)?;
        }
    }
    out.flush()
}
