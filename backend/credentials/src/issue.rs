//! Issuing: a credential with two proofs, one for the field's verifiers, one for small ones.

use serde_json::Value;

use crate::contexts::DATA_INTEGRITY;
use crate::imprint::{self, Form};
use crate::keys::Signer;
use crate::proof::{Cryptosuite, ProofError, ProofOptions};
use crate::structure::{StructureError, Version, check_credential, issuer_of};
use crate::{jcs, p256, rdfc, selective};

/// Why a credential was not issued.
#[derive(Debug, thiserror::Error)]
pub enum IssueError {
    /// It breaks a rule of the data model.
    #[error(transparent)]
    Structure(#[from] StructureError),
    /// Its issuer is somebody else than the key's owner.
    #[error("the credential's issuer is not the owner of the key")]
    ForeignIssuer,
    /// It already carries a proof.
    #[error("the credential already carries a proof")]
    AlreadySigned,
    /// It could not be signed.
    #[error(transparent)]
    Proof(#[from] ProofError),
}

/// The suites of a credential whose caller named none: one for the field's verifiers, one for small
/// ones.
pub const USUAL: [Cryptosuite; 2] = [Cryptosuite::Rdfc, Cryptosuite::Jcs];

/// The suite of a credential of version 1.1: software of its time reads one proof, not a set.
const OLDER: [Cryptosuite; 1] = [Cryptosuite::Rdfc];

/// The suites to sign a credential with when nobody named any.
pub fn usual_for(credential: &Value) -> &'static [Cryptosuite] {
    if Version::of(credential) == Some(Version::V1) { &OLDER } else { &USUAL }
}

/// Signs a credential with the proof set of `eddsa-rdfc-2022` and `eddsa-jcs-2022`, one of version 1.1
/// with the first alone; whatever else it says, its status entries too, stays as it is. The verification method must belong to the
/// issuer.
pub fn issue(credential: Value, options: &ProofOptions, signer: &dyn Signer) -> Result<Value, IssueError> {
    let suites = usual_for(&credential);
    Issuing { edwards: Some((options, signer)), ecdsa: None, suites, mandatory: &[] }.sign(credential)
}

/// How a credential is signed.
pub struct Issuing<'a> {
    /// The Ed25519 key, for the suites that take one.
    pub edwards: Option<(&'a ProofOptions, &'a dyn Signer)>,
    /// The P-256 key, for the suites that take one.
    pub ecdsa: Option<(&'a ProofOptions, &'a dyn p256::EcdsaSigner)>,
    /// One proof with each; a set when there are several.
    pub suites: &'a [Cryptosuite],
    /// For `ecdsa-sd-2023`: JSON pointers to what the holder must always show.
    pub mandatory: &'a [String],
}

impl Issuing<'_> {
    /// Signs a credential whose issuer is the keys' owner.
    pub fn sign(&self, credential: Value) -> Result<Value, IssueError> {
        self.sign_placed(Unsigned::check(credential)?.placed(None)?)
    }

    /// Signs a credential that was checked before, and has its place. Its issuer is the keys' owner.
    pub fn sign_placed(&self, placed: Placed) -> Result<Value, IssueError> {
        let Placed { mut credential, hash } = placed;
        let owner = |options: &ProofOptions| options.verification_method.split('#').next().map(str::to_owned);
        let owners = [self.edwards.map(|(options, _)| options), self.ecdsa.map(|(options, _)| options)];
        if owners.into_iter().flatten().any(|options| owner(options).as_deref() != issuer_of(&credential)) {
            return Err(IssueError::ForeignIssuer);
        }
        let mut proofs =
            self.suites.iter().map(|suite| self.proof(*suite, &credential, hash)).collect::<Result<Vec<Value>, _>>()?;
        if let Some(members) = credential.as_object_mut() {
            let proof = if proofs.len() == 1 { proofs.remove(0) } else { Value::Array(proofs) };
            members.insert("proof".into(), proof);
        }
        Ok(credential)
    }

    fn proof(&self, suite: Cryptosuite, credential: &Value, hash: [u8; 32]) -> Result<Value, ProofError> {
        match (suite, self.edwards, self.ecdsa) {
            (Cryptosuite::Rdfc, Some((options, signer)), _) => rdfc::sign(credential, options, signer),
            (Cryptosuite::Jcs, Some((options, signer)), _) => jcs::sign_hashed(credential, hash, options, signer),
            (Cryptosuite::EcdsaRdfc, _, Some((options, key))) => rdfc::sign_ecdsa(credential, options, key),
            (Cryptosuite::EcdsaJcs, _, Some((options, key))) => jcs::sign_ecdsa(credential, options, key),
            (Cryptosuite::EcdsaSd, _, Some((options, key))) => {
                selective::sign(credential, options, self.mandatory, key)
            }
            _ => Err(ProofError::Unsupported),
        }
    }
}

