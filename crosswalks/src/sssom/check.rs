//! Whether records are what the schema says.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::problem::{Problem, Reason};
use super::slots::{Kind, Slot, of_mapping, of_set};
use super::{BUILT_IN, MappingSet, SlotValue, Slots, legacy, one};

const JUSTIFICATIONS: [&str; 13] = [
    "MappingReview",
    "ManualMappingCuration",
    "LogicalReasoning",
    "LexicalMatching",
    "CompositeMatching",
    "UnspecifiedMatching",
    "SemanticSimilarityThresholdMatching",
    "LexicalSimilarityThresholdMatching",
    "MappingChaining",
    "MappingInversion",
    "StructuralMatching",
    "InstanceBasedMatching",
    "BackgroundKnowledgeBasedMatching",
];

/// What checking the rows of a set needs to know of it.
pub(super) struct Checker {
    prefixes: BTreeSet<String>,
    extensions: BTreeSet<String>,
    subject_is_literal: bool,
    object_is_literal: bool,
    /// Undefined extensions that were spoken of already.
    told: BTreeSet<String>,
}

/// Checks the set, and prepares for its rows.
pub(super) fn set(set: &mut MappingSet) -> (Checker, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut say = |column: &str, reason: Reason, found: &str| {
        problems.push(Problem::new(None, Some(column), reason, found));
    };
    for (name, reason, found) in legacy::modernise(&mut set.slots) {
        say(name, reason, &found);
    }
    for (prefix, address) in BUILT_IN {
        if set.curie_map.get(prefix).is_some_and(|given| given != address) {
            say("curie_map", Reason::PrefixRedefined, prefix);
        }
    }
    let mut prefixes: BTreeSet<String> = set.curie_map.keys().cloned().collect();
    prefixes.extend(BUILT_IN.iter().map(|(prefix, _)| (*prefix).to_owned()));
    let mut extensions = BTreeSet::new();
    for definition in &set.extension_definitions {
        if is_name(&definition.slot_name) && definition.property.is_some() {
            extensions.insert(definition.slot_name.clone());
        } else {
            say("extension_definitions", Reason::BadExtensionDefinition, &definition.slot_name);
        }
    }
    for required in ["mapping_set_id", "license"] {
        if !set.slots.contains_key(required) {
            say(required, Reason::MissingOnSet, "");
        }
    }
    let literal = |name: &str| one(&set.slots, name) == Some("rdfs literal");
    let mut checker = Checker {
        prefixes,
        extensions,
        subject_is_literal: literal("subject_type"),
        object_is_literal: literal("object_type"),
        told: BTreeSet::new(),
    };
    checker.values(None, &mut set.slots, of_set, &mut problems);
    (checker, problems)
}

impl Checker {
    /// Checks one mapping; what is only differently written is put right.
    pub(super) fn row(&mut self, number: u64, row: &mut Slots) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (name, reason, found) in legacy::modernise(row) {
            problems.push(Problem::new(Some(number), Some(name), reason, &found));
        }
        self.values(Some(number), row, of_mapping, &mut problems);
        let sides = [("subject", self.subject_is_literal), ("object", self.object_is_literal)];
        let (id, kind, label) = ("_id", "_type", "_label");
        for (side, set_says) in sides {
            let literal = one(row, &format!("{side}{kind}")).map_or(set_says, |kind| kind == "rdfs literal");
            let needed = format!("{side}{}", if literal { label } else { id });
            if !row.contains_key(&needed) {
                problems.push(Problem::new(Some(number), Some(&needed), Reason::Missing, ""));
            }
        }
        for needed in ["predicate_id", "mapping_justification"] {
            if !row.contains_key(needed) {
                problems.push(Problem::new(Some(number), Some(needed), Reason::Missing, ""));
            }
        }
        if let Some(why) = one(row, "mapping_justification") {
            let known = why.strip_prefix("semapv:").is_some_and(|why| JUSTIFICATIONS.contains(&why));
            if !known {
                let column = Some("mapping_justification");
                problems.push(Problem::new(Some(number), column, Reason::UnknownJustification, why));
            }
        }
        problems
    }

    fn values(
        &mut self,
        row: Option<u64>,
        slots: &mut Slots,
        known: fn(&str) -> Option<&'static Slot>,
        problems: &mut Vec<Problem>,
    ) {
        for (name, value) in slots {
            let Some(slot) = known(name) else {
                if !self.extensions.contains(name) && self.told.insert(name.clone()) {
                    problems.push(Problem::new(row, Some(name), Reason::UndefinedExtension, ""));
                }
                continue;
            };
            if let (SlotValue::One(text), true) = (&*value, slot.many) {
                *value = SlotValue::Many(vec![text.clone()]);
            }
            let all = match value {
                SlotValue::One(text) => std::slice::from_mut(text),
                SlotValue::Many(all) if slot.many => all.as_mut_slice(),
                SlotValue::Many(all) => {
                    problems.push(Problem::new(row, Some(name), Reason::WrongShape, &all.join("|")));
                    continue;
                }
            };
            for text in all {
                if let Err(reason) = self.value(slot.kind, text) {
                    problems.push(Problem::new(row, Some(name), reason, text));
                }
            }
        }
    }

    fn value(&self, kind: Kind, text: &mut String) -> Result<(), Reason> {
        match kind {
            Kind::Text => Ok(()),
            Kind::Reference => self.reference(text),
            Kind::ReferenceOrWords => self.reference(text).map_err(|reason| match reason {
                Reason::NotACurie => Reason::LegacyWords,
                other => other,
            }),
            Kind::Uri => is_uri(text).then_some(()).ok_or(Reason::NotAUri),
            Kind::Date => text.parse::<NaiveDate>().map(drop).map_err(|_| Reason::NotADate),
            Kind::Choice(all) => all.contains(&text.as_str()).then_some(()).ok_or(Reason::UnknownValue),
            Kind::Number(least, most) => {
                let number: f64 = text.trim().parse().map_err(|_| Reason::NotANumber)?;
                if !(f64::from(least) / 100.0..=f64::from(most) / 100.0).contains(&number) {
                    return Err(if number.is_finite() { Reason::OutOfRange } else { Reason::NotANumber });
                }
                // One way to write a number, so that tables and JSON say the same.
                *text = if number == 0.0 { "0".to_owned() } else { number.to_string() };
                Ok(())
            }
        }
    }

    fn reference(&self, text: &str) -> Result<(), Reason> {
        let (prefix, local) = text.split_once(':').ok_or(Reason::NotACurie)?;
        if self.prefixes.contains(prefix) {
            return if local.is_empty() { Err(Reason::NotACurie) } else { Ok(()) };
        }
        if local.starts_with("//") && is_uri(text) {
            return Err(Reason::IdentifierIsAddress);
        }
        Err(if is_name(prefix) { Reason::UnknownPrefix } else { Reason::NotACurie })
    }
}

/// RFC 3986: a scheme, and nothing that an address cannot contain.
fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
        && !rest.is_empty()
        && !text.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(c))
}

/// An XML name without colons, as prefixes and extension slots are named.
fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && text.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c))
}
