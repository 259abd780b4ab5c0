//! Disclosures and their places in the claims (RFC 9901, sections 4.2 and 7.1).

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value};

use super::SdJwtError;
use crate::jose;
use crate::json::{self, JsonError, Limits};

/// One step on the way to a claim.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// A member of an object.
    Name(String),
    /// An element of an array.
    Element,
}

/// A disclosure as it was received.
#[derive(Debug, Clone)]
pub(super) struct Disclosure<'a> {
    pub(super) encoded: &'a str,
    digest: String,
    /// Absent for an element of an array.
    name: Option<String>,
    value: Value,
}

impl<'a> Disclosure<'a> {
    pub(super) fn parse(encoded: &'a str) -> Result<Self, SdJwtError> {
        let bytes = URL_SAFE_NO_PAD.decode(encoded).map_err(|_| SdJwtError::Form)?;
        let Value::Array(parts) = json::parse(&bytes, Limits::CREDENTIAL)? else {
            return Err(SdJwtError::Disclosure("not an array"));
        };
        let (salt, name, value) = match <[Value; 3]>::try_from(parts) {
            Ok([salt, Value::String(name), value]) => (salt, Some(name), value),
            Ok(_) => return Err(SdJwtError::Disclosure("its name is not a text")),
            Err(parts) => match <[Value; 2]>::try_from(parts) {
                Ok([salt, value]) => (salt, None, value),
                Err(_) => return Err(SdJwtError::Disclosure("neither two nor three parts")),
            },
        };
        if !salt.is_string() {
            return Err(SdJwtError::Disclosure("its salt is not a text"));
        }
        if name.as_deref().is_some_and(|name| matches!(name, "_sd" | "...")) {
            return Err(SdJwtError::Disclosure("a reserved name"));
        }
        Ok(Self { encoded, digest: jose::sha256(encoded), name, value })
    }

    /// What it says itself; without the digests of what is disclosed beneath it.
    pub(super) fn shown_value(&self) -> Value {
        let mut value = self.value.clone();
        if let Some(members) = value.as_object_mut() {
            members.remove("_sd");
        }
        value
    }
}

/// Puts disclosures in their places.
pub(super) struct Resolver<'d> {
    by_digest: BTreeMap<&'d str, (usize, &'d Disclosure<'d>)>,
    seen: BTreeSet<String>,
    places: Vec<Option<Vec<Step>>>,
}

impl<'d> Resolver<'d> {
    pub(super) fn new(disclosures: &'d [Disclosure<'d>]) -> Result<Self, SdJwtError> {
        let mut by_digest = BTreeMap::new();
        by_digest.extend(disclosures.iter().enumerate().map(|(at, found)| (found.digest.as_str(), (at, found))));
        if by_digest.len() != disclosures.len() {
            return Err(SdJwtError::Disclosure("the same twice"));
        }
        Ok(Self { by_digest, seen: BTreeSet::new(), places: vec![None; disclosures.len()] })
    }

    /// Where each disclosure went; an error when one has no place.
    pub(super) fn places(self) -> Result<Vec<Vec<Step>>, SdJwtError> {
        self.places.into_iter().collect::<Option<_>>().ok_or(SdJwtError::Disclosure("nothing refers to it"))
    }

    fn value(&mut self, value: &Value, path: &mut Vec<Step>) -> Result<Value, SdJwtError> {
        if path.len() > Limits::CREDENTIAL.depth {
            return Err(JsonError::TooLarge.into());
        }
        match value {
            Value::Object(_) => self.object(value, path).map(Value::Object),
            Value::Array(elements) => self.array(elements, path).map(Value::Array),
            other => Ok(other.clone()),
        }
    }

    pub(super) fn object(&mut self, value: &Value, path: &mut Vec<Step>) -> Result<Map<String, Value>, SdJwtError> {
        let members = value.as_object().ok_or(SdJwtError::Form)?;
        let mut shown = Map::new();
        for (name, value) in members {
            match name.as_str() {
                "_sd" => {}
                "_sd_alg" if path.is_empty() => {}
                "..." => return Err(SdJwtError::Disclosure("a reserved name")),
                _ => {
                    path.push(Step::Name(name.clone()));
                    shown.insert(name.clone(), self.value(value, path)?);
                    path.pop();
                }
            }
        }
        let digests = match members.get("_sd") {
            None => return Ok(shown),
            Some(Value::Array(digests)) => digests,
            Some(_) => return Err(SdJwtError::Disclosure("its digests are not a list")),
        };
        for digest in digests {
            let Some((at, disclosure)) = self.find(digest)? else { continue };
            let name = disclosure.name.as_ref().ok_or(SdJwtError::Disclosure("an element among members"))?;
            if shown.contains_key(name) {
                return Err(SdJwtError::Disclosure("a claim that is there already"));
            }
            path.push(Step::Name(name.clone()));
            let value = self.place(at, disclosure, path)?;
            path.pop();
            shown.insert(name.clone(), value);
        }
        Ok(shown)
    }

    fn array(&mut self, elements: &[Value], path: &mut Vec<Step>) -> Result<Vec<Value>, SdJwtError> {
        let mut shown = Vec::new();
        path.push(Step::Element);
        for element in elements {
            let hidden =
                element.as_object().filter(|members| members.len() == 1).and_then(|members| members.get("..."));
            let Some(digest) = hidden else {
                shown.push(self.value(element, path)?);
                continue;
            };
            let Some((at, disclosure)) = self.find(digest)? else { continue };
            if disclosure.name.is_some() {
                return Err(SdJwtError::Disclosure("a member among elements"));
            }
            shown.push(self.place(at, disclosure, path)?);
        }
        path.pop();
        Ok(shown)
    }

    /// The disclosure of a digest, if it was sent. No digest may stand in two places.
    fn find(&mut self, digest: &Value) -> Result<Option<(usize, &'d Disclosure<'d>)>, SdJwtError> {
        let digest = digest.as_str().ok_or(SdJwtError::Disclosure("a digest is not a text"))?;
        if !self.seen.insert(digest.to_owned()) {
            return Err(SdJwtError::Disclosure("the same digest in two places"));
        }
        Ok(self.by_digest.get(digest).copied())
    }

    fn place(&mut self, at: usize, disclosure: &Disclosure<'_>, path: &mut Vec<Step>) -> Result<Value, SdJwtError> {
        if let Some(place) = self.places.get_mut(at) {
            *place = Some(path.clone());
        }
        self.value(&disclosure.value, path)
    }
}
