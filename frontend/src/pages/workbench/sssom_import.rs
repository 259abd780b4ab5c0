//! Rows from a file in the exchange format SSSOM: what would come in, what is wrong, then confirm.

use std::rc::Rc;

use puente_wire::crosswalks::{ImportProblem, ImportReport, NewImport};
use puente_wire::workbench::{CrosswalkDetail, Mapping};
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::prelude::*;

use super::parts::{Parts, back, titled};
use super::problems::{Problem, Problems, unreadable};
use crate::api;
use crate::browser::{files, page, storage};
use crate::components::{
    Band, Button, Checkbox, Empty, ErrorSummary, Field, FileField, IconName, RouteLink, Table, Tone,
};
use crate::hooks::{Form, field, use_form, use_query};
use crate::i18n::{T, use_t};
use crate::layout::Page;
use crate::place::use_place;
use crate::routes::staff::StaffRoute;

/// Larger files are imported on the command line, in bytes.
const LARGEST: f64 = 14e6;
/// So many characters of a file are kept across a reload.
const KEPT: usize = 2_000_000;
const FOUND: &str = "sssom-found";

#[derive(Properties, PartialEq)]
pub struct CrosswalkImportProps {
    pub id: String,
}

#[component]
pub fn CrosswalkImport(props: &CrosswalkImportProps) -> Html {
    let t = use_t();
    let place = use_place();
    let query = use_query((place.organisation, props.id.clone()), |(org, id)| async move {
        api::workbench::crosswalk(&org, &id).await
    });
    let title = titled(&t, &t.text("sssom-title"), query.ready().map(|detail| detail.frameworks.as_slice()));
    html! {
        <Page {title} lead={t.text("sssom-lead")} back={back(&t)}>
            <Parts id={props.id.clone()} />
            { query.view(|detail| html! { <Import detail={detail.clone()} /> }) }
        </Page>
    }
}

#[derive(Properties, PartialEq)]
struct ImportProps {
    detail: Rc<CrosswalkDetail>,
}

/// What was asked and answered.
#[derive(Clone, PartialEq)]
struct Answered {
    asked: NewImport,
    report: Rc<ImportReport>,
}

