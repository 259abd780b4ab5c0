//! “In which country?”: the choice, and what the certificate counts for there.

use chrono::NaiveDate;
use puente_wire::recognition::RecognitionQuery;
use puente_wire::verification::StandardFacts;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::RecognitionResult;
use super::printed_also::PrintedAlso;
use crate::api;
use crate::browser::storage;
use crate::hooks::use_query;
use crate::i18n::{T, use_t};

/// The country chosen last on this device.
const CHOSEN: &str = "puente.destination";

/// Countries one can ask about.
const DESTINATIONS: [&str; 20] = [
    "AR", "BO", "BR", "CL", "CO", "CR", "DO", "EC", "GT", "GY", "HN", "MX", "NI", "PA", "PE", "PY", "SR", "SV", "UY",
    "VE",
];

/// The countries by code and name, in the order of their names.
pub fn destinations(t: &T) -> Vec<(AttrValue, AttrValue)> {
    let mut all: Vec<_> = DESTINATIONS.iter().map(|code| (AttrValue::Static(code), t.country(code))).collect();
    all.sort_by(|one, other| one.1.cmp(&other.1));
    all
}

#[derive(Properties, PartialEq)]
pub struct WorthProps {
    pub standard: StandardFacts,
    pub issued_on: NaiveDate,
    /// The issuer's identity, as it stands in the certificate.
    pub issuer: AttrValue,
    /// What is printed again in the destination's language: the certificate and its units.
    pub children: Html,
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
    let countries = destinations(&t).into_iter().filter(|(code, _)| *code != props.standard.country);
    let option = |(code, name): (AttrValue, AttrValue)| {
        let selected = code.as_str() == chosen.as_str();
        html! { <option key={code.to_string()} value={code} {selected}>{ name }</option> }
    };
    html! {
        <section class={classes!("card", chosen.is_empty().then_some("no-print"))} aria-labelledby="worth-heading">
            <h2 id="worth-heading">{ t.text("worth-title") }</h2>
            <div class="field no-print">
                <label for="worth-country">{ t.text("worth-country") }</label>
                <select id="worth-country" {onchange}>
                    <option value="" selected={chosen.is_empty()}>{ t.text("worth-choose") }</option>
                    { for countries.map(option) }
                </select>
            </div>
            <div>{ for question(props, &chosen).map(|query| html! { <Found {query}>{ props.children.clone() }</Found> }) }</div>
        </section>
    }
}

/// Framework, code, dates and issuer: nothing about the person.
fn question(props: &WorthProps, country: &str) -> Option<RecognitionQuery> {
    let standard = &props.standard;
    Some(RecognitionQuery {
        framework: standard.framework.parse().ok()?,
        code: standard.code.clone(),
        version: standard.version.clone(),
        issued_on: Some(props.issued_on),
        issuer: Some(props.issuer.to_string()).filter(|issuer| !issuer.is_empty()),
        destination: country.parse().ok()?,
        on: None,
    })
}

#[derive(Properties, PartialEq)]
struct FoundProps {
    query: RecognitionQuery,
    children: Html,
}

#[component]
fn Found(props: &FoundProps) -> Html {
    let found = use_query(props.query.clone(), |query| async move { api::recognition::of_standard(&query).await });
    let destination = AttrValue::from(props.query.destination.to_string());
    found.view(|recognition| {
        html! {
            <>
                <RecognitionResult recognition={recognition.clone()} />
                <PrintedAlso {destination} recognition={recognition.clone()}>{ props.children.clone() }</PrintedAlso>
            </>
        }
    })
}
