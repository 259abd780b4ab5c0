//! What of a certificate is shown: always, because it is needed, or because the person wants.

use puente_credentials::openid4vp::{Fact, Showing};
use serde_json::Value;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::components::{Pill, Tone};
use crate::i18n::T;
use crate::wallet::answering::{Choice, place_of};
use crate::wallet::store::Kept;

/// What goes with every answer.
pub(super) fn always_shown(t: &T, kept: &Kept, whole: bool) -> Html {
    let title = kept.facts().map(|facts| facts.title).unwrap_or_default();
    let said = if whole { t.text("answer-whole") } else { t.text("answer-always") };
    html! {
        <>
            <h2>{ title }</h2>
            <p>{ said }</p>
        </>
    }
}

/// The facts beside that, each with what it says; those that are not needed have a box.
pub(super) fn facts(t: &T, query: &str, showing: &Showing, choice: &Choice, changed: &Callback<Choice>) -> Html {
    let choices: Vec<(usize, &Fact)> =
        showing.facts.iter().enumerate().filter(|(_, fact)| !fact.is_always_shown()).collect();
    if showing.whole || choices.is_empty() {
        return html! {};
    }
    let needed = choices.iter().filter(|(_, fact)| fact.needed);
    let free = choices.iter().filter(|(_, fact)| !fact.needed);
    let has_free = choices.iter().any(|(_, fact)| !fact.needed);
    html! {
        <>
            <ul class="units">{ for needed.map(|(_, fact)| needed_fact(t, fact)) }</ul>
            <div>
                if has_free {
                    <fieldset>
                        <legend>{ t.text("answer-free") }</legend>
                        <span class="hint">{ t.text("answer-free-hint") }</span>
                        { for free.map(|(at, fact)| free_fact(t, query, *at, fact, choice, changed)) }
                    </fieldset>
                }
            </div>
        </>
    }
}

fn needed_fact(t: &T, fact: &Fact) -> Html {
    html! {
        <li>
            <span class="what"><b>{ label(t, &place_of(&fact.path)) }</b><small>{ said(t, fact) }</small></span>
            <Pill tone={Tone::Info} label={t.text("answer-needed")} />
        </li>
    }
}

fn free_fact(t: &T, query: &str, at: usize, fact: &Fact, choice: &Choice, changed: &Callback<Choice>) -> Html {
    let id = format!("fact-{query}-{at}");
    let onchange = {
        let (choice, changed) = (choice.clone(), changed.clone());
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let mut choice = choice.clone();
            if input.checked() {
                choice.facts.insert(at);
            } else {
                choice.facts.remove(&at);
            }
            changed.emit(choice);
        })
    };
    html! {
        <label class="choice" for={id.clone()}>
            <input type="checkbox" {id} checked={choice.facts.contains(&at)} {onchange} />
            <span>{ label(t, &place_of(&fact.path)) }<small>{ said(t, fact) }</small></span>
        </label>
    }
}

/// What people call a claim; its own name where this program has none.
pub(super) fn label(t: &T, place: &str) -> AttrValue {
    t.of_family("shown-fact-", &place.replace('/', "-")).unwrap_or_else(|| AttrValue::from(place.to_owned()))
}

/// What a fact says, in words.
fn said(t: &T, fact: &Fact) -> String {
    let words: Vec<String> = fact.values.iter().map(|value| word(t, value)).collect();
    words.join(" · ")
}

fn word(t: &T, value: &Value) -> String {
    match value {
        Value::String(text) => text.parse().map_or_else(|_| text.clone(), |day| t.date(day).to_string()),
        Value::Object(members) => {
            let named = ["title", "words"].into_iter().filter_map(|name| members.get(name)?.as_str());
            let words: Vec<&str> =
                named.chain(members.get("result").and_then(|result| result.get("words")?.as_str())).collect();
            if words.is_empty() { value.to_string() } else { words.join(": ") }
        }
        other => other.to_string(),
    }
}
