//! What a signatory does: sign off, or give back.

use chrono::{DateTime, Utc};
use puente_wire::assessments::{Assessment, AssessmentState, ReturnAssessment, SignedOff};

use super::store::Change;
use super::{Error, change, check, event, require_state, store};
use crate::accounts::second_factor;
use crate::actor::{Actor, Organisation, Permission};
use crate::app::App;
use crate::audit::{self, Event};
use crate::db::DbConn;
use crate::{certificates, offers};

/// Signs the assessment off: the certificate is issued, and offered, in the same transaction.
pub async fn sign_off(app: &App, actor: &Actor, org: &str, id: &str, version: u32) -> Result<SignedOff, Error> {
    let organisation = actor.require(Permission::SignOff, org)?.clone();
    let (app_in, actor, id, now) = (app.clone(), actor.clone(), id.to_owned(), app.clock.now());
    app.db.write(move |conn| sign_off_in(conn, &app_in, &actor, &organisation, &id, version, now)).await
}

/// [`sign_off`] inside a transaction.
pub fn sign_off_in(
    conn: &mut DbConn,
    app: &App,
    actor: &Actor,
    organisation: &Organisation,
    id: &str,
    version: u32,
    now: DateTime<Utc>,
) -> Result<SignedOff, Error> {
    let before = for_signing(conn, actor, organisation, id, version)?;
    let signatory = &actor.member()?.user_id;
    let signed = Change { signatory_id: Some(signatory), decided: true, ..Change::to(AssessmentState::Certified, now) };
    let after = change(conn, actor, organisation, &before, &signed)?;
    audit::record(conn, now, actor, event("assessment-signed", organisation, &after))?;
    let certificate_id = certificates::issuing::issue_in(conn, actor, organisation, &after, now)?;
    let offer = offers::make_in(conn, app, actor, organisation, &certificate_id, now)?;
    // After the new one, which would end them: a wallet that waits is served all the same.
    offers::promises::fulfil(conn, id, &certificate_id, now)?;
    let certificate = certificates::store::summary(conn, &organisation.id, &certificate_id)?;
    Ok(SignedOff { certificate, offer })
}

/// Gives the assessment back to the assessor, with the reason.
pub async fn give_back(
    app: &App,
    actor: &Actor,
    org: &str,
    id: &str,
    sent: ReturnAssessment,
) -> Result<Assessment, Error> {
    let organisation = actor.require(Permission::SignOff, org)?.clone();
    let (actor, id, now) = (actor.clone(), id.to_owned(), app.clock.now());
    app.db.write(move |conn| give_back_in(conn, &actor, &organisation, &id, sent.version, &sent.reason, now)).await
}

/// [`give_back`] inside a transaction.
pub fn give_back_in(
    conn: &mut DbConn,
    actor: &Actor,
    organisation: &Organisation,
    id: &str,
    version: u32,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<Assessment, Error> {
    let reason = check::reason("reason", reason).map_err(Error::Invalid)?;
    let before = for_signing(conn, actor, organisation, id, version)?;
    let returned = Change {
        signatory_id: Some(&actor.member()?.user_id),
        return_reason: Some(&reason),
        ..Change::to(AssessmentState::Returned, now)
    };
    let after = change(conn, actor, organisation, &before, &returned)?;
    let event = Event { reason: &reason, ..event("assessment-returned", organisation, &after) };
    audit::record(conn, now, actor, event)?;
    Ok(after)
}

/// The assessment, if it waits for a signature and the caller may give it.
fn for_signing(
    conn: &mut DbConn,
    actor: &Actor,
    organisation: &Organisation,
    id: &str,
    version: u32,
) -> Result<Assessment, Error> {
    let assessment = store::whole(conn, actor, organisation, id)?;
    if assessment.mine {
        return Err(Error::OwnAssessment);
    }
    second_factor::require_for_signing(conn, actor, organisation)??;
    require_state(&assessment, version, |state| state == AssessmentState::Submitted)?;
    Ok(assessment)
}
