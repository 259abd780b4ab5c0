//! The people of the institution: find one, or register a new one.

use puente_wire::people::CandidatePage;
use yew::prelude::*;
use yew_router::prelude::*;

use super::listing::{Listing, use_listing};
use super::{DeskTabs, may_register};
use crate::api;
use crate::components::{Empty, IconName, Pager, RouteLink, SearchBox, Table};
use crate::hooks::use_query;
use crate::i18n::{T, use_t};
use crate::layout::Page;
use crate::place::use_place;
use crate::routes::staff::StaffRoute;

#[component]
pub fn Candidates() -> Html {
    let t = use_t();
    let place = use_place();
    let listing = use_listing::<()>();
    let found = use_query((place.organisation.clone(), (*listing).clone()), |(org, listing)| async move {
        api::desk::candidates(&org, &listing.q, listing.page).await
    });
    let search = listing.search();
    let go = listing.go();
    html! {
        <Page title={t.text("desk-candidates")} lead={t.text("candidates-lead")} back={html! { <DeskTabs /> }}>
            <div class="actions above">
                if may_register(&place) {
                    <RouteLink<StaffRoute> to={StaffRoute::Register} class="btn">{ t.text("candidate-register") }</RouteLink<StaffRoute>>
                }
            </div>
            <SearchBox id="find-candidate" label={t.text("candidates-find")} value={listing.q.clone()} {search} />
            { found.view(|page| list(&t, page, &listing, &go)) }
        </Page>
    }
}

fn list(t: &T, page: &CandidatePage, listing: &Listing<()>, go: &Callback<u64>) -> Html {
    if page.candidates.is_empty() {
        let (title, text) = if listing.q.is_empty() {
            (t.text("candidates-none"), t.text("candidates-none-text"))
        } else {
            (t.text("desk-nothing-found"), t.text("candidates-not-found-text"))
        };
        return html! { <Empty icon={IconName::Person} {title} {text} /> };
    }
    let row = |person: &puente_wire::people::CandidateSummary| {
        html! {
            <tr key={person.id.clone()}>
                <td><Link<StaffRoute> to={StaffRoute::Candidate { id: person.id.clone() }}>{ person.name.clone() }</Link<StaffRoute>></td>
                <td>{ t.date(person.birth_date) }</td>
                <td>{ if person.has_wallet { t.text("wallet-known") } else { t.text("wallet-unknown") } }</td>
            </tr>
        }
    };
    html! {
        <>
            <Table caption={t.text("desk-candidates")} columns={vec![t.text("desk-column-name"), t.text("desk-column-birth-date"), t.text("desk-column-wallet")]}>
                { for page.candidates.iter().map(row) }
            </Table>
            <Pager page={listing.page} per_page={u64::from(page.per_page)} total={u64::from(page.total)} go={go.clone()} />
        </>
    }
}
