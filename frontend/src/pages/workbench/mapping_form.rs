//! Writing one row of a crosswalk.

use puente_wire::standards::ItemNode;
use puente_wire::workbench::{
    CrosswalkSummary, FrameworkId, Justification, Mapping, MappingDraft, MappingEdit, MappingRow, Predicate,
};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::picker::{StandardPicker, chosen};
use crate::api::{self, Failure};
use crate::components::{Band, Button, ButtonKind, Checkbox, ErrorSummary, Field, Select, TextArea, Tone};
use crate::hooks::{Form, field, use_form, use_query};
use crate::i18n::{T, use_t};
use crate::place::use_place;

#[derive(Properties, PartialEq)]
pub(super) struct MappingFormProps {
    pub(super) crosswalk: CrosswalkSummary,
    /// The row that is edited; absent: a new one.
    #[prop_or_default]
    pub(super) row: Option<MappingRow>,
    pub(super) done: Callback<Result<(), Failure>>,
    pub(super) close: Callback<()>,
}

#[component]
pub(super) fn MappingForm(props: &MappingFormProps) -> Html {
    let t = use_t();
    let place = use_place();
    let form = use_mapping_form(&props.crosswalk, props.row.as_ref());
    let newer = use_state(|| None::<MappingRow>);
    let revision = newer.as_ref().or(props.row.as_ref()).map(|row| row.revision);
    let onsubmit = {
        let (form, t, org, newer) = (form.clone(), t.clone(), place.organisation, newer.setter());
        let (id, row, done) = (props.crosswalk.id.clone(), props.row.clone(), props.done.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some(draft) = complete(&form, &t).filter(|_| !form.is_sending()) else { return };
            form.sending();
            let (form, t, org, newer) = (form.clone(), t.clone(), org.clone(), newer.clone());
            let (id, row, done) = (id.clone(), row.clone(), done.clone());
            spawn_local(async move {
                let saved = match (row, revision) {
                    (Some(row), Some(revision)) => {
                        let edit = MappingEdit { revision, mapping: draft };
                        api::workbench::edit_mapping(&org, &id, &row.id, &edit).await
                    }
                    _ => api::workbench::add_mapping(&org, &id, &draft, &form.once()).await,
                };
                match saved {
                    Ok(_) => {
                        form.clear();
                        done.emit(Ok(()));
                    }
                    Err(failure) => {
                        newer.set(failure.current());
                        form.refuse_with(&t, &failure);
                    }
                }
            });
        })
    };
    let title = if props.row.is_some() { t.text("mapping-edit-title") } else { t.text("mapping-add") };
    html! {
        <section class="card" aria-labelledby="mapping-form-title">
            <h2 id="mapping-form-title">{ title }</h2>
            <ErrorSummary form={form.clone()} />
            <div>{ for newer.iter().map(|row| changed(&t, &row.mapping)) }</div>
            <form novalidate=true {onsubmit}>
                <MappingFields form={form.clone()} crosswalk={props.crosswalk.clone()} />
                <div class="actions">
                    <Button submit=true label={t.text("save-draft")} busy={form.is_sending()} />
                    <Button kind={ButtonKind::Quiet} label={t.text("cancel")} onclick={props.close.clone()} />
                </div>
            </form>
        </section>
    }
}

/// The row as it stands now; saving again replaces it knowingly.
fn changed(t: &T, mapping: &Mapping) -> Html {
    let relation = t.code("predicate-", mapping.predicate.as_str());
    let object = mapping.object.as_ref().map_or_else(|| t.text("mapping-nothing").to_string(), ToString::to_string);
    let says = format!("{} · {relation} · {object}", mapping.subject);
    html! {
        <Band tone={Tone::Note} said={t.text("stale-now")}>
            <p>{ says }{ for mapping.confidence.map(|n| html! { <>{ " · " }{ t.with("mapping-confidence-shown", &[("n", n.into())]) }</> }) }</p>
            <p>{ mapping.author.clone() }{ for mapping.comment.iter().map(|text| html! { <>{ ": " }{ text.clone() }</> }) }</p>
            <p>{ t.text("stale-again") }</p>
        </Band>
    }
}

#[hook]
fn use_mapping_form(crosswalk: &CrosswalkSummary, row: Option<&MappingRow>) -> Form {
    let mapping = row.map(|row| &row.mapping);
    let key = |key: Option<&puente_wire::workbench::ItemKey>| key.map(ToString::to_string).unwrap_or_default();
    let pick =
        |framework: &FrameworkId, key: Option<String>| key.map(|key| format!("{framework}|{key}")).unwrap_or_default();
    let subject = mapping.map(|mapping| mapping.subject.to_string());
    let object = mapping.and_then(|mapping| mapping.object.as_ref()).map(ToString::to_string);
    let name = row
        .map_or_else(|| format!("mapping-new-{}", crosswalk.id), |row| format!("mapping-{}-{}", row.id, row.revision));
    let fields = vec![
        field("subject_typed").starting(subject.clone().unwrap_or_default()),
        field("subject").starting(pick(&crosswalk.subject_framework, subject)),
        field("subject_unit").starting(key(mapping.and_then(|mapping| mapping.subject_unit.as_ref()))),
        field("predicate").starting(mapping.map(|mapping| mapping.predicate.as_str()).unwrap_or_default()),
        field("not").starting(if mapping.is_some_and(|mapping| mapping.not) { "yes" } else { "" }),
        field("object_typed").starting(object.clone().unwrap_or_default()),
        field("object").starting(pick(&crosswalk.object_framework, object)),
        field("object_unit").starting(key(mapping.and_then(|mapping| mapping.object_unit.as_ref()))),
        field("justification")
            .starting(mapping.map_or(Justification::default(), |mapping| mapping.justification).as_str()),
        field("confidence")
            .starting(mapping.and_then(|mapping| mapping.confidence).map(|n| n.to_string()).unwrap_or_default()),
        field("comment").starting(mapping.and_then(|mapping| mapping.comment.clone()).unwrap_or_default()),
    ];
    use_form(name, fields)
}

