#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests fail loudly")]

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::formats::Reason;
use crate::{Item, ItemKey, ItemKind, LangMap, Package, Status, bundled};

const BASE: &str = "https://registro.example";

fn options() -> Options {
    Options {
        id: None,
        country: None,
        body: None,
        label: None,
        published_on: None,
        lang: Lang::spanish(),
        today: NaiveDate::from_ymd_opt(2026, 6, 1).unwrap(),
        base: BASE.to_owned(),
    }
}

fn written(head: &Head, items: &[Kept], associations: &[Members]) -> Vec<u8> {
    let mut out = Vec::new();
    write(&mut out, head, items, associations, BASE).unwrap();
    out
}

fn head_of(package: &Package) -> Head {
    Head {
        framework: package.framework.clone(),
        version: package.version.clone(),
        document: Members::new(),
        others: Members::new(),
    }
}

/// A package by its identifiers, so that the order of lists does not count.
fn by_identifier(package: &Value) -> BTreeMap<String, Value> {
    let mut all = BTreeMap::new();
    for list in ["CFItems", "CFAssociations"] {
        for one in package[list].as_array().into_iter().flatten() {
            all.insert(format!("{list} {}", one["identifier"]), one.clone());
        }
    }
    for (name, value) in package.as_object().unwrap() {
        if !["CFItems", "CFAssociations"].contains(&name.as_str()) {
            all.insert(name.clone(), value.clone());
        }
    }
    all
}

/// A package as another registry writes it: every type of association, five levels, an item under two
/// parents, members that nobody here knows, at every place.
const FOREIGN: &[u8] = include_bytes!("fixtures/foreign.json");

#[test]
fn a_foreign_package_says_the_same_after_import_and_export() {
    let reading = read(FOREIGN, &options()).unwrap();
    assert_eq!(reading.report.errors, []);
    let given: Value = serde_json::from_slice(FOREIGN).unwrap();
    let again = written(&reading.head, &reading.items, &reading.associations);
    let said: Value = serde_json::from_slice(&again).unwrap();
    let (said_parts, given_parts) = (by_identifier(&said), by_identifier(&given));
    for (name, part) in &given_parts {
        assert_eq!(said_parts.get(name), Some(part), "{name}");
    }
    assert_eq!(said_parts.len(), given_parts.len());
    for kind in ASSOCIATION_TYPES.into_iter().chain(["ext:requires-tool"]) {
        let has = |one: &Value| one["associationType"] == kind;
        assert!(said["CFAssociations"].as_array().unwrap().iter().any(has), "{kind}");
    }
}

#[test]
fn a_foreign_package_is_understood() {
    let reading = read(FOREIGN, &options()).unwrap();
    let at = |key: &str| &reading.items.iter().find(|kept| kept.item.key.as_str() == key).unwrap().item;
    assert_eq!(reading.head.framework.id.as_str(), "marco-de-soldadura");
    assert_eq!(reading.head.version.label, "3");
    assert_eq!(at("AREA-1").kind, ItemKind::Group);
    assert_eq!((at("S-1").kind, at("S-1").parent.as_ref().unwrap().as_str()), (ItemKind::Standard, "AREA-1"));
    assert_eq!(at("S-1").level.as_deref(), Some("3"));
    assert_eq!(at("S-1/1").kind, ItemKind::Unit);
    assert_eq!(at("S-1/1/1").kind, ItemKind::Element);
    assert_eq!(at("S-1/1/1/A").kind, ItemKind::Criterion);
    assert_eq!(at("S-1/1").title.official_text(), "Preparar");
    assert_eq!(at("S-1/1").statement.as_ref().unwrap().official_text(), "Prepara las piezas según el plano.");
    assert_eq!((at("S-0").status, at("S-0").replaced_by.len()), (Status::Replaced, 2));
    assert_eq!(at("S-0").in_force_until, NaiveDate::from_ymd_opt(2025, 12, 31));
    let order: Vec<&str> = reading.items.iter().map(|kept| kept.item.key.as_str()).collect();
    let place = |key: &str| order.iter().position(|one| *one == key).unwrap();
    assert!(place("S-2") < place("S-1"), "by sequence number: {order:?}");
    let package = Package {
        framework: reading.head.framework.clone(),
        version: reading.head.version.clone(),
        items: reading.items.iter().map(|kept| kept.item.clone()).collect(),
    };
    assert_eq!(package.check(), Ok(()));
    let reasons: Vec<Reason> = reading.report.warnings.iter().map(|finding| finding.reason).collect();
    assert_eq!(reasons, [Reason::SecondParent]);
}

