//! Time per question, next to a scan that compares every pair.

use std::hint::black_box;
use std::time::Instant;

use crosswalks::suggest::{Entry, Hub, Room, Suggester};
use serde_json::{Map, Value, json};

use crate::judged::entry;
use crate::made_up;

/// The scan is asked so many questions: it would take minutes for all.
const SCANNED: usize = 150;

pub(crate) fn figures() -> Map<String, Value> {
    let hub = Hub::bundled().unwrap();
    let mut figures = Map::new();
    let titles = made_up::titles(3_000);
    let (small_us, hit) = suggestions(hub, &titles);
    let (scan_us, scan_hit) = scan(&titles);
    let (large_us, _) = suggestions(hub, &made_up::titles(14_000));
    for (name, value) in [
        ("suggest, 3,000 x 3,000: us a question", small_us),
        ("scan, 3,000 x 3,000: us a question", scan_us),
        ("scan over suggest, times", scan_us / small_us),
        ("suggest, 3,000 x 3,000: Hit@5", hit),
        ("scan, 3,000 x 3,000: Hit@5", scan_hit),
        ("suggest, 14,000 x 14,000: us a question", large_us),
    ] {
        figures.insert(name.to_owned(), json!(value));
    }
    figures
}

fn share(part: usize, whole: usize) -> f64 {
    f64::from(u32::try_from(part).unwrap()) / f64::from(u32::try_from(whole).unwrap())
}

/// Microseconds a question, building the index included, and Hit@5.
fn suggestions(hub: &Hub, titles: &[(String, String)]) -> (f64, f64) {
    let started = Instant::now();
    let objects: Vec<Entry> =
        titles.iter().enumerate().map(|(place, (title, _))| entry(&place.to_string(), title)).collect();
    let suggester = Suggester::new(hub, objects);
    let mut room = Room::default();
    let mut hits = 0;
    for (place, (_, other)) in titles.iter().enumerate() {
        let own = place.to_string();
        let found = suggester.suggest(&entry("", other), 5, &mut room);
        hits += usize::from(found.iter().any(|one| one.object.id == own));
    }
    let each = started.elapsed().as_secs_f64() * 1e6 * share(1, titles.len());
    (each, share(hits, titles.len()))
}

/// The same for the plainest way: the likeness of every pair.
fn scan(titles: &[(String, String)]) -> (f64, f64) {
    let lower: Vec<(String, String)> =
        titles.iter().map(|(one, other)| (one.to_lowercase(), other.to_lowercase())).collect();
    let started = Instant::now();
    let mut hits = 0;
    for (place, (_, other)) in lower.iter().enumerate().take(SCANNED) {
        let like = |one: &str| black_box(strsim::normalized_levenshtein(one, other));
        let mut scores: Vec<(usize, f64)> = lower.iter().map(|(one, _)| like(one)).enumerate().collect();
        scores.sort_by(|a, b| b.1.total_cmp(&a.1));
        hits += usize::from(scores.iter().take(5).any(|(found, _)| *found == place));
    }
    (started.elapsed().as_secs_f64() * 1e6 * share(1, SCANNED), share(hits, SCANNED))
}
