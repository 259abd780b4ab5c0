//! Pages of lists, and how lists are searched.

use competency_frameworks::text;
use schemars::JsonSchema;
use serde::Deserialize;

use super::problem::{OUT_OF_RANGE, TOO_LONG, field_error, invalid};
use puente_wire::problem::Problem;

/// How many things a page holds.
pub const PER_PAGE: u32 = 20;
/// The last page that can be asked for; whoever needs more should search.
const LAST_PAGE: u32 = 10_000;

/// `?q=&page=`.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PageQuery {
    /// Words to look for, in any order; accents and capitals do not matter.
    #[serde(default)]
    pub q: String,
    /// Page, from 1.
    #[serde(default)]
    pub page: Option<u32>,
}

/// A page that was asked for, checked.
#[derive(Debug, Clone)]
pub struct Page {
    /// From 1.
    pub number: u32,
    /// What each hit must contain, as patterns for `LIKE` over [`searchable`] text.
    pub patterns: Vec<String>,
}

impl Page {
    /// Checks what was asked for.
    pub fn new(q: &str, page: Option<u32>) -> Result<Self, Problem> {
        let number = page.unwrap_or(1);
        if !(1..=LAST_PAGE).contains(&number) {
            return Err(invalid(vec![field_error("page", OUT_OF_RANGE)]));
        }
        if q.chars().count() > 200 {
            return Err(invalid(vec![field_error("q", TOO_LONG)]));
        }
        // Only letters and digits are left, so nothing needs to be escaped.
        let patterns = text::words(q).into_iter().map(|word| format!("% {word}%")).collect();
        Ok(Self { number, patterns })
    }

    /// How many things come before it.
    pub fn offset(&self) -> i64 {
        i64::from(self.number - 1) * i64::from(PER_PAGE)
    }
}

/// A text as it is kept to be searched: folded words, each after a blank.
pub fn searchable<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    texts.into_iter().flat_map(text::words).fold(String::new(), |text, word| text + " " + &word)
}

/// A count from the database, as it travels.
pub fn count(number: i64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail loudly")]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_by_their_beginning_whatever_the_accents() {
        assert_eq!(searchable(["José  Ñúñez", "280101175 v1"]), " jose nunez 280101175 v1");
        assert_eq!(Page::new("NÚÑ jos%", None).unwrap().patterns, ["% nun%", "% jos%"]);
    }

    #[test]
    fn pages_are_counted_from_one() {
        assert_eq!(Page::new("", Some(3)).unwrap().offset(), 40);
        assert_eq!(Page::new("", Some(0)).unwrap_err().code, "invalid");
        assert_eq!(Page::new(&"x".repeat(201), None).unwrap_err().code, "invalid");
    }
}
