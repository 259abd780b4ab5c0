//! Tables (CSV, TSV): how most bodies publish and every ministry edits.
//!
//! Reading never stops at the first mistake: all rows are read, and the [`Report`] says of every row
//! that makes no item which cell is wrong and why. What the registry has no field for is kept aside.

mod cells;
mod column;
mod report;
mod text;
mod tree;
mod write;

use crate::Lang;

pub use column::{Column, ColumnError, ColumnUse, Mapping};
pub use report::{Finding, Reason, Report};
pub use text::{Delimiter, Encoding, decode};
pub use write::write;

use super::Kept;
use cells::Cells;

/// How a table is to be read.
#[derive(Debug, Clone)]
pub struct Options {
    /// The official language of rows that name none.
    pub lang: Lang,
    /// Where rows were found that do not say it themselves.
    pub source: String,
    /// Which column holds what; the rest is guessed from the headers.
    pub mapping: Mapping,
    /// What stands between two cells; absent: found out.
    pub delimiter: Option<Delimiter>,
}

/// What a table holds.
#[derive(Debug, Clone)]
pub struct Table {
    /// The items, parents before their children, otherwise in the order of the file.
    pub items: Vec<Kept>,
    /// What was found on the way.
    pub report: Report,
}

/// Reads a table. Any bytes give an answer.
pub fn read(bytes: &[u8], options: &Options) -> Table {
    let (text, encoding) = decode(bytes);
    let delimiter = options.delimiter.unwrap_or_else(|| text::detect(&text));
    let mut cells = Cells::read(&text, delimiter, &options.mapping);
    let mut report = Report {
        encoding,
        delimiter,
        columns: cells.columns.clone(),
        rows: u32::try_from(cells.rows.len()).unwrap_or(u32::MAX),
        accepted: 0,
        errors: std::mem::take(&mut cells.errors),
        warnings: Vec::new(),
    };
    let items = tree::assemble(&cells, options, &mut report);
    report.accepted = u32::try_from(items.len()).unwrap_or(u32::MAX);
    report.errors.sort_by_key(|finding| finding.row);
    report.warnings.sort_by_key(|finding| finding.row);
    Table { items, report }
}

#[cfg(test)]
mod tests;
