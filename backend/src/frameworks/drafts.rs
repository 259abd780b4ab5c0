//! Versions on their way: made from a file or from the newest version, published by somebody other
//! than who began them. How their items are edited stands in [`super::draft_items`].

use ::base64::Engine as _;
use ::base64::engine::general_purpose::STANDARD;
use competency_frameworks::diff::Diff;
use competency_frameworks::formats::case::Head;
use competency_frameworks::formats::{Kept, Members};
use competency_frameworks::{FrameworkId, Package};
use puente_wire::effects::Effects;
use puente_wire::frameworks::{
    FrameworkDraft, FrameworkDraftDetail, FrameworkFile, FrameworkPreview, NewFrameworkDraft, StaleDraft,
};
use puente_wire::problem::FieldError;
use serde_json::json;

use super::draft_items::log;
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
    Stale(Box<StaleDraft>),
    /// Who began it, or edited it last, publishes it.
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

/// Publishes a draft: it counts from today.
pub fn publish(conn: &mut DbConn, doer: &Doer, id: &str, revision: u32) -> Result<FrameworkId, DraftError> {
    let draft = at_revision(conn, doer, id, revision)?;
    if draft.author_id.as_deref() == Some(doer.actor.member()?.user_id.as_str()) {
        return Err(DraftError::OwnWork);
    }
    if store::items(conn, id)?.is_empty() {
        return Err(invalid("items", REQUIRED));
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

pub(super) fn own(conn: &mut DbConn, doer: &Doer, id: &str) -> Result<Version, DraftError> {
    let found = store::find(conn, id)?;
    let own = |version: &Version| {
        !version.published && version.organisation_id.as_deref() == Some(doer.organisation.id.as_str())
    };
    found.filter(own).ok_or(DraftError::NotFound)
}

pub(super) fn at_revision(conn: &mut DbConn, doer: &Doer, id: &str, revision: u32) -> Result<Version, DraftError> {
    let draft = own(conn, doer, id)?;
    if u32::try_from(draft.revision) == Ok(revision) {
        return Ok(draft);
    }
    let since = log::since(conn, id, revision)?;
    Err(DraftError::Stale(Box::new(StaleDraft { draft: view(conn, doer, &draft)?, since })))
}

pub(super) fn view(conn: &mut DbConn, doer: &Doer, draft: &Version) -> Result<FrameworkDraft, DbError> {
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
        undo: log::newest(conn, &draft.id)?.map(|(edit, _)| edit),
    })
}

pub(super) fn tell(conn: &mut DbConn, doer: &Doer, done: &str, id: &str, head: &Head) -> Result<(), DbError> {
    let detail = json!({ "framework": head.framework.id, "version": head.version.label });
    let organisation_id = Some(doer.organisation.id.as_str());
    let event = Event { organisation_id, detail, ..Event::new(done, "framework", id) };
    audit::record(conn, doer.at, &doer.actor, event)
}
