//! Legal bases: treaties, decisions and declarations, whom they bind, from when until when.

use chrono::NaiveDate;
use crosswalks::LegalBasis;
use puente_wire::problem::FieldError;
use puente_wire::workbench::{LegalBasisAct, LegalBasisDraft, LegalBasisEdit};

use super::{BINDS_NOBODY, Errors};
use crate::actor::Actor;
use crate::acts::routes::ActType;
use crate::acts::{Act, ActKind, Doer};
use crate::db::DbError;
use crate::http::problem::{OUT_OF_RANGE, UNKNOWN};
use crate::recognition::Edition;
use crate::recognition::store::{parse, render};

const MOST_COUNTRIES: usize = 300;

/// Legal bases, as acts.
#[derive(Debug)]
pub struct LegalBases;

impl ActType for LegalBases {
    const KIND: ActKind = ActKind::LegalBasis;
    type Draft = LegalBasisDraft;
    type Edit = LegalBasisEdit;
    type View = LegalBasisAct;

    fn parts(edit: LegalBasisEdit) -> (u32, LegalBasisDraft) {
        (edit.revision, edit.legal_basis)
    }

    fn check(draft: &LegalBasisDraft, edition: &Edition, doer: &Doer) -> Vec<FieldError> {
        let mut errors = Errors::default();
        errors.line("title", draft.title.official_text());
        errors.line("source", &draft.source);
        if let Some(subject) = &draft.subject {
            errors.line("subject", subject.official_text());
        }
        let today = doer.at.date_naive();
        let unknown = draft.bloc.as_ref().is_some_and(|bloc| edition.snapshot.bloc(bloc, today).is_none());
        errors.when(unknown, "bloc", UNKNOWN);
        errors.when(draft.bloc.is_none() && draft.countries.is_empty(), "bloc", BINDS_NOBODY);
        errors.when(draft.countries.len() > MOST_COUNTRIES, "countries", OUT_OF_RANGE);
        errors.period("until", draft.from, draft.until);
        errors.0
    }

    fn document(draft: &LegalBasisDraft, act: &str, version: u32, _doer: &Doer) -> Result<String, DbError> {
        let LegalBasisDraft { title, subject, bloc, countries, from, until, source } = draft.clone();
        // Until it is published nobody knows of it; publication sets the day.
        let (id, published_on) = (act.to_owned(), NaiveDate::MAX);
        render(&LegalBasis { id, version, published_on, title, subject, bloc, countries, from, until, source })
    }

    fn dated(document: &str, day: NaiveDate) -> Result<String, DbError> {
        let basis: LegalBasis = parse(document)?;
        render(&LegalBasis { published_on: day, ..basis })
    }

    fn next(document: &str, version: u32) -> Result<String, DbError> {
        let basis: LegalBasis = parse(document)?;
        render(&LegalBasis { version, published_on: NaiveDate::MAX, ..basis })
    }

    fn view(act: &Act, actor: &Actor) -> Result<LegalBasisAct, DbError> {
        let LegalBasis { title, subject, bloc, countries, from, until, source, .. } = parse(&act.document)?;
        let legal_basis = LegalBasisDraft { title, subject, bloc, countries, from, until, source };
        Ok(LegalBasisAct { head: act.head(actor), legal_basis })
    }
}
