//! Files that come one after the other into one crosswalk: what each says of itself becomes part of one
//! head, and none changes the meaning of another's rows.
//!
//! Prefixes, definitions and lists are merged. Where two files use one prefix or one extension slot for
//! different things, the later file's gets another name, in its rows too. What a set says for all its
//! mappings goes to the rows of that file. Of what a set can say only once, the first stays; the id of a
//! later file becomes a source of the set, and its licence and date go to its rows.

use std::collections::{BTreeMap, BTreeSet};

use super::slots::{Kind, SLOTS, slot_named};
use super::{ExtensionDefinition, MappingSet, Problem, Reason, SlotValue, Slots, take_propagated};
use crate::mapping::Mapping;

/// What the rows of a file have to take over, so that they mean under the joint head what they meant
/// under their own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Joining {
    /// Prefixes that have another name now.
    prefixes: BTreeMap<String, String>,
    /// Extension slots that have another name now.
    slots: BTreeMap<String, String>,
    /// Extension slots that hold identifiers.
    references: BTreeSet<String>,
    /// What the file said for each of its rows.
    said: Slots,
}

/// Slots that a set and a mapping can have, and whose value for the set is not one for its mappings:
/// of two files, the second's goes to its rows.
const TO_ROWS: [&str; 2] = ["license", "publication_date"];
/// Words about the set, which stand one after the other.
const WORDS: [&str; 2] = ["other", "comment"];

impl Joining {
    /// Brings a file's set into a head. `own`: the slots in which any of its rows has a value of its own;
    /// `items`: prefixes of the crosswalk's own items, which keep their first address.
    pub fn of(
        head: &mut MappingSet,
        mut file: MappingSet,
        own: &BTreeSet<String>,
        items: &[&str],
    ) -> (Self, Vec<Problem>) {
        let mut joining = Self { said: take_propagated(&mut file, own), ..Self::default() };
        let mut problems = Vec::new();
        for (prefix, address) in std::mem::take(&mut file.curie_map) {
            let known = head.curie_map.get(&prefix).is_some_and(|known| *known != address);
            if known && items.contains(&prefix.as_str()) {
                problems.push(Problem::new(None, Some("curie_map"), Reason::OtherBase, &prefix));
                continue;
            }
            let name = free(&prefix, |name| head.curie_map.get(name).is_none_or(|known| *known == address));
            head.curie_map.insert(name.clone(), address);
            if name != prefix {
                joining.prefixes.insert(prefix, name);
            }
        }
        joining.define(head, std::mem::take(&mut file.extension_definitions));
        joining.said =
            std::mem::take(&mut joining.said).into_iter().map(|(name, value)| joining.renamed(&name, &value)).collect();
        for (name, value) in file.slots {
            let (name, value) = joining.renamed(&name, &value);
            joining.say(head, &name, value);
        }
        (joining, problems)
    }

    fn define(&mut self, head: &mut MappingSet, definitions: Vec<ExtensionDefinition>) {
        for mut definition in definitions {
            definition.property = definition.property.map(|property| self.reference(&property));
            definition.type_hint = definition.type_hint.map(|hint| self.reference(&hint));
            let named = |name: &str| head.extension_definitions.iter().find(|one| one.slot_name == name);
            let same = |one: &ExtensionDefinition| one.property == definition.property;
            let name = free(&definition.slot_name, |name| named(name).is_none_or(same));
            if named(&name).is_none() {
                head.extension_definitions.push(ExtensionDefinition { slot_name: name.clone(), ..definition.clone() });
            }
            if definition.type_hint.as_deref().is_some_and(|hint| hint.to_lowercase().ends_with("uriorcurie")) {
                self.references.insert(definition.slot_name.clone());
            }
            if name != definition.slot_name {
                self.slots.insert(definition.slot_name, name);
            }
        }
    }