#[component]
fn Import(props: &ImportProps) -> Html {
    let t = use_t();
    let place = use_place();
    let id = props.detail.crosswalk.id.clone();
    let names = ["file", "metadata_file", "subject_prefixes", "object_prefixes", "with_rejected"];
    let form = use_form(format!("sssom-{id}"), names.map(field).to_vec());
    let text = use_state(|| storage::kept(&stored(&id, "file")).map(AttrValue::from));
    let metadata = use_state(|| storage::kept(&stored(&id, "metadata_file")).map(AttrValue::from));
    let answered = use_state(|| None::<Answered>);
    let send = {
        let (form, t, org, answered) = (form.clone(), t.clone(), place.organisation, answered.setter());
        let id = id.clone();
        Callback::from(move |asked: NewImport| {
            form.sending();
            let (form, t, org, id, answered) = (form.clone(), t.clone(), org.clone(), id.clone(), answered.clone());
            spawn_local(async move {
                match api::workbench::import_rows(&org, &id, &asked).await {
                    Ok(report) if report.written => {
                        form.clear();
                        storage::forget(&stored(&id, "file"));
                        storage::forget(&stored(&id, "metadata_file"));
                        answered.set(Some(Answered { asked, report: Rc::new(report) }));
                        page::focus(FOUND);
                    }
                    Ok(report) => {
                        form.accept();
                        answered.set(Some(Answered { asked, report: Rc::new(report) }));
                        page::focus(FOUND);
                    }
                    Err(why) => form.refuse_with(&t, &why),
                }
            });
        })
    };
    let onsubmit = {
        let (form, t, text, metadata, send) = (form.clone(), t.clone(), text.clone(), metadata.clone(), send.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some(text) = &*text else {
                form.refuse_fields(vec![("file", t.field_error("required"))]);
                return;
            };
            send.emit(request(&form, text, metadata.as_ref()));
        })
    };
    let confirm = {
        let (answered, send) = (answered.clone(), send.clone());
        Callback::from(move |()| {
            if let Some(Answered { asked, .. }) = &*answered {
                send.emit(NewImport { dry_run: false, ..asked.clone() });
            }
        })
    };
    html! {
        <div class="stack">
            <section class="card" aria-labelledby="sssom-file">
                <h2 id="sssom-file">{ t.text("import-file-title") }</h2>
                <ErrorSummary form={form.clone()} />
                <form novalidate=true {onsubmit}>
                    <TextFile form={form.clone()} name="file" label={t.text("import-file")} hint={t.text("sssom-file-hint")}
                        crosswalk={id.clone()} text={text} />
                    <details>
                        <summary>{ t.text("sssom-more") }</summary>
                        <TextFile form={form.clone()} name="metadata_file" label={t.text("sssom-metadata")} hint={t.text("sssom-metadata-hint")}
                            crosswalk={id.clone()} text={metadata} />
                        <div class="side-by-side">
                            <Field form={form.clone()} name="subject_prefixes" label={t.text("sssom-subject-prefixes")} hint={t.text("sssom-prefixes-hint")} verbatim=true />
                            <Field form={form.clone()} name="object_prefixes" label={t.text("sssom-object-prefixes")} hint={t.text("sssom-prefixes-hint")} verbatim=true />
                        </div>
                        <Checkbox form={form.clone()} name="with_rejected" label={t.text("sssom-with-rejected")} />
                    </details>
                    <div class="actions"><Button submit=true label={t.text("sssom-look")} busy={form.is_sending()} /></div>
                </form>
            </section>
            <div id={FOUND} tabindex="-1" class="stack">
                { for answered.iter().map(|one| found(&t, &one.report, &id, &confirm, form.is_sending())) }
            </div>
        </div>
    }
}

fn stored(crosswalk: &str, name: &str) -> String {
    format!("puente.sssom.{crosswalk}.{name}")
}

fn request(form: &Form, text: &str, metadata: Option<&AttrValue>) -> NewImport {
    let prefixes = |name: &str| {
        let value = form.value(name);
        value.split([',', ' ']).map(str::trim).filter(|one| !one.is_empty()).map(str::to_owned).collect()
    };
    NewImport {
        text: text.to_owned(),
        metadata: metadata.map(ToString::to_string),
        dry_run: true,
        subject_prefixes: prefixes("subject_prefixes"),
        object_prefixes: prefixes("object_prefixes"),
        with_rejected: form.value("with_rejected") == "yes",
    }
}

#[derive(Properties, PartialEq)]
struct TextFileProps {
    form: Form,
    name: &'static str,
    label: AttrValue,
    hint: AttrValue,
    crosswalk: String,
    text: UseStateHandle<Option<AttrValue>>,
}

/// A file of text, kept across a reload when it is not large.
#[component]
fn TextFile(props: &TextFileProps) -> Html {
    let t = use_t();
    let onchoose = {
        let (form, t, name, text) = (props.form.clone(), t.clone(), props.name, props.text.setter());
        let stored = stored(&props.crosswalk, name);
        Callback::from(move |file: File| {
            let (form, t, text, stored) = (form.clone(), t.clone(), text.clone(), stored.clone());
            spawn_local(async move {
                storage::forget(&stored);
                let read = match files::read(&file, LARGEST).await {
                    None => Err(t.text("import-file-large")),
                    Some(bytes) => String::from_utf8(bytes).map_err(|_| t.text("found-not-utf-8")),
                };
                match read {
                    Ok(read) => {
                        if read.len() <= KEPT {
                            storage::keep(&stored, &read);
                        }
                        form.set(name, file.name());
                        text.set(Some(read.into()));
                    }
                    Err(why) => {
                        text.set(None);
                        form.refuse_fields(vec![(name, why)]);
                    }
                }
            });
        })
    };
    let lost = props.text.is_none() && props.form.given(props.name).is_some();
    let hint = if lost { t.text("import-file-again") } else { props.hint.clone() };
    html! {
        <FileField form={props.form.clone()} name={props.name} label={props.label.clone()} {hint} icon={IconName::File}
            accept=".tsv,.csv,.json,.yml,.yaml,.txt,text/tab-separated-values,application/json" {onchoose} />
    }
}

