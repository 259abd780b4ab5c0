//! A request, as handlers see it; and the answers they make.

use bytes::Bytes;
use http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, HeaderValue, IF_NONE_MATCH, VARY};
use http::{HeaderMap, Method, StatusCode};
use puente_wire::problem::{FieldError, Problem};
use serde::Serialize;
use serde::de::DeserializeOwned;
use warp::reply::Response;

use super::problem::{
    BAD_JSON, BAD_QUERY, Code, FieldCode, MALFORMED, NOT_ALLOWED, REQUIRED, UNKNOWN_FIELD, WRONG_TYPE, field_error,
    invalid, problem_with,
};
use crate::actor::Actor;
use crate::app::App;

/// A request whose path is known and whose caller is recognised.
pub struct Call {
    /// The registry.
    pub app: App,
    /// `GET`, `POST` …
    pub method: Method,
    /// Who asks.
    pub actor: Actor,
    /// The template's parameters, percent-decoded.
    pub params: Vec<(String, String)>,
    /// The query, raw.
    pub query: String,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, within its limit.
    pub body: Bytes,
    /// As in the log.
    pub request_id: String,
}

impl Call {
    /// A parameter of the path; empty when the template has no such name.
    pub fn param(&self, name: &str) -> &str {
        self.params.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// The query as a type. All its fields are wrong together, each by name.
    pub fn query<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        // Nearly always it is in order; only then does it matter where it is not.
        if let Ok(value) = serde_urlencoded::from_str(&self.query) {
            return Ok(value);
        }
        let parser = serde_urlencoded::Deserializer::new(form_urlencoded(&self.query));
        serde_path_to_error::deserialize(parser).map_err(|error| {
            let path = error.path().to_string();
            explain(&path, &error.inner().to_string(), BAD_QUERY)
        })
    }

    /// The body as a type.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        parse_json(&self.body)
    }

    /// Whether the caller has this version already, or wants none that exists (`*`). Only what is read can
    /// be had already; for other methods the header means something else (RFC 9110, 13.1.2).
    pub fn has_version(&self, etag: &str) -> bool {
        let bare = etag.trim_start_matches("W/");
        let matches = |value: &HeaderValue| {
            let is_it = |tag: &str| tag == "*" || tag.trim_start_matches("W/") == bare;
            value.to_str().is_ok_and(|list| list.split(',').any(|tag| is_it(tag.trim())))
        };
        let reads = matches!(self.method, Method::GET | Method::HEAD);
        reads && self.headers.get_all(IF_NONE_MATCH).iter().any(matches)
    }

    /// The raw value of a header, when it is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }
}

/// The token of an `Authorization` header of the scheme Bearer, whose name has no letter case (RFC 9110,
/// section 11.1); none for another scheme.
pub fn bearer_token(header: &str) -> Option<&str> {
    let (scheme, token) = header.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

fn form_urlencoded(query: &str) -> form_urlencoded::Parse<'_> {
    form_urlencoded::parse(query.as_bytes())
}

/// Reads JSON; the problem names the field and the reason.
pub fn parse_json<T: DeserializeOwned>(body: &[u8]) -> Result<T, Problem> {
    let mut parser = serde_json::Deserializer::from_slice(body);
    let value = serde_path_to_error::deserialize(&mut parser).map_err(|error| {
        let path = error.path().to_string();
        let inner = error.inner();
        if inner.is_data() {
            explain(&path, &inner.to_string(), BAD_JSON)
        } else {
            problem_with(BAD_JSON, inner.to_string())
        }
    })?;
    parser.end().map_err(|error| problem_with(BAD_JSON, error.to_string()))?;
    Ok(value)
}

/// Turns serde's words into a field and a code.
fn explain(path: &str, message: &str, otherwise: Code) -> Problem {
    let named = || message.split('`').nth(1).unwrap_or_default();
    let at = |code: FieldCode, field: String| {
        let error = FieldError { detail: Some(message.to_owned()), ..field_error(field, code) };
        invalid(vec![error])
    };
    let inside = |name: &str| if path.is_empty() || path == "." { name.to_owned() } else { format!("{path}.{name}") };
    if message.starts_with("missing field") {
        at(REQUIRED, inside(named()))
    } else if message.starts_with("unknown field") {
        let parent = path.rsplit_once('.').map_or("", |(parent, _)| parent);
        let name = named();
        at(UNKNOWN_FIELD, if parent.is_empty() { name.to_owned() } else { format!("{parent}.{name}") })
    } else if message.starts_with("invalid type") {
        at(WRONG_TYPE, path.to_owned())
    } else if message.starts_with("unknown variant") {
        at(NOT_ALLOWED, path.to_owned())
    } else if path.is_empty() || path == "." {
        problem_with(otherwise, message)
    } else {
        at(MALFORMED, path.to_owned())
    }
}

