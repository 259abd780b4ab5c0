//! The `ecdsa-sd-2023` cryptosuite (VC Data Integrity ECDSA Cryptosuites v1.0, section 3.5): the
//! issuer signs every statement apart; the holder later shows those it chooses, beside those that
//! the issuer made mandatory.
//!
//! `ssi` finds the statements that JSON pointers select; labels, order, signatures and their
//! encoding are ours.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use ssi::json_ld::syntax::Object;
use ssi::json_ld::{BlankIdBuf, CompactJsonLd};
use ssi::rdf::{LexicalQuad, NQuadsStatement, urdna2015};
use ssi_di_sd_primitives::canonicalize::{create_hmac_id_label_map_function, label_replacement_canonicalize_nquads};
use ssi_di_sd_primitives::select::{CanonicalNquadsSelection, select_canonical_nquads, select_json_ld};
use ssi_di_sd_primitives::skolemize::{Skolemize, compact_to_deskolemized_nquads};
use ssi_di_sd_primitives::{HmacShaAnyKey, JsonPointerBuf};

use crate::contexts::BuiltIn;
use crate::keys::AnyKey;
use crate::p256::{EcdsaSigner, PublicKey, SigningKey};
use crate::proof::{Cryptosuite, ProofError, ProofOptions, text, unsecured};
use crate::rdfc;

mod encoding;

use encoding::{Base, Derived};

/// How nodes without a name are named in between; nothing from outside may look like it.
const NAMES: &str = "<urn:bnid:";

/// The most pointers in one request.
const MOST_POINTERS: usize = 200;

/// Makes the base proof, which only the holder keeps; `mandatory` are JSON pointers (RFC 6901) to
/// what every derived credential must show.
pub fn sign(
    document: &Value,
    options: &ProofOptions,
    mandatory: &[String],
    key: &dyn EcdsaSigner,
) -> Result<Value, ProofError> {
    let document = unsecured(document);
    let mut proof = options.configuration(Cryptosuite::EcdsaSd);
    let mut hmac_key = [0; 32];
    getrandom::fill(&mut hmac_key).map_err(|error| canonicalization(&error))?;
    let proof_key = SigningKey::generate()?;
    let groups = Groups::of(&document, hmac_key, mandatory, &[])?;
    let (shown, hidden) = groups.split(&groups.mandatory);
    let signatures = hidden.iter().map(|statement| proof_key.sign(statement.as_bytes()).to_vec()).collect();
    let public_key = proof_key.public_key().to_multicodec();
    let data = sign_data(&document, &proof, &public_key, &shown)?;
    let base =
        Base { signature: key.sign(&data)?.to_vec(), public_key, hmac_key, signatures, mandatory: mandatory.to_vec() };
    proof.insert("proofValue".into(), Value::String(base.encode()));
    Ok(Value::Object(proof))
}

/// Makes from a credential with a base proof one that shows only what was mandatory and what
/// `selective`, JSON pointers, names. Other proofs it has are dropped: they would show the rest.
pub fn derive(credential: &Value, selective: &[String]) -> Result<Value, ProofError> {
    let proof = crate::proof::proofs(credential)?
        .into_iter()
        .find(|proof| proof.get("cryptosuite").is_some_and(|name| name == Cryptosuite::EcdsaSd.as_str()))
        .ok_or(ProofError::Unsupported)?;
    let base = Base::decode(text(proof, "proofValue")?).ok_or(ProofError::Malformed("proofValue"))?;
    let document = unsecured(credential);
    let groups = Groups::of(&document, base.hmac_key, &base.mandatory, selective)?;
    let (_, hidden) = groups.split(&groups.mandatory);
    if hidden.len() != base.signatures.len() {
        return Err(ProofError::Mismatch);
    }
    let mandatory_indexes =
        groups.combined.iter().enumerate().filter(|(_, at)| groups.mandatory.contains(at)).map(|(index, _)| index);
    let not_mandatory = (0..groups.statements.len()).filter(|at| !groups.mandatory.contains(at));
    let signatures = not_mandatory.zip(base.signatures).filter(|(at, _)| groups.selective.contains(at));
    let derived = Derived {
        signature: base.signature,
        public_key: base.public_key,
        mandatory_indexes: mandatory_indexes.collect(),
        signatures: signatures.map(|(_, signature)| signature).collect(),
        labels: groups.labels_for_verifier()?,
    };
    let mut revealed = reveal(&document, &base.mandatory, selective)?;
    let mut proof = proof.clone();
    proof.insert("proofValue".into(), Value::String(derived.encode()));
    if let Some(members) = revealed.as_object_mut() {
        members.insert("proof".into(), Value::Object(proof));
    }
    Ok(revealed)
}

