//! What a publication would change for holders: the answers of the state that is published and of
//! the state that would be, compared for the standards that it touches.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use competency_frameworks::{Country, FrameworkId, ItemKey, Package};
use crosswalks::{Agreement, Decision, Holding, Published, Question, Recognition, Snapshot, StandardRef, recognise};
use puente_wire::effects::{Effect, EffectKind, Effects};

use super::Edition;

/// No more changes are listed than this.
const MOST_CHANGES: usize = 200;

/// No more look-ups are compared than this: an agreement of a region about everything touches them all.
const MOST_COMPARED: usize = 20_000;

/// A look-up: a standard, the country it is looked up for, and who issued the certificate; none when
/// nobody says.
type LookUp = (StandardRef, Country, Option<String>);

/// Something that is to be published.
#[derive(Debug, Clone)]
pub enum Change {
    /// A crosswalk's next version.
    Crosswalk(crosswalks::CrosswalkVersion),
    /// A version of a decision.
    Decision(Box<Decision>),
    /// A framework's next version.
    Framework(Box<Package>),
    /// A version of an agreement: a first one, another one, or one that ends it.
    Agreement(Box<Agreement>),
}

/// Compares every look-up that the change touches, as of the first day on which all of it counts.
pub fn effects(edition: &Edition, change: Change, today: NaiveDate) -> Effects {
    let published = edition.snapshot.published();
    let (touched, as_of) = match &change {
        Change::Crosswalk(next) => (of_crosswalk(&edition.snapshot, next, today), today),
        Change::Decision(next) => (of_decision(published, next), counts_from(next, today)),
        Change::Framework(next) => (of_framework(&edition.snapshot, next, today), today),
        Change::Agreement(next) => {
            let as_of = holds_or_ends(&edition.snapshot, next, today);
            (of_agreement(&edition.snapshot, next, as_of), as_of)
        }
    };
    let beyond = u32::try_from(touched.len().saturating_sub(MOST_COMPARED)).unwrap_or(u32::MAX);
    let touched: BTreeSet<LookUp> = touched.into_iter().take(MOST_COMPARED).collect();
    let mut frameworks: BTreeSet<FrameworkId> = touched.iter().map(|(at, ..)| at.framework.clone()).collect();
    match &change {
        // Of a first version nothing that is published names the other end yet.
        Change::Crosswalk(next) => frameworks.extend([next.crosswalk.object_framework.clone()]),
        Change::Decision(next) => frameworks.extend(next.target.iter().map(|target| target.framework.clone())),
        Change::Framework(_) | Change::Agreement(_) => {}
    }
    let before = part(published, &frameworks);
    let mut after = before.clone();
    match change {
        Change::Crosswalk(next) => after.crosswalks.push(next),
        Change::Decision(next) => after.decisions.push(*next),
        Change::Framework(next) => after.packages.push(*next),
        Change::Agreement(next) => after.agreements.push(*next),
    }
    let found = compare(&Snapshot::build(before), &Snapshot::build(after), &touched, as_of);
    Effects { beyond, ..found }
}

/// A decision of the future changes answers on the day on which it holds, or ends.
fn counts_from(next: &Decision, today: NaiveDate) -> NaiveDate {
    let ends = next.withdrawal.as_ref().map(|withdrawal| withdrawal.from);
    today.max(next.effective_from).max(ends.unwrap_or(today))
}

/// An agreement of the future changes answers on the day on which it holds; one that gets a last day,
/// on the day after.
fn holds_or_ends(snapshot: &Snapshot, next: &Agreement, today: NaiveDate) -> NaiveDate {
    let known = snapshot.agreement(&next.id, today);
    let over = next.ends_on.and_then(|last| last.succ_opt());
    match over.filter(|_| known.is_some_and(|old| old.ends_on != next.ends_on)) {
        Some(over) => today.max(over),
        None => today.max(next.starts_on.unwrap_or(today)),
    }
}

/// What a look-up shows of an agreement: what it is called, how far it has come, what it covers.
fn shown(agreement: &Agreement, as_of: NaiveDate) -> impl PartialEq + use<> {
    (agreement.title.clone(), agreement.status_on(as_of), agreement.sectors.clone(), agreement.illustrative)
}