    /// Says something of the set, beside what was said of it before.
    fn say(&mut self, head: &mut MappingSet, name: &str, value: SlotValue) {
        match (head.slots.get_mut(name), value) {
            (None, value) => drop(head.slots.insert(name.to_owned(), value)),
            (Some(before), value) if *before == value => {}
            (Some(SlotValue::Many(all)), SlotValue::Many(more)) => add_missing(all, more),
            (Some(SlotValue::One(text)), SlotValue::One(more)) if WORDS.contains(&name) => {
                if !text.split(" / ").any(|part| part == more) {
                    *text = format!("{text} / {more}");
                }
            }
            (Some(_), SlotValue::One(id)) if name == "mapping_set_id" => {
                let sources = head.slots.entry("mapping_set_source".to_owned());
                if let SlotValue::Many(all) = sources.or_insert_with(|| SlotValue::Many(Vec::new())) {
                    add_missing(all, vec![id]);
                }
            }
            (Some(_), value) if TO_ROWS.contains(&name) => {
                self.said.insert(name.to_owned(), value);
            }
            // The set has a title, a version and a description already.
            (Some(_), _) => {}
        }
    }

    /// Gives a row what it has to take over; `read` is what the file says of it.
    pub fn bring(&self, read: &Slots, mapping: &mut Mapping) {
        for slot in read {
            let (name, value) = self.renamed(slot.0, slot.1);
            if (&name, &value) != slot {
                mapping.slots.remove(slot.0);
                mapping.slots.insert(name, value);
            }
        }
        for (name, value) in &self.said {
            if !read.contains_key(name) {
                mapping.slots.insert(name.clone(), value.clone());
            }
        }
    }

    fn renamed(&self, name: &str, value: &SlotValue) -> (String, SlotValue) {
        let refers = match slot_named(name) {
            Some(slot) => matches!(slot.kind, Kind::Reference | Kind::ReferenceOrWords),
            None => self.references.contains(name),
        };
        let value = match value {
            SlotValue::One(text) if refers => SlotValue::One(self.reference(text)),
            SlotValue::Many(all) if refers => SlotValue::Many(all.iter().map(|text| self.reference(text)).collect()),
            other => other.clone(),
        };
        (self.slots.get(name).cloned().unwrap_or_else(|| name.to_owned()), value)
    }

    fn reference(&self, text: &str) -> String {
        let renamed = text.split_once(':').and_then(|(prefix, local)| Some((self.prefixes.get(prefix)?, local)));
        renamed.map_or_else(|| text.to_owned(), |(prefix, local)| format!("{prefix}:{local}"))
    }
}

/// The name, or the first of `name_2`, `name_3` … that is free.
fn free(name: &str, is_free: impl Fn(&str) -> bool) -> String {
    if is_free(name) {
        return name.to_owned();
    }
    let mut number = 2_u32;
    loop {
        let other = format!("{name}_{number}");
        if is_free(&other) {
            return other;
        }
        number += 1;
    }
}

fn add_missing(all: &mut Vec<String>, more: Vec<String>) {
    for text in more {
        if !all.contains(&text) {
            all.push(text);
        }
    }
}

