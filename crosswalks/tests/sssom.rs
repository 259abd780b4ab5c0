//! SSSOM files: what goes in comes out; what is wrong is named by row, column and reason.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests fail loudly")]

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use crosswalks::sssom::slots::{Kind, SLOTS, Slot};
use crosswalks::sssom::{
    BUILT_IN, Document, ExtensionDefinition, MappingSet, Problem, Read, Reason, Sink, SlotValue, Slots, model, read,
};
use crosswalks::{Predicate, bundled};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;

const HEADER: &str = "subject_id\tpredicate_id\tobject_id\tmapping_justification";
const SET: &str = "#curie_map:\n#  A: https://example.org/a/\n#  B: https://example.org/b/\n\
#mapping_set_id: https://example.org/set\n#license: https://example.org/licence\n";

fn parse(text: &str) -> (Document, Vec<Problem>) {
    Document::parse(text.as_bytes(), None)
}

fn said(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(ToString::to_string).collect()
}

// Everything the schema has, in any combination.

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z0-9 .,:#|\\\\\"'\t\n\r~-]{1,20}",
        any::<String>().prop_map(|text| format!("x{text}")),
        Just("null".to_owned()),
        Just("\\".to_owned()),
        Just("a\\|b\\\\".to_owned()),
        Just("# no comment".to_owned()),
        Just("á\u{2028}\u{feff}\u{85}".to_owned()),
    ]
}

fn single(kind: Kind) -> BoxedStrategy<String> {
    match kind {
        Kind::Text => text().boxed(),
        Kind::Reference | Kind::ReferenceOrWords => "(A|B|semapv|skos):[A-Za-z0-9_%/-]{1,12}".boxed(),
        Kind::Uri => "https://example\\.org/[a-z0-9/?=&#-]{0,12}".boxed(),
        Kind::Date => "20[0-9]{2}-(0[13-9]|1[0-2])-[12][0-8]".boxed(),
        Kind::Choice(all) => proptest::sample::select(all).prop_map(str::to_owned).boxed(),
        Kind::Number(least, most) => (f64::from(least) / 100.0..=f64::from(most) / 100.0)
            .prop_map(|number| if number == 0.0 { "0".to_owned() } else { number.to_string() })
            .boxed(),
    }
}

fn value(slot: &Slot) -> BoxedStrategy<SlotValue> {
    if slot.many {
        vec(single(slot.kind), 1..4).prop_map(SlotValue::Many).boxed()
    } else {
        single(slot.kind).prop_map(SlotValue::One).boxed()
    }
}

fn some_of(slots: impl Fn(&Slot) -> bool) -> impl Strategy<Value = Slots> {
    let each: Vec<_> = SLOTS
        .iter()
        .filter(|slot| slots(slot))
        .map(|slot| (Just(slot.name.to_owned()), prop::option::weighted(0.4, value(slot))))
        .collect();
    let extensions = btree_map("ext_[a-z]{1,4}", text().prop_map(SlotValue::One), 0..2);
    (each, extensions).prop_map(|(each, extensions)| {
        each.into_iter().filter_map(|(name, value)| Some((name, value?))).chain(extensions).collect()
    })
}

prop_compose! {
    fn row()(mut slots in some_of(|slot| slot.on_mapping), ids in vec("(A|B):[a-z0-9]{1,8}", 2)) -> Slots {
        let mut put = |name: &str, value: &str| slots.insert(name.to_owned(), SlotValue::One(value.to_owned()));
        put("subject_id", &ids[0]);
        put("object_id", &ids[1]);
        put("subject_label", "one");
        put("object_label", "other");
        put("predicate_id", "skos:exactMatch");
        put("mapping_justification", "semapv:MappingReview");
        slots
    }
}

