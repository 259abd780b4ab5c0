//! How the registry itself says it in CASE: the document, items, and the associations that follow
//! from the tree and from replacements (1EdTech CASE 1.1, information model).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::formats::Members;
use crate::{Framework, FrameworkVersion, Item, ItemKey, ItemKind, LangMap, Sector, Status};

/// The extension under which stands what CASE has no member for.
pub(super) const EXTENSION: &str = "puente";
/// The association that makes the tree.
pub(super) const CHILD: &str = "isChildOf";
/// The association from an item to what took its place.
pub(super) const REPLACED: &str = "replacedBy";

/// Where a package is served, and how its parts are identified.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    base: String,
    names: Uuid,
    pub(super) document: String,
    title: String,
    lang: String,
    changed: String,
    source: String,
}

/// What CASE has no member for, of an item.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Extension {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) key: Option<ItemKey>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) version: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) title: Option<LangMap>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) statement: Option<LangMap>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) hours: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) sector_name: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) sectors: Vec<Sector>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) isco08: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) validity_months: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) status: Option<Status>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) replaced_by: Vec<ItemKey>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) source: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) illustrative: bool,
}

/// The extension of a document.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct DocumentExtension {
    pub(super) framework: Framework,
    pub(super) version: FrameworkVersion,
}

impl Frame {
    pub(super) fn new(framework: &Framework, version: &FrameworkVersion, document: &Members, base: &str) -> Self {
        let names = Uuid::new_v5(&Uuid::NAMESPACE_URL, format!("puente:framework:{}", framework.id).as_bytes());
        let own = || Uuid::new_v5(&names, format!("version {}", version.label).as_bytes()).to_string();
        Self {
            base: base.to_owned(),
            names,
            document: document.get("identifier").and_then(Value::as_str).map_or_else(own, str::to_owned),
            title: framework.title.official_text().to_owned(),
            lang: framework.title.official.to_string(),
            changed: moment(version.published_on),
            source: framework.source.clone(),
        }
    }

    /// The identifier the registry gives an item: the same in every version of the framework.
    pub(super) fn identifier(&self, key: &ItemKey) -> String {
        Uuid::new_v5(&self.names, format!("item {key}").as_bytes()).to_string()
    }

    fn uri(&self, class: &str, identifier: &str) -> String {
        format!("{}/ims/case/v1p1/{class}/{identifier}", self.base)
    }

    fn document_link(&self) -> Value {
        let uri = self.uri("CFDocuments", &self.document);
        json!({ "title": self.title, "identifier": self.document, "uri": uri })
    }

    fn item_link(&self, node: &Node<'_>) -> Value {
        let uri = self.uri("CFItems", node.identifier);
        json!({ "title": node.key.as_str(), "identifier": node.identifier, "uri": uri })
    }

    /// The association of an item with its parent; with the document when it stands at the top.
    pub(super) fn child_of(&self, child: &Node<'_>, parent: Option<&Node<'_>>, number: u32) -> Members {
        let (identifier, link) = match parent {
            Some(parent) => (parent.identifier, self.item_link(parent)),
            None => (self.document.as_str(), self.document_link()),
        };
        let mut association = self.association(CHILD, child, identifier, link);
        association.insert("sequenceNumber".to_owned(), number.into());
        association
    }

    /// The association of an item with what took its place.
    pub(super) fn replaced_by(&self, old: &Node<'_>, new: &Node<'_>) -> Members {
        self.association(REPLACED, old, new.identifier, self.item_link(new))
    }

    fn association(&self, kind: &str, origin: &Node<'_>, destination: &str, link: Value) -> Members {
        let name = format!("{kind} {} {destination} {}", origin.identifier, self.document);
        let identifier = Uuid::new_v5(&self.names, name.as_bytes()).to_string();
        members([
            ("uri", self.uri("CFAssociations", &identifier).into()),
            ("identifier", identifier.into()),
            ("associationType", kind.into()),
            ("originNodeURI", self.item_link(origin)),
            ("destinationNodeURI", link),
            ("CFDocumentURI", self.document_link()),
            ("lastChangeDateTime", self.changed.clone().into()),
        ])
    }

