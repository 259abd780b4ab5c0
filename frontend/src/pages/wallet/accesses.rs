//! Who looked at the person's data.

use yew::prelude::*;

use super::Places;
use crate::i18n::use_t;
use crate::layout::Page;

#[component]
pub fn Accesses() -> Html {
    let t = use_t();
    html! {
        <Page title={t.text("accesses-title")} lead={t.text("accesses-lead")}>
            <Places />
        </Page>
    }
}
