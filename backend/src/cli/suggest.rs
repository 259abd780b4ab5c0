//! `puente suggest`: candidates for a crosswalk between two tables, without a registry.

use std::fs;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use crosswalks::suggest::{self, Entry, Hub, Room, Suggester};

use super::Failure;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The items to find counterparts for: tab-separated, with a header; columns `code` and `title`,
    /// and if wanted `lang`, `parent` (a code of the same table) and `description`.
    #[arg(long, value_name = "FILE")]
    from: PathBuf,
    /// The candidates: the same columns.
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
    /// How many candidates to list for each item.
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u16).range(1..=1000))]
    top: u16,
}

/// Prints `subject_id rank object_id score reason`, tab-separated, with a header.
pub(super) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let (from, to) = (read(&arguments.from)?, read(&arguments.to)?);
    let suggester = Suggester::new(Hub::bundled()?, to);
    match print(&mut BufWriter::new(io::stdout().lock()), &suggester, &from, usize::from(arguments.top)) {
        // Whoever reads has seen enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(ExitCode::SUCCESS),
        outcome => outcome.map(|()| ExitCode::SUCCESS).map_err(Failure::from),
    }
}

fn read(file: &Path) -> Result<Vec<Entry>, Failure> {
    let bytes = fs::read(file).map_err(|error| format!("{}: {error}", file.display()))?;
    suggest::read_entries(&bytes).map_err(|problems| {
        let lines: Vec<String> = problems.iter().map(|problem| format!("{}: {problem}", file.display())).collect();
        lines.join("\n").into()
    })
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
