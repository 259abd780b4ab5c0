//! Where credentials stand in their issuer's public status lists (Bitstring Status List v1.0).
//!
//! A credential gets one position when it is issued, at random, so that neither its number nor the
//! order of issuing can be read from the list. Revocation and suspension have a list each; a
//! credential has the same number and position in both.

pub mod lists;
pub mod routes;
pub mod store;
pub mod tokens;

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use puente_credentials::bitstring::StatusEntry;
use puente_wire::verification::{StatusPurpose, StatusReason};

use crate::db::{DbConn, DbError};
use crate::secrets::{SecretError, random};

/// How many positions of a list are used before the next is begun: half, so that a free one is found
/// at once and the order of issuing stays hidden to the end.
const USED_AT_MOST: i64 = 1 << 16;

/// After so many rounds without a place, a credential is looked up: it may have one already.
const LUCK: u32 = 2;

/// How many positions a list has: [`puente_credentials::bitstring::MINIMUM_ENTRIES`].
const POSITIONS: u32 = 1 << 17;

/// A failure to give a position.
#[derive(Debug, thiserror::Error)]
pub enum StatusError {
    /// The database refused.
    #[error(transparent)]
    Db(#[from] DbError),
    /// No random number.
    #[error(transparent)]
    Secret(#[from] SecretError),
}

/// A credential's place in its issuer's lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Slot {
    /// Which list, from 1.
    pub list: i32,
    /// Which entry, from 0.
    pub position: i32,
}

impl Slot {
    /// The entries that go into the credential.
    pub fn entries(self, origin: &str, slug: &str) -> [StatusEntry; 2] {
        [StatusPurpose::Revocation, StatusPurpose::Suspension].map(|purpose| StatusEntry {
            purpose,
            list: list_address(origin, slug, purpose, self.list),
            index: usize::try_from(self.position).unwrap_or_default(),
        })
    }
}

/// The address of a list, e.g. `https://registro.example/status/sena/revocation-1`.
pub fn list_address(origin: &str, slug: &str, purpose: StatusPurpose, list: i32) -> String {
    format!("{origin}/status/{slug}/{purpose}-{list}")
}

/// Gives the credential a free position, or the one it has already.
///
/// Writes follow one another on both databases, so that two nodes never look for a free position of the
/// same list at the same time; the primary key would stop them in any case.
pub fn allocate(
    conn: &mut DbConn,
    organisation_id: &str,
    subject_id: &str,
    now: DateTime<Utc>,
) -> Result<Slot, StatusError> {
    let slots = allocate_many(conn, organisation_id, &[subject_id], now)?;
    Ok(slots.into_iter().next().ok_or(DbError::NotFound)?)
}

/// [`allocate`] for many credentials at once, in a few queries: a position for each, in their order. A
/// credential that is named twice gets one.
///
/// Chance says where each goes, and those whose position was free stay there; the others try again. That
/// finds its way through the primary key alone, whatever the database thinks of the size of the table.
pub fn allocate_many(
    conn: &mut DbConn,
    organisation_id: &str,
    subject_ids: &[&str],
    now: DateTime<Utc>,
) -> Result<Vec<Slot>, StatusError> {
    let mut list = store::newest_list(conn, organisation_id)?;
    let mut slots: HashMap<&str, Slot> = HashMap::with_capacity(subject_ids.len());
    let mut without: BTreeSet<&str> = subject_ids.iter().copied().collect();
    let mut rounds = 0;
    while !without.is_empty() {
        let draws = without.iter().map(|id| Ok((*id, Draw::from(u32::from_be_bytes(random::<4>()?)))));
        let draws = draws.collect::<Result<Vec<(&str, Draw)>, SecretError>>()?;
        let wanted: Vec<(Slot, &str)> =
            draws.iter().map(|(id, Draw { position, .. })| (Slot { list, position: *position }, *id)).collect();
        let placed = store::place(conn, organisation_id, &wanted, now)?;
        slots.extend(wanted.into_iter().filter(|(_, id)| placed.contains(*id)).map(|(slot, id)| (id, slot)));
        rounds += 1;
        if rounds == LUCK {
            let known = store::slots_of(conn, &without)?;
            slots.extend(without.iter().filter_map(|id| Some((*id, *known.get(*id)?))));
        }
        without.retain(|id| !slots.contains_key(id));
        let counts = draws.iter().any(|(id, draw)| draw.counts && !placed.contains(*id));
        if counts && store::used(conn, organisation_id, list)? >= USED_AT_MOST {
            list += 1;
        }
    }
    Ok(subject_ids.iter().map(|id| slots.get(*id).copied().ok_or(DbError::NotFound)).collect::<Result<_, _>>()?)
}

/// What chance says.
struct Draw {
    /// A position of a list, each as likely as any other.
    position: i32,
    /// Whether to count what is used, should the position be taken: once in 512 times. Counting goes
    /// through the whole list, and an empty list has no need of it; a list that is half used is left after
    /// some thousand more.
    counts: bool,
}

impl From<u32> for Draw {
    fn from(bits: u32) -> Self {
        let position = i32::try_from(bits % POSITIONS).unwrap_or_default();
        Self { position, counts: bits >> 23 == 0 }
    }
}

/// Sets or clears a credential's bit. Whoever fetches the list afterwards sees it.
pub fn set(
    conn: &mut DbConn,
    subject_id: &str,
    purpose: StatusPurpose,
    since: Option<(DateTime<Utc>, StatusReason)>,
) -> Result<(), DbError> {
    store::set(conn, subject_id, purpose, since)
}

#[cfg(test)]
mod tests {
    use puente_credentials::bitstring::MINIMUM_ENTRIES;

    use super::*;

    #[test]
    fn chance_reaches_every_position_and_counts_now_and_then() {
        assert_eq!(Draw::from(0).position, 0);
        assert_eq!(Draw::from(POSITIONS - 1).position, 131_071);
        assert_eq!(Draw::from(u32::MAX).position, 131_071);
        assert!(Draw::from(0).counts && Draw::from((1 << 23) - 1).counts);
        assert!(!Draw::from(1 << 23).counts);
    }

    #[test]
    fn positions_are_those_of_the_smallest_list_allowed_and_half_of_them_are_used() {
        assert_eq!(usize::try_from(POSITIONS), Ok(MINIMUM_ENTRIES));
        assert_eq!(USED_AT_MOST * 2, i64::from(POSITIONS));
    }
}
