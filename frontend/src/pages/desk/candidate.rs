//! One person: documents, assessments, certificates; and starting an assessment.

use puente_wire::people::{Candidate, IdentityEvidence};
use yew::prelude::*;
use yew_router::prelude::*;

use super::start::Start;
use super::{DeskTabs, assessment_pill, certificate_pill, may_assess, standard_line};
use crate::api;
use crate::components::{Fact, Facts};
use crate::hooks::use_query;
use crate::i18n::{T, use_t};
use crate::layout::Page;
use crate::place::use_place;
use crate::routes::staff::StaffRoute;

#[derive(Properties, PartialEq)]
pub struct CandidatePageProps {
    pub id: AttrValue,
}

#[component]
pub fn CandidatePage(props: &CandidatePageProps) -> Html {
    let t = use_t();
    let place = use_place();
    let found = use_query((place.organisation.clone(), props.id.clone()), |(org, id)| async move {
        api::desk::candidate(&org, &id).await
    });
    let name = found.ready().map_or_else(|| t.text("desk-candidate"), |person| AttrValue::from(person.name.clone()));
    html! {
        <Page title={name} back={html! { <DeskTabs /> }}>
            { found.view(|person| html! {
                <div class="cols">
                    <div class="stack">
                        { identity(&t, person) }
                        if may_assess(&place) {
                            <Start candidate={person.id.clone()} />
                        }
                    </div>
                    <div class="stack">
                        { assessments(&t, person) }
                        { certificates(&t, person) }
                    </div>
                </div>
            }) }
        </Page>
    }
}

fn identity(t: &T, person: &Candidate) -> Html {
    let wallet = if person.has_wallet { t.text("wallet-known") } else { t.text("wallet-unknown") };
    let facts = vec![
        Fact::new(t.text("desk-column-birth-date"), t.date(person.birth_date)),
        Fact::new(t.text("desk-column-wallet"), wallet),
        Fact::new(t.text("candidate-since"), t.instant(person.created_at)),
    ];
    let document = |shown: &IdentityEvidence| {
        html! {
            <li>
                <span class="what">
                    { t.code("document-type-", shown.document_type.as_str()) }{ " · " }{ t.country(&shown.country) }
                    <small>{ t.code("assurance-", shown.assurance.as_str()) }</small>
                </span>
            </li>
        }
    };
    html! {
        <section class="card" aria-labelledby="identity">
            <h2 id="identity">{ t.text("candidate-identity") }</h2>
            <Facts {facts} />
            <h3>{ t.text("candidate-documents") }</h3>
            <ul class="units">{ for person.evidence.iter().map(document) }</ul>
            <p class="hint">{ t.text("candidate-logged") }</p>
        </section>
    }
}

fn assessments(t: &T, person: &Candidate) -> Html {
    let line = |one: &puente_wire::assessments::AssessmentSummary| {
        html! {
            <li key={one.id.clone()}>
                <span class="what">
                    <Link<StaffRoute> to={StaffRoute::Assessment { id: one.id.clone() }}>{ standard_line(t, &one.code, &one.title) }</Link<StaffRoute>>
                    <small>{ one.assessor_name.clone() }{ " · " }{ t.instant(one.updated_at) }</small>
                </span>
                { assessment_pill(t, one.state) }
            </li>
        }
    };
    html! {
        <section class="card" aria-labelledby="assessments-of">
            <h2 id="assessments-of">{ t.text("desk-assessments") }</h2>
            if person.assessments.is_empty() {
                <p class="muted">{ t.text("candidate-no-assessments") }</p>
            }
            <ul class="units">{ for person.assessments.iter().map(line) }</ul>
        </section>
    }
}

fn certificates(t: &T, person: &Candidate) -> Html {
    let line = |one: &puente_wire::certificates::CertificateSummary| {
        html! {
            <li key={one.id.clone()}>
                <span class="what">
                    <Link<StaffRoute> to={StaffRoute::Certificate { id: one.id.clone() }}>{ standard_line(t, &one.code, &one.title) }</Link<StaffRoute>>
                    <small>{ one.number.clone() }{ " · " }{ t.date(one.issued_on) }</small>
                </span>
                { certificate_pill(t, one.state) }
            </li>
        }
    };
    html! {
        <section class="card" aria-labelledby="certificates-of">
            <h2 id="certificates-of">{ t.text("desk-certificates") }</h2>
            if person.certificates.is_empty() {
                <p class="muted">{ t.text("candidate-no-certificates") }</p>
            }
            <ul class="units">{ for person.certificates.iter().map(line) }</ul>
        </section>
    }
}
