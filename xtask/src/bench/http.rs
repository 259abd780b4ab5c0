//! Requests over a few kept connections, as many as they can in a while.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// What the electrician asks on the front page.
const LOOK_UP: &str = "/api/v1/recognition?framework=co-sena-nscl&code=280101175&destination=EC";
/// A small JSON file that the server holds in memory.
const FILE: &str = "/manifest.webmanifest";
const CONNECTIONS: usize = 4;
const ROUND: Duration = Duration::from_secs(2);
const ROUNDS: u32 = 3;

/// Answers a second.
pub(super) struct Rates {
    pub(super) look_ups: f64,
    pub(super) files: f64,
}

/// Rounds of both in turn, so that what else the machine does falls on both.
pub(super) fn compare(address: &str) -> Result<Rates> {
    let mut rates = Rates { look_ups: 0.0, files: 0.0 };
    rate(address, LOOK_UP)?;
    for _ in 0..ROUNDS {
        rates.files += rate(address, FILE)? / f64::from(ROUNDS);
        rates.look_ups += rate(address, LOOK_UP)? / f64::from(ROUNDS);
    }
    Ok(rates)
}

fn rate(address: &str, path: &str) -> Result<f64> {
    let until = Instant::now() + ROUND;
    let answered: Result<u32> = thread::scope(|scope| {
        let callers: Vec<_> = (0..CONNECTIONS).map(|_| scope.spawn(|| ask_until(address, path, until))).collect();
        callers.into_iter().map(|caller| caller.join().unwrap_or_else(|_| bail!("a caller panicked"))).sum()
    });
    Ok(f64::from(answered?) / ROUND.as_secs_f64())
}

/// Asks again and again on one connection; returns how many answers came.
fn ask_until(address: &str, path: &str, until: Instant) -> Result<u32> {
    let stream = TcpStream::connect(address)?;
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut writer = stream;
    let request = format!("GET {path} HTTP/1.1\r\nhost: {address}\r\n\r\n");
    let (mut answers, mut line, mut body) = (0, String::new(), Vec::new());
    while Instant::now() < until {
        writer.write_all(request.as_bytes())?;
        let mut length = None;
        line.clear();
        reader.read_line(&mut line)?;
        if !line.starts_with("HTTP/1.1 200") {
            bail!("{path} answers {}", line.trim());
        }
        loop {
            line.clear();
            reader.read_line(&mut line)?;
            let Some((name, value)) = line.split_once(':') else { break };
            if name.eq_ignore_ascii_case("content-length") {
                length = Some(value.trim().parse()?);
            }
        }
        body.resize(length.context("an answer without a length")?, 0);
        reader.read_exact(&mut body)?;
        answers += 1;
    }
    Ok(answers)
}
