//! What the registry understands of a document or an item of a package.

use chrono::NaiveDate;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::Options;
use super::render::{DocumentExtension, EXTENSION, Extension, kind_of_type};
use crate::formats::Members;
use crate::{
    Code, Framework, FrameworkId, FrameworkVersion, Item, ItemKey, ItemKind, Lang, LangMap, Status, text as words,
};

/// A member that is a text with anything in it.
pub(super) fn text<'a>(members: &'a Members, name: &str) -> Option<&'a str> {
    members.get(name).and_then(Value::as_str).filter(|text| !text.chars().all(words::is_blank))
}

/// The identifier in a link of an association.
pub(super) fn link<'a>(members: &'a Members, name: &str) -> Option<&'a str> {
    members.get(name)?.get("identifier")?.as_str()
}

fn extension<T: DeserializeOwned>(members: &Members) -> Option<T> {
    let own = members.get("extensions")?.get(EXTENSION)?;
    serde_json::from_value(own.clone()).ok()
}

/// Whose package it is and which state of it; what the caller says counts more than the file.
pub(super) fn head(document: &Members, options: &Options) -> Option<(Framework, FrameworkVersion)> {
    let own: Option<DocumentExtension> = extension(document);
    let lang = text(document, "language").and_then(|tag| tag.parse().ok()).unwrap_or_else(|| options.lang.clone());
    let title = text(document, "title").unwrap_or("CASE");
    let known = own.as_ref().map(|own| own.framework.clone());
    let id = options.id.clone().or_else(|| named(title))?;
    let mut framework = known.unwrap_or_else(|| Framework {
        id,
        country: None,
        body: text(document, "creator").or_else(|| text(document, "publisher")).unwrap_or(title).to_owned(),
        title: LangMap::new(lang, title),
        source: ["officialSourceURL", "uri"].iter().find_map(|name| text(document, name)).unwrap_or(title).to_owned(),
        illustrative: false,
    });
    framework.id = options.id.clone().unwrap_or(framework.id);
    framework.country = options.country.or(framework.country);
    framework.body = options.body.clone().unwrap_or(framework.body);
    let changed = text(document, "lastChangeDateTime").map(|moment| moment.chars().take(10).collect());
    let published = own.as_ref().map_or(options.today, |own| own.version.published_on);
    let version = FrameworkVersion {
        label: (options.label.clone())
            .or_else(|| own.map(|own| own.version.label))
            .or_else(|| text(document, "version").map(|label| label.trim().chars().take(60).collect()))
            .or(changed)
            .unwrap_or_else(|| options.today.to_string()),
        published_on: options.published_on.unwrap_or(published),
    };
    Some((framework, version))
}

/// An id made of the words of a title.
fn named(title: &str) -> Option<FrameworkId> {
    let letters = |word: &String| word.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let words: Vec<String> = words::words(title).into_iter().filter(letters).collect();
    let id: String = words.join("-").chars().take(60).collect();
    [id.trim_end_matches('-'), "case"].iter().find_map(|id| id.parse().ok())
}

/// What an item says by itself, before its place is known.
pub(super) struct Parsed {
    /// Its fields; key, parent and kind are set when its place is known.
    pub(super) item: Item,
    /// Its name below its parent.
    pub(super) name: ItemKey,
    /// The kind its type says.
    pub(super) kind: Option<ItemKind>,
    /// The key an earlier export gave it.
    pub(super) key: Option<ItemKey>,
}

/// `None` when it has no text at all.
pub(super) fn item(members: &Members, lang: &Lang, source: &str) -> Option<Parsed> {
    let own: Extension = extension(members).unwrap_or_default();
    let lang = text(members, "language").and_then(|tag| tag.parse().ok()).unwrap_or_else(|| lang.clone());
    let full = text(members, "fullStatement");
    let short = text(members, "abbreviatedStatement");
    let map = |given: Option<LangMap>, text: &str| match given {
        Some(given) if given.official_text() == text => given,
        _ => LangMap::new(lang.clone(), text),
    };
    let (title, statement) = match (short, full) {
        (Some(short), Some(full)) => (map(own.title, short), Some(map(own.statement, full))),
        (Some(text), None) | (None, Some(text)) => (map(own.title, text), None),
        (None, None) => return None,
    };
    let code = text(members, "humanCodingScheme").and_then(|raw| raw.parse::<Code>().ok());
    let name = ItemKey::derive(code.as_ref(), own.version.as_deref(), title.official_text());
    let deduced = if own.replaced_by.is_empty() { Status::Active } else { Status::Replaced };
    let item = Item {
        code,
        version: own.version,
        statement,
        level: level(members),
        hours: own.hours,
        sector_name: own.sector_name,
        sectors: own.sectors,
        isco08: own.isco08,
        validity_months: own.validity_months,
        status: own.status.unwrap_or(deduced),
        in_force_from: day(members, "statusStartDate"),
        in_force_until: day(members, "statusEndDate"),
        replaced_by: own.replaced_by,
        illustrative: own.illustrative,
        ..Item::new(ItemKind::Standard, name.clone(), title, own.source.unwrap_or_else(|| source.to_owned()))
    };
    Some(Parsed { item, name, kind: text(members, "CFItemType").and_then(kind_of_type), key: own.key })
}

fn level(members: &Members) -> Option<String> {
    match members.get("educationLevel")?.as_array()?.as_slice() {
        [Value::String(level)] if !level.trim().is_empty() => Some(level.clone()),
        _ => None,
    }
}

fn day(members: &Members, name: &str) -> Option<NaiveDate> {
    text(members, name)?.parse().ok()
}
