//! A reviewer does not agree with a row, and says why.

use puente_wire::workbench::{MappingRow, Review};
use yew::prelude::*;

use crate::api::{self, Failure};
use crate::components::{Button, ButtonKind, ErrorSummary, TextArea};
use crate::hooks::{field, use_form};
use crate::i18n::use_t;
use crate::place::use_place;

#[derive(Properties, PartialEq)]
pub(super) struct DisagreeProps {
    pub(super) crosswalk: String,
    pub(super) row: MappingRow,
    pub(super) done: Callback<Result<(), Failure>>,
    pub(super) close: Callback<()>,
}

#[component]
pub(super) fn Disagree(props: &DisagreeProps) -> Html {
    let t = use_t();
    let place = use_place();
    let form = use_form(format!("disagree-{}", props.row.id), vec![field("note")]);
    let onsubmit = {
        let (form, t, org) = (form.clone(), t.clone(), place.organisation);
        let (id, row, done) = (props.crosswalk.clone(), props.row.clone(), props.done.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some(note) = form.given("note") else {
                form.refuse_fields(vec![("note", t.field_error("required"))]);
                return;
            };
            let (org, id, row, done) = (org.clone(), id.clone(), row.clone(), done.clone());
            let sent = async move {
                let review = Review { revision: row.revision, agree: false, note: Some(note) };
                api::workbench::review_mapping(&org, &id, &row.id, &review).await
            };
            form.send(&t, sent, move |_| done.emit(Ok(())));
        })
    };
    html! {
        <section class="card" aria-labelledby="disagree-title">
            <h2 id="disagree-title">{ t.text("review-disagree") }</h2>
            <ErrorSummary form={form.clone()} />
            <form novalidate=true {onsubmit}>
                <TextArea form={form.clone()} name="note" label={t.text("review-note")} required=true />
                <div class="actions">
                    <Button submit=true label={t.text("review-disagree")} busy={form.is_sending()} />
                    <Button kind={ButtonKind::Quiet} label={t.text("cancel")} onclick={props.close.clone()} />
                </div>
            </form>
        </section>
    }
}
