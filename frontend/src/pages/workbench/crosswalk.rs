//! One crosswalk: its rows as a table, each to be edited by a curator and reviewed by somebody else,
//! and what was published.

use std::rc::Rc;

use puente_wire::session::Role;
use puente_wire::workbench::{
    CrosswalkDetail, Framework, FrameworkId, ItemKey, MappingRow, MappingState, PublishedVersion, Review,
};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::effects::EffectsSummary;
use super::frameworks::illustrative;
use super::mapping_form::MappingForm;
use super::parts::{Parts, title_of};
use crate::api::{self, Failure};
use crate::browser::page;
use crate::components::{
    Band, Button, ButtonKind, Confirm, Empty, ErrorSummary, IconName, LinkButton, Pill, RouteLink, Table, TextArea,
    Tone,
};
use crate::hooks::{field, use_form, use_query};
use crate::i18n::{T, use_t};
use crate::layout::Page;
use crate::place::use_place;
use crate::routes::staff::StaffRoute;

#[derive(Properties, PartialEq)]
pub struct CrosswalkPageProps {
    pub id: String,
}

#[component]
pub fn CrosswalkPage(props: &CrosswalkPageProps) -> Html {
    let t = use_t();
    let place = use_place();
    let asked = (place.organisation, props.id.clone());
    let query = use_query(asked, |(org, id)| async move { api::workbench::crosswalk(&org, &id).await });
    let name = |one: &Framework| match one.country {
        Some(country) => format!("{} ({})", one.body, t.country(country.as_str())),
        None => one.body.clone(),
    };
    let title = query.ready().map_or_else(
        || t.text("crosswalks-title"),
        |detail| detail.frameworks.iter().map(name).collect::<Vec<_>>().join(" → ").into(),
    );
    let back = html! { <RouteLink<StaffRoute> to={StaffRoute::Crosswalks}>{ t.text("back-crosswalks") }</RouteLink<StaffRoute>> };
    html! {
        <Page {title} {back}>
            <Parts id={props.id.clone()} />
            { query.view(|detail| html! { <Detail detail={detail.clone()} changed={query.again.clone()} /> }) }
        </Page>
    }
}

#[derive(Clone, PartialEq)]
enum Open {
    Nothing,
    New,
    Edit(MappingRow),
    Disagree(MappingRow),
    Publish,
}

#[derive(Properties, PartialEq)]
struct DetailProps {
    detail: Rc<CrosswalkDetail>,
    changed: Callback<()>,
}

#[component]
fn Detail(props: &DetailProps) -> Html {
    let t = use_t();
    let place = use_place();
    let open = use_state(|| Open::Nothing);
    let failure = use_state(|| None::<Failure>);
    let crosswalk = &props.detail.crosswalk;
    let done = {
        let (open, failure, changed) = (open.setter(), failure.setter(), props.changed.clone());
        Callback::from(move |outcome: Result<(), Failure>| {
            open.set(Open::Nothing);
            failure.set(outcome.err());
            changed.emit(());
        })
    };
    let show = |what: Open| {
        let open = open.setter();
        Callback::from(move |()| open.set(what.clone()))
    };
    let curates = place.roles.contains(&Role::Curator);
    let reviews = place.roles.contains(&Role::Reviewer);
    html! {
        <div class="stack">
            <p class="lead">
                { t.with("crosswalk-counts", &[("proposed", crosswalk.proposed.into()), ("agreed", crosswalk.agreed.into())]) }
                { " " }{ illustrative(&t, crosswalk.illustrative) }
            </p>
            <div>{ for failure.iter().map(|failure| html! { <Band tone={Tone::Bad} said={t.failure(failure)} live=true /> }) }</div>
            <div class="actions above">
                if curates {
                    <RouteLink<StaffRoute> class="btn" to={StaffRoute::Decide { id: crosswalk.id.clone() }}>{ t.text("decide-open") }</RouteLink<StaffRoute>>
                    <Button kind={ButtonKind::Quiet} icon={IconName::Plus} label={t.text("mapping-add")} onclick={show(Open::New)} />
                }
                if reviews {
                    <Button kind={if curates { ButtonKind::Quiet } else { ButtonKind::Main }} label={t.text("crosswalk-publish")} onclick={show(Open::Publish)} />
                }
            </div>
            <div key="open">{ panel(&t, &open, props, &done) }</div>
            <Rows detail={props.detail.clone()} {curates} {reviews} open={open.setter()} done={done.clone()} />
            <Versions id={crosswalk.id.clone()} versions={props.detail.versions.clone()} />
        </div>
    }
}

