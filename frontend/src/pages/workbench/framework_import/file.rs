//! Which file, of which framework.

use std::rc::Rc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use puente_wire::standards::FrameworkSummary;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::prelude::*;

use super::NEW;
use crate::browser::{files, storage};
use crate::components::{Button, ErrorSummary, Field, FileField, IconName, Select};
use crate::hooks::Form;
use crate::i18n::{T, use_t};

/// Larger files are imported on the command line, in bytes.
const LARGEST: f64 = 24e6;
/// So many characters of a file are kept across a reload.
const KEPT: usize = 2_000_000;
const STORED: &str = "puente.framework-import.content";

/// The file that was chosen.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Chosen {
    /// Its bytes, Base64.
    pub(super) content: Rc<str>,
}

impl Chosen {
    /// The one that was chosen before the page was loaded again.
    pub(super) fn kept() -> Option<Self> {
        storage::kept(STORED).map(|content| Self { content: content.into() })
    }

    pub(super) fn forget() {
        storage::forget(STORED);
    }

    async fn read(file: &File) -> Option<Self> {
        let content = STANDARD.encode(files::read(file, LARGEST).await?);
        Self::forget();
        if content.len() <= KEPT {
            storage::keep(STORED, &content);
        }
        Some(Self { content: content.into() })
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct FileCardProps {
    pub(super) form: Form,
    pub(super) own: Rc<Vec<FrameworkSummary>>,
    pub(super) chosen: UseStateHandle<Option<Chosen>>,
    pub(super) look: Callback<()>,
}

#[component]
pub(super) fn FileCard(props: &FileCardProps) -> Html {
    let t = use_t();
    let FileCardProps { form, chosen, .. } = props;
    let onchoose = {
        let (form, t, chosen) = (form.clone(), t.clone(), chosen.setter());
        Callback::from(move |file: File| {
            let (form, t, chosen) = (form.clone(), t.clone(), chosen.clone());
            spawn_local(async move {
                let read = Chosen::read(&file).await;
                match &read {
                    Some(_) => form.set("file", file.name()),
                    None => form.refuse_fields(vec![("file", t.text("import-file-large"))]),
                }
                chosen.set(read);
            });
        })
    };
    let onsubmit = {
        let look = props.look.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            look.emit(());
        })
    };
    let lost = chosen.is_none() && form.given("file").is_some();
    let hint = if lost { t.text("import-file-again") } else { t.text("import-file-hint") };
    html! {
        <section class="card" aria-labelledby="import-file-title">
            <h2 id="import-file-title">{ t.text("import-file-title") }</h2>
            <ErrorSummary form={form.clone()} />
            <form novalidate=true {onsubmit}>
                <Select form={form.clone()} name="framework" label={t.text("framework")} none={t.text("pick")}
                    options={frameworks(&t, &props.own)} required=true />
                <div>
                    if form.value("framework") == NEW {
                        <fieldset>
                            <legend>{ t.text("import-new-framework") }</legend>
                            <Field form={form.clone()} name="id" label={t.text("import-id")} hint={t.text("import-id-hint")} verbatim=true required=true />
                            <Field form={form.clone()} name="body" label={t.text("import-body")} required=true />
                            <Field form={form.clone()} name="title" label={t.text("import-name")} />
                        </fieldset>
                    }
                </div>
                <FileField form={form.clone()} name="file" label={t.text("import-file")} {hint} icon={IconName::File}
                    accept=".csv,.tsv,.txt,.json,text/csv,text/tab-separated-values,application/json" {onchoose} />
                <div class="side-by-side">
                    <Field form={form.clone()} name="label" label={t.text("import-label")} hint={t.text("import-label-hint")} />
                    <Select form={form.clone()} name="lang" label={t.text("import-lang")} none={t.text("import-lang-own")}
                        options={languages(&t)} />
                </div>
                <Field form={form.clone()} name="source" label={t.text("source")} hint={t.text("source-hint")} />
                <div class="actions"><Button submit=true label={t.text("import-look")} busy={form.is_sending()} /></div>
            </form>
        </section>
    }
}

fn frameworks(t: &T, own: &[FrameworkSummary]) -> Vec<(AttrValue, AttrValue)> {
    let option = |one: &FrameworkSummary| {
        let words = format!("{} — {}", one.framework.body, one.framework.title.official_text());
        (one.framework.id.to_string().into(), words.into())
    };
    own.iter().map(option).chain([(NEW.into(), t.text("import-new-framework"))]).collect()
}

fn languages(t: &T) -> Vec<(AttrValue, AttrValue)> {
    vec![
        ("es".into(), t.text("import-lang-es")),
        ("pt".into(), t.text("import-lang-pt")),
        ("en".into(), t.text("import-lang-en")),
    ]
}
