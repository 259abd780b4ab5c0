//! Writing a legal basis.

use puente_wire::workbench::{ActHead, Bloc, Country, LegalBasisAct, LegalBasisDraft};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::api;
use crate::components::{Button, ErrorSummary, Field, Select};
use crate::hooks::{Form, field, use_form, use_query};
use crate::i18n::{T, use_t};
use crate::pages::admin::COUNTRIES;
use crate::pages::workbench::agreement_form::Ticks;
use crate::pages::workbench::decision_form::text_of;
use crate::place::use_place;

#[derive(Properties, PartialEq)]
pub(super) struct LegalBasisFormProps {
    /// The version that is edited; absent: a new one.
    pub(super) act: Option<LegalBasisAct>,
    pub(super) saved: Callback<ActHead>,
}

const FIELDS: [&str; 7] = ["title", "subject", "bloc", "countries", "from", "until", "source"];

#[component]
pub(super) fn LegalBasisForm(props: &LegalBasisFormProps) -> Html {
    let t = use_t();
    let place = use_place();
    let form = use_basis_form(props.act.as_ref());
    let onsubmit = {
        let (form, t, act, saved) = (form.clone(), t.clone(), props.act.clone(), props.saved.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let draft = complete(&form, &t, &place.country, act.as_ref()).filter(|_| !form.is_sending());
            let Some(draft) = draft else { return };
            form.sending();
            let (form, t, org, act, saved) =
                (form.clone(), t.clone(), place.organisation.clone(), act.clone(), saved.clone());
            spawn_local(async move {
                let answer = match act {
                    Some(act) => {
                        api::workbench::edit::<LegalBasisAct>(&org, &act.head.id, act.head.revision, draft).await
                    }
                    None => api::workbench::draft::<LegalBasisAct>(&org, &draft, &form.once()).await,
                };
                match answer {
                    Ok(act) => {
                        form.clear();
                        saved.emit(act.head);
                    }
                    Err(failure) => form.refuse_with(&t, &failure),
                }
            });
        })
    };
    html! {
        <section class="card">
            <ErrorSummary form={form.clone()} />
            <form novalidate=true {onsubmit}>
                <BasisFields form={form.clone()} />
                <Button submit=true label={t.text("save-draft")} busy={form.is_sending()} />
            </form>
        </section>
    }
}

#[hook]
fn use_basis_form(act: Option<&LegalBasisAct>) -> Form {
    let basis = act.map(|act| &act.legal_basis);
    let value = |name: &str| -> String {
        let Some(basis) = basis else { return String::new() };
        match name {
            "title" => basis.title.official_text().to_owned(),
            "subject" => basis.subject.as_ref().map(|subject| subject.official_text().to_owned()).unwrap_or_default(),
            "bloc" => basis.bloc.clone().unwrap_or_default(),
            "countries" => basis.countries.iter().map(Country::as_str).collect::<Vec<_>>().join(","),
            "from" => basis.from.map(|day| day.to_string()).unwrap_or_default(),
            "until" => basis.until.map(|day| day.to_string()).unwrap_or_default(),
            _ => basis.source.clone(),
        }
    };
    let name = act.map_or_else(|| "basis-new".to_owned(), |act| format!("basis-{}-{}", act.head.id, act.head.revision));
    use_form(name, FIELDS.into_iter().map(|name| field(name).starting(value(name))).collect())
}

#[derive(Properties, PartialEq)]
struct FieldsProps {
    form: Form,
}

#[component]
fn BasisFields(props: &FieldsProps) -> Html {
    let t = use_t();
    let form = &props.form;
    let known = use_query((), |()| api::workbench::legal_bases());
    let bloc =
        |one: &Bloc| (AttrValue::from(one.id.clone()), AttrValue::from(one.title.read_in(t.locale().tag()).to_owned()));
    let blocs: Vec<_> = known.ready().map(|all| all.blocs.iter().map(bloc).collect()).unwrap_or_default();
    let countries: Vec<_> = COUNTRIES.iter().map(|code| ((*code).to_owned(), t.country(code).to_string())).collect();
    html! {
        <div>
            <Field form={form.clone()} name="title" label={t.text("basis-name")} required=true />
            <Field form={form.clone()} name="subject" label={t.text("basis-subject")} />
            <Select form={form.clone()} name="bloc" label={t.text("basis-bloc")} hint={t.text("basis-bloc-hint")} options={blocs} none={t.text("basis-no-bloc")} />
            <Ticks form={form.clone()} name="countries" label={t.text("basis-countries")} hint={t.text("basis-countries-hint")} options={countries} />
            <Field form={form.clone()} name="from" kind="date" label={t.text("bloc-member-from")} hint={t.text("leave-blank-open")} class={classes!("short")} />
            <Field form={form.clone()} name="until" kind="date" label={t.text("bloc-member-until")} hint={t.text("leave-blank-open")} class={classes!("short")} />
            <Field form={form.clone()} name="source" label={t.text("source")} hint={t.text("source-hint")} required=true />
        </div>
    }
}

fn complete(form: &Form, t: &T, country: &str, act: Option<&LegalBasisAct>) -> Option<LegalBasisDraft> {
    let missing: Vec<_> = ["title", "source"]
        .into_iter()
        .filter(|name| form.given(name).is_none())
        .map(|name| (name, t.field_error("required")))
        .collect();
    if !missing.is_empty() {
        form.refuse_fields(missing);
        return None;
    }
    let before = act.map(|act| &act.legal_basis);
    let titles: Vec<_> = before.map(|basis| basis.title.clone()).into_iter().collect();
    let subjects: Vec<_> = before.and_then(|basis| basis.subject.clone()).into_iter().collect();
    let day = |name: &str| form.given(name).and_then(|day| day.parse().ok());
    Some(LegalBasisDraft {
        title: text_of(&form.given("title")?, country, &titles),
        subject: form.given("subject").map(|text| text_of(&text, country, &subjects)),
        bloc: form.given("bloc"),
        countries: form.value("countries").split(',').filter_map(|one| one.parse().ok()).collect(),
        from: day("from"),
        until: day("until"),
        source: form.given("source")?,
    })
}
