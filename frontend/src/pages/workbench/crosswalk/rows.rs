//! The rows of a crosswalk, and what may be done with each.

use std::rc::Rc;

use puente_wire::workbench::{CrosswalkDetail, FrameworkId, ItemKey, MappingRow, MappingState, Review};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::Open;
use crate::api::{self, Failure};
use crate::browser::page;
use crate::components::{Button, ButtonKind, Empty, IconName, Pill, Table, Tone};
use crate::i18n::{T, use_t};
use crate::pages::workbench::parts::title_of;
use crate::place::use_place;

#[derive(Properties, PartialEq)]
pub(super) struct RowsProps {
    pub(super) detail: Rc<CrosswalkDetail>,
    pub(super) curates: bool,
    pub(super) reviews: bool,
    pub(super) open: UseStateSetter<Open>,
    pub(super) done: Callback<Result<(), Failure>>,
}

#[component]
pub(super) fn Rows(props: &RowsProps) -> Html {
    let t = use_t();
    // A link from elsewhere leads to one row.
    use_effect_with((), |()| page::focus(&page::fragment()));
    if props.detail.rows.is_empty() {
        return html! { <Empty title={t.text("mappings-none")} text={t.text("mappings-none-text")} icon={IconName::Link} /> };
    }
    let columns = vec![
        t.text("mapping-subject"),
        t.text("mapping-relation"),
        t.text("mapping-object"),
        t.text("mapping-by"),
        t.text("mapping-state"),
        t.text("mapping-do"),
    ];
    html! {
        <Table caption={t.text("mappings-title")} {columns}>
            { for props.detail.rows.iter().map(|row| html! {
                <Line key={row.id.clone()} row={row.clone()} detail={props.detail.clone()} curates={props.curates}
                    reviews={props.reviews} open={props.open.clone()} done={props.done.clone()} />
            }) }
        </Table>
    }
}

#[derive(Properties, PartialEq)]
struct LineProps {
    row: MappingRow,
    detail: Rc<CrosswalkDetail>,
    curates: bool,
    reviews: bool,
    open: UseStateSetter<Open>,
    done: Callback<Result<(), Failure>>,
}

#[component]
fn Line(props: &LineProps) -> Html {
    let t = use_t();
    let row = &props.row;
    let mapping = &row.mapping;
    let relation = t.code("predicate-", mapping.predicate.as_str());
    let relation =
        if mapping.not { t.with("information-not", &[("relation", relation.as_str().into())]) } else { relation };
    let crosswalk = &props.detail.crosswalk;
    let side = |framework: &FrameworkId, standard: &ItemKey, unit: Option<&ItemKey>| {
        let key = unit.unwrap_or(standard);
        html! { <>{ title_of(&props.detail.titles, framework, key) }<br /><span class="code">{ key.to_string() }</span></> }
    };
    html! {
        <tr id={format!("row-{}", row.id)} tabindex="-1">
            <td>{ side(&crosswalk.subject_framework, &mapping.subject, mapping.subject_unit.as_ref()) }</td>
            <td>
                { relation }
                { for mapping.confidence.map(|c| html! { <small>{ " " }{ t.with("mapping-confidence-shown", &[("n", c.into())]) }</small> }) }
                { for mapping.comment.iter().map(|comment| html! { <><br /><small class="hint">{ comment.clone() }</small></> }) }
            </td>
            <td>
                { mapping.object.as_ref().map_or_else(
                    || html! { { t.text("mapping-nothing") } },
                    |object| side(&crosswalk.object_framework, object, mapping.object_unit.as_ref()),
                ) }
            </td>
            <td>
                { mapping.author.clone() }
                { for mapping.reviewer.iter().map(|name| html! { <><br /><small class="hint">{ name.clone() }</small></> }) }
            </td>
            <td>
                { state_pill(&t, row.state) }
                { for row.note.iter().map(|note| html! { <><br /><small class="hint">{ note.clone() }</small></> }) }
            </td>
            <td><RowActions ..props.clone() /></td>
        </tr>
    }
}

impl Clone for LineProps {
    fn clone(&self) -> Self {
        Self {
            row: self.row.clone(),
            detail: self.detail.clone(),
            curates: self.curates,
            reviews: self.reviews,
            open: self.open.clone(),
            done: self.done.clone(),
        }
    }
}

fn state_pill(t: &T, state: MappingState) -> Html {
    let tone = match state {
        MappingState::Draft | MappingState::Proposed | MappingState::Withdrawn => Tone::Note,
        MappingState::Agreed => Tone::Ok,
        MappingState::Disagreed => Tone::Bad,
    };
    html! { <Pill {tone} label={t.code("mapping-state-", state.as_str())} /> }
}

/// What the person may do with a row: edit as a curator; agree or not as a reviewer, if not its author.
#[component]
fn RowActions(props: &LineProps) -> Html {
    let t = use_t();
    let place = use_place();
    let row = props.row.clone();
    let object = row.mapping.object.as_ref().map_or_else(|| t.text("mapping-nothing").to_string(), ToString::to_string);
    let named = |words: AttrValue| AttrValue::from(format!("{words}: {} → {object}", row.mapping.subject));
    let show = |what: Open| {
        let open = props.open.clone();
        Callback::from(move |()| open.set(what.clone()))
    };
    let agree = {
        let (org, id, row, done) =
            (place.organisation, props.detail.crosswalk.id.clone(), row.clone(), props.done.clone());
        Callback::from(move |()| {
            let (org, id, row, done) = (org.clone(), id.clone(), row.clone(), done.clone());
            spawn_local(async move {
                let review = Review { revision: row.revision, agree: true, note: None };
                done.emit(api::workbench::review_mapping(&org, &id, &row.id, &review).await.map(drop));
            });
        })
    };
    let waits = matches!(row.state, MappingState::Proposed | MappingState::Agreed | MappingState::Disagreed);
    let reviewable = props.reviews && !row.mine && waits;
    html! {
        <div class="actions">
            if props.curates {
                <Button kind={ButtonKind::Quiet} small=true label={t.text("mapping-edit")} says={named(t.text("mapping-edit"))} onclick={show(Open::Edit(row.clone()))} />
            }
            if reviewable && row.state != MappingState::Agreed {
                <Button kind={ButtonKind::Quiet} small=true label={t.text("review-agree")} says={named(t.text("review-agree"))} onclick={agree} />
            }
            if reviewable && row.state != MappingState::Disagreed {
                <Button kind={ButtonKind::Plain} small=true label={t.text("review-disagree")} says={named(t.text("review-disagree"))} onclick={show(Open::Disagree(row.clone()))} />
            }
        </div>
    }
}
