//! What the registry hears of deciding.

use std::rc::Rc;

use puente_wire::crosswalks::NewRejection;
use puente_wire::workbench::{ItemKey, MappingDraft};
use yew::prelude::*;

use super::work::{Done, Past, Step, Work};
use crate::api::{self, Once};

/// Whose crosswalk it is, and who is told what came of it.
#[derive(Clone)]
pub(super) struct Desk {
    pub(super) org: String,
    pub(super) crosswalk: String,
    pub(super) work: UseReducerDispatcher<Work>,
}

impl Desk {
    /// Fetches the candidates of a standard.
    pub(super) async fn fetch(self, key: ItemKey) {
        match api::workbench::suggestions(&self.org, &self.crosswalk, key.as_str()).await {
            Ok(found) => self.work.dispatch(Step::Found(key, Rc::new(found))),
            Err(failure) => self.work.dispatch(Step::Failed(failure)),
        }
    }

    pub(super) async fn write(self, number: u32, draft: MappingDraft) {
        match api::workbench::add_mapping(&self.org, &self.crosswalk, &draft, &Once::new()).await {
            Ok(row) => self.work.dispatch(Step::Saved(number, row)),
            Err(failure) => self.work.dispatch(Step::Refused(number, failure)),
        }
    }

    pub(super) async fn reject(self, number: u32, subject: ItemKey, object: ItemKey) {
        let pair = NewRejection { subject, object, reason: String::new() };
        match api::workbench::reject_pair(&self.org, &self.crosswalk, &pair, &Once::new()).await {
            Ok(pair) => self.work.dispatch(Step::Kept(number, pair)),
            Err(failure) => self.work.dispatch(Step::Refused(number, failure)),
        }
    }

    /// Takes a step back that the registry has answered to.
    pub(super) async fn undo(self, past: Past) {
        let undone = match &past.done {
            Done::Aside => Ok(()),
            Done::Written(None) | Done::Rejected(None, _) => return,
            Done::Written(Some(row)) => {
                api::workbench::withdraw_mapping(&self.org, &self.crosswalk, &row.id, row.revision).await.map(drop)
            }
            Done::Rejected(Some(pair), _) => api::workbench::restore_pair(&self.org, &self.crosswalk, &pair.id).await,
        };
        match undone {
            Ok(()) => self.work.dispatch(Step::Undone(past.number)),
            Err(failure) => self.work.dispatch(Step::Failed(failure)),
        }
    }
}
