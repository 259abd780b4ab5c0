//! How long each suite takes beside other makers' libraries, plain `ssi` and a bare signature.
//!
//! Two programs stay open, ours and one of theirs, and verify the same certificates in turn, so that
//! what else the machine does falls on both. Of each pair of rounds the shares are taken, and of those
//! the middle one.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Lines, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use anyhow::{Context, Result, bail};

use super::{Table, cargo, remove, scratch};
use crate::{process, project};

/// How many pairs of rounds.
const PAIRS: usize = 15;
/// What is compared with what: the row, ours, whose, and their row.
const SHARES: [(&str, Side, &str); 9] = [
    ("eddsa-rdfc-2022", Side::Theirs, "eddsa-rdfc-2022"),
    ("eddsa-rdfc-2022", Side::Ours, "plain ssi, eddsa-rdfc-2022"),
    ("eddsa-rdfc-2022", Side::Ours, "bare Ed25519"),
    ("eddsa-jcs-2022", Side::Theirs, "eddsa-rdfc-2022"),
    ("eddsa-jcs-2022", Side::Theirs, "eddsa-jcs-2022"),
    ("eddsa-jcs-2022", Side::Ours, "bare Ed25519"),
    ("SD-JWT VC", Side::Theirs, "eddsa-rdfc-2022"),
    ("SD-JWT VC", Side::Ours, "bare Ed25519"),
    ("ecdsa-rdfc-2019", Side::Theirs, "eddsa-rdfc-2022"),
];

/// The row of two threads that verify at the same time: what they share must not make either slower.
const TWO_AT_ONCE: &str = "eddsa-rdfc-2022, two at once";

#[derive(Clone, Copy)]
enum Side {
    Ours,
    Theirs,
}

type Round = BTreeMap<String, f64>;

/// Measures and adds its lines to the table.
pub(super) fn measure(table: &mut Table) -> Result<()> {
    let folder = scratch("verifying")?;
    let build = ["build", "--quiet", "--release", "--package", "puente-credentials", "--example", "compare_speed"];
    process::run(cargo().args(build))?;
    let mut ours = Program::start(Command::new(project::target().join("release/examples/compare_speed")).arg(&folder))?;
    let mut theirs = Program::start(
        Command::new("node").arg("bench/verify.mjs").arg(&folder).current_dir(project::browser_tests()),
    )?;
    let rounds: Result<Vec<(Round, Round)>> = (0..PAIRS).map(|_| Ok((ours.round()?, theirs.round()?))).collect();
    drop((ours, theirs));
    remove(Path::new(&folder))?;
    report(&rounds?, table)
}

fn report(rounds: &[(Round, Round)], table: &mut Table) -> Result<()> {
    let (first, first_theirs) = rounds.first().context("no round")?;
    for name in first.keys() {
        table.number(
            &format!("verify, {name}"),
            middle(rounds.iter().map(|(ours, _)| value(ours, name))),
            "µs, one core",
        );
    }
    for name in first_theirs.keys() {
        let time = middle(rounds.iter().map(|(_, theirs)| value(theirs, name)));
        table.number(&format!("@digitalbazaar/vc, {name}"), time, "µs, one core");
    }
    let scaling = rounds.iter().map(|(ours, _)| 2.0 * value(ours, "eddsa-rdfc-2022") / value(ours, TWO_AT_ONCE));
    table.number("verify, two cores", middle(scaling), "times as many as on one, by processor time");
    for (name, side, other) in SHARES {
        let shares = rounds.iter().map(|(ours, theirs)| match side {
            Side::Ours => value(ours, name) / value(ours, other),
            Side::Theirs => value(ours, name) / value(theirs, other),
        });
        let share = middle(shares);
        let whose = if matches!(side, Side::Theirs) { "@digitalbazaar/vc's " } else { "" };
        table.number(&format!("{name}, share"), share * 100.0, &format!("% of {whose}{other} (1/{:.1})", 1.0 / share));
    }
    Ok(())
}

fn value(round: &Round, name: &str) -> f64 {
    round.get(name).copied().unwrap_or(f64::NAN)
}

fn middle(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// A program that measures a round for every line it is sent; it ends when dropped.
struct Program {
    child: Child,
    input: Option<ChildStdin>,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Program {
    fn start(command: &mut Command) -> Result<Self> {
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().context("cannot start")?;
        let input = child.stdin.take();
        let output = child.stdout.take().context("no output")?;
        let mut program = Self { child, input, lines: BufReader::new(output).lines() };
        match program.lines.next() {
            Some(Ok(line)) if line == "ready" => Ok(program),
            _ => bail!("a measured program is not ready"),
        }
    }

    fn round(&mut self) -> Result<Round> {
        self.input.as_mut().context("no input")?.write_all(b"go\n")?;
        let line = self.lines.next().context("the program ended")??;
        Ok(serde_json::from_str(&line)?)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.input.take();
        if self.child.wait().is_err() {
            eprintln!("a measured program may still run");
        }
    }
}
