//! Whether a JSON document is a verifiable credential at all (VC Data Model v2.0, section 4).

use serde_json::Value;

use crate::instant;

/// The first context of every credential.
pub const CREDENTIALS_V2: &str = "https://www.w3.org/ns/credentials/v2";

/// Which rule a document breaks.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StructureError {
    /// A property is missing or has the wrong form.
    #[error("`{0}` is missing or has the wrong form")]
    Property(&'static str),
    /// The contexts do not begin with that of the data model, version 2.
    #[error("`@context` must begin with {CREDENTIALS_V2}")]
    Context,
    /// A date is not an instant with a time zone, or the end lies before the beginning.
    #[error("`{0}` is not an instant with a time zone, or ends before it begins")]
    Date(&'static str),
}

type Result = std::result::Result<(), StructureError>;

/// Checks a credential, signed or not.
pub fn check_credential(credential: &Value) -> Result {
    check_contexts(credential)?;
    check_type(credential, "VerifiableCredential")?;
    check_id(credential, "id")?;
    check_issuer(credential)?;
    check_subjects(credential)?;
    check_dates(credential)?;
    check_texts(credential)?;
    check_attachments(credential)?;
    check_related(credential)
}

/// Checks a presentation, signed or not; the credentials in it are checked one by one elsewhere.
pub fn check_presentation(presentation: &Value) -> Result {
    check_contexts(presentation)?;
    check_type(presentation, "VerifiablePresentation")?;
    check_id(presentation, "id")?;
    match presentation.get("holder") {
        None => Ok(()),
        Some(holder) => is_reference(holder).then_some(()).ok_or(StructureError::Property("holder")),
    }?;
    let credentials = presentation.get("verifiableCredential");
    let objects = credentials.is_none_or(|value| list(value).iter().all(Value::is_object));
    objects.then_some(()).ok_or(StructureError::Property("verifiableCredential"))
}

/// The issuer's identifier: `issuer` itself, or its `id`.
pub fn issuer_of(credential: &Value) -> Option<&str> {
    let issuer = credential.get("issuer")?;
    issuer.as_str().or_else(|| issuer.get("id")?.as_str())
}

/// The first subject's identifier.
pub fn holder_of(credential: &Value) -> Option<&str> {
    let subjects = list(credential.get("credentialSubject")?);
    subjects.first()?.get("id")?.as_str()
}

/// One value as a list of one, a list as itself.
pub(crate) fn list(value: &Value) -> &[Value] {
    match value {
        Value::Array(items) => items,
        one => std::slice::from_ref(one),
    }
}

fn check_contexts(document: &Value) -> Result {
    let contexts = document.get("@context").and_then(Value::as_array).ok_or(StructureError::Context)?;
    let rest_ok = contexts.iter().skip(1).all(|context| context.is_object() || context.as_str().is_some_and(is_url));
    let first_ok = contexts.first().is_some_and(|first| first == CREDENTIALS_V2);
    (first_ok && rest_ok).then_some(()).ok_or(StructureError::Context)
}

fn check_type(document: &Value, wanted: &str) -> Result {
    let types = document.get("type").map(list).unwrap_or_default();
    let texts = types.iter().all(Value::is_string);
    (texts && types.iter().any(|kind| kind == wanted)).then_some(()).ok_or(StructureError::Property("type"))
}

fn check_id(object: &Value, name: &'static str) -> Result {
    match object.get(name) {
        None => Ok(()),
        Some(Value::String(id)) if is_url(id) => Ok(()),
        Some(_) => Err(StructureError::Property(name)),
    }
}

fn check_issuer(credential: &Value) -> Result {
    let issuer = credential.get("issuer");
    issuer.is_some_and(is_reference).then_some(()).ok_or(StructureError::Property("issuer"))
}

/// A URL, or an object whose `id` is one.
fn is_reference(value: &Value) -> bool {
    match value {
        Value::String(url) => is_url(url),
        Value::Object(object) => object.get("id").and_then(Value::as_str).is_some_and(is_url),
        _ => false,
    }
}

fn check_subjects(credential: &Value) -> Result {
    let wrong = StructureError::Property("credentialSubject");
    let Some(subjects) = credential.get("credentialSubject").map(list) else {
        return Err(wrong);
    };
    let ok = |subject: &Value| {
        subject.as_object().is_some_and(|members| !members.is_empty()) && check_id(subject, "id").is_ok()
    };
    (!subjects.is_empty() && subjects.iter().all(ok)).then_some(()).ok_or(wrong)
}

fn check_dates(credential: &Value) -> Result {
    let read = |name: &'static str| match credential.get(name) {
        None => Ok(None),
        Some(value) => {
            let instant = value.as_str().and_then(instant::parse);
            instant.map(Some).ok_or(StructureError::Date(name))
        }
    };
    match (read("validFrom")?, read("validUntil")?) {
        (Some(from), Some(until)) if until < from => Err(StructureError::Date("validUntil")),
        _ => Ok(()),
    }
}

/// `name` and `description`: a text, or language value objects (section 11.1).
fn check_texts(credential: &Value) -> Result {
    for holder in [Some(credential), credential.get("issuer")].into_iter().flatten() {
        for name in ["name", "description"] {
            let ok =
                holder.get(name).is_none_or(|value| value.is_string() || list(value).iter().all(is_language_value));
            if !ok {
                return Err(StructureError::Property(name));
            }
        }
    }
    Ok(())
}

