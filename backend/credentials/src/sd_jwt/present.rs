//! Showing a credential: which disclosures go along, and the proof of who shows it.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::disclosure::Disclosure;
use super::{KEY_BINDING_TYPE, SdJwt, SdJwtError, Step};
use crate::jose;
use crate::keys::{SignError, Signer};

/// A fact that can be shown or kept back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disclosable {
    /// Which disclosure, from 0.
    pub index: usize,
    /// Where it goes.
    pub place: Vec<Step>,
    /// What it says itself.
    pub value: Value,
}

impl Disclosable {
    /// Whether a request for a claim at this place needs this disclosure: it lies on the way there,
    /// is the claim itself, or is an element of the list that is asked for.
    pub fn is_needed_for(&self, wanted: &[Step]) -> bool {
        wanted.starts_with(&self.place)
            || (self.place.len() == wanted.len() + 1
                && self.place.starts_with(wanted)
                && self.place.ends_with(&[Step::Element]))
    }
}

/// Every fact of an SD-JWT that can be shown or kept back, in the order of its disclosures.
pub fn disclosables(text: &str) -> Result<Vec<Disclosable>, SdJwtError> {
    let whole = SdJwt::parse(text)?;
    let (_, places) = whole.resolve()?;
    let values = whole.disclosures.iter().map(Disclosure::shown_value);
    Ok(places
        .into_iter()
        .zip(values)
        .enumerate()
        .map(|(index, (place, value))| Disclosable { index, place, value })
        .collect())
}

/// For whom something is shown.
#[derive(Debug, Clone, Copy)]
pub struct Present<'a> {
    /// What the verifier asked to be repeated.
    pub nonce: &'a str,
    /// Who the verifier is.
    pub audience: &'a str,
    /// Now.
    pub now: DateTime<Utc>,
}

impl Present<'_> {
    /// The SD-JWT with these disclosures alone, and a key binding token (RFC 9901, section 4.3).
    pub fn show(&self, text: &str, keep: &BTreeSet<usize>, key: &dyn Signer) -> Result<String, PresentError> {
        let whole = SdJwt::parse(text)?;
        let kept = whole.disclosures.iter().enumerate().filter(|(index, _)| keep.contains(index));
        let shown = kept.fold(whole.issued.to_owned(), |text, (_, disclosure)| text + "~" + disclosure.encoded) + "~";
        // What is left out beneath something that is kept back must not dangle.
        SdJwt::parse(&shown)?.claims()?;
        let claims = json!({
            "iat": self.now.timestamp(),
            "aud": self.audience,
            "nonce": self.nonce,
            "sd_hash": jose::sha256(&shown),
        });
        let proof = jose::sign(json!({"typ": KEY_BINDING_TYPE}), &claims, key)?;
        Ok(shown + &proof)
    }
}

/// Why something cannot be shown.
#[derive(Debug, thiserror::Error)]
pub enum PresentError {
    /// The credential cannot be read, or a choice leaves a fact without its place.
    #[error(transparent)]
    SdJwt(#[from] SdJwtError),
    /// The key did not sign.
    #[error(transparent)]
    Sign(#[from] SignError),
}