/// The standards that were decided about under the agreement, and those that it covers, before or
/// after, as information.
fn of_agreement(snapshot: &Snapshot, next: &Agreement, as_of: NaiveDate) -> BTreeSet<LookUp> {
    let published = snapshot.published();
    let under = published.decisions.iter().filter(|one| one.agreement.as_ref() == Some(&next.id));
    let mut all: BTreeSet<LookUp> = under
        .flat_map(|one| issuers(one).map(|issuer| (one.source_standard.clone(), one.destination, issuer)))
        .collect();
    let old = snapshot.agreement(&next.id, as_of);
    let parties = old.into_iter().chain([next]).flat_map(|one| &one.parties);
    let countries: BTreeSet<Country> = parties.map(|party| party.country).collect();
    let frameworks: BTreeSet<&FrameworkId> = published.packages.iter().map(|one| &one.framework.id).collect();
    for package in frameworks.into_iter().filter_map(|id| snapshot.package(id, as_of)) {
        let Some(origin) = package.framework.country.filter(|country| countries.contains(country)) else { continue };
        for item in package.standards() {
            let standard = StandardRef { framework: package.framework.id.clone(), standard: item.key.clone() };
            for destination in &countries {
                let told = |one: &Agreement| {
                    let covers = one.covers(origin, &standard, &item.sectors, *destination);
                    (covers && one.status_on(as_of).is_running()).then(|| shown(one, as_of))
                };
                if old.and_then(told) != told(next) {
                    all.insert((standard.clone(), *destination, None));
                }
            }
        }
    }
    all
}

/// What can matter to look-ups of these frameworks: the rest answers nothing about them.
fn part(published: &Published, frameworks: &BTreeSet<FrameworkId>) -> Published {
    let decisions: Vec<Decision> =
        published.decisions.iter().filter(|one| frameworks.contains(&one.source_standard.framework)).cloned().collect();
    let crosswalks: Vec<_> = published
        .crosswalks
        .iter()
        .filter(|one| frameworks.contains(&one.crosswalk.subject_framework))
        .cloned()
        .collect();
    let mut named = frameworks.clone();
    named.extend(decisions.iter().filter_map(|one| Some(one.target.as_ref()?.framework.clone())));
    named.extend(crosswalks.iter().map(|one| one.crosswalk.object_framework.clone()));
    let packages = published.packages.iter().filter(|one| named.contains(&one.framework.id)).cloned().collect();
    Published {
        packages,
        crosswalks,
        decisions,
        agreements: published.agreements.clone(),
        blocs: published.blocs.clone(),
        legal_bases: published.legal_bases.clone(),
        authorities: published.authorities.clone(),
        issuers: published.issuers.clone(),
        openings: published.openings.clone(),
    }
}

/// The standards whose rows are not the same as in the version before.
fn of_crosswalk(snapshot: &Snapshot, next: &crosswalks::CrosswalkVersion, today: NaiveDate) -> BTreeSet<LookUp> {
    let head = &next.crosswalk;
    let there = snapshot.package(&head.object_framework, today).and_then(|package| package.framework.country);
    let Some(destination) = there else { return BTreeSet::new() };
    let versions = snapshot.published().crosswalks.iter().filter(|one| one.crosswalk.id == head.id);
    let old = versions.max_by_key(|one| one.version).map(|one| one.mappings.as_slice()).unwrap_or_default();
    let rows = |mappings: &[crosswalks::Mapping], other: &[crosswalks::Mapping]| -> BTreeSet<ItemKey> {
        let known: BTreeSet<String> = other.iter().map(said).collect();
        mappings.iter().filter(|one| !known.contains(&said(one))).map(|one| one.subject.clone()).collect()
    };
    let changed = rows(&next.mappings, old).into_iter().chain(rows(old, &next.mappings));
    let look_up = |standard| (StandardRef { framework: head.subject_framework.clone(), standard }, destination, None);
    changed.map(look_up).collect()
}

/// A row as one text, to tell it from others.
fn said(mapping: &crosswalks::Mapping) -> String {
    serde_json::to_string(mapping).unwrap_or_default()
}

/// The standard that a decision is about, and the one its earlier versions were about; of whoever, and
/// of each issuer that one of them names.
fn of_decision(published: &Published, next: &Decision) -> BTreeSet<LookUp> {
    let versions = || published.decisions.iter().filter(|one| one.id == next.id).chain([next]);
    let named: BTreeSet<Option<String>> = versions().flat_map(issuers).collect();
    let look_up = |one: &Decision| {
        let (at, destination) = (one.source_standard.clone(), one.destination);
        named.iter().map(move |issuer| (at.clone(), destination, issuer.clone()))
    };
    versions().flat_map(look_up).collect()
}

