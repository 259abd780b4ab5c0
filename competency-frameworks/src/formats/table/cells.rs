//! Rows and cells, before anybody asks what they mean.

use super::column::{Column, ColumnUse, Mapping, assign};
use super::text::{Delimiter, Lines};
use crate::formats::{Finding, Reason};
use crate::text::is_blank;

/// A table as it stands in its file.
#[derive(Debug)]
pub(super) struct Cells {
    pub(super) columns: Vec<ColumnUse>,
    pub(super) rows: Vec<Row>,
    pub(super) errors: Vec<Finding>,
}

/// One row with anything in it.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) line: u32,
    pub(super) cells: Vec<String>,
}

impl Cells {
    pub(super) fn read(text: &str, delimiter: Delimiter, understood: (&Mapping, &[String])) -> Self {
        let mut rows = rows(text, delimiter).into_iter();
        let header = rows.next().unwrap_or(Row { line: 1, cells: Vec::new() });
        let headers: Vec<String> = header.cells.iter().map(|cell| cell.trim_matches(is_blank).to_owned()).collect();
        let (columns, missing) = assign(&headers, understood);
        let mut errors: Vec<Finding> = missing
            .into_iter()
            .map(|(_, wanted)| Finding::new(header.line, Some(&wanted), Reason::ColumnMissing, &wanted))
            .collect();
        if !columns.iter().any(|known| known.column == Some(Column::Title)) {
            errors.push(Finding::new(header.line, Some("title"), Reason::ColumnMissing, &headers.join(" | ")));
        }
        let rows: Vec<Row> = rows.collect();
        // An odd number of quotation marks means that one was never closed: then the last row has
        // swallowed lines that were meant to be rows.
        if let Some(last) = rows.last().filter(|row| row.cells.iter().any(|cell| cell.contains(['\n', '\r'])))
            && text.bytes().filter(|byte| *byte == b'"').count() % 2 == 1
        {
            let cell = last.cells.iter().find(|cell| cell.contains(['\n', '\r']));
            let value = cell.map(String::as_str).unwrap_or_default();
            errors.push(Finding::new(last.line, None, Reason::QuoteNotClosed, value));
        }
        Self { columns, rows, errors }
    }

    /// The cell of a column, without the blanks around it; empty when there is none.
    pub(super) fn get<'a>(&self, row: &'a Row, column: &Column) -> &'a str {
        self.raw(row, column).trim_matches(is_blank)
    }

    /// The cell of a column, as it stands in the file.
    pub(super) fn raw<'a>(&self, row: &'a Row, column: &Column) -> &'a str {
        let place = self.columns.iter().position(|known| known.column.as_ref() == Some(column));
        place.and_then(|place| row.cells.get(place)).map_or("", String::as_str)
    }

    /// What the file calls a column.
    pub(super) fn header(&self, column: &Column) -> Option<&str> {
        self.columns.iter().find(|known| known.column.as_ref() == Some(column)).map(|known| known.header.as_str())
    }
}

fn rows(text: &str, delimiter: Delimiter) -> Vec<Row> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter.byte())
        .from_reader(text.as_bytes());
    let mut lines = Lines::of(text);
    let mut rows = Vec::new();
    let mut record = csv::StringRecord::new();
    // The text is UTF-8 and rows may have any width, so nothing can fail but the end of the file.
    while reader.read_record(&mut record).unwrap_or(false) {
        let line = lines.of_row_at(record.position().map_or(0, csv::Position::byte));
        if record.iter().any(|cell| !cell.chars().all(is_blank)) {
            rows.push(Row { line, cells: record.iter().map(str::to_owned).collect() });
        }
    }
    rows
}
