//! An address that leads nowhere.

use yew::prelude::*;

use crate::components::LinkButton;
use crate::i18n::use_t;
use crate::layout::Page;

#[component]
pub fn NotFound() -> Html {
    let t = use_t();
    html! {
        <Page title={t.text("not-found-title")} lead={t.text("not-found-text")}>
            <div class="actions"><LinkButton href="/" label={t.text("to-home")} /></div>
        </Page>
    }
}
