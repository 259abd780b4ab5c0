//! The pages that say what checking came to.

use yew::prelude::*;
use yew_router::prelude::*;

use super::BROUGHT;
use super::outcome::Outcome;
use super::subject::{self, Subject};
use crate::browser::{page, storage};
use crate::components::{Band, Icon, IconName, RouteLink, Tone};
use crate::i18n::use_t;
use crate::layout::Page;
use crate::routes::public::PublicRoute;

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
