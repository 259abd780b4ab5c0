//! Checking a certificate: in the browser, without an account, by link, text, file or camera.
//!
//! Asking and answering are two programs (`bin/verify.rs`, `bin/result.rs`), so that the page where
//! somebody arrives is small. What was brought waits in the tab until the answering page has it, and
//! is forgotten as soon as it is read: it is somebody's certificate.

mod ask;
mod ask_form;
pub(in crate::pages) mod camera;
mod input;
mod intake;
mod outcome;
mod result;
mod subject;
mod waiting;

pub use ask::Ask;

use yew::prelude::*;
use yew_router::prelude::*;

use crate::browser::{page, storage};
use crate::components::{Band, Icon, IconName, RouteLink, Tone};
use crate::i18n::use_t;
use crate::layout::Page;
use crate::routes::public::PublicRoute;
use input::Input;
use intake::Brought;
use outcome::Outcome;
use subject::Subject;

/// Where what was brought waits between the two pages.
const BROUGHT: &str = "puente.brought";

/// `/verify`.
#[component]
pub fn Verify() -> Html {
    let t = use_t();
    let brought = Callback::from(|brought: Brought| match brought {
        Brought::Link { id, key } => page::load(&format!("/s/{id}#{key}")),
        Brought::Document(text) => {
            storage::keep(BROUGHT, &text);
            page::load("/verify/result");
        }
    });
    html! {
        <Page title={t.text("verify-title")} lead={t.text("verify-lead")}>
            <Input {brought} />
            <section class="card ask-instead" aria-labelledby="ask-instead">
                <h2 id="ask-instead">{ t.text("ask-instead") }</h2>
                <p>{ t.text("ask-instead-text") }</p>
                <div class="actions">
                    <RouteLink<PublicRoute> to={PublicRoute::Ask} class="btn quiet">{ t.text("ask-instead-do") }</RouteLink<PublicRoute>>
                </div>
            </section>
        </Page>
    }
}

/// `/verify/result`.
#[component]
pub fn Checked() -> Html {
    let t = use_t();
    let subject = use_memo((), |()| {
        let text = storage::kept(BROUGHT)?;
        storage::forget(BROUGHT);
        Some(subject::read(&text))
    });
    let shown = match subject.as_ref() {
        Some(subject) => html! { <Outcome subject={subject.clone()} /> },
        None => {
            html! { <Band tone={Tone::Note} said={t.text("verify-forgotten")}><p>{ t.text("verify-forgotten-next") }</p></Band> }
        }
    };
    html! {
        <Page title={t.text("verify-result-title")}>
            <div>{ shown }</div>
            <div class="actions no-print">
                <RouteLink<PublicRoute> to={PublicRoute::Verify} class="btn quiet">
                    <Icon name={IconName::Back} />{ t.text("verify-another") }
                </RouteLink<PublicRoute>>
            </div>
        </Page>
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
