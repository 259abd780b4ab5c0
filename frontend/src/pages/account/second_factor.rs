//! Codes from the phone: adding them, and taking them away.

use puente_wire::accounts::{ConfirmSecondFactor, RemoveSecondFactor, SecondFactorOffer, StartSecondFactor};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::api::{self, Failure};
use crate::components::{Button, ButtonKind, CopyButton, ErrorSummary, Field, Pill, Qr, Tone};
use crate::hooks::{Form, secret, use_form};
use crate::i18n::{T, use_t};
use crate::pages::login::explain;
use crate::session::use_session;

#[derive(Properties, PartialEq)]
pub(super) struct SecondFactorProps {
    /// Whether the account has one.
    pub(super) totp: bool,
    /// Whether an organisation for which the person signs asks for one.
    pub(super) required: bool,
    /// Whether this session passed it.
    pub(super) passed: bool,
}

#[component]
pub(super) fn SecondFactor(props: &SecondFactorProps) -> Html {
    let t = use_t();
    let (tone, state) = match (props.totp, props.required) {
        (true, _) => (Tone::Ok, t.text("second-factor-on")),
        (false, true) => (Tone::Note, t.text("second-factor-missing")),
        (false, false) => (Tone::Past, t.text("second-factor-off")),
    };
    html! {
        <section class="card" aria-labelledby="second-factor-title">
            <h2 id="second-factor-title">{ t.text("second-factor-title") }</h2>
            <p><Pill {tone} label={state} /></p>
            <p>{ t.text("second-factor-text") }</p>
            <p>{ (props.totp && !props.passed).then(|| t.text("second-factor-log-in-again")) }</p>
            <div key={props.totp.to_string()}>
                if props.totp { <Remove /> } else { <Add /> }
            </div>
        </section>
    }
}

/// Password, then QR and code.
#[component]
fn Add() -> Html {
    let t = use_t();
    let who = use_session();
    let form = use_form("second-factor", vec![secret("password"), secret("code")]);
    let offer = use_state(|| None::<SecondFactorOffer>);
    let onsubmit = {
        let (form, t, offer, refresh) = (form.clone(), t.clone(), offer.clone(), who.refresh.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let asked: &[&'static str] = if offer.is_some() { &["code"] } else { &["password"] };
            if form.is_sending() || !is_complete(&form, &t, asked) {
                return;
            }
            form.sending();
            let (form, t, offer, refresh) = (form.clone(), t.clone(), offer.clone(), refresh.clone());
            spawn_local(async move {
                let result = match &*offer {
                    None => start(&form, &offer).await,
                    Some(made) => confirm(&form, made, &refresh).await,
                };
                if let Err(failure) = result {
                    if failure.code() == Some("enrolment-ended") {
                        offer.set(None);
                    }
                    refuse(&form, &t, &failure);
                }
            });
        })
    };
    html! {
        <>
            <ErrorSummary form={form.clone()} />
            <form novalidate=true {onsubmit}>
                <div>
                    if let Some(offer) = &*offer {
                        <Confirm form={form.clone()} offer={offer.clone()} />
                    } else {
                        <Field form={form.clone()} name="password" label={t.text("password-label")}
                            hint={t.text("second-factor-why-password")} kind="password" autocomplete="current-password" required=true />
                        <Button submit=true kind={ButtonKind::Quiet} label={t.text("second-factor-add")} busy={form.is_sending()} />
                    }
                </div>
            </form>
        </>
    }
}

async fn start(form: &Form, offer: &UseStateHandle<Option<SecondFactorOffer>>) -> Result<(), Failure> {
    let request = StartSecondFactor { password: form.value("password") };
    let made = api::accounts::offer_second_factor(&request).await?;
    form.clear();
    offer.set(Some(made));
    Ok(())
}

async fn confirm(form: &Form, offer: &SecondFactorOffer, refresh: &Callback<()>) -> Result<(), Failure> {
    let request = ConfirmSecondFactor { enrolment: offer.enrolment.clone(), code: form.value("code") };
    api::accounts::confirm_second_factor(&request).await?;
    form.clear();
    refresh.emit(());
    Ok(())
}

#[derive(Properties, PartialEq)]
struct ConfirmProps {
    form: Form,
    offer: SecondFactorOffer,
}

#[component]
fn Confirm(props: &ConfirmProps) -> Html {
    let t = use_t();
    let ConfirmProps { form, offer } = props;
    html! {
        <div>
            <p>{ t.text("second-factor-scan") }</p>
            <div class="scan"><Qr text={offer.uri.clone()} label={t.text("second-factor-qr")} /></div>
            <p>{ t.text("second-factor-type") }</p>
            <p><span class="code">{ offer.secret.clone() }</span>{ " " }<CopyButton text={offer.secret.clone()} /></p>
            <Field form={form.clone()} name="code" label={t.text("code-label")} hint={t.text("code-hint")}
                autocomplete="one-time-code" inputmode="numeric" required=true verbatim=true class={classes!("short")} />
            <Button submit=true label={t.text("second-factor-confirm")} busy={form.is_sending()} />
        </div>
    }
}

/// Password and one last code.
#[component]
fn Remove() -> Html {
    let t = use_t();
    let who = use_session();
    let form = use_form("second-factor-remove", vec![secret("password"), secret("code")]);
    let onsubmit = {
        let (form, t, refresh) = (form.clone(), t.clone(), who.refresh.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if form.is_sending() || !is_complete(&form, &t, &["password", "code"]) {
                return;
            }
            form.sending();
            let (form, t, refresh) = (form.clone(), t.clone(), refresh.clone());
            spawn_local(async move {
                let request = RemoveSecondFactor { password: form.value("password"), code: form.value("code") };
                match api::accounts::remove_second_factor(&request).await {
                    Ok(()) => {
                        form.clear();
                        refresh.emit(());
                    }
                    Err(failure) => refuse(&form, &t, &failure),
                }
            });
        })
    };
    html! {
        <details>
            <summary>{ t.text("second-factor-remove") }</summary>
            <ErrorSummary form={form.clone()} />
            <form novalidate=true {onsubmit}>
                <Field form={form.clone()} name="password" label={t.text("password-label")} kind="password"
                    autocomplete="current-password" required=true />
                <Field form={form.clone()} name="code" label={t.text("code-label")} hint={t.text("code-hint")}
                    autocomplete="one-time-code" inputmode="numeric" required=true verbatim=true class={classes!("short")} />
                <Button submit=true kind={ButtonKind::Danger} label={t.text("second-factor-remove")} busy={form.is_sending()} />
            </form>
        </details>
    }
}

fn is_complete(form: &Form, t: &T, asked: &[&'static str]) -> bool {
    let missing = asked.iter().filter(|name| form.value(name).trim().is_empty());
    let missing: Vec<_> = missing.map(|name| (*name, t.field_error("required"))).collect();
    let complete = missing.is_empty();
    if !complete {
        form.refuse_fields(missing);
    }
    complete
}

fn refuse(form: &Form, t: &T, failure: &Failure) {
    match failure.code() {
        Some("wrong-code") => form.refuse_fields(vec![("code", t.failure(failure))]),
        Some("log-in-blocked") => form.refuse(explain(t, failure)),
        _ => form.refuse_with(t, failure),
    }
}
