//! One key, one step.

use puente_wire::suggestions::OpenStandard;
use puente_wire::workbench::{ItemKey, Justification, MappingDraft, Predicate};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::saving::Desk;
use super::work::{Done, Step, Work};

/// What keys and buttons ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    /// Write this relation to the candidate that is looked at.
    Relate(Predicate),
    /// Choose a relation, to be written with `SaveChosen`.
    Choose(Predicate),
    SaveChosen,
    /// Nothing there corresponds.
    Nothing,
    /// Leave it for later.
    Aside,
    /// The candidate is wrong; do not show the pair again.
    Reject,
    Undo,
    /// Look at another candidate, by its place.
    Look(usize),
    Next,
    Previous,
}

/// The key of a relation.
pub(super) const fn letter(relation: Predicate) -> &'static str {
    match relation {
        Predicate::ExactMatch => "E",
        Predicate::CloseMatch => "C",
        Predicate::BroadMatch => "B",
        Predicate::NarrowMatch => "N",
        Predicate::RelatedMatch => "R",
    }
}

/// What a key means here; nothing when it belongs to the browser.
pub(super) fn key_of(event: &KeyboardEvent) -> Option<Key> {
    if event.ctrl_key() || event.meta_key() || event.alt_key() || event.repeat() {
        return None;
    }
    let key = event.key().to_uppercase();
    let relation = Predicate::ALL.into_iter().find(|relation| letter(*relation) == key);
    relation.map(Key::Relate).or(match key.as_str() {
        "0" => Some(Key::Nothing),
        "U" => Some(Key::Aside),
        "X" => Some(Key::Reject),
        "Z" => Some(Key::Undo),
        "J" => Some(Key::Next),
        "K" => Some(Key::Previous),
        digit => digit.parse().ok().filter(|place| (1..=9).contains(place)).map(|place: usize| Key::Look(place - 1)),
    })
}

/// Does what was asked for, at once on the screen; the registry hears of it meanwhile.
pub(super) fn act(work: &UseReducerHandle<Work>, desk: &Desk, key: Key) {
    let number = work.number();
    let count = work.candidates().map_or(0, |all| all.len());
    match key {
        Key::Look(place) if place < count => work.dispatch(Step::Look(place)),
        Key::Next if work.candidate + 1 < count => work.dispatch(Step::Look(work.candidate + 1)),
        Key::Previous if work.candidate > 0 => work.dispatch(Step::Look(work.candidate - 1)),
        Key::Choose(relation) => work.dispatch(Step::Relate(relation)),
        Key::SaveChosen => {
            if let Some(relation) = work.relation {
                relate(work, desk, relation);
            }
        }
        Key::Relate(relation) => relate(work, desk, relation),
        Key::Nothing => {
            if let Some(standard) = work.at_hand() {
                spawn_local(desk.clone().write(number, draft(standard, None, Predicate::RelatedMatch)));
                work.dispatch(Step::Do(Done::Written(None)));
            }
        }
        Key::Aside if work.at_hand().is_some() => work.dispatch(Step::Do(Done::Aside)),
        Key::Reject => {
            if let (Some(standard), Some(candidate)) = (work.at_hand(), work.looked_at()) {
                let object = candidate.object.key.clone();
                spawn_local(desk.clone().reject(number, standard.key.clone(), object.clone()));
                work.dispatch(Step::Do(Done::Rejected(None, object)));
            }
        }
        Key::Undo => work.dispatch(Step::Undo),
        Key::Look(_) | Key::Next | Key::Previous | Key::Aside => {}
    }
}

fn relate(work: &UseReducerHandle<Work>, desk: &Desk, relation: Predicate) {
    if let (Some(standard), Some(candidate)) = (work.at_hand(), work.looked_at()) {
        let draft = draft(standard, Some(candidate.object.key.clone()), relation);
        spawn_local(desk.clone().write(work.number(), draft));
        work.dispatch(Step::Do(Done::Written(None)));
    }
}

fn draft(standard: &OpenStandard, object: Option<ItemKey>, predicate: Predicate) -> MappingDraft {
    MappingDraft {
        subject: standard.key.clone(),
        subject_unit: None,
        predicate,
        not: false,
        object,
        object_unit: None,
        justification: Justification::default(),
        confidence: None,
        comment: None,
        draft: false,
    }
}
