//! What is said of a row.

use puente_wire::crosswalks::MappingComment;
use yew::prelude::*;

use crate::api;
use crate::components::{Button, ButtonKind, ErrorSummary, TextArea};
use crate::hooks::{field, use_form};
use crate::i18n::{T, use_t};
use crate::place::use_place;

#[derive(Properties, PartialEq)]
pub(super) struct CommentsProps {
    pub(super) crosswalk: String,
    pub(super) row: String,
    /// Oldest first.
    pub(super) said: Vec<MappingComment>,
}

#[component]
pub(super) fn Comments(props: &CommentsProps) -> Html {
    let t = use_t();
    let place = use_place();
    let form = use_form(format!("comment-{}", props.row), vec![field("text")]);
    // What was written here, until the queue is read again.
    let written = use_state(Vec::<MappingComment>::new);
    let onsubmit = {
        let (form, t, org) = (form.clone(), t.clone(), place.organisation);
        let (id, row, written) = (props.crosswalk.clone(), props.row.clone(), written.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some(text) = form.given("text") else {
                form.refuse_fields(vec![("text", t.field_error("required"))]);
                return;
            };
            let (org, id, row, written, once) = (org.clone(), id.clone(), row.clone(), written.clone(), form.once());
            let sent = async move { api::workbench::comment(&org, &id, &row, &text, &once).await };
            form.send(&t, sent, move |comment| written.set([(*written).clone(), vec![comment]].concat()));
        })
    };
    let known = |one: &&MappingComment| props.said.iter().all(|said| said.id != one.id);
    let all = props.said.iter().chain(written.iter().filter(known));
    html! {
        <section aria-label={t.text("comments-title")}>
            <h3>{ t.text("comments-title") }</h3>
            <ul class="plain thread">{ for all.map(|one| line(&t, one)) }</ul>
            <form novalidate=true {onsubmit}>
                <ErrorSummary form={form.clone()} />
                <TextArea form={form.clone()} name="text" label={t.text("comment-new")} rows=2 />
                <div class="actions">
                    <Button submit=true small=true kind={ButtonKind::Quiet} label={t.text("comment-send")} busy={form.is_sending()} />
                </div>
            </form>
        </section>
    }
}

fn line(t: &T, one: &MappingComment) -> Html {
    html! {
        <li key={one.id.clone()}>
            <b>{ one.author.clone() }</b>{ " · " }<small class="hint">{ t.instant(one.written_at) }</small>
            <p>{ one.text.clone() }</p>
        </li>
    }
}
