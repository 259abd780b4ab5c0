//! Demonstration of the desk: invented people at every step, so that no list is empty.
//!
//! The steps are the use cases themselves, done by the demonstration's accounts on past days.

use chrono::{DateTime, Duration, Utc};
use competency_frameworks::{FrameworkId, ItemKey};
use diesel::prelude::*;
use puente_credentials::did::to_did_key;
use puente_credentials::keys::{Signer as _, SigningKey};
use puente_wire::assessments::{
    Assessment, Evidence, EvidenceKind, NewAssessment, SaveAssessment, SignedOff, UnitFindings, Verdict,
};
use puente_wire::certificates::{StatusChange, StatusReason};
use puente_wire::people::{Assurance, NewCandidate, NewEvidence};

use super::DemoError;
use super::cases::{CASES, Case, End};
use crate::accounts::organisations;
use crate::actor::{Actor, Identity, Member, Organisation};
use crate::app::App;
use crate::assessments::{signing, writing};
use crate::candidates;
use crate::certificates::{self, Action};
use crate::db::schema::users;
use crate::db::{DbConn, DbError};
use crate::offers::claiming::{self, Asked};

/// Loads every case, oldest first.
pub(super) fn load(conn: &mut DbConn, app: &App, now: DateTime<Utc>) -> Result<(), DemoError> {
    for (nth, case) in CASES.iter().enumerate() {
        let step = Steps { app, case, nth, day: now - Duration::days(case.days_ago) - Duration::hours(6) };
        step.all(conn)?;
    }
    Ok(())
}

struct Steps<'a> {
    app: &'a App,
    case: &'a Case,
    nth: usize,
    day: DateTime<Utc>,
}

