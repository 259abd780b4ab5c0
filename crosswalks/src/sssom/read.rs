//! Reading, streamed.

use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Seek};
use std::ops::ControlFlow;
use std::rc::Rc;

use super::problem::{Problem, Reason};
use super::yaml::{self, Node};
use super::{ExtensionDefinition, MappingSet, SlotValue, Slots, check, json, table};

/// Most bytes of metadata, and of one row.
pub(super) const LONGEST: usize = 4 << 20;

/// What takes what is read; breaking stops the reading at once.
pub trait Sink {
    /// The set, before its rows.
    fn set(&mut self, set: MappingSet) -> ControlFlow<()>;
    /// A mapping without errors, and its number, from 1.
    fn row(&mut self, number: u64, row: Slots) -> ControlFlow<()>;
    /// An error or a remark.
    fn problem(&mut self, problem: Problem) -> ControlFlow<()>;
}

/// How a reading ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Read {
    /// At the end of the file, after so many mappings, good and bad.
    Whole(u64),
    /// The sink stopped it, or the rest cannot be read; a problem says why.
    Stopped,
}

/// Reads a file, whichever form it has, with its metadata when they are kept in a file of their own.
/// An error is one of reading bytes; what is wrong with them goes to the sink.
pub fn read<R: io::Read + Seek>(source: R, external: Option<&str>, sink: &mut dyn Sink) -> io::Result<Read> {
    let mut source = BufReader::with_capacity(1 << 16, source);
    let mut start = source.fill_buf()?;
    if let Some(rest) = start.strip_prefix(b"\xEF\xBB\xBF") {
        start = rest;
        if sink.problem(Problem::new(None, None, Reason::ByteOrderMark, "")).is_break() {
            return Ok(Read::Stopped);
        }
    }
    let is_json = start.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{');
    if is_json { json::read(source, sink) } else { table::read(&mut source, external, sink) }
}

/// Skips a byte order mark; the problem was told.
pub(super) fn skip_mark(source: &mut impl BufRead) -> io::Result<()> {
    if source.fill_buf()?.starts_with(b"\xEF\xBB\xBF") {
        source.consume(3);
    }
    Ok(())
}

/// Hands the set to the sink; none when that stops, or something is wrong with it.
pub(super) fn begin(mut set: MappingSet, before: Vec<Problem>, sink: &mut dyn Sink) -> Option<check::Checker> {
    let (checker, problems) = check::set(&mut set);
    let mut wrong = false;
    for problem in before.into_iter().chain(problems) {
        wrong |= !problem.reason.is_remark();
        if sink.problem(problem).is_break() {
            return None;
        }
    }
    (!wrong && sink.set(set).is_continue()).then_some(checker)
}

/// Checks a mapping and hands it over.
pub(super) fn hand_over(
    checker: &mut check::Checker,
    number: u64,
    mut row: Slots,
    sink: &mut dyn Sink,
) -> ControlFlow<()> {
    let mut wrong = false;
    for problem in checker.row(number, &mut row) {
        wrong |= !problem.reason.is_remark();
        sink.problem(problem)?;
    }
    if wrong { ControlFlow::Continue(()) } else { sink.row(number, row) }
}

/// A set from its metadata.
pub(super) fn set_of(text: &str) -> Result<(MappingSet, Vec<Problem>), Problem> {
    let root = yaml::parse(text).map_err(|(reason, found)| Problem::new(None, None, reason, &found))?;
    let keys = match root {
        Node::Map(keys) => keys,
        Node::Nothing => Vec::new(),
        _ => return Err(Problem::new(None, None, Reason::NotYaml, "not a map")),
    };
    Ok(set_of_keys(keys))
}

/// Whether a slot may have this name. YAML reads keys of 1,024 signs only, and a letter is written with
/// up to ten; names with `@` are linked data's own words in JSON.
pub(super) fn is_slot_name(name: &str) -> bool {
    name.chars().count() <= 100 && !name.starts_with('@')
}

/// A set from the keys of its metadata, wherever they were found.
pub(super) fn set_of_keys(keys: Vec<(String, Node)>) -> (MappingSet, Vec<Problem>) {
    let mut set = MappingSet::default();
    let mut problems = Vec::new();
    for (key, node) in keys {
        let shape = |problems: &mut Vec<Problem>| {
            problems.push(Problem::new(None, Some(&key), Reason::WrongShape, ""));
        };
        if !is_slot_name(&key) {
            problems.push(Problem::new(None, Some("metadata"), Reason::WrongShape, &key));
            continue;
        }
        match key.as_str() {
            "curie_map" => match prefixes(node) {
                Some(map) => set.curie_map.extend(map),
                None => shape(&mut problems),
            },
            "extension_definitions" => match definitions(node) {
                Some(all) => set.extension_definitions = all,
                None => shape(&mut problems),
            },
            _ => match value(node) {
                Ok(Some(value)) => drop(set.slots.insert(key, value)),
                Ok(None) => {}
                Err(()) => shape(&mut problems),
            },
        }
    }
    (set, problems)
}

/// A slot's value: a scalar, or a list of them; blank is none.
pub(super) fn value(node: Node) -> Result<Option<SlotValue>, ()> {
    match node {
        Node::Nothing => Ok(None),
        Node::Text(text) => Ok((!text.is_empty()).then_some(SlotValue::One(text))),
        Node::Map(_) => Err(()),
        Node::List(all) => {
            let texts = all.into_iter().filter_map(|one| match one {
                Node::Text(text) if text.is_empty() => None,
                Node::Nothing => None,
                Node::Text(text) => Some(Ok(text)),
                Node::List(_) | Node::Map(_) => Some(Err(())),
            });
            let texts: Vec<String> = texts.collect::<Result<_, ()>>()?;
            Ok((!texts.is_empty()).then_some(SlotValue::Many(texts)))
        }
    }
}

fn prefixes(node: Node) -> Option<Vec<(String, String)>> {
    match node {
        Node::Nothing => Some(Vec::new()),
        Node::Map(all) => all
            .into_iter()
            .map(|(prefix, address)| match address {
                Node::Text(address) => Some((prefix, address)),
                // The long form, as linked data writes it.
                Node::Map(keys) => keys.into_iter().find_map(|(key, node)| match node {
                    Node::Text(address) if key == "prefix_url" || key == "@id" => Some((prefix.clone(), address)),
                    _ => None,
                }),
                _ => None,
            })
            .collect(),
        _ => None,
    }
}

fn definitions(node: Node) -> Option<Vec<ExtensionDefinition>> {
    let Node::List(all) = node else { return matches!(node, Node::Nothing).then(Vec::new) };
    all.into_iter()
        .map(|one| {
            let Node::Map(keys) = one else { return None };
            let mut definition = ExtensionDefinition::default();
            for (key, node) in keys {
                let text = match node {
                    Node::Text(text) => Some(text),
                    Node::Nothing => None,
                    _ => return None,
                };
                match key.as_str() {
                    "slot_name" => definition.slot_name = text.unwrap_or_default(),
                    "property" => definition.property = text,
                    "type_hint" => definition.type_hint = text,
                    _ => return None,
                }
            }
            Some(definition)
        })
        .collect()
}

/// Refuses to go on when one row swallows too many bytes, as an open quotation mark makes it do.
pub(super) struct Limited<R> {
    inner: R,
    left: Rc<Cell<usize>>,
}

impl<R> Limited<R> {
    /// The reader, and the number of bytes it may still read; set it back for every row.
    pub(super) fn new(inner: R) -> (Self, Rc<Cell<usize>>) {
        let left = Rc::new(Cell::new(LONGEST));
        (Self { inner, left: Rc::clone(&left) }, left)
    }
}

impl<R: io::Read> io::Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        let left = self.left.get().checked_sub(count).ok_or(io::ErrorKind::FileTooLarge)?;
        self.left.set(left);
        Ok(count)
    }
}
