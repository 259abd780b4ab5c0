//! Crosswalks as SSSOM over HTTP.

use std::io::Cursor;
use std::ops::ControlFlow;

use http::StatusCode;
use puente_wire::crosswalks::{ImportReport, NewImport};
use puente_wire::problem::Problem;
use schemars::JsonSchema;
use serde::Deserialize;
use warp::reply::Response;

use super::exchange::{self, Format, Importer, Wanted};
use super::{CrosswalkError, own, tell};
use crate::actor::Permission;
use crate::acts::Doer;
use crate::acts::routes::doer;
use crate::db::DbConn;
use crate::http::call::{ok, typed};
use crate::http::{Call, Endpoint};
use crate::recognition::{Edition, edition};

/// Most bytes of an upload; larger files are imported by command.
const MOST_BYTES: usize = 16 << 20;

/// Which version, in which form.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ExportQuery {
    /// `tsv` or `json`.
    #[serde(default)]
    format: Format,
    /// The published version; absent: the newest.
    #[serde(default)]
    version: Option<u32>,
}

/// The endpoints of files.
pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::post("/api/v1/orgs/{org}/crosswalks/{id}/import", Permission::Curate, "Import rows from SSSOM")
            .body::<NewImport>()
            .limit(MOST_BYTES)
            .returns::<ImportReport>()
            .handle(import),
        Endpoint::get("/api/v1/crosswalks/{id}/sssom", Permission::Public, "A published crosswalk as SSSOM")
            .query::<ExportQuery>()
            .returns_media("text/tab-separated-values")
            .also_as(&["application/json"])
            .handle(export),
    ]
}

async fn import(call: Call) -> Result<Response, Problem> {
    let doer = doer(&call, Permission::Curate)?;
    let new: NewImport = call.json()?;
    let id = call.param("id").to_owned();
    let edition = edition(&call.app).await?;
    let base = call.app.config.origin.clone();
    let report = if new.dry_run {
        call.app.db.read(move |conn| take(conn, &doer, &edition, (&id, base), new)).await
    } else {
        call.app.db.write(move |conn| take(conn, &doer, &edition, (&id, base), new)).await
    };
    // A file with wrong rows is answered like a dry run: with what is wrong, and nothing written.
    match report {
        Err(CrosswalkError::Refused(report)) => ok(&report),
        other => ok(&other?),
    }
}

fn take(
    conn: &mut DbConn,
    doer: &Doer,
    edition: &Edition,
    (id, base): (&str, String),
    new: NewImport,
) -> Result<ImportReport, CrosswalkError> {
    let head = own(conn, doer, id)?;
    let member = doer.actor.member()?;
    let importer = Importer { user_id: Some(member.user_id.clone()), name: member.name.clone(), at: doer.at };
    let wanted = Wanted {
        dry_run: new.dry_run,
        subject_prefixes: new.subject_prefixes.into_iter().collect(),
        object_prefixes: new.object_prefixes.into_iter().collect(),
        with_rejected: new.with_rejected,
        metadata: new.metadata,
        base,
    };
    let source = Cursor::new(new.text);
    let report =
        exchange::import(conn, (&head, edition), source, (&wanted, &importer), &mut |_| ControlFlow::Continue(()))?;
    if report.written {
        let more = serde_json::json!({"rows": report.added});
        tell(conn, doer, "crosswalk-imported", "crosswalk", id, "", more)?;
    }
    Ok(report)
}

async fn export(call: Call) -> Result<Response, Problem> {
    let ExportQuery { format, version } = call.query()?;
    let id = call.param("id").to_owned();
    let edition = edition(&call.app).await?;
    let base = call.app.config.origin.clone();
    let read = move |conn: &mut DbConn| exchange::export(conn, &edition, (&id, version), (format, &base), Vec::new());
    let bytes = call.app.db.read(read).await?;
    let media = match format {
        Format::Tsv => "text/tab-separated-values",
        Format::Json => "application/json",
    };
    Ok(typed(StatusCode::OK, media, bytes))
}