/// Nobody named, and everybody whom a decision names.
fn issuers(decision: &Decision) -> impl Iterator<Item = Option<String>> {
    std::iter::once(None).chain(decision.issuers.iter().cloned().map(Some))
}

/// Standards that somebody decided about or related, where the new version changes either end.
fn of_framework(snapshot: &Snapshot, next: &Package, today: NaiveDate) -> BTreeSet<LookUp> {
    let id = &next.framework.id;
    let Some(old) = snapshot.package(id, today) else { return BTreeSet::new() };
    let changed = crosswalks::changed_items(old, next);
    let touches = |at: &StandardRef| at.framework == *id && changed.contains(&at.standard);
    let published = snapshot.published();
    let decided = published
        .decisions
        .iter()
        .filter(|one| touches(&one.source_standard) || one.target.as_ref().is_some_and(touches))
        .flat_map(|one| issuers(one).map(|issuer| (one.source_standard.clone(), one.destination, issuer)));
    let mut all: BTreeSet<LookUp> = decided.collect();
    for version in &published.crosswalks {
        let head = &version.crosswalk;
        let Some(package) = snapshot.package(&head.object_framework, today) else { continue };
        let Some(destination) = package.framework.country else { continue };
        let hit = |framework: &FrameworkId, key: &ItemKey| framework == id && changed.contains(key);
        for row in &version.mappings {
            let object = row.object.as_ref();
            if hit(&head.subject_framework, &row.subject)
                || object.is_some_and(|object| hit(&head.object_framework, object))
            {
                let framework = head.subject_framework.clone();
                all.insert((StandardRef { framework, standard: row.subject.clone() }, destination, None));
            }
        }
    }
    all
}

fn compare(before: &Snapshot, after: &Snapshot, touched: &BTreeSet<LookUp>, as_of: NaiveDate) -> Effects {
    let mut effects = Effects {
        as_of,
        lookups: u32::try_from(touched.len()).unwrap_or(u32::MAX),
        outcomes: 0,
        answers: 0,
        information: 0,
        beyond: 0,
        changes: Vec::new(),
    };
    for look_up in touched {
        let (was, is) = (answer(before, look_up, as_of), answer(after, look_up, as_of));
        let Some(kind) = difference(&was, &is) else { continue };
        match kind {
            EffectKind::Outcome => effects.outcomes += 1,
            EffectKind::Answer => effects.answers += 1,
            EffectKind::Information => effects.information += 1,
        }
        let (at, destination, issuer) = look_up;
        let Some(standard) = find(after, at, as_of).or_else(|| find(before, at, as_of)) else { continue };
        effects.changes.push(Effect {
            framework: at.framework.clone(),
            standard: at.standard.clone(),
            title: standard,
            destination: *destination,
            issuer: issuer.as_deref().map(|issuer| after.issuer(issuer)),
            kind,
            before: was.outcome,
            after: is.outcome,
        });
    }
    effects.changes.sort_by_key(|one| one.kind);
    effects.changes.truncate(MOST_CHANGES);
    effects
}

fn find(snapshot: &Snapshot, at: &StandardRef, day: NaiveDate) -> Option<competency_frameworks::LangMap> {
    Some(snapshot.resolve(&at.framework, &at.standard, day)?.item.title.clone())
}

fn answer(snapshot: &Snapshot, (at, destination, issuer): &LookUp, as_of: NaiveDate) -> Recognition {
    let holding = Holding {
        framework: at.framework.clone(),
        code: at.standard.to_string(),
        version: None,
        issued_on: None,
        issuer: issuer.clone(),
        units: Vec::new(),
    };
    recognise(snapshot, &Question { holdings: vec![holding], destination: *destination, target: None, as_of })
}

fn difference(was: &Recognition, is: &Recognition) -> Option<EffectKind> {
    if was.outcome != is.outcome {
        Some(EffectKind::Outcome)
    } else if was.answers != is.answers {
        Some(EffectKind::Answer)
    } else {
        (was.information != is.information).then_some(EffectKind::Information)
    }
}
