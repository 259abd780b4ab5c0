//! One table says what the registry answers to: method, path, permission, documentation, handler.
//! The router, the OpenAPI document and the permission test are made from it.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use http::Method;
use puente_wire::problem::Problem;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use warp::reply::Response;

use super::call::Call;
use crate::actor::Permission;

/// How many bytes a body may have unless the endpoint says otherwise.
const BODY_LIMIT: usize = 256 * 1024;

/// The media type of tables.
const TABLE: &str = "text/csv";
/// The media type of forms.
const FORM: &str = "application/x-www-form-urlencoded";

/// The media type of errors (RFC 9457).
pub const PROBLEM: &str = "application/problem+json";

type Answer = Pin<Box<dyn Future<Output = Result<Response, Problem>> + Send>>;
type Handler = Arc<dyn Fn(Call) -> Answer + Send + Sync>;
type SchemaOf = fn(&mut SchemaGenerator) -> Schema;

/// What is sent or answered: a JSON type, or another media type.
#[derive(Clone, Copy)]
pub enum Content {
    /// JSON of a type.
    Json(SchemaOf),
    /// JSON of another media type, or no JSON at all.
    Media(&'static str),
}

/// One entry of the table.
#[derive(Clone)]
pub struct Endpoint {
    /// GET, POST, PUT, PATCH or DELETE.
    pub method: Method,
    /// Template, e.g. `/api/v1/orgs/{org}/candidates/{id}`.
    pub path: &'static str,
    /// What the use case asks for.
    pub permission: Permission,
    /// One line for the document.
    pub summary: &'static str,
    /// The parameters of the query, as the fields of a type.
    pub query: Option<SchemaOf>,
    /// The body of the request.
    pub request: Option<Content>,
    /// The body of the answer.
    pub response: Option<Content>,
    /// Other media types in which the same can be had.
    pub also: &'static [&'static str],
    /// The media types in which a protocol wants its errors, beside that of [`Problem`].
    pub errors: &'static [&'static str],
    /// How a problem is answered: as problem+json, or in a protocol's words.
    pub refuse: fn(&Problem) -> Response,
    /// Status of a good answer.
    pub status: u16,
    /// How many bytes the body may have.
    pub limit: usize,
    /// Whether pages of other origins may use it: wallets and verifiers of other makers.
    pub from_anywhere: bool,
    handler: Handler,
}

impl Endpoint {
    /// Starts an entry for reading.
    pub fn get(path: &'static str, permission: Permission, summary: &'static str) -> Self {
        Self::new(Method::GET, path, permission, summary)
    }

    /// Starts an entry for doing.
    pub fn post(path: &'static str, permission: Permission, summary: &'static str) -> Self {
        Self::new(Method::POST, path, permission, summary)
    }

    /// Starts an entry for replacing.
    pub fn put(path: &'static str, permission: Permission, summary: &'static str) -> Self {
        Self::new(Method::PUT, path, permission, summary)
    }

    /// Starts an entry for removing.
    pub fn delete(path: &'static str, permission: Permission, summary: &'static str) -> Self {
        Self::new(Method::DELETE, path, permission, summary)
    }

    fn new(method: Method, path: &'static str, permission: Permission, summary: &'static str) -> Self {
        Self {
            method,
            path,
            permission,
            summary,
            query: None,
            request: None,
            response: None,
            also: &[],
            errors: &[],
            refuse: super::problem::into_response,
            status: 200,
            limit: BODY_LIMIT,
            from_anywhere: false,
            handler: Arc::new(|_| Box::pin(async { Err(super::problem::problem(super::problem::INTERNAL)) })),
        }
    }

    /// The query's parameters.
    #[must_use]
    pub fn query<T: JsonSchema>(mut self) -> Self {
        self.query = Some(|schemas| T::json_schema(schemas));
        self
    }

    /// The request's body, JSON.
    #[must_use]
    pub fn body<T: JsonSchema>(mut self) -> Self {
        self.request = Some(Content::Json(SchemaGenerator::subschema_for::<T>));
        self
    }

    /// The request's body, any JSON.
    #[must_use]
    pub fn any_json(mut self) -> Self {
        self.request = Some(Content::Media("application/json"));
        self
    }

    /// The request's body, a form as browsers send it.
    #[must_use]
    pub const fn form(mut self) -> Self {
        self.request = Some(Content::Media(FORM));
        self
    }

    /// The request's body, a table: CSV or TSV, whatever it is called.
    #[must_use]
    pub const fn table(mut self) -> Self {
        self.request = Some(Content::Media(TABLE));
        self
    }

    /// Whether the body has to be JSON.
    pub fn wants_json(&self) -> bool {
        self.request.is_some_and(|content| !matches!(content, Content::Media(FORM | TABLE)))
    }

    /// The body may have this many bytes.
    #[must_use]
    pub const fn limit(mut self, bytes: usize) -> Self {
        self.limit = bytes;
        self
    }

    /// Pages of other origins may use it, without cookies. For protocols alone: never for anything
    /// that a session can do.
    #[must_use]
    pub const fn from_anywhere(mut self) -> Self {
        self.from_anywhere = true;
        self
    }

    /// 200 with JSON.
    #[must_use]
    pub fn returns<T: JsonSchema>(mut self) -> Self {
        self.response = Some(Content::Json(SchemaGenerator::subschema_for::<T>));
        self
    }

    /// 201 with JSON.
    #[must_use]
    pub fn creates<T: JsonSchema>(mut self) -> Self {
        self.status = 201;
        self.returns::<T>()
    }

    /// 200 with another media type.
    #[must_use]
    pub const fn returns_media(mut self, media: &'static str) -> Self {
        self.response = Some(Content::Media(media));
        self
    }

    /// The answer can be had in these media types too.
    #[must_use]
    pub const fn also_as(mut self, media: &'static [&'static str]) -> Self {
        self.also = media;
        self
    }

    /// Errors have the form of a protocol, of these media types.
    #[must_use]
    pub const fn errors_as(mut self, media: &'static [&'static str]) -> Self {
        self.errors = media;
        self
    }

    /// Problems that arise before the handler runs, or in it, are answered in a protocol's words too.
    #[must_use]
    pub const fn refused_by(mut self, refuse: fn(&Problem) -> Response) -> Self {
        self.refuse = refuse;
        self
    }

    /// Whether it answers with this media type, by its documentation.
    pub fn answers_with(&self, media: &str, failed: bool) -> bool {
        if failed {
            return media == PROBLEM || self.errors.contains(&media);
        }
        let good = self.response.map(|content| match content {
            Content::Json(_) => "application/json",
            Content::Media(media) => media,
        });
        good == Some(media) || self.also.contains(&media)
    }

    /// The good answer's status.
    #[must_use]
    pub const fn status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }

    /// Completes the entry.
    #[must_use]
    pub fn handle<F, A>(mut self, handler: F) -> Self
    where
        F: Fn(Call) -> A + Send + Sync + 'static,
        A: Future<Output = Result<Response, Problem>> + Send + 'static,
    {
        self.handler = Arc::new(move |call| Box::pin(handler(call)));
        self
    }

    /// Runs the handler.
    pub fn run(&self, call: Call) -> Answer {
        (self.handler)(call)
    }

    /// Whether the method changes something.
    pub fn is_unsafe(&self) -> bool {
        self.method != Method::GET
    }
}
