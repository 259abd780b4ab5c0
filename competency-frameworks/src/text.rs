//! Words as people type them: blanks, accents and case put aside.

#[cfg(feature = "unicode")]
use std::borrow::Cow;

#[cfg(feature = "unicode")]
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Blanks and the invisible characters that real lists carry.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

/// Compatibility-folded (NFKC, with the feature `unicode`), trimmed, every run of blanks one space.
pub fn collapse(text: &str) -> String {
    #[cfg(feature = "unicode")]
    let folded: Cow<'_, str> = if text.is_ascii() { text.into() } else { text.nfkc().collect() };
    #[cfg(not(feature = "unicode"))]
    let folded = text;
    let mut words = folded.split(is_blank).filter(|word| !word.is_empty());
    let mut out = words.next().unwrap_or_default().to_owned();
    for word in words {
        out.push(' ');
        out.push_str(word);
    }
    out
}

/// Lower case without accents: `Instalación` and `instalacion` are the same.
#[cfg(feature = "unicode")]
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

/// Lower case without the accents of Spanish and Portuguese.
#[cfg(not(feature = "unicode"))]
pub fn fold(text: &str) -> String {
    let accent = |c: &char| matches!(c, '\u{300}'..='\u{36f}');
    text.chars().filter(|c| !accent(c)).flat_map(char::to_lowercase).map(bare_letter).collect()
}

/// A small letter without its accent.
#[cfg(any(test, not(feature = "unicode")))]
const fn bare_letter(c: char) -> char {
    match c {
        'á' | 'à' | 'â' | 'ã' | 'ä' => 'a',
        'é' | 'ê' | 'è' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ô' | 'õ' | 'ò' | 'ö' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ñ' => 'n',
        'ç' => 'c',
        other => other,
    }
}

/// The words of a text, folded, in order; anything that is neither letter nor digit separates.
pub fn words(text: &str) -> Vec<String> {
    fold(text).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Letters and digits only, folded: how codes are compared when people leave out dots and blanks.
pub fn compact(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Words that carry no meaning of their own in titles, in Spanish, Portuguese and English (folded).
pub fn is_stop_word(word: &str) -> bool {
    matches!(
        word,
        "a" | "al"
            | "an"
            | "and"
            | "as"
            | "com"
            | "con"
            | "da"
            | "das"
            | "de"
            | "del"
            | "do"
            | "dos"
            | "e"
            | "el"
            | "em"
            | "en"
            | "for"
            | "in"
            | "la"
            | "las"
            | "los"
            | "na"
            | "no"
            | "o"
            | "of"
            | "os"
            | "para"
            | "por"
            | "su"
            | "sus"
            | "the"
            | "to"
            | "un"
            | "una"
            | "y"
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn accents_case_and_punctuation_are_put_aside() {
        assert_eq!(words("Instalación (eléctrica), edificação"), ["instalacion", "electrica", "edificacao"]);
        assert_eq!(compact("NTE INEN 2432:2007"), "nteinen24322007");
    }

    #[test]
    fn the_browsers_letters_fold_as_the_servers_do() {
        for c in "áàâãäéêèëíìîïóôõòöúùûüñçabz9".chars() {
            assert_eq!(fold(&c.to_string()), bare_letter(c).to_string());
        }
    }

    proptest! {
        #[test]
        fn collapsing_twice_changes_nothing(text in any::<String>()) {
            let once = collapse(&text);
            prop_assert_eq!(collapse(&once), once);
        }
    }
}
