//! JSON: one object with the slots of the set, prefixes as `@context`, rows as `mappings`.
//!
//! Read twice: once for the set, which may come after its rows, once for the rows, one at a time.

use std::borrow::Cow;
use std::fmt;
use std::io::{self, BufRead, BufReader, Seek, SeekFrom, Write};
use std::ops::ControlFlow;

use serde::Deserializer as _;
use serde::de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use super::check::Checker;
use super::problem::{Problem, Reason};
use super::read::{Read, Sink, begin, hand_over, is_slot_name, set_of_keys, skip_mark, value};
use super::slots::{Kind, slot_named};
use super::yaml::Node;
use super::{MappingSet, SlotValue, Slots};

/// Reads a document.
pub(super) fn read<R: io::Read + Seek>(mut source: BufReader<R>, sink: &mut dyn Sink) -> io::Result<Read> {
    skip_mark(&mut source)?;
    let mut keys = Vec::new();
    let outcome = {
        let mut parser = serde_json::Deserializer::from_reader(&mut source);
        parser.deserialize_map(Metadata(&mut keys)).and_then(|()| parser.end())
    };
    if let Err(error) = outcome {
        return stopped(error, sink);
    }
    let (set, before) = set_of_keys(keys);
    let Some(mut checker) = begin(set, before, sink) else { return Ok(Read::Stopped) };
    source.seek(SeekFrom::Start(0))?;
    skip_mark(&mut source)?;
    rows(&mut source, &mut checker, sink)
}

fn rows(source: &mut impl BufRead, checker: &mut Checker, sink: &mut dyn Sink) -> io::Result<Read> {
    let mut mappings = Mappings { checker, sink, number: 0, stopped: false };
    let mut parser = serde_json::Deserializer::from_reader(source);
    let outcome = parser.deserialize_map(&mut mappings);
    let (number, ended) = (mappings.number, mappings.stopped);
    match outcome {
        Ok(()) => Ok(Read::Whole(number)),
        Err(_) if ended => Ok(Read::Stopped),
        Err(error) => stopped(error, sink),
    }
}

fn stopped(error: serde_json::Error, sink: &mut dyn Sink) -> io::Result<Read> {
    if error.is_io() {
        return Err(error.into());
    }
    let _ = sink.problem(Problem::new(None, None, Reason::NotJson, &error.to_string()));
    Ok(Read::Stopped)
}

/// Every key but the rows.
struct Metadata<'a>(&'a mut Vec<(String, Node)>);

impl<'de> Visitor<'de> for Metadata<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a mapping set")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                // What linked data add: prefixes under another name, types and names of their own.
                "@context" => self.0.push(("curie_map".to_owned(), context(map.next_value()?))),
                // Rows come later.
                "mappings" => drop(map.next_value::<IgnoredAny>()?),
                own if own.starts_with('@') => drop(map.next_value::<IgnoredAny>()?),
                _ => self.0.push((key, node(map.next_value()?))),
            }
        }
        Ok(())
    }
}

/// The rows, each handed over as soon as it is read.
struct Mappings<'a> {
    checker: &'a mut Checker,
    sink: &'a mut dyn Sink,
    number: u64,
    stopped: bool,
}

