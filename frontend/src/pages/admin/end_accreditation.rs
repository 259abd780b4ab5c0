//! Ending an accreditation: when, and why.

use puente_wire::administration::{EndAccreditation, RecordedAccreditation};
use yew::prelude::*;

use crate::api;
use crate::browser::page;
use crate::components::{Confirm, ErrorSummary, Field, TextArea};
use crate::hooks::{Form, field, use_form};
use crate::i18n::{T, use_t};

#[derive(Properties, PartialEq)]
pub(super) struct EndAccreditationDialogProps {
    pub(super) slug: AttrValue,
    pub(super) accreditation: RecordedAccreditation,
    pub(super) close: Callback<()>,
    pub(super) ended: Callback<()>,
}

#[component]
pub(super) fn EndAccreditationDialog(props: &EndAccreditationDialogProps) -> Html {
    let t = use_t();
    let today = page::now().date_naive().to_string();
    let form = use_form("end-accreditation", vec![field("last_day").starting(today), field("reason")]);
    let on_yes = {
        let (form, t, slug) = (form.clone(), t.clone(), props.slug.clone());
        let (id, ended) = (props.accreditation.id.clone(), props.ended.clone());
        Callback::from(move |()| {
            let Some(request) = complete(&form, &t) else { return };
            let (slug, id, ended) = (slug.clone(), id.clone(), ended.clone());
            let sent = async move { api::administration::end_accreditation(&slug, &id, &request).await };
            form.send(&t, sent, move |_| ended.emit(()));
        })
    };
    html! {
        <Confirm title={t.text("accreditation-end-title")} yes={t.text("accreditation-end")} {on_yes} on_no={props.close.clone()} busy={form.is_sending()}>
            <p>{ t.text("accreditation-end-text") }</p>
            <ErrorSummary form={form.clone()} />
            <Field form={form.clone()} name="last_day" label={t.text("accreditation-last-day")} kind="date" class="short" required=true />
            <TextArea form={form.clone()} name="reason" label={t.text("accreditation-reason")} rows=3 required=true />
        </Confirm>
    }
}

fn complete(form: &Form, t: &T) -> Option<EndAccreditation> {
    let last_day = form.given("last_day").and_then(|day| day.parse().ok());
    let reason = form.given("reason");
    let wrong: Vec<_> = [("last_day", last_day.is_none()), ("reason", reason.is_none())]
        .into_iter()
        .filter(|(_, missing)| *missing)
        .map(|(name, _)| (name, t.field_error("required")))
        .collect();
    if !wrong.is_empty() {
        form.refuse_fields(wrong);
        return None;
    }
    Some(EndAccreditation { last_day: last_day?, reason: reason? })
}
