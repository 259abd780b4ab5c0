//! Rows of a table, read cell by cell; what is wrong is collected by row, column and reason.

use std::str::FromStr;

use chrono::NaiveDate;
use competency_frameworks::formats::table::{decode, detect};
use competency_frameworks::{FrameworkId, ItemKey, Lang, LangMap};
use crosswalks::StandardRef;
use csv::StringRecord;
use puente_wire::imports::RowProblem;

use crate::http::problem::{FieldCode, MALFORMED, NOT_ALLOWED, REQUIRED, TOO_LONG};

crate::field_codes! {
    UNKNOWN_COLUMN = "unknown-column" "The table knows no such column";
    COLUMN_TWICE = "column-twice" "The column is there twice";
    ROW_REPEATED = "row-repeated" "An earlier row of the file says the same";
}

/// Most rows of one file.
pub const MOST_ROWS: usize = 5000;
/// What stands between several values of one cell.
const SEPARATOR: char = ';';
/// How much of a cell a problem shows.
const SHOWN: usize = 60;

/// A column that a table may have.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// As in the header.
    pub name: &'static str,
    /// No row can do without it.
    pub needed: bool,
}

/// A column that every row fills.
pub const fn needed(name: &'static str) -> Column {
    Column { name, needed: true }
}

/// A column that may be blank, or missing altogether.
pub const fn optional(name: &'static str) -> Column {
    Column { name, needed: false }
}

/// A file cut into rows.
#[derive(Debug)]
pub struct Sheet {
    /// The name of each of its columns.
    header: Vec<&'static str>,
    /// Place in the file, and cells.
    rows: Vec<(u32, StringRecord)>,
}

impl Sheet {
    /// Reads a file: UTF-8, UTF-16 or Latin-1; commas, semicolons or tabs. Fails when its header is
    /// not one of such a table.
    pub fn read(bytes: &[u8], columns: &[Column]) -> Result<Self, Vec<RowProblem>> {
        let (text, _) = decode(bytes);
        let delimiter = detect(&text).byte();
        let mut reader = csv::ReaderBuilder::new();
        reader.has_headers(false).flexible(true).delimiter(delimiter);
        let mut records = (1..).zip(reader.from_reader(text.as_bytes()).into_records());
        let first = records.next().and_then(|(_, record)| record.ok()).unwrap_or_default();
        let header = header(&first, columns)?;
        let mut rows = Vec::new();
        for (number, record) in records {
            let Ok(record) = record else { return Err(vec![whole(number, MALFORMED)]) };
            if record.iter().any(|cell| !cell.trim().is_empty()) {
                rows.push((number, record));
            }
            if rows.len() > MOST_ROWS {
                return Err(vec![whole(number, TOO_LONG)]);
            }
        }
        Ok(Self { header, rows })
    }

    /// Its rows, in order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(number, record)| Row {
            number: *number,
            header: &self.header,
            record,
            problems: if record.len() > self.header.len() { vec![whole(*number, MALFORMED)] } else { Vec::new() },
        })
    }
}

fn whole(row: u32, code: FieldCode) -> RowProblem {
    RowProblem { row, column: None, code: code.0.to_owned(), value: String::new() }
}

fn header(first: &StringRecord, columns: &[Column]) -> Result<Vec<&'static str>, Vec<RowProblem>> {
    let mut problems = Vec::new();
    let mut wrong = |name: &str, code: FieldCode| {
        let (column, value) = (Some(short(name)), short(name));
        problems.push(RowProblem { row: 1, column, code: code.0.to_owned(), value });
    };
    let mut found: Vec<&'static str> = Vec::new();
    for name in first {
        let folded = name.trim().to_lowercase().replace([' ', '-'], "_");
        match columns.iter().find(|column| column.name == folded) {
            None => wrong(name, UNKNOWN_COLUMN),
            Some(column) if found.contains(&column.name) => wrong(name, COLUMN_TWICE),
            Some(column) => found.push(column.name),
        }
    }
    for column in columns.iter().filter(|column| column.needed && !found.contains(&column.name)) {
        wrong(column.name, REQUIRED);
    }
    if problems.is_empty() { Ok(found) } else { Err(problems) }
}

fn short(text: &str) -> String {
    text.trim().chars().filter(|letter| !letter.is_control()).take(SHOWN).collect()
}

/// One row. Reading a cell that is wrong gives nothing, and a problem.
#[derive(Debug)]
pub struct Row<'a> {
    /// Its place in the file.
    pub number: u32,
    header: &'a [&'static str],
    record: &'a StringRecord,
    /// What was wrong so far.
    pub problems: Vec<RowProblem>,
}

