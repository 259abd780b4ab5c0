//! What failed, in the words of the specifications: VC Data Model v2.0, section 7.2; Data Integrity v1.0,
//! section 4.7; Bitstring Status List v1.0, section 3.5.

use puente_credentials::presentation::PresentationError;
use puente_wire::verification::{Check, CheckKind, Detail, Outcome, Verification};
use serde_json::{Value, json};

const DATA_MODEL: &str = "https://www.w3.org/TR/vc-data-model#";
const SECURITY: &str = "https://w3id.org/security#";
const STATUS_LIST: &str = "https://www.w3.org/ns/credentials/status-list#";

/// Each check that failed or warns.
pub(super) fn of_credential(verification: &Verification) -> Vec<Value> {
    let told = |check: &&Check| matches!(check.outcome, Outcome::Failed | Outcome::Warning);
    verification.checks.iter().filter(told).map(of_check).collect()
}

fn of_check(check: &Check) -> Value {
    let kind = kind(check).map_or_else(|| "about:blank".to_owned(), |(space, name)| format!("{space}{name}"));
    json!({"type": kind, "title": check.check, "detail": check.detail, "outcome": check.outcome})
}

/// What failed about the presentation itself.
pub(super) fn of_presentation(error: &PresentationError) -> Value {
    let (space, name) = match error {
        PresentationError::Json(_) => (DATA_MODEL, "PARSING_ERROR"),
        PresentationError::Structure(_) | PresentationError::Envelope(_) => (DATA_MODEL, "MALFORMED_VALUE_ERROR"),
        PresentationError::Proof(_) | PresentationError::OtherHolder => (SECURITY, "PROOF_VERIFICATION_ERROR"),
    };
    json!({"type": format!("{space}{name}"), "title": "PRESENTATION_ERROR", "detail": error.to_string()})
}

/// The kind that a specification has for it; none when it is a rule of the registry's own.
const fn kind(check: &Check) -> Option<(&'static str, &'static str)> {
    Some(match (check.check, check.detail) {
        (CheckKind::Structure, Detail::TooLarge) => (DATA_MODEL, "PARSING_ERROR"),
        (CheckKind::Structure, _) => (DATA_MODEL, "MALFORMED_VALUE_ERROR"),
        (CheckKind::Signature, Detail::KeyNotListed) => (SECURITY, "INVALID_VERIFICATION_METHOD"),
        (CheckKind::Signature, _) => (SECURITY, "PROOF_VERIFICATION_ERROR"),
        (CheckKind::Validity, _) => (DATA_MODEL, "RANGE_ERROR"),
        (_, Detail::StatusUnreachable) => (STATUS_LIST, "STATUS_RETRIEVAL_ERROR"),
        (_, Detail::StatusUntrusted | Detail::StatusStale) => (STATUS_LIST, "STATUS_VERIFICATION_ERROR"),
        _ => return None,
    })
}
