//! The life of a key: created, active, then retired or compromised. Only whoever runs the registry
//! may change it, and every change is in the log.

use chrono::{DateTime, Utc};
use puente_wire::issuer_keys::{CompromiseKey, CreateKey, IssuerKey, IssuerKeys, KeyKind, KeyState};
use serde_json::json;

use super::store::{self, KeyRow};
use super::{fragment, make};
use crate::accounts::organisations;
use crate::actor::{Actor, Identity, Organisation, Permission};
use crate::app::App;
use crate::audit::{self, Event};
use crate::db::{DbConn, DbError};
use crate::http::problem::{IN_THE_FUTURE, OUT_OF_RANGE, REQUIRED, TOO_LONG, field_error};
use crate::issuers::{IssuerError, did_of, find_organisation};

/// Letters in a reason.
const LONGEST_REASON: usize = 500;
/// The longest schedule, in days.
const LONGEST_SCHEDULE: i32 = 3_650;

/// Who changes the keys of which organisation, and when.
pub struct Change<'a> {
    /// The registry.
    pub app: &'a App,
    /// Who.
    pub actor: &'a Actor,
    /// Whose keys: the organisation's slug.
    pub slug: &'a str,
    /// When.
    pub now: DateTime<Utc>,
}

impl Change<'_> {
    /// The organisation, held until the transaction ends: keys change one after the other.
    fn begin(&self, conn: &mut DbConn) -> Result<Organisation, IssuerError> {
        check_may(self.actor)?;
        let organisation = find_organisation(conn, self.slug)?;
        organisations::lock(conn, &organisation.id)?;
        Ok(organisation)
    }

    fn note(
        &self,
        conn: &mut DbConn,
        organisation: &Organisation,
        action: &'static str,
        reason: &str,
        detail: serde_json::Value,
    ) -> Result<(), IssuerError> {
        Ok(note(conn, self.actor, organisation, action, reason, detail, self.now)?)
    }
}

/// Operators may, and whoever has the command line of the registry's own machine.
fn check_may(actor: &Actor) -> Result<(), IssuerError> {
    match actor.identity {
        Identity::System => Ok(()),
        _ => Ok(actor.require_anywhere(Permission::Operate).map(drop)?),
    }
}

/// The keys of an organisation, newest first.
pub fn list(conn: &mut DbConn, app: &App, actor: &Actor, slug: &str) -> Result<IssuerKeys, IssuerError> {
    check_may(actor)?;
    let organisation = find_organisation(conn, slug)?;
    let did = did_of(&app.config, slug);
    let rows = store::keys(conn, &organisation.id)?;
    let keys = rows.into_iter().rev().map(|row| shown(row, &did)).collect();
    Ok(IssuerKeys { keys, rotate_every_days: store::key_days(conn, &organisation.id)? })
}

fn shown(row: KeyRow, did: &str) -> IssuerKey {
    let utc = |at: Option<chrono::NaiveDateTime>| at.map(|at| at.and_utc());
    IssuerKey {
        number: row.number,
        kind: row.kind(),
        state: row.state(),
        verification_method: format!("{did}#{}", fragment(row.number)),
        created_at: row.created_at.and_utc(),
        activated_at: utc(row.activated_at),
        retired_at: utc(row.retired_at),
        compromised_from: utc(row.compromised_at),
        compromise_noted_at: utc(row.compromise_noted_at),
        end_reason: row.end_reason,
        in_token: row.token_object.is_some(),
        public_key: row.public_key,
    }
}

/// Makes a key that signs nothing yet: verifiers learn of it before it does.
pub fn create(conn: &mut DbConn, change: &Change, request: &CreateKey) -> Result<(), IssuerError> {
    let organisation = change.begin(conn)?;
    let CreateKey { kind, in_token } = *request;
    let number = make(conn, change.app, &organisation.id, kind, in_token, change.now)?;
    let detail = json!({ "number": number, "kind": kind, "in_token": in_token });
    change.note(conn, &organisation, "issuer-key-created", "", detail)
}

/// Lets a key sign from now on, in place of the active one of its kind.
pub fn activate(conn: &mut DbConn, change: &Change, number: i32) -> Result<(), IssuerError> {
    let organisation = change.begin(conn)?;
    let row = find(conn, &organisation, number)?;
    if row.state() != KeyState::Created {
        return Err(IssuerError::KeyState(row.state()));
    }
    retire_active(conn, &organisation, row.kind(), "", change.now)?;
    store::activate(conn, &organisation.id, number, change.now)?;
    change.note(conn, &organisation, "issuer-key-activated", "", json!({ "number": number }))
}

/// Retires every active key and puts the next in its place; what the old ones signed still verifies.
pub fn rotate(conn: &mut DbConn, change: &Change, reason: &str) -> Result<(), IssuerError> {
    let organisation = change.begin(conn)?;
    check_reason(reason, false)?;
    let rows = store::keys(conn, &organisation.id)?;
    let active = |kind: KeyKind| rows.iter().any(|row| row.signs(kind));
    for kind in KeyKind::ALL.iter().copied().filter(|kind| *kind == KeyKind::Ed25519 || active(*kind)) {
        replace(conn, change.app, change.actor, &organisation, kind, reason, change.now)?;
    }
    Ok(())
}