prop_compose! {
    fn document()(
        slots in some_of(|slot| slot.on_set),
        rows in vec(row(), 0..4),
        defined in vec(("ext_[a-z]{1,4}", prop::option::of("A:[a-z]{1,5}"), prop::option::of("xsd:[a-z]{1,5}")), 0..3),
    ) -> Document {
        let mut curie_map: BTreeMap<String, String> =
            [("A", "https://example.org/a/"), ("B", "https://example.org/b#")].map(|(a, b)| (a.into(), b.into())).into();
        curie_map.insert(BUILT_IN[0].0.to_owned(), BUILT_IN[0].1.to_owned());
        let extension_definitions = defined
            .into_iter()
            .map(|(slot_name, property, type_hint)| ExtensionDefinition { slot_name, property, type_hint })
            .collect();
        Document { set: MappingSet { slots, curie_map, extension_definitions }, rows }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn export_then_import_is_the_identity(document in document()) {
        for text in [document.to_table(), document.to_json()] {
            let (again, problems) = Document::parse(text.as_bytes(), None);
            let errors: Vec<_> = problems.iter().filter(|one| !one.reason.is_remark()).collect();
            prop_assert!(errors.is_empty(), "{errors:?}\n{text}");
            prop_assert_eq!(&again, &document, "{}", text);
        }
    }

    #[test]
    fn condensing_undoes_propagating(document in document()) {
        let mut condensed = document;
        condensed.condense();
        let mut there_and_back = condensed.clone();
        there_and_back.propagate();
        there_and_back.condense();
        if !condensed.rows.is_empty() {
            prop_assert_eq!(there_and_back, condensed);
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused_but_never_stop_the_program(
        bytes in vec(any::<u8>(), 0..300), front in 0..5_usize, external in prop::option::of(any::<String>()),
    ) {
        let fronts = ["", SET, "{\"mappings\": [", "#", "subject_id\tpredicate_id\tobject_id\tmapping_justification\n"];
        let mut all = fronts[front].as_bytes().to_vec();
        all.extend(bytes);
        let (document, problems) = Document::parse(&all, external.as_deref());
        prop_assert!(document.rows.is_empty() || document.rows.iter().all(|row| row.contains_key("predicate_id")));
        for problem in problems {
            prop_assert!(!problem.to_string().is_empty());
        }
    }

    #[test]
    fn any_metadata_are_read_or_refused(text in "[-:#&*!|>'\"%@`{}\\[\\],?a-c \n]{0,60}") {
        let lines = text.lines().collect::<Vec<_>>().join("\n#");
        let (document, _) = Document::parse(format!("#{lines}\n{HEADER}\n").as_bytes(), None);
        prop_assert!(document.rows.is_empty());
    }
}

#[test]
fn a_table_with_its_metadata_is_read() {
    let (document, problems) =
        parse(&format!("{SET}#mapping_tool: {{}}\n{HEADER}\nA:1\tskos:exactMatch\tB:1\tsemapv:MappingReview\n"));
    assert_eq!(said(&problems), ["metadata, mapping_tool: wrong-shape"]);
    assert!(document.rows.is_empty(), "with wrong metadata no row is read");
    let (document, problems) = parse(&format!("{SET}{HEADER}\nA:1\tskos:exactMatch\tB:1\tsemapv:MappingReview\n"));
    assert_eq!((said(&problems), document.rows.len()), (Vec::new(), 1));
}

/// Found by the fuzz target, which held that such a set is refused.
#[test]
fn a_set_that_says_nothing_but_its_prefixes_is_taken_with_remarks_and_comes_back_the_same() {
    let text = format!("#curie_map:\n#  A: https://a/\n{HEADER}\nA:1\tskos:exactMatch\tA:2\tsemapv:MappingReview\n");
    let (document, problems) = parse(&text);
    assert!(problems.iter().all(|one| one.reason == Reason::MissingOnSet) && problems.len() == 2, "{problems:?}");
    assert!(document.set.slots.is_empty());
    assert_eq!(document.rows.len(), 1);
    assert_eq!(parse(&document.to_table()).0, document);
    assert_eq!(parse(&document.to_json()).0, document);
}

/// Found by the fuzz target.
#[test]
fn a_prefix_that_is_named_like_a_slot_is_not_lost_in_json() {
    let text = format!("{}{HEADER}\n", SET.replace("#  B:", "#  license:"));
    let (document, _) = parse(&text);
    assert_eq!(document.set.curie_map["license"], "https://example.org/b/");
    assert_eq!(parse(&document.to_json()).0, document);
}

/// Found by the fuzz target: with signs that are escaped it was written as a key that is too long for YAML.
#[test]
fn a_slot_on_the_set_with_an_endless_name_is_refused() {
    let (document, problems) = parse(&format!("{SET}#a{}: x\n{HEADER}\n", "\u{8}".repeat(300)));
    assert!(problems.iter().any(|one| one.reason == Reason::WrongShape), "{problems:?}");
    assert!(document.set.slots.is_empty());
}

/// Found by the fuzz target: JSON took a column named `@…` for linked data's own, and left it out.
#[test]
fn a_column_that_is_named_like_a_word_of_linked_data_is_refused() {
    let (document, problems) = parse(&format!("{SET}{HEADER}\t@note\n"));
    assert!(problems.iter().any(|one| one.reason == Reason::WrongShape), "{problems:?}");
    assert!(document.rows.is_empty());
}

#[test]
fn metadata_may_be_in_a_file_of_their_own_and_cells_separated_by_commas() {
    let outside = SET.replace('#', "");
    let table = format!("{}\nA:1,skos:exactMatch,B:1,semapv:MappingReview\n", HEADER.replace('\t', ","));
    let (document, problems) = Document::parse(table.as_bytes(), Some(&outside));
    assert_eq!((said(&problems), document.rows.len()), (Vec::new(), 1));
    assert_eq!(document.set, parse(&format!("{SET}{HEADER}\n")).0.set);
}

#[test]
fn what_is_wrong_is_named_by_row_column_and_reason() {
    let rows = [
        "A:1\tskos:exactMatch\tB:1\tsemapv:MappingReview\t1.5\t2026-02-30",
        "C:1\tskos:exactMatch\tB:1\tsemapv:MappingReview\t0.5\t",
        "A:1\tskos:exactMatch\tB:1\tsemapv:MappingReview\t0.5",
        "\tskos:exactMatch\tB:1\t\t0.5\t",
        "A:1\texact\tB:1\tsemapv:MappingReview\tmuch\t",
        "A:1\tskos:exactMatch\tB:1\tsemapv:MappingReview\t0.90\t2026-02-28",
    ];
    let (document, problems) = parse(&format!("{SET}{HEADER}\tconfidence\tmapping_date\n{}\n", rows.join("\n")));
    let expected = [
        "row 1, confidence: out-of-range (1.5)",
        "row 1, mapping_date: not-a-date (2026-02-30)",
        "row 2, subject_id: unknown-prefix (C:1)",
        "row 3: wrong-number-of-cells (5 of 6)",
        "row 4, subject_id: missing",
        "row 4, mapping_justification: missing",
        "row 5, confidence: not-a-number (much)",
        "row 5, predicate_id: not-a-curie (exact)",
    ];
    assert_eq!(said(&problems), expected);
    assert_eq!(document.rows.len(), 1);
    assert_eq!(document.rows[0]["confidence"], SlotValue::One("0.9".to_owned()));
}

#[test]
fn whole_files_that_cannot_be_read_say_why() {
    let table = |front: &str| format!("{front}{HEADER}\n");
    let cases = [
        (table("#a: &x 1\n"), "metadata: forbidden-yaml (anchor)"),
        (table("#a: !!int 1\n"), "metadata: forbidden-yaml (tag)"),
        (table("#curie_map:\n#  skos: https://example.org/\n"), "metadata, curie_map: prefix-redefined (skos)"),
        (format!("{SET}subject_id\tsubject_id\n"), "metadata, subject_id: column-twice"),
        (format!("{SET}subject_id\t\n"), "metadata: column-without-name (2)"),
        (String::new(), "metadata: no-header"),
    ];
    for (text, expected) in cases {
        let (document, problems) = parse(&text);
        assert!(document.rows.is_empty());
        assert!(said(&problems).contains(&expected.to_owned()), "{text}: {problems:?}");
    }
    let (_, problems) = parse("{\"mappings\": [{\"subject_id\": {}}], \"a\": }");
    assert_eq!(problems[0].reason, Reason::NotJson);
}

#[test]
fn an_open_quotation_mark_does_not_swallow_the_file() {
    let mut text = format!("{SET}{HEADER}\n\"A:1\tskos:exactMatch\n");
    text.push_str(&"A:2\tskos:exactMatch\tB:2\tsemapv:MappingReview\n".repeat(120_000));
    let (document, problems) = parse(&text);
    assert_eq!((document.rows.len(), said(&problems)), (0, vec!["row 1: too-long".to_owned()]));
}

#[test]
fn names_from_before_version_one_are_read_with_a_remark() {
    let header = "subject_id\tpredicate_id\tobject_id\tmatch_type\tmatch_term_type\tsubject_match_field\tsemantic_similarity_score";
    let rows = "A:1\tskos:exactMatch\tB:1\tLexical\tConceptMatch\tlabel\t0.7\nA:1\tskos:exactMatch\tB:1\tGuess\tConceptMatch\tlabel\t0.7\n";
    let (document, problems) = parse(&format!("{SET}{header}\n{rows}"));
    assert_eq!(document.rows.len(), 1);
    let row = &document.rows[0];
    let is = |name: &str, text: &str| assert_eq!(row[name], SlotValue::One(text.to_owned()));
    is("mapping_justification", "semapv:LexicalMatching");
    is("subject_type", "skos concept");
    is("object_type", "skos concept");
    is("similarity_score", "0.7");
    assert_eq!(row["subject_match_field"], SlotValue::Many(vec!["label".to_owned()]));
    let of_first: Vec<_> = problems.iter().filter(|one| one.row == Some(1)).map(|one| one.reason).collect();
    assert_eq!(of_first, [Reason::LegacySlot, Reason::LegacySlot, Reason::LegacySlot, Reason::LegacyWords]);
    assert!(problems.iter().any(|one| one.row == Some(2) && one.reason == Reason::UnknownValue));
}

#[test]
fn what_the_set_says_for_all_counts_for_each_unless_one_speaks_for_itself() {
    let rows =
        "A:1\tskos:exactMatch\tB:1\tsemapv:MappingReview\tother\nA:2\tskos:exactMatch\tB:2\tsemapv:MappingReview\t\n";
    let (mut document, _) =
        parse(&format!("{SET}#mapping_tool: tool\n#subject_source: A:all\n{HEADER}\tmapping_tool\n{rows}"));
    document.propagate();
    assert!(document.rows.iter().all(|row| row.contains_key("subject_source")));
    assert!(!document.set.slots.contains_key("subject_source"));
    assert!(document.set.slots.contains_key("mapping_tool") && !document.rows[1].contains_key("mapping_tool"));
}

#[test]
fn reading_stops_when_it_is_told_to() {
    struct First(u64);
    impl Sink for First {
        fn set(&mut self, _: MappingSet) -> ControlFlow<()> {
            ControlFlow::Continue(())
        }
        fn row(&mut self, number: u64, _: Slots) -> ControlFlow<()> {
            self.0 = number;
            if number == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        }
        fn problem(&mut self, _: Problem) -> ControlFlow<()> {
            ControlFlow::Continue(())
        }
    }
    let rows = "A:2\tskos:exactMatch\tB:2\tsemapv:MappingReview\n".repeat(10);
    let table = format!("{SET}{HEADER}\n{rows}");
    let json = parse(&table).0.to_json();
    for text in [table, json] {
        let mut sink = First(0);
        assert_eq!(read(std::io::Cursor::new(text), None, &mut sink).unwrap(), Read::Stopped);
        assert_eq!(sink.0, 3);
    }
}

#[test]
fn a_crosswalk_goes_out_and_comes_back() {
    for version in bundled::published(true).unwrap().crosswalks {
        let crosswalk = &version.crosswalk;
        let set = model::set_of(crosswalk, (version.version, version.published_on), None, "https://puente.example");
        let rows = version.mappings.iter().map(|row| model::row_of(crosswalk, row, |_, _| None)).collect();
        let (document, problems) = Document::parse(Document { set, rows }.to_table().as_bytes(), None);
        assert_eq!(said(&problems), Vec::<String>::new());
        let known = std::collections::BTreeSet::new();
        for (number, (row, mapping)) in (1..).zip(document.rows.iter().zip(&version.mappings)) {
            let at = |standard: &competency_frameworks::ItemKey, unit: &Option<competency_frameworks::ItemKey>| {
                (standard.clone(), unit.clone())
            };
            let (from, to) = (
                at(&mapping.subject, &mapping.subject_unit),
                mapping.object.as_ref().map(|key| at(key, &mapping.object_unit)),
            );
            let key = mapping.subject_item().to_string();
            let subject_find = |local: &str| (local == key).then(|| from.clone());
            let object_find = |_: &str| to.clone();
            let side = |framework, find| model::Side { framework, prefixes: &known, find };
            let (subject, object) = (
                side(&crosswalk.subject_framework, &subject_find),
                model::Side { framework: &crosswalk.object_framework, prefixes: &known, find: &object_find },
            );
            let mut back = model::mapping_of(number, row, &subject, &object, "nobody").unwrap();
            assert_eq!(
                back.slots.remove("reviewer_label"),
                mapping.reviewer.clone().map(|one| SlotValue::Many(vec![one]))
            );
            back.reviewer.clone_from(&mapping.reviewer);
            assert_eq!(&back, mapping);
        }
    }
}

#[test]
fn nothing_corresponds_and_does_not_hold_are_findings_of_their_own() {
    let rows = "A:1\tskos:exactMatch\tNot\tB:1\tsemapv:MappingReview\t0.853\nA:1\towl:sameAs\t\tsssom:NoTermFound\tsemapv:LogicalReasoning\t\n";
    let header = "subject_id\tpredicate_id\tpredicate_modifier\tobject_id\tmapping_justification\tconfidence";
    let (document, problems) = parse(&format!("{SET}{header}\n{rows}"));
    assert_eq!(said(&problems), Vec::<String>::new());
    let (from, to) = ("co-a".parse().unwrap(), "ec-b".parse().unwrap());
    let (a, b) = (["A".to_owned()].into(), ["B".to_owned()].into());
    let find = |local: &str| Some((competency_frameworks::ItemKey::parse(local), None));
    let subject = model::Side { framework: &from, prefixes: &a, find: &find };
    let object = model::Side { framework: &to, prefixes: &b, find: &find };
    let read = |number: usize| model::mapping_of(1, &document.rows[number], &subject, &object, "Ana").unwrap();
    let (not, nothing) = (read(0), read(1));
    assert!(not.not && not.confidence == Some(85) && not.author == "Ana");
    assert_eq!((nothing.predicate, &nothing.object), (Predicate::ExactMatch, &None));
    for (mapping, row) in [not, nothing].iter().zip(&document.rows) {
        let crosswalk = crosswalks::Crosswalk {
            id: "x".to_owned(),
            subject_framework: from.clone(),
            object_framework: to.clone(),
            subject_version: None,
            object_version: None,
            illustrative: false,
            source: String::new(),
        };
        let mut again = model::row_of(&crosswalk, mapping, |_, _| None);
        assert_eq!(again.remove("author_label"), Some(SlotValue::Many(vec!["Ana".to_owned()])));
        assert_eq!(&again, row, "what the file said comes out as it was");
    }
}
