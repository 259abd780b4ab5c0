//! Receiving a certificate: by link, pasted code, or a picture of a QR code.

use puente_credentials::openid4vci::Link;
use puente_wire::claims::code_in;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::prelude::*;
use yew_router::prelude::*;

use super::BackToList;
use super::foreign_offer::ForeignOffer;
use super::offer::OfferForm;
use crate::browser::{files, page};
use crate::components::{Button, ErrorSummary, Field, FileField, IconName};
use crate::hooks::{Form, field, secret, use_form};
use crate::i18n::{T, use_t};
use crate::layout::Page;
use crate::pages::verify::camera::CameraPanel;
use crate::wallet::claiming::own_code;

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
        Some(link) if code_in(&link).is_none() => {
            html! { <ForeignOffer key={link.clone()} link={link.clone()} form={pin.clone()} {forget} /> }
        }
        Some(code) => html! { <OfferForm key={code.clone()} code={code.clone()} form={pin.clone()} {forget} /> },
        None => html! { <div key="ask">{ ask(&t, &form) }</div> },
    };
    html! {
        <Page title={t.text("claim-title")} lead={t.text("claim-lead")} back={html! { <BackToList /> }}>
            <div>{ body }</div>
        </Page>
    }
}

/// An own code, or the whole link of another offer. An own offer's link for other wallets counts as
/// its code, with which more can be told about it.
fn offer_in(text: &str) -> Option<String> {
    if Link::read(text).is_some() {
        return Some(own_code(text).unwrap_or_else(|| text.trim().to_owned()));
    }
    code_in(text)
}

/// Asks for the code, or for a picture of it.
fn ask(t: &T, form: &Form) -> Html {
    let onsubmit = {
        let (t, form) = (t.clone(), form.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            match offer_in(&form.value("code")) {
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
                match files::read_qr(&file).await.as_deref().and_then(offer_in) {
                    Some(code) => form.set("offer", code),
                    None => form.refuse_fields(vec![("picture", t.text("claim-picture-wrong"))]),
                }
            });
        })
    };
    let scanned = {
        let (t, form) = (t.clone(), form.clone());
        Callback::from(move |text: String| match offer_in(&text) {
            Some(code) => form.set("offer", code),
            None => form.refuse_fields(vec![("picture", t.text("claim-picture-wrong"))]),
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
                <div class="stack">
                <section class="card" aria-labelledby="claim-camera">
                    <h2 id="claim-camera">{ t.text("camera-title") }</h2>
                    <CameraPanel read={scanned} />
                </section>
                <div class="card">
                    <FileField form={form.clone()} name="picture" label={t.text("claim-picture")} hint={t.text("claim-picture-hint")}
                        icon={IconName::Camera} accept="image/*" {onchoose} />
                </div>
                </div>
            </div>
        </>
    }
}
