//! Texts in several languages, one of them official.

use std::{borrow::Cow, fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::Texts;

/// A BCP 47 language tag in its usual case, e.g. `es`, `pt-BR`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(with = "String"))]
pub struct Lang(Cow<'static, str>);

/// The tags that nearly all texts have; they take no memory of their own.
const USUAL: [&str; 4] = ["es", "pt", "en", "pt-BR"];

/// The text is not a language tag.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a language is a BCP 47 tag such as es or pt-BR")]
pub struct LangError;

impl Lang {
    /// Spanish, the region's first language and the default everywhere.
    pub fn spanish() -> Self {
        Self(Cow::Borrowed("es"))
    }

    /// The tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language without region or script: `pt` of `pt-BR`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }
}

impl FromStr for Lang {
    type Err = LangError;
    fn from_str(text: &str) -> Result<Self, LangError> {
        let mut parts = text.trim().split('-');
        let first = parts.next().unwrap_or_default();
        if !(2..=3).contains(&first.len()) || !first.bytes().all(|b| b.is_ascii_alphabetic()) {
            return Err(LangError);
        }
        let mut tag = first.to_ascii_lowercase();
        for part in parts {
            if !(1..=8).contains(&part.len()) || !part.bytes().all(|b| b.is_ascii_alphanumeric()) {
                return Err(LangError);
            }
            tag.push('-');
            match part.len() {
                2 => tag.push_str(&part.to_ascii_uppercase()),
                _ => tag.push_str(&part.to_ascii_lowercase()),
            }
        }
        let usual = USUAL.into_iter().find(|usual| *usual == tag);
        Ok(Self(usual.map_or(Cow::Owned(tag), Cow::Borrowed)))
    }
}

impl TryFrom<String> for Lang {
    type Error = LangError;
    fn try_from(text: String) -> Result<Self, LangError> {
        text.parse()
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A text in one or more languages; all but the `official` one are unofficial translations.
///
/// Screens show the official text and, when it is not in the reader's language, the translation
/// beside it, marked as unofficial.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LangMap {
    /// The language of the official text.
    pub official: Lang,
    /// Text by language.
    pub texts: Texts,
}

impl LangMap {
    /// A text that exists in its official language only.
    pub fn new(official: Lang, text: impl Into<String>) -> Self {
        let mut texts = Texts::default();
        texts.insert(official.clone(), text.into());
        Self { official, texts }
    }

    /// Adds an unofficial translation; a blank one is left out.
    #[must_use]
    pub fn with(mut self, lang: Lang, text: &str) -> Self {
        let text = text.trim();
        if !text.is_empty() {
            self.texts.insert(lang, text.to_owned());
        }
        self
    }

    /// The official text; empty only when the map holds none.
    pub fn official_text(&self) -> &str {
        self.texts.get(&self.official).map_or("", String::as_str)
    }

    /// The unofficial translation for a reader of `locale`; `None` when the official text is in
    /// that language already or nobody translated it.
    pub fn translation(&self, locale: &str) -> Option<&str> {
        let wanted = locale.split('-').next().unwrap_or_default();
        if self.official.primary() == wanted {
            return None;
        }
        self.texts.iter().find(|(lang, _)| lang.primary() == wanted).map(|(_, text)| text.as_str())
    }

    /// The translation when there is one, else the official text: for text that is only explained,
    /// not quoted.
    pub fn read_in(&self, locale: &str) -> &str {
        self.translation(locale).unwrap_or_else(|| self.official_text())
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests fail loudly")]
    use super::*;

    fn lang(tag: &str) -> Lang {
        tag.parse().unwrap()
    }

    #[test]
    fn language_tags_take_their_usual_case() {
        assert_eq!(lang("PT-br").as_str(), "pt-BR");
        for wrong in ["", "e", "español", "es_MX", "es-"] {
            assert_eq!(wrong.parse::<Lang>(), Err(LangError), "{wrong}");
        }
    }

    #[test]
    fn a_translation_is_given_only_to_readers_of_another_language() {
        let title = LangMap::new(lang("es"), "Electricista").with(lang("pt"), "Eletricista").with(lang("en"), " ");
        assert_eq!(title.official_text(), "Electricista");
        assert_eq!(title.translation("es"), None);
        assert_eq!(title.translation("pt-BR"), Some("Eletricista"));
        assert_eq!(title.translation("en"), None);
        assert_eq!(title.read_in("en"), "Electricista");
    }
}
