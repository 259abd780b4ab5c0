//! One box for everything: a link, a pasted document, a file that is chosen or dropped.

use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::prelude::*;

use super::camera::CameraPanel;
use super::intake::{Brought, Refused, understand};
use crate::browser::{files, page};
use crate::components::{Button, ErrorSummary, FileField, IconName, TextArea};
use crate::hooks::{Form, secret, use_form};
use crate::i18n::{T, use_t};

/// The largest file that is looked at: a photograph of a modern phone.
const LARGEST: f64 = 20.0 * 1024.0 * 1024.0;

#[derive(Properties, PartialEq)]
pub(super) struct InputProps {
    pub brought: Callback<Brought>,
}

#[component]
pub(super) fn Input(props: &InputProps) -> Html {
    let t = use_t();
    // Never kept: it is somebody's certificate.
    let form = use_form("verify", vec![secret("text"), secret("file")]);
    let over = use_state_eq(|| false);
    let onsubmit = {
        let (t, form, brought) = (t.clone(), form.clone(), props.brought.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            match understand(&form.value("text"), &page::host()) {
                Ok(subject) => brought.emit(subject),
                Err(refused) => form.refuse_fields(vec![("text", message(&t, refused))]),
            }
        })
    };
    let take = {
        let (t, form, brought) = (t.clone(), form.clone(), props.brought.clone());
        Callback::from(move |file: File| {
            let (t, form, brought) = (t.clone(), form.clone(), brought.clone());
            spawn_local(async move {
                match read(&t, &file).await {
                    Ok(subject) => brought.emit(subject),
                    Err(wrong) => form.refuse_fields(vec![("file", wrong)]),
                }
            });
        })
    };
    let scanned = {
        let (t, form, brought) = (t.clone(), form.clone(), props.brought.clone());
        Callback::from(move |text: String| match understand(&text, &page::host()) {
            Ok(subject) => brought.emit(subject),
            Err(refused) => form.refuse(message(&t, refused)),
        })
    };
    html! {
        <>
            <ErrorSummary form={form.clone()} />
            <div class="stack">
                { drop_zone(&t, &form, &over, &take, onsubmit) }
                <section class="card" aria-labelledby="camera-title">
                    <h2 id="camera-title">{ t.text("camera-title") }</h2>
                    <CameraPanel read={scanned} />
                </section>
                <p>{ t.text("verify-private") }</p>
            </div>
        </>
    }
}

fn drop_zone(
    t: &T,
    form: &Form,
    over: &UseStateHandle<bool>,
    take: &Callback<File>,
    onsubmit: Callback<SubmitEvent>,
) -> Html {
    let hover = |inside: bool| {
        let over = over.setter();
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            over.set(inside);
        })
    };
    let ondrop = {
        let (over, take) = (over.setter(), take.clone());
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            over.set(false);
            if let Some(file) = event.data_transfer().and_then(|data| data.files()?.get(0)) {
                take.emit(file);
            }
        })
    };
    html! {
        <form class={classes!("card", "takes-files", over.then_some("over"))} {onsubmit}
            ondragover={hover(true)} ondragleave={hover(false)} {ondrop}>
            <TextArea form={form.clone()} name="text" label={t.text("verify-text")} hint={t.text("verify-text-hint")} verbatim=true />
            <div class="actions"><Button submit=true icon={IconName::Check} label={t.text("verify-do")} /></div>
            <FileField form={form.clone()} name="file" label={t.text("verify-file")} hint={t.text("verify-file-hint")}
                accept=".json,.jsonld,application/json,image/png,image/jpeg,image/webp" onchoose={take.clone()} />
        </form>
    }
}

/// A picture is searched for a code; anything else is read as text.
async fn read(t: &T, file: &File) -> Result<Brought, AttrValue> {
    let kind = file.type_();
    if kind == "application/pdf" {
        return Err(t.text("verify-wrong-pdf"));
    }
    if file.size() > LARGEST {
        return Err(t.text("verify-wrong-large"));
    }
    let text = if kind.starts_with("image/") {
        files::read_qr(file).await.ok_or_else(|| t.text("verify-wrong-picture"))?
    } else {
        let bytes = files::read(file, LARGEST).await.ok_or_else(|| t.text("verify-wrong-file"))?;
        String::from_utf8(bytes).map_err(|_| t.text("verify-wrong-file"))?
    };
    understand(&text, &page::host()).map_err(|refused| message(t, refused))
}

/// What was wrong, and the next step.
fn message(t: &T, refused: Refused) -> AttrValue {
    match refused {
        Refused::Empty => t.text("verify-wrong-empty"),
        Refused::CutLink => t.text("verify-wrong-cut"),
        Refused::OtherRegistry => t.text("verify-wrong-elsewhere"),
        Refused::Claim => t.text("verify-wrong-claim"),
        Refused::Unknown => t.text("verify-wrong-unknown"),
    }
}
