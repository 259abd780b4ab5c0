//! Items from a table: tab-separated, a header, `code` and `title`, and if there are any `lang`,
//! `parent` and `description`.

use std::collections::HashMap;
use std::fmt;

use competency_frameworks::{Lang, text};
use csv::{ByteRecord, ReaderBuilder};

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

/// Reads items. Rows with one code and different languages are one item with several titles.
///
/// # Errors
/// The problems found, at most twenty.
pub fn read_entries(bytes: &[u8]) -> Result<Vec<Entry>, Vec<Problem>> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = ReaderBuilder::new().delimiter(b'\t').has_headers(false).flexible(true).from_reader(bytes);
    let mut table = Table::default();
    let mut record = ByteRecord::new();
    loop {
        let row = reader.position().line();
        match reader.read_byte_record(&mut record) {
            Ok(false) => break,
            Ok(true) if table.columns.is_empty() => table.header(row, &record),
            Ok(true) => table.row(row, &record),
            Err(error) => table.problem(row, None, error.to_string()),
        }
        if table.problems.len() >= MOST_PROBLEMS || table.unreadable {
            break;
        }
    }
    table.finish()
}

#[derive(Default)]
struct Table {
    columns: Vec<String>,
    entries: Vec<Entry>,
    parents: Vec<Option<String>>,
    places: HashMap<String, usize>,
    /// The row each code and language stands in.
    seen: HashMap<(String, String), u64>,
    problems: Vec<Problem>,
    unreadable: bool,
}

impl Table {
    fn problem(&mut self, row: u64, column: Option<&str>, what: impl Into<String>) {
        self.problems.push(Problem { row, column: column.map(str::to_owned), what: what.into() });
    }

    fn header(&mut self, row: u64, record: &ByteRecord) {
        self.columns =
            record.iter().map(|field| text::collapse(&String::from_utf8_lossy(field)).to_lowercase()).collect();
        for required in REQUIRED {
            if !self.columns.iter().any(|column| column == required) {
                let found = self.columns.join(", ");
                self.problem(row, Some(required), format!("the column is missing; the header has: {found}"));
                self.unreadable = true;
            }
        }
        for (place, column) in self.columns.clone().iter().enumerate() {
            if self.columns.iter().take(place).any(|before| before == column) {
                self.problem(row, Some(column), "the header names the column twice");
                self.unreadable = true;
            }
        }
    }

    fn row(&mut self, row: u64, record: &ByteRecord) {
        if record.len() != self.columns.len() {
            let (found, wanted) = (record.len(), self.columns.len());
            self.problem(row, None, format!("{found} fields, the header has {wanted} (tabs separate them)"));
            return;
        }
        let mut cells: HashMap<String, String> = HashMap::new();
        for (column, field) in self.columns.clone().into_iter().zip(record.iter()) {
            match std::str::from_utf8(field) {
                Ok(field) => drop(cells.insert(column, text::collapse(field))),
                Err(_) => return self.problem(row, Some(&column), "the text is not UTF-8"),
            }
        }
        let mut cell = |column: &str| cells.remove(column).unwrap_or_default();
        let (code, title) = (cell("code"), cell("title"));
        for (column, value) in [("code", &code), ("title", &title)] {
            if value.is_empty() {
                return self.problem(row, Some(column), "blank");
            }
        }
        let lang = cell("lang");
        if !lang.is_empty() && lang.parse::<Lang>().is_err() {
            return self.problem(row, Some("lang"), format!("{lang} is no language tag such as es or pt-BR"));
        }
        self.entry(row, code, title, lang, cell("parent"), cell("description"));
    }

