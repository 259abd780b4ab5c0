//! What waits for the person, at a glance.

use puente_wire::assessments::{AssessmentPage, AssessmentState};
use puente_wire::certificates::CertificatePage;
use yew::prelude::*;
use yew_router::prelude::*;

use super::{DeskTabs, assessment_pill, certificate_pill, may_assess, may_register, may_sign};
use crate::api;
use crate::components::{Icon, IconName, RouteLink, Table};
use crate::hooks::use_query;
use crate::i18n::{T, use_t};
use crate::layout::Page;
use crate::place::use_place;
use crate::routes::staff::StaffRoute;

#[component]
pub fn Overview() -> Html {
    let t = use_t();
    let place = use_place();
    let assessments =
        use_query(place.organisation.clone(), |org| async move { api::desk::assessments(&org, None, "", 0).await });
    let certificates =
        use_query(place.organisation.clone(), |org| async move { api::desk::certificates(&org, None, "", 0).await });
    let counts = assessments.ready().map(|page| page.counts);
    let writing = counts.map(|counts| counts.draft + counts.returned);
    html! {
        <Page title={place.name.clone()} back={html! { <DeskTabs /> }}>
            <div class="doors">
                if may_register(&place) {
                    { door(&t, StaffRoute::Register, IconName::Person, t.text("desk-door-register"), t.text("desk-door-register-text"), None) }
                }
                if may_assess(&place) {
                    { door(&t, StaffRoute::Assessments, IconName::Edit, t.text("desk-door-assess"), t.text("desk-door-assess-text"), writing) }
                }
                if may_sign(&place) {
                    { door(&t, StaffRoute::SignOff, IconName::Check, t.text("desk-door-sign"), t.text("desk-door-sign-text"), counts.map(|c| c.submitted)) }
                }
                { door(&t, StaffRoute::Certificates, IconName::Card, t.text("desk-door-certificates"), t.text("desk-door-certificates-text"),
                    certificates.ready().map(|page| page.counts.unclaimed)) }
            </div>
            <div class="cols">
                <section class="card">
                    <h2>{ t.text("desk-recent-assessments") }</h2>
                    { assessments.view(|page| recent_assessments(&t, page)) }
                </section>
                <section class="card">
                    <h2>{ t.text("desk-recent-certificates") }</h2>
                    { certificates.view(|page| recent_certificates(&t, page)) }
                </section>
            </div>
        </Page>
    }
}

/// One thing to do, with how much of it waits.
fn door(t: &T, to: StaffRoute, icon: IconName, title: AttrValue, text: AttrValue, waiting: Option<u32>) -> Html {
    html! {
        <RouteLink<StaffRoute> {to} class="card door">
            <Icon name={icon} size=32 />
            <h2>{ title }</h2>
            <p>{ text }</p>
            <div>{ for waiting.map(|n| html! { <p class="waiting">{ t.with("desk-waiting", &[("n", n.into())]) }</p> }) }</div>
        </RouteLink<StaffRoute>>
    }
}

const RECENT: usize = 6;

fn recent_assessments(t: &T, page: &AssessmentPage) -> Html {
    if page.assessments.is_empty() {
        return html! { <p class="muted">{ t.text("assessments-none-text") }</p> };
    }
    let open = |state| matches!(state, AssessmentState::Draft | AssessmentState::Returned | AssessmentState::Submitted);
    let mut lines: Vec<_> = page.assessments.iter().collect();
    lines.sort_by_key(|line| !open(line.state));
    let row = |line: &&puente_wire::assessments::AssessmentSummary| {
        html! {
            <tr key={line.id.clone()}>
                <td><Link<StaffRoute> to={StaffRoute::Assessment { id: line.id.clone() }}>{ line.candidate_name.clone() }</Link<StaffRoute>></td>
                <td><span class="code">{ line.code.clone() }</span></td>
                <td>{ assessment_pill(t, line.state) }</td>
            </tr>
        }
    };
    html! {
        <Table caption={t.text("desk-recent-assessments")} columns={vec![t.text("desk-column-person"), t.text("desk-column-standard"), t.text("desk-column-state")]}>
            { for lines.iter().take(RECENT).map(row) }
        </Table>
    }
}

fn recent_certificates(t: &T, page: &CertificatePage) -> Html {
    if page.certificates.is_empty() {
        return html! { <p class="muted">{ t.text("certificates-none-text") }</p> };
    }
    let row = |line: &puente_wire::certificates::CertificateSummary| {
        html! {
            <tr key={line.id.clone()}>
                <td><Link<StaffRoute> to={StaffRoute::Certificate { id: line.id.clone() }}>{ line.holder_name.clone() }</Link<StaffRoute>></td>
                <td><span class="code">{ line.code.clone() }</span></td>
                <td>{ certificate_pill(t, line.state) }</td>
            </tr>
        }
    };
    html! {
        <Table caption={t.text("desk-recent-certificates")} columns={vec![t.text("desk-column-person"), t.text("desk-column-standard"), t.text("desk-column-state")]}>
            { for page.certificates.iter().take(RECENT).map(row) }
        </Table>
    }
}
