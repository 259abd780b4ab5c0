//! Writing an item of a draft.

use puente_wire::frameworks::{EditDone, FrameworkDraft, Item, ItemEdit, ItemKind, Sector, StaleDraft, Status};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

use super::item_picker::{Parent, Replacements};
use super::items::told;
use super::written::{LANGUAGES, as_the_form_calls_it, fields_of, is_usual, read, starting};
use crate::api;
use crate::components::{Band, Button, Checkbox, ErrorSummary, Field, Select, TextArea, Tone};
use crate::hooks::{Form, use_form};
use crate::i18n::{T, use_t};
use crate::pages::workbench::Ticks;
use crate::place::use_place;
use crate::routes::staff::StaffRoute;

#[derive(Properties, PartialEq)]
pub(super) struct ItemFormProps {
    pub(super) draft: FrameworkDraft,
    /// What the form starts with.
    pub(super) item: Item,
    /// It is added.
    pub(super) fresh: bool,
    /// What the item above is called.
    pub(super) parent: String,
    /// Key and name of what replaces it.
    #[prop_or_default]
    pub(super) replaced_by: Vec<(String, String)>,
}

#[component]
pub(super) fn ItemForm(props: &ItemFormProps) -> Html {
    let t = use_t();
    let org = use_place().organisation;
    let navigator = use_navigator();
    let ItemFormProps { draft, item, fresh, .. } = props;
    let above = item.parent.as_ref().map(ToString::to_string).unwrap_or_default();
    let name = if *fresh {
        format!("draft-item-new-{}-{above}", draft.id)
    } else {
        format!("draft-item-{}-{}-{}", draft.id, item.key, draft.revision)
    };
    // The name is part of element ids, which hold no blanks.
    let name = name.replace([' ', '/'], "-");
    let form = use_form(name, starting(item, &props.parent, &props.replaced_by));
    let newer = use_state(|| None::<StaleDraft>);
    let revision = newer.as_ref().map_or(draft.revision, |newer| newer.draft.revision);
    let onsubmit = {
        let (form, t, before, fresh, id) = (form.clone(), t.clone(), item.clone(), *fresh, draft.id.clone());
        let newer = newer.setter();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let item = match read(&form, &t, &before, fresh) {
                Ok(item) if !form.is_sending() => item,
                Ok(_) => return,
                Err(wrong) => return form.refuse_fields(wrong),
            };
            form.sending();
            let edit = ItemEdit { revision, key: (!fresh).then(|| before.key.clone()), item };
            let (form, t, org, id) = (form.clone(), t.clone(), org.clone(), id.clone());
            let (newer, navigator) = (newer.clone(), navigator.clone());
            spawn_local(async move {
                match api::frameworks::edit(&org, &id, &edit).await {
                    Ok(_) => {
                        form.clear();
                        if let Some(navigator) = navigator {
                            navigator.push(&StaffRoute::FrameworkDraft { id });
                        }
                    }
                    Err(why) => {
                        if let Some(current) = why.current() {
                            newer.set(Some(current));
                        }
                        form.refuse_with(&t, &as_the_form_calls_it(why, &form.value("lang")));
                    }
                }
            });
        })
    };
    html! {
        <section class="card" aria-labelledby="item-form">
            <h2 id="item-form">{ if *fresh { t.text("draft-write-new") } else { t.text("draft-write") } }</h2>
            <ErrorSummary form={form.clone()} />
            <div>{ for newer.iter().map(|newer| meanwhile(&t, newer, item)) }</div>
            <form novalidate=true {onsubmit}>
                <Naming form={form.clone()} official={item.title.official.primary().to_owned()} />
                <Place form={form.clone()} draft={draft.id.clone()} />
                <Describing form={form.clone()} />
                <Life form={form.clone()} draft={draft.id.clone()} />
                <div class="actions"><Button submit=true label={t.text("save-draft")} busy={form.is_sending()} /></div>
            </form>
        </section>
    }
}

/// What was edited since this form was opened; saving again replaces it knowingly.
fn meanwhile(t: &T, newer: &StaleDraft, item: &Item) -> Html {
    let same = newer.since.iter().any(|edit| edit.item.key == item.key && edit.done != EditDone::Added);
    let again = if same { t.text("stale-again") } else { t.text("draft-stale-other") };
    html! {
        <Band tone={Tone::Note} said={t.text("draft-stale")}>
            <ul class="plain">{ for newer.since.iter().map(|edit| html! { <li key={edit.revision}>{ told(t, edit) }</li> }) }</ul>
            <p>{ again }</p>
        </Band>
    }
}

#[derive(Properties, PartialEq)]
struct NamingProps {
    form: Form,
    /// The official language that the item had.
    official: String,
}

