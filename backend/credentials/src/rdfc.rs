//! The `eddsa-rdfc-2022` cryptosuite (VC Data Integrity `EdDSA` Cryptosuites v1.0, section 3.2).
//!
//! `ssi` expands the JSON-LD, makes RDF of it and brings that into canonical form; for documents of
//! the usual form a shorter way of ours comes to the same (`statements`, `labels`). Hashing, signing
//! and all checks are ours. Its own suites are not used: they sign through keys they hold
//! themselves, know no proof chains, and never compare `challenge`, `domain` and `expires`.

mod active;
mod effort;
mod labels;
mod statements;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::HashMap;
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use ssi::json_ld::rdf::RdfQuads as _;
use ssi::json_ld::rdf_types::{Id, Quad};
use ssi::json_ld::syntax::Parse as _;
use ssi::json_ld::{BlankIdBuf, CompactJsonLd, Expandable as _};
use ssi::rdf::urdna2015::{self, BlankNodeComponents as _, BlankNodeComponentsMut as _};
use ssi::rdf::{LexicalQuad, NQuadsStatement, generator};

use crate::contexts::DATA_INTEGRITY;
use crate::json::{self, Limits};
use crate::keys::{AnyKey, SignError, Signer, to_base58btc};
use crate::proof::{Cryptosuite, ProofError, ProofOptions, proof_value};
use crate::structure::{CREDENTIALS_V2, list};
pub use effort::has_own_contexts;
use statements::Statements;

/// The most statements of RDF a document may come to.
const MOST_QUADS: usize = 5_000;
/// The most blank nodes that look the same at first sight, in one group and in all. Canonical form
/// tries every order of such a group, which takes factorial time.
const MOST_ALIKE_IN_GROUP: usize = 5;
const MOST_ALIKE: usize = 10;

/// Makes a proof over a document; proofs it already has are not part of what is signed.
pub fn sign(document: &Value, options: &ProofOptions, signer: &dyn Signer) -> Result<Value, ProofError> {
    signed(document, options, Cryptosuite::Rdfc, |data| signer.sign(data))
}

/// The same with a P-256 key: `ecdsa-rdfc-2019`.
pub fn sign_ecdsa(
    document: &Value,
    options: &ProofOptions,
    key: &dyn crate::p256::EcdsaSigner,
) -> Result<Value, ProofError> {
    signed(document, options, Cryptosuite::EcdsaRdfc, |data| key.sign(data))
}

fn signed(
    document: &Value,
    options: &ProofOptions,
    suite: Cryptosuite,
    sign: impl Fn(&[u8]) -> Result<[u8; 64], SignError>,
) -> Result<Value, ProofError> {
    let mut proof = options.configuration(suite);
    let signature = sign(&hash_data(document, document_hash(document, &["proof"])?, &proof)?)?;
    proof.insert("proofValue".into(), Value::String(to_base58btc(&signature)));
    Ok(Value::Object(proof))
}

/// Verifies one proof over a document that holds no other proofs than those this one is chained
/// to. Purpose, times and ownership of the key are the caller's ([`crate::proof::verify_all`]).
pub fn verify(document: &Value, proof: &Map<String, Value>, key: impl Into<AnyKey>) -> Result<(), ProofError> {
    verify_hashed(document, document_hash(document, &[])?, proof, key.into())
}

/// The same with what [`document_hash`] said of the document, of which only the contexts count.
pub(crate) fn verify_hashed(
    document: &Value,
    hash: [u8; 32],
    proof: &Map<String, Value>,
    key: AnyKey,
) -> Result<(), ProofError> {
    let value = proof_value(proof)?;
    let data = hash_data(document, hash, proof)?;
    if key.verifies(&data, &value) { Ok(()) } else { Err(ProofError::Mismatch) }
}

/// Section 3.2.4: the hash of the proof's configuration, then that of the document. The
/// configuration is read with the document's contexts (section 3.2.5).
fn hash_data(document: &Value, hash: [u8; 32], configuration: &Map<String, Value>) -> Result<Vec<u8>, ProofError> {
    let configuration: [u8; 32] = Sha256::digest(canonical_configuration(document, configuration)?).into();
    Ok([configuration, hash].concat())
}

/// The hash of a document, of which some members are not signed.
pub(crate) fn document_hash(document: &Value, skipped: &[&str]) -> Result<[u8; 32], ProofError> {
    Ok(Sha256::digest(canonical_form_without(document, skipped)?).into())
}

