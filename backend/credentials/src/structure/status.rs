//! Entries of Bitstring Status Lists, and the lists themselves (Bitstring Status List v1.0, section 2).

use serde_json::Value;

use super::{Result, StructureError, is_url, list};

/// Checks the entries of a credential, and the list when it is one.
pub(super) fn check(credential: &Value) -> Result {
    let entries = credential.get("credentialStatus").map(list).unwrap_or_default();
    let ours = |entry: &&Value| has_type(entry, "BitstringStatusListEntry");
    if !entries.iter().filter(ours).all(is_entry) {
        return Err(StructureError::Property("credentialStatus"));
    }
    if has_type(credential, "BitstringStatusListCredential") {
        let subjects = credential.get("credentialSubject").map(list).unwrap_or_default();
        if !subjects.iter().all(is_status_list) {
            return Err(StructureError::Property("credentialSubject"));
        }
    }
    Ok(())
}

fn has_type(object: &Value, wanted: &str) -> bool {
    object.get("type").map(list).unwrap_or_default().iter().any(|kind| kind == wanted)
}

fn is_entry(entry: &Value) -> bool {
    let text = |name: &str| entry.get(name).and_then(Value::as_str);
    let index = text("statusListIndex").is_some_and(is_index);
    let list_url = text("statusListCredential").filter(|url| is_url(url));
    text("statusPurpose").is_some_and(|purpose| !purpose.is_empty())
        && index
        && list_url.is_some()
        && text("id") != list_url
        && has_messages(entry)
        && has_references(entry)
}

/// A whole number in base 10, without sign or leading zeros.
fn is_index(text: &str) -> bool {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits && (text == "0" || !text.starts_with('0'))
}

/// A message for each value that a status of more than one bit can have.
fn has_messages(entry: &Value) -> bool {
    let size = match entry.get("statusSize") {
        None => 1,
        Some(size) => match size.as_u64() {
            Some(size @ 1..=16) => size,
            _ => return false,
        },
    };
    let said =
        |message: &Value| ["status", "message"].iter().all(|name| message.get(name).is_some_and(Value::is_string));
    match entry.get("statusMessage") {
        None => size == 1,
        Some(Value::Array(messages)) => messages.len() == 1_usize << size && messages.iter().all(said),
        Some(_) => false,
    }
}

fn has_references(entry: &Value) -> bool {
    let references = entry.get("statusReference").map(list).unwrap_or_default();
    references.iter().all(|reference| reference.as_str().is_some_and(is_url))
}

fn is_status_list(subject: &Value) -> bool {
    let purposes = subject.get("statusPurpose").map(list).unwrap_or_default();
    has_type(subject, "BitstringStatusList")
        && !purposes.is_empty()
        && purposes.iter().all(Value::is_string)
        && subject.get("encodedList").and_then(Value::as_str).is_some_and(|encoded| encoded.starts_with('u'))
        && subject.get("ttl").is_none_or(Value::is_u64)
}
