//! An item as its form holds it, and back.

use puente_wire::frameworks::{Item, ItemKey, ItemKind, Lang, LangMap, Sector, Status};
use yew::AttrValue;

use crate::api::Failure;
use crate::hooks::{Form, FormField, field};
use crate::i18n::T;

/// Fields of a title and of a statement by language. The last pair holds the official text of a
/// framework whose language is none of the others.
pub(super) const LANGUAGES: [(&str, &str, &str); 4] = [
    ("es", "title_es", "statement_es"),
    ("pt", "title_pt", "statement_pt"),
    ("en", "title_en", "statement_en"),
    ("", "title_other", "statement_other"),
];

/// The field names of a language's title and statement.
pub(super) fn fields_of(lang: &str) -> (&'static str, &'static str) {
    let known = LANGUAGES.iter().find(|(tag, ..)| *tag == lang);
    known.map_or(("title_other", "statement_other"), |(_, title, statement)| (*title, *statement))
}

/// Whether a language has a field of its own.
pub(super) fn is_usual(lang: &str) -> bool {
    LANGUAGES.iter().any(|(tag, ..)| *tag == lang)
}

/// Key and name of something that was chosen, one a line.
pub(super) fn chosen(text: &str) -> Vec<(String, String)> {
    let line = |line: &str| line.split_once('\t').map(|(key, name)| (key.to_owned(), name.to_owned()));
    text.lines().filter_map(line).collect()
}

/// The same as the form keeps it.
pub(super) fn kept(chosen: &[(String, String)]) -> String {
    chosen.iter().map(|(key, name)| format!("{key}\t{name}")).collect::<Vec<_>>().join("\n")
}

/// What the form holds at first. `parent` and `replaced_by` come with their names.
pub(super) fn starting(item: &Item, parent: &str, replaced_by: &[(String, String)]) -> Vec<FormField> {
    let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let official = item.title.official.primary().to_owned();
    let mut all = vec![
        field("kind").starting(item.kind.as_str()),
        field("parent").starting(item.parent.as_ref().map(ToString::to_string).unwrap_or_default()),
        field("parent_typed").starting(parent),
        field("code").starting(item.code.as_ref().map(|code| code.raw().to_owned()).unwrap_or_default()),
        field("version").starting(item.version.clone().unwrap_or_default()),
        field("lang").starting(official.clone()),
        field("level").starting(item.level.clone().unwrap_or_default()),
        field("hours").starting(number(item.hours)),
        field("sector_name").starting(item.sector_name.clone().unwrap_or_default()),
        field("sectors").starting(item.sectors.iter().map(|one| one.as_str()).collect::<Vec<_>>().join(",")),
        field("isco08").starting(item.isco08.join(", ")),
        field("validity_months").starting(number(item.validity_months)),
        field("status").starting(item.status.as_str()),
        field("in_force_from").starting(day(item.in_force_from)),
        field("in_force_until").starting(day(item.in_force_until)),
        field("replaced_by").starting(kept(replaced_by)),
        field("replaced_by_typed"),
        field("source").starting(item.source.clone()),
        field("illustrative").starting(if item.illustrative { "yes" } else { "" }),
    ];
    for (lang, title, statement) in LANGUAGES {
        let lang = if lang.is_empty() && !is_usual(&official) { official.as_str() } else { lang };
        let text = |map: &LangMap| said_in(map, lang).map(|(_, text)| text.to_owned()).unwrap_or_default();
        all.push(field(title).starting(text(&item.title)));
        all.push(field(statement).starting(item.statement.as_ref().map(text).unwrap_or_default()));
    }
    all
}

fn said_in<'a>(map: &'a LangMap, lang: &str) -> Option<(&'a Lang, &'a String)> {
    map.texts.iter().find(|(tag, _)| tag.primary() == lang)
}

