//! Presentations: who shows a credential, proven with the key it was issued to.

use std::borrow::Cow;

use chrono::{DateTime, Utc};
use serde_json::Value;

use crate::did::{DidDocument, Purpose, resolve_offline};
use crate::envelope::{Envelope, EnvelopeError, Kind};
use crate::json::{self, JsonError, Limits};
use crate::proof::{Expectation, ProofError, proofs, verify_all};
use crate::structure::{StructureError, check_presentation, list, presenter_of};

/// What the verifier asked of the presentation.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The challenge to be repeated.
    pub challenge: Option<&'a str>,
    /// The domains to be repeated, all of them.
    pub domains: &'a [String],
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
    /// Its envelope is not one.
    #[error(transparent)]
    Envelope(#[from] EnvelopeError),
    /// Its proof does not hold.
    #[error(transparent)]
    Proof(#[from] ProofError),
    /// It is signed by somebody else than the holder it names.
    #[error("signed by somebody else than its holder")]
    OtherHolder,
}

/// The presentation inside an envelope; any other document as it is.
pub fn content(document: &Value) -> Cow<'_, Value> {
    match Envelope::open(document, Kind::Presentation) {
        Ok(Some(envelope)) => Cow::Owned(envelope.content),
        _ => Cow::Borrowed(document),
    }
}

/// The identifier that signed a presentation, whose document the caller has to have at hand unless
/// it is a `did:key` or `did:jwk`; none when it is not signed.
pub fn signer_of(document: &Value) -> Option<String> {
    let method = match Envelope::open(document, Kind::Presentation).ok()? {
        Some(envelope) => envelope.verification_method?,
        None => proofs(document).ok()?.first()?.get("verificationMethod")?.as_str()?.to_owned(),
    };
    Some(did_of(&method).to_owned())
}

fn did_of(method: &str) -> &str {
    method.split('#').next().unwrap_or(method)
}

/// The credentials in it; in an envelope, open it first ([`content`]).
pub fn credentials_of(presentation: &Value) -> &[Value] {
    presentation.get("verifiableCredential").map(list).unwrap_or_default()
}

/// Verifies the presentation itself, not the credentials in it. Returns who presents; none when it
/// is not signed, which is an error if a challenge or domain was asked for.
pub fn verify_presentation(
    document: &Value,
    signer: Option<&DidDocument>,
    asked: Asked,
) -> Result<Option<String>, PresentationError> {
    json::check(document, Limits::CREDENTIAL)?;
    let envelope = Envelope::open(document, Kind::Presentation)?;
    let presentation = envelope.as_ref().map_or(document, |envelope| &envelope.content);
    check_presentation(presentation)?;
    let Asked { challenge, domains, now } = asked;
    let expectation = Expectation { purpose: Purpose::Authentication, challenge, domains, now };
    let known = |did: &str| match signer {
        Some(document) if document.id == did => Some(document.clone()),
        _ => resolve_offline(did),
    };
    let signers: Vec<String> = match &envelope {
        Some(envelope) => {
            let method = envelope.verification_method.as_deref().ok_or(ProofError::Malformed("kid"))?;
            let document = known(did_of(method)).ok_or_else(|| ProofError::KeyNotListed(method.to_owned()))?;
            let listed = if method.contains('#') {
                document.listed_key(method, Purpose::Authentication)
            } else {
                document.only_key_for(Purpose::Authentication)
            };
            let listed = listed.ok_or_else(|| ProofError::KeyNotListed(method.to_owned()))?;
            if !listed.counts(Some(now)) {
                return Err(ProofError::KeyRevoked(method.to_owned()).into());
            }
            envelope.check(listed.key, expectation)?;
            vec![did_of(method).to_owned()]
        }
        None if presentation.get("proof").is_none() => {
            return match (challenge, domains) {
                (None, []) => Ok(None),
                _ => Err(ProofError::Missing.into()),
            };
        }
        None => {
            let key_of = |method: &str| known(did_of(method))?.listed_key(method, Purpose::Authentication);
            let methods = verify_all(presentation, expectation, &key_of)?;
            methods.into_iter().map(|method| did_of(method).to_owned()).collect()
        }
    };
    let holder = presenter_of(presentation);
    let presenter = signers.into_iter().find(|signer| holder.is_none_or(|holder| holder == signer));
    presenter.map(Some).ok_or(PresentationError::OtherHolder)
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
        Asked { challenge, domains: &[], now: now() }
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
        assert_eq!(signer_of(&presentation), Some(did.clone()));
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
