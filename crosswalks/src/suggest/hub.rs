//! The hub: groups of occupations with the names people use for them.
//!
//! Background knowledge for every pair of frameworks. Two titles that share no word are near when
//! both are near the same groups; the groups' names in several languages carry titles across.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use competency_frameworks::bundled::{self, BundleError};
use competency_frameworks::{LangMap, occupations};

use super::index::{Index, Scores};
use super::terms::{MANNER, Segment, Term, segments};

/// A group of occupations and what it goes by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HubGroup {
    /// Its code; groups whose codes share three digits are kin.
    pub code: String,
    /// Its titles, in any language.
    pub titles: Vec<String>,
    /// Names of occupations in it, in any language.
    pub names: Vec<String>,
    /// What people do in it, in any language.
    pub activities: Vec<String>,
    /// Titles of the wider groups it is in.
    pub wider: Vec<String>,
}

/// A group, by its place in the hub.
pub(crate) type GroupId = u32;

/// How near a text is to groups, nearest first, each from 0 to 1.
pub(crate) type Nearness = Vec<(GroupId, f32)>;

/// No text is near to more groups than this.
const MOST_GROUPS: usize = 14;

/// The groups, indexed. Built once, then only read.
#[derive(Debug, Default)]
pub struct Hub {
    groups: Vec<HubGroup>,
    /// Each name by itself …
    names: Index,
    /// … and the group it belongs to.
    owners: Vec<GroupId>,
    /// Everything that is said of a group, together.
    bags: Index,
}

/// How the parts of nearness are weighed; they sum to 1.
const BEST_SEGMENT: f32 = 0.30;
const WHOLE: f32 = 0.17;
const BAG: f32 = 0.53;
const LATER_SEGMENT: f32 = 0.9;
/// What words of wider groups' titles count for beside those of a group's own titles, names and activities.
const WIDER: f32 = 0.3;

impl Hub {
    /// ISCO-08's unit groups, with their titles and what people call their occupations, in three
    /// languages. Indexed at the first call.
    ///
    /// # Errors
    /// When a bundled file cannot be read.
    pub fn bundled() -> Result<&'static Self, &'static BundleError> {
        static HUB: LazyLock<Result<Hub, BundleError>> = LazyLock::new(|| Ok(Hub::build(isco08()?)));
        HUB.as_ref()
    }

    /// Indexes groups.
    pub fn build(groups: Vec<HubGroup>) -> Self {
        let mut names: Vec<Vec<Term>> = Vec::new();
        let mut owners = Vec::new();
        let mut bags: Vec<Vec<Term>> = Vec::new();
        for (group, id) in groups.iter().zip(0..) {
            let mut bag = Vec::new();
            for title in &group.titles {
                let parts = segments(title);
                extend(&mut bag, parts.iter().flatten(), 1.0);
                names.push(parts.iter().flatten().cloned().collect());
                if parts.len() > 1 {
                    names.extend(parts);
                }
            }
            for name in &group.names {
                let terms: Vec<Term> = segments(name).into_iter().flatten().collect();
                extend(&mut bag, terms.iter(), 1.0);
                names.push(terms);
            }
            for activity in &group.activities {
                let parts = segments(activity);
                extend(&mut bag, parts.iter().flatten(), 1.0);
                names.push(parts.into_iter().flatten().collect());
            }
            for wider in &group.wider {
                extend(&mut bag, segments(wider).iter().flatten(), WIDER);
            }
            owners.resize(names.len(), id);
            bags.push(bag);
        }
        Self { names: Index::build(&names), owners, bags: Index::build(&bags), groups }
    }

    /// How many groups there are.
    pub fn len(&self) -> usize {
        self.groups.len()
    }

    /// Whether there is no group.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// A group.
    pub(crate) fn group(&self, id: GroupId) -> Option<&HubGroup> {
        self.groups.get(id as usize)
    }

    /// The group with this code.
    pub(crate) fn find(&self, code: &str) -> Option<GroupId> {
        let place = self.groups.iter().position(|group| group.code == code)?;
        GroupId::try_from(place).ok()
    }

    /// The groups a text is near, nearest first: code and nearness from 0 to 1.
    pub fn nearest(&self, text: &str) -> Vec<(&str, f32)> {
        let near = self.near(&segments(text), &mut Scores::default());
        near.into_iter().filter_map(|(id, score)| Some((self.group(id)?.code.as_str(), score))).collect()
    }

