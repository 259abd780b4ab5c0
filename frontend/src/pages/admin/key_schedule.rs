//! Every how many days the keys change by themselves.

use puente_wire::issuer_keys::KeySchedule as Request;
use yew::prelude::*;

use crate::api;
use crate::components::{Button, ButtonKind, ErrorSummary, Field};
use crate::hooks::{field, use_form};
use crate::i18n::use_t;

#[derive(Properties, PartialEq)]
pub(super) struct KeyScheduleProps {
    pub(super) slug: AttrValue,
    pub(super) days: Option<i32>,
    pub(super) saved: Callback<()>,
}

#[component]
pub(super) fn KeySchedule(props: &KeyScheduleProps) -> Html {
    let t = use_t();
    let days = props.days.map(|days| days.to_string()).unwrap_or_default();
    let form = use_form("key-schedule", vec![field("rotate_every_days").starting(days)]);
    let onsubmit = {
        let (form, t, slug, saved) = (form.clone(), t.clone(), props.slug.clone(), props.saved.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let days = form.given("rotate_every_days").map(|days| days.parse());
            if matches!(days, Some(Err(_))) {
                form.refuse_fields(vec![("rotate_every_days", t.field_error("out-of-range"))]);
                return;
            }
            let request = Request { rotate_every_days: days.and_then(Result::ok) };
            let (slug, saved) = (slug.clone(), saved.clone());
            let sent = async move { api::issuer_keys::schedule(&slug, &request).await };
            form.send(&t, sent, move |_| saved.emit(()));
        })
    };
    let now = match props.days {
        Some(days) => t.with("key-schedule-on", &[("days", days.into())]),
        None => t.text("key-schedule-off"),
    };
    html! {
        <form class="card" novalidate=true aria-labelledby="key-schedule-title" {onsubmit}>
            <h3 id="key-schedule-title">{ t.text("key-schedule-title") }</h3>
            <p role="status">{ now }</p>
            <ErrorSummary form={form.clone()} />
            <Field form={form.clone()} name="rotate_every_days" label={t.text("key-schedule-days")} hint={t.text("key-schedule-hint")} kind="number" inputmode="numeric" class="short" />
            <Button submit=true kind={ButtonKind::Quiet} label={t.text("save")} busy={form.is_sending()} />
        </form>
    }
}
