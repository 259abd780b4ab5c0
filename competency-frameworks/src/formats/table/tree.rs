//! From rows to items that stand in a tree.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::Options;
use super::cells::{Cells, Row};
use super::column::Column;
use crate::formats::order::parents_first;
use crate::formats::{Finding, Kept, Members, Reason, Report};
use crate::{Code, CodeError, Item, ItemKey, ItemKind, LangMap, Sector, Status, text};

/// A row on its way to an item.
struct Draft<'a> {
    row: &'a Row,
    item: Item,
    /// The item's name below its parent.
    name: ItemKey,
    kind: Option<ItemKind>,
    parent: Parent,
    members: Members,
    refused: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Parent {
    None,
    Row(usize),
    Unknown,
}

/// Makes items of all rows; what is wrong goes into the report.
pub(super) fn assemble(cells: &Cells, options: &Options, report: &mut Report) -> Vec<Kept> {
    if cells.columns.iter().all(|known| known.column != Some(Column::Title)) {
        return Vec::new();
    }
    for known in cells.columns.iter().filter(|known| known.column.is_none() && !known.header.is_empty()) {
        report.warn(1, Some(&known.header), Reason::ColumnKeptAside, "");
    }
    let mut drafts: Vec<Draft<'_>> = cells.rows.iter().map(|row| draft(cells, row, options, report)).collect();
    find_parents(cells, &mut drafts, report);
    let order = order(cells, &mut drafts, report);
    name(cells, &mut drafts, &order, report);
    replacements(cells, &mut drafts, report);
    look_for_twins(cells, &drafts, report);
    let mut by_row: Vec<Option<Draft<'_>>> = drafts.into_iter().map(Some).collect();
    let ordered = order.into_iter().filter_map(|place| by_row.get_mut(place).and_then(Option::take));
    ordered.filter(|draft| !draft.refused).map(|draft| Kept { item: draft.item, members: draft.members }).collect()
}

/// What a row says by itself.
fn draft<'a>(cells: &Cells, row: &'a Row, options: &Options, report: &mut Report) -> Draft<'a> {
    let before = report.errors.len();
    let some = |column: &Column| Some(cells.get(row, column).to_owned()).filter(|text| !text.is_empty());
    let mut refuse = |column: &Column, reason: Reason| {
        report.error(row.line, cells.header(column), reason, cells.get(row, column));
    };
    let code = match cells.raw(row, &Column::Code).parse::<Code>() {
        Ok(code) => Some(code),
        Err(CodeError::Blank) => None,
        Err(CodeError::TooLong) => {
            refuse(&Column::Code, Reason::CodeTooLong);
            None
        }
    };
    let title = cells.get(row, &Column::Title);
    if title.is_empty() {
        refuse(&Column::Title, Reason::TitleMissing);
    }
    let kind = one_of(cells, row, &Column::Kind, &ItemKind::ALL, ItemKind::as_str, &mut refuse);
    let status = one_of(cells, row, &Column::Status, &Status::ALL, Status::as_str, &mut refuse);
    let illustrative = one_of(cells, row, &Column::Illustrative, &[true, false], yes_or_no, &mut refuse);
    let lang = match some(&Column::Lang).map(|tag| tag.parse()) {
        Some(Ok(lang)) => lang,
        Some(Err(_)) => {
            refuse(&Column::Lang, Reason::NotALanguage);
            options.lang.clone()
        }
        None => options.lang.clone(),
    };
    let name = ItemKey::derive(code.as_ref(), some(&Column::Version).as_deref(), title);
    let mut item = Item {
        code,
        version: some(&Column::Version),
        statement: some(&Column::Statement).map(|text| LangMap::new(lang.clone(), text)),
        level: some(&Column::Level),
        hours: parse(cells, row, &Column::Hours, Reason::NotANumber, &mut refuse),
        sector_name: some(&Column::Sector),
        sectors: sectors(cells, row, &mut refuse),
        isco08: list(cells.get(row, &Column::Isco08)),
        validity_months: parse(cells, row, &Column::ValidityMonths, Reason::NotANumber, &mut refuse),
        in_force_from: parse(cells, row, &Column::InForceFrom, Reason::NotADay, &mut refuse),
        in_force_until: parse(cells, row, &Column::InForceUntil, Reason::NotADay, &mut refuse),
        status: status.unwrap_or_default(),
        illustrative: illustrative.unwrap_or_default(),
        ..Item::new(
            kind.unwrap_or(ItemKind::Standard),
            name.clone(),
            LangMap::new(lang, title),
            some(&Column::Source).unwrap_or_else(|| options.source.clone()),
        )
    };
    let members = keep_aside(cells, row, &mut item, report);
    let refused = report.errors.len() > before;
    Draft { row, item, name, kind, parent: Parent::None, members, refused }
}

