//! What the registry lets the organisation certify. Its operator changes it, so it is only shown.

use yew::prelude::*;

use super::accreditations::{AccreditationRow, accreditation_columns};
use crate::api;
use crate::components::Table;
use crate::hooks::use_query;
use crate::i18n::use_t;
use crate::place::use_place;

#[component]
pub(super) fn Accredited() -> Html {
    let t = use_t();
    let place = use_place();
    let query = use_query(place.organisation.clone(), |org| async move { api::issuers::of_slug(&org).await });
    let shown = query.view(|issuer| {
        if issuer.accreditations.is_empty() {
            return html! { <p class="muted">{ t.text("accredited-none") }</p> };
        }
        html! {
            <Table caption={t.text("accreditations-title")} columns={accreditation_columns(&t)}>
                { for issuer.accreditations.iter().map(|one| html! { <AccreditationRow accreditation={one.clone()} /> }) }
            </Table>
        }
    });
    html! {
        <section class="card" aria-labelledby="accredited-title">
            <h2 id="accredited-title">{ t.text("accredited-title") }</h2>
            <p>{ t.text("accredited-text") }</p>
            { shown }
        </section>
    }
}
