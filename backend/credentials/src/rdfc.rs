//! The `eddsa-rdfc-2022` cryptosuite (VC Data Integrity `EdDSA` Cryptosuites v1.0, section 3.2).
//!
//! `ssi` expands the JSON-LD, makes RDF of it and brings that into canonical form; hashing, signing
//! and all checks are ours. Its own suites are not used: they sign through keys they hold
//! themselves, know no proof chains, and never compare `challenge`, `domain` and `expires`.

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

use crate::contexts::BuiltIn;
use crate::json::{self, Limits};
use crate::keys::{PublicKey, Signer, to_base58btc};
use crate::proof::{Cryptosuite, ProofError, ProofOptions, proof_value, unsecured};

/// The most statements of RDF a document may come to.
const MOST_QUADS: usize = 5_000;
/// The most blank nodes that look the same at first sight, in one group and in all. Canonical form
/// tries every order of such a group, which takes factorial time.
const MOST_ALIKE_IN_GROUP: usize = 5;
const MOST_ALIKE: usize = 10;

/// Makes a proof over a document; proofs it already has are not part of what is signed.
pub fn sign(document: &Value, options: &ProofOptions, signer: &dyn Signer) -> Result<Value, ProofError> {
    let document = unsecured(document);
    let mut proof = options.configuration(Cryptosuite::Rdfc);
    let signature = signer.sign(&hash_data(&document, &proof)?)?;
    proof.insert("proofValue".into(), Value::String(to_base58btc(&signature)));
    Ok(Value::Object(proof))
}

/// Verifies one proof over a document that holds no other proofs than those this one is chained
/// to. Purpose, times and ownership of the key are the caller's ([`crate::proof::verify_all`]).
pub fn verify(document: &Value, proof: &Map<String, Value>, key: PublicKey) -> Result<(), ProofError> {
    let mut configuration = proof.clone();
    configuration.remove("proofValue");
    let data = hash_data(document, &configuration)?;
    if key.verifies(&data, &proof_value(proof)?) { Ok(()) } else { Err(ProofError::Mismatch) }
}

/// Section 3.2.4: the hash of the proof's configuration, then that of the document. The
/// configuration is read with the document's contexts (section 3.2.5).
fn hash_data(document: &Value, configuration: &Map<String, Value>) -> Result<Vec<u8>, ProofError> {
    let mut configuration = configuration.clone();
    if let Some(context) = document.get("@context") {
        configuration.insert("@context".into(), context.clone());
    }
    let configuration = canonical_form(&Value::Object(configuration))?;
    let document = canonical_form(document)?;
    Ok([Sha256::digest(configuration), Sha256::digest(document)].concat())
}

/// The canonical N-Quads of a JSON-LD document (RDF Dataset Canonicalization, RDFC-1.0). A term
/// that no context defines is an error: it would silently not be signed.
pub fn canonical_form(document: &Value) -> Result<String, ProofError> {
    let failed = |why: String| ProofError::Canonicalization(why);
    json::check(document, Limits::CREDENTIAL).map_err(|error| failed(error.to_string()))?;
    let quads = quads_of(document)?;
    if quads.len() > MOST_QUADS || is_poisonous(&quads) {
        return Err(failed("too many statements, or too many that look alike".into()));
    }
    Ok(urdna2015::normalize(quads.iter().map(LexicalQuad::as_lexical_quad_ref)).into_nquads())
}

/// The RDF statements of a JSON-LD document.
fn quads_of(document: &Value) -> Result<Vec<LexicalQuad>, ProofError> {
    let failed = |why: String| ProofError::Canonicalization(why);
    // Numbers as RFC 8785 writes them: JSON-LD takes 3.0 for the integer 3.
    let text = serde_json_canonicalizer::to_string(document).map_err(|error| failed(error.to_string()))?;
    let (value, _) = ssi::json_ld::syntax::Value::parse_str(&text).map_err(|error| failed(error.to_string()))?;
    let document = CompactJsonLd(value);
    let mut expanded = ready(document.expand(&BuiltIn))
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
fn ready<T>(future: impl Future<Output = T>) -> Option<T> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::achievement::tests::credential;
    use crate::keys::SigningKey;
    use crate::proof::{Expectation, verify_all};
    use serde_json::json;

    /// Made with another implementation (`@digitalbazaar/eddsa-rdfc-2022-cryptosuite` 1.2), seed 32 × 9.
    const ELSEWHERE: &str = include_str!("../tests/vectors/eddsa-rdfc-2022.json");
    /// The canonical form of this crate's certificate, made with another implementation (`jsonld` 8)
    /// and the published Open Badges context.
    const CERTIFICATE: &str = include_str!("../tests/vectors/certificate.nq");

    fn now() -> chrono::DateTime<chrono::Utc> {
        crate::instant::parse("2026-03-14T00:00:00Z").unwrap()
    }

    #[test]
    fn a_credential_signed_elsewhere_verifies_and_ours_is_the_same() {
        let document: Value = serde_json::from_str(ELSEWHERE).unwrap();
        let key_of = |method: &str| crate::did::from_did_key(method.split('#').next()?).ok();
        verify_all(&document, Expectation::asserting(now()), &key_of).unwrap();
        let method = document["proof"]["verificationMethod"].as_str().unwrap();
        let options = ProofOptions::asserting(method, now());
        let ours = sign(&document, &options, &SigningKey::from_seed(&[9; 32])).unwrap();
        assert_eq!(ours, document["proof"]);
    }

    #[test]
    fn our_certificate_has_the_canonical_form_that_others_give_it() {
        assert_eq!(canonical_form(&credential()).unwrap(), CERTIFICATE);
    }

    #[test]
    fn a_term_that_no_context_defines_is_refused() {
        let mut document = credential();
        document["credentialSubject"]["invented"] = json!("x");
        assert!(matches!(canonical_form(&document), Err(ProofError::Canonicalization(_))));
    }

    #[test]
    fn a_context_that_is_not_built_in_is_refused_and_not_fetched() {
        let mut document = credential();
        document["@context"] = json!(["https://www.w3.org/ns/credentials/v2", "https://example.org/context"]);
        assert!(matches!(canonical_form(&document), Err(ProofError::Canonicalization(_))));
    }

    #[test]
    fn a_document_made_to_take_for_ever_is_refused() {
        let node = json!({"type": "http://e.org/T"});
        let mut document = json!({"@context": ["https://www.w3.org/ns/credentials/v2"],
            "type": "VerifiableCredential", "credentialSubject": {"id": "urn:a"}});
        document["credentialSubject"]["http://e.org/p"] = json!(vec![node.clone(); 5]);
        assert!(canonical_form(&document).is_ok());
        document["credentialSubject"]["http://e.org/p"] = json!(vec![node; 6]);
        assert!(matches!(canonical_form(&document), Err(ProofError::Canonicalization(_))));
    }
}
