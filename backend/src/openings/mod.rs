//! Openings (convocatorias): where people can close a missing unit, as certification and training
//! bodies publish it. The engine names the nearest beside each missing unit.

pub mod routes;
pub mod store;

use chrono::NaiveDate;
use puente_wire::openings::{NewOpening, Opening};
use puente_wire::problem::FieldError;
use puente_wire::session::OrganisationKind;
use serde_json::json;

use crate::actor::{Actor, Denied, Organisation, Permission};
use crate::app::App;
use crate::audit::{self, Event};
use crate::db::DbError;
use crate::http::problem::{BEFORE_START, MALFORMED, OUT_OF_RANGE, REQUIRED, TOO_LONG, UNKNOWN, field_error};
use crate::recognition::store::move_stamp;
use crate::recognition::{Edition, edition};

const LONGEST_LINE: usize = 200;
const MOST_HOURS: u32 = 2000;

/// Why a step with an opening is refused.
#[derive(Debug, thiserror::Error)]
pub enum OpeningError {
    /// No such opening of this organisation, or it was taken back before.
    #[error("no such opening")]
    NotFound,
    /// Some fields are wrong.
    #[error("some fields are wrong")]
    Invalid(Vec<FieldError>),
    /// Not allowed.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The database refused.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// The body in which the caller may publish openings: one that trains or certifies.
fn body<'a>(actor: &'a Actor, slug: &str) -> Result<&'a Organisation, Denied> {
    let organisation = actor.require(Permission::PublishOpenings, slug)?;
    let fits = matches!(organisation.kind, OrganisationKind::CertificationBody | OrganisationKind::TrainingBody);
    if fits { Ok(organisation) } else { Err(Denied::Forbidden) }
}

/// Everything the body has published, newest first.
pub async fn list(app: &App, actor: &Actor, slug: &str) -> Result<Vec<Opening>, OpeningError> {
    let organisation = body(actor, slug)?.id.clone();
    Ok(app.db.read(move |conn| store::of_organisation(conn, &organisation)).await?)
}

/// Publishes an opening; from now on answers name it.
pub async fn publish(app: &App, actor: &Actor, slug: &str, new: NewOpening) -> Result<Opening, OpeningError> {
    let organisation = body(actor, slug)?.clone();
    let now = app.clock.now();
    let edition = edition(app).await?;
    let errors = check(&new, &edition, now.date_naive());
    if !errors.is_empty() {
        return Err(OpeningError::Invalid(errors));
    }
    let opening = opening(new, &organisation, &app.config.origin, now.date_naive())?;
    let (actor, kept) = (actor.clone(), opening.clone());
    app.db
        .write(move |conn| {
            store::insert(conn, &kept, Some(&organisation.id), now)?;
            let event = Event {
                organisation_id: Some(&organisation.id),
                detail: json!({"standard": kept.standard.to_string()}),
                ..Event::new("opening-published", "opening", &kept.id)
            };
            audit::record(conn, now, &actor, event)?;
            move_stamp(conn)
        })
        .await?;
    Ok(opening)
}

/// Publishes an opening as it says now, and takes the one before back: answers as of earlier days still
/// name that one as it was.
pub async fn replace(app: &App, actor: &Actor, slug: &str, id: &str, new: NewOpening) -> Result<Opening, OpeningError> {
    let organisation = body(actor, slug)?.clone();
    let now = app.clock.now();
    let edition = edition(app).await?;
    let errors = check(&new, &edition, now.date_naive());
    if !errors.is_empty() {
        return Err(OpeningError::Invalid(errors));
    }
    let opening = opening(new, &organisation, &app.config.origin, now.date_naive())?;
    let (actor, before, kept) = (actor.clone(), id.to_owned(), opening.clone());
    app.db
        .write(move |conn| {
            let gone = store::withdraw(conn, &organisation.id, &before, now.date_naive())?;
            gone.ok_or(OpeningError::NotFound)?;
            store::insert(conn, &kept, Some(&organisation.id), now)?;
            let event = Event {
                organisation_id: Some(&organisation.id),
                detail: json!({"standard": kept.standard.to_string(), "before": before}),
                ..Event::new("opening-changed", "opening", &kept.id)
            };
            audit::record(conn, now, &actor, event)?;
            move_stamp(conn)?;
            Ok::<_, OpeningError>(())
        })
        .await?;
    Ok(opening)
}

/// Takes an opening back; answers as of earlier days still name it.
pub async fn withdraw(app: &App, actor: &Actor, slug: &str, id: &str) -> Result<Opening, OpeningError> {
    let organisation = body(actor, slug)?.id.clone();
    let (actor, id, now) = (actor.clone(), id.to_owned(), app.clock.now());
    app.db
        .write(move |conn| {
            let opening = store::withdraw(conn, &organisation, &id, now.date_naive())?;
            let opening = opening.ok_or(OpeningError::NotFound)?;
            let event =
                Event { organisation_id: Some(&organisation), ..Event::new("opening-withdrawn", "opening", &id) };
            audit::record(conn, now, &actor, event)?;
            move_stamp(conn)?;
            Ok(opening)
        })
        .await
}

fn opening(
    new: NewOpening,
    organisation: &Organisation,
    origin: &str,
    today: NaiveDate,
) -> Result<Opening, OpeningError> {
    let damaged = |_| DbError::Damaged(format!("organisation {}: country", organisation.slug));
    Ok(Opening {
        id: uuid::Uuid::now_v7().to_string(),
        body: organisation.name.clone(),
        country: organisation.country.parse().map_err(damaged)?,
        standard: new.standard,
        units: new.units,
        means: new.means,
        hours: new.hours,
        place: new.place.map(|place| place.trim().to_owned()).filter(|place| !place.is_empty()),
        remote: new.remote,
        url: new.url,
        published_on: today,
        until: new.until,
        withdrawn_on: None,
        illustrative: new.illustrative,
        source: origin.to_owned(),
    })
}

fn check(new: &NewOpening, edition: &Edition, today: NaiveDate) -> Vec<FieldError> {
    let mut errors = Vec::new();
    let mut when = |wrong: bool, field: &str, code| {
        if wrong {
            errors.push(field_error(field, code));
        }
    };
    let item = |key| edition.snapshot.item(&new.standard.framework, key, today);
    when(item(&new.standard.standard).is_none(), "standard", UNKNOWN);
    let units = edition.snapshot.package(&new.standard.framework, today);
    let units = units.map(|package| crate::frameworks::units(package, &new.standard.standard)).unwrap_or_default();
    for (number, unit) in new.units.iter().enumerate() {
        when(!units.iter().any(|known| &known.key == unit), &format!("units[{number}]"), UNKNOWN);
    }
    when(new.hours.is_some_and(|hours| !(1..=MOST_HOURS).contains(&hours)), "hours", OUT_OF_RANGE);
    let place = new.place.as_deref().unwrap_or_default().trim();
    when(place.is_empty() && !new.remote, "place", REQUIRED);
    when(place.chars().count() > LONGEST_LINE, "place", TOO_LONG);
    let url = new.url.as_deref().unwrap_or("https://");
    when(!url.starts_with("https://") || url.chars().any(char::is_whitespace), "url", MALFORMED);
    when(url.chars().count() > LONGEST_LINE, "url", TOO_LONG);
    when(new.until.is_some_and(|last| last < today), "until", BEFORE_START);
    errors
}
