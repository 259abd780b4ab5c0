//! What the engine answers about the demonstration's data, as it is and changed a little.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests fail loudly")]

mod holdings;
mod recognition;
mod versions;

use chrono::NaiveDate;
use crosswalks::{Holding, Published, Question, Recognition, Snapshot, StandardRef, bundled, recognise};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A certificate of an unknown day that shows the whole of its standard.
fn holding(framework: &str, code: &str) -> Holding {
    Holding {
        framework: framework.parse().unwrap(),
        code: code.to_owned(),
        version: None,
        issued_on: None,
        issuer: None,
        units: Vec::new(),
    }
}

/// What the demonstration publishes.
fn world() -> Published {
    bundled::published(true).unwrap()
}

fn ask_in(
    published: &Published,
    holdings: Vec<Holding>,
    destination: &str,
    target: Option<StandardRef>,
    on: &str,
) -> Recognition {
    let question = Question { holdings, destination: destination.parse().unwrap(), target, as_of: day(on) };
    recognise(&Snapshot::build(published.clone()), &question)
}
