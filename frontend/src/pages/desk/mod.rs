//! The institution's desk: people, assessments, signatures, certificates.

mod assessment;
mod assessments;
mod candidate;
mod candidates;
mod certificate;
mod certificates;
mod gaps;
mod listing;
mod offer;
mod opening_form;
mod openings;
mod overview;
mod promise;
mod register;
mod sign_off;
mod start;
mod status;

use puente_wire::assessments::AssessmentState;
use puente_wire::certificates::CertificateState;
use puente_wire::session::{Membership, Role};
use puente_wire::standards::LangMap;
use yew::prelude::*;

use crate::components::{IconName, Pill, Tab, Tabs, Tone};
use crate::i18n::{T, use_t};
use crate::place::use_place;
use crate::routes::staff::StaffRoute;

pub use assessment::AssessmentPage;
pub use assessments::Assessments;
pub use candidate::CandidatePage;
pub use candidates::Candidates;
pub use certificate::CertificatePage;
pub use certificates::Certificates;
pub use gaps::Gaps;
pub use openings::Openings;
pub use overview::Overview;
pub use register::Register;
pub use sign_off::SignOff;

/// The places of the desk, above every page of it.
#[component]
fn DeskTabs() -> Html {
    let t = use_t();
    let mut tabs = vec![
        Tab { to: StaffRoute::Desk, label: t.text("desk-overview") },
        Tab { to: StaffRoute::Candidates, label: t.text("desk-candidates") },
        Tab { to: StaffRoute::Assessments, label: t.text("desk-assessments") },
    ];
    let place = use_place();
    if may_sign(&place) {
        tabs.push(Tab { to: StaffRoute::SignOff, label: t.text("desk-sign-off") });
    }
    tabs.push(Tab { to: StaffRoute::Certificates, label: t.text("desk-certificates") });
    if openings::may_publish(&place.roles) {
        tabs.push(Tab { to: StaffRoute::Openings, label: t.text("openings-desk") });
    }
    html! { <Tabs<StaffRoute> label={t.text("desk-places")} {tabs} /> }
}

fn may_assess(place: &Membership) -> bool {
    place.roles.contains(&Role::Assessor)
}

fn may_register(place: &Membership) -> bool {
    may_assess(place) || place.roles.contains(&Role::CounterOfficer)
}

fn may_sign(place: &Membership) -> bool {
    place.roles.contains(&Role::Signatory)
}

/// The state of an assessment, in words, colour and icon.
fn assessment_pill(t: &T, state: AssessmentState) -> Html {
    let (tone, icon) = match state {
        AssessmentState::Draft => (Tone::Past, IconName::Edit),
        AssessmentState::Returned => (Tone::Note, IconName::Back),
        AssessmentState::Submitted => (Tone::Info, IconName::Clock),
        AssessmentState::Certified => (Tone::Ok, IconName::Check),
        AssessmentState::NotYetCompetent => (Tone::Note, IconName::Half),
    };
    html! { <Pill {tone} {icon} label={t.code("assessment-state-", state.as_str())} /> }
}

/// The state of a certificate, in words, colour and icon.
fn certificate_pill(t: &T, state: CertificateState) -> Html {
    let (tone, icon) = match state {
        CertificateState::Unclaimed => (Tone::Note, IconName::Half),
        CertificateState::Claimed => (Tone::Ok, IconName::Check),
        CertificateState::Suspended => (Tone::Past, IconName::Clock),
        CertificateState::Revoked => (Tone::Bad, IconName::Cross),
    };
    html! { <Pill {tone} {icon} label={t.code("certificate-state-", state.as_str())} /> }
}

/// A standard's code and official title, with the translation beside it for other readers.
fn standard_line(t: &T, code: &str, title: &LangMap) -> Html {
    let translation = title.translation(t.locale().tag()).map(str::to_owned);
    html! {
        <span class="standard">
            if !code.is_empty() {
                <span class="code">{ code.to_owned() }</span>
            }
            <span lang={title.official.as_str().to_owned()}>{ title.official_text().to_owned() }</span>
            { for translation.map(|text| html! { <small class="muted">{ t.with("desk-unofficial-translation", &[("text", text.into())]) }</small> }) }
        </span>
    }
}

/// Buttons that show one part of a list each, with how many there are.
pub(super) fn filter<S: Copy + PartialEq + 'static>(
    label: AttrValue,
    parts: Vec<(Option<S>, AttrValue, u32)>,
    shown: Option<S>,
    choose: &Callback<Option<S>>,
) -> Html {
    let part = |(state, words, count): (Option<S>, AttrValue, u32)| {
        let onclick = {
            let choose = choose.clone();
            Callback::from(move |_: MouseEvent| choose.emit(state))
        };
        html! {
            <li><button type="button" aria-pressed={(state == shown).to_string()} {onclick}>
                { words }<span class="count">{ count }</span>
            </button></li>
        }
    };
    html! { <ul class="filter" aria-label={label}>{ for parts.into_iter().map(part) }</ul> }
}
