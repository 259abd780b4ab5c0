//! Registering a person.

use chrono::NaiveDate;
use puente_wire::people::{Assurance, CandidateSummary, DocumentType, NewCandidate, NewEvidence};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

use super::DeskTabs;
use crate::api::{self, Failure};
use crate::components::{Band, Button, ErrorSummary, Field, Radios, RouteLink, Select, Tone};
use crate::hooks::{Form, field, secret, use_form};
use crate::i18n::{T, use_t};
use crate::layout::Page;
use crate::place::use_place;
use crate::routes::staff::StaffRoute;

/// Countries whose documents are offered; the institution's own comes first.
const COUNTRIES: [&str; 17] =
    ["CO", "VE", "EC", "PE", "MX", "BO", "BR", "CL", "AR", "PY", "UY", "PA", "CR", "CU", "DO", "HT", "GT"];

#[component]
pub fn Register() -> Html {
    let t = use_t();
    let place = use_place();
    let navigator = use_navigator();
    let same = use_state(|| None::<CandidateSummary>);
    let fields = vec![
        field("name"),
        field("birth_date"),
        field("evidence.document_type"),
        field("evidence.country").starting(place.country.clone()),
        secret("evidence.number"),
        field("evidence.assurance").starting(Assurance::Seen.as_str()),
    ];
    let form = use_form("register", fields);
    let onsubmit = {
        let (form, t, org, same) = (form.clone(), t.clone(), place.organisation.clone(), same.setter());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some(new) = read(&form, &t).filter(|_| !form.is_sending()) else { return };
            form.sending();
            let (form, t, org, same, navigator) =
                (form.clone(), t.clone(), org.clone(), same.clone(), navigator.clone());
            spawn_local(async move {
                match api::desk::register(&org, &new, &form.once()).await {
                    Ok(person) => {
                        form.clear();
                        if let Some(navigator) = navigator {
                            navigator.push(&StaffRoute::Candidate { id: person.id });
                        }
                    }
                    Err(failure) => {
                        same.set(same_document(&failure));
                        form.refuse_with(&t, &failure);
                    }
                }
            });
        })
    };
    html! {
        <Page title={t.text("candidate-register")} lead={t.text("register-lead")} back={html! { <DeskTabs /> }}>
            <ErrorSummary form={form.clone()} />
            <div>{ for same.as_ref().map(|person| same_person(&t, person)) }</div>
            <form class="card form" novalidate=true {onsubmit}>
                <Field form={form.clone()} name="name" label={t.text("person-name")} hint={t.text("person-name-hint")} required=true />
                <Field form={form.clone()} name="birth_date" kind="date" class="short" label={t.text("person-birth-date")} required=true />
                <h2>{ t.text("register-document") }</h2>
                <p class="muted">{ t.text("register-document-text") }</p>
                <Select form={form.clone()} name="evidence.document_type" label={t.text("document-kind")} none={t.text("desk-choose")}
                    options={documents(&t)} required=true />
                <Select form={form.clone()} name="evidence.country" label={t.text("document-issued-in")}
                    options={COUNTRIES.iter().map(|code| (AttrValue::from(*code), t.country(code))).collect::<Vec<_>>()} required=true />
                <Field form={form.clone()} name="evidence.number" class="short" verbatim=true label={t.text("number-of-document")}
                    hint={t.text("number-of-document-hint")} required=true />
                <Radios form={form.clone()} name="evidence.assurance" label={t.text("assurance-question")} options={assurances(&t)} />
                <div class="actions">
                    <Button submit=true label={t.text("candidate-save")} busy={form.is_sending()} />
                    <RouteLink<StaffRoute> to={StaffRoute::Candidates} class="btn quiet">{ t.text("cancel") }</RouteLink<StaffRoute>>
                </div>
            </form>
        </Page>
    }
}

fn documents(t: &T) -> Vec<(AttrValue, AttrValue)> {
    let words = |kind: &DocumentType| (AttrValue::from(kind.as_str()), t.code("document-type-", kind.as_str()));
    DocumentType::ALL.iter().map(words).collect()
}

fn assurances(t: &T) -> Vec<(AttrValue, AttrValue, Option<AttrValue>)> {
    let words = |level: &Assurance| {
        let more = t.code("assurance-more-", level.as_str());
        (AttrValue::from(level.as_str()), t.code("assurance-", level.as_str()), Some(more))
    };
    [Assurance::Seen, Assurance::Verified, Assurance::Declared].iter().map(words).collect()
}

/// What was typed, or the messages of what is missing.
fn read(form: &Form, t: &T) -> Option<NewCandidate> {
    let mut wrong = Vec::new();
    let mut needed = |name: &'static str| {
        let given = form.given(name);
        if given.is_none() {
            wrong.push((name, t.field_error("required")));
        }
        given.unwrap_or_default()
    };
    let name = needed("name");
    let birth_date = needed("birth_date");
    let kind = needed("evidence.document_type");
    let country = needed("evidence.country");
    let number = needed("evidence.number");
    let birth_date: Option<NaiveDate> = birth_date.parse().ok();
    if birth_date.is_none() && !wrong.iter().any(|(field, _)| *field == "birth_date") {
        wrong.push(("birth_date", t.field_error("malformed")));
    }
    let (Some(birth_date), Ok(document_type), true) = (birth_date, kind.parse(), wrong.is_empty()) else {
        form.refuse_fields(wrong);
        return None;
    };
    let assurance = form.value("evidence.assurance").parse().unwrap_or(Assurance::Declared);
    let evidence = NewEvidence { document_type, country, number, assurance };
    Some(NewCandidate { name, birth_date, evidence, wallet: None })
}

fn same_document(failure: &Failure) -> Option<CandidateSummary> {
    let Failure::Problem(problem) = failure else { return None };
    (problem.code == "same-document").then(|| problem.current.clone())?.and_then(|who| serde_json::from_value(who).ok())
}

/// The one who showed this document before.
fn same_person(t: &T, person: &CandidateSummary) -> Html {
    html! {
        <Band tone={Tone::Info} said={person.name.clone()}>
            <p>{ t.with("register-born", &[("day", t.date(person.birth_date).as_str().into())]) }</p>
            <p><RouteLink<StaffRoute> to={StaffRoute::Candidate { id: person.id.clone() }}>{ t.text("register-open-same") }</RouteLink<StaffRoute>></p>
        </Band>
    }
}
