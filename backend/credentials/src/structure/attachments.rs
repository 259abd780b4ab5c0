//! Objects that hang on a credential: schema, refreshing, terms of use, evidence, rendering
//! (VC Data Model v2.0, sections 4.11 and 5.4 to 5.10).

use serde_json::Value;

use super::{Result, StructureError, Version, are_types, check_id, list};

/// Properties whose objects must say what they are; `true` where they also must have an identifier.
const ATTACHMENTS: [(&str, bool); 7] = [
    ("credentialStatus", false),
    ("credentialSchema", true),
    ("refreshService", false),
    ("termsOfUse", false),
    ("evidence", false),
    ("renderMethod", false),
    ("confidenceMethod", false),
];

/// Version 1.1 asks for an identifier in more places.
const WITH_ID_IN_V1: [&str; 3] = ["credentialStatus", "credentialSchema", "refreshService"];

/// Checks every attachment of a credential.
pub(super) fn check(credential: &Value, version: Version) -> Result {
    for (name, needs_id) in ATTACHMENTS {
        let needs_id = match version {
            Version::V1 => WITH_ID_IN_V1.contains(&name),
            Version::V2 => needs_id,
        };
        check_one(credential, name, needs_id)?;
    }
    Ok(())
}

/// The only attachment of presentations.
pub(super) fn check_terms_of_use(presentation: &Value) -> Result {
    check_one(presentation, "termsOfUse", false)
}

fn check_one(document: &Value, name: &'static str, needs_id: bool) -> Result {
    let Some(value) = document.get(name) else {
        return Ok(());
    };
    let objects = list(value);
    let ok = |object: &Value| {
        object.is_object()
            && are_types(object.get("type").map(list).unwrap_or_default())
            && check_id(object, "id").is_ok()
            && (!needs_id || object.get("id").is_some())
    };
    (!objects.is_empty() && objects.iter().all(ok)).then_some(()).ok_or(StructureError::Property(name))
}
