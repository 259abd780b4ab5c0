//! Files that come into a crosswalk one after the other: what was published from the first stays as it is.

use crosswalks::sssom::{Document, SlotValue, one};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use puente::db::schema::{crosswalk_versions, crosswalks as heads, mappings};
use puente::db::{DbConn, DbError};
use puente_wire::session::Role;
use serde_json::{Value, json};

use crate::support::{Sender, TestApp};

const CROSSWALK: &str = "/api/v1/orgs/mdt-ec/crosswalks/co-sena-nscl--ec-secap";
const ID: &str = "co-sena-nscl--ec-secap";

/// A table whose prefix, extension, tool and set are called by `name` alone.
fn table(name: &str, columns: &str, rows: &[&str]) -> String {
    let head = [
        "curie_map:".to_owned(),
        format!("  co-sena-nscl: https://example.org/{name}/items/"),
        "  ec-secap: https://example.org/secap/".to_owned(),
        format!("  who: https://example.org/{name}/people/"),
        format!("mapping_set_id: https://example.org/{name}"),
        format!("license: https://example.org/{name}/licence"),
        format!("mapping_tool: tool {name}"),
        "extension_definitions:".to_owned(),
        "  - slot_name: ext_hours".to_owned(),
        "    property: who:hours".to_owned(),
    ];
    let head: Vec<String> = head.iter().map(|line| format!("#{line}")).collect();
    format!(
        "{}\nsubject_id\tpredicate_id\tobject_id\tmapping_justification\t{columns}\n{}\n",
        head.join("\n"),
        rows.join("\n")
    )
}

async fn import(test: &TestApp, sender: &Sender, text: &str) -> Value {
    let report = test.post(sender, &format!("{CROSSWALK}/import"), &json!({"text": text})).await.expect(200).json();
    assert_eq!(report["wrong"], 0, "{report}");
    report
}

/// A second person agrees to all that waits, and the next version is published: its number.
async fn publish(test: &TestApp, reviewer: &Sender) -> u64 {
    let queue = test.get(reviewer, &format!("{CROSSWALK}/queue?waiting=proposed")).await.expect(200).json();
    for queued in queue["rows"].as_array().unwrap() {
        let row = &queued["row"];
        let path = format!("{CROSSWALK}/mappings/{}/review", row["id"].as_str().unwrap());
        test.post(reviewer, &path, &json!({"revision": row["revision"], "agree": true})).await.expect(200);
    }
    let detail = test.post(reviewer, &format!("{CROSSWALK}/publish"), &json!({})).await.expect(200).json();
    detail["versions"][0]["version"].as_u64().unwrap()
}

async fn exported(test: &TestApp, query: &str) -> String {
    test.get(&Sender::nobody(), &format!("/api/v1/crosswalks/{ID}/sssom?{query}")).await.expect(200).text()
}

fn people(test: &TestApp) -> (Sender, Sender) {
    (test.member("mdt-ec", &[Role::Curator]), test.member("mdt-ec", &[Role::Reviewer]))
}

const COLUMNS: &str = "author_id\text_hours";
const FIRST: &str =
    "co-sena-nscl:220501001\tskos:closeMatch\tec-secap:ilustrativo-EL-01\tsemapv:MappingReview\twho:1\t40";
const SECOND: &str =
    "co-sena-nscl:220501001\tskos:broadMatch\tec-secap:ilustrativo-EL-02\tsemapv:MappingReview\twho:1\t41";

