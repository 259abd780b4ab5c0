//! Crosswalks from SSSOM files and to them.
//!
//! An import is one transaction: when a row is wrong, or somebody interrupts it, nothing of it stays.
//! What it brings is put forward and waits for a second person; nothing is agreed or published by
//! import. It needs the memory of a few rows, and some bytes for each to know it again.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Read, Seek, Write};
use std::ops::ControlFlow;

use chrono::{DateTime, NaiveDate, Utc};
use competency_frameworks::{FrameworkId, ItemKey, ItemKind};
use crosswalks::Mapping;
use crosswalks::sssom::model::{self, Found, Side};
use crosswalks::sssom::{self, MappingSet, Problem, Reason, Sink, Slots, TableWriter};
use puente_wire::crosswalks::{ImportProblem, ImportReport};
use puente_wire::workbench::MappingState;

use super::{CrosswalkError, Head, Row, rejections, store};
use crate::db::{DbConn, DbError};
use crate::recognition::Edition;
use crate::recognition::store::{parse, render};

/// Problems that a report lists, and rows that it shows.
const LISTED: usize = 200;
const SHOWN: usize = 20;

/// How a file is to be taken.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Only say what would happen.
    pub dry_run: bool,
    /// Prefixes that stand for the source framework, beside its id.
    pub subject_prefixes: BTreeSet<String>,
    /// Prefixes that stand for the destination framework.
    pub object_prefixes: BTreeSet<String>,
    /// Rejected pairs come back.
    pub with_rejected: bool,
    /// Metadata that are kept in a file of their own.
    pub metadata: Option<String>,
}

/// Who imports, and when.
#[derive(Debug, Clone)]
pub struct Importer {
    /// Their account, when they have one: they may not review what they imported.
    pub user_id: Option<String>,
    /// The author of rows that name none.
    pub name: String,
    /// Now.
    pub at: DateTime<Utc>,
}

/// Is told how many rows were read, and may interrupt.
pub type Watch<'a> = &'a mut dyn FnMut(u64) -> ControlFlow<()>;

/// Reads a file into a crosswalk.
///
/// An error has to end the transaction, as it does in `Db::write`: then nothing of the file stays.
pub fn import(
    conn: &mut DbConn,
    (head, edition): (&Head, &Edition),
    source: impl Read + Seek,
    (wanted, importer): (&Wanted, &Importer),
    watch: Watch<'_>,
) -> Result<ImportReport, CrosswalkError> {
    let day = importer.at.date_naive();
    let subject = |local: &str| find(edition, &head.subject_framework, local, day);
    let object = |local: &str| find(edition, &head.object_framework, local, day);
    let mut taking = Taking {
        rejected: if wanted.with_rejected { HashSet::new() } else { rejections::pairs(conn, &head.id)? },
        known: store::each_mapping(conn, &head.id, fingerprint)?,
        conn,
        subject: Side { framework: &head.subject_framework, prefixes: &wanted.subject_prefixes, find: &subject },
        object: Side { framework: &head.object_framework, prefixes: &wanted.object_prefixes, find: &object },
        wanted,
        importer,
        watch,
        report: ImportReport { crosswalk: head.id.clone(), dry_run: wanted.dry_run, ..ImportReport::default() },
        failure: None,
    };
    let read = sssom::read(source, wanted.metadata.as_deref(), &mut taking);
    let (mut report, failure) = (taking.report, taking.failure);
    if let Some(failure) = failure {
        return Err(failure);
    }
    read.map_err(|error| CrosswalkError::Unreadable(error.to_string()))?;
    report.written = !wanted.dry_run && report.wrong == 0;
    if report.wrong > 0 && !wanted.dry_run {
        return Err(CrosswalkError::Refused(Box::new(report)));
    }
    Ok(report)
}

/// A standard or a unit by its key or code, as of a day.
fn find(edition: &Edition, framework: &FrameworkId, local: &str, day: NaiveDate) -> Option<Found> {
    let key = ItemKey::parse(local);
    let Some(mut at) = edition.snapshot.item(framework, &key, day) else {
        return edition.standard(framework, local, day).map(|at| (at.item.key.clone(), None));
    };
    if at.item.kind == ItemKind::Standard {
        return Some((key, None));
    }
    // A part of a part, up to the standard; a tree that leads nowhere ends.
    for _ in 0..16 {
        at = edition.snapshot.item(framework, at.item.parent.as_ref()?, day)?;
        if at.item.kind == ItemKind::Standard {
            return Some((at.item.key.clone(), Some(key)));
        }
    }
    None
}

/// The same for rows that say the same of the same pair.
fn fingerprint(mapping: &Mapping) -> u64 {
    let mut hasher = DefaultHasher::new();
    let said = (mapping.predicate, mapping.not);
    (mapping.subject_item().as_str(), mapping.object_item().map(ItemKey::as_str), said).hash(&mut hasher);
    hasher.finish()
}

