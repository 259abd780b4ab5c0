//! `puente verify --ndjson`: one certificate a line, on all cores, in bounded memory.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use puente_credentials::json::{self, Limits};
use puente_credentials::verify::unreadable;
use puente_wire::verification::{Reason, Verification};
use serde_json::Value;

use super::Failure;
use crate::vc_api::counts_as_verified;

/// The most bytes of certificates that are held at a time.
const CHUNK: usize = 8 * 1024 * 1024;
/// How many lines a thread takes at a time.
const SHARE: usize = 8;
/// How often progress is said on the error output.
const PROGRESS: Duration = Duration::from_secs(2);

/// Whom to ask about certificates.
pub(super) trait Verifier {
    /// What is known at one moment.
    type Round<'a>: Round
    where
        Self: 'a;

    /// What is known now.
    fn begin(&self) -> Self::Round<'_>;
}

/// Finds out about certificates as of one moment.
pub(super) trait Round: Sync {
    /// What is found; an error when nothing can be found out at all.
    fn verify(&self, credential: &Value) -> Result<Verification, Failure>;
    /// For what is no certificate at all.
    fn now(&self) -> chrono::DateTime<chrono::Utc>;
}

/// One line of the file.
struct Line {
    number: u64,
    text: Vec<u8>,
}

/// Why a line failed: its number, the reason, the certificate's identifier.
type Failed = (u64, Reason, Option<String>);

/// What to verify, and how.
#[derive(Clone, Copy)]
pub(super) struct Options<'a> {
    /// The file; `-` is the standard input.
    pub(super) path: &'a Path,
    /// Whether each failure is printed.
    pub(super) report: bool,
    /// On how many threads; none: as many as there are cores.
    pub(super) threads: Option<NonZero<usize>>,
}

/// How far it is.
#[derive(Default)]
struct Count {
    verified: u64,
    failed: u64,
}

/// Exit code 0: all verified; 1: not all.
pub(super) fn run(options: &Options, verifier: &impl Verifier) -> Result<ExitCode, Failure> {
    let Options { path, report, threads } = *options;
    let threads = threads.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZero::get);
    let file: Box<dyn Read> = if path.as_os_str() == "-" {
        Box::new(std::io::stdin())
    } else {
        Box::new(File::open(path).map_err(|error| format!("{}: {error}", path.display()))?)
    };
    let mut lines = Lines { input: BufReader::new(file), number: 0 };
    let mut count = Count::default();
    let mut said = Instant::now();
    loop {
        let chunk = lines.chunk()?;
        if chunk.is_empty() {
            break;
        }
        let failures = verify_chunk(&chunk, &verifier.begin(), threads)?;
        count.failed += failures.len() as u64;
        count.verified += (chunk.len() - failures.len()) as u64;
        if report {
            write_report(&failures)?;
        }
        if said.elapsed() > PROGRESS {
            eprintln!("{} lines", count.verified + count.failed);
            said = Instant::now();
        }
    }
    println!("verified {}, failed {}", count.verified, count.failed);
    Ok(ExitCode::from(u8::from(count.failed > 0)))
}

fn write_report(failures: &[Failed]) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    for (number, reason, id) in failures {
        writeln!(out, "line {number}: {reason} {}", id.as_deref().unwrap_or("-"))?;
    }
    Ok(())
}

/// The file, line by line; blank lines are left out.
struct Lines {
    input: BufReader<Box<dyn Read>>,
    number: u64,
}

impl Lines {
    /// The next lines, as many as fit.
    fn chunk(&mut self) -> Result<Vec<Line>, Failure> {
        let (mut lines, mut bytes) = (Vec::new(), 0);
        while bytes < CHUNK {
            let Some(line) = self.next()? else { break };
            bytes += line.text.len();
            if !line.text.trim_ascii().is_empty() {
                lines.push(line);
            }
        }
        Ok(lines)
    }

    /// One line; of one that is too long, one byte more than is allowed, so that the limit shows.
    fn next(&mut self) -> Result<Option<Line>, Failure> {
        let most = Limits::CREDENTIAL.bytes + 2;
        let mut text = Vec::new();
        let read = self.input.by_ref().take(most as u64).read_until(b'\n', &mut text)?;
        if read == 0 {
            return Ok(None);
        }
        if !text.ends_with(b"\n") && read == most {
            self.skip_line()?;
        }
        self.number += 1;
        Ok(Some(Line { number: self.number, text }))
    }

    fn skip_line(&mut self) -> Result<(), Failure> {
        loop {
            let buffer = self.input.fill_buf()?;
            let end = buffer.iter().position(|byte| *byte == b'\n');
            let used = end.map_or(buffer.len(), |at| at + 1);
            let finished = end.is_some() || buffer.is_empty();
            self.input.consume(used);
            if finished {
                return Ok(());
            }
        }
    }
}

/// Every line on some core; the failures in the order of the lines.
fn verify_chunk(lines: &[Line], round: &impl Round, threads: usize) -> Result<Vec<Failed>, Failure> {
    let next = AtomicUsize::new(0);
    // Certificates differ in length: whoever is done takes the next share.
    let worker = || {
        let mut failures = Vec::new();
        while let Some(share) = lines.chunks(SHARE).nth(next.fetch_add(1, Ordering::Relaxed)) {
            for line in share {
                failures.extend(verify_line(line, round)?);
            }
        }
        Ok(failures)
    };
    let mut failures = thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(worker)).collect();
        let found = workers.into_iter().map(|worker| worker.join().map_err(|_| Failure::from("a worker panicked"))?);
        found.collect::<Result<Vec<Vec<Failed>>, Failure>>()
    })?
    .concat();
    failures.sort_by_key(|(number, ..)| *number);
    Ok(failures)
}

/// None when the line's certificate verifies.
fn verify_line(line: &Line, round: &impl Round) -> Result<Option<Failed>, Failure> {
    let (found, id) = match json::parse(line.text.trim_ascii(), Limits::CREDENTIAL) {
        Ok(credential) => {
            let id = credential.get("id").and_then(Value::as_str).map(str::to_owned);
            (round.verify(&credential)?, id)
        }
        Err(error) => (unreadable(&error, round.now()), None),
    };
    Ok((!counts_as_verified(&found)).then_some((line.number, found.reason, id)))
}