impl<'de> Visitor<'de> for &mut Mappings<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("mappings")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            if key == "mappings" {
                map.next_value_seed(&mut *self)?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while let Some(row) = seq.next_element::<Map<String, Value>>()? {
            self.number += 1;
            let told = match slots(row) {
                Ok(row) => hand_over(self.checker, self.number, row, self.sink),
                Err(key) => self.sink.problem(Problem::new(Some(self.number), Some(&key), Reason::WrongShape, "")),
            };
            if told == ControlFlow::Break(()) {
                self.stopped = true;
                return Err(A::Error::custom("stopped"));
            }
        }
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for &mut Mappings<'_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

fn slots(row: Map<String, Value>) -> Result<Slots, String> {
    let mut slots = Slots::new();
    for (key, given) in row {
        if key.starts_with('@') {
            continue;
        }
        if !is_slot_name(&key) {
            return Err(key);
        }
        match value(node(given)) {
            Ok(Some(value)) => drop(slots.insert(key, value)),
            Ok(None) => {}
            Err(()) => return Err(key),
        }
    }
    Ok(slots)
}

fn node(value: Value) -> Node {
    match value {
        Value::Null => Node::Nothing,
        Value::Bool(yes) => Node::Text(yes.to_string()),
        Value::Number(number) => Node::Text(number.to_string()),
        Value::String(text) => Node::Text(text),
        Value::Array(all) => Node::List(all.into_iter().map(node).collect()),
        Value::Object(map) => Node::Map(map.into_iter().map(|(key, value)| (key, node(value))).collect()),
    }
}

/// Whether a name in a context is a slot's, or a keyword of linked data.
fn names_a_term(name: &str) -> bool {
    name.starts_with('@') || slot_named(name).is_some()
}

/// Prefixes; what else linked data say there (addresses of other contexts, `@vocab`) is theirs.
fn context(value: Value) -> Node {
    match value {
        Value::Object(map) => {
            let prefixes = map.into_iter().filter_map(|(key, value)| {
                let address = match &value {
                    Value::String(address) => Some(address.clone()),
                    Value::Object(long) => long.get("@id").and_then(Value::as_str).map(str::to_owned),
                    _ => None,
                };
                // Terms of the schema itself point to properties, not to addresses that something follows.
                Some((key, address?)).filter(|(key, _)| !names_a_term(key))
            });
            Node::Map(prefixes.map(|(key, address)| (key, Node::Text(address))).collect())
        }
        Value::Array(all) => {
            let mut keys = Vec::new();
            for one in all {
                if let Node::Map(more) = context(one) {
                    keys.extend(more);
                }
            }
            Node::Map(keys)
        }
        _ => Node::Nothing,
    }
}

/// Writes a document, its rows one at a time.
pub fn write_json<'a, W: Write, E: fmt::Display>(
    mut out: W,
    set: &MappingSet,
    rows: impl Iterator<Item = Result<Cow<'a, Slots>, E>>,
) -> io::Result<W> {
    let mut head = Map::new();
    // Linked data would take a prefix that is named like a slot for the slot itself.
    for (place, is_term) in [("@context", false), ("curie_map", true)] {
        let own = set.curie_map.iter().filter(|(key, _)| names_a_term(key) == is_term);
        let prefixes: Map<String, Value> = own.map(|(key, url)| (key.clone(), Value::from(url.as_str()))).collect();
        if !prefixes.is_empty() {
            head.insert(place.to_owned(), Value::Object(prefixes));
        }
    }
    head.extend(set.slots.iter().map(|(name, value)| (name.clone(), json_value(name, value))));
    if !set.extension_definitions.is_empty() {
        head.insert("extension_definitions".to_owned(), serde_json::to_value(&set.extension_definitions)?);
    }
    out.write_all(b"{\n")?;
    for (key, value) in head {
        writeln!(out, "{}: {value},", Value::String(key))?;
    }
    out.write_all(b"\"mappings\": [")?;
    for (place, row) in rows.enumerate() {
        let row = row.map_err(|error| io::Error::other(error.to_string()))?;
        let object: Map<String, Value> =
            row.iter().map(|(name, value)| (name.clone(), json_value(name, value))).collect();
        out.write_all(if place == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut out, &object)?;
    }
    out.write_all(b"\n]\n}\n")?;
    Ok(out)
}

fn json_value(name: &str, value: &SlotValue) -> Value {
    match value {
        SlotValue::Many(all) => Value::from(all.as_slice()),
        SlotValue::One(text) => {
            let is_number = matches!(slot_named(name).map(|slot| slot.kind), Some(Kind::Number(..)));
            let number = text.parse().ok().filter(|_| is_number).and_then(Number::from_f64);
            number.map_or_else(|| Value::from(text.as_str()), Value::Number)
        }
    }
}
