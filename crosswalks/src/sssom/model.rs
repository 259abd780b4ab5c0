//! A crosswalk as SSSOM, and back.
//!
//! Items are written as CURIEs: the framework's id is the prefix, the item's key (percent-encoded where
//! an address needs it) the local part. Relations are SKOS, reasons SEMAPV; a relation that does not
//! hold has `predicate_modifier: Not`; "nothing there corresponds" has the object
//! `sssom:NoTermFound`. What a file says beyond this stays with the row and comes out again.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use competency_frameworks::{FrameworkId, ItemKey};

use super::slots::slot_named;
use super::{MappingSet, Problem, Reason, SlotValue, Slots, one};
use crate::mapping::{Crosswalk, CrosswalkVersion, Justification, Mapping, Predicate};

/// Stands where nothing corresponds.
pub const NO_TERM_FOUND: &str = "sssom:NoTermFound";
/// For sets whose source states no licence.
const NO_LICENCE: &str = "https://w3id.org/sssom/license/unspecified";

/// Where an item stands: the standard, and the unit of it when the item is one.
pub type Found = (ItemKey, Option<ItemKey>);

/// One framework of a crosswalk, to look identifiers up in.
pub struct Side<'a> {
    /// The framework.
    pub framework: &'a FrameworkId,
    /// Prefixes that stand for it in the file; its own id always does.
    pub prefixes: &'a BTreeSet<String>,
    /// Finds an item by its key or code.
    pub find: &'a dyn Fn(&str) -> Option<Found>,
}

/// What the prefixes of a crosswalk's own items stand for, where no file says otherwise.
pub fn own_prefixes(frameworks: [&str; 2], base: &str) -> [(String, String); 3] {
    let [from, to] = frameworks.map(|id| (id.to_owned(), format!("{base}/frameworks/{id}/items/")));
    [from, to, ("puente".to_owned(), format!("{base}/frameworks/"))]
}

/// A published state as a set: what an imported file said of itself, completed.
pub fn set_of(
    crosswalk: &Crosswalk,
    (version, published_on): (u32, NaiveDate),
    imported: Option<MappingSet>,
    base: &str,
) -> MappingSet {
    let mut set = imported.unwrap_or_default();
    let (from, to) = (crosswalk.subject_framework.as_str(), crosswalk.object_framework.as_str());
    for (prefix, address) in own_prefixes([from, to], base) {
        set.curie_map.entry(prefix).or_insert(address);
    }
    let mut say = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            set.slots.entry(name.to_owned()).or_insert(SlotValue::One(value));
        }
    };
    say("mapping_set_id", Some(format!("{base}/crosswalks/{}/versions/{version}", crosswalk.id)));
    say("mapping_set_version", Some(version.to_string()));
    say("mapping_set_title", Some(format!("{from} → {to}")));
    say("mapping_set_description", Some(crosswalk.source.clone()));
    say("license", Some(NO_LICENCE.to_owned()));
    say("subject_source", Some(format!("puente:{from}")));
    say("subject_source_version", crosswalk.subject_version.clone());
    say("object_source", Some(format!("puente:{to}")));
    say("object_source_version", crosswalk.object_version.clone());
    say("publication_date", Some(published_on.to_string()));
    if crosswalk.illustrative {
        say("comment", Some("Illustrative: made for a demonstration, decided by nobody.".to_owned()));
    }
    set
}

/// A published version on its way into a file: the set, the columns, and the records of its rows.
pub struct Outgoing<'a, L> {
    /// The set, with what counts for each of its rows.
    pub set: MappingSet,
    /// The names of the slots that rows have.
    pub columns: BTreeSet<String>,
    version: &'a CrosswalkVersion,
    label: L,
    common: BTreeSet<String>,
    missing: Slots,
}

