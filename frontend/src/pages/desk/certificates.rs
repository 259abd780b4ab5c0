//! Issued certificates, by state.

use puente_wire::certificates::{CertificateCounts, CertificatePage, CertificateState, CertificateSummary};
use yew::prelude::*;
use yew_router::prelude::*;

use super::listing::use_listing;
use super::{DeskTabs, certificate_pill, filter, standard_line};
use crate::api;
use crate::components::{Empty, Pager, SearchBox, Table};
use crate::hooks::use_query;
use crate::i18n::{T, use_t};
use crate::layout::Page;
use crate::place::use_place;
use crate::routes::staff::StaffRoute;

#[component]
pub fn Certificates() -> Html {
    let t = use_t();
    let place = use_place();
    let listing = use_listing::<CertificateState>();
    let found = use_query((place.organisation.clone(), (*listing).clone()), |(org, listing)| async move {
        api::desk::certificates(&org, listing.state, &listing.q, listing.page).await
    });
    let choose = listing.choose();
    let search = listing.search();
    let go = listing.go();
    html! {
        <Page title={t.text("desk-certificates")} lead={t.text("certificates-lead")} back={html! { <DeskTabs /> }}>
            <SearchBox id="find-certificate" label={t.text("certificates-find")} value={listing.q.clone()} {search} />
            { found.view(|page| html! {
                <>
                    { filter(t.text("desk-filter-by-state"), parts(&t, &page.counts), listing.state, &choose) }
                    { list(&t, page) }
                    <Pager page={listing.page} per_page={u64::from(page.per_page)} total={u64::from(page.total)} go={go.clone()} />
                </>
            }) }
        </Page>
    }
}

fn parts(t: &T, counts: &CertificateCounts) -> Vec<(Option<CertificateState>, AttrValue, u32)> {
    let part = |state: CertificateState, count| (Some(state), t.code("certificate-state-", state.as_str()), count);
    vec![
        (None, t.text("desk-filter-all"), counts.all),
        part(CertificateState::Unclaimed, counts.unclaimed),
        part(CertificateState::Claimed, counts.claimed),
        part(CertificateState::Suspended, counts.suspended),
        part(CertificateState::Revoked, counts.revoked),
    ]
}

fn list(t: &T, page: &CertificatePage) -> Html {
    if page.certificates.is_empty() {
        return html! { <Empty title={t.text("certificates-none")} text={t.text("certificates-none-text")} /> };
    }
    let columns = vec![
        t.text("desk-column-person"),
        t.text("fact-number"),
        t.text("desk-column-standard"),
        t.text("desk-column-state"),
        t.text("fact-issued"),
        t.text("fact-valid-until"),
    ];
    html! {
        <Table caption={t.text("desk-certificates")} {columns}>
            { for page.certificates.iter().map(|line| row(t, line)) }
        </Table>
    }
}

fn row(t: &T, line: &CertificateSummary) -> Html {
    let until = line.valid_until.map_or_else(|| t.text("fact-no-end"), |day| t.date(day));
    html! {
        <tr key={line.id.clone()}>
            <td><Link<StaffRoute> to={StaffRoute::Certificate { id: line.id.clone() }}>{ line.holder_name.clone() }</Link<StaffRoute>></td>
            <td class="nowrap">{ line.number.clone() }</td>
            <td>{ standard_line(t, &line.code, &line.title) }</td>
            <td>{ certificate_pill(t, line.state) }</td>
            <td class="nowrap">{ t.date(line.issued_on) }</td>
            <td class="nowrap">{ until }</td>
        </tr>
    }
}
