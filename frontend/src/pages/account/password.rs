//! Changing the password.

use puente_wire::accounts::ChangePassword;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::api;
use crate::components::{Button, ButtonKind, ErrorSummary, Field};
use crate::hooks::{Form, secret, use_form};
use crate::i18n::{T, use_t};
use crate::pages::login::explain;

#[component]
pub(super) fn Password() -> Html {
    let t = use_t();
    let form = use_form("password", vec![secret("current"), secret("new"), secret("again")]);
    let done = use_state(|| false);
    let onsubmit = {
        let (form, t, done) = (form.clone(), t.clone(), done.setter());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            done.set(false);
            if form.is_sending() || !is_complete(&form, &t) {
                return;
            }
            form.sending();
            let (form, t, done) = (form.clone(), t.clone(), done.clone());
            spawn_local(async move {
                let request = ChangePassword { current: form.value("current"), new: form.value("new") };
                match api::accounts::change_password(&request).await {
                    Ok(()) => {
                        form.clear();
                        done.set(true);
                    }
                    Err(failure) if failure.code() == Some("log-in-blocked") => form.refuse(explain(&t, &failure)),
                    Err(failure) => form.refuse_with(&t, &failure),
                }
            });
        })
    };
    html! {
        <section class="card" aria-labelledby="password-title">
            <h2 id="password-title">{ t.text("password-title") }</h2>
            <p role="status">{ done.then(|| t.text("password-changed")) }</p>
            <ErrorSummary form={form.clone()} />
            <form novalidate=true {onsubmit}>
                <Field form={form.clone()} name="current" label={t.text("password-current")} kind="password"
                    autocomplete="current-password" required=true />
                <Field form={form.clone()} name="new" label={t.text("password-new")} hint={t.text("password-hint")}
                    kind="password" autocomplete="new-password" required=true />
                <Field form={form.clone()} name="again" label={t.text("password-again")} kind="password"
                    autocomplete="new-password" required=true />
                <Button submit=true kind={ButtonKind::Quiet} label={t.text("password-change")} busy={form.is_sending()} />
            </form>
        </section>
    }
}

fn is_complete(form: &Form, t: &T) -> bool {
    let missing = ["current", "new", "again"].into_iter().filter(|name| form.value(name).is_empty());
    let mut wrong: Vec<_> = missing.map(|name| (name, t.field_error("required"))).collect();
    if wrong.is_empty() && form.value("new") != form.value("again") {
        wrong.push(("again", t.text("password-differs")));
    }
    let complete = wrong.is_empty();
    if !complete {
        form.refuse_fields(wrong);
    }
    complete
}
