//! Who asks, what would be shown fact by fact, and the person's choice.

use puente_credentials::openid4vp::{Link, Slot};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::answer_done::{Done, Finished, trouble};
use super::answer_facts::{always_shown, facts};
use crate::components::{Band, Button, ButtonKind, Tone};
use crate::hooks::{Load, use_query};
use crate::i18n::{T, use_t};
use crate::wallet::answering::{self, AnswerError, Asked, Choice, Who};

#[derive(Properties, PartialEq)]
pub(super) struct AnswerFormProps {
    pub link: Link,
    /// Back to asking for a request.
    pub forget: Callback<()>,
}

#[component]
pub(super) fn AnswerForm(props: &AnswerFormProps) -> Html {
    let t = use_t();
    let query = use_query(props.link.clone(), |link| async move {
        match answering::open(&link).await {
            Err(AnswerError::Failed(failure)) => Err(failure),
            other => Ok(other),
        }
    });
    let done = use_state(|| None::<Finished>);
    let finish = {
        let done = done.setter();
        Callback::from(move |finished| done.set(Some(finished)))
    };
    if let Some(finished) = &*done {
        return html! { <Done key="done" finished={finished.clone()} forget={props.forget.clone()} /> };
    }
    if matches!(query.state, Load::Pending) {
        return html! { <p key="reading" role="status"><span class="spin" aria-hidden="true"></span>{ " " }{ t.text("answer-reading") }</p> };
    }
    html! {
        <div key="asked" class="stack">
            { query.view(|found| match found.as_ref() {
                Ok(asked) => html! { <Choosing asked={asked.clone()} finish={finish.clone()} /> },
                Err(error) => trouble(&t, error),
            }) }
            <Button kind={ButtonKind::Plain} label={t.text("answer-other")} onclick={props.forget.clone()} />
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct ChoosingProps {
    asked: Asked,
    finish: Callback<Finished>,
}

#[component]
fn Choosing(props: &ChoosingProps) -> Html {
    let t = use_t();
    let asked = &props.asked;
    let slots = asked.slots.clone().unwrap_or_default();
    let choices = use_state(|| vec![Choice::default(); slots.len()]);
    let sending = use_state_eq(|| false);
    let failed = use_state(|| None::<AnswerError>);
    let act = |refuse: bool| {
        let (asked, choices, finish) = (asked.clone(), (*choices).clone(), props.finish.clone());
        let (sending, failed) = (sending.clone(), failed.setter());
        Callback::from(move |()| {
            if *sending {
                return;
            }
            sending.set(true);
            let (asked, choices, finish) = (asked.clone(), choices.clone(), finish.clone());
            let (sending, failed) = (sending.setter(), failed.clone());
            spawn_local(async move {
                let done = if refuse {
                    answering::refuse(&asked).await.map(|()| Finished::Refused)
                } else {
                    let sent = answering::send(&asked, &choices).await;
                    sent.map(|go_on| Finished::Sent { go_on, who: asked.who.clone() })
                };
                match done {
                    Ok(finished) => finish.emit(finished),
                    Err(error) => failed.set(Some(error)),
                }
                sending.set(false);
            });
        })
    };
    let slot = |(at, slot): (usize, &Slot)| {
        let choice = choices.get(at).cloned().unwrap_or_default();
        let changed = {
            let choices = choices.clone();
            Callback::from(move |choice: Choice| {
                let mut next = (*choices).clone();
                if let Some(place) = next.get_mut(at) {
                    *place = choice;
                }
                choices.set(next);
            })
        };
        one_certificate(&t, asked, slot, &choice, &changed)
    };
    html! {
        <div class="stack">
            { who_asks(&t, &asked.who) }
            <div>{ for failed.iter().map(|error| trouble(&t, error)) }</div>
            <div class="stack">{ for slots.iter().enumerate().map(slot) }</div>
            <div>
                if asked.slots.is_none() {
                    <Band tone={Tone::Note} said={t.text("answer-nothing")}><p>{ t.text("answer-nothing-next") }</p></Band>
                }
            </div>
            <div class="actions">
                if asked.slots.is_some() {
                    <Button label={t.text("answer-send")} busy={*sending} onclick={act(false)} />
                }
                <Button kind={ButtonKind::Quiet} label={t.text("answer-refuse")} busy={*sending} onclick={act(true)} />
            </div>
        </div>
    }
}

/// Who asks, and how far that is known.
fn who_asks(t: &T, who: &Who) -> Html {
    let named = |id: &str, name: &str| t.with(id, &[("name", name.into())]);
    let (tone, said, more) = match who {
        Who::ThisRegistry => (Tone::Note, t.text("answer-who-registry"), t.text("answer-who-registry-text")),
        Who::Known(name) => (Tone::Ok, named(crate::id!("answer-who-known"), name), t.text("answer-who-known-text")),
        Who::Host(host) => (Tone::Info, named(crate::id!("answer-who-host"), host), t.text("answer-who-host-text")),
        Who::Unsigned(host) => {
            (Tone::Note, named(crate::id!("answer-who-unsigned"), host), t.text("answer-who-unsigned-text"))
        }
    };
    html! { <Band {tone} {said}><p>{ more }</p></Band> }
}

/// The certificate to be shown, chosen among those that fit, and what of it.
fn one_certificate(t: &T, asked: &Asked, slot: &Slot, choice: &Choice, changed: &Callback<Choice>) -> Html {
    let Some((kept, showing)) = asked.chosen(slot, choice) else { return html! {} };
    let titled = |at: usize| {
        let other = asked.chosen(slot, &Choice { candidate: at, ..Choice::default() });
        other.and_then(|(kept, _)| kept.facts()).map(|facts| (facts.title.clone(), t.date(facts.issued_on)))
    };
    let radio = |at: usize| {
        let (title, issued) = titled(at)?;
        let id = format!("certificate-{}-{at}", slot.query);
        let onchange = {
            let changed = changed.clone();
            Callback::from(move |_: Event| changed.emit(Choice { candidate: at, ..Choice::default() }))
        };
        Some(html! {
            <label class="choice" for={id.clone()}>
                <input type="radio" {id} name={slot.query.clone()} checked={choice.candidate == at} {onchange} />
                <span>{ title }<small>{ t.text("fact-issued") }{ " " }{ issued }</small></span>
            </label>
        })
    };
    html! {
        <section class="card" key={slot.query.clone()}>
            <div>
                if slot.candidates.len() > 1 {
                    <fieldset>
                        <legend>{ t.text("answer-which") }</legend>
                        { for (0..slot.candidates.len()).filter_map(radio) }
                    </fieldset>
                }
            </div>
            { always_shown(t, &kept, showing.whole) }
            { facts(t, &slot.query, &showing, choice, changed) }
        </section>
    }
}
