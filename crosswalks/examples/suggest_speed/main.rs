//! How good suggestions are, and how fast; `cargo xtask bench` runs it and reads the JSON it prints.
//!
//! Quality on what comes with the program: standards whose ISCO-08 group is known, against the groups'
//! titles in another language or wording; titles and units of our own judgement
//! (`crosswalks/tests/judged`). Quality on a published table of correspondences, when
//! `PUENTE_SUGGEST_YARDSTICK` names two files, separated by a colon: a table with the columns
//! `sinco2011`, `sinco_title` and `isco08`, and one with `code` and `label_es`. Speed on titles that are
//! made up, against a scan that compares every pair with `strsim`. `PUENTE_SUGGEST_QUALITY_ONLY` leaves
//! speed out; `PUENTE_SUGGEST_MISSES` lists on the error output what did not come first.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a measurement that fails should say where")]

#[path = "../../tests/judged/mod.rs"]
mod judged;
mod made_up;
mod quality;
mod speed;

fn main() {
    let mut figures = quality::bundled();
    if let Ok(files) = std::env::var("PUENTE_SUGGEST_YARDSTICK") {
        figures.extend(quality::yardstick(&files));
    }
    figures.extend(quality::judged());
    if std::env::var_os("PUENTE_SUGGEST_QUALITY_ONLY").is_some() {
        println!("{}", serde_json::Value::Object(figures));
        return;
    }
    figures.extend(speed::figures());
    println!("{}", serde_json::Value::Object(figures));
}
