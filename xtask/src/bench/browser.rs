//! Measurements in Chromium, by the scripts in `tests/bench`.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use super::{remove, scratch};
use crate::{browser, process, project};

/// Names, values and units, in the order in which the scripts report them.
pub(super) fn measure(address: &str, wasm: &Path) -> Result<Vec<(String, f64, String)>> {
    let chromium = browser::ensure()?;
    let folder = scratch("browser")?;
    let report = folder.join("report.json");
    let arguments = ["--no-install", "playwright", "test", "--config", "bench/playwright.config.ts"];
    process::output(
        Command::new("npx")
            .current_dir(project::browser_tests())
            .args(arguments)
            .env("PUENTE_CHROMIUM", chromium)
            .env("PUENTE_ORIGIN", format!("http://{address}"))
            .env("PUENTE_VERIFY_WASM", wasm)
            .env("PUENTE_REPORT", &report),
    )?;
    let rows: Vec<Value> = serde_json::from_str(&fs::read_to_string(&report)?)?;
    remove(&folder)?;
    rows.iter().map(|row| read(row).context("a row of the browser's report")).collect()
}

fn read(row: &Value) -> Option<(String, f64, String)> {
    let text = |name: &str| row.get(name)?.as_str().map(str::to_owned);
    Some((text("name")?, row.get("value")?.as_f64()?, text("unit")?))
}
