//! Checking a certificate: in the browser, without an account, by link, text, file or camera.

mod camera;
mod input;
mod intake;
mod outcome;
mod result;

use yew::prelude::*;
use yew_router::prelude::*;

use crate::browser::page;
use crate::components::{Button, ButtonKind, IconName};
use crate::i18n::use_t;
use crate::layout::Page;
use input::Input;
use intake::Subject;
use outcome::Outcome;

/// `/verify`.
#[component]
pub fn Verify() -> Html {
    let t = use_t();
    let subject = use_state(|| None::<Subject>);
    let failed = use_state_eq(|| false);
    let brought = {
        let subject = subject.setter();
        Callback::from(move |brought: Subject| subject.set(Some(brought)))
    };
    let another = {
        let subject = subject.setter();
        Callback::from(move |()| subject.set(None))
    };
    let failing = {
        let failed = failed.setter();
        Callback::from(move |now: bool| failed.set(now))
    };
    match &*subject {
        None => html! {
            <Page key="ask" title={t.text("verify-title")} lead={t.text("verify-lead")} failed={*failed}>
                <Input {brought} {failing} />
            </Page>
        },
        Some(subject) => html! {
            <Page key="result" title={t.text("verify-result-title")}>
                <Outcome subject={subject.clone()} />
                <div class="actions no-print">
                    <Button kind={ButtonKind::Quiet} icon={IconName::Back} label={t.text("verify-another")} onclick={another} />
                </div>
            </Page>
        },
    }
}

#[derive(Properties, PartialEq)]
pub struct SharedProps {
    /// Id of the share; the key is in the fragment, which no server sees.
    pub id: AttrValue,
}

/// `/s/<id>#<key>`.
#[component]
pub fn Shared(props: &SharedProps) -> Html {
    let t = use_t();
    let key = use_location().map(|location| location.hash().trim_start_matches('#').to_owned());
    let key = key.filter(|key| !key.is_empty()).unwrap_or_else(page::fragment);
    let subject = Subject::Link { id: props.id.to_string(), key };
    html! {
        <Page title={t.text("shared-title")}>
            <Outcome {subject} />
        </Page>
    }
}
