//! An item as it is compared: its terms, and the groups of occupations it is near.

use std::collections::BTreeSet;

use super::Entry;
use super::hub::{GroupId, Hub, Nearness};
use super::index::{Scores, count};
use super::lexicon::levels_of;
use super::terms::{Segment, Term, segments};

const UNIT: f32 = 0.5;
const CONTEXT: f32 = 0.25;
/// The power nearness is raised to: the nearest groups count most.
const SHARPNESS: i32 = 2;
/// A target file is taken for the hub's own classification when at least this share of its codes
/// are the hub's and stand beside the hub's titles.
const OWN: f32 = 0.8;

/// What a text is made of, read once.
pub(super) struct Read {
    pub(super) titles: Vec<Segment>,
    pub(super) terms: Vec<Term>,
    pub(super) units: Vec<Term>,
}

impl Read {
    pub(super) fn new(entry: &Entry) -> Self {
        let titles: Vec<Segment> = entry.titles.iter().flat_map(|title| segments(title)).collect();
        let weighed = |texts: &[String], factor: f32| -> Vec<Term> {
            let terms = texts.iter().flat_map(|text| segments(text)).flatten();
            terms.map(|term| Term { weight: term.weight * factor, ..term }).collect()
        };
        let units = weighed(&entry.units, UNIT);
        let mut terms: Vec<Term> = titles.iter().flatten().cloned().collect();
        terms.extend(units.iter().cloned());
        terms.extend(weighed(&entry.context, CONTEXT));
        Self { titles, terms, units }
    }

    /// The titles' stems in alphabetical order.
    pub(super) fn sorted(&self) -> String {
        let stems: BTreeSet<&str> = self.titles.iter().flatten().map(|term| term.stem.as_str()).collect();
        stems.into_iter().collect::<Vec<_>>().join(" ")
    }
}

/// Shares of the ten major groups of ISCO-08, which stand for levels of skill and responsibility.
type Levels = [f32; 10];

/// Where an item stands among occupations.
#[derive(Debug, Clone, Default)]
pub(super) struct Profile {
    /// Groups it is near by its title, and by the codes it is filed under; sharpened.
    pub(super) near: Nearness,
    /// How its role or its groups spread over the ten levels of the classification; sums to 1, or to 0.
    pub(super) levels: Levels,
}

impl Profile {
    pub(super) fn new(hub: &Hub, entry: &Entry, read: &Read, scores: &mut Scores) -> Self {
        let mut near = hub.near(&read.titles, scores);
        for (_, score) in &mut near {
            *score = score.powi(SHARPNESS);
        }
        for group in entry.occupations.iter().filter_map(|code| hub.find(code)) {
            match near.iter_mut().find(|(known, _)| *known == group) {
                Some((_, score)) => *score = 1.0,
                None => near.push((group, 1.0)),
            }
        }
        let levels = levels(hub, read, &near);
        Self { near, levels }
    }

    /// How well the roles of two items agree: 0 to 1.
    pub(super) fn level_with(&self, other: &Self) -> f32 {
        self.levels.iter().zip(&other.levels).map(|(one, other)| one * other).sum()
    }
}

/// By the roles that the titles name; when they name none, by the groups they are near.
fn levels(hub: &Hub, read: &Read, near: &Nearness) -> Levels {
    let roles: Vec<(usize, f32)> =
        read.titles.iter().flatten().flat_map(|term| levels_of(&term.stem)).copied().collect();
    let groups = || near.iter().filter_map(|&(group, score)| Some((hub.level(group)?, score))).collect();
    let shares = if roles.is_empty() { groups() } else { roles };
    let mut levels = Levels::default();
    let all: f32 = shares.iter().map(|(_, share)| share).sum();
    for (level, share) in shares {
        if let Some(known) = levels.get_mut(level) {
            *known += share / all;
        }
    }
    levels
}

/// When the candidates are the hub's own groups, each is exactly its group.
pub(super) fn adopt_own_codes(hub: &Hub, objects: &[Entry], profiles: &mut [Profile]) {
    let own: Vec<Option<GroupId>> = objects.iter().map(|entry| hub.find(&entry.id)).collect();
    let agree = |(own, profile): (&Option<GroupId>, &Profile)| {
        own.is_some_and(|own| profile.near.first().is_some_and(|&(first, _)| first == own || hub.kin(first, own)))
    };
    let agreeing = own.iter().zip(profiles.iter()).filter(|&(own, profile)| agree((own, profile))).count();
    if objects.is_empty() || count(agreeing) < OWN * count(objects.len()) {
        return;
    }
    for (own, profile) in own.into_iter().zip(profiles) {
        if let Some(own) = own {
            profile.near = vec![(own, 1.0)];
            profile.levels = Levels::default();
            if let Some(level) = hub.level(own).and_then(|level| profile.levels.get_mut(level)) {
                *level = 1.0;
            }
        }
    }
}

/// Cosine of two texts' nearness to groups.
pub(super) fn common(one: &Nearness, other: &Nearness) -> f32 {
    let length = |near: &Nearness| near.iter().map(|(_, score)| score * score).sum::<f32>().sqrt().max(f32::EPSILON);
    let product: f32 = one
        .iter()
        .filter_map(|&(group, score)| other.iter().find(|(known, _)| *known == group).map(|(_, theirs)| score * theirs))
        .sum();
    product / (length(one) * length(other))
}