/// The issuer's signature, which base and derived proofs share.
pub(crate) fn base_signature(proof: &Map<String, Value>) -> Option<Vec<u8>> {
    let value = text(proof, "proofValue").ok()?;
    Base::decode(value).map(|base| base.signature).or_else(|| Some(Derived::decode(value)?.signature))
}

/// What a document says, read once for all of its proofs.
pub(crate) struct Read {
    quads: Vec<LexicalQuad>,
    /// The labels that canonical form gives to its nodes without name.
    normal: HashMap<BlankIdBuf, BlankIdBuf>,
}

impl Read {
    /// Reads a document without its proofs.
    pub(crate) fn of(document: &Value) -> Result<Self, ProofError> {
        let quads = rdfc::quads(document)?;
        let normal = urdna2015::normalize(quads.iter().map(LexicalQuad::as_lexical_quad_ref)).into_substitution();
        Ok(Self { quads, normal: normal.into_iter().collect() })
    }
}

/// Verifies a derived proof. A base proof verifies nowhere: it is for the holder alone.
pub fn verify(document: &Value, proof: &Map<String, Value>, key: AnyKey) -> Result<(), ProofError> {
    verify_read(document, &Read::of(document)?, proof, key)
}

/// The same over a document that was read before; of `document` itself only the contexts count.
pub(crate) fn verify_read(
    document: &Value,
    Read { quads, normal }: &Read,
    proof: &Map<String, Value>,
    key: AnyKey,
) -> Result<(), ProofError> {
    let derived = Derived::decode(text(proof, "proofValue")?).ok_or(ProofError::Malformed("proofValue"))?;
    let proof_key = PublicKey::from_multicodec(&derived.public_key).map_err(|_| ProofError::Malformed("proofValue"))?;
    let labels: HashMap<BlankIdBuf, BlankIdBuf> = normal
        .iter()
        .filter_map(|(input, canonical)| Some((input.clone(), derived.labels.get(canonical.as_str())?.parse().ok()?)))
        .collect();
    if labels.len() != normal.len() || labels.len() != derived.labels.len() {
        return Err(ProofError::Mismatch);
    }
    let statements = statements(&ssi_di_sd_primitives::canonicalize::relabel_quads(&labels, quads));
    let mandatory: BTreeSet<usize> = derived.mandatory_indexes.iter().copied().collect();
    let groups = Groups { statements, mandatory, ..Groups::default() };
    let (shown, hidden) = groups.split(&groups.mandatory);
    if shown.len() != derived.mandatory_indexes.len() || hidden.len() != derived.signatures.len() {
        return Err(ProofError::Mismatch);
    }
    let mut configuration = proof.clone();
    configuration.remove("proofValue");
    let data = sign_data(document, &configuration, &derived.public_key, &shown)?;
    let each = hidden.iter().zip(&derived.signatures);
    let holds = key.verifies(&data, &derived.signature)
        && each.into_iter().all(|(statement, signature)| proof_key.verifies(statement.as_bytes(), signature));
    if holds { Ok(()) } else { Err(ProofError::Mismatch) }
}

/// Section 3.5.4: the hash of the proof's configuration, the proof's own key, the hash of the
/// mandatory statements.
fn sign_data(
    document: &Value,
    configuration: &Map<String, Value>,
    public_key: &[u8],
    mandatory: &[&str],
) -> Result<Vec<u8>, ProofError> {
    let configuration = rdfc::canonical_configuration(document, configuration)?;
    let mandatory = mandatory.iter().fold(Sha256::new(), Sha256::chain_update);
    Ok([Sha256::digest(configuration).as_slice(), public_key, mandatory.finalize().as_slice()].concat())
}

fn canonicalization(why: &dyn std::fmt::Display) -> ProofError {
    ProofError::Canonicalization(why.to_string())
}

/// N-Quads, each with its line end, in order and without doubles.
fn statements(quads: &[LexicalQuad]) -> Vec<String> {
    let lines: BTreeSet<String> = quads.iter().map(|quad| NQuadsStatement(quad).to_string()).collect();
    lines.into_iter().collect()
}

fn pointers(texts: &[String]) -> Result<Vec<JsonPointerBuf>, ProofError> {
    if texts.len() > MOST_POINTERS {
        return Err(ProofError::Malformed("pointers"));
    }
    texts.iter().map(|text| JsonPointerBuf::new(text.clone()).map_err(|_| ProofError::Malformed("pointers"))).collect()
}

