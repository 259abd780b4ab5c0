//! The items of a draft: added, changed, moved and taken out one by one, each edit with its way back.

pub mod check;
pub mod list;
pub mod log;
pub mod routes;

use std::collections::{HashMap, HashSet};

use competency_frameworks::formats::case::{Head, Writing};
use competency_frameworks::formats::{Kept, Members};
use competency_frameworks::{Item, ItemKey, Package, PackageError};
use puente_wire::frameworks::{DraftEdit, EditDone, Entry, FrameworkDraftDetail, ItemEdit, ItemRemoval};
use puente_wire::problem::FieldError;
use serde_json::Value;

use self::check::REPLACES_ANOTHER;
use self::log::Replaced;
use super::drafts::{DraftError, at_revision, detail, tell};
use super::store::{self, Placed, Version};
use crate::acts::Doer;
use crate::db::DbConn;
use crate::http::problem::{MALFORMED, UNKNOWN, field_error};

/// Adds an item, or changes one.
pub fn edit(conn: &mut DbConn, doer: &Doer, id: &str, edit: ItemEdit) -> Result<FrameworkDraftDetail, DraftError> {
    let draft = at_revision(conn, doer, id, edit.revision)?;
    let before = store::placed(conn, id)?;
    let item = check::tidy(edit.item);
    let old = match &edit.key {
        Some(key) => Some(found(&before, key).ok_or_else(|| unknown("key"))?),
        None => None,
    };
    let errors = check::check(&before, old, &item);
    if !errors.is_empty() {
        return Err(DraftError::Invalid(errors));
    }
    let entry = Entry::of(&item);
    let done = if old.is_some() { EditDone::Changed } else { EditDone::Added };
    let after = match edit.key {
        Some(key) => changed(&draft.head, before.clone(), &key, item),
        None => added(before.clone(), item),
    };
    rewrite(conn, doer, &draft, &before, &after, (done, entry))
}

/// Takes an item out, with everything below it.
pub fn remove(
    conn: &mut DbConn,
    doer: &Doer,
    id: &str,
    gone: &ItemRemoval,
) -> Result<FrameworkDraftDetail, DraftError> {
    let draft = at_revision(conn, doer, id, gone.revision)?;
    let before = store::placed(conn, id)?;
    let entry = Entry::of(found(&before, &gone.key).ok_or_else(|| unknown("key"))?);
    let below = below(&before, &gone.key);
    let (going, left): (Vec<Placed>, Vec<Placed>) =
        before.iter().cloned().partition(|one| below.contains(&one.kept.item.key));
    let named = left.iter().flat_map(|one| &one.kept.item.replaced_by).any(|key| below.contains(key));
    if named && !going.is_empty() {
        return Err(DraftError::Invalid(vec![field_error("key", REPLACES_ANOTHER)]));
    }
    rewrite(conn, doer, &draft, &before, &left, (EditDone::Removed, entry))
}

/// Takes the newest edit back that was not taken back yet; [`DraftError::NotFound`] without one.
pub fn undo(conn: &mut DbConn, doer: &Doer, id: &str, revision: u32) -> Result<FrameworkDraftDetail, DraftError> {
    let draft = at_revision(conn, doer, id, revision)?;
    let (edit, replaced) = log::newest(conn, id)?.ok_or(DraftError::NotFound)?;
    let before = store::placed(conn, id)?;
    let touched: HashSet<u32> = replaced.items.iter().map(|(place, _)| *place).collect();
    let mut after: Vec<Placed> = before.iter().filter(|one| !touched.contains(&one.place)).cloned().collect();
    let stood = replaced.items.into_iter().filter_map(|(place, kept)| Some(Placed { place, kept: kept? }));
    after.extend(stood);
    after.sort_by_key(|one| one.place);
    store::apply(conn, &draft, &before, &after)?;
    for (place, association) in &replaced.associations {
        store::add_association(conn, id, *place, association)?;
    }
    log::taken_back(conn, id, &edit)?;
    finish(conn, doer, &draft, (EditDone::Undone, edit.item), None)
}

fn unknown(field: &str) -> DraftError {
    DraftError::Invalid(vec![field_error(field, UNKNOWN)])
}

fn found<'a>(all: &'a [Placed], key: &ItemKey) -> Option<&'a Item> {
    all.iter().map(|one| &one.kept.item).find(|item| item.key == *key)
}

/// An item and everything under it; parents come before their children.
fn below(all: &[Placed], key: &ItemKey) -> HashSet<ItemKey> {
    let mut below = HashSet::new();
    for item in all.iter().map(|one| &one.kept.item) {
        if item.key == *key || item.parent.as_ref().is_some_and(|parent| below.contains(parent)) {
            below.insert(item.key.clone());
        }
    }
    below
}

/// The first place behind all others.
fn free(all: &[Placed]) -> u32 {
    all.iter().map(|one| one.place + 1).max().unwrap_or_default()
}

fn added(mut all: Vec<Placed>, item: Item) -> Vec<Placed> {
    all.push(Placed { place: free(&all), kept: Kept::from(item) });
    all
}

