//! A framework's version from a file: choose it, see what would change and what is wrong, make a draft.

mod columns;
mod file;
mod found;

use std::rc::Rc;

use puente_wire::frameworks::{FrameworkFile, FrameworkPreview, Report};
use puente_wire::standards::FrameworkSummary;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

use self::columns::Choices;
use self::file::{Chosen, FileCard};
use self::found::{Found, Unread, is_unread};
use crate::api::{self, Failure};
use crate::browser::page;
use crate::components::{BackLink, Band, Button, Tone};
use crate::hooks::{Form, field, use_form, use_query};
use crate::i18n::{T, use_t};
use crate::layout::Page;
use crate::place::use_place;
use crate::routes::staff::StaffRoute;

/// Where a new framework is to be made.
const NEW: &str = "new";
const FOUND: &str = "import-found";

#[component]
pub fn FrameworkImport() -> Html {
    let t = use_t();
    let place = use_place();
    let query = use_query(place.country, |country| async move {
        let all = api::standards::frameworks().await?;
        let own = |one: &FrameworkSummary| one.framework.country.is_some_and(|home| home.as_str() == country);
        Ok(all.frameworks.into_iter().filter(own).collect::<Vec<_>>())
    });
    let back = html! { <BackLink<StaffRoute> to={StaffRoute::Workbench} label={t.text("back-frameworks")} /> };
    html! {
        <Page title={t.text("import-title")} lead={t.text("import-lead")} {back}>
            { query.view(|own| html! { <Import own={own.clone()} /> }) }
        </Page>
    }
}

/// What a file would change, and what exactly was asked.
#[derive(Clone, PartialEq)]
struct Looked {
    asked: FrameworkFile,
    preview: Rc<FrameworkPreview>,
}

#[derive(Properties, PartialEq)]
struct ImportProps {
    own: Rc<Vec<FrameworkSummary>>,
}

#[component]
fn Import(props: &ImportProps) -> Html {
    let t = use_t();
    let org = use_place().organisation;
    let navigator = use_navigator();
    let names = ["framework", "id", "body", "title", "label", "lang", "source", "columns", "file"];
    let form = use_form("framework-import", names.map(field).to_vec());
    let chosen = use_state(Chosen::kept);
    let looked = use_state(|| None::<Looked>);
    let unread = use_state(|| None::<Report>);
    let failure = use_state(|| None::<Failure>);
    let look = {
        let (form, t, org, chosen) = (form.clone(), t.clone(), org.clone(), chosen.clone());
        let (looked, unread, failure) = (looked.setter(), unread.setter(), failure.setter());
        Callback::from(move |(choices, asked): (Choices, bool)| {
            let Some(file) = request(&form, &t, chosen.as_ref(), &choices) else { return };
            form.sending();
            let (form, t, org, looked, unread) = (form.clone(), t.clone(), org.clone(), looked.clone(), unread.clone());
            failure.set(None);
            unread.set(None);
            spawn_local(async move {
                match preview(&org, file, choices).await {
                    Ok((found, choices)) => {
                        form.accept();
                        form.set("columns", choices.text());
                        looked.set(Some(found));
                        if asked {
                            page::focus(FOUND);
                        }
                    }
                    Err(why) => match why.current::<Report>() {
                        // It is no package at all: where and why is said below.
                        Some(report) => {
                            form.accept();
                            looked.set(None);
                            unread.set(Some(report));
                            page::focus(FOUND);
                        }
                        None => form.refuse_with(&t, &why),
                    },
                }
            });
        })
    };
    let make = {
        let (form, looked, failure) = (form.clone(), looked.clone(), failure.setter());
        Callback::from(move |()| {
            let Some(Looked { asked, .. }) = (*looked).clone() else { return };
            let (form, org, failure, navigator) = (form.clone(), org.clone(), failure.clone(), navigator.clone());
            spawn_local(async move {
                match api::frameworks::import(&org, &asked, &form.once()).await {
                    Ok(draft) => {
                        form.clear();
                        Chosen::forget();
                        if let Some(navigator) = navigator {
                            navigator.push(&StaffRoute::FrameworkDraft { id: draft.id });
                        }
                    }
                    Err(why) => failure.set(Some(why)),
                }
            });
        })
    };
    let again = {
        let (look, form) = (look.clone(), form.clone());
        Callback::from(move |()| look.emit((Choices::of(&form.value("columns")), true)))
    };
    html! {
        <div class="stack">
            <FileCard form={form.clone()} own={props.own.clone()} chosen={chosen} look={again.clone()} />
            <div id={FOUND} tabindex="-1" class="stack">
                <div>{ for unread.iter().map(|report| html! { <Unread report={report.clone()} /> }) }</div>
                if let Some(looked) = &*looked {
                    <Found preview={looked.preview.clone()} choices={Choices::of(&form.value("columns"))} look={look.reform(|choices| (choices, false))} />
                    <div>{ for failure.iter().map(|why| html! { <Band tone={Tone::Bad} said={said(&t, why)} live=true /> }) }</div>
                    if !is_unread(&looked.preview.report) {
                        { confirm(&t, looked, &form, make) }
                    }
                }
            </div>
        </div>
    }
}

