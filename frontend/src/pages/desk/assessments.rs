//! The institution's assessments, by step.

use puente_wire::assessments::{AssessmentCounts, AssessmentPage, AssessmentState, AssessmentSummary};
use yew::prelude::*;
use yew_router::prelude::*;

use super::listing::use_listing;
use super::{DeskTabs, assessment_pill, filter, may_assess, standard_line};
use crate::api;
use crate::components::{Empty, IconName, Pager, RouteLink, SearchBox, Table};
use crate::hooks::use_query;
use crate::i18n::{T, use_t};
use crate::layout::Page;
use crate::place::use_place;
use crate::routes::staff::StaffRoute;

#[component]
pub fn Assessments() -> Html {
    let t = use_t();
    let place = use_place();
    let listing = use_listing::<AssessmentState>();
    let found = use_query((place.organisation.clone(), (*listing).clone()), |(org, listing)| async move {
        api::desk::assessments(&org, listing.state, &listing.q, listing.page).await
    });
    let choose = listing.choose();
    let search = listing.search();
    let go = listing.go();
    html! {
        <Page title={t.text("desk-assessments")} lead={t.text("assessments-lead")} back={html! { <DeskTabs /> }}>
            <div class="actions above">
                if may_assess(&place) {
                    <RouteLink<StaffRoute> to={StaffRoute::Candidates} class="btn">{ t.text("assessments-choose-person") }</RouteLink<StaffRoute>>
                }
            </div>
            <SearchBox id="find-assessment" label={t.text("assessments-find")} value={listing.q.clone()} {search} />
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

fn parts(t: &T, counts: &AssessmentCounts) -> Vec<(Option<AssessmentState>, AttrValue, u32)> {
    let part = |state: AssessmentState, count| (Some(state), t.code("assessment-state-", state.as_str()), count);
    vec![
        (None, t.text("desk-filter-all"), counts.all),
        part(AssessmentState::Draft, counts.draft),
        part(AssessmentState::Returned, counts.returned),
        part(AssessmentState::Submitted, counts.submitted),
        part(AssessmentState::Certified, counts.certified),
        part(AssessmentState::NotYetCompetent, counts.not_yet_competent),
    ]
}

/// The assessments of a page, for this list and the queue of signatures.
pub(super) fn list(t: &T, page: &AssessmentPage) -> Html {
    if page.assessments.is_empty() {
        return html! { <Empty icon={IconName::Edit} title={t.text("assessments-none")} text={t.text("assessments-none-text")} /> };
    }
    let columns = vec![
        t.text("desk-column-person"),
        t.text("desk-column-standard"),
        t.text("desk-column-state"),
        t.text("desk-column-assessor"),
        t.text("desk-column-changed"),
    ];
    html! {
        <Table caption={t.text("desk-assessments")} {columns}>
            { for page.assessments.iter().map(|line| row(t, line)) }
        </Table>
    }
}

fn row(t: &T, line: &AssessmentSummary) -> Html {
    let assessor = if line.mine { t.text("assessor-you") } else { line.assessor_name.clone().into() };
    html! {
        <tr key={line.id.clone()}>
            <td><Link<StaffRoute> to={StaffRoute::Assessment { id: line.id.clone() }}>{ line.candidate_name.clone() }</Link<StaffRoute>></td>
            <td>{ standard_line(t, &line.code, &line.title) }</td>
            <td>{ assessment_pill(t, line.state) }</td>
            <td>{ assessor }</td>
            <td class="nowrap">{ t.instant(line.updated_at) }</td>
        </tr>
    }
}