#[tokio::test(flavor = "multi_thread")]
async fn what_was_published_is_exported_as_it_was_whatever_comes_in_later() {
    let test = TestApp::demo();
    let (curator, reviewer) = people(&test);
    import(&test, &curator, &table("one", COLUMNS, &[FIRST])).await;
    let version = publish(&test, &reviewer).await;
    let forms = [format!("version={version}"), format!("version={version}&format=json")];
    let before = [exported(&test, &forms[0]).await, exported(&test, &forms[1]).await];
    assert_eq!(exported(&test, "").await, before[0]);
    import(&test, &curator, &table("two", COLUMNS, &[SECOND])).await;
    for (form, before) in forms.iter().zip(&before) {
        assert_eq!(exported(&test, form).await, *before, "only proposed: {form}");
    }
    let next = publish(&test, &reviewer).await;
    assert_eq!(next, version + 1);
    for (form, before) in forms.iter().zip(&before) {
        assert_eq!(exported(&test, form).await, *before, "published: {form}");
    }

    let (document, problems) = Document::parse(exported(&test, "").await.as_bytes(), None);
    assert!(problems.is_empty(), "{problems:?}");
    let keyed = |key: &str| {
        let its = |id: &str| id.eq_ignore_ascii_case(&format!("ec-secap:{key}"));
        let mut rows = document.rows.iter().filter(|row| row.contains_key("author_id"));
        rows.find(|row| one(row, "object_id").is_some_and(its)).unwrap()
    };
    let (first, second) = (keyed("ilustrativo-EL-01"), keyed("ilustrativo-EL-02"));
    let address = |row: &crosswalks::sssom::Slots| {
        let Some(SlotValue::Many(all)) = row.get("author_id") else { panic!("{row:?}") };
        let (prefix, local) = all[0].split_once(':').unwrap();
        format!("{}{local}", document.set.curie_map[prefix])
    };
    assert_eq!(address(first), "https://example.org/one/people/1");
    assert_eq!(address(second), "https://example.org/two/people/1");
    let tools = [first, second].map(|row| one(row, "mapping_tool"));
    assert_eq!(tools, [Some("tool one"), Some("tool two")]);
    assert_eq!(one(second, "license"), Some("https://example.org/two/licence"));
    assert_eq!(document.set.extension_definitions.len(), 2);
    assert_eq!(
        document.set.slots["mapping_set_source"],
        SlotValue::Many(vec!["https://example.org/two".to_owned()]),
        "where the rest came from"
    );
    assert!(document.rows.iter().any(|row| !row.contains_key("mapping_tool")), "no tool made the rows of before");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_mapping_of_a_pair_is_kept_when_it_says_why_or_by_whom_differently() {
    let test = TestApp::demo();
    let (curator, reviewer) = people(&test);
    let other = FIRST.replace("MappingReview", "LexicalMatching");
    let else_ = FIRST.replace("who:1", "who:2");
    let surer = format!("{FIRST}\t0.9");
    let text = table(
        "one",
        &format!("{COLUMNS}\tconfidence"),
        &[&format!("{FIRST}\t"), &format!("{other}\t"), &format!("{else_}\t"), &surer, &format!("{FIRST}\t")],
    );
    let report = import(&test, &curator, &text).await;
    assert_eq!((&report["added"], &report["known"]), (&json!(4), &json!(1)), "{report}");
    assert_eq!(import(&test, &curator, &text).await["known"], 5, "the same file brings nothing new");
    assert_eq!(import(&test, &reviewer_who_curates(&test), &text).await["known"], 5, "nor from somebody else");
    publish(&test, &reviewer).await;
    let (document, _) = Document::parse(exported(&test, "").await.as_bytes(), None);
    let pair = document.rows.iter().filter(|row| row.contains_key("ext_hours"));
    assert_eq!(pair.count(), 4);
}

fn reviewer_who_curates(test: &TestApp) -> Sender {
    test.member("mdt-ec", &[Role::Curator, Role::Reviewer])
}

const OLD_HEAD: &str = r#"{"slots":{"mapping_set_id":"https://example.org/old","mapping_tool":"old tool","curation_rule":["x:1"]},"curie_map":{"x":"https://example.org/x/"},"extension_definitions":[]}"#;

/// As a registry was before heads were frozen with versions.
fn without_frozen_heads(conn: &mut DbConn) -> Result<(), DbError> {
    let (up, down) = match conn {
        DbConn::Sqlite(_) => (
            include_str!("../../migrations/sqlite/2026-11-22-002600_version_heads/up.sql"),
            include_str!("../../migrations/sqlite/2026-11-22-002600_version_heads/down.sql"),
        ),
        DbConn::Postgres(_) => (
            include_str!("../../migrations/postgres/2026-11-22-002600_version_heads/up.sql"),
            include_str!("../../migrations/postgres/2026-11-22-002600_version_heads/down.sql"),
        ),
    };
    conn.batch_execute(down)?;
    diesel::update(heads::table.find(ID)).set(heads::sssom.eq(OLD_HEAD)).execute(conn)?;
    Ok(conn.batch_execute(up)?)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_head_of_an_earlier_release_is_frozen_with_its_versions_and_its_rows_say_it_themselves() {
    let test = TestApp::demo();
    test.db(without_frozen_heads);
    let version: i32 = test.db(|conn| {
        let all = crosswalk_versions::table.filter(crosswalk_versions::crosswalk_id.eq(ID));
        Ok(all.select(crosswalk_versions::version).order(crosswalk_versions::version.desc()).first(conn)?)
    });
    let (published, _) = Document::parse(exported(&test, &format!("version={version}")).await.as_bytes(), None);
    assert_eq!(one(&published.set.slots, "mapping_tool"), Some("old tool"), "as it was exported before");
    assert_eq!(one(&published.set.slots, "mapping_set_id"), Some("https://example.org/old"));
    let (documents, kept): (Vec<String>, Option<String>) = test.db(|conn| {
        let rows = mappings::table.filter(mappings::crosswalk_id.eq(ID));
        Ok((rows.select(mappings::document).load(conn)?, heads::table.find(ID).select(heads::sssom).first(conn)?))
    });
    assert!(!documents.is_empty());
    for document in documents {
        let mapping: crosswalks::Mapping = serde_json::from_str(&document).unwrap();
        assert_eq!(one(&mapping.slots, "mapping_tool"), Some("old tool"));
        assert_eq!(mapping.slots["curation_rule"], SlotValue::Many(vec!["x:1".to_owned()]));
    }
    let kept: crosswalks::sssom::MappingSet = serde_json::from_str(&kept.unwrap()).unwrap();
    assert_eq!(kept.slots.keys().collect::<Vec<_>>(), ["mapping_set_id"]);
    assert_eq!(kept.curie_map["x"], "https://example.org/x/");
}
