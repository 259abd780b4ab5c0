//! Mexico's own table from SINCO-2011 to ISCO-08, a large real crosswalk, as a mapping set: for those who
//! have the file.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests fail loudly")]

use std::collections::BTreeSet;

use competency_frameworks::{FrameworkId, ItemKey, bundled::occupations};
use crosswalks::sssom::model::{self, Side};
use crosswalks::sssom::{Document, Reason};

/// Where the table lies: columns `sinco2011`, `sinco_title`, `isco08`, `isco08_title`, tabs between. It is
/// not ours to bundle.
const TABLE: &str = "PUENTE_SINCO_TABLE";

const HEAD: &str = "#mapping_set_id: https://example.org/sinco\n#license: https://example.org/licence\n\
#curie_map:\n#  sinco: https://example.org/sinco/\n#  isco: https://example.org/isco/\n\
subject_id\tsubject_label\tpredicate_id\tobject_id\tobject_label\tmapping_justification\tauthor_label\n";

#[test]
fn the_whole_table_is_read_without_loss_and_its_dirt_is_named() {
    let Some(path) = std::env::var_os(TABLE) else { return };
    let text = std::fs::read_to_string(path).unwrap();
    let rows: Vec<Vec<&str>> = text.lines().skip(1).map(|line| line.split('\t').collect()).collect();
    let row = |cells: &Vec<&str>| {
        let (from, title, to, label) = (cells[0], cells[1], cells[2], cells[3]);
        format!("sinco:{from}\t{title}\tskos:relatedMatch\tisco:{to}\t{label}\tsemapv:MappingReview\tINEGI\n")
    };
    let set = format!("{HEAD}{}", rows.iter().map(row).collect::<String>());
    let (document, problems) = Document::parse(set.as_bytes(), None);
    let wrong: Vec<_> = problems.iter().filter(|one| !one.reason.is_remark()).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    assert_eq!(document.rows.len(), rows.len());
    let (again, _) = Document::parse(document.to_table().as_bytes(), None);
    assert_eq!(again.rows, document.rows, "written and read again, not a word is lost");

    let known = occupations().unwrap();
    let (from, to): (FrameworkId, FrameworkId) = ("mx-sinco".parse().unwrap(), "isco-08".parse().unwrap());
    let (from_prefix, to_prefix) = (BTreeSet::from(["sinco".to_owned()]), BTreeSet::from(["isco".to_owned()]));
    let any = |code: &str| Some((ItemKey::parse(code), None));
    let group = |code: &str| known.contains_key(code).then(|| (ItemKey::parse(code), None));
    let subject = Side { framework: &from, prefixes: &from_prefix, find: &any };
    let object = Side { framework: &to, prefixes: &to_prefix, find: &group };
    let mut taken = 0;
    let mut named = Vec::new();
    for (number, row) in (1..).zip(&document.rows) {
        match model::mapping_of(number, row, &subject, &object, "a test") {
            Ok(mapping) => {
                assert_eq!((mapping.author.as_str(), mapping.not), ("INEGI", false));
                taken += 1;
            }
            Err(problem) => {
                assert_eq!((problem.column.as_deref(), problem.reason), (Some("object_id"), Reason::UnknownItem));
                named.push((problem.row.unwrap(), problem.found));
            }
        }
    }
    let dirty = |(number, cells): (u64, &Vec<&str>)| {
        (!known.contains_key(cells[2])).then(|| (number, format!("isco:{}", cells[2])))
    };
    let expected: Vec<(u64, String)> = (1..).zip(&rows).filter_map(dirty).collect();
    assert_eq!(named, expected, "every code that ISCO-08 does not have, by its row, and no other");
    assert_eq!(taken + named.len(), rows.len());
    let pairs: BTreeSet<(&str, &str)> = rows.iter().map(|cells| (cells[0], cells[2])).collect();
    println!("{} rows, {} pairs, {taken} rows taken; not in ISCO-08: {named:?}", rows.len(), pairs.len());
}
