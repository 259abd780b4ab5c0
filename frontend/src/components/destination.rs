//! “In which country?”: the choice, and what the certificate counts for there, alone or with others.

use puente_wire::recognition::{Holding, RecognitionRequest, UnitVerdict};
use puente_wire::verification::{CertificateFacts, Verdict};
use web_sys::{HtmlInputElement, HtmlSelectElement};
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

/// What a certificate says of itself that a question may say: nothing about the person.
pub fn holding_of(facts: &CertificateFacts) -> Option<Holding> {
    let standard = facts.standard.as_ref()?;
    Some(Holding {
        framework: standard.framework.parse().ok()?,
        code: standard.code.clone(),
        version: standard.version.clone(),
        issued_on: Some(facts.issued_on),
        issuer: Some(facts.issuer_did.clone()).filter(|issuer| !issuer.is_empty()),
        units: verdicts_of(facts),
    })
}

/// The verdicts by unit, when one of them was not reached. A certificate whose every verdict is reached counts
/// as a whole, and its question stays one that anybody asks of that standard.
fn verdicts_of(facts: &CertificateFacts) -> Vec<UnitVerdict> {
    let reached = |verdict: Verdict| verdict == Verdict::Competent;
    if facts.units.iter().all(|unit| reached(unit.verdict)) {
        return Vec::new();
    }
    let verdict = |unit: &puente_wire::verification::UnitVerdict| UnitVerdict {
        unit: unit.unit.clone().into(),
        competent: reached(unit.verdict),
    };
    facts.units.iter().map(verdict).collect()
}

/// Another certificate of the person, which may be counted together with the one that is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Other {
    pub id: AttrValue,
    pub title: AttrValue,
    /// Below the title, smaller: number, day.
    pub more: AttrValue,
    /// The country of its framework: there it needs no recognition.
    pub home: String,
    pub holding: Holding,
}

#[derive(Properties, PartialEq)]
pub struct WorthProps {
    pub own: Holding,
    /// The country of its framework.
    pub home: String,
    #[prop_or_default]
    pub others: Vec<Other>,
    /// What is printed again in the destination's language: the certificate and its units.
    pub children: Html,
}

/// What a certificate counts for in the country the person chooses, by itself or together with others;
/// the country is remembered.
#[component]
pub fn Worth(props: &WorthProps) -> Html {
    let t = use_t();
    let home = props.home.clone();
    let chosen = use_state(move || storage::saved(CHOSEN).filter(|country| *country != home).unwrap_or_default());
    let with = use_state(Vec::<AttrValue>::new);
    let onchange = {
        let chosen = chosen.setter();
        Callback::from(move |event: Event| {
            let input: HtmlSelectElement = event.target_unchecked_into();
            storage::save(CHOSEN, &input.value());
            chosen.set(input.value());
        })
    };
    let others: Vec<Other> = props.others.iter().filter(|other| other.home != *chosen).cloned().collect();
    let together = others.iter().filter(|other| with.contains(&other.id)).map(|other| &other.holding);
    let request = question(std::iter::once(&props.own).chain(together), &chosen);
    let countries = destinations(&t).into_iter().filter(|(code, _)| *code != props.home);
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
            <div>
                if !others.is_empty() && !chosen.is_empty() {
                    <Together {others} {with} />
                }
            </div>
            <div>{ for request.map(|request| html! { <Found {request}>{ props.children.clone() }</Found> }) }</div>
        </section>
    }
}

fn question<'a>(holdings: impl Iterator<Item = &'a Holding>, country: &str) -> Option<RecognitionRequest> {
    let destination = country.parse().ok()?;
    Some(RecognitionRequest { holdings: holdings.cloned().collect(), destination, target: None, on: None })
}

#[derive(Properties, PartialEq)]
struct TogetherProps {
    others: Vec<Other>,
    /// Those that are counted too, by id.
    with: UseStateHandle<Vec<AttrValue>>,
}

/// The person's other certificates; each can be counted together with the one that is shown.
#[component]
fn Together(props: &TogetherProps) -> Html {
    let t = use_t();
    let tick = |(at, other): (usize, &Other)| {
        let onchange = {
            let (with, id) = (props.with.clone(), other.id.clone());
            Callback::from(move |event: Event| {
                let input: HtmlInputElement = event.target_unchecked_into();
                let mut next: Vec<AttrValue> = with.iter().filter(|one| **one != id).cloned().collect();
                next.extend(input.checked().then(|| id.clone()));
                with.set(next);
            })
        };
        let id = format!("worth-with-{at}");
        html! {
            <label class="choice" key={other.id.to_string()} for={id.clone()}>
                <input type="checkbox" {id} checked={props.with.contains(&other.id)} {onchange} />
                <span>{ other.title.clone() }<small class="hint">{ other.more.clone() }</small></span>
            </label>
        }
    };
    html! {
        <fieldset class="no-print">
            <legend>{ t.text("worth-together") }</legend>
            <span class="hint">{ t.text("worth-together-hint") }</span>
            { for props.others.iter().enumerate().map(tick) }
        </fieldset>
    }
}

#[derive(Properties, PartialEq)]
struct FoundProps {
    request: RecognitionRequest,
    children: Html,
}

#[component]
fn Found(props: &FoundProps) -> Html {
    let found = use_query(props.request.clone(), |request| async move { api::recognition::of(request).await });
    let destination = AttrValue::from(props.request.destination.to_string());
    found.view(|recognition| {
        html! {
            <>
                <RecognitionResult recognition={recognition.clone()} />
                <PrintedAlso {destination} recognition={recognition.clone()}>{ props.children.clone() }</PrintedAlso>
            </>
        }
    })
}
