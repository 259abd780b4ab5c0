//! What a title says, as weighted terms.
//!
//! Gender forms (`electricista/o`, `trabajador(a)`), abbreviations (`op. maq.`), exclusions
//! (`excepto …`) and filler (`y afines`, `no clasificados bajo otros epígrafes`) are dealt with here,
//! for Spanish, Portuguese and English at once: titles do not always say their language.

use competency_frameworks::text;

use super::concepts::{begins_manner, concept, is_generic};
use super::lexicon::{EXCEPT, FILLER, GENDER, in_full, role};
use super::spelling::stem;

/// One term of a text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Term {
    /// The stem that is compared, or a role (`=manager`).
    pub(crate) stem: String,
    /// The word as written, folded.
    pub(crate) word: String,
    /// What it counts for, around 1.
    pub(crate) weight: f32,
}

/// A stretch between commas and conjunctions: one of the occupations that a title lists.
pub(crate) type Segment = Vec<Term>;

const IN_BRACKETS: f32 = 0.6;
/// A role beside the word that names it.
const ROLE: f32 = 1.0;
/// A word that names a role: there are many ways to say it.
const NAMES_A_ROLE: f32 = 0.6;

/// What a word says in any language, beside the word …
const CONCEPT: f32 = 1.0;
/// … and the word itself.
const HAS_A_CONCEPT: f32 = 0.8;
/// Words of every trade.
const GENERIC: f32 = 0.4;
/// How and by which rules something is done.
pub(super) const MANNER: f32 = 0.15;

/// The segments of a text, each with its terms; nothing in a text of filler only.
pub(crate) fn segments(text: &str) -> Vec<Segment> {
    let mut reader = Reader::default();
    for piece in pieces(&text::fold(text)) {
        reader.take(piece);
    }
    reader.end()
}

#[derive(Debug)]
enum Piece {
    Word { word: String, joined: bool, dotted: bool },
    Open,
    Close,
    Break,
}

/// Words and what stands between them that matters.
fn pieces(folded: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut joined = false;
    let mut rest = folded;
    while let Some(letter) = rest.chars().next() {
        if letter.is_alphanumeric() {
            let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            pieces.push(Piece::Word { word: word.to_owned(), joined, dotted: after.starts_with('.') });
            (joined, rest) = (true, after);
            continue;
        }
        match letter {
            '(' | '[' => pieces.push(Piece::Open),
            ')' | ']' => pieces.push(Piece::Close),
            ',' | ';' | ':' => pieces.push(Piece::Break),
            _ => {}
        }
        joined &= matches!(letter, '/' | '(' | '-' | '@');
        rest = rest.get(letter.len_utf8()..).unwrap_or_default();
    }
    pieces
}

#[derive(Default)]
struct Reader {
    segments: Vec<Segment>,
    open: Segment,
    /// The open segment has more than roles.
    said_something: bool,
    depth: u32,
    /// The depth at which an exclusion began.
    excluding: Option<u32>,
    /// What comes tells how the work is done.
    manner: bool,
    /// The word before, whatever it says.
    before: String,
}

impl Reader {
    fn take(&mut self, piece: Piece) {
        match piece {
            Piece::Open => self.depth += 1,
            Piece::Close => {
                self.depth = self.depth.saturating_sub(1);
                self.excluding = self.excluding.filter(|began| *began <= self.depth);
            }
            Piece::Break => self.close(),
            Piece::Word { word, joined, dotted } => self.word(&word, joined, dotted),
        }
    }

    fn word(&mut self, word: &str, joined: bool, dotted: bool) {
        let before = std::mem::replace(&mut self.before, word.to_owned());
        if EXCEPT.contains(&word) {
            self.excluding.get_or_insert(self.depth);
        }
        if self.excluding.is_some() || (joined && GENDER.contains(&word)) {
            return;
        }
        if matches!(word, "y" | "e" | "o" | "u" | "and" | "or" | "ou") {
            self.close();
            return;
        }
        if begins_manner(word, &before) && (self.said_something || !self.segments.is_empty()) {
            self.close();
            self.manner = true;
            return;
        }
        if text::is_stop_word(word) || FILLER.contains(&word) || word.chars().count() < 2 {
            return;
        }
        self.say(if dotted || word.len() <= 5 { in_full(word) } else { word });
    }

