//! Names that people would take for another's: letters of another alphabet that look the same,
//! characters that nobody sees, another case or other accents.

use competency_frameworks::text;
use unicode_security::MixedScript as _;
use unicode_security::confusable_detection::skeleton;

/// Whether a name is written so that nobody can be mistaken about its letters: one alphabet, and
/// nothing invisible (Unicode Technical Standard 39, section 5).
pub(super) fn is_plain(name: &str) -> bool {
    name.is_single_script() && !name.chars().any(is_invisible)
}

/// Zero width, joiners, marks of direction, tags; a plain blank is not among them.
fn is_invisible(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

/// Whether two names are the same words; bodies of two countries may be called so, since the country
/// always stands beside the name.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    text::words(one) == text::words(other)
}

/// Whether a reader could take one name for the other, though they are not the same words.
pub(super) fn look_alike(one: &str, other: &str) -> bool {
    let forms = |name: &str| [name.to_owned(), name.to_uppercase(), name.to_lowercase()];
    let shapes = |name: &str| forms(name).map(|form| text::compact(&skeleton(&form).collect::<String>()));
    let (one, other) = (shapes(one), shapes(other));
    one.iter().any(|shape| !shape.is_empty() && other.contains(shape))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_other_alphabets_do_not_make_another_name() {
        for imitation in [
            "ЅЕΝА", // Cyrillic and Greek capitals
            "Ѕеna", // mixed
            "SENA\u{200b}",
            "S\u{ad}ENA",
            "ＳＥＮＡ", // full width
            "𝐒𝐄𝐍𝐀",     // mathematical
            "SEÑA",     // an accent more
            "S E N A",
            "S.E.N.A.",
        ] {
            assert!(look_alike("SENA", imitation), "{imitation:?}");
        }
        for other in ["SECAP", "CONOCER", "ChileValora", "SENAI"] {
            assert!(!look_alike("SENA", other), "{other}");
        }
    }

    #[test]
    fn digits_that_look_like_letters_count_as_such() {
        assert!(look_alike("CONOCER", "C0N0CER"));
        assert!(look_alike("ChileValora", "Chi1eVa1ora"));
    }

    #[test]
    fn ordinary_names_are_plain_and_hidden_or_mixed_letters_are_not() {
        for name in ["Servicio Nacional de Aprendizaje (SENA)", "Instituto Ñandutí, S.A. 2", "Fundação São João"]
        {
            assert!(is_plain(name), "{name}");
        }
        for name in ["SЕNA", "SENA\u{200b}", "SENA\u{202e}", "SE\u{2066}NA", "SENA\n"] {
            assert!(!is_plain(name), "{name:?}");
        }
    }

    #[test]
    fn the_same_words_are_the_same_name_whatever_the_case() {
        assert!(is_same("Ministerio del Trabajo", "MINISTERIO DEL TRABAJO"));
        assert!(!is_same("Ministerio del Trabajo", "Ministerio de Trabajo"));
    }
}
