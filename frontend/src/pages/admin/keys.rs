//! The signing keys of an organisation: each with its state, its dates, and what can be done with it.

use std::rc::Rc;

use puente_wire::issuer_keys::{CreateKey, IssuerKey, IssuerKeys, KeyKind, KeyState};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::key_dialog::{KeyAction, KeyDialog};
use super::key_schedule::KeySchedule;
use crate::api::{self, Failure};
use crate::components::{Button, ButtonKind, Empty, Pill, Table, Tone};
use crate::hooks::use_query;
use crate::i18n::{T, use_t};

#[derive(Properties, PartialEq)]
pub(super) struct KeysProps {
    pub(super) slug: AttrValue,
}

#[component]
pub(super) fn Keys(props: &KeysProps) -> Html {
    let t = use_t();
    let query = use_query(props.slug.clone(), |slug| async move { api::issuer_keys::list(&slug).await });
    let asked = use_state(|| None::<KeyAction>);
    let close = {
        let asked = asked.setter();
        Callback::from(move |()| asked.set(None))
    };
    let done = {
        let (close, again) = (close.clone(), query.again.clone());
        Callback::from(move |()| {
            close.emit(());
            again.emit(());
        })
    };
    let ask = {
        let asked = asked.setter();
        Callback::from(move |action| asked.set(Some(action)))
    };
    html! {
        <div class="stack">
            <h2>{ t.text("keys-title") }</h2>
            <p>{ t.text("keys-lead") }</p>
            { query.view(|found| shown(&t, &props.slug, found, &ask, &query.again)) }
            <div>{ for asked.iter().map(|action| html! {
                <KeyDialog key={action.name()} slug={props.slug.clone()} action={*action} close={close.clone()} done={done.clone()} />
            }) }</div>
        </div>
    }
}

fn shown(t: &T, slug: &AttrValue, found: &Rc<IssuerKeys>, ask: &Callback<KeyAction>, again: &Callback<()>) -> Html {
    let active = found.keys.iter().any(|key| key.state == KeyState::Active);
    let columns = vec![t.text("key-column"), t.text("key-dates"), t.text("organisation-action")];
    html! {
        <>
            if found.keys.is_empty() {
                <Empty title={t.text("keys-none")} text={t.text("keys-none-text")}><></></Empty>
            } else {
                <Table caption={t.text("keys-title")} {columns}>{ for found.keys.iter().map(|key| row(t, key, ask)) }</Table>
            }
            <div class="actions">
                <Create slug={slug.clone()} in_token={found.keys.iter().any(|key| key.in_token && key.state == KeyState::Active)} made={again.clone()} />
                if active {
                    <Button kind={ButtonKind::Quiet} label={t.text("key-rotate")} onclick={asking(ask, KeyAction::Rotate)} />
                }
            </div>
            <KeySchedule slug={slug.clone()} days={found.rotate_every_days} saved={again.clone()} />
        </>
    }
}

fn asking(ask: &Callback<KeyAction>, action: KeyAction) -> Callback<()> {
    let ask = ask.clone();
    Callback::from(move |()| ask.emit(action))
}

fn row(t: &T, key: &IssuerKey, ask: &Callback<KeyAction>) -> Html {
    html! {
        <tr key={key.number}>
            <th scope="row">
                { t.with("key-name", &[("number", key.number.into())]) }{ " " }
                <Pill tone={tone(key.state)} label={t.code("key-state-", key.state.as_str())} />
                <details>
                    <summary>{ t.text("technical-details") }</summary>
                    <p><small>{ t.code("key-kind-", key.kind.as_str()) }</small></p>
                    if key.in_token {
                        <p><small>{ t.text("key-in-token") }</small></p>
                    }
                    <p><small class="code">{ key.verification_method.clone() }</small></p>
                    <p><small class="code">{ key.public_key.clone() }</small></p>
                </details>
            </th>
            <td>{ for dates(t, key).into_iter().map(|line| html! { <>{ line }<br /></> }) }</td>
            <td><div class="actions">{ for actions(t, key, ask) }</div></td>
        </tr>
    }
}

const fn tone(state: KeyState) -> Tone {
    match state {
        KeyState::Created => Tone::Info,
        KeyState::Active => Tone::Ok,
        KeyState::Retired => Tone::Past,
        KeyState::Compromised => Tone::Bad,
    }
}

/// What happened to it, in order; last the reason.
fn dates(t: &T, key: &IssuerKey) -> Vec<AttrValue> {
    let when = |id: &str, at| t.with(id, &[("when", t.instant(at).as_str().into())]);
    let mut lines = vec![when(crate::id!("key-created-on"), key.created_at)];
    lines.extend(key.activated_at.map(|at| when(crate::id!("key-active-since"), at)));
    lines.extend(key.retired_at.map(|at| when(crate::id!("key-retired-on"), at)));
    lines.extend(key.compromised_from.map(|at| when(crate::id!("key-compromised-from"), at)));
    lines.extend(key.end_reason.clone().filter(|reason| reason != "schedule").map(AttrValue::from));
    lines
}

fn actions(t: &T, key: &IssuerKey, ask: &Callback<KeyAction>) -> Vec<Html> {
    let button = |label: AttrValue, action| {
        html! { <Button kind={ButtonKind::Quiet} small=true {label} onclick={asking(ask, action)} /> }
    };
    let number = key.number;
    let mut found = Vec::new();
    if key.state == KeyState::Created {
        found.push(button(t.text("key-activate"), KeyAction::Activate(number)));
    }
    if matches!(key.state, KeyState::Created | KeyState::Active) {
        found.push(button(t.text("key-retire"), KeyAction::Retire(number)));
    }
    found.push(button(t.text("key-compromise"), KeyAction::Compromise(number)));
    found
}

#[derive(Properties, PartialEq)]
struct CreateProps {
    slug: AttrValue,
    /// Where the key in use lies, the next one is made.
    in_token: bool,
    made: Callback<()>,
}

/// Makes a key that waits: nothing changes by it yet, so that nothing is asked.
#[component]
fn Create(props: &CreateProps) -> Html {
    let t = use_t();
    let busy = use_state(|| false);
    let failed = use_state(|| None::<Failure>);
    let onclick = {
        let (busy, failed) = (busy.clone(), failed.clone());
        let (slug, made, in_token) = (props.slug.clone(), props.made.clone(), props.in_token);
        Callback::from(move |()| {
            let (busy, failed, slug, made) = (busy.clone(), failed.clone(), slug.clone(), made.clone());
            busy.set(true);
            spawn_local(async move {
                match api::issuer_keys::create(&slug, &CreateKey { kind: KeyKind::Ed25519, in_token }).await {
                    Ok(_) => {
                        failed.set(None);
                        made.emit(());
                    }
                    Err(failure) => failed.set(Some(failure)),
                }
                busy.set(false);
            });
        })
    };
    html! {
        <>
            <Button kind={ButtonKind::Quiet} label={t.text("key-create")} {onclick} busy={*busy} />
            <span role="status">{ for failed.iter().map(|failure| t.failure(failure)) }</span>
        </>
    }
}
