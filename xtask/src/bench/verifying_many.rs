//! `puente verify --ndjson`: what each core does of what it does alone, and what two do of one.

use std::fs;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::Table;
use super::server::Server;

/// How often what was issued is repeated in the file, so that starting does not count.
const TIMES: usize = 40;
/// How many rounds, each with one thread and with two.
const ROUNDS: usize = 5;

/// Verifies the certificates of a file on one thread and on two in turn, with the registry and without.
pub(super) fn measure(server: &Server, issued: &Path, native: &Value, table: &mut Table) -> Result<()> {
    let in_process = native.get("both_us").and_then(Value::as_f64).context("both_us")?;
    let text = fs::read_to_string(issued)?;
    let (trust, many) = (server.data().join("trust.json"), server.data().join("many.ndjson"));
    fs::write(&trust, server.command(&["trust", "export"])?)?;
    let lines: Vec<&str> = vec![text.as_str(); TIMES];
    fs::write(&many, lines.join("\n"))?;
    let count = text.lines().count() * TIMES;
    let path = |path: &Path| path.to_str().map(str::to_owned).context("a path that is no text");
    let (many, trust) = (path(&many)?, path(&trust)?);
    for (name, more) in [("with the registry", vec![]), ("without one", vec!["--trust", trust.as_str()])] {
        let seconds = |threads: &str| {
            let arguments = [&["verify", "--ndjson", many.as_str(), "--threads", threads], more.as_slice()].concat();
            let started = Instant::now();
            let said = server.command(&arguments)?;
            if said.trim() != format!("verified {count}, failed 0") {
                bail!("verifying many says {said}");
            }
            Ok(started.elapsed().as_secs_f64())
        };
        let mut rounds =
            (0..ROUNDS).map(|_| Ok((seconds("1")?, seconds("2")?))).collect::<Result<Vec<(f64, f64)>>>()?;
        rounds.sort_by(|one, other| (one.0 / one.1).total_cmp(&(other.0 / other.1)));
        let (one, two) = rounds.get(ROUNDS / 2).copied().context("no round")?;
        let count = f64::from(u32::try_from(count)?);
        table.number(&format!("verify a file, {name}"), count / one, "certificates a second on one core, both proofs");
        table.number("  share of the same in memory", count / one * in_process / 1e4, "%");
        table.number("  two cores", one / two, "times as many as one");
    }
    Ok(())
}
