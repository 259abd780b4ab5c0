//! The steps that agreements and decisions share, as handlers.

use http::StatusCode;
use puente_wire::problem::{FieldError, Problem};
use puente_wire::workbench::{Review, Step};
use serde::Serialize;
use serde::de::DeserializeOwned;
use warp::reply::Response;

use super::{Act, ActError, ActKind, Doer, LONGEST_NOTE, store};
use crate::actor::{Actor, Denied, Permission};
use crate::db::{DbConn, DbError};
use crate::http::Call;
use crate::http::call::{json, ok};
use crate::http::problem::{NOT_FOUND, REQUIRED, TOO_LONG, field_error, invalid, problem, problem_with, stale};
use crate::recognition::effects::Change;
use crate::recognition::{self, Edition, edition};
use puente_wire::session::OrganisationKind;

crate::codes! {
    WRONG_STATE = 409 "wrong-state" "This step is not possible in its state";
    OWN_WORK = 403 "own-work" "A second person must review it";
    HAS_INTEREST = 403 "has-interest" "Whoever works for a body whose standards are compared does not decide";
    RECUSED = 403 "recused" "This person is recused";
    SPOKE_BEFORE = 409 "spoke-before" "This person has spoken on this text already";
    VERSION_IN_WORK = 409 "version-in-work" "There is an unpublished version already";
}

/// What tells agreements and decisions apart.
pub trait ActType: Send + 'static {
    /// The kind.
    const KIND: ActKind;
    /// What a curator writes.
    type Draft: DeserializeOwned + Send + Sync + 'static;
    /// A draft with the revision it is based on.
    type Edit: DeserializeOwned + Send + 'static;
    /// What screens get.
    type View: Serialize + Send + 'static;

    /// The parts of an edit.
    fn parts(edit: Self::Edit) -> (u32, Self::Draft);
    /// Everything that does not hold together.
    fn check(draft: &Self::Draft, edition: &Edition, doer: &Doer) -> Vec<FieldError>;
    /// What is stored for a version of an act.
    fn document(draft: &Self::Draft, act: &str, version: u32, doer: &Doer) -> Result<String, DbError>;
    /// What is stored once it is published.
    fn dated(document: &str, day: chrono::NaiveDate) -> Result<String, DbError>;
    /// What is stored for the draft of the next version.
    fn next(document: &str, version: u32) -> Result<String, DbError>;
    /// What screens get.
    fn view(act: &Act, actor: &Actor) -> Result<Self::View, DbError>;
    /// What screens get of one that is asked for by itself.
    fn whole(_conn: &mut DbConn, act: &Act, actor: &Actor) -> Result<Self::View, DbError> {
        Self::view(act, actor)
    }
}

/// The caller, if a ministry's member with this permission there.
pub fn doer(call: &Call, permission: Permission) -> Result<Doer, Denied> {
    let organisation = call.actor.require(permission, call.param("org"))?;
    if organisation.kind != OrganisationKind::Ministry {
        return Err(Denied::Forbidden);
    }
    Ok(Doer { organisation: organisation.clone(), actor: call.actor.clone(), at: call.app.clock.now() })
}

/// An act whose publication changes what look-ups answer.
pub trait Effective: ActType {
    /// The change that publishing this document would be.
    fn change(document: &str) -> Result<Change, DbError>;
}

/// `GET …/{id}/effects`: what publishing a version today would change for holders.
pub async fn effects<T: Effective>(call: Call) -> Result<Response, Problem> {
    let doer = doer(&call, Permission::ReadWorkbench)?;
    let id = call.param("id").to_owned();
    let edition = edition(&call.app).await?;
    let today = doer.at.date_naive();
    let found = call.app.db.read(move |conn| {
        let act = super::find(conn, &doer, T::KIND, &id)?;
        let change = T::change(&T::dated(&act.document, today)?)?;
        Ok::<_, ActError>(recognition::effects::effects(&edition, change, today))
    });
    ok(&found.await.map_err(answer::<T>)?)
}

/// `GET …`: every version of every act of the ministry.
pub async fn list<T: ActType>(call: Call) -> Result<Response, Problem> {
    let doer = doer(&call, Permission::ReadWorkbench)?;
    let views = call
        .app
        .db
        .read(move |conn| {
            let all = store::list(conn, T::KIND, &doer.organisation.id)?;
            all.iter().map(|act| T::view(act, &doer.actor)).collect::<Result<Vec<_>, DbError>>()
        })
        .await?;
    ok(&views)
}

/// `GET …/{id}`.
pub async fn read<T: ActType>(call: Call) -> Result<Response, Problem> {
    let doer = doer(&call, Permission::ReadWorkbench)?;
    let id = call.param("id").to_owned();
    let view = call
        .app
        .db
        .read(move |conn| {
            let act = super::find(conn, &doer, T::KIND, &id)?;
            T::whole(conn, &act, &doer.actor).map_err(ActError::from)
        })
        .await
        .map_err(answer::<T>)?;
    ok(&view)
}

/// `POST …`: a draft.
pub async fn create<T: ActType>(call: Call) -> Result<Response, Problem> {
    let doer = doer(&call, Permission::Curate)?;
    let draft = checked::<T>(&call, call.json::<T::Draft>()?, &doer).await?;
    step::<T>(&call, StatusCode::CREATED, doer, move |conn, doer| {
        let act = uuid::Uuid::now_v7().to_string();
        let document = T::document(&draft, &act, 1, doer)?;
        super::draft(conn, doer, T::KIND, &act, document)
    })
    .await
}

