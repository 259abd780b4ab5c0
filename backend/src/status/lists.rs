//! The signed list credentials that verifiers fetch. One is signed when its bits change, when the
//! issuer's key does, or when it grows old; in between every node answers with the same text.

use chrono::{DateTime, Duration, Utc};
use puente_credentials::bitstring::{Bitstring, ListCredential};
use puente_credentials::issue::{IssueError, issue};
use puente_credentials::proof::Cryptosuite;
use puente_wire::verification::{StatusNote, StatusPurpose};
use serde_json::Value;

use super::{list_address, store};
use crate::accounts::organisations;
use crate::actor::Organisation;
use crate::app::App;
use crate::db::{DbConn, DbError};
use crate::issuers::{IssuerError, IssuingKey, issuing_key};
use crate::secrets::sha256_hex;

/// How long a signed list may be relied on, for instance by a phone without a network.
const VALID_FOR: Duration = Duration::days(7);
/// How old a signed list may get before a new one is signed though nothing changed.
const SIGNED_AGAIN_AFTER: Duration = Duration::days(1);

/// Why a list cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum ListError {
    /// The organisation has no such list.
    #[error("no such status list")]
    Unknown,
    /// No key to sign with.
    #[error(transparent)]
    Issuer(#[from] IssuerError),
    /// It could not be signed.
    #[error(transparent)]
    Issue(#[from] IssueError),
    /// The database refused.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// Names one list of an organisation: purpose and number, `revocation-1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListName {
    /// What its bits mean.
    pub purpose: StatusPurpose,
    /// Which list, from 1.
    pub list: i32,
}

impl ListName {
    /// Reads `revocation-1`.
    pub fn parse(text: &str) -> Option<Self> {
        let (purpose, list) = text.split_once('-')?;
        let list = list.parse().ok().filter(|&number: &i32| number > 0 && number.to_string() == list)?;
        Some(Self { purpose: purpose.parse().ok()?, list })
    }
}

/// A signed list.
#[derive(Debug, Clone)]
pub struct SignedList {
    /// The credential, as it is sent.
    pub credential: String,
    /// Changes with it.
    pub version: String,
}

impl SignedList {
    /// For readers that ask for JSON-LD: with the one proof made for them, because many take a single
    /// proof, not a set.
    #[must_use]
    pub fn for_json_ld(self) -> Self {
        let single = serde_json::from_str(&self.credential).ok().and_then(with_json_ld_proof);
        single.map_or(self, |list| {
            let credential = list.to_string();
            Self { version: sha256_hex(credential.as_bytes()), credential }
        })
    }
}

fn with_json_ld_proof(mut list: Value) -> Option<Value> {
    let wanted = |proof: &&Value| proof.get("cryptosuite").is_some_and(|suite| suite == Cryptosuite::Rdfc.as_str());
    let proof = list.get("proof")?.as_array()?.iter().find(wanted)?.clone();
    list.as_object_mut()?.insert("proof".into(), proof);
    Some(list)
}

/// What a list says, read together.
struct Contents {
    organisation: Organisation,
    positions: Vec<i32>,
    kept: Option<store::KeptList>,
}

/// The signed list that is in force now.
pub async fn signed(app: &App, slug: &str, name: ListName) -> Result<SignedList, ListError> {
    let now = app.clock.now();
    let slug = slug.to_owned();
    let contents = app.db.read(move |conn| contents(conn, &slug, name)).await?;
    if let Some(list) = in_force(&contents, now) {
        return Ok(list);
    }
    let organisation = contents.organisation.clone();
    let app_in = app.clone();
    let key = app.db.write(move |conn| issuing_key(conn, &app_in, &organisation, now)).await?;
    let list = sign(app, &contents, name, &key, now)?;
    let (keep, hash) = (list.clone(), content_hash(&contents.positions));
    app.db
        .write(move |conn| {
            let (kind, number) = (name.purpose.as_str(), name.list);
            store::keep_list(conn, &contents.organisation.id, kind, number, &hash, &keep, now)
        })
        .await?;
    Ok(list)
}

fn contents(conn: &mut DbConn, slug: &str, name: ListName) -> Result<Contents, ListError> {
    let organisation = organisations::by_slug(conn, slug).map_err(|error| match error {
        DbError::NotFound => ListError::Unknown,
        other => other.into(),
    })?;
    let newest = store::newest_list(conn, &organisation.id)?;
    if name.list > newest {
        return Err(ListError::Unknown);
    }
    let positions = store::set_positions(conn, &organisation.id, name.purpose, name.list)?;
    let kept = store::kept_list(conn, &organisation.id, name.purpose.as_str(), name.list)?;
    Ok(Contents { organisation, positions, kept })
}

/// The kept list, when it says what is true now and is young enough.
fn in_force(contents: &Contents, now: DateTime<Utc>) -> Option<SignedList> {
    let kept = contents.kept.as_ref()?;
    let young = kept.signed_at <= now && now < kept.signed_at + SIGNED_AGAIN_AFTER;
    (young && kept.content_hash == content_hash(&contents.positions))
        .then(|| SignedList { version: sha256_hex(kept.credential.as_bytes()), credential: kept.credential.clone() })
}

fn content_hash(positions: &[i32]) -> String {
    let text: Vec<String> = positions.iter().map(ToString::to_string).collect();
    sha256_hex(text.join(",").as_bytes())
}

fn sign(
    app: &App,
    contents: &Contents,
    name: ListName,
    key: &IssuingKey,
    now: DateTime<Utc>,
) -> Result<SignedList, ListError> {
    let mut bits = Bitstring::default();
    for &position in &contents.positions {
        let index = usize::try_from(position).unwrap_or(usize::MAX);
        bits.set(index, true).map_err(|error| DbError::Damaged(error.to_string()))?;
    }
    let unsigned = ListCredential {
        url: &list_address(&app.config.origin, &contents.organisation.slug, name.purpose, name.list),
        issuer: &key.did,
        purpose: name.purpose,
        bits: &bits,
        valid_from: now,
        valid_until: now + VALID_FOR,
    };
    let credential = issue(unsigned.to_json(), &key.options(now), &key.key)?.to_string();
    Ok(SignedList { version: sha256_hex(credential.as_bytes()), credential })
}

/// Why and since when the bit at a position is set; none when it is not, or there is no such list.
pub fn note(conn: &mut DbConn, slug: &str, name: ListName, position: i32) -> Result<Option<StatusNote>, DbError> {
    let organisation = match organisations::by_slug(conn, slug) {
        Err(DbError::NotFound) => return Ok(None),
        found => found?,
    };
    let found = store::set_since(conn, &organisation.id, name, position)?;
    Ok(found.map(|(since, reason)| StatusNote { purpose: name.purpose, since: since.date(), reason }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_named_in_one_way_only() {
        let name = ListName { purpose: StatusPurpose::Suspension, list: 12 };
        assert_eq!(ListName::parse("suspension-12"), Some(name));
        for wrong in ["suspension-012", "suspension-0", "suspension--1", "suspension-+1", "other-1", "revocation", ""] {
            assert_eq!(ListName::parse(wrong), None, "{wrong}");
        }
    }
}
