//! Texts by language, as small as they are few.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::Lang;

/// Texts by language, in the order of the tags. Nearly all titles exist in one language: a list costs
/// a tenth of a tree's memory, and a region's frameworks have millions of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "BTreeMap<Lang, String>")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(with = "BTreeMap<String, String>"))]
pub struct Texts(Vec<(Lang, String)>);

impl Texts {
    /// The text in a language.
    pub fn get(&self, lang: &Lang) -> Option<&String> {
        let place = self.place(lang).ok()?;
        self.0.get(place).map(|(_, text)| text)
    }

    /// Whether there is a text in a language.
    pub fn contains_key(&self, lang: &Lang) -> bool {
        self.place(lang).is_ok()
    }

    /// Puts a text in a language; returns the one that was there.
    pub fn insert(&mut self, lang: Lang, text: String) -> Option<String> {
        match self.place(&lang) {
            Ok(place) => self.0.get_mut(place).map(|(_, old)| std::mem::replace(old, text)),
            Err(place) => {
                self.0.reserve_exact(1);
                self.0.insert(place, (lang, text));
                None
            }
        }
    }

    /// Languages and texts.
    pub fn iter(&self) -> impl Iterator<Item = (&Lang, &String)> {
        self.0.iter().map(|(lang, text)| (lang, text))
    }

    /// The languages.
    pub fn keys(&self) -> impl Iterator<Item = &Lang> {
        self.0.iter().map(|(lang, _)| lang)
    }

    /// The texts.
    pub fn values(&self) -> impl Iterator<Item = &String> {
        self.0.iter().map(|(_, text)| text)
    }

    /// How many languages there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn place(&self, lang: &Lang) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| known.cmp(lang))
    }
}

impl From<BTreeMap<Lang, String>> for Texts {
    fn from(texts: BTreeMap<Lang, String>) -> Self {
        Self(texts.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests fail loudly")]
    use super::*;

    #[test]
    fn texts_stay_in_the_order_of_their_languages_and_are_written_as_an_object() {
        let mut texts = Texts::default();
        for tag in ["pt", "en", "es", "en"] {
            texts.insert(tag.parse().unwrap(), format!("{tag}, {}", texts.len()));
        }
        let written = serde_json::to_string(&texts).unwrap();
        assert_eq!(written, r#"{"en":"en, 3","es":"es, 2","pt":"pt, 0"}"#);
        assert_eq!(serde_json::from_str::<Texts>(&written).unwrap(), texts);
        assert_eq!(texts.get(&"es".parse().unwrap()).map(String::as_str), Some("es, 2"));
        assert!(!texts.contains_key(&"pt-BR".parse().unwrap()));
    }
}
