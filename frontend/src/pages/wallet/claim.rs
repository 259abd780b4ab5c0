//! Receiving a certificate: by link, pasted code, or a picture of a QR code.

use puente_wire::claims::code_in;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::prelude::*;
use yew_router::prelude::*;

use super::BackToList;
use super::offer::OfferForm;
use crate::browser::{files, page};
use crate::components::{Button, ErrorSummary, Field, FileField, IconName};
use crate::hooks::{Form, field, secret, use_form};
use crate::i18n::{T, use_t};
use crate::layout::Page;

#[component]
pub fn Claim() -> Html {
    let t = use_t();
    let form = use_form("claim", vec![field("code"), field("offer")]);
    let pin = use_form("offer", vec![secret("pin")]);
    {
        // The code leaves the address bar at once: who looks at the history does not find it.
        let hash = use_location().map(|location| location.hash().to_owned()).unwrap_or_default();
        let form = form.clone();
        use_effect_with(hash, move |hash| {
            if let Some(code) = code_in(hash) {
                form.set("offer", code);
                page::drop_fragment();
            }
        });
    }
    let forget = {
        let (form, pin) = (form.clone(), pin.clone());
        Callback::from(move |()| {
            form.clear();
            pin.clear();
        })
    };
    let body = match form.given("offer") {
        Some(code) => {
            let code = AttrValue::from(code);
            html! { <OfferForm key={code.to_string()} code={code.clone()} form={pin.clone()} {forget} /> }
        }
        None => html! { <div key="ask">{ ask(&t, &form) }</div> },
    };
    html! {
        <Page title={t.text("claim-title")} lead={t.text("claim-lead")} back={html! { <BackToList /> }}>
            <div>{ body }</div>
        </Page>
    }
}

/// Asks for the code, or for a picture of it.
fn ask(t: &T, form: &Form) -> Html {
    let onsubmit = {
        let (t, form) = (t.clone(), form.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            match code_in(&form.value("code")) {
                Some(code) => form.set("offer", code),
                None => form.refuse_fields(vec![("code", t.text("claim-code-wrong"))]),
            }
        })
    };
    let onchoose = {
        let (t, form) = (t.clone(), form.clone());
        Callback::from(move |file: File| {
            let (t, form) = (t.clone(), form.clone());
            spawn_local(async move {
                match files::read_qr(&file).await.as_deref().and_then(code_in) {
                    Some(code) => form.set("offer", code),
                    None => form.refuse_fields(vec![("picture", t.text("claim-picture-wrong"))]),
                }
            });
        })
    };
    html! {
        <>
            <ErrorSummary form={form.clone()} />
            <div class="cols">
                <form class="card" {onsubmit}>
                    <Field form={form.clone()} name="code" label={t.text("claim-code")} hint={t.text("claim-code-hint")} verbatim=true />
                    <Button submit=true label={t.text("continue")} />
                </form>
                <div class="card">
                    <FileField form={form.clone()} name="picture" label={t.text("claim-picture")} hint={t.text("claim-picture-hint")}
                        icon={IconName::Camera} accept="image/*" {onchoose} />
                </div>
            </div>
        </>
    }
}
