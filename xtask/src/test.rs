//! `cargo xtask test`: every check, each timed, and one line that adds them up.

use std::fs;
use std::path::Path;
use std::time::Instant;

use anyhow::{Result, bail};
use clap::Args;

use crate::check::{self, Check};
use crate::tally::Tally;
use crate::{process, project, system};

/// Lines of a failing check's log that are shown; the file holds all of them.
const SHOWN_LINES: usize = 250;

#[derive(Args)]
pub(crate) struct Options {
    /// Run only these checks (may be repeated); without it, all of them.
    #[arg(long, value_name = "CHECK")]
    only: Vec<String>,
}

/// Runs the checks and returns whether all of them held.
pub(crate) fn run(options: &Options) -> Result<bool> {
    let chosen = choose(&options.only)?;
    let started = Instant::now();
    let mut total = Tally::default();
    if let Err(error) = system::require_compilers() {
        process::say("test", &format!("{error:#}"));
        total += Tally::FAILED;
    }
    for check in chosen {
        total += run_one(check);
    }
    process::say("test", &format!("{} s in all", started.elapsed().as_secs()));
    println!("{} passed, {} failed", total.passed, total.failed);
    Ok(total.failed == 0 && total.passed > 0)
}

fn choose(only: &[String]) -> Result<Vec<&'static Check>> {
    if only.is_empty() {
        return Ok(check::ALL.iter().collect());
    }
    let find = |name: &String| check::ALL.iter().find(|check| check.name == name);
    let found: Vec<_> = only.iter().filter_map(find).collect();
    if found.len() < only.len() {
        let names: Vec<_> = check::ALL.iter().map(|check| check.name).collect();
        bail!("--only takes {}", names.join(", "));
    }
    Ok(found)
}

/// A check that cannot run has failed.
fn run_one(check: &Check) -> Tally {
    let log = project::target().join("test-logs").join(format!("{}.log", check.name));
    process::say(check.name, "…");
    let started = Instant::now();
    let tally = (check.run)(&log).unwrap_or_else(|error| {
        process::say(check.name, &format!("could not run: {error:#}"));
        Tally::FAILED
    });
    if tally.failed > 0 {
        show(&log);
    }
    let seconds = started.elapsed().as_secs();
    process::say(check.name, &format!("{} passed, {} failed in {seconds} s", tally.passed, tally.failed));
    tally
}

fn show(log: &Path) {
    let Ok(output) = fs::read(log) else { return };
    let output = String::from_utf8_lossy(&output);
    let lines: Vec<&str> = output.lines().collect();
    let from = lines.len().saturating_sub(SHOWN_LINES);
    for line in lines.iter().skip(from) {
        eprintln!("    {line}");
    }
    eprintln!("    (whole log: {})", log.display());
}
