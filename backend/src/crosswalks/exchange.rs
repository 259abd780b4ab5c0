//! Crosswalks from SSSOM files and to them.
//!
//! An import is one transaction: when a row is wrong, or somebody interrupts it, nothing of it stays.
//! What it brings is put forward and waits for a second person; nothing is agreed or published by
//! import. It needs the memory of a few rows, and some bytes for each to know it again.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Read, Seek, Write};
use std::ops::ControlFlow;

use chrono::{DateTime, NaiveDate, Utc};
use competency_frameworks::{FrameworkId, ItemKey, ItemKind, Package};
use crosswalks::sssom::model::{self, Found, Outgoing, Side};
use crosswalks::sssom::{self, Joining, MappingSet, Problem, Reason, Sink, Slots, TableWriter};
use crosswalks::{CrosswalkVersion, Mapping};
use puente_wire::crosswalks::{ImportProblem, ImportReport};
use puente_wire::workbench::MappingState;

use super::{CrosswalkError, Head, Row, rejections, store};
use crate::db::{DbConn, DbError};
use crate::recognition::Edition;

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
    /// The origin under which this registry's own items are published.
    pub base: String,
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
    mut source: impl Read + Seek,
    (wanted, importer): (&Wanted, &Importer),
    watch: Watch<'_>,
) -> Result<ImportReport, CrosswalkError> {
    let day = importer.at.date_naive();
    let subject = |local: &str| find(edition, &head.subject_framework, local, day);
    let object = |local: &str| find(edition, &head.object_framework, local, day);
    let unreadable = |error: io::Error| CrosswalkError::Unreadable(error.to_string());
    let mut own = OwnSlots::default();
    sssom::read(&mut source, wanted.metadata.as_deref(), &mut own).map_err(unreadable)?;
    source.rewind().map_err(unreadable)?;
    let mut taking = Taking {
        set: head_so_far(conn, head, &wanted.base)?,
        joining: Joining::default(),
        own: own.names,
        items: [head.subject_framework.as_str(), head.object_framework.as_str()],
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
    read.map_err(unreadable)?;
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

/// The head that the next version has so far. What was published before any file came used addresses of
/// this registry, and a file does not move them.
fn head_so_far(conn: &mut DbConn, head: &Head, base: &str) -> Result<MappingSet, DbError> {
    if let Some(kept) = store::kept_set(conn, &head.id)? {
        return Ok(kept);
    }
    let mut set = MappingSet::default();
    if !store::versions(conn, &head.id)?.is_empty() {
        set.curie_map
            .extend(model::own_prefixes([head.subject_framework.as_str(), head.object_framework.as_str()], base));
    }
    Ok(set)
}

/// The same for rows that say the same of the same pair for the same reason, equally sure: by the author
/// they name, and by whomever. Other rows of a pair are mappings of their own.
fn fingerprint(mapping: &Mapping) -> [u64; 2] {
    let mut hasher = DefaultHasher::new();
    let said = (mapping.predicate, mapping.not);
    (mapping.subject_item().as_str(), mapping.object_item().map(ItemKey::as_str), said).hash(&mut hasher);
    (mapping.justification, mapping.slots.get("mapping_justification")).hash(&mut hasher);
    (mapping.confidence, mapping.slots.get("confidence")).hash(&mut hasher);
    let anybody = hasher.finish();
    (&mapping.author, mapping.slots.get("author_id"), mapping.slots.get("author_label")).hash(&mut hasher);
    [hasher.finish(), anybody]
}

/// Whether a row names who wrote it.
fn names_its_author(row: &Slots) -> bool {
    ["author_id", "author_label", "creator_id", "creator_label"].iter().any(|name| row.contains_key(*name))
}

/// The slots in which any row of a file has a value of its own; asked only when the set says something
/// that otherwise counts for all of them.
#[derive(Default)]
struct OwnSlots {
    names: BTreeSet<String>,
}

impl Sink for OwnSlots {
    fn set(&mut self, set: MappingSet) -> ControlFlow<()> {
        if sssom::says_for_its_rows(&set) { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    }

    fn row(&mut self, _number: u64, row: Slots) -> ControlFlow<()> {
        for name in row.into_keys() {
            if !self.names.contains(&name) {
                self.names.insert(name);
            }
        }
        ControlFlow::Continue(())
    }

    fn problem(&mut self, _problem: Problem) -> ControlFlow<()> {
        // It is told when the rows are taken.
        ControlFlow::Continue(())
    }
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
    set: MappingSet,
    joining: Joining,
    own: BTreeSet<String>,
    items: [&'a str; 2],
    report: ImportReport,
    failure: Option<CrosswalkError>,
}

impl Taking<'_> {
    fn fail(&mut self, failure: impl Into<CrosswalkError>) -> ControlFlow<()> {
        self.failure = Some(failure.into());
        ControlFlow::Break(())
    }

    /// Why a row is left out although it is sound.
    fn left_out(&mut self, row: &Slots, mapping: &Mapping) -> Option<Reason> {
        let object = mapping.object_item().map(ToString::to_string).unwrap_or_default();
        if !mapping.not && self.rejected.contains(&(mapping.subject_item().to_string(), object)) {
            self.report.rejected += 1;
            return Some(Reason::RejectedPair);
        }
        let [by_author, by_anybody] = fingerprint(mapping);
        let print = if names_its_author(row) { by_author } else { by_anybody };
        if self.known.contains(&print) {
            self.report.known += 1;
            return Some(Reason::KnownRow);
        }
        self.known.extend([by_anybody, print]);
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
        let items = self.items;
        let (joining, remarks) = Joining::of(&mut self.set, set, &self.own, &items);
        self.joining = joining;
        for remark in remarks {
            self.problem(remark)?;
        }
        if self.wanted.dry_run {
            return ControlFlow::Continue(());
        }
        match store::keep_set(self.conn, &self.report.crosswalk, &self.set) {
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
            Ok(mut mapping) => {
                self.joining.bring(&row, &mut mapping);
                if let Some(reason) = self.left_out(&row, &mapping) {
                    return self.problem(Problem::new(Some(number), None, reason, mapping.subject.as_str()));
                }
                match self.take(mapping) {
                    Ok(()) => ControlFlow::Continue(()),
                    Err(error) => self.fail(error),
                }
            }
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
    let frozen = store::frozen_head(conn, (id, published.version))?;
    let titles = Titles::of(edition, &published);
    let outgoing = Outgoing::of(&published, frozen, base, |framework, key| titles.of_item(framework, key));
    let (set, columns) = (&outgoing.set, &outgoing.columns);
    let written = match format {
        Format::Json => sssom::write_json(out, set, outgoing.rows().map(|row| Ok::<_, io::Error>(Cow::Owned(row)))),
        Format::Tsv => {
            TableWriter::start(out, set, sssom::columns_named(columns.iter().cloned())).and_then(|mut writer| {
                outgoing.rows().try_for_each(|row| writer.write(&row))?;
                writer.finish()
            })
        }
    };
    written.map_err(|error| CrosswalkError::Unreadable(error.to_string()))
}

/// What items are called in the framework versions that a crosswalk was made on: those never change.
struct Titles<'a> {
    edition: &'a Edition,
    day: NaiveDate,
    made_on: HashMap<(&'a FrameworkId, &'a ItemKey), &'a str>,
}

impl<'a> Titles<'a> {
    fn of(edition: &'a Edition, version: &CrosswalkVersion) -> Self {
        let crosswalk = &version.crosswalk;
        let sides = [
            (&crosswalk.subject_framework, &crosswalk.subject_version),
            (&crosswalk.object_framework, &crosswalk.object_version),
        ];
        let is_side = |package: &&Package| {
            sides.iter().any(|(id, label)| {
                **id == package.framework.id && label.as_deref() == Some(package.version.label.as_str())
            })
        };
        let packages = edition.snapshot.published().packages.iter().filter(is_side);
        let titled = |package: &'a Package| {
            package.items.iter().map(|item| ((&package.framework.id, &item.key), item.title.official_text()))
        };
        Self { edition, day: version.published_on, made_on: packages.flat_map(titled).collect() }
    }

    fn of_item(&self, framework: &FrameworkId, key: &ItemKey) -> Option<String> {
        let now = || self.edition.snapshot.item(framework, key, self.day).map(|at| at.item.title.official_text());
        self.made_on.get(&(framework, key)).copied().or_else(now).map(str::to_owned)
    }
}
