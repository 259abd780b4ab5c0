//! Answers that were given before, as they went out: a published state answers a question of a day in
//! one way only.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use bytes::Bytes;
use chrono::NaiveDate;

/// Most bytes that are kept; then it begins anew.
const MOST: usize = 16 << 20;

/// An answer as it goes out.
#[derive(Debug, Clone)]
pub struct Kept {
    /// The body, JSON.
    pub body: Bytes,
    /// Its tag.
    pub etag: String,
}

/// Answers of one edition, by the raw query and the day on which it was asked.
#[derive(Debug, Default)]
pub struct Answers {
    kept: RwLock<Shelf>,
}

#[derive(Debug, Default)]
struct Shelf {
    by_query: HashMap<(NaiveDate, String), Kept>,
    bytes: usize,
}

impl Answers {
    /// The answer to a query, when it was asked before on this day.
    pub fn get(&self, query: &str, today: NaiveDate) -> Option<Kept> {
        let shelf = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        shelf.by_query.get(&(today, query.to_owned())).cloned()
    }

    /// Keeps an answer.
    pub fn keep(&self, query: &str, today: NaiveDate, answer: Kept) {
        let mut shelf = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        let bytes = query.len() + answer.body.len() + answer.etag.len() + size_of::<Kept>();
        if shelf.bytes + bytes > MOST {
            *shelf = Shelf::default();
        }
        shelf.bytes += bytes;
        if let Some(old) = shelf.by_query.insert((today, query.to_owned()), answer) {
            shelf.bytes -= query.len() + old.body.len() + old.etag.len() + size_of::<Kept>();
        }
    }
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
        answers.keep("a", day, answer(10));
        assert_eq!(answers.get("a", day).unwrap().body.len(), 10);
        assert!(answers.get("a", day.succ_opt().unwrap()).is_none());
        for number in 0..100 {
            answers.keep(&number.to_string(), day, answer(1 << 20));
            let shelf = answers.kept.read().unwrap();
            let held: usize = shelf.by_query.values().map(|kept| kept.body.len()).sum();
            assert!(held <= shelf.bytes && shelf.bytes <= MOST);
        }
        assert!(answers.get("99", day).is_some() && answers.get("a", day).is_none());
    }
}