#[test]
fn an_edit_counts_more_than_what_was_kept() {
    let reading = read(FOREIGN, &options()).unwrap();
    let writing = Writing::new(&reading.head, BASE);
    let before = reading.items.iter().find(|kept| kept.item.key.as_str() == "S-1").unwrap();
    let mut after = before.item.clone();
    after.hours = Some(40);
    let kept = Kept { members: writing.keep(before, &after), item: after };
    let said = writing.item(&kept);
    assert_eq!(said["extensions"]["puente"]["hours"], 40);
    assert_eq!(said["identifier"], before.members["identifier"]);
    assert_eq!(said["conceptKeywords"], json!(["soldadura", "arco"]), "what was not touched stays");
}

#[test]
fn bundled_frameworks_survive_export_and_import_with_nothing_beside_them() {
    for package in bundled::frameworks(true).unwrap() {
        let items: Vec<Kept> = package.items.iter().cloned().map(Kept::from).collect();
        let head = head_of(&package);
        let reading = read(&written(&head, &items, &[]), &options()).unwrap();
        assert_eq!(reading.report.errors, []);
        assert_eq!(reading.head, head);
        assert_eq!(reading.items, items);
        assert_eq!(reading.associations, Vec::<Members>::new());
    }
}

#[test]
fn what_is_wrong_with_an_item_is_named_and_the_others_are_read() {
    let package = json!({
        "CFItems": [
            {"identifier": "a", "fullStatement": "A"},
            {"identifier": "a", "fullStatement": "B"},
            {"fullStatement": "C"},
            {"identifier": "d"},
            {"identifier": "e", "fullStatement": "E"},
            {"identifier": "f", "fullStatement": "F"},
        ],
        "CFDocument": {"title": "x"},
        "CFAssociations": [
            {"associationType": "isChildOf", "originNodeURI": {"identifier": "e"}, "destinationNodeURI": {"identifier": "f"}},
            {"associationType": "isChildOf", "originNodeURI": {"identifier": "f"}, "destinationNodeURI": {"identifier": "e"}},
        ],
    });
    let reading = read(package.to_string().as_bytes(), &options()).unwrap();
    let found: Vec<(u32, Reason)> = reading.report.errors.iter().map(|e| (e.row, e.reason)).collect();
    let expected = [
        (2, Reason::IdentifierTwice),
        (3, Reason::IdentifierMissing),
        (4, Reason::TitleMissing),
        (5, Reason::ParentCircle),
        (6, Reason::ParentCircle),
    ];
    assert_eq!(found, expected);
    assert_eq!((reading.report.rows, reading.report.accepted, reading.items.len()), (6, 1, 1));
}

#[test]
fn what_is_no_package_is_refused() {
    for text in ["", "[]", "{}", "{\"CFDocument\":1}", "{\"CFDocument\":{},\"CFDocument\":{}}", "{\"CFDocument\":{}} x"]
    {
        assert!(read(text.as_bytes(), &options()).is_err(), "{text}");
    }
    assert!(read(b"{\"CFDocument\":{},\"CFItems\":null}", &options()).unwrap().items.is_empty());
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof!["[A-Za-zñ][A-Za-z ñ]{0,12}", "[a-c]", " ?[\"\\\\]x\u{a0}?"]
}

fn any_title() -> impl Strategy<Value = LangMap> {
    let lang = prop::sample::select(vec!["es", "pt", "en"]);
    (lang, any_text(), prop::option::of(any_text())).prop_map(|(lang, text, english)| {
        let map = LangMap::new(lang.parse().unwrap(), text);
        english.map_or(map.clone(), |text| map.with("en-GB".parse().unwrap(), &text))
    })
}

