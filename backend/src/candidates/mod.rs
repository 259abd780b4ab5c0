//! The people an institution assesses: find, register, read.
//!
//! The registry knows a name, a day of birth and which document was shown. A document's number is
//! kept only as a keyed hash, so that the same document shown twice leads to the same person.

mod check;
pub mod routes;
pub mod store;

use chrono::{DateTime, Utc};
use puente_wire::people::{Candidate, CandidatePage, CandidateSummary, NewCandidate};
use puente_wire::problem::FieldError;
use serde_json::json;

use crate::actor::{Actor, Denied, Organisation, Permission};
use crate::app::App;
use crate::audit::{self, Event};
use crate::db::{DbConn, DbError};
use crate::http::paging::{PER_PAGE, Page};
use crate::secrets::Secrets;
use crate::{assessments, certificates};

/// Why a candidate could not be found or registered.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database refused.
    #[error(transparent)]
    Db(#[from] DbError),
    /// Not permitted.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// Some fields are wrong.
    #[error("some fields are wrong")]
    Invalid(Vec<FieldError>),
    /// This document is on record already, for this person.
    #[error("this document is on record already")]
    SameDocument(Box<CandidateSummary>),
}

/// One page of the institution's candidates, by name.
pub async fn find(app: &App, actor: &Actor, org: &str, page: Page) -> Result<CandidatePage, Error> {
    let organisation = actor.require(Permission::ReadRecords, org)?.clone();
    let (actor, now) = (actor.clone(), app.clock.now());
    app.db
        .write(move |conn| {
            let (total, candidates) = store::page(conn, &organisation.id, &page)?;
            let event = Event {
                organisation_id: Some(&organisation.id),
                detail: json!({ "page": page.number, "shown": candidates.len() }),
                ..Event::new("candidates-listed", "organisation", &organisation.id)
            };
            audit::record(conn, now, &actor, event)?;
            Ok(CandidatePage { total, page: page.number, per_page: PER_PAGE, candidates })
        })
        .await
}

/// Registers a candidate, or points out the one who showed the same document before.
pub async fn register(app: &App, actor: &Actor, org: &str, new: NewCandidate) -> Result<Candidate, Error> {
    let organisation = actor.require(Permission::ManageCandidates, org)?.clone();
    let (actor, secrets, now) = (actor.clone(), app.secrets.clone(), app.clock.now());
    app.db
        .write(move |conn| {
            let id = register_in(conn, &secrets, &actor, &organisation, &new, now)?;
            whole(conn, &actor, &organisation, &id)
        })
        .await
}

/// [`register`] inside a transaction; the new candidate's id.
pub fn register_in(
    conn: &mut DbConn,
    secrets: &Secrets,
    actor: &Actor,
    organisation: &Organisation,
    new: &NewCandidate,
    now: DateTime<Utc>,
) -> Result<String, Error> {
    let checked = check::candidate(new, now.date_naive()).map_err(Error::Invalid)?;
    let number_hash = secrets.keyed_hash("identity-number", &checked.number);
    if let Some(same) = store::by_document(conn, &organisation.id, &number_hash)? {
        return Err(Error::SameDocument(Box::new(same)));
    }
    let id = store::insert(conn, &organisation.id, &checked, &number_hash, now)?;
    let event = Event {
        organisation_id: Some(&organisation.id),
        person_id: Some(&id),
        detail: json!({
            "document_type": new.evidence.document_type,
            "country": checked.country,
            "assurance": new.evidence.assurance,
        }),
        ..Event::new("candidate-registered", "candidate", &id)
    };
    audit::record(conn, now, actor, event)?;
    Ok(id)
}

/// A candidate with everything on record. Goes into the audit log, which the person can see.
pub async fn read(app: &App, actor: &Actor, org: &str, id: &str) -> Result<Candidate, Error> {
    let organisation = actor.require(Permission::ReadRecords, org)?.clone();
    let (actor, id, now) = (actor.clone(), id.to_owned(), app.clock.now());
    app.db
        .write(move |conn| {
            let candidate = whole(conn, &actor, &organisation, &id)?;
            let event = Event {
                organisation_id: Some(&organisation.id),
                person_id: Some(&id),
                ..Event::new("candidate-read", "candidate", &id)
            };
            audit::record(conn, now, &actor, event)?;
            Ok(candidate)
        })
        .await
}

fn whole(conn: &mut DbConn, actor: &Actor, organisation: &Organisation, id: &str) -> Result<Candidate, Error> {
    let CandidateSummary { id, name, birth_date, has_wallet, created_at } = store::summary(conn, &organisation.id, id)?;
    Ok(Candidate {
        evidence: store::evidence(conn, &id)?,
        assessments: assessments::store::of_candidate(conn, actor, &id)?,
        certificates: certificates::store::of_candidate(conn, &id)?,
        id,
        name,
        birth_date,
        has_wallet,
        created_at,
    })
}
