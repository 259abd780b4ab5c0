//! From JSON-LD straight to RDF statements, for documents of the usual form.
//!
//! It does what the expansion algorithm (JSON-LD 1.1 API, section 5.1) and the one that makes RDF of
//! the result (section 8) do together, for what certificates are made of: objects, identifiers, types
//! and values under terms that the stated contexts define. At anything else, a term that is not defined
//! or a context in the middle for example, it gives up, and `ssi` reads the document instead: it
//! answers as `ssi` does, or not at all.

use std::borrow::Cow;

use serde_json::{Map, Number, Value};
use ssi::json_ld::Iri;

use super::active::{Active, Means, Term, Values};

const RDF_TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const XSD_DOUBLE: &str = "http://www.w3.org/2001/XMLSchema#double";
const XSD_STRING: &str = "http://www.w3.org/2001/XMLSchema#string";
const XSD_BOOLEAN: &str = "http://www.w3.org/2001/XMLSchema#boolean";
const XSD_INTEGER: &str = "http://www.w3.org/2001/XMLSchema#integer";
/// Integers of so many digits look the same however they are read.
const MOST_DIGITS: usize = 15;

/// An identifier, or the number of a node without one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Name<'a> {
    Iri(&'a str),
    Blank(usize),
}

/// What is stated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Object<'a> {
    Node(Name<'a>),
    /// A text; with a data type unless that is text.
    Literal(Cow<'a, str>, Option<&'a str>),
}

impl<'a> Object<'a> {
    pub(super) const fn node(&self) -> Option<Name<'a>> {
        match self {
            Self::Node(name) => Some(*name),
            Self::Literal(..) => None,
        }
    }
}

/// One statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Statement<'a> {
    pub(super) subject: Name<'a>,
    pub(super) predicate: &'a str,
    pub(super) object: Object<'a>,
}

/// All statements of a document, and how many nodes without identifier they have.
#[derive(Debug, Default)]
pub(super) struct Statements<'a> {
    pub(super) list: Vec<Statement<'a>>,
    pub(super) blanks: usize,
}

impl<'a> Statements<'a> {
    /// The statements that these members make in this context; those `skipped` are not read.
    pub(super) fn of(context: &Value, members: &'a Map<String, Value>, skipped: &[&str]) -> Option<Self> {
        let mut statements = Self::default();
        statements.node(Active::stated(context)?, members, skipped)?;
        Some(statements)
    }

    /// Reads an object and returns its name.
    fn node(&mut self, active: &'static Active, members: &'a Map<String, Value>, skipped: &[&str]) -> Option<Name<'a>> {
        let members = || members.iter().filter(|(name, _)| !skipped.contains(&name.as_str()));
        let is_type =
            |context: &Active, name: &str| matches!(context.term(name), Some(Term { means: Means::Type, .. }));
        let mut types = Vec::new();
        for (_, value) in members().filter(|(name, _)| is_type(active, name)) {
            if !types.is_empty() {
                return None;
            }
            types = list(value).iter().map(Value::as_str).collect::<Option<Vec<&str>>>()?;
        }
        let inner = active.for_types(&types)?;
        let subject = self.name(inner, members())?;
        for name in types {
            let object = Object::Node(Name::Iri(term_or_iri(active, name)?));
            self.list.push(Statement { subject, predicate: RDF_TYPE, object });
        }
        for (name, value) in members() {
            let term = inner.term(name)?;
            match &term.means {
                Means::Iri(predicate) => self.values(inner, (name, term), (subject, predicate), value)?,
                Means::Id => {}
                // It counts only where it meant the same before the types were known.
                Means::Type if is_type(active, name) => {}
                Means::Type | Means::Other => return None,
            }
        }
        Some(subject)
    }

    /// The identifier among these members, or a new name.
    fn name(
        &mut self,
        active: &'static Active,
        members: impl Iterator<Item = (&'a String, &'a Value)>,
    ) -> Option<Name<'a>> {
        let mut ids = members.filter(|(name, _)| is_id(active, name));
        let Some((_, id)) = ids.next() else {
            self.blanks += 1;
            return Some(Name::Blank(self.blanks - 1));
        };
        if ids.next().is_some() {
            return None;
        }
        absolute(active, id.as_str()?).map(Name::Iri)
    }

    /// States each value of a property.
    fn values(
        &mut self,
        active: &'static Active,
        (name, term): (&str, &'static Term),
        (subject, predicate): (Name<'a>, &'static str),
        value: &'a Value,
    ) -> Option<()> {
        if matches!(term.values, Values::Other) {
            return None;
        }
        for value in list(value) {
            let object = match value {
                Value::Null => continue,
                Value::Array(_) => return None,
                Value::Object(members) => {
                    let bare = members.len() == 1 && members.keys().all(|name| is_id(active, name));
                    Object::Node(self.node(active.for_object(name, bare)?, members, &[])?)
                }
                scalar => {
                    let active = active.for_scalar(name)?;
                    scalar_object(active, &active.term(name)?.values, scalar)?
                }
            };
            self.list.push(Statement { subject, predicate, object });
        }
        Some(())
    }
}

