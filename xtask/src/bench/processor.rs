//! How much of the cores a program has taken, in microseconds (Linux, `/proc/<pid>/stat`).

use std::collections::BTreeMap;
use std::fs;

/// What Linux counts in: hundredths of a second, whatever the machine.
const TICK_US: f64 = 10_000.0;

/// What this program has taken so far; children do not count.
pub(super) fn own() -> f64 {
    stat("self").map_or(f64::NAN, |stat| stat.us)
}

/// What programs took that this one started, and whose end it saw.
pub(super) fn ended() -> f64 {
    stat("self").map_or(f64::NAN, |stat| stat.ended_us)
}

/// What a program and everything it has started has taken so far.
pub(super) fn of_all(first: u32) -> f64 {
    let mut stats = BTreeMap::new();
    for entry in fs::read_dir("/proc").into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if let (Ok(id), Some(stat)) = (name.parse::<u32>(), stat(&name)) {
            stats.insert(id, stat);
        }
    }
    let comes_from_first = |mut id: u32| loop {
        match stats.get(&id) {
            _ if id == first => return true,
            Some(stat) => id = stat.parent,
            None => return false,
        }
    };
    stats.iter().filter(|(id, _)| comes_from_first(**id)).map(|(_, stat)| stat.us + stat.ended_us).sum()
}

struct Stat {
    parent: u32,
    us: f64,
    ended_us: f64,
}

/// The fields after the name, which may hold anything (`man 5 proc_pid_stat`).
fn stat(id: &str) -> Option<Stat> {
    let text = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    let fields: Vec<&str> = text.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |at: usize| Some(fields.get(at)?.parse::<f64>().ok()? * TICK_US);
    let us = ticks(11)? + ticks(12)?;
    Some(Stat { parent: fields.get(1)?.parse().ok()?, us, ended_us: ticks(13)? + ticks(14)? })
}
