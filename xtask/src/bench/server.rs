//! The release server, started twice and watched.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::{remove, scratch};
use crate::project;

/// A running server with demonstration data; stops when dropped.
pub(super) struct Server {
    child: Child,
    data: PathBuf,
    /// Host and port.
    pub(super) address: String,
    pub(super) first_start_ms: f64,
    pub(super) second_start_ms: f64,
}

impl Server {
    pub(super) fn start() -> Result<Self> {
        let data = scratch("data")?;
        let (mut child, _, first_start_ms) = launch(&data)?;
        child.kill()?;
        child.wait()?;
        let (child, address, second_start_ms) = launch(&data)?;
        Ok(Self { child, data, address, first_start_ms, second_start_ms })
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

/// Starts the server and returns it with its address and the milliseconds until it said so.
fn launch(data: &PathBuf) -> Result<(Child, String, f64)> {
    let started = Instant::now();
    let mut child = Command::new(project::target().join("release").join("puente"))
        .args(["serve", "--demo", "--addr", "127.0.0.1:0", "--log", "warn", "--data"])
        .arg(data)
        .env_remove("DATABASE_URL")
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