fn is_id(active: &Active, name: &str) -> bool {
    matches!(active.term(name), Some(Term { means: Means::Id, .. }))
}

/// A single value is as good as a list of one.
fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice)
}

/// A text, number or truth value (JSON-LD 1.1 API, sections 5.3 and 8.2).
fn scalar_object<'a>(active: &'static Active, values: &'static Values, value: &'a Value) -> Option<Object<'a>> {
    let datatype = match (values, value) {
        (Values::Ids, Value::String(text)) => return absolute(active, text).map(|iri| Object::Node(Name::Iri(iri))),
        (Values::Terms, Value::String(text)) => {
            return term_or_iri(active, text).map(|iri| Object::Node(Name::Iri(iri)));
        }
        (Values::Plain, _) => None,
        (Values::Typed(datatype), _) => Some(datatype.as_str()),
        _ => return None,
    };
    Some(match value {
        Value::String(text) if is_printable(text) => {
            Object::Literal(text.into(), datatype.filter(|datatype| *datatype != XSD_STRING))
        }
        Value::Bool(truth) => {
            Object::Literal(if *truth { "true" } else { "false" }.into(), datatype.or(Some(XSD_BOOLEAN)))
        }
        Value::Number(number) if datatype != Some(XSD_DOUBLE) => {
            Object::Literal(integer(number)?.into(), datatype.or(Some(XSD_INTEGER)))
        }
        _ => return None,
    })
}

/// Without signs that different versions of the canonical form write differently.
fn is_printable(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b'\n' | b'\r' | 0x20..=0x7e | 0x80..))
}

/// A whole number, written as it is.
fn integer(number: &Number) -> Option<String> {
    let text = number.to_string();
    let digits = text.strip_prefix('-').unwrap_or(&text);
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit()) && digits.len() <= MOST_DIGITS;
    (plain && (!digits.starts_with('0') || text == "0")).then_some(text)
}

/// A name that needs nothing in front of it, nor is the short form of another (JSON-LD 1.1 API, section 5.2).
fn absolute<'a>(active: &Active, text: &'a str) -> Option<&'a str> {
    let (prefix, _) = text.split_once(':')?;
    let is_keyword = active.term(text).is_some_and(|term| !matches!(term.means, Means::Iri(_)));
    let is_short = active.term(prefix).is_some_and(|term| term.is_prefix);
    if is_keyword || is_short || text.starts_with(['_', '@', ':']) {
        return None;
    }
    Iri::new(text).ok().map(|_| text)
}

/// A term's meaning, or a name.
fn term_or_iri<'a>(active: &'static Active, text: &'a str) -> Option<&'a str> {
    match active.term(text) {
        Some(Term { means: Means::Iri(iri), .. }) => Some(iri),
        Some(_) => None,
        None => absolute(active, text),
    }
}
