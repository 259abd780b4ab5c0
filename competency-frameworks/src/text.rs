//! Words as people type them: blanks, accents and case put aside.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Blanks and the invisible characters that real lists carry.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

/// Compatibility-folded (NFKC), trimmed, every run of blanks one space.
pub fn collapse(text: &str) -> String {
    let folded: String = text.nfkc().collect();
    let mut words = folded.split(is_blank).filter(|word| !word.is_empty());
    let mut out = words.next().unwrap_or_default().to_owned();
    for word in words {
        out.push(' ');
        out.push_str(word);
    }
    out
}

/// Lower case without accents: `Instalación` and `instalacion` are the same.
pub fn fold(text: &str) -> String {
    text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
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

    proptest! {
        #[test]
        fn collapsing_twice_changes_nothing(text in any::<String>()) {
            let once = collapse(&text);
            prop_assert_eq!(collapse(&once), once);
        }
    }
}