const fn yes_or_no(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

fn one_of<T: Copy>(
    cells: &Cells,
    row: &Row,
    column: &Column,
    all: &[T],
    name: impl Fn(T) -> &'static str,
    refuse: &mut impl FnMut(&Column, Reason),
) -> Option<T> {
    let word = cells.get(row, column).to_lowercase();
    let found = all.iter().copied().find(|one| name(*one) == word);
    if found.is_none() && !word.is_empty() {
        refuse(column, Reason::NotAllowed);
    }
    found
}

fn parse<T: std::str::FromStr>(
    cells: &Cells,
    row: &Row,
    column: &Column,
    reason: Reason,
    refuse: &mut impl FnMut(&Column, Reason),
) -> Option<T> {
    let word = cells.get(row, column);
    let found = word.parse().ok();
    if found.is_none() && !word.is_empty() {
        refuse(column, reason);
    }
    found
}

fn list(text: &str) -> Vec<String> {
    text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|'))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn sectors(cells: &Cells, row: &Row, refuse: &mut impl FnMut(&Column, Reason)) -> Vec<Sector> {
    let words = list(cells.get(row, &Column::Sectors));
    let found: Vec<Sector> = words.iter().filter_map(|word| word.parse().ok()).collect();
    if found.len() < words.len() {
        refuse(&Column::Sectors, Reason::NotAllowed);
    }
    found
}

/// Translations into the title; cells without a field into members; cells without a column: an error.
fn keep_aside(cells: &Cells, row: &Row, item: &mut Item, report: &mut Report) -> Members {
    let mut members = Members::new();
    for (known, cell) in cells.columns.iter().zip(&row.cells) {
        let trimmed = cell.trim_matches(text::is_blank);
        match &known.column {
            Some(Column::Translation(lang)) if *lang != item.title.official && !trimmed.is_empty() => {
                item.title.texts.insert(lang.clone(), trimmed.to_owned());
            }
            None if !trimmed.is_empty() => {
                members.insert(known.header.clone(), Value::String(cell.clone()));
            }
            _ => {}
        }
    }
    let beyond = row.cells.iter().skip(cells.columns.len()).find(|cell| !cell.chars().all(text::is_blank));
    if let Some(cell) = beyond {
        report.error(row.line, None, Reason::TooManyCells, cell);
    }
    members
}

/// Which rows a code or a key may mean.
struct Names {
    rows: HashMap<String, Vec<usize>>,
}

impl Names {
    fn of(drafts: &[Draft<'_>]) -> Self {
        let mut rows: HashMap<String, Vec<usize>> = HashMap::new();
        for (place, draft) in drafts.iter().enumerate() {
            rows.entry(draft.name.as_str().to_owned()).or_default().push(place);
            if let Some(code) = draft.item.code.as_ref().filter(|code| code.normal() != draft.name.as_str()) {
                rows.entry(code.normal().to_owned()).or_default().push(place);
            }
        }
        Self { rows }
    }

    /// The row that is meant: the nearest above, since sheets list units below their standard; or the
    /// only one. A path (`280101175/U1`) is followed from its end.
    fn find(&self, reference: &str, from: usize) -> Option<usize> {
        let path = ItemKey::parse(reference);
        let ending = path.as_str().rsplit('/').next().unwrap_or_default();
        let rows = self.rows.get(path.as_str()).or_else(|| self.rows.get(ending))?;
        let above = rows.iter().rev().find(|row| **row < from);
        above.or_else(|| rows.first().filter(|_| rows.len() == 1)).copied()
    }
}

fn find_parents(cells: &Cells, drafts: &mut [Draft<'_>], report: &mut Report) {
    let names = Names::of(drafts);
    for (place, draft) in drafts.iter_mut().enumerate() {
        let reference = cells.get(draft.row, &Column::Parent);
        draft.parent = match names.find(reference, place) {
            _ if reference.is_empty() => Parent::None,
            Some(parent) => Parent::Row(parent),
            None => {
                report.error(draft.row.line, cells.header(&Column::Parent), Reason::ParentUnknown, reference);
                draft.refused = true;
                Parent::Unknown
            }
        };
    }
}

/// All rows, parents before their children; circles and too deep ones are refused.
fn order(cells: &Cells, drafts: &mut [Draft<'_>], report: &mut Report) -> Vec<usize> {
    let parents: Vec<Option<usize>> = drafts
        .iter()
        .map(|draft| match draft.parent {
            Parent::Row(parent) => Some(parent),
            Parent::None | Parent::Unknown => None,
        })
        .collect();
    let order = parents_first(&parents);
    for (place, reason) in order.problems {
        if let Some(draft) = drafts.get_mut(place) {
            let parent = cells.get(draft.row, &Column::Parent);
            report.error(draft.row.line, cells.header(&Column::Parent), reason, parent);
            draft.refused = true;
        }
    }
    order.places
}

/// Kinds, parents and keys, from the top down.
fn name(cells: &Cells, drafts: &mut [Draft<'_>], order: &[usize], report: &mut Report) {
    let mut taken: HashMap<ItemKey, u32> = HashMap::new();
    for &place in order {
        let parent = drafts.get(place).map_or(Parent::None, |draft| draft.parent);
        let above = match parent {
            Parent::Row(row) => drafts.get(row).map(|p| (p.item.key.clone(), p.item.kind, p.row.line, p.refused)),
            Parent::None | Parent::Unknown => None,
        };
        let Some(draft) = drafts.get_mut(place) else { continue };
        let below = above.as_ref().map_or(ItemKind::Standard, |(_, kind, _, _)| kind.below());
        draft.item.kind = draft.kind.unwrap_or(below);
        if let Some((_, _, line, true)) = &above
            && !draft.refused
        {
            let value = cells.get(draft.row, &Column::Parent);
            let finding = Finding::new(draft.row.line, cells.header(&Column::Parent), Reason::ParentRefused, value);
            report.errors.push(finding.with(*line));
            draft.refused = true;
        }
        let parent = above.map(|(key, ..)| key);
        let mut key = draft.name.clone().within(parent.as_ref(), draft.item.kind);
        if draft.item.code.is_none() {
            let first = key.clone();
            let mut number = 2;
            while taken.contains_key(&key) {
                key = ItemKey::parse(&format!("{first}-{number}"));
                number += 1;
            }
        }
        if draft.refused {
            continue;
        }
        match taken.get(&key) {
            Some(line) => {
                let value = draft.item.code_shown();
                let finding = Finding::new(draft.row.line, cells.header(&Column::Code), Reason::CodeTwice, &value);
                report.errors.push(finding.with(*line));
                draft.refused = true;
            }
            None => {
                taken.insert(key.clone(), draft.row.line);
            }
        }
        (draft.item.parent, draft.item.key) = (parent, key);
    }
}

fn replacements(cells: &Cells, drafts: &mut [Draft<'_>], report: &mut Report) {
    let names = Names::of(drafts);
    let keys: Vec<ItemKey> = drafts.iter().map(|draft| draft.item.key.clone()).collect();
    let known: HashSet<&ItemKey> = keys.iter().collect();
    for (place, draft) in drafts.iter_mut().enumerate() {
        let references = cells.get(draft.row, &Column::ReplacedBy).split('|').map(str::trim);
        for reference in references.filter(|reference| !reference.is_empty()) {
            let key = ItemKey::parse(reference);
            let found = names.find(reference, place).and_then(|row| keys.get(row)).filter(|_| !known.contains(&key));
            if found.is_none() && !known.contains(&key) {
                let column = cells.header(&Column::ReplacedBy);
                report.warn(draft.row.line, column, Reason::ReplacementUnknown, reference);
            }
            draft.item.replaced_by.push(found.cloned().unwrap_or(key));
        }
        if !draft.item.replaced_by.is_empty() && cells.get(draft.row, &Column::Status).is_empty() {
            draft.item.status = Status::Replaced;
        }
    }
}

/// What a person should look at: cleaned codes, missing codes, one title on two standards.
fn look_for_twins(cells: &Cells, drafts: &[Draft<'_>], report: &mut Report) {
    let mut titles: HashMap<String, u32> = HashMap::new();
    for draft in drafts.iter().filter(|draft| !draft.refused) {
        let line = draft.row.line;
        let code = &draft.item.code;
        if let Some(code) = code.as_ref().filter(|code| text::collapse(code.raw()) != code.raw()) {
            report.warn(line, cells.header(&Column::Code), Reason::CodeCleaned, code.raw());
        }
        if draft.item.kind != ItemKind::Standard {
            continue;
        }
        let title = draft.item.title.official_text();
        if code.is_none() {
            report.warn(line, cells.header(&Column::Code), Reason::CodeMissing, title);
        }
        let folded = text::words(title).join(" ");
        if let Some(other) = titles.get(&folded) {
            let finding = Finding::new(line, cells.header(&Column::Title), Reason::TitleTwice, title);
            report.warnings.push(finding.with(*other));
        } else {
            titles.insert(folded, line);
        }
    }
}
