//! How often the right candidate is among the first.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use competency_frameworks::{LangMap, bundled};
use crosswalks::suggest::{Entry, Hub, Room, Suggester};
use serde_json::{Map, Value, json};

/// An item, and the candidates that would be right.
struct Question {
    entry: Entry,
    right: BTreeSet<String>,
}

pub(crate) fn entry(id: &str, title: &str) -> Entry {
    Entry { id: id.to_owned(), titles: vec![title.to_owned()], ..Entry::default() }
}

/// Standards of the bundled frameworks in their own language, against ISCO-08's unit groups in Spanish.
pub(crate) fn bundled() -> Map<String, Value> {
    let occupations = bundled::occupations().unwrap();
    let suggester = Suggester::new(Hub::bundled().unwrap(), groups(&occupations, "es"));
    let mut figures = Map::new();
    for package in bundled::frameworks(false).unwrap() {
        let filed = package.standards().filter(|item| !item.isco08.is_empty());
        let questions: Vec<Question> = filed
            .map(|item| Question {
                entry: entry(item.key.as_str(), item.title.official_text()),
                right: item.isco08.iter().cloned().collect(),
            })
            .collect();
        if questions.len() >= 10 {
            figures.extend(measured(&format!("{} to isco08", package.framework.id), &suggester, &questions));
        }
    }
    figures.extend(languages(&occupations));
    figures
}

/// Titles of unit groups in one language against those in another, with a hub that has neither the
/// classification's titles in the first language nor its codes to go by: spelling alone.
fn languages(occupations: &HashMap<String, LangMap>) -> Map<String, Value> {
    let nothing = Hub::build(Vec::new());
    let suggester = Suggester::new(&nothing, groups(occupations, "es"));
    let questions: Vec<Question> = groups(occupations, "pt")
        .into_iter()
        .map(|entry| Question { right: BTreeSet::from([entry.id.clone()]), entry })
        .collect();
    measured("isco08 pt to es, spelling alone", &suggester, &questions)
}

fn groups(occupations: &HashMap<String, LangMap>, lang: &str) -> Vec<Entry> {
    let lang = lang.parse().unwrap();
    let units: BTreeMap<_, _> = occupations.iter().filter(|(code, _)| code.len() == 4).collect();
    units.into_iter().filter_map(|(code, title)| Some(entry(code, title.texts.get(&lang)?))).collect()
}

/// A published table of correspondences.
pub(crate) fn yardstick(files: &str) -> Map<String, Value> {
    let (table, groups) = files.split_once(':').unwrap();
    let groups = rows(groups).into_iter().filter(|row| row["code"].len() == 4);
    let groups: BTreeMap<String, String> = groups.map(|row| (row["code"].clone(), row["label_es"].clone())).collect();
    let mut questions: BTreeMap<String, Question> = BTreeMap::new();
    for row in rows(table) {
        let (code, right) = (&row["sinco2011"], row["isco08"].trim());
        if groups.contains_key(right) {
            let question = questions
                .entry(code.clone())
                .or_insert_with(|| Question { entry: entry(code, &row["sinco_title"]), right: BTreeSet::new() });
            question.right.insert(right.to_owned());
        }
    }
    let objects = groups.iter().map(|(code, title)| entry(code, title)).collect();
    let suggester = Suggester::new(Hub::bundled().unwrap(), objects);
    measured("sinco2011 to isco08", &suggester, &questions.into_values().collect::<Vec<_>>())
}

fn rows(file: &str) -> Vec<HashMap<String, String>> {
    let mut reader = csv::ReaderBuilder::new().delimiter(b'\t').from_path(file).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

fn measured(name: &str, suggester: &Suggester<'_>, questions: &[Question]) -> Map<String, Value> {
    let mut room = Room::default();
    let (mut among_five, mut reciprocal) = (0.0, 0.0);
    for question in questions {
        let found = suggester.suggest(&question.entry, 10, &mut room);
        let Some(place) = found.iter().position(|one| question.right.contains(&one.object.id)) else { continue };
        among_five += f64::from(u8::from(place < 5));
        reciprocal += 1.0 / f64::from(u8::try_from(place + 1).unwrap());
    }
    let all = f64::from(u32::try_from(questions.len()).unwrap());
    Map::from_iter([
        (format!("{name}: Hit@5"), json!(among_five / all)),
        (format!("{name}: MRR"), json!(reciprocal / all)),
    ])
}
