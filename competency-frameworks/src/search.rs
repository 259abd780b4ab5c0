//! Finding a standard by its code or by words, accents and typing errors forgiven.
//!
//! An inverted index over folded words gives candidates; words nobody wrote exactly are looked up
//! by shared pairs of letters and re-ranked by edit distance. The order is stable: equal scores
//! keep the order in which documents were added.

use std::collections::{BTreeMap, HashMap};

use crate::text;

/// Something to be found.
#[derive(Debug, Clone, Default)]
pub struct Document<'a> {
    /// Codes it goes by.
    pub codes: Vec<&'a str>,
    /// Its titles, in any language: what counts most.
    pub titles: Vec<&'a str>,
    /// Other words it can be found by: occupation, units, body.
    pub words: Vec<&'a str>,
}

/// One find.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// The document, by its place in the order of adding.
    pub document: usize,
    /// How well it answers; more is better. Comparable only within one search.
    pub score: f64,
}

/// An index over documents. Built once, then only read.
#[derive(Debug, Default)]
pub struct Index {
    codes: BTreeMap<String, Vec<u32>>,
    terms: HashMap<String, u32>,
    postings: Vec<Vec<Posting>>,
    spellings: Vec<String>,
    pairs: HashMap<[char; 2], Vec<u32>>,
    documents: u32,
}

#[derive(Debug, Clone, Copy)]
struct Posting {
    document: u32,
    weight: f32,
}

const TITLE: f32 = 1.0;
const OTHER: f32 = 0.35;
/// How alike a misspelt word must be to a known one, from 0 to 1.
const ALIKE: f64 = 0.78;
const EXACT_CODE: f64 = 1000.0;
const CODE_START: f64 = 500.0;

impl Index {
    /// Indexes documents in the order given.
    pub fn build<'a>(documents: impl IntoIterator<Item = Document<'a>>) -> Self {
        let mut index = Self::default();
        for document in documents {
            index.add(&document);
        }
        index
    }

    /// How many documents there are.
    pub fn len(&self) -> usize {
        self.documents as usize
    }

    /// Whether there is nothing to find.
    pub fn is_empty(&self) -> bool {
        self.documents == 0
    }

    fn add(&mut self, document: &Document<'_>) {
        let number = self.documents;
        self.documents += 1;
        for code in &document.codes {
            let code = text::compact(code);
            if !code.is_empty() {
                let list = self.codes.entry(code).or_default();
                if list.last() != Some(&number) {
                    list.push(number);
                }
            }
        }
        let mut weights: BTreeMap<String, f32> = BTreeMap::new();
        for (texts, weight) in [(&document.titles, TITLE), (&document.words, OTHER)] {
            for word in texts.iter().flat_map(|text| text::words(text)) {
                if !text::is_stop_word(&word) {
                    let known = weights.entry(word).or_insert(weight);
                    *known = known.max(weight);
                }
            }
        }
        for (word, weight) in weights {
            let term = self.term(word);
            if let Some(list) = self.postings.get_mut(term as usize) {
                list.push(Posting { document: number, weight });
            }
        }
    }

    fn term(&mut self, word: String) -> u32 {
        if let Some(&term) = self.terms.get(&word) {
            return term;
        }
        let term = u32::try_from(self.spellings.len()).unwrap_or(u32::MAX);
        for pair in pairs(&word) {
            self.pairs.entry(pair).or_default().push(term);
        }
        self.terms.insert(word.clone(), term);
        self.spellings.push(word);
        self.postings.push(Vec::new());
        term
    }

    /// Everything that answers the query, best first; all documents, unranked, for a blank one.
    ///
    /// A document must have every word of the query, or one like it, unless none has all.
    pub fn search(&self, query: &str) -> Vec<Hit> {
        let words: Vec<String> = text::words(query).into_iter().filter(|w| !text::is_stop_word(w)).collect();
        let code = text::compact(query);
        if code.is_empty() {
            return (0..self.len()).map(|document| Hit { document, score: 0.0 }).collect();
        }
        let mut scores: BTreeMap<u32, f64> = BTreeMap::new();
        let mut matched: BTreeMap<u32, usize> = BTreeMap::new();
        for word in &words {
            for (document, score) in self.score_word(word) {
                *scores.entry(document).or_default() += score;
                *matched.entry(document).or_default() += 1;
            }
        }
        let most = matched.values().copied().max().unwrap_or_default();
        scores.retain(|document, _| matched.get(document) == Some(&most));
        self.add_codes(&code, &words, &mut scores);
        let mut hits: Vec<Hit> =
            scores.into_iter().map(|(document, score)| Hit { document: document as usize, score }).collect();
        hits.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.document.cmp(&b.document)));
        hits
    }

    /// Codes: the whole query, or one word of it ("SENA 280101175"), in full or its beginning.
    fn add_codes(&self, query: &str, words: &[String], scores: &mut BTreeMap<u32, f64>) {
        let with_digit = words.iter().map(String::as_str).filter(|word| word.chars().any(|c| c.is_ascii_digit()));
        for part in std::iter::once(query).chain(with_digit) {
            if part.chars().count() < 2 {
                continue;
            }
            for (code, documents) in self.codes.range(part.to_owned()..) {
                if !code.starts_with(part) {
                    break;
                }
                let score = if code == part { EXACT_CODE } else { CODE_START };
                for &document in documents {
                    let known = scores.entry(document).or_default();
                    if *known < score {
                        *known += score;
                    }
                }
            }
        }
    }

    /// Documents with this word, or one that begins with it, or one like it.
    fn score_word(&self, word: &str) -> BTreeMap<u32, f64> {
        let mut best: BTreeMap<u32, f64> = BTreeMap::new();
        for (term, likeness) in self.terms_like(word) {
            let Some(postings) = self.postings.get(term as usize) else {
                continue;
            };
            let rarity = self.rarity(postings.len());
            for posting in postings {
                let score = likeness * rarity * f64::from(posting.weight);
                let known = best.entry(posting.document).or_default();
                *known = known.max(score);
            }
        }
        best
    }

    fn rarity(&self, documents: usize) -> f64 {
        let with = u32::try_from(documents).unwrap_or(u32::MAX);
        (1.0 + f64::from(self.documents) / (1.0 + f64::from(with))).ln()
    }

    fn terms_like(&self, word: &str) -> Vec<(u32, f64)> {
        let length = word.chars().count();
        let mut shared: HashMap<u32, usize> = HashMap::new();
        for pair in pairs(word) {
            for &term in self.pairs.get(&pair).into_iter().flatten() {
                *shared.entry(term).or_default() += 1;
            }
        }
        let mut like = Vec::new();
        for (term, common) in shared {
            let Some(spelling) = self.spellings.get(term as usize) else {
                continue;
            };
            if spelling == word {
                like.push((term, 1.0));
            } else if length >= 3 && spelling.starts_with(word) {
                like.push((term, 0.9));
            } else if length >= 4 && common * 3 >= length {
                let likeness = strsim::normalized_damerau_levenshtein(word, spelling);
                if likeness >= ALIKE {
                    like.push((term, likeness * 0.8));
                }
            }
        }
        like
    }
}

