//! Writing a bloc.

use puente_wire::problem::FieldError;
use puente_wire::workbench::{ActHead, BlocAct, BlocDraft};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::members::{self, Line, Members};
use crate::api::{self, Failure};
use crate::components::{Button, ErrorSummary, Field};
use crate::hooks::{Form, field, use_form};
use crate::i18n::{T, use_t};
use crate::pages::workbench::decision_form::text_of;
use crate::place::use_place;

#[derive(Properties, PartialEq)]
pub(super) struct BlocFormProps {
    /// The version that is edited; absent: a new bloc.
    pub(super) act: Option<BlocAct>,
    pub(super) saved: Callback<ActHead>,
}

#[component]
pub(super) fn BlocForm(props: &BlocFormProps) -> Html {
    let t = use_t();
    let place = use_place();
    let form = use_bloc_form(props.act.as_ref());
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
                    Some(act) => api::workbench::edit::<BlocAct>(&org, &act.head.id, act.head.revision, draft).await,
                    None => api::workbench::draft::<BlocAct>(&org, &draft, &form.once()).await,
                };
                match answer {
                    Ok(act) => {
                        form.clear();
                        saved.emit(act.head);
                    }
                    Err(failure) => refuse(&t, &form, &failure),
                }
            });
        })
    };
    html! {
        <section class="card">
            <ErrorSummary form={form.clone()} />
            <form novalidate=true {onsubmit}>
                <Field form={form.clone()} name="title" label={t.text("bloc-name")} required=true />
                <Members form={form.clone()} />
                <Button submit=true label={t.text("save-draft")} busy={form.is_sending()} />
            </form>
        </section>
    }
}

#[hook]
fn use_bloc_form(act: Option<&BlocAct>) -> Form {
    let bloc = act.map(|act| &act.bloc);
    let title = bloc.map(|bloc| bloc.title.official_text().to_owned()).unwrap_or_default();
    let lines: Vec<Line> = bloc.map(|bloc| bloc.memberships.iter().map(Line::from).collect()).unwrap_or_default();
    let name = act.map_or_else(|| "bloc-new".to_owned(), |act| format!("bloc-{}-{}", act.head.id, act.head.revision));
    use_form(name, vec![field("title").starting(title), field(members::NAME).starting(members::render(&lines))])
}

fn complete(form: &Form, t: &T, country: &str, act: Option<&BlocAct>) -> Option<BlocDraft> {
    let mut wrong = Vec::new();
    let title = form.given("title");
    if title.is_none() {
        wrong.push(("title", t.field_error("required")));
    }
    let memberships = members::read(form);
    match &memberships {
        Ok(all) if all.is_empty() => wrong.push((members::NAME, t.field_error("required"))),
        Ok(_) => {}
        Err(number) => wrong.push((members::NAME, t.with("bloc-member-incomplete", &[("n", (*number).into())]))),
    }
    if !wrong.is_empty() {
        form.refuse_fields(wrong);
        return None;
    }
    let before: Vec<_> = act.map(|act| act.bloc.title.clone()).into_iter().collect();
    Some(BlocDraft { title: text_of(&title?, country, &before), memberships: memberships.ok()? })
}

/// A wrong line is named by its number.
fn refuse(t: &T, form: &Form, failure: &Failure) {
    let line = |error: &FieldError| error.field.strip_prefix("memberships[")?.split(']').next()?.parse::<usize>().ok();
    let errors = match failure {
        Failure::Problem(problem) => problem.errors.as_slice(),
        _ => &[],
    };
    match errors.iter().find_map(|error| Some((line(error)?, error))) {
        Some((at, error)) => {
            let message =
                format!("{}: {}", t.with("bloc-member-number", &[("n", (at + 1).into())]), t.field_error(&error.code));
            form.refuse_fields(vec![(members::NAME, message.into())]);
        }
        None => form.refuse_with(t, failure),
    }
}
