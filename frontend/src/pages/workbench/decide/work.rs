//! What is being decided: the standards that wait, what was done, and the way back.

use std::collections::{HashMap, HashSet, VecDeque};
use std::rc::Rc;

use puente_wire::crosswalks::RejectedPair;
use puente_wire::suggestions::{Candidate, OpenStandard, Suggestions, Worklist};
use puente_wire::workbench::{ItemKey, MappingRow, Predicate};
use yew::prelude::*;

use crate::api::Failure;

/// What is done about a standard at a stroke.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Done {
    /// A row was written: related to an object, or to nothing.
    Written(Option<MappingRow>),
    /// Left for later.
    Aside,
    /// A candidate was rejected; the standard is still open.
    Rejected(Option<RejectedPair>, ItemKey),
}

/// One entry of the way back.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Past {
    /// Tells answers of the registry which entry they belong to.
    pub(super) number: u32,
    pub(super) standard: OpenStandard,
    pub(super) done: Done,
    /// It is to be taken back, as soon as the registry has answered to it.
    undo: bool,
}

impl Past {
    const fn is_answered(&self) -> bool {
        !matches!(self.done, Done::Written(None) | Done::Rejected(None, _))
    }
}

/// Everything the page remembers. The relation that is chosen is forgotten with every step.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Work {
    pub(super) waiting: VecDeque<OpenStandard>,
    pub(super) past: Vec<Past>,
    pub(super) total: u32,
    pub(super) decided: u32,
    pub(super) aside: u32,
    pub(super) relation: Option<Predicate>,
    pub(super) candidate: usize,
    pub(super) found: HashMap<ItemKey, Rc<Suggestions>>,
    pub(super) rejected: HashSet<(ItemKey, ItemKey)>,
    pub(super) failure: Option<Failure>,
    next: u32,
}

pub(super) enum Step {
    Found(ItemKey, Rc<Suggestions>),
    Look(usize),
    Relate(Predicate),
    Do(Done),
    Saved(u32, MappingRow),
    Kept(u32, RejectedPair),
    /// The registry refused what an entry says: it is as if it had not been done.
    Refused(u32, Failure),
    /// The last step is to be taken back.
    Undo,
    Undone(u32),
    Failed(Failure),
}

impl Work {
    pub(super) fn new(list: &Worklist) -> Self {
        Self {
            waiting: list.open.iter().cloned().collect(),
            past: Vec::new(),
            total: list.total,
            decided: list.decided,
            aside: 0,
            relation: None,
            candidate: 0,
            found: HashMap::new(),
            rejected: HashSet::new(),
            failure: None,
            next: 0,
        }
    }

    /// The standard at hand.
    pub(super) fn at_hand(&self) -> Option<&OpenStandard> {
        self.waiting.front()
    }

    /// The number the next entry will have.
    pub(super) const fn number(&self) -> u32 {
        self.next
    }

    /// Candidates of the standard at hand, without rejected ones; none while they are on their way.
    pub(super) fn candidates(&self) -> Option<Vec<&Candidate>> {
        let subject = &self.at_hand()?.key;
        let all = self.found.get(subject)?.candidates.iter();
        Some(all.filter(|one| !self.rejected.contains(&(subject.clone(), one.object.key.clone()))).collect())
    }

    /// The candidate that is looked at.
    pub(super) fn looked_at(&self) -> Option<&Candidate> {
        self.candidates()?.get(self.candidate).copied()
    }

    /// Keys of standards whose candidates should be there soon.
    pub(super) fn wanted(&self, ahead: usize) -> Vec<ItemKey> {
        let soon = self.waiting.iter().take(ahead).map(|one| &one.key);
        soon.filter(|key| !self.found.contains_key(key)).cloned().collect()
    }

    /// The step that can be taken back now, if one is to be.
    pub(super) fn due(&self) -> Option<&Past> {
        self.past.iter().rev().find(|past| past.undo).filter(|past| past.is_answered())
    }

    fn forward(&mut self, done: Done) {
        let number = self.next;
        self.next += 1;
        (self.relation, self.failure) = (None, None);
        let Some(standard) = self.at_hand().cloned() else { return };
        match &done {
            Done::Rejected(_, object) => {
                self.rejected.insert((standard.key.clone(), object.clone()));
                self.candidate = self.candidate.min(self.candidates().map_or(0, |all| all.len().saturating_sub(1)));
            }
            Done::Written(_) => self.decided += 1,
            Done::Aside => self.aside += 1,
        }
        if !matches!(done, Done::Rejected(..)) {
            self.waiting.pop_front();
            self.candidate = 0;
        }
        self.past.push(Past { number, standard, done, undo: false });
    }

    fn back(&mut self, number: u32) {
        let Some(place) = self.past.iter().position(|past| past.number == number) else { return };
        let past = self.past.remove(place);
        (self.relation, self.candidate) = (None, 0);
        match past.done {
            Done::Rejected(_, object) => {
                self.rejected.remove(&(past.standard.key, object));
                return;
            }
            Done::Written(_) => self.decided -= 1,
            Done::Aside => self.aside -= 1,
        }
        self.waiting.push_front(past.standard);
    }

    fn answered(&mut self, number: u32, done: Done) {
        if let Some(past) = self.past.iter_mut().find(|past| past.number == number) {
            past.done = done;
        }
    }
}

impl Reducible for Work {
    type Action = Step;

    fn reduce(self: Rc<Self>, step: Step) -> Rc<Self> {
        let mut work = Rc::unwrap_or_clone(self);
        match step {
            Step::Found(key, found) => {
                work.found.insert(key, found);
            }
            Step::Look(candidate) => work.candidate = candidate,
            Step::Relate(relation) => work.relation = Some(relation),
            Step::Do(done) => work.forward(done),
            Step::Saved(number, row) => work.answered(number, Done::Written(Some(row))),
            Step::Kept(number, pair) => {
                let object = pair.object.clone();
                work.answered(number, Done::Rejected(Some(pair), object));
            }
            Step::Refused(number, failure) => {
                work.back(number);
                work.failure = Some(failure);
            }
            Step::Undo => {
                if let Some(past) = work.past.iter_mut().rev().find(|past| !past.undo) {
                    past.undo = true;
                }
            }
            Step::Undone(number) => {
                work.failure = None;
                work.back(number);
            }
            Step::Failed(failure) => {
                work.past.iter_mut().for_each(|past| past.undo = false);
                work.failure = Some(failure);
            }
        }
        Rc::new(work)
    }
}
