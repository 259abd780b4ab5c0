//! How often suggestions find the right candidate, and how fast, next to a scan of every pair.

use anyhow::{Context, Result};
use serde_json::{Map, Value};

use super::cargo;
use crate::process;

/// Name, value and unit of each figure, shares in per cent.
pub(super) fn measure() -> Result<Vec<(String, f64, &'static str)>> {
    let arguments = ["run", "--quiet", "--release", "--package", "crosswalks", "--example", "suggest_speed"];
    let said = process::output(cargo().args(arguments))?;
    let figures: Map<String, Value> = serde_json::from_str(&said).context("suggest_speed prints JSON")?;
    Ok(figures.into_iter().filter_map(|(name, value)| Some(figure(name, value.as_f64()?))).collect())
}

fn figure(name: String, value: f64) -> (String, f64, &'static str) {
    match name.split_once(": ") {
        Some((what, "us a question")) => (what.to_owned(), value, "µs a question, building the index included"),
        Some((_, "Hit@5")) => (name, value * 100.0, "% have a right candidate among the first five"),
        Some((_, "MRR")) => (name, value * 100.0, "%, mean reciprocal rank"),
        _ => (name, value, ""),
    }
}
