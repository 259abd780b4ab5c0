//! Why something is suggested, as data and in words.

use std::collections::BTreeSet;
use std::fmt;

use competency_frameworks::Sector;

use super::Entry;
use super::terms::Term;

/// Why something is suggested.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// Words of both titles, as the suggested item writes them.
    SharedWords(Vec<String>),
    /// Parts of words of both items, the longest first, where no word is the same.
    WordParts(Vec<String>),
    /// Words of both items' units.
    UnitTitles(Vec<String>),
    /// Both are near this group of occupations.
    Occupation {
        /// The group's code.
        code: String,
        /// The group's first title.
        title: String,
    },
    /// Both are of this sector.
    Sector(Sector),
    /// Both are of this level.
    Level(String),
    /// A person has related an item like this one to the suggested one, or one like it.
    Neighbour {
        /// The item that was decided about.
        subject: String,
        /// What it was related to.
        object: String,
    },
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SharedWords(words) => write!(f, "shared words: {}", words.join(", ")),
            Self::WordParts(parts) => write!(f, "parts of words: {}", parts.join(", ")),
            Self::UnitTitles(words) => write!(f, "units: {}", words.join(", ")),
            Self::Occupation { code, title } => write!(f, "occupation group: {code} {title}"),
            Self::Sector(sector) => write!(f, "sector: {}", sector.as_str()),
            Self::Level(level) => write!(f, "level: {level}"),
            Self::Neighbour { subject, object } => write!(f, "neighbour: {subject} was related to {object}"),
        }
    }
}

pub(super) fn shared_sector(one: &Entry, other: &Entry) -> Option<Sector> {
    one.sectors.iter().copied().find(|sector| other.sectors.contains(sector))
}

pub(super) fn shared_level<'e>(one: &Entry, other: &'e Entry) -> Option<&'e str> {
    let level = other.level.as_deref()?;
    (one.level.as_deref() == Some(level)).then_some(level)
}

/// Words of the second whose stems the first has too, each once, roles left out.
pub(super) fn shared<'t>(one: impl Iterator<Item = &'t Term>, other: impl Iterator<Item = &'t Term>) -> Vec<String> {
    let stems: BTreeSet<&str> = one.map(|term| term.stem.as_str()).filter(|stem| !stem.starts_with('=')).collect();
    let mut seen = BTreeSet::new();
    other
        .filter(|term| stems.contains(term.stem.as_str()) && seen.insert(term.stem.clone()))
        .map(|term| term.word.clone())
        .collect()
}

/// Fewer letters in common say nothing.
const FEWEST: usize = 3;
/// So many parts are named.
const NAMED: usize = 3;

/// The longest parts that words of both have in common, each once, roles left out.
pub(super) fn shared_parts(one: &[Term], other: &[Term]) -> Vec<String> {
    let stems = |terms: &[Term]| -> BTreeSet<Vec<char>> {
        terms.iter().filter(|term| !term.stem.starts_with('=')).map(|term| term.stem.chars().collect()).collect()
    };
    let (ours, theirs) = (stems(one), stems(other));
    let longest = theirs.iter().filter_map(|theirs| {
        let parts = ours.iter().map(|ours| common_part(ours, theirs));
        parts.max_by_key(|part| part.len()).filter(|part| part.len() >= FEWEST)
    });
    let mut parts: Vec<&[char]> = longest.collect::<BTreeSet<_>>().into_iter().collect();
    parts.sort_by_key(|part| std::cmp::Reverse(part.len()));
    parts.into_iter().take(NAMED).map(|part| part.iter().collect()).collect()
}

/// The longest part that both words have.
fn common_part<'w>(one: &[char], other: &'w [char]) -> &'w [char] {
    let from = |start: usize| {
        let rest = other.get(start..).unwrap_or_default();
        let lengths = (0..one.len()).map(|place| {
            let ours = one.get(place..).unwrap_or_default();
            ours.iter().zip(rest).take_while(|(a, b)| a == b).count()
        });
        rest.get(..lengths.max().unwrap_or_default()).unwrap_or_default()
    };
    (0..other.len()).map(from).max_by_key(|part| part.len()).unwrap_or_default()
}

/// Words of the second that say the same role as one of the first, each once.
pub(super) fn shared_roles(one: &[Term], other: &[Term]) -> Vec<String> {
    let roles: BTreeSet<&str> =
        one.iter().map(|term| term.stem.as_str()).filter(|stem| stem.starts_with('=')).collect();
    let mut seen = BTreeSet::new();
    other
        .iter()
        .filter(|term| roles.contains(term.stem.as_str()) && seen.insert(term.stem.clone()))
        .map(|term| term.word.clone())
        .collect()
}
