//! Acts: agreements and decisions on their way from a draft to a published version.
//!
//! draft → proposed → agreed by a second person → published; a decision is voted on or signed between
//! the last two (see [`voices`]). A reviewer who disagrees sends it back
//! to draft with a note. A published version never changes; a correction is the next version.

pub mod bulk;
pub mod bulk_routes;
pub mod routes;
pub mod sheet;
pub mod store;
pub mod voices;

use chrono::{DateTime, NaiveDate, Utc};
use puente_wire::problem::FieldError;
use puente_wire::workbench::{ActHead, ActState, Review, VoiceKind};

use crate::actor::{Actor, Denied, Identity, Organisation};
use crate::audit::{self, Event};
use crate::db::{DbConn, DbError};
use crate::recognition::store::move_stamp;

/// Who stands as author of what the command line imported.
const IMPORTED: &str = "import";
/// Longest note of a reviewer, in characters.
pub const LONGEST_NOTE: usize = 2000;

/// The kinds of act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActKind {
    /// An agreement between authorities.
    Agreement,
    /// A recognition decision.
    Decision,
    /// A bloc of countries, with who belongs to it.
    Bloc,
    /// A treaty, decision or declaration that recognition can rest on.
    LegalBasis,
}

impl ActKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Agreement, Self::Decision, Self::Bloc, Self::LegalBasis];

    /// The name used in the database and the audit log.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Agreement => "agreement",
            Self::Decision => "decision",
            Self::Bloc => "bloc",
            Self::LegalBasis => "legal-basis",
        }
    }

    /// Whether every ministry keeps it together with the others: whoever of them writes, somebody else,
    /// of whichever ministry, reviews.
    const fn is_shared(self) -> bool {
        matches!(self, Self::Bloc | Self::LegalBasis)
    }

    /// From which state it is published.
    const fn ready(self) -> ActState {
        match self {
            Self::Agreement | Self::Bloc | Self::LegalBasis => ActState::Agreed,
            Self::Decision => ActState::Decided,
        }
    }
}

/// A version of an act as it is kept.
#[derive(Debug, Clone)]
pub struct Act {
    /// Id of this version.
    pub id: String,
    /// Agreement or decision.
    pub kind: ActKind,
    /// What all versions share.
    pub act: String,
    /// 1, 2, 3 …
    pub version: u32,
    /// Whose it is; bundled ones may be nobody's.
    pub organisation_id: Option<String>,
    /// What it says, JSON.
    pub document: String,
    /// How far it has come.
    pub state: ActState,
    /// Goes up with every change.
    pub revision: u32,
    /// Who wrote it; absent for bundled ones.
    pub author_id: Option<String>,
    /// Their name.
    pub author: String,
    /// Who agreed or disagreed.
    pub reviewer: Option<String>,
    /// What they wrote.
    pub note: Option<String>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// When it was published.
    pub published_on: Option<NaiveDate>,
    /// Goes up whenever its text is open again; what was said before no longer counts.
    pub round: u32,
    /// When its first line was written; absent for bundled ones.
    pub started_at: Option<DateTime<Utc>>,
}

/// A version of an act to be kept.
#[derive(Debug)]
pub struct NewAct<'a> {
    /// Agreement or decision.
    pub kind: ActKind,
    /// What all versions share.
    pub act: &'a str,
    /// 1, 2, 3 …
    pub version: u32,
    /// Whose it is.
    pub organisation_id: Option<&'a str>,
    /// What it says, JSON.
    pub document: String,
    /// Who wrote it.
    pub author_id: Option<&'a str>,
    /// Their name.
    pub author: &'a str,
    /// How far it has come.
    pub state: ActState,
    /// When it was published.
    pub published_on: Option<NaiveDate>,
}

