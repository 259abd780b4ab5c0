//! Bringing large files into a registry with the command: how long it takes, and the memory it needs.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};

use crate::project;

/// Seconds, and the most megabytes the process held.
pub(super) fn run(data: &Path, arguments: &[&str]) -> Result<(f64, f64)> {
    let program = project::target().join("release/puente");
    let start = Instant::now();
    let mut child = Command::new(program)
        .arg("--data")
        .arg(data)
        .arg("import")
        .args(arguments)
        .env_remove("DATABASE_URL")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let mut peak = 0.0_f64;
    loop {
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let held = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        peak =
            held.and_then(|held| held.trim().trim_end_matches(" kB").parse().ok()).map_or(peak, |kb: f64| kb / 1024.0);
        if let Some(ended) = child.try_wait()? {
            ensure!(ended.success(), "import {} ended with {ended}", arguments.join(" "));
            return Ok((start.elapsed().as_secs_f64(), peak));
        }
        thread::sleep(Duration::from_millis(20));
    }
}
