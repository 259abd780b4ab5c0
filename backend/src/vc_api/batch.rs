//! The body of a batch, split into the credentials it holds without reading them: that is done for
//! each, on all cores. And what comes of them.

use std::fmt;

use bytes::Bytes;
use http::StatusCode;
use puente_wire::problem::Problem;
use serde::de::{Deserializer, IgnoredAny, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use warp::reply::Response;

use super::VcApiError;
use crate::http::call::json;
use crate::http::problem::{BAD_JSON, problem_with};

/// The members of the body that count, as they are written.
#[derive(Deserialize)]
pub(super) struct Batch<'a> {
    #[serde(borrow, default, deserialize_with = "written")]
    pub(super) credentials: Option<&'a RawValue>,
    #[serde(borrow, default, deserialize_with = "written")]
    pub(super) options: Option<&'a RawValue>,
}

/// What is there, `null` too.
fn written<'de, D: Deserializer<'de>>(parser: D) -> Result<Option<&'de RawValue>, D::Error> {
    <&RawValue>::deserialize(parser).map(Some)
}

impl<'a> Batch<'a> {
    pub(super) fn read(body: &'a [u8]) -> Result<Self, Problem> {
        serde_json::from_slice(body).map_err(|error| problem_with(BAD_JSON, error.to_string()))
    }
}

/// The texts of a list, as parts of the body that it stands in; none when it is no list. One more than
/// `most` when there are more.
pub(super) fn texts(list: &RawValue, body: &Bytes, most: usize) -> Option<Vec<Bytes>> {
    let mut parser = serde_json::Deserializer::from_str(list.get());
    let texts = parser.deserialize_seq(AtMost(most + 1)).ok()?;
    Some(texts.into_iter().map(|text| body.slice_ref(text.get().as_bytes())).collect())
}

/// The first so many members of a list.
struct AtMost(usize);

impl<'de> Visitor<'de> for AtMost {
    type Value = Vec<&'de RawValue>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut found = Vec::new();
        while found.len() < self.0 {
            let Some(text) = list.next_element()? else { return Ok(found) };
            found.push(text);
        }
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(found)
    }
}

/// What came of a batch.
#[derive(Serialize)]
struct Outcomes {
    issued: usize,
    refused: usize,
    results: Vec<Outcome>,
}

/// What came of one credential in it.
#[derive(Serialize)]
enum Outcome {
    #[serde(rename = "verifiableCredential")]
    Signed(Box<RawValue>),
    #[serde(rename = "problem")]
    Refused(Box<Problem>),
}

/// The answer to a batch.
pub(super) fn answer(outcomes: Vec<Result<Box<RawValue>, VcApiError>>) -> Response {
    let issued = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
    let refused = outcomes.len() - issued;
    let outcome = |outcome: Result<_, VcApiError>| {
        outcome.map_or_else(|error| Outcome::Refused(Box::new(error.into())), Outcome::Signed)
    };
    json(StatusCode::OK, &Outcomes { issued, refused, results: outcomes.into_iter().map(outcome).collect() })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail loudly")]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_split_into_the_credentials_it_holds_and_no_more_than_wanted() {
        let body = Bytes::from_static(br#"{"more": 1, "credentials": [{"a": 1}, "b" , null, 4], "options": null}"#);
        let batch = Batch::read(&body).unwrap();
        let list = batch.credentials.unwrap();
        let all = texts(list, &body, 4).unwrap();
        assert_eq!(all, [&b"{\"a\": 1}"[..], b"\"b\"", b"null", b"4"]);
        assert_eq!(texts(list, &body, 2).unwrap().len(), 3);
        assert_eq!(batch.options.unwrap().get(), "null");
        assert!(texts(batch.options.unwrap(), &body, 4).is_none());
        assert!(Batch::read(b"{}").unwrap().credentials.is_none());
    }

    #[test]
    fn who_says_the_same_twice_or_not_in_json_is_not_understood() {
        for body in ["", "[]x", "{\"credentials\": [], \"credentials\": []}", "{\"credentials\": [{]}"] {
            assert_eq!(Batch::read(body.as_bytes()).map(drop).unwrap_err().code, "bad-json", "{body}");
        }
    }
}