/// An answer with JSON.
pub fn json(status: StatusCode, value: &impl Serialize) -> Response {
    match serde_json::to_vec(value) {
        Ok(body) => typed(status, "application/json", body),
        Err(error) => super::problem::into_response(&super::problem::internal(&error)),
    }
}

/// 200 with JSON.
pub fn ok(value: &impl Serialize) -> Result<Response, Problem> {
    Ok(json(StatusCode::OK, value))
}

/// 201 with JSON.
pub fn created(value: &impl Serialize) -> Result<Response, Problem> {
    Ok(json(StatusCode::CREATED, value))
}

/// 204.
pub fn no_content() -> Result<Response, Problem> {
    let mut response = Response::new(Bytes::new().into());
    *response.status_mut() = StatusCode::NO_CONTENT;
    Ok(response)
}

/// An answer of any media type.
pub fn typed(status: StatusCode, media: &'static str, body: impl Into<Bytes>) -> Response {
    let mut response = Response::new(body.into().into());
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(media));
    response
}

/// A public document that others may keep for `max_age` seconds: 304 when the caller has it.
pub fn cacheable(call: &Call, media: &'static str, body: impl Into<Bytes>, etag: &str, max_age: u32) -> Response {
    let mut response = if call.has_version(etag) {
        let mut response = Response::new(Bytes::new().into());
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        response
    } else {
        typed(StatusCode::OK, media, body)
    };
    let headers = response.headers_mut();
    if let Ok(value) = HeaderValue::from_str(etag) {
        headers.insert(ETAG, value);
    }
    if let Ok(value) = HeaderValue::from_str(&format!("public, max-age={max_age}")) {
        headers.insert(CACHE_CONTROL, value);
    }
    response
}

/// JSON-LD, for readers that ask for it by that name.
pub const JSON_LD: &str = "application/ld+json";

/// The media types besides `application/vc` under which a public credential is to be had.
pub const PLAINER: &[&str] = &[JSON_LD, "application/json"];

/// The type of a public credential: `application/vc`, or the plainer JSON that the caller asks for instead,
/// because many programs read an answer only when its type says JSON.
pub fn credential_media(call: &Call) -> &'static str {
    const OWN: &str = "application/vc";
    let accept = call.header("accept").unwrap_or_default();
    let plainer = PLAINER.iter().copied().find(|media| accept.contains(media));
    plainer.filter(|_| !accept.contains(OWN)).unwrap_or(OWN)
}

/// A public credential under [`credential_media`].
pub fn credential(call: &Call, body: impl Into<Bytes>, etag: &str, max_age: u32) -> Response {
    let mut response = cacheable(call, credential_media(call), body, etag, max_age);
    response.headers_mut().insert(VARY, HeaderValue::from_static("accept"));
    response
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail loudly")]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only read by serde")]
    struct Outer {
        inner: Vec<Inner>,
    }
    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only read by serde")]
    struct Inner {
        age: u8,
    }

    fn error_of(text: &str) -> (String, Option<(String, String)>) {
        let problem = parse_json::<Outer>(text.as_bytes()).unwrap_err();
        let first = problem.errors.first().map(|error| (error.field.clone(), error.code.clone()));
        (problem.code, first)
    }

    #[test]
    fn a_wrong_field_is_named_with_its_reason() {
        let at = |text: &str| error_of(text).1.unwrap();
        assert_eq!(at(r#"{"inner":[{"age":1},{}]}"#), ("inner[1].age".into(), "required".into()));
        assert_eq!(at(r#"{"inner":[{"age":"x"}]}"#), ("inner[0].age".into(), "wrong-type".into()));
        assert_eq!(at(r#"{"inner":[],"colour":1}"#), ("colour".into(), "unknown-field".into()));
    }

    #[test]
    fn the_scheme_of_a_token_has_no_letter_case() {
        for header in ["Bearer a.b", "bearer a.b", "BEARER  a.b "] {
            assert_eq!(bearer_token(header), Some("a.b"), "{header}");
        }
        for header in ["Basic a.b", "Bearera.b", "Bearer", "a.b"] {
            assert_eq!(bearer_token(header), None, "{header}");
        }
    }

    #[test]
    fn what_is_not_json_is_said_to_be_so() {
        assert_eq!(error_of("{").0, "bad-json");
        assert_eq!(error_of("{\"inner\":[]} x").0, "bad-json");
        assert_eq!(parse_json::<serde_json::Value>("[".repeat(100_000).as_bytes()).unwrap_err().code, "bad-json");
    }
}
