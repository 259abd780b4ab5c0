//! Who belongs to a bloc, a line each; the form holds the lines as JSON.

use serde::{Deserialize, Serialize};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use puente_wire::workbench::{Membership, MembershipStatus};

use crate::components::{Button, ButtonKind, IconName};
use crate::hooks::Form;
use crate::i18n::{T, use_t};
use crate::pages::admin::COUNTRIES;

/// The form's field.
pub(super) const NAME: &str = "memberships";

/// A line as it is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Line {
    country: String,
    status: String,
    from: String,
    until: String,
    source: String,
}

impl From<&Membership> for Line {
    fn from(one: &Membership) -> Self {
        let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        Self {
            country: one.country.to_string(),
            status: one.status.as_str().to_owned(),
            from: day(one.from),
            until: day(one.until),
            source: one.source.clone(),
        }
    }
}

impl Line {
    /// What it says, once it says enough.
    fn membership(&self) -> Option<Membership> {
        let day = |text: &str| text.parse().ok();
        let source = self.source.trim().to_owned();
        Some(Membership {
            country: self.country.parse().ok()?,
            status: MembershipStatus::ALL.into_iter().find(|one| one.as_str() == self.status)?,
            from: day(&self.from),
            until: day(&self.until),
            source: Some(source).filter(|source| !source.is_empty())?,
        })
    }
}

/// The lines as the form holds them.
pub(super) fn render(lines: &[Line]) -> String {
    serde_json::to_string(lines).unwrap_or_default()
}

fn lines(form: &Form) -> Vec<Line> {
    serde_json::from_str(&form.value(NAME)).unwrap_or_default()
}

/// The memberships, or which line, from 1, does not say enough.
pub(super) fn read(form: &Form) -> Result<Vec<Membership>, usize> {
    let lines = lines(form);
    (1..).zip(&lines).map(|(number, line)| line.membership().ok_or(number)).collect()
}

#[derive(Properties, PartialEq)]
pub(super) struct MembersProps {
    pub(super) form: Form,
}

#[component]
pub(super) fn Members(props: &MembersProps) -> Html {
    let t = use_t();
    let form = &props.form;
    let all = lines(form);
    let change = {
        let form = form.clone();
        Callback::from(move |lines: Vec<Line>| form.set(NAME, render(&lines)))
    };
    let add = {
        let (all, change) = (all.clone(), change.clone());
        Callback::from(move |()| {
            let mut lines = all.clone();
            lines.push(Line { status: MembershipStatus::Full.as_str().to_owned(), ..Line::default() });
            change.emit(lines);
        })
    };
    html! {
        <fieldset id={form.id(NAME)} tabindex="-1">
            <legend>{ t.text("bloc-members-title") }</legend>
            <span class="hint">{ t.text("bloc-members-hint") }</span>
            <div>{ for form.wrong(NAME).map(|message| html! { <span class="err">{ message }</span> }) }</div>
            <div>{ for all.iter().enumerate().map(|(at, line)| one(&t, form, &all, at, line, &change)) }</div>
            <Button kind={ButtonKind::Quiet} icon={IconName::Plus} label={t.text("bloc-member-add")} onclick={add} />
        </fieldset>
    }
}

fn one(t: &T, form: &Form, all: &[Line], at: usize, line: &Line, change: &Callback<Vec<Line>>) -> Html {
    let id = |part: &str| format!("{}-{at}-{part}", form.id(NAME));
    let set = |put: fn(&mut Line, String)| {
        let (all, change) = (all.to_vec(), change.clone());
        Callback::from(move |value: String| {
            let mut lines = all.clone();
            if let Some(line) = lines.get_mut(at) {
                put(line, value);
            }
            change.emit(lines);
        })
    };
    let remove = {
        let (all, change) = (all.to_vec(), change.clone());
        Callback::from(move |()| {
            let mut lines = all.clone();
            lines.remove(at);
            change.emit(lines);
        })
    };
    let countries: Vec<_> = COUNTRIES.iter().map(|code| ((*code).to_owned(), t.country(code))).collect();
    let statuses: Vec<_> = MembershipStatus::ALL
        .iter()
        .map(|one| (one.as_str().to_owned(), t.code("membership-", one.as_str())))
        .collect();
    let says = format!("{}: {}", t.text("bloc-member-remove"), t.country(&line.country));
    html! {
        <fieldset class="line" key={at}>
            <legend>{ t.with("bloc-member-number", &[("n", (at + 1).into())]) }</legend>
            { choice(id("country"), t.text("framework-country"), &line.country, t.text("pick"), &countries, &set(|line, value| line.country = value)) }
            { choice(id("status"), t.text("bloc-member-how"), &line.status, t.text("pick"), &statuses, &set(|line, value| line.status = value)) }
            { typed(id("from"), t.text("bloc-member-from"), "date", &line.from, &set(|line, value| line.from = value)) }
            { typed(id("until"), t.text("bloc-member-until"), "date", &line.until, &set(|line, value| line.until = value)) }
            { typed(id("source"), t.text("source"), "text", &line.source, &set(|line, value| line.source = value)) }
            <Button kind={ButtonKind::Quiet} small=true icon={IconName::Trash} label={t.text("bloc-member-remove")} {says} onclick={remove} />
        </fieldset>
    }
}

fn choice(
    id: String,
    label: AttrValue,
    chosen: &str,
    none: AttrValue,
    options: &[(String, AttrValue)],
    set: &Callback<String>,
) -> Html {
    let onchange = set.reform(|event: Event| event.target_unchecked_into::<HtmlSelectElement>().value());
    let option = |(value, words): &(String, AttrValue)| {
        html! { <option value={value.clone()} selected={value == chosen}>{ words.clone() }</option> }
    };
    html! {
        <div class="field">
            <label for={id.clone()}>{ label }</label>
            <select {id} {onchange}>
                <option value="" selected={chosen.is_empty()}>{ none }</option>
                { for options.iter().map(option) }
            </select>
        </div>
    }
}

fn typed(id: String, label: AttrValue, kind: &'static str, value: &str, set: &Callback<String>) -> Html {
    let oninput = set.reform(|event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value());
    html! {
        <div class="field">
            <label for={id.clone()}>{ label }</label>
            <input {id} type={kind} value={value.to_owned()} autocomplete="off" {oninput} />
        </div>
    }
}
