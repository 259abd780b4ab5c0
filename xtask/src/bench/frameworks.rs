//! A large CASE package: reading it beside plain JSON, and bringing it into a registry.

use std::fs;

use anyhow::{Context, Result};
use serde_json::Value;

use super::{Table, cargo, import, remove, scratch};
use crate::process;

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
    import::run(&folder.join("data"), &["framework", path])?.report(table, "published");
    remove(&folder)
}

fn example(arguments: &[&str]) -> Result<String> {
    let run = ["run", "--quiet", "--release", "--package", "competency-frameworks", "--example", "case_speed", "--"];
    process::output(cargo().args(run).args(arguments))
}
