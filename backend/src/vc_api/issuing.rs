//! Issuing: one credential, or many in one request.
//!
//! What the database must hold for a credential is written first (`orders`); then the credential is
//! signed, beside the database. Nothing is answered that is not on disk.

use std::thread;

use bytes::Bytes;
use chrono::{DateTime, Utc};
use puente_credentials::json::{self, Limits};
use puente_credentials::proof::Cryptosuite;
use serde_json::Value;
use serde_json::value::RawValue;

use super::VcApiError;
use super::orders::{Noted, Noting, Order, Request, Signed, note_selective};
use crate::actor::Actor;
use crate::app::App;
use crate::db::DbError;
use crate::db::group::run_together;

/// How many credentials one request may ask for.
pub const MOST_IN_BATCH: usize = 500;

/// How the caller wants a credential signed.
#[derive(Debug, Clone)]
pub struct IssueOptions {
    /// One proof with each of these suites; when empty, with those usual for the credential's version.
    pub suites: Vec<Cryptosuite>,
    /// JSON pointers to what a holder must always show (`ecdsa-sd-2023`).
    pub mandatory: Vec<String>,
    /// Until when the proof holds.
    pub expires: Option<DateTime<Utc>>,
    /// What the proof repeats.
    pub challenge: Option<String>,
    /// For whom it is: nobody named, one, or several.
    pub domains: Vec<String>,
}

/// Signs a credential in the name of the token's organisation. A credential with an `id` and without
/// `credentialStatus` gets entries for revocation and suspension; a caller's own are left alone, and
/// version 1.1, whose context has no words for the entries, gets none.
pub async fn issue_credential(
    app: &App,
    actor: &Actor,
    credential: Value,
    options: IssueOptions,
) -> Result<Box<RawValue>, VcApiError> {
    let request = Request::of(app, actor, options)?;
    let order = Order::take(&request, credential)?;
    let noted = app.orders.run(&app.db, &Noting(app.clone()), order.clone()).await?;
    let signed =
        if order.is_quick(&noted) { order.sign(noted)? } else { on_thread(move || order.sign(noted)).await?? };
    let Signed { json, selective_imprint } = signed;
    note_selective(app, &request.organisation, selective_imprint.into_iter().collect()).await?;
    Ok(json)
}

/// Signs many credentials in the name of the token's organisation, as [`issue_credential`] does each:
/// their outcomes, in their order. One that is refused, or whose text has more than a credential may
/// have, hinders no other.
pub async fn issue_batch(
    app: &App,
    actor: &Actor,
    texts: Vec<Bytes>,
    options: IssueOptions,
) -> Result<Vec<Result<Box<RawValue>, VcApiError>>, VcApiError> {
    let request = Request::of(app, actor, options)?;
    let of_all = request.clone();
    let take = move |text: Bytes| Order::take(&of_all, json::parse(&text, Limits::CREDENTIAL)?);
    let taken: Vec<Result<Order, VcApiError>> = on_threads(texts, take).await?;
    let orders: Vec<Order> = taken.iter().flatten().cloned().collect();
    let noted = run_together(&app.db, &Noting(app.clone()), orders).await;
    let mut noted = noted.into_iter();
    let ready = taken.into_iter().map(|taken| {
        let order = taken?;
        let noted = noted.next().ok_or_else(|| DbError::Damaged("an order without an outcome".to_owned()))?;
        Ok((order, noted?))
    });
    let sign = |ready: Result<(Order, Noted), VcApiError>| ready.and_then(|(order, noted)| order.sign(noted));
    let mut signed: Vec<Result<Signed, VcApiError>> = on_threads(ready.collect(), sign).await?;
    let imprints = signed.iter_mut().flatten().filter_map(|signed| signed.selective_imprint.take()).collect();
    note_selective(app, &request.organisation, imprints).await?;
    Ok(signed.into_iter().map(|signed| signed.map(|signed| signed.json)).collect())
}

/// Does something that takes processor time where it keeps no other request waiting.
async fn on_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, VcApiError> {
    let done = tokio::task::spawn_blocking(work).await;
    Ok(done.map_err(|error| DbError::Unavailable(format!("signing ended early: {error}")))?)
}

/// The same with many things, on every core; what comes of each, in their order.
async fn on_threads<T, R>(items: Vec<T>, work: impl Fn(T) -> R + Clone + Send + 'static) -> Result<Vec<R>, VcApiError>
where
    T: Send + 'static,
    R: Send + 'static,
{
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let share = items.len().div_ceil(cores).max(1);
    let mut items = items.into_iter();
    let mut running = Vec::with_capacity(cores);
    for _ in 0..cores {
        let (share, work): (Vec<T>, _) = (items.by_ref().take(share).collect(), work.clone());
        running.push(tokio::spawn(on_thread(move || share.into_iter().map(work).collect::<Vec<R>>())));
    }
    let mut done = Vec::new();
    for share in running {
        done.extend(share.await.map_err(|error| DbError::Unavailable(error.to_string()))??);
    }
    Ok(done)
}
