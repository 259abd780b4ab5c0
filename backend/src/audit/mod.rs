//! The audit log: every write, and every read of a person's record; append-only and hash-chained.
//!
//! Entry `n` holds the hash of entry `n - 1`; its own hash is SHA-256 over that hash and the
//! entry's fields as JSON. Changing, removing or inserting an entry breaks the chain after it.

pub mod routes;
pub mod store;

use chrono::{DateTime, SubsecRound, Utc};
use serde::Serialize;

use crate::actor::Actor;
use crate::db::{DbConn, DbError};
use crate::secrets::sha256_hex;

/// The hash before the first entry.
pub const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// Something that happened.
#[derive(Debug, Clone)]
pub struct Event<'a> {
    /// Kebab-case verb phrase, e.g. `certificate-revoked`; the screen shows its message.
    pub action: &'a str,
    /// What kind of thing it happened to, e.g. `certificate`.
    pub object_kind: &'a str,
    /// Its id.
    pub object_id: &'a str,
    /// In which organisation.
    pub organisation_id: Option<&'a str>,
    /// The candidate whose record it is.
    pub person_id: Option<&'a str>,
    /// Why, in the words of who did it; empty when nothing was asked.
    pub reason: &'a str,
    /// More, without personal data or secrets.
    pub detail: serde_json::Value,
}

impl<'a> Event<'a> {
    /// An event about an object; the rest is set with struct update syntax.
    pub const fn new(action: &'a str, object_kind: &'a str, object_id: &'a str) -> Self {
        Self {
            action,
            object_kind,
            object_id,
            organisation_id: None,
            person_id: None,
            reason: "",
            detail: serde_json::Value::Null,
        }
    }
}

/// An entry without its own hash, in the order in which it is hashed.
#[derive(Debug, Clone, Serialize)]
pub struct Entry {
    /// Number, from 1, without gaps.
    pub seq: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// Who, see [`Actor::audit_name`].
    pub actor: String,
    /// In which organisation.
    pub organisation_id: Option<String>,
    /// What.
    pub action: String,
    /// To what kind of thing.
    pub object_kind: String,
    /// To which.
    pub object_id: String,
    /// Whose record it is.
    pub person_id: Option<String>,
    /// Why.
    pub reason: String,
    /// More, JSON.
    pub detail: String,
    /// The hash of the entry before.
    pub previous_hash: String,
}

impl Entry {
    fn hash(&self) -> Result<String, DbError> {
        let text = serde_json::to_vec(self).map_err(|error| DbError::Damaged(error.to_string()))?;
        Ok(sha256_hex(&text))
    }
}

/// Appends an event. Call it inside the write that it tells of.
pub fn record(conn: &mut DbConn, at: DateTime<Utc>, actor: &Actor, event: Event<'_>) -> Result<(), DbError> {
    record_many(conn, at, [(actor, event)])
}

/// Appends events in their order, each with an entry of its own.
pub fn record_many<'a>(
    conn: &mut DbConn,
    at: DateTime<Utc>,
    events: impl IntoIterator<Item = (&'a Actor, Event<'a>)>,
) -> Result<(), DbError> {
    let (mut seq, mut head) = store::head(conn)?.unwrap_or((0, GENESIS.to_owned()));
    let mut entries = Vec::new();
    for (actor, event) in events {
        seq += 1;
        let entry = entry(seq, std::mem::take(&mut head), at, actor, event);
        let hash = entry.hash()?;
        head.clone_from(&hash);
        entries.push((entry, hash));
    }
    store::append(conn, entries)
}

fn entry(seq: i64, previous_hash: String, at: DateTime<Utc>, actor: &Actor, event: Event<'_>) -> Entry {
    let Event { action, object_kind, object_id, organisation_id, person_id, reason, detail } = event;
    Entry {
        seq,
        at: at.trunc_subsecs(6),
        actor: actor.audit_name(),
        organisation_id: organisation_id.map(ToOwned::to_owned),
        action: action.to_owned(),
        object_kind: object_kind.to_owned(),
        object_id: object_id.to_owned(),
        person_id: person_id.map(ToOwned::to_owned),
        reason: reason.to_owned(),
        detail: match detail {
            serde_json::Value::Null => "{}".to_owned(),
            other => other.to_string(),
        },
        previous_hash,
    }
}

/// What checking the chain found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChainState {
    /// Whole, with this many entries and this hash at the end.
    Whole {
        /// How many entries.
        entries: i64,
        /// The hash of the last.
        head: String,
    },
    /// Broken at this number.
    Broken {
        /// The first entry that does not fit.
        seq: i64,
    },
}

/// Walks the whole chain, a thousand entries at a time.
pub fn verify(conn: &mut DbConn) -> Result<ChainState, DbError> {
    let mut head = GENESIS.to_owned();
    let mut last = 0;
    loop {
        let page = store::page_after(conn, last, 1000)?;
        if page.is_empty() {
            return Ok(ChainState::Whole { entries: last, head });
        }
        for (entry, hash) in page {
            if entry.seq != last + 1 || entry.previous_hash != head || entry.hash()? != hash {
                return Ok(ChainState::Broken { seq: last + 1 });
            }
            last = entry.seq;
            head = hash;
        }
    }
}
