//! What changed between two versions of a framework.
//!
//! Items are the same when their keys are. What has no counterpart by key is paired by kind, title
//! and place: a standard that only got another code was renumbered, not removed and added. A title
//! that stands more than once on either side pairs nothing, so that two standards of one title are
//! never taken for each other.

use std::{
    collections::{HashMap, HashSet},
    hash::Hash,
};

use serde::{Deserialize, Serialize};

use crate::{Item, ItemKey, ItemKind, LangMap, Package, text};

/// The differences between two versions. One item can stand in several lists: moved and changed, say.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Diff {
    /// Items of the new version that the old one has not, in its order.
    pub added: Vec<Entry>,
    /// Items of the old version that the new one has not, in its order.
    pub removed: Vec<Entry>,
    /// Items in both whose own fields differ.
    pub changed: Vec<Change>,
    /// Items in both that stand under another parent.
    pub moved: Vec<Move>,
    /// Items in both that go by another key.
    pub renumbered: Vec<Renumbering>,
}

/// An item in a list of differences.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Entry {
    /// Its key, in the version it is listed for.
    pub key: ItemKey,
    /// Where it stands in the tree.
    pub kind: ItemKind,
    /// Code and version as people write them; empty when it has none.
    pub code: String,
    /// Its title.
    pub title: LangMap,
}

/// An item whose own fields differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Change {
    /// The item, as the new version has it.
    pub item: Entry,
    /// What differs, by the name of the field; never empty.
    pub fields: Vec<FieldChange>,
}

/// One field of an item, before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FieldChange {
    /// The name of the field, as in an [`Item`].
    pub field: String,
    /// What it was; empty when there was nothing.
    pub before: String,
    /// What it is; empty when there is nothing.
    pub after: String,
}

/// An item that stands under another parent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Move {
    /// The item, as the new version has it.
    pub item: Entry,
    /// The parent in the old version; absent when it stood at the top.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<ItemKey>,
    /// The parent in the new version; absent when it stands at the top.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<ItemKey>,
}

/// An item that goes by another key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Renumbering {
    /// The item, as the new version has it.
    pub item: Entry,
    /// Its key in the old version.
    pub from: ItemKey,
}

impl Diff {
    /// Whether the two versions say the same.
    pub const fn is_empty(&self) -> bool {
        self.added.is_empty()
            && self.removed.is_empty()
            && self.changed.is_empty()
            && self.moved.is_empty()
            && self.renumbered.is_empty()
    }

    /// The differences that lead from one version to another.
    pub fn between(old: &Package, new: &Package) -> Self {
        let pairs = Pairs::of(&old.items, &new.items);
        let mut diff = Self::default();
        for after in &new.items {
            let Some(before) = pairs.old_of(&after.key) else {
                diff.added.push(Entry::of(after));
                continue;
            };
            let fields = differences(before, after, &pairs);
            if !fields.is_empty() {
                diff.changed.push(Change { item: Entry::of(after), fields });
            }
            if !pairs.same(before.parent.as_ref(), after.parent.as_ref()) {
                let (from, to) = (before.parent.clone(), after.parent.clone());
                diff.moved.push(Move { item: Entry::of(after), from, to });
            }
            if before.key != after.key {
                diff.renumbered.push(Renumbering { item: Entry::of(after), from: before.key.clone() });
            }
        }
        let gone = old.items.iter().filter(|before| pairs.new_of(&before.key).is_none());
        diff.removed.extend(gone.map(Entry::of));
        diff
    }
}

impl Entry {
    /// An item, as lists show it.
    pub fn of(item: &Item) -> Self {
        Self { key: item.key.clone(), kind: item.kind, code: item.code_shown(), title: item.title.clone() }
    }
}

/// Which item of one version is which of the other.
struct Pairs<'a> {
    old_by_new: HashMap<&'a ItemKey, &'a Item>,
    new_by_old: HashMap<&'a ItemKey, &'a ItemKey>,
}

