//! Writes every bundled crosswalk as SSSOM, table and JSON, and a set with every slot of the schema,
//! into a folder: what the tests give to the validator that the standard's makers publish.
#![expect(clippy::expect_used, reason = "a program for tests")]

use std::path::Path;
use std::{env, fs};

use competency_frameworks::ItemKey;
use crosswalks::sssom::model::Outgoing;
use crosswalks::sssom::slots::{Kind, SLOTS, Slot};
use crosswalks::sssom::{Document, ExtensionDefinition, Joining, MappingSet, SlotValue, Slots, join};
use crosswalks::{CrosswalkVersion, bundled};

fn main() {
    let folder = env::args().nth(1).expect("a folder");
    let folder = Path::new(&folder);
    let write = |name: &str, document: &Document| {
        fs::write(folder.join(format!("{name}.sssom.tsv")), document.to_table()).expect("a table is written");
        fs::write(folder.join(format!("{name}.sssom.json")), document.to_json()).expect("JSON is written");
    };
    let mut all = bundled::published(true).expect("bundled data").crosswalks;
    if let Some(row) = all.first_mut().and_then(|version| version.mappings.first_mut()) {
        (row.object, row.object_unit) = (None, None);
    }
    for version in &all {
        write(&version.crosswalk.id, &outgoing(version, None));
    }
    let joined = joined(all.swap_remove(0));
    let mut document = outgoing(&joined.0, Some(joined.1));
    write("joined", &document);
    without_extensions(&mut document);
    fs::write(folder.join("joined.sssom.json"), document.to_json()).expect("JSON is written");
    let mut document = every_slot();
    write("every-slot", &document);
    without_extensions(&mut document);
    fs::write(folder.join("every-slot.sssom.json"), document.to_json()).expect("JSON is written");
}

/// In JSON the validator's reader knows no slots beyond the schema.
fn without_extensions(document: &mut Document) {
    document.set.extension_definitions.clear();
    for row in &mut document.rows {
        row.retain(|name, _| !name.starts_with("ext_"));
    }
}

/// A version as it is exported, with the head that was frozen with it.
fn outgoing(version: &CrosswalkVersion, head: Option<MappingSet>) -> Document {
    let label = |_: &_, key: &ItemKey| Some(format!("título «{key}»"));
    let outgoing = Outgoing::of(version, head, "https://puente.example", label);
    Document { rows: outgoing.rows().collect(), set: outgoing.set }
}

/// A version whose first rows came with files that use one prefix, one extension and one tool for
/// different things; the others came with none.
fn joined(mut version: CrosswalkVersion) -> (CrosswalkVersion, MappingSet) {
    let mut head = MappingSet::default();
    for (mapping, name) in version.mappings.iter_mut().zip(["one", "two"]) {
        let text = |text: &str| SlotValue::One(text.to_owned());
        let address = format!("https://example.org/{name}/");
        let definition = ExtensionDefinition {
            slot_name: "ext_hours".to_owned(),
            property: Some("P:hours".to_owned()),
            type_hint: Some("xsd:integer".to_owned()),
        };
        let set = MappingSet {
            slots: [
                ("mapping_set_id".to_owned(), text(&address)),
                ("license".to_owned(), text(&address)),
                ("mapping_tool".to_owned(), text(name)),
                ("subject_source".to_owned(), text("P:source")),
            ]
            .into(),
            curie_map: [("P".to_owned(), address)].into(),
            extension_definitions: vec![definition],
        };
        let row: Slots =
            [("author_id".to_owned(), SlotValue::Many(vec!["P:1".to_owned()])), ("ext_hours".to_owned(), text("40"))]
                .into();
        mapping.slots.extend(row.clone());
        let (joining, _) = Joining::of(&mut head, set, &row.keys().cloned().collect(), &[]);
        joining.bring(&row, mapping);
    }
    let head = join::freeze(head, &version.mappings);
    (version, head)
}

fn every_slot() -> Document {
    let set_slots = SLOTS.iter().filter(|slot| slot.on_set && !slot.propagated).map(filled);
    let mut row: Slots = SLOTS.iter().filter(|slot| slot.on_mapping).map(filled).collect();
    row.insert("predicate_id".to_owned(), SlotValue::One("skos:exactMatch".to_owned()));
    row.insert("mapping_justification".to_owned(), SlotValue::One("semapv:MappingReview".to_owned()));
    row.insert("ext_hours".to_owned(), SlotValue::One("40".to_owned()));
    let definition = ExtensionDefinition {
        slot_name: "ext_hours".to_owned(),
        property: Some("A:hours".to_owned()),
        type_hint: Some("xsd:integer".to_owned()),
    };
    Document {
        set: MappingSet {
            slots: set_slots.collect(),
            curie_map: [("A".to_owned(), "https://example.org/a/".to_owned())].into(),
            extension_definitions: vec![definition],
        },
        rows: vec![row],
    }
}

fn filled(slot: &Slot) -> (String, SlotValue) {
    let text = match slot.kind {
        Kind::Text => "«a text», with: signs",
        Kind::Reference | Kind::ReferenceOrWords => "A:1",
        Kind::Uri => "https://example.org/one",
        Kind::Date => "2026-11-22",
        Kind::Number(..) => "0.5",
        Kind::Choice(all) => all.last().copied().unwrap_or_default(),
    };
    let value = if slot.many { SlotValue::Many(vec![text.to_owned()]) } else { SlotValue::One(text.to_owned()) };
    (slot.name.to_owned(), value)
}
