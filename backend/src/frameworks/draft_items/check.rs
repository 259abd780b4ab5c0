//! What is wrong with one item of a draft, by field, and its texts without needless blanks.

use std::collections::HashMap;

use competency_frameworks::{Item, ItemKey, LangMap, Status, bundled, text};
use puente_wire::problem::FieldError;

use crate::frameworks::store::Placed;
use crate::http::problem::{BEFORE_START, FieldCode, OUT_OF_RANGE, REQUIRED, TOO_LONG, UNKNOWN, field_error};

crate::field_codes! {
    CODE_TAKEN = "code-taken" "Another item in the same place goes by it";
    INSIDE_ITSELF = "inside-itself" "It would stand within itself, or replace itself";
    REPLACES_ANOTHER = "replaces-another" "Another item says that this one replaces it";
    NO_OCCUPATION = "no-occupation" "ISCO-08 has no such group";
}

/// Longest line of text: titles, sources, names of sectors.
const LONGEST_LINE: usize = 1_000;
/// Longest statement.
const LONGEST_TEXT: usize = 20_000;
/// Longest level and version.
const LONGEST_WORD: usize = 60;
const MOST_HOURS: u32 = 20_000;
const MOST_MONTHS: u32 = 1_200;
const MOST_REPLACEMENTS: usize = 50;

/// The item without blanks around its texts, without empty ones and without repetitions. Its code
/// keeps the form in which it was given beside the one that is compared.
pub fn tidy(mut item: Item) -> Item {
    let bare = |text: &str| text.trim_matches(text::is_blank).to_owned();
    let line = |text: Option<String>| text.map(|text| bare(&text)).filter(|text| !text.is_empty());
    item.title = trimmed(&item.title);
    item.statement = item.statement.map(|text| trimmed(&text)).filter(|text| !text.texts.is_empty());
    (item.level, item.version, item.sector_name) = (line(item.level), line(item.version), line(item.sector_name));
    item.source = bare(&item.source);
    item.isco08 = item.isco08.iter().map(|group| group.trim().to_owned()).filter(|group| !group.is_empty()).collect();
    item.isco08.sort();
    item.isco08.dedup();
    item.sectors.sort();
    item.sectors.dedup();
    let mut seen = Vec::new();
    item.replaced_by.retain(|key| {
        !seen.contains(key) && {
            seen.push(key.clone());
            true
        }
    });
    item
}

fn trimmed(map: &LangMap) -> LangMap {
    let mut texts = competency_frameworks::Texts::default();
    for (lang, words) in map.texts.iter() {
        let words = words.trim_matches(text::is_blank);
        if !words.is_empty() {
            texts.insert(lang.clone(), words.to_owned());
        }
    }
    LangMap { official: map.official.clone(), texts }
}

/// Everything that does not hold together in an item that is to be stored, beside all items as they
/// are; what an import left as it is may stay.
pub fn check(all: &[Placed], before: Option<&Item>, item: &Item) -> Vec<FieldError> {
    let mut errors = texts(before, item);
    errors.extend(numbers(before, item));
    errors.extend(names(all, before, item));
    errors
}

fn wrong(field: &str, code: FieldCode) -> FieldError {
    field_error(format!("item.{field}"), code)
}

fn texts(before: Option<&Item>, item: &Item) -> Vec<FieldError> {
    let mut errors = Vec::new();
    if item.title.official_text().is_empty() {
        errors.push(wrong("title", REQUIRED));
    }
    if item.source.is_empty() {
        errors.push(wrong("source", REQUIRED));
    }
    if item.statement.as_ref().is_some_and(|text| text.official_text().is_empty()) {
        errors.push(wrong("statement", REQUIRED));
    }
    let longest = |text: &LangMap| text.texts.values().map(|text| text.chars().count()).max().unwrap_or_default();
    let line = |text: &Option<String>| text.as_ref().map(|text| text.chars().count()).unwrap_or_default();
    let lengths = |item: &Item| {
        [
            ("title", longest(&item.title), LONGEST_LINE),
            ("statement", item.statement.as_ref().map(longest).unwrap_or_default(), LONGEST_TEXT),
            ("source", item.source.chars().count(), LONGEST_LINE),
            ("sector_name", line(&item.sector_name), LONGEST_LINE),
            ("level", line(&item.level), LONGEST_WORD),
            ("version", line(&item.version), LONGEST_WORD),
        ]
    };
    let old = before.map(lengths).map(|all| all.map(|(_, length, _)| length)).unwrap_or_default();
    for ((field, length, most), old) in lengths(item).into_iter().zip(old) {
        if length > most && length > old {
            errors.push(wrong(field, TOO_LONG));
        }
    }
    errors
}

