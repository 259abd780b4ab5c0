//! Asking the person's wallet for exactly the facts that are needed, and waiting for the answer.

use puente_wire::presentations::{AnswerState, PresentationRequest};
use puente_wire::verification::Verification;
use yew::prelude::*;

use super::ask_form::AskForm;
use super::result::ResultView;
use super::waiting::{Ended, Waiting};
use crate::browser::storage;
use crate::components::{Band, Button, ButtonKind, Icon, IconName, RouteLink, Tone};
use crate::i18n::{T, use_t};
use crate::layout::Page;
use crate::routes::public::PublicRoute;

/// Where the request waits while the page is left and found again; for the tab only.
const ASKED: &str = "puente.asked";

/// Where asking stands.
#[derive(Debug, Clone, PartialEq)]
enum Stage {
    /// Nothing was asked.
    Choosing,
    /// A wallet can answer.
    Waiting(PresentationRequest),
    /// It ended without an answer.
    Over(Ended),
    /// This was shown.
    Shown(Box<Verification>),
}

/// `/verify/ask`.
#[component]
pub fn Ask() -> Html {
    let t = use_t();
    let stage = use_state(|| {
        let kept = storage::kept(ASKED).and_then(|text| serde_json::from_str(&text).ok());
        kept.map_or(Stage::Choosing, Stage::Waiting)
    });
    let made = {
        let stage = stage.setter();
        Callback::from(move |request: PresentationRequest| {
            if let Ok(text) = serde_json::to_string(&request) {
                storage::keep(ASKED, &text);
            }
            stage.set(Stage::Waiting(request));
        })
    };
    let ended = {
        let stage = stage.setter();
        Callback::from(move |ended: Ended| {
            storage::forget(ASKED);
            stage.set(match ended {
                Ended::TakenBack => Stage::Choosing,
                Ended::Answered(AnswerState::Answered, Some(found)) => Stage::Shown(found),
                other => Stage::Over(other),
            });
        })
    };
    let again = {
        let stage = stage.setter();
        Callback::from(move |()| stage.set(Stage::Choosing))
    };
    let body = match &*stage {
        Stage::Choosing => html! { <AskForm key="form" {made} /> },
        Stage::Waiting(request) => html! { <Waiting key="waiting" request={request.clone()} {ended} /> },
        Stage::Over(ended) => html! { <div key="over">{ over(&t, ended) }{ ask_again(&t, again) }</div> },
        Stage::Shown(found) => html! {
            <div key="shown" class="stack">
                <Band tone={Tone::Info} said={t.text("ask-answered")} live=true><p>{ t.text("ask-answered-text") }</p></Band>
                <ResultView credential={None} found={found.as_ref().clone()} />
                { ask_again(&t, again) }
            </div>
        },
    };
    html! {
        <Page title={t.text("ask-title")} lead={t.text("ask-lead")} back={html! { <Back /> }}>
            <div>{ body }</div>
        </Page>
    }
}

fn over(t: &T, ended: &Ended) -> Html {
    match ended {
        Ended::Answered(..) => html! {
            <Band tone={Tone::Past} said={t.text("ask-declined")} live=true><p>{ t.text("ask-declined-text") }</p></Band>
        },
        _ => html! {
            <Band tone={Tone::Past} said={t.text("ask-expired")} live=true><p>{ t.text("ask-expired-text") }</p></Band>
        },
    }
}

fn ask_again(t: &T, again: Callback<()>) -> Html {
    html! {
        <div class="actions no-print">
            <Button kind={ButtonKind::Quiet} label={t.text("ask-again")} onclick={again} />
        </div>
    }
}

#[component]
fn Back() -> Html {
    let t = use_t();
    html! {
        <RouteLink<PublicRoute> to={PublicRoute::Verify} class="back">
            <Icon name={IconName::Back} />{ t.text("place-verify") }
        </RouteLink<PublicRoute>>
    }
}