    fn entry(&mut self, row: u64, code: String, title: String, lang: String, parent: String, description: String) {
        if let Some(before) = self.seen.insert((code.clone(), lang), row) {
            return self.problem(row, Some("code"), format!("{code} stands in row {before} already"));
        }
        let place = *self.places.entry(code.clone()).or_insert(self.entries.len());
        if place == self.entries.len() {
            self.entries.push(Entry { id: code, ..Entry::default() });
            self.parents.push(None);
        }
        if let Some(entry) = self.entries.get_mut(place) {
            entry.titles.push(title);
            entry.context.extend(Some(description).filter(|text| !text.is_empty()));
        }
        if let Some(known) = self.parents.get_mut(place).filter(|_| !parent.is_empty()) {
            *known = Some(parent);
        }
    }

    /// Gives each item the titles of what it is part of, where the table has it.
    fn finish(mut self) -> Result<Vec<Entry>, Vec<Problem>> {
        if self.columns.is_empty() {
            self.problem(1, None, "the file is empty; a header with code and title is needed");
        } else if self.entries.is_empty() && self.problems.is_empty() {
            self.problem(2, None, "there is no row below the header");
        }
        if !self.problems.is_empty() {
            return Err(self.problems);
        }
        let titles: Vec<Vec<String>> = self.entries.iter().map(|entry| entry.titles.clone()).collect();
        for (entry, parent) in self.entries.iter_mut().zip(&self.parents) {
            let place = parent.as_ref().filter(|parent| **parent != entry.id).and_then(|code| self.places.get(code));
            entry.context.extend(place.and_then(|place| titles.get(*place)).into_iter().flatten().cloned());
        }
        Ok(self.entries)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests fail loudly")]
    use super::*;

    fn problem(text: &[u8]) -> String {
        read_entries(text).unwrap_err()[0].to_string()
    }

    #[test]
    fn columns_come_in_any_order_and_titles_in_several_languages() {
        let text = "title\tcode\tlang\tparent\nPlomería\t7\tes\t\nFontaneros\t71\tes\t7\nPlumbers\t71\ten\t7\n";
        let entries = read_entries(text.as_bytes()).unwrap();
        assert_eq!(entries.len(), 2);
        assert_eq!(entries[1].titles, ["Fontaneros", "Plumbers"]);
        assert_eq!(entries[1].context, ["Plomería"]);
    }

    #[test]
    fn a_byte_order_mark_and_blanks_around_a_code_are_put_aside() {
        let entries = read_entries("\u{feff}code\ttitle\r\nEC1571 \tCuidado\r\n".as_bytes()).unwrap();
        assert_eq!(entries[0].id, "EC1571");
    }

    #[test]
    fn a_problem_says_its_row_and_column() {
        assert_eq!(problem(b""), "row 1: the file is empty; a header with code and title is needed");
        assert_eq!(
            problem(b"code\tname\n1\tx\n"),
            "row 1, column title: the column is missing; the header has: code, name"
        );
        assert_eq!(problem(b"code\ttitle\n"), "row 2: there is no row below the header");
        assert_eq!(problem(b"code\ttitle\n1\tx\n\ty\n"), "row 3, column code: blank");
        assert_eq!(problem(b"code\ttitle\n1\t \n"), "row 2, column title: blank");
        assert_eq!(problem(b"code\ttitle\n1\tx\tz\n"), "row 2: 3 fields, the header has 2 (tabs separate them)");
        assert_eq!(problem(b"code\ttitle\n1\tx\n2\ty\n1\tz\n"), "row 4, column code: 1 stands in row 2 already");
        assert_eq!(problem(b"code\ttitle\n1\tInstalaci\xf3n\n"), "row 2, column title: the text is not UTF-8");
        assert_eq!(
            problem(b"code\ttitle\tlang\n1\tx\t??\n"),
            "row 2, column lang: ?? is no language tag such as es or pt-BR"
        );
    }

    #[test]
    fn no_more_than_twenty_problems_are_listed() {
        let text = format!("code\ttitle\n{}", "\tx\n".repeat(100));
        assert_eq!(read_entries(text.as_bytes()).unwrap_err().len(), 20);
    }
}
