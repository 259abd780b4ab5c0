//! What the engine costs on a registry of a whole region; `cargo xtask bench` runs it and reads the
//! JSON it prints.
//!
//! `engine_speed PARTS` makes up a region of 20 frameworks × 5,000 standards × 4 units, 1,000,000
//! mappings and 200,000 decisions, divided by `PARTS`, indexes it, and asks. One size a process, so
//! that the memory of one is not counted for another.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a measurement that fails should say where")]

mod region;

use std::hint::black_box;
use std::time::{Duration, Instant};
use std::{env, fs};

use crosswalks::{Outcome, Question, Snapshot, recognise};
use serde_json::json;

use region::Region;

/// As in the server.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How many questions are asked of each kind.
const QUESTIONS: usize = 20_000;

fn main() {
    let parts = env::args().nth(1).map_or(1, |parts| parts.parse().unwrap());
    let region = Region::of(parts);
    let published = region.published();
    let started = Instant::now();
    let snapshot = Snapshot::build(published);
    let build = started.elapsed();
    let held = memory_mb("VmRSS:");
    let (decided, any) = (region.decided(QUESTIONS), region.any(QUESTIONS));
    let (known, open) = (ask(&snapshot, &decided), ask(&snapshot, &any));
    let examined = |question: &Question| recognise(&snapshot, question).outcome != Outcome::NotExamined;
    assert!(decided.iter().all(examined), "what was decided is answered so");
    let figures = json!({
        "build_ms": ms(build),
        "held_mb": held,
        "peak_mb": memory_mb("VmHWM:"),
        "decided_p50_us": us(known[QUESTIONS / 2]),
        "decided_p99_us": us(known[QUESTIONS * 99 / 100]),
        "open_p50_us": us(open[QUESTIONS / 2]),
        "open_p99_us": us(open[QUESTIONS * 99 / 100]),
    });
    println!("{figures}");
}

/// How long each answer took, shortest first; after one round that is not counted.
fn ask(snapshot: &Snapshot, questions: &[Question]) -> Vec<Duration> {
    let time = |question: &Question| {
        let started = Instant::now();
        black_box(recognise(black_box(snapshot), black_box(question)));
        started.elapsed()
    };
    questions.iter().take(QUESTIONS / 20).map(time).for_each(drop);
    let mut times: Vec<Duration> = questions.iter().map(time).collect();
    times.sort_unstable();
    times
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn us(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}

/// A line of what the system says of this process; needs Linux's /proc.
fn memory_mb(line: &str) -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let found = status.lines().find_map(|found| found.strip_prefix(line)).unwrap_or_default();
    found.trim().trim_end_matches(" kB").parse::<f64>().unwrap_or(f64::NAN) / 1024.0
}
