//! Recording what an organisation may certify.

use std::rc::Rc;

use puente_wire::administration::RecordAccreditation;
use puente_wire::standards::FrameworkList;
use puente_wire::workbench::Sector;
use yew::prelude::*;

use crate::api;
use crate::browser::page;
use crate::components::{Button, ErrorSummary, Field, Select};
use crate::hooks::{Form, field, use_form, use_query};
use crate::i18n::{T, use_t};

#[derive(Properties, PartialEq)]
pub(super) struct AccreditProps {
    pub(super) slug: AttrValue,
    pub(super) recorded: Callback<()>,
}

#[component]
pub(super) fn Accredit(props: &AccreditProps) -> Html {
    let t = use_t();
    let today = page::now().date_naive().to_string();
    let names = ["framework", "standard", "sector", "centre", "act", "act_url", "until"];
    let fields = names.into_iter().map(field).chain([field("from").starting(today)]).collect();
    let form = use_form("accredit", fields);
    let frameworks = use_query((), |()| api::standards::frameworks());
    let onsubmit = {
        let (form, t, slug, recorded) = (form.clone(), t.clone(), props.slug.clone(), props.recorded.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some(request) = complete(&form, &t) else { return };
            let (slug, recorded, once) = (slug.clone(), recorded.clone(), form.once());
            let sent = async move { api::administration::accredit(&slug, &request, &once).await };
            form.send(&t, sent, move |_| recorded.emit(()));
        })
    };
    html! {
        <section class="card" aria-labelledby="accredit-title">
            <h2 id="accredit-title">{ t.text("accredit-title") }</h2>
            <ErrorSummary form={form.clone()} />
            <form novalidate=true {onsubmit}>
                { frameworks.view(|found| choice(&t, &form, found)) }
                <Field form={form.clone()} name="standard" label={t.text("accredit-standard")} hint={t.text("accredit-standard-hint")} verbatim=true />
                <Select form={form.clone()} name="sector" label={t.text("accredit-sector")} hint={t.text("accredit-sector-hint")} options={sectors(&t)} none={t.text("accredit-sector-none")} />
                <Field form={form.clone()} name="centre" label={t.text("accredit-centre")} hint={t.text("accredit-centre-hint")} />
                <Field form={form.clone()} name="act" label={t.text("accredit-act")} hint={t.text("accredit-act-hint")} required=true />
                <Field form={form.clone()} name="act_url" label={t.text("accredit-act-url")} kind="url" hint={t.text("organisation-website-hint")} verbatim=true />
                <Field form={form.clone()} name="from" label={t.text("accredit-from")} kind="date" class="short" required=true />
                <Field form={form.clone()} name="until" label={t.text("accredit-until")} hint={t.text("accredit-until-hint")} kind="date" class="short" />
                <Button submit=true label={t.text("accredit-send")} busy={form.is_sending()} />
            </form>
        </section>
    }
}

fn choice(t: &T, form: &Form, found: &Rc<FrameworkList>) -> Html {
    let options: Vec<(AttrValue, AttrValue)> = found
        .frameworks
        .iter()
        .map(|one| {
            let says = format!("{} · {}", one.framework.body, one.framework.title.official_text());
            (one.framework.id.to_string().into(), says.into())
        })
        .collect();
    html! {
        <Select form={form.clone()} name="framework" label={t.text("accredit-framework")} {options} none={t.text("choose")} required=true />
    }
}

fn sectors(t: &T) -> Vec<(AttrValue, AttrValue)> {
    Sector::ALL.iter().map(|one| (one.as_str().into(), t.code("sector-", one.as_str()))).collect()
}

/// The request, or the refusal of what is missing.
fn complete(form: &Form, t: &T) -> Option<RecordAccreditation> {
    let mut wrong: Vec<_> = ["framework", "act", "from"]
        .into_iter()
        .filter(|name| form.given(name).is_none())
        .map(|name| (name, t.field_error("required")))
        .collect();
    let until = form.given("until").map(|until| until.parse());
    if until.as_ref().is_some_and(Result::is_err) {
        wrong.push(("until", t.field_error("malformed")));
    }
    if !wrong.is_empty() {
        form.refuse_fields(wrong);
        return None;
    }
    Some(RecordAccreditation {
        framework: form.given("framework")?,
        standard: form.given("standard"),
        sector: form.given("sector").and_then(|name| name.parse().ok()),
        centre: form.given("centre"),
        from: form.given("from")?.parse().ok()?,
        until: until.and_then(Result::ok),
        act: form.given("act")?,
        act_url: form.given("act_url"),
    })
}
