#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests fail loudly")]

use proptest::prelude::*;

use super::*;
use crate::formats::{Finding, Reason};
use crate::{Item, ItemKey, ItemKind, Package, Status, bundled};

/// Where the whole register of CONOCER lies, for those who have it; it is not ours to bundle.
const REGISTER: &str = "PUENTE_CONOCER_REGISTER";

fn options() -> Options {
    Options {
        lang: Lang::spanish(),
        source: "a test".to_owned(),
        mapping: Mapping::new(),
        aside: Vec::new(),
        delimiter: None,
    }
}

fn found(findings: &[Finding]) -> Vec<(u32, Option<&str>, Reason)> {
    findings.iter().map(|finding| (finding.row, finding.column.as_deref(), finding.reason)).collect()
}

fn keys(table: &Table) -> Vec<&str> {
    table.items.iter().map(|kept| kept.item.key.as_str()).collect()
}

/// Our own few rows with the dirt of real lists: trailing blanks, a no-break space, two codes of one
/// title, no code, quotation marks, a committee nobody has a field for.
const DIRTY: &[u8] = include_bytes!("fixtures/dirty_register.tsv");

#[test]
fn a_dirty_register_is_read_without_loss_and_its_dirt_is_reported() {
    let table = read(DIRTY, &options());
    assert_eq!((table.shape.encoding, table.shape.delimiter), (Encoding::Utf8, Delimiter::Tab));
    assert_eq!((table.report.rows, table.report.accepted), (8, 8));
    assert_eq!(table.report.errors, []);
    assert_eq!(
        keys(&table),
        ["EC1571", "EC1681", "EC0127", "EC0747", "~cuidadora-de-ninos", "~cuidadora-de-ninos-2", "EC1104", "EC1104.01"]
    );
    assert_eq!(
        found(&table.report.warnings),
        [
            (1, Some("committee"), Reason::ColumnKeptAside),
            (2, Some("code"), Reason::CodeCleaned),
            (3, Some("code"), Reason::CodeCleaned),
            (5, Some("title"), Reason::TitleTwice),
            (6, Some("code"), Reason::CodeMissing),
            (7, Some("code"), Reason::CodeMissing),
            (7, Some("title"), Reason::TitleTwice),
        ]
    );
    assert_eq!(table.report.warnings[3].other, Some(4));
    let raw = |place: usize| table.items[place].item.code.as_ref().unwrap().raw();
    assert_eq!((raw(0), raw(1)), ("EC1571 ", "EC1681\u{a0}"));
    assert_eq!(table.items[6].item.title.official_text(), "Aplicación de las «Reglas» \"Nelson Mandela\"");
    assert_eq!(table.items[0].members["committee"], "de Cuidados");
}

#[test]
fn the_whole_register_of_conocer_is_read_without_loss() {
    let Some(path) = std::env::var_os(REGISTER) else { return };
    let bytes = std::fs::read(path).unwrap();
    let lines = String::from_utf8(bytes.clone()).unwrap().lines().count();
    let table = read(&bytes, &options());
    assert_eq!(table.report.errors, []);
    assert_eq!((table.report.accepted as usize, table.items.len()), (lines - 1, lines - 1));
    assert_eq!(lines, 1478);
    let dirty =
        |kept: &&Kept| kept.item.code.as_ref().is_some_and(|code| crate::text::collapse(code.raw()) != code.raw());
    let cleaned = table.report.warnings.iter().filter(|finding| finding.reason == Reason::CodeCleaned).count();
    assert_eq!(cleaned, table.items.iter().filter(dirty).count());
    let twins: Vec<&str> = table
        .report
        .warnings
        .iter()
        .filter(|finding| finding.reason == Reason::TitleTwice)
        .map(|finding| finding.value.as_str())
        .collect();
    assert!(twins.contains(&"Preparación de alimentos"), "{twins:?}");
}

#[test]
fn every_wrong_row_is_named_with_column_and_reason_and_the_others_are_read() {
    let text = "código;título;nivel;horas;padre;estado;vigencia hasta\n\
        A1;Soldar;1;40;;active;2027-12-31\n\
        \n\
        U4;Unir;;;a1;;\n\
        ;;;;;;\n\
        A2;;1;;;;\n\
        A3;Cortar;1;muchas;;retired;31/12/2027\n\
        a1 ;Otra vez;1;;;;\n\
        U1;Preparar;;;A9;;\n\
        U2;Unir;;;A2;;\n\
        U3;Unir;;;A1;;;;sobra\n";
    let table = read(text.as_bytes(), &options());
    assert_eq!(table.report.rows, 9 - 1);
    assert_eq!(keys(&table), ["A1", "A1/U4"]);
    assert_eq!(
        found(&table.report.errors),
        [
            (6, Some("título"), Reason::TitleMissing),
            (7, Some("estado"), Reason::NotAllowed),
            (7, Some("horas"), Reason::NotANumber),
            (7, Some("vigencia hasta"), Reason::NotADay),
            (8, Some("código"), Reason::CodeTwice),
            (9, Some("padre"), Reason::ParentUnknown),
            (10, Some("padre"), Reason::ParentRefused),
            (11, None, Reason::TooManyCells),
        ]
    );
}