    /// The document itself.
    pub(super) fn document(&self, framework: &Framework, version: &FrameworkVersion) -> Members {
        let package = self.uri("CFPackages", &self.document);
        let extension = DocumentExtension { framework: framework.clone(), version: version.clone() };
        let mut document = members([
            ("identifier", self.document.clone().into()),
            ("uri", self.uri("CFDocuments", &self.document).into()),
            ("CFPackageURI", json!({ "title": self.title, "identifier": self.document, "uri": package })),
            ("creator", framework.body.clone().into()),
            ("title", self.title.clone().into()),
            ("language", self.lang.clone().into()),
            ("version", version.label.clone().into()),
            ("caseVersion", "1.1".into()),
            ("adoptionStatus", "Adopted".into()),
            ("statusStartDate", version.published_on.to_string().into()),
            ("lastChangeDateTime", self.changed.clone().into()),
        ]);
        if framework.source.starts_with("https://") || framework.source.starts_with("http://") {
            document.insert("officialSourceURL".to_owned(), framework.source.clone().into());
        }
        extend(&mut document, &extension);
        document
    }

    /// An item. `natural` is the key it would have by its code and place alone.
    pub(super) fn item(&self, item: &Item, identifier: &str, natural: &ItemKey) -> Members {
        let lang = &item.title.official;
        let plain = |map: &LangMap| map.texts.len() == 1 && map.texts.contains_key(&map.official);
        let title = item.title.official_text();
        let full = item.statement.as_ref().map_or(title, LangMap::official_text);
        let mut out = members([
            ("identifier", identifier.into()),
            ("uri", self.uri("CFItems", identifier).into()),
            ("CFDocumentURI", self.document_link()),
            ("fullStatement", full.into()),
            ("CFItemType", type_name(item.kind).into()),
            ("lastChangeDateTime", self.changed.clone().into()),
        ]);
        let mut put = |name: &str, value: Option<Value>| value.map(|value| out.insert(name.to_owned(), value));
        put("abbreviatedStatement", item.statement.as_ref().map(|_| title.into()));
        put("humanCodingScheme", item.code.as_ref().map(|code| code.raw().into()));
        put("language", (lang.as_str() != self.lang).then(|| lang.to_string().into()));
        put("educationLevel", item.level.as_ref().map(|level| json!([level])));
        put("statusStartDate", item.in_force_from.map(|day| day.to_string().into()));
        put("statusEndDate", item.in_force_until.map(|day| day.to_string().into()));
        let deduced = if item.replaced_by.is_empty() { Status::Active } else { Status::Replaced };
        let odd = |map: &&LangMap| !plain(map) || map.official != *lang || map.official_text().trim().is_empty();
        let extension = Extension {
            key: (item.key != *natural).then(|| item.key.clone()),
            version: item.version.clone(),
            title: Some(&item.title).filter(odd).cloned(),
            statement: item.statement.as_ref().filter(odd).cloned(),
            hours: item.hours,
            sector_name: item.sector_name.clone(),
            sectors: item.sectors.clone(),
            isco08: item.isco08.clone(),
            validity_months: item.validity_months,
            status: (item.status != deduced).then_some(item.status),
            replaced_by: item.replaced_by.clone(),
            source: (item.source != self.source).then(|| item.source.clone()),
            illustrative: item.illustrative,
        };
        if extension != Extension::default() {
            extend(&mut out, &extension);
        }
        out
    }
}

/// An item, as associations name it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node<'a> {
    pub(super) identifier: &'a str,
    pub(super) key: &'a ItemKey,
}

/// Midnight of a day.
fn moment(day: NaiveDate) -> String {
    format!("{day}T00:00:00+00:00")
}

fn members<const N: usize>(all: [(&str, Value); N]) -> Members {
    all.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn extend(out: &mut Members, extension: &impl Serialize) {
    let value = serde_json::to_value(extension).unwrap_or_default();
    out.insert("extensions".to_owned(), json!({ EXTENSION: value }));
}

const fn type_name(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Group => "Group",
        ItemKind::Standard => "Standard",
        ItemKind::Unit => "Unit",
        ItemKind::Element => "Element",
        ItemKind::Criterion => "Criterion",
    }
}

/// What others call the kinds of item, folded.
pub(super) fn kind_of_type(name: &str) -> Option<ItemKind> {
    let words = crate::text::words(name).join(" ");
    let kinds: BTreeMap<&str, ItemKind> = [
        ("group area familia family cluster domain dominio subarea sector", ItemKind::Group),
        ("standard estandar norma perfil padrao profile", ItemKind::Standard),
        ("unit unidad unidade ucl", ItemKind::Unit),
        ("element elemento", ItemKind::Element),
        ("criterion criterio criteria", ItemKind::Criterion),
    ]
    .into();
    let first = words.split(' ').next().filter(|word| !word.is_empty())?;
    kinds.into_iter().find(|(names, _)| names.split(' ').any(|name| name == first)).map(|(_, kind)| kind)
}
