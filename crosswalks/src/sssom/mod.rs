//! SSSOM, the Simple Standard for Sharing Ontological Mappings: tables and JSON, read and written
//! without losing anything. <https://mapping-commons.github.io/sssom/spec-intro/>
//!
//! A record is a map from slot names to values, so that every slot of the schema and every extension,
//! defined or not, comes out as it went in; [`slots`] says which slots there are and what they hold.
//! Reading is streamed: a [`Sink`] gets the set, then row after row, and may stop at any of them; a
//! file of a million rows needs the memory of one. [`Document`] is for files that fit.
//! [`model`] is the way between such records and a [`Crosswalk`](crate::Crosswalk).

mod check;
pub mod join;
mod json;
mod legacy;
pub mod model;
mod problem;
mod read;
pub mod slots;
mod table;
mod write;
mod yaml;

use std::collections::{BTreeMap, BTreeSet};

pub use join::Joining;
pub use json::write_json;
pub use problem::{Problem, Reason};
pub use read::{Read, Sink, read};
pub use write::{TableWriter, columns_named, columns_of};

pub use crate::mapping::SlotValue;

/// Slots by name.
pub type Slots = BTreeMap<String, SlotValue>;

/// A mapping set without its mappings.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct MappingSet {
    /// What it says of itself, and of all its mappings.
    pub slots: Slots,
    /// What prefixes stand for; built-in ones need not be there.
    pub curie_map: BTreeMap<String, String>,
    /// Slots beyond the schema, as the set defines them.
    pub extension_definitions: Vec<ExtensionDefinition>,
}

/// What a set says of a slot beyond the schema.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ExtensionDefinition {
    /// The slot's name.
    pub slot_name: String,
    /// The property it stands for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub property: Option<String>,
    /// The type of its values.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub type_hint: Option<String>,
}

/// A set and all its mappings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// The set.
    pub set: MappingSet,
    /// Its mappings.
    pub rows: Vec<Slots>,
}

/// The prefixes every file may use without declaring them.
pub const BUILT_IN: [(&str, &str); 8] = [
    ("linkml", "https://w3id.org/linkml/"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("semapv", "https://w3id.org/semapv/vocab/"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("sssom", "https://w3id.org/sssom/"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// The one value of a slot, or its only one.
pub fn one<'a>(slots: &'a Slots, name: &str) -> Option<&'a str> {
    match slots.get(name)? {
        SlotValue::One(text) => Some(text),
        SlotValue::Many(all) => match all.as_slice() {
            [only] => Some(only),
            _ => None,
        },
    }
}

impl Document {
    /// Reads a file that fits in memory; rows with problems are left out and reported.
    pub fn parse(bytes: &[u8], external: Option<&str>) -> (Self, Vec<Problem>) {
        let mut document = Self::default();
        let mut problems = Vec::new();
        let mut sink = Collect { document: &mut document, problems: &mut problems };
        // Reading from memory does not fail.
        let _: Result<Read, std::io::Error> = read(std::io::Cursor::new(bytes), external, &mut sink);
        (document, problems)
    }

    /// As a table with its metadata in front.
    pub fn to_table(&self) -> String {
        let mut writer = TableWriter::start(Vec::new(), &self.set, columns_of(&self.rows));
        for row in &self.rows {
            writer = writer.and_then(|writer| writer.with(row));
        }
        writer
            .and_then(TableWriter::finish)
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
            .unwrap_or_default()
    }

    /// As JSON.
    pub fn to_json(&self) -> String {
        let mut bytes = Vec::new();
        let rows = self.rows.iter().map(|row| Ok::<_, std::convert::Infallible>(std::borrow::Cow::Borrowed(row)));
        // Writing to memory does not fail.
        let _ = write_json(&mut bytes, &self.set, rows);
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// Gives every mapping what the set says for all, and takes it from the set; a slot that any
    /// mapping has a value of its own in stays where it is.
    pub fn propagate(&mut self) {
        let own: BTreeSet<String> = self.rows.iter().flat_map(|row| row.keys().cloned()).collect();
        for (name, value) in take_propagated(&mut self.set, &own) {
            for row in &mut self.rows {
                row.insert(name.clone(), value.clone());
            }
        }
    }

    /// The opposite: what all mappings have in common becomes the set's, unless that says otherwise.
    pub fn condense(&mut self) {
        for slot in slots::SLOTS.iter().filter(|slot| slot.propagated) {
            let Some(value) = self.rows.first().and_then(|row| row.get(slot.name)).cloned() else { continue };
            let common = self.rows.iter().all(|row| row.get(slot.name) == Some(&value));
            if common && self.set.slots.get(slot.name).is_none_or(|set| *set == value) {
                self.set.slots.insert(slot.name.to_owned(), value);
                for row in &mut self.rows {
                    row.remove(slot.name);
                }
            }
        }
    }
}

/// Takes from a set what counts for each of its mappings, given the slots in which any mapping has a
/// value of its own.
pub fn take_propagated(set: &mut MappingSet, own: &BTreeSet<String>) -> Slots {
    let names = slots::SLOTS.iter().filter(|slot| slot.propagated && !own.contains(slot.name));
    names.filter_map(|slot| set.slots.remove_entry(slot.name)).collect()
}

/// Whether a set says something that counts for each of its mappings, unless one says otherwise.
pub fn says_for_its_rows(set: &MappingSet) -> bool {
    slots::SLOTS.iter().any(|slot| slot.propagated && set.slots.contains_key(slot.name))
}

struct Collect<'a> {
    document: &'a mut Document,
    problems: &'a mut Vec<Problem>,
}

impl Sink for Collect<'_> {
    fn set(&mut self, set: MappingSet) -> std::ops::ControlFlow<()> {
        self.document.set = set;
        std::ops::ControlFlow::Continue(())
    }
    fn row(&mut self, _number: u64, row: Slots) -> std::ops::ControlFlow<()> {
        self.document.rows.push(row);
        std::ops::ControlFlow::Continue(())
    }
    fn problem(&mut self, problem: Problem) -> std::ops::ControlFlow<()> {
        self.problems.push(problem);
        std::ops::ControlFlow::Continue(())
    }
}
