//! `/api/v1/statistics`.

use puente_wire::problem::Problem;
use puente_wire::statistics::{
    CoverageStatistics, CoverageStatisticsQuery, DecisionStatistics, DecisionStatisticsQuery, StatisticsFormat, Table,
};
use serde::Serialize;
use warp::http::HeaderValue;
use warp::reply::Response;

use super::csv;
use crate::actor::Permission;
use crate::http::call::cacheable;
use crate::http::problem::{internal, invalid};
use crate::http::{Call, Endpoint};

const CSV: &str = "text/csv";

/// The endpoints of this feature.
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/api/v1/statistics/decisions", Permission::Public, "Decisions counted; nothing under ten shown")
            .query::<DecisionStatisticsQuery>()
            .returns::<DecisionStatistics>()
            .also_as(&[CSV])
            .handle(decisions),
        Endpoint::get("/api/v1/statistics/coverage", Permission::Public, "Mapped standards counted by pair and sector")
            .query::<CoverageStatisticsQuery>()
            .returns::<CoverageStatistics>()
            .also_as(&[CSV])
            .handle(coverage),
    ]
}

async fn decisions(call: Call) -> Result<Response, Problem> {
    let query: DecisionStatisticsQuery = call.query()?;
    let (edition, all) = super::of_today(&call.app).await?;
    let part = super::decisions(&all, &query).map_err(invalid)?;
    answer(&call, query.format, &edition.stamp, (&part, part.as_of), &super::tables(&part))
}

async fn coverage(call: Call) -> Result<Response, Problem> {
    let query: CoverageStatisticsQuery = call.query()?;
    let (edition, all) = super::of_today(&call.app).await?;
    let part = super::coverage(&all, &query).map_err(invalid)?;
    answer(&call, query.format, &edition.stamp, (&part, part.as_of), &[("coverage", &part.coverage)])
}

fn answer(
    call: &Call,
    format: Option<StatisticsFormat>,
    stamp: &str,
    (part, day): (&impl Serialize, chrono::NaiveDate),
    tables: &[(&str, &Table)],
) -> Result<Response, Problem> {
    let format = format.unwrap_or_else(|| accepted(call.header("accept").unwrap_or_default()));
    let (media, body, tag) = match format {
        StatisticsFormat::Json => ("application/json", serde_json::to_vec(part).unwrap_or_default(), "json"),
        StatisticsFormat::Csv => {
            ("text/csv; charset=utf-8", csv::write(tables).map_err(|error| internal(&error))?, "csv")
        }
    };
    let mut response = cacheable(call, media, body, &format!("\"{stamp}-{day}-{tag}\""), 0);
    response.headers_mut().append("vary", HeaderValue::from_static("accept"));
    Ok(response)
}

/// CSV when `accept` names it before JSON.
fn accepted(accept: &str) -> StatisticsFormat {
    let kinds = accept.split(',').map(|kind| kind.split(';').next().unwrap_or_default().trim());
    let known = kinds.filter_map(|kind| match kind {
        CSV => Some(StatisticsFormat::Csv),
        "application/json" | "*/*" | "application/*" => Some(StatisticsFormat::Json),
        _ => None,
    });
    known.into_iter().next().unwrap_or_default()
}
