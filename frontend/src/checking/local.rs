//! The check itself, where the verification core is: in the worker, beside the page.

use puente_credentials::bitstring::StatusEntry;
use puente_credentials::verify::{Materials, status_entries, verify, wanted};
use puente_wire::verification::{Reason, StatusPurpose, Verification};
use serde_json::Value;
use wasm_bindgen::JsValue;

use super::gather;
use crate::browser::{page, worker};

/// The worker's side: answers a credential's JSON with the JSON of what was found.
pub fn listen() {
    crate::api::be_anonymous();
    worker::listen(|message| async move { answer(&message).await.map_or(JsValue::NULL, JsValue::from) });
}

async fn answer(message: &JsValue) -> Option<String> {
    let credential = serde_json::from_str(&message.as_string()?).ok()?;
    serde_json::to_string(&check(&credential).await).ok()
}

/// Checks a credential as of now. Never fails: what could not be had is part of the answer.
async fn check(credential: &Value) -> Verification {
    let mut materials = Materials::none();
    for fetch in wanted(credential) {
        gather::gather(&fetch, &mut materials).await;
    }
    let found = verify(credential, &materials, page::now());
    let Some(entry) = taken_back(credential, &found) else { return found };
    // Only now: asking about one position tells the registry which certificate is looked at.
    materials.status_note = gather::note(&entry).await;
    verify(credential, &materials, page::now())
}

/// The entry by which the certificate is revoked or suspended.
fn taken_back(credential: &Value, found: &Verification) -> Option<StatusEntry> {
    let purpose = match found.reason {
        Reason::Revoked => StatusPurpose::Revocation,
        Reason::Suspended => StatusPurpose::Suspension,
        _ => return None,
    };
    status_entries(credential).into_iter().find(|entry| entry.purpose == purpose)
}
