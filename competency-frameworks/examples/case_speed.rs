//! What it costs to read a large CASE package, beside parsing the same file as plain JSON.
//!
//! `make FILE ITEMS` writes a package; `case FILE` and `json FILE` read it and print, as JSON, the
//! milliseconds and the most memory the process held, in megabytes. Each in a process of its own,
//! so that one's memory is not counted for the other.
#![expect(clippy::unwrap_used, reason = "a measurement that cannot be taken should say so loudly")]

use std::env;
use std::fs::{self, File};
use std::io::{BufReader, BufWriter, Write};
use std::time::Instant;

use chrono::NaiveDate;
use competency_frameworks::Lang;
use competency_frameworks::formats::case::{CaseError, Options, Outline, Part};
use serde_json::{Value, json};

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["make", file, items] => make(file, items.parse().unwrap()),
        ["case", file] => measure(|| {
            let open = || BufReader::new(File::open(file).unwrap());
            let outline = Outline::read(open(), &options()).unwrap();
            let mut parts = 0_u64;
            let count = |part: Part| -> Result<(), CaseError> {
                parts += u64::from(matches!(part, Part::Item { .. }));
                Ok(())
            };
            outline.parts(open(), count).unwrap();
            parts
        }),
        ["json", file] => measure(|| {
            let value: Value = serde_json::from_reader(BufReader::new(File::open(file).unwrap())).unwrap();
            value.get("CFItems").and_then(Value::as_array).map_or(0, |items| items.len() as u64)
        }),
        _ => eprintln!("case_speed make FILE ITEMS | case FILE | json FILE"),
    }
}

fn options() -> Options {
    Options {
        id: None,
        country: None,
        body: None,
        label: None,
        published_on: None,
        lang: Lang::spanish(),
        today: NaiveDate::default(),
        base: String::new(),
    }
}

fn measure(read: impl FnOnce() -> u64) {
    let start = Instant::now();
    let items = read();
    let ms = start.elapsed().as_secs_f64() * 1000.0;
    println!("{}", json!({ "items": items, "ms": ms, "peak_mb": peak_mb() }));
}

/// The most memory this process held; needs Linux's /proc.
fn peak_mb() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse::<f64>().unwrap_or(f64::NAN) / 1024.0
}

/// Standards of four units, each of five elements, as a foreign registry would list them.
fn make(file: &str, items: usize) {
    let mut out = BufWriter::new(File::create(file).unwrap());
    let uri = |class: &str, id: &str| format!("https://marcos.example/ims/case/v1p1/{class}/{id}");
    let id = |kind: u8, number: usize| format!("{kind:08x}-0000-4000-8000-{number:012x}");
    let link = |class: &str, id: &str| json!({ "title": id, "identifier": id, "uri": uri(class, id) });
    let (document, moment) = (id(0, 0), "2026-01-01T00:00:00+00:00");
    let head = json!({
        "identifier": document, "uri": uri("CFDocuments", &document), "title": "Marco grande", "creator": "Medida",
        "language": "es", "version": "1", "lastChangeDateTime": moment
    });
    write!(out, "{{\"CFDocument\":{head},\"CFItems\":[").unwrap();
    let comma = |number: usize| if number == 0 { "" } else { "," };
    for number in 0..items {
        let kind = ["Estándar", "Unidad", "Elemento"].get(depth(number)).copied().unwrap_or_default();
        let identifier = id(1, number);
        let item = json!({
            "identifier": identifier, "uri": uri("CFItems", &identifier), "CFDocumentURI": link("CFDocuments", &document),
            "fullStatement": format!("Realizar la tarea número {number} según especificaciones técnicas y normativa vigente"),
            "humanCodingScheme": format!("M{number:06}"), "CFItemType": kind, "language": "es",
            "educationLevel": ["3"], "conceptKeywords": ["tarea", "norma"], "lastChangeDateTime": moment
        });
        write!(out, "{}\n{item}", comma(number)).unwrap();
    }
    out.write_all(b"],\"CFAssociations\":[").unwrap();
    for number in 0..items {
        let identifier = id(2, number);
        let end = parent(number).map_or_else(|| link("CFDocuments", &document), |above| link("CFItems", &id(1, above)));
        let association = json!({
            "identifier": identifier, "uri": uri("CFAssociations", &identifier), "associationType": "isChildOf",
            "originNodeURI": link("CFItems", &id(1, number)), "destinationNodeURI": end, "sequenceNumber": number,
            "CFDocumentURI": link("CFDocuments", &document), "lastChangeDateTime": moment
        });
        write!(out, "{}\n{association}", comma(number)).unwrap();
    }
    out.write_all(b"]}").unwrap();
    out.flush().unwrap();
}

/// A standard, then four times a unit and its five elements.
const BLOCK: usize = 25;

const fn depth(number: usize) -> usize {
    match number % BLOCK {
        0 => 0,
        place if place % 6 == 1 => 1,
        _ => 2,
    }
}

const fn parent(number: usize) -> Option<usize> {
    let place = number % BLOCK;
    match depth(number) {
        0 => None,
        1 => Some(number - place),
        _ => Some(number - (place - 1) % 6),
    }
}
