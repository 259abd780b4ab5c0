//! How answering ended, and what went wrong, in words.

use puente_credentials::openid4vci::host_of;
use yew::prelude::*;

use crate::components::{Band, Button, ButtonKind, LinkButton, RouteLink, Tone};
use crate::i18n::{T, use_t};
use crate::routes::public::PublicRoute;
use crate::wallet::answering::{AnswerError, Who};

/// How it ended.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Finished {
    Sent {
        /// Where whoever asked wants the person to go on.
        go_on: Option<String>,
        who: Who,
    },
    Refused,
}

#[derive(Properties, PartialEq)]
pub(super) struct DoneProps {
    pub finished: Finished,
    pub forget: Callback<()>,
}

#[component]
pub(super) fn Done(props: &DoneProps) -> Html {
    let t = use_t();
    // A reload must not ask again.
    use_effect_with((), |()| crate::browser::storage::forget("puente.form.answer.request"));
    let band = match &props.finished {
        Finished::Sent { who, .. } => {
            let text = match who {
                Who::ThisRegistry => t.text("answer-sent-text"),
                Who::Known(name) | Who::Host(name) | Who::Unsigned(name) => {
                    t.with("answer-sent-to", &[("name", name.as_str().into())])
                }
            };
            html! { <Band tone={Tone::Ok} said={t.text("answer-sent")} live=true><p>{ text }</p></Band> }
        }
        Finished::Refused => html! {
            <Band tone={Tone::Past} said={t.text("answer-refused")} live=true><p>{ t.text("answer-refused-text") }</p></Band>
        },
    };
    let go_on = match &props.finished {
        Finished::Sent { go_on, .. } => go_on.clone(),
        Finished::Refused => None,
    };
    html! {
        <div class="stack">
            { band }
            <div class="actions">
                { for go_on.map(|address| {
                    let label = t.with("answer-go-on", &[("name", host_of(&address).into())]);
                    html! { <LinkButton href={address} {label} /> }
                }) }
                <RouteLink<PublicRoute> to={PublicRoute::Shares} class="btn quiet">{ t.text("answer-see") }</RouteLink<PublicRoute>>
            </div>
            <Button kind={ButtonKind::Plain} label={t.text("answer-other")} onclick={props.forget.clone()} />
        </div>
    }
}

/// What went wrong, and the next step.
pub(super) fn trouble(t: &T, error: &AnswerError) -> Html {
    let (tone, said, next) = match error {
        AnswerError::Failed(failure) => (Tone::Bad, t.failure(failure), t.text("answer-try-again")),
        AnswerError::Gone => (Tone::Past, t.text("answer-gone"), t.text("answer-gone-next")),
        AnswerError::NotUnderstood => {
            (Tone::Note, t.text("answer-not-understood"), t.text("answer-not-understood-next"))
        }
        AnswerError::ByCertificate => {
            (Tone::Note, t.text("answer-by-certificate"), t.text("answer-by-certificate-next"))
        }
        AnswerError::Unproven => (Tone::Bad, t.text("answer-unproven"), t.text("answer-unproven-next")),
        AnswerError::TooLittle => (Tone::Note, t.text("answer-too-little"), t.text("answer-too-little-next")),
        AnswerError::NotTaken => (Tone::Bad, t.text("answer-not-taken"), t.text("answer-not-taken-next")),
    };
    html! { <Band {tone} {said} live=true><p>{ next }</p></Band> }
}
