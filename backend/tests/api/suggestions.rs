//! Deciding what corresponds: open standards, ranked candidates, what does not come back, coverage.

use http::Method;
use puente_wire::session::Role;
use serde_json::{Value, json};

use crate::support::{Sender, TestApp};

const CROSSWALK: &str = "/api/v1/orgs/mdt-ec/crosswalks/co-sena-nscl--ec-secap";
const ELECTRICIAN: &str = "280101175";

fn curator(test: &TestApp) -> Sender {
    test.member("mdt-ec", &[Role::Curator])
}

async fn suggestions(test: &TestApp, sender: &Sender, subject: &str) -> Value {
    test.get(sender, &format!("{CROSSWALK}/suggestions?subject={subject}")).await.expect(200).json()
}

fn objects(suggestions: &Value) -> Vec<String> {
    let candidates = suggestions["candidates"].as_array().unwrap();
    candidates.iter().map(|one| one["object"]["key"].as_str().unwrap().to_owned()).collect()
}

/// A standard that nobody has decided about.
async fn open(test: &TestApp, sender: &Sender) -> String {
    let list = test.get(sender, &format!("{CROSSWALK}/worklist")).await.expect(200).json();
    list["open"][0]["key"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn candidates_are_ranked_each_with_a_reason_and_its_units() {
    let test = TestApp::demo();
    let curator = curator(&test);
    let list = test.get(&curator, &format!("{CROSSWALK}/worklist")).await.expect(200).json();
    let open = list["open"].as_array().unwrap();
    assert_eq!(list["total"].as_u64().unwrap() - list["decided"].as_u64().unwrap(), open.len() as u64);
    for one in open.iter().take(5) {
        let key = one["key"].as_str().unwrap().replace(' ', "%20");
        let found = suggestions(&test, &curator, &key).await;
        assert_eq!(found["subject"]["key"], one["key"]);
        let candidates = found["candidates"].as_array().unwrap();
        assert!(candidates.windows(2).all(|two| two[0]["score"].as_u64() >= two[1]["score"].as_u64()));
        assert!(candidates.len() <= 8);
        for reasons in candidates.iter().map(|one| one["reasons"].as_array().unwrap()) {
            assert!(reasons.iter().all(|reason| reason["kind"].is_string()));
        }
    }
    assert_eq!(
        test.get(&curator, &format!("{CROSSWALK}/suggestions?subject=nobody")).await.expect(404).code(),
        "not-found"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rejected_pair_is_not_suggested_again_until_it_is_restored() {
    let test = TestApp::demo();
    let curator = curator(&test);
    let subject = open(&test, &curator).await;
    let encoded = subject.replace(' ', "%20");
    let before = objects(&suggestions(&test, &curator, &encoded).await);
    let unwanted = before.first().unwrap();
    let pair = json!({"subject": subject, "object": unwanted});
    let rejected = test.post(&curator, &format!("{CROSSWALK}/rejections"), &pair).await.expect(201).json();
    assert!(!objects(&suggestions(&test, &curator, &encoded).await).contains(unwanted));
    let path = format!("{CROSSWALK}/rejections/{}", rejected["id"].as_str().unwrap());
    test.send(&curator, Method::DELETE, &path, None).await.expect(204);
    assert_eq!(objects(&suggestions(&test, &curator, &encoded).await), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_decided_leaves_the_list_and_counts_as_covered() {
    let test = TestApp::demo();
    let curator = curator(&test);
    let all = |coverage: &Value| {
        let columns = coverage["crosswalks"].as_array().unwrap();
        columns.iter().find(|one| one["id"] == "co-sena-nscl--ec-secap").unwrap()["all"].clone()
    };
    let number = |cell: &Value, part: &str| cell[part].as_u64().unwrap();
    let before = all(&test.get(&curator, "/api/v1/orgs/mdt-ec/coverage").await.expect(200).json());
    let first = open(&test, &curator).await;
    let none = json!({"subject": first, "predicate": "related-match"});
    let row = test.post(&curator, &format!("{CROSSWALK}/mappings"), &none).await.expect(201).json();
    let second = open(&test, &curator).await;
    assert_ne!(first, second);
    let encoded = second.replace(' ', "%20");
    let object = objects(&suggestions(&test, &curator, &encoded).await).swap_remove(0);
    let close = json!({"subject": second, "predicate": "close-match", "object": object});
    test.post(&curator, &format!("{CROSSWALK}/mappings"), &close).await.expect(201);
    assert!(!objects(&suggestions(&test, &curator, &encoded).await).contains(&object), "written down already");
    let coverage = test.get(&curator, "/api/v1/orgs/mdt-ec/coverage").await.expect(200).json();
    let after = all(&coverage);
    assert_eq!(number(&after, "none"), number(&before, "none") + 1);
    assert_eq!(number(&after, "related"), number(&before, "related") + 1);
    for cell in coverage["rows"].as_array().unwrap().iter().flat_map(|row| row["cells"].as_array().unwrap()) {
        assert_eq!(
            number(cell, "total"),
            ["related", "none", "open"].map(|part| number(cell, part)).iter().sum::<u64>()
        );
    }
    let path = format!("{CROSSWALK}/mappings/{}/withdraw", row["id"].as_str().unwrap());
    test.post(&curator, &path, &json!({"revision": 1})).await.expect(200);
    assert_eq!(open(&test, &curator).await, first, "taken back, it is open again");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sectors_gaps_are_its_part_of_the_list() {
    let test = TestApp::demo();
    let curator = curator(&test);
    let coverage = test.get(&curator, "/api/v1/orgs/mdt-ec/coverage").await.expect(200).json();
    let columns = coverage["crosswalks"].as_array().unwrap();
    let column = columns.iter().position(|one| one["id"] == "co-sena-nscl--ec-secap").unwrap();
    for row in coverage["rows"].as_array().unwrap() {
        let query = match row["sector"].as_str() {
            Some(sector) => format!("sector={sector}"),
            None => "unclassified=true".to_owned(),
        };
        let list = test.get(&curator, &format!("{CROSSWALK}/worklist?{query}")).await.expect(200).json();
        let cell = &row["cells"][column];
        assert_eq!(
            (&list["total"], list["open"].as_array().unwrap().len() as u64),
            (&cell["total"], cell["open"].as_u64().unwrap())
        );
    }
    let electrician = test.get(&curator, &format!("{CROSSWALK}/worklist")).await.expect(200).json();
    let keys = electrician["open"].as_array().unwrap().iter();
    assert!(keys.clone().all(|one| one["key"] != ELECTRICIAN), "the demonstration has decided about it");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pair_that_the_second_person_disagreed_with_does_not_come_back_while_that_stands() {
    let test = TestApp::demo();
    let curator = curator(&test);
    let reviewer = test.member("mdt-ec", &[Role::Reviewer]);
    let subject = open(&test, &curator).await;
    let encoded = subject.replace(' ', "%20");
    let before = objects(&suggestions(&test, &curator, &encoded).await);
    let object = before.first().unwrap();
    let close = json!({"subject": subject, "predicate": "close-match", "object": object});
    let row = test.post(&curator, &format!("{CROSSWALK}/mappings"), &close).await.expect(201).json();
    let path = format!("{CROSSWALK}/mappings/{}", row["id"].as_str().unwrap());
    let no = json!({"revision": 1, "agree": false, "note": "No se parecen."});
    test.post(&reviewer, &format!("{path}/review"), &no).await.expect(200);
    assert!(!objects(&suggestions(&test, &curator, &encoded).await).contains(object), "it waits in the queue");
    test.post(&curator, &format!("{path}/withdraw"), &json!({"revision": 2})).await.expect(200);
    assert_eq!(objects(&suggestions(&test, &curator, &encoded).await), before, "taken back, nobody says anything");
}
