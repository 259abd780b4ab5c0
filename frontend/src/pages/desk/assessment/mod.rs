//! One assessment: written by its assessor, read and signed by the signatory, read by the others.

mod draft;
mod review;
mod steps;
mod work;

use puente_wire::assessments::{Assessment, AssessmentState, SignedOff};
use yew::prelude::*;
use yew_router::prelude::*;

use super::offer::HandOver;
use super::promise::Promise;
use super::{DeskTabs, assessment_pill, may_assess, standard_line};
use crate::api;
use crate::components::{Band, Tone};
use crate::hooks::use_query;
use crate::i18n::{T, use_t};
use crate::layout::Page;
use crate::place::use_place;
use crate::routes::staff::StaffRoute;

use review::Review;
use work::Work;

#[derive(Properties, PartialEq)]
pub struct AssessmentPageProps {
    pub id: AttrValue,
}

#[component]
pub fn AssessmentPage(props: &AssessmentPageProps) -> Html {
    let t = use_t();
    let place = use_place();
    let signed = use_state(|| None::<SignedOff>);
    let found = use_query((place.organisation.clone(), props.id.clone()), |(org, id)| async move {
        api::desk::assessment(&org, &id).await
    });
    let again = found.again.clone();
    let on_signed = {
        let (signed, again) = (signed.setter(), again.clone());
        Callback::from(move |answer: SignedOff| {
            signed.set(Some(answer));
            again.emit(());
        })
    };
    let title =
        found.ready().map_or_else(|| t.text("desk-assessment"), |one| AttrValue::from(one.candidate_name.clone()));
    html! {
        <Page {title} back={html! { <DeskTabs /> }}>
            { found.view(|assessment| html! {
                <>
                    { head(&t, assessment) }
                    <div>{ for signed.as_ref().map(|signed| issued(&t, signed)) }</div>
                    if assessment.mine && assessment.state.is_open() && may_assess(&place) {
                        <Work assessment={(**assessment).clone()} changed={again.clone()} />
                    } else {
                        <Review assessment={(**assessment).clone()} changed={again.clone()} signed={on_signed.clone()} />
                    }
                    <div class="no-print">
                        if assessment.state == AssessmentState::Submitted && may_assess(&place) {
                            <Promise assessment={(**assessment).clone()} />
                        }
                    </div>
                </>
            }) }
        </Page>
    }
}

/// Whom, on what, and where it stands.
fn head(t: &T, assessment: &Assessment) -> Html {
    let standard = &assessment.standard;
    html! {
        <div class="record-head">
            <p>{ standard_line(t, &standard.code_shown, &standard.title) }</p>
            <p class="tags">
                { assessment_pill(t, assessment.state) }
                if standard.illustrative || assessment.units.iter().any(|unit| unit.illustrative) {
                    <span class="pill info">{ t.text("illustrative-units") }</span>
                }
                <span class="muted">{ t.with("assessed-by", &[("name", assessment.assessor_name.as_str().into())]) }</span>
            </p>
            if let (Some(reason), true) = (&assessment.return_reason, assessment.state.is_open()) {
                <Band tone={Tone::Note} said={t.text("returned-said")}>
                    <p>{ reason.clone() }</p>
                    <p>{ for assessment.signatory_name.clone() }</p>
                </Band>
            }
        </div>
    }
}

/// What signing led to: the certificate and its PIN, this once.
fn issued(t: &T, signed: &SignedOff) -> Html {
    let certificate = &signed.certificate;
    html! {
        <>
            <Band tone={Tone::Ok} live=true said={t.with("issued-said", &[("number", certificate.number.as_str().into())])}>
                <p><Link<StaffRoute> to={StaffRoute::Certificate { id: certificate.id.clone() }}>{ t.text("issued-open") }</Link<StaffRoute>></p>
            </Band>
            <HandOver certificate={certificate.clone()} offer={Some(signed.offer.offer.clone())} pin={Some(signed.offer.pin.clone())} />
        </>
    }
}
