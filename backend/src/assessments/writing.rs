//! What an assessor does: start, save, submit.

use chrono::{DateTime, NaiveDate, Utc};
use puente_wire::assessments::{AssessedStandard, Assessment, AssessmentState, NewAssessment, SaveAssessment, Verdict};
use serde_json::json;

use super::routes::NOT_ACCREDITED;
use super::store::{Change, New};
use super::{Error, change, check, event, require_state, standard, store};
use crate::actor::{Actor, Organisation, Permission};
use crate::app::App;
use crate::audit::{self, Event};
use crate::candidates;
use crate::db::DbConn;
use crate::http::problem::{UNKNOWN, field_error};
use crate::issuers;

/// Starts an assessment of a candidate on a standard, which is copied as it stands.
pub async fn start(app: &App, actor: &Actor, org: &str, new: NewAssessment) -> Result<Assessment, Error> {
    let organisation = actor.require(Permission::Assess, org)?.clone();
    let (app_in, actor, now) = (app.clone(), actor.clone(), app.clock.now());
    app.db.write(move |conn| start_in(conn, &app_in, &actor, &organisation, &new, now)).await
}

/// [`start`] inside a transaction.
pub fn start_in(
    conn: &mut DbConn,
    app: &App,
    actor: &Actor,
    organisation: &Organisation,
    new: &NewAssessment,
    now: DateTime<Utc>,
) -> Result<Assessment, Error> {
    let unknown = |field: &str| Error::Invalid(vec![field_error(field, UNKNOWN)]);
    let candidate =
        candidates::store::summary(conn, &organisation.id, &new.candidate_id).map_err(|error| match error {
            crate::db::DbError::NotFound => unknown("candidate_id"),
            other => other.into(),
        })?;
    let found = standard::find(conn, &new.framework, &new.standard)?;
    let (standard, units) = found.ok_or_else(|| unknown("standard"))?;
    require_accreditation(conn, app, organisation, &standard, now.date_naive())?;
    let row = New {
        organisation_id: &organisation.id,
        candidate: &candidate,
        standard: &standard,
        units: &units,
        assessor_id: &actor.member()?.user_id,
    };
    let id = store::insert(conn, &row, now)?;
    let event = Event {
        organisation_id: Some(&organisation.id),
        person_id: Some(&candidate.id),
        detail: json!({ "framework": new.framework, "standard": new.standard }),
        ..Event::new("assessment-started", "assessment", &id)
    };
    audit::record(conn, now, actor, event)?;
    Ok(store::whole(conn, actor, organisation, &id)?)
}

/// A certificate of a body that may not issue it would be worth nothing to whoever checks it.
fn require_accreditation(
    conn: &mut DbConn,
    app: &App,
    organisation: &Organisation,
    standard: &AssessedStandard,
    day: NaiveDate,
) -> Result<(), Error> {
    let issuer = issuers::entry(conn, &app.config, &organisation.slug)?;
    let covered = issuer.accredited(standard.framework.as_str(), &standard.code, day).is_some();
    if covered { Ok(()) } else { Err(Error::Invalid(vec![field_error("standard", NOT_ACCREDITED)])) }
}

/// Keeps what the assessor wrote; nothing need be complete.
pub async fn save(app: &App, actor: &Actor, org: &str, id: &str, sent: SaveAssessment) -> Result<Assessment, Error> {
    let organisation = actor.require(Permission::Assess, org)?.clone();
    let (actor, id, now) = (actor.clone(), id.to_owned(), app.clock.now());
    app.db.write(move |conn| save_in(conn, &actor, &organisation, &id, &sent, now)).await
}

/// [`save`] inside a transaction.
pub fn save_in(
    conn: &mut DbConn,
    actor: &Actor,
    organisation: &Organisation,
    id: &str,
    sent: &SaveAssessment,
    now: DateTime<Utc>,
) -> Result<Assessment, Error> {
    let before = own(conn, actor, organisation, id)?;
    require_state(&before, sent.version, AssessmentState::is_open)?;
    let units = check::findings(&before.units, sent).map_err(Error::Invalid)?;
    let written =
        Change { units: Some(&units), observations: Some(sent.observations.trim()), ..Change::to(before.state, now) };
    let after = change(conn, actor, organisation, &before, &written)?;
    audit::record(conn, now, actor, event("assessment-saved", organisation, &after))?;
    Ok(after)
}

/// Hands the assessment on: to be signed when every unit is competent, closed with its gaps when not.
pub async fn submit(app: &App, actor: &Actor, org: &str, id: &str, version: u32) -> Result<Assessment, Error> {
    let organisation = actor.require(Permission::Assess, org)?.clone();
    let (actor, id, now) = (actor.clone(), id.to_owned(), app.clock.now());
    app.db.write(move |conn| submit_in(conn, &actor, &organisation, &id, version, now)).await
}

/// [`submit`] inside a transaction.
pub fn submit_in(
    conn: &mut DbConn,
    actor: &Actor,
    organisation: &Organisation,
    id: &str,
    version: u32,
    now: DateTime<Utc>,
) -> Result<Assessment, Error> {
    let before = own(conn, actor, organisation, id)?;
    require_state(&before, version, AssessmentState::is_open)?;
    check::complete(&before.units).map_err(Error::Invalid)?;
    let competent = before.units.iter().all(|unit| unit.verdict == Some(Verdict::Competent));
    let (next, action) = if competent {
        (Change::to(AssessmentState::Submitted, now), "assessment-submitted")
    } else {
        let closed = Change::to(AssessmentState::NotYetCompetent, now);
        (Change { decided: true, ..closed }, "assessment-closed-with-gaps")
    };
    let after = change(conn, actor, organisation, &before, &next)?;
    audit::record(conn, now, actor, event(action, organisation, &after))?;
    Ok(after)
}

/// The assessment, if the caller is the one who assesses: who writes on it must not sign it later.
fn own(conn: &mut DbConn, actor: &Actor, organisation: &Organisation, id: &str) -> Result<Assessment, Error> {
    let assessment = store::whole(conn, actor, organisation, id)?;
    if assessment.mine { Ok(assessment) } else { Err(Error::NotTheAssessor) }
}
