//! Versions made from files: CASE packages and tables.

use std::io::Read;

use chrono::{DateTime, NaiveDate, Utc};
use competency_frameworks::diff::Diff;
use competency_frameworks::formats::case::{self, Head, Outline, Part};
use competency_frameworks::formats::table::{self, Mapping, Shape};
use competency_frameworks::formats::{Kept, Members, Reason, Report};
use competency_frameworks::{Country, Framework, FrameworkId, FrameworkVersion, Lang, LangMap, Package, PackageError};
use serde_json::json;

use super::store::{self, NewVersion};
use crate::actor::Actor;
use crate::audit::{self, Event};
use crate::db::{DbConn, DbError};
use crate::recognition::store::move_stamp;

/// What a person says of a file. What is absent is taken from the file or from the framework's newest
/// version.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// The framework's id.
    pub framework: Option<FrameworkId>,
    /// Whose it is.
    pub country: Option<Country>,
    /// The body as people call it.
    pub body: Option<String>,
    /// What the framework is called.
    pub title: Option<String>,
    /// The version's label.
    pub label: Option<String>,
    /// From when on it counts.
    pub published_on: Option<NaiveDate>,
    /// The official language.
    pub lang: Option<Lang>,
    /// Where it was found.
    pub source: Option<String>,
    /// Which column holds what.
    pub columns: Mapping,
    /// Headers of columns that are kept aside.
    pub aside: Vec<String>,
}

/// The formats of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A CASE package, JSON.
    Case,
    /// CSV or TSV.
    Table,
}

impl Format {
    /// The format of a file by its first letters: JSON begins with a brace, which no header does.
    pub fn of(start: &[u8]) -> Self {
        let text = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
        if text.trim_ascii_start().first() == Some(&b'{') { Self::Case } else { Self::Table }
    }
}

/// A version as a file has it, not stored yet.
#[derive(Debug, Clone)]
pub struct Incoming {
    /// Whose it is.
    pub head: Head,
    /// Its items.
    pub items: Vec<Kept>,
    /// Its associations.
    pub associations: Vec<Members>,
    /// What was found on the way.
    pub report: Report,
    /// How a table was understood.
    pub shape: Option<Shape>,
}

