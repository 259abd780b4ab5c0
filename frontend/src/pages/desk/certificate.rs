//! One issued certificate: what it says, how it gets to the person, what can be done with it.

use puente_wire::certificates::{CertificateRecord, CertificateState};
use puente_wire::offers::NewOffer;
use puente_wire::verification::Verdict;
use yew::prelude::*;
use yew_router::prelude::*;

use super::offer::HandOver;
use super::status::StatusActions;
use super::{DeskTabs, certificate_pill, may_sign, standard_line};
use crate::api;
use crate::components::{Band, Fact, Facts, Tone, UnitLine, UnitList};
use crate::hooks::use_query;
use crate::i18n::{T, use_t};
use crate::layout::Page;
use crate::place::use_place;
use crate::routes::staff::StaffRoute;

#[derive(Properties, PartialEq)]
pub struct CertificatePageProps {
    pub id: AttrValue,
}

#[component]
pub fn CertificatePage(props: &CertificatePageProps) -> Html {
    let t = use_t();
    let place = use_place();
    let made = use_state(|| None::<NewOffer>);
    let found = use_query((place.organisation.clone(), props.id.clone()), |(org, id)| async move {
        api::desk::certificate(&org, &id).await
    });
    let on_made = {
        let (made, again) = (made.setter(), found.again.clone());
        Callback::from(move |offer: NewOffer| {
            made.set(Some(offer));
            again.emit(());
        })
    };
    let changed = {
        let again = found.again.clone();
        Callback::from(move |_: CertificateRecord| again.emit(()))
    };
    let title = found
        .ready()
        .map_or_else(|| t.text("desk-certificate"), |record| AttrValue::from(record.summary.number.clone()));
    html! {
        <Page {title} back={html! { <DeskTabs /> }}>
            { found.view(|record| {
                // The PIN belongs to the offer that was made here, and to no later one.
                let pin = made.as_ref().filter(|made| record.offer.as_ref().is_some_and(|offer| offer.code == made.offer.code));
                html! {
                    <>
                        { status(&t, record) }
                        <div class="cols">
                            <div class="stack">
                                { paper(&t, record) }
                                if may_sign(&place) {
                                    <StatusActions certificate={record.summary.clone()} changed={changed.clone()} />
                                }
                            </div>
                            <HandOver certificate={record.summary.clone()} offer={record.offer.clone()}
                                pin={pin.map(|made| made.pin.clone())} made={on_made.clone()} />
                        </div>
                    </>
                }
            }) }
        </Page>
    }
}

/// Why it is suspended or revoked.
fn status(t: &T, record: &CertificateRecord) -> Html {
    let Some(status) = &record.status else { return Html::default() };
    let tone = if record.summary.state == CertificateState::Revoked { Tone::Bad } else { Tone::Past };
    let reason = t.code("status-reason-", status.reason.as_str());
    html! {
        <Band {tone} said={t.code("certificate-state-", record.summary.state.as_str())}>
            <p>{ t.with("status-since", &[("at", t.instant(status.since).as_str().into()), ("reason", reason.as_str().into())]) }</p>
            <p>{ status.note.clone() }</p>
        </Band>
    }
}

/// The certificate itself.
fn paper(t: &T, record: &CertificateRecord) -> Html {
    let summary = &record.summary;
    let until = summary.valid_until.map_or_else(|| t.text("fact-no-end"), |day| t.date(day));
    let facts = vec![
        Fact {
            name: t.text("fact-holder"),
            value: html! {
                <Link<StaffRoute> to={StaffRoute::Candidate { id: summary.candidate_id.clone() }}>{ summary.holder_name.clone() }</Link<StaffRoute>>
            },
        },
        Fact::new(t.text("fact-number"), summary.number.clone()),
        Fact::new(t.text("fact-issued"), t.date(summary.issued_on)),
        Fact::new(t.text("fact-valid-until"), until),
        Fact::new(t.text("desk-column-assessor"), record.assessor_name.clone()),
        Fact::new(t.text("signed-by"), record.signatory_name.clone()),
    ];
    let claimed =
        record.claimed_at.map(|at| t.with("certificate-claimed-at", &[("at", t.instant(at).as_str().into())]));
    let units: Vec<_> = record
        .units
        .iter()
        .map(|unit| UnitLine {
            title: unit.title.clone().into(),
            more: None,
            tone: if unit.verdict == Verdict::Competent { Tone::Ok } else { Tone::Note },
            state: unit.words.clone().into(),
        })
        .collect();
    html! {
        <article class="card cert">
            <div class="head">
                <p class="issuer"><span><b>{ record.organisation_name.clone() }</b>{ record.standard.framework_title.official_text().to_owned() }</span></p>
                <h2 class="name">{ standard_line(t, &summary.code, &summary.title) }</h2>
                <p class="tags">{ certificate_pill(t, summary.state) }
                    if record.standard.illustrative {
                        <span class="pill info">{ t.text("desk-illustrative") }</span>
                    }
                </p>
            </div>
            <div class="body">
                <Facts {facts} />
                <div>{ for claimed.map(|claimed| html! { <p class="hint">{ claimed }</p> }) }</div>
                <h3>{ t.text("desk-units-title") }</h3>
                <UnitList {units} lang={summary.title.official.as_str().to_owned()} />
                <p><Link<StaffRoute> to={StaffRoute::Assessment { id: record.assessment_id.clone() }}>{ t.text("certificate-see-assessment") }</Link<StaffRoute>></p>
            </div>
        </article>
    }
}
