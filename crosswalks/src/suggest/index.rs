//! Weighted terms of many texts, turned round: from a term to the texts that have it.

use std::collections::HashMap;

use super::terms::Term;
use super::vocabulary::{TermId, Vocabulary};

/// A text in an index, by number.
pub(crate) type DocId = u32;

#[derive(Debug, Clone, Copy)]
struct Posting {
    doc: DocId,
    weight: f32,
}

/// Which texts are like a query, by the words they share or nearly share.
#[derive(Debug, Default)]
pub(crate) struct Index {
    vocabulary: Vocabulary,
    postings: Vec<Vec<Posting>>,
    idf: Vec<f32>,
    /// Length of each text's vector.
    norms: Vec<f32>,
    unknown_idf: f32,
}

/// What a term of a query found.
#[derive(Debug, Clone)]
pub(crate) struct QueryTerm {
    /// Weight times rarity.
    pub(crate) weight: f32,
    likes: super::vocabulary::Likes,
}

impl Index {
    /// Indexes texts in the order given; terms that come several times in a text count once.
    pub(crate) fn build<'a, Terms>(texts: impl IntoIterator<Item = Terms>) -> Self
    where
        Terms: IntoIterator<Item = &'a Term>,
    {
        let mut index = Self::default();
        let mut docs: u32 = 0;
        for terms in texts {
            let mut weights: HashMap<TermId, f32> = HashMap::new();
            for term in terms {
                let weight = weights.entry(index.vocabulary.intern(&term.stem)).or_default();
                *weight = weight.max(term.weight);
            }
            index.postings.resize_with(index.vocabulary.len(), Vec::new);
            for (term, weight) in weights {
                if let Some(list) = index.postings.get_mut(term as usize) {
                    list.push(Posting { doc: docs, weight });
                }
            }
            docs += 1;
        }
        index.weigh(docs);
        index
    }

    fn weigh(&mut self, docs: u32) {
        let all = count(docs as usize);
        self.idf = self.postings.iter().map(|list| (1.0 + all / count(list.len())).ln()).collect();
        self.unknown_idf = (1.0 + all).ln() * 0.6;
        let mut squares = vec![0.0_f32; docs as usize];
        for (list, idf) in self.postings.iter().zip(&self.idf) {
            for posting in list {
                if let Some(square) = squares.get_mut(posting.doc as usize) {
                    *square += (posting.weight * idf).powi(2);
                }
            }
        }
        self.norms = squares.into_iter().map(|square| square.sqrt().max(f32::EPSILON)).collect();
    }

    pub(crate) fn len(&self) -> usize {
        self.norms.len()
    }

