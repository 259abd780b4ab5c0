//! Recognition decisions: what a ministry decides about one standard, for its country.

pub mod check;
pub mod credential;

pub mod routes;
mod sheet;

use chrono::NaiveDate;
use crosswalks::Decision;
use puente_wire::problem::FieldError;
use puente_wire::workbench::{DecisionAct, DecisionDraft, DecisionEdit};

use crate::actor::Actor;
use crate::acts::routes::{ActType, Effective};
use crate::acts::{Act, ActKind, Doer, voices};
use crate::db::{DbConn, DbError};
use crate::recognition::Edition;
use crate::recognition::effects::Change;
use crate::recognition::store::{parse, render};

pub use check::FIELD_CODES;

/// Decisions, as acts.
#[derive(Debug)]
pub struct Decisions;

impl ActType for Decisions {
    const KIND: ActKind = ActKind::Decision;
    type Draft = DecisionDraft;
    type Edit = DecisionEdit;
    type View = DecisionAct;

    fn parts(edit: DecisionEdit) -> (u32, DecisionDraft) {
        (edit.revision, edit.decision)
    }

    fn check(draft: &DecisionDraft, edition: &Edition, doer: &Doer) -> Vec<FieldError> {
        check::check(draft, edition, &doer.organisation.country, doer.at.date_naive())
    }

    fn document(draft: &DecisionDraft, act: &str, version: u32, doer: &Doer) -> Result<String, DbError> {
        let country = doer.organisation.country.parse();
        let destination = country.map_err(|_| DbError::Damaged(format!("organisation {}", doer.organisation.slug)))?;
        let draft = draft.clone();
        render(&Decision {
            id: act.to_owned(),
            version,
            number: draft.number,
            authority: doer.organisation.slug.clone(),
            source_standard: draft.source_standard,
            destination,
            target: draft.target,
            outcome: draft.outcome,
            covers: draft.covers,
            missing: draft.missing,
            combines: draft.combines,
            issuers: draft.issuers,
            conditions: draft.conditions,
            reason: draft.reason,
            provisional: draft.provisional,
            decided_on: draft.decided_on,
            // Until it is published nobody knows of it; publication sets the day.
            published_on: NaiveDate::MAX,
            effective_from: draft.effective_from,
            effective_until: draft.effective_until,
            withdrawal: draft.withdrawal,
            legal_bases: draft.legal_bases,
            agreement: draft.agreement,
            illustrative: draft.illustrative,
            source: draft.source,
        })
    }

    fn dated(document: &str, day: NaiveDate) -> Result<String, DbError> {
        let decision: Decision = parse(document)?;
        render(&Decision { published_on: day, ..decision })
    }

    fn next(document: &str, version: u32) -> Result<String, DbError> {
        let decision: Decision = parse(document)?;
        render(&Decision { version, published_on: NaiveDate::MAX, ..decision })
    }

    fn whole(conn: &mut DbConn, act: &Act, actor: &Actor) -> Result<DecisionAct, DbError> {
        let deliberation = Some(voices::deliberation(conn, act, actor)?);
        Ok(DecisionAct { deliberation, ..Self::view(act, actor)? })
    }

    fn view(act: &Act, actor: &Actor) -> Result<DecisionAct, DbError> {
        let decision: Decision = parse(&act.document)?;
        Ok(DecisionAct {
            head: act.head(actor),
            deliberation: None,
            destination: decision.destination,
            decision: DecisionDraft {
                number: decision.number,
                source_standard: decision.source_standard,
                target: decision.target,
                outcome: decision.outcome,
                covers: decision.covers,
                missing: decision.missing,
                combines: decision.combines,
                issuers: decision.issuers,
                conditions: decision.conditions,
                reason: decision.reason,
                provisional: decision.provisional,
                decided_on: decision.decided_on,
                effective_from: decision.effective_from,
                effective_until: decision.effective_until,
                withdrawal: decision.withdrawal,
                legal_bases: decision.legal_bases,
                agreement: decision.agreement,
                illustrative: decision.illustrative,
                source: decision.source,
            },
        })
    }
}

impl Effective for Decisions {
    fn change(document: &str) -> Result<Change, DbError> {
        Ok(Change::Decision(Box::new(parse(document)?)))
    }
}
