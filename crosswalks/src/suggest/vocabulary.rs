//! The terms of an index, and which of them are like a given one.

use std::collections::HashMap;
use std::sync::{Arc, RwLock};

/// A term of a vocabulary, by number.
pub(crate) type TermId = u32;

/// Terms that a word is like, each with a likeness of 0 to 1.
pub(crate) type Likes = Arc<[(TermId, f32)]>;

/// Likeness below which two words have nothing to do with each other.
const ALIKE: f32 = 0.62;
/// No word is like more terms than this; the nearest are kept.
const MOST: usize = 12;
/// At most so many answers are remembered.
const REMEMBERED: usize = 50_000;
/// So many letters at the beginning make words kin: `geógrafo`, `geografía`.
const KIN: usize = 5;

/// Interned terms, found again by shared groups of three letters and re-ranked by edit distance.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    by_stem: HashMap<String, TermId>,
    stems: Vec<String>,
    grams: HashMap<[u8; 3], Vec<TermId>>,
    gram_counts: Vec<u16>,
    known: RwLock<HashMap<String, Likes>>,
}

impl Vocabulary {
    /// The number of a term; a new one is added.
    pub(crate) fn intern(&mut self, stem: &str) -> TermId {
        if let Some(&id) = self.by_stem.get(stem) {
            return id;
        }
        let id = TermId::try_from(self.stems.len()).unwrap_or(TermId::MAX);
        let grams = grams(stem);
        for gram in &grams {
            self.grams.entry(*gram).or_default().push(id);
        }
        self.gram_counts.push(u16::try_from(grams.len()).unwrap_or(u16::MAX));
        self.by_stem.insert(stem.to_owned(), id);
        self.stems.push(stem.to_owned());
        id
    }

    pub(crate) fn len(&self) -> usize {
        self.stems.len()
    }

    pub(crate) fn id(&self, stem: &str) -> Option<TermId> {
        self.by_stem.get(stem).copied()
    }

    pub(crate) fn stem(&self, id: TermId) -> &str {
        self.stems.get(id as usize).map_or("", String::as_str)
    }

    /// The terms this stem is like, itself first when it is one. Remembered.
    pub(crate) fn like(&self, stem: &str) -> Likes {
        if let Some(known) = self.known.read().ok().and_then(|known| known.get(stem).cloned()) {
            return known;
        }
        let found: Likes = self.find(stem).into();
        if let Ok(mut known) = self.known.write() {
            if known.len() >= REMEMBERED {
                known.clear();
            }
            known.insert(stem.to_owned(), Arc::clone(&found));
        }
        found
    }

    fn find(&self, stem: &str) -> Vec<(TermId, f32)> {
        if stem.starts_with('=') || stem.len() <= 3 {
            return self.id(stem).map(|id| (id, 1.0)).into_iter().collect();
        }
        let own = grams(stem);
        let mut shared: HashMap<TermId, u16> = HashMap::new();
        for gram in &own {
            for &id in self.grams.get(gram).into_iter().flatten() {
                *shared.entry(id).or_default() += 1;
            }
        }
        let mut like: Vec<(TermId, f32)> = shared
            .into_iter()
            .filter(|&(id, common)| {
                let other = self.gram_counts.get(id as usize).copied().unwrap_or_default();
                usize::from(common) * 5 >= own.len().min(usize::from(other)) * 2
            })
            .map(|(id, _)| (id, likeness(stem, self.stem(id))))
            .filter(|&(_, likeness)| likeness >= ALIKE)
            .collect();
        like.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        like.truncate(MOST);
        like
    }
}

/// How alike two stems are: spelling, or a long common beginning.
fn likeness(one: &str, other: &str) -> f32 {
    if one == other {
        return 1.0;
    }
    if other.starts_with('=') || other.len() <= 3 {
        return 0.0;
    }
    let (short, long) = (one.len().min(other.len()), one.len().max(other.len()));
    #[expect(clippy::cast_possible_truncation, reason = "between 0 and 1")]
    let spelling = strsim::normalized_damerau_levenshtein(one, other) as f32;
    let beginning = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    let share = |part: usize, whole: usize| f32::from(u8::try_from(part * 100 / whole.max(1)).unwrap_or(100)) / 100.0;
    let kin = if beginning >= KIN && beginning + 3 >= short { 0.55 + 0.35 * share(beginning, long) } else { 0.0 };
    let misspelt = if spelling >= 0.75 && beginning >= 2 { spelling * 0.95 } else { 0.0 };
    kin.max(misspelt)
}

/// Groups of three letters with the beginning marked, each once.
fn grams(stem: &str) -> Vec<[u8; 3]> {
    let marked: Vec<u8> = [b'^', b'^'].into_iter().chain(stem.bytes()).collect();
    let mut grams: Vec<[u8; 3]> = marked.windows(3).filter_map(|three| <[u8; 3]>::try_from(three).ok()).collect();
    grams.sort_unstable();
    grams.dedup();
    grams
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests fail loudly")]
    use super::*;

    #[test]
    fn a_misspelt_word_and_its_kin_are_found_and_the_word_itself_comes_first() {
        let mut vocabulary = Vocabulary::default();
        let ids = ["geograf", "eletric", "plomer", "geolog"].map(|stem| vocabulary.intern(stem));
        assert_eq!(vocabulary.like("geograf").first(), Some(&(*ids.first().unwrap(), 1.0)));
        for (asked, found) in [("geografi", "geograf"), ("eletricist", "eletric"), ("plomr", "plomer")] {
            let like = vocabulary.like(asked);
            assert_eq!(like.first().map(|&(id, _)| vocabulary.stem(id)), Some(found), "{asked}");
        }
        assert!(vocabulary.like("zzzzzz").is_empty());
    }
}
