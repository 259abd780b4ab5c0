//! Statistics: nothing under ten, unknown as a category, totals that reconcile, filters that tell nothing more.

use chrono::Duration;
use crosswalks::{Decision, DecisionOutcome};
use diesel::prelude::*;
use puente::acts::{ActKind, NewAct, store};
use puente::db::schema::users;
use puente::recognition::store::{move_stamp, render};
use puente_wire::workbench::ActState;
use serde_json::{Value, json};

use crate::support::{Sender, TestApp};

const DECISIONS: &str = "/api/v1/statistics/decisions";
const COVERAGE: &str = "/api/v1/statistics/coverage";

/// Publishes further decisions like one of the demonstration's, 40 days after their first line where
/// `started` says so.
fn publish(test: &TestApp, count: usize, outcome: DecisionOutcome, started: bool) {
    let today = test.now().date_naive();
    let model = test
        .app
        .db
        .read_now(|conn| test.app.library.edition(conn, &test.app.config))
        .unwrap()
        .snapshot
        .decisions_on(today)
        .find(|one| one.destination.as_str() == "EC" && one.source_standard.framework.as_str() == "co-sena-nscl")
        .unwrap()
        .clone();
    test.db(|conn| {
        let author: String = users::table.select(users::id).first(conn)?;
        for number in 0..count {
            let id = format!("counted-{}-{started}-{number}", outcome.as_str());
            let decision = Decision { id: id.clone(), version: 1, outcome, published_on: today, ..model.clone() };
            let new = NewAct {
                kind: ActKind::Decision,
                act: &id,
                version: 1,
                organisation_id: None,
                document: render(&decision)?,
                author_id: started.then_some(author.as_str()),
                author: "Prueba",
                state: ActState::Published,
                published_on: Some(today),
            };
            store::insert(conn, &new, test.now() - Duration::days(40))?;
        }
        move_stamp(conn)
    });
}

async fn read(test: &TestApp, path: &str) -> Value {
    test.get(&Sender::nobody(), path).await.expect(200).json()
}

/// A count by the names of its row and column; absent: hidden.
fn count(table: &Value, row: &str, column: &str) -> Option<u64> {
    let place = |names: &Value, name: &str| names.as_array().unwrap().iter().position(|one| one == name).unwrap();
    table["cells"][place(&table["rows"], row)][place(&table["columns"], column)].as_u64()
}

#[tokio::test(flavor = "multi_thread")]
async fn with_fewer_than_ten_decisions_nothing_is_shown() {
    let test = TestApp::demo();
    let all = read(&test, DECISIONS).await;
    assert_eq!(all["smallest_shown"], 10);
    for table in ["decisions", "sectors", "time_to_decide", "years"] {
        let cells = all[table]["cells"].as_array().unwrap().iter().flat_map(|row| row.as_array().unwrap());
        assert!(cells.clone().count() > 0 && cells.clone().all(Value::is_null), "{table}: {all}");
    }
    let csv = test.get(&Sender::nobody(), &format!("{DECISIONS}?format=csv")).await.expect(200);
    assert_eq!(csv.headers["content-type"], "text/csv; charset=utf-8");
    let text = csv.text();
    assert!(text.starts_with("table,row,column,count,shown\n"), "{text}");
    assert!(text.lines().skip(1).all(|line| line.ends_with(",,no")), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn totals_reconcile_small_counts_hide_with_what_gives_them_away_and_unknown_is_a_category() {
    let test = TestApp::demo();
    publish(&test, 30, DecisionOutcome::Full, true);
    publish(&test, 25, DecisionOutcome::Refused, false);
    let all = read(&test, DECISIONS).await;
    let total = count(&all["decisions"], "total", "total").unwrap();
    assert!(total >= 55);
    for table in ["sectors", "time_to_decide", "years"] {
        assert_eq!(count(&all[table], "decisions", "total"), Some(total), "{table}");
    }
    let pair = ["full", "partial", "provisional", "refused"].map(|one| count(&all["decisions"], "CO-EC", one));
    assert_eq!(pair[1], None, "a few: hidden");
    assert!(pair.iter().filter(|one| one.is_none()).count() >= 2, "one hidden alone would follow: {all}");
    let times = &all["time_to_decide"];
    assert_eq!(count(times, "decisions", "up-to-90-days"), Some(30));
    assert_eq!(count(times, "decisions", "unknown"), None, "with nothing else, the zeroes beside it would follow");
    assert_eq!(count(&all["years"], "decisions", "total"), Some(total));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_filter_chooses_from_what_is_shown_and_counts_nothing_anew() {
    let test = TestApp::demo();
    publish(&test, 30, DecisionOutcome::Full, false);
    publish(&test, 25, DecisionOutcome::Refused, false);
    let all = read(&test, DECISIONS).await;
    let part = read(&test, &format!("{DECISIONS}?pair=CO-EC&outcome=full&from=2020&to=2026")).await;
    assert_eq!(part["decisions"]["rows"], json!(["CO-EC"]));
    assert_eq!(part["decisions"]["columns"], json!(["full"]), "no totals of lines that are not whole");
    assert_eq!(count(&part["decisions"], "CO-EC", "full"), count(&all["decisions"], "CO-EC", "full"));
    assert_eq!(part["years"]["columns"].as_array().unwrap().len(), 7);
    let none = read(&test, &format!("{DECISIONS}?pair=AR-UY")).await;
    assert_eq!(none["decisions"]["rows"], json!([]), "nobody decided");
    for wrong in ["pair=nada", "sector=nada", "outcome=nada", "from=2026&to=2020", "colour=red"] {
        test.get(&Sender::nobody(), &format!("{DECISIONS}?{wrong}")).await.expect(422);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn csv_and_json_say_the_same_and_accept_chooses() {
    let test = TestApp::demo();
    let json = read(&test, COVERAGE).await;
    let sender = Sender::nobody().with("accept", "text/csv");
    let csv = test.get(&sender, COVERAGE).await.expect(200);
    assert!(csv.headers.get_all("vary").iter().any(|one| one == "accept"));
    let cells =
        json["coverage"]["rows"].as_array().unwrap().len() * json["coverage"]["columns"].as_array().unwrap().len();
    assert_eq!(csv.text().lines().count(), cells + 1);
    let both = Sender::nobody().with("accept", "application/json, text/csv;q=0.5");
    test.get(&both, COVERAGE).await.expect(200).json();
    let tag = csv.headers["etag"].to_str().unwrap();
    let again = sender.with("if-none-match", tag);
    assert_eq!(test.get(&again, COVERAGE).await.expect(304).body, b"");
    let document = read(&test, "/api/v1/openapi.json").await;
    assert!(document["paths"][COVERAGE]["get"]["responses"]["200"]["content"]["text/csv"].is_object());
}
