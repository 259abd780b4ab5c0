//! Items from a table: tab-separated, a header, `code` and `title`, and if there are any `lang`,
//! `parent` and `description`. Other columns, and the order of all, do not matter.

use std::collections::HashMap;
use std::fmt;

use competency_frameworks::formats::table::{Delimiter, decode, detect};
use competency_frameworks::{Lang, text};
use csv::{ReaderBuilder, StringRecord};

use super::Entry;

const REQUIRED: [&str; 2] = ["code", "title"];
/// No more problems than this are listed.
const MOST_PROBLEMS: usize = 20;

/// What is wrong with one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The row, the header being 1.
    pub row: u64,
    /// The column's name, when one column is to blame.
    pub column: Option<String>,
    /// What is wrong, for people.
    pub what: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.column {
            Some(column) => write!(f, "row {}, column {column}: {}", self.row, self.what),
            None => write!(f, "row {}: {}", self.row, self.what),
        }
    }
}

/// The items of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Items {
    /// In the order of their first rows.
    pub entries: Vec<Entry>,
    /// Rows that were left out, and why: the first twenty.
    pub problems: Vec<Problem>,
    /// How many rows were left out.
    pub left_out: usize,
}

/// Reads items: UTF-8 (with or without a byte order mark), UTF-16 or Latin-1, separated by tabs, or by
/// whatever cuts the header. Rows with one code are one item with several titles; a row that cannot be
/// read is left out, and the others are not.
///
/// # Errors
/// What is wrong, when not one row can be read.
pub fn read_entries(bytes: &[u8]) -> Result<Items, Vec<Problem>> {
    let (text, _) = decode(bytes);
    let header = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let delimiter = if header.contains('\t') { Delimiter::Tab } else { detect(&text) };
    let mut table = Table { delimiter: delimiter.byte(), ..Table::default() };
    table.read(&text, quotes_close(&text, delimiter.byte()));
    table.finish()
}

/// Whether no quotation mark swallows the rows after it.
fn quotes_close(text: &str, delimiter: u8) -> bool {
    let reader =
        ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let swallowed = |cell: &str| cell.contains('\n') && cell.as_bytes().contains(&delimiter);
    !reader.into_records().filter_map(Result::ok).any(|record| record.iter().any(swallowed))
}

#[derive(Default)]
struct Table {
    delimiter: u8,
    columns: Vec<String>,
    entries: Vec<Entry>,
    parents: Vec<Option<String>>,
    places: HashMap<String, usize>,
    problems: Vec<Problem>,
    left_out: usize,
}

impl Table {
    fn read(&mut self, text: &str, quoting: bool) {
        let mut reader = ReaderBuilder::new()
            .delimiter(self.delimiter)
            .quoting(quoting)
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let mut record = StringRecord::new();
        while reader.read_record(&mut record).unwrap_or_default() {
            let row = record.position().map_or(0, csv::Position::line);
            if self.columns.is_empty() {
                self.header(row, &record);
                if !self.problems.is_empty() {
                    return;
                }
            } else if record.iter().any(|cell| !text::collapse(cell).is_empty()) {
                self.row(row, &record);
            }
        }
    }

    fn problem(&mut self, row: u64, column: Option<&str>, what: impl Into<String>) {
        self.left_out += 1;
        if self.problems.len() < MOST_PROBLEMS {
            self.problems.push(Problem { row, column: column.map(str::to_owned), what: what.into() });
        }
    }

    fn header(&mut self, row: u64, record: &StringRecord) {
        self.columns = record.iter().map(|field| text::collapse(field).to_lowercase()).collect();
        for required in REQUIRED {
            if !self.columns.iter().any(|column| column == required) {
                let found = self.columns.join(", ");
                self.problem(row, Some(required), format!("the column is missing; the header has: {found}"));
            }
        }
        for (place, column) in self.columns.clone().iter().enumerate().filter(|(_, column)| !column.is_empty()) {
            if self.columns.iter().take(place).any(|before| before == column) {
                self.problem(row, Some(column), "the header names the column twice");
            }
        }
    }

    fn row(&mut self, row: u64, record: &StringRecord) {
        let says_more = |cell: &str| !text::collapse(cell).is_empty();
        if record.iter().skip(self.columns.len()).any(says_more) {
            let (found, wanted) = (record.len(), self.columns.len());
            return self.problem(row, None, format!("{found} fields, the header has {wanted}"));
        }
        let cell = |column: &str| {
            let place = self.columns.iter().position(|known| known == column);
            place.and_then(|place| record.get(place)).map(text::collapse).unwrap_or_default()
        };
        let (code, title, lang) = (cell("code"), cell("title"), cell("lang"));
        let (parent, description) = (cell("parent"), cell("description"));
        for (column, value) in [("code", &code), ("title", &title)] {
            if value.is_empty() {
                return self.problem(row, Some(column), "blank");
            }
        }
        if !lang.is_empty() && lang.parse::<Lang>().is_err() {
            return self.problem(row, Some("lang"), format!("{lang} is no language tag such as es or pt-BR"));
        }
        self.entry(code, title, parent, description);
    }

    fn entry(&mut self, code: String, title: String, parent: String, description: String) {
        let place = *self.places.entry(code.clone()).or_insert(self.entries.len());
        if place == self.entries.len() {
            self.entries.push(Entry { id: code, ..Entry::default() });
            self.parents.push(None);
        }
        if let Some(entry) = self.entries.get_mut(place) {
            if !entry.titles.contains(&title) {
                entry.titles.push(title);
            }
            if !description.is_empty() && !entry.context.contains(&description) {
                entry.context.push(description);
            }
        }
        if let Some(known) = self.parents.get_mut(place).filter(|_| !parent.is_empty()) {
            *known = Some(parent);
        }
    }

