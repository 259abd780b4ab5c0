//! Two titles side by side: which words of one the other has too.

use std::collections::BTreeSet;

use competency_frameworks::text::{fold, is_stop_word};

use super::spelling::stem;

/// A stretch of a title: a word, or what stands between words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch<'t> {
    /// As it is written.
    pub text: &'t str,
    /// The other title has the word too, perhaps in another number, gender or language.
    pub shared: bool,
}

/// The stretches of a title, in order, each marked by whether the other title has it.
pub fn compare<'t>(title: &'t str, other: &str) -> Vec<Stretch<'t>> {
    let known: BTreeSet<String> = stretches(other).into_iter().filter_map(meaning).collect();
    let shared = |text: &str| meaning(text).is_some_and(|stem| known.contains(&stem));
    stretches(title).into_iter().map(|text| Stretch { text, shared: shared(text) }).collect()
}

/// What a word says; nothing for stop words and what stands between words.
fn meaning(word: &str) -> Option<String> {
    let folded = fold(word);
    let says = folded.chars().any(char::is_alphanumeric) && !is_stop_word(&folded);
    says.then(|| stem(&folded))
}

fn stretches(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let word = first.is_alphanumeric();
        let end = rest.find(|c: char| c.is_alphanumeric() != word).unwrap_or(rest.len());
        let (stretch, after) = rest.split_at(end);
        found.push(stretch);
        rest = after;
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shared(title: &str, other: &str) -> Vec<String> {
        let all = compare(title, other).into_iter();
        all.filter(|stretch| stretch.shared).map(|stretch| stretch.text.to_owned()).collect()
    }

    #[test]
    fn words_are_shared_across_number_gender_and_language() {
        assert_eq!(shared("Instalador eléctrico de edificios", "Instaladora elétrica"), ["Instalador", "eléctrico"]);
        assert_eq!(shared("Instalações de gás", "Instalación de gas natural"), ["Instalações", "gás"]);
        assert!(shared("Cuidado de la casa", "Venta de la fruta").is_empty());
    }

    proptest! {
        #[test]
        fn the_stretches_are_the_title(title in any::<String>(), other in any::<String>()) {
            let whole: String = compare(&title, &other).iter().map(|stretch| stretch.text).collect();
            prop_assert_eq!(whole, title);
        }
    }
}
