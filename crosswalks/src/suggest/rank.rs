//! Ranking: words, occupations, and what is known besides.

use std::cmp::Ordering;
use std::collections::HashMap;

#[cfg(test)]
use competency_frameworks::Sector;

use super::Entry;
use super::hub::{GroupId, Hub, Nearness};
use super::index::{DocId, Index, Scores};
use super::reading::{Profile, Read, adopt_own_codes, common};
use super::reason::{Reason, shared, shared_level, shared_parts, shared_roles, shared_sector};

/// One suggestion.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion<'a> {
    /// What is suggested.
    pub object: &'a Entry,
    /// How well it fits: more is better, around 0 to 1.
    pub score: f32,
    /// Why, the weightiest first; never empty.
    pub reasons: Vec<Reason>,
}

/// Relations that people have decided on between items of the two frameworks.
#[derive(Debug, Clone, Copy)]
pub struct Decided<'d> {
    /// The items of the first framework.
    pub subjects: &'d Suggester<'d>,
    /// What was decided: the id of an item of the first framework, and of one of the second.
    pub pairs: &'d [(String, String)],
}

/// How much each part counts.
#[derive(Debug, Clone, Copy)]
struct Weights {
    words: f32,
    hub: f32,
    spelling: f32,
    sector: f32,
    level: f32,
    /// Manager, professional, helper …
    role: f32,
    neighbour: f32,
}

const WEIGHTS: Weights =
    Weights { words: 0.20, hub: 0.64, spelling: 0.08, sector: 0.02, level: 0.01, role: 0.04, neighbour: 0.06 };

/// How near another item must be for what was decided for it to count.
const ALIKE: f32 = 0.5;
/// How near to a group both must be for it to be named beside other reasons.
const NEAR: f32 = 0.1;
/// So many of the best are ranked anew.
const AGAIN: usize = 40;
/// Ranked candidates of one framework for items of another. Built once, then only read.
#[derive(Debug)]
pub struct Suggester<'a> {
    hub: &'a Hub,
    objects: Vec<Entry>,
    stems: Vec<String>,
    words: Index,
    profiles: Vec<Profile>,
    by_group: Vec<Vec<(DocId, f32)>>,
    places: HashMap<String, DocId>,
}

/// Room for intermediate sums, kept from one question to the next.
#[derive(Debug, Default)]
pub struct Room {
    words: Scores,
    /// By the groups both are near.
    groups: Scores,
    hub: Scores,
}

/// By candidate: how near an item is that it was related to, and which.
type Neighbours = HashMap<DocId, (f32, String)>;

impl Room {
    /// Every candidate that something speaks for, with the weighted sum of what does.
    fn summed(&self, neighbours: &Neighbours) -> Vec<(DocId, f32)> {
        let by_neighbour = |doc: &DocId| neighbours.get(doc).map_or(0.0, |(near, _)| near * WEIGHTS.neighbour);
        let by_words = self.words.iter().map(|(doc, score)| {
            let sum = score * WEIGHTS.words + self.groups.get(doc) * WEIGHTS.hub;
            (doc, sum)
        });
        let worded = |doc: DocId| self.words.get(doc) > 0.0;
        let by_groups = self.groups.iter().filter(|&(doc, _)| !worded(doc));
        let mut sums: Vec<(DocId, f32)> = by_words.collect();
        sums.extend(by_groups.map(|(doc, score)| (doc, score * WEIGHTS.hub)));
        if neighbours.is_empty() {
            return sums;
        }
        for (doc, sum) in &mut sums {
            *sum += by_neighbour(doc);
        }
        let found = |doc: DocId| worded(doc) || self.groups.get(doc) > 0.0;
        sums.extend(neighbours.keys().filter(|doc| !found(**doc)).map(|doc| (*doc, by_neighbour(doc))));
        sums
    }
}

