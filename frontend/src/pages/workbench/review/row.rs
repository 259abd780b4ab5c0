//! One row that waits: both standards side by side, what its author says, and the answer.

use std::rc::Rc;

use puente_wire::crosswalks::QueuedRow;
use puente_wire::standards::StandardTree;
use puente_wire::workbench::{CrosswalkDetail, FrameworkId, ItemKey, ItemTitle, Review};
use yew::prelude::*;

use super::comments::Comments;
use crate::api::{self, Failure};
use crate::browser::page;
use crate::components::{Button, ButtonKind, ErrorSummary, Fact, Facts, TextArea};
use crate::hooks::{field, use_form, use_query};
use crate::i18n::{T, use_t};
use crate::pages::workbench::decide::marked;
use crate::pages::workbench::parts::{item_link, title_of};
use crate::place::use_place;

#[derive(Properties, PartialEq)]
pub(super) struct RowProps {
    pub(super) queued: QueuedRow,
    pub(super) detail: Rc<CrosswalkDetail>,
    pub(super) titles: Vec<ItemTitle>,
    /// The person may agree or disagree.
    pub(super) may: bool,
    /// The reason is being written.
    pub(super) disagreeing: bool,
    pub(super) agree: Callback<()>,
    pub(super) ask: Callback<bool>,
    pub(super) done: Callback<Result<AttrValue, Failure>>,
}

#[component]
pub(super) fn Row(props: &RowProps) -> Html {
    let t = use_t();
    let ask = |yes: bool| {
        let ask = props.ask.clone();
        Callback::from(move |()| ask.emit(yes))
    };
    let keyed = |words: AttrValue, key: &str| AttrValue::from(format!("{words} ({key})"));
    let row = &props.queued.row;
    html! {
        <>
            { sides(props, &t) }
            <section class="card" aria-label={t.text("mapping-relation")}>
                <Facts facts={facts(&t, props)} />
                <div>{ for row.note.iter().map(|note| html! { <p><b>{ t.text("review-note-shown") }</b>{ " " }{ note.clone() }</p> }) }</div>
                <div>
                    if props.disagreeing {
                        <Disagree crosswalk={props.detail.crosswalk.id.clone()} queued={props.queued.clone()} done={props.done.clone()} close={ask(false)} />
                    } else if props.may {
                        <div class="actions">
                            <Button label={keyed(t.text("review-agree"), "A")} onclick={props.agree.clone()} />
                            <Button kind={ButtonKind::Quiet} label={keyed(t.text("review-disagree"), "D")} onclick={ask(true)} />
                        </div>
                    } else if row.mine {
                        <p class="hint">{ t.text("act-own-work") }</p>
                    }
                </div>
                <Comments crosswalk={props.detail.crosswalk.id.clone()} row={row.id.clone()} said={props.queued.comments.clone()} />
            </section>
        </>
    }
}

fn facts(t: &T, props: &RowProps) -> Vec<Fact> {
    let mapping = &props.queued.row.mapping;
    let relation = t.code("predicate-", mapping.predicate.as_str());
    let relation =
        if mapping.not { t.with("information-not", &[("relation", relation.as_str().into())]) } else { relation };
    let mut facts = vec![
        Fact::new(t.text("mapping-relation"), relation),
        Fact::new(t.text("mapping-why"), t.code("justification-", mapping.justification.as_str())),
        Fact::new(t.text("act-by"), mapping.author.clone()),
    ];
    facts.extend(mapping.confidence.map(|n| Fact::new(t.text("mapping-confidence"), n.to_string())));
    facts.extend(mapping.comment.clone().map(|comment| Fact::new(t.text("mapping-comment"), comment)));
    facts
}

