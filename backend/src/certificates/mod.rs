//! Issued certificates: list, read, suspend, lift, revoke.
//!
//! A certificate is issued by [`issuing`] when an assessment is signed; the person's wallet gets the
//! signed credential when it claims the offer. Suspending and revoking set a bit in the issuer's
//! public status list in the same transaction, so the next look at the list sees it.

pub mod issuing;
pub mod routes;
pub mod store;

use chrono::{DateTime, Utc};
use puente_wire::certificates::{
    CertificatePage, CertificateRecord, CertificateState, CertificateSummary, LiftSuspension, StatusChange,
};
use puente_wire::problem::FieldError;
use puente_wire::verification::StatusPurpose;
use serde_json::json;

use crate::actor::{Actor, Denied, Organisation, Permission};
use crate::app::App;
use crate::assessments::check;
use crate::audit::{self, Event};
use crate::db::{DbConn, DbError};
use crate::http::paging::{PER_PAGE, Page};
use crate::offers;
use crate::secrets::SecretError;
use crate::status::{self, StatusError};

/// Why something could not be done with a certificate.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database refused.
    #[error(transparent)]
    Db(#[from] DbError),
    /// Not permitted.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// No random number for its place in the status lists.
    #[error(transparent)]
    Secret(#[from] SecretError),
    /// Its offer could not be read.
    #[error(transparent)]
    Offer(#[from] offers::Error),
    /// Some fields are wrong.
    #[error("some fields are wrong")]
    Invalid(Vec<FieldError>),
    /// It does not stand where this can be done; this is what it says now.
    #[error("the certificate does not stand where this can be done")]
    WrongState(Box<CertificateSummary>),
}

impl From<StatusError> for Error {
    fn from(error: StatusError) -> Self {
        match error {
            StatusError::Db(error) => error.into(),
            StatusError::Secret(error) => error.into(),
        }
    }
}

/// What can be done to a certificate's status.
#[derive(Debug, Clone)]
pub enum Action {
    /// Not to be relied on for now.
    Suspend(StatusChange),
    /// The suspension ends.
    Lift(LiftSuspension),
    /// Taken back for good.
    Revoke(StatusChange),
}

/// One page of the institution's certificates, newest first.
pub async fn list(
    app: &App,
    actor: &Actor,
    org: &str,
    state: Option<CertificateState>,
    page: Page,
) -> Result<CertificatePage, Error> {
    let organisation = actor.require(Permission::ReadRecords, org)?.clone();
    app.db
        .read(move |conn| {
            let counts = store::counts(conn, &organisation.id)?;
            let (total, certificates) = store::page(conn, &organisation.id, state, &page)?;
            Ok(CertificatePage { total, page: page.number, per_page: PER_PAGE, counts, certificates })
        })
        .await
}

/// Everything about one certificate. Goes into the audit log, which the person can see.
pub async fn read(app: &App, actor: &Actor, org: &str, id: &str) -> Result<CertificateRecord, Error> {
    let organisation = actor.require(Permission::ReadRecords, org)?.clone();
    let (app_in, actor, id, now) = (app.clone(), actor.clone(), id.to_owned(), app.clock.now());
    app.db
        .write(move |conn| {
            let record = record(conn, &app_in, &organisation, &id, now)?;
            audit::record(conn, now, &actor, event("certificate-read", &organisation, &record.summary))?;
            Ok(record)
        })
        .await
}

fn record(
    conn: &mut DbConn,
    app: &App,
    organisation: &Organisation,
    id: &str,
    now: DateTime<Utc>,
) -> Result<CertificateRecord, Error> {
    let offer = offers::newest(conn, app, organisation, id, now)?;
    Ok(CertificateRecord { offer, ..store::record(conn, organisation, id)? })
}

fn event<'a>(action: &'a str, organisation: &'a Organisation, certificate: &'a CertificateSummary) -> Event<'a> {
    Event {
        organisation_id: Some(&organisation.id),
        person_id: Some(&certificate.candidate_id),
        ..Event::new(action, "certificate", &certificate.id)
    }
}

/// Suspends, lifts or revokes. Everybody who checks the certificate sees it at once.
pub async fn act(app: &App, actor: &Actor, org: &str, id: &str, action: Action) -> Result<CertificateRecord, Error> {
    let organisation = actor.require(Permission::ManageCertificates, org)?.clone();
    let (app_in, actor, id, now) = (app.clone(), actor.clone(), id.to_owned(), app.clock.now());
    app.db
        .write(move |conn| {
            act_in(conn, &actor, &organisation, &id, &action, now)?;
            record(conn, &app_in, &organisation, &id, now)
        })
        .await
}

/// [`act`] inside a transaction.
pub fn act_in(
    conn: &mut DbConn,
    actor: &Actor,
    organisation: &Organisation,
    id: &str,
    action: &Action,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let note = match action {
        Action::Suspend(change) | Action::Revoke(change) => &change.note,
        Action::Lift(lift) => &lift.note,
    };
    let note = check::reason("note", note).map_err(Error::Invalid)?;
    store::lock(conn, id)?;
    let before = store::summary(conn, &organisation.id, id)?;
    let fits = match action {
        Action::Suspend(_) => matches!(before.state, CertificateState::Unclaimed | CertificateState::Claimed),
        Action::Lift(_) => before.state == CertificateState::Suspended,
        Action::Revoke(_) => before.state != CertificateState::Revoked,
    };
    if !fits {
        return Err(Error::WrongState(Box::new(before)));
    }
    let (name, reason) = match action {
        Action::Suspend(change) => {
            status::set(conn, id, StatusPurpose::Suspension, Some((now, change.reason)))?;
            store::set_status(conn, id, store::SUSPENDED, Some(change.reason), &note, now)?;
            ("certificate-suspended", Some(change.reason))
        }
        Action::Lift(_) => {
            status::set(conn, id, StatusPurpose::Suspension, None)?;
            store::set_status(conn, id, store::ACTIVE, None, "", now)?;
            ("certificate-suspension-lifted", None)
        }
        Action::Revoke(change) => {
            status::set(conn, id, StatusPurpose::Revocation, Some((now, change.reason)))?;
            store::set_status(conn, id, store::REVOKED, Some(change.reason), &note, now)?;
            offers::store::withdraw(conn, id, now)?;
            ("certificate-revoked", Some(change.reason))
        }
    };
    let event = Event { reason: &note, detail: json!({ "reason": reason }), ..event(name, organisation, &before) };
    audit::record(conn, now, actor, event)?;
    Ok(())
}