fn numbers(before: Option<&Item>, item: &Item) -> Vec<FieldError> {
    let mut errors = Vec::new();
    if item.hours.is_some_and(|hours| hours > MOST_HOURS) && before.is_none_or(|old| old.hours != item.hours) {
        errors.push(wrong("hours", OUT_OF_RANGE));
    }
    let months = item.validity_months;
    let outside = months.is_some_and(|months| !(1..=MOST_MONTHS).contains(&months));
    if outside && before.is_none_or(|old| old.validity_months != months) {
        errors.push(wrong("validity_months", OUT_OF_RANGE));
    }
    if matches!((item.in_force_from, item.in_force_until), (Some(first), Some(last)) if last < first) {
        errors.push(wrong("in_force_until", BEFORE_START));
    }
    let fresh = item.isco08.iter().filter(|group| before.is_none_or(|old| !old.isco08.contains(group)));
    let fresh: Vec<&String> = fresh.collect();
    if !fresh.is_empty() {
        let known = bundled::occupations().unwrap_or_default();
        if fresh.iter().any(|group| !known.contains_key(group.as_str())) {
            errors.push(wrong("isco08", NO_OCCUPATION));
        }
    }
    errors
}

/// What it is called, where it stands and what replaces it.
fn names(all: &[Placed], before: Option<&Item>, item: &Item) -> Vec<FieldError> {
    let mut errors = Vec::new();
    let others: HashMap<&ItemKey, &Item> = all
        .iter()
        .map(|one| (&one.kept.item.key, &one.kept.item))
        .filter(|(key, _)| before.is_none_or(|old| old.key != **key))
        .collect();
    if others.contains_key(&item.key) {
        let field = match &item.code {
            Some(_) if item.key == item.natural_key() => "code",
            None if item.key == item.natural_key() => "title",
            _ => "key",
        };
        errors.push(wrong(field, CODE_TAKEN));
    }
    let itself = |key: &ItemKey| *key == item.key || before.is_some_and(|old| old.key == *key);
    if let Some(parent) = &item.parent {
        if itself(parent) || stands_under(&others, parent, &itself) {
            errors.push(wrong("parent", INSIDE_ITSELF));
        } else if !others.contains_key(parent) {
            errors.push(wrong("parent", UNKNOWN));
        }
    }
    let known = |key: &&ItemKey| before.is_some_and(|old| old.replaced_by.contains(key));
    if item.replaced_by.iter().any(itself) || item.replaced_by.iter().any(|key| leads_back(&others, key, &itself)) {
        errors.push(wrong("replaced_by", INSIDE_ITSELF));
    } else if item.replaced_by.iter().any(|key| !others.contains_key(key) && !known(&key)) {
        errors.push(wrong("replaced_by", UNKNOWN));
    }
    if item.replaced_by.len() > MOST_REPLACEMENTS {
        errors.push(wrong("replaced_by", OUT_OF_RANGE));
    }
    if item.status == Status::Replaced
        && item.replaced_by.is_empty()
        && before.is_none_or(|old| old.status != item.status || !old.replaced_by.is_empty())
    {
        errors.push(wrong("replaced_by", REQUIRED));
    }
    errors
}

/// Whether something stands, directly or through others, under the item.
fn stands_under(others: &HashMap<&ItemKey, &Item>, key: &ItemKey, itself: &impl Fn(&ItemKey) -> bool) -> bool {
    let mut above = others.get(key).and_then(|item| item.parent.as_ref());
    // As many steps as there are items: whatever stood in a circle before ends here.
    for _ in 0..=others.len() {
        match above {
            Some(parent) if itself(parent) => return true,
            Some(parent) => above = others.get(parent).and_then(|item| item.parent.as_ref()),
            None => return false,
        }
    }
    true
}

