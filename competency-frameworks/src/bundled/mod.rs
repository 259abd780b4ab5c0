//! The frameworks that come with the program: real standards, each with its source, and what was
//! made up for the demonstration, marked so. See `data/README.md`.

mod made_up;

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::{Deserialize, de::DeserializeOwned};

use crate::{
    Code, CodeError, Country, Framework, FrameworkId, FrameworkVersion, Item, ItemKey, ItemKind, Lang, LangMap,
    Package, PackageError, Sector, Status,
};

const FRAMEWORKS: &str = include_str!("../../data/frameworks.tsv");
const CLASSIFICATION: &str = include_str!("../../data/classification.tsv");
const TRANSLATIONS: &str = include_str!("../../data/translations.tsv");
const ISCO08: &str = include_str!("../../data/isco08.tsv");

/// What an illustrative item says instead of a source.
pub const ILLUSTRATIVE_SOURCE: &str = "Illustrative: made for the demonstration; no body published it";

const STANDARDS: [(&str, &str); 8] = [
    ("br-cbo-2002", include_str!("../../data/br-cbo-2002.tsv")),
    ("cl-chilevalora", include_str!("../../data/cl-chilevalora.tsv")),
    ("co-sena-efo", include_str!("../../data/co-sena-efo.tsv")),
    ("co-sena-nscl", include_str!("../../data/co-sena-nscl.tsv")),
    ("ec-inen", include_str!("../../data/ec-inen.tsv")),
    ("mx-conocer-ec", include_str!("../../data/mx-conocer-ec.tsv")),
    ("py-sncp", include_str!("../../data/py-sncp.tsv")),
    ("sica-ntcl", include_str!("../../data/sica-ntcl.tsv")),
];

/// Why a bundled file cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    /// A row is not what its header says.
    #[error("{file}: {source}")]
    Row {
        /// The file.
        file: String,
        /// What the reader found.
        source: csv::Error,
    },
    /// A code cannot be a code.
    #[error("{file}: {source}")]
    Code {
        /// The file.
        file: String,
        /// Why not.
        source: CodeError,
    },
    /// A row names a standard that no file has.
    #[error("{file}: there is no standard {standard} in {framework}")]
    UnknownStandard {
        /// The file.
        file: String,
        /// The framework.
        framework: FrameworkId,
        /// The standard.
        standard: String,
    },
    /// A sector that does not exist.
    #[error("classification.tsv: {0} is no sector")]
    Sector(String),
    /// The rows do not make a framework.
    #[error(transparent)]
    Package(#[from] PackageError),
}

/// Every bundled framework, in its newest state.
///
/// With `illustrative` false, what was made up is left out: standards, units and validity rules.
pub fn frameworks(illustrative: bool) -> Result<Vec<Package>, BundleError> {
    let mut packages = Vec::new();
    for row in rows::<FrameworkRow>("frameworks.tsv", FRAMEWORKS)? {
        if row.illustrative != "yes" || illustrative {
            packages.push(row.package()?);
        }
    }
    if illustrative {
        made_up::add_standards(&mut packages)?;
    }
    classify(&mut packages)?;
    translate(&mut packages)?;
    if illustrative {
        made_up::add_validity(&mut packages)?;
        made_up::add_units(&mut packages)?;
    }
    for package in &packages {
        package.check()?;
    }
    Ok(packages)
}

/// Titles of every ISCO-08 group, by code: major groups have one digit, unit groups four.
pub fn occupations() -> Result<HashMap<String, LangMap>, BundleError> {
    let rows = rows::<IscoRow>("isco08.tsv", ISCO08)?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let title = titles("es", &row.title_es, [("pt", &row.title_pt), ("en", &row.title_en)]);
            (row.code, title)
        })
        .collect())
}

fn rows<Row: DeserializeOwned>(file: &str, text: &str) -> Result<Vec<Row>, BundleError> {
    csv::ReaderBuilder::new()
        .delimiter(b'\t')
        .from_reader(text.as_bytes())
        .deserialize()
        .collect::<Result<_, _>>()
        .map_err(|source| BundleError::Row { file: file.to_owned(), source })
}