/// Why a file makes no version.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// Not a package at all.
    #[error(transparent)]
    Case(#[from] case::CaseError),
    /// A file could not be read.
    #[error("the file cannot be read: {0}")]
    Io(#[from] std::io::Error),
    /// Some rows or items are wrong; the report says which.
    #[error("{}", why_refused(.0))]
    Rows(Box<Report>),
    /// A table of a framework that is not known yet, and the person does not say whose it is.
    #[error("the registry does not know this framework: say its id and its body")]
    UnknownFramework,
    /// The label stands on another version.
    #[error("there is a version {0} already; published versions never change")]
    LabelTaken(String),
    /// A version that would change answers of the past.
    #[error("a new version of a known framework cannot count from a day before today")]
    Past,
    /// The items make no framework.
    #[error(transparent)]
    Package(#[from] PackageError),
    /// The database refused.
    #[error(transparent)]
    Db(#[from] DbError),
}

fn why_refused(report: &Report) -> String {
    if report.errors.iter().any(|finding| finding.reason == Reason::NoItems) {
        return "the file has no items; nothing was imported".to_owned();
    }
    format!("{} of {} rows or items are wrong; nothing was imported", report.errors.len(), report.rows)
}

/// When and where files are read.
#[derive(Debug, Clone)]
pub struct Moment {
    /// Now.
    pub at: DateTime<Utc>,
    /// The address this registry is served at.
    pub base: String,
}

impl Moment {
    fn today(&self) -> NaiveDate {
        self.at.date_naive()
    }
}

/// Reads a file into memory, whatever its format. Nothing is stored.
pub fn read(conn: &mut DbConn, bytes: &[u8], wanted: &Wanted, moment: &Moment) -> Result<Incoming, ImportError> {
    match Format::of(bytes.get(..4096).unwrap_or(bytes)) {
        Format::Case => {
            let options = case_options(conn, wanted, moment)?;
            let case::Reading { head, items, associations, report } = case::read(bytes, &options)?;
            Ok(Incoming { head, items, associations, report, shape: None })
        }
        Format::Table => read_table(conn, bytes, wanted, moment),
    }
}

fn case_options(conn: &mut DbConn, wanted: &Wanted, moment: &Moment) -> Result<case::Options, DbError> {
    let known = known(conn, wanted.framework.as_ref())?;
    Ok(case::Options {
        id: wanted.framework.clone(),
        country: wanted.country.or_else(|| known.as_ref()?.country),
        body: wanted.body.clone().or_else(|| Some(known.as_ref()?.body.clone())),
        label: wanted.label.clone(),
        // A new version of a known framework counts from today, whatever an earlier export says.
        published_on: wanted.published_on.or_else(|| known.as_ref().map(|_| moment.today())),
        lang: wanted.lang.clone().unwrap_or_else(Lang::spanish),
        today: moment.today(),
        base: moment.base.clone(),
    })
}

fn known(conn: &mut DbConn, id: Option<&FrameworkId>) -> Result<Option<Framework>, DbError> {
    let Some(id) = id else { return Ok(None) };
    Ok(store::newest(conn, id)?.map(|version| version.head.framework))
}

fn read_table(conn: &mut DbConn, bytes: &[u8], wanted: &Wanted, moment: &Moment) -> Result<Incoming, ImportError> {
    let known = known(conn, wanted.framework.as_ref())?;
    let lang = (wanted.lang.clone()).or_else(|| known.as_ref().map(|known| known.title.official.clone()));
    let lang = lang.unwrap_or_else(Lang::spanish);
    let framework = match (known, &wanted.framework, &wanted.body) {
        (Some(known), ..) => known,
        (None, Some(id), Some(body)) => Framework {
            id: id.clone(),
            country: wanted.country,
            body: body.clone(),
            title: LangMap::new(lang.clone(), wanted.title.clone().unwrap_or_else(|| body.clone())),
            source: wanted.source.clone().unwrap_or_else(|| body.clone()),
            illustrative: false,
        },
        _ => return Err(ImportError::UnknownFramework),
    };
    let version = FrameworkVersion {
        label: wanted.label.clone().unwrap_or_else(|| moment.today().to_string()),
        published_on: wanted.published_on.unwrap_or_else(|| moment.today()),
    };
    let source = wanted.source.clone().unwrap_or_else(|| framework.source.clone());
    let (mapping, aside) = (wanted.columns.clone(), wanted.aside.clone());
    let options = table::Options { lang, source, mapping, aside, delimiter: None };
    let table::Table { items, shape, report } = table::read(bytes, &options);
    let head = Head { framework, version, document: Members::new(), others: Members::new() };
    Ok(Incoming { head, items, associations: Vec::new(), report, shape: Some(shape) })
}

impl Incoming {
    /// What would change against the framework's newest version; everything is added to a new one.
    pub fn changes(&self, conn: &mut DbConn) -> Result<(Option<String>, Diff), DbError> {
        let newest = store::newest(conn, &self.head.framework.id)?;
        let base = newest.as_ref().map(|version| version.head.version.label.clone());
        let empty = || Package {
            framework: self.head.framework.clone(),
            version: self.head.version.clone(),
            items: Vec::new(),
        };
        let old = match newest {
            Some(version) => store::package(conn, version)?,
            None => empty(),
        };
        let new = Package { items: self.items.iter().map(|kept| kept.item.clone()).collect(), ..empty() };
        Ok((base, Diff::between(&old, &new)))
    }

    /// Why it could not be stored.
    pub fn check(&self, conn: &mut DbConn, today: NaiveDate) -> Result<(), ImportError> {
        if !self.report.errors.is_empty() {
            return Err(ImportError::Rows(Box::new(self.report.clone())));
        }
        check_head(conn, &self.head, today)
    }
}

/// Whether a version of this label may begin on this day.
pub fn check_head(conn: &mut DbConn, head: &Head, today: NaiveDate) -> Result<(), ImportError> {
    if store::labelled(conn, &head.framework.id, &head.version.label)?.is_some() {
        return Err(ImportError::LabelTaken(head.version.label.clone()));
    }
    let known = store::newest(conn, &head.framework.id)?;
    if known.is_some() && head.version.published_on < today {
        return Err(ImportError::Past);
    }
    Ok(())
}

/// Stores a version and publishes it. Call it in a write: when it fails, nothing is left.
pub fn publish(conn: &mut DbConn, incoming: &Incoming, actor: &Actor, at: DateTime<Utc>) -> Result<(), ImportError> {
    incoming.check(conn, at.date_naive())?;
    let id = begin(conn, &incoming.head, at)?;
    store::fill(conn, &id, &incoming.head, &incoming.items, &incoming.associations)?;
    finish(conn, &id, &incoming.head, incoming.items.len(), actor, at)
}

/// Reads a CASE package of any size and publishes it, one item at a time: `open` is called twice,
/// `progress` hears how many of how many items are stored. Call it in a write: when it fails or the
/// process ends, nothing is left.
pub fn publish_case<R: Read>(
    conn: &mut DbConn,
    open: impl Fn() -> std::io::Result<R>,
    (wanted, moment): (&Wanted, &Moment),
    actor: &Actor,
    mut progress: impl FnMut(u32, u32),
) -> Result<(Head, Report), ImportError> {
    let outline = Outline::read(open()?, &case_options(conn, wanted, moment)?)?;
    if !outline.report.errors.is_empty() {
        return Err(ImportError::Rows(Box::new(outline.report)));
    }
    check_head(conn, &outline.head, moment.today())?;
    let id = begin(conn, &outline.head, moment.at)?;
    let (mut items, mut associations) = (0_u32, 0_u32);
    outline.parts(open()?, |part| -> Result<(), ImportError> {
        match part {
            Part::Item { position, identifier, kept } => {
                store::add_item(conn, &id, position, &identifier, &kept)?;
                items += 1;
                progress(items, outline.report.accepted);
            }
            Part::Association(association) => {
                store::add_association(conn, &id, associations, &association)?;
                associations += 1;
            }
        }
        Ok(())
    })?;
    finish(conn, &id, &outline.head, items as usize, actor, moment.at)?;
    Ok((outline.head, outline.report))
}

fn begin(conn: &mut DbConn, head: &Head, at: DateTime<Utc>) -> Result<String, DbError> {
    let new = NewVersion { head, organisation_id: None, author_id: None, base_label: None, at };
    store::begin(conn, &new)
}

fn finish(
    conn: &mut DbConn,
    id: &str,
    head: &Head,
    items: usize,
    actor: &Actor,
    at: DateTime<Utc>,
) -> Result<(), ImportError> {
    store::publish(conn, id, head, at)?;
    let detail = json!({ "framework": head.framework.id, "version": head.version.label, "items": items });
    audit::record(conn, at, actor, Event { detail, ..Event::new("framework-published", "framework", id) })?;
    Ok(move_stamp(conn)?)
}
