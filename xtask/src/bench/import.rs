//! Bringing large files into a registry with the command: how long it takes, and the memory it needs.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use super::Table;
use crate::project;

/// What an import came to.
pub(super) struct Imported {
    pub(super) seconds: f64,
    /// The most megabytes the process held.
    pub(super) peak_mb: f64,
    /// How many lines of progress it showed.
    pub(super) lines: f64,
}

impl Imported {
    /// Adds its lines to the table.
    pub(super) fn report(&self, table: &mut Table, until: &str) {
        table.number("import it", self.seconds, &format!("s until {until} (SQLite)"));
        table.number("import it, memory", self.peak_mb, "MB at most");
        table.number("import it, progress", self.lines, "lines said meanwhile");
    }
}

/// Runs `puente import` and watches it.
pub(super) fn run(data: &Path, arguments: &[&str]) -> Result<Imported> {
    let program = project::target().join("release/puente");
    let start = Instant::now();
    let mut child = Command::new(program)
        .arg("--data")
        .arg(data)
        .arg("import")
        .args(arguments)
        .env_remove("DATABASE_URL")
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()?;
    let said = child.stderr.take().context("no output")?;
    let lines = thread::spawn(move || BufReader::new(said).lines().map_while(Result::ok).count());
    let mut peak = 0.0_f64;
    loop {
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let held = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        peak =
            held.and_then(|held| held.trim().trim_end_matches(" kB").parse().ok()).map_or(peak, |kb: f64| kb / 1024.0);
        if let Some(ended) = child.try_wait()? {
            ensure!(ended.success(), "import {} ended with {ended}", arguments.join(" "));
            let seconds = start.elapsed().as_secs_f64();
            let lines = lines.join().ok().and_then(|lines| u32::try_from(lines).ok());
            return Ok(Imported { seconds, peak_mb: peak, lines: lines.map_or(f64::NAN, f64::from) });
        }
        thread::sleep(Duration::from_millis(20));
    }
}