/// The head as it is frozen with these rows: what it says of a slot in which no row has a value of its
/// own would count for all of them, although it was said of a file's rows that are not here.
pub fn freeze(mut head: MappingSet, mappings: &[Mapping]) -> MappingSet {
    for slot in SLOTS.iter().filter(|slot| slot.propagated) {
        if !mappings.iter().any(|row| row.slots.contains_key(slot.name)) {
            head.slots.remove(slot.name);
        }
    }
    head
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests fail loudly")]

    use std::collections::BTreeSet;

    use super::super::model::{self, Side};
    use super::super::{Document, Reason, one};
    use super::*;

    const FIRST: &str = "#curie_map:\n#  aa: https://example.org/a/\n#  bb: https://example.org/b/\n#  x: https://example.org/x/\n\
#mapping_set_id: https://example.org/first\n#license: https://example.org/open\n#mapping_tool: tool one\n\
#comment: from the first\n#extension_definitions:\n#  - slot_name: ext_hours\n#    property: x:hours\n\
subject_id\tpredicate_id\tobject_id\tmapping_justification\tauthor_id\text_hours\n\
aa:1\tskos:exactMatch\tbb:1\tsemapv:MappingReview\tx:ana\t40\n";
    const SECOND: &str = "#curie_map:\n#  aa: https://example.net/other/\n#  bb: https://example.org/b/\n#  x: https://example.net/x/\n#  orcid: https://orcid.org/\n\
#mapping_set_id: https://example.org/second\n#license: https://example.org/closed\n#mapping_tool: tool two\n#mapping_date: 2026-11-01\n\
#comment: from the second\n#extension_definitions:\n#  - slot_name: ext_hours\n#    property: x:hours\n\
subject_id\tpredicate_id\tobject_id\tmapping_justification\tauthor_id\treviewer_id\text_hours\n\
aa:2\tskos:closeMatch\tbb:2\tsemapv:MappingReview\tx:eva\torcid:0000\t41\n";

    /// The head after files came in, their rows, and what was remarked.
    fn joined(files: &[&str]) -> (MappingSet, Vec<Mapping>, Vec<Problem>) {
        let (mut head, mut rows, mut remarks) = (MappingSet::default(), Vec::new(), Vec::new());
        let (a, b) = ("aa".parse().unwrap(), "bb".parse().unwrap());
        let (no_prefixes, find) =
            (BTreeSet::new(), |local: &str| Some((competency_frameworks::ItemKey::parse(local), None)));
        let side = |framework| Side { framework, prefixes: &no_prefixes, find: &find };
        for file in files {
            let (document, problems) = Document::parse(file.as_bytes(), None);
            assert!(problems.is_empty(), "{problems:?}");
            let own = document.rows.iter().flat_map(|row| row.keys().cloned()).collect();
            let (joining, told) = Joining::of(&mut head, document.set, &own, &["aa", "bb"]);
            remarks.extend(told);
            for row in &document.rows {
                let mut mapping = model::mapping_of(1, row, &side(&a), &side(&b), "import").unwrap();
                joining.bring(row, &mut mapping);
                rows.push(mapping);
            }
        }
        (head, rows, remarks)
    }

    #[test]
    fn rows_mean_after_a_second_file_what_they_meant_before() {
        let (head, rows, remarks) = joined(&[FIRST, SECOND]);
        let (alone, first, _) = joined(&[FIRST]);
        assert_eq!(rows[0], first[0], "the rows of the first file are as they were");
        for (prefix, address) in &alone.curie_map {
            assert_eq!(head.curie_map.get(prefix), Some(address), "and so is what their prefixes stand for");
        }
        assert_eq!(head.curie_map["x_2"], "https://example.net/x/");
        assert_eq!(head.curie_map["orcid"], "https://orcid.org/");
        let slots = &rows[1].slots;
        assert_eq!(slots["author_id"], SlotValue::Many(vec!["x_2:eva".to_owned()]));
        assert_eq!((one(slots, "ext_hours"), one(slots, "ext_hours_2")), (None, Some("41")));
        assert_eq!(head.extension_definitions[1].property.as_deref(), Some("x_2:hours"));
        let said: Vec<_> = remarks.iter().map(|problem| (problem.reason, problem.found.as_str())).collect();
        assert_eq!(said, [(Reason::OtherBase, "aa")], "an item is ours, wherever the file places it");
    }

    #[test]
    fn what_a_set_says_for_all_its_rows_stays_with_them() {
        let (head, rows, _) = joined(&[FIRST, SECOND]);
        assert_eq!(
            rows.iter().map(|row| one(&row.slots, "mapping_tool")).collect::<Vec<_>>(),
            [Some("tool one"), Some("tool two")]
        );
        assert_eq!(one(&rows[0].slots, "mapping_date"), None);
        assert!(!head.slots.contains_key("mapping_tool") && !head.slots.contains_key("mapping_date"));
        assert_eq!(one(&rows[1].slots, "license"), Some("https://example.org/closed"));
        assert_eq!(one(&head.slots, "license"), Some("https://example.org/open"));
        assert_eq!(one(&head.slots, "mapping_set_id"), Some("https://example.org/first"));
        assert_eq!(one(&head.slots, "mapping_set_source"), Some("https://example.org/second"));
        assert_eq!(one(&head.slots, "comment"), Some("from the first / from the second"));
    }

    #[test]
    fn the_same_file_twice_changes_nothing() {
        let (once, rows, _) = joined(&[FIRST, SECOND]);
        let (twice, more, _) = joined(&[FIRST, SECOND, SECOND, FIRST]);
        assert_eq!(twice, once);
        assert_eq!((&more[2], &more[3]), (&rows[1], &rows[0]));
    }
}
