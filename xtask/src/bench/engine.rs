//! The engine on a registry of a whole region, and on parts of it.

use anyhow::{Context, Result};
use serde_json::Value;

use super::{Table, cargo};
use crate::process;

/// The region divided by so much, and what the table calls it.
const SIZES: [(&str, &str); 3] = [("100", "a hundredth"), ("10", "a tenth"), ("1", "a region")];

/// Measures and adds its lines to the table.
pub(super) fn measure(table: &mut Table) -> Result<()> {
    for (parts, name) in SIZES {
        let run = ["run", "--quiet", "--release", "--package", "crosswalks", "--example", "engine_speed", "--", parts];
        let said = process::output(cargo().args(run))?;
        let figures: Value = serde_json::from_str(&said).context("engine_speed prints JSON")?;
        let mut row = |what: &str, figure: &str, unit: &str| {
            table.row(&format!("{what}, {name}"), figures.get(figure), unit);
        };
        row("recognise, decided", "decided_p50_us", "µs a question (median)");
        row("recognise, decided", "decided_p99_us", "µs for all but one of a hundred");
        row("recognise, any standard", "open_p50_us", "µs a question (median)");
        row("recognise, any standard", "open_p99_us", "µs for all but one of a hundred");
        row("snapshot", "build_ms", "ms to index");
        row("snapshot", "held_mb", "MB held");
    }
    Ok(())
}
