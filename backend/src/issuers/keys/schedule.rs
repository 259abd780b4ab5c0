//! New keys on a schedule: off unless an organisation has one.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use puente_wire::issuer_keys::KeyKind;

use super::{life, store};
use crate::accounts::organisations;
use crate::actor::Actor;
use crate::app::App;
use crate::db::{DbConn, DbError};
use crate::issuers::IssuerError;

/// How often a node looks.
const EVERY: Duration = Duration::from_mins(15);

/// Looks now and then until it is stopped, on every node: the organisation's row is held, so that one
/// of them changes the keys and the others find nothing to do.
pub async fn watch(app: App) {
    loop {
        if let Err(error) = run_due(&app).await {
            tracing::error!(%error, "keys were not changed on schedule");
        }
        tokio::time::sleep(EVERY).await;
    }
}

/// Changes the keys of every organisation whose active one has served its days; the slugs of those.
pub async fn run_due(app: &App) -> Result<Vec<String>, IssuerError> {
    let slugs = app.db.read::<_, DbError, _>(store::scheduled).await?;
    let mut changed = Vec::new();
    for slug in slugs {
        let (app_in, named) = (app.clone(), slug.clone());
        if app.db.write(move |conn| change_if_due(conn, &app_in, &named, app_in.clock.now())).await? {
            changed.push(slug);
        }
    }
    Ok(changed)
}

fn change_if_due(conn: &mut DbConn, app: &App, slug: &str, now: DateTime<Utc>) -> Result<bool, IssuerError> {
    let organisation = organisations::by_slug(conn, slug)?;
    organisations::lock(conn, &organisation.id)?;
    let Some(days) = store::key_days(conn, &organisation.id)? else { return Ok(false) };
    let served = now.naive_utc() - TimeDelta::days(i64::from(days));
    let rows = store::keys(conn, &organisation.id)?;
    let due = |kind: KeyKind| {
        rows.iter().any(|row| row.signs(kind) && row.activated_at.is_some_and(|activated| activated <= served))
    };
    let kinds: Vec<KeyKind> = KeyKind::ALL.iter().copied().filter(|kind| due(*kind)).collect();
    for kind in &kinds {
        life::replace(conn, app, &Actor::system(), &organisation, *kind, "schedule", now)?;
    }
    Ok(!kinds.is_empty())
}
