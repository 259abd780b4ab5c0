//! Any bytes: a mapping set is refused, or read; what was read is written, as JSON and as a table, and
//! read again: the first as the same, the second as what writes the same table.

use crosswalks::sssom::{Document, MappingSet};

/// Holds it of any bytes.
pub fn holds(bytes: &[u8]) {
    let (document, problems) = Document::parse(bytes, None);
    for problem in &problems {
        assert!(!problem.to_string().is_empty());
    }
    // Of a file whose metadata are wrong nothing was taken, and a file may have no metadata at all.
    let wrong = problems.iter().any(|one| one.row.is_none() && !one.reason.is_remark());
    if document.set == MappingSet::default() && (wrong || document.rows.is_empty()) {
        assert!(document.rows.is_empty());
        return;
    }
    let (json, table) = (document.to_json(), document.to_table());
    assert_eq!(read(&json), document, "{json}");
    // A table does not tell a list of one from one value where the schema knows no such slot.
    assert_eq!(read(&table).to_table(), table);
}

/// What we write, we read.
fn read(text: &str) -> Document {
    let (document, problems) = Document::parse(text.as_bytes(), None);
    let errors: Vec<_> = problems.iter().filter(|one| !one.reason.is_remark()).collect();
    assert!(errors.is_empty(), "{errors:?}\n{text}");
    document
}
