//! Holds the words and the source together: the same keys in every language, none missing, none
//! unused, none given twice. Relies on the convention in the module's documentation.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;

use puente_wire::assessments::{AssessmentState, EvidenceKind};
use puente_wire::certificates::CertificateState;
use puente_wire::crosswalks::{Rule, Waiting};
use puente_wire::effects::EffectKind;
use puente_wire::frameworks::{Column, Reason as FileReason};
use puente_wire::issuer_keys::{KeyKind, KeyState};
use puente_wire::offers::OfferState;
use puente_wire::people::{Assurance, DocumentType};
use puente_wire::verification::{CheckKind, Detail, Outcome, Reason, State, StatusReason, Verdict};

use super::{Catalogue, FAMILIES, Locale, Value};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The files of words, without `.ftl`.
pub(super) fn files() -> Vec<String> {
    let folder = fs::read_dir(root().join("static/locales/es")).expect("readable folder");
    let name = |file: fs::DirEntry| Some(file.file_name().to_str()?.strip_suffix(".ftl")?.to_owned());
    let mut files: Vec<String> = folder.filter_map(|file| name(file.expect("entry"))).collect();
    files.sort();
    files
}

/// Every message in Spanish.
pub(super) fn every_message() -> BTreeSet<String> {
    files().iter().flat_map(|file| messages(Locale::Spanish, file).into_keys()).collect()
}

/// Message id → the names of the values it expects.
pub(super) fn messages(locale: Locale, file: &str) -> BTreeMap<String, BTreeSet<String>> {
    let path = root().join(format!("static/locales/{}/{file}.ftl", locale.tag()));
    let source = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let parsed = parser::parse(source.as_str()).unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", path.display()));
    let mut found = BTreeMap::new();
    for entry in parsed.body {
        if let Entry::Message(message) = entry {
            let mut names = BTreeSet::new();
            if let Some(pattern) = &message.value {
                collect_names(pattern, &mut names);
            }
            let twice = found.insert(message.id.name.to_owned(), names);
            assert!(twice.is_none(), "{}: {} twice", path.display(), message.id.name);
        }
    }
    found
}

fn collect_names(pattern: &Pattern<&str>, names: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            let inline = match expression {
                Expression::Inline(inline) => inline,
                Expression::Select { selector, variants } => {
                    for variant in variants {
                        collect_names(&variant.value, names);
                    }
                    selector
                }
            };
            if let InlineExpression::VariableReference { id } = inline {
                names.insert(id.name.to_owned());
            }
        }
    }
}