fn sides(props: &RowProps, t: &T) -> Html {
    let (mapping, crosswalk) = (&props.queued.row.mapping, &props.detail.crosswalk);
    let (from, to) = (&crosswalk.subject_framework, &crosswalk.object_framework);
    let subject = title_of(&props.titles, from, &mapping.subject);
    let object = mapping.object.as_ref().map(|key| title_of(&props.titles, to, key)).unwrap_or_default();
    let unit = |framework: &FrameworkId, key: Option<&ItemKey>| key.map(|key| title_of(&props.titles, framework, key));
    html! {
        <div class="sides">
            <article class="card" aria-label={t.text("mapping-subject")}>
                <Side framework={from.clone()} item={mapping.subject.clone()} title={subject.clone()} other={object.clone()}
                    unit={unit(from, mapping.subject_unit.as_ref())} />
            </article>
            <article class="card" aria-label={t.text("mapping-object")}>
                if let Some(key) = &mapping.object {
                    <Side framework={to.clone()} item={key.clone()} title={object} other={subject}
                        unit={unit(to, mapping.object_unit.as_ref())} />
                } else {
                    <h2>{ t.text("mapping-nothing") }</h2>
                }
            </article>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct SideProps {
    framework: FrameworkId,
    item: ItemKey,
    title: String,
    /// The other side's title, whose words are marked.
    other: String,
    /// The unit that the row speaks of; none: the whole standard.
    unit: Option<String>,
}

#[component]
fn Side(props: &SideProps) -> Html {
    let t = use_t();
    let asked = (props.framework.to_string(), props.item.to_string());
    let query = use_query(asked, |(framework, key)| async move { api::standards::tree(&framework, &key).await });
    html! {
        <>
            <h2>{ marked(&props.title, &props.other) }</h2>
            <p>{ item_link(&props.framework, &props.item, "") }</p>
            <div>{ for props.unit.iter().map(|unit| html! { <p><b>{ t.text("mapping-unit") }</b>{ ": " }{ unit.clone() }</p> }) }</div>
            { query.view(|tree| about(&t, tree)) }
        </>
    }
}

fn about(t: &T, tree: &StandardTree) -> Html {
    let item = &tree.standard.item;
    let mut facts = Vec::new();
    facts.extend(item.level.clone().map(|level| Fact::new(t.text("standard-level"), level)));
    facts.extend(item.sector_name.clone().map(|sector| Fact::new(t.text("standard-sector"), sector)));
    facts.extend(item.hours.map(|hours| Fact::new(t.text("decide-hours"), hours.to_string())));
    let units = tree.standard.children.iter().map(|unit| {
        html! { <li key={unit.item.key.to_string()}>{ unit.item.title.official_text().to_owned() }</li> }
    });
    html! {
        <>
            <Facts {facts} />
            if !tree.standard.children.is_empty() {
                <h3>{ t.text("standard-parts") }</h3>
                <ul>{ for units }</ul>
            }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct DisagreeProps {
    crosswalk: String,
    queued: QueuedRow,
    done: Callback<Result<AttrValue, Failure>>,
    close: Callback<()>,
}

/// Sending a row back, with the reason.
#[component]
fn Disagree(props: &DisagreeProps) -> Html {
    let t = use_t();
    let org = use_place();
    let row = &props.queued.row;
    let form = use_form(format!("queue-disagree-{}", row.id), vec![field("note")]);
    use_effect_with(form.id("note"), |id| page::focus(id));
    let onsubmit = {
        let (form, t, org) = (form.clone(), t.clone(), org.organisation);
        let (id, row, done) = (props.crosswalk.clone(), row.clone(), props.done.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some(note) = form.given("note") else {
                form.refuse_fields(vec![("note", t.field_error("required"))]);
                return;
            };
            let (org, id, row, done) = (org.clone(), id.clone(), row.clone(), done.clone());
            let sent = async move {
                let review = Review { revision: row.revision, agree: false, note: Some(note) };
                api::workbench::review_mapping(&org, &id, &row.id, &review).await
            };
            let said = t.with("review-sent-back", &[("item", row.mapping.subject.to_string().into())]);
            form.send(&t, sent, move |_| done.emit(Ok(said)));
        })
    };
    html! {
        <form novalidate=true {onsubmit}>
            <ErrorSummary form={form.clone()} />
            <TextArea form={form.clone()} name="note" label={t.text("review-note")} required=true />
            <div class="actions">
                <Button submit=true label={t.text("review-disagree")} busy={form.is_sending()} />
                <Button kind={ButtonKind::Quiet} label={t.text("cancel")} onclick={props.close.clone()} />
            </div>
        </form>
    }
}
