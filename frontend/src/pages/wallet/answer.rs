//! Answering somebody who asks for facts: opened by a link, or with a code that is scanned or pasted.

use puente_credentials::openid4vp::Link;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::prelude::*;
use yew_router::prelude::*;

use super::BackToList;
use super::answer_form::AnswerForm;
use crate::browser::{files, page};
use crate::components::{Button, ErrorSummary, Field, FileField, IconName};
use crate::hooks::{Form, field, use_form};
use crate::i18n::{T, use_t};
use crate::layout::Page;
use crate::pages::verify::camera::CameraPanel;

#[component]
pub fn Answer() -> Html {
    let t = use_t();
    let form = use_form("answer", vec![field("text"), field("request"), field("picture")]);
    {
        // Out of the address bar at once: the history keeps no requests.
        let hash = use_location().map(|location| location.hash().to_owned()).unwrap_or_default();
        let form = form.clone();
        use_effect_with(hash, move |hash| {
            if Link::of_parameters(hash.trim_start_matches('#')).is_some() {
                form.set("request", format!("openid4vp://?{}", hash.trim_start_matches('#')));
                page::drop_fragment();
            }
        });
    }
    let forget = {
        let form = form.clone();
        Callback::from(move |()| form.clear())
    };
    let body = match form.given("request").and_then(|text| Some((Link::read(&text)?, text))) {
        Some((link, text)) => html! { <AnswerForm key={text} {link} {forget} /> },
        None => html! { <div key="ask">{ ask(&t, &form) }</div> },
    };
    html! {
        <Page title={t.text("answer-title")} lead={t.text("answer-lead")} back={html! { <BackToList /> }}>
            <div>{ body }</div>
        </Page>
    }
}

/// Asks for the request: a link, a picture of its code, or the camera.
fn ask(t: &T, form: &Form) -> Html {
    let read = |field: &'static str, wrong: AttrValue| {
        let form = form.clone();
        Callback::from(move |text: String| match Link::read(&text) {
            Some(_) => form.set("request", text.trim()),
            None => form.refuse_fields(vec![(field, wrong.clone())]),
        })
    };
    let onsubmit = {
        let (form, read) = (form.clone(), read("text", t.text("answer-wrong")));
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            read.emit(form.value("text"));
        })
    };
    let onchoose = {
        let read = read("picture", t.text("claim-picture-wrong"));
        Callback::from(move |file: File| {
            let read = read.clone();
            spawn_local(async move { read.emit(files::read_qr(&file).await.unwrap_or_default()) });
        })
    };
    html! {
        <>
            <ErrorSummary form={form.clone()} />
            <div class="cols">
                <div class="stack">
                    <section class="card" aria-labelledby="answer-camera">
                        <h2 id="answer-camera">{ t.text("camera-title") }</h2>
                        <CameraPanel read={read("text", t.text("answer-wrong"))} />
                    </section>
                    <form class="card" {onsubmit}>
                        <Field form={form.clone()} name="text" label={t.text("answer-text")} hint={t.text("answer-text-hint")} verbatim=true />
                        <Button submit=true label={t.text("continue")} />
                    </form>
                </div>
                <div class="card">
                    <FileField form={form.clone()} name="picture" label={t.text("claim-picture")} hint={t.text("claim-picture-hint")}
                        icon={IconName::Camera} accept="image/*" {onchoose} />
                </div>
            </div>
        </>
    }
}
