//! New versions of the two frameworks: what they reopen, and taking them.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use competency_frameworks::{FrameworkId, ItemKey, Package};
use crosswalks::{changed_items, touches};
use puente_wire::crosswalks::{FrameworkMove, FrameworkSide};
use puente_wire::workbench::MappingState;

use super::{CrosswalkError, Head, Row, own, save, store, tell};
use crate::acts::Doer;
use crate::db::DbConn;
use crate::recognition::Edition;

/// A framework between the version that rows were made on and the newest one.
struct Side<'a> {
    old: &'a Package,
    new: &'a Package,
    changed: BTreeSet<&'a ItemKey>,
}

/// What taking the newest framework versions would reopen.
pub fn preview(
    conn: &mut DbConn,
    doer: &Doer,
    edition: &Edition,
    crosswalk: &str,
) -> Result<FrameworkMove, CrosswalkError> {
    let head = own(conn, doer, crosswalk)?;
    let (subject, object) = sides(conn, doer, edition, &head)?;
    let rows = store::rows(conn, crosswalk)?;
    let all = rows.len();
    let touched: Vec<Row> = rows.into_iter().filter(|row| reopens(row, &subject, &object)).collect();
    Ok(view(doer, [&subject, &object], touched, all))
}

/// Takes the newest framework versions: agreed rows that speak of what changed wait for a second
/// person again; the others stay agreed.
pub fn take(
    conn: &mut DbConn,
    doer: &Doer,
    edition: &Edition,
    crosswalk: &str,
) -> Result<FrameworkMove, CrosswalkError> {
    let head = own(conn, doer, crosswalk)?;
    let (subject, object) = sides(conn, doer, edition, &head)?;
    let rows = store::rows(conn, crosswalk)?;
    let all = rows.len();
    let mut touched = Vec::new();
    for mut row in rows.into_iter().filter(|row| reopens(row, &subject, &object)) {
        (row.state, row.reopened) = (MappingState::Proposed, true);
        save(conn, doer, &row, "mapping-reopened", "")?;
        touched.extend(store::row(conn, crosswalk, &row.id)?);
    }
    let labels = [subject.new, object.new].map(|package| package.version.label.as_str());
    store::stand_on(conn, crosswalk, labels)?;
    let more = serde_json::json!({"versions": labels, "reopened": touched.len()});
    tell(conn, doer, "crosswalk-moved", "crosswalk", crosswalk, "", more)?;
    Ok(view(doer, [&subject, &object], touched, all))
}

fn reopens(row: &Row, subject: &Side<'_>, object: &Side<'_>) -> bool {
    row.state == MappingState::Agreed && touches(&row.mapping, &subject.changed, &object.changed)
}

fn sides<'a>(
    conn: &mut DbConn,
    doer: &Doer,
    edition: &'a Edition,
    head: &Head,
) -> Result<(Side<'a>, Side<'a>), CrosswalkError> {
    // A crosswalk from before versions were kept stands on what was newest when it was last published.
    let published = store::versions(conn, &head.id)?.first().map(|version| version.published_on);
    let today = doer.at.date_naive();
    let one = |framework: &FrameworkId, label: Option<&str>| {
        side(edition, framework, label, published.unwrap_or(today), today).ok_or(CrosswalkError::NotFound)
    };
    Ok((
        one(&head.subject_framework, head.subject_version.as_deref())?,
        one(&head.object_framework, head.object_version.as_deref())?,
    ))
}

fn side<'a>(
    edition: &'a Edition,
    framework: &FrameworkId,
    label: Option<&str>,
    published: NaiveDate,
    today: NaiveDate,
) -> Option<Side<'a>> {
    let packages = &edition.snapshot.published().packages;
    let labelled =
        |label: &str| packages.iter().find(|one| &one.framework.id == framework && one.version.label == label);
    let old = label.and_then(labelled).or_else(|| edition.snapshot.package(framework, published))?;
    let new = edition.snapshot.package(framework, today)?;
    let same = old.version.label == new.version.label;
    Some(Side { old, new, changed: if same { BTreeSet::new() } else { changed_items(old, new) } })
}

fn view(doer: &Doer, sides: [&Side<'_>; 2], touched: Vec<Row>, all: usize) -> FrameworkMove {
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    FrameworkMove {
        sides: sides
            .into_iter()
            .map(|side| FrameworkSide {
                framework: side.new.framework.id.clone(),
                stands_on: side.old.version.label.clone(),
                newest: side.new.version.label.clone(),
                changed_items: number(side.changed.len()),
            })
            .collect(),
        untouched: number(all - touched.len()),
        touched: touched.into_iter().map(|row| row.view(&doer.actor)).collect(),
    }
}
