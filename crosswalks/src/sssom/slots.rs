//! The slots of SSSOM's schema, version 1.1: which records have them, and what they hold.
//! <https://mapping-commons.github.io/sssom/spec-model/>

/// What a value of a slot must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Any text.
    Text,
    /// `prefix:local`, the prefix declared.
    Reference,
    /// The same, but plain words were allowed before version 1.0.
    ReferenceOrWords,
    /// An absolute address.
    Uri,
    /// `2026-11-22`.
    Date,
    /// A number within bounds, in hundredths.
    Number(i16, i16),
    /// One of a list.
    Choice(&'static [&'static str]),
}

/// A slot of the schema.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "four questions of a schema, each answered by itself")]
pub struct Slot {
    /// Its name: a key of the metadata, a column of the table.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// It may hold several values.
    pub many: bool,
    /// Sets have it.
    pub on_set: bool,
    /// Mappings have it.
    pub on_mapping: bool,
    /// A value of the set counts for each of its mappings.
    pub propagated: bool,
}

const S: u8 = 1; // on sets
const M: u8 = 2; // on mappings
const P: u8 = 4; // propagated
const N: u8 = 8; // many

const fn slot(name: &'static str, kind: Kind, flags: u8) -> Slot {
    Slot {
        name,
        kind,
        many: flags & N != 0,
        on_set: flags & S != 0,
        on_mapping: flags & M != 0,
        propagated: flags & P != 0,
    }
}

const SHARE: Kind = Kind::Number(0, 100);
const ENTITY_TYPE: Kind = Kind::Choice(&[
    "owl class",
    "owl object property",
    "owl data property",
    "owl annotation property",
    "owl named individual",
    "skos concept",
    "rdfs resource",
    "rdfs class",
    "rdfs literal",
    "rdfs datatype",
    "rdf property",
    "composed entity expression",
]);
const CARDINALITY: Kind = Kind::Choice(&["1:1", "1:n", "n:1", "n:n", "1:0", "0:1", "0:0"]);

use Kind::{Choice, Date, Number, Reference, ReferenceOrWords, Text, Uri};

/// Every slot, in the order in which columns and keys are written.
pub const SLOTS: [Slot; 58] = [
    slot("sssom_version", Choice(&["1.0", "1.1"]), S),
    slot("mapping_set_id", Uri, S),
    slot("mapping_set_version", Text, S),
    slot("mapping_set_source", Uri, S | N),
    slot("mapping_set_title", Text, S),
    slot("mapping_set_description", Text, S),
    slot("mapping_set_confidence", SHARE, S),
    slot("record_id", Reference, M),
    slot("subject_id", Reference, M),
    slot("subject_label", Text, M),
    slot("subject_category", Text, M),
    slot("predicate_id", Reference, M),
    slot("predicate_label", Text, M),
    slot("predicate_modifier", Choice(&["Not"]), M),
    slot("object_id", Reference, M),
    slot("object_label", Text, M),
    slot("object_category", Text, M),
    slot("mapping_justification", Reference, M),
    slot("author_id", Reference, M | N),
    slot("author_label", Text, M | N),
    slot("reviewer_id", Reference, M | N),
    slot("reviewer_label", Text, M | N),
    slot("creator_id", Reference, S | M | N),
    slot("creator_label", Text, S | M | N),
    slot("license", Uri, S | M),
    slot("subject_type", ENTITY_TYPE, S | M | P),
    slot("subject_source", Reference, S | M | P),
    slot("subject_source_version", Text, S | M | P),
    slot("object_type", ENTITY_TYPE, S | M | P),
    slot("object_source", Reference, S | M | P),
    slot("object_source_version", Text, S | M | P),
    slot("predicate_type", ENTITY_TYPE, S | M | P),
    slot("mapping_provider", Uri, S | M | P),
    slot("mapping_source", Reference, M),
    slot("mapping_cardinality", CARDINALITY, M),
    slot("cardinality_scope", Text, S | M | P | N),
    slot("mapping_tool", Text, S | M | P),
    slot("mapping_tool_id", Reference, S | M | P),
    slot("mapping_tool_version", Text, S | M | P),
    slot("mapping_date", Date, S | M | P),
    slot("publication_date", Date, S | M),
    slot("review_date", Date, M),
    slot("confidence", SHARE, M),
    slot("reviewer_agreement", Number(-100, 100), M),
    slot("curation_rule", Reference, S | M | P | N),
    slot("curation_rule_text", Text, S | M | P | N),
    slot("subject_match_field", ReferenceOrWords, S | M | P | N),
    slot("object_match_field", ReferenceOrWords, S | M | P | N),
    slot("match_string", Text, M | N),
    slot("subject_preprocessing", ReferenceOrWords, S | M | P | N),
    slot("object_preprocessing", ReferenceOrWords, S | M | P | N),
    slot("similarity_score", SHARE, M),
    slot("similarity_measure", Text, S | M | P),
    slot("see_also", Uri, S | M | N),
    slot("issue_tracker", Uri, S),
    slot("issue_tracker_item", Reference, M),
    slot("other", Text, S | M),
    slot("comment", Text, S | M),
];

/// The slot of this name.
pub fn slot_named(name: &str) -> Option<&'static Slot> {
    SLOTS.iter().find(|slot| slot.name == name)
}

/// A slot that a mapping can have.
pub fn of_mapping(name: &str) -> Option<&'static Slot> {
    slot_named(name).filter(|slot| slot.on_mapping)
}

/// A slot that a set can have.
pub fn of_set(name: &str) -> Option<&'static Slot> {
    slot_named(name).filter(|slot| slot.on_set)
}

/// Where a slot comes among others; extension slots last.
pub fn place(name: &str) -> usize {
    SLOTS.iter().position(|slot| slot.name == name).unwrap_or(SLOTS.len())
}
