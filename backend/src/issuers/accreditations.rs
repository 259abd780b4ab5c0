//! What a body may certify: the operator records it by the act that grants it, and its end.
//! Nothing recorded is ever removed.

use chrono::{DateTime, NaiveDate, Utc};
use competency_frameworks::{FrameworkId, ItemKey};
use diesel::prelude::*;
use puente_wire::administration::{Accreditations, EndAccreditation, RecordAccreditation, RecordedAccreditation};
use puente_wire::problem::FieldError;

use super::{IssuerError, NewAccreditation, accredit, find_organisation, store};
use crate::actor::{Actor, Organisation, Permission};
use crate::audit::{self, Event};
use crate::db::schema::accreditations;
use crate::db::{DbConn, DbError};
use crate::http::problem::{
    BEFORE_START, IN_THE_PAST, MALFORMED, NOT_ALLOWED, OUT_OF_RANGE, REQUIRED, TOO_LONG, UNKNOWN, field_error,
};
use crate::recognition::store::newest_package;
use crate::settings;

/// Letters in a text of the act.
const LONGEST: usize = 300;

/// What an organisation is, or was, accredited for.
pub fn list(conn: &mut DbConn, actor: &Actor, slug: &str) -> Result<Accreditations, IssuerError> {
    actor.require_anywhere(Permission::Operate)?;
    let organisation = find_organisation(conn, slug)?;
    shown(conn, organisation)
}

/// Records an accreditation.
pub fn record(
    conn: &mut DbConn,
    actor: &Actor,
    slug: &str,
    request: &RecordAccreditation,
    now: DateTime<Utc>,
) -> Result<Accreditations, IssuerError> {
    actor.require_anywhere(Permission::Operate)?;
    let organisation = find_organisation(conn, slug)?;
    let sector_standards = check(conn, request)?;
    let new = NewAccreditation {
        framework: &request.framework,
        standard: request.standard.as_deref(),
        sector: request.sector.map(|sector| (sector, sector_standards)),
        centre: request.centre.as_deref().map(str::trim).filter(|centre| !centre.is_empty()),
        from: request.from,
        until: request.until,
        act: request.act.trim(),
        act_url: request.act_url.as_deref(),
        illustrative: settings::get(conn, settings::DEMONSTRATION)?.as_deref() == Some("true"),
    };
    let known = store::recorded(conn, vec![organisation.id.clone()])?;
    if known.iter().any(|(_, _, known)| new.says_the_same(known)) {
        return Err(IssuerError::Repeated);
    }
    let id = accredit(conn, &organisation.id, &new, now)?;
    let event = Event {
        organisation_id: Some(&organisation.id),
        detail: serde_json::json!({
            "framework": request.framework,
            "standard": request.standard,
            "sector": request.sector,
            "centre": new.centre,
            "act": new.act,
        }),
        ..Event::new("accreditation-recorded", "accreditation", &id)
    };
    audit::record(conn, now, actor, event)?;
    shown(conn, organisation)
}

/// Ends an accreditation on a day, today at the earliest.
pub fn end(
    conn: &mut DbConn,
    actor: &Actor,
    slug: &str,
    id: &str,
    request: &EndAccreditation,
    now: DateTime<Utc>,
) -> Result<Accreditations, IssuerError> {
    actor.require_anywhere(Permission::Operate)?;
    let organisation = find_organisation(conn, slug)?;
    let own = accreditations::table.filter(accreditations::organisation_id.eq(&organisation.id));
    let (from, until): (NaiveDate, Option<NaiveDate>) = own
        .filter(accreditations::id.eq(id))
        .select((accreditations::valid_from, accreditations::valid_until))
        .first(conn)
        .map_err(DbError::from)?;
    check_end(request, from, until, now.date_naive())?;
    diesel::update(accreditations::table.find(id))
        .set(accreditations::valid_until.eq(Some(request.last_day)))
        .execute(conn)
        .map_err(DbError::from)?;
    let event = Event {
        organisation_id: Some(&organisation.id),
        reason: request.reason.trim(),
        detail: serde_json::json!({ "last_day": request.last_day }),
        ..Event::new("accreditation-ended", "accreditation", id)
    };
    audit::record(conn, now, actor, event)?;
    shown(conn, organisation)
}

fn shown(conn: &mut DbConn, organisation: Organisation) -> Result<Accreditations, IssuerError> {
    let found = store::recorded(conn, vec![organisation.id])?;
    let accreditations =
        found.into_iter().map(|(_, id, accreditation)| RecordedAccreditation { id, accreditation }).collect();
    Ok(Accreditations { slug: organisation.slug, name: organisation.name, accreditations })
}

/// All that is wrong with the request, together; the codes of the sector when nothing is.
fn check(conn: &mut DbConn, request: &RecordAccreditation) -> Result<Vec<String>, IssuerError> {
    let mut wrong = check_text("act", &request.act);
    let mut sector_standards = Vec::new();
    match request.framework.parse::<FrameworkId>().ok().map(|id| newest_package(conn, &id)).transpose()?.flatten() {
        None => wrong.push(field_error("framework", if request.framework.is_empty() { REQUIRED } else { UNKNOWN })),
        Some(package) => {
            let key = request.standard.as_deref().map(ItemKey::parse);
            if key.is_some_and(|key| !package.standards().any(|item| item.key == key)) {
                wrong.push(field_error("standard", UNKNOWN));
            }
            if let Some(sector) = request.sector {
                let inside = package.standards().filter(|item| item.sectors.contains(&sector));
                sector_standards.extend(inside.map(|item| item.key.to_string()));
                check_sector(request, &sector_standards, &mut wrong);
            }
        }
    }
    if request.until.is_some_and(|until| until < request.from) {
        wrong.push(field_error("until", BEFORE_START));
    }
    let link = request.act_url.as_deref().unwrap_or_default();
    if !link.is_empty() && !link.starts_with("https://") {
        wrong.push(field_error("act_url", MALFORMED));
    } else if link.chars().count() > LONGEST {
        wrong.push(field_error("act_url", TOO_LONG));
    }
    if request.centre.as_deref().is_some_and(|centre| centre.chars().count() > LONGEST) {
        wrong.push(field_error("centre", TOO_LONG));
    }
    if wrong.is_empty() { Ok(sector_standards) } else { Err(IssuerError::Invalid(wrong)) }
}

/// A sector stands instead of a standard, and covers something.
fn check_sector(request: &RecordAccreditation, standards: &[String], wrong: &mut Vec<FieldError>) {
    if request.standard.is_some() {
        wrong.push(field_error("sector", NOT_ALLOWED));
    } else if standards.is_empty() {
        wrong.push(field_error("sector", UNKNOWN));
    }
}

fn check_end(
    request: &EndAccreditation,
    from: NaiveDate,
    until: Option<NaiveDate>,
    today: NaiveDate,
) -> Result<(), IssuerError> {
    let mut wrong = check_text("reason", &request.reason);
    if request.last_day < today {
        wrong.push(field_error("last_day", IN_THE_PAST));
    } else if request.last_day < from {
        wrong.push(field_error("last_day", BEFORE_START));
    } else if until.is_some_and(|until| until < request.last_day) {
        wrong.push(field_error("last_day", OUT_OF_RANGE));
    }
    if wrong.is_empty() { Ok(()) } else { Err(IssuerError::Invalid(wrong)) }
}

fn check_text(field: &str, text: &str) -> Vec<FieldError> {
    match text.trim().chars().count() {
        0 => vec![field_error(field, REQUIRED)],
        1..=LONGEST => Vec::new(),
        _ => vec![field_error(field, TOO_LONG)],
    }
}
