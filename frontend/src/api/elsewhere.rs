//! Requests of the wallet's protocols, to this registry or another place: without cookies, and with
//! no more headers than the protocol needs.

use gloo::net::http::{Request, RequestBuilder, Response};
use serde_json::Value;
use web_sys::RequestCredentials;

use super::Failure;

/// The longest answer that is looked at.
const LONGEST: usize = 2 * 1024 * 1024;

/// What another place answered.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    pub status: u16,
    /// Null when it is not JSON.
    pub body: Value,
}

impl Answer {
    pub fn is_good(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// A text in the body.
    pub fn member(&self, name: &str) -> Option<&str> {
        self.body.get(name)?.as_str()
    }
}

/// Reads a text.
pub async fn text(address: &str, accept: &str) -> Result<(u16, String), Failure> {
    let request = anonymous(Request::get(address)).header("accept", accept);
    let built = request.build().map_err(|error| Failure::Unreadable(error.to_string().into()))?;
    read(built.send().await).await
}

/// Reads JSON.
pub async fn json(address: &str) -> Result<Answer, Failure> {
    let (status, text) = text(address, "application/json").await?;
    Ok(answer(status, &text))
}

/// Sends a form.
pub async fn form(address: &str, pairs: &[(&str, &str)]) -> Result<Answer, Failure> {
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    let request = anonymous(Request::post(address)).header("content-type", "application/x-www-form-urlencoded");
    let built = request.body(body).map_err(|error| Failure::Unreadable(error.to_string().into()))?;
    let (status, text) = read(built.send().await).await?;
    Ok(answer(status, &text))
}

/// Sends JSON with an access token.
pub async fn post(address: &str, token: Option<&str>, body: &Value) -> Result<Answer, Failure> {
    let request = anonymous(Request::post(address)).header("content-type", "application/json");
    let request = match token {
        Some(token) => request.header("authorization", &format!("Bearer {token}")),
        None => request,
    };
    let built = request.body(body.to_string()).map_err(|error| Failure::Unreadable(error.to_string().into()))?;
    let (status, text) = read(built.send().await).await?;
    Ok(answer(status, &text))
}

fn anonymous(request: RequestBuilder) -> RequestBuilder {
    request.credentials(RequestCredentials::Omit)
}

async fn read(answer: Result<Response, gloo::net::Error>) -> Result<(u16, String), Failure> {
    let answer = answer.map_err(|_| Failure::Network)?;
    let text = answer.text().await.map_err(|_| Failure::Network)?;
    if text.len() > LONGEST {
        return Err(Failure::Unreadable("too long".into()));
    }
    Ok((answer.status(), text))
}

fn answer(status: u16, text: &str) -> Answer {
    Answer { status, body: serde_json::from_str(text).unwrap_or_default() }
}