impl<'a, L: Fn(&FrameworkId, &ItemKey) -> Option<String>> Outgoing<'a, L> {
    /// A version with the head that was frozen with it; `label` gives an item's title.
    pub fn of(version: &'a CrosswalkVersion, head: Option<MappingSet>, base: &str, label: L) -> Self {
        let mut set = head.unwrap_or_default();
        let mut columns = BTreeSet::new();
        let mut common: Option<Slots> = None;
        for mapping in &version.mappings {
            let row = row_of(&version.crosswalk, mapping, &label);
            match &mut common {
                None => common = Some(row.clone().into_iter().filter(|(name, _)| is_propagated(name)).collect()),
                Some(common) => common.retain(|name, value| row.get(name) == Some(value)),
            }
            columns.extend(row.into_keys());
        }
        let mut common = common.unwrap_or_default();
        common.retain(|name, value| set.slots.get(name).is_none_or(|said| said == value));
        columns.retain(|name| !common.contains_key(name));
        let names = common.keys().cloned().collect();
        set.slots.extend(common);
        let said: BTreeSet<String> = set.slots.keys().cloned().collect();
        let mut set = set_of(&version.crosswalk, (version.version, version.published_on), Some(set), base);
        // What is usual for all rows is said of each when one of them says otherwise.
        let own = |name: &String| columns.contains(name) && is_propagated(name) && !said.contains(name);
        let usual: Vec<String> = set.slots.keys().filter(|name| own(name)).cloned().collect();
        let missing = usual.iter().filter_map(|name| set.slots.remove_entry(name)).collect();
        Self { set, columns, version, label, common: names, missing }
    }

    /// The records of the rows.
    pub fn rows(&self) -> impl Iterator<Item = Slots> {
        self.version.mappings.iter().map(|mapping| {
            let mut row = row_of(&self.version.crosswalk, mapping, &self.label);
            row.retain(|name, _| !self.common.contains(name));
            for (name, value) in &self.missing {
                row.entry(name.clone()).or_insert_with(|| value.clone());
            }
            row
        })
    }
}

fn is_propagated(name: &str) -> bool {
    slot_named(name).is_some_and(|slot| slot.propagated)
}

/// A row as a record; `label` gives an item's title.
pub fn row_of(
    crosswalk: &Crosswalk,
    mapping: &Mapping,
    label: impl Fn(&FrameworkId, &ItemKey) -> Option<String>,
) -> Slots {
    let mut row = Slots::new();
    let mut say = |name: &str, text: Option<String>| {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            row.insert(name.to_owned(), SlotValue::One(text));
        }
    };
    let subject = mapping.subject_item();
    say("subject_id", Some(curie(&crosswalk.subject_framework, subject)));
    say("subject_label", label(&crosswalk.subject_framework, subject));
    say("predicate_id", Some(mapping.predicate.curie().to_owned()));
    say("predicate_modifier", mapping.not.then(|| "Not".to_owned()));
    let object = mapping.object_item();
    let object_id = object.map(|object| curie(&crosswalk.object_framework, object));
    say("object_id", Some(object_id.unwrap_or_else(|| NO_TERM_FOUND.to_owned())));
    say("object_label", object.and_then(|object| label(&crosswalk.object_framework, object)));
    say("mapping_justification", Some(mapping.justification.curie().to_owned()));
    say("confidence", mapping.confidence.map(|hundredths| (f64::from(hundredths) / 100.0).to_string()));
    say("comment", mapping.comment.clone());
    row.insert("author_label".to_owned(), SlotValue::Many(vec![mapping.author.clone()]));
    row.extend(mapping.slots.clone());
    if let Some(reviewer) = &mapping.reviewer {
        let kept = row.remove("reviewer_label");
        let mut all = match kept {
            Some(SlotValue::Many(all)) => all,
            Some(SlotValue::One(text)) => vec![text],
            None => Vec::new(),
        };
        if !all.contains(reviewer) {
            all.push(reviewer.clone());
        }
        row.insert("reviewer_label".to_owned(), SlotValue::Many(all));
    }
    row
}

