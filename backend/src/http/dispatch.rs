//! From a request to its endpoint and back.

use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::{Buf, Bytes, BytesMut};
use futures_util::{Stream, StreamExt};
use http::header::{ALLOW, AUTHORIZATION, CONTENT_TYPE, COOKIE, HeaderValue};
use http::{HeaderMap, Method, StatusCode};
use puente_wire::problem::Problem;
use warp::reply::Response;

use super::assets::Assets;
use super::call::{Call, bearer_token};
use super::endpoint::Endpoint;
use super::problem::{self, into_response, problem, problem_with};
use super::{idempotency, openapi, origins};
use crate::accounts::bearers::{Bearers, LookUp};
use crate::accounts::sessions;
use crate::actor::{Actor, Identity};
use crate::app::App;

/// How long a request may take, from its first byte to its answer.
const TIME_LIMIT: Duration = Duration::from_secs(30);

/// The endpoints behind their paths.
pub struct Dispatcher {
    app: App,
    bearers: Bearers,
    router: matchit::Router<Vec<Arc<Endpoint>>>,
    assets: Assets,
}

/// A request before its path is looked up.
pub struct Incoming<S> {
    /// Its method.
    pub method: Method,
    /// Its path, percent-encoded.
    pub path: String,
    /// Its query, raw.
    pub query: String,
    /// Its headers.
    pub headers: HeaderMap,
    /// Where it comes from.
    pub address: String,
    /// Its body, not yet read.
    pub body: S,
}

/// Where a request leads.
struct Place {
    /// The template that matches, for logs and metrics, which must not hold what people ask.
    template: &'static str,
    /// Whether pages of other origins may use it.
    from_anywhere: bool,
    /// How it answers a problem.
    refuse: fn(&Problem) -> Response,
}

impl Dispatcher {
    /// Puts the table behind its paths. Two entries with the same method and path, or a template
    /// that cannot be, are a defect that every start would show.
    pub fn new(app: App, endpoints: Vec<Endpoint>) -> Result<Self, String> {
        let mut by_path: std::collections::BTreeMap<&'static str, Vec<Arc<Endpoint>>> =
            std::collections::BTreeMap::new();
        for endpoint in endpoints {
            let same = by_path.entry(endpoint.path).or_default();
            if same.iter().any(|other| other.method == endpoint.method) {
                return Err(format!("{} {} stands in the table twice", endpoint.method, endpoint.path));
            }
            same.push(Arc::new(endpoint));
        }
        let mut router = matchit::Router::new();
        for (path, endpoints) in by_path {
            router.insert(path, endpoints).map_err(|error| format!("{path}: {error}"))?;
        }
        let assets = Assets::load(app.config.is_https());
        Ok(Self { app, bearers: Bearers::default(), router, assets })
    }

    /// Answers a request; never fails.
    pub async fn answer<S, B, E>(&self, request: Incoming<S>) -> Response
    where
        S: Stream<Item = Result<B, E>> + Unpin + Send,
        B: Buf,
    {
        let started = Instant::now();
        let request_id = request_id(&request.headers);
        let method = request.method.clone();
        let Place { template, from_anywhere, refuse } = self.place_of(&request);
        let answer = tokio::time::timeout(TIME_LIMIT, self.route(request, &request_id)).await;
        let result = answer.unwrap_or_else(|_| Err(problem(problem::TIMED_OUT)));
        let mut response = result.unwrap_or_else(|mut problem| {
            problem.instance = Some(request_id.clone());
            refuse(&problem)
        });
        self.assets.protect(&mut response);
        if from_anywhere {
            origins::open(&mut response);
        }
        if let Ok(value) = HeaderValue::from_str(&request_id) {
            response.headers_mut().insert("x-request-id", value);
        }
        observe(&method, template, response.status(), started.elapsed(), &request_id);
        if method == Method::HEAD {
            *response.body_mut() = Bytes::new().into();
        }
        response
    }

    /// Where a request leads, as far as its path and method tell.
    fn place_of<S>(&self, request: &Incoming<S>) -> Place {
        let Ok(matched) = self.router.at(&request.path) else {
            return Place { template: "(asset)", from_anywhere: false, refuse: into_response };
        };
        let meant = matched.value.iter().find(|endpoint| endpoint.method == request.method);
        Place {
            template: matched.value.first().map_or("", |endpoint| endpoint.path),
            from_anywhere: matched.value.iter().any(|endpoint| endpoint.from_anywhere),
            refuse: meant.map_or(into_response, |endpoint| endpoint.refuse),
        }
    }

    async fn route<S, B, E>(&self, request: Incoming<S>, request_id: &str) -> Result<Response, Problem>
    where
        S: Stream<Item = Result<B, E>> + Unpin + Send,
        B: Buf,
    {
        let Ok(matched) = self.router.at(&request.path) else {
            return self.assets.answer(&request.method, &request.path, &request.headers);
        };
        let wanted = if request.method == Method::HEAD { Method::GET } else { request.method.clone() };
        let Some(endpoint) = matched.value.iter().find(|endpoint| endpoint.method == wanted).cloned() else {
            let asked_before = wanted == Method::OPTIONS && matched.value.iter().any(|endpoint| endpoint.from_anywhere);
            return Ok(if asked_before { origins::preflight(matched.value) } else { not_allowed(matched.value) });
        };
        if holds_nul(&request.path) || holds_nul(&request.query) {
            return Err(problem(problem::BAD_QUERY));
        }
        let params = matched.params.iter().map(|(key, value)| (key.to_owned(), decode(value))).collect();
        self.run(&endpoint, params, request, request_id).await
    }

