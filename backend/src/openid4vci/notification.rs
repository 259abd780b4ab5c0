//! The notification endpoint (section 11): a wallet says what became of a credential.

use serde_json::Value;

use super::credential::granted;
use super::errors::{Refusal, refuse};
use super::store;
use crate::app::App;
use crate::db::DbError;

const EVENTS: [&str; 3] = ["credential_accepted", "credential_failure", "credential_deleted"];

/// Notes what the wallet says. Nothing follows from it: the certificate is the person's either way.
pub(super) async fn note(app: &App, token: Option<&str>, body: &[u8]) -> Result<(), Refusal> {
    let (grant, _) = granted(app, token, app.clock.now()).await?;
    let wrong = |why: &str| refuse("invalid_notification_request", why);
    let body: Value = serde_json::from_slice(body).map_err(|error| wrong(&error.to_string()))?;
    let text = |name: &str| body.get(name).and_then(Value::as_str);
    let event = text("event").and_then(|said| EVENTS.into_iter().find(|event| *event == said));
    let event = event.ok_or_else(|| wrong("event is missing or unknown"))?;
    let id = text("notification_id").ok_or_else(|| wrong("notification_id is missing"))?.to_owned();
    let noted = app.db.write::<_, DbError, _>(move |conn| store::note(conn, &grant, &id, event)).await?;
    if noted { Ok(()) } else { Err(refuse("invalid_notification_id", "there is no such notification")) }
}