    /// Adds a word with its role and with what it says in any language.
    fn say(&mut self, word: &str) {
        let stem = stem(word);
        let mut weight = if self.depth > 0 { IN_BRACKETS } else { 1.0 };
        if self.manner {
            weight *= MANNER;
        } else if is_generic(&stem) {
            weight *= GENERIC;
        }
        let mut beside = |name: &str, factor: f32| {
            self.open.push(Term { stem: name.to_owned(), word: word.to_owned(), weight: weight * factor });
        };
        let (role, concept) = (role(&stem), concept(&stem));
        if let Some(role) = role {
            beside(role, ROLE);
        } else {
            self.said_something = true;
        }
        if let Some(concept) = concept {
            beside(concept, CONCEPT);
        }
        if role.is_some() {
            weight *= NAMES_A_ROLE;
        } else if concept.is_some() {
            weight *= HAS_A_CONCEPT;
        }
        self.open.push(Term { stem, word: word.to_owned(), weight });
    }

    /// Ends a segment; one that only names a role belongs to the next (`directores y gerentes de …`).
    fn close(&mut self) {
        if std::mem::take(&mut self.said_something) {
            self.segments.push(std::mem::take(&mut self.open));
        }
    }

    fn end(mut self) -> Vec<Segment> {
        if !self.open.is_empty() {
            self.segments.push(self.open);
        }
        self.segments
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let terms = segments(text).into_iter().flatten();
        terms.filter(|term| !term.stem.starts_with('=')).map(|term| term.word).collect()
    }

    fn stems(text: &str) -> Vec<String> {
        segments(text).into_iter().flatten().map(|term| term.stem).collect()
    }

    #[test]
    fn gender_forms_say_one_thing() {
        for title in ["Electricista/o", "Electricista (o)", "Electricistas", "electricista"] {
            assert_eq!(stems(title), stems("Electricista"), "{title}");
        }
        for title in ["Trabajador/a social", "Trabajador(a) social", "Trabajadoras sociales", "Trabajador/ora social"] {
            assert_eq!(stems(title), stems("Trabajador social"), "{title}");
        }
        assert_eq!(stems("Cuidador/a primario/a"), stems("Cuidadora primaria"));
    }

    #[test]
    fn abbreviations_are_read_in_full() {
        assert_eq!(words("Op. maq. agric."), ["operador", "maquinas", "agricola"]);
        assert_eq!(words("Aux. de enf."), ["auxiliar", "enfermeria"]);
    }

    #[test]
    fn what_a_title_excludes_does_not_count() {
        assert_eq!(words("Vendedores (excepto de comidas) en mercados"), ["vendedores", "mercados"]);
        assert_eq!(words("Artesanos, excluyendo joyeros y orfebres"), ["artesanos"]);
        assert_eq!(words("Clerks, except cashiers"), ["clerks"]);
    }

    #[test]
    fn filler_says_nothing() {
        assert_eq!(words("Conductores y afines no clasificados bajo otros epígrafes"), ["conductores"]);
        assert_eq!(words("Outros trabalhadores similares"), ["trabalhadores"]);
        assert!(segments("y otros").is_empty());
    }

    #[test]
    fn a_title_lists_its_occupations_and_a_bare_role_belongs_to_the_next() {
        let parts = segments("Directores y gerentes de hoteles, restaurantes y bares");
        let counts: Vec<usize> =
            parts.iter().map(|part| part.iter().filter(|term| !term.stem.starts_with('=')).count()).collect();
        assert_eq!(counts, [3, 1, 1]);
    }

    #[test]
    fn a_role_is_said_in_three_languages() {
        for title in ["Gerente", "Diretor", "Managers", "Jefas"] {
            assert!(stems(title).contains(&"=manager".to_owned()), "{title}");
        }
    }

    fn weight(text: &str, word: &str) -> f32 {
        let terms = segments(text).into_iter().flatten();
        terms.filter(|term| term.word == word).map(|term| term.weight).fold(0.0, f32::max)
    }

    #[test]
    fn how_work_is_done_counts_little_beside_what_is_done() {
        for (text, manner) in [
            ("Pintar muros según especificaciones técnicas", "especificaciones"),
            ("Pintar muros de acuerdo con normativa ambiental", "ambiental"),
            ("Pintar muros con base en planos", "planos"),
            ("Paint walls according to drawings", "drawings"),
        ] {
            let what = if text.starts_with("Paint") { "walls" } else { "muros" };
            assert!(weight(text, manner) < weight(text, what) / 4.0, "{text}");
        }
        assert!(weight("Según datos", "datos") > 0.9, "nothing was said before");
    }

    #[test]
    fn words_of_every_trade_count_less_than_those_of_one() {
        let text = "Prestación de servicios de manicure";
        assert!(weight(text, "servicios") < weight(text, "manicure") / 2.0);
    }
}