/// `PUT …/{id}`.
pub async fn edit<T: ActType>(call: Call) -> Result<Response, Problem> {
    let doer = doer(&call, Permission::Curate)?;
    let (revision, draft) = T::parts(call.json::<T::Edit>()?);
    let draft = checked::<T>(&call, draft, &doer).await?;
    let id = call.param("id").to_owned();
    step::<T>(&call, StatusCode::OK, doer, move |conn, doer| {
        let act = super::find(conn, doer, T::KIND, &id)?;
        let document = T::document(&draft, &act.act, act.version, doer)?;
        super::edit(conn, doer, T::KIND, &id, revision, document)
    })
    .await
}

/// `POST …/{id}/propose`.
pub async fn propose<T: ActType>(call: Call) -> Result<Response, Problem> {
    let doer = doer(&call, Permission::Curate)?;
    let Step { revision } = call.json()?;
    let id = call.param("id").to_owned();
    step::<T>(&call, StatusCode::OK, doer, move |conn, doer| super::propose(conn, doer, T::KIND, &id, revision)).await
}

/// `POST …/{id}/review`.
pub async fn review<T: ActType>(call: Call) -> Result<Response, Problem> {
    let doer = doer(&call, Permission::Review)?;
    let opinion = check_review(&call.json()?)?;
    if T::KIND == ActKind::Decision && opinion.note.is_none() {
        // A technical opinion says why, whichever way it goes.
        return Err(invalid(vec![field_error("note", REQUIRED)]));
    }
    let id = call.param("id").to_owned();
    step::<T>(&call, StatusCode::OK, doer, move |conn, doer| super::review(conn, doer, T::KIND, &id, &opinion)).await
}

/// `POST …/{id}/publish`.
pub async fn publish<T: ActType>(call: Call) -> Result<Response, Problem> {
    let doer = doer(&call, Permission::Review)?;
    let Step { revision } = call.json()?;
    let id = call.param("id").to_owned();
    step::<T>(&call, StatusCode::OK, doer, move |conn, doer| {
        super::publish(conn, doer, T::KIND, &id, revision, |act, day| Ok(T::dated(&act.document, day)?))
    })
    .await
}

/// `POST …/{id}/correct`: a draft of the next version.
pub async fn correct<T: ActType>(call: Call) -> Result<Response, Problem> {
    let doer = doer(&call, Permission::Curate)?;
    let id = call.param("id").to_owned();
    step::<T>(&call, StatusCode::CREATED, doer, move |conn, doer| {
        super::correct(conn, doer, T::KIND, &id, |published, version| T::next(&published.document, version))
    })
    .await
}

pub(crate) async fn step<T: ActType>(
    call: &Call,
    status: StatusCode,
    doer: Doer,
    work: impl FnOnce(&mut DbConn, &Doer) -> Result<Act, ActError> + Send + 'static,
) -> Result<Response, Problem> {
    let view = call
        .app
        .db
        .write(move |conn| {
            let act = work(conn, &doer)?;
            T::whole(conn, &act, &doer.actor).map_err(ActError::from)
        })
        .await
        .map_err(answer::<T>)?;
    Ok(json(status, &view))
}

async fn checked<T: ActType>(call: &Call, draft: T::Draft, doer: &Doer) -> Result<T::Draft, Problem> {
    let edition = edition(&call.app).await?;
    let errors = T::check(&draft, &edition, doer);
    if errors.is_empty() { Ok(draft) } else { Err(invalid(errors)) }
}

/// A note is needed to disagree, and has its length.
pub fn check_review(review: &Review) -> Result<Review, Problem> {
    let note = review.note.as_deref().map(str::trim).unwrap_or_default();
    if note.chars().count() > LONGEST_NOTE {
        return Err(invalid(vec![field_error("note", TOO_LONG)]));
    }
    if !review.agree && note.is_empty() {
        return Err(invalid(vec![field_error("note", REQUIRED)]));
    }
    let note = (!note.is_empty()).then(|| note.to_owned());
    Ok(Review { note, ..*review })
}

pub(crate) fn answer<T: ActType>(error: ActError) -> Problem {
    match error {
        // What is stored now goes along, so that the screen can show what changed. Whose work it is
        // was for the other caller; this one reads it as nobody's.
        ActError::Stale(act) => match T::view(&act, &Actor::anonymous(String::new())) {
            Ok(current) => stale(&current),
            Err(error) => error.into(),
        },
        ActError::NotFound => problem(NOT_FOUND),
        ActError::WrongState(state) => problem_with(WRONG_STATE, format!("it is {}", state.as_str())),
        ActError::OwnWork => problem(OWN_WORK),
        ActError::HasInterest => problem(HAS_INTEREST),
        ActError::Recused => problem(RECUSED),
        ActError::SpokeBefore => problem(SPOKE_BEFORE),
        ActError::VersionInWork => problem(VERSION_IN_WORK),
        ActError::Invalid(errors) => invalid(errors),
        ActError::Denied(denied) => denied.into(),
        ActError::Db(error) => error.into(),
    }
}