impl Row<'_> {
    fn cell(&self, column: &str) -> &str {
        let place = self.header.iter().position(|name| *name == column);
        place.and_then(|place| self.record.get(place)).map(str::trim).unwrap_or_default()
    }

    /// Something is wrong with a cell.
    pub fn wrong(&mut self, column: &str, code: &str) {
        let value = short(self.cell(column));
        let problem = RowProblem { row: self.number, column: Some(column.to_owned()), code: code.to_owned(), value };
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }

    /// A cell's text, if any.
    pub fn text(&self, column: &str) -> Option<String> {
        let cell = self.cell(column);
        (!cell.is_empty()).then(|| cell.to_owned())
    }

    /// A cell's text, which must not be blank.
    pub fn needed(&mut self, column: &str) -> Option<String> {
        let text = self.text(column);
        if text.is_none() {
            self.wrong(column, REQUIRED.0);
        }
        text
    }

    /// A cell that may be blank and otherwise is of some form.
    pub fn parsed<T: FromStr>(&mut self, column: &str) -> Option<T> {
        let parsed = self.text(column)?.parse().ok();
        if parsed.is_none() {
            self.wrong(column, MALFORMED.0);
        }
        parsed
    }

    /// A day, `YYYY-MM-DD`, which must not be blank.
    pub fn day(&mut self, column: &str) -> Option<NaiveDate> {
        self.needed(column)?;
        self.parsed(column)
    }

    /// One of some words.
    pub fn one_of<T: Copy>(&mut self, column: &str, all: &[T], name: impl Fn(T) -> &'static str) -> Option<T> {
        let text = self.needed(column)?.to_lowercase();
        let found = all.iter().copied().find(|one| name(*one) == text);
        if found.is_none() {
            self.wrong(column, NOT_ALLOWED.0);
        }
        found
    }

    /// `yes` or `no`; blank is no.
    pub fn flag(&mut self, column: &str) -> bool {
        match self.cell(column).to_lowercase().as_str() {
            "yes" | "sí" | "si" | "sim" | "true" | "1" => true,
            "" | "no" | "não" | "nao" | "false" | "0" => false,
            _ => {
                self.wrong(column, NOT_ALLOWED.0);
                false
            }
        }
    }

    /// Several values, a semicolon between each two.
    pub fn list(&self, column: &str) -> Vec<String> {
        let parts = self.cell(column).split(SEPARATOR).map(str::trim);
        parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
    }

    /// Several values of some form.
    pub fn parsed_list<T>(&mut self, column: &str, parse: impl Fn(&str) -> Option<T>) -> Vec<T> {
        let parts = self.list(column);
        let parsed: Vec<T> = parts.iter().filter_map(|part| parse(part)).collect();
        if parsed.len() < parts.len() {
            self.wrong(column, MALFORMED.0);
        }
        parsed
    }

    /// A standard, out of the columns `<prefix>_framework` and `<prefix>_standard`; nothing when both
    /// are blank.
    pub fn standard(&mut self, framework: &str, standard: &str) -> Option<StandardRef> {
        if self.text(framework).is_none() && self.text(standard).is_none() {
            return None;
        }
        self.needed(framework);
        let key = self.needed(standard)?;
        Some(StandardRef { framework: self.parsed::<FrameworkId>(framework)?, standard: ItemKey::parse(&key) })
    }

    /// The language of the row's texts: of the column `lang`, otherwise Spanish.
    pub fn lang(&mut self) -> Lang {
        self.parsed("lang").unwrap_or_else(Lang::spanish)
    }

    /// A text in the row's language.
    pub fn words(&mut self, column: &str) -> Option<LangMap> {
        let lang = self.lang();
        self.text(column).map(|text| LangMap::new(lang, text))
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail loudly")]
mod tests {
    use super::*;

    const COLUMNS: [Column; 3] = [needed("number"), needed("day"), optional("more")];

    #[test]
    fn a_spreadsheets_export_is_read_whatever_its_letters_and_separators() {
        for bytes in [
            &b"N\x75mber;Day\nResoluci\xf3n 1;2026-01-02\n;\n"[..],
            "Number\tDay\r\nResolución 1\t2026-01-02".as_bytes(),
        ] {
            let sheet = Sheet::read(bytes, &COLUMNS).unwrap();
            let mut rows = sheet.rows();
            let mut row = rows.next().unwrap();
            assert_eq!(row.needed("number").unwrap(), "Resolución 1");
            assert_eq!(row.day("day").unwrap().to_string(), "2026-01-02");
            assert!(row.problems.is_empty() && rows.next().is_none(), "blank rows are none");
        }
    }

    #[test]
    fn a_header_names_what_is_missing_unknown_or_there_twice() {
        let problems = Sheet::read(b"number,numbre,number\n", &COLUMNS).unwrap_err();
        let said: Vec<_> = problems.iter().map(|one| (one.column.as_deref().unwrap(), one.code.as_str())).collect();
        assert_eq!(said, [("numbre", "unknown-column"), ("number", "column-twice"), ("day", "required")]);
    }

    #[test]
    fn a_wrong_cell_is_named_with_its_row_its_column_and_what_stands_there() {
        let sheet = Sheet::read(b"number,day\n1,yesterday\n", &COLUMNS).unwrap();
        let mut row = sheet.rows().next().unwrap();
        assert_eq!(row.day("day"), None);
        let wrong = row.problems.first().unwrap();
        assert_eq!((wrong.row, wrong.code.as_str(), wrong.value.as_str()), (2, "malformed", "yesterday"));
    }
}
