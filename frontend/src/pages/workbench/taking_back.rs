//! Taking a published decision back: part of the form for its next version.

use puente_wire::workbench::{DecisionDraft, Withdrawal};
use yew::prelude::*;

use super::decision_form::text_of;
use crate::components::{Checkbox, Field, TextArea};
use crate::hooks::Form;
use crate::i18n::use_t;

#[derive(Properties, PartialEq)]
pub(super) struct TakingBackProps {
    pub(super) form: Form,
}

/// Taking the decision back; none while no day is given.
pub(super) fn withdrawal(form: &Form, country: &str, before: Option<&DecisionDraft>) -> Option<Withdrawal> {
    let before = before.and_then(|before| before.withdrawal.as_ref()).map(|withdrawal| &withdrawal.reason);
    Some(Withdrawal {
        from: form.given("withdrawn_from")?.parse().ok()?,
        retroactive: form.value("withdrawn_always") == "yes",
        reason: text_of(&form.value("withdrawn_why"), country, before.map(std::slice::from_ref).unwrap_or_default()),
    })
}

/// Taking a published decision back, in its next version.
#[component]
pub(super) fn TakingBack(props: &TakingBackProps) -> Html {
    let t = use_t();
    let form = &props.form;
    html! {
        <fieldset>
            <legend>{ t.text("decision-withdrawal") }</legend>
            <Field form={form.clone()} name="withdrawn_from" kind="date" label={t.text("decision-withdrawn-from")} hint={t.text("decision-withdrawn-hint")} class={classes!("short")} />
            <TextArea form={form.clone()} name="withdrawn_why" label={t.text("decision-reason")} rows=3 />
            <Checkbox form={form.clone()} name="withdrawn_always" label={t.text("decision-withdrawn-always")} />
        </fieldset>
    }
}
