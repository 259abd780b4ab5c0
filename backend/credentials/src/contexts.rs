//! JSON-LD contexts, all of them built in: none is ever fetched.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde_json::{Map, Value, json};
use ssi::json_ld::syntax::Parse as _;
use ssi::json_ld::{Iri, IriBuf, LoadError, Loader, LoadingResult, RemoteDocument, StaticLoader, UnknownContext};

use crate::achievement::OPEN_BADGES;

/// Says what proofs mean; part of the data model's own context since version 2.
pub const DATA_INTEGRITY: &str = "https://w3id.org/security/data-integrity/v2";

/// Makes a term of every name that no other context defines (VC Data Model v2.0, section 5.13).
pub const UNDEFINED_TERMS: &str = "https://www.w3.org/ns/credentials/undefined-terms/v2";

/// The terms of Open Badges 3.0: facts about a public vocabulary, one a line.
const OPEN_BADGES_TERMS: &str = include_str!("../contexts/open-badges-3.0.3.tsv");

static OPEN_BADGES_DOCUMENT: LazyLock<Option<RemoteDocument>> =
    LazyLock::new(|| remote_document(OPEN_BADGES, &open_badges_context()));

static UNDEFINED_TERMS_DOCUMENT: LazyLock<Option<RemoteDocument>> = LazyLock::new(|| {
    let context = json!({"@context": {"@vocab": "https://www.w3.org/ns/credentials/undefined-term#"}});
    remote_document(UNDEFINED_TERMS, &context)
});

/// Hands out built-in contexts; refuses every other address.
#[derive(Debug, Clone, Copy)]
pub struct BuiltIn;

impl Loader for BuiltIn {
    async fn load(&self, url: &Iri) -> LoadingResult {
        let document = match url.as_str() {
            OPEN_BADGES => OPEN_BADGES_DOCUMENT.clone(),
            UNDEFINED_TERMS => UNDEFINED_TERMS_DOCUMENT.clone(),
            _ => return StaticLoader.load(url).await,
        };
        document.ok_or_else(|| LoadError::new(url.to_owned(), UnknownContext))
    }
}

/// Whether the context at this address is at hand.
pub fn is_built_in(url: &str) -> bool {
    let Ok(iri) = IriBuf::new(url.to_owned()) else { return false };
    crate::rdfc::ready(BuiltIn.load(&iri)).is_some_and(|found| found.is_ok())
}

fn remote_document(url: &str, document: &Value) -> Option<RemoteDocument> {
    let iri = IriBuf::new(url.to_owned()).ok()?;
    let (document, _) = ssi::json_ld::syntax::Value::parse_str(&document.to_string()).ok()?;
    Some(RemoteDocument::new(Some(iri), None, document))
}

/// `context-3.0.3.json`, put together from the table of terms.
pub fn open_badges_context() -> Value {
    let rows = OPEN_BADGES_TERMS.lines().filter(|line| !line.starts_with('#')).skip(1);
    let mut scopes: BTreeMap<&str, Map<String, Value>> = BTreeMap::new();
    for row in rows {
        let mut cells = row.split('\t');
        let mut cell = || cells.next().unwrap_or_default();
        let (scope, term, iri, value) = (cell(), cell(), cell(), cell());
        scopes.entry(scope).or_default().insert(term.into(), definition(iri, value));
    }
    let mut everywhere = scopes.remove("-").unwrap_or_default();
    for (kind, terms) in scopes {
        if let Some(Value::Object(definition)) = everywhere.get_mut(kind) {
            definition.insert("@context".into(), protected(terms));
        }
    }
    json!({ "@context": protected(everywhere) })
}

/// No other context may change these terms; `id` and `type` are known in each.
fn protected(mut terms: Map<String, Value>) -> Value {
    terms.insert("@protected".into(), json!(true));
    terms.insert("id".into(), json!("@id"));
    terms.insert("type".into(), json!("@type"));
    Value::Object(terms)
}

/// One term: its IRI, and whether its value is a set, a list, an IRI or of a data type.
fn definition(iri: &str, value: &str) -> Value {
    let mut definition = Map::new();
    definition.insert("@id".into(), json!(expand(iri)));
    match value {
        "-" => {}
        "set" | "list" => drop(definition.insert("@container".into(), json!(format!("@{value}")))),
        "iri" => drop(definition.insert("@type".into(), json!("@id"))),
        datatype => drop(definition.insert("@type".into(), json!(expand(datatype)))),
    }
    Value::Object(definition)
}

fn expand(short: &str) -> String {
    match short.split_once(':') {
        Some(("ob", name)) => format!("https://purl.imsglobal.org/spec/vc/ob/vocab.html#{name}"),
        Some(("schema", name)) => format!("https://schema.org/{name}"),
        Some(("xsds", name)) => format!("https://www.w3.org/2001/XMLSchema#{name}"),
        _ => short.to_owned(),
    }
}
