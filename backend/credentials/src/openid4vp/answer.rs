//! Presentations that answer a request (OpenID4VP 1.0, section 8 and appendix B).

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use crate::did::{Purpose, to_did_key};
use crate::jcs;
use crate::keys::Signer;
use crate::proof::{ProofError, ProofOptions};
use crate::sd_jwt::{Present, PresentError};
use crate::structure::CREDENTIALS_V2;

/// Why nothing can be shown.
#[derive(Debug, thiserror::Error)]
pub enum AnswerError {
    /// The SD-JWT cannot be shown so.
    #[error(transparent)]
    Present(#[from] PresentError),
    /// The presentation could not be signed.
    #[error(transparent)]
    Proof(#[from] ProofError),
}

/// Whom an answer is for.
#[derive(Debug, Clone, Copy)]
pub struct Audience<'a> {
    /// The asker's whole name.
    pub client_id: &'a str,
    /// The asker's nonce.
    pub nonce: &'a str,
    /// Now.
    pub now: DateTime<Utc>,
}

/// An SD-JWT VC with the facts that were chosen, bound to the asker by the holder's key.
pub fn present_in_part(
    text: &str,
    keep: &BTreeSet<usize>,
    to: Audience<'_>,
    key: &dyn Signer,
) -> Result<String, AnswerError> {
    let present = Present { nonce: to.nonce, audience: to.client_id, now: to.now };
    Ok(present.show(text, keep, key)?)
}

/// A whole W3C credential in a presentation that its holder signs for the asker (appendix B.1.3.2):
/// the nonce as challenge, the asker's name as domain.
pub fn present_whole(credential: &Value, to: Audience<'_>, key: &dyn Signer) -> Result<Value, AnswerError> {
    let public = key.public_key();
    let did = to_did_key(public);
    let mut presentation = json!({
        "@context": [CREDENTIALS_V2],
        "type": ["VerifiablePresentation"],
        "holder": did,
        "verifiableCredential": [credential],
    });
    let options = ProofOptions {
        purpose: Purpose::Authentication,
        challenge: Some(to.nonce.to_owned()),
        domains: vec![to.client_id.to_owned()],
        ..ProofOptions::asserting(format!("{did}#{}", public.to_multibase()), to.now)
    };
    let proof = jcs::sign(&presentation, &options, key)?;
    if let Some(members) = presentation.as_object_mut() {
        members.insert("proof".into(), proof);
    }
    Ok(presentation)
}
