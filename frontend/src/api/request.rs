//! One request and its answer.

use std::cell::{Cell, RefCell};

use gloo::net::http::{Request, RequestBuilder};
use js_sys::{Array, Promise};
use puente_wire::problem::Problem;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::RequestCredentials;

use super::Failure;
use crate::browser::random;

thread_local! {
    static CSRF: RefCell<String> = const { RefCell::new(String::new()) };
    static ANONYMOUS: Cell<bool> = const { Cell::new(false) };
}

/// From now on no request carries a cookie: what a phone does has nothing to do with the session of
/// an officer who uses the same browser.
pub fn be_anonymous() {
    ANONYMOUS.set(true);
}

/// A text as one segment of a path.
pub fn segment(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

/// Remembers the token that the session answered with; sent with every write.
pub fn set_csrf(token: &str) {
    CSRF.with_borrow_mut(|kept| token.clone_into(kept));
}

/// The key of one intended creation. Made when the form is first sent and kept while it is sent
/// again, so that pressing twice or a lost answer never creates two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Once(String);

impl Once {
    /// A new intention.
    pub fn new() -> Self {
        Self(random::token())
    }
}

impl Default for Once {
    fn default() -> Self {
        Self::new()
    }
}

/// Reads a resource.
pub async fn get<Answer: DeserializeOwned>(path: &str) -> Result<Answer, Failure> {
    read(&send(Request::get(path), None).await?)
}

/// Reads a resource that is plain text.
pub async fn text(path: &str) -> Result<String, Failure> {
    send(Request::get(path), None).await
}

/// Reads text files of the site, all at the same time.
pub async fn texts(paths: impl Iterator<Item = String>) -> Result<Vec<String>, Failure> {
    // Exactly as `static/shell.js` asked for them, so that the browser uses what it preloaded.
    let asked: Array = paths.map(|path| gloo::utils::window().fetch_with_str(&path)).collect();
    let answers = JsFuture::from(Promise::all(&asked)).await.map_err(|_| Failure::Network)?;
    let mut texts = Vec::new();
    for answer in Array::from(&answers).iter() {
        let answer: web_sys::Response = answer.unchecked_into();
        if !answer.ok() {
            return Err(Failure::Unreadable(format!("status {}", answer.status()).into()));
        }
        let text = answer.text().map_err(|_| Failure::Network)?;
        let text = JsFuture::from(text).await.map_err(|_| Failure::Network)?;
        texts.push(text.as_string().unwrap_or_default());
    }
    Ok(texts)
}

/// Asks for something that creates nothing twice.
pub async fn post<Body: Serialize, Answer: DeserializeOwned>(path: &str, body: &Body) -> Result<Answer, Failure> {
    read(&send(Request::post(path), Some(written(body)?)).await?)
}

/// Creates something exactly once.
pub async fn post_once<Body: Serialize, Answer: DeserializeOwned>(
    path: &str,
    body: &Body,
    once: &Once,
) -> Result<Answer, Failure> {
    let request = Request::post(path).header("idempotency-key", &once.0);
    read(&send(request, Some(written(body)?)).await?)
}

/// Sends a file as it is; `once` where it creates something.
pub async fn post_file<Answer: DeserializeOwned>(
    path: &str,
    content: &[u8],
    once: Option<&Once>,
) -> Result<Answer, Failure> {
    let request = dressed(Request::post(path).header("content-type", "text/csv"));
    let request = match once {
        Some(once) => request.header("idempotency-key", &once.0),
        None => request,
    };
    read(&answered(request.body(js_sys::Uint8Array::from(content))).await?)
}

/// Replaces a resource.
pub async fn put<Body: Serialize, Answer: DeserializeOwned>(path: &str, body: &Body) -> Result<Answer, Failure> {
    read(&send(Request::put(path), Some(written(body)?)).await?)
}

/// Changes parts of a resource.
pub async fn patch<Body: Serialize, Answer: DeserializeOwned>(path: &str, body: &Body) -> Result<Answer, Failure> {
    read(&send(Request::patch(path), Some(written(body)?)).await?)
}

/// Removes a resource.
pub async fn delete(path: &str) -> Result<(), Failure> {
    send(Request::delete(path), None).await.map(drop)
}

fn written<Body: Serialize>(body: &Body) -> Result<String, Failure> {
    serde_json::to_string(body).map_err(|e| Failure::Unreadable(e.to_string().into()))
}

/// Sends JSON, or nothing; the answer's text. What to make of it is the caller's: this exists once.
async fn send(request: RequestBuilder, body: Option<String>) -> Result<String, Failure> {
    let request = dressed(request);
    answered(match body {
        Some(body) => request.header("content-type", "application/json").body(body),
        None => request.build(),
    })
    .await
}

/// With what every request carries.
fn dressed(request: RequestBuilder) -> RequestBuilder {
    let csrf = CSRF.with_borrow(Clone::clone);
    let request = request.header("accept", "application/json, application/problem+json, */*;q=0.1");
    let request = if csrf.is_empty() { request } else { request.header("x-puente-csrf", &csrf) };
    if ANONYMOUS.get() { request.credentials(RequestCredentials::Omit) } else { request }
}

async fn answered(built: Result<Request, gloo::net::Error>) -> Result<String, Failure> {
    let built = built.map_err(|e| Failure::Unreadable(e.to_string().into()))?;
    let answer = built.send().await.map_err(|_| Failure::Network)?;
    let body = answer.text().await.map_err(|_| Failure::Network)?;
    if answer.ok() { Ok(body) } else { Err(refusal(answer.status(), &body)) }
}

fn refusal(status: u16, body: &str) -> Failure {
    // By way of a value: whoever reads answers has that parser, and each other costs kilobytes.
    match serde_json::from_str::<Value>(body).and_then(serde_json::from_value::<Problem>) {
        Ok(problem) => Failure::Problem(problem.into()),
        // A proxy in between, or the server on its way down.
        Err(_) => Failure::Unreadable(format!("status {status}").into()),
    }
}

fn read<Answer: DeserializeOwned>(body: &str) -> Result<Answer, Failure> {
    let body = if body.is_empty() { "null" } else { body };
    serde_json::from_str(body).map_err(|e| Failure::Unreadable(e.to_string().into()))
}