    async fn run<S, B, E>(
        &self,
        endpoint: &Endpoint,
        params: Vec<(String, String)>,
        request: Incoming<S>,
        request_id: &str,
    ) -> Result<Response, Problem>
    where
        S: Stream<Item = Result<B, E>> + Unpin + Send,
        B: Buf,
    {
        let body = collect(request.body, endpoint.limit).await?;
        if !body.is_empty() && endpoint.wants_json() && !is_json(&request.headers) {
            return Err(problem(problem::NOT_JSON));
        }
        let actor = self.recognise(&request.headers, request.address).await?;
        if endpoint.is_unsafe() {
            check_csrf(&actor, &request.headers)?;
        }
        let call = Call {
            app: self.app.clone(),
            method: request.method,
            actor,
            params,
            query: request.query,
            headers: request.headers,
            body,
            request_id: request_id.to_owned(),
        };
        if endpoint.is_unsafe() && call.header(idempotency::HEADER).is_some() {
            idempotency::run_once(endpoint, call).await
        } else {
            endpoint.run(call).await
        }
    }

    /// Who asks: the session of the cookie, or the bearer token.
    async fn recognise(&self, headers: &HeaderMap, address: String) -> Result<Actor, Problem> {
        let now = self.app.clock.now();
        let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
        let bearer = text(AUTHORIZATION).and_then(bearer_token).map(ToOwned::to_owned);
        let cookie = text(COOKIE).and_then(sessions::token_in_cookie).map(ToOwned::to_owned);
        let identity = match (bearer, cookie) {
            (Some(token), _) => self.bearers.run(&self.app.db, &LookUp, token).await?,
            (None, Some(token)) => self.app.db.read(move |conn| sessions::of_cookie(conn, &token, now)).await?,
            (None, None) => Identity::Anonymous,
        };
        Ok(Actor { identity, address })
    }
}

/// A request that changes something in the name of a session carries the session's own token, which
/// no other site can read (OWASP, synchronizer token pattern).
fn check_csrf(actor: &Actor, headers: &HeaderMap) -> Result<(), Problem> {
    let Identity::Member(member) = &actor.identity else { return Ok(()) };
    let sent = headers.get("x-puente-csrf").map(HeaderValue::as_bytes).unwrap_or_default();
    let same: bool = subtle::ConstantTimeEq::ct_eq(sent, member.csrf.as_bytes()).into();
    if same { Ok(()) } else { Err(problem(problem::CSRF)) }
}

async fn collect<S, B, E>(mut body: S, limit: usize) -> Result<Bytes, Problem>
where
    S: Stream<Item = Result<B, E>> + Unpin,
    B: Buf,
{
    let mut bytes = BytesMut::new();
    while let Some(chunk) = body.next().await {
        let mut chunk = chunk.map_err(|_| problem_with(problem::BAD_JSON, "the body ended early"))?;
        if bytes.len() + chunk.remaining() > limit {
            return Err(problem_with(problem::TOO_LARGE, format!("at most {limit} bytes")));
        }
        let length = chunk.remaining();
        bytes.extend_from_slice(&chunk.copy_to_bytes(length));
    }
    Ok(bytes.freeze())
}

fn is_json(headers: &HeaderMap) -> bool {
    headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).is_some_and(|value| {
        let media = value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        media == "application/json" || (media.starts_with("application/") && media.ends_with("+json"))
    })
}

fn not_allowed(endpoints: &[Arc<Endpoint>]) -> Response {
    let mut response = into_response(&problem(problem::METHOD_NOT_ALLOWED));
    let methods = endpoints.iter().map(|endpoint| endpoint.method.as_str()).collect::<Vec<_>>().join(", ");
    if let Ok(value) = HeaderValue::from_str(&methods) {
        response.headers_mut().insert(ALLOW, value);
    }
    response
}

/// The letter NUL, percent-encoded: nobody means it, and PostgreSQL keeps no text with it.
fn holds_nul(part: &str) -> bool {
    part.contains("%00")
}

fn decode(value: &str) -> String {
    percent_encoding::percent_decode_str(value).decode_utf8_lossy().into_owned()
}

/// The caller's id when it is harmless, a new one otherwise.
fn request_id(headers: &HeaderMap) -> String {
    headers
        .get("x-request-id")
        .and_then(|value| value.to_str().ok())
        .filter(|id| {
            (8..=64).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        })
        .map_or_else(|| uuid::Uuid::now_v7().to_string(), ToOwned::to_owned)
}

fn observe(method: &Method, template: &'static str, status: StatusCode, took: Duration, request_id: &str) {
    let status = status.as_u16();
    let labels = [("method", method.to_string()), ("route", template.to_owned()), ("status", status.to_string())];
    metrics::counter!("puente_http_requests_total", &labels).increment(1);
    metrics::histogram!("puente_http_request_seconds", "route" => template).record(took.as_secs_f64());
    tracing::info!(request_id, %method, route = template, status, micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX), "request");
}

/// The table of the whole registry, with the document that is made from it.
pub fn with_document(mut endpoints: Vec<Endpoint>) -> Vec<Endpoint> {
    let entry = Endpoint::get("/api/v1/openapi.json", crate::actor::Permission::Public, "This document (OpenAPI 3.1)")
        .returns_media("application/json");
    endpoints.push(entry.clone());
    let document: Bytes = openapi::document(&endpoints).to_string().into();
    endpoints.pop();
    endpoints.push(entry.handle(move |call| {
        let document = document.clone();
        async move {
            let etag = format!("\"{}\"", env!("CARGO_PKG_VERSION"));
            Ok(super::call::cacheable(&call, "application/json", document, &etag, 60))
        }
    }));
    endpoints
}
