//! Which languages there are, and which one a person gets.

use crate::browser::{page, storage};

const SAVED: &str = "puente.locale";

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Locale {
    Spanish,
    Portuguese,
    English,
}

impl Locale {
    /// Every language, in the order the switch shows them.
    pub const ALL: [Self; 3] = [Self::Spanish, Self::Portuguese, Self::English];

    /// BCP 47 tag: folder name of the words and `lang` of the page.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Spanish => "es",
            Self::Portuguese => "pt",
            Self::English => "en",
        }
    }

    /// The language's own name.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Spanish => "Español",
            Self::Portuguese => "Português",
            Self::English => "English",
        }
    }

    /// The language a tag such as `pt-BR` asks for, when it is one of ours.
    pub fn of_tag(tag: &str) -> Option<Self> {
        let short = tag.get(..2)?.to_ascii_lowercase();
        Self::ALL.into_iter().find(|locale| locale.tag() == short)
    }

    /// The official language of a country (ISO 3166-1 alpha-2) that is nearest to one of ours.
    pub fn of_country(code: &str) -> Self {
        match code {
            "BR" => Self::Portuguese,
            "GY" | "SR" => Self::English,
            _ => Self::Spanish,
        }
    }

    /// The first known language among the address (`?lang=`), the saved choice and the browser's
    /// list; Spanish when none is known. `static/shell.js` repeats this rule before the program.
    pub fn chosen() -> Self {
        page::query_parameter("lang")
            .into_iter()
            .chain(storage::saved(SAVED))
            .chain(page::languages())
            .find_map(|tag| Self::of_tag(&tag))
            .unwrap_or(Self::Spanish)
    }

    /// Remembers the choice for the next visit.
    pub fn save(self) {
        storage::save(SAVED, self.tag());
    }
}

#[cfg(test)]
mod tests {
    use super::Locale;

    #[test]
    fn a_regional_tag_gives_its_language() {
        assert_eq!(Locale::of_tag("pt-BR"), Some(Locale::Portuguese));
        assert_eq!(Locale::of_tag("ES-ec"), Some(Locale::Spanish));
        assert_eq!(Locale::of_tag("qu"), None);
        assert_eq!(Locale::of_tag(""), None);
        assert_eq!(Locale::of_tag("ñ"), None);
    }
}
