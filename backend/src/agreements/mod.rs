//! Agreements between authorities, kept by a ministry that is a party.

pub mod routes;
mod sheet;

use chrono::NaiveDate;
use crosswalks::Agreement;
use puente_wire::problem::FieldError;
use puente_wire::workbench::{AgreementAct, AgreementDraft, AgreementEdit};

use crate::actor::Actor;
use crate::acts::routes::{ActType, Effective};
use crate::acts::{Act, ActKind, Doer};
use crate::db::DbError;
use crate::http::problem::{BEFORE_START, NOT_ALLOWED, OUT_OF_RANGE, REQUIRED, TOO_LONG, UNKNOWN, field_error};
use crate::recognition::Edition;
use crate::recognition::effects::Change;
use crate::recognition::store::{parse, render};

crate::field_codes! {
    NOT_A_PARTY = "not-a-party" "No party is of the ministry's own country";
}

const LONGEST_LINE: usize = 200;
const MOST_PARTIES: usize = 20;

/// Agreements, as acts.
#[derive(Debug)]
pub struct Agreements;

impl ActType for Agreements {
    const KIND: ActKind = ActKind::Agreement;
    type Draft = AgreementDraft;
    type Edit = AgreementEdit;
    type View = AgreementAct;

    fn parts(edit: AgreementEdit) -> (u32, AgreementDraft) {
        (edit.revision, edit.agreement)
    }

    fn check(draft: &AgreementDraft, edition: &Edition, doer: &Doer) -> Vec<FieldError> {
        let mut errors = Vec::new();
        let mut when = |wrong: bool, field: &str, code| {
            if wrong {
                errors.push(field_error(field, code));
            }
        };
        let title = draft.title.official_text();
        when(title.trim().is_empty(), "title", REQUIRED);
        when(title.chars().count() > LONGEST_LINE, "title", TOO_LONG);
        when(draft.source.trim().is_empty(), "source", REQUIRED);
        when(draft.source.chars().count() > LONGEST_LINE, "source", TOO_LONG);
        when(!(2..=MOST_PARTIES).contains(&draft.parties.len()), "parties", OUT_OF_RANGE);
        let home = draft.parties.iter().any(|party| party.country.as_str() == doer.organisation.country);
        when(!home, "parties", NOT_A_PARTY);
        when(draft.votes.is_some_and(|votes| !(2..=99).contains(&votes)), "votes", OUT_OF_RANGE);
        for (number, party) in draft.parties.iter().enumerate() {
            when(party.body.trim().is_empty(), &format!("parties[{number}].body"), REQUIRED);
            when(party.body.chars().count() > LONGEST_LINE, &format!("parties[{number}].body"), TOO_LONG);
        }
        let today = doer.at.date_naive();
        for (number, framework) in draft.frameworks.iter().enumerate() {
            let unknown = edition.snapshot.package(framework, today).is_none();
            when(unknown, &format!("frameworks[{number}]"), UNKNOWN);
        }
        for (number, standard) in draft.standards.iter().enumerate() {
            let unknown = edition.snapshot.item(&standard.framework, &standard.standard, today).is_none();
            when(unknown, &format!("standards[{number}]"), UNKNOWN);
            let outside = !draft.frameworks.is_empty() && !draft.frameworks.contains(&standard.framework);
            when(outside, &format!("standards[{number}]"), NOT_ALLOWED);
        }
        for (number, id) in draft.legal_bases.iter().enumerate() {
            when(edition.snapshot.legal_basis(id, today).is_none(), &format!("legal_bases[{number}]"), UNKNOWN);
        }
        let backwards = matches!((draft.starts_on, draft.ends_on), (Some(first), Some(last)) if last < first);
        when(backwards, "ends_on", BEFORE_START);
        errors
    }

    fn document(draft: &AgreementDraft, act: &str, version: u32, _doer: &Doer) -> Result<String, DbError> {
        let draft = draft.clone();
        render(&Agreement {
            id: act.to_owned(),
            version,
            // Until it is published nobody knows of it; publication sets the day.
            published_on: NaiveDate::MAX,
            title: draft.title,
            parties: draft.parties,
            mode: draft.mode,
            status: draft.status,
            sectors: draft.sectors,
            frameworks: draft.frameworks,
            standards: draft.standards,
            legal_bases: draft.legal_bases,
            starts_on: draft.starts_on,
            ends_on: draft.ends_on,
            rule: draft.rule,
            votes: draft.votes,
            illustrative: draft.illustrative,
            source: draft.source,
        })
    }

    fn dated(document: &str, day: NaiveDate) -> Result<String, DbError> {
        let agreement: Agreement = parse(document)?;
        render(&Agreement { published_on: day, ..agreement })
    }

    fn next(document: &str, version: u32) -> Result<String, DbError> {
        let agreement: Agreement = parse(document)?;
        render(&Agreement { version, published_on: NaiveDate::MAX, ..agreement })
    }

    fn view(act: &Act, actor: &Actor) -> Result<AgreementAct, DbError> {
        let agreement: Agreement = parse(&act.document)?;
        Ok(AgreementAct {
            head: act.head(actor),
            agreement: AgreementDraft {
                title: agreement.title,
                parties: agreement.parties,
                mode: agreement.mode,
                status: agreement.status,
                sectors: agreement.sectors,
                frameworks: agreement.frameworks,
                standards: agreement.standards,
                legal_bases: agreement.legal_bases,
                starts_on: agreement.starts_on,
                ends_on: agreement.ends_on,
                rule: agreement.rule,
                votes: agreement.votes,
                illustrative: agreement.illustrative,
                source: agreement.source,
            },
        })
    }
}

impl Effective for Agreements {
    fn change(document: &str) -> Result<Change, DbError> {
        Ok(Change::Agreement(Box::new(parse(document)?)))
    }
}
