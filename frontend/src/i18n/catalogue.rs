//! The words of one language, parsed.

use std::collections::HashMap;
use std::rc::Rc;

use fluent_syntax::ast::Entry;
use fluent_syntax::parser;

use super::Locale;
use super::message::{Message, Value};
use crate::browser::console;

/// Names of the files under `static/locales/<locale>/` that a program needs, without `.ftl`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LocaleFiles(pub &'static [&'static str]);

/// The words of one language. Cheap to clone; two are equal when they are the same object.
#[derive(Clone)]
pub struct Catalogue {
    locale: Locale,
    messages: Rc<HashMap<Box<str>, Message>>,
}

impl PartialEq for Catalogue {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.messages, &other.messages)
    }
}

impl Catalogue {
    /// Fetches and parses the files of a language.
    pub async fn load(locale: Locale, files: LocaleFiles) -> Result<Self, String> {
        let paths = files.0.iter().map(|file| format!("/locales/{}/{file}.ftl", locale.tag()));
        let sources = crate::api::texts(paths).await.map_err(|error| error.to_string())?;
        Ok(Self::parse(locale, &sources))
    }

    /// Parses the words; a malformed entry is reported and the rest is used.
    pub fn parse(locale: Locale, sources: &[String]) -> Self {
        let mut messages = HashMap::new();
        for source in sources {
            let parsed = parser::parse_runtime(source.as_str()).unwrap_or_else(|(rest, errors)| {
                console::error(&format!("{} malformed messages", errors.len()));
                rest
            });
            for entry in parsed.body {
                let Entry::Message(entry) = entry else { continue };
                let id = entry.id.name;
                match entry.value.as_ref().and_then(Message::of) {
                    Some(message) => drop(messages.insert(id.into(), message)),
                    None => console::error(&format!("message not understood: {id}")),
                }
            }
        }
        Self { locale, messages: Rc::new(messages) }
    }

    pub fn locale(&self) -> Locale {
        self.locale
    }

    /// The ids of all messages, in no order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.messages.keys().map(AsRef::as_ref)
    }

    /// The message, or nothing when this language does not have it.
    pub fn find(&self, id: &str, values: &[(&str, Value<'_>)]) -> Option<String> {
        let mut text = String::new();
        self.messages.get(id)?.write(&mut text, self.locale, values);
        Some(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plural_forms_follow_the_language() {
        let source = "opens = { $n ->\n    [0] nunca\n    [one] una vez\n   *[other] { $n } veces\n}\n";
        let words = Catalogue::parse(Locale::Spanish, &[source.to_owned()]);
        let said = |n: i64| words.find("opens", &[("n", n.into())]);
        assert_eq!(said(0).as_deref(), Some("nunca"));
        assert_eq!(said(1).as_deref(), Some("una vez"));
        assert_eq!(said(12).as_deref(), Some("12 veces"));
    }

    #[test]
    fn values_are_inserted_without_isolation_marks() {
        let words = Catalogue::parse(Locale::English, &["a = In { $place }.\n".to_owned()]);
        assert_eq!(words.find("a", &[("place", "Quito".into())]).as_deref(), Some("In Quito."));
    }
}
