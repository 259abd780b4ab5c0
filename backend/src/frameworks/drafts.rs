//! Versions on their way: made from a file or from the newest version, edited, published by somebody
//! other than who began them.

use std::collections::{HashMap, HashSet};

use ::base64::Engine as _;
use ::base64::engine::general_purpose::STANDARD;
use competency_frameworks::diff::Diff;
use competency_frameworks::formats::case::{Head, Writing};
use competency_frameworks::formats::{Kept, Members};
use competency_frameworks::{FrameworkId, Item, ItemKey, Package, PackageError};
use puente_wire::effects::Effects;
use puente_wire::frameworks::{
    FrameworkDraft, FrameworkDraftDetail, FrameworkFile, FrameworkPreview, ItemEdit, ItemRemoval, NewFrameworkDraft,
};
use puente_wire::problem::FieldError;
use serde_json::{Value, json};

use super::import::{self, ImportError, Incoming, Moment, Wanted};
use super::store::{self, NewVersion, Version};
use crate::actor::Denied;
use crate::acts::Doer;
use crate::audit::{self, Event};
use crate::db::{DbConn, DbError};
use crate::http::problem::{MALFORMED, REQUIRED, TOO_LONG, UNKNOWN, field_error};
use crate::recognition::effects::Change;
use crate::recognition::store::move_stamp;
use crate::recognition::{self, Edition};

/// Longest label of a version, in characters.
const LONGEST_LABEL: usize = 60;