fn sources(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("readable folder") {
        let path = entry.expect("entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|kind| kind == "rs")
            && !path.ends_with("coverage.rs")
            && !path.ends_with("programs.rs")
        {
            found.push(fs::read_to_string(&path).expect("readable file"));
        }
    }
}

/// A source without its comments and tests.
pub(super) fn code_of(source: &str) -> String {
    let code = source.split("mod tests {").next().unwrap_or_default();
    let code: Vec<_> = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    code.join("\n")
}

/// The string literals that follow any of the marks.
fn literals_after(code: &str, marks: &[&str]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for mark in marks {
        for (at, _) in code.match_indices(mark) {
            let (_, after) = code.split_at(at + mark.len());
            if let Some(literal) = after.trim_start().strip_prefix('"') {
                found.insert(literal.split('"').next().unwrap_or_default().to_owned());
            }
        }
    }
    found
}

/// The ids in a source, by the convention.
pub(super) fn ids_in(source: &str) -> BTreeSet<String> {
    literals_after(&code_of(source), &[".text(", ".with(", "id!("])
}

/// The families of which a source takes messages.
pub(super) fn families_in(source: &str) -> BTreeSet<String> {
    literals_after(&code_of(source), &[".code(", ".of_family(", ".family("])
}

pub(super) fn every_id_used() -> BTreeSet<String> {
    let mut files = Vec::new();
    sources(&root().join("frontend/src"), &mut files);
    files.iter().flat_map(|source| ids_in(source)).collect()
}

pub(super) fn in_family(id: &str) -> bool {
    FAMILIES.iter().any(|family| id.starts_with(family))
}

#[test]
fn every_language_has_the_same_messages_with_the_same_values() {
    for file in files() {
        let spanish = messages(Locale::Spanish, &file);
        for locale in [Locale::Portuguese, Locale::English] {
            let other = messages(locale, &file);
            for (id, names) in &spanish {
                let theirs = other.get(id);
                assert_eq!(theirs, Some(names), "{file}.ftl, {id}, in {}", locale.tag());
            }
            for id in other.keys() {
                assert!(spanish.contains_key(id), "{file}.ftl: {id} only in {}", locale.tag());
            }
        }
    }
}

/// What Fluent's own implementation makes of a message is what we make of it, for every message of
/// every language and the numbers around each plural form.
#[test]
fn every_message_reads_as_fluent_says() {
    for locale in Locale::ALL {
        for file in files() {
            let path = root().join(format!("static/locales/{}/{file}.ftl", locale.tag()));
            let source = fs::read_to_string(&path).expect("readable file");
            let ours = Catalogue::parse(locale, std::slice::from_ref(&source));
            let mut fluent = FluentBundle::new(vec![locale.tag().parse().expect("a language")]);
            fluent.set_use_isolating(false);
            fluent.add_resource(FluentResource::try_new(source).expect("well formed")).expect("no id twice");
            for (id, names) in messages(locale, &file) {
                for number in [0_i64, 1, 2, 5, 12, 1000] {
                    let values: Vec<_> = names.iter().map(|name| (name.as_str(), Value::Number(number))).collect();
                    let theirs: FluentArgs<'_> = names.iter().map(|name| (name.as_str(), number)).collect();
                    let pattern = fluent.get_message(&id).and_then(|message| message.value()).expect("a text");
                    let said = fluent.format_pattern(pattern, Some(&theirs), &mut Vec::new());
                    assert_eq!(ours.find(&id, &values).as_deref(), Some(&*said), "{}, {id}", locale.tag());
                }
            }
        }
    }
}

#[test]
fn no_message_is_missing_unused_or_in_two_files() {
    let used = every_id_used();
    let mut given = BTreeSet::new();
    for file in files() {
        for id in messages(Locale::Spanish, &file).into_keys() {
            assert!(in_family(&id) || used.contains(&id), "{file}.ftl: nobody uses {id}");
            assert!(given.insert(id.clone()), "{id} is in two files");
        }
    }
    let missing: Vec<_> = used.difference(&given).collect();
    assert!(missing.is_empty(), "no words for {missing:?}");
}

#[test]
fn every_code_of_a_verification_has_words() {
    let given = every_message();
    let states = State::ALL.iter().map(|c| format!("verification-state-{c}"));
    let reasons = Reason::ALL.iter().map(|c| format!("verification-reason-{c}"));
    let next = Reason::ALL.iter().map(|c| format!("verification-next-{c}"));
    let status = StatusReason::ALL.iter().map(|c| format!("status-reason-{c}"));
    let verdicts = Verdict::ALL.iter().map(|c| format!("verdict-{c}"));
    let checks = CheckKind::ALL.iter().map(|c| format!("check-{c}"));
    let outcomes = Outcome::ALL.iter().map(|c| format!("check-outcome-{c}"));
    let details = Detail::ALL.iter().map(|c| format!("check-detail-{c}"));
    let checked = checks.chain(outcomes).chain(details);
    for id in states.chain(reasons).chain(next).chain(status).chain(verdicts).chain(checked) {
        assert!(given.contains(&id), "no words for {id}");
    }
}

#[test]
fn every_code_of_signing_keys_has_words() {
    let given = messages(Locale::Spanish, "admin");
    let states = KeyState::ALL.iter().map(|c| format!("key-state-{c}"));
    for id in states.chain(KeyKind::ALL.iter().map(|c| format!("key-kind-{c}"))) {
        assert!(given.contains_key(&id), "no words for {id}");
    }
}

#[test]
fn every_code_of_the_desk_has_words() {
    let given = messages(Locale::Spanish, "desk");
    let assessments = AssessmentState::ALL.iter().map(|c| format!("assessment-state-{c}"));
    let certificates = CertificateState::ALL.iter().map(|c| format!("certificate-state-{c}"));
    let documents = DocumentType::ALL.iter().map(|c| format!("document-type-{c}"));
    let assurances = Assurance::ALL.iter().flat_map(|c| [format!("assurance-{c}"), format!("assurance-more-{c}")]);
    let evidence = EvidenceKind::ALL.iter().map(|c| format!("evidence-kind-{c}"));
    let offers = OfferState::ALL.iter().map(|c| format!("offer-state-{c}"));
    for id in assessments.chain(certificates).chain(documents).chain(assurances).chain(evidence).chain(offers) {
        assert!(given.contains_key(&id), "no words for {id}");
    }
}

#[test]
fn every_code_of_the_workbench_has_words() {
    let given = messages(Locale::Spanish, "workbench");
    let waiting = Waiting::ALL.iter().map(|c| format!("waiting-{}", c.as_str()));
    let rules = Rule::ALL.iter().flat_map(|c| [format!("rule-{}", c.as_str()), format!("rule-why-{}", c.as_str())]);
    let effects = EffectKind::ALL.iter().map(|c| format!("effect-{}", c.as_str()));
    let found = FileReason::ALL.iter().map(|c| format!("found-{}", c.as_str()));
    let columns = Column::PLAIN.iter().map(|c| format!("item-field-{c}"));
    // The reasons of the exchange format have no list that travels: they stand in its source.
    let source = fs::read_to_string(root().join("crosswalks/src/sssom/problem.rs")).expect("readable file");
    let reasons: Vec<String> = source
        .lines()
        .filter_map(|line| Some(format!("found-{}", line.trim().strip_prefix("Self::")?.split('"').nth(1)?)))
        .collect();
    assert!(reasons.len() > 30, "{reasons:?}");
    for id in waiting.chain(rules).chain(effects).chain(found).chain(columns).chain(reasons) {
        assert!(given.contains_key(&id), "no words for {id}");
    }
}
