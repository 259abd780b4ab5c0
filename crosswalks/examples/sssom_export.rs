//! Writes every bundled crosswalk as SSSOM, table and JSON, and a set with every slot of the schema,
//! into a folder: what the tests give to the validator that the standard's makers publish.
#![expect(clippy::expect_used, reason = "a program for tests")]

use std::path::Path;
use std::{env, fs};

use crosswalks::bundled;
use crosswalks::sssom::slots::{Kind, SLOTS, Slot};
use crosswalks::sssom::{Document, ExtensionDefinition, MappingSet, SlotValue, Slots, model};

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
    for version in all {
        let published = (version.version, version.published_on);
        let set = model::set_of(&version.crosswalk, published, None, "https://puente.example");
        let label = |_: &_, key: &competency_frameworks::ItemKey| Some(format!("título «{key}»"));
        let rows = version.mappings.iter().map(|row| model::row_of(&version.crosswalk, row, label)).collect();
        write(&version.crosswalk.id, &Document { set, rows });
    }
    let mut document = every_slot();
    write("every-slot", &document);
    // In JSON the validator's reader knows no slots beyond the schema.
    document.set.extension_definitions.clear();
    document.rows.iter_mut().for_each(|row| drop(row.remove("ext_hours")));
    fs::write(folder.join("every-slot.sssom.json"), document.to_json()).expect("JSON is written");
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
