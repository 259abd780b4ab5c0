//! “In which country?”: the choice, and what the certificate counts for there.

use chrono::NaiveDate;
use puente_wire::verification::StandardFacts;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::RecognitionCard;
use crate::api;
use crate::browser::storage;
use crate::hooks::use_query;
use crate::i18n::use_t;

const CHOSEN: &str = "puente.destination";

/// Countries one can ask about: the three blocs' members, in no order but that of their codes.
pub const DESTINATIONS: [&str; 13] = ["AR", "BO", "BR", "CL", "CO", "EC", "GY", "MX", "PA", "PE", "PY", "SR", "UY"];

#[derive(Properties, PartialEq)]
pub struct WorthProps {
    pub standard: StandardFacts,
    pub issued_on: NaiveDate,
}

/// What a certificate counts for in the country the person chooses; the choice is remembered.
#[component]
pub fn Worth(props: &WorthProps) -> Html {
    let t = use_t();
    let own = props.standard.country.clone();
    let chosen = use_state(move || storage::saved(CHOSEN).filter(|country| *country != own).unwrap_or_default());
    let onchange = {
        let chosen = chosen.setter();
        Callback::from(move |event: Event| {
            let input: HtmlSelectElement = event.target_unchecked_into();
            storage::save(CHOSEN, &input.value());
            chosen.set(input.value());
        })
    };
    let mut countries: Vec<(&str, AttrValue)> = DESTINATIONS
        .iter()
        .filter(|code| **code != props.standard.country)
        .map(|code| (*code, t.country(code)))
        .collect();
    countries.sort_by(|one, other| one.1.cmp(&other.1));
    let option = |(code, name): &(&str, AttrValue)| {
        html! { <option value={(*code).to_owned()} selected={*code == chosen.as_str()}>{ name.clone() }</option> }
    };
    html! {
        <section class="card" aria-labelledby="worth-heading">
            <h2 id="worth-heading">{ t.text("worth-elsewhere") }</h2>
            <div class="field">
                <label for="worth-country">{ t.text("worth-country") }</label>
                <select id="worth-country" {onchange}>
                    <option value="" selected={chosen.is_empty()}>{ t.text("worth-choose") }</option>
                    { for countries.iter().map(option) }
                </select>
            </div>
            <div>
                if !chosen.is_empty() {
                    <Found key={chosen.to_string()} standard={props.standard.clone()} issued_on={props.issued_on} country={(*chosen).clone()} />
                }
            </div>
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct FoundProps {
    standard: StandardFacts,
    issued_on: NaiveDate,
    country: String,
}

#[component]
fn Found(props: &FoundProps) -> Html {
    let asked = (props.standard.clone(), props.issued_on, props.country.clone());
    let found = use_query(asked, |(standard, issued_on, country)| async move {
        api::recognition::of_standard(&standard, Some(issued_on), &country).await
    });
    found.view(|recognition| html! { <RecognitionCard recognition={(**recognition).clone()} /> })
}
