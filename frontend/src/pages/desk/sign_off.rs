//! The queue of what waits for a signature.

use puente_wire::assessments::{AssessmentPage, AssessmentState};
use yew::prelude::*;

use super::listing::{Listing, use_listing};
use super::{DeskTabs, assessments};
use crate::api;
use crate::components::{Empty, IconName, Pager, SearchBox};
use crate::hooks::use_query;
use crate::i18n::{T, use_t};
use crate::layout::Page;
use crate::place::use_place;

#[component]
pub fn SignOff() -> Html {
    let t = use_t();
    let place = use_place();
    let listing = use_listing::<()>();
    let found = use_query((place.organisation.clone(), (*listing).clone()), |(org, listing)| async move {
        api::desk::assessments(&org, Some(AssessmentState::Submitted), &listing.q, listing.page).await
    });
    let search = listing.search();
    let go = listing.go();
    html! {
        <Page title={t.text("desk-sign-off")} lead={t.text("sign-off-lead")} back={html! { <DeskTabs /> }}>
            <SearchBox id="find-waiting" label={t.text("assessments-find")} value={listing.q.clone()} {search} />
            { found.view(|page| list(&t, page, &listing, &go)) }
        </Page>
    }
}

fn list(t: &T, page: &AssessmentPage, listing: &Listing<()>, go: &Callback<u64>) -> Html {
    if page.assessments.is_empty() && listing.q.is_empty() {
        return html! { <Empty icon={IconName::Check} title={t.text("sign-off-none")} text={t.text("sign-off-none-text")} /> };
    }
    html! {
        <>
            { assessments::list(t, page) }
            <Pager page={listing.page} per_page={u64::from(page.per_page)} total={u64::from(page.total)} go={go.clone()} />
        </>
    }
}
