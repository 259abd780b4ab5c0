//! A certificate's imprint: what a registry keeps of everything it signs, to tell later what it
//! signed before a key was stolen. A thief can write any date into a proof, but not into that record.
//!
//! An imprint is a SHA-256 and tells nobody anything who does not have the certificate already.

#[cfg(feature = "json-ld")]
use std::cmp::Ordering;

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use crate::canonical_json;
use crate::jose;
use crate::proof::{proofs, unsecured};
use crate::sd_jwt::is_compact;

/// The imprint of a signed certificate, base64url without padding; none when it is none.
///
/// Of a credential with data integrity proofs that of its canonical JSON (RFC 8785) without proofs;
/// with nothing but an `ecdsa-sd-2023` proof that of the issuer's signature, which stays the same
/// whatever the holder shows; of an SD-JWT that of the issuer's token, for the same reason.
pub fn imprint_of(certificate: &Value) -> Option<String> {
    if let Value::String(compact) = certificate {
        let token = compact.split('~').next()?;
        return is_compact(compact).then(|| jose::sha256(token));
    }
    let proofs = proofs(certificate).ok()?;
    if proofs.iter().all(|proof| proof.get("cryptosuite").is_some_and(|suite| suite == "ecdsa-sd-2023")) {
        let [only] = proofs.as_slice() else { return None };
        return selective_signature(only).map(|signature| encode(&signature));
    }
    content_imprint(&unsecured(certificate))
}

/// The imprint that a certificate will have, as soon as everything but its proofs is known.
pub fn content_imprint(unsigned: &Value) -> Option<String> {
    let mut canonical = Vec::new();
    canonical_json::write(unsigned, &mut canonical).ok()?;
    Some(encode(&canonical))
}

#[cfg(feature = "json-ld")]
/// The canonical JSON of a credential that is whole but for its proofs and, perhaps, its place in the
/// status lists: written once, and hashed as soon as the place is known.
#[derive(Debug, Clone)]
pub(crate) struct Form {
    /// What stands before the place, hashed.
    before: Sha256,
    /// What stands after it.
    after: Vec<u8>,
    /// How many bytes both have.
    pub(crate) bytes: usize,
}

/// Where the place stands.
#[cfg(feature = "json-ld")]
const STATUS: &str = "credentialStatus";

#[cfg(feature = "json-ld")]
impl Form {
    /// None when it has no canonical form, or nothing that stands before the place.
    pub(crate) fn of(unsigned: &Value) -> Option<Self> {
        let is_before = |name: &str| canonical_json::order(name, STATUS) == Ordering::Less;
        let (before, after): (Vec<_>, Vec<_>) = unsigned.as_object()?.iter().partition(|(name, _)| is_before(name));
        if before.is_empty() {
            return None;
        }
        let mut text = Vec::with_capacity(4_096);
        canonical_json::write_members(before, &mut text).ok()?;
        text.pop();
        let (before, before_bytes) = (Sha256::new_with_prefix(&text), text.len());
        text.clear();
        if after.is_empty() {
            text.push(b'}');
        } else {
            canonical_json::write_members(after, &mut text).ok()?;
            *text.first_mut()? = b',';
        }
        Some(Self { before, bytes: before_bytes + text.len(), after: text })
    }

    /// The SHA-256 of the whole: with this place, or as it was when it is none.
    pub(crate) fn hash(&self, status: Option<&Value>) -> Option<[u8; 32]> {
        let mut hash = self.before.clone();
        if let Some(status) = status {
            let mut text = format!(",\"{STATUS}\":").into_bytes();
            canonical_json::write(status, &mut text).ok()?;
            hash.update(text);
        }
        Some(hash.chain_update(&self.after).finalize().into())
    }
}

fn encode(bytes: &[u8]) -> String {
    of_hash(&Sha256::digest(bytes))
}

/// An imprint, as it is written.
pub(crate) fn of_hash(hash: &[u8]) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(hash)
}

#[cfg(feature = "json-ld")]
fn selective_signature(proof: &Map<String, Value>) -> Option<Vec<u8>> {
    crate::selective::base_signature(proof)
}

#[cfg(not(feature = "json-ld"))]
const fn selective_signature(_: &Map<String, Value>) -> Option<Vec<u8>> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_imprint_follows_from_what_is_signed_and_not_from_how() {
        let bare = json!({"id": "urn:x", "name": "Yuleidy"});
        let with = |proof: Value| json!({"name": "Yuleidy", "proof": proof, "id": "urn:x"});
        let one = imprint_of(&with(json!({"cryptosuite": "eddsa-jcs-2022", "created": "2026-01-01T00:00:00Z"})));
        let other = imprint_of(&with(json!([{"cryptosuite": "ecdsa-rdfc-2019"}])));
        assert_eq!(one, content_imprint(&bare));
        assert_eq!(one, other);
        assert_ne!(one, content_imprint(&json!({"id": "urn:x", "name": "Yuleidi"})));
        assert_eq!(imprint_of(&bare), None);
    }

    #[test]
    #[cfg(feature = "json-ld")]
    fn an_imprint_is_the_same_when_the_place_in_the_status_lists_comes_last() {
        let status = json!([{"type": "BitstringStatusListEntry", "statusListIndex": "7"}]);
        let place = |document: &Value| Form::of(document).and_then(|form| form.hash(Some(&status)));
        for document in [
            json!({"@context": [], "credentialSubject": {"id": "urn:y"}, "type": "X", "credentialStaton": 1}),
            json!({"@context": []}),
        ] {
            let mut whole = document.clone();
            whole["credentialStatus"] = status.clone();
            assert_eq!(place(&document).map(|hash| of_hash(&hash)), content_imprint(&whole));
            let as_it_is = Form::of(&whole).and_then(|form| form.hash(None));
            assert_eq!(as_it_is.map(|hash| of_hash(&hash)), content_imprint(&whole));
        }
        assert_eq!(place(&json!({"zeta": 1})), None);
    }

    #[test]
    fn an_sd_jwt_has_one_imprint_whatever_is_shown_of_it() {
        let text = |text: &str| imprint_of(&Value::String(text.into()));
        assert_eq!(text("e30.e30.c2ln~WyJhIl0~"), text("e30.e30.c2ln~"));
        assert_ne!(text("e30.e30.c2ln~"), text("e30.e30.c2lo~"));
        assert_eq!(text("hello"), None);
    }
}