fn lang(tag: &str) -> Option<Lang> {
    tag.parse().ok()
}

fn titles<const N: usize>(official: &str, text: &str, others: [(&str, &String); N]) -> LangMap {
    let map = LangMap::new(lang(official).unwrap_or_else(Lang::spanish), text);
    others.into_iter().fold(map, |map, (tag, text)| match lang(tag) {
        Some(lang) => map.with(lang, text),
        None => map,
    })
}

#[derive(Deserialize)]
struct FrameworkRow {
    id: FrameworkId,
    country: Option<Country>,
    body: String,
    lang: String,
    title: String,
    title_es: String,
    title_pt: String,
    title_en: String,
    version: String,
    published_on: NaiveDate,
    source: String,
    illustrative: String,
}

impl FrameworkRow {
    fn package(self) -> Result<Package, BundleError> {
        let translations = [("es", &self.title_es), ("pt", &self.title_pt), ("en", &self.title_en)];
        let framework = Framework {
            title: titles(&self.lang, &self.title, translations),
            country: self.country,
            body: self.body,
            source: self.source,
            illustrative: self.illustrative == "yes",
            id: self.id,
        };
        let file = STANDARDS.iter().find(|(id, _)| *id == framework.id.as_str());
        let items = match file {
            Some((id, text)) => rows::<StandardRow>(&format!("{id}.tsv"), text)?
                .into_iter()
                .map(|row| row.item(&framework, &self.lang))
                .collect::<Result<_, _>>()?,
            None => Vec::new(),
        };
        let version = FrameworkVersion { label: self.version, published_on: self.published_on };
        Ok(Package { framework, version, items })
    }
}

#[derive(Deserialize)]
struct StandardRow {
    code: String,
    version: String,
    title: String,
    level: String,
    sector: String,
    status: Status,
    in_force_until: Option<NaiveDate>,
    replaced_by: String,
    source: String,
}

fn code(file: &str, text: &str) -> Result<Option<Code>, BundleError> {
    match text.parse() {
        Ok(code) => Ok(Some(code)),
        Err(CodeError::Blank) => Ok(None),
        Err(source) => Err(BundleError::Code { file: file.to_owned(), source }),
    }
}

fn some(text: String) -> Option<String> {
    (!text.trim().is_empty()).then_some(text)
}

impl StandardRow {
    fn item(self, framework: &Framework, language: &str) -> Result<Item, BundleError> {
        let code = code(framework.id.as_str(), &self.code)?;
        let version = some(self.version);
        let replaced_by = some(self.replaced_by).map(|key| ItemKey::parse(&key));
        let key = ItemKey::derive(code.as_ref(), version.as_deref(), &self.title);
        Ok(Item {
            code,
            version,
            level: some(self.level),
            sector_name: some(self.sector),
            status: self.status,
            in_force_until: self.in_force_until,
            replaced_by: replaced_by.into_iter().collect(),
            ..Item::new(ItemKind::Standard, key, titles(language, &self.title, []), self.source)
        })
    }
}

#[derive(Deserialize)]
struct IscoRow {
    code: String,
    title_es: String,
    title_pt: String,
    title_en: String,
}

fn find<'a>(packages: &'a mut [Package], framework: &FrameworkId) -> Option<&'a mut Package> {
    packages.iter_mut().find(|package| &package.framework.id == framework)
}

/// The standard a row speaks of; `None` when its framework was left out as illustrative.
fn standard<'a>(
    packages: &'a mut [Package],
    file: &str,
    framework: &FrameworkId,
    standard: &str,
) -> Result<Option<&'a mut Item>, BundleError> {
    let key = ItemKey::parse(standard);
    let Some(package) = find(packages, framework) else {
        return Ok(None);
    };
    match package.items.iter_mut().find(|item| item.key == key) {
        Some(item) => Ok(Some(item)),
        None => Err(BundleError::UnknownStandard {
            file: file.to_owned(),
            framework: framework.clone(),
            standard: standard.to_owned(),
        }),
    }
}