/// Why a step with an act is refused.
#[derive(Debug, thiserror::Error)]
pub enum ActError {
    /// No such act in this organisation.
    #[error("no such act")]
    NotFound,
    /// Somebody changed it since it was read.
    #[error("it was changed in the meantime")]
    Stale(Box<Act>),
    /// The step does not fit its state: a published one cannot be edited, a draft not published.
    #[error("this step is not possible in state {}", .0.as_str())]
    WrongState(ActState),
    /// The author reviews their own.
    #[error("the author may not be the reviewer")]
    OwnWork,
    /// Works for a body whose standards are compared.
    #[error("whoever has an interest does not decide")]
    HasInterest,
    /// Said before that they have an interest.
    #[error("this person is recused")]
    Recused,
    /// Gave the opinion or a vote on this text before.
    #[error("this person has spoken already")]
    SpokeBefore,
    /// A correction is being written already.
    #[error("there is an unpublished version already")]
    VersionInWork,
    /// What it says does not hold together.
    #[error("some fields are wrong")]
    Invalid(Vec<FieldError>),
    /// Not allowed.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The database refused.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// Who does a step, where and when.
#[derive(Debug, Clone)]
pub struct Doer {
    /// The caller.
    pub actor: Actor,
    /// The ministry in which they may do it.
    pub organisation: Organisation,
    /// Now.
    pub at: DateTime<Utc>,
}

impl Doer {
    /// The logged-in person's id and name.
    fn person(&self) -> Result<(&str, &str), Denied> {
        let member = self.actor.member()?;
        Ok((&member.user_id, &member.name))
    }

