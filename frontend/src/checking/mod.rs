//! Checking a certificate in the browser: what is public is fetched (or taken as it was last
//! fetched), and the same function as on the server decides.
//!
//! The browser asks this registry only. Keys and lists of an issuer elsewhere are out of its reach
//! (the page's security policy says so too); the registry's own check fetches them.

mod gather;

use puente_credentials::bitstring::{StatusEntry, entries_of};
use puente_credentials::verify::{Materials, verify, wanted};
use puente_wire::verification::{Reason, StatusPurpose, Verification};
use serde_json::Value;

use crate::browser::page;

/// Checks a credential as of now. Never fails: what could not be had is part of the answer.
pub async fn check(credential: &Value) -> Verification {
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
    entries_of(credential).into_iter().find(|entry| entry.purpose == purpose)
}