impl Steps<'_> {
    fn all(&self, conn: &mut DbConn) -> Result<(), DemoError> {
        let organisation = organisations::by_slug(conn, self.case.organisation)?;
        let assessor = account(conn, self.case.assessor)?;
        let candidate_id = self.candidate(conn, &assessor, &organisation)?;
        let started = self.start(conn, &assessor, &organisation, candidate_id)?;
        if matches!(self.case.end, End::Started) {
            return Ok(());
        }
        let written = self.write(conn, &assessor, &organisation, &started)?;
        if matches!(self.case.end, End::Draft) {
            return Ok(());
        }
        let at = self.day + Duration::minutes(55);
        let handed =
            writing::submit_in(conn, &assessor, &organisation, &written.id, written.version, at).map_err(refused)?;
        let signatory = account(conn, self.case.signatory)?;
        match self.case.end {
            End::Started | End::Draft | End::NotYet | End::Submitted => Ok(()),
            End::Returned(reason) => self.give_back(conn, &signatory, &organisation, &handed, reason),
            End::Issued | End::Claimed | End::Suspended(_) | End::Revoked(_) => {
                self.issue(conn, &signatory, &organisation, &handed)
            }
        }
    }

    /// The person, registered once however many assessments they have.
    fn candidate(&self, conn: &mut DbConn, actor: &Actor, organisation: &Organisation) -> Result<String, DemoError> {
        let case = self.case;
        let new = NewCandidate {
            name: case.name.to_owned(),
            birth_date: case.birth_date.parse().map_err(refused)?,
            evidence: NewEvidence {
                document_type: case.document.0,
                country: case.document.1.to_owned(),
                number: format!("INVENTADO {}", case.name),
                assurance: Assurance::Seen,
            },
            wallet: None,
        };
        match candidates::register_in(conn, &self.app.secrets, actor, organisation, &new, self.day) {
            Ok(id) => Ok(id),
            Err(candidates::Error::SameDocument(person)) => Ok(person.id),
            Err(error) => Err(refused(error)),
        }
    }

    fn start(
        &self,
        conn: &mut DbConn,
        actor: &Actor,
        organisation: &Organisation,
        candidate_id: String,
    ) -> Result<Assessment, DemoError> {
        let framework: FrameworkId = self.case.framework.parse().map_err(refused)?;
        let new = NewAssessment { candidate_id, framework, standard: ItemKey::parse(self.case.standard) };
        let at = self.day + Duration::minutes(10);
        writing::start_in(conn, self.app, actor, organisation, &new, at).map_err(refused)
    }

    /// Evidence for every unit; the last unit is the one that is missing where one is.
    fn write(
        &self,
        conn: &mut DbConn,
        actor: &Actor,
        organisation: &Organisation,
        assessment: &Assessment,
    ) -> Result<Assessment, DemoError> {
        let last = assessment.units.len().saturating_sub(1);
        let units = assessment.units.iter().enumerate().map(|(at, unit)| {
            let missing = at == last && matches!(self.case.end, End::NotYet);
            let open = at == last && matches!(self.case.end, End::Draft);
            UnitFindings {
                unit: unit.unit.clone(),
                evidence: if open { Vec::new() } else { self.evidence(at) },
                verdict: (!open).then_some(if missing { Verdict::NotYetCompetent } else { Verdict::Competent }),
                gap: if missing { GAP.to_owned() } else { String::new() },
            }
        });
        let sent = SaveAssessment {
            version: assessment.version,
            units: units.collect(),
            observations: "Portafolio revisado; prueba práctica en el ambiente de evaluación.".to_owned(),
        };
        let at = self.day + Duration::minutes(50);
        writing::save_in(conn, actor, organisation, &assessment.id, &sent, at).map_err(refused)
    }

    fn evidence(&self, unit: usize) -> Vec<Evidence> {
        let piece = |kind, text: &str, score| Evidence { kind, text: text.to_owned(), score };
        // Scores that differ, so that they read like scores.
        let score = u8::try_from(78 + (self.nth * 5 + unit * 7) % 20).unwrap_or(80);
        vec![
            piece(
                EvidenceKind::Performance,
                "Observación directa en el puesto de trabajo, con lista de chequeo.",
                Some(score),
            ),
            piece(EvidenceKind::Knowledge, "Cuestionario escrito.", Some(score.saturating_sub(4))),
        ]
    }

    fn give_back(
        &self,
        conn: &mut DbConn,
        actor: &Actor,
        organisation: &Organisation,
        assessment: &Assessment,
        reason: &str,
    ) -> Result<(), DemoError> {
        let at = self.day + Duration::hours(3);
        signing::give_back_in(conn, actor, organisation, &assessment.id, assessment.version, reason, at)
            .map_err(refused)?;
        Ok(())
    }

    fn issue(
        &self,
        conn: &mut DbConn,
        actor: &Actor,
        organisation: &Organisation,
        assessment: &Assessment,
    ) -> Result<(), DemoError> {
        let at = self.day + Duration::hours(4);
        let signed = signing::sign_off_in(conn, self.app, actor, organisation, &assessment.id, assessment.version, at)
            .map_err(refused)?;
        if !matches!(self.case.end, End::Issued) {
            self.claim(conn, &signed)?;
        }
        let action = match self.case.end {
            End::Suspended(note) => Action::Suspend(change(StatusReason::UnderReview, note)),
            End::Revoked(note) => Action::Revoke(change(StatusReason::Fraud, note)),
            _ => return Ok(()),
        };
        let later = at + Duration::days(1);
        certificates::act_in(conn, actor, organisation, &signed.certificate.id, &action, later).map_err(refused)
    }

    /// The person's wallet claims; its key is made from the case's number, for invented people only.
    fn claim(&self, conn: &mut DbConn, signed: &SignedOff) -> Result<(), DemoError> {
        let seed = [u8::try_from(self.nth).unwrap_or_default(); 32];
        let holder = to_did_key(SigningKey::from_seed(&seed).public_key());
        let asked = Asked { code: signed.offer.offer.code.clone(), pin: signed.offer.pin.clone(), holder };
        let at = self.day + Duration::hours(5);
        claiming::claim_in(conn, self.app, &Actor::anonymous(String::new()), &asked, at).map_err(refused)?;
        Ok(())
    }
}

const GAP: &str = "Medir la continuidad y el aislamiento antes de energizar, y dejar registro de las medidas. \
                   Puede volver a presentar solo esta unidad.";

fn change(reason: StatusReason, note: &str) -> StatusChange {
    StatusChange { reason, note: note.to_owned() }
}

/// A demonstration account, as if logged in.
fn account(conn: &mut DbConn, login: &str) -> Result<Actor, DemoError> {
    let (user_id, name): (String, String) = users::table
        .filter(users::login.eq(login))
        .select((users::id, users::name))
        .first(conn)
        .map_err(DbError::from)?;
    let memberships = organisations::memberships_of(conn, &user_id)?;
    let member = Member {
        user_id,
        login: login.to_owned(),
        name,
        session: String::new(),
        csrf: String::new(),
        second_factor: false,
        memberships,
    };
    Ok(Actor { identity: Identity::Member(member), address: String::new() })
}

fn refused(error: impl std::fmt::Display) -> DemoError {
    DemoError::Step(error.to_string())
}