/// Code and titles: one is official, the others are translations.
#[component]
fn Naming(props: &NamingProps) -> Html {
    let t = use_t();
    let form = &props.form;
    let mut langs: Vec<(AttrValue, AttrValue)> = vec![
        ("es".into(), t.text("import-lang-es")),
        ("pt".into(), t.text("import-lang-pt")),
        ("en".into(), t.text("import-lang-en")),
    ];
    if !is_usual(&props.official) {
        langs.push((props.official.clone().into(), props.official.clone().into()));
    }
    let official = form.value("lang");
    let named = |lang: &str, words: &AttrValue| -> AttrValue {
        let args = [("lang", words.to_string().into())];
        if lang == official { t.with("draft-title-official", &args) } else { t.with("draft-title-translated", &args) }
    };
    let title = |(lang, words): &(AttrValue, AttrValue)| {
        let (name, _) = fields_of(lang);
        html! { <Field key={name} form={form.clone()} {name} label={named(lang, words)} required={**lang == *official} /> }
    };
    html! {
        <div>
            <div class="cols">
                <Field form={form.clone()} name="code" label={t.text("item-field-code")} hint={t.text("draft-code-hint")} verbatim=true class={classes!("narrow")} />
                <Field form={form.clone()} name="version" label={t.text("item-field-version")} class={classes!("narrow")} />
            </div>
            <Select form={form.clone()} name="lang" label={t.text("draft-official-lang")} options={langs.clone()} />
            { for langs.iter().map(title) }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct WithDraftProps {
    form: Form,
    draft: String,
}

/// What it is, and what it is a part of.
#[component]
fn Place(props: &WithDraftProps) -> Html {
    let t = use_t();
    let form = &props.form;
    let kinds: Vec<_> =
        ItemKind::ALL.iter().map(|one| (one.as_str().into(), t.code("item-kind-", one.as_str()))).collect();
    html! {
        <div>
            <Select form={form.clone()} name="kind" label={t.text("item-field-kind")} options={kinds} />
            <Parent form={form.clone()} draft={props.draft.clone()} />
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct FormOnly {
    form: Form,
}

/// Statement, level, hours, sector, occupations.
#[component]
fn Describing(props: &FormOnly) -> Html {
    let t = use_t();
    let form = &props.form;
    let official = form.value("lang");
    let words = |lang: &str| match lang {
        "es" => t.text("import-lang-es"),
        "pt" => t.text("import-lang-pt"),
        "en" => t.text("import-lang-en"),
        other => other.to_owned().into(),
    };
    let statement = |lang: &str| {
        let (_, name) = fields_of(lang);
        let args = [("lang", words(lang).to_string().into())];
        let label = if lang == official {
            t.with("draft-statement-official", &args)
        } else {
            t.with("draft-statement-translated", &args)
        };
        html! { <TextArea key={name} form={form.clone()} {name} {label} rows=3 /> }
    };
    let others: Vec<&str> =
        LANGUAGES.iter().map(|(lang, ..)| *lang).filter(|lang| !lang.is_empty() && *lang != official).collect();
    let sectors: Vec<_> =
        Sector::ALL.iter().map(|one| (one.as_str().to_owned(), t.code("sector-", one.as_str()).to_string())).collect();
    html! {
        <div>
            { statement(&official) }
            <details>
                <summary>{ t.text("draft-statement-more") }</summary>
                { for others.into_iter().map(statement) }
            </details>
            <div class="cols">
                <Field form={form.clone()} name="level" label={t.text("item-field-level")} class={classes!("short")} />
                <Field form={form.clone()} name="hours" label={t.text("item-field-hours")} inputmode="numeric" class={classes!("short")} />
            </div>
            <Field form={form.clone()} name="sector_name" label={t.text("item-field-sector_name")} />
            <Ticks form={form.clone()} name="sectors" label={t.text("item-field-sectors")} options={sectors} />
            <Field form={form.clone()} name="isco08" label={t.text("item-field-isco08")} hint={t.text("draft-isco-hint")} inputmode="numeric" class={classes!("narrow")} />
        </div>
    }
}

/// From when until when, and what comes after it.
#[component]
fn Life(props: &WithDraftProps) -> Html {
    let t = use_t();
    let form = &props.form;
    let states: Vec<_> =
        Status::ALL.iter().map(|one| (one.as_str().into(), t.code("item-status-", one.as_str()))).collect();
    html! {
        <div>
            <Select form={form.clone()} name="status" label={t.text("item-field-status")} hint={t.text("draft-status-hint")} options={states} />
            <Replacements form={form.clone()} draft={props.draft.clone()} />
            <div class="cols">
                <Field form={form.clone()} name="in_force_from" kind="date" label={t.text("item-field-in_force_from")} hint={t.text("leave-blank-open")} class={classes!("short")} />
                <Field form={form.clone()} name="in_force_until" kind="date" label={t.text("item-field-in_force_until")} hint={t.text("leave-blank-open")} class={classes!("short")} />
            </div>
            <Field form={form.clone()} name="validity_months" label={t.text("item-field-validity_months")} hint={t.text("draft-months-hint")} inputmode="numeric" class={classes!("short")} />
            <Field form={form.clone()} name="source" label={t.text("source")} hint={t.text("source-hint")} required=true />
            <Checkbox form={form.clone()} name="illustrative" label={t.text("mark-illustrative")} />
        </div>
    }
}
