//! Any bytes: a CASE package is refused, or read into a sound tree that is written and read again.

use chrono::NaiveDate;
use competency_frameworks::formats::case::{self, Options};
use competency_frameworks::{Lang, Package};

/// Holds it of any bytes.
pub fn holds(bytes: &[u8]) {
    let options = Options {
        id: None,
        country: None,
        body: None,
        label: None,
        published_on: None,
        lang: Lang::spanish(),
        today: NaiveDate::default(),
        base: "https://registro.example".to_owned(),
    };
    let Ok(reading) = case::read(bytes, &options) else { return };
    let package = Package {
        framework: reading.head.framework.clone(),
        version: reading.head.version.clone(),
        items: reading.items.iter().map(|kept| kept.item.clone()).collect(),
    };
    assert_eq!(package.check(), Ok(()));
    let mut out = Vec::new();
    case::write(&mut out, &reading.head, &reading.items, &reading.associations, &options.base).expect("memory");
    if reading.report.errors.is_empty() {
        let again = case::read(&out, &options).expect("what we write, we read");
        assert_eq!(again.report.errors, []);
        assert_eq!(again.items.len(), reading.items.len());
    }
}
