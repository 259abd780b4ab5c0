//! The life of a crosswalk's rows: put forward, talked about, disagreed with, taken back, reopened;
//! pairs that do not come back; what does not fit together.

use http::Method;
use puente::frameworks::store::add_package;
use puente::recognition::store::{move_stamp, newest_package};
use puente_wire::session::Role;
use serde_json::{Value, json};

use crate::support::{Sender, TestApp};

const CROSSWALK: &str = "/api/v1/orgs/mdt-ec/crosswalks/co-sena-nscl--ec-secap";

fn people(test: &TestApp) -> (Sender, Sender) {
    (test.member("mdt-ec", &[Role::Curator]), test.member("mdt-ec", &[Role::Reviewer]))
}

fn place(row: &Value, step: &str) -> String {
    format!("{CROSSWALK}/mappings/{}/{step}", row["id"].as_str().unwrap())
}

async fn add(test: &TestApp, curator: &Sender, more: Value) -> Value {
    let mut row = json!({"subject": "220501001", "predicate": "related-match", "object": "ilustrativo-EL-01"});
    row.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    test.post(curator, &format!("{CROSSWALK}/mappings"), &row).await.expect(201).json()
}

async fn queue(test: &TestApp, sender: &Sender, waiting: &str) -> Value {
    test.get(sender, &format!("{CROSSWALK}/queue?waiting={waiting}")).await.expect(200).json()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_reviewed_only_after_its_author_put_it_forward() {
    let test = TestApp::demo();
    let (curator, reviewer) = people(&test);
    let row = add(&test, &curator, json!({"draft": true})).await;
    assert_eq!(row["state"], "draft");
    let agree = |revision: u32| json!({"revision": revision, "agree": true});
    let early = test.post(&reviewer, &place(&row, "review"), &agree(1)).await.expect(409);
    assert_eq!(early.code(), "mapping-not-proposed");
    let row = test.post(&curator, &place(&row, "propose"), &json!({"revision": 1})).await.expect(200).json();
    assert_eq!(row["state"], "proposed");
    let own = test.member("mdt-ec", &[Role::Curator, Role::Reviewer]);
    let mine = add(&test, &own, json!({"not": true})).await;
    assert_eq!(test.post(&own, &place(&mine, "review"), &agree(1)).await.expect(403).code(), "own-work");
    let row = test.post(&reviewer, &place(&row, "review"), &agree(2)).await.expect(200).json();
    assert_eq!(row["state"], "agreed");
    let row = test.post(&curator, &place(&row, "withdraw"), &json!({"revision": 3})).await.expect(200).json();
    assert_eq!(row["state"], "withdrawn");
    let published = test.post(&reviewer, &format!("{CROSSWALK}/publish"), &json!({})).await.expect(409);
    assert_eq!(published.code(), "nothing-to-publish", "what was taken back is not published");
}

#[tokio::test(flavor = "multi_thread")]
async fn disagreement_waits_in_the_queue_with_what_was_said() {
    let test = TestApp::demo();
    let (curator, reviewer) = people(&test);
    let row = add(&test, &curator, json!({})).await;
    let proposed = queue(&test, &reviewer, "proposed").await;
    assert_eq!((&proposed["proposed"], &proposed["rows"][0]["row"]["id"]), (&json!(1), &row["id"]));
    let no = json!({"revision": 1, "agree": false, "note": "La ayudante no planifica."});
    test.post(&reviewer, &place(&row, "review"), &no).await.expect(200);
    assert_eq!(
        test.post(&curator, &place(&row, "comments"), &json!({"text": " "})).await.expect(422).json()["errors"][0]["code"],
        "required"
    );
    test.post(&curator, &place(&row, "comments"), &json!({"text": "De acuerdo, lo cambio."})).await.expect(201);
    let waiting = queue(&test, &curator, "disagreed").await;
    assert_eq!((&waiting["proposed"], &waiting["disagreed"]), (&json!(0), &json!(1)));
    let queued = &waiting["rows"][0];
    assert_eq!((&queued["waiting"], &queued["row"]["mine"]), (&json!("disagreed"), &json!(true)));
    assert_eq!(queued["row"]["note"], "La ayudante no planifica.");
    assert_eq!(queued["comments"][0]["text"], "De acuerdo, lo cambio.");
    assert!(!waiting["titles"].as_array().unwrap().is_empty());
    let edit = json!({"revision": 2, "mapping": {"subject": "220501001", "predicate": "related-match"}});
    let path = format!("{CROSSWALK}/mappings/{}", row["id"].as_str().unwrap());
    let edited = test.send(&curator, Method::PUT, &path, Some(&edit)).await.expect(200).json();
    assert_eq!(edited["state"], "proposed");
    assert!(edited["mapping"].get("object").is_none(), "nothing there corresponds");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rejected_pair_is_kept_until_somebody_asks_for_it() {
    let test = TestApp::demo();
    let (curator, reviewer) = people(&test);
    let pairs = format!("{CROSSWALK}/rejections");
    let pair = json!({"subject": "220501001", "object": "ilustrativo-EL-01", "reason": "Otro oficio"});
    test.post(&reviewer, &pairs, &pair).await.expect(403);
    let first = test.post(&curator, &pairs, &pair).await.expect(201).json();
    let again = test.post(&curator, &pairs, &pair).await.expect(201).json();
    assert_eq!(first, again, "once is enough");
    assert_eq!(test.get(&reviewer, &pairs).await.expect(200).json().as_array().unwrap().len(), 1);
    add(&test, &curator, json!({"not": true})).await;
    assert_eq!(test.get(&reviewer, &pairs).await.json().as_array().unwrap().len(), 1, "a negative row agrees with it");
    add(&test, &curator, json!({})).await;
    assert_eq!(test.get(&reviewer, &pairs).await.json(), json!([]), "writing the pair by hand is asking for it");
    let pair = test.post(&curator, &pairs, &pair).await.expect(201).json();
    let path = format!("{pairs}/{}", pair["id"].as_str().unwrap());
    test.send(&curator, Method::DELETE, &path, None).await.expect(204);
    test.send(&curator, Method::DELETE, &path, None).await.expect(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_fit_together_is_named_with_its_rule() {
    let test = TestApp::demo();
    let (curator, reviewer) = people(&test);
    let path = format!("{CROSSWALK}/findings");
    let before = test.get(&reviewer, &path).await.expect(200).json();
    let holds = add(&test, &curator, json!({"predicate": "exact-match"})).await;
    let not = add(&test, &curator, json!({"predicate": "exact-match", "not": true})).await;
    let after = test.get(&reviewer, &path).await.expect(200).json();
    let new: Vec<&Value> =
        after.as_array().unwrap().iter().filter(|one| !before.as_array().unwrap().contains(one)).collect();
    assert_eq!(new.len(), 1, "{new:?}");
    assert_eq!((&new[0]["rule"], &new[0]["rows"]), (&json!("exact-and-not"), &json!([holds["id"], not["id"]])));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_framework_version_reopens_only_what_changed() {
    let test = TestApp::demo();
    let (curator, reviewer) = people(&test);
    let path = format!("{CROSSWALK}/framework-versions");
    let before = test.get(&curator, &path).await.expect(200).json();
    assert_eq!(before["touched"], json!([]));
    let detail = test.get(&curator, CROSSWALK).await.json();
    let whole = |row: &&Value| row["mapping"].get("object_unit").is_none() && row["mapping"].get("object").is_some();
    let object = detail["rows"].as_array().unwrap().iter().find(whole).unwrap()["mapping"]["object"].clone();
    publish_changed(&test, object.as_str().unwrap());

    let preview = test.get(&curator, &path).await.expect(200).json();
    test.post(&reviewer, &path, &json!({})).await.expect(403);
    let taken = test.post(&curator, &path, &json!({})).await.expect(200).json();
    let (touched, untouched) = (taken["touched"].as_array().unwrap(), taken["untouched"].as_u64().unwrap());
    assert_eq!(preview["touched"].as_array().unwrap().len(), touched.len());
    assert!(untouched > 0 && !touched.is_empty());
    for row in touched {
        assert_eq!(
            (&row["mapping"]["object"], &row["reopened"], &row["state"]),
            (&object, &json!(true), &json!("proposed"))
        );
    }
    let waiting = queue(&test, &reviewer, "reopened").await;
    assert_eq!(waiting["reopened"].as_u64().unwrap(), touched.len() as u64);
    assert_eq!(test.get(&curator, &path).await.json()["touched"], json!([]), "it stands on the new version now");
}

/// Publishes a version of the destination framework in which one standard has other hours.
fn publish_changed(test: &TestApp, key: &str) {
    let at = test.now();
    test.db(|conn| {
        let mut package = newest_package(conn, &"ec-secap".parse().unwrap())?.unwrap();
        "next".clone_into(&mut package.version.label);
        package.version.published_on = at.date_naive();
        for item in package.items.iter_mut().filter(|item| item.key.as_str() == key) {
            item.hours = Some(item.hours.unwrap_or_default() + 1);
        }
        assert!(add_package(conn, &package, at)?);
        move_stamp(conn)
    });
}

const IMPORT: &str = "#curie_map:\n#  NSCL: https://example.org/nscl/\n#  ec-secap: https://example.org/secap/\n#  co-sena-nscl: https://example.org/nscl2/\n#  ext: https://example.org/ext/\n\
#mapping_set_id: https://example.org/set\n#license: https://example.org/licence\n#mapping_tool: a tool\n\
#extension_definitions:\n#  - slot_name: ext_hours\n#    property: ext:hours\n";

fn table(rows: &[&str]) -> String {
    let header = "subject_id\tpredicate_id\tobject_id\tmapping_justification\tconfidence\text_hours";
    format!("{IMPORT}{header}\n{}\n", rows.join("\n"))
}

async fn import(test: &TestApp, sender: &Sender, text: &str, more: Value) -> Value {
    let mut body = json!({"text": text, "subject_prefixes": ["NSCL"]});
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    test.post(sender, &format!("{CROSSWALK}/import"), &body).await.expect(200).json()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_comes_in_as_rows_that_wait_and_goes_out_as_it_came() {
    let test = TestApp::demo();
    let (curator, reviewer) = people(&test);
    let pair = json!({"subject": "220501001", "object": "ilustrativo-EL-02"});
    test.post(&curator, &format!("{CROSSWALK}/rejections"), &pair).await.expect(201);
    let text = table(&[
        "NSCL:220501001\towl:sameAs\tec-secap:ilustrativo-EL-01\tsemapv:LogicalReasoning\t0.853\t40",
        "NSCL:220501001\tskos:exactMatch\tec-secap:ilustrativo-EL-02\tsemapv:LexicalMatching\t0.5\t",
        "NSCL:220501001\tskos:exactMatch\tsssom:NoTermFound\tsemapv:ManualMappingCuration\t\t",
    ]);
    let dry = import(&test, &curator, &text, json!({"dry_run": true})).await;
    assert_eq!((&dry["written"], &dry["added"], &dry["rejected"]), (&json!(false), &json!(2), &json!(1)), "{dry}");
    let done = import(&test, &curator, &text, json!({})).await;
    assert_eq!((&done["written"], &done["added"]), (&json!(true), &json!(2)), "{done}");
    assert_eq!(import(&test, &curator, &text, json!({})).await["known"], 2, "the same file brings nothing new");
    for queued in queue(&test, &reviewer, "proposed").await["rows"].as_array().unwrap() {
        let row = &queued["row"];
        test.post(&reviewer, &place(row, "review"), &json!({"revision": row["revision"], "agree": true}))
            .await
            .expect(200);
    }
    test.post(&reviewer, &format!("{CROSSWALK}/publish"), &json!({})).await.expect(200);
    let path = "/api/v1/crosswalks/co-sena-nscl--ec-secap/sssom";
    let out = test.get(&Sender::nobody(), path).await.expect(200).text();
    let (document, problems) = crosswalks::sssom::Document::parse(out.as_bytes(), None);
    assert!(problems.is_empty(), "{problems:?}");
    let (came, _) = crosswalks::sssom::Document::parse(text.as_bytes(), None);
    for row in [&came.rows[0], &came.rows[2]] {
        let same = |one: &&crosswalks::sssom::Slots| row.iter().all(|(name, value)| one.get(name) == Some(value));
        assert_eq!(document.rows.iter().filter(same).count(), 1, "{row:?}");
    }
    assert_eq!(document.set.slots["mapping_set_id"], came.set.slots["mapping_set_id"]);
    let as_json = test.get(&Sender::nobody(), &format!("{path}?format=json")).await.expect(200).text();
    assert_eq!(crosswalks::sssom::Document::parse(as_json.as_bytes(), None).0, document);
    test.get(&Sender::nobody(), &format!("{path}?version=99")).await.expect(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_with_one_wrong_row_leaves_nothing() {
    let test = TestApp::demo();
    let (curator, reviewer) = people(&test);
    let good = "NSCL:220501001\tskos:relatedMatch\tec-secap:ilustrativo-EL-01\tsemapv:MappingReview\t\t";
    let bad = ["NSCL:1", "nobody:1", "co-sena-nscl:220501001"].map(|subject| good.replace("NSCL:220501001", subject));
    let text = table(&[good, &bad[0], &bad[1], &bad[2].replace("skos:relatedMatch", "rdf:type")]);
    let report = import(&test, &curator, &text, json!({})).await;
    let wrong = report["problems"].as_array().unwrap().iter().filter(|problem| problem["remark"] == false);
    let said: Vec<String> = wrong.map(|p| format!("{} {}", p["row"], p["reason"])).collect();
    assert_eq!(said, ["2 \"unknown-item\"", "3 \"unknown-prefix\"", "4 \"unknown-predicate\""]);
    assert_eq!((&report["written"], &report["wrong"]), (&json!(false), &json!(3)));
    assert_eq!(queue(&test, &reviewer, "proposed").await["proposed"], 0, "the good row is not there either");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interrupted_import_leaves_nothing() {
    use puente::crosswalks::exchange::{Importer, Wanted, import};
    use puente::crosswalks::{CrosswalkError, head_for};
    let test = TestApp::demo();
    let (_, reviewer) = people(&test);
    let row = "co-sena-nscl:220501001\tskos:relatedMatch\tec-secap:ilustrativo-EL-01\tsemapv:MappingReview\t\t";
    let text = table(&[row, &row.replace("related", "close"), &row.replace("related", "broad")]);
    let importer = Importer { user_id: None, name: "import".to_owned(), at: test.now() };
    let edition = puente::recognition::edition_now(&test.app).unwrap();
    let mut read = 0;
    let outcome = test.app.db.write_now(|conn| {
        let pair = (&"co-sena-nscl".parse().unwrap(), &"ec-secap".parse().unwrap());
        let head = head_for(conn, &edition, pair, None, importer.at)?;
        let source = std::io::Cursor::new(text);
        import(conn, (&head, &edition), source, (&Wanted::default(), &importer), &mut |rows| {
            read = rows;
            if rows == 3 { std::ops::ControlFlow::Break(()) } else { std::ops::ControlFlow::Continue(()) }
        })
    });
    assert!(matches!(outcome, Err(CrosswalkError::Interrupted)) && read == 3);
    assert_eq!(queue(&test, &reviewer, "proposed").await["proposed"], 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_publishing_changes_for_holders_is_said_before() {
    let test = TestApp::demo();
    let (curator, reviewer) = people(&test);
    let path = "/api/v1/orgs/mdt-ec/crosswalks/co-sena-nscl--ec-secap";
    let nothing = test.get(&reviewer, &format!("{path}/effects")).await.expect(409);
    assert_eq!(nothing.code(), "nothing-to-publish");
    let row = add(&test, &curator, json!({})).await;
    test.post(
        &reviewer,
        &format!("{}/review", place(&row, "").trim_end_matches('/')),
        &json!({"revision": row["revision"], "agree": true}),
    )
    .await
    .expect(200);
    let effects = test.get(&reviewer, &format!("{path}/effects")).await.expect(200).json();
    assert_eq!(
        (&effects["lookups"], &effects["outcomes"]),
        (&json!(1), &json!(0)),
        "a crosswalk recognises nothing: {effects}"
    );
    assert_eq!(effects["information"], json!(1));
    assert_eq!(effects["changes"][0]["standard"], row["mapping"]["subject"]);
    assert_eq!(
        (&effects["changes"][0]["destination"], &effects["changes"][0]["kind"]),
        (&json!("EC"), &json!("information"))
    );
}
