//! Assessments: an assessor records evidence and verdicts, a second person signs.
//!
//! `draft` → `submitted` → `certified`; the signatory may give it back (`returned`), and one with a
//! gap closes as `not-yet-competent`. Every change counts a version, and must name the one it saw.

pub mod check;
pub mod routes;
pub mod signing;
pub mod standard;
pub mod store;
pub mod words;
pub mod writing;

use puente_wire::assessments::{Assessment, AssessmentPage, AssessmentState};
use puente_wire::problem::FieldError;

use crate::actor::{Actor, Denied, Organisation, Permission};
use crate::app::App;
use crate::audit::{self, Event};
use crate::db::{DbConn, DbError};
use crate::http::paging::{PER_PAGE, Page};
use crate::{certificates, issuers, offers};

/// Why something could not be done with an assessment.
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
    /// Somebody changed it in the meantime; this is what it says now.
    #[error("somebody changed the assessment in the meantime")]
    Stale(Box<Assessment>),
    /// It does not stand where this can be done; this is what it says now.
    #[error("the assessment does not stand where this can be done")]
    WrongState(Box<Assessment>),
    /// Somebody else assesses.
    #[error("somebody else assesses")]
    NotTheAssessor,
    /// Who assessed may not sign.
    #[error("who assessed may not sign")]
    OwnAssessment,
    /// The institution's accreditations could not be read.
    #[error(transparent)]
    Issuer(#[from] issuers::IssuerError),
    /// The certificate could not be issued.
    #[error(transparent)]
    Certificate(#[from] certificates::Error),
    /// The certificate could not be offered.
    #[error(transparent)]
    Offer(#[from] offers::Error),
}

/// One page of the institution's assessments, last changed first.
pub async fn list(
    app: &App,
    actor: &Actor,
    org: &str,
    state: Option<AssessmentState>,
    page: Page,
) -> Result<AssessmentPage, Error> {
    let organisation = actor.require(Permission::ReadRecords, org)?.clone();
    let actor = actor.clone();
    app.db
        .read(move |conn| {
            let counts = store::counts(conn, &organisation.id)?;
            let (total, assessments) = store::page(conn, &actor, &organisation.id, state, &page)?;
            Ok(AssessmentPage { total, page: page.number, per_page: PER_PAGE, counts, assessments })
        })
        .await
}

/// Everything about one assessment. Goes into the audit log, which the person can see.
pub async fn read(app: &App, actor: &Actor, org: &str, id: &str) -> Result<Assessment, Error> {
    let organisation = actor.require(Permission::ReadRecords, org)?.clone();
    let (actor, id, now) = (actor.clone(), id.to_owned(), app.clock.now());
    app.db
        .write(move |conn| {
            let assessment = store::whole(conn, &actor, &organisation, &id)?;
            audit::record(conn, now, &actor, event("assessment-read", &organisation, &assessment))?;
            Ok(assessment)
        })
        .await
}

/// An event about an assessment.
fn event<'a>(action: &'a str, organisation: &'a Organisation, assessment: &'a Assessment) -> Event<'a> {
    Event {
        organisation_id: Some(&organisation.id),
        person_id: Some(&assessment.candidate_id),
        ..Event::new(action, "assessment", &assessment.id)
    }
}

/// Fails unless the assessment stands where it must and is the version that was read.
fn require_state(assessment: &Assessment, version: u32, fits: impl Fn(AssessmentState) -> bool) -> Result<(), Error> {
    if !fits(assessment.state) {
        return Err(Error::WrongState(Box::new(assessment.clone())));
    }
    if assessment.version != version {
        return Err(Error::Stale(Box::new(assessment.clone())));
    }
    Ok(())
}

/// Applies a change to the version that was read; on PostgreSQL another node may have been faster.
fn change(
    conn: &mut DbConn,
    actor: &Actor,
    organisation: &Organisation,
    before: &Assessment,
    change: &store::Change<'_>,
) -> Result<Assessment, Error> {
    let changed = store::update(conn, &before.id, before.version, change)?;
    let after = store::whole(conn, actor, organisation, &before.id)?;
    if changed { Ok(after) } else { Err(Error::Stale(Box::new(after))) }
}