#[test]
fn a_tree_of_any_depth_is_read_whatever_the_order_of_its_rows() {
    let text = "code,kind,parent,title\n\
        C1,,E1,Nivela el tubo\n\
        ELE,group,,Electricidad\n\
        N1,standard,ELE,Tender cables\n\
        U1,,N1,Preparar\n\
        E1,,U1,Trazar\n\
        C1.1,,C1,Con una tolerancia de 2 mm\n\
        N2,standard,ELE,Conectar\n\
        U1,,N2,Preparar\n\
        E2,,N2/U1,Medir\n";
    let table = read(text.as_bytes(), &options());
    assert_eq!(table.report.errors, []);
    let of = |key: &str| table.items.iter().map(|kept| &kept.item).find(|item| item.key.as_str() == key).unwrap();
    assert_eq!(of("N1/U1/E1/C1").kind, ItemKind::Criterion);
    assert_eq!(of("N1/U1/E1/C1/C1.1").parent, Some(ItemKey::parse("N1/U1/E1/C1")));
    assert_eq!(of("N2/U1/E2").kind, ItemKind::Element);
    assert_eq!(of("N1").parent, Some(ItemKey::parse("ELE")));
    let package = Package { items: table.items.into_iter().map(|kept| kept.item).collect(), ..example() };
    assert_eq!(package.check(), Ok(()));
}

#[test]
fn circles_are_refused_and_do_not_hang() {
    let table = read(b"code,parent,title\nA,B,a\nB,A,b\nC,B,c\nD,D,d\nE,,e\n", &options());
    assert_eq!(keys(&table), ["E"]);
    assert_eq!(table.report.errors.len(), 4);
}

#[test]
fn replaced_standards_name_what_replaces_them_one_or_several() {
    let text = "code\tversion\ttitle\tstatus\treplaced_by\n\
        280101128\tv2\tVieja\t\t280101182 v1|280101183\n\
        280101182\tv1\tNueva\t\t\n280101183\tv3\tOtra\t\t\n280101999\t\tIda\twithdrawn\tEC9\n";
    let table = read(text.as_bytes(), &options());
    let old = &table.items[0].item;
    assert_eq!(old.status, Status::Replaced);
    assert_eq!(old.replaced_by, [ItemKey::parse("280101182 V1"), ItemKey::parse("280101183 V3")]);
    assert_eq!(found(&table.report.warnings), [(5, Some("replaced_by"), Reason::ReplacementUnknown)]);
    assert_eq!(table.items[3].item.status, Status::Withdrawn);
}

#[test]
fn columns_are_taken_as_the_mapping_says() {
    let text = "A;B;C\nX1;Soldar;de los Soldadores\n";
    let mapping = [(Column::Code, "A".to_owned()), (Column::Title, "b".to_owned())];
    let none = read(text.as_bytes(), &options());
    assert_eq!(found(&none.report.errors), [(1, Some("title"), Reason::ColumnMissing)]);
    let wrong = read(text.as_bytes(), &Options { mapping: mapping.clone().into(), ..options() });
    assert_eq!(found(&wrong.report.errors)[0], (1, Some("b"), Reason::ColumnMissing));
    let mapping = [mapping[0].clone(), (Column::Title, "B".to_owned())];
    let right = read(text.as_bytes(), &Options { mapping: mapping.into(), ..options() });
    assert_eq!((keys(&right), right.report.errors.len()), (vec!["X1"], 0));
    assert_eq!(right.items[0].members["C"], "de los Soldadores");
}

#[test]
fn a_quotation_mark_that_is_never_closed_is_an_error() {
    let table = read(b"code,title\nA,\"Soldar\nB,Cortar\nC,Unir\n", &options());
    assert_eq!(found(&table.report.errors), [(2, None, Reason::QuoteNotClosed)]);
}

fn example() -> Package {
    bundled::frameworks(false).unwrap().remove(0)
}

fn kept(items: Vec<Item>) -> Vec<Kept> {
    items.into_iter().map(Kept::from).collect()
}

#[test]
fn bundled_frameworks_survive_writing_and_reading() {
    for delimiter in [Delimiter::Comma, Delimiter::Semicolon, Delimiter::Tab] {
        for package in bundled::frameworks(true).unwrap() {
            let items = kept(package.items);
            let table = read(&write(&items, delimiter).unwrap(), &Options { delimiter: Some(delimiter), ..options() });
            assert_eq!(table.report.errors, [], "{}", package.framework.id);
            assert_eq!(table.items, items, "{}", package.framework.id);
        }
    }
}

proptest! {
    #[test]
    fn any_bytes_are_answered_and_every_row_is_accepted_or_named(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        accounts_for_every_row(&bytes)?;
    }

    #[test]
    fn any_cells_are_answered_and_every_row_is_accepted_or_named(
        cells in prop::collection::vec("[A-C]?[0-2]?[ \u{a0}\"]?[á,;\t\n]?", 0..60),
        delimiter in prop::sample::select(vec![",", ";", "\t"]),
    ) {
        let rows: Vec<String> = cells.chunks(4).map(|row| row.join(delimiter)).collect();
        let header = ["code", "parent", "title", "replaced_by"].join(delimiter);
        accounts_for_every_row(format!("{header}\n{}", rows.join("\n")).as_bytes())?;
    }
}

fn accounts_for_every_row(bytes: &[u8]) -> Result<(), TestCaseError> {
    let table = read(bytes, &options());
    let report = &table.report;
    let of_file = [Reason::ColumnMissing, Reason::QuoteNotClosed, Reason::NoItems];
    let named: std::collections::BTreeSet<u32> =
        report.errors.iter().filter(|error| !of_file.contains(&error.reason)).map(|error| error.row).collect();
    let readable = table.shape.columns.iter().any(|known| known.column == Some(Column::Title));
    if readable {
        prop_assert_eq!(report.rows as usize, report.accepted as usize + named.len());
    } else {
        prop_assert!(!report.errors.is_empty());
    }
    let package = Package { items: table.items.into_iter().map(|kept| kept.item).collect(), ..example() };
    prop_assert_eq!(package.check(), Ok(()));
    Ok(())
}
