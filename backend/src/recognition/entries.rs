//! Published standards as suggestions look at them.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use competency_frameworks::{FrameworkId, Item, ItemKey, Package};
use crosswalks::suggest::{Entry, Hub, Suggester};

use crate::db::DbError;

/// Suggesters by framework and version, each made when it is first asked for.
#[derive(Debug, Default)]
pub(super) struct Suggesters {
    made: RwLock<HashMap<(FrameworkId, String), Arc<Suggester<'static>>>>,
}

impl Suggesters {
    pub(super) fn of(&self, package: &Package) -> Result<Arc<Suggester<'static>>, DbError> {
        let key = (package.framework.id.clone(), package.version.label.clone());
        if let Some(made) = self.made.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(Arc::clone(made));
        }
        let hub = Hub::bundled().map_err(|error| DbError::Damaged(error.to_string()))?;
        let made = Arc::new(Suggester::new(hub, entries(package)));
        self.made.write().unwrap_or_else(PoisonError::into_inner).insert(key, Arc::clone(&made));
        Ok(made)
    }
}

fn entries(package: &Package) -> Vec<Entry> {
    let children = package.children();
    let units = |item: &Item| children.get(&item.key).map(Vec::as_slice).unwrap_or_default();
    package.standards().map(|item| of_item(item, units(item))).collect()
}

/// One standard of a package.
pub fn entry(package: &Package, item: &Item) -> Entry {
    of_item(item, &crate::frameworks::units(package, &item.key))
}

fn of_item(item: &Item, units: &[&Item]) -> Entry {
    let texts = |item: &Item| item.title.texts.values().cloned().collect::<Vec<_>>();
    let key: &ItemKey = &item.key;
    Entry {
        id: key.to_string(),
        titles: texts(item),
        units: units.iter().flat_map(|unit| texts(unit)).collect(),
        context: item.statement.iter().flat_map(|text| text.texts.values()).chain(&item.sector_name).cloned().collect(),
        sectors: item.sectors.clone(),
        level: item.level.clone(),
        occupations: item.isco08.clone(),
    }
}
