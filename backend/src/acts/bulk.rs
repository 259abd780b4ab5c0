//! Many acts out of a table. Every good row becomes a draft, and nothing more: a second person still
//! reviews each before it is published. A wrong row is reported and loses none of the others; a row
//! that the ministry has already makes nothing, so a mended file can be taken again.

use std::collections::HashSet;

use puente_wire::imports::{ActImport, ImportedRow, RowProblem, RowState};

use super::routes::ActType;
use super::sheet::{Column, ROW_REPEATED, Row, Sheet};
use super::{ActError, Doer, store};
use crate::actor::Actor;
use crate::db::{DbConn, DbError};
use crate::recognition::Edition;

/// A kind of act that can be read from tables.
pub trait Bulk: ActType {
    /// The columns of its table.
    const COLUMNS: &'static [Column];
    /// An example of such a file.
    const EXAMPLE: &'static str;

    /// What a row says; nothing when some cell is wrong.
    fn read(row: &mut Row<'_>) -> Option<Self::Draft>;
    /// The column in which a field of the draft stands.
    fn column(field: &str) -> &str;
    /// What a person calls it.
    fn name(draft: &Self::Draft) -> String;
    /// What makes two of them the same.
    fn identity(draft: &Self::Draft) -> String;
    /// What a view says.
    fn draft_of(view: Self::View) -> Self::Draft;
}

/// A file that is read and checked; nothing is stored.
#[derive(Debug)]
pub struct Batch<T: Bulk> {
    rows: Vec<(ImportedRow, Option<T::Draft>)>,
    problems: Vec<RowProblem>,
}

impl<T: Bulk> Batch<T> {
    /// Reads and checks every row, or says what is wrong with the file as a whole.
    pub fn read(bytes: &[u8], edition: &Edition, doer: &Doer) -> Result<Self, Vec<RowProblem>> {
        let sheet = Sheet::read(bytes, T::COLUMNS)?;
        let mut batch = Self { rows: Vec::new(), problems: Vec::new() };
        let mut seen = HashSet::new();
        for mut row in sheet.rows() {
            let draft = checked::<T>(&mut row, edition, doer, &mut seen);
            let name = draft.as_ref().map(T::name).or_else(|| row.text(T::COLUMNS.first()?.name)).unwrap_or_default();
            let state = if draft.is_some() { RowState::Ready } else { RowState::Wrong };
            batch.rows.push((ImportedRow { row: row.number, name, state, id: None }, draft));
            batch.problems.append(&mut row.problems);
        }
        Ok(batch)
    }

    /// Makes a draft of every good row that the ministry does not have, or only says which. Call it in
    /// a write: when it fails, nothing is left.
    pub fn store(mut self, conn: &mut DbConn, doer: &Doer, dry_run: bool) -> Result<ActImport, ActError> {
        let kept = kept::<T>(conn, doer)?;
        for (line, draft) in &mut self.rows {
            let Some(draft) = draft.take() else { continue };
            if kept.contains(&T::identity(&draft)) {
                line.state = RowState::Known;
            } else if !dry_run {
                let act = uuid::Uuid::now_v7().to_string();
                let document = T::document(&draft, &act, 1, doer)?;
                line.id = Some(super::draft(conn, doer, T::KIND, &act, document)?.id);
                line.state = RowState::Drafted;
            }
        }
        Ok(self.report(dry_run))
    }

    fn report(self, dry_run: bool) -> ActImport {
        let lines: Vec<ImportedRow> = self.rows.into_iter().map(|(line, _)| line).collect();
        let count = |states: &[RowState]| {
            let found = lines.iter().filter(|line| states.contains(&line.state)).count();
            u32::try_from(found).unwrap_or(u32::MAX)
        };
        ActImport {
            dry_run,
            rows: count(&RowState::ALL),
            good: count(&[RowState::Ready, RowState::Drafted]),
            known: count(&[RowState::Known]),
            wrong: count(&[RowState::Wrong]),
            lines,
            problems: self.problems,
        }
    }
}

fn checked<T: Bulk>(row: &mut Row<'_>, edition: &Edition, doer: &Doer, seen: &mut HashSet<String>) -> Option<T::Draft> {
    let draft = T::read(row);
    let draft = draft.filter(|_| row.problems.is_empty())?;
    for error in T::check(&draft, edition, doer) {
        row.wrong(T::column(&error.field), &error.code);
    }
    if row.problems.is_empty() && !seen.insert(T::identity(&draft)) {
        row.wrong(T::COLUMNS.first().map_or("", |column| column.name), ROW_REPEATED.0);
    }
    row.problems.is_empty().then_some(draft)
}

/// What the ministry has, published or not.
fn kept<T: Bulk>(conn: &mut DbConn, doer: &Doer) -> Result<HashSet<String>, DbError> {
    let nobody = Actor::anonymous(String::new());
    let all = store::list(conn, T::KIND, &doer.organisation.id)?;
    all.iter().map(|act| Ok(T::identity(&T::draft_of(T::view(act, &nobody)?)))).collect()
}

/// The report on a file that is no such table at all.
pub const fn refused(problems: Vec<RowProblem>) -> ActImport {
    ActImport { dry_run: true, rows: 0, good: 0, known: 0, wrong: 0, lines: Vec::new(), problems }
}
