//! Offers made before the certificate is signed: the person's wallet can already ask, and gets the
//! certificate once it is there. At sign-off a promise becomes an offer of the certificate, with the
//! same id, code and PIN.

use chrono::{DateTime, Utc};
use puente_wire::assessments::AssessmentState;
use puente_wire::offers::{NewOffer, Offer, OfferState};

use super::promise_store;
use super::store::New;
use super::{ATTEMPTS, Error, LIFETIME, links, new_code, new_pin, pin_hash, sealing};
use crate::actor::{Actor, Permission};
use crate::app::App;
use crate::assessments;
use crate::audit::{self, Event};
use crate::db::{DbConn, DbError};

/// A promise that was found by its code.
pub(super) struct Promise {
    pub(super) id: String,
    pub(super) pin_hash: String,
    pub(super) attempts_left: i32,
    pub(super) expires_at: DateTime<Utc>,
}

/// Promises the certificate of an assessment that waits for its signature.
pub async fn make(app: &App, actor: &Actor, org: &str, assessment_id: &str) -> Result<NewOffer, Error> {
    let organisation = actor.require(Permission::Assess, org)?.clone();
    let (app_in, actor, assessment_id, now) = (app.clone(), actor.clone(), assessment_id.to_owned(), app.clock.now());
    let make = move |conn: &mut DbConn| {
        let assessment = assessments::store::whole(conn, &actor, &organisation, &assessment_id)?;
        if assessment.state != AssessmentState::Submitted {
            return Err(Error::NotWaiting);
        }
        let id = uuid::Uuid::now_v7().to_string();
        let (code, pin) = (new_code()?, new_pin()?);
        let row = New {
            id: &id,
            certificate_id: &assessment_id,
            code: &code,
            code_sealed: &app_in.secrets.seal(&sealing(&id), code.as_bytes())?,
            pin_hash: &pin_hash(&app_in.secrets, &id, &pin),
            expires_at: now + LIFETIME,
        };
        promise_store::insert_promise(conn, &row, now)?;
        let event = Event {
            organisation_id: Some(&organisation.id),
            person_id: Some(&assessment.candidate_id),
            ..Event::new("certificate-offered", "assessment", &assessment_id)
        };
        audit::record(conn, now, &actor, event)?;
        let offer = Offer {
            link: puente_wire::claims::claim_link(&app_in.config.origin, &code),
            wallet_link: links::by_reference(&app_in.config, &code),
            wallet_link_by_value: links::by_value(&app_in.config, &organisation.slug, &code),
            code,
            state: OfferState::Open,
            expires_at: now + LIFETIME,
            attempts_left: u32::try_from(ATTEMPTS).unwrap_or_default(),
        };
        Ok(NewOffer { offer, pin })
    };
    app.db.write(make).await
}

/// Makes the promises of an assessment offers of its certificate.
pub(crate) fn fulfil(
    conn: &mut DbConn,
    assessment_id: &str,
    certificate_id: &str,
    now: DateTime<Utc>,
) -> Result<(), DbError> {
    promise_store::fulfil_promises(conn, assessment_id, certificate_id, now + LIFETIME, now)
}