impl<'a> Pairs<'a> {
    fn of(old: &'a [Item], new: &'a [Item]) -> Self {
        let olds: HashMap<&ItemKey, &Item> = old.iter().map(|item| (&item.key, item)).collect();
        let news: HashSet<&ItemKey> = new.iter().map(|item| &item.key).collect();
        let mut pairs = Self { old_by_new: HashMap::new(), new_by_old: HashMap::new() };
        for after in new {
            if let Some(before) = olds.get(&after.key) {
                pairs.join(before, after);
            }
        }
        let lost: Vec<&Item> = old.iter().filter(|item| !news.contains(&item.key)).collect();
        let found: Vec<&Item> = new.iter().filter(|item| !olds.contains_key(&item.key)).collect();
        // Below the same parent first: parents come before their children, so theirs are known.
        let place = |item: &'a Item| (item.parent.as_ref(), item.kind, text::fold(item.title.official_text()));
        let olds = alone(lost.iter().copied(), place);
        let news = alone(found.iter().copied(), place);
        for after in &found {
            let (parent, kind, title) = place(after);
            let under = parent.and_then(|parent| pairs.old_of(parent)).map(|item| &item.key);
            if parent.is_some() != under.is_some() || news.get(&(parent, kind, title.clone())) == Some(&None) {
                continue;
            }
            if let Some(Some(before)) = olds.get(&(under, kind, title)) {
                pairs.join(before, after);
            }
        }
        pairs.join_by_title(&lost, &found);
        pairs
    }

    /// Pairs what is left by kind and title, wherever it stands, when that is without doubt.
    fn join_by_title(&mut self, lost: &[&'a Item], found: &[&'a Item]) {
        let name = |item: &Item| (item.kind, text::fold(item.title.official_text()));
        let olds = alone(lost.iter().copied().filter(|item| !self.new_by_old.contains_key(&item.key)), name);
        let news = alone(found.iter().copied().filter(|item| !self.old_by_new.contains_key(&item.key)), name);
        for (title, after) in news {
            if let (Some(after), Some(Some(before))) = (after, olds.get(&title)) {
                self.join(before, after);
            }
        }
    }

    fn join(&mut self, before: &'a Item, after: &'a Item) {
        if !self.new_by_old.contains_key(&before.key) && !self.old_by_new.contains_key(&after.key) {
            self.old_by_new.insert(&after.key, before);
            self.new_by_old.insert(&before.key, &after.key);
        }
    }

    fn old_of(&self, new: &ItemKey) -> Option<&'a Item> {
        self.old_by_new.get(new).copied()
    }

    fn new_of(&self, old: &ItemKey) -> Option<&'a ItemKey> {
        self.new_by_old.get(old).copied()
    }

    /// Whether two keys, one of each version, name the same item (or both none).
    fn same(&self, old: Option<&ItemKey>, new: Option<&ItemKey>) -> bool {
        match (old, new) {
            (None, None) => true,
            (Some(old), Some(new)) => self.new_of(old).map_or(old == new, |known| known == new),
            _ => false,
        }
    }
}

/// Items by what they are told apart by; `None` where several share it.
fn alone<'a, Name: Eq + Hash>(
    items: impl Iterator<Item = &'a Item>,
    name: impl Fn(&'a Item) -> Name,
) -> HashMap<Name, Option<&'a Item>> {
    let mut alone: HashMap<Name, Option<&Item>> = HashMap::new();
    for item in items {
        alone.entry(name(item)).and_modify(|known| *known = None).or_insert(Some(item));
    }
    alone
}

