//! What is checked: read from what was brought.

use puente_credentials::json::{self, JsonError, Limits};
use puente_credentials::presentation::credentials_of;
use puente_credentials::sd_jwt::is_compact;
use serde_json::Value;

/// What is checked.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Subject {
    /// A document that may be a certificate.
    Document(Value),
    /// A text that is meant to be one but cannot be read.
    Broken(JsonError),
    /// A link to a shared certificate: its id and the key.
    Link { id: String, key: String },
}

/// Reads a text that is meant to be a certificate.
pub(super) fn read(text: &str) -> Subject {
    if is_compact(text) {
        return Subject::Document(Value::String(text.trim().to_owned()));
    }
    match json::parse(text.as_bytes(), Limits::CREDENTIAL) {
        Ok(document) => Subject::Document(credential_in(document)),
        Err(error) => Subject::Broken(error),
    }
}

/// The first credential of a presentation; anything else as it is.
fn credential_in(document: Value) -> Value {
    match credentials_of(&document).first() {
        Some(credential) => credential.clone(),
        None => document,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_document_is_read_and_a_presentation_opened() {
        let credential = json!({"type": ["VerifiableCredential"]});
        let presented = json!({"type": "VerifiablePresentation", "verifiableCredential": [credential]});
        let expected = Subject::Document(credential.clone());
        assert_eq!(read(&credential.to_string()), expected);
        assert_eq!(read(&presented.to_string()), expected);
        assert!(matches!(read("{\"a\":1,\"a\":2}"), Subject::Broken(JsonError::DuplicateKey)));
        assert!(matches!(read("{cut"), Subject::Broken(_)));
    }
}
