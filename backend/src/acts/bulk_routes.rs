//! Tables of agreements and decisions over HTTP.

use http::StatusCode;
use puente_wire::imports::ActImportQuery;
use puente_wire::problem::Problem;
use warp::reply::Response;

use super::ActError;
use super::bulk::{Batch, Bulk, refused};
use super::routes::{answer, doer};
use crate::actor::Permission;
use crate::frameworks::draft_routes::NOT_IMPORTABLE;
use crate::http::Call;
use crate::http::call::{ok, typed};
use crate::http::problem::problem;
use crate::recognition::edition;

/// Most bytes of a file.
pub const MOST_BYTES: usize = 4 << 20;

/// `POST …/import`: the file is the body.
pub async fn import<T: Bulk>(call: Call) -> Result<Response, Problem> {
    let doer = doer(&call, Permission::Curate)?;
    let ActImportQuery { dry_run } = call.query()?;
    let edition = edition(&call.app).await?;
    let batch = Batch::<T>::read(&call.body, &edition, &doer).map_err(|problems| Problem {
        current: serde_json::to_value(refused(problems)).ok(),
        ..problem(NOT_IMPORTABLE)
    })?;
    let report = if dry_run {
        call.app.db.read(move |conn| batch.store(conn, &doer, true)).await
    } else {
        call.app.db.write(move |conn| -> Result<_, ActError> { batch.store(conn, &doer, false) }).await
    };
    ok(&report.map_err(answer::<T>)?)
}

/// `GET …/example.csv`.
pub async fn example<T: Bulk>(_call: Call) -> Result<Response, Problem> {
    Ok(typed(StatusCode::OK, "text/csv; charset=utf-8", T::EXAMPLE))
}
