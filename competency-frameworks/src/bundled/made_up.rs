//! What was made up for the demonstration, because no body published it.

use serde::Deserialize;

use super::{BundleError, ILLUSTRATIVE_SOURCE, code, find, rows, some, standard, titles};
use crate::{FrameworkId, Item, ItemKey, ItemKind, Lang, LangMap, Package};

const MADE_UP_STANDARDS: &str = include_str!("../../data/illustrative_standards.tsv");
const MADE_UP_UNITS: &str = include_str!("../../data/illustrative_units.tsv");
const MADE_UP_VALIDITY: &str = include_str!("../../data/illustrative_validity.tsv");

#[derive(Deserialize)]
struct MadeUpStandard {
    framework: FrameworkId,
    code: String,
    title_es: String,
    title_pt: String,
    title_en: String,
    level: String,
    sector: String,
    validity_months: Option<u32>,
}

pub(super) fn add_standards(packages: &mut [Package]) -> Result<(), BundleError> {
    for row in rows::<MadeUpStandard>("illustrative_standards.tsv", MADE_UP_STANDARDS)? {
        let code = code("illustrative_standards.tsv", &row.code)?;
        let item = Item {
            key: ItemKey::derive(code.as_ref(), None, &row.title_es),
            level: some(row.level),
            sector_name: some(row.sector),
            validity_months: row.validity_months,
            title: titles("es", &row.title_es, [("pt", &row.title_pt), ("en", &row.title_en)]),
            code,
            ..made_up(ItemKind::Standard)
        };
        if let Some(package) = find(packages, &row.framework) {
            package.items.push(item);
        }
    }
    Ok(())
}

fn made_up(kind: ItemKind) -> Item {
    let untitled = LangMap::new(Lang::spanish(), "");
    Item { illustrative: true, ..Item::new(kind, ItemKey::parse(""), untitled, ILLUSTRATIVE_SOURCE) }
}

#[derive(Deserialize)]
struct MadeUpValidity {
    framework: FrameworkId,
    standard: String,
    validity_months: u32,
}

pub(super) fn add_validity(packages: &mut [Package]) -> Result<(), BundleError> {
    let file = "illustrative_validity.tsv";
    for row in rows::<MadeUpValidity>(file, MADE_UP_VALIDITY)? {
        if let Some(item) = standard(packages, file, &row.framework, &row.standard)? {
            item.validity_months = Some(row.validity_months);
        }
    }
    Ok(())
}

#[derive(Deserialize)]
struct MadeUpUnit {
    framework: FrameworkId,
    standard: String,
    code: String,
    title_es: String,
    title_pt: String,
    title_en: String,
    hours: Option<u32>,
}

pub(super) fn add_units(packages: &mut [Package]) -> Result<(), BundleError> {
    let file = "illustrative_units.tsv";
    for row in rows::<MadeUpUnit>(file, MADE_UP_UNITS)? {
        let Some(parent) = standard(packages, file, &row.framework, &row.standard)? else {
            continue;
        };
        let parent = parent.key.clone();
        let unit = Item {
            key: ItemKey::parse(&format!("{parent}/{}", row.code)),
            parent: Some(parent),
            code: code(file, &row.code)?,
            hours: row.hours,
            title: titles("es", &row.title_es, [("pt", &row.title_pt), ("en", &row.title_en)]),
            ..made_up(ItemKind::Unit)
        };
        if let Some(package) = find(packages, &row.framework) {
            package.items.push(unit);
        }
    }
    Ok(())
}