fn panel(t: &T, open: &UseStateHandle<Open>, props: &DetailProps, done: &Callback<Result<(), Failure>>) -> Html {
    let close = {
        let open = open.setter();
        Callback::from(move |()| open.set(Open::Nothing))
    };
    let crosswalk = &props.detail.crosswalk;
    match &**open {
        Open::Nothing => html! {},
        Open::New => html! { <MappingForm key="new" crosswalk={crosswalk.clone()} done={done.clone()} {close} /> },
        Open::Edit(row) => {
            html! { <MappingForm key={row.id.clone()} crosswalk={crosswalk.clone()} row={row.clone()} done={done.clone()} {close} /> }
        }
        Open::Disagree(row) => {
            html! { <Disagree key={row.id.clone()} crosswalk={crosswalk.id.clone()} row={row.clone()} done={done.clone()} {close} /> }
        }
        Open::Publish => html! {
            <PublishQuestion crosswalk={crosswalk.id.clone()} done={done.clone()} {close}>
                <EffectsSummary kind="crosswalks" id={crosswalk.id.clone()} />
                <p>{ t.with("crosswalk-publish-text", &[("agreed", crosswalk.agreed.into()), ("proposed", crosswalk.proposed.into())]) }</p>
            </PublishQuestion>
        },
    }
}

#[derive(Properties, PartialEq)]
struct PublishProps {
    crosswalk: String,
    done: Callback<Result<(), Failure>>,
    close: Callback<()>,
    children: Html,
}

#[component]
fn PublishQuestion(props: &PublishProps) -> Html {
    let t = use_t();
    let place = use_place();
    let busy = use_state(|| false);
    let on_yes = {
        let (org, id, done, busy) = (place.organisation, props.crosswalk.clone(), props.done.clone(), busy.setter());
        Callback::from(move |()| {
            busy.set(true);
            let (org, id, done) = (org.clone(), id.clone(), done.clone());
            spawn_local(async move {
                done.emit(api::workbench::publish_crosswalk(&org, &id).await.map(drop));
            });
        })
    };
    html! {
        <Confirm title={t.text("crosswalk-publish")} yes={t.text("publish-yes")} kind={ButtonKind::Main} {on_yes}
            on_no={props.close.clone()} busy={*busy}>{ props.children.clone() }</Confirm>
    }
}

#[derive(Properties, PartialEq)]
struct RowsProps {
    detail: Rc<CrosswalkDetail>,
    curates: bool,
    reviews: bool,
    open: UseStateSetter<Open>,
    done: Callback<Result<(), Failure>>,
}

#[component]
fn Rows(props: &RowsProps) -> Html {
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

#[derive(Properties, PartialEq)]
struct DisagreeProps {
    crosswalk: String,
    row: MappingRow,
    done: Callback<Result<(), Failure>>,
    close: Callback<()>,
}

#[component]
fn Disagree(props: &DisagreeProps) -> Html {
    let t = use_t();
    let place = use_place();
    let form = use_form(format!("disagree-{}", props.row.id), vec![field("note")]);
    let onsubmit = {
        let (form, t, org) = (form.clone(), t.clone(), place.organisation);
        let (id, row, done) = (props.crosswalk.clone(), props.row.clone(), props.done.clone());
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
            form.send(&t, sent, move |_| done.emit(Ok(())));
        })
    };
    html! {
        <section class="card" aria-labelledby="disagree-title">
            <h2 id="disagree-title">{ t.text("review-disagree") }</h2>
            <ErrorSummary form={form.clone()} />
            <form novalidate=true {onsubmit}>
                <TextArea form={form.clone()} name="note" label={t.text("review-note")} required=true />
                <div class="actions">
                    <Button submit=true label={t.text("review-disagree")} busy={form.is_sending()} />
                    <Button kind={ButtonKind::Quiet} label={t.text("cancel")} onclick={props.close.clone()} />
                </div>
            </form>
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct VersionsProps {
    id: String,
    versions: Vec<PublishedVersion>,
}

#[component]
fn Versions(props: &VersionsProps) -> Html {
    let t = use_t();
    let line = |one: &PublishedVersion| {
        html! {
            <tr key={one.version}>
                <th scope="row">{ t.with("version-number", &[("n", one.version.into())]) }</th>
                <td>{ t.date(one.published_on) }</td>
                <td>{ one.published_by.clone() }</td>
                <td>{ one.rows }</td>
            </tr>
        }
    };
    let file = |form: &'static str, label: AttrValue| {
        let href = format!("/api/v1/crosswalks/{}/sssom?format={form}", props.id);
        html! { <LinkButton {href} {label} kind={ButtonKind::Quiet} icon={IconName::Save} download={format!("{}.sssom.{form}", props.id)} /> }
    };
    let columns = vec![t.text("version"), t.text("version-day"), t.text("version-by"), t.text("version-rows")];
    html! {
        <section>
            <h2>{ t.text("versions-title") }</h2>
            if props.versions.is_empty() {
                <p>{ t.text("never-published") }</p>
            } else {
                <>
                    <Table caption={t.text("versions-title")} {columns}>{ for props.versions.iter().map(line) }</Table>
                    <div class="actions">
                        { file("tsv", t.text("sssom-export-tsv")) }
                        { file("json", t.text("sssom-export-json")) }
                    </div>
                </>
            }
        </section>
    }
}
