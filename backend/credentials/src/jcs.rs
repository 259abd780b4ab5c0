//! The `eddsa-jcs-2022` cryptosuite (VC Data Integrity `EdDSA` Cryptosuites v1.0, section 3.3).
//!
//! It signs canonical JSON (RFC 8785) and needs no JSON-LD, so that a browser checks it with a
//! small module and without a network.

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use crate::canonical_json;
use crate::keys::{AnyKey, SignError, Signer, to_base58btc};
use crate::proof::{Cryptosuite, ProofError, ProofOptions, proof_value};
use crate::structure::list;

/// Makes a proof over a document; proofs it already has are not part of what is signed.
pub fn sign(document: &Value, options: &ProofOptions, signer: &dyn Signer) -> Result<Value, ProofError> {
    signed(document, None, options, Cryptosuite::Jcs, |data| signer.sign(data))
}

/// The same over a document without proofs whose canonical JSON was hashed before.
#[cfg(feature = "json-ld")]
pub(crate) fn sign_hashed(
    document: &Value,
    hash: [u8; 32],
    options: &ProofOptions,
    signer: &dyn Signer,
) -> Result<Value, ProofError> {
    signed(document, Some(hash), options, Cryptosuite::Jcs, |data| signer.sign(data))
}

/// The same with a P-256 key: `ecdsa-jcs-2019`.
#[cfg(feature = "json-ld")]
pub fn sign_ecdsa(
    document: &Value,
    options: &ProofOptions,
    key: &dyn crate::p256::EcdsaSigner,
) -> Result<Value, ProofError> {
    signed(document, None, options, Cryptosuite::EcdsaJcs, |data| key.sign(data))
}

fn signed(
    document: &Value,
    hash: Option<[u8; 32]>,
    options: &ProofOptions,
    suite: Cryptosuite,
    sign: impl Fn(&[u8]) -> Result<[u8; 64], SignError>,
) -> Result<Value, ProofError> {
    let mut proof = options.configuration(suite);
    if let Some(context) = document.get("@context") {
        proof.insert("@context".into(), context.clone());
    }
    let hash = hash.map_or_else(|| document_hash(document, &["proof"], &proof), Ok)?;
    let signature = sign(&[configuration_hash(&proof)?, hash].concat())?;
    proof.insert("proofValue".into(), Value::String(to_base58btc(&signature)));
    Ok(Value::Object(proof))
}

/// Verifies one proof over a document that holds no other proofs than those this one is chained
/// to. Purpose, times and ownership of the key are the caller's ([`crate::proof::verify_all`]).
pub fn verify(document: &Value, proof: &Map<String, Value>, key: impl Into<AnyKey>) -> Result<(), ProofError> {
    verify_without(document, &[], proof, key.into(), None).map(drop)
}

/// The same, over a document of which some members are not signed. `held` is the hash of the document that
/// this returned before, for a proof with the same contexts.
pub(crate) fn verify_without(
    document: &Value,
    skipped: &[&str],
    proof: &Map<String, Value>,
    key: AnyKey,
    held: Option<[u8; 32]>,
) -> Result<[u8; 32], ProofError> {
    if proof.get("@context").is_some_and(|context| !starts_with(document.get("@context"), context)) {
        return Err(ProofError::Mismatch);
    }
    let configuration = configuration_hash(proof)?;
    let hash = held.map_or_else(|| document_hash(document, skipped, proof), Ok)?;
    let holds = key.verifies(&[configuration, hash].concat(), &proof_value(proof)?);
    if holds { Ok(hash) } else { Err(ProofError::Mismatch) }
}

/// Whether the document's contexts start with all of the proof's, in the same order.
fn starts_with(document: Option<&Value>, proof: &Value) -> bool {
    document.is_some_and(|document| list(document).starts_with(list(proof)))
}