    /// Gives each item the titles of what it is part of, where the table has it.
    fn finish(mut self) -> Result<Items, Vec<Problem>> {
        if self.columns.is_empty() {
            self.problem(1, None, "the file is empty; a header with code and title is needed");
        } else if self.entries.is_empty() && self.problems.is_empty() {
            self.problem(2, None, "there is no row below the header");
        }
        if self.entries.is_empty() {
            return Err(self.problems);
        }
        let titles: Vec<Vec<String>> = self.entries.iter().map(|entry| entry.titles.clone()).collect();
        for (entry, parent) in self.entries.iter_mut().zip(&self.parents) {
            let place = parent.as_ref().filter(|parent| **parent != entry.id).and_then(|code| self.places.get(code));
            entry.context.extend(place.and_then(|place| titles.get(*place)).into_iter().flatten().cloned());
        }
        Ok(Items { entries: self.entries, problems: self.problems, left_out: self.left_out })
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests fail loudly")]
    use super::*;

    fn entries(text: &str) -> Vec<Entry> {
        let items = read_entries(text.as_bytes()).unwrap();
        assert_eq!((items.problems, items.left_out), (Vec::new(), 0));
        items.entries
    }

    fn problem(text: &[u8]) -> String {
        read_entries(text).unwrap_err()[0].to_string()
    }

    #[test]
    fn columns_come_in_any_order_beside_others_and_titles_in_several_languages() {
        let text = "nota\ttitle\tCODE\tlang\tparent\t\t\n\
                    x\tPlomería\t7\tes\t\t\t\n\tFontaneros\t71\tes\t7\t\t\ny\tPlumbers\t71\ten\t7\n";
        let entries = entries(text);
        assert_eq!(entries.len(), 2);
        assert_eq!(entries[1].titles, ["Fontaneros", "Plumbers"]);
        assert_eq!(entries[1].context, ["Plomería"]);
    }

    #[test]
    fn whatever_a_spreadsheet_writes_is_read() {
        let text = "code\ttitle\r\nEC1571 \tCuidado de niños – «básico»\r\n\t\r\n\r\n2\tÓptica\r\n";
        let expected = entries(text);
        assert_eq!((expected[0].id.as_str(), expected.len()), ("EC1571", 2));
        let marked = format!("\u{feff}{text}");
        let wide: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let latin: Vec<u8> = text
            .chars()
            .map(|letter| if letter == '–' { 0x96 } else { u8::try_from(u32::from(letter)).unwrap() })
            .collect();
        for bytes in [marked.into_bytes(), wide, latin, text.replace('\t', ";").into_bytes()] {
            assert_eq!(read_entries(&bytes).unwrap().entries, expected);
        }
    }

    #[test]
    fn a_quotation_mark_that_is_not_closed_swallows_no_row() {
        let text = "code\ttitle\n1\t\"Torno\n2\tFresa\n3\tTaladro\n";
        assert_eq!(entries(text).len(), 3);
        assert_eq!(entries("code\ttitle\n1\t\"Torno, \"\"CNC\"\"\"\n")[0].titles, ["Torno, \"CNC\""]);
    }

    #[test]
    fn rows_with_one_code_are_one_item_with_all_its_titles_once() {
        let entries = entries("code\ttitle\n1\tPlomero\n2\tSastre\n1\tPlomero\n1\tGasfiter\n");
        assert_eq!(entries.len(), 2);
        assert_eq!(entries[0].titles, ["Plomero", "Gasfiter"]);
    }

    #[test]
    fn a_row_that_cannot_be_read_is_left_out_and_named_and_the_others_stay() {
        let text = "code\ttitle\tlang\n1\tx\tes\n2\t \tes\n\ty\n3\tx\t??\n4\tx\tes\tz\n5\tSoldador\n";
        let items = read_entries(text.as_bytes()).unwrap();
        let ids: Vec<&str> = items.entries.iter().map(|entry| entry.id.as_str()).collect();
        assert_eq!(ids, ["1", "5"]);
        let said: Vec<String> = items.problems.iter().map(ToString::to_string).collect();
        assert_eq!(
            said,
            [
                "row 3, column title: blank",
                "row 4, column code: blank",
                "row 5, column lang: ?? is no language tag such as es or pt-BR",
                "row 6: 4 fields, the header has 3",
            ]
        );
        assert_eq!(items.left_out, 4);
    }

    #[test]
    fn a_table_without_any_item_says_why() {
        assert_eq!(problem(b""), "row 1: the file is empty; a header with code and title is needed");
        assert_eq!(
            problem(b"code\tname\n1\tx\n"),
            "row 1, column title: the column is missing; the header has: code, name"
        );
        assert_eq!(problem(b"code\ttitle\tcode\n1\tx\t1\n"), "row 1, column code: the header names the column twice");
        assert_eq!(problem(b"code\ttitle\n"), "row 2: there is no row below the header");
        assert_eq!(problem(b"code\ttitle\n1\t \n"), "row 2, column title: blank");
    }

    #[test]
    fn no_more_than_twenty_problems_are_listed_and_all_are_counted() {
        let text = format!("code\ttitle\n{}1\tx\n", "\tx\n".repeat(100));
        let items = read_entries(text.as_bytes()).unwrap();
        assert_eq!((items.problems.len(), items.left_out), (20, 100));
    }
}