/// Whether what replaces something leads, directly or through others, back to the item.
fn leads_back(others: &HashMap<&ItemKey, &Item>, key: &ItemKey, itself: &impl Fn(&ItemKey) -> bool) -> bool {
    let (mut open, mut seen) = (vec![key], Vec::new());
    while let Some(key) = open.pop() {
        let Some(item) = others.get(key).filter(|_| !seen.contains(&key)) else { continue };
        if item.replaced_by.iter().any(itself) {
            return true;
        }
        seen.push(key);
        open.extend(&item.replaced_by);
    }
    false
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail loudly")]
mod tests {
    use competency_frameworks::formats::Kept;
    use competency_frameworks::{ItemKind, Lang};

    use super::*;

    fn item(code: &str, parent: Option<&str>) -> Item {
        let kind = if parent.is_some() { ItemKind::Unit } else { ItemKind::Standard };
        let title = LangMap::new(Lang::spanish(), format!("Título de {code}"));
        let mut item = Item::new(kind, ItemKey::parse("x"), title, "una prueba");
        item.code = code.parse().ok();
        item.parent = parent.map(ItemKey::parse);
        Item { key: item.natural_key(), ..item }
    }

    fn all() -> Vec<Placed> {
        let mut old = item("B", None);
        old.replaced_by = vec![ItemKey::parse("C")];
        let items = [item("A", None), item("U1", Some("A")), old, item("C", None)];
        (0..).zip(items).map(|(place, item)| Placed { place, kept: Kept::from(item) }).collect()
    }

    fn found(before: Option<&Item>, after: &Item) -> Vec<(String, String)> {
        check(&all(), before, after).into_iter().map(|error| (error.field, error.code)).collect()
    }

    fn one(field: &str, code: &str) -> Vec<(String, String)> {
        vec![(field.to_owned(), code.to_owned())]
    }

    #[test]
    fn a_code_that_another_has_in_the_same_place_is_named() {
        assert_eq!(found(None, &item(" u1", Some("a"))), one("item.code", "code-taken"));
        assert_eq!(found(None, &item("U1", Some("B"))), []);
        let twin = Item { code: None, key: ItemKey::parse("A"), ..item("x", None) };
        assert_eq!(found(None, &twin), one("item.key", "code-taken"));
        assert_eq!(found(Some(&item("A", None)), &item("A", None)), [], "an item is no twin of itself");
    }

    #[test]
    fn nothing_stands_within_itself_or_under_what_is_not_there() {
        let a = item("A", None);
        let under = |parent: &str| Item { parent: Some(ItemKey::parse(parent)), ..a.clone() };
        assert_eq!(found(Some(&a), &under("A")), one("item.parent", "inside-itself"));
        assert_eq!(found(Some(&a), &under("A/U1")), one("item.parent", "inside-itself"));
        assert_eq!(found(Some(&a), &under("Z")), one("item.parent", "unknown"));
        assert_eq!(found(Some(&a), &under("C")), []);
    }

    #[test]
    fn what_replaces_an_item_is_there_and_does_not_lead_back_to_it() {
        let (a, c) = (item("A", None), item("C", None));
        let by = |item: &Item, keys: &[&str]| {
            let replaced_by = keys.iter().map(|key| ItemKey::parse(key)).collect();
            Item { status: Status::Replaced, replaced_by, ..item.clone() }
        };
        assert_eq!(found(Some(&a), &by(&a, &["B", "C"])), []);
        assert_eq!(found(Some(&a), &by(&a, &[])), one("item.replaced_by", "required"));
        assert_eq!(found(Some(&a), &by(&a, &["B", "Z"])), one("item.replaced_by", "unknown"));
        assert_eq!(found(Some(&a), &by(&a, &["A"])), one("item.replaced_by", "inside-itself"));
        assert_eq!(found(Some(&c), &by(&c, &["B"])), one("item.replaced_by", "inside-itself"));
        let imported = by(&a, &["GONE"]);
        assert_eq!(found(Some(&imported), &imported), [], "what an import left may stay");
    }

    #[test]
    fn texts_days_numbers_and_occupations_are_checked_by_name() {
        let a = item("A", None);
        let blank =
            tidy(Item { title: LangMap::new(Lang::spanish(), " \u{a0} "), source: " ".to_owned(), ..a.clone() });
        let fields: Vec<String> = found(Some(&a), &blank).into_iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["item.title", "item.source"]);
        let days =
            Item { in_force_from: "2026-02-01".parse().ok(), in_force_until: "2026-01-31".parse().ok(), ..a.clone() };
        assert_eq!(found(Some(&a), &days), one("item.in_force_until", "before-start"));
        let jobs = |groups: &[&str]| Item { isco08: groups.iter().map(ToString::to_string).collect(), ..a.clone() };
        assert_eq!(found(Some(&a), &jobs(&["7411"])), []);
        assert_eq!(found(Some(&a), &jobs(&["7411", "7499"])), one("item.isco08", "no-occupation"));
        let months = Item { validity_months: Some(0), ..a.clone() };
        assert_eq!(found(Some(&a), &months), one("item.validity_months", "out-of-range"));
        let long = Item { level: Some("x".repeat(61)), ..a.clone() };
        assert_eq!(found(Some(&a), &long), one("item.level", "too-long"));
        assert_eq!(found(Some(&long), &long), [], "as long as it was");
    }

    #[test]
    fn blanks_and_repetitions_go_and_a_code_keeps_its_raw_form() {
        let mut one = item("EC1681\u{a0}", None);
        one.title = one.title.with("pt".parse().unwrap(), " Soldar ");
        one.level = Some("  ".to_owned());
        one.isco08 = vec![" 7212".to_owned(), "7212".to_owned()];
        one.replaced_by = vec![ItemKey::parse("B"), ItemKey::parse(" b ")];
        let tidy = tidy(one);
        assert_eq!(tidy.title.translation("pt"), Some("Soldar"));
        assert_eq!((tidy.level.as_deref(), tidy.isco08.len(), tidy.replaced_by.len()), (None, 1, 1));
        assert_eq!(tidy.code.as_ref().map(|code| (code.raw(), code.normal())), Some(("EC1681\u{a0}", "EC1681")));
    }
}
