//! The body of a batch, split into the credentials it holds without reading them: that is done for each, on all
//! cores, within the limits of one.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, SeqAccess, Visitor};
use serde_json::value::RawValue;

/// The members of the body that count, as they are written.
#[derive(Debug, Deserialize)]
pub struct Batch<'a> {
    /// A list of credentials.
    #[serde(borrow, default, deserialize_with = "written")]
    pub credentials: Option<&'a RawValue>,
    /// How they are to be signed.
    #[serde(borrow, default, deserialize_with = "written")]
    pub options: Option<&'a RawValue>,
}

/// What is there, `null` too.
fn written<'de, D: Deserializer<'de>>(parser: D) -> Result<Option<&'de RawValue>, D::Error> {
    <&RawValue>::deserialize(parser).map(Some)
}

impl<'a> Batch<'a> {
    /// Reads a body; one that names a member twice is refused.
    pub fn read(body: &'a [u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(body)
    }
}

/// The texts of a list, as parts of the text that it stands in; none when it is no list. One more than
/// `most` when there are more.
pub fn texts(list: &RawValue, most: usize) -> Option<Vec<&str>> {
    let mut parser = serde_json::Deserializer::from_str(list.get());
    let texts = parser.deserialize_seq(AtMost(most + 1)).ok()?;
    Some(texts.into_iter().map(RawValue::get).collect())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_split_into_the_credentials_it_holds_and_no_more_than_wanted() {
        let batch = Batch::read(br#"{"more": 1, "credentials": [{"a": 1}, "b" , null, 4], "options": null}"#).unwrap();
        let list = batch.credentials.unwrap();
        assert_eq!(texts(list, 4).unwrap(), ["{\"a\": 1}", "\"b\"", "null", "4"]);
        assert_eq!(texts(list, 2).unwrap().len(), 3);
        assert_eq!(batch.options.unwrap().get(), "null");
        assert!(texts(batch.options.unwrap(), 4).is_none());
        assert!(Batch::read(b"{}").unwrap().credentials.is_none());
    }

    #[test]
    fn who_says_the_same_twice_or_not_in_json_is_not_understood() {
        for body in ["", "[]x", "{\"credentials\": [], \"credentials\": []}", "{\"credentials\": [{]}"] {
            assert!(Batch::read(body.as_bytes()).is_err(), "{body}");
        }
    }
}
