//! Blocs: who belongs, how, from when until when.

use chrono::NaiveDate;
use crosswalks::{Bloc, Membership};
use puente_wire::problem::FieldError;
use puente_wire::workbench::{BlocAct, BlocDraft, BlocEdit};

use super::{Errors, OVERLAPPING};
use crate::actor::Actor;
use crate::acts::routes::ActType;
use crate::acts::{Act, ActKind, Doer};
use crate::db::DbError;
use crate::http::problem::OUT_OF_RANGE;
use crate::recognition::Edition;
use crate::recognition::store::{parse, render};

/// As many as there are countries, some of them more than once.
const MOST_MEMBERSHIPS: usize = 300;

/// Blocs, as acts.
#[derive(Debug)]
pub struct Blocs;

impl ActType for Blocs {
    const KIND: ActKind = ActKind::Bloc;
    type Draft = BlocDraft;
    type Edit = BlocEdit;
    type View = BlocAct;

    fn parts(edit: BlocEdit) -> (u32, BlocDraft) {
        (edit.revision, edit.bloc)
    }

    fn check(draft: &BlocDraft, _edition: &Edition, _doer: &Doer) -> Vec<FieldError> {
        let mut errors = Errors::default();
        errors.line("title", draft.title.official_text());
        errors.when(!(1..=MOST_MEMBERSHIPS).contains(&draft.memberships.len()), "memberships", OUT_OF_RANGE);
        for (number, one) in draft.memberships.iter().enumerate() {
            errors.line(&format!("memberships[{number}].source"), &one.source);
            errors.period(&format!("memberships[{number}].until"), one.from, one.until);
            let before = draft.memberships.iter().take(number);
            let crossed = before.filter(|other| other.country == one.country).any(|other| overlap(other, one));
            errors.when(crossed, &format!("memberships[{number}].from"), OVERLAPPING);
        }
        errors.0
    }

    fn document(draft: &BlocDraft, act: &str, version: u32, _doer: &Doer) -> Result<String, DbError> {
        let BlocDraft { title, memberships } = draft.clone();
        // Until it is published nobody knows of it; publication sets the day.
        render(&Bloc { id: act.to_owned(), version, published_on: NaiveDate::MAX, title, memberships })
    }

    fn dated(document: &str, day: NaiveDate) -> Result<String, DbError> {
        let bloc: Bloc = parse(document)?;
        render(&Bloc { published_on: day, ..bloc })
    }

    fn next(document: &str, version: u32) -> Result<String, DbError> {
        let bloc: Bloc = parse(document)?;
        render(&Bloc { version, published_on: NaiveDate::MAX, ..bloc })
    }

    fn view(act: &Act, actor: &Actor) -> Result<BlocAct, DbError> {
        let Bloc { title, memberships, .. } = parse(&act.document)?;
        Ok(BlocAct { head: act.head(actor), bloc: BlocDraft { title, memberships } })
    }
}

/// Whether two periods have a day in common.
fn overlap(one: &Membership, other: &Membership) -> bool {
    let begins_by = |first: Option<NaiveDate>, last: Option<NaiveDate>| match (first, last) {
        (Some(first), Some(last)) => first <= last,
        _ => true,
    };
    begins_by(one.from, other.until) && begins_by(other.from, one.until)
}
