//! Beginning a draft from the newest published version.

use puente_wire::frameworks::{FrameworkId, NewFrameworkDraft};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

use crate::api;
use crate::browser::page;
use crate::components::{Button, ButtonKind, ErrorSummary, Field};
use crate::hooks::{field, use_form};
use crate::i18n::use_t;
use crate::place::use_place;
use crate::routes::staff::StaffRoute;

#[derive(Properties, PartialEq)]
pub(in crate::pages::workbench) struct StartDraftProps {
    pub(in crate::pages::workbench) framework: FrameworkId,
}

/// A button; pressed, it asks what the version is to be called.
#[component]
pub(in crate::pages::workbench) fn StartDraft(props: &StartDraftProps) -> Html {
    let t = use_t();
    let open = use_state(|| false);
    let toggle = {
        let open = open.clone();
        Callback::from(move |()| open.set(!*open))
    };
    html! {
        <div>
            if *open {
                <Naming framework={props.framework.clone()} close={toggle} />
            } else {
                <div class="actions above"><Button label={t.text("draft-start")} onclick={toggle} /></div>
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct NamingProps {
    framework: FrameworkId,
    close: Callback<()>,
}

#[component]
fn Naming(props: &NamingProps) -> Html {
    let t = use_t();
    let org = use_place().organisation;
    let navigator = use_navigator();
    let name = format!("draft-start-{}", props.framework);
    let form = use_form(name, vec![field("label").starting(page::today().to_string())]);
    {
        let id = form.id("label");
        use_effect_with((), move |()| page::focus(&id));
    }
    let onsubmit = {
        let (form, t, framework) = (form.clone(), t.clone(), props.framework.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some(label) = form.given("label") else {
                form.refuse_fields(vec![("label", t.field_error("required"))]);
                return;
            };
            if form.is_sending() {
                return;
            }
            form.sending();
            let new = NewFrameworkDraft { framework: framework.clone(), label };
            let (form, t, org, navigator) = (form.clone(), t.clone(), org.clone(), navigator.clone());
            spawn_local(async move {
                match api::frameworks::start(&org, &new, &form.once()).await {
                    Ok(draft) => {
                        form.clear();
                        if let Some(navigator) = navigator {
                            navigator.push(&StaffRoute::FrameworkDraft { id: draft.id });
                        }
                    }
                    Err(why) if why.code() == Some("already-exists") => {
                        form.refuse_fields(vec![("label", t.text("draft-label-taken"))]);
                    }
                    Err(why) => form.refuse_with(&t, &why),
                }
            });
        })
    };
    html! {
        <section class="card" aria-labelledby="draft-start">
            <h2 id="draft-start">{ t.text("draft-start") }</h2>
            <p>{ t.text("draft-start-text") }</p>
            <ErrorSummary form={form.clone()} />
            <form novalidate=true {onsubmit}>
                <Field form={form.clone()} name="label" label={t.text("import-label")} hint={t.text("draft-label-hint")} required=true class={classes!("narrow")} />
                <div class="actions">
                    <Button submit=true label={t.text("draft-start-yes")} busy={form.is_sending()} />
                    <Button kind={ButtonKind::Quiet} label={t.text("cancel")} onclick={props.close.clone()} />
                </div>
            </form>
        </section>
    }
}
