//! How often the right candidate is among the first.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use competency_frameworks::bundled;
use crosswalks::suggest::{Hub, Suggester};
use serde_json::{Map, Value, json};

use crate::judged::{self, Quality, Question, entry, groups};

/// Standards of the bundled frameworks in their own language, against ISCO-08's unit groups in Spanish.
pub(crate) fn bundled() -> Map<String, Value> {
    let suggester = Suggester::new(Hub::bundled().unwrap(), groups("es"));
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
    figures.extend(languages());
    figures
}

/// Titles of unit groups in one language against those in another, with a hub that has neither the
/// classification's titles in the first language nor its codes to go by: spelling alone.
fn languages() -> Map<String, Value> {
    let nothing = Hub::build(Vec::new());
    let suggester = Suggester::new(&nothing, groups("es"));
    let questions: Vec<Question> =
        groups("pt").into_iter().map(|entry| Question { right: BTreeSet::from([entry.id.clone()]), entry }).collect();
    measured("isco08 pt to es, spelling alone", &suggester, &questions)
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

/// Titles and units that we judged ourselves: those that may be looked at, and those only counted.
pub(crate) fn judged() -> Map<String, Value> {
    let hub = Hub::bundled().unwrap();
    let mut figures = Map::new();
    let suggester = Suggester::new(hub, groups("es"));
    for (kind, lang) in judged::KINDS {
        for held in [false, true] {
            let name = format!("judged {kind} in {lang}{} to isco08", if held { ", only counted," } else { "" });
            figures.extend(measured(&name, &suggester, &judged::titles(kind, lang, held, str::to_owned)));
        }
    }
    let (questions, units) = judged::units();
    figures.extend(measured("judged units, pt to es", &Suggester::new(hub, units), &questions));
    figures
}

fn measured(name: &str, suggester: &Suggester<'_>, questions: &[Question]) -> Map<String, Value> {
    let Quality { hit_at_5, mrr } = judged::quality(suggester, questions);
    Map::from_iter([(format!("{name}: Hit@5"), json!(hit_at_5)), (format!("{name}: MRR"), json!(mrr))])
}
