//! Any bytes as a presentation, as a document with a set or chain of proofs, or as a token around one: verified
//! or refused; whoever presents is who signed, and the answer does not depend on how the same JSON is written.

use chrono::{DateTime, Utc};
use puente_credentials::did::{Purpose, resolve_offline};
use puente_credentials::json::{self, Limits};
use puente_credentials::presentation::{
    Asked, PresentationError, content, credentials_of, signer_of, verify_presentation,
};
use puente_credentials::proof::{Expectation, MOST_PROOFS, proofs, verify_all};
use serde_json::Value;

/// Holds it of any bytes.
pub fn holds(bytes: &[u8]) {
    let now: DateTime<Utc> = "2026-06-01T10:42:00Z".parse().expect("an instant");
    let Ok(value) = json::parse(bytes, Limits::CREDENTIAL) else { return };
    let domains = ["verifier.example".to_owned()];
    for (challenge, domains) in [(None, [].as_slice()), (Some("c1"), domains.as_slice())] {
        let asked = Asked { challenge, domains, now };
        let presenter = |value: &Value| verify_presentation(value, None, asked);
        let found = presenter(&value);
        if let Ok(Some(presenter)) = &found {
            // Whoever is said to present has a key in the document.
            assert!(signer_of(&value).is_some());
            resolve_offline(presenter).expect("an identifier with its own keys");
        }
        assert!(!matches!((&found, challenge), (Ok(None), Some(_))), "nobody answered the challenge");
        let written: Value = serde_json::from_str(&value.to_string()).expect("JSON");
        assert_eq!(kind(&found), kind(&presenter(&written)));
    }
    let key_of = |method: &str| resolve_offline(method.split('#').next()?)?.listed_key(method, Purpose::Assertion);
    if let Ok(methods) = verify_all(&value, Expectation::asserting(now), &key_of) {
        let all = proofs(&value).expect("they hold");
        assert!((1..=all.len()).contains(&methods.len()) && all.len() <= MOST_PROOFS);
    }
    credentials_of(&content(&value));
}

fn kind(found: &Result<Option<String>, PresentationError>) -> Result<Option<&str>, String> {
    found.as_ref().map(Option::as_deref).map_err(ToString::to_string)
}
