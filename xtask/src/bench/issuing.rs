//! Issuing over HTTP as programs of an institution do it, on both databases, every commit on disk, as a
//! share of what the same cores sign in a program of their own.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::server::Server;
use super::{Table, verifying_many};
use crate::database::Cluster;

/// How many callers ask at the same time for one certificate each.
const SINGLE_CALLERS: usize = 16;
/// How many ask for batches.
const BATCH_CALLERS: usize = 4;
/// How many certificates a batch holds.
const BATCH: usize = 250;
const ROUND: Duration = Duration::from_secs(4);
/// How many certificates are kept, to be verified together.
const KEPT: usize = 1_000;

/// Measures on both databases, and verifies what was issued on the first.
pub(super) fn measure(native: &Value, table: &mut Table) -> Result<()> {
    let one = native.get("issue_us").and_then(Value::as_f64).context("issue_us")?;
    let cores = f64::from(u32::try_from(thread::available_parallelism()?.get())?);
    let signing = cores * 1e6 / one;
    table.number("issue, native, all cores", signing, "a second, reckoned from one core");
    let certificate = native.get("certificate").context("no certificate")?;
    let on_sqlite = Server::start_on(None)?;
    let issued = rows("SQLite", &on_sqlite, certificate, signing, table)?;
    let file = on_sqlite.data().join("issued.ndjson");
    write_lines(&file, &issued)?;
    verifying_many::measure(&on_sqlite, &file, native, table)?;
    drop(on_sqlite);
    let cluster = Cluster::start_durable()?;
    let on_postgres = Server::start_on(Some(&cluster.url()))?;
    rows("PostgreSQL", &on_postgres, certificate, signing, table)?;
    Ok(())
}

fn write_lines(file: &Path, issued: &[Value]) -> Result<()> {
    let lines: Vec<String> = issued.iter().map(Value::to_string).collect();
    Ok(std::fs::write(file, lines.join("\n"))?)
}

fn rows(name: &str, server: &Server, certificate: &Value, signing: f64, table: &mut Table) -> Result<Vec<Value>> {
    let token = server.command(&["token", "create", "--org", "sena", "--scope", "vc-api"])?;
    let program = Program { address: &server.address, token: token.trim(), certificate };
    program.rate(SINGLE_CALLERS, 1, Duration::from_secs(1))?;
    let (single, _) = program.rate(SINGLE_CALLERS, 1, ROUND)?;
    let (batch, issued) = program.rate(BATCH_CALLERS, BATCH, ROUND)?;
    let unit = |callers: usize| format!("a second, {callers} connections, on the cores that also ask");
    table.number(&format!("issue over HTTP, {name}"), single, &unit(SINGLE_CALLERS));
    table.number("  share of signing alone", single / signing * 100.0, "%");
    table.number(&format!("issue {BATCH} at once, {name}"), batch, &unit(BATCH_CALLERS));
    table.number("  share of signing alone", batch / signing * 100.0, "%");
    Ok(issued)
}

/// A program of an institution.
struct Program<'a> {
    address: &'a str,
    token: &'a str,
    certificate: &'a Value,
}

impl Program<'_> {
    /// Certificates a second, so many in a request; and some of them.
    fn rate(&self, callers: usize, together: usize, how_long: Duration) -> Result<(f64, Vec<Value>)> {
        let started = Instant::now();
        let until = started + how_long;
        let issued: Result<Vec<(usize, Vec<Value>)>> = thread::scope(|scope| {
            let callers: Vec<_> =
                (0..callers).map(|caller| scope.spawn(move || self.issue_until(until, caller, together))).collect();
            callers.into_iter().map(|caller| caller.join().unwrap_or_else(|_| bail!("a caller panicked"))).collect()
        });
        let issued = issued?;
        let count: usize = issued.iter().map(|(count, _)| count).sum();
        let rate = f64::from(u32::try_from(count)?) / started.elapsed().as_secs_f64();
        Ok((rate, issued.into_iter().flat_map(|(_, kept)| kept).take(KEPT).collect()))
    }

    fn issue_until(&self, until: Instant, caller: usize, together: usize) -> Result<(usize, Vec<Value>)> {
        let stream = TcpStream::connect(self.address)?;
        stream.set_nodelay(true)?;
        let mut connection = (BufReader::new(stream.try_clone()?), stream);
        let (mut count, mut kept) = (0, Vec::new());
        while Instant::now() < until {
            let (path, body) = self.request(caller, count, together);
            let answer = self.post(&mut connection, path, &body)?;
            count += together;
            if together > 1 && kept.len() < KEPT {
                let answer: Value = serde_json::from_slice(&answer)?;
                if answer.get("refused").and_then(Value::as_u64) != Some(0) {
                    bail!("not everything was issued: {answer}");
                }
                let results = answer.get("results").and_then(Value::as_array).cloned().unwrap_or_default();
                kept.extend(results.into_iter().filter_map(|result| result.get("verifiableCredential").cloned()));
            }
        }
        Ok((count, kept))
    }

    /// Certificates that were never issued before.
    fn request(&self, caller: usize, count: usize, together: usize) -> (&'static str, String) {
        let new = |number: usize| {
            let mut certificate = self.certificate.clone();
            let moment = std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default().as_nanos();
            if let Some(members) = certificate.as_object_mut() {
                members.remove("credentialStatus");
                members.insert("id".into(), json!(format!("urn:bench:{caller}:{number}:{moment}")));
                let did = format!("did:web:{}:orgs:sena", self.address.replace(':', "%3A"));
                if let Some(issuer) = members.get_mut("issuer").and_then(Value::as_object_mut) {
                    issuer.insert("id".into(), json!(did));
                }
            }
            certificate
        };
        if together == 1 {
            return ("/vc-api/credentials/issue", json!({ "credential": new(count) }).to_string());
        }
        let credentials: Vec<Value> = (count..count + together).map(new).collect();
        ("/vc-api/credentials/issue-batch", json!({ "credentials": credentials }).to_string())
    }

    fn post(
        &self,
        (reader, writer): &mut (BufReader<TcpStream>, TcpStream),
        path: &str,
        body: &str,
    ) -> Result<Vec<u8>> {
        let (address, token) = (self.address, self.token);
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer {token}\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n",
            body.len()
        );
        writer.write_all(&[head.as_bytes(), body.as_bytes()].concat())?;
        let (mut line, mut length) = (String::new(), None);
        reader.read_line(&mut line)?;
        let good = line.starts_with("HTTP/1.1 20");
        let status = line.trim().to_owned();
        loop {
            line.clear();
            reader.read_line(&mut line)?;
            let Some((name, value)) = line.split_once(':') else { break };
            if name.eq_ignore_ascii_case("content-length") {
                length = Some(value.trim().parse()?);
            }
        }
        let mut answer = vec![0; length.context("an answer without a length")?];
        reader.read_exact(&mut answer)?;
        if !good {
            bail!("{path} answers {status}: {}", String::from_utf8_lossy(&answer));
        }
        Ok(answer)
    }
}
