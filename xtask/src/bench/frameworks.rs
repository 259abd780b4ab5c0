//! A large CASE package: reading it beside plain JSON, and bringing it into a registry.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::{Table, cargo, remove, scratch};
use crate::{process, project};

/// How many items the package has.
const ITEMS: &str = "100000";

/// Measures and adds its lines to the table.
pub(super) fn measure(table: &mut Table) -> Result<()> {
    let folder = scratch("frameworks")?;
    let file = folder.join("package.json");
    let path = file.to_str().context("a path of letters")?;
    example(&["make", path, ITEMS])?;
    let size = fs::metadata(&file)?.len();
    let case: Value = serde_json::from_str(&example(&["case", path])?)?;
    let json: Value = serde_json::from_str(&example(&["json", path])?)?;
    let of = |value: &Value, name: &str| value.get(name).and_then(Value::as_f64).unwrap_or(f64::NAN);
    #[expect(clippy::cast_precision_loss, reason = "a size in megabytes")]
    table.number("CASE package", size as f64 / 1_048_576.0, "MB, 100,000 items");
    table.number("read it", of(&case, "ms"), "ms, twice through, with the tree");
    table.number("read it, beside plain JSON", of(&case, "ms") / of(&json, "ms"), "times parsing it into memory once");
    table.number("read it, memory", of(&case, "peak_mb"), "MB at most");
    table.number("plain JSON, memory", of(&json, "peak_mb"), "MB at most");
    let (seconds, peak) = import(&folder, path)?;
    table.number("import it", seconds, "s until published (SQLite)");
    table.number("import it, memory", peak, "MB at most");
    remove(&folder)
}

fn example(arguments: &[&str]) -> Result<String> {
    let run = ["run", "--quiet", "--release", "--package", "competency-frameworks", "--example", "case_speed", "--"];
    process::output(cargo().args(run).args(arguments))
}

/// Seconds, and the most megabytes the process held.
fn import(folder: &Path, package: &str) -> Result<(f64, f64)> {
    let program = project::target().join("release/puente");
    let start = Instant::now();
    let mut child = Command::new(program)
        .arg("--data")
        .arg(folder.join("data"))
        .args(["import", "framework", package])
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()?;
    let mut peak = 0.0_f64;
    loop {
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let held = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        peak =
            held.and_then(|held| held.trim().trim_end_matches(" kB").parse().ok()).map_or(peak, |kb: f64| kb / 1024.0);
        if let Some(ended) = child.try_wait()? {
            ensure!(ended.success(), "the import ended with {ended}");
            return Ok((start.elapsed().as_secs_f64(), peak));
        }
        thread::sleep(Duration::from_millis(20));
    }
}
