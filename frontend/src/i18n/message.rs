//! One message: text, values, and choices among texts by a number or a word.
//!
//! That is all of Fluent that the words use, so the program carries its syntax but not the rest of
//! it: no functions, no terms, no decimal numbers, no languages that it does not speak. A test holds
//! each message to what Fluent's own implementation makes of it.

use std::borrow::Cow;
use std::fmt::Write;

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey};

use super::Locale;

/// What a message is filled in with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value<'a> {
    /// Stands in the text as it is, and chooses by being equal to a variant's name.
    Text(Cow<'a, str>),
    /// A whole number; chooses by being equal to a variant's number, or by its plural form.
    Number(i64),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text.into())
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

macro_rules! numbers {
    ($($number:ty),+) => {
        $(impl From<$number> for Value<'_> {
            fn from(number: $number) -> Self {
                Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
            }
        })+
    };
}

numbers!(i32, i64, u8, u16, u32, u64, usize);

/// A message of one language.
#[derive(Debug)]
pub(super) struct Message(Vec<Part>);

#[derive(Debug)]
enum Part {
    Text(Box<str>),
    Value(Box<str>),
    Choice { by: Box<str>, among: Vec<(Box<str>, Message)>, otherwise: Message },
}

impl Message {
    /// Nothing when it uses more of Fluent than there is here.
    pub(super) fn of(pattern: &Pattern<&str>) -> Option<Self> {
        pattern.elements.iter().map(part).collect::<Option<_>>().map(Self)
    }

    /// Puts the message together; a value that is missing shows by its name, as in Fluent.
    pub(super) fn write(&self, to: &mut String, locale: Locale, values: &[(&str, Value<'_>)]) {
        let value = |name: &str| values.iter().find(|(given, _)| *given == name).map(|(_, value)| value);
        for part in &self.0 {
            match part {
                Part::Text(text) => to.push_str(text),
                Part::Value(name) => {
                    // Writing to a text does not fail.
                    let _written = match value(name) {
                        Some(Value::Text(text)) => write!(to, "{text}"),
                        Some(Value::Number(number)) => write!(to, "{number}"),
                        None => write!(to, "{{${name}}}"),
                    };
                }
                Part::Choice { by, among, otherwise } => {
                    let chosen = among.iter().find(|(key, _)| value(by).is_some_and(|value| suits(locale, key, value)));
                    chosen.map_or(otherwise, |(_, message)| message).write(to, locale, values);
                }
            }
        }
    }
}

fn part(element: &PatternElement<&str>) -> Option<Part> {
    let expression = match element {
        PatternElement::TextElement { value } => return Some(Part::Text((*value).into())),
        PatternElement::Placeable { expression } => expression,
    };
    match expression {
        Expression::Inline(inline) => name_of(inline).map(Part::Value),
        Expression::Select { selector, variants } => {
            let by = name_of(selector)?;
            let default = variants.iter().find(|variant| variant.default)?;
            let among = variants.iter().filter(|variant| !variant.default).map(variant).collect::<Option<_>>()?;
            Some(Part::Choice { by, among, otherwise: Message::of(&default.value)? })
        }
    }
}

fn name_of(inline: &InlineExpression<&str>) -> Option<Box<str>> {
    match inline {
        InlineExpression::VariableReference { id } => Some(id.name.into()),
        _ => None,
    }
}

fn variant(variant: &Variant<&str>) -> Option<(Box<str>, Message)> {
    let (VariantKey::Identifier { name: key } | VariantKey::NumberLiteral { value: key }) = &variant.key;
    Some(((*key).into(), Message::of(&variant.value)?))
}

/// Whether a variant is for a value.
fn suits(locale: Locale, key: &str, value: &Value<'_>) -> bool {
    match value {
        Value::Text(text) => text == key,
        Value::Number(number) => key == plural_form(locale, *number) || key.parse() == Ok(*number),
    }
}

/// The plural form of a whole number (CLDR 48, cardinal rules). The form `many`, which Spanish and
/// Portuguese have for whole millions, no message tells from `other`.
fn plural_form(locale: Locale, number: i64) -> &'static str {
    let one = match locale {
        Locale::Portuguese => number.abs() <= 1,
        Locale::Spanish | Locale::English => number.abs() == 1,
    };
    if one { "one" } else { "other" }
}
