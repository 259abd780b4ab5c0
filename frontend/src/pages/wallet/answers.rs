//! What the person showed when somebody asked: to whom, when, and which facts.

use yew::prelude::*;

use super::answer_facts::label;
use crate::hooks::use_query;
use crate::i18n::{T, use_t};
use crate::wallet::store::{self, KeptAnswer, Shown};

/// The list; nothing while there is none.
#[component]
pub(super) fn Answers() -> Html {
    let t = use_t();
    let answers = use_query((), |()| async { Ok(store::answers().await?) });
    let Some(found) = answers.ready().filter(|found| !found.is_empty()) else { return html! { <div /> } };
    html! {
        <section class="card" aria-labelledby="answers-title">
            <h2 id="answers-title">{ t.text("answers-title") }</h2>
            <p class="hint">{ t.text("answers-text") }</p>
            <ul class="units">{ for found.iter().map(|answer| line(&t, answer)) }</ul>
        </section>
    }
}

fn line(t: &T, answer: &KeptAnswer) -> Html {
    let shown = answer.shown.iter().map(|shown| html! { <small>{ what(t, shown) }</small> });
    html! {
        <li key={answer.id.clone()}>
            <span class="what">
                <b>{ answer.asker.clone() }</b>
                { for shown }
                <small>{ if answer.shown.is_empty() { t.text("answers-refused") } else { AttrValue::default() } }</small>
            </span>
            <span class="muted">{ t.instant(answer.at) }</span>
        </li>
    }
}

fn what(t: &T, shown: &Shown) -> String {
    let facts = match &shown.facts {
        None => t.text("answers-whole").to_string(),
        Some(facts) if facts.is_empty() => t.text("answers-only").to_string(),
        Some(facts) => facts.iter().map(|place| label(t, place).to_string()).collect::<Vec<_>>().join(", "),
    };
    format!("{}: {facts}", shown.title)
}
