//! Claiming: a wallet takes a certificate that was offered to it.

use serde::{Deserialize, Serialize};

/// What the wallet signs: the UTF-8 text `puente-claim|<code>|<holder>`, the code as [`code_in`]
/// gives it.
pub fn claim_text(code: &str, holder: &str) -> String {
    format!("puente-claim|{code}|{holder}")
}

/// Where a phone opens an offer.
pub const CLAIM_PATH: &str = "/wallet/claim";
/// Characters of an offer's code: 130 random bits in Crockford's base 32.
pub const CODE_LENGTH: usize = 26;
/// Crockford's base 32: no I, L, O, U, so that nothing is mistaken when it is read aloud.
pub const CODE_ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The address of an offer. The code stands in the fragment, which browsers do not send, so that it
/// is in no server's log.
pub fn claim_link(origin: &str, code: &str) -> String {
    format!("{origin}{CLAIM_PATH}#{code}")
}

/// The code in what a person scanned, pasted or typed: a whole link, or the code with blanks,
/// hyphens, small letters, O for 0 and I or L for 1. None when there is no code in it.
pub fn code_in(text: &str) -> Option<String> {
    let code = text.rsplit_once('#').map_or(text, |(_, fragment)| fragment);
    let code: String = code
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect();
    let fits = code.len() == CODE_LENGTH && code.bytes().all(|byte| CODE_ALPHABET.contains(&byte));
    fits.then_some(code)
}

/// `POST /api/v1/claims`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ClaimRequest {
    /// The code of the offer's link.
    pub code: String,
    /// The six digits that the institution told the person.
    pub pin: String,
    /// The wallet's key, `did:key:z6Mk…` (Ed25519).
    pub holder: String,
    /// The wallet's Ed25519 signature over [`claim_text`], multibase base58-btc (`z…`).
    pub proof: String,
}

impl std::fmt::Debug for ClaimRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ClaimRequest").field("holder", &self.holder).finish_non_exhaustive()
    }
}

/// The certificate, for the wallet to keep. The same wallet claiming again gets the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Claimed {
    /// The certificate's id in the registry.
    pub certificate_id: String,
    /// The signed credential: VCDM 2.0, Open Badges 3.0, two Data Integrity proofs.
    pub credential: serde_json::Value,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_found_however_it_was_copied() {
        let code = "0123456789ABCDEFGHJKMNPQRS";
        assert_eq!(code_in(&claim_link("https://registro.example", code)).as_deref(), Some(code));
        assert_eq!(code_in(" o1234-56789 abcde-fghjk mnpqrs\n").as_deref(), Some(code));
        assert_eq!(code_in("0L23456789ABCDEFGHJKMNPQRS").as_deref(), Some(code));
    }

    #[test]
    fn what_is_no_code_is_refused() {
        for text in ["", "123456", "https://registro.example/wallet", "U123456789ABCDEFGHJKMNPQRS"] {
            assert_eq!(code_in(text), None, "{text}");
        }
    }
}
