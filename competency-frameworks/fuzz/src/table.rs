//! Any bytes: every row of a table is accepted or named, and what is accepted is a sound tree.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use competency_frameworks::formats::Reason;
use competency_frameworks::formats::table::{self, Column, Delimiter, Options};
use competency_frameworks::{Lang, Package, bundled};

/// A framework to stand in for the one the table belongs to.
static EXAMPLE: LazyLock<Package> = LazyLock::new(|| bundled::frameworks(false).expect("bundled").remove(0));

/// Holds it of any bytes.
pub fn holds(bytes: &[u8]) {
    let options = Options {
        lang: Lang::spanish(),
        source: "fuzz".to_owned(),
        mapping: [].into(),
        aside: Vec::new(),
        delimiter: None,
    };
    let read = table::read(bytes, &options);
    if read.shape.columns.iter().any(|known| known.column == Some(Column::Title)) {
        let of_file = [Reason::ColumnMissing, Reason::QuoteNotClosed, Reason::NoItems];
        let named: BTreeSet<u32> =
            read.report.errors.iter().filter(|error| !of_file.contains(&error.reason)).map(|error| error.row).collect();
        assert_eq!(read.report.rows as usize, read.report.accepted as usize + named.len());
    }
    table::write(&read.items, Delimiter::Semicolon).expect("memory");
    let (framework, version) = (EXAMPLE.framework.clone(), EXAMPLE.version.clone());
    let package = Package { framework, version, items: read.items.into_iter().map(|kept| kept.item).collect() };
    assert_eq!(package.check(), Ok(()));
}