fn found(t: &T, report: &ImportReport, id: &str, confirm: &Callback<()>, busy: bool) -> Html {
    if report.written {
        let to = StaffRoute::Review { id: id.to_owned() };
        return html! {
            <>
                <Band tone={Tone::Ok} said={t.with("sssom-written", &[("added", report.added.into())])} live=true />
                <p><RouteLink<StaffRoute> {to}>{ t.text("sssom-to-review") }</RouteLink<StaffRoute>></p>
            </>
        };
    }
    let counts = [
        ("rows", report.rows.into()),
        ("added", report.added.into()),
        ("known", report.known.into()),
        ("rejected", report.rejected.into()),
    ];
    let problems: Vec<Problem> = report.problems.iter().map(problem).collect();
    html! {
        <>
            <section class="card" aria-labelledby="sssom-counts">
                <h2 id="sssom-counts">{ t.text("sssom-found") }</h2>
                <p role="status">{ t.with("sssom-counts", &counts) }</p>
                if report.wrong > 0 && report.preview.is_empty() {
                    { unreadable(t, &problems) }
                } else {
                    { preview(t, report) }
                }
            </section>
            <section class="card">
                <h2>{ t.text("problems-title") }</h2>
                <Problems problems={Rc::new(problems)} total={report.wrong + report.remarks} />
            </section>
            <section class="card" aria-labelledby="sssom-confirm">
                <h2 id="sssom-confirm">{ t.text("import-confirm-title") }</h2>
                if report.wrong > 0 {
                    <p>{ t.text("import-errors-first") }</p>
                } else if report.added == 0 {
                    <p>{ t.text("sssom-nothing-new") }</p>
                } else {
                    <p>{ t.with("sssom-confirm-text", &[("added", report.added.into())]) }</p>
                    <div class="actions"><Button label={t.text("sssom-import")} onclick={confirm.clone()} {busy} /></div>
                }
            </section>
        </>
    }
}

fn problem(one: &ImportProblem) -> Problem {
    Problem {
        row: one.row,
        column: one.column.clone(),
        reason: one.reason.clone(),
        value: one.found.clone(),
        remark: one.remark,
        other: None,
    }
}

fn preview(t: &T, report: &ImportReport) -> Html {
    if report.preview.is_empty() {
        return html! { <Empty title={t.text("sssom-none")} text={t.text("sssom-none-text")} icon={IconName::Link} /> };
    }
    let line = |one: &Mapping| {
        let relation = t.code("predicate-", one.predicate.as_str());
        let relation =
            if one.not { t.with("information-not", &[("relation", relation.as_str().into())]) } else { relation };
        let subject = one.subject_unit.as_ref().unwrap_or(&one.subject).to_string();
        let object = one.object_unit.as_ref().or(one.object.as_ref());
        html! {
            <tr>
                <td><span class="code">{ subject }</span></td>
                <td>{ relation }</td>
                <td><span class="code">{ object.map_or_else(|| t.text("mapping-nothing").to_string(), ToString::to_string) }</span></td>
                <td>{ one.author.clone() }</td>
            </tr>
        }
    };
    let columns =
        vec![t.text("mapping-subject"), t.text("mapping-relation"), t.text("mapping-object"), t.text("act-by")];
    html! {
        <>
            <h3>{ t.text("sssom-preview") }</h3>
            <Table caption={t.text("sssom-preview")} {columns}>{ for report.preview.iter().map(line) }</Table>
        </>
    }
}