/// The fields that differ, but for key and parent, which have lists of their own.
fn differences(before: &Item, after: &Item, pairs: &Pairs<'_>) -> Vec<FieldChange> {
    let mut out: Vec<FieldChange> = fields(before)
        .into_iter()
        .zip(fields(after))
        .filter(|((_, before), (_, after))| before != after)
        .map(|((field, before), (_, after))| FieldChange { field: field.to_owned(), before, after })
        .collect();
    let replaced = |item: &Item| item.replaced_by.iter().map(ItemKey::as_str).collect::<Vec<_>>().join(", ");
    let same = before.replaced_by.len() == after.replaced_by.len()
        && before.replaced_by.iter().zip(&after.replaced_by).all(|(old, new)| pairs.same(Some(old), Some(new)));
    if !same {
        out.push(FieldChange { field: "replaced_by".to_owned(), before: replaced(before), after: replaced(after) });
    }
    out
}

fn fields(item: &Item) -> [(&'static str, String); 17] {
    let some = |text: &Option<String>| text.clone().unwrap_or_default();
    let number = |number: Option<u32>| number.map(|n| n.to_string()).unwrap_or_default();
    let day = |day: Option<chrono::NaiveDate>| day.map(|d| d.to_string()).unwrap_or_default();
    let sectors: Vec<&str> = item.sectors.iter().map(|sector| sector.as_str()).collect();
    [
        ("kind", item.kind.as_str().to_owned()),
        ("code", item.code.as_ref().map(|code| code.raw().to_owned()).unwrap_or_default()),
        ("version", some(&item.version)),
        ("title", item.title.official_text().to_owned()),
        ("title_translations", translations(Some(&item.title))),
        ("statement", item.statement.as_ref().map(|text| text.official_text().to_owned()).unwrap_or_default()),
        ("statement_translations", translations(item.statement.as_ref())),
        ("level", some(&item.level)),
        ("hours", number(item.hours)),
        ("sector_name", some(&item.sector_name)),
        ("sectors", sectors.join(", ")),
        ("isco08", item.isco08.join(", ")),
        ("validity_months", number(item.validity_months)),
        ("status", item.status.as_str().to_owned()),
        ("in_force_from", day(item.in_force_from)),
        ("in_force_until", day(item.in_force_until)),
        ("source", if item.illustrative { format!("{} (illustrative)", item.source) } else { item.source.clone() }),
    ]
}

/// The official language and the translations, one text.
fn translations(map: Option<&LangMap>) -> String {
    let Some(map) = map else { return String::new() };
    let others = map.texts.iter().filter(|(lang, _)| **lang != map.official);
    others.fold(map.official.to_string(), |all, (lang, text)| format!("{all}; {lang}: {text}"))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests fail loudly")]
    use proptest::prelude::*;

    use super::*;
    use crate::{Lang, bundled};

    fn item(kind: ItemKind, key: &str, parent: Option<&str>, title: &str) -> Item {
        let code = key.rsplit('/').next().unwrap();
        Item {
            code: code.parse().ok(),
            parent: parent.map(ItemKey::parse),
            ..Item::new(kind, ItemKey::parse(key), LangMap::new(Lang::spanish(), title), "a test")
        }
    }

    fn package(items: Vec<Item>) -> Package {
        let package = Package { items, ..bundled::frameworks(false).unwrap().remove(0) };
        package.check().unwrap();
        package
    }

    fn old() -> Package {
        package(vec![
            item(ItemKind::Standard, "A", None, "Soldar"),
            item(ItemKind::Unit, "A/U1", Some("A"), "Preparar"),
            item(ItemKind::Unit, "A/U2", Some("A"), "Unir"),
            item(ItemKind::Standard, "B", None, "Cortar"),
            item(ItemKind::Standard, "C", None, "Preparación de alimentos"),
            item(ItemKind::Standard, "D", None, "Preparación de alimentos"),
        ])
    }

    fn keys<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> Vec<&'a str> {
        entries.into_iter().map(|entry| entry.key.as_str()).collect()
    }

    #[test]
    fn a_new_code_on_the_same_title_is_a_renumbering_and_its_units_follow() {
        let mut new = old();
        for item in &mut new.items[..3] {
            item.key = ItemKey::parse(&item.key.as_str().replacen('A', "A2", 1));
            item.parent = item.parent.as_ref().map(|_| ItemKey::parse("A2"));
        }
        new.items[0].code = "A2".parse().ok();
        let diff = Diff::between(&old(), &new);
        assert_eq!(keys(diff.renumbered.iter().map(|one| &one.item)), ["A2", "A2/U1", "A2/U2"]);
        assert_eq!(diff.renumbered[0].from.as_str(), "A");
        assert_eq!((diff.added.len(), diff.removed.len(), diff.moved.len()), (0, 0, 0));
        assert_eq!(diff.changed.len(), 1, "the code of the standard");
    }

    #[test]
    fn a_unit_under_another_standard_has_moved() {
        let mut new = old();
        let mut unit = new.items.remove(2);
        unit.parent = Some(ItemKey::parse("B"));
        unit.key = ItemKey::parse("B/U2");
        new.items.insert(3, unit);
        let diff = Diff::between(&old(), &new);
        assert_eq!(keys(diff.moved.iter().map(|one| &one.item)), ["B/U2"]);
        assert_eq!((&diff.moved[0].from, &diff.moved[0].to), (&Some(ItemKey::parse("A")), &Some(ItemKey::parse("B"))));
        assert_eq!((diff.added.len(), diff.removed.len()), (0, 0));
    }

    #[test]
    fn two_standards_of_one_title_are_never_taken_for_each_other() {
        let mut new = old();
        for (place, code) in [(4, "C2"), (5, "D2")] {
            new.items[place].key = ItemKey::parse(code);
        }
        let diff = Diff::between(&old(), &new);
        assert_eq!(keys(&diff.added), ["C2", "D2"]);
        assert_eq!(keys(&diff.removed), ["C", "D"]);
        assert!(diff.renumbered.is_empty());
    }

    #[test]
    fn a_changed_field_is_named_with_what_it_was() {
        let mut new = old();
        new.items[3].level = Some("3".to_owned());
        new.items[3].title = new.items[3].title.clone().with("pt".parse().unwrap(), "Recortar");
        let diff = Diff::between(&old(), &new);
        let fields: Vec<_> = diff.changed[0].fields.iter().map(|f| (f.field.as_str(), f.after.as_str())).collect();
        assert_eq!(fields, [("title_translations", "es; pt: Recortar"), ("level", "3")]);
    }

    fn any_package() -> impl Strategy<Value = Package> {
        let row = (0_u8..8, 0_u8..4, any::<bool>());
        prop::collection::vec(row, 0..12).prop_map(|rows| {
            let mut items: Vec<Item> = Vec::new();
            for (code, title, child) in rows {
                let parent = items.iter().rev().find(|item| item.kind == ItemKind::Standard).filter(|_| child);
                let key = parent.map_or(format!("S{code}"), |parent| format!("{}/U{code}", parent.key));
                let kind = if parent.is_some() { ItemKind::Unit } else { ItemKind::Standard };
                let parent = parent.map(|parent| parent.key.to_string());
                if items.iter().all(|item| item.key.as_str() != key) {
                    items.push(item(kind, &key, parent.as_deref(), &format!("title {title}")));
                }
            }
            package(items)
        })
    }

    proptest! {
        #[test]
        fn nothing_differs_from_itself(package in any_package()) {
            prop_assert!(Diff::between(&package, &package).is_empty());
        }

        #[test]
        fn every_item_is_kept_added_or_removed_and_nothing_else(old in any_package(), new in any_package()) {
            let diff = Diff::between(&old, &new);
            prop_assert_eq!(old.items.len() - diff.removed.len(), new.items.len() - diff.added.len());
            let gone: HashSet<&ItemKey> = diff.removed.iter().map(|e| &e.key).chain(diff.renumbered.iter().map(|r| &r.from)).collect();
            for item in &old.items {
                let kept = new.items.iter().any(|other| other.key == item.key);
                prop_assert!(kept != gone.contains(&item.key), "{}", item.key);
            }
        }
    }
}
