//! `/api/v1/registry`, `/healthz`, `/readyz`, `/metrics`.

use std::sync::OnceLock;

use http::StatusCode;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use puente_wire::problem::Problem;
use puente_wire::registry::Registry;
use warp::reply::Response;

use crate::actor::Permission;
use crate::db;
use crate::http::call::{cacheable, typed};
use crate::http::problem::{UNAVAILABLE, problem};
use crate::http::{Call, Endpoint};
use crate::settings;

/// The endpoints of this feature.
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/api/v1/registry", Permission::Public, "What this registry is")
            .returns::<Registry>()
            .handle(about),
        Endpoint::get("/healthz", Permission::Public, "Whether the server lives")
            .returns_media("text/plain")
            .handle(health),
        Endpoint::get("/readyz", Permission::Public, "Whether the server can work")
            .returns_media("text/plain")
            .handle(ready),
        Endpoint::get("/metrics", Permission::Public, "Measures, in Prometheus' format")
            .returns_media("text/plain")
            .handle(measures),
    ]
}

async fn about(call: Call) -> Result<Response, Problem> {
    let demonstration = call.app.db.read(|conn| settings::get(conn, settings::DEMONSTRATION)).await?;
    let registry = Registry {
        origin: call.app.config.origin.clone(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        demonstration: demonstration.as_deref() == Some("true"),
    };
    let body = serde_json::to_vec(&registry).unwrap_or_default();
    let etag = format!("\"{}-{}\"", registry.version, registry.demonstration);
    Ok(cacheable(&call, "application/json", body, &etag, 60))
}

async fn health(_call: Call) -> Result<Response, Problem> {
    Ok(typed(StatusCode::OK, "text/plain; charset=utf-8", "ok\n"))
}

async fn ready(call: Call) -> Result<Response, Problem> {
    let current = call.app.db.read(db::is_current).await?;
    if current { Ok(typed(StatusCode::OK, "text/plain; charset=utf-8", "ready\n")) } else { Err(problem(UNAVAILABLE)) }
}

async fn measures(_call: Call) -> Result<Response, Problem> {
    let text = recorder().map(PrometheusHandle::render).unwrap_or_default();
    Ok(typed(StatusCode::OK, "text/plain; version=0.0.4; charset=utf-8", text))
}

/// The recorder of this process, installed on first use.
pub fn recorder() -> Option<&'static PrometheusHandle> {
    static HANDLE: OnceLock<Option<PrometheusHandle>> = OnceLock::new();
    HANDLE
        .get_or_init(|| {
            let handle = PrometheusBuilder::new().install_recorder().ok()?;
            metrics::describe_counter!("puente_http_requests_total", "Requests answered, by route and status");
            metrics::describe_histogram!("puente_http_request_seconds", "Time to answer, by route");
            metrics::gauge!("puente_up").set(1.0);
            Some(handle)
        })
        .as_ref()
}