/// A record as a row. Nobody here has reviewed it: whom the file names as reviewer stays in its slots.
pub fn mapping_of(
    number: u64,
    row: &Slots,
    subject: &Side<'_>,
    object: &Side<'_>,
    author: &str,
) -> Result<Mapping, Problem> {
    let problem = |column: &str, reason: Reason| {
        Problem::new(Some(number), Some(column), reason, one(row, column).unwrap_or_default())
    };
    let written = |name: &str| one(row, name).map(str::to_owned);
    let predicate = written("predicate_id").unwrap_or_default();
    let subject_id = written("subject_id").ok_or_else(|| problem("subject_id", Reason::Missing))?;
    let object_id = written("object_id").ok_or_else(|| problem("object_id", Reason::Missing))?;
    let (subject_key, subject_unit) = find(subject, &subject_id).map_err(|reason| problem("subject_id", reason))?;
    let found = if object_id == NO_TERM_FOUND {
        None
    } else {
        Some(find(object, &object_id).map_err(|reason| problem("object_id", reason))?)
    };
    let (object_key, object_unit) = found.map_or((None, None), |(key, unit)| (Some(key), unit));
    let confidence = written("confidence").and_then(|text| text.parse::<f64>().ok());
    let mut mapping = Mapping {
        subject: subject_key,
        subject_unit,
        predicate: predicate_of(&predicate).ok_or_else(|| problem("predicate_id", Reason::UnknownPredicate))?,
        not: row.contains_key("predicate_modifier"),
        object: object_key,
        object_unit,
        justification: justification_of(one(row, "mapping_justification").unwrap_or_default()),
        confidence: confidence.map(hundredths),
        author: author_of(row).unwrap_or_else(|| author.to_owned()),
        reviewer: None,
        comment: written("comment"),
        slots: BTreeMap::new(),
    };
    let crosswalk = Crosswalk {
        id: String::new(),
        subject_framework: subject.framework.clone(),
        object_framework: object.framework.clone(),
        subject_version: None,
        object_version: None,
        illustrative: false,
        source: String::new(),
    };
    let told = row_of(&crosswalk, &mapping, |_, _| None);
    mapping.slots = row.iter().filter(|(name, value)| told.get(*name) != Some(*value)).map(own).collect();
    Ok(mapping)
}

fn own((name, value): (&String, &SlotValue)) -> (String, SlotValue) {
    (name.clone(), value.clone())
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 100")]
fn hundredths(share: f64) -> u8 {
    (share.clamp(0.0, 1.0) * 100.0).round() as u8
}

fn author_of(row: &Slots) -> Option<String> {
    let names = ["author_label", "author_id", "creator_label", "creator_id"];
    names.iter().find_map(|name| match row.get(*name)? {
        SlotValue::One(text) => Some(text.clone()),
        SlotValue::Many(all) => Some(all.join(", ")),
    })
}

fn find(side: &Side<'_>, curie: &str) -> Result<Found, Reason> {
    let (prefix, local) = curie.split_once(':').ok_or(Reason::NotACurie)?;
    if prefix != side.framework.as_str() && !side.prefixes.contains(prefix) {
        return Err(Reason::OtherFramework);
    }
    (side.find)(&decoded(local)).ok_or(Reason::UnknownItem)
}

/// The CURIE of an item.
pub fn curie(framework: &FrameworkId, key: &ItemKey) -> String {
    use std::fmt::Write as _;
    let mut text = format!("{framework}:");
    for byte in key.as_str().bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            text.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
}

fn decoded(local: &str) -> String {
    let mut bytes = Vec::with_capacity(local.len());
    let mut rest = local.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = if *first == b'%' { after.get(..2) } else { None };
        let code = code.and_then(|code| u8::from_str_radix(std::str::from_utf8(code).ok()?, 16).ok());
        if let (Some(byte), Some(after)) = (code, after.get(2..)) {
            bytes.push(byte);
            rest = after;
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| local.to_owned())
}

/// The SKOS relation nearest to a predicate; which one it was stays in the row's slots.
fn predicate_of(curie: &str) -> Option<Predicate> {
    curie.parse().ok().or(match curie {
        "owl:sameAs" | "owl:equivalentClass" | "owl:equivalentProperty" => Some(Predicate::ExactMatch),
        "rdfs:subClassOf" | "rdfs:subPropertyOf" => Some(Predicate::BroadMatch),
        "rdfs:seeAlso" | "oboInOwl:hasDbXref" => Some(Predicate::RelatedMatch),
        _ => None,
    })
}

/// The nearest reason; which one it was stays in the row's slots.
fn justification_of(curie: &str) -> Justification {
    match curie.strip_prefix("semapv:").unwrap_or(curie) {
        "ManualMappingCuration" => Justification::ManualMappingCuration,
        "LexicalMatching" | "LexicalSimilarityThresholdMatching" | "SemanticSimilarityThresholdMatching" => {
            Justification::LexicalMatching
        }
        _ => Justification::MappingReview,
    }
}
