//! The page where somebody arrives with a certificate to check.

use yew::prelude::*;

use super::BROUGHT;
use super::input::Input;
use super::intake::Brought;
use crate::browser::{page, storage};
use crate::components::RouteLink;
use crate::i18n::use_t;
use crate::layout::Page;
use crate::routes::public::PublicRoute;

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