/// Why something with a draft is refused.
#[derive(Debug, thiserror::Error)]
pub enum DraftError {
    /// No such draft in this ministry.
    #[error("no such draft")]
    NotFound,
    /// Somebody changed it since it was read.
    #[error("the draft was changed in the meantime")]
    Stale(Box<FrameworkDraft>),
    /// Who began it publishes it.
    #[error("the author may not publish it")]
    OwnWork,
    /// What was sent does not hold together.
    #[error("some fields are wrong")]
    Invalid(Vec<FieldError>),
    /// The file makes no version.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// Not allowed.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The database refused.
    #[error(transparent)]
    Db(#[from] DbError),
}

fn invalid(field: &str, code: crate::http::problem::FieldCode) -> DraftError {
    DraftError::Invalid(vec![field_error(field, code)])
}

/// Reads a file and says what it would change. Nothing is stored.
pub fn preview(
    conn: &mut DbConn,
    doer: &Doer,
    file: FrameworkFile,
    base: &str,
) -> Result<FrameworkPreview, DraftError> {
    let incoming = incoming(conn, doer, file, base)?;
    let (base, diff) = incoming.changes(conn)?;
    let Head { framework, version, .. } = incoming.head;
    Ok(FrameworkPreview { framework, version, report: incoming.report, shape: incoming.shape, base, diff })
}

/// Makes a draft of a file.
pub fn import(conn: &mut DbConn, doer: &Doer, file: FrameworkFile, base: &str) -> Result<FrameworkDraft, DraftError> {
    let incoming = incoming(conn, doer, file, base)?;
    incoming.check(conn, doer.at.date_naive())?;
    begin(conn, doer, &incoming.head, &incoming.items, &incoming.associations)
}

fn incoming(conn: &mut DbConn, doer: &Doer, file: FrameworkFile, base: &str) -> Result<Incoming, DraftError> {
    let bytes = STANDARD.decode(file.content.as_bytes()).map_err(|_| invalid("content", MALFORMED))?;
    let label = file.label.map(|label| label.trim().to_owned()).filter(|label| !label.is_empty());
    if label.as_ref().is_some_and(|label| label.chars().count() > LONGEST_LABEL) {
        return Err(invalid("label", TOO_LONG));
    }
    let wanted = Wanted {
        country: doer.organisation.country.parse().ok(),
        framework: file.framework,
        body: file.body,
        title: file.title,
        label,
        published_on: Some(doer.at.date_naive()),
        lang: file.lang,
        source: file.source,
        columns: file.columns,
        aside: file.aside,
    };
    let known = match &wanted.framework {
        Some(id) => store::newest(conn, id)?,
        None => None,
    };
    if let Some(version) = known {
        check_country(doer, &version.head)?;
    }
    let moment = Moment { at: doer.at, base: base.to_owned() };
    let incoming = import::read(conn, &bytes, &wanted, &moment)?;
    // A package may name a framework itself, which another country's ministry looks after.
    if let Some(version) = store::newest(conn, &incoming.head.framework.id)? {
        check_country(doer, &version.head)?;
    }
    check_country(doer, &incoming.head)?;
    Ok(incoming)
}

/// A ministry looks after the frameworks of its own country.
fn check_country(doer: &Doer, head: &Head) -> Result<(), Denied> {
    let country = head.framework.country.map(|country| country.to_string());
    if country.as_deref() == Some(doer.organisation.country.as_str()) { Ok(()) } else { Err(Denied::Forbidden) }
}

/// Makes a draft of a framework's newest version.
pub fn start(conn: &mut DbConn, doer: &Doer, new: &NewFrameworkDraft) -> Result<FrameworkDraft, DraftError> {
    let label = new.label.trim();
    if label.is_empty() {
        return Err(invalid("label", REQUIRED));
    }
    if label.chars().count() > LONGEST_LABEL {
        return Err(invalid("label", TOO_LONG));
    }
    let Some(newest) = store::newest(conn, &new.framework)? else { return Err(invalid("framework", UNKNOWN)) };
    check_country(doer, &newest.head)?;
    let mut head = newest.head;
    label.clone_into(&mut head.version.label);
    head.version.published_on = doer.at.date_naive();
    // These say of the version it is made from when and as what it was published.
    head.document.retain(|name, _| !["version", "lastChangeDateTime", "statusStartDate"].contains(&name.as_str()));
    import::check_head(conn, &head, doer.at.date_naive())?;
    let items = store::items(conn, &newest.id)?;
    let associations = store::associations(conn, &newest.id)?;
    begin(conn, doer, &head, &items, &associations)
}

fn begin(
    conn: &mut DbConn,
    doer: &Doer,
    head: &Head,
    items: &[Kept],
    associations: &[Members],
) -> Result<FrameworkDraft, DraftError> {
    let base = store::newest(conn, &head.framework.id)?.map(|version| version.head.version.label);
    let new = NewVersion {
        head,
        organisation_id: Some(&doer.organisation.id),
        author_id: Some(&doer.actor.member()?.user_id),
        base_label: base.as_deref(),
        at: doer.at,
    };
    let id = store::begin(conn, &new)?;
    store::fill(conn, &id, head, items, associations)?;
    tell(conn, doer, "framework-draft-begun", &id, head)?;
    let draft = own(conn, doer, &id)?;
    Ok(view(conn, doer, &draft)?)
}

/// The ministry's drafts, newest first.
pub fn list(conn: &mut DbConn, doer: &Doer) -> Result<Vec<FrameworkDraft>, DraftError> {
    let drafts = store::drafts(conn, &doer.organisation.id)?;
    drafts.iter().map(|draft| Ok(view(conn, doer, draft)?)).collect()
}

/// One draft with what it changes.
pub fn detail(conn: &mut DbConn, doer: &Doer, id: &str) -> Result<FrameworkDraftDetail, DraftError> {
    let draft = own(conn, doer, id)?;
    let newest = store::newest(conn, &draft.head.framework.id)?;
    let shown = view(conn, doer, &draft)?;
    let new = store::package(conn, draft)?;
    let old = match newest {
        Some(newest) => store::package(conn, newest)?,
        None => Package { items: Vec::new(), ..new.clone() },
    };
    Ok(FrameworkDraftDetail { draft: shown, diff: Diff::between(&old, &new) })
}

/// Adds an item, or changes one.
pub fn edit(conn: &mut DbConn, doer: &Doer, id: &str, edit: ItemEdit) -> Result<FrameworkDraftDetail, DraftError> {
    let draft = at_revision(conn, doer, id, edit.revision)?;
    let items = store::items(conn, id)?;
    let after = match edit.key {
        Some(key) => changed(&draft.head, items.clone(), &key, edit.item)?,
        None => items.iter().cloned().chain([Kept::from(edit.item)]).collect(),
    };
    rewrite(conn, doer, &draft, &items, &after)
}

/// Takes an item out, with everything below it.
pub fn remove(
    conn: &mut DbConn,
    doer: &Doer,
    id: &str,
    gone: &ItemRemoval,
) -> Result<FrameworkDraftDetail, DraftError> {
    let draft = at_revision(conn, doer, id, gone.revision)?;
    let items = store::items(conn, id)?;
    let below = below(&items, &gone.key);
    if below.is_empty() {
        return Err(invalid("key", UNKNOWN));
    }
    let left: Vec<Kept> = items.iter().filter(|kept| !below.contains(&kept.item.key)).cloned().collect();
    rewrite(conn, doer, &draft, &items, &left)
}

/// An item and everything under it; parents come before their children.
fn below(items: &[Kept], key: &ItemKey) -> HashSet<ItemKey> {
    let mut below = HashSet::new();
    for Kept { item, .. } in items {
        if item.key == *key || item.parent.as_ref().is_some_and(|parent| below.contains(parent)) {
            below.insert(item.key.clone());
        }
    }
    below
}

/// All items with one of them changed: what names it follows, what stands below it moves with it.
fn changed(head: &Head, mut items: Vec<Kept>, key: &ItemKey, new: Item) -> Result<Vec<Kept>, DraftError> {
    let Some(place) = items.iter().position(|kept| kept.item.key == *key) else { return Err(invalid("key", UNKNOWN)) };
    let subtree = below(&items, key);
    if new.parent.as_ref().is_some_and(|parent| subtree.contains(parent)) {
        return Err(invalid("item.parent", MALFORMED));
    }
    let writing = Writing::new(head, "");
    let moved = items.get(place).is_some_and(|kept| kept.item.parent != new.parent);
    let renamed = new.key.clone();
    if let Some(kept) = items.get_mut(place) {
        let members = writing.keep(kept, &new);
        *kept = Kept { item: new, members };
    }
    if renamed != *key {
        for Kept { item, .. } in &mut items {
            let named = item.parent.iter_mut().chain(&mut item.replaced_by).filter(|name| **name == *key);
            named.for_each(|name| name.clone_from(&renamed));
        }
    }
    if moved {
        let goes = |kept: &Kept| kept.item.key == renamed || subtree.contains(&kept.item.key);
        let (going, staying): (Vec<Kept>, Vec<Kept>) = items.into_iter().partition(goes);
        // At the end every parent stands before it.
        items = staying.into_iter().chain(going).collect();
    }
    Ok(items)
}

/// Stores the items of a draft after a change, if they make a framework.
fn rewrite(
    conn: &mut DbConn,
    doer: &Doer,
    draft: &Version,
    before: &[Kept],
    after: &[Kept],
) -> Result<FrameworkDraftDetail, DraftError> {
    let package = Package {
        framework: draft.head.framework.clone(),
        version: draft.head.version.clone(),
        items: after.iter().map(|kept| kept.item.clone()).collect(),
    };
    package.check().map_err(|error| {
        let field = match error {
            PackageError::OrphanItem { .. } | PackageError::TooDeep { .. } => "item.parent",
            PackageError::DuplicateKey { .. } => "item.key",
            PackageError::NoTitle { .. } => "item.title",
        };
        let detail = Some(error.to_string());
        DraftError::Invalid(vec![FieldError { detail, ..field_error(field, MALFORMED) }])
    })?;
    let associations = still_true(&draft.head, before, after, store::associations(conn, &draft.id)?);
    store::replace(conn, draft, after, &associations, doer.at)?;
    tell(conn, doer, "framework-draft-edited", &draft.id, &draft.head)?;
    detail(conn, doer, &draft.id)
}

/// The given associations without those that name an item that is gone, or a parent that is no more.
fn still_true(head: &Head, before: &[Kept], after: &[Kept], given: Vec<Members>) -> Vec<Members> {
    let writing = Writing::new(head, "");
    let parents = |items: &[Kept]| -> HashMap<String, Option<String>> {
        let identifiers: HashMap<&ItemKey, String> =
            items.iter().map(|kept| (&kept.item.key, writing.identifier_of(kept))).collect();
        let parent = |kept: &Kept| kept.item.parent.as_ref().and_then(|parent| identifiers.get(parent).cloned());
        items.iter().map(|kept| (writing.identifier_of(kept), parent(kept))).collect()
    };
    let (old, new) = (parents(before), parents(after));
    let end =
        |one: &Members, name: &str| one.get(name).and_then(|link| link.get("identifier")?.as_str().map(str::to_owned));
    let gone = |identifier: &Option<String>| {
        identifier.as_ref().is_some_and(|one| old.contains_key(one) && !new.contains_key(one))
    };
    let mut kept = given;
    kept.retain(|one| {
        let (origin, destination) = (end(one, "originNodeURI"), end(one, "destinationNodeURI"));
        if gone(&origin) || gone(&destination) {
            return false;
        }
        let child = one.get("associationType").and_then(Value::as_str) == Some("isChildOf");
        let origin = origin.filter(|_| child).unwrap_or_default();
        match (old.get(&origin), new.get(&origin)) {
            (Some(was), Some(is)) if was != is => {
                let stood = was.as_deref().unwrap_or(writing.identifier());
                destination.as_deref() != Some(stood)
            }
            _ => true,
        }
    });
    kept
}

/// Publishes a draft: it counts from today.
pub fn publish(conn: &mut DbConn, doer: &Doer, id: &str, revision: u32) -> Result<FrameworkId, DraftError> {
    let draft = at_revision(conn, doer, id, revision)?;
    if draft.author_id.as_deref() == Some(doer.actor.member()?.user_id.as_str()) {
        return Err(DraftError::OwnWork);
    }
    let mut head = draft.head;
    head.version.published_on = doer.at.date_naive();
    store::publish(conn, id, &head, doer.at)?;
    tell(conn, doer, "framework-published", id, &head)?;
    move_stamp(conn)?;
    Ok(head.framework.id)
}

/// What publishing a draft would change for holders.
pub fn effects(conn: &mut DbConn, doer: &Doer, edition: &Edition, id: &str) -> Result<Effects, DraftError> {
    let mut draft = own(conn, doer, id)?;
    let today = doer.at.date_naive();
    draft.head.version.published_on = today;
    let package = store::package(conn, draft)?;
    Ok(recognition::effects::effects(edition, Change::Framework(Box::new(package)), today))
}

/// Throws a draft away.
pub fn discard(conn: &mut DbConn, doer: &Doer, id: &str, revision: u32) -> Result<(), DraftError> {
    let draft = at_revision(conn, doer, id, revision)?;
    store::discard(conn, id)?;
    Ok(tell(conn, doer, "framework-draft-discarded", id, &draft.head)?)
}

fn own(conn: &mut DbConn, doer: &Doer, id: &str) -> Result<Version, DraftError> {
    let found = store::find(conn, id)?;
    let own = |version: &Version| {
        !version.published && version.organisation_id.as_deref() == Some(doer.organisation.id.as_str())
    };
    found.filter(own).ok_or(DraftError::NotFound)
}

fn at_revision(conn: &mut DbConn, doer: &Doer, id: &str, revision: u32) -> Result<Version, DraftError> {
    let draft = own(conn, doer, id)?;
    if u32::try_from(draft.revision) == Ok(revision) {
        return Ok(draft);
    }
    Err(DraftError::Stale(Box::new(view(conn, doer, &draft)?)))
}

fn view(conn: &mut DbConn, doer: &Doer, draft: &Version) -> Result<FrameworkDraft, DbError> {
    let caller = doer.actor.member().ok().map(|member| member.user_id.as_str());
    Ok(FrameworkDraft {
        id: draft.id.clone(),
        framework: draft.head.framework.clone(),
        version: draft.head.version.clone(),
        base: draft.base_label.clone(),
        revision: u32::try_from(draft.revision).unwrap_or_default(),
        items: crate::http::paging::count(store::count(conn, &draft.id)?),
        mine: caller.is_some() && draft.author_id.as_deref() == caller,
        updated_at: draft.updated_at,
    })
}

fn tell(conn: &mut DbConn, doer: &Doer, done: &str, id: &str, head: &Head) -> Result<(), DbError> {
    let detail = json!({ "framework": head.framework.id, "version": head.version.label });
    let organisation_id = Some(doer.organisation.id.as_str());
    let event = Event { organisation_id, detail, ..Event::new(done, "framework", id) };
    audit::record(conn, doer.at, &doer.actor, event)
}