/// What a document says, statement by statement, and which statements the pointers select.
#[derive(Default)]
struct Groups {
    /// With labels that only the holder of the secret could make; in order.
    statements: Vec<String>,
    mandatory: BTreeSet<usize>,
    selective: BTreeSet<usize>,
    combined: BTreeSet<usize>,
    combined_quads: Vec<LexicalQuad>,
    labels: HashMap<BlankIdBuf, BlankIdBuf>,
}

impl Groups {
    fn of(
        document: &Value,
        hmac_key: [u8; 32],
        mandatory: &[String],
        selective: &[String],
    ) -> Result<Self, ProofError> {
        let (mandatory, selective) = (pointers(mandatory)?, pointers(selective)?);
        let both = [mandatory.clone(), selective.clone()].concat();
        // Within limits, and without terms that would not be signed.
        let plain = rdfc::quads(document)?;
        if plain.iter().any(|quad| NQuadsStatement(quad).to_string().contains(NAMES)) {
            return Err(ProofError::Malformed("document"));
        }
        let named = Named::of(document)?;
        let mut hmac = HmacShaAnyKey::Sha256(hmac_key).to_hmac();
        let (quads, labels) =
            label_replacement_canonicalize_nquads(create_hmac_id_label_map_function(&mut hmac), &named.quads);
        // What is signed is what a verifier will read: the way over names must not change a word.
        if canonical(&plain) != canonical(&named.quads) {
            return Err(canonicalization(&"naming every node changed the statements"));
        }
        let statements = statements(&quads);
        let take = |pointers: &[JsonPointerBuf]| {
            let selected = named.select(pointers, &labels)?;
            let lines = selected.quads.iter().map(|quad| NQuadsStatement(quad).to_string());
            let found = lines.map(|line| statements.binary_search(&line).map_err(|_| ProofError::Mismatch));
            Ok::<_, ProofError>((found.collect::<Result<BTreeSet<usize>, _>>()?, selected.deskolemized_quads))
        };
        let (mandatory, selective) = (take(&mandatory)?.0, take(&selective)?.0);
        let (combined, combined_quads) = take(&both)?;
        Ok(Self { statements, mandatory, selective, combined, combined_quads, labels })
    }

    /// The statements of a group, and the others.
    fn split(&self, group: &BTreeSet<usize>) -> (Vec<&str>, Vec<&str>) {
        let all = self.statements.iter().map(String::as_str).enumerate();
        let (shown, hidden): (Vec<_>, Vec<_>) = all.partition(|(at, _)| group.contains(at));
        (shown.into_iter().map(|(_, text)| text).collect(), hidden.into_iter().map(|(_, text)| text).collect())
    }

    /// From the label that the verifier's own canonical form gives to the one that was signed.
    fn labels_for_verifier(&self) -> Result<BTreeMap<String, String>, ProofError> {
        let quads = self.combined_quads.iter().map(LexicalQuad::as_lexical_quad_ref);
        let normal = urdna2015::normalize(quads).into_substitution();
        let pairs = normal.iter().map(|(input, canonical)| {
            let signed = self.labels.get(input).ok_or(ProofError::Mismatch)?;
            Ok((canonical.as_str().to_owned(), signed.as_str().to_owned()))
        });
        pairs.collect()
    }
}

/// A document in which every node has a name, so that what pointers select keeps its nodes apart.
struct Named {
    scheme: String,
    compact: Object,
    /// What it says, with blank nodes instead of the names.
    quads: Vec<LexicalQuad>,
}

impl Named {
    fn of(document: &Value) -> Result<Self, ProofError> {
        let mut skolemize = Skolemize::default();
        let value = CompactJsonLd(rdfc::parse(document)?);
        let (_, compact) = at_hand(skolemize.compact_document(&BuiltIn, &value))?;
        let scheme = skolemize.urn_scheme;
        // Not from the expanded document: on that way `ssi` takes a value's own type for the JSON type.
        let quads = at_hand(compact_to_deskolemized_nquads(&BuiltIn, &scheme, compact.clone()))?;
        Ok(Self { scheme, compact, quads })
    }

    fn select(
        &self,
        pointers: &[JsonPointerBuf],
        labels: &HashMap<BlankIdBuf, BlankIdBuf>,
    ) -> Result<CanonicalNquadsSelection, ProofError> {
        at_hand(select_canonical_nquads(&BuiltIn, &self.scheme, pointers, labels, &self.compact))
    }
}

/// The result of what needs no waiting, since every context is at hand.
fn at_hand<T, E: std::fmt::Display>(work: impl Future<Output = Result<T, E>>) -> Result<T, ProofError> {
    let done = rdfc::ready(work).ok_or_else(|| canonicalization(&"a context was not at hand"))?;
    done.map_err(|error| canonicalization(&error))
}

