//! Whether a JSON document is a verifiable credential at all (VC Data Model v2.0, sections 4 and 5;
//! v1.1 is read too, because older certificates are around).

mod attachments;
mod related;
mod status;
#[cfg(test)]
mod tests;

use serde_json::Value;

use crate::instant;

/// The first context of every credential.
pub const CREDENTIALS_V2: &str = "https://www.w3.org/ns/credentials/v2";
/// The first context of credentials of the data model's version 1.1.
pub const CREDENTIALS_V1: &str = "https://www.w3.org/2018/credentials/v1";

/// Which rule a document breaks.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StructureError {
    /// A property is missing or has the wrong form.
    #[error("`{0}` is missing or has the wrong form")]
    Property(&'static str),
    /// The contexts do not begin with that of the data model, version 2.
    #[error("`@context` must be a list that begins with {CREDENTIALS_V2}")]
    Context,
    /// It says something under a name that no context defines.
    #[error("a term that no context defines")]
    Term,
    /// A date is not an instant with a time zone, or the end lies before the beginning.
    #[error("`{0}` is not an instant with a time zone, or ends before it begins")]
    Date(&'static str),
}

type Result = std::result::Result<(), StructureError>;

/// The version of the data model that a document follows, by its first context.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Version {
    /// Version 1.1.
    V1,
    /// Version 2.0.
    V2,
}

impl Version {
    /// By the first context; none when it is neither's.
    pub fn of(document: &Value) -> Option<Self> {
        match document.get("@context")?.as_array()?.first()?.as_str()? {
            CREDENTIALS_V1 => Some(Self::V1),
            CREDENTIALS_V2 => Some(Self::V2),
            _ => None,
        }
    }
}

/// Checks a credential, signed or not.
pub fn check_credential(credential: &Value) -> Result {
    let version = check_contexts(credential)?;
    check_type(credential, "VerifiableCredential")?;
    check_id(credential, "id")?;
    check_issuer(credential)?;
    check_subjects(credential)?;
    match version {
        Version::V1 => check_period(credential, "issuanceDate", "expirationDate", true)?,
        Version::V2 => check_period(credential, "validFrom", "validUntil", false)?,
    }
    check_texts(credential, version)?;
    attachments::check(credential, version)?;
    status::check(credential)?;
    related::check(credential)
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
    attachments::check_terms_of_use(presentation)?;
    let Some(credentials) = presentation.get("verifiableCredential").map(list) else {
        return Ok(());
    };
    // Texts are tokens in the older version only; now they come enveloped in an object.
    let ok = |credential: &Value| credential.is_object() && has_own_type(credential);
    credentials.iter().all(ok).then_some(()).ok_or(StructureError::Property("verifiableCredential"))
}

/// Whether an object in a presentation says that it is a credential, plain or enveloped.
fn has_own_type(object: &Value) -> bool {
    let kinds = object.get("type").map(list).unwrap_or_default();
    kinds.iter().any(|kind| kind == "VerifiableCredential" || kind == "EnvelopedVerifiableCredential")
}

/// The issuer's identifier: `issuer` itself, or its `id`.
pub fn issuer_of(credential: &Value) -> Option<&str> {
    let issuer = credential.get("issuer")?;
    issuer.as_str().or_else(|| issuer.get("id")?.as_str())
}

/// The holder's identifier in a presentation: `holder` itself, or its `id`.
pub fn presenter_of(presentation: &Value) -> Option<&str> {
    let holder = presentation.get("holder")?;
    holder.as_str().or_else(|| holder.get("id")?.as_str())
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

/// An ordered set of addresses and embedded contexts that begins with the data model's.
fn check_contexts(document: &Value) -> std::result::Result<Version, StructureError> {
    let version = Version::of(document).ok_or(StructureError::Context)?;
    let contexts = document.get("@context").and_then(Value::as_array).ok_or(StructureError::Context)?;
    let rest_ok = contexts.iter().skip(1).all(|context| context.is_object() || context.as_str().is_some_and(is_url));
    rest_ok.then_some(version).ok_or(StructureError::Context)
}

fn check_type(document: &Value, wanted: &str) -> Result {
    let types = document.get("type").map(list).unwrap_or_default();
    (are_types(types) && types.iter().any(|kind| kind == wanted)).then_some(()).ok_or(StructureError::Property("type"))
}

/// One or more terms or addresses.
fn are_types(types: &[Value]) -> bool {
    let named =
        |kind: &Value| kind.as_str().is_some_and(|kind| !kind.is_empty() && !kind.contains(char::is_whitespace));
    !types.is_empty() && types.iter().all(named)
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

/// From when to when it holds. The end may not come before the beginning.
fn check_period(credential: &Value, from: &'static str, until: &'static str, required: bool) -> Result {
    let read = |name: &'static str| match credential.get(name) {
        None => Ok(None),
        Some(value) => {
            let instant = value.as_str().and_then(instant::parse);
            instant.map(Some).ok_or(StructureError::Date(name))
        }
    };
    match (read(from)?, read(until)?) {
        (Some(from), Some(end)) if end < from => Err(StructureError::Date(until)),
        (None, _) if required => Err(StructureError::Date(from)),
        _ => Ok(()),
    }
}

/// `name` and `description`: a text, or language value objects (section 11.1). Version 1.1 leaves
/// them to whoever defines them.
fn check_texts(credential: &Value, version: Version) -> Result {
    if version == Version::V1 {
        return Ok(());
    }
    for holder in [Some(credential), credential.get("issuer")].into_iter().flatten() {
        for name in ["name", "description"] {
            let ok = holder.get(name).is_none_or(|value| {
                let values = list(value);
                value.is_string() || (!values.is_empty() && values.iter().all(is_language_value))
            });
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
        && members.get("@language").is_none_or(|language| language.as_str().is_some_and(is_language_tag))
        && members.get("@direction").is_none_or(|direction| direction == "ltr" || direction == "rtl")
        && members.keys().all(|key| matches!(key.as_str(), "@value" | "@language" | "@direction"))
}

/// Subtags of one to eight letters and digits, the first of letters (BCP 47, section 2.1).
fn is_language_tag(tag: &str) -> bool {
    let mut subtags = tag.split('-');
    let sized = |subtag: &str| (1..=8).contains(&subtag.len());
    subtags.next().is_some_and(|first| sized(first) && first.bytes().all(|byte| byte.is_ascii_alphabetic()))
        && subtags.all(|subtag| sized(subtag) && subtag.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// An absolute URL or URN: a scheme, a colon, something, and no blanks.
pub(crate) fn is_url(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else {
        return false;
    };
    let mut letters = scheme.bytes();
    letters.next().is_some_and(|byte| byte.is_ascii_alphabetic())
        && letters.all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
        && !rest.is_empty()
        && !text.chars().any(|c| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(c))
}
