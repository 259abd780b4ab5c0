//! A framework's new version reopens the rows that speak of what changed, and no others.

use std::collections::{BTreeMap, BTreeSet};

use competency_frameworks::{Item, ItemKey, Package};

use crate::mapping::Mapping;

/// The items of a framework that are not the same in two of its versions: added, gone, or changed in
/// anything but where they were found. What changes in a part changes the whole it belongs to.
pub fn changed_items<'a>(old: &'a Package, new: &'a Package) -> BTreeSet<&'a ItemKey> {
    let (before, after) = (by_key(old), by_key(new));
    let keys: BTreeSet<&ItemKey> = before.keys().chain(after.keys()).copied().collect();
    let mut changed = BTreeSet::new();
    for key in keys {
        let (was, is) = (before.get(key), after.get(key));
        if same(was.copied(), is.copied()) {
            continue;
        }
        // Up through both trees: a unit that moved changes where it was and where it is.
        for tree in [&before, &after] {
            let mut at = tree.get(key);
            while let Some(item) = at.filter(|item| changed.insert(&item.key) || &item.key == key) {
                at = item.parent.as_ref().filter(|parent| *parent != key).and_then(|parent| tree.get(parent));
            }
        }
    }
    changed
}

/// Whether a row speaks of one of the items that changed on its source or its destination side.
pub fn touches(mapping: &Mapping, subjects: &BTreeSet<&ItemKey>, objects: &BTreeSet<&ItemKey>) -> bool {
    subjects.contains(mapping.subject_item()) || mapping.object_item().is_some_and(|item| objects.contains(item))
}

fn by_key(package: &Package) -> BTreeMap<&ItemKey, &Item> {
    package.items.iter().map(|item| (&item.key, item)).collect()
}

fn same(was: Option<&Item>, is: Option<&Item>) -> bool {
    match (was, is) {
        (Some(was), Some(is)) => was == is || *was == Item { source: was.source.clone(), ..is.clone() },
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests fail loudly")]
    use competency_frameworks::bundled;

    use super::*;

    fn package() -> Package {
        let all = bundled::frameworks(true).unwrap();
        all.into_iter().find(|one| one.framework.id.as_str() == "ec-secap").unwrap()
    }

    #[test]
    fn the_same_version_changes_nothing() {
        let (old, mut new) = (package(), package());
        for item in &mut new.items {
            item.source = "elsewhere".to_owned();
        }
        assert!(changed_items(&old, &new).is_empty());
    }

    #[test]
    fn a_changed_unit_changes_its_standard_and_nothing_else() {
        let (old, mut new) = (package(), package());
        let unit = new.items.iter_mut().find(|item| item.parent.is_some()).unwrap();
        unit.hours = Some(unit.hours.unwrap_or_default() + 1);
        let (unit, standard) = (unit.key.clone(), unit.parent.clone().unwrap());
        let changed: Vec<ItemKey> = changed_items(&old, &new).into_iter().cloned().collect();
        let mut expected = vec![unit, standard];
        expected.sort();
        assert_eq!(changed, expected);
    }

    #[test]
    fn what_is_gone_and_what_is_new_has_changed() {
        let (old, mut new) = (package(), package());
        let mut gone = new.items.pop().unwrap();
        let old_key = gone.key.clone();
        gone.key = ItemKey::parse("NEW-1");
        gone.parent = None;
        new.items.push(gone);
        let changed = changed_items(&old, &new);
        assert!(changed.contains(&old_key) && changed.contains(&ItemKey::parse("NEW-1")));
    }
}