#[derive(Properties, PartialEq)]
struct FieldsProps {
    form: Form,
    crosswalk: CrosswalkSummary,
}

#[component]
fn MappingFields(props: &FieldsProps) -> Html {
    let t = use_t();
    let FieldsProps { form, crosswalk } = props;
    let predicates: Vec<_> =
        Predicate::ALL.iter().map(|one| (one.as_str().into(), t.code("predicate-", one.as_str()))).collect();
    let reasons: Vec<_> =
        Justification::ALL.iter().map(|one| (one.as_str().into(), t.code("justification-", one.as_str()))).collect();
    html! {
        <div>
            <div class="cols">
                <div>
                    <StandardPicker form={form.clone()} typed="subject_typed" name="subject" label={t.text("mapping-subject")}
                        framework={crosswalk.subject_framework.clone()} />
                    <UnitChoice form={form.clone()} of="subject" name="subject_unit" />
                </div>
                <div>
                    <StandardPicker form={form.clone()} typed="object_typed" name="object" label={t.text("mapping-object")}
                        framework={crosswalk.object_framework.clone()} />
                    <UnitChoice form={form.clone()} of="object" name="object_unit" />
                </div>
            </div>
            <Select form={form.clone()} name="predicate" label={t.text("mapping-relation")} options={predicates} none={t.text("pick")} required=true />
            <Checkbox form={form.clone()} name="not" label={t.text("mapping-not")} hint={t.text("mapping-not-hint")} />
            <Select form={form.clone()} name="justification" label={t.text("mapping-why")} options={reasons} />
            <Field form={form.clone()} name="confidence" label={t.text("mapping-confidence")} hint={t.text("mapping-confidence-hint")}
                inputmode="numeric" class={classes!("narrow")} />
            <TextArea form={form.clone()} name="comment" label={t.text("mapping-comment")} rows=2 />
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct UnitChoiceProps {
    form: Form,
    of: &'static str,
    name: &'static str,
}

/// One unit of the chosen standard, or the whole.
#[component]
fn UnitChoice(props: &UnitChoiceProps) -> Html {
    let t = use_t();
    let asked = chosen(&props.form, props.of);
    let tree = use_query(asked, |asked| async move {
        match asked {
            Some((framework, key)) => api::standards::tree(&framework, &key).await.map(|tree| tree.standard.children),
            None => Ok(Vec::new()),
        }
    });
    let option = |node: &ItemNode| {
        let words = format!("{} {}", node.item.code_shown(), node.item.title.official_text());
        (AttrValue::from(node.item.key.to_string()), AttrValue::from(words))
    };
    let options: Vec<_> = tree.ready().map(|units| units.iter().map(option).collect()).unwrap_or_default();
    html! {
        <div>
            if !options.is_empty() {
                <Select form={props.form.clone()} name={props.name} label={t.text("mapping-unit")} {options} none={t.text("mapping-whole")} />
            }
        </div>
    }
}

fn complete(form: &Form, t: &T) -> Option<MappingDraft> {
    let mut wrong: Vec<(&'static str, AttrValue)> = ["subject", "predicate", "object"]
        .into_iter()
        .filter(|name| form.given(name).is_none())
        .map(|name| (name, t.field_error("required")))
        .collect();
    let confidence = form.given("confidence").map(|text| text.parse::<u8>().ok().filter(|n| *n <= 100));
    if confidence == Some(None) {
        wrong.push(("confidence", t.field_error("out-of-range")));
    }
    if !wrong.is_empty() {
        form.refuse_fields(wrong);
        return None;
    }
    let standard = |name: &str| chosen(form, name).map(|(_, key)| key);
    let unit = |name: &str, standard: &str| form.given(name).filter(|unit| unit.starts_with(standard));
    let (subject, object) = (standard("subject")?, standard("object")?);
    Some(MappingDraft {
        subject_unit: unit("subject_unit", &subject).map(Into::into),
        object_unit: unit("object_unit", &object).map(Into::into),
        subject: subject.into(),
        predicate: form.given("predicate")?.parse().ok()?,
        not: form.value("not") == "yes",
        object: Some(object.into()),
        draft: false,
        justification: form.value("justification").parse().unwrap_or_default(),
        confidence: confidence.flatten(),
        comment: form.given("comment"),
    })
}
