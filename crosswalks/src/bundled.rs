//! Facts and demonstration data that come with the program. See `data/README.md`.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use competency_frameworks::{FrameworkId, ItemKey, bundled};
use serde::{Deserialize, de::DeserializeOwned};

use crate::{
    Agreement, Authority, Bloc, Crosswalk, CrosswalkVersion, Decision, Justification, LegalBasis, Mapping, Opening,
    Predicate, snapshot::Published,
};

const AGREEMENTS: &str = include_str!("../data/agreements.json");
const AUTHORITIES: &str = include_str!("../data/authorities.json");
const BLOCS: &str = include_str!("../data/blocs.json");
const DECISIONS: &str = include_str!("../data/decisions.json");
const LEGAL_BASES: &str = include_str!("../data/legal_bases.json");
const OPENINGS: &str = include_str!("../data/openings.json");
const CROSSWALKS: &str = include_str!("../data/crosswalks.tsv");
const MAPPINGS: &str = include_str!("../data/mappings.tsv");
const NORMS_OF_STRUCTURES: (&str, &str) =
    ("co-sena-nscl--co-sena-efo", include_str!("../data/co-sena-nscl--co-sena-efo.tsv"));

/// Who wrote and who reviewed the bundled rows.
const AUTHOR: &str = "Puente";
const REVIEWER: &str = "Puente (segunda lectura)";

/// Why a bundled file cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    /// A table's row is not what its header says.
    #[error("{file}: {source}")]
    Row {
        /// The file.
        file: &'static str,
        /// What the reader found.
        source: csv::Error,
    },
    /// A document is not what its type says.
    #[error("{file}: {source}")]
    Document {
        /// The file.
        file: &'static str,
        /// What the reader found.
        source: serde_json::Error,
    },
    /// A word that is no predicate.
    #[error("{0} is no predicate")]
    Predicate(String),
    /// The frameworks cannot be read.
    #[error(transparent)]
    Frameworks(#[from] bundled::BundleError),
}

/// Everything bundled. With `illustrative` false only facts: no decision is left, since none was
/// published by anybody.
pub fn published(illustrative: bool) -> Result<Published, BundleError> {
    Ok(Published {
        packages: bundled::frameworks(illustrative)?,
        crosswalks: crosswalks()?.into_iter().filter(|one| illustrative || !one.crosswalk.illustrative).collect(),
        agreements: documents::<Agreement>("agreements.json", AGREEMENTS)?
            .into_iter()
            .filter(|one| illustrative || !one.illustrative)
            .collect(),
        decisions: documents::<Decision>("decisions.json", DECISIONS)?
            .into_iter()
            .filter(|one| illustrative || !one.illustrative)
            .collect(),
        blocs: documents::<Bloc>("blocs.json", BLOCS)?,
        legal_bases: documents::<LegalBasis>("legal_bases.json", LEGAL_BASES)?,
        authorities: documents::<Authority>("authorities.json", AUTHORITIES)?,
        issuers: Vec::new(),
        openings: documents::<Opening>("openings.json", OPENINGS)?
            .into_iter()
            .filter(|one| illustrative || !one.illustrative)
            .collect(),
    })
}

fn documents<T: DeserializeOwned>(file: &'static str, text: &str) -> Result<Vec<T>, BundleError> {
    serde_json::from_str(text).map_err(|source| BundleError::Document { file, source })
}

fn rows<Row: DeserializeOwned>(file: &'static str, text: &str) -> Result<Vec<Row>, BundleError> {
    csv::ReaderBuilder::new()
        .delimiter(b'\t')
        .from_reader(text.as_bytes())
        .deserialize()
        .collect::<Result<_, _>>()
        .map_err(|source| BundleError::Row { file, source })
}

#[derive(Deserialize)]
struct CrosswalkRow {
    id: String,
    subject_framework: FrameworkId,
    object_framework: FrameworkId,
    version: u32,
    published_on: NaiveDate,
    illustrative: String,
    source: String,
}

#[derive(Deserialize)]
struct MappingRow {
    crosswalk: String,
    subject: String,
    subject_unit: Option<String>,
    predicate: String,
    not: String,
    object: String,
    object_unit: Option<String>,
    confidence: Option<u8>,
    comment: Option<String>,
}

#[derive(Deserialize)]
struct NormRow {
    subject: String,
    predicate: String,
    object: String,
    comment: String,
    source: String,
}

