//! Pairs that somebody looked at and did not want.

use std::collections::HashSet;

use competency_frameworks::{FrameworkId, ItemKey};
use crosswalks::Mapping;
use puente_wire::crosswalks::{NewRejection, RejectedPair};

use super::{CrosswalkError, own, store, tell};
use crate::acts::Doer;
use crate::db::{DbConn, DbError};
use crate::http::problem::{TOO_LONG, UNKNOWN, field_error};
use crate::recognition::Edition;

const LONGEST_REASON: usize = 2000;

/// Pairs of items by the text of their keys: what imports and suggestions leave out.
pub type Pairs = HashSet<(String, String)>;

/// The rejected pairs of a crosswalk, newest first.
pub fn list(conn: &mut DbConn, doer: &Doer, crosswalk: &str) -> Result<Vec<RejectedPair>, CrosswalkError> {
    own(conn, doer, crosswalk)?;
    Ok(store::rejections(conn, crosswalk)?)
}

/// The same, to look pairs up in.
pub fn pairs(conn: &mut DbConn, crosswalk: &str) -> Result<Pairs, DbError> {
    let all = store::rejections(conn, crosswalk)?.into_iter();
    Ok(all.map(|pair| (pair.subject.to_string(), pair.object.to_string())).collect())
}

/// Keeps a pair from coming back. Rejecting it again changes nothing.
pub fn reject(
    conn: &mut DbConn,
    doer: &Doer,
    edition: &Edition,
    crosswalk: &str,
    new: NewRejection,
) -> Result<RejectedPair, CrosswalkError> {
    let head = own(conn, doer, crosswalk)?;
    let day = doer.at.date_naive();
    let exists = |framework: &FrameworkId, key: &ItemKey| edition.snapshot.item(framework, key, day).is_some();
    let mut errors = Vec::new();
    if !exists(&head.subject_framework, &new.subject) {
        errors.push(field_error("subject", UNKNOWN));
    }
    if !exists(&head.object_framework, &new.object) {
        errors.push(field_error("object", UNKNOWN));
    }
    if new.reason.chars().count() > LONGEST_REASON {
        errors.push(field_error("reason", TOO_LONG));
    }
    if !errors.is_empty() {
        return Err(CrosswalkError::Invalid(errors));
    }
    let known = store::rejections(conn, crosswalk)?.into_iter();
    if let Some(known) = known.into_iter().find(|pair| pair.subject == new.subject && pair.object == new.object) {
        return Ok(known);
    }
    let pair = RejectedPair {
        id: uuid::Uuid::now_v7().to_string(),
        subject: new.subject,
        object: new.object,
        reason: new.reason.trim().to_owned(),
        rejected_by: doer.actor.member()?.name.clone(),
        rejected_at: doer.at,
    };
    store::insert_rejection(conn, crosswalk, &pair)?;
    tell_pair(conn, doer, "pair-rejected", crosswalk, &pair)?;
    Ok(pair)
}

/// Lets a pair come back.
pub fn restore(conn: &mut DbConn, doer: &Doer, crosswalk: &str, id: &str) -> Result<(), CrosswalkError> {
    own(conn, doer, crosswalk)?;
    let known = store::rejections(conn, crosswalk)?.into_iter().find(|pair| pair.id == id);
    let pair = known.ok_or(CrosswalkError::NotFound)?;
    store::delete_rejection(conn, &pair.id)?;
    tell_pair(conn, doer, "pair-restored", crosswalk, &pair)
}

/// Somebody wrote the pair by hand: that is asking for it. A row that says it does *not* hold is not.
pub(super) fn lift(conn: &mut DbConn, doer: &Doer, crosswalk: &str, mapping: &Mapping) -> Result<(), CrosswalkError> {
    let Some(object) = mapping.object_item().filter(|_| !mapping.not) else { return Ok(()) };
    let subject = mapping.subject_item();
    let known = store::rejections(conn, crosswalk)?.into_iter();
    for pair in known.filter(|pair| &pair.subject == subject && &pair.object == object) {
        store::delete_rejection(conn, &pair.id)?;
        tell_pair(conn, doer, "pair-restored", crosswalk, &pair)?;
    }
    Ok(())
}

fn tell_pair(
    conn: &mut DbConn,
    doer: &Doer,
    done: &str,
    crosswalk: &str,
    pair: &RejectedPair,
) -> Result<(), CrosswalkError> {
    let more = serde_json::json!({"subject": pair.subject, "object": pair.object});
    tell(conn, doer, done, "crosswalk", crosswalk, &pair.reason, more)
}
