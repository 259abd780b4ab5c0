//! Tables (CSV, TSV): how most bodies publish and every ministry edits.
//!
//! Reading never stops at the first mistake: all rows are read, and the [`Report`] says of every row
//! that makes no item which cell is wrong and why. What the registry has no field for is kept aside.

mod cells;
mod column;
mod text;
mod tree;
mod write;

use serde::{Deserialize, Serialize};

use crate::Lang;

pub use column::{Column, ColumnError, ColumnUse, Mapping};
pub use text::{Delimiter, Encoding, decode, detect};
pub use write::write;

use super::{Kept, Report};
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
    /// Headers of columns whose cells are kept aside, whatever their name says.
    pub aside: Vec<String>,
    /// What stands between two cells; absent: found out.
    pub delimiter: Option<Delimiter>,
}

/// How a table was understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Shape {
    /// How its letters are written.
    pub encoding: Encoding,
    /// What stands between two cells.
    pub delimiter: Delimiter,
    /// How each column was understood.
    pub columns: Vec<ColumnUse>,
}

/// What a table holds.
#[derive(Debug, Clone)]
pub struct Table {
    /// The items, parents before their children, otherwise in the order of the file.
    pub items: Vec<Kept>,
    /// How it was understood.
    pub shape: Shape,
    /// What was found on the way.
    pub report: Report,
}

/// Reads a table. Any bytes give an answer.
pub fn read(bytes: &[u8], options: &Options) -> Table {
    let (text, encoding) = decode(bytes);
    if let Some(finding) = text::no_text(&text) {
        let shape = Shape { encoding, delimiter: options.delimiter.unwrap_or(Delimiter::Comma), columns: Vec::new() };
        return Table { items: Vec::new(), shape, report: Report { errors: vec![finding], ..Report::default() } };
    }
    let delimiter = options.delimiter.unwrap_or_else(|| text::detect(&text));
    let mut cells = Cells::read(&text, delimiter, (&options.mapping, &options.aside));
    let shape = Shape { encoding, delimiter, columns: cells.columns.clone() };
    let rows = u32::try_from(cells.rows.len()).unwrap_or(u32::MAX);
    let mut report = Report { rows, errors: std::mem::take(&mut cells.errors), ..Report::default() };
    let items = tree::assemble(&cells, options, &mut report);
    report.accepted = u32::try_from(items.len()).unwrap_or(u32::MAX);
    report.require_items();
    report.sort();
    Table { items, shape, report }
}

#[cfg(test)]
mod tests;