/// Section 3.3.4: the hash of the proof's configuration comes first, then that of the document, which has
/// the proof's contexts if the proof states any.
fn document_hash(document: &Value, skipped: &[&str], proof: &Map<String, Value>) -> Result<[u8; 32], ProofError> {
    let mut text = Vec::with_capacity(4_096);
    match document {
        Value::Object(members) => {
            let context = proof.get_key_value("@context");
            let others = members.iter().filter(|(name, _)| {
                !skipped.contains(&name.as_str()) && (context.is_none() || name.as_str() != "@context")
            });
            canonical_json::write_members(others.chain(context).collect(), &mut text)
        }
        other => canonical_json::write(other, &mut text),
    }
    .map_err(no_form)?;
    Ok(Sha256::digest(&text).into())
}

fn configuration_hash(proof: &Map<String, Value>) -> Result<[u8; 32], ProofError> {
    let mut text = Vec::with_capacity(512);
    canonical_json::write_without(proof, &["proofValue"], &mut text).map_err(no_form)?;
    Ok(Sha256::digest(&text).into())
}

#[expect(clippy::needless_pass_by_value, reason = "what map_err hands over")]
fn no_form(error: serde_json::Error) -> ProofError {
    ProofError::Canonicalization(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::did::Purpose;
    use crate::keys::SigningKey;
    use crate::proof::{Expectation, verify_all};
    use chrono::{DateTime, TimeDelta, Utc};
    use serde_json::json;

    const METHOD: &str = "did:web:example.org#key-1";

    fn now() -> DateTime<Utc> {
        crate::instant::parse("2026-03-14T10:42:00Z").unwrap()
    }

    fn key() -> SigningKey {
        SigningKey::from_seed(&[3; 32])
    }

    fn document() -> Value {
        json!({"@context": ["https://a.example/1", "https://a.example/2"], "n": 1, "name": "Yuleidy"})
    }

    fn signed(options: &ProofOptions) -> Value {
        let mut document = document();
        document["proof"] = sign(&document, options, &key()).unwrap();
        document
    }

    fn verified(document: &Value, expectation: Expectation) -> Result<(), ProofError> {
        verify_all(document, expectation, &|id| (id == METHOD).then(|| key().public_key())).map(|_| ())
    }

    #[test]
    fn canonical_json_is_that_of_rfc_8785() {
        // RFC 8785, sections 3.2.2 and 3.2.3.
        let input = r#"{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}"#;
        let expected = r#"{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}"#;
        let value: Value = serde_json::from_str(input).unwrap();
        assert_eq!(serde_json_canonicalizer::to_string(&value).unwrap(), expected);
        let keys: Value =
            serde_json::from_str(r#"{"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7}"#)
                .unwrap();
        assert_eq!(
            serde_json_canonicalizer::to_string(&keys).unwrap(),
            "{\"\\r\":2,\"1\":4,\"\u{80}\":6,\"ö\":7,\"€\":1,\"\u{1f600}\":5,\"\u{fb33}\":3}"
        );
    }

    /// Made with another implementation (`@digitalbazaar/eddsa-jcs-2022-cryptosuite` 1.0), seed 32 × 9.
    const ELSEWHERE: &str = include_str!("../tests/vectors/eddsa-jcs-2022.json");

    #[test]
    fn a_credential_signed_elsewhere_verifies_and_ours_is_the_same() {
        let document: Value = serde_json::from_str(ELSEWHERE).unwrap();
        let key_of = |method: &str| crate::did::from_did_key(method.split('#').next()?).ok();
        verify_all(&document, Expectation::asserting(now()), &key_of).unwrap();
        let method = document["proof"]["verificationMethod"].as_str().unwrap();
        let created = crate::instant::parse("2026-03-14T00:00:00Z").unwrap();
        let options = ProofOptions::asserting(method, created);
        let ours = sign(&document, &options, &SigningKey::from_seed(&[9; 32])).unwrap();
        assert_eq!(ours, document["proof"]);
    }

    #[test]
    fn a_proof_binds_its_purpose_challenge_domain_and_time() {
        let options = ProofOptions {
            purpose: Purpose::Authentication,
            challenge: Some("c1".into()),
            domains: vec!["puente".into()],
            expires: Some(now() + TimeDelta::minutes(5)),
            ..ProofOptions::asserting(METHOD, now())
        };
        let document = signed(&options);
        let (here, elsewhere) = (["puente".to_owned()], ["puente".to_owned(), "other".to_owned()]);
        let expected =
            Expectation { purpose: Purpose::Authentication, challenge: Some("c1"), domains: &here, now: now() };
        verified(&document, expected).unwrap();
        let refused = |expectation| verified(&document, expectation).is_err();
        assert!(refused(Expectation { challenge: Some("c2"), ..expected }));
        assert!(refused(Expectation { domains: &elsewhere, ..expected }));
        assert!(refused(Expectation { purpose: Purpose::Assertion, ..expected }));
        // To the second, with no minute of grace: this end is against showing it again.
        assert!(refused(Expectation { now: now() + TimeDelta::minutes(5), ..expected }));
        assert!(!refused(Expectation { now: now() + TimeDelta::seconds(299), ..expected }));
    }

    #[test]
    fn contexts_may_only_be_added_at_the_end() {
        let mut document = signed(&ProofOptions::asserting(METHOD, now()));
        let expected = Expectation::asserting(now());
        document["@context"] = json!(["https://a.example/1", "https://a.example/2", "https://a.example/3"]);
        verified(&document, expected).unwrap();
        document["@context"] = json!(["https://a.example/2", "https://a.example/1"]);
        assert!(verified(&document, expected).is_err());
        document["@context"] = json!("https://a.example/1");
        assert!(verified(&document, expected).is_err());
    }

    #[test]
    fn one_wrong_proof_of_a_set_spoils_it_and_a_foreign_kind_is_left_alone() {
        let mut document = signed(&ProofOptions::asserting(METHOD, now()));
        let good = document["proof"].clone();
        let mut wrong = good.clone();
        wrong["created"] = json!("2026-03-14T10:42:01Z");
        let foreign = json!({"type": "DataIntegrityProof", "cryptosuite": "bbs-2023"});
        document["proof"] = json!([good, foreign]);
        verified(&document, Expectation::asserting(now())).unwrap();
        document["proof"] = json!([good, wrong]);
        assert!(matches!(verified(&document, Expectation::asserting(now())), Err(ProofError::Mismatch)));
        document["proof"] = json!([foreign]);
        assert!(matches!(verified(&document, Expectation::asserting(now())), Err(ProofError::Unsupported)));
        document["proof"] = json!([]);
        assert!(matches!(verified(&document, Expectation::asserting(now())), Err(ProofError::Missing)));
    }

    #[test]
    fn a_chained_proof_signs_the_one_before_it() {
        let mut document = document();
        let mut first = sign(&document, &ProofOptions::asserting(METHOD, now()), &key()).unwrap();
        let configuration = |proof: &mut Value, id: &str, previous: Option<&str>, document: &Value| {
            let members = proof.as_object_mut().unwrap();
            members.remove("proofValue");
            members.insert("id".into(), json!(id));
            if let Some(previous) = previous {
                members.insert("previousProof".into(), json!(previous));
            }
            let hash = document_hash(document, &[], members).unwrap();
            let data = [configuration_hash(members).unwrap(), hash].concat();
            members.insert("proofValue".into(), json!(to_base58btc(&key().sign(&data).unwrap())));
        };
        configuration(&mut first, "urn:a", None, &document);
        let mut bound = document.clone();
        bound["proof"] = json!([first]);
        let mut second = first.clone();
        configuration(&mut second, "urn:b", Some("urn:a"), &bound);
        document["proof"] = json!([first, second]);
        verified(&document, Expectation::asserting(now())).unwrap();
        second["previousProof"] = json!("urn:c");
        document["proof"] = json!([first, second]);
        assert!(verified(&document, Expectation::asserting(now())).is_err());
    }
}