/// The canonical N-Quads of a proof without its signature, read with the document's contexts.
pub(crate) fn canonical_configuration(
    document: &Value,
    configuration: &Map<String, Value>,
) -> Result<String, ProofError> {
    let context = document.get("@context");
    if let Some(found) = context.and_then(|context| usual(context, configuration, &["@context", "proofValue"])) {
        return Ok(found);
    }
    let mut configuration = configuration.clone();
    configuration.remove("proofValue");
    if let Some(context) = context {
        configuration.insert("@context".into(), context.clone());
    }
    canonical_form_by_library(&Value::Object(configuration))
}

/// The canonical N-Quads of a JSON-LD document (RDF Dataset Canonicalization, RDFC-1.0). A term
/// that no context defines is an error: it would silently not be signed.
pub fn canonical_form(document: &Value) -> Result<String, ProofError> {
    canonical_form_without(document, &[])
}

fn canonical_form_without(document: &Value, skipped: &[&str]) -> Result<String, ProofError> {
    let members = document.as_object();
    let skipped_here: Vec<&str> = skipped.iter().copied().chain(["@context"]).collect();
    if let Some(found) = members.and_then(|members| usual(members.get("@context")?, members, &skipped_here)) {
        return Ok(found);
    }
    if skipped.is_empty() {
        return canonical_form_by_library(document);
    }
    let mut document = document.clone();
    if let Some(members) = document.as_object_mut() {
        members.retain(|name, _| !skipped.contains(&name.as_str()));
    }
    canonical_form_by_library(&document)
}

/// The same for a document of the usual form, several times faster; none for any other.
fn usual(context: &Value, members: &Map<String, Value>, skipped: &[&str]) -> Option<String> {
    members.values().try_for_each(|value| json::check(value, Limits::CREDENTIAL)).ok()?;
    let statements = Statements::of(context, members, skipped)?;
    if statements.list.len() > MOST_QUADS { None } else { labels::canonical(&statements) }
}

/// Whatever JSON-LD it is.
fn canonical_form_by_library(document: &Value) -> Result<String, ProofError> {
    let quads = quads(document)?;
    Ok(urdna2015::normalize(quads.iter().map(LexicalQuad::as_lexical_quad_ref)).into_nquads())
}

/// Whether nothing in a document is lost when it is read as JSON-LD. A document whose contexts are not
/// at hand cannot be judged, and passes.
pub fn keeps_all_terms(document: &Value) -> bool {
    keeps_terms_without(document, &["proof"])
}

/// The same of a presentation; the credentials in it are judged one by one.
pub fn presentation_keeps_all_terms(presentation: &Value) -> bool {
    keeps_terms_without(presentation, &["proof", "verifiableCredential"])
}

fn keeps_terms_without(document: &Value, skipped: &[&str]) -> bool {
    let contexts = document.get("@context").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let at_hand = contexts.iter().all(|context| context.as_str().is_none_or(crate::contexts::is_built_in));
    !at_hand || canonical_form_without(document, skipped).is_ok()
}

/// The RDF statements of a JSON-LD document, if they are few enough to be brought into canonical form.
pub(crate) fn quads(document: &Value) -> Result<Vec<LexicalQuad>, ProofError> {
    let failed = |why: String| ProofError::Canonicalization(why);
    json::check(document, Limits::CREDENTIAL).map_err(|error| failed(error.to_string()))?;
    if has_second_names(document) {
        return Err(failed("a keyword of JSON-LD where its alias belongs".into()));
    }
    if !effort::is_bounded(document) {
        return Err(failed("too much work for its contexts".into()));
    }
    let quads = quads_of(document)?;
    if quads.len() > MOST_QUADS || is_poisonous(&quads) {
        return Err(failed("too many statements, or too many that look alike".into()));
    }
    Ok(quads)
}

/// Whether a member has a name that JSON-LD takes for another's, or that moves statements elsewhere:
/// `@id` says the same as `id` to it, and nothing to a reader of JSON. Compact documents, which
/// credentials have to be, hold none of them (VC Data Model v2.0, section 6.1).
fn has_second_names(value: &Value) -> bool {
    const NAMES: [&str; 5] = ["@id", "@graph", "@included", "@reverse", "@nest"];
    match value {
        Value::Array(items) => items.iter().any(has_second_names),
        Value::Object(members) => {
            let second = |name: &str| NAMES.contains(&name) || (name == "@type" && !members.contains_key("@value"));
            members.iter().any(|(name, member)| name != "@context" && (second(name) || has_second_names(member)))
        }
        _ => false,
    }
}