    /// Who is written down as author: the logged-in person, or the command line.
    fn author(&self) -> Result<(Option<&str>, &str), Denied> {
        if matches!(self.actor.identity, Identity::System) {
            return Ok((None, IMPORTED));
        }
        self.person().map(|(id, name)| (Some(id), name))
    }
}

impl Act {
    /// What screens show of where it stands.
    pub fn head(&self, actor: &Actor) -> ActHead {
        let caller = actor.member().ok().map(|member| member.user_id.as_str());
        ActHead {
            id: self.id.clone(),
            act: self.act.clone(),
            version: self.version,
            revision: self.revision,
            state: self.state,
            author: self.author.clone(),
            mine: caller.is_some() && self.author_id.as_deref() == caller,
            reviewer: self.reviewer.clone(),
            note: self.note.clone(),
            updated_at: self.updated_at,
            published_on: self.published_on,
        }
    }
}

/// Starts an act, version 1.
pub fn draft(conn: &mut DbConn, doer: &Doer, kind: ActKind, act: &str, document: String) -> Result<Act, ActError> {
    insert(conn, doer, kind, act, 1, document)
}

/// Starts the next version of a published act, with what the published one says.
pub fn correct(
    conn: &mut DbConn,
    doer: &Doer,
    kind: ActKind,
    id: &str,
    next: impl FnOnce(&Act, u32) -> Result<String, DbError>,
) -> Result<Act, ActError> {
    let published = find(conn, doer, kind, id)?;
    if published.state != ActState::Published {
        return Err(ActError::WrongState(published.state));
    }
    let newest = store::newest_version(conn, kind, &published.act)?;
    if newest != published.version {
        return Err(ActError::VersionInWork);
    }
    let document = next(&published, newest + 1)?;
    insert(conn, doer, kind, &published.act, newest + 1, document)
}

fn insert(
    conn: &mut DbConn,
    doer: &Doer,
    kind: ActKind,
    act: &str,
    version: u32,
    document: String,
) -> Result<Act, ActError> {
    let (author_id, author) = doer.author()?;
    let new = NewAct {
        kind,
        act,
        version,
        organisation_id: Some(&doer.organisation.id),
        document,
        author_id,
        author,
        state: ActState::Draft,
        published_on: None,
    };
    let id = store::insert(conn, &new, doer.at)?;
    let act = find(conn, doer, kind, &id)?;
    tell(conn, doer, "drafted", &act, "")?;
    Ok(act)
}

/// An act of the doer's organisation, or one that all ministries share.
pub fn find(conn: &mut DbConn, doer: &Doer, kind: ActKind, id: &str) -> Result<Act, ActError> {
    let act = store::find(conn, kind, id)?.ok_or(ActError::NotFound)?;
    let own = act.organisation_id.as_deref() == Some(&doer.organisation.id);
    if own || kind.is_shared() { Ok(act) } else { Err(ActError::NotFound) }
}

/// The act for a step that its state allows and whose caller has read the newest revision.
fn ready(
    conn: &mut DbConn,
    doer: &Doer,
    kind: ActKind,
    id: &str,
    revision: u32,
    from: &[ActState],
) -> Result<Act, ActError> {
    let act = find(conn, doer, kind, id)?;
    if act.revision != revision {
        return Err(ActError::Stale(Box::new(act)));
    }
    if !from.contains(&act.state) {
        return Err(ActError::WrongState(act.state));
    }
    Ok(act)
}

/// Replaces what an unpublished act says; whatever was agreed is a draft again, and whoever edits
/// becomes its author.
pub fn edit(
    conn: &mut DbConn,
    doer: &Doer,
    kind: ActKind,
    id: &str,
    revision: u32,
    document: String,
) -> Result<Act, ActError> {
    let unpublished = [ActState::Draft, ActState::Proposed, ActState::Agreed, ActState::Decided];
    let mut act = ready(conn, doer, kind, id, revision, &unpublished)?;
    let (author_id, author) = doer.person()?;
    act.author_id = Some(author_id.to_owned());
    author.clone_into(&mut act.author);
    act.document = document;
    act.state = ActState::Draft;
    act.round += 1;
    (act.reviewer, act.note) = (None, None);
    save(conn, doer, &act, "edited", "")
}

/// Asks for a second person's opinion.
pub fn propose(conn: &mut DbConn, doer: &Doer, kind: ActKind, id: &str, revision: u32) -> Result<Act, ActError> {
    let mut act = ready(conn, doer, kind, id, revision, &[ActState::Draft])?;
    act.state = ActState::Proposed;
    (act.reviewer, act.note) = (None, None);
    save(conn, doer, &act, "proposed", "")
}

/// A second person agrees, or sends it back with a note.
pub fn review(conn: &mut DbConn, doer: &Doer, kind: ActKind, id: &str, review: &Review) -> Result<Act, ActError> {
    let mut act = ready(conn, doer, kind, id, review.revision, &[ActState::Proposed])?;
    let (reviewer_id, reviewer) = doer.person()?;
    if act.author_id.as_deref() == Some(reviewer_id) {
        return Err(ActError::OwnWork);
    }
    voices::check_interest(conn, doer, &act)?;
    if kind == ActKind::Decision {
        let opinion = if review.agree { VoiceKind::Favourable } else { VoiceKind::Unfavourable };
        voices::say(conn, doer, &act, opinion, review.note.as_deref().unwrap_or_default())?;
    }
    act.reviewer = Some(reviewer.to_owned());
    act.note.clone_from(&review.note);
    act.state = if review.agree { ActState::Agreed } else { ActState::Draft };
    act.round += u32::from(!review.agree);
    let reason = review.note.clone().unwrap_or_default();
    save(conn, doer, &act, if review.agree { "agreed" } else { "returned" }, &reason)
}

/// Publishes an agreed act with the document given: the same, dated.
pub fn publish(
    conn: &mut DbConn,
    doer: &Doer,
    kind: ActKind,
    id: &str,
    revision: u32,
    date: impl FnOnce(&Act, NaiveDate) -> Result<String, ActError>,
) -> Result<Act, ActError> {
    let mut act = ready(conn, doer, kind, id, revision, &[kind.ready()])?;
    voices::check_interest(conn, doer, &act)?;
    let today = doer.at.date_naive();
    act.document = date(&act, today)?;
    act.state = ActState::Published;
    act.published_on = Some(today);
    let act = save(conn, doer, &act, "published", "")?;
    move_stamp(conn)?;
    Ok(act)
}

fn save(conn: &mut DbConn, doer: &Doer, act: &Act, done: &str, reason: &str) -> Result<Act, ActError> {
    let saved = store::update(conn, act, doer.at)?;
    if !saved {
        return Err(ActError::Stale(Box::new(find(conn, doer, act.kind, &act.id)?)));
    }
    let act = find(conn, doer, act.kind, &act.id)?;
    tell(conn, doer, done, &act, reason)?;
    Ok(act)
}

fn tell(conn: &mut DbConn, doer: &Doer, done: &str, act: &Act, reason: &str) -> Result<(), ActError> {
    let action = format!("{}-{done}", act.kind.as_str());
    let event = Event {
        organisation_id: Some(&doer.organisation.id),
        reason,
        detail: serde_json::json!({"act": act.act, "version": act.version, "revision": act.revision}),
        ..Event::new(&action, act.kind.as_str(), &act.id)
    };
    Ok(audit::record(conn, doer.at, &doer.actor, event)?)
}
