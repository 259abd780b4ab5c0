//! Registering an organisation with its first administrator.

use puente_wire::administration::RegisterOrganisation;
use puente_wire::members::IssuedInvitation;
use puente_wire::session::OrganisationKind;
use yew::prelude::*;

use crate::api;
use crate::components::{Button, ErrorSummary, Field, Select};
use crate::hooks::{Form, field, use_form};
use crate::i18n::{T, use_t};
use crate::pages::settings::Issued;

/// Countries of the region, in the order of their codes.
pub(in crate::pages) const COUNTRIES: [&str; 25] = [
    "AR", "BO", "BR", "CL", "CO", "CR", "CU", "DO", "EC", "ES", "GT", "GY", "HN", "HT", "MX", "NI", "PA", "PE", "PT",
    "PY", "SR", "SV", "US", "UY", "VE",
];

#[derive(Properties, PartialEq)]
pub(super) struct RegisterProps {
    pub(super) registered: Callback<()>,
}

#[component]
pub(super) fn Register(props: &RegisterProps) -> Html {
    let t = use_t();
    let names = ["name", "slug", "country", "kind", "contact", "website", "admin_name", "admin_login"];
    let form = use_form("register", names.into_iter().map(field).collect());
    let issued = use_state(|| None::<IssuedInvitation>);
    let onsubmit = {
        let (form, t, issued, registered) = (form.clone(), t.clone(), issued.setter(), props.registered.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some(request) = complete(&form, &t) else { return };
            let (issued, registered, once) = (issued.clone(), registered.clone(), form.once());
            let sent = async move { api::administration::register(&request, &once).await };
            form.send(&t, sent, move |made| {
                issued.set(Some(made.invitation));
                registered.emit(());
            });
        })
    };
    html! {
        <section class="card" aria-labelledby="register-title">
            <h2 id="register-title">{ t.text("register-title") }</h2>
            <div role="status">{ for issued.iter().map(|made| html! { <Issued made={made.clone()} /> }) }</div>
            <ErrorSummary form={form.clone()} />
            <form novalidate=true {onsubmit}>
                <OrganisationFields form={form.clone()} />
                <Field form={form.clone()} name="admin_name" label={t.text("register-admin-name")} required=true />
                <Field form={form.clone()} name="admin_login" label={t.text("register-admin-login")} kind="email"
                    inputmode="email" required=true verbatim=true />
                <Button submit=true label={t.text("register-send")} busy={form.is_sending()} />
            </form>
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct OrganisationFieldsProps {
    form: Form,
}

#[component]
fn OrganisationFields(props: &OrganisationFieldsProps) -> Html {
    let t = use_t();
    let form = &props.form;
    let countries: Vec<_> = COUNTRIES.iter().map(|code| (AttrValue::Static(code), t.country(code))).collect();
    let kinds: Vec<_> = OrganisationKind::ALL
        .into_iter()
        .filter(|kind| *kind != OrganisationKind::Operator)
        .map(|kind| (AttrValue::Static(kind.as_str()), t.code("organisation-kind-", kind.as_str())))
        .collect();
    html! {
        <div>
            <Field form={form.clone()} name="name" label={t.text("organisation-name")} required=true />
            <Field form={form.clone()} name="slug" label={t.text("organisation-slug")} hint={t.text("organisation-slug-hint")}
                required=true verbatim=true />
            <Select form={form.clone()} name="country" label={t.text("country-label")} options={countries}
                none={t.text("choose")} required=true />
            <Select form={form.clone()} name="kind" label={t.text("organisation-kind")} options={kinds}
                none={t.text("choose")} required=true />
            <Field form={form.clone()} name="contact" label={t.text("organisation-contact")} hint={t.text("optional")} />
            <Field form={form.clone()} name="website" label={t.text("organisation-website")} kind="url"
                hint={t.text("organisation-website-hint")} verbatim=true />
        </div>
    }
}

/// The request, or the refusal of what is missing.
fn complete(form: &Form, t: &T) -> Option<RegisterOrganisation> {
    let missing: Vec<_> = ["name", "slug", "country", "kind", "admin_name", "admin_login"]
        .into_iter()
        .filter(|name| form.given(name).is_none())
        .map(|name| (name, t.field_error("required")))
        .collect();
    if !missing.is_empty() {
        form.refuse_fields(missing);
        return None;
    }
    let text = |name: &str| form.given(name).unwrap_or_default();
    Some(RegisterOrganisation {
        slug: text("slug"),
        name: text("name"),
        country: text("country"),
        kind: text("kind").parse().ok()?,
        contact: text("contact"),
        website: text("website"),
        admin_login: text("admin_login"),
        admin_name: text("admin_name"),
    })
}
