//! `/api/v1/audit`: the operator's view of the log.

use std::collections::BTreeMap;

use diesel::prelude::*;
use puente_wire::administration::{AuditChain, AuditEntry, AuditPage, AuditQuery};
use puente_wire::problem::Problem;
use warp::reply::Response;

use super::store::{self, Filter};
use super::{ChainState, Entry};
use crate::accounts::users::normal_login;
use crate::actor::Permission;
use crate::db::schema::{organisations, users};
use crate::db::{DbConn, DbError};
use crate::http::call::ok;
use crate::http::problem::{OUT_OF_RANGE, field_error, invalid};
use crate::http::{Call, Endpoint};

/// The endpoints of this feature.
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/api/v1/audit", Permission::Operate, "The audit log, newest first")
            .query::<AuditQuery>()
            .returns::<AuditPage>()
            .handle(page),
        Endpoint::get("/api/v1/audit/chain", Permission::Operate, "Whether the audit log is whole")
            .returns::<AuditChain>()
            .handle(chain),
    ]
}

async fn page(call: Call) -> Result<Response, Problem> {
    call.actor.require_anywhere(Permission::Operate)?;
    let query: AuditQuery = call.query()?;
    let limit = query.limit.unwrap_or(50);
    if !(1..=200).contains(&limit) {
        return Err(invalid(vec![field_error("limit", OUT_OF_RANGE)]));
    }
    ok(&call.app.db.read(move |conn| search(conn, query, i64::from(limit))).await?)
}

async fn chain(call: Call) -> Result<Response, Problem> {
    call.actor.require_anywhere(Permission::Operate)?;
    let state = call.app.db.read(super::verify).await?;
    ok(&match state {
        ChainState::Whole { entries, head } => AuditChain { entries, head: Some(head), broken_at: None },
        ChainState::Broken { seq } => AuditChain { entries: seq - 1, head: None, broken_at: Some(seq) },
    })
}

fn search(conn: &mut DbConn, query: AuditQuery, limit: i64) -> Result<AuditPage, DbError> {
    let actor = actor_named(conn, query.login.as_deref())?;
    let organisation_id = organisation_named(conn, query.organisation.as_deref())?;
    let filter = Filter {
        before: query.before,
        action: query.action.filter(|action| !action.is_empty()),
        actor,
        organisation_id,
    };
    // One more than shown tells whether there are more.
    let mut found = store::newest(conn, &filter, limit + 1)?;
    let more = i64::try_from(found.len()).is_ok_and(|count| count > limit);
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let next = found.last().filter(|_| more).map(|(entry, _)| entry.seq);
    let names = names_of(conn, &found)?;
    let slugs = slugs(conn)?;
    let entries = found.into_iter().map(|(entry, hash)| describe(entry, hash, &names, &slugs)).collect();
    Ok(AuditPage { entries, next })
}

/// How the log names the person of this login; a name that nobody has when there is no account.
fn actor_named(conn: &mut DbConn, login: Option<&str>) -> Result<Option<String>, DbError> {
    let Some(login) = login.map(normal_login).filter(|login| !login.is_empty()) else { return Ok(None) };
    let id: Option<String> = users::table.filter(users::login.eq(login)).select(users::id).first(conn).optional()?;
    Ok(Some(format!("user:{}", id.unwrap_or_default())))
}

/// The id of the organisation; one that none has when there is no such slug.
fn organisation_named(conn: &mut DbConn, slug: Option<&str>) -> Result<Option<String>, DbError> {
    let Some(slug) = slug.filter(|slug| !slug.is_empty()) else { return Ok(None) };
    let id: Option<String> =
        organisations::table.filter(organisations::slug.eq(slug)).select(organisations::id).first(conn).optional()?;
    Ok(Some(id.unwrap_or_default()))
}

/// The names of the people who did these things, by how the log names them.
fn names_of(conn: &mut DbConn, found: &[(Entry, String)]) -> Result<BTreeMap<String, String>, DbError> {
    let mut ids: Vec<&str> = found.iter().filter_map(|(entry, _)| entry.actor.strip_prefix("user:")).collect();
    ids.sort_unstable();
    ids.dedup();
    let names: Vec<(String, String)> =
        users::table.filter(users::id.eq_any(ids)).select((users::id, users::name)).load(conn)?;
    Ok(names.into_iter().map(|(id, name)| (format!("user:{id}"), name)).collect())
}

fn slugs(conn: &mut DbConn) -> Result<BTreeMap<String, String>, DbError> {
    let slugs: Vec<(String, String)> =
        organisations::table.select((organisations::id, organisations::slug)).load(conn)?;
    Ok(slugs.into_iter().collect())
}

fn describe(
    entry: Entry,
    hash: String,
    names: &BTreeMap<String, String>,
    slugs: &BTreeMap<String, String>,
) -> AuditEntry {
    AuditEntry {
        seq: entry.seq,
        at: entry.at,
        actor_name: names.get(&entry.actor).cloned(),
        actor: entry.actor,
        organisation: entry.organisation_id.and_then(|id| slugs.get(&id).cloned()),
        action: entry.action,
        object_kind: entry.object_kind,
        object_id: entry.object_id,
        reason: entry.reason,
        detail: serde_json::from_str(&entry.detail).unwrap_or_default(),
        hash,
    }
}