/// A credential that is whole and carries no proof: it may be signed as soon as it is known where it stands
/// in the status lists. Its canonical JSON is written once, for its imprint and for its proof.
#[derive(Debug, Clone)]
pub struct Unsigned {
    credential: Value,
    form: Form,
}

/// An [`Unsigned`] credential in its place.
#[derive(Debug)]
pub struct Placed {
    credential: Value,
    hash: [u8; 32],
}

impl Unsigned {
    /// Checks a credential.
    pub fn check(credential: Value) -> Result<Self, IssueError> {
        check_credential(&credential)?;
        if credential.get("proof").is_some() {
            return Err(IssueError::AlreadySigned);
        }
        let credential = signable(credential);
        let form = Form::of(&credential).ok_or_else(no_form)?;
        Ok(Self { credential, form })
    }

    /// The credential without its place.
    pub const fn credential(&self) -> &Value {
        &self.credential
    }

    /// How many bytes its canonical JSON has, without its place.
    pub const fn bytes(&self) -> usize {
        self.form.bytes
    }

    /// The hash of its canonical JSON once it is in this place; for [`Unsigned::placed`].
    pub fn hash_at(&self, place: Option<&Value>) -> Result<Hash, IssueError> {
        Ok(Hash(self.form.hash(place).ok_or_else(no_form)?))
    }

    /// Puts it in a place: what `credentialStatus` says; none leaves it as it is.
    pub fn placed(self, place: Option<Value>) -> Result<Placed, IssueError> {
        let hash = self.hash_at(place.as_ref())?;
        Ok(self.placed_as(place, hash))
    }

    /// The same with the hash from [`Unsigned::hash_at`] for this place.
    pub fn placed_as(mut self, place: Option<Value>, Hash(hash): Hash) -> Placed {
        if let (Some(place), Some(members)) = (place, self.credential.as_object_mut()) {
            members.insert("credentialStatus".into(), place);
        }
        Placed { credential: self.credential, hash }
    }
}

/// The SHA-256 of a credential's canonical JSON without proofs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hash([u8; 32]);

impl Hash {
    /// What the registry keeps of the credential ([`crate::imprint`]).
    pub fn imprint(&self) -> String {
        imprint::of_hash(&self.0)
    }
}

fn no_form() -> IssueError {
    ProofError::Canonicalization("no canonical JSON".into()).into()
}

