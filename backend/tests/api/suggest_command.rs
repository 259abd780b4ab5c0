//! `puente suggest`: candidates between two tables.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::Output;

use crate::support::process::{Installation, text};

const GROUPS: &str = "\
code\ttitle
c1\tFontaneros e instaladores de tuberías
c2\tElectricistas de obras y afines
c3\tAlbañiles
c4\tTrabajadores de los cuidados personales a domicilio
c5\tPanaderos, pasteleros y confiteros
c6\tOperadores de máquinas de coser
";

struct Tables {
    installation: Installation,
    folder: tempfile::TempDir,
}

impl Tables {
    fn new() -> Self {
        Self { installation: Installation::on_sqlite(), folder: tempfile::tempdir().unwrap() }
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, content).unwrap();
        path
    }

    fn suggest(&self, from: impl AsRef<[u8]>) -> Output {
        let (from, to) = (self.file("from.tsv", from), self.file("to.tsv", GROUPS));
        self.installation
            .command(&["suggest", "--from", text(&from), "--to", text(&to), "--top", "3"])
            .output()
            .unwrap()
    }
}

/// The first candidate of each subject.
fn firsts(output: &Output) -> BTreeMap<String, String> {
    let printed = String::from_utf8_lossy(&output.stdout);
    let mut lines = printed.lines();
    assert_eq!(lines.next(), Some("subject_id\trank\tobject_id\tscore\treason"));
    let rows = lines.map(|line| line.split('\t').collect::<Vec<_>>());
    let mut firsts = BTreeMap::new();
    for row in rows {
        assert_eq!(row.len(), 5, "{row:?}");
        if row[1] == "1" {
            assert_eq!(firsts.insert(row[0].to_owned(), row[2].to_owned()), None);
        }
    }
    firsts
}

fn found<const N: usize>(pairs: [(&str, &str); N]) -> BTreeMap<String, String> {
    pairs.map(|(subject, object)| (subject.to_owned(), object.to_owned())).into()
}

#[test]
fn titles_in_three_languages_and_carelessly_written_find_their_group() {
    let tables = Tables::new();
    let titles = "extra\ttitle\tlang\tcode\tdescription\tparent\n\
        x\tENCANADOR\tpt\t1\t\t\n\
        \tGasfíter\tes\t2\tInstala redes\t\n\
        \tplumber\ten\t3\t\t\n\
        \tElectricista/o resid.\tes\t4\t\t\n\
        \tInstalar sistemas fotovoltaicos en viviendas\tes\t5\t\t4\n\
        \tcuidador(a) de adultos mayores a domicilo\tes\t6\t\t\n\
        \tPedreiro\tpt\t7\t\t\n\
        \tPADERIA E CONFEITARIA\tpt\t8\t\t\n\
        \tMáq. de coser, op.\tes\t9\t\t\n\
        \tBricklayer\ten\t10\t\t\n";
    let output = tables.suggest(titles);
    assert!(output.status.success(), "{output:?}");
    let expected = [
        ("1", "c1"),
        ("2", "c1"),
        ("3", "c1"),
        ("4", "c2"),
        ("5", "c2"),
        ("6", "c4"),
        ("7", "c3"),
        ("8", "c5"),
        ("9", "c6"),
        ("10", "c3"),
    ];
    assert_eq!(firsts(&output), found(expected));
    assert!(output.stderr.is_empty(), "{output:?}");
}

#[test]
fn a_table_of_codes_and_titles_is_enough_however_it_is_written() {
    let tables = Tables::new();
    let expected = found([("1", "c3"), ("2", "c5")]);
    let plain = "code\ttitle\r\n1\tMaestro albañil\r\n2\tPanadería\r\n";
    let marked = format!("\u{feff}{plain}");
    let latin: Vec<u8> = plain.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect();
    for content in [plain.as_bytes(), marked.as_bytes(), &latin] {
        let output = tables.suggest(content);
        assert!(output.status.success(), "{output:?}");
        assert_eq!(firsts(&output), expected);
    }
}

#[test]
fn rows_that_cannot_be_read_are_named_and_the_others_are_answered() {
    let output = Tables::new().suggest("code\ttitle\n1\tPlomero\n2\t \n3\tAlbañil\n\tSastre\n1\tPlomero\n");
    assert_eq!(firsts(&output), found([("1", "c1"), ("3", "c3")]));
    assert!(!output.status.success());
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.contains("from.tsv: row 3, column title: blank; the row is left out"), "{told}");
    assert!(told.contains("from.tsv: row 5, column code: blank; the row is left out"), "{told}");
    assert_eq!(told.lines().count(), 2, "{told}");
}

#[test]
fn a_table_without_its_columns_is_refused() {
    let output = Tables::new().suggest("codigo\ttitle\n1\tPlomero\n");
    assert!(!output.status.success() && output.stdout.is_empty(), "{output:?}");
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.contains("row 1, column code: the column is missing; the header has: codigo, title"), "{told}");
}