fn canonical(quads: &[LexicalQuad]) -> String {
    urdna2015::normalize(quads.iter().map(LexicalQuad::as_lexical_quad_ref)).into_nquads()
}

/// The document with nothing in it but what the pointers select.
fn reveal(document: &Value, mandatory: &[String], selective: &[String]) -> Result<Value, ProofError> {
    let both = pointers(&[mandatory, selective].concat())?;
    let value = rdfc::parse(document)?;
    let object = value.as_object().ok_or(ProofError::Malformed("document"))?;
    let chosen = select_json_ld(&both, object).map_err(|error| canonicalization(&error))?.unwrap_or_default();
    let text = ssi::json_ld::syntax::Value::Object(chosen).to_string();
    serde_json::from_str(&text).map_err(|error| canonicalization(&error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::achievement::tests::credential;
    use crate::proof::{Expectation, verify_all};
    use serde_json::json;

    fn now() -> chrono::DateTime<chrono::Utc> {
        crate::instant::parse("2026-03-14T00:00:00Z").unwrap()
    }

    fn key() -> SigningKey {
        SigningKey::from_seed(&[9; 32]).unwrap()
    }

    fn texts(list: &[&str]) -> Vec<String> {
        list.iter().map(|&text| text.to_owned()).collect()
    }

    fn based(mandatory: &[&str]) -> Value {
        let mut credential = credential();
        let options = ProofOptions::asserting("did:web:example.org:orgs:sena#key-2", now());
        credential["proof"] = sign(&credential, &options, &texts(mandatory), &key()).unwrap();
        credential
    }

    fn verified(document: &Value) -> bool {
        let key_of = |_: &str| Some(AnyKey::P256(key().public_key()));
        verify_all(document, Expectation::asserting(now()), &key_of).is_ok()
    }

    #[test]
    fn what_was_chosen_is_shown_and_nothing_else() {
        let base = based(&["/issuer", "/validFrom"]);
        let derived = derive(&base, &texts(&["/credentialSubject/achievement/name"])).unwrap();
        assert!(verified(&derived));
        assert_eq!(
            derived["credentialSubject"]["achievement"]["name"],
            credential()["credentialSubject"]["achievement"]["name"]
        );
        assert_eq!(derived["issuer"], credential()["issuer"]);
        assert_eq!(derived["credentialSubject"].get("licenseNumber"), None);
        assert!(!derived.to_string().contains("Yuleidy"));
        let mut tampered = derived.clone();
        tampered["credentialSubject"]["achievement"]["name"] = json!("Otra");
        assert!(!verified(&tampered));
        let mut less = derived;
        less.as_object_mut().unwrap().remove("validFrom");
        assert!(!verified(&less));
    }

    #[test]
    fn what_is_signed_apart_is_what_a_verifier_reads() {
        let document = credential();
        assert!(document.to_string().contains("\"hashed\":false"));
        let groups = Groups::of(&document, [7; 32], &[], &texts(&["/credentialSubject/identifier/0/hashed"])).unwrap();
        assert_eq!(groups.statements.len(), rdfc::canonical_form(&document).unwrap().lines().count());
        // The context of Open Badges gives the boolean a type of its own; the JSON type is another.
        let typed = "\"false\"^^<https://www.w3.org/2001/XMLSchema#boolean>";
        assert!(groups.selective.iter().any(|&at| groups.statements[at].contains(typed)), "{:#?}", groups.statements);
    }

    #[test]
    fn nothing_from_outside_passes_for_a_name_of_ours() {
        for id in ["urn:bnid:_:c14n0", "urn:bnid:"] {
            let mut named = credential();
            named["id"] = json!(id);
            let options = ProofOptions::asserting("did:web:example.org:orgs:sena#key-2", now());
            assert!(sign(&named, &options, &[], &key()).is_err(), "{id}");
        }
        let mut put_together = credential();
        put_together["@context"].as_array_mut().unwrap().push(json!({"part": {"@id": "urn:bn", "@prefix": true}}));
        put_together["id"] = json!("part:id:!");
        let options = ProofOptions::asserting("did:web:example.org:orgs:sena#key-2", now());
        assert!(sign(&put_together, &options, &[], &key()).is_err());
    }

    #[test]
    fn a_base_proof_is_no_proof_for_a_verifier() {
        let base = based(&["/issuer"]);
        assert!(!verified(&base));
        assert!(derive(&base, &texts(&["/nothing/here"])).is_err());
        let nothing_mandatory = based(&[]);
        assert!(verified(&derive(&nothing_mandatory, &texts(&["/issuer"])).unwrap()));
    }
}
