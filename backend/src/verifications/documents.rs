//! Documents of other issuers, held for a little while: so that a batch of certificates does not ask for the
//! same document again and again, and an address that does not answer is left in peace.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use puente_credentials::verify::Unavailable;
use serde_json::Value;

/// What was found: the document as it was published, or that it cannot be had.
pub type Found = Result<Arc<Value>, Unavailable>;

/// How long a document is held: a key that its owner withdraws counts so much longer here.
const HELD_FOR: TimeDelta = TimeDelta::minutes(5);
/// How long nobody asks again after a failure.
const ABSENT_FOR: TimeDelta = TimeDelta::seconds(30);
/// How many are held.
const MOST: usize = 500;
/// The most bytes of a document that is held; a larger one is fetched each time.
const LARGEST: usize = 16 * 1024;

/// What this process holds.
#[derive(Clone, Default)]
pub struct Documents(Arc<Mutex<HashMap<String, Held>>>);

struct Held {
    found: Found,
    until: DateTime<Utc>,
}

impl Documents {
    /// What is held under an address, if it is fresh enough.
    pub fn get(&self, url: &str, now: DateTime<Utc>) -> Option<Found> {
        let held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.get(url).filter(|held| now < held.until).map(|held| held.found.clone())
    }

    /// Holds what was found; the entry that would end first makes room.
    pub fn put(&self, url: &str, found: &Found, now: DateTime<Utc>) {
        let too_large = |document: &Arc<Value>| document.to_string().len() > LARGEST;
        if found.as_ref().is_ok_and(too_large) {
            return;
        }
        let until = now + if found.is_ok() { HELD_FOR } else { ABSENT_FOR };
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if held.len() >= MOST && !held.contains_key(url) {
            held.retain(|_, held| now < held.until);
            if held.len() >= MOST
                && let Some(first) = held.iter().min_by_key(|(_, held)| held.until).map(|(url, _)| url.clone())
            {
                held.remove(&first);
            }
        }
        held.insert(url.to_owned(), Held { found: found.clone(), until });
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail loudly")]
mod tests {
    use super::*;
    use serde_json::json;

    fn now() -> DateTime<Utc> {
        "2026-06-01T12:00:00Z".parse().unwrap()
    }

    fn document(methods: usize) -> Arc<Value> {
        let method =
            |number: usize| json!({"id": format!("did:web:a#{number}"), "type": "Multikey", "controller": "did:web:a"});
        let methods: Vec<_> = (0..methods).map(method).collect();
        Arc::new(json!({"id": "did:web:a", "verificationMethod": methods}))
    }

    #[test]
    fn a_document_is_held_for_minutes_and_a_failure_for_seconds() {
        let documents = Documents::default();
        documents.put("a", &Ok(document(1)), now());
        documents.put("b", &Err(Unavailable::Unreachable), now());
        assert_eq!(documents.get("a", now() + TimeDelta::seconds(299)), Some(Ok(document(1))));
        assert_eq!(documents.get("a", now() + TimeDelta::seconds(300)), None);
        assert_eq!(documents.get("b", now() + TimeDelta::seconds(29)), Some(Err(Unavailable::Unreachable)));
        assert_eq!(documents.get("b", now() + TimeDelta::seconds(30)), None);
        assert_eq!(documents.get("c", now()), None);
    }

    #[test]
    fn there_is_room_for_so_many_and_none_for_large_ones() {
        let documents = Documents::default();
        documents.put("large", &Ok(document(1_000)), now());
        assert_eq!(documents.get("large", now()), None);
        for number in 0..2 * MOST {
            let later = now() + TimeDelta::milliseconds(i64::try_from(number).unwrap());
            documents.put(&number.to_string(), &Ok(document(1)), later);
        }
        assert_eq!(documents.0.lock().unwrap().len(), MOST);
        assert_eq!(documents.get("0", now()), None);
        assert!(documents.get(&(2 * MOST - 1).to_string(), now()).is_some());
    }
}
