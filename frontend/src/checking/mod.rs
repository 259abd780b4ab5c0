//! Checking a certificate in the browser: what is public is fetched (or taken as it was last
//! fetched), and the same function as on the server decides.

mod gather;

use puente_credentials::verify::{Materials, verify, wanted};
use puente_wire::verification::Verification;
use serde_json::Value;

use crate::browser::page;

/// Checks a credential as of now. Never fails: what could not be had is part of the answer.
pub async fn check(credential: &Value) -> Verification {
    let mut materials = Materials::none();
    for fetch in wanted(credential) {
        gather::gather(&fetch, &mut materials).await;
    }
    verify(credential, &materials, page::now())
}
