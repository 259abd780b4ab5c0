//! The release server, started twice and watched.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::{remove, scratch};
use crate::{process, project};

/// A running server with demonstration data; stops when dropped.
pub(super) struct Server {
    child: Child,
    data: PathBuf,
    database: Option<String>,
    /// Host and port.
    pub(super) address: String,
    pub(super) first_start_ms: f64,
    pub(super) second_start_ms: f64,
}

impl Server {
    pub(super) fn start() -> Result<Self> {
        let data = scratch("data")?;
        let (mut child, _, first_start_ms) = launch(&data, None)?;
        child.kill()?;
        child.wait()?;
        let (child, address, second_start_ms) = launch(&data, None)?;
        Ok(Self { child, data, database: None, address, first_start_ms, second_start_ms })
    }

    /// A new registry on this PostgreSQL database, or on SQLite.
    pub(super) fn start_on(database: Option<&str>) -> Result<Self> {
        let data = scratch("issuing")?;
        let (child, address, first_start_ms) = launch(&data, database)?;
        let database = database.map(str::to_owned);
        Ok(Self { child, data, database, address, first_start_ms, second_start_ms: f64::NAN })
    }

    /// What a subcommand prints that works on the same registry.
    pub(super) fn command(&self, arguments: &[&str]) -> Result<String> {
        process::output(puente(&self.data, self.database.as_deref()).args(arguments))
    }

    /// Its process.
    pub(super) fn process(&self) -> u32 {
        self.child.id()
    }

    /// The folder of its data.
    pub(super) fn data(&self) -> &Path {
        &self.data
    }

    /// Resident memory in megabytes, after a moment of rest.
    pub(super) fn idle_mb(&self) -> Result<f64> {
        thread::sleep(Duration::from_secs(2));
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).context("needs Linux's /proc")?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("VmRSS")?;
        let kilobytes: f64 = line.trim().trim_end_matches(" kB").parse()?;
        Ok(kilobytes / 1024.0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let stopped = self.child.kill().and_then(|()| self.child.wait());
        if stopped.is_err() || remove(&self.data).is_err() {
            eprintln!("the measured server, or {}, may still be there", self.data.display());
        }
    }
}

/// The release program on a registry.
fn puente(data: &Path, database: Option<&str>) -> Command {
    let mut command = Command::new(project::target().join("release").join("puente"));
    command.env_remove("DATABASE_URL").arg("--data").arg(data);
    if let Some(url) = database {
        command.args(["--database-url", url]);
    }
    command
}

/// Starts the server and returns it with its address and the milliseconds until it said so.
fn launch(data: &Path, database: Option<&str>) -> Result<(Child, String, f64)> {
    let started = Instant::now();
    let mut child = puente(data, database)
        .args(["serve", "--demo", "--addr", "127.0.0.1:0", "--log", "warn"])
        .stdout(Stdio::piped())
        .spawn()
        .context("cannot start the release server")?;
    let output = child.stdout.take().context("no output")?;
    let mut lines = BufReader::new(output).lines();
    for line in lines.by_ref() {
        if let Some(address) = line?.strip_prefix("Puente is at http://") {
            let elapsed = started.elapsed().as_secs_f64() * 1e3;
            thread::spawn(move || lines.for_each(drop));
            return Ok((child, address.to_owned(), elapsed));
        }
    }
    bail!("the server ended before it was ready")
}