fn any_item() -> impl Strategy<Value = (Item, Option<prop::sample::Index>)> {
    let texts = (prop::option::of("[ ]?[A-C][0-9.]{0,3}\u{a0}?"), prop::option::of("v[0-9]"), any_title());
    let more = (prop::option::of(any_title()), prop::option::of("[1-5]"), prop::option::of(0_u32..99));
    let place = (prop::option::of(any::<prop::sample::Index>()), 0_usize..5, 0_usize..3, any::<bool>());
    (texts, more, place, prop::collection::vec("[A-C][0-9]", 0..3)).prop_map(|(texts, more, place, replaced)| {
        let (code, version, title) = texts;
        let (statement, level, hours) = more;
        let (parent, kind, status, illustrative) = place;
        let code = code.and_then(|code| code.parse().ok());
        let key = ItemKey::derive(code.as_ref(), version.as_deref(), title.official_text());
        let item = Item {
            code,
            version,
            statement,
            level,
            hours,
            illustrative,
            status: Status::ALL[status],
            in_force_from: hours.and_then(|day| NaiveDate::from_yo_opt(2026, day)),
            isco08: hours.map(|_| "7411".to_owned()).into_iter().collect(),
            replaced_by: replaced.iter().map(|key| ItemKey::parse(key)).collect(),
            ..Item::new(ItemKind::ALL[kind], key, title, "a test")
        };
        (item, parent)
    })
}

/// Packages with trees of any shape and kinds, codes and titles that repeat; none is empty.
fn any_package() -> impl Strategy<Value = Package> {
    prop::collection::vec(any_item(), 1..25).prop_map(|drafts| {
        let example = bundled::frameworks(false).unwrap().remove(0);
        let mut items: Vec<Item> = Vec::new();
        for (mut item, parent) in drafts {
            let parent = parent.filter(|_| !items.is_empty()).map(|index| index.get(&items).key.clone());
            item.key = item.key.within(parent.as_ref(), item.kind);
            item.parent = parent;
            if items.iter().all(|known| known.key != item.key) {
                items.push(item);
            }
        }
        Package { items, ..example }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn export_and_import_is_the_identity(package in any_package()) {
        prop_assume!(package.check().is_ok());
        let items: Vec<Kept> = package.items.iter().cloned().map(Kept::from).collect();
        let bytes = written(&head_of(&package), &items, &[]);
        let reading = read(&bytes, &options()).unwrap();
        prop_assert_eq!(&reading.report.errors, &[]);
        prop_assert_eq!(&reading.items, &items);
        prop_assert!(reading.associations.is_empty());
        prop_assert_eq!(written(&reading.head, &reading.items, &reading.associations), bytes);
    }

    #[test]
    fn import_and_export_is_the_identity_whatever_members_a_file_has(changes in prop::collection::vec(any::<(prop::sample::Index, u8)>(), 0..12)) {
        let mut package: Value = serde_json::from_slice(FOREIGN).unwrap();
        for (index, what) in changes {
            let list = package[if what % 2 == 0 { "CFItems" } else { "CFAssociations" }].as_array_mut().unwrap();
            let at = index.index(list.len());
            let one = list[at].as_object_mut().unwrap();
            match what / 2 % 6 {
                0 => drop(one.remove("CFItemType")),
                1 => drop(one.insert("x-other".to_owned(), json!({"a": [1, 2.50, null]}))),
                2 => drop(one.remove("lastChangeDateTime")),
                3 => drop(one.insert("language".to_owned(), "pt".into())),
                4 => drop(one.insert("extensions".to_owned(), json!({"puente": {"key": 5}}))),
                _ => drop(one.remove("sequenceNumber")),
            }
        }
        let reading = read(package.to_string().as_bytes(), &options()).unwrap();
        let said: Value = serde_json::from_slice(&written(&reading.head, &reading.items, &reading.associations)).unwrap();
        prop_assert_eq!(by_identifier(&said), by_identifier(&package));
    }

    #[test]
    fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = read(&bytes, &options());
    }

    #[test]
    fn a_damaged_package_is_answered_and_makes_a_sound_tree(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = FOREIGN.to_vec();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        if let Ok(reading) = read(&bytes, &options()) {
            let items = reading.items.into_iter().map(|kept| kept.item).collect();
            let package = Package { framework: reading.head.framework, version: reading.head.version, items };
            prop_assert_eq!(package.check(), Ok(()));
        }
    }
}

#[test]
fn a_byte_order_mark_before_the_package_changes_nothing() {
    let marked = [b"\xef\xbb\xbf", FOREIGN].concat();
    let (plain, read_marked) = (read(FOREIGN, &options()).unwrap(), read(&marked, &options()).unwrap());
    assert_eq!((read_marked.head, read_marked.items), (plain.head, plain.items));
    assert_eq!(read_marked.associations, plain.associations);
    assert!(read(b"\xef\xbb", &options()).is_err() && read(b"{}", &options()).is_err());
}
