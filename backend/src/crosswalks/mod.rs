//! Crosswalks on the workbench: rows that one person writes and another reviews; published versions.
//!
//! A row goes from draft to proposed; a second person agrees or disagrees; the agreed ones are
//! published together as the next version. A row can be taken back ([`rows`]), waits in a queue where
//! people comment on it ([`queue`]), and waits again when a new framework version changed what it
//! speaks of ([`versions`]). Pairs nobody wants are kept ([`rejections`]). What is open is listed, with
//! candidates ([`coverage`], [`suggestions`]).

pub mod coverage;
mod deciding_routes;
pub mod exchange;
mod exchange_routes;
mod life_routes;
pub mod queue;
pub mod rejections;
pub mod routes;
pub mod rows;
mod store;
pub mod suggestions;
pub mod versions;

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use competency_frameworks::FrameworkId;
use crosswalks::sssom::join::freeze;
use crosswalks::{Crosswalk, CrosswalkVersion, Mapping};
use puente_wire::crosswalks::ImportReport;
use puente_wire::effects::Effects;
use puente_wire::problem::FieldError;
use puente_wire::workbench::{CrosswalkDetail, CrosswalkSummary, ItemTitle, MappingRow, MappingState, NewCrosswalk};

use crate::actor::{Actor, Denied};
use crate::acts::Doer;
use crate::audit::{self, Event};
use crate::db::{DbConn, DbError};
use crate::http::problem::{NOT_ALLOWED, UNKNOWN, field_error};
use crate::recognition::effects::Change;
use crate::recognition::store::{add_crosswalk_version, move_stamp};
use crate::recognition::{self, Edition};

pub use store::{Head, Row};

crate::field_codes! {
    NOT_OURS = "not-ours" "Neither framework is of the ministry's country";
}