/// A credential of version 1.1 with the context that its proofs need; any other as it is.
fn signable(mut credential: Value) -> Value {
    if Version::of(&credential) == Some(Version::V1)
        && let Some(contexts) = credential.get_mut("@context").and_then(Value::as_array_mut)
        && !contexts.iter().any(|context| context == DATA_INTEGRITY)
    {
        contexts.push(DATA_INTEGRITY.into());
    }
    credential
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::achievement::tests::credential;
    use crate::keys::{PublicKey, SigningKey};
    use crate::proof::{Expectation, verify_all};

    fn options() -> ProofOptions {
        let created = crate::instant::parse("2026-03-14T00:00:00Z").unwrap();
        ProofOptions::asserting("did:web:example.org:orgs:sena#key-1", created)
    }

    fn key() -> SigningKey {
        SigningKey::from_seed(&[9; 32])
    }

    fn verifies(credential: &Value) -> bool {
        let key_of = |_: &str| -> Option<PublicKey> { Some(key().public_key()) };
        verify_all(credential, Expectation::asserting(options().created), &key_of).is_ok()
    }

    #[test]
    fn both_proofs_hold_together_and_each_alone() {
        let issued = issue(credential(), &options(), &key()).unwrap();
        let proofs = issued["proof"].as_array().unwrap().clone();
        assert_eq!(proofs.len(), 2);
        assert!(verifies(&issued));
        for proof in proofs {
            let mut single = issued.clone();
            single["proof"] = proof;
            assert!(verifies(&single));
            single["credentialSubject"]["achievement"]["name"] = json!("Otra cosa");
            assert!(!verifies(&single));
        }
    }

    #[test]
    fn each_suite_signs_what_verifies_and_one_proof_is_no_list() {
        let ecdsa = p256::SigningKey::from_seed(&[9; 32]).unwrap();
        let (edwards, with_ecdsa) =
            (options(), ProofOptions::asserting("did:web:example.org:orgs:sena#key-2", options().created));
        let key_of = |method: &str| -> Option<crate::keys::AnyKey> {
            let edwards = method.ends_with("#key-1");
            Some(if edwards { key().public_key().into() } else { crate::keys::AnyKey::P256(ecdsa.public_key()) })
        };
        for suite in [Cryptosuite::Rdfc, Cryptosuite::Jcs, Cryptosuite::EcdsaRdfc, Cryptosuite::EcdsaJcs] {
            let issuing = Issuing {
                edwards: Some((&edwards, &key())),
                ecdsa: Some((&with_ecdsa, &ecdsa)),
                suites: &[suite],
                mandatory: &[],
            };
            let mut issued = issuing.sign(credential()).unwrap();
            assert_eq!(issued["proof"]["cryptosuite"], suite.as_str());
            verify_all(&issued, Expectation::asserting(options().created), &key_of).unwrap();
            issued["credentialSubject"]["achievement"]["name"] = json!("Otra cosa");
            assert!(verify_all(&issued, Expectation::asserting(options().created), &key_of).is_err());
            let missing = Issuing { edwards: None, ecdsa: None, suites: &[suite], mandatory: &[] };
            assert!(missing.sign(credential()).is_err());
        }
    }

    #[test]
    fn a_credential_that_gets_its_place_last_is_signed_as_if_it_had_had_it() {
        let place = json!([{"id": "https://example.org/1#5", "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation", "statusListIndex": "5", "statusListCredential": "https://example.org/1"}]);
        let (edwards, key) = (options(), key());
        let issuing = Issuing { edwards: Some((&edwards, &key)), ecdsa: None, suites: &USUAL, mandatory: &[] };
        let mut whole = credential();
        whole.as_object_mut().unwrap().remove("credentialStatus");
        let unsigned = Unsigned::check(whole.clone()).unwrap();
        let hash = unsigned.hash_at(Some(&place)).unwrap();
        let signed = issuing.sign_placed(unsigned.placed_as(Some(place.clone()), hash)).unwrap();
        whole["credentialStatus"] = place;
        assert_eq!(Some(hash.imprint()), imprint::content_imprint(&whole));
        assert!(verifies(&signed));
        assert_eq!(signed, issuing.sign(whole).unwrap());
    }

    #[test]
    fn a_credential_of_version_1_1_gets_the_terms_of_its_proof() {
        let older = json!({"@context": ["https://www.w3.org/2018/credentials/v1"], "type": ["VerifiableCredential"],
            "issuer": "did:web:example.org:orgs:sena", "issuanceDate": "2026-03-14T00:00:00Z",
            "expirationDate": "2027-03-14T00:00:00Z", "credentialSubject": {"id": "did:key:z"}});
        let issued = issue(older, &options(), &key()).unwrap();
        assert_eq!(issued["@context"][1], DATA_INTEGRITY);
        assert_eq!(issued["proof"]["cryptosuite"], "eddsa-rdfc-2022", "older readers take one proof, not a set");
        assert!(verifies(&issued));
    }

    #[test]
    fn nothing_is_issued_in_another_s_name_or_twice() {
        let mut foreign = credential();
        foreign["issuer"]["id"] = json!("did:web:example.org:orgs:other");
        assert!(matches!(issue(foreign, &options(), &key()), Err(IssueError::ForeignIssuer)));
        let issued = issue(credential(), &options(), &key()).unwrap();
        assert!(matches!(issue(issued, &options(), &key()), Err(IssueError::AlreadySigned)));
        let broken = json!({"issuer": "did:web:example.org:orgs:sena"});
        assert!(matches!(issue(broken, &options(), &key()), Err(IssueError::Structure(_))));
    }

    #[test]
    fn a_status_the_caller_set_stays_as_it_is() {
        let mut given = credential();
        given["credentialStatus"] = json!({"id": "https://other.example/1#5", "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation", "statusListIndex": "5", "statusListCredential": "https://other.example/1"});
        let issued = issue(given.clone(), &options(), &key()).unwrap();
        assert_eq!(issued["credentialStatus"], given["credentialStatus"]);
    }
}
