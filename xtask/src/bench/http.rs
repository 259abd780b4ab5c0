//! Requests over a few kept connections, as many as they can in a while.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::project;

/// What the electrician asks on the front page.
const LOOK_UP: &str = "/api/v1/recognition?framework=co-sena-nscl&code=280101175&destination=EC";
const CONNECTIONS: usize = 4;
const ROUND: Duration = Duration::from_secs(2);
const ROUNDS: u32 = 3;

/// What is asked for next.
type Path<'a> = dyn Fn() -> String + Sync + 'a;

/// Answers a second.
pub(super) struct Rates {
    /// The same question again and again: the server keeps its answer.
    pub(super) look_ups: f64,
    /// Each question asked once: every answer is worked out.
    pub(super) new_look_ups: f64,
    pub(super) files: f64,
    /// The static file that look-ups are compared with.
    pub(super) file: String,
    pub(super) file_bytes: usize,
    /// The length of a look-up's answer.
    pub(super) bytes: usize,
}

/// Rounds of both in turn, so that what else the machine does falls on both.
pub(super) fn compare(address: &str) -> Result<Rates> {
    let bytes = length(address, LOOK_UP)?;
    let file = file_of_about(bytes)?;
    let file_bytes = length(address, &file)?;
    let mut rates = Rates { look_ups: 0.0, new_look_ups: 0.0, files: 0.0, file, file_bytes, bytes };
    let asked = AtomicU32::new(0);
    let same = || LOOK_UP.to_owned();
    let another = || question(asked.fetch_add(1, Ordering::Relaxed));
    rate(address, &same)?;
    for _ in 0..ROUNDS {
        rates.files += rate(address, &|| rates.file.clone())? / f64::from(ROUNDS);
        rates.look_ups += rate(address, &same)? / f64::from(ROUNDS);
        rates.new_look_ups += rate(address, &another)? / f64::from(ROUNDS);
    }
    Ok(rates)
}

/// One of 1,600,000 questions with the same answer: certificates of different days, asked as of different days.
fn question(number: u32) -> String {
    let (issued, on) = (number % 8_000, number / 8_000 % 200);
    let (year, month, day) = (2000 + issued / 320, 1 + issued / 27 % 12, 1 + issued % 27);
    let (month_on, day_on) = (6 + on / 28 % 7, 1 + on % 28);
    format!("{LOOK_UP}&issued_on={year}-{month:02}-{day:02}&on=2026-{month_on:02}-{day_on:02}")
}

/// The embedded file that is nearest in size: text like the answer, held in memory, never compressed here.
fn file_of_about(bytes: usize) -> Result<String> {
    let mut files = Vec::new();
    for entry in fs::read_dir(project::dist())? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if [".json", ".webmanifest", ".css", ".js"].iter().any(|ending| name.ends_with(ending)) {
            files.push((usize::try_from(entry.metadata()?.len())?.abs_diff(bytes), format!("/{name}")));
        }
    }
    files.into_iter().min().map(|(_, name)| name).context("dist/ has no files")
}

/// The length of an answer.
fn length(address: &str, path: &str) -> Result<usize> {
    let mut longest = 0;
    ask_while(address, &|| path.to_owned(), |answers, length| {
        longest = length;
        answers < 1
    })?;
    Ok(longest)
}

fn rate(address: &str, path: &Path<'_>) -> Result<f64> {
    let until = Instant::now() + ROUND;
    let answered: Result<u32> = thread::scope(|scope| {
        let callers: Vec<_> = (0..CONNECTIONS).map(|_| scope.spawn(|| ask_until(address, path, until))).collect();
        callers.into_iter().map(|caller| caller.join().unwrap_or_else(|_| bail!("a caller panicked"))).sum()
    });
    Ok(f64::from(answered?) / ROUND.as_secs_f64())
}

/// Asks until a moment; returns how many answers came.
fn ask_until(address: &str, path: &Path<'_>, until: Instant) -> Result<u32> {
    ask_while(address, path, |_, _| Instant::now() < until)
}

/// Asks again and again on one connection, while `more` wants it, given the answers so far and the
/// length of the last; returns how many came.
fn ask_while(address: &str, path: &Path<'_>, mut more: impl FnMut(u32, usize) -> bool) -> Result<u32> {
    let stream = TcpStream::connect(address)?;
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut writer = stream;
    let (mut answers, mut line, mut body) = (0, String::new(), Vec::new());
    loop {
        let path = path();
        let request = format!("GET {path} HTTP/1.1\r\nhost: {address}\r\n\r\n");
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
        if !more(answers, body.len()) {
            return Ok(answers);
        }
    }
}
