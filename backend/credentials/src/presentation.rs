//! Presentations: who shows a credential, proven with the key it was issued to.

use chrono::{DateTime, Utc};
use serde_json::Value;

use crate::did::{DidDocument, Purpose, resolve_offline};
use crate::json::{self, JsonError, Limits};
use crate::proof::{Expectation, ProofError, proofs, verify_all};
use crate::structure::{StructureError, check_presentation, list};

/// What the verifier asked of the presentation.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The challenge to be repeated.
    pub challenge: Option<&'a str>,
    /// The domain to be repeated.
    pub domain: Option<&'a str>,
    /// Now.
    pub now: DateTime<Utc>,
}

/// Why a presentation does not hold.
#[derive(Debug, thiserror::Error)]
pub enum PresentationError {
    /// Too large, or with numbers nobody can rely on.
    #[error(transparent)]
    Json(#[from] JsonError),
    /// It breaks a rule of the data model.
    #[error(transparent)]
    Structure(#[from] StructureError),
    /// Its proof does not hold.
    #[error(transparent)]
    Proof(#[from] ProofError),
    /// It is signed by somebody else than the holder it names.
    #[error("signed by somebody else than its holder")]
    OtherHolder,
}

/// The identifier that signed a presentation, whose document the caller has to have at hand unless
/// it is a `did:key`; none when it is not signed.
pub fn signer_of(presentation: &Value) -> Option<&str> {
    let proofs = proofs(presentation).ok()?;
    let method = proofs.first()?.get("verificationMethod")?.as_str()?;
    method.split('#').next()
}

/// The credentials in it.
pub fn credentials_of(presentation: &Value) -> &[Value] {
    presentation.get("verifiableCredential").map(list).unwrap_or_default()
}

/// Verifies the presentation itself, not the credentials in it. Returns who presents; none when it
/// is not signed, which is an error if a challenge or domain was asked for.
pub fn verify_presentation(
    presentation: &Value,
    signer: Option<&DidDocument>,
    asked: Asked,
) -> Result<Option<String>, PresentationError> {
    json::check(presentation, Limits::CREDENTIAL)?;
    check_presentation(presentation)?;
    if presentation.get("proof").is_none() {
        return match (asked.challenge, asked.domain) {
            (None, None) => Ok(None),
            _ => Err(ProofError::Missing.into()),
        };
    }
    let key_of = |method: &str| {
        let did = method.split('#').next().unwrap_or(method);
        match signer {
            Some(document) if document.id == did => document.key_for(method, Purpose::Authentication),
            _ => resolve_offline(did)?.key_for(method, Purpose::Authentication),
        }
    };
    let Asked { challenge, domain, now } = asked;
    let expectation = Expectation { purpose: Purpose::Authentication, challenge, domain, now };
    let methods = verify_all(presentation, expectation, &key_of)?;
    let signers = methods.iter().map(|method| method.split('#').next().unwrap_or(method));
    let holder = presentation.get("holder").and_then(|holder| holder.as_str().or_else(|| holder.get("id")?.as_str()));
    let mut signers: Vec<&str> = signers.collect();
    if let Some(holder) = holder {
        signers.retain(|signer| *signer == holder);
    }
    let presenter = signers.first().ok_or(PresentationError::OtherHolder)?;
    Ok(Some((*presenter).to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::did::to_did_key;
    use crate::jcs;
    use crate::keys::{Signer, SigningKey};
    use crate::proof::ProofOptions;
    use serde_json::json;

    fn now() -> DateTime<Utc> {
        crate::instant::parse("2026-06-01T10:42:00Z").unwrap()
    }

    fn asked(challenge: Option<&str>) -> Asked<'_> {
        Asked { challenge, domain: None, now: now() }
    }

    fn presentation(holder: &str, key: &SigningKey) -> Value {
        let mut presentation = json!({"@context": [crate::structure::CREDENTIALS_V2],
            "type": ["VerifiablePresentation"], "holder": holder, "verifiableCredential": []});
        let did = to_did_key(key.public_key());
        let options = ProofOptions {
            purpose: Purpose::Authentication,
            challenge: Some("c1".into()),
            ..ProofOptions::asserting(format!("{did}#{}", key.public_key().to_multibase()), now())
        };
        presentation["proof"] = jcs::sign(&presentation, &options, key).unwrap();
        presentation
    }

    #[test]
    fn the_holder_s_signature_over_the_challenge_says_who_presents() {
        let key = SigningKey::from_seed(&[4; 32]);
        let did = to_did_key(key.public_key());
        let presentation = presentation(&did, &key);
        assert_eq!(signer_of(&presentation), Some(did.as_str()));
        let presenter = verify_presentation(&presentation, None, asked(Some("c1"))).unwrap();
        assert_eq!(presenter, Some(did));
        assert!(verify_presentation(&presentation, None, asked(Some("c2"))).is_err());
        let mut tampered = presentation;
        tampered["verifiableCredential"] = json!([{"x": 1}]);
        assert!(verify_presentation(&tampered, None, asked(Some("c1"))).is_err());
    }

    #[test]
    fn nobody_presents_in_another_s_name_or_unsigned_when_asked() {
        let key = SigningKey::from_seed(&[4; 32]);
        let foreign = presentation("did:key:z6MkOther", &key);
        let result = verify_presentation(&foreign, None, asked(Some("c1")));
        assert!(matches!(result, Err(PresentationError::OtherHolder)));
        let mut unsigned = foreign;
        unsigned.as_object_mut().unwrap().remove("proof");
        assert_eq!(verify_presentation(&unsigned, None, asked(None)).unwrap(), None);
        assert!(verify_presentation(&unsigned, None, asked(Some("c1"))).is_err());
    }
}
