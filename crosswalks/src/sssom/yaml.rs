//! The metadata block: the part of YAML that SSSOM allows, as text, lists and maps.

use std::fmt::Write as _;

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::problem::Reason;

/// Maps and lists inside each other, at most.
const DEEPEST: usize = 16;

/// A piece of metadata; scalars as they are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    /// Nothing: `null`, `~`, or no value.
    Nothing,
    /// A scalar.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// A map, in its order.
    Map(Vec<(String, Node)>),
}

/// Reads one document; text that is blank is an empty map.
pub(super) fn parse(text: &str) -> Result<Node, (Reason, String)> {
    let mut builder = Builder::default();
    for event in Parser::new_from_str(text) {
        let (event, _) = event.map_err(|error| (Reason::NotYaml, error.to_string()))?;
        builder.take(event)?;
    }
    Ok(builder.root.unwrap_or_else(|| Node::Map(Vec::new())))
}

enum Open {
    List(Vec<Node>),
    /// With the key whose value comes next.
    Map(Vec<(String, Node)>, Option<String>),
}

#[derive(Default)]
struct Builder {
    open: Vec<Open>,
    root: Option<Node>,
    documents: usize,
}

impl Builder {
    fn take(&mut self, event: Event<'_>) -> Result<(), (Reason, String)> {
        let forbidden = |what: &str| Err((Reason::ForbiddenYaml, what.to_owned()));
        match event {
            Event::Alias(_) => return forbidden("alias"),
            Event::Scalar(_, _, anchor, _) | Event::SequenceStart(anchor, _) | Event::MappingStart(anchor, _)
                if anchor != 0 =>
            {
                return forbidden("anchor");
            }
            Event::Scalar(_, _, _, Some(_)) | Event::SequenceStart(_, Some(_)) | Event::MappingStart(_, Some(_)) => {
                return forbidden("tag");
            }
            Event::DocumentStart(_) => {
                self.documents += 1;
                if self.documents > 1 {
                    return Err((Reason::NotYaml, "more than one document".to_owned()));
                }
            }
            Event::Scalar(text, style, _, _) => {
                let plain = style == ScalarStyle::Plain;
                let nothing = plain && matches!(text.as_ref(), "" | "~" | "null" | "Null" | "NULL");
                self.close(if nothing { Node::Nothing } else { Node::Text(text.into_owned()) })?;
            }
            Event::SequenceStart(..) => self.start(Open::List(Vec::new()))?,
            Event::MappingStart(..) => self.start(Open::Map(Vec::new(), None))?,
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some(Open::List(all)) => self.close(Node::List(all))?,
                Some(Open::Map(all, _)) => self.close(Node::Map(all))?,
                None => {}
            },
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
        }
        Ok(())
    }

    fn start(&mut self, open: Open) -> Result<(), (Reason, String)> {
        if self.open.len() >= DEEPEST {
            return Err((Reason::WrongShape, "too deep".to_owned()));
        }
        self.open.push(open);
        Ok(())
    }

    fn close(&mut self, node: Node) -> Result<(), (Reason, String)> {
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open::List(all)) => all.push(node),
            Some(Open::Map(all, key)) => match (key.take(), node) {
                (Some(key), node) => all.push((key, node)),
                (None, Node::Text(text)) => *key = Some(text),
                (None, _) => return Err((Reason::WrongShape, "a key that is no text".to_owned())),
            },
        }
        Ok(())
    }
}

/// A scalar that YAML reads back as this text: plain when nothing speaks against it, else quoted.
pub(super) fn scalar(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            // What YAML does not count as printable, its other line breaks, and the byte order mark.
            c if c.is_control()
                || matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}') =>
            {
                // Writing to a string does not fail.
                let _ = write!(quoted, "\\u{:04x}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

fn is_plain(text: &str) -> bool {
    const WORDS: [&str; 9] = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    let allowed = |c: char| c.is_ascii_alphanumeric() || " _-./:,@()".contains(c);
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '/' || c == '_')
        && text.chars().all(allowed)
        && !text.contains(": ")
        && !WORDS.contains(&text.to_ascii_lowercase().as_str())
}