struct Taking<'a> {
    conn: &'a mut DbConn,
    subject: Side<'a>,
    object: Side<'a>,
    wanted: &'a Wanted,
    importer: &'a Importer,
    watch: Watch<'a>,
    rejected: rejections::Pairs,
    known: HashSet<u64>,
    report: ImportReport,
    failure: Option<CrosswalkError>,
}

impl Taking<'_> {
    fn fail(&mut self, failure: impl Into<CrosswalkError>) -> ControlFlow<()> {
        self.failure = Some(failure.into());
        ControlFlow::Break(())
    }

    /// Why a row is left out although it is sound.
    fn left_out(&mut self, mapping: &Mapping) -> Option<Reason> {
        let object = mapping.object_item().map(ToString::to_string).unwrap_or_default();
        if !mapping.not && self.rejected.contains(&(mapping.subject_item().to_string(), object)) {
            self.report.rejected += 1;
            return Some(Reason::RejectedPair);
        }
        if !self.known.insert(fingerprint(mapping)) {
            self.report.known += 1;
            return Some(Reason::KnownRow);
        }
        None
    }

    fn take(&mut self, mapping: Mapping) -> Result<(), DbError> {
        self.report.added += 1;
        if self.report.preview.len() < SHOWN {
            self.report.preview.push(mapping.clone());
        }
        if self.wanted.dry_run || self.report.wrong > 0 {
            return Ok(());
        }
        let Importer { user_id, at, .. } = self.importer;
        let row = Row::new(&self.report.crosswalk, mapping, MappingState::Proposed, user_id.clone(), *at);
        store::insert_row(self.conn, &row)
    }
}

impl Sink for Taking<'_> {
    fn set(&mut self, set: MappingSet) -> ControlFlow<()> {
        if self.wanted.dry_run {
            return ControlFlow::Continue(());
        }
        let kept = render(&set).and_then(|text| store::keep_set(self.conn, &self.report.crosswalk, &text));
        match kept {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => self.fail(error),
        }
    }

    fn row(&mut self, number: u64, row: Slots) -> ControlFlow<()> {
        self.report.rows = number;
        if (self.watch)(number).is_break() {
            return self.fail(CrosswalkError::Interrupted);
        }
        match model::mapping_of(number, &row, &self.subject, &self.object, &self.importer.name) {
            Err(problem) => self.problem(problem),
            Ok(mapping) => match self.left_out(&mapping) {
                Some(reason) => self.problem(Problem::new(Some(number), None, reason, mapping.subject.as_str())),
                None => match self.take(mapping) {
                    Ok(()) => ControlFlow::Continue(()),
                    Err(error) => self.fail(error),
                },
            },
        }
    }

    fn problem(&mut self, problem: Problem) -> ControlFlow<()> {
        let remark = problem.reason.is_remark();
        self.report.wrong += u64::from(!remark);
        self.report.remarks += u64::from(remark);
        if self.report.problems.len() < LISTED {
            self.report.problems.push(ImportProblem {
                row: problem.row,
                column: problem.column,
                reason: problem.reason.as_str().to_owned(),
                remark,
                found: problem.found,
            });
        }
        ControlFlow::Continue(())
    }
}

/// The forms of SSSOM.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize, schemars::JsonSchema, clap::ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// A table with its metadata in front.
    #[default]
    Tsv,
    /// One JSON object.
    Json,
}

/// Writes a published version of a crosswalk: the newest, or the one asked for.
pub fn export<W: Write>(
    conn: &mut DbConn,
    edition: &Edition,
    (id, version): (&str, Option<u32>),
    (format, base): (Format, &str),
    out: W,
) -> Result<W, CrosswalkError> {
    let published = store::published(conn, id, version)?.ok_or(CrosswalkError::NotFound)?;
    let imported: Option<MappingSet> = store::kept_set(conn, id)?.map(|text| parse(&text)).transpose()?;
    let crosswalk = &published.crosswalk;
    let day = published.published_on;
    let set = model::set_of(crosswalk, (published.version, day), imported, base);
    let label = |framework: &FrameworkId, key: &ItemKey| {
        edition.snapshot.item(framework, key, day).map(|at| at.item.title.official_text().to_owned())
    };
    let rows = || published.mappings.iter().map(|mapping| model::row_of(crosswalk, mapping, label));
    let written = match format {
        Format::Json => sssom::write_json(out, &set, rows().map(|row| Ok::<_, io::Error>(Cow::Owned(row)))),
        Format::Tsv => {
            let mut columns = BTreeSet::new();
            rows().for_each(|row| columns.extend(row.into_keys()));
            TableWriter::start(out, &set, sssom::columns_named(columns)).and_then(|mut writer| {
                rows().try_for_each(|row| writer.write(&row))?;
                writer.finish()
            })
        }
    };
    written.map_err(|error| CrosswalkError::Unreadable(error.to_string()))
}
