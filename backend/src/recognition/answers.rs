//! Answers that were given before, as they went out: a published state answers a question of a day in
//! one way only. What is asked once is not kept, so that whoever asks everything in turn neither fills
//! the shelf nor empties it.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{PoisonError, RwLock};

use bytes::Bytes;
use chrono::NaiveDate;

/// Most bytes that are kept; then it begins anew.
const MOST: usize = 16 << 20;
/// How many questions are remembered as asked once; a newer one may take an older one's place.
const ASKED: usize = 1 << 14;

/// An answer as it goes out.
#[derive(Debug, Clone)]
pub struct Kept {
    /// The body, JSON.
    pub body: Bytes,
    /// Its tag.
    pub etag: String,
}

/// Answers of one edition, by the raw query, with the day on which it was asked.
#[derive(Debug)]
pub struct Answers {
    kept: RwLock<Shelf>,
    /// What was asked once, by its hash.
    asked: Vec<AtomicU64>,
    hasher: RandomState,
}

#[derive(Debug, Default)]
struct Shelf {
    by_query: HashMap<String, (NaiveDate, Kept)>,
    bytes: usize,
}

impl Default for Answers {
    fn default() -> Self {
        let asked = (0..ASKED).map(|_| AtomicU64::default()).collect();
        Self { kept: RwLock::default(), asked, hasher: RandomState::new() }
    }
}

impl Answers {
    /// The answer to a query, when it was asked before on this day.
    pub fn get(&self, query: &str, today: NaiveDate) -> Option<Kept> {
        let shelf = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        shelf.by_query.get(query).filter(|(day, _)| *day == today).map(|(_, kept)| kept.clone())
    }

    /// Keeps an answer, unless nobody is known to have asked the same on this day before.
    pub fn keep(&self, query: &str, today: NaiveDate, answer: Kept) {
        if !self.asked_before(query, today) {
            return;
        }
        let mut shelf = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        let bytes = size(query, &answer);
        if shelf.bytes + bytes > MOST {
            *shelf = Shelf::default();
        }
        shelf.bytes += bytes;
        if let Some((_, old)) = shelf.by_query.insert(query.to_owned(), (today, answer)) {
            shelf.bytes -= size(query, &old);
        }
    }

    fn asked_before(&self, query: &str, today: NaiveDate) -> bool {
        let hash = self.hasher.hash_one((query, today));
        let place = usize::try_from(hash % ASKED as u64).ok().and_then(|place| self.asked.get(place));
        place.is_some_and(|place| place.swap(hash, Ordering::Relaxed) == hash)
    }
}

fn size(query: &str, answer: &Kept) -> usize {
    query.len() + answer.body.len() + answer.etag.len() + size_of::<Kept>()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests fail loudly")]
    use super::*;

    fn answer(length: usize) -> Kept {
        Kept { body: vec![b' '; length].into(), etag: "\"1\"".to_owned() }
    }

    #[test]
    fn an_answer_is_of_its_day_and_many_large_ones_do_not_pile_up() {
        let (answers, day) = (Answers::default(), NaiveDate::from_ymd_opt(2026, 4, 9).unwrap());
        let keep = |query: &str, length| (0..2).for_each(|_| answers.keep(query, day, answer(length)));
        keep("a", 10);
        assert_eq!(answers.get("a", day).unwrap().body.len(), 10);
        assert!(answers.get("a", day.succ_opt().unwrap()).is_none());
        for number in 0..100 {
            keep(&number.to_string(), 1 << 20);
            let shelf = answers.kept.read().unwrap();
            let held: usize = shelf.by_query.values().map(|(_, kept)| kept.body.len()).sum();
            assert!(held <= shelf.bytes && shelf.bytes <= MOST);
        }
        assert!(answers.get("99", day).is_some() && answers.get("a", day).is_none());
    }

    #[test]
    fn what_is_asked_once_is_not_kept_and_what_is_asked_again_is() {
        let (answers, day) = (Answers::default(), NaiveDate::from_ymd_opt(2026, 4, 9).unwrap());
        answers.keep("a", day, answer(10));
        assert!(answers.get("a", day).is_none());
        answers.keep("a", day.succ_opt().unwrap(), answer(10));
        assert!(answers.get("a", day.succ_opt().unwrap()).is_none(), "tomorrow it is another question");
        answers.keep("a", day.succ_opt().unwrap(), answer(10));
        assert!(answers.get("a", day.succ_opt().unwrap()).is_some());
    }
}