impl<'a> Suggester<'a> {
    /// Indexes the candidates.
    pub fn new(hub: &'a Hub, objects: Vec<Entry>) -> Self {
        let read: Vec<Read> = objects.iter().map(Read::new).collect();
        let mut scores = Scores::default();
        let mut profiles: Vec<Profile> = Vec::with_capacity(objects.len());
        for (entry, read) in objects.iter().zip(&read) {
            profiles.push(Profile::new(hub, entry, read, &mut scores));
        }
        adopt_own_codes(hub, &objects, &mut profiles);
        let by_group = turned(hub.len(), profiles.iter().map(|profile| &profile.near));
        Self {
            hub,
            stems: read.iter().map(Read::sorted).collect(),
            words: Index::build(read.iter().map(|read| read.terms.iter())),
            profiles,
            by_group,
            places: objects.iter().map(|entry| entry.id.clone()).zip(0..).collect(),
            objects,
        }
    }

    /// The candidates.
    pub fn objects(&self) -> &[Entry] {
        &self.objects
    }

    /// The best `most` candidates for an item, best first; equal scores keep the candidates' order.
    pub fn suggest(&self, subject: &Entry, most: usize, room: &mut Room) -> Vec<Suggestion<'_>> {
        self.suggest_after(subject, most, None, room)
    }

    /// The same, taking account of what people have decided for other items.
    pub fn suggest_after(
        &self,
        subject: &Entry,
        most: usize,
        decided: Option<Decided<'_>>,
        room: &mut Room,
    ) -> Vec<Suggestion<'_>> {
        let read = Read::new(subject);
        let profile = Profile::new(self.hub, subject, &read, &mut room.hub);
        let near = &profile.near;
        let query = self.words.query(&read.terms);
        self.words.cosine(&query, &mut room.words);
        self.hub_scores(near, &mut room.groups);
        let neighbours =
            decided.map(|decided| self.neighbours(subject, &read, near, decided, room)).unwrap_or_default();
        let mut best = room.summed(&neighbours);
        keep_best(&mut best, AGAIN.max(most));
        let stems = read.sorted();
        for (doc, score) in &mut best {
            *score += self.besides(subject, &profile, &stems, *doc);
        }
        keep_best(&mut best, most);
        best.into_iter()
            .filter_map(|(doc, score)| {
                let object = self.objects.get(doc as usize)?;
                let neighbour = neighbours.get(&doc).map(|(_, neighbour)| neighbour.as_str());
                let reasons = self.reasons(subject, &read, near, doc, neighbour);
                // What nothing can be said for is no suggestion.
                (!reasons.is_empty()).then_some(Suggestion { object, score, reasons })
            })
            .collect()
    }

    /// For each candidate, its nearest group that the item is near too.
    fn hub_scores(&self, near: &Nearness, scores: &mut Scores) {
        scores.clear(self.objects.len());
        for &(group, nearness) in near {
            for &(doc, score) in self.by_group.get(group as usize).into_iter().flatten() {
                scores.offer(doc, nearness * score);
            }
        }
        scores.settle();
    }

    /// Spelling, role, sector and level: cheap for a few, dear for all.
    fn besides(&self, subject: &Entry, profile: &Profile, stems: &str, doc: DocId) -> f32 {
        let Some(object) = self.objects.get(doc as usize) else { return 0.0 };
        let spelt = self.stems.get(doc as usize).map_or("", String::as_str);
        #[expect(clippy::cast_possible_truncation, reason = "between 0 and 1")]
        let spelling = strsim::sorensen_dice(stems, spelt) as f32;
        let mut score = spelling * WEIGHTS.spelling;
        score += self.profiles.get(doc as usize).map_or(0.0, |other| profile.level_with(other)) * WEIGHTS.role;
        if shared_sector(subject, object).is_some() {
            score += WEIGHTS.sector;
        }
        if shared_level(subject, object).is_some() {
            score += WEIGHTS.level;
        }
        score
    }

    /// For candidates that neighbours of the item were related to: how near, and the nearest neighbour.
    fn neighbours(
        &self,
        subject: &Entry,
        read: &Read,
        near: &Nearness,
        decided: Decided<'_>,
        room: &mut Room,
    ) -> Neighbours {
        let mut found = Neighbours::new();
        let others = decided.subjects;
        others.words.cosine(&others.words.query(&read.terms), &mut room.hub);
        for (other, object) in decided.pairs.iter().filter(|(other, _)| *other != subject.id) {
            let (Some(&place), Some(&object)) = (others.places.get(other), self.places.get(object)) else { continue };
            let groups = others.profiles.get(place as usize).map_or(0.0, |profile| common(near, &profile.near));
            let alike = room.hub.get(place).max(groups * 0.8);
            if alike >= ALIKE && found.get(&object).is_none_or(|(known, _)| *known < alike) {
                found.insert(object, (alike, other.clone()));
            }
        }
        found
    }

    fn reasons(
        &self,
        subject: &Entry,
        read: &Read,
        near: &Nearness,
        doc: DocId,
        neighbour: Option<&str>,
    ) -> Vec<Reason> {
        let mut reasons = Vec::new();
        let Some(object) = self.objects.get(doc as usize) else { return reasons };
        let other = Read::new(object);
        let words = shared(read.titles.iter().flatten(), other.titles.iter().flatten());
        if !words.is_empty() {
            reasons.push(Reason::SharedWords(words));
        }
        reasons.extend(self.occupation(near, doc, NEAR));
        if let Some(subject) = neighbour {
            reasons.push(Reason::Neighbour { subject: subject.to_owned(), object: object.id.clone() });
        }
        let units = shared(read.units.iter(), other.units.iter());
        if !units.is_empty() {
            reasons.push(Reason::UnitTitles(units));
        }
        reasons.extend(shared_sector(subject, object).map(Reason::Sector));
        reasons.extend(shared_level(subject, object).map(|level| Reason::Level(level.to_owned())));
        if reasons.is_empty() {
            self.weak_reasons(read, near, (doc, &other), &mut reasons);
        }
        reasons
    }

    /// What brought a candidate here that nothing stronger speaks for.
    fn weak_reasons(&self, read: &Read, near: &Nearness, (doc, other): (DocId, &Read), reasons: &mut Vec<Reason>) {
        let words = shared(read.terms.iter(), other.terms.iter());
        let parts = shared_parts(&read.terms, &other.terms);
        if !words.is_empty() {
            reasons.push(Reason::SharedWords(words));
        } else if !parts.is_empty() {
            reasons.push(Reason::WordParts(parts));
        }
        reasons.extend(self.occupation(near, doc, 0.0));
        if reasons.is_empty() {
            let roles = shared_roles(&read.terms, &other.terms);
            reasons.extend((!roles.is_empty()).then_some(Reason::SharedWords(roles)));
        }
    }

    /// The group that both are nearest to, when they are nearer than this.
    fn occupation(&self, near: &Nearness, doc: DocId, least: f32) -> Option<Reason> {
        let group = self.hub.group(self.common_group(near, doc, least)?)?;
        Some(Reason::Occupation { code: group.code.clone(), title: group.titles.first().cloned().unwrap_or_default() })
    }

    fn common_group(&self, near: &Nearness, doc: DocId, least: f32) -> Option<GroupId> {
        let theirs = &self.profiles.get(doc as usize)?.near;
        let both = near.iter().filter_map(|&(group, one)| {
            let (_, other) = theirs.iter().find(|(theirs, _)| *theirs == group)?;
            Some((group, one * other))
        });
        both.max_by(|a, b| a.1.total_cmp(&b.1)).filter(|(_, score)| *score > least).map(|(group, _)| group)
    }
}