#[derive(Deserialize)]
struct ClassificationRow {
    framework: FrameworkId,
    standard: String,
    sectors: String,
    isco08: String,
}

fn classify(packages: &mut [Package]) -> Result<(), BundleError> {
    for row in rows::<ClassificationRow>("classification.tsv", CLASSIFICATION)? {
        let Some(item) = standard(packages, "classification.tsv", &row.framework, &row.standard)? else {
            continue;
        };
        for name in row.sectors.split(',') {
            let sector: Sector = name.parse().map_err(|()| BundleError::Sector(name.to_owned()))?;
            item.sectors.push(sector);
        }
        item.isco08.extend(some(row.isco08));
    }
    Ok(())
}

#[derive(Deserialize)]
struct TranslationRow {
    framework: FrameworkId,
    standard: String,
    lang: Lang,
    title: String,
}

fn translate(packages: &mut [Package]) -> Result<(), BundleError> {
    for row in rows::<TranslationRow>("translations.tsv", TRANSLATIONS)? {
        if let Some(item) = standard(packages, "translations.tsv", &row.framework, &row.standard)? {
            item.title = item.title.clone().with(row.lang, &row.title);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests fail loudly")]
    use super::*;

    fn item<'a>(packages: &'a [Package], framework: &str, key: &str) -> &'a Item {
        let package = packages.iter().find(|p| p.framework.id.as_str() == framework).unwrap();
        package.items.iter().find(|item| item.key == ItemKey::parse(key)).unwrap()
    }

    #[test]
    fn every_item_names_its_source_and_made_up_ones_say_so() {
        for package in frameworks(true).unwrap() {
            for item in &package.items {
                assert!(!item.source.trim().is_empty(), "{}", item.key);
                assert_eq!(item.illustrative, item.source == ILLUSTRATIVE_SOURCE, "{}", item.key);
            }
        }
    }

    #[test]
    fn without_the_made_up_nothing_is_illustrative() {
        let packages = frameworks(false).unwrap();
        assert!(packages.iter().all(|package| !package.framework.illustrative));
        assert!(packages.iter().flat_map(|package| &package.items).all(|item| !item.illustrative));
        assert_eq!(item(&packages, "co-sena-nscl", "280101175").validity_months, None);
        assert_eq!(packages.iter().flat_map(Package::standards).count(), 214 + 7);
    }

    #[test]
    fn real_traps_are_read_as_they_are() {
        let packages = frameworks(true).unwrap();
        let replaced = item(&packages, "co-sena-nscl", "280101128 v2");
        assert_eq!(replaced.status, Status::Replaced);
        assert_eq!(replaced.replaced_by, [ItemKey::parse("280101182 v1")]);
        let expiring = item(&packages, "co-sena-nscl", "270401097 V2");
        assert_eq!(expiring.in_force_until, NaiveDate::from_ymd_opt(2027, 12, 23));
        let twins = ["EC0127", "EC0747"].map(|key| item(&packages, "mx-conocer-ec", key));
        assert_eq!(twins[0].title.official_text(), twins[1].title.official_text());
        let nameless = item(&packages, "cl-chilevalora", "~instalador-a-electrico-a-clase-d");
        assert_eq!(nameless.code, None);
    }

    #[test]
    fn the_electrician_of_the_demonstration_has_three_units_here_and_four_there() {
        let packages = frameworks(true).unwrap();
        let units = |framework: &str, standard: &str| {
            let parent = Some(ItemKey::parse(standard));
            let package = packages.iter().find(|p| p.framework.id.as_str() == framework).unwrap();
            package.items.iter().filter(|item| item.parent == parent).count()
        };
        assert_eq!(units("co-sena-nscl", "280101175"), 3);
        assert_eq!(units("ec-secap", "ilustrativo-EL-02"), 4);
    }

    #[test]
    fn every_occupation_a_standard_names_has_a_title() {
        let titles = occupations().unwrap();
        for package in frameworks(true).unwrap() {
            for group in package.items.iter().flat_map(|item| &item.isco08) {
                assert!(titles.contains_key(group), "{group}");
            }
        }
    }
}
