//! Drafts of framework versions, edited item by item.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::Method;
use puente_wire::session::Role;
use serde_json::{Value, json};

use crate::support::{Answer, Sender, TestApp};

const DRAFTS: &str = "/api/v1/orgs/mdt-ec/framework-drafts";

/// A draft of Ecuador's framework, and who works on it.
struct Draft<'a> {
    test: &'a TestApp,
    one: String,
}

impl<'a> Draft<'a> {
    async fn start(test: &'a TestApp, curator: &Sender) -> Self {
        let new = json!({ "framework": "ec-secap", "label": "2027" });
        let draft = test.post(curator, DRAFTS, &new).await.expect(201).json();
        Self { test, one: format!("{DRAFTS}/{}", draft["id"].as_str().unwrap()) }
    }

    async fn item(&self, who: &Sender, key: &str) -> Value {
        let path = format!("{}/item?key={}", self.one, key.replace('/', "%2F").replace(' ', "%20"));
        self.test.get(who, &path).await.expect(200).json()
    }

    async fn put(&self, who: &Sender, revision: u32, key: Option<&str>, item: &Value) -> Answer {
        let body = json!({ "revision": revision, "key": key, "item": item });
        self.test.send(who, Method::PUT, &format!("{}/items", self.one), Some(&body)).await
    }

    async fn step(&self, who: &Sender, step: &str, revision: u32) -> Answer {
        self.test.post(who, &format!("{}/{step}", self.one), &json!({ "revision": revision })).await
    }
}

fn unit(key: &str, parent: &str, title: &str) -> Value {
    let code = key.rsplit('/').next().unwrap();
    json!({
        "key": key, "kind": "unit", "parent": parent, "code": code, "source": "una prueba",
        "title": { "official": "es", "texts": { "es": title } },
    })
}

fn error(answer: &Value) -> (String, String) {
    let error = &answer["errors"][0];
    (error["field"].as_str().unwrap().to_owned(), error["code"].as_str().unwrap().to_owned())
}

const STANDARD_KEY: &str = "ILUSTRATIVO-EL-02";