/// From a group to the items near it.
fn turned<'n>(groups: usize, all: impl Iterator<Item = &'n Nearness>) -> Vec<Vec<(DocId, f32)>> {
    let mut lists = vec![Vec::new(); groups];
    for (near, doc) in all.zip(0..) {
        for &(group, score) in near {
            if let Some(list) = lists.get_mut(group as usize) {
                list.push((doc, score));
            }
        }
    }
    lists
}

fn keep_best(list: &mut Vec<(DocId, f32)>, most: usize) {
    let better = |a: &(DocId, f32), b: &(DocId, f32)| -> Ordering { b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)) };
    if list.len() > most {
        list.select_nth_unstable_by(most, better);
        list.truncate(most);
    }
    list.sort_by(better);
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests fail loudly")]
    use proptest::prelude::*;

    use super::super::HubGroup;
    use super::*;

    fn entry(id: &str, title: &str) -> Entry {
        Entry { id: id.to_owned(), titles: vec![title.to_owned()], ..Entry::default() }
    }

    fn group(code: &str, titles: &[&str], names: &[&str]) -> HubGroup {
        let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        HubGroup { code: code.to_owned(), titles: owned(titles), names: owned(names), ..HubGroup::default() }
    }

    fn hub() -> Hub {
        Hub::build(vec![
            group("2632", &["Sociólogos, antropólogos y afines"], &["geógrafo", "arqueólogo"]),
            group(
                "7126",
                &["Fontaneros e instaladores de tuberías", "Plumbers"],
                &["plomero", "gasfitero", "encanador"],
            ),
            group("7115", &["Carpinteros de armar y de obra blanca", "Carpenters"], &["carpintero", "marcenaria"]),
        ])
    }

    fn first(suggester: &Suggester<'_>, subject: &Entry) -> (String, Vec<Reason>) {
        let found = suggester.suggest(subject, 3, &mut Room::default());
        found.into_iter().next().map(|one| (one.object.id.clone(), one.reasons)).unwrap_or_default()
    }

    fn after(suggester: &Suggester<'_>, subject: &Entry, decided: Decided<'_>) -> (String, Vec<Reason>) {
        let found = suggester.suggest_after(subject, 3, Some(decided), &mut Room::default());
        found.into_iter().next().map(|one| (one.object.id.clone(), one.reasons)).unwrap_or_default()
    }

    #[test]
    fn titles_that_share_no_word_meet_in_the_hub() {
        let hub = hub();
        let objects = [("a", "Sociólogos y afines"), ("b", "Fontaneros"), ("c", "Carpinteros de obra blanca")];
        let suggester = Suggester::new(&hub, objects.map(|(id, title)| entry(id, title)).to_vec());
        for (title, right, code) in
            [("Geógrafas", "a", "2632"), ("Gasfitero/a", "b", "7126"), ("Encanador", "b", "7126")]
        {
            let (found, reasons) = first(&suggester, &entry("x", title));
            assert_eq!(found, right, "{title}");
            let named = |reason: &Reason| matches!(reason, Reason::Occupation { code: known, .. } if known == code);
            assert!(reasons.iter().any(named), "{title} {reasons:?}");
        }
    }

    #[test]
    fn without_a_hub_words_lead_across_spanish_and_portuguese() {
        let hub = Hub::default();
        let objects = [("a", "Instaladores eletricistas"), ("b", "Cozinheiros"), ("c", "Trabalhadores da limpeza")];
        let suggester = Suggester::new(&hub, objects.map(|(id, title)| entry(id, title)).to_vec());
        for (title, right) in [("Electricista instalador", "a"), ("Cocineras", "b"), ("Personal de limpieza", "c")] {
            assert_eq!(first(&suggester, &entry("x", title)).0, right, "{title}");
        }
    }

    #[test]
    fn what_was_decided_for_a_neighbour_lifts_its_object() {
        let hub = Hub::default();
        let objects = vec![entry("a", "Soldador de arco"), entry("b", "Soldador de gas")];
        let suggester = Suggester::new(&hub, objects);
        let subject = entry("x", "Soldador básico");
        assert_eq!(first(&suggester, &subject).0, "a");
        let subjects = Suggester::new(&hub, vec![entry("y", "Soldador básico industrial"), subject.clone()]);
        let pairs = [("y".to_owned(), "b".to_owned())];
        let (found, reasons) = after(&suggester, &subject, Decided { subjects: &subjects, pairs: &pairs });
        assert_eq!(found, "b");
        let neighbour = Reason::Neighbour { subject: "y".to_owned(), object: "b".to_owned() };
        assert!(reasons.contains(&neighbour), "{reasons:?}");
    }

    #[test]
    fn a_decision_about_the_item_itself_is_no_neighbour() {
        let hub = Hub::default();
        let suggester = Suggester::new(&hub, vec![entry("a", "Soldador de arco"), entry("b", "Soldador de gas")]);
        let subject = entry("x", "Soldador básico");
        let subjects = Suggester::new(&hub, vec![subject.clone()]);
        let pairs = [("x".to_owned(), "b".to_owned())];
        assert_eq!(after(&suggester, &subject, Decided { subjects: &subjects, pairs: &pairs }).0, "a");
    }

    #[test]
    fn sector_level_and_units_decide_between_equal_titles() {
        let hub = Hub::default();
        let plain = entry("a", "Operador de planta");
        let near =
            Entry { sectors: vec![Sector::Energy], level: Some("3".to_owned()), ..entry("b", "Operador de planta") };
        let suggester = Suggester::new(&hub, vec![plain, near]);
        let subject =
            Entry { sectors: vec![Sector::Energy], level: Some("3".to_owned()), ..entry("x", "Operadora de planta") };
        let (found, reasons) = first(&suggester, &subject);
        assert_eq!(found, "b");
        assert!(reasons.contains(&Reason::Sector(Sector::Energy)) && reasons.contains(&Reason::Level("3".to_owned())));
        let with_unit = |id: &str, unit: &str| Entry { units: vec![unit.to_owned()], ..entry(id, "Perfil uno") };
        let suggester = Suggester::new(&hub, vec![with_unit("a", "Podar árboles"), with_unit("b", "Medir la tensión")]);
        let (found, reasons) = first(&suggester, &with_unit("x", "Medir tensión eléctrica"));
        assert_eq!(found, "b");
        assert!(reasons.iter().any(|reason| matches!(reason, Reason::UnitTitles(_))), "{reasons:?}");
    }

    fn says_something(reason: &Reason) -> bool {
        match reason {
            Reason::SharedWords(words) | Reason::UnitTitles(words) | Reason::WordParts(words) => {
                !words.is_empty() && words.iter().all(|word| !word.trim().is_empty())
            }
            Reason::Occupation { code, title } => !code.is_empty() && !title.is_empty(),
            Reason::Level(level) => !level.is_empty(),
            Reason::Neighbour { subject, object } => !subject.is_empty() && !object.is_empty(),
            Reason::Sector(_) => true,
        }
    }

    #[test]
    fn what_is_near_by_parts_of_words_alone_says_which() {
        let hub = Hub::default();
        let suggester = Suggester::new(&hub, vec![entry("a", "Electromecánica"), entry("b", "Cocina")]);
        let (found, reasons) = first(&suggester, &entry("x", "Electrónica"));
        assert_eq!(found, "a");
        assert!(matches!(reasons.as_slice(), [Reason::WordParts(parts)] if parts == &["eletro"]), "{reasons:?}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]
        #[test]
        fn any_titles_are_ranked_in_falling_order_each_once_with_a_reason(
            titles in prop::collection::vec("[a-zñçãéó/().,@ ]{0,40}|\\PC{0,20}", 1..20),
            subject in "[a-zñçãéó/().,@ ]{0,40}|\\PC{0,20}",
        ) {
            let hub = hub();
            let objects = titles.iter().enumerate().map(|(id, title)| entry(&id.to_string(), title)).collect();
            let suggester = Suggester::new(&hub, objects);
            let mut room = Room::default();
            let found = suggester.suggest(&entry("x", &subject), 5, &mut room);
            prop_assert!(found.len() <= 5);
            prop_assert!(found.windows(2).all(|two| two.first().unwrap().score >= two.last().unwrap().score));
            let ids: std::collections::BTreeSet<&str> = found.iter().map(|one| one.object.id.as_str()).collect();
            prop_assert_eq!(ids.len(), found.len());
            prop_assert!(found.iter().all(|one| one.score.is_finite()));
            for one in &found {
                prop_assert!(!one.reasons.is_empty() && one.reasons.iter().all(says_something), "{one:?}");
            }
            prop_assert_eq!(found, suggester.suggest(&entry("x", &subject), 5, &mut room));
        }
    }
}