    /// The terms of a query with what they are like here, each stem once.
    pub(crate) fn query<'a>(&self, terms: impl IntoIterator<Item = &'a Term>) -> Vec<QueryTerm> {
        let mut weights: Vec<(&str, f32)> = Vec::new();
        for term in terms {
            match weights.iter_mut().find(|(stem, _)| *stem == term.stem) {
                Some((_, weight)) => *weight = weight.max(term.weight),
                None => weights.push((&term.stem, term.weight)),
            }
        }
        weights
            .into_iter()
            .map(|(stem, weight)| {
                let likes = self.vocabulary.like(stem);
                let rarity = likes.iter().map(|&(term, like)| self.idf(term) * like).fold(0.0, f32::max);
                let rarity = if likes.is_empty() { self.unknown_idf } else { rarity };
                QueryTerm { weight: weight * rarity, likes }
            })
            .collect()
    }

    fn idf(&self, term: TermId) -> f32 {
        self.idf.get(term as usize).copied().unwrap_or_default()
    }

    /// Soft cosine of a query with every text that shares a term with it: 0 to about 1.
    pub(crate) fn cosine(&self, query: &[QueryTerm], scores: &mut Scores) {
        let norm = query.iter().map(|term| term.weight * term.weight).sum::<f32>().sqrt().max(f32::EPSILON);
        self.gather(query, scores);
        scores.finish(|doc, sum| sum / (norm * self.norms.get(doc as usize).copied().unwrap_or(1.0)));
    }

    /// The share of the query's weight that each text has, mildly less for long texts: 0 to about 1.
    pub(crate) fn coverage(&self, query: &[QueryTerm], scores: &mut Scores) {
        let all = query.iter().map(|term| term.weight).sum::<f32>().max(f32::EPSILON);
        let average = self.norms.iter().sum::<f32>() / count(self.norms.len().max(1));
        self.offer_shares(query, scores);
        scores.finish(|doc, sum| {
            let length = self.norms.get(doc as usize).copied().unwrap_or(average) / average.max(f32::EPSILON);
            sum / all / length.max(0.4).powf(0.35)
        });
    }

    fn offer_shares(&self, query: &[QueryTerm], scores: &mut Scores) {
        scores.clear(self.len());
        for term in query {
            for &(like, likeness) in term.likes.iter() {
                for posting in self.postings.get(like as usize).into_iter().flatten() {
                    scores.offer(posting.doc, term.weight * likeness * posting.weight.min(1.0));
                }
            }
            scores.settle();
        }
    }

    /// Adds, for each text, its best-matching term for each term of the query.
    fn gather(&self, query: &[QueryTerm], scores: &mut Scores) {
        scores.clear(self.len());
        for term in query {
            for &(like, likeness) in term.likes.iter() {
                let factor = term.weight * likeness * self.idf(like);
                for posting in self.postings.get(like as usize).into_iter().flatten() {
                    scores.offer(posting.doc, factor * posting.weight);
                }
            }
            scores.settle();
        }
    }
}

/// Sums by text, kept between queries so that nothing is allocated anew.
#[derive(Debug, Default)]
pub(crate) struct Scores {
    sums: Vec<f32>,
    best: Vec<f32>,
    offered: Vec<DocId>,
    touched: Vec<DocId>,
}

impl Scores {
    /// Room for so many texts, none with a score.
    pub(crate) fn clear(&mut self, docs: usize) {
        for doc in self.touched.drain(..) {
            if let Some(sum) = self.sums.get_mut(doc as usize) {
                *sum = 0.0;
            }
        }
        self.sums.resize(docs, 0.0);
        self.best.resize(docs, 0.0);
    }

    /// A text has something for the term at hand.
    pub(crate) fn offer(&mut self, doc: DocId, score: f32) {
        if let Some(best) = self.best.get_mut(doc as usize) {
            if *best <= 0.0 {
                self.offered.push(doc);
            }
            *best = best.max(score);
        }
    }

    /// The term at hand is done: its best offers count.
    pub(crate) fn settle(&mut self) {
        for doc in self.offered.drain(..) {
            let (Some(best), Some(sum)) = (self.best.get_mut(doc as usize), self.sums.get_mut(doc as usize)) else {
                continue;
            };
            if *sum <= 0.0 {
                self.touched.push(doc);
            }
            *sum += std::mem::take(best);
        }
    }

    fn finish(&mut self, score: impl Fn(DocId, f32) -> f32) {
        for &doc in &self.touched {
            if let Some(sum) = self.sums.get_mut(doc as usize) {
                *sum = score(doc, *sum);
            }
        }
    }

    /// The texts with a score, in no order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (DocId, f32)> + '_ {
        self.touched.iter().map(|&doc| (doc, self.sums.get(doc as usize).copied().unwrap_or_default()))
    }

    /// The score of one text.
    pub(crate) fn get(&self, doc: DocId) -> f32 {
        self.sums.get(doc as usize).copied().unwrap_or_default()
    }
}

/// As a float; lists are far below 2^24.
#[expect(clippy::cast_precision_loss, reason = "far below 2^24")]
pub(crate) fn count(of: usize) -> f32 {
    of as f32
}
