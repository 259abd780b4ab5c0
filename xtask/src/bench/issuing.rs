//! Issuing over HTTP as programs of an institution do it, on both databases, every commit on disk, as a
//! share of what the same cores sign in a program of their own. All three are measured in turn, so that
//! what else the machine does falls on each.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::caller::{Got, Program};
use super::server::Server;
use super::{Table, cargo, processor, verifying_many};
use crate::database::Cluster;
use crate::{process, project};

/// How many callers ask at the same time for one certificate each: a few, and many.
const SINGLE_CALLERS: [usize; 2] = [16, 64];
/// How many ask for batches.
const BATCH_CALLERS: usize = 4;
/// How many certificates a batch holds.
const BATCH: usize = 250;
const ROUND: Duration = Duration::from_secs(3);
const ROUNDS: u32 = 3;

/// Measures on both databases, and verifies what was issued on the first.
pub(super) fn measure(native: &Value, table: &mut Table) -> Result<()> {
    let build = ["build", "--quiet", "--release", "--package", "puente-credentials", "--example", "issue_speed"];
    process::run(cargo().args(build))?;
    let certificate = native.get("certificate").context("no certificate")?;
    let on_sqlite = Server::start_on(None)?;
    let issued = rows("SQLite", (&on_sqlite, None), certificate, table)?;
    let file = on_sqlite.data().join("issued.ndjson");
    write_lines(&file, &issued)?;
    verifying_many::measure(&on_sqlite, &file, native, table)?;
    drop(on_sqlite);
    let cluster = Cluster::start_durable()?;
    let on_postgres = Server::start_on(Some(&cluster.url()))?;
    rows("PostgreSQL", (&on_postgres, Some(cluster.process())), certificate, table)?;
    Ok(())
}

fn write_lines(file: &Path, issued: &[Value]) -> Result<()> {
    let lines: Vec<String> = issued.iter().map(Value::to_string).collect();
    Ok(std::fs::write(file, lines.join("\n"))?)
}

/// Certificates a second that all cores sign in a program of their own, and what one takes of a core.
fn signing(certificate: &Value) -> Result<(f64, f64)> {
    let before = processor::ended();
    let mut program = Command::new(project::target().join("release/examples/issue_speed"))
        .arg(ROUND.as_secs_f64().to_string())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("cannot start the program that signs")?;
    program.stdin.take().context("no input")?.write_all(certificate.to_string().as_bytes())?;
    let said = program.wait_with_output()?.stdout;
    let said = String::from_utf8_lossy(&said).trim().to_owned();
    let (rate, count) = said.split_once(' ').context("the program that signs failed")?;
    let (rate, count): (f64, f64) = (rate.parse()?, count.parse()?);
    Ok((rate, (processor::ended() - before) / count))
}

/// Measures one registry: the server, and the process of its database unless that is within the server.
fn rows(
    name: &str,
    (server, database): (&Server, Option<u32>),
    certificate: &Value,
    table: &mut Table,
) -> Result<Vec<Value>> {
    let token = server.command(&["token", "create", "--org", "sena", "--scope", "vc-api"])?;
    let program = Program { address: &server.address, token: token.trim(), certificate };
    let rate = |callers, together| rate(&program, (server, database), callers, together);
    rate(BATCH_CALLERS, 1)?;
    let (mut alone, mut alone_us, mut batch) = (0.0, 0.0, Rate::default());
    let mut singles = SINGLE_CALLERS.map(|callers| (callers, Rate::default()));
    for _ in 0..ROUNDS {
        let (rate_alone, us) = signing(certificate)?;
        (alone, alone_us) = (alone + rate_alone, alone_us + us / f64::from(ROUNDS));
        for (callers, single) in &mut singles {
            single.add(rate(*callers, 1)?);
        }
        batch.add(rate(BATCH_CALLERS, BATCH)?);
    }
    table.number("signing alone, all cores", alone / f64::from(ROUNDS), "a second, both proofs, in turn with the next");
    table.number("  of a core", alone_us, "µs a certificate");
    let mut add = |what: &str, callers: usize, rate: &Rate| {
        let unit = format!("a second, {callers} connections, on the cores that also ask");
        table.number(&format!("{what}, {name}"), rate.a_second / f64::from(ROUNDS), &unit);
        table.number("  share of what one core signs", rate.a_second * alone_us / 1e6 / f64::from(ROUNDS) * 100.0, "%");
        table.number("  share of what all cores sign", rate.a_second / alone * 100.0, "%");
        table.number("  of a core, the server", rate.server_us / rate.count, "µs a certificate");
        if database.is_some() {
            table.number("  of a core, the database", rate.database_us / rate.count, "µs a certificate");
        }
        table.number("  of a core, the callers", rate.callers_us / rate.count, "µs a certificate");
        let all_us = (rate.server_us + rate.database_us + rate.callers_us) / rate.count;
        table.number("  of this, signing", alone_us / all_us * 100.0, "%");
    };
    for (callers, single) in &singles {
        add("issue over HTTP", *callers, single);
    }
    add(&format!("issue {BATCH} at once"), BATCH_CALLERS, &batch);
    let lists = batch.kept.iter().take(BATCH_CALLERS).map(|answer| issued(answer)).collect::<Result<Vec<_>>>()?;
    Ok(lists.concat())
}

/// The certificates in an answer to a batch.
fn issued(answer: &[u8]) -> Result<Vec<Value>> {
    let mut answer: Value = serde_json::from_slice(answer)?;
    let results = answer.get_mut("results").and_then(Value::as_array_mut).context("results")?;
    let certificate = |result: &mut Value| result.get_mut("verifiableCredential").map(Value::take);
    results.iter_mut().map(|result| certificate(result).context("no certificate")).collect()
}

/// How fast certificates came in some rounds, and what they took of the cores.
#[derive(Default)]
struct Rate {
    count: f64,
    a_second: f64,
    server_us: f64,
    database_us: f64,
    callers_us: f64,
    kept: Vec<Vec<u8>>,
}

impl Rate {
    fn add(&mut self, round: Self) {
        self.count += round.count;
        self.a_second += round.a_second;
        self.server_us += round.server_us;
        self.database_us += round.database_us;
        self.callers_us += round.callers_us;
        self.kept.extend(round.kept);
    }
}

/// Lets callers ask for so many certificates at a time, for a round.
fn rate(
    program: &Program<'_>,
    (server, database): (&Server, Option<u32>),
    callers: usize,
    together: usize,
) -> Result<Rate> {
    let taken = || (processor::of_all(server.process()), database.map_or(0.0, processor::of_all), processor::own());
    let (before, started) = (taken(), Instant::now());
    let until = started + ROUND;
    let keep = usize::from(together > 1);
    let got: Result<Vec<Got>> = thread::scope(|scope| {
        let ask = |caller| scope.spawn(move || program.issue_until(until, caller, together, keep));
        let callers: Vec<_> = (0..callers).map(ask).collect();
        callers.into_iter().map(|caller| caller.join().unwrap_or_else(|_| bail!("a caller panicked"))).collect()
    });
    let (got, seconds, after) = (got?, started.elapsed().as_secs_f64(), taken());
    let count = f64::from(u32::try_from(got.iter().map(|(count, _)| count).sum::<usize>())?);
    Ok(Rate {
        count,
        a_second: count / seconds,
        server_us: after.0 - before.0,
        database_us: after.1 - before.1,
        callers_us: after.2 - before.2,
        kept: got.into_iter().flat_map(|(_, kept)| kept).collect(),
    })
}
