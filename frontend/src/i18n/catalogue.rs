//! The words of one language, parsed.

use std::rc::Rc;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use super::Locale;
use crate::browser::console;

/// Names of the files under `static/locales/<locale>/` that a program needs, without `.ftl`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LocaleFiles(pub &'static [&'static str]);

/// The words of one language. Cheap to clone; two are equal when they are the same object.
#[derive(Clone)]
pub struct Catalogue {
    locale: Locale,
    bundle: Rc<FluentBundle<FluentResource>>,
}

impl PartialEq for Catalogue {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.bundle, &other.bundle)
    }
}

impl Catalogue {
    /// Fetches and parses the files of a language.
    pub async fn load(locale: Locale, files: LocaleFiles) -> Result<Self, String> {
        let fetches = files.0.iter().map(|file| {
            let path = format!("/locales/{}/{file}.ftl", locale.tag());
            async move { crate::api::text(&path).await.map_err(|e| e.to_string()) }
        });
        let sources = futures_util::future::try_join_all(fetches).await?;
        Ok(Self::parse(locale, sources))
    }

    /// Parses the words; a malformed entry is reported and the rest is used.
    pub fn parse(locale: Locale, sources: impl IntoIterator<Item = String>) -> Self {
        let language: LanguageIdentifier = locale.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new(vec![language]);
        // The isolation marks around inserted values show as boxes on old phones.
        bundle.set_use_isolating(false);
        for source in sources {
            let resource = FluentResource::try_new(source).unwrap_or_else(|(rest, errors)| {
                console::error(&format!("malformed message: {errors:?}"));
                rest
            });
            if let Err(errors) = bundle.add_resource(resource) {
                console::error(&format!("message given twice: {errors:?}"));
            }
        }
        Self { locale, bundle: Rc::new(bundle) }
    }

    pub fn locale(&self) -> Locale {
        self.locale
    }

    /// The message, or nothing when this language does not have it.
    pub fn find(&self, id: &str, args: &[(&str, FluentValue<'_>)]) -> Option<String> {
        let pattern = self.bundle.get_message(id)?.value()?;
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            values.set(*name, value.clone());
        }
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&values), &mut errors);
        if !errors.is_empty() {
            console::error(&format!("message {id}: {errors:?}"));
        }
        Some(text.into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plural_forms_follow_the_language() {
        let source = "opens = { $n ->\n    [0] nunca\n    [one] una vez\n   *[other] { $n } veces\n}\n";
        let words = Catalogue::parse(Locale::Spanish, [source.to_owned()]);
        let said = |n: i64| words.find("opens", &[("n", n.into())]);
        assert_eq!(said(0).as_deref(), Some("nunca"));
        assert_eq!(said(1).as_deref(), Some("una vez"));
        assert_eq!(said(12).as_deref(), Some("12 veces"));
    }

    #[test]
    fn values_are_inserted_without_isolation_marks() {
        let words = Catalogue::parse(Locale::English, ["a = In { $place }.\n".to_owned()]);
        assert_eq!(words.find("a", &[("place", "Quito".into())]).as_deref(), Some("In Quito."));
    }
}
