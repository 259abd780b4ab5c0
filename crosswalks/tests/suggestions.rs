//! How good suggestions are on titles and units that we judged ourselves, also when they are written
//! carelessly. Nothing here is measured by the clock: the figures come out the same everywhere.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests fail loudly")]

mod judged;

use competency_frameworks::text::fold;
use crosswalks::suggest::{Entry, Hub, Suggester};
use judged::{KINDS, Quality, Question, groups, quality, titles, units};

/// Both halves, changed as told.
fn all(kind: &str, lang: &str, change: impl Fn(&str) -> String + Copy) -> Vec<Question> {
    [false, true].into_iter().flat_map(|held| titles(kind, lang, held, change)).collect()
}

/// All titles of occupations.
fn occupations(change: impl Fn(&str) -> String + Copy) -> Vec<Question> {
    ["pt", "en", "es"].into_iter().flat_map(|lang| all("occupations", lang, change)).collect()
}

fn isco08() -> Suggester<'static> {
    Suggester::new(Hub::bundled().unwrap(), groups("es"))
}

#[track_caller]
fn reaches(what: &str, found: Quality, hit_at_5: f64, mrr: f64) {
    assert!(found.hit_at_5 >= hit_at_5 && found.mrr >= mrr, "{what}: {found:?}, wanted {hit_at_5} and {mrr}");
}

#[test]
fn titles_of_occupations_and_activities_find_their_group_in_three_languages() {
    let suggester = isco08();
    let floors = [(0.98, 0.96), (0.97, 0.95), (0.95, 0.9), (0.95, 0.9), (0.9, 0.9), (0.95, 0.95)];
    for ((kind, lang), (hit_at_5, mrr)) in KINDS.into_iter().zip(floors) {
        let found = quality(&suggester, &all(kind, lang, str::to_owned));
        reaches(&format!("{kind} in {lang}"), found, hit_at_5, mrr);
    }
}

#[test]
fn what_was_only_counted_does_no_worse_than_what_was_looked_at() {
    let suggester = isco08();
    let both = KINDS.map(|(kind, lang)| [false, true].map(|held| titles(kind, lang, held, str::to_owned)));
    let half = |held: usize| -> Vec<Question> {
        let questions = both.iter().flat_map(|halves| &halves[held]);
        questions.map(|one| Question { entry: one.entry.clone(), right: one.right.clone() }).collect()
    };
    let (seen, counted) = (quality(&suggester, &half(0)), quality(&suggester, &half(1)));
    assert!(counted.hit_at_5 >= seen.hit_at_5 - 0.03, "{seen:?} {counted:?}");
}

#[test]
fn the_language_of_the_candidates_and_what_their_codes_look_like_hardly_matter() {
    let questions = occupations(str::to_owned);
    let under = |groups: Vec<Entry>, code: &dyn Fn(&str) -> String| {
        let objects = groups.into_iter().map(|group| Entry { id: code(&group.id), ..group }).collect();
        let right = |one: &Question| one.right.iter().map(|id| code(id)).collect();
        let asked: Vec<Question> =
            questions.iter().map(|one| Question { entry: one.entry.clone(), right: right(one) }).collect();
        quality(&Suggester::new(Hub::bundled().unwrap(), objects), &asked)
    };
    for lang in ["es", "pt", "en"] {
        reaches(lang, under(groups(lang), &str::to_owned), 0.97, 0.93);
        reaches(lang, under(groups(lang), &|id| format!("grupo {id}")), 0.96, 0.91);
    }
}

#[test]
fn carelessly_written_titles_find_their_group_too() {
    let suggester = isco08();
    let written = |what: &str, change: &dyn Fn(&str) -> String, hit_at_5, mrr| {
        reaches(what, quality(&suggester, &occupations(change)), hit_at_5, mrr);
    };
    written("upper case", &str::to_uppercase, 0.97, 0.94);
    written("without accents", &fold, 0.97, 0.94);
    written("blanks and a full stop", &|title| format!("  {} . ", title.replace(' ', "  ")), 0.97, 0.94);
    written("both genders after a slash", &|title| with_gender(title, "/a"), 0.97, 0.94);
    written("both genders in brackets", &|title| with_gender(title, "(a)"), 0.97, 0.94);
    written("abbreviated", &abbreviated, 0.9, 0.83);
    written("a letter missing", &a_letter_missing, 0.9, 0.83);
}

/// `Enfermero(a)`: the first word, where it is masculine.
fn with_gender(title: &str, ending: &str) -> String {
    let (first, rest) = title.split_once(' ').unwrap_or((title, ""));
    let ending = if first.ends_with(['o', 'r']) { ending } else { "" };
    format!("{first}{ending} {rest}")
}

/// `Electr. de insta.`: words of nine and more letters end after six, where people stop.
fn abbreviated(title: &str) -> String {
    let word = |word: &str| match word.char_indices().nth(6) {
        Some((end, _)) if word.chars().count() >= 9 => format!("{}.", &word[..end]),
        _ => word.to_owned(),
    };
    title.split(' ').map(word).collect::<Vec<String>>().join(" ")
}

/// Every word of seven or more letters loses its fifth.
fn a_letter_missing(title: &str) -> String {
    let word = |word: &str| {
        let long = word.chars().count() >= 7;
        word.chars().enumerate().filter(|(place, _)| !long || *place != 4).map(|(_, letter)| letter).collect()
    };
    title.split(' ').map(word).collect::<Vec<String>>().join(" ")
}

#[test]
fn units_in_portuguese_find_their_counterparts_in_spanish() {
    let (questions, candidates) = units();
    let suggester = Suggester::new(Hub::bundled().unwrap(), candidates);
    reaches("units", quality(&suggester, &questions), 0.98, 0.9);
}
