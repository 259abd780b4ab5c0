//! One text for every mention of the same name: a region's mappings and decisions name each standard
//! many times over.

use std::collections::HashSet;
use std::hash::Hash;

use competency_frameworks::{FrameworkId, ItemKey, Package};

use crate::{
    decision::Decision,
    mapping::{CrosswalkVersion, StandardRef},
    opening::Opening,
    snapshot::Published,
};

#[derive(Default)]
struct Names {
    keys: HashSet<ItemKey>,
    frameworks: HashSet<FrameworkId>,
}

/// Lets all mentions of a key or a framework share its text, and gives spare room back.
pub(crate) fn share(published: &mut Published) {
    let mut names = Names::default();
    published.packages.iter_mut().for_each(|package| names.of_package(package));
    published.crosswalks.iter_mut().for_each(|crosswalk| names.of_crosswalk(crosswalk));
    published.decisions.iter_mut().for_each(|decision| names.of_decision(decision));
    published.openings.iter_mut().for_each(|opening| names.of_opening(opening));
    published.decisions.shrink_to_fit();
}

fn known<T: Clone + Eq + Hash>(all: &mut HashSet<T>, name: &mut T) {
    match all.get(name) {
        Some(first) => *name = first.clone(),
        None => drop(all.insert(name.clone())),
    }
}

impl Names {
    fn key(&mut self, key: &mut ItemKey) {
        known(&mut self.keys, key);
    }

    fn standard(&mut self, standard: &mut StandardRef) {
        known(&mut self.frameworks, &mut standard.framework);
        self.key(&mut standard.standard);
    }

    fn of_package(&mut self, package: &mut Package) {
        known(&mut self.frameworks, &mut package.framework.id);
        package.items.shrink_to_fit();
        for item in &mut package.items {
            self.key(&mut item.key);
            item.parent.iter_mut().chain(&mut item.replaced_by).for_each(|key| self.key(key));
        }
    }

    fn of_crosswalk(&mut self, crosswalk: &mut CrosswalkVersion) {
        known(&mut self.frameworks, &mut crosswalk.crosswalk.subject_framework);
        known(&mut self.frameworks, &mut crosswalk.crosswalk.object_framework);
        crosswalk.mappings.shrink_to_fit();
        for row in &mut crosswalk.mappings {
            self.key(&mut row.subject);
            [&mut row.subject_unit, &mut row.object, &mut row.object_unit]
                .into_iter()
                .flatten()
                .for_each(|key| self.key(key));
        }
    }

    fn of_decision(&mut self, decision: &mut Decision) {
        self.standard(&mut decision.source_standard);
        decision.target.iter_mut().for_each(|target| self.standard(target));
        decision.covers.shrink_to_fit();
        for unit in &mut decision.covers {
            self.key(&mut unit.unit);
            unit.by.iter_mut().for_each(|key| self.key(key));
        }
        decision.missing.iter_mut().for_each(|unit| self.key(&mut unit.unit));
    }

    fn of_opening(&mut self, opening: &mut Opening) {
        self.standard(&mut opening.standard);
        opening.units.iter_mut().for_each(|key| self.key(key));
    }
}
