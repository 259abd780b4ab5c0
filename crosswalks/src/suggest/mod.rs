//! Suggestions: which items of one framework may correspond to an item of another.
//!
//! A [`Suggester`] is built once over the candidates and then asked for one item after another. Three
//! things are looked at: the words two items share (an inverted index of stems that forgives spelling,
//! gender and the differences between Spanish and Portuguese); the groups of a [`Hub`] of occupations
//! that both are near to, which carries titles across that share no word, and across languages; and
//! what is known besides: units, sector, level, occupation codes, and what people have decided for
//! neighbours. The best are ranked anew by spelling (`strsim`).
//!
//! A suggestion is where to look, never a mapping: people decide.

mod compare;
mod concepts;
mod hub;
mod index;
mod lexicon;
mod rank;
mod reading;
mod reason;
mod spelling;
mod table;
mod terms;
mod vocabulary;

pub use compare::{Stretch, compare};
pub use hub::{Hub, HubGroup};
pub use rank::{Decided, Room, Suggester, Suggestion};
pub use reason::Reason;
pub use table::{Items, Problem, read_entries};

use competency_frameworks::Sector;

/// An item of a framework, as far as suggestions look at it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// Its code or key.
    pub id: String,
    /// Its title, in one or more languages.
    pub titles: Vec<String>,
    /// Titles of its units.
    pub units: Vec<String>,
    /// Other words about it: the title of what it is part of, a description.
    pub context: Vec<String>,
    /// Sectors.
    pub sectors: Vec<Sector>,
    /// Level, as its framework counts.
    pub level: Option<String>,
    /// Codes of groups of the hub that its body, or the registry, filed it under.
    pub occupations: Vec<String>,
}