/// What is wrong before anything is sent.
type Wrong = Vec<(&'static str, AttrValue)>;

/// The item that the form says, based on the one that it was opened with; a key follows its code and
/// its place.
pub(super) fn read(form: &Form, t: &T, before: &Item, fresh: bool) -> Result<Item, Wrong> {
    let mut wrong = Vec::new();
    let lang = form.value("lang");
    let (title, statement) = fields_of(&lang);
    for name in [title, "source"].into_iter().filter(|name| form.given(name).is_none()) {
        wrong.push((name, t.field_error("required")));
    }
    let mut number = |name: &'static str| {
        let given = form.given(name)?;
        let number: Option<u32> = given.parse().ok();
        if number.is_none() {
            wrong.push((name, t.field_error("malformed")));
        }
        number
    };
    let (hours, validity_months) = (number("hours"), number("validity_months"));
    let mut day = |name: &'static str| {
        let given = form.given(name)?;
        let day: Option<chrono::NaiveDate> = given.parse().ok();
        if day.is_none() {
            wrong.push((name, t.field_error("malformed")));
        }
        day
    };
    let (in_force_from, in_force_until) = (day("in_force_from"), day("in_force_until"));
    for (typed, name) in [("parent_typed", "parent"), ("replaced_by_typed", "replaced_by")] {
        let unchosen = name != "parent" || form.given(name).is_none();
        if form.given(typed).is_some() && unchosen {
            wrong.push((name, t.text("draft-choose-from-list")));
        }
    }
    let code = form.given("code").map(|_| form.value("code"));
    let code = code.map(|code| code.parse());
    if matches!(code, Some(Err(_))) {
        wrong.push(("code", t.field_error("too-long")));
    }
    let texts = form.given(statement).is_none() && LANGUAGES.iter().any(|(_, _, name)| form.given(name).is_some());
    if texts {
        wrong.push((statement, t.field_error("required")));
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let mut item = Item {
        kind: ItemKind::ALL.into_iter().find(|one| one.as_str() == form.value("kind")).unwrap_or(before.kind),
        parent: form.given("parent").map(|key| ItemKey::parse(&key)),
        code: code.and_then(Result::ok),
        version: form.given("version"),
        title: texts_of(form, &lang, Some(&before.title), |(_, title, _)| title).unwrap_or(before.title.clone()),
        statement: texts_of(form, &lang, before.statement.as_ref(), |(_, _, statement)| statement),
        level: form.given("level"),
        hours,
        sector_name: form.given("sector_name"),
        sectors: form.value("sectors").split(',').filter_map(|one| one.parse::<Sector>().ok()).collect(),
        isco08: form
            .value("isco08")
            .split([',', ';', ' '])
            .map(str::trim)
            .filter(|one| !one.is_empty())
            .map(ToOwned::to_owned)
            .collect(),
        validity_months,
        status: Status::ALL.into_iter().find(|one| one.as_str() == form.value("status")).unwrap_or(before.status),
        in_force_from,
        in_force_until,
        replaced_by: chosen(&form.value("replaced_by")).iter().map(|(key, _)| ItemKey::parse(key)).collect(),
        source: form.given("source").unwrap_or_default(),
        illustrative: form.value("illustrative") == "yes",
        key: before.key.clone(),
    };
    item.key = if fresh { item.natural_key() } else { item.key_after(before) };
    Ok(item)
}

/// A text by language. A tag that was there stays (`pt-BR`), and so do languages the form has no
/// field for.
fn texts_of(
    form: &Form,
    official: &str,
    before: Option<&LangMap>,
    name: impl Fn((&'static str, &'static str, &'static str)) -> &'static str,
) -> Option<LangMap> {
    let tag = |lang: &str| -> Lang {
        let known = before.and_then(|map| said_in(map, lang)).map(|(tag, _)| tag.clone());
        known.or_else(|| lang.parse().ok()).unwrap_or_else(Lang::spanish)
    };
    let of = |lang: &str| LANGUAGES.into_iter().find(|(tag, ..)| *tag == lang).or(LANGUAGES.last().copied());
    let mut map = LangMap::new(tag(official), form.given(name(of(official)?))?);
    for one in LANGUAGES.into_iter().filter(|(lang, ..)| !lang.is_empty() && *lang != official) {
        map = map.with(tag(one.0), &form.value(name(one)));
    }
    let others = before.into_iter().flat_map(|map| map.texts.iter());
    for (lang, text) in others.filter(|(lang, _)| !is_usual(lang.primary()) && lang.primary() != official) {
        map = map.with(lang.clone(), text);
    }
    Some(map)
}

/// What the server refused, with the fields as the form calls them.
pub(super) fn as_the_form_calls_it(failure: Failure, lang: &str) -> Failure {
    let Failure::Problem(problem) = &failure else { return failure };
    let (title, statement) = fields_of(lang);
    let mut problem = (**problem).clone();
    for error in &mut problem.errors {
        let name = error.field.strip_prefix("item.").unwrap_or(&error.field);
        error.field = match name.split(['[', '.']).next().unwrap_or(name) {
            "title" => title.to_owned(),
            "statement" => statement.to_owned(),
            "key" => "code".to_owned(),
            other => other.to_owned(),
        };
    }
    Failure::Problem(problem.into())
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use puente_wire::problem::{FieldError, Problem};

    use super::*;

    #[test]
    fn what_was_chosen_survives_the_form() {
        let two = vec![("A/U1".to_owned(), "U1 Soldar".to_owned()), ("B".to_owned(), "Cortar".to_owned())];
        assert_eq!(chosen(&kept(&two)), two);
        assert_eq!(chosen(""), []);
    }

    #[test]
    fn a_refusal_names_the_forms_own_fields() {
        let error = |field: &str| FieldError { field: field.to_owned(), code: "required".to_owned(), detail: None };
        let problem = Problem {
            kind: String::new(),
            title: String::new(),
            status: 422,
            code: "invalid".to_owned(),
            detail: None,
            errors: ["item.title", "item.key", "item.replaced_by[0]", "item.hours"].map(error).to_vec(),
            current: None,
            retry_after: None,
            instance: None,
        };
        let fields: Vec<String> = match as_the_form_calls_it(Failure::Problem(Rc::new(problem)), "pt") {
            Failure::Problem(named) => named.errors.iter().map(|error| error.field.clone()).collect(),
            Failure::Network | Failure::Unreadable(_) | Failure::Storage => Vec::new(),
        };
        assert_eq!(fields, ["title_pt", "code", "replaced_by", "hours"]);
    }
}
