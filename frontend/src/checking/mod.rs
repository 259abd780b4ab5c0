//! Checking a certificate in the browser: what is public is fetched (or taken as it was last
//! fetched), and the same function as on the server decides.
//!
//! The browser asks this registry only. Keys and lists of an issuer elsewhere are out of its reach
//! (the page's security policy says so too); the registry's own check fetches them.
//!
//! The verification core is a program of its own (`bin/checker.rs`), a worker that loads with the
//! first certificate there is to check; pages only ask it.

mod gather;
pub mod local;

use std::rc::Rc;

use futures_util::lock::Mutex;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::api::Failure;
use crate::browser::worker::Assistant;

/// Where the build puts the worker's program.
const PROGRAM: &str = "/checker_loader.js";

thread_local! {
    /// The page's one worker: certificates are checked one after another.
    static CHECKER: Rc<Mutex<Option<Assistant>>> = Rc::default();
}

/// Checks a credential as of now: a `Verification`, or as much of it as the caller reads. Fails only
/// when the program that checks cannot be loaded.
pub async fn check<Found: DeserializeOwned>(credential: &Value) -> Result<Found, Failure> {
    let found = answer(credential).await?;
    serde_json::from_str(&found).map_err(|error| Failure::Unreadable(error.to_string().into()))
}

async fn answer(credential: &Value) -> Result<String, Failure> {
    let checker = CHECKER.with(Rc::clone);
    let mut checker = checker.lock().await;
    let assistant = match checker.take() {
        Some(assistant) => assistant,
        None => Assistant::start(PROGRAM).await.ok_or(Failure::Network)?,
    };
    let answer = assistant.ask(&credential.to_string().into()).await.ok_or(Failure::Network)?;
    *checker = Some(assistant);
    Ok(answer.as_string().unwrap_or_default())
}
