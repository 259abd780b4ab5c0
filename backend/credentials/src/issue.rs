//! Issuing: a credential with two proofs, one for the field's verifiers, one for small ones.

use serde_json::{Value, json};

use crate::keys::Signer;
use crate::proof::{ProofError, ProofOptions};
use crate::structure::{StructureError, check_credential, issuer_of};
use crate::{jcs, rdfc};

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

/// Signs a credential with the proof set of `eddsa-rdfc-2022` and `eddsa-jcs-2022`; whatever else
/// it says, its status entries too, stays as it is. The verification method must belong to the
/// issuer.
pub fn issue(credential: Value, options: &ProofOptions, signer: &dyn Signer) -> Result<Value, IssueError> {
    check_credential(&credential)?;
    if credential.get("proof").is_some() {
        return Err(IssueError::AlreadySigned);
    }
    let owner = options.verification_method.split('#').next();
    if issuer_of(&credential) != owner {
        return Err(IssueError::ForeignIssuer);
    }
    let mut credential = credential;
    let proofs = [rdfc::sign(&credential, options, signer)?, jcs::sign(&credential, options, signer)?];
    if let Some(members) = credential.as_object_mut() {
        members.insert("proof".into(), json!(proofs));
    }
    Ok(credential)
}
#[cfg(test)]
mod tests {
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