/// Ends a key. One that was active is replaced, for certificates go on being signed.
pub fn retire(conn: &mut DbConn, change: &Change, number: i32, reason: &str) -> Result<(), IssuerError> {
    let organisation = change.begin(conn)?;
    check_reason(reason, true)?;
    let row = find(conn, &organisation, number)?;
    match row.state() {
        KeyState::Active => replace(conn, change.app, change.actor, &organisation, row.kind(), reason, change.now),
        KeyState::Created => {
            store::retire(conn, &organisation.id, number, reason, change.now)?;
            change.note(conn, &organisation, "issuer-key-retired", reason, json!({ "number": number }))
        }
        state => Err(IssuerError::KeyState(state)),
    }
}

/// Notes that somebody else may have a key: nothing signed with it from that moment on counts. A
/// moment that was noted can only be moved to an earlier one. An active key is replaced.
pub fn compromise(conn: &mut DbConn, change: &Change, number: i32, request: &CompromiseKey) -> Result<(), IssuerError> {
    let organisation = change.begin(conn)?;
    check_reason(&request.reason, true)?;
    if request.from > change.now {
        return Err(IssuerError::Invalid(vec![field_error("from", IN_THE_FUTURE)]));
    }
    let row = find(conn, &organisation, number)?;
    if row.compromised_at.is_some_and(|noted| noted <= request.from.naive_utc()) {
        return Err(IssuerError::KeyState(KeyState::Compromised));
    }
    // In whole seconds, as the organisation's document says it.
    let from = DateTime::from_timestamp(request.from.timestamp(), 0).unwrap_or(request.from);
    let reason = request.reason.trim();
    store::mark_compromised(conn, &organisation.id, number, from, reason, change.now)?;
    let detail = json!({ "number": number, "from": from });
    change.note(conn, &organisation, "issuer-key-compromised", reason, detail)?;
    if row.state() == KeyState::Active {
        succeed(conn, change.app, &organisation, row.kind(), change.now)?;
    }
    Ok(())
}

/// Sets or ends the schedule.
pub fn set_schedule(conn: &mut DbConn, change: &Change, days: Option<i32>) -> Result<(), IssuerError> {
    let organisation = change.begin(conn)?;
    if days.is_some_and(|days| !(1..=LONGEST_SCHEDULE).contains(&days)) {
        return Err(IssuerError::Invalid(vec![field_error("rotate_every_days", OUT_OF_RANGE)]));
    }
    store::set_key_days(conn, &organisation.id, days)?;
    change.note(conn, &organisation, "issuer-key-scheduled", "", json!({ "rotate_every_days": days }))
}

/// Retires the active key of a kind and puts the next in its place. The organisation is held.
pub(super) fn replace(
    conn: &mut DbConn,
    app: &App,
    actor: &Actor,
    organisation: &Organisation,
    kind: KeyKind,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<(), IssuerError> {
    retire_active(conn, organisation, kind, reason, now)?;
    let number = succeed(conn, app, organisation, kind, now)?;
    let detail = json!({ "number": number, "kind": kind });
    Ok(note(conn, actor, organisation, "issuer-key-rotated", reason, detail, now)?)
}

fn retire_active(
    conn: &mut DbConn,
    organisation: &Organisation,
    kind: KeyKind,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<(), DbError> {
    for row in store::keys(conn, &organisation.id)?.into_iter().filter(|row| row.signs(kind)) {
        store::retire(conn, &organisation.id, row.number, reason.trim(), now)?;
    }
    Ok(())
}

/// Activates the oldest key of the kind that was made beforehand, else a new one in the place of the
/// last; its number.
fn succeed(
    conn: &mut DbConn,
    app: &App,
    organisation: &Organisation,
    kind: KeyKind,
    now: DateTime<Utc>,
) -> Result<i32, IssuerError> {
    let rows = store::keys(conn, &organisation.id)?;
    let in_token = rows.iter().rfind(|row| row.kind() == kind).is_some_and(|row| row.token_object.is_some());
    let waiting = rows.into_iter().find(|row| row.kind() == kind && row.state() == KeyState::Created);
    let number = match waiting {
        Some(row) => row.number,
        None => make(conn, app, &organisation.id, kind, in_token, now)?,
    };
    store::activate(conn, &organisation.id, number, now)?;
    Ok(number)
}

fn find(conn: &mut DbConn, organisation: &Organisation, number: i32) -> Result<KeyRow, IssuerError> {
    let rows = store::keys(conn, &organisation.id)?;
    Ok(rows.into_iter().find(|row| row.number == number).ok_or(DbError::NotFound)?)
}

fn check_reason(reason: &str, required: bool) -> Result<(), IssuerError> {
    let wrong = match reason.trim() {
        "" if required => REQUIRED,
        long if long.chars().count() > LONGEST_REASON => TOO_LONG,
        _ => return Ok(()),
    };
    Err(IssuerError::Invalid(vec![field_error("reason", wrong)]))
}

fn note(
    conn: &mut DbConn,
    actor: &Actor,
    organisation: &Organisation,
    action: &'static str,
    reason: &str,
    detail: serde_json::Value,
    now: DateTime<Utc>,
) -> Result<(), DbError> {
    let event = Event {
        organisation_id: Some(&organisation.id),
        reason: reason.trim(),
        detail,
        ..Event::new(action, "organisation", &organisation.id)
    };
    audit::record(conn, now, actor, event)
}