fn crosswalks() -> Result<Vec<CrosswalkVersion>, BundleError> {
    let mut by_id: BTreeMap<String, Vec<Mapping>> = BTreeMap::new();
    for row in rows::<MappingRow>("mappings.tsv", MAPPINGS)? {
        let key = |text: Option<String>| text.map(|text| ItemKey::parse(&text));
        by_id.entry(row.crosswalk.clone()).or_default().push(Mapping {
            subject: ItemKey::parse(&row.subject),
            subject_unit: key(row.subject_unit),
            predicate: predicate(&row.predicate)?,
            not: row.not == "yes",
            object: Some(ItemKey::parse(&row.object)),
            object_unit: key(row.object_unit),
            justification: Justification::ManualMappingCuration,
            confidence: row.confidence,
            author: AUTHOR.to_owned(),
            reviewer: Some(REVIEWER.to_owned()),
            comment: row.comment,
            slots: BTreeMap::new(),
        });
    }
    let (id, text) = NORMS_OF_STRUCTURES;
    by_id.insert(id.to_owned(), norms(id, text)?);
    let rows = rows::<CrosswalkRow>("crosswalks.tsv", CROSSWALKS)?;
    Ok(rows.into_iter().map(|row| row.version(&mut by_id)).collect())
}

fn norms(file: &'static str, text: &str) -> Result<Vec<Mapping>, BundleError> {
    let rows = rows::<NormRow>(file, text)?.into_iter();
    rows.map(|row| {
        Ok(Mapping {
            subject: ItemKey::parse(&row.subject),
            subject_unit: None,
            predicate: predicate(&row.predicate)?,
            not: false,
            object: Some(ItemKey::parse(&row.object)),
            object_unit: None,
            justification: Justification::MappingReview,
            confidence: None,
            author: AUTHOR.to_owned(),
            reviewer: Some(REVIEWER.to_owned()),
            comment: Some(format!("{} — {}", row.comment, row.source)),
            slots: BTreeMap::new(),
        })
    })
    .collect()
}

fn predicate(name: &str) -> Result<Predicate, BundleError> {
    name.parse().map_err(|()| BundleError::Predicate(name.to_owned()))
}

impl CrosswalkRow {
    fn version(self, mappings: &mut BTreeMap<String, Vec<Mapping>>) -> CrosswalkVersion {
        CrosswalkVersion {
            version: self.version,
            published_on: self.published_on,
            mappings: mappings.remove(&self.id).unwrap_or_default(),
            crosswalk: Crosswalk {
                id: self.id,
                subject_framework: self.subject_framework,
                object_framework: self.object_framework,
                subject_version: None,
                object_version: None,
                illustrative: self.illustrative == "yes",
                source: self.source,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests fail loudly")]
    use super::*;
    use crate::{Snapshot, StandardRef};

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
    }

    #[test]
    fn every_reference_leads_somewhere() {
        let snapshot = Snapshot::build(published(true).unwrap());
        let exists = |at: &StandardRef| snapshot.item(&at.framework, &at.standard, today()).is_some();
        for decision in &snapshot.published().decisions {
            assert!(exists(&decision.source_standard), "{}", decision.source_standard);
            assert!(snapshot.authority(&decision.authority).is_some(), "{}", decision.authority);
            assert!(decision.legal_bases.iter().all(|id| snapshot.legal_basis(id, NaiveDate::MAX).is_some()));
            assert!(decision.agreement.iter().all(|id| snapshot.agreement(id, today()).is_some()));
            let units = decision.covers.iter().map(|one| &one.unit).chain(decision.missing.iter().map(|one| &one.unit));
            for unit in units {
                let target = decision.target.as_ref().unwrap();
                assert!(snapshot.item(&target.framework, unit, today()).is_some(), "{unit}");
            }
            for unit in decision.covers.iter().flat_map(|one| &one.by) {
                let source = &decision.source_standard;
                assert!(snapshot.item(&source.framework, unit, today()).is_some(), "{unit}");
            }
        }
        for opening in &snapshot.published().openings {
            assert!(exists(&opening.standard), "{}", opening.standard);
            let framework = &opening.standard.framework;
            assert!(opening.units.iter().all(|unit| snapshot.item(framework, unit, today()).is_some()));
        }
        for version in &snapshot.published().crosswalks {
            assert!(!version.mappings.is_empty());
            for row in &version.mappings {
                let (from, to) = (&version.crosswalk.subject_framework, &version.crosswalk.object_framework);
                for (framework, key) in [
                    (from, Some(&row.subject)),
                    (from, row.subject_unit.as_ref()),
                    (to, row.object.as_ref()),
                    (to, row.object_unit.as_ref()),
                ] {
                    assert!(key.is_none_or(|key| snapshot.item(framework, key, today()).is_some()), "{key:?}");
                }
            }
        }
    }

    #[test]
    fn whatever_joins_two_countries_is_illustrative() {
        let published = published(true).unwrap();
        assert!(published.decisions.iter().all(|decision| decision.illustrative));
        let snapshot = Snapshot::build(published);
        for version in &snapshot.published().crosswalks {
            let country = |id| snapshot.package(id, today()).unwrap().framework.country;
            let across = country(&version.crosswalk.subject_framework) != country(&version.crosswalk.object_framework);
            assert_eq!(across, version.crosswalk.illustrative, "{}", version.crosswalk.id);
        }
    }

    #[test]
    fn without_illustrations_facts_remain() {
        let facts = published(false).unwrap();
        assert!(facts.decisions.is_empty());
        assert_eq!(facts.agreements.len(), 2);
        assert_eq!(facts.crosswalks.len(), 1);
    }
}