/// All items with one of them changed: what names it follows, what stands below it moves with it.
fn changed(head: &Head, mut all: Vec<Placed>, key: &ItemKey, new: Item) -> Vec<Placed> {
    let subtree = below(&all, key);
    let writing = Writing::new(head, "");
    let renamed = new.key.clone();
    let mut moved = false;
    if let Some(Placed { kept, .. }) = all.iter_mut().find(|one| one.kept.item.key == *key) {
        moved = kept.item.parent != new.parent;
        let members = writing.keep(kept, &new);
        *kept = Kept { item: new, members };
    }
    if renamed != *key {
        for Placed { kept: Kept { item, .. }, .. } in &mut all {
            let named = item.parent.iter_mut().chain(&mut item.replaced_by).filter(|name| **name == *key);
            named.for_each(|name| name.clone_from(&renamed));
        }
    }
    if moved {
        let goes = |one: &Placed| one.kept.item.key == renamed || subtree.contains(&one.kept.item.key);
        let (going, staying): (Vec<Placed>, Vec<Placed>) = all.iter().cloned().partition(goes);
        // At the end every parent stands before it.
        let behind = (free(&all)..).zip(going).map(|(place, one)| Placed { place, ..one });
        all = staying.into_iter().chain(behind).collect();
    }
    all
}

/// Stores the items of a draft after a change, if they make a framework.
fn rewrite(
    conn: &mut DbConn,
    doer: &Doer,
    draft: &Version,
    before: &[Placed],
    after: &[Placed],
    what: (EditDone, Entry),
) -> Result<FrameworkDraftDetail, DraftError> {
    check_tree(draft, after)?;
    let given = store::placed_associations(conn, &draft.id)?;
    let gone = no_longer_true(&draft.head, before, after, given);
    store::drop_associations(conn, &draft.id, &gone)?;
    let stood = store::apply(conn, draft, before, after)?;
    finish(conn, doer, draft, what, Some(&Replaced { items: stood, associations: gone }))
}

fn check_tree(draft: &Version, after: &[Placed]) -> Result<(), DraftError> {
    let package = Package {
        framework: draft.head.framework.clone(),
        version: draft.head.version.clone(),
        items: after.iter().map(|one| one.kept.item.clone()).collect(),
    };
    package.check().map_err(|error| {
        let field = match error {
            PackageError::OrphanItem { .. } | PackageError::TooDeep { .. } => "item.parent",
            PackageError::DuplicateKey { .. } => "item.key",
            PackageError::NoTitle { .. } => "item.title",
        };
        let detail = Some(error.to_string());
        DraftError::Invalid(vec![FieldError { detail, ..field_error(field, MALFORMED) }])
    })
}

/// Writes down what was done, and answers with the draft as it stands now.
fn finish(
    conn: &mut DbConn,
    doer: &Doer,
    draft: &Version,
    (done, item): (EditDone, Entry),
    replaced: Option<&Replaced>,
) -> Result<FrameworkDraftDetail, DraftError> {
    let member = doer.actor.member()?;
    store::move_on(conn, draft, &member.user_id, doer.at)?;
    let revision = u32::try_from(draft.revision + 1).unwrap_or_default();
    let edit = DraftEdit { revision, done, item, by: member.name.clone(), at: doer.at };
    log::add(conn, &draft.id, &edit, replaced)?;
    tell(conn, doer, "framework-draft-edited", &draft.id, &draft.head)?;
    detail(conn, doer, &draft.id)
}

/// The associations that name an item that is gone, or a parent that is no more.
fn no_longer_true(head: &Head, before: &[Placed], after: &[Placed], given: Vec<(u32, Members)>) -> Vec<(u32, Members)> {
    let writing = Writing::new(head, "");
    let parents = |all: &[Placed]| -> HashMap<String, Option<String>> {
        let items = || all.iter().map(|one| &one.kept);
        let identifiers: HashMap<&ItemKey, String> =
            items().map(|kept| (&kept.item.key, writing.identifier_of(kept))).collect();
        let parent = |kept: &Kept| kept.item.parent.as_ref().and_then(|parent| identifiers.get(parent).cloned());
        items().map(|kept| (writing.identifier_of(kept), parent(kept))).collect()
    };
    let (old, new) = (parents(before), parents(after));
    let end =
        |one: &Members, name: &str| one.get(name).and_then(|link| link.get("identifier")?.as_str().map(str::to_owned));
    let gone = |identifier: &Option<String>| {
        identifier.as_ref().is_some_and(|one| old.contains_key(one) && !new.contains_key(one))
    };
    let mut no_longer = given;
    no_longer.retain(|(_, one)| {
        let (origin, destination) = (end(one, "originNodeURI"), end(one, "destinationNodeURI"));
        if gone(&origin) || gone(&destination) {
            return true;
        }
        let child = one.get("associationType").and_then(Value::as_str) == Some("isChildOf");
        let origin = origin.filter(|_| child).unwrap_or_default();
        match (old.get(&origin), new.get(&origin)) {
            (Some(was), Some(is)) if was != is => {
                let stood = was.as_deref().unwrap_or(writing.identifier());
                destination.as_deref() == Some(stood)
            }
            _ => false,
        }
    });
    no_longer
}
