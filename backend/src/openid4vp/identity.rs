//! The registry's own identity as a verifier.

use puente_credentials::did::{DidDocument, KeyState, OrganisationKey, organisation_document};
use puente_credentials::keys::{Signer as _, SigningKey};
use puente_credentials::p256::AgreementKey;
use puente_wire::problem::Problem;

use crate::config::Config;
use crate::http::problem::{INTERNAL, problem};
use crate::secrets::Secrets;

const FRAGMENT: &str = "verifier";

/// `did:web:<host>`.
pub fn did(config: &Config) -> String {
    format!("did:web:{}", config.did_web_host())
}

/// How wallets name it (OpenID4VP, section 5.9.3); the audience of every answer.
pub fn client_id(config: &Config) -> String {
    format!("decentralized_identifier:{}", did(config))
}

/// The key's name.
pub(super) fn verification_method(config: &Config) -> String {
    format!("{}#{FRAGMENT}", did(config))
}

/// The key that signs requests: derived from the master key, so that every node has it and nothing
/// is stored. It signs nothing else, and requests live for minutes.
pub(super) fn key(secrets: &Secrets) -> SigningKey {
    SigningKey::from_seed(&seed(secrets, "openid4vp-request-key", "1"))
}

/// The key for which the answer to one request is encrypted; derived, like the other. Chance makes
/// bytes that are no key of the curve once in 2^32 times: then the next ones count.
pub(super) fn answer_key(secrets: &Secrets, request: &str) -> Result<AgreementKey, Problem> {
    let mut tries =
        (1..=8).map(|nth| AgreementKey::from_seed(&seed(secrets, "openid4vp-answer-key", &format!("{request}|{nth}"))));
    tries.find_map(Result::ok).ok_or_else(|| problem(INTERNAL))
}

fn seed(secrets: &Secrets, purpose: &str, which: &str) -> [u8; 32] {
    let text = secrets.keyed_hash(purpose, which);
    let mut seed = [0_u8; 32];
    for (byte, pair) in seed.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
        let pair = std::str::from_utf8(pair).unwrap_or_default();
        *byte = u8::from_str_radix(pair, 16).unwrap_or_default();
    }
    seed
}

/// The DID document of the registry.
pub fn document(config: &Config, secrets: &Secrets) -> DidDocument {
    let key =
        OrganisationKey { fragment: FRAGMENT.to_owned(), key: key(secrets).public_key(), state: KeyState::Active };
    organisation_document(&did(config), &[key])
}
