//! What is decided and what is open: the list of work of a crosswalk, and coverage by sector.

use std::collections::{BTreeSet, HashMap};

use competency_frameworks::{Framework, Item, ItemKey, Package, Sector, Status};
use puente_wire::suggestions::{
    Coverage, CoverageRow, Covered, CoveredCrosswalk, OpenStandard, Worklist, WorklistQuery,
};

use super::suggestions::stands;
use super::{CrosswalkError, Head, own, store};
use crate::acts::Doer;
use crate::db::{DbConn, DbError};
use crate::recognition::Edition;

/// No more open standards are listed than this.
const MOST_OPEN: usize = 500;

/// What somebody has decided about a standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Related,
    NoCounterpart,
}

type Outcomes = HashMap<ItemKey, Outcome>;

/// The standards of a crosswalk's source that wait for a decision.
pub fn worklist(
    conn: &mut DbConn,
    doer: &Doer,
    edition: &Edition,
    crosswalk: &str,
    query: &WorklistQuery,
) -> Result<Worklist, CrosswalkError> {
    let head = own(conn, doer, crosswalk)?;
    let day = doer.at.date_naive();
    let from = edition.snapshot.package(&head.subject_framework, day).ok_or(CrosswalkError::NotFound)?;
    let outcomes = outcomes(conn, crosswalk)?;
    let wanted = |item: &&Item| match query.sector {
        Some(sector) => item.sectors.contains(&sector),
        None => query.unclassified != Some(true) || item.sectors.is_empty(),
    };
    let standards: Vec<&Item> = in_use(from).filter(wanted).collect();
    let open: Vec<&&Item> = standards.iter().filter(|item| !outcomes.contains_key(&item.key)).collect();
    Ok(Worklist {
        frameworks: frameworks(edition, doer, &head),
        total: count(standards.len()),
        decided: count(standards.len() - open.len()),
        open: open
            .into_iter()
            .take(MOST_OPEN)
            .map(|item| OpenStandard { key: item.key.clone(), title: item.title.clone() })
            .collect(),
    })
}

/// How far all crosswalks of the ministry have come.
pub fn coverage(conn: &mut DbConn, doer: &Doer, edition: &Edition) -> Result<Coverage, CrosswalkError> {
    let mut crosswalks = Vec::new();
    let mut columns: Vec<HashMap<Option<Sector>, Covered>> = Vec::new();
    for head in store::heads(conn, &doer.organisation.id)? {
        let Some(from) = edition.snapshot.package(&head.subject_framework, doer.at.date_naive()) else { continue };
        let outcomes = outcomes(conn, &head.id)?;
        let mut all = Covered::default();
        let mut column: HashMap<Option<Sector>, Covered> = HashMap::new();
        for item in in_use(from) {
            let outcome = outcomes.get(&item.key).copied();
            add(&mut all, outcome);
            for sector in sectors(item) {
                add(column.entry(sector).or_default(), outcome);
            }
        }
        columns.push(column);
        crosswalks.push(CoveredCrosswalk {
            frameworks: frameworks(edition, doer, &head),
            id: head.id,
            subject_framework: head.subject_framework,
            object_framework: head.object_framework,
            all,
        });
    }
    let known = Sector::ALL.into_iter().map(Some).chain([None]);
    let used = known.filter(|sector| columns.iter().any(|column| column.contains_key(sector)));
    let cells = |sector| columns.iter().map(|column| column.get(&sector).copied().unwrap_or_default()).collect();
    Ok(Coverage { crosswalks, rows: used.map(|sector| CoverageRow { sector, cells: cells(sector) }).collect() })
}

fn in_use(package: &Package) -> impl Iterator<Item = &Item> {
    package.standards().filter(|item| item.status == Status::Active)
}

/// The sectors of a standard, each once; "not known" when it has none.
fn sectors(item: &Item) -> BTreeSet<Option<Sector>> {
    if item.sectors.is_empty() { BTreeSet::from([None]) } else { item.sectors.iter().copied().map(Some).collect() }
}

fn add(cell: &mut Covered, outcome: Option<Outcome>) {
    cell.total += 1;
    match outcome {
        Some(Outcome::Related) => cell.related += 1,
        Some(Outcome::NoCounterpart) => cell.none += 1,
        None => cell.open += 1,
    }
}

/// What the rows of a crosswalk say of whole standards. That a relation does *not* hold decides nothing.
fn outcomes(conn: &mut DbConn, crosswalk: &str) -> Result<Outcomes, DbError> {
    let mut outcomes = Outcomes::new();
    for row in store::rows(conn, crosswalk)?.into_iter().filter(stands) {
        let outcome = match row.mapping.object {
            None => Outcome::NoCounterpart,
            Some(_) if row.mapping.not => continue,
            Some(_) => Outcome::Related,
        };
        let known = outcomes.entry(row.mapping.subject).or_insert(outcome);
        if outcome == Outcome::Related {
            *known = outcome;
        }
    }
    Ok(outcomes)
}

fn frameworks(edition: &Edition, doer: &Doer, head: &Head) -> Vec<Framework> {
    let day = doer.at.date_naive();
    let both = [&head.subject_framework, &head.object_framework].into_iter();
    both.filter_map(|id| edition.snapshot.package(id, day)).map(|package| package.framework.clone()).collect()
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
