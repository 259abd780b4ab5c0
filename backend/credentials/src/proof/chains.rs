//! Proofs that sign others with the document (VC Data Integrity 1.0, section 2.1.2).

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::ProofError;

/// The most proofs of a document that may sign others: each of them has a canonical form of its own.
const MOST_CHAINED: usize = 5;

/// What `previousProof` names: nothing, one identifier, or a list of them.
fn previous_of(proof: &Map<String, Value>) -> Result<Vec<&str>, ProofError> {
    let malformed = || ProofError::Malformed("previousProof");
    match proof.get("previousProof") {
        None => Ok(Vec::new()),
        Some(Value::String(id)) => Ok(vec![id]),
        Some(Value::Array(ids)) if !ids.is_empty() => ids.iter().map(|id| id.as_str().ok_or_else(malformed)).collect(),
        Some(_) => Err(malformed()),
    }
}

/// Identifiers of proofs are unique, every one that is named is there, and no chain leads back to
/// where it began.
pub(super) fn check_chains(proofs: &[&Map<String, Value>]) -> Result<(), ProofError> {
    let malformed = || ProofError::Malformed("previousProof");
    let mut before: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut left = Vec::new();
    let mut chained = 0;
    for proof in proofs {
        let previous = previous_of(proof)?;
        chained += usize::from(!previous.is_empty());
        if chained > MOST_CHAINED {
            return Err(ProofError::TooMany);
        }
        match proof.get("id").map(Value::as_str) {
            None => left.push(previous),
            Some(Some(id)) => {
                if before.insert(id, previous).is_some() {
                    return Err(ProofError::Malformed("id"));
                }
            }
            Some(None) => return Err(ProofError::Malformed("id")),
        }
    }
    if !before.values().chain(&left).flatten().all(|id| before.contains_key(id)) {
        return Err(malformed());
    }
    // Take away what depends on nothing that is left, until nothing is left.
    while !before.is_empty() {
        let count = before.len();
        let mut open = BTreeSet::new();
        open.extend(before.keys().copied());
        before.retain(|_, previous| previous.iter().any(|id| open.contains(id)));
        if before.len() == count {
            return Err(malformed());
        }
    }
    Ok(())
}

/// The document that a proof signs when it names others in `previousProof`: with those and no more
/// (proof chains, section 4.5). None when it names none.
pub(super) fn bind_previous(
    document: &Value,
    proofs: &[&Map<String, Value>],
    proof: &Map<String, Value>,
) -> Result<Option<Value>, ProofError> {
    let wanted = previous_of(proof)?;
    if wanted.is_empty() {
        return Ok(None);
    }
    let named = |id: &str| proofs.iter().find(|other| other.get("id").and_then(Value::as_str) == Some(id));
    let matching = wanted.into_iter().map(|id| named(id).ok_or(ProofError::Malformed("previousProof")));
    let matching: Vec<Value> =
        matching.map(|found| found.map(|proof| Value::Object((*proof).clone()))).collect::<Result<_, _>>()?;
    let mut bound = document.clone();
    if let Some(members) = bound.as_object_mut() {
        members.insert("proof".into(), json!(matching));
    }
    Ok(Some(bound))
}
