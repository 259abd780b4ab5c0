//! A package piece by piece, so that only one item at a time is in memory.

use std::fmt;
use std::io::{Cursor, Read};

use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::CaseError;
use crate::formats::Members;

/// A piece of a package, in the order of the file.
pub(super) enum Piece {
    Document(Members),
    Item(Members),
    Association(Members),
    /// Another member of the package: definitions, rubrics, extensions, or one nobody knows.
    Other(String, Value),
}

/// Which pieces are wanted; the others are passed over without being kept.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    All,
    ItemsAndAssociations,
}

/// Reads a package, giving each piece to `take`. Ends at the first error of either.
pub(super) fn pieces<E: From<CaseError>>(
    reader: impl Read,
    wanted: Wanted,
    take: impl FnMut(Piece) -> Result<(), E>,
) -> Result<(), E> {
    let mut sink = Sink { wanted, take, failed: None };
    let mut parser = serde_json::Deserializer::from_reader(without_mark(reader)?);
    let read = sink.package(&mut parser).and_then(|()| parser.end());
    match (sink.failed, read) {
        (Some(error), _) => Err(error),
        (None, Err(error)) => Err(CaseError::from(error).into()),
        (None, Ok(())) => Ok(()),
    }
}

/// What follows a byte order mark, which some programs write before JSON.
fn without_mark(mut reader: impl Read) -> Result<impl Read, CaseError> {
    const MARK: &[u8] = b"\xef\xbb\xbf";
    let mut start = Vec::with_capacity(MARK.len());
    reader.by_ref().take(3).read_to_end(&mut start).map_err(serde_json::Error::io)?;
    let start = if start == MARK { Vec::new() } else { start };
    Ok(Cursor::new(start).chain(reader))
}

struct Sink<E, F> {
    wanted: Wanted,
    take: F,
    failed: Option<E>,
}

impl<E, F: FnMut(Piece) -> Result<(), E>> Sink<E, F> {
    fn package<'de, D: Deserializer<'de>>(&mut self, parser: D) -> Result<(), D::Error> {
        parser.deserialize_map(Package(self))
    }

    fn give<Error: serde::de::Error>(&mut self, piece: Piece) -> Result<(), Error> {
        (self.take)(piece).map_err(|error| {
            self.failed = Some(error);
            Error::custom("stopped")
        })
    }
}

struct Package<'a, E, F>(&'a mut Sink<E, F>);

impl<'de, E, F: FnMut(Piece) -> Result<(), E>> Visitor<'de> for Package<'_, E, F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a CASE package: an object with CFDocument, CFItems and CFAssociations")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut seen: Vec<String> = Vec::new();
        while let Some(name) = map.next_key::<String>()? {
            if seen.contains(&name) {
                return Err(A::Error::custom(format!("the member {name} stands twice in the package")));
            }
            match name.as_str() {
                "CFItems" => map.next_value_seed(List { sink: &mut *self.0, piece: Piece::Item })?,
                "CFAssociations" => map.next_value_seed(List { sink: &mut *self.0, piece: Piece::Association })?,
                _ if self.0.wanted == Wanted::ItemsAndAssociations => {
                    map.next_value::<IgnoredAny>()?;
                }
                "CFDocument" => {
                    let document = map.next_value()?;
                    self.0.give(Piece::Document(document))?;
                }
                _ => {
                    let value = map.next_value()?;
                    self.0.give(Piece::Other(name.clone(), value))?;
                }
            }
            seen.push(name);
        }
        Ok(())
    }
}

struct List<'a, E, F> {
    sink: &'a mut Sink<E, F>,
    piece: fn(Members) -> Piece,
}

impl<'de, E, F: FnMut(Piece) -> Result<(), E>> DeserializeSeed<'de> for List<'_, E, F> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, parser: D) -> Result<(), D::Error> {
        parser.deserialize_option(self)
    }
}

impl<'de, E, F: FnMut(Piece) -> Result<(), E>> Visitor<'de> for List<'_, E, F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of objects")
    }

    fn visit_none<Error>(self) -> Result<(), Error> {
        Ok(())
    }

    fn visit_unit<Error>(self) -> Result<(), Error> {
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, parser: D) -> Result<(), D::Error> {
        parser.deserialize_seq(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(members) = list.next_element::<Members>()? {
            self.sink.give((self.piece)(members))?;
        }
        Ok(())
    }
}
