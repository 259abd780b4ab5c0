//! Decisions and agreements out of tables: good rows become drafts, wrong ones are named, nothing is published.

use std::process::Output;

use puente_wire::session::Role;
use serde_json::Value;

use crate::support::process::{Installation, said};
use crate::support::{Answer, Sender, TestApp};

const DECISIONS: &str = "/api/v1/orgs/mdt-ec/decisions";
const AGREEMENTS: &str = "/api/v1/orgs/mdt-ec/agreements";
const HEADER: &str = "number,source_framework,source_standard,outcome,reason,decided_on,effective_from,source\n";
const GOOD: &str = "R-1,co-sena-nscl,220501001,refused,No es comparable.,2026-06-01,2026-06-01,Registro Oficial\n";

async fn send(test: &TestApp, sender: &Sender, path: &str, file: &str) -> Answer {
    let sender = sender.clone().with("content-type", "text/csv");
    test.send_bytes(&sender, http::Method::POST, path, Some(file.as_bytes().to_vec())).await
}

fn curator(test: &TestApp) -> Sender {
    test.member("mdt-ec", &[Role::Curator])
}

async fn drafts(test: &TestApp, sender: &Sender, path: &str) -> Vec<Value> {
    let all = test.get(sender, path).await.expect(200).json();
    all.as_array().unwrap().iter().filter(|act| act["head"]["state"] == "draft").cloned().collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_examples_import_without_an_error_and_make_drafts_only() {
    let test = TestApp::demo();
    let curator = curator(&test);
    for (what, path, rows) in [("decisions", DECISIONS, 2), ("agreements", AGREEMENTS, 1)] {
        let example = test.get(&Sender::nobody(), &format!("/api/v1/examples/{what}.csv")).await.expect(200).text();
        let tried = send(&test, &curator, &format!("{path}/import?dry_run=true"), &example).await.expect(200).json();
        assert_eq!((&tried["good"], &tried["wrong"]), (&rows.into(), &0.into()), "{tried}");
        assert!(drafts(&test, &curator, path).await.is_empty(), "a dry run stores nothing");
        let done = send(&test, &curator, &format!("{path}/import"), &example).await.expect(200).json();
        assert_eq!((&done["good"], &done["dry_run"]), (&rows.into(), &false.into()));
        assert_eq!(done["lines"][0]["state"], "drafted");
        let drafts = drafts(&test, &curator, path).await;
        assert_eq!(drafts.len(), done["lines"].as_array().unwrap().len());
        assert!(drafts.iter().any(|act| act["head"]["id"] == done["lines"][0]["id"]));
        let again = send(&test, &curator, &format!("{path}/import"), &example).await.expect(200).json();
        assert_eq!((&again["good"], &again["known"]), (&0.into(), &rows.into()), "taken twice, drafted once");
    }
    let look_up = "/api/v1/recognition?framework=co-sena-nscl&code=220501001&destination=EC";
    let answer = test.get(&Sender::nobody(), look_up).await.expect(200).json();
    assert_eq!(answer["outcome"], "not-examined", "nothing is published by an import");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_example_says_unit_by_unit_stands_in_the_draft() {
    let test = TestApp::demo();
    let curator = curator(&test);
    let example = test.get(&Sender::nobody(), "/api/v1/examples/decisions.csv").await.expect(200).text();
    send(&test, &curator, &format!("{DECISIONS}/import"), &example).await.expect(200);
    let drafts = drafts(&test, &curator, DECISIONS).await;
    let partial = drafts.iter().find(|act| act["decision"]["outcome"] == "partial").unwrap();
    assert_eq!(partial["decision"]["covers"].as_array().unwrap().len(), 3);
    assert_eq!(partial["decision"]["covers"][0]["by"][0], "280101175/U1");
    assert_eq!(partial["decision"]["missing"][0]["close"]["hours"], 8);
    assert_eq!(partial["decision"]["issuers"], serde_json::json!(["sena"]));
    assert_eq!((&partial["decision"]["combines"], &partial["decision"]["illustrative"]), (&true.into(), &true.into()));
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_rows_are_named_by_row_column_and_reason_and_good_ones_are_not_lost() {
    let test = TestApp::demo();
    let curator = curator(&test);
    let wrong = "R-2,co-sena-nscl,nada,refused,Porque no.,2026-06-01,2026-06-01,Registro\n\
                 R-3,co-sena-nscl,220501001,maybe,Porque no.,ayer,2026-06-01,Registro\n\
                 R-4,co-sena-nscl,220501001,refused,,2026-06-01,2026-06-01,\n\
                 R-1,co-sena-nscl,220501001,refused,Otra vez.,2026-06-01,2026-06-01,Registro\n";
    let done = send(&test, &curator, &format!("{DECISIONS}/import"), &format!("{HEADER}{GOOD}{wrong}")).await;
    let done = done.expect(200).json();
    assert_eq!((&done["rows"], &done["good"], &done["wrong"]), (&5.into(), &1.into(), &4.into()), "{done}");
    let said: Vec<String> = done["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| format!("{} {} {}", one["row"], one["column"].as_str().unwrap(), one["code"].as_str().unwrap()))
        .collect();
    assert_eq!(
        said,
        [
            "3 source_standard unknown",
            "4 outcome not-allowed",
            "4 decided_on malformed",
            "5 source required",
            "6 number row-repeated"
        ]
    );
    assert_eq!(drafts(&test, &curator, DECISIONS).await.len(), 1);
    // Mended and taken again, only what was missing is added.
    let mended = GOOD.replace("R-1", "R-4");
    let done = send(&test, &curator, &format!("{DECISIONS}/import"), &format!("{HEADER}{GOOD}{mended}")).await;
    let done = done.expect(200).json();
    assert_eq!((&done["good"], &done["known"]), (&1.into(), &1.into()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_no_such_table_is_refused_with_its_columns() {
    let test = TestApp::demo();
    let curator = curator(&test);
    let answer = send(&test, &curator, &format!("{DECISIONS}/import"), "number,numero\nR-1,1\n").await.expect(422);
    assert_eq!(answer.code(), "not-importable");
    let problems = answer.json()["current"]["problems"].as_array().unwrap().clone();
    assert!(problems.iter().any(|one| one["column"] == "numero" && one["code"] == "unknown-column"));
    assert!(problems.iter().any(|one| one["column"] == "outcome" && one["code"] == "required"));
    let reviewer = test.member("mdt-ec", &[Role::Reviewer]);
    let answer = send(&test, &reviewer, &format!("{DECISIONS}/import"), &format!("{HEADER}{GOOD}")).await;
    assert_eq!(answer.expect(403).code(), "forbidden");
}

fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn the_command_says_what_is_wrong_stores_nothing_in_a_dry_run_and_drafts_the_good_rows() {
    let installation = Installation::new();
    let seeded = installation.run(&["seed", "demo"]);
    assert!(seeded.status.success(), "{}", said(&seeded));
    let file = installation.data.path().join("decisions.csv");
    std::fs::write(&file, format!("{HEADER}{GOOD}R-2,co-sena-nscl,nada,refused,No.,2026-06-01,2026-06-01,Registro\n"))
        .unwrap();
    let file = file.to_str().unwrap();
    let tried = installation.run(&["import", "decisions", file, "--org", "mdt-ec", "--dry-run"]);
    assert_eq!(tried.status.code(), Some(1), "{}", said(&tried));
    assert!(printed(&tried).contains("error: row 3, source_standard: unknown: nada"), "{}", printed(&tried));
    assert!(printed(&tried).contains("2 rows, 0 known, 1 wrong, 1 to be drafted; dry run, nothing stored"));
    let done = installation.run(&["import", "decisions", file, "--org", "mdt-ec"]);
    assert!(printed(&done).contains("0 known, 1 wrong, 1 drafted; nothing is published"), "{}", printed(&done));
    let again = installation.run(&["import", "decisions", file, "--org", "mdt-ec"]);
    assert!(printed(&again).contains("1 known, 1 wrong, 0 drafted"), "{}", printed(&again));
    let counted = installation.run(&["statistics", "decisions"]);
    assert!(printed(&counted).starts_with("table,row,column,count,shown\n"), "{}", said(&counted));
    let counted = installation.run(&["statistics", "coverage", "--format", "json"]);
    let counted: Value = serde_json::from_str(&printed(&counted)).unwrap();
    assert_eq!(counted["smallest_shown"], 10);
}