/// The same document for `ssi`, with numbers as RFC 8785 writes them: JSON-LD takes 3.0 for the
/// integer 3.
pub(crate) fn parse(document: &Value) -> Result<ssi::json_ld::syntax::Value, ProofError> {
    let failed = |why: String| ProofError::Canonicalization(why);
    let unwrapped = with_plain_contexts(document);
    let text = serde_json_canonicalizer::to_string(unwrapped.as_ref()).map_err(|error| failed(error.to_string()))?;
    let (value, _) = ssi::json_ld::syntax::Value::parse_str(&text).map_err(|error| failed(error.to_string()))?;
    Ok(value)
}

/// The contexts in the form that `ssi` reads:
/// - one may stand inside an object as in a context document, `{"@context": …}` (JSON-LD 1.1 API, section
///   4.1.2, step 5.4), which `ssi` knows for documents only;
/// - that of Data Integrity may follow the data model's, which holds the same terms, protected. They are
///   allowed to be said twice, but `ssi` compares where they were said too. What else it defines, `proof`
///   anywhere, is an undefined term without it.
fn with_plain_contexts(document: &Value) -> Cow<'_, Value> {
    let Some(contexts) = document.get("@context").and_then(Value::as_array) else {
        return Cow::Borrowed(document);
    };
    let wrapped = |context: &Value| context.get("@context").is_some();
    if !contexts.iter().any(|context| wrapped(context) || repeats(contexts, context)) {
        return Cow::Borrowed(document);
    }
    let plain = contexts.iter().map(|context| context.get("@context").unwrap_or(context));
    let plain: Vec<Value> = plain.flat_map(list).filter(|context| !repeats(contexts, context)).cloned().collect();
    let mut document = document.clone();
    if let Some(members) = document.as_object_mut() {
        members.insert("@context".into(), Value::Array(plain));
    }
    Cow::Owned(document)
}

/// Whether a context only says again what the first of these says.
fn repeats(contexts: &[Value], context: &Value) -> bool {
    context == DATA_INTEGRITY && contexts.first().is_some_and(|first| first == CREDENTIALS_V2)
}

/// The RDF statements of a JSON-LD document.
fn quads_of(document: &Value) -> Result<Vec<LexicalQuad>, ProofError> {
    let failed = |why: String| ProofError::Canonicalization(why);
    let document = CompactJsonLd(parse(document)?);
    let mut expanded = ready(document.expand(&effort::Few::default()))
        .ok_or_else(|| failed("a context was not at hand".into()))?
        .map_err(|error| failed(error.to_string()))?;
    let mut names = generator::Blank::new();
    expanded.relabel_and_canonicalize_with(&mut (), &mut names);
    // Not through `LdEnvironment::quads_of`: that gives booleans and numbers the type of their JSON
    // form instead of the one their context states.
    let quads = expanded.rdf_quads(&mut names, None).cloned();
    let with_iri = quads.filter_map(|Quad(subject, predicate, object, graph)| match predicate {
        Id::Iri(predicate) => Some(Quad(subject, predicate, object, graph)),
        Id::Blank(_) => None,
    });
    Ok(with_iri.collect())
}

/// Runs a future that has nothing to wait for: all contexts are built in.
pub(crate) fn ready<T>(future: impl Future<Output = T>) -> Option<T> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    }
}

/// Whether canonical form would take longer than any honest document has reason to.
fn is_poisonous(quads: &[LexicalQuad]) -> bool {
    let mut groups: HashMap<Vec<String>, usize> = HashMap::new();
    for view in first_views(quads).into_values() {
        *groups.entry(view).or_default() += 1;
    }
    let alike = groups.values().filter(|&&size| size > 1);
    let (largest, all) = alike.fold((0, 0), |(largest, all), &size| (size.max(largest), all + size));
    largest > MOST_ALIKE_IN_GROUP || all > MOST_ALIKE
}

/// For each blank node, the statements it is in, as they look when every other blank node is the
/// same (RDFC-1.0, section 4.6, "Hash First Degree Quads").
fn first_views(quads: &[LexicalQuad]) -> HashMap<String, Vec<String>> {
    let mut views: HashMap<String, Vec<String>> = HashMap::new();
    for quad in quads {
        let labels: Vec<String> =
            quad.as_lexical_quad_ref().blank_node_components().iter().map(ToString::to_string).collect();
        for label in &labels {
            let mut seen = quad.clone();
            for component in seen.blank_node_components_mut() {
                let name = if component.as_str() == label { "_:a" } else { "_:z" };
                if let Ok(name) = name.parse::<BlankIdBuf>() {
                    *component = name;
                }
            }
            views.entry(label.clone()).or_default().push(NQuadsStatement(&seen).to_string());
        }
    }
    for view in views.values_mut() {
        view.sort_unstable();
    }
    views
}
