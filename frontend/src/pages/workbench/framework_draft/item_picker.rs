//! Choosing other items of the same draft: the one above, and those that replace it.

use std::rc::Rc;

use puente_wire::frameworks::DraftItemLine;
use yew::prelude::*;

use super::items::named;
use super::written::{chosen, kept};
use crate::api;
use crate::browser::pause::pause;
use crate::components::{Button, ButtonKind, Combobox, IconName, Proposal};
use crate::hooks::{Form, use_query};
use crate::i18n::{T, use_t};
use crate::place::use_place;

/// How long typing must rest before proposals are fetched, in milliseconds.
const REST: u32 = 150;
const MOST_PROPOSALS: usize = 8;

#[derive(Properties, PartialEq)]
pub(super) struct PickerProps {
    pub(super) form: Form,
    /// The draft's id.
    pub(super) draft: String,
}

/// Items of the draft whose words begin with these.
#[hook]
fn use_proposals(draft: &str, text: String) -> Rc<Vec<Proposal>> {
    let t = use_t();
    let org = use_place().organisation;
    let found = use_query((org, draft.to_owned(), text), |(org, draft, text)| async move {
        if text.trim().is_empty() {
            return Ok(Vec::new());
        }
        pause(REST).await;
        api::frameworks::items(&org, &draft, text.trim(), 1).await.map(|page| page.items)
    });
    let lines = found.ready().map(|lines| lines.iter().take(MOST_PROPOSALS).map(|line| proposal(&t, line)).collect());
    Rc::new(lines.unwrap_or_default())
}

fn proposal(t: &T, line: &DraftItemLine) -> Proposal {
    Proposal {
        value: line.item.key.to_string().into(),
        label: named(&line.item).into(),
        more: Some(t.code("item-kind-", line.item.kind.as_str())),
    }
}

/// The item above; blank: none.
#[component]
pub(super) fn Parent(props: &PickerProps) -> Html {
    let t = use_t();
    let form = &props.form;
    let text = form.value("parent_typed");
    // What is chosen already needs no proposals.
    let sought = if form.given("parent").is_some() { String::new() } else { text.clone() };
    let proposals = use_proposals(&props.draft, sought);
    let typed = {
        let form = form.clone();
        Callback::from(move |text: String| {
            form.set("parent_typed", text);
            form.set("parent", "");
        })
    };
    let on_chosen = {
        let form = form.clone();
        Callback::from(move |one: Proposal| {
            form.set("parent_typed", one.label.as_str());
            form.set("parent", one.value.as_str());
        })
    };
    html! {
        <Combobox id={form.id("parent")} label={t.text("item-field-parent")} hint={t.text("draft-parent-hint")}
            wrong={form.wrong("parent")} {text} {proposals} {typed} chosen={on_chosen} />
    }
}

/// What replaces it: none, one or several.
#[component]
pub(super) fn Replacements(props: &PickerProps) -> Html {
    let t = use_t();
    let form = &props.form;
    let text = form.value("replaced_by_typed");
    let proposals = use_proposals(&props.draft, text.clone());
    let all = chosen(&form.value("replaced_by"));
    let typed = {
        let form = form.clone();
        Callback::from(move |text: String| form.set("replaced_by_typed", text))
    };
    let on_chosen = {
        let (form, all) = (form.clone(), all.clone());
        Callback::from(move |one: Proposal| {
            let mut all = all.clone();
            if all.iter().all(|(key, _)| *key != *one.value) {
                all.push((one.value.to_string(), one.label.to_string()));
            }
            form.set("replaced_by", kept(&all));
            form.set("replaced_by_typed", "");
        })
    };
    let line = |(key, name): &(String, String)| {
        let onclick = {
            let (form, all, key) = (form.clone(), all.clone(), key.clone());
            Callback::from(move |()| {
                let left: Vec<_> = all.iter().filter(|(one, _)| *one != key).cloned().collect();
                form.set("replaced_by", kept(&left));
            })
        };
        let says = format!("{}: {name}", t.text("draft-unreplace"));
        html! {
            <li key={key.clone()}>
                { name.clone() }{ " " }
                <Button kind={ButtonKind::Quiet} small=true icon={IconName::Cross} label={t.text("draft-unreplace")} {says} {onclick} />
            </li>
        }
    };
    html! {
        <div>
            <Combobox id={form.id("replaced_by")} label={t.text("item-field-replaced_by")} hint={t.text("draft-replaced-hint")}
                wrong={form.wrong("replaced_by")} {text} {proposals} {typed} chosen={on_chosen} />
            <div>
                if !all.is_empty() {
                    <ul class="plain picked">{ for all.iter().map(line) }</ul>
                }
            </div>
        </div>
    }
}
