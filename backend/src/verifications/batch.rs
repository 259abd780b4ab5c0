//! Many certificates verified together: what they have in common is asked for once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use puente_credentials::did::DidDocument;
use puente_credentials::verify::{self, Materials, Registry, StatusList, Unavailable};
use puente_wire::verification::{Reason, Verification};
use serde_json::Value;
use tokio::sync::OnceCell;

use super::{VerificationError, gather_through, status_note};
use crate::app::App;

/// One batch, verified as of one moment. Threads may share it.
///
/// What a look-up found, or that it failed, holds for the batch: make batches small, so that a
/// revocation is seen soon.
pub struct Batch {
    app: App,
    held: Held,
    now: DateTime<Utc>,
}

impl Batch {
    /// A batch that begins now, with nothing asked yet.
    pub fn begin(app: &App) -> Self {
        Self { held: Held::default(), now: app.clock.now(), app: app.clone() }
    }

    /// As of when.
    pub const fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// Verifies one of its certificates.
    pub async fn verify(&self, credential: &Value) -> Result<Verification, VerificationError> {
        let materials = gather_through(&self.held, &self.app, credential).await?;
        let found = verify::verify(credential, &materials, self.now);
        if !matches!(found.reason, Reason::Revoked | Reason::Suspended) {
            return Ok(found);
        }
        // Few are; only for them it is asked why.
        let status_note = status_note(&self.app, &verify::content(credential)).await?;
        Ok(verify::verify(credential, &Materials { status_note, ..materials }, self.now))
    }
}

/// What was asked and answered, each under its name.
#[derive(Default)]
pub(super) struct Held {
    pub(super) registry: Answers<Registry>,
    pub(super) documents: Answers<Result<DidDocument, Unavailable>>,
    pub(super) lists: Answers<Result<StatusList, Unavailable>>,
}

/// Answers by what was asked for. Whoever asks for what is being asked for waits for that answer.
pub(super) struct Answers<T>(Mutex<HashMap<String, Arc<OnceCell<T>>>>);

impl<T> Default for Answers<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T: Clone> Answers<T> {
    /// The answer, from `ask` when there is none yet. An error of our own is not kept.
    pub(super) async fn get(
        &self,
        name: &str,
        ask: impl Future<Output = Result<T, VerificationError>>,
    ) -> Result<T, VerificationError> {
        let cell = {
            let mut cells = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            match cells.get(name) {
                Some(cell) => cell.clone(),
                None => cells.entry(name.to_owned()).or_default().clone(),
            }
        };
        cell.get_or_try_init(|| ask).await.cloned()
    }
}