fn is_language_value(value: &Value) -> bool {
    let Some(members) = value.as_object() else {
        return false;
    };
    members.get("@value").is_some_and(Value::is_string)
        && members.keys().all(|key| matches!(key.as_str(), "@value" | "@language" | "@direction"))
}

/// Properties whose every object must say what it is, and some also where it is.
fn check_attachments(credential: &Value) -> Result {
    for (name, needs_id) in [
        ("credentialStatus", false),
        ("credentialSchema", true),
        ("refreshService", false),
        ("termsOfUse", false),
        ("evidence", false),
    ] {
        let Some(value) = credential.get(name) else {
            continue;
        };
        let ok = list(value).iter().all(|object| {
            let typed = object.get("type").is_some_and(|kinds| {
                let kinds = list(kinds);
                !kinds.is_empty() && kinds.iter().all(Value::is_string)
            });
            typed && check_id(object, "id").is_ok() && (!needs_id || object.get("id").is_some())
        });
        if !ok {
            return Err(StructureError::Property(name));
        }
    }
    Ok(())
}

/// `relatedResource`: every entry has an id of its own and a digest (section 5.3).
fn check_related(credential: &Value) -> Result {
    let wrong = || StructureError::Property("relatedResource");
    let mut seen = Vec::new();
    for resource in credential.get("relatedResource").map(list).unwrap_or_default() {
        let id = resource.get("id").and_then(Value::as_str).ok_or_else(wrong)?;
        let digest =
            ["digestSRI", "digestMultibase"].iter().any(|name| resource.get(name).is_some_and(Value::is_string));
        if !digest || !is_url(id) || seen.contains(&id) {
            return Err(wrong());
        }
        seen.push(id);
    }
    Ok(())
}

/// An absolute URL or URN: a scheme, a colon, something, and no blanks.
fn is_url(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else {
        return false;
    };
    let mut letters = scheme.bytes();
    letters.next().is_some_and(|byte| byte.is_ascii_alphabetic())
        && letters.all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
        && !rest.is_empty()
        && !text.chars().any(|c| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn credential() -> Value {
        json!({
            "@context": [CREDENTIALS_V2], "id": "urn:uuid:1", "type": ["VerifiableCredential"],
            "issuer": {"id": "did:web:a"}, "validFrom": "2026-01-01T00:00:00Z",
            "credentialSubject": {"id": "did:key:z", "x": 1},
        })
    }

    #[test]
    fn a_plain_credential_passes() {
        check_credential(&credential()).unwrap();
    }

    #[test]
    fn each_broken_rule_is_named() {
        for (pointer, value, error) in [
            ("@context", json!(CREDENTIALS_V2), StructureError::Context),
            ("@context", json!(["https://a.example", CREDENTIALS_V2]), StructureError::Context),
            ("@context", json!([CREDENTIALS_V2, 5]), StructureError::Context),
            ("type", json!(["Other"]), StructureError::Property("type")),
            ("type", json!(["VerifiableCredential", 1]), StructureError::Property("type")),
            ("id", json!("not a url"), StructureError::Property("id")),
            ("id", json!(["urn:a", "urn:b"]), StructureError::Property("id")),
            ("issuer", json!("SENA"), StructureError::Property("issuer")),
            ("issuer", json!({"name": "SENA"}), StructureError::Property("issuer")),
            ("credentialSubject", json!("x"), StructureError::Property("credentialSubject")),
            ("credentialSubject", json!([]), StructureError::Property("credentialSubject")),
            ("credentialSubject", json!([{}]), StructureError::Property("credentialSubject")),
            ("validFrom", json!("2026-01-01"), StructureError::Date("validFrom")),
            ("validUntil", json!("2025-01-01T00:00:00Z"), StructureError::Date("validUntil")),
            ("name", json!(5), StructureError::Property("name")),
            ("name", json!({"@value": "a", "x": "b"}), StructureError::Property("name")),
            ("credentialStatus", json!({"id": "urn:a"}), StructureError::Property("credentialStatus")),
            ("credentialSchema", json!({"type": "JsonSchema"}), StructureError::Property("credentialSchema")),
            ("refreshService", json!({"id": "urn:a"}), StructureError::Property("refreshService")),
            ("evidence", json!("x"), StructureError::Property("evidence")),
            ("relatedResource", json!([{"id": "urn:a"}]), StructureError::Property("relatedResource")),
            (
                "relatedResource",
                json!([{"id": "urn:a", "digestSRI": "x"}, {"id": "urn:a", "digestSRI": "x"}]),
                StructureError::Property("relatedResource"),
            ),
        ] {
            let mut broken = credential();
            broken[pointer] = value.clone();
            assert_eq!(check_credential(&broken), Err(error), "{pointer} = {value}");
        }
        for name in ["@context", "type", "issuer", "credentialSubject"] {
            let mut broken = credential();
            broken.as_object_mut().unwrap().remove(name);
            assert!(check_credential(&broken).is_err(), "without {name}");
        }
        assert!(check_credential(&json!([])).is_err());
    }

    #[test]
    fn a_presentation_holds_credentials_that_are_objects() {
        let mut presentation = json!({"@context": [CREDENTIALS_V2], "type": ["VerifiablePresentation"],
            "holder": "did:key:z", "verifiableCredential": [credential()]});
        check_presentation(&presentation).unwrap();
        presentation["verifiableCredential"] = json!(["text"]);
        assert!(check_presentation(&presentation).is_err());
    }
}
