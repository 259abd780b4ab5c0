//! 1EdTech CASE 1.1 packages (Competencies and Academic Standards Exchange), read and written.
//!
//! A package is read twice. The first time only its [`Outline`] is kept: identifiers, codes and the
//! tree, so that a package may list its items in any order. The second time every item and
//! association is handed on, one at a time, and forgotten: memory grows with the number of items,
//! not with what they say.
//!
//! Nothing is dropped: what the model does not understand is kept beside it and written again, so
//! that exporting what was imported gives the same package (see `difference.rs`).

mod difference;
mod outline;
mod parse;
mod render;
mod stream;
mod write;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Finding, Kept, Members, Reason, Report};
use crate::{Country, Framework, FrameworkId, FrameworkVersion, Lang};

pub use outline::{Outline, Part};
pub use write::{Writing, write};

/// The types of association that CASE 1.1 defines; others begin with `ext:`. All are kept.
pub const ASSOCIATION_TYPES: [&str; 10] = [
    "isChildOf",
    "isPeerOf",
    "isPartOf",
    "exactMatchOf",
    "precedes",
    "isRelatedTo",
    "replacedBy",
    "exemplar",
    "hasSkillLevel",
    "isTranslationOf",
];

/// How a package is to be read.
#[derive(Debug, Clone)]
pub struct Options {
    /// The framework's id here; absent: as an earlier export says, else words of its title.
    pub id: Option<FrameworkId>,
    /// Whose it is.
    pub country: Option<Country>,
    /// The body as people call it; absent: the document's creator.
    pub body: Option<String>,
    /// The version's label; absent: the document's version.
    pub label: Option<String>,
    /// From when on it counts; absent: as an earlier export says, else today.
    pub published_on: Option<NaiveDate>,
    /// The language of documents that name none.
    pub lang: Lang,
    /// Today.
    pub today: NaiveDate,
    /// Where this registry serves its own packages, e.g. `https://registro.example`.
    pub base: String,
}

/// Whose package it is, and what it says beyond its items.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Whose standards these are.
    pub framework: Framework,
    /// Which state of them.
    pub version: FrameworkVersion,
    /// Members of the document that the registry would not say itself; `null`: left out by the file.
    #[serde(default, skip_serializing_if = "Members::is_empty")]
    pub document: Members,
    /// Members of the package beside document, items and associations: definitions, rubrics, …
    #[serde(default, skip_serializing_if = "Members::is_empty")]
    pub others: Members,
}

/// Why a file is no package at all.
#[derive(Debug, thiserror::Error)]
pub enum CaseError {
    /// Not JSON, or not of this shape; or the file cannot be read.
    #[error("not a CASE package: {0}")]
    Json(#[from] serde_json::Error),
    /// No `CFDocument`.
    #[error("not a CASE package: it has no CFDocument")]
    NoDocument,
    /// More items than can be numbered.
    #[error("the package has too many items")]
    TooMany,
}

impl CaseError {
    /// Where and why, as a report says it: the line and the column of the file at which it is no
    /// package any more.
    pub fn report(&self) -> Report {
        let (row, column) = match self {
            Self::Json(error) => {
                let column = Some(error.column()).filter(|column| *column > 0).map(|column| column.to_string());
                (u32::try_from(error.line()).unwrap_or(u32::MAX), column)
            }
            Self::NoDocument => (0, Some("CFDocument".to_owned())),
            Self::TooMany => (0, None),
        };
        Report { errors: vec![Finding::new(row, column.as_deref(), Reason::NotJson, "")], ..Report::default() }
    }
}

/// A package in memory.
#[derive(Debug, Clone)]
pub struct Reading {
    /// Whose it is.
    pub head: Head,
    /// Its items, parents before their children.
    pub items: Vec<Kept>,
    /// Its associations, but those that follow from the items.
    pub associations: Vec<Members>,
    /// What was found on the way.
    pub report: Report,
}

/// Reads a package from memory. Any bytes give an answer.
pub fn read(bytes: &[u8], options: &Options) -> Result<Reading, CaseError> {
    let outline = Outline::read(bytes, options)?;
    let mut items: Vec<(u32, Kept)> = Vec::new();
    let mut associations = Vec::new();
    outline.parts(bytes, |part| -> Result<(), CaseError> {
        match part {
            Part::Item { position, kept, .. } => items.push((position, *kept)),
            Part::Association(members) => associations.push(members),
        }
        Ok(())
    })?;
    items.sort_by_key(|(position, _)| *position);
    let items = items.into_iter().map(|(_, kept)| kept).collect();
    Ok(Reading { head: outline.head, items, associations, report: outline.report })
}

#[cfg(test)]
mod tests;
