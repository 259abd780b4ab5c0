//! What may correspond to a standard: ranked, without what was rejected or has a row.

use competency_frameworks::{Item, ItemKey, Package};
use crosswalks::suggest::{Decided, Reason, Room, Suggestion};
use puente_wire::suggestions::{Candidate, ComparedStandard, ComparedUnit, SuggestionReason, Suggestions};
use puente_wire::workbench::MappingState;

use super::{CrosswalkError, Row, own, rejections, store};
use crate::acts::Doer;
use crate::db::DbConn;
use crate::frameworks::units;
use crate::recognition::Edition;
use crate::recognition::entries::entry;

/// How many candidates are listed when nobody says.
pub const USUAL: u32 = 8;
/// No more candidates are listed than this.
pub const MOST: u32 = 50;

/// Candidates of the destination framework for a standard of the source.
pub fn suggest(
    conn: &mut DbConn,
    doer: &Doer,
    edition: &Edition,
    crosswalk: &str,
    (subject, top): (&ItemKey, u32),
) -> Result<Suggestions, CrosswalkError> {
    let head = own(conn, doer, crosswalk)?;
    let day = doer.at.date_naive();
    let at = edition.snapshot.item(&head.subject_framework, subject, day).ok_or(CrosswalkError::NotFound)?;
    let to = edition.snapshot.package(&head.object_framework, day).ok_or(CrosswalkError::NotFound)?;
    let (subjects, objects) = (edition.suggester(at.package)?, edition.suggester(to)?);
    let rows = store::rows(conn, crosswalk)?;
    let left_out = left_out(conn, crosswalk, subject, &rows)?;
    let pairs: Vec<(String, String)> = rows.iter().filter_map(related).collect();
    let decided = Decided { subjects: &subjects, pairs: &pairs };
    let most = usize::try_from(top).unwrap_or_default() + left_out.len();
    let found = objects.suggest_after(&entry(at.package, at.item), most, Some(decided), &mut Room::default());
    let wanted = found.into_iter().filter(|one| !left_out.contains(&one.object.id));
    Ok(Suggestions {
        subject: compared(at.package, at.item),
        candidates: wanted
            .take(usize::try_from(top).unwrap_or_default())
            .filter_map(|one| candidate(edition, at.package, to, one))
            .collect(),
    })
}

/// Items that must not be suggested for this one: rejected, or written down already. A row that the
/// second person disagreed with stays written down while the disagreement stands: the queue is where it is
/// settled. One that was taken back is nobody's word any more, and its pair may come back.
fn left_out(
    conn: &mut DbConn,
    crosswalk: &str,
    subject: &ItemKey,
    rows: &[Row],
) -> Result<Vec<String>, CrosswalkError> {
    let rejected = rejections::pairs(conn, crosswalk)?.into_iter();
    let rejected = rejected.filter(|(one, _)| one == subject.as_str()).map(|(_, object)| object);
    let is_written = |row: &&Row| is_whole(row) && row.state != MappingState::Withdrawn;
    let written = rows.iter().filter(is_written).filter(|row| &row.mapping.subject == subject);
    let written = written.filter_map(|row| row.mapping.object.as_ref()).map(ToString::to_string);
    Ok(rejected.chain(written).collect())
}

/// Whether a row is about whole standards and not taken back or refused.
pub(super) fn stands(row: &Row) -> bool {
    is_whole(row) && !matches!(row.state, MappingState::Disagreed | MappingState::Withdrawn)
}

fn is_whole(row: &Row) -> bool {
    row.mapping.subject_unit.is_none() && row.mapping.object_unit.is_none()
}

/// What a row says of whole standards: these two have to do with each other.
fn related(row: &Row) -> Option<(String, String)> {
    let mapping = &row.mapping;
    let object = mapping.object.as_ref().filter(|_| stands(row) && !mapping.not)?;
    Some((mapping.subject.to_string(), object.to_string()))
}

fn compared(package: &Package, item: &Item) -> ComparedStandard {
    let units = units(package, &item.key).into_iter();
    ComparedStandard {
        key: item.key.clone(),
        code: item.code_shown(),
        title: item.title.clone(),
        level: item.level.clone(),
        hours: item.hours,
        sector: item.sector_name.clone(),
        illustrative: item.illustrative,
        units: units
            .map(|unit| ComparedUnit { key: unit.key.clone(), title: unit.title.clone(), hours: unit.hours })
            .collect(),
    }
}

fn candidate(edition: &Edition, from: &Package, to: &Package, found: Suggestion<'_>) -> Option<Candidate> {
    let item = find(to, &found.object.id)?;
    let reasons = found.reasons.into_iter().filter_map(|reason| worded(edition, from, reason)).collect();
    Some(Candidate { object: compared(to, item), score: hundredths(found.score), reasons })
}

fn find<'p>(package: &'p Package, key: &str) -> Option<&'p Item> {
    package.items.iter().find(|item| item.key.as_str() == key)
}

/// A reason with the titles that screens show; none when nothing here has that title.
fn worded(edition: &Edition, from: &Package, reason: Reason) -> Option<SuggestionReason> {
    match reason {
        Reason::SharedWords(words) => Some(SuggestionReason::SharedWords { words }),
        Reason::WordParts(parts) => Some(SuggestionReason::WordParts { parts }),
        Reason::UnitTitles(words) => Some(SuggestionReason::UnitTitles { words }),
        Reason::Occupation { code, .. } => {
            let title = edition.occupations.get(&code)?.clone();
            Some(SuggestionReason::Occupation { isco08: code, title })
        }
        Reason::Sector(sector) => Some(SuggestionReason::Sector { sector }),
        Reason::Level(level) => Some(SuggestionReason::Level { level }),
        Reason::Neighbour { subject, .. } => {
            let item = find(from, &subject)?;
            Some(SuggestionReason::Neighbour { subject: item.key.clone(), title: item.title.clone() })
        }
    }
}

fn hundredths(score: f32) -> u8 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 100")]
    let hundredths = (score * 100.0).round().clamp(0.0, 100.0) as u8;
    hundredths
}
