//! Writing, putting forward, reviewing and taking back the rows of a crosswalk.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use competency_frameworks::{FrameworkId, ItemKey};
use crosswalks::Mapping;
use puente_wire::workbench::{MappingDraft, MappingEdit, MappingRow, MappingState, Review, Step};

use super::{CrosswalkError, Head, Row, fresh, own, rejections, save, store, tell_row};
use crate::acts::Doer;
use crate::db::DbConn;
use crate::http::problem::{NOT_ALLOWED, OUT_OF_RANGE, TOO_LONG, UNKNOWN, field_error};
use crate::recognition::Edition;

const LONGEST_COMMENT: usize = 2000;

/// Adds a row, put forward unless it is kept as a draft. Adding a pair by hand lifts its rejection.
pub fn add(
    conn: &mut DbConn,
    doer: &Doer,
    edition: &Edition,
    crosswalk: &str,
    draft: MappingDraft,
) -> Result<MappingRow, CrosswalkError> {
    let head = own(conn, doer, crosswalk)?;
    let state = starting_state(&draft);
    let mapping = checked(doer, edition, &head, draft)?;
    rejections::lift(conn, doer, crosswalk, &mapping)?;
    let row = Row::new(crosswalk, mapping, state, Some(doer.actor.member()?.user_id.clone()), doer.at);
    store::insert_row(conn, &row)?;
    tell_row(conn, doer, "mapping-added", &row, "")?;
    Ok(row.view(&doer.actor))
}

/// Changes a row; it waits for a second person again, and who changed it is its author.
pub fn edit(
    conn: &mut DbConn,
    doer: &Doer,
    edition: &Edition,
    (crosswalk, id): (&str, &str),
    edit: MappingEdit,
) -> Result<MappingRow, CrosswalkError> {
    let head = own(conn, doer, crosswalk)?;
    let mut row = fresh(conn, doer, crosswalk, id, edit.revision)?;
    let state = starting_state(&edit.mapping);
    let mut mapping = checked(doer, edition, &head, edit.mapping)?;
    mapping.keep_slots_of(&row.mapping);
    row.mapping = mapping;
    row.author_id = Some(doer.actor.member()?.user_id.clone());
    (row.state, row.note, row.reopened) = (state, None, false);
    save(conn, doer, &row, "mapping-edited", "")
}

/// A second person agrees or disagrees.
pub fn review(
    conn: &mut DbConn,
    doer: &Doer,
    (crosswalk, id): (&str, &str),
    review: &Review,
) -> Result<MappingRow, CrosswalkError> {
    own(conn, doer, crosswalk)?;
    let mut row = fresh(conn, doer, crosswalk, id, review.revision)?;
    let member = doer.actor.member()?;
    if row.author_id.as_deref() == Some(&member.user_id) {
        return Err(CrosswalkError::OwnWork);
    }
    if matches!(row.state, MappingState::Draft | MappingState::Withdrawn) {
        return Err(CrosswalkError::NotProposed);
    }
    row.reopened = false;
    row.mapping.reviewer = Some(member.name.clone());
    row.note.clone_from(&review.note);
    row.state = if review.agree { MappingState::Agreed } else { MappingState::Disagreed };
    let done = if review.agree { "mapping-agreed" } else { "mapping-disagreed" };
    save(conn, doer, &row, done, review.note.as_deref().unwrap_or_default())
}

/// Puts a draft forward, or a row that was taken back; it waits for a second person.
pub fn propose(
    conn: &mut DbConn,
    doer: &Doer,
    (crosswalk, id): (&str, &str),
    step: &Step,
) -> Result<MappingRow, CrosswalkError> {
    own(conn, doer, crosswalk)?;
    let mut row = fresh(conn, doer, crosswalk, id, step.revision)?;
    row.state = MappingState::Proposed;
    save(conn, doer, &row, "mapping-proposed", "")
}

/// Takes a row back, whatever its state; published versions keep it, the next one lacks it.
pub fn withdraw(
    conn: &mut DbConn,
    doer: &Doer,
    (crosswalk, id): (&str, &str),
    step: &Step,
) -> Result<MappingRow, CrosswalkError> {
    own(conn, doer, crosswalk)?;
    let mut row = fresh(conn, doer, crosswalk, id, step.revision)?;
    (row.state, row.reopened) = (MappingState::Withdrawn, false);
    save(conn, doer, &row, "mapping-withdrawn", "")
}

const fn starting_state(draft: &MappingDraft) -> MappingState {
    if draft.draft { MappingState::Draft } else { MappingState::Proposed }
}

fn checked(doer: &Doer, edition: &Edition, head: &Head, draft: MappingDraft) -> Result<Mapping, CrosswalkError> {
    let day = doer.at.date_naive();
    let mut errors = Vec::new();
    let sides = [
        (&head.subject_framework, "subject", Some(&draft.subject), "subject_unit", &draft.subject_unit),
        (&head.object_framework, "object", draft.object.as_ref(), "object_unit", &draft.object_unit),
    ];
    for (framework, field, standard, unit_field, unit) in sides {
        if standard.is_some_and(|standard| !exists(edition, framework, standard, None, day)) {
            errors.push(field_error(field, UNKNOWN));
        }
        if unit.as_ref().is_some_and(|unit| standard.is_none() || !exists(edition, framework, unit, standard, day)) {
            errors.push(field_error(unit_field, UNKNOWN));
        }
    }
    // "Nothing corresponds" is said positively; its negation would say nothing.
    if draft.object.is_none() && draft.not {
        errors.push(field_error("not", NOT_ALLOWED));
    }
    if draft.confidence.is_some_and(|confidence| confidence > 100) {
        errors.push(field_error("confidence", OUT_OF_RANGE));
    }
    if draft.comment.as_ref().is_some_and(|comment| comment.chars().count() > LONGEST_COMMENT) {
        errors.push(field_error("comment", TOO_LONG));
    }
    if !errors.is_empty() {
        return Err(CrosswalkError::Invalid(errors));
    }
    Ok(Mapping {
        subject: draft.subject,
        subject_unit: draft.subject_unit,
        predicate: draft.predicate,
        not: draft.not,
        object: draft.object,
        object_unit: draft.object_unit,
        justification: draft.justification,
        confidence: draft.confidence,
        author: doer.actor.member()?.name.clone(),
        reviewer: None,
        comment: draft.comment.filter(|comment| !comment.trim().is_empty()),
        slots: BTreeMap::new(),
    })
}

fn exists(edition: &Edition, framework: &FrameworkId, key: &ItemKey, parent: Option<&ItemKey>, day: NaiveDate) -> bool {
    edition.snapshot.item(framework, key, day).is_some_and(|at| at.item.parent.as_ref() == parent)
}
