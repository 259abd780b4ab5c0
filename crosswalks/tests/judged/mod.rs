//! Titles and the groups where a person would look first: our own judgement, illustrative. What
//! suggestions are measured on, by tests and by `cargo xtask bench`.

use std::collections::{BTreeMap, BTreeSet};

use competency_frameworks::bundled;
use crosswalks::suggest::{Entry, Room, Suggester};

const TITLES: &str = include_str!("titles.tsv");
const UNITS: &str = include_str!("units.tsv");

/// What was judged: kind and language.
pub(crate) const KINDS: [(&str, &str); 6] = [
    ("occupations", "pt"),
    ("occupations", "en"),
    ("occupations", "es"),
    ("activities", "es"),
    ("activities", "pt"),
    ("activities", "en"),
];

/// An item, and the candidates that would be right.
pub(crate) struct Question {
    pub(crate) entry: Entry,
    pub(crate) right: BTreeSet<String>,
}

/// How often a right candidate is among the first five, and the mean of one over its rank.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Quality {
    pub(crate) hit_at_5: f64,
    pub(crate) mrr: f64,
}

pub(crate) fn entry(id: &str, title: &str) -> Entry {
    Entry { id: id.to_owned(), titles: vec![title.to_owned()], ..Entry::default() }
}

/// ISCO-08's unit groups in one language.
pub(crate) fn groups(lang: &str) -> Vec<Entry> {
    let lang = lang.parse().unwrap();
    let occupations = bundled::occupations().unwrap();
    let units: BTreeMap<_, _> = occupations.iter().filter(|(code, _)| code.len() == 4).collect();
    units.into_iter().filter_map(|(code, title)| Some(entry(code, title.texts.get(&lang)?))).collect()
}

/// The judged titles of one kind (`occupations`, `activities`) in one language, changed as told;
/// `held` those that nobody looks at, otherwise the others.
pub(crate) fn titles(kind: &str, lang: &str, held: bool, change: impl Fn(&str) -> String) -> Vec<Question> {
    let rows = TITLES.lines().skip(1).zip(1..).filter(|(_, number)| (number % 2 == 0) == held);
    let cells = rows.map(|(row, number): (&str, u32)| (row.split('\t').collect::<Vec<_>>(), number));
    let ours = cells.filter(|(cells, _)| cells[0] == kind && cells[1] == lang);
    ours.map(|(cells, number)| Question {
        entry: entry(&number.to_string(), &change(cells[2])),
        right: cells[3].split(' ').map(str::to_owned).collect(),
    })
    .collect()
}

/// The judged units: questions in Portuguese, and all units in Spanish to choose from.
pub(crate) fn units() -> (Vec<Question>, Vec<Entry>) {
    let rows = UNITS.lines().skip(1).zip(1..).filter_map(|(row, number)| Some((row.split_once('\t')?, number)));
    rows.map(|((pt, es), number): (_, u32)| {
        let id = number.to_string();
        (Question { entry: entry(&id, pt), right: BTreeSet::from([id.clone()]) }, entry(&id, es))
    })
    .unzip()
}

pub(crate) fn quality(suggester: &Suggester<'_>, questions: &[Question]) -> Quality {
    let mut room = Room::default();
    let (mut among_five, mut reciprocal) = (0.0, 0.0);
    for question in questions {
        let found = suggester.suggest(&question.entry, 10, &mut room);
        let place = found.iter().position(|one| question.right.contains(&one.object.id));
        if std::env::var_os("PUENTE_SUGGEST_MISSES").is_some() && place.is_none_or(|place| place > 0) {
            let first: Vec<&str> = found.iter().take(4).map(|one| one.object.id.as_str()).collect();
            eprintln!("{place:?}\t{}\t{:?}\t{first:?}", question.entry.titles[0], question.right);
        }
        let Some(place) = place else { continue };
        among_five += f64::from(u8::from(place < 5));
        reciprocal += 1.0 / f64::from(u8::try_from(place + 1).unwrap());
    }
    let all = f64::from(u32::try_from(questions.len()).unwrap());
    Quality { hit_at_5: among_five / all, mrr: reciprocal / all }
}