fn said(t: &T, why: &Failure) -> AttrValue {
    if why.code() == Some("already-exists") { t.text("import-label-taken") } else { t.failure(why) }
}

fn confirm(t: &T, looked: &Looked, form: &Form, make: Callback<()>) -> Html {
    let errors = looked.preview.report.errors.len();
    html! {
        <section class="card" aria-labelledby="import-confirm">
            <h2 id="import-confirm">{ t.text("import-confirm-title") }</h2>
            if errors > 0 {
                <p>{ t.text("import-errors-first") }</p>
            } else {
                <p>{ t.with("import-confirm-text", &[("label", looked.preview.version.label.as_str().into())]) }</p>
                <div class="actions"><Button label={t.text("import-make")} onclick={make} busy={form.is_sending()} /></div>
            }
        </section>
    }
}

/// Asks what would change. Columns that were chosen for an earlier file and are not in this one are
/// dropped.
async fn preview(org: &str, mut file: FrameworkFile, mut choices: Choices) -> Result<(Looked, Choices), Failure> {
    loop {
        let preview = api::frameworks::preview(org, &file).await?;
        let left = match &preview.shape {
            Some(shape) => choices.among(&shape.columns),
            None => Choices::default(),
        };
        if left == choices {
            return Ok((Looked { asked: file, preview: Rc::new(preview) }, choices));
        }
        choices = left;
        (file.columns, file.aside) = choices.parts();
    }
}

/// What is asked, when the form is complete.
fn request(form: &Form, t: &T, chosen: Option<&Chosen>, choices: &Choices) -> Option<FrameworkFile> {
    let fresh = form.value("framework") == NEW;
    let mut wrong = Vec::new();
    if form.given("framework").is_none() {
        wrong.push(("framework", t.field_error("required")));
    }
    for name in ["id", "body"].into_iter().filter(|name| fresh && form.given(name).is_none()) {
        wrong.push((name, t.field_error("required")));
    }
    let named = if fresh { "id" } else { "framework" };
    let framework = form.given(named).and_then(|id| id.parse().ok());
    if framework.is_none() && form.given(named).is_some() {
        wrong.push((named, t.field_error("malformed")));
    }
    if chosen.is_none() {
        wrong.push(("file", t.field_error("required")));
    }
    let Some(chosen) = chosen.filter(|_| wrong.is_empty()) else {
        form.refuse_fields(wrong);
        return None;
    };
    let (columns, aside) = choices.parts();
    let of_new = |name: &str| form.given(name).filter(|_| fresh);
    Some(FrameworkFile {
        content: chosen.content.to_string(),
        framework,
        body: of_new("body"),
        title: of_new("title"),
        label: form.given("label"),
        lang: form.given("lang").and_then(|lang| lang.parse().ok()),
        source: form.given("source"),
        columns,
        aside,
    })
}
