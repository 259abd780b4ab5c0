//! Choosing a standard by code or words.

use std::rc::Rc;

use puente_wire::standards::{Country, FrameworkId, StandardQuery, StandardSummary};
use yew::prelude::*;

use crate::api;
use crate::browser::pause::pause;
use crate::components::{Combobox, Proposal};
use crate::hooks::{Form, use_query};
use crate::i18n::{T, use_t};

/// How long typing must rest before proposals are fetched, in milliseconds.
const REST: u32 = 150;
const MOST_PROPOSALS: usize = 8;

#[derive(Properties, PartialEq)]
pub(in crate::pages) struct PickerProps {
    pub(in crate::pages) form: Form,
    /// The field that holds what is typed.
    pub(in crate::pages) typed: &'static str,
    /// The field that holds what is chosen: `framework|key`.
    pub(in crate::pages) name: &'static str,
    pub(in crate::pages) label: AttrValue,
    #[prop_or_default]
    pub(in crate::pages) framework: Option<FrameworkId>,
    #[prop_or_default]
    pub(in crate::pages) country: Option<Country>,
}

#[component]
pub(in crate::pages) fn StandardPicker(props: &PickerProps) -> Html {
    let t = use_t();
    let PickerProps { form, typed, name, .. } = props;
    let (typed, name) = (*typed, *name);
    let text = form.value(typed);
    let about = (text.clone(), props.framework.clone(), props.country);
    let found = use_query(about, |(text, framework, country)| async move {
        pause(REST).await;
        let q = Some(text.trim().to_owned()).filter(|q| !q.is_empty());
        if q.is_none() {
            return Ok(Vec::new());
        }
        api::standards::search(&StandardQuery { q, framework, country, page: None }).await.map(|page| page.standards)
    });
    let proposals = found.ready().map(|all| all.iter().take(MOST_PROPOSALS).map(|one| proposal(&t, one)).collect());
    let on_typed = {
        let form = form.clone();
        Callback::from(move |text: String| {
            form.set(typed, text);
            form.set(name, "");
        })
    };
    let on_chosen = {
        let form = form.clone();
        Callback::from(move |one: Proposal| {
            form.set(typed, one.label.as_str());
            form.set(name, one.value.as_str());
        })
    };
    html! {
        <Combobox id={form.id(name)} label={props.label.clone()} hint={t.text("picker-hint")} wrong={form.wrong(name)}
            {text} proposals={Rc::new(proposals.unwrap_or_default())} typed={on_typed} chosen={on_chosen} />
    }
}

fn proposal(t: &T, one: &StandardSummary) -> Proposal {
    let country = one.country.map(|country| t.country(country.as_str()).to_string());
    let code = Some(one.code.clone()).filter(|code| !code.is_empty());
    let illustrative = one.illustrative.then(|| t.text("illustrative").to_string());
    let more: Vec<String> = [Some(one.body.clone()), country, code, illustrative].into_iter().flatten().collect();
    Proposal {
        value: format!("{}|{}", one.framework, one.key).into(),
        label: one.title.official_text().to_owned().into(),
        more: Some(more.join(" · ").into()),
    }
}

/// The two parts of what was chosen.
pub(in crate::pages) fn chosen(form: &Form, name: &str) -> Option<(String, String)> {
    let value = form.given(name)?;
    value.split_once('|').map(|(framework, key)| (framework.to_owned(), key.to_owned()))
}