/// The distinct pairs of neighbouring letters of a word, its beginning marked.
fn pairs(word: &str) -> Vec<[char; 2]> {
    let mut pairs = Vec::new();
    let mut before = '^';
    for letter in word.chars() {
        if !pairs.contains(&[before, letter]) {
            pairs.push([before, letter]);
        }
        before = letter;
    }
    pairs
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests fail loudly")]
    use proptest::prelude::*;

    use super::*;
    use crate::{Item, bundled};

    fn standards() -> Vec<Item> {
        let packages = bundled::frameworks(true).unwrap();
        packages.iter().flat_map(|package| package.standards().cloned()).collect()
    }

    fn index(items: &[Item]) -> Index {
        Index::build(items.iter().map(|item| Document {
            codes: item.code.iter().map(crate::Code::normal).collect(),
            titles: item.title.texts.values().map(String::as_str).collect(),
            words: Vec::new(),
        }))
    }

    fn first(items: &[Item], query: &str) -> String {
        let hits = index(items).search(query);
        hits.first().map(|hit| items[hit.document].key.to_string()).unwrap_or_default()
    }

    #[test]
    fn an_exact_code_comes_first_however_it_is_typed() {
        let items = standards();
        for query in ["280101175", "SENA 280101175", " 280101175\u{a0}"] {
            assert_eq!(first(&items, query), "280101175", "{query}");
        }
        for query in ["ec0217.01", "EC0217 01", "ec021701"] {
            assert_eq!(first(&items, query), "EC0217.01", "{query}");
        }
        assert_eq!(first(&items, "nte inen 2432"), "NTE INEN 2432:2007");
    }

    #[test]
    fn typing_errors_and_missing_accents_are_forgiven() {
        let items = standards();
        for query in [
            "instalaciones electricas internas",
            "instalasiones eléctrcas internas",
            "INSTALACIONES INTERNAS ELECTRICAS",
        ] {
            assert_eq!(first(&items, query), "280101175", "{query}");
        }
        assert_eq!(first(&items, "eletricista de instalacoes (edificios)"), "7156-10");
    }

    #[test]
    fn two_standards_of_one_title_are_both_found_in_a_stable_order() {
        let items = standards();
        let found: Vec<String> = index(&items)
            .search("preparación de alimentos")
            .iter()
            .take(2)
            .map(|hit| items[hit.document].key.to_string())
            .collect();
        assert_eq!(found, ["EC0127", "EC0747"]);
    }

    #[test]
    fn nonsense_finds_nothing_and_a_blank_query_everything() {
        let items = standards();
        let index = index(&items);
        assert_eq!(index.search("zzqqxx"), []);
        assert_eq!(index.search("  ").len(), items.len());
        assert_eq!(index.search("…").len(), items.len());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]
        #[test]
        fn any_published_code_finds_its_standard_first(pick in any::<prop::sample::Index>(), upper in any::<bool>()) {
            let items: Vec<Item> = standards().into_iter().filter(|item| item.code.is_some()).collect();
            let item = pick.get(&items);
            let code = item.code.as_ref().unwrap().shown();
            let typed = if upper { code.to_uppercase() } else { code.to_lowercase() };
            let hits = index(&items).search(&typed);
            prop_assert_eq!(&items[hits[0].document].code, &item.code);
        }

        #[test]
        fn accents_and_case_change_nothing(pick in any::<prop::sample::Index>()) {
            let items = standards();
            let title = pick.get(&items).title.official_text();
            let index = index(&items);
            prop_assert_eq!(index.search(title), index.search(&text::fold(title)));
        }

        #[test]
        fn any_query_is_answered_without_panic_and_in_falling_order(query in any::<String>()) {
            let items = standards();
            let hits = index(&items).search(&query);
            prop_assert!(hits.windows(2).all(|two| two[0].score >= two[1].score));
        }
    }
}
