//! Looking at the items of a draft: pages in the order of the tree, and one with what surrounds it.

use std::collections::HashMap;

use competency_frameworks::diff::Diff;
use competency_frameworks::{Item, ItemKey, Package, text};
use puente_wire::frameworks::{DraftItem, DraftItemLine, DraftItems, Entry};

use crate::acts::Doer;
use crate::db::DbConn;
use crate::frameworks::drafts::{DraftError, own, view};
use crate::frameworks::store;
use crate::http::paging::{PER_PAGE, Page, count, searchable};

/// One page of a draft's items.
pub fn page(conn: &mut DbConn, doer: &Doer, id: &str, page: &Page, words: &str) -> Result<DraftItems, DraftError> {
    let draft = own(conn, doer, id)?;
    let revision = u32::try_from(draft.revision).unwrap_or_default();
    let items = store::package(conn, draft)?.items;
    let words: Vec<String> = text::words(words).iter().map(|word| format!(" {word}")).collect();
    let all = in_tree_order(&items);
    let found: Vec<&Line<'_>> = all.iter().filter(|line| says(line.item, &words)).collect();
    let first = usize::try_from(page.offset()).unwrap_or(usize::MAX);
    let lines = found.iter().skip(first).take(PER_PAGE as usize).map(|line| line.shown()).collect();
    let total = count(i64::try_from(found.len()).unwrap_or(i64::MAX));
    Ok(DraftItems { revision, items: lines, per_page: PER_PAGE, total })
}

/// Whether an item has words that begin with each of these.
fn says(item: &Item, words: &[String]) -> bool {
    if words.is_empty() {
        return true;
    }
    let code = item.code_shown();
    let texts = [code.as_str(), item.key.as_str()].into_iter().chain(item.title.texts.values().map(String::as_str));
    let text = searchable(texts);
    words.iter().all(|word| text.contains(word.as_str()))
}

/// An item where it stands in the tree.
struct Line<'a> {
    item: &'a Item,
    depth: u32,
    below: u32,
}

impl Line<'_> {
    fn shown(&self) -> DraftItemLine {
        DraftItemLine { item: Entry::of(self.item), depth: self.depth, status: self.item.status, below: self.below }
    }
}

/// Every item, each followed by what stands below it.
fn in_tree_order<'a>(items: &'a [Item]) -> Vec<Line<'a>> {
    let mut children: HashMap<Option<&ItemKey>, Vec<&'a Item>> = HashMap::new();
    let mut below: HashMap<&ItemKey, u32> = HashMap::new();
    for item in items {
        children.entry(item.parent.as_ref()).or_default().push(item);
    }
    // Parents come before their children, so from the end every count below is complete.
    for item in items.iter().rev() {
        let own = below.get(&item.key).copied().unwrap_or_default();
        if let Some(parent) = &item.parent {
            *below.entry(parent).or_default() += own + 1;
        }
    }
    let mut open: Vec<(&'a Item, u32)> = Vec::new();
    let push = |open: &mut Vec<(&'a Item, u32)>, parent: Option<&ItemKey>, depth: u32| {
        let under = children.get(&parent).map(Vec::as_slice).unwrap_or_default();
        open.extend(under.iter().rev().map(|item| (*item, depth)));
    };
    push(&mut open, None, 0);
    let mut lines = Vec::with_capacity(items.len());
    while let Some((item, depth)) = open.pop() {
        lines.push(Line { item, depth, below: below.get(&item.key).copied().unwrap_or_default() });
        push(&mut open, Some(&item.key), depth + 1);
    }
    lines
}

/// One item, what the published version says of it, and what surrounds it.
pub fn one(conn: &mut DbConn, doer: &Doer, id: &str, key: &ItemKey) -> Result<DraftItem, DraftError> {
    let version = own(conn, doer, id)?;
    let draft = view(conn, doer, &version)?;
    let newest = store::newest(conn, &version.head.framework.id)?;
    let new = store::package(conn, version)?;
    let by_key: HashMap<&ItemKey, &Item> = new.items.iter().map(|item| (&item.key, item)).collect();
    let item = *by_key.get(key).ok_or(DraftError::NotFound)?;
    let mut above = Vec::new();
    let mut parent = item.parent.as_ref().and_then(|parent| by_key.get(parent));
    while let Some(next) = parent.filter(|_| above.len() < Package::DEEPEST) {
        above.push(Entry::of(next));
        parent = next.parent.as_ref().and_then(|parent| by_key.get(parent));
    }
    above.reverse();
    let below = in_tree_order(&new.items).iter().find(|line| line.item.key == *key).map_or(0, |line| line.below);
    let replaced_by = item.replaced_by.iter().filter_map(|key| by_key.get(key)).map(|item| Entry::of(item)).collect();
    let (published, changes) = match newest {
        Some(newest) => published(&store::package(conn, newest)?, &new, key),
        None => (None, Vec::new()),
    };
    Ok(DraftItem { draft, item: item.clone(), published, changes, above, below, replaced_by })
}

/// The same item in the published version, whatever it was called there, and what differs.
fn published(
    old: &Package,
    new: &Package,
    key: &ItemKey,
) -> (Option<Item>, Vec<competency_frameworks::diff::FieldChange>) {
    let diff = Diff::between(old, new);
    if diff.added.iter().any(|entry| entry.key == *key) {
        return (None, Vec::new());
    }
    let renumbered = diff.renumbered.iter().find(|one| one.item.key == *key);
    let was = renumbered.map_or(key, |one| &one.from);
    let changes = diff.changed.into_iter().find(|one| one.item.key == *key).map(|one| one.fields);
    (old.items.iter().find(|item| item.key == *was).cloned(), changes.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use competency_frameworks::{ItemKind, Lang, LangMap};

    use super::*;

    fn item(key: &str, parent: Option<&str>) -> Item {
        let title = LangMap::new(Lang::spanish(), format!("Instalación {key}"));
        let mut item = Item::new(ItemKind::Standard, ItemKey::parse(key), title, "una prueba");
        item.parent = parent.map(ItemKey::parse);
        item
    }

    #[test]
    fn a_list_follows_the_tree_and_counts_what_stands_below() {
        let items =
            [item("A", None), item("B", None), item("A1", Some("A")), item("B1", Some("B")), item("A11", Some("A1"))];
        let lines = in_tree_order(&items);
        let shown: Vec<_> = lines.iter().map(|line| (line.item.key.as_str(), line.depth, line.below)).collect();
        assert_eq!(shown, [("A", 0, 2), ("A1", 1, 1), ("A11", 2, 0), ("B", 0, 1), ("B1", 1, 0)]);
    }

    #[test]
    fn an_item_is_found_by_the_beginnings_of_its_words() {
        let one = item("EC0076", None);
        let words = |text: &str| text::words(text).iter().map(|word| format!(" {word}")).collect::<Vec<_>>();
        assert!(says(&one, &words("ec00 INSTALACION")));
        assert!(!says(&one, &words("talacion")));
    }
}
