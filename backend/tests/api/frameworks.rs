//! Frameworks from files: versions that are published whole or not at all, and never change.

use std::fs;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use competency_frameworks::formats::case;
use competency_frameworks::{FrameworkId, Package, bundled};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use puente::actor::Actor;
use puente::db::schema::{framework_items, framework_versions};
use puente::db::{DbConn, DbError};
use puente::frameworks::import::{self, ImportError, Moment, Wanted};
use puente::frameworks::store;
use puente_wire::session::Role;
use serde_json::{Value, json};

use crate::support::process::{Installation, said, text};
use crate::support::{Sender, TestApp};

fn id() -> FrameworkId {
    "mx-conocer-ec".parse().unwrap()
}

fn moment(test: &TestApp) -> Moment {
    Moment { at: test.now(), base: test.app.config.origin.clone() }
}

fn wanted(label: &str) -> Wanted {
    Wanted { framework: Some(id()), label: Some(label.to_owned()), ..Wanted::default() }
}

fn publish(test: &TestApp, bytes: &[u8], label: &str) -> Result<(), ImportError> {
    test.app.db.write_now(|conn| {
        let incoming = import::read(conn, bytes, &wanted(label), &moment(test))?;
        import::publish(conn, &incoming, &Actor::system(), test.now())
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_becomes_a_version_that_counts_at_once_and_never_changes() {
    let test = TestApp::demo();
    let table = "clave;título;nivel\nEC9001\u{a0};Colocar cerámica;2\nEC9002;Pintar muros;1\n";
    publish(&test, table.as_bytes(), "next").unwrap();
    let path = "/api/v1/frameworks/mx-conocer-ec/standards/ec9001";
    let tree = test.get(&Sender::nobody(), path).await.expect(200).json();
    assert_eq!(tree["version"]["label"], "next");
    assert_eq!(tree["standard"]["item"]["code"], "EC9001\u{a0}", "as the file has it");
    assert!(matches!(publish(&test, table.as_bytes(), "next"), Err(ImportError::LabelTaken(_))));
    let version = test.db(|conn| store::newest(conn, &id())).unwrap().id;
    let changes: [fn(&mut DbConn, &str) -> QueryResult<usize>; 3] = [
        |conn, id| {
            let items = framework_items::table.filter(framework_items::version_id.eq(id));
            diesel::update(items).set(framework_items::document.eq("{}")).execute(conn)
        },
        |conn, id| diesel::delete(framework_items::table.filter(framework_items::version_id.eq(id))).execute(conn),
        |conn, id| diesel::delete(framework_versions::table.find(id)).execute(conn),
    ];
    for change in changes {
        let changed = test.app.db.write_now(|conn| change(conn, &version).map_err(DbError::from));
        assert!(changed.is_err(), "not even by hand");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_wrong_row_or_a_day_in_the_past_and_nothing_is_stored() {
    let test = TestApp::demo();
    let Err(ImportError::Rows(report)) = publish(&test, b"code,title\nA,a\nB,\n", "next") else { panic!("accepted") };
    assert_eq!((report.rows, report.accepted, report.errors.len()), (2, 1, 1));
    let past = Wanted { published_on: "2020-01-01".parse().ok(), ..wanted("past") };
    let refused = test.app.db.write_now(|conn| {
        let incoming = import::read(conn, b"code,title\nA,a\n", &past, &moment(&test))?;
        import::publish(conn, &incoming, &Actor::system(), test.now())
    });
    assert!(matches!(refused, Err(ImportError::Past)));
    for label in ["next", "past"] {
        assert!(test.db(|conn| store::labelled(conn, &id(), label)).is_none());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_package_that_breaks_off_leaves_no_half_version() {
    let test = TestApp::demo();
    let (head, items) = test.db(|conn| {
        let newest = store::newest(conn, &id())?.unwrap();
        Ok((newest.head, store::items(conn, &newest.id)?))
    });
    let mut bytes = Vec::new();
    case::write(&mut bytes, &head, &items, &[], "https://registro.example").unwrap();
    let before = test.db(|conn| Ok(framework_items::table.count().get_result::<i64>(conn)?));
    let opened = std::cell::Cell::new(0);
    let stored = std::cell::Cell::new(0);
    let import = |conn: &mut DbConn, breaks: bool| {
        let open = || {
            opened.set(opened.get() + 1);
            let end = if breaks && opened.get() == 2 { bytes.len() / 2 } else { bytes.len() };
            Ok(&bytes[..end])
        };
        let count = |done, _| stored.set(done);
        import::publish_case(conn, open, (&wanted("next"), &moment(&test)), &Actor::system(), count)
    };
    assert!(test.app.db.write_now(|conn| import(conn, true)).is_err());
    assert!(stored.get() > 0, "it broke off in the middle");
    let after = test.db(|conn| Ok(framework_items::table.count().get_result::<i64>(conn)?));
    assert_eq!(after, before);
    assert!(test.db(|conn| store::labelled(conn, &id(), "next")).is_none());
    test.app.db.write_now(|conn| import(conn, false)).unwrap();
    assert_eq!(stored.get() as usize, items.len());
    let again = test.db(|conn| {
        let version = store::newest(conn, &id())?.unwrap();
        store::items(conn, &version.id)
    });
    assert!(items.iter().zip(&again).all(|(before, after)| before.item == after.item));
}

const DRAFTS: &str = "/api/v1/orgs/stps-mx/framework-drafts";

fn file(content: &[u8], label: &str) -> Value {
    json!({ "content": STANDARD.encode(content), "framework": "mx-conocer-ec", "label": label })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_previewed_becomes_a_draft_and_is_published_by_somebody_else() {
    let test = TestApp::demo();
    let both = test.member("stps-mx", &[Role::Curator, Role::Reviewer]);
    let reviewer = test.member("stps-mx", &[Role::Reviewer]);
    let dirty = "c\u{f3}digo;t\u{ed}tulo\nEC0076;Otro t\u{ed}tulo\nEC9001;\n";
    let latin: Vec<u8> = dirty.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let preview = test.post(&both, &format!("{DRAFTS}/preview"), &file(&latin, "next")).await.expect(200).json();
    assert_eq!(preview["shape"]["encoding"], "latin1");
    assert_eq!(preview["report"]["errors"][0]["reason"], "title-missing");
    assert_eq!(preview["report"]["errors"][0]["row"], 3);
    assert_eq!(preview["diff"]["changed"][0]["item"]["key"], "EC0076");
    let refused = test.post(&both, &format!("{DRAFTS}/import"), &file(&latin, "next")).await.expect(422);
    assert_eq!((refused.code().as_str(), &refused.json()["current"]["accepted"]), ("not-importable", &json!(1)));

    let good = file(b"code,title\nEC0076,Otro\nEC9001,Nuevo\n", "next");
    let draft = test.post(&both, &format!("{DRAFTS}/import"), &good).await.expect(201).json();
    assert_eq!((&draft["items"], &draft["mine"]), (&json!(2), &json!(true)));
    let taken = test.post(&both, &format!("{DRAFTS}/import"), &good).await.expect(409);
    assert_eq!(taken.code(), "already-exists");
    let one = format!("{DRAFTS}/{}", draft["id"].as_str().unwrap());
    let step = json!({ "revision": draft["revision"] });
    let alone = test.post(&both, &format!("{one}/publish"), &step).await.expect(403);
    assert_eq!(alone.code(), "own-work");
    test.post(&reviewer, &format!("{one}/publish"), &step).await.expect(204);
    test.get(&both, &one).await.expect(404);
    let versions = test.get(&Sender::nobody(), "/api/v1/frameworks/mx-conocer-ec/versions").await.expect(200).json();
    assert_eq!(
        versions["versions"][0],
        json!({"version": {"label": "next", "published_on": "2026-06-01"}, "items": 2})
    );
    let before = versions["versions"][1]["version"]["label"].as_str().unwrap();
    let path = format!("/api/v1/frameworks/mx-conocer-ec/diff?from={before}&to=next");
    let diff = test.get(&Sender::nobody(), &path).await.expect(200).json();
    assert_eq!(diff["added"][0]["key"], "EC9001");
    test.get(&Sender::nobody(), &path.replace("next", "none")).await.expect(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_cannot_be_read_is_answered_by_where_and_why() {
    let test = TestApp::demo();
    let curator = test.member("stps-mx", &[Role::Curator]);
    let preview = async |content: &[u8]| test.post(&curator, &format!("{DRAFTS}/preview"), &file(content, "x")).await;
    let error = |report: &Value| (report["errors"][0]["row"].clone(), report["errors"][0]["reason"].clone());
    let spreadsheet = preview(b"PK\x03\x04\x14\x00\x06\x00").await.expect(200).json();
    assert_eq!(error(&spreadsheet["report"]), (json!(1), json!("not-text")));
    assert_eq!(spreadsheet["report"]["accepted"], 0);
    let package = preview(b"{\n  \"CFDocument\": {,\n").await.expect(422).json();
    assert_eq!(error(&package["current"]), (json!(2), json!("not-json")));
    assert_eq!(package["current"]["errors"][0]["column"], "18");
    let nothing = preview(b"{}").await.expect(422).json();
    assert_eq!(nothing["current"]["errors"][0]["column"], "CFDocument");
}

#[tokio::test(flavor = "multi_thread")]
async fn columns_are_set_by_hand_or_kept_aside_and_the_version_goes_out_as_a_file() {
    let test = TestApp::demo();
    let curator = test.member("stps-mx", &[Role::Curator]);
    let mut sent = file("clave;nivel;rótulo\nEC9001;2;Pintar muros\n".as_bytes(), "next");
    sent["columns"] = json!({ "title": "rótulo" });
    sent["aside"] = json!(["nivel"]);
    let found = test.post(&curator, &format!("{DRAFTS}/preview"), &sent).await.expect(200).json();
    let held: Vec<&Value> = found["shape"]["columns"].as_array().unwrap().iter().map(|one| &one["column"]).collect();
    assert_eq!(held, [&json!("code"), &Value::Null, &json!("title")]);
    assert_eq!(found["report"]["errors"], json!([]));

    let table = "clave;título\nEC9001;Pintar muros\n";
    publish(&test, table.as_bytes(), "next").unwrap();
    let path = "/api/v1/frameworks/mx-conocer-ec/file";
    let csv = test.get(&Sender::nobody(), &format!("{path}?format=csv&version=next")).await.expect(200).text();
    assert!(csv.contains("EC9001,") && csv.contains("Pintar muros"), "{csv}");
    let case = test.get(&Sender::nobody(), path).await.expect(200).json();
    assert_eq!(case["CFItems"][0]["humanCodingScheme"], "EC9001");
    test.get(&Sender::nobody(), &format!("{path}?version=none")).await.expect(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_edited_item_by_item_and_says_what_changed() {
    let test = TestApp::demo();
    let curator = test.member("stps-mx", &[Role::Curator]);
    let new = json!({ "framework": "mx-conocer-ec", "label": "edited" });
    let draft = test.post(&curator, DRAFTS, &new).await.expect(201).json();
    let one = format!("{DRAFTS}/{}", draft["id"].as_str().unwrap());
    let detail = test.get(&curator, &one).await.expect(200).json();
    assert_eq!(detail["diff"]["changed"], json!([]));
    let title = |text: &str| json!({ "official": "es", "texts": { "es": text } });
    let item = |key: &str, kind: &str, parent: Value, text: &str| json!({ "key": key, "kind": kind, "parent": parent, "code": key, "title": title(text), "source": "a test" });
    let edit = async |revision: u32, key: Value, item: Value, status: u16| {
        let body = json!({ "revision": revision, "key": key, "item": item });
        test.send(&curator, http::Method::PUT, &format!("{one}/items"), Some(&body)).await.expect(status)
    };
    edit(1, Value::Null, item("EC9001", "standard", Value::Null, "Nuevo"), 200).await;
    assert_eq!(edit(1, Value::Null, item("EC9002", "standard", Value::Null, "Tarde"), 409).await.code(), "stale");
    edit(2, Value::Null, item("EC9001/U1", "unit", json!("EC9001"), "Unidad"), 200).await;
    let wrong = edit(3, Value::Null, item("EC9001/U1", "unit", json!("EC9001"), "Otra"), 422).await.json();
    assert_eq!(wrong["errors"][0]["field"], "item.key");
    let wrong = edit(3, json!("EC9001"), item("EC9001", "standard", json!("EC9001/U1"), "Nuevo"), 422).await.json();
    assert_eq!(wrong["errors"][0]["field"], "item.parent");
    edit(3, json!("EC9001"), item("EC9003", "standard", Value::Null, "Nuevo"), 200).await;
    let moved = item("EC9001/U1", "unit", json!("EC0076"), "Unidad");
    let detail = edit(4, json!("EC9001/U1"), moved, 200).await.json();
    let added: Vec<&str> =
        detail["diff"]["added"].as_array().unwrap().iter().map(|e| e["key"].as_str().unwrap()).collect();
    assert_eq!(added, ["EC9003", "EC9001/U1"]);
    let removal = json!({ "revision": 5, "key": "EC0076" });
    let detail = test.post(&curator, &format!("{one}/items/remove"), &removal).await.expect(200).json();
    assert!(detail["diff"]["removed"].as_array().unwrap().iter().any(|entry| entry["key"] == "EC0076"));
    assert_eq!(detail["diff"]["added"].as_array().unwrap().len(), 1, "its unit went with it");
    test.post(&curator, &format!("{one}/discard"), &json!({ "revision": 6 })).await.expect(204);
    assert_eq!(test.get(&curator, DRAFTS).await.expect(200).json(), json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_says_which_look_ups_it_would_change() {
    let test = TestApp::demo();
    let curator = test.member("mdt-ec", &[Role::Curator]);
    let drafts = "/api/v1/orgs/mdt-ec/framework-drafts";
    let draft =
        test.post(&curator, drafts, &json!({"framework": "ec-secap", "label": "next"})).await.expect(201).json();
    let one = format!("{drafts}/{}", draft["id"].as_str().unwrap());
    let same = test.get(&curator, &format!("{one}/effects")).await.expect(200).json();
    assert_eq!((&same["lookups"], &same["changes"]), (&json!(0), &json!([])), "nothing differs yet");
    let gone = json!({"revision": draft["revision"], "key": "ILUSTRATIVO-EL-02"});
    test.post(&curator, &format!("{one}/items/remove"), &gone).await.expect(200);
    let effects = test.get(&curator, &format!("{one}/effects")).await.expect(200).json();
    let changes = effects["changes"].as_array().unwrap();
    assert!(changes.iter().any(|one| one["framework"] == "co-sena-nscl" && one["destination"] == "EC"), "{effects}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ministry_looks_after_the_frameworks_of_its_own_country_only() {
    let test = TestApp::demo();
    let foreign = test.member("mdt-ec", &[Role::Curator]);
    let drafts = "/api/v1/orgs/mdt-ec/framework-drafts";
    let new = json!({ "framework": "mx-conocer-ec", "label": "x" });
    assert_eq!(test.post(&foreign, drafts, &new).await.expect(403).code(), "forbidden");
    let body = file(b"code,title\nA,a\n", "x");
    assert_eq!(test.post(&foreign, &format!("{drafts}/preview"), &body).await.expect(403).code(), "forbidden");
    let package = json!({ "CFDocument": { "title": "mx conocer ec" }, "CFItems": [] }).to_string();
    let hidden = json!({ "content": STANDARD.encode(package) });
    assert_eq!(test.post(&foreign, &format!("{drafts}/import"), &hidden).await.expect(403).code(), "forbidden");
}

#[test]
fn an_export_is_imported_again_and_tells_of_no_change() {
    let installation = Installation::new();
    let file = installation.data.path().join("nscl.json");
    let run = |arguments: &[&str]| installation.run(arguments);
    assert!(run(&["export", "framework", "co-sena-nscl", "--to", text(&file)]).status.success());
    let package: Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
    assert_eq!(package["CFDocument"]["creator"], "SENA");
    let import = ["import", "framework", text(&file), "--label", "2099", "--published-on", "2099-01-01"];
    let tried = said(&run(&[&import[..], &["--dry-run"]].concat()));
    for nothing in ["0 errors", "0: added", "0: removed", "0: changed", "0: moved", "0: renumbered"] {
        assert!(tried.contains(nothing), "{nothing}: {tried}");
    }
    let label = ["export", "framework", "co-sena-nscl", "--label", "2099", "--format", "tsv"];
    assert!(!run(&label).status.success(), "a dry run stores nothing");
    assert!(run(&import).status.success());
    let twice = run(&import);
    assert!(!twice.status.success() && said(&twice).contains("2099"), "{}", said(&twice));
    let table = run(&label);
    assert!(said(&table).starts_with("code\t"), "{}", said(&table));
}

#[test]
fn a_registry_of_an_earlier_release_keeps_its_frameworks() {
    let test = TestApp::empty();
    let packages = bundled::frameworks(true).unwrap();
    let kept: Vec<Package> = test.db(|conn| {
        let (old, up, down) = match conn {
            DbConn::Sqlite(_) => (
                include_str!("../../migrations/sqlite/2026-11-22-000500_published/up.sql"),
                include_str!("../../migrations/sqlite/2026-11-22-001100_framework_items/up.sql"),
                include_str!("../../migrations/sqlite/2026-11-22-001100_framework_items/down.sql"),
            ),
            DbConn::Postgres(_) => (
                include_str!("../../migrations/postgres/2026-11-22-000500_published/up.sql"),
                include_str!("../../migrations/postgres/2026-11-22-001100_framework_items/up.sql"),
                include_str!("../../migrations/postgres/2026-11-22-001100_framework_items/down.sql"),
            ),
        };
        // What later migrations added to these tables goes first.
        conn.batch_execute("DROP TABLE framework_edits")?;
        conn.batch_execute(down)?;
        let start = old.find("CREATE TABLE framework_versions").unwrap();
        let table = &old[start..start + old[start..].find(';').unwrap()];
        conn.batch_execute(table)?;
        let start = old.find("CREATE TRIGGER framework_versions_no_update").unwrap();
        let end = if matches!(conn, DbConn::Sqlite(_)) { "END;" } else { ";" };
        conn.batch_execute(&old[start..start + old[start..].find(end).unwrap() + end.len()])?;
        for package in &packages {
            let (label, day) = (&package.version.label, package.version.published_on);
            let document = json!(package).to_string().replace('\'', "''");
            let insert = format!(
                "INSERT INTO framework_versions (framework_id, label, published_on, document, created_at) \
                 VALUES ('{}', '{label}', '{day}', '{document}', '2026-11-22 00:00:00')",
                package.framework.id
            );
            conn.batch_execute(&insert)?;
        }
        conn.batch_execute(up)?;
        store::packages(conn)
    });
    assert_eq!(kept.len(), packages.len());
    for package in packages {
        assert!(kept.contains(&package), "{}", package.framework.id);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_versions_of_one_day_the_one_published_later_is_the_newest() {
    let test = TestApp::demo();
    for label in ["9", "10", "1"] {
        publish(&test, format!("code,title\nEC9001,Versión {label}\n").as_bytes(), label).unwrap();
        let newest = test.db(|conn| store::newest(conn, &id())).unwrap();
        assert_eq!(newest.head.version.label, label);
        let path = "/api/v1/frameworks/mx-conocer-ec/standards/EC9001";
        let tree = test.get(&Sender::nobody(), path).await.expect(200).json();
        assert_eq!(tree["version"]["label"], label, "the look-up");
        let item = tree["standard"]["item"].clone();
        let documents = test.get(&Sender::nobody(), "/ims/case/v1p1/CFDocuments").await.expect(200).json();
        let document = documents["CFDocuments"].as_array().unwrap().iter();
        let ours = document.clone().find(|one| one["extensions"]["puente"]["framework"]["id"] == "mx-conocer-ec");
        assert_eq!(ours.unwrap()["version"], label, "the provider of CASE: {item}");
        let draft = json!({ "framework": "mx-conocer-ec", "label": format!("after {label}") });
        let curator = test.member("stps-mx", &[Role::Curator]);
        let draft = test.post(&curator, DRAFTS, &draft).await.expect(201).json();
        assert_eq!(draft["base"], label, "what a draft is compared with: {draft}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_without_an_item_makes_no_version() {
    let test = TestApp::demo();
    let package = json!({ "CFDocument": { "title": "mx conocer ec" }, "CFItems": [], "CFAssociations": [] });
    let curator = test.member("stps-mx", &[Role::Curator]);
    for empty in ["code,title\n".to_owned(), package.to_string()] {
        let Err(ImportError::Rows(report)) = publish(&test, empty.as_bytes(), "next") else { panic!("accepted") };
        assert_eq!(serde_json::to_value(&report.errors).unwrap()[0]["reason"], "no-items");
        let streamed = test.app.db.write_now(|conn| {
            let open = || Ok(empty.as_bytes());
            import::publish_case(conn, open, (&wanted("next"), &moment(&test)), &Actor::system(), |_, _| {})
        });
        assert!(streamed.is_err());
        let body = file(empty.as_bytes(), "next");
        let preview = test.post(&curator, &format!("{DRAFTS}/preview"), &body).await.expect(200).json();
        assert_eq!(preview["report"]["errors"][0]["reason"], "no-items");
        let refused = test.post(&curator, &format!("{DRAFTS}/import"), &body).await.expect(422);
        assert_eq!(refused.code(), "not-importable");
    }
    assert!(test.db(|conn| store::labelled(conn, &id(), "next")).is_none());
}

#[test]
fn the_command_refuses_a_table_of_headers_and_says_why() {
    let installation = Installation::new();
    let file = installation.data.path().join("empty.csv");
    fs::write(&file, "code,title\n").unwrap();
    let refused = installation.run(&["import", "framework", text(&file), "--id", "xx-empty", "--body", "Nobody"]);
    assert!(!refused.status.success(), "{}", said(&refused));
    assert!(said(&refused).contains("the file has no items; nothing was imported"), "{}", said(&refused));
}
