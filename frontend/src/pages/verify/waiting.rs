//! The code for the person's wallet, and waiting for what it answers.

use std::cell::Cell;
use std::rc::Rc;

use puente_wire::presentations::{AnswerState, PresentationRequest};
use puente_wire::verification::Verification;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::api;
use crate::browser::page;
use crate::browser::pause::pause;
use crate::components::{Button, ButtonKind, CopyButton, Qr};
use crate::i18n::{T, use_t};

/// Milliseconds between two questions.
const PAUSE: u32 = 2_000;

/// How waiting ended.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Ended {
    /// The one who asked took it back.
    TakenBack,
    /// Its time is over.
    Expired,
    /// The wallet answered, or declined.
    Answered(AnswerState, Option<Box<Verification>>),
}

#[derive(Properties, PartialEq)]
pub(super) struct WaitingProps {
    pub request: PresentationRequest,
    pub ended: Callback<Ended>,
}

#[component]
pub(super) fn Waiting(props: &WaitingProps) -> Html {
    let t = use_t();
    let request = &props.request;
    let left = use_state_eq(|| minutes_left(request));
    let unreachable = use_state_eq(|| false);
    {
        let (ended, left, unreachable) = (props.ended.clone(), left.setter(), unreachable.setter());
        use_effect_with(request.clone(), move |request| {
            let wanted = Rc::new(Cell::new(true));
            let (request, waiting) = (request.clone(), Rc::clone(&wanted));
            spawn_local(async move {
                while waiting.get() {
                    match look(&request).await {
                        Ok(None) => unreachable.set(false),
                        Ok(Some(how)) if waiting.get() => return ended.emit(how),
                        Ok(Some(_)) => return,
                        Err(NotReached) => unreachable.set(true),
                    }
                    left.set(minutes_left(&request));
                    pause(PAUSE).await;
                }
            });
            move || wanted.set(false)
        });
    }
    let take_back = {
        let (request, ended) = (request.clone(), props.ended.clone());
        Callback::from(move |()| {
            let (request, ended) = (request.clone(), ended.clone());
            spawn_local(async move {
                // When the registry cannot be reached, the request ends by itself in minutes.
                drop(api::presentations::take_back(&request).await);
                ended.emit(Ended::TakenBack);
            });
        })
    };
    html! {
        <section class="card" aria-labelledby="waiting-title">
            <h2 id="waiting-title">{ t.text("ask-show") }</h2>
            { codes(&t, request) }
            <p class="waits" role="status">
                <span class="spin" aria-hidden="true"></span>
                <span>
                    { if *unreachable { t.text("ask-unreachable") } else { t.text("ask-waiting") } }{ " " }
                    { t.with("ask-left", &[("n", (*left).into())]) }
                </span>
            </p>
            <div class="actions">
                <Button kind={ButtonKind::Quiet} label={t.text("ask-take-back")} onclick={take_back} />
            </div>
        </section>
    }
}

fn codes(t: &T, request: &PresentationRequest) -> Html {
    let link = own_link(&request.link);
    html! {
        <>
            <Qr text={link.clone()} label={t.text("ask-qr")} />
            <p class="hint">{ t.text("ask-qr-hint") }</p>
            <div class="actions">
                <a class="btn quiet" href={link.clone()} target="_blank" rel="noopener">{ t.text("ask-same-device") }</a>
                <CopyButton text={link} label={t.text("share-copy")} />
            </div>
            <details>
                <summary>{ t.text("ask-other-wallet") }</summary>
                <p>{ t.text("ask-other-wallet-text") }</p>
                <Qr text={request.link.clone()} label={t.text("ask-other-qr")} />
                <div class="actions"><a class="btn quiet" href={request.link.clone()}>{ t.text("ask-other-open") }</a></div>
            </details>
        </>
    }
}

/// The same request for the wallet of this registry: in the fragment, which no server sees.
fn own_link(link: &str) -> String {
    let query = link.split_once('?').map_or("", |(_, query)| query);
    format!("{}/wallet/answer#{query}", page::origin())
}

struct NotReached;

/// Whether waiting is over.
async fn look(request: &PresentationRequest) -> Result<Option<Ended>, NotReached> {
    match api::presentations::answer(request).await {
        Ok(answer) if answer.state == AnswerState::Waiting => Ok(None),
        Ok(answer) => Ok(Some(Ended::Answered(answer.state, answer.verification.map(Box::new)))),
        Err(failure) if failure.status() == Some(404) => Ok(Some(Ended::Expired)),
        Err(_) if page::now() >= request.expires_at => Ok(Some(Ended::Expired)),
        Err(_) => Err(NotReached),
    }
}

fn minutes_left(request: &PresentationRequest) -> i64 {
    ((request.expires_at - page::now()).num_seconds().max(0) + 59) / 60
}