/// Why something with a crosswalk is refused.
#[derive(Debug, thiserror::Error)]
pub enum CrosswalkError {
    /// No such crosswalk or row in this ministry.
    #[error("no such crosswalk or row")]
    NotFound,
    /// Somebody changed the row since it was read.
    #[error("the row was changed in the meantime")]
    Stale(Box<MappingRow>),
    /// The author reviews their own row.
    #[error("the author may not be the reviewer")]
    OwnWork,
    /// A row that its author keeps as a draft, or took back, cannot be reviewed.
    #[error("the row was not put forward")]
    NotProposed,
    /// A file has wrong rows; nothing of it was stored.
    #[error("{} things are wrong, nothing was stored", .0.wrong)]
    Refused(Box<ImportReport>),
    /// Somebody interrupted an import; nothing of it was stored.
    #[error("interrupted, nothing was stored")]
    Interrupted,
    /// A file cannot be read or written.
    #[error("{0}")]
    Unreadable(String),
    /// No such framework, or no such ministry to keep a new crosswalk.
    #[error("no such framework or ministry")]
    NobodyKeeps,
    /// No row was agreed since the last publication.
    #[error("nothing to publish")]
    NothingToPublish,
    /// What was sent does not hold together.
    #[error("some fields are wrong")]
    Invalid(Vec<FieldError>),
    /// Not allowed.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The database refused.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// The ministry's crosswalks.
pub fn list(conn: &mut DbConn, doer: &Doer) -> Result<Vec<CrosswalkSummary>, CrosswalkError> {
    let heads = store::heads(conn, &doer.organisation.id)?;
    heads.into_iter().map(|head| Ok(store::summary(conn, head)?)).collect()
}

/// One crosswalk with its rows and versions.
pub fn detail(conn: &mut DbConn, doer: &Doer, edition: &Edition, id: &str) -> Result<CrosswalkDetail, CrosswalkError> {
    let head = own(conn, doer, id)?;
    let rows = store::rows(conn, id)?;
    let day = doer.at.date_naive();
    let frameworks = [&head.subject_framework, &head.object_framework].into_iter();
    Ok(CrosswalkDetail {
        frameworks: frameworks
            .filter_map(|id| edition.snapshot.package(id, day).map(|package| package.framework.clone()))
            .collect(),
        titles: titles(edition, &head, &rows, day),
        crosswalk: store::summary(conn, head)?,
        rows: rows.into_iter().map(|row| row.view(&doer.actor)).collect(),
        versions: store::versions(conn, id)?,
    })
}

/// A new, empty crosswalk between two frameworks, one of them of the ministry's country.
pub fn create(
    conn: &mut DbConn,
    doer: &Doer,
    edition: &Edition,
    new: &NewCrosswalk,
) -> Result<CrosswalkDetail, CrosswalkError> {
    check_pair(doer, edition, new)?;
    let id = format!("{}--{}", new.subject_framework, new.object_framework);
    let head = Head {
        id: id.clone(),
        organisation_id: Some(doer.organisation.id.clone()),
        subject_framework: new.subject_framework.clone(),
        object_framework: new.object_framework.clone(),
        subject_version: label(edition, &new.subject_framework, doer.at.date_naive()),
        object_version: label(edition, &new.object_framework, doer.at.date_naive()),
        illustrative: false,
        source: doer.organisation.name.clone(),
    };
    store::insert_head(conn, &head, doer.at)?;
    tell(conn, doer, "crosswalk-created", "crosswalk", &id, "", serde_json::Value::Null)?;
    detail(conn, doer, edition, &id)
}

/// The crosswalk between two frameworks, made when there is none; a new one may be kept by a ministry.
pub fn head_for(
    conn: &mut DbConn,
    edition: &Edition,
    (from, to): (&FrameworkId, &FrameworkId),
    ministry: Option<&str>,
    at: DateTime<Utc>,
) -> Result<Head, CrosswalkError> {
    let id = format!("{from}--{to}");
    if let Some(head) = store::head(conn, &id)? {
        return Ok(head);
    }
    let day = at.date_naive();
    let (subject_version, object_version) = (label(edition, from, day), label(edition, to, day));
    if subject_version.is_none() || object_version.is_none() || from == to {
        return Err(CrosswalkError::NobodyKeeps);
    }
    let organisation_id = match ministry {
        Some(slug) => Some(store::ministry(conn, slug)?.ok_or(CrosswalkError::NobodyKeeps)?),
        None => None,
    };
    let head = Head {
        id,
        organisation_id,
        subject_framework: from.clone(),
        object_framework: to.clone(),
        subject_version,
        object_version,
        illustrative: false,
        source: ministry.unwrap_or("import").to_owned(),
    };
    store::insert_head(conn, &head, at)?;
    Ok(head)
}

/// The newest version of a framework as of a day.
fn label(edition: &Edition, framework: &FrameworkId, day: NaiveDate) -> Option<String> {
    edition.snapshot.package(framework, day).map(|package| package.version.label.clone())
}

/// What the standards and units are called that rows name, each once.
fn titles(edition: &Edition, head: &Head, rows: &[Row], day: NaiveDate) -> Vec<ItemTitle> {
    let subjects = rows.iter().flat_map(|row| [Some(&row.mapping.subject), row.mapping.subject_unit.as_ref()]);
    let objects = rows.iter().flat_map(|row| [row.mapping.object.as_ref(), row.mapping.object_unit.as_ref()]);
    let subjects = subjects.flatten().map(|key| (&head.subject_framework, key));
    let named: BTreeSet<_> = subjects.chain(objects.flatten().map(|key| (&head.object_framework, key))).collect();
    named
        .into_iter()
        .filter_map(|(framework, key)| {
            let title = edition.snapshot.item(framework, key, day)?.item.title.clone();
            Some(ItemTitle { framework: framework.clone(), key: key.clone(), title })
        })
        .collect()
}

fn check_pair(doer: &Doer, edition: &Edition, new: &NewCrosswalk) -> Result<(), CrosswalkError> {
    let today = doer.at.date_naive();
    let mut errors = Vec::new();
    let mut ours = false;
    for (field, id) in [("subject_framework", &new.subject_framework), ("object_framework", &new.object_framework)] {
        match edition.snapshot.package(id, today) {
            None => errors.push(field_error(field, UNKNOWN)),
            Some(package) => {
                ours |= package.framework.country.is_some_and(|home| home.as_str() == doer.organisation.country);
            }
        }
    }
    if errors.is_empty() && !ours {
        errors.push(field_error("object_framework", NOT_OURS));
    }
    if new.subject_framework == new.object_framework {
        errors.push(field_error("object_framework", NOT_ALLOWED));
    }
    if errors.is_empty() { Ok(()) } else { Err(CrosswalkError::Invalid(errors)) }
}

/// Publishes every agreed row as the next version, dated today.
pub fn publish(conn: &mut DbConn, doer: &Doer, edition: &Edition, id: &str) -> Result<CrosswalkDetail, CrosswalkError> {
    let head = own(conn, doer, id)?;
    let version = next_version(conn, head, doer.at.date_naive())?.ok_or(CrosswalkError::NothingToPublish)?;
    add_crosswalk_version(conn, &version, &doer.actor.member()?.name)?;
    if let Some(set) = store::kept_set(conn, id)? {
        store::freeze_head(conn, (id, version.version), &freeze(set, &version.mappings))?;
    }
    move_stamp(conn)?;
    let more = serde_json::json!({"version": version.version, "rows": version.mappings.len()});
    tell(conn, doer, "crosswalk-published", "crosswalk", id, "", more)?;
    detail(conn, doer, edition, id)
}

/// What publishing the agreed rows would change for holders.
pub fn effects(conn: &mut DbConn, doer: &Doer, edition: &Edition, id: &str) -> Result<Effects, CrosswalkError> {
    let head = own(conn, doer, id)?;
    let today = doer.at.date_naive();
    let version = next_version(conn, head, today)?.ok_or(CrosswalkError::NothingToPublish)?;
    Ok(recognition::effects::effects(edition, Change::Crosswalk(version), today))
}

/// The agreed rows as the version that would be published; none when nothing changed.
fn next_version(conn: &mut DbConn, head: Head, day: NaiveDate) -> Result<Option<CrosswalkVersion>, CrosswalkError> {
    let agreed: Vec<Mapping> = store::rows(conn, &head.id)?
        .into_iter()
        .filter(|row| row.state == MappingState::Agreed)
        .map(|row| row.mapping)
        .collect();
    let newest = store::newest(conn, &head.id)?;
    let unchanged = newest.as_ref().map_or(agreed.is_empty(), |version| version.mappings == agreed);
    if unchanged {
        return Ok(None);
    }
    Ok(Some(CrosswalkVersion {
        crosswalk: Crosswalk {
            id: head.id,
            subject_framework: head.subject_framework,
            object_framework: head.object_framework,
            subject_version: head.subject_version,
            object_version: head.object_version,
            illustrative: head.illustrative,
            source: head.source,
        },
        version: newest.map_or(1, |version| version.version + 1),
        published_on: day,
        mappings: agreed,
    }))
}

fn own(conn: &mut DbConn, doer: &Doer, id: &str) -> Result<Head, CrosswalkError> {
    let head = store::head(conn, id)?.ok_or(CrosswalkError::NotFound)?;
    if head.organisation_id.as_deref() == Some(&doer.organisation.id) {
        Ok(head)
    } else {
        Err(CrosswalkError::NotFound)
    }
}

fn fresh(conn: &mut DbConn, doer: &Doer, crosswalk: &str, id: &str, revision: u32) -> Result<Row, CrosswalkError> {
    let row = store::row(conn, crosswalk, id)?.ok_or(CrosswalkError::NotFound)?;
    if row.revision == revision { Ok(row) } else { Err(CrosswalkError::Stale(Box::new(row.view(&doer.actor)))) }
}

fn save(conn: &mut DbConn, doer: &Doer, row: &Row, done: &str, reason: &str) -> Result<MappingRow, CrosswalkError> {
    if !store::update_row(conn, row, doer.at)? {
        let now = store::row(conn, &row.crosswalk_id, &row.id)?.ok_or(CrosswalkError::NotFound)?;
        return Err(CrosswalkError::Stale(Box::new(now.view(&doer.actor))));
    }
    tell_row(conn, doer, done, row, reason)?;
    let saved = store::row(conn, &row.crosswalk_id, &row.id)?.ok_or(CrosswalkError::NotFound)?;
    Ok(saved.view(&doer.actor))
}

fn tell_row(conn: &mut DbConn, doer: &Doer, done: &str, row: &Row, reason: &str) -> Result<(), CrosswalkError> {
    let more = serde_json::json!({"crosswalk": row.crosswalk_id, "subject": row.mapping.subject, "object": row.mapping.object});
    tell(conn, doer, done, "mapping", &row.id, reason, more)
}

fn tell(
    conn: &mut DbConn,
    doer: &Doer,
    done: &str,
    kind: &str,
    id: &str,
    reason: &str,
    detail: serde_json::Value,
) -> Result<(), CrosswalkError> {
    let event = Event { organisation_id: Some(&doer.organisation.id), reason, detail, ..Event::new(done, kind, id) };
    Ok(audit::record(conn, doer.at, &doer.actor, event)?)
}

impl Row {
    /// What screens get.
    fn view(self, actor: &Actor) -> MappingRow {
        let caller = actor.member().ok().map(|member| member.user_id.as_str());
        MappingRow {
            mine: caller.is_some() && self.author_id.as_deref() == caller,
            id: self.id,
            revision: self.revision,
            state: self.state,
            mapping: self.mapping,
            note: self.note,
            reopened: self.reopened,
            updated_at: self.updated_at,
        }
    }
}
