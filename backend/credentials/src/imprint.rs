//! A certificate's imprint: what a registry keeps of everything it signs, to tell later what it
//! signed before a key was stolen. A thief can write any date into a proof, but not into that record.
//!
//! An imprint is a SHA-256 and tells nobody anything who does not have the certificate already.

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

fn encode(bytes: &[u8]) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(Sha256::digest(bytes))
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
    fn an_sd_jwt_has_one_imprint_whatever_is_shown_of_it() {
        let text = |text: &str| imprint_of(&Value::String(text.into()));
        assert_eq!(text("e30.e30.c2ln~WyJhIl0~"), text("e30.e30.c2ln~"));
        assert_ne!(text("e30.e30.c2ln~"), text("e30.e30.c2lo~"));
        assert_eq!(text("hello"), None);
    }
}