    pub(crate) fn near(&self, parts: &[Segment], scores: &mut Scores) -> Nearness {
        let mut nearness = vec![0.0_f32; self.groups.len()];
        let mut best = vec![0.0_f32; self.groups.len()];
        let says = |part: &&Segment| part.iter().any(|term| term.weight > MANNER);
        for (part, place) in parts.iter().filter(says).zip(0..) {
            let factor = if place == 0 { 1.0 } else { LATER_SEGMENT };
            self.best_names(part.iter(), scores, factor, &mut best);
        }
        add(&mut nearness, &best, BEST_SEGMENT);
        best.fill(0.0);
        self.best_names(parts.iter().flatten(), scores, 1.0, &mut best);
        add(&mut nearness, &best, WHOLE);
        best.fill(0.0);
        let query = self.bags.query(parts.iter().flatten());
        self.bags.coverage(&query, scores);
        for (group, score) in scores.iter() {
            raise(&mut best, group, score);
        }
        add(&mut nearness, &best, BAG);
        nearest_of(nearness)
    }

    /// For each group, its name most like the terms.
    fn best_names<'a>(
        &self,
        terms: impl IntoIterator<Item = &'a Term>,
        scores: &mut Scores,
        factor: f32,
        best: &mut [f32],
    ) {
        let query = self.names.query(terms);
        self.names.cosine(&query, scores);
        for (name, score) in scores.iter() {
            if let Some(&group) = self.owners.get(name as usize) {
                raise(best, group, score * factor);
            }
        }
    }

    /// The major group a group is in.
    pub(crate) fn level(&self, id: GroupId) -> Option<usize> {
        let digit = self.group(id)?.code.chars().next()?.to_digit(10)?;
        usize::try_from(digit).ok().filter(|level| *level < 10)
    }

    /// Whether two groups are kin: the same three first digits.
    pub(crate) fn kin(&self, one: GroupId, other: GroupId) -> bool {
        let minor = |id| self.group(id).and_then(|group| group.code.get(..3));
        minor(one).is_some() && minor(one) == minor(other)
    }
}

fn official_first(title: &LangMap) -> impl Iterator<Item = String> {
    let others = title.texts.iter().filter(|(lang, _)| **lang != title.official).map(|(_, text)| text.clone());
    std::iter::once(title.official_text().to_owned()).chain(others)
}

/// The bundled unit groups in the order of their codes.
fn isco08() -> Result<Vec<HubGroup>, BundleError> {
    let titles: BTreeMap<String, LangMap> = bundled::occupations()?.into_iter().collect();
    let texts = |code: &str| titles.get(code).into_iter().flat_map(official_first);
    let mut names: HashMap<&str, Vec<String>> = HashMap::new();
    for (code, _, more) in occupations::names() {
        names.entry(code).or_default().extend(more.iter().map(|name| (*name).to_owned()));
    }
    let mut activities: HashMap<&str, Vec<String>> = HashMap::new();
    for (code, _, more) in occupations::activities() {
        activities.entry(code).or_default().extend(more.iter().map(|activity| (*activity).to_owned()));
    }
    let units = titles.keys().filter(|code| code.len() == 4);
    Ok(units
        .map(|code| HubGroup {
            titles: texts(code).collect(),
            names: names.remove(code.as_str()).unwrap_or_default(),
            activities: activities.remove(code.as_str()).unwrap_or_default(),
            wider: (1..4).filter_map(|digits| code.get(..digits)).flat_map(texts).collect(),
            code: code.clone(),
        })
        .collect())
}

fn nearest_of(nearness: Vec<f32>) -> Nearness {
    let mut near: Nearness = (0..).zip(nearness).filter(|&(_, score)| score > 0.03).collect();
    near.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    near.truncate(MOST_GROUPS);
    near
}

fn raise(best: &mut [f32], group: GroupId, score: f32) {
    if let Some(known) = best.get_mut(group as usize) {
        *known = known.max(score);
    }
}

fn add(sums: &mut [f32], more: &[f32], factor: f32) {
    for (sum, more) in sums.iter_mut().zip(more) {
        *sum += more * factor;
    }
}

fn extend<'a>(bag: &mut Vec<Term>, terms: impl IntoIterator<Item = &'a Term>, factor: f32) {
    bag.extend(terms.into_iter().map(|term| Term { weight: term.weight * factor, ..term.clone() }));
}
