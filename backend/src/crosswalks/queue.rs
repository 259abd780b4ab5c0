//! Rows that wait for somebody, what is said of them, and what does not fit together.

use crosswalks::{Finding, Placed, findings as check};
use puente_wire::crosswalks::{MappingComment, NewComment, Queue, QueuedRow, Waiting};
use puente_wire::workbench::MappingState;

use super::{CrosswalkError, Row, own, store, tell_row, titles};
use crate::acts::Doer;
use crate::db::DbConn;
use crate::http::paging::Page;
use crate::http::problem::{REQUIRED, TOO_LONG, field_error};
use crate::recognition::Edition;

const LONGEST_COMMENT: usize = 2000;
/// Rows of a page of the queue.
const PER_PAGE: i64 = 50;

/// A page of the rows of a crosswalk that wait.
pub fn queue(
    conn: &mut DbConn,
    doer: &Doer,
    edition: &Edition,
    crosswalk: &str,
    (waiting, page): (Option<Waiting>, &Page),
) -> Result<Queue, CrosswalkError> {
    let head = own(conn, doer, crosswalk)?;
    let offset = i64::from(page.number - 1) * PER_PAGE;
    let mut rows = store::waiting(conn, crosswalk, waiting, offset, PER_PAGE + 1)?;
    let per_page = usize::try_from(PER_PAGE).unwrap_or(usize::MAX);
    let more = rows.len() > per_page;
    rows.truncate(per_page);
    let titles = titles(edition, &head, &rows, doer.at.date_naive());
    let rows = rows
        .into_iter()
        .map(|row| {
            let comments = store::comments(conn, &row.id)?;
            Ok(QueuedRow { waiting: reason(&row), comments, row: row.view(&doer.actor) })
        })
        .collect::<Result<_, CrosswalkError>>()?;
    Ok(Queue {
        proposed: store::count_waiting(conn, crosswalk, Waiting::Proposed)?,
        disagreed: store::count_waiting(conn, crosswalk, Waiting::Disagreed)?,
        reopened: store::count_waiting(conn, crosswalk, Waiting::Reopened)?,
        rows,
        page: page.number,
        more,
        titles,
    })
}

fn reason(row: &Row) -> Waiting {
    match row.state {
        MappingState::Disagreed => Waiting::Disagreed,
        _ if row.reopened => Waiting::Reopened,
        _ => Waiting::Proposed,
    }
}

/// What was said of a row, oldest first.
pub fn comments(
    conn: &mut DbConn,
    doer: &Doer,
    (crosswalk, mapping): (&str, &str),
) -> Result<Vec<MappingComment>, CrosswalkError> {
    own(conn, doer, crosswalk)?;
    store::row(conn, crosswalk, mapping)?.ok_or(CrosswalkError::NotFound)?;
    Ok(store::comments(conn, mapping)?)
}

/// Says something about a row.
pub fn comment(
    conn: &mut DbConn,
    doer: &Doer,
    (crosswalk, mapping): (&str, &str),
    new: &NewComment,
) -> Result<MappingComment, CrosswalkError> {
    own(conn, doer, crosswalk)?;
    let row = store::row(conn, crosswalk, mapping)?.ok_or(CrosswalkError::NotFound)?;
    let text = new.text.trim();
    let wrong = if text.is_empty() { Some(REQUIRED) } else { None };
    let wrong = wrong.or((text.chars().count() > LONGEST_COMMENT).then_some(TOO_LONG));
    if let Some(code) = wrong {
        return Err(CrosswalkError::Invalid(vec![field_error("text", code)]));
    }
    let member = doer.actor.member()?;
    let comment = MappingComment {
        id: uuid::Uuid::now_v7().to_string(),
        author: member.name.clone(),
        text: text.to_owned(),
        written_at: doer.at,
    };
    store::insert_comment(conn, mapping, &member.user_id, &comment)?;
    tell_row(conn, doer, "mapping-commented", &row, "")?;
    Ok(comment)
}

/// What does not fit together among the rows that are published or on their way, with those of the
/// opposite direction when the registry has published them.
pub fn findings(
    conn: &mut DbConn,
    doer: &Doer,
    edition: &Edition,
    crosswalk: &str,
) -> Result<Vec<Finding>, CrosswalkError> {
    let head = own(conn, doer, crosswalk)?;
    let day = doer.at.date_naive();
    let counts = |row: &Row| !matches!(row.state, MappingState::Disagreed | MappingState::Withdrawn);
    let rows: Vec<Row> = store::rows(conn, crosswalk)?.into_iter().filter(counts).collect();
    let mut placed: Vec<Placed<'_>> = rows
        .iter()
        .map(|row| Placed {
            id: &row.id,
            subject_framework: &head.subject_framework,
            object_framework: &head.object_framework,
            mapping: &row.mapping,
        })
        .collect();
    let back = edition.snapshot.published().crosswalks.iter().filter(|one| {
        one.crosswalk.subject_framework == head.object_framework
            && one.crosswalk.object_framework == head.subject_framework
            && edition
                .snapshot
                .published()
                .crosswalks
                .iter()
                .all(|other| other.crosswalk.id != one.crosswalk.id || other.version <= one.version)
    });
    placed.extend(back.flat_map(|version| {
        version.mappings.iter().map(|mapping| Placed {
            id: &version.crosswalk.id,
            subject_framework: &version.crosswalk.subject_framework,
            object_framework: &version.crosswalk.object_framework,
            mapping,
        })
    }));
    Ok(check(&placed, |framework, key| Some(edition.snapshot.item(framework, key, day)?.item.status)))
}