#[tokio::test(flavor = "multi_thread")]
async fn every_edit_is_taken_back_newest_first_until_nothing_differs() {
    let test = TestApp::demo();
    let curator = test.member("mdt-ec", &[Role::Curator]);
    let draft = Draft::start(&test, &curator).await;
    let found = draft.item(&curator, STANDARD_KEY).await;
    assert_eq!(found["published"], found["item"]);
    assert!(found["below"].as_u64().unwrap() > 0);

    let mut item = found["item"].clone();
    item["title"]["texts"]["es"] = json!("  Instalar redes nuevas ");
    draft.put(&curator, 1, Some(STANDARD_KEY), &item).await.expect(200);
    let changed = draft.item(&curator, STANDARD_KEY).await;
    assert_eq!(changed["item"]["title"]["texts"]["es"], "Instalar redes nuevas");
    assert_eq!(changed["changes"][0]["field"], "title");
    let added = unit("ILUSTRATIVO-EL-02/U 99", STANDARD_KEY, "Una unidad más");
    draft.put(&curator, 2, None, &added).await.expect(200);
    let fresh = draft.item(&curator, "ilustrativo-el-02/u 99").await;
    assert_eq!((&fresh["published"], &fresh["above"][0]["key"]), (&Value::Null, &json!(STANDARD_KEY)));
    let gone = json!({ "revision": 3, "key": STANDARD_KEY });
    let removed = test.post(&curator, &format!("{}/items/remove", draft.one), &gone).await.expect(200).json();
    assert!(removed["diff"]["removed"].as_array().unwrap().len() > 1, "its units go with it");
    assert_eq!(removed["draft"]["undo"]["done"], "removed");

    let detail = draft.step(&curator, "undo", 4).await.expect(200).json();
    assert_eq!((&detail["draft"]["undo"]["done"], &detail["diff"]["removed"]), (&json!("added"), &json!([])));
    draft.step(&curator, "undo", 5).await.expect(200);
    let detail = draft.step(&curator, "undo", 6).await.expect(200).json();
    for list in ["added", "removed", "changed", "moved", "renumbered"] {
        assert_eq!(detail["diff"][list], json!([]), "{list}");
    }
    assert_eq!(detail["draft"]["undo"], Value::Null);
    draft.step(&curator, "undo", 7).await.expect(404);
    assert_eq!(draft.step(&curator, "undo", 3).await.expect(409).code(), "stale");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_an_item_is_said_by_field_and_nothing_is_stored() {
    let test = TestApp::demo();
    let curator = test.member("mdt-ec", &[Role::Curator]);
    let draft = Draft::start(&test, &curator).await;
    let item = draft.item(&curator, STANDARD_KEY).await["item"].clone();
    let children = test.get(&curator, &format!("{}/items?q={STANDARD_KEY}", draft.one)).await.expect(200).json();
    let child = children["items"][1]["item"]["key"].as_str().unwrap().to_owned();
    let with = |field: &str, value: Value| {
        let mut changed = item.clone();
        changed[field] = value;
        changed
    };
    let cases = [
        (with("parent", json!(child)), ("item.parent", "inside-itself")),
        (with("parent", json!("NADA")), ("item.parent", "unknown")),
        (with("replaced_by", json!(["NADA"])), ("item.replaced_by", "unknown")),
        (with("replaced_by", json!([STANDARD_KEY])), ("item.replaced_by", "inside-itself")),
        (with("status", json!("replaced")), ("item.replaced_by", "required")),
        (with("isco08", json!(["9999"])), ("item.isco08", "no-occupation")),
        (with("source", json!(" ")), ("item.source", "required")),
        (with("title", json!({ "official": "es", "texts": { "es": " " } })), ("item.title", "required")),
        (with("key", json!(child)), ("item.key", "code-taken")),
    ];
    for (wrong, (field, code)) in cases {
        let answer = draft.put(&curator, 1, Some(STANDARD_KEY), &wrong).await.expect(422).json();
        assert_eq!(error(&answer), (field.to_owned(), code.to_owned()), "{wrong}");
    }
    let twin = unit(&child, STANDARD_KEY, "La misma");
    let answer = draft.put(&curator, 1, None, &twin).await.expect(422).json();
    assert_eq!(error(&answer), ("item.code".to_owned(), "code-taken".to_owned()));
    let late = json!({ "in_force_from": "31/12/2026" });
    let mut wrong = item.clone();
    wrong["in_force_from"] = late["in_force_from"].clone();
    draft.put(&curator, 1, Some(STANDARD_KEY), &wrong).await.expect(422);
    test.get(&curator, &format!("{}/item?key=NADA", draft.one)).await.expect(404);
    let detail = test.get(&curator, &draft.one).await.expect(200).json();
    assert_eq!(detail["draft"]["revision"], 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_read_an_older_draft_is_told_what_was_edited_since() {
    let test = TestApp::demo();
    let (first, second) = (test.member("mdt-ec", &[Role::Curator]), test.member("mdt-ec", &[Role::Curator]));
    let draft = Draft::start(&test, &first).await;
    let one = unit("ILUSTRATIVO-EL-02/X1", STANDARD_KEY, "Primera");
    let two = unit("ILUSTRATIVO-EL-02/X2", STANDARD_KEY, "Segunda");
    draft.put(&second, 1, None, &one).await.expect(200);
    let stale = draft.put(&first, 1, None, &two).await.expect(409).json();
    assert_eq!(stale["code"], "stale");
    let since = stale["current"]["since"].as_array().unwrap();
    assert_eq!((since.len(), &since[0]["done"], &since[0]["item"]["code"]), (1, &json!("added"), &json!("X1")));
    assert!(!since[0]["by"].as_str().unwrap().is_empty());
    let revision = u32::try_from(stale["current"]["draft"]["revision"].as_u64().unwrap()).unwrap();
    draft.put(&first, revision, None, &two).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edited_draft_is_published_by_somebody_else_and_a_replaced_unit_still_resolves() {
    let test = TestApp::demo();
    let both = [Role::Curator, Role::Reviewer];
    let (author, editor) = (test.member("mdt-ec", &both), test.member("mdt-ec", &both));
    let draft = Draft::start(&test, &author).await;
    let children = test.get(&author, &format!("{}/items?q={STANDARD_KEY}", draft.one)).await.expect(200).json();
    let old = children["items"][1]["item"]["key"].as_str().unwrap().to_owned();
    let new = format!("{STANDARD_KEY}/NUEVA");
    draft.put(&author, 1, None, &unit(&new, STANDARD_KEY, "La que la reemplaza")).await.expect(200);
    let mut replaced = draft.item(&author, &old).await["item"].clone();
    replaced["status"] = json!("replaced");
    replaced["replaced_by"] = json!([new]);
    draft.put(&editor, 2, Some(&old), &replaced).await.expect(200);
    let named = json!({ "revision": 3, "key": new });
    let refused = test.post(&author, &format!("{}/items/remove", draft.one), &named).await.expect(422).json();
    assert_eq!(error(&refused), ("key".to_owned(), "replaces-another".to_owned()));

    let tree = format!("/api/v1/frameworks/ec-secap/standards/{STANDARD_KEY}");
    let before = test.get(&Sender::nobody(), &tree).await.expect(200).text();
    assert!(!before.contains("La que la reemplaza"), "nobody sees a draft");
    let own = draft.step(&editor, "publish", 3).await.expect(403);
    assert_eq!(own.code(), "own-work", "whoever edited last is its author");
    draft.step(&author, "publish", 3).await.expect(204);
    let after = test.get(&Sender::nobody(), &tree).await.expect(200).text();
    assert!(after.contains("La que la reemplaza") && after.contains("\"replaced\""), "{after}");
    draft.put(&author, 3, Some(&old), &replaced).await.expect(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_of_thousands_is_read_in_pages_in_the_order_of_the_tree_and_searched() {
    let test = TestApp::demo();
    let curator = test.member("mdt-ec", &[Role::Curator]);
    let standard = |number: u32| {
        let units: Vec<String> = (1..=4).map(|unit| format!("U{unit};Parte {unit};unit;N{number:04}\n")).collect();
        format!("N{number:04};Norma {number} de instalación;standard;\n{}", units.concat())
    };
    let table: String = ["code;title;kind;parent\n".to_owned()].into_iter().chain((0..1_000).map(standard)).collect();
    let file = json!({
        "content": STANDARD.encode(table), "framework": "ec-grande", "body": "Una prueba", "label": "1",
    });
    let draft = test.post(&curator, &format!("{DRAFTS}/import"), &file).await.expect(201).json();
    assert_eq!(draft["items"], 5_000);
    let one = format!("{DRAFTS}/{}", draft["id"].as_str().unwrap());
    let page = test.get(&curator, &format!("{one}/items?page=2")).await.expect(200).json();
    assert_eq!((&page["total"], &page["items"][0]["item"]["key"]), (&json!(5_000), &json!("N0004")));
    let lines = page["items"].as_array().unwrap();
    let shape: Vec<(u64, u64)> =
        lines.iter().take(3).map(|line| (line["depth"].as_u64().unwrap(), line["below"].as_u64().unwrap())).collect();
    assert_eq!((lines.len(), shape), (20, vec![(0, 4), (1, 0), (1, 0)]));
    let found = test.get(&curator, &format!("{one}/items?q=INSTALACION%20777")).await.expect(200).json();
    assert_eq!((&found["total"], &found["items"][0]["item"]["key"]), (&json!(1), &json!("N0777")));
    let body = json!({ "revision": 1, "item": unit("N0003/U5", "N0003", "La quinta") });
    test.send(&curator, Method::PUT, &format!("{one}/items"), Some(&body)).await.expect(200);
    let page = test.get(&curator, &format!("{one}/items?page=2")).await.expect(200).json();
    assert_eq!(page["items"][0]["item"]["key"], "N0003/U5", "it stands with its standard, not at the end");
}
