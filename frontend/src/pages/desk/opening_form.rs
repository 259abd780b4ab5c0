//! Writing what the body offers: for which units, how, where, until when.

use std::rc::Rc;

use puente_wire::openings::{ItemKey, Means, NewOpening, Opening, StandardRef};
use puente_wire::standards::{ItemNode, StandardTree};
use yew::prelude::*;

use crate::api;
use crate::components::{Button, ButtonKind, Checkbox, ErrorSummary, Field, Radios};
use crate::hooks::{Form, field, use_form, use_query};
use crate::i18n::{T, use_t};
use crate::pages::workbench::{StandardPicker, Ticks, chosen};
use crate::place::use_place;

#[derive(Properties, PartialEq)]
pub(super) struct OpeningFormProps {
    /// The one that is changed; absent: a new one.
    #[prop_or_default]
    pub(super) opening: Option<Opening>,
    pub(super) saved: Callback<()>,
    pub(super) cancel: Callback<()>,
}

const FIELDS: [&str; 10] =
    ["typed", "standard", "units", "means", "hours", "place", "remote", "url", "until", "illustrative"];

#[component]
pub(super) fn OpeningForm(props: &OpeningFormProps) -> Html {
    let t = use_t();
    let organisation = use_place().organisation;
    let form = use_opening_form(props.opening.as_ref());
    let onsubmit = {
        let (form, t, saved) = (form.clone(), t.clone(), props.saved.clone());
        let before = props.opening.as_ref().map(|one| one.id.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some(new) = complete(&form, &t) else { return };
            let (saved, org, before, once) = (saved.clone(), organisation.clone(), before.clone(), form.once());
            let sent = async move {
                match before {
                    Some(id) => api::openings::replace(&org, &id, &new).await,
                    None => api::openings::publish(&org, &new, &once).await,
                }
            };
            form.send(&t, sent, move |_| saved.emit(()));
        })
    };
    let changing = props.opening.is_some();
    let (title, send) = if changing {
        (t.text("opening-change-title"), t.text("opening-save"))
    } else {
        (t.text("opening-add"), t.text("opening-publish"))
    };
    html! {
        <section class="card" aria-labelledby="opening-title">
            <h2 id="opening-title">{ title }</h2>
            if changing {
                <p class="hint">{ t.text("opening-change-text") }</p>
            }
            <ErrorSummary form={form.clone()} />
            <form novalidate=true {onsubmit}>
                <OpeningFields form={form.clone()} />
                <div class="actions">
                    <Button submit=true label={send} busy={form.is_sending()} />
                    <Button kind={ButtonKind::Quiet} label={t.text("cancel")} onclick={props.cancel.clone()} />
                </div>
            </form>
        </section>
    }
}

#[hook]
fn use_opening_form(opening: Option<&Opening>) -> Form {
    let yes = |flag: bool| if flag { "yes".to_owned() } else { String::new() };
    let value = |name: &str| -> String {
        let Some(one) = opening else { return String::new() };
        match name {
            "typed" => one.standard.standard.to_string(),
            "standard" => format!("{}|{}", one.standard.framework, one.standard.standard),
            "units" => one.units.iter().map(ItemKey::as_str).collect::<Vec<_>>().join(","),
            "means" => one.means.as_str().to_owned(),
            "hours" => one.hours.map(|hours| hours.to_string()).unwrap_or_default(),
            "place" => one.place.clone().unwrap_or_default(),
            "remote" => yes(one.remote),
            "url" => one.url.clone().unwrap_or_default(),
            "until" => one.until.map(|day| day.to_string()).unwrap_or_default(),
            _ => yes(one.illustrative),
        }
    };
    let name = opening.map_or_else(|| "opening-new".to_owned(), |one| format!("opening-{}", one.id));
    use_form(name, FIELDS.into_iter().map(|name| field(name).starting(value(name))).collect())
}

#[derive(Properties, PartialEq)]
struct FieldsProps {
    form: Form,
}

#[component]
fn OpeningFields(props: &FieldsProps) -> Html {
    let t = use_t();
    let form = &props.form;
    let means = Means::ALL
        .iter()
        .map(|one| (one.as_str().into(), t.code("means-short-", one.as_str()), None))
        .collect::<Vec<_>>();
    html! {
        <div>
            <StandardPicker form={form.clone()} typed="typed" name="standard" label={t.text("desk-column-standard")} />
            <Units form={form.clone()} />
            <Radios form={form.clone()} name="means" label={t.text("opening-means")} options={means} />
            <Field form={form.clone()} name="hours" label={t.text("opening-hours")} inputmode="numeric" class={classes!("short")} />
            <Field form={form.clone()} name="place" label={t.text("opening-place")} hint={t.text("opening-place-hint")} />
            <Checkbox form={form.clone()} name="remote" label={t.text("opening-remote-label")} />
            <Field form={form.clone()} name="url" kind="url" label={t.text("opening-url")} hint={t.text("opening-url-hint")} inputmode="url" />
            <Field form={form.clone()} name="until" kind="date" label={t.text("opening-until")} hint={t.text("leave-blank-open")} class={classes!("short")} />
            <Checkbox form={form.clone()} name="illustrative" label={t.text("opening-illustrative")} />
        </div>
    }
}

/// The units of the chosen standard; none marked is all.
#[component]
fn Units(props: &FieldsProps) -> Html {
    let t = use_t();
    let asked = chosen(&props.form, "standard");
    let tree = use_query(asked, |asked| async move {
        match asked {
            Some((framework, key)) => api::standards::tree(&framework, &key).await.map(Some),
            None => Ok(None),
        }
    });
    let units = tree.ready().map(Rc::as_ref).and_then(Option::as_ref).map(units_of).unwrap_or_default();
    html! {
        <div>
            if !units.is_empty() {
                <Ticks form={props.form.clone()} name="units" label={t.text("opening-units")} hint={t.text("opening-units-hint")} options={units} />
            }
        </div>
    }
}

fn units_of(tree: &StandardTree) -> Vec<(String, String)> {
    let unit = |node: &ItemNode| (node.item.key.to_string(), node.item.title.official_text().to_owned());
    tree.standard.children.iter().map(unit).collect()
}

/// What is to be published, or the refusal of what is missing.
fn complete(form: &Form, t: &T) -> Option<NewOpening> {
    let mut wrong: Vec<(&'static str, AttrValue)> = Vec::new();
    let required = t.field_error("required");
    let standard = chosen(form, "standard");
    if standard.is_none() {
        wrong.push(("standard", required.clone()));
    }
    let means = Means::ALL.into_iter().find(|one| one.as_str() == form.value("means"));
    if means.is_none() {
        wrong.push(("means", required.clone()));
    }
    let hours = form.given("hours").map(|text| text.parse::<u32>());
    if matches!(hours, Some(Err(_))) {
        wrong.push(("hours", t.field_error("malformed")));
    }
    let remote = form.value("remote") == "yes";
    if form.given("place").is_none() && !remote {
        wrong.push(("place", required));
    }
    if !wrong.is_empty() {
        form.refuse_fields(wrong);
        return None;
    }
    let (framework, key) = standard?;
    let units = form.value("units");
    Some(NewOpening {
        standard: StandardRef { framework: framework.parse().ok()?, standard: key.into() },
        units: units.split(',').filter(|unit| !unit.is_empty()).map(ItemKey::parse).collect(),
        means: means?,
        hours: hours.and_then(Result::ok),
        place: form.given("place"),
        remote,
        url: form.given("url"),
        until: form.given("until").and_then(|day| day.parse().ok()),
        illustrative: form.value("illustrative") == "yes",
    })
}
