//! Names from before version 1.0, and what they are called now.

use super::problem::Reason;
use super::{SlotValue, Slots};

/// A column or key that only changed its name.
fn renamed(name: &str) -> Option<&'static str> {
    match name {
        "semantic_similarity_score" => Some("similarity_score"),
        "semantic_similarity_measure" => Some("similarity_measure"),
        _ => None,
    }
}

/// Replaces legacy slots of a record; says which were replaced, and which values were not understood.
pub(super) fn modernise(slots: &mut Slots) -> Vec<(&'static str, Reason, String)> {
    let mut said = Vec::new();
    for old in ["semantic_similarity_score", "semantic_similarity_measure"] {
        if let (Some(value), Some(new)) = (slots.remove(old), renamed(old)) {
            slots.entry(new.to_owned()).or_insert(value);
            said.push((old, Reason::LegacySlot, new.to_owned()));
        }
    }
    if let Some(value) = slots.remove("match_type") {
        replace(slots, "match_type", &value, justification, &["mapping_justification"], &mut said);
    }
    if let Some(value) = slots.remove("match_term_type") {
        replace(slots, "match_term_type", &value, entity_type, &["subject_type", "object_type"], &mut said);
    }
    said
}

fn replace(
    slots: &mut Slots,
    old: &'static str,
    value: &SlotValue,
    table: fn(&str) -> Option<&'static str>,
    new: &[&str],
    said: &mut Vec<(&'static str, Reason, String)>,
) {
    let text = match value {
        SlotValue::One(text) => text.clone(),
        SlotValue::Many(all) => all.join("|"),
    };
    match table(&text) {
        None => said.push((old, Reason::UnknownValue, text)),
        Some(now) => {
            for name in new {
                slots.entry((*name).to_owned()).or_insert_with(|| SlotValue::One(now.to_owned()));
            }
            said.push((old, Reason::LegacySlot, new.join(", ")));
        }
    }
}

fn justification(match_type: &str) -> Option<&'static str> {
    Some(match match_type {
        "Lexical" => "semapv:LexicalMatching",
        // What the specification's table calls LogicalMatching is LogicalReasoning in the vocabulary.
        "Logical" => "semapv:LogicalReasoning",
        "HumanCurated" => "semapv:ManualMappingCuration",
        "Complex" => "semapv:CompositeMatching",
        "Unspecified" => "semapv:UnspecifiedMatching",
        "SemanticSimilarity" => "semapv:SemanticSimilarityThresholdMatching",
        _ => return None,
    })
}

fn entity_type(match_term_type: &str) -> Option<&'static str> {
    Some(match match_term_type {
        "ConceptMatch" => "skos concept",
        "ClassMatch" => "owl class",
        "ObjectPropertyMatch" => "owl object property",
        "IndividualMatch" => "owl named individual",
        "DataPropertyMatch" => "owl data property",
        "TermMatch" => "rdfs literal",
        _ => return None,
    })
}
