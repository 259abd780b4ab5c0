//! One crosswalk: its rows as a table, each to be edited by a curator and reviewed by somebody else,
//! and what was published.

mod disagree;
mod rows;

use std::rc::Rc;

use puente_wire::session::Role;
use puente_wire::workbench::{CrosswalkDetail, MappingRow, PublishedVersion};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use self::disagree::Disagree;
use self::rows::Rows;
use super::decide::names;
use super::effects::EffectsSummary;
use super::frameworks::illustrative;
use super::mapping_form::MappingForm;
use super::parts::Parts;
use crate::api::{self, Failure};
use crate::components::{BackLink, Band, Button, ButtonKind, Confirm, IconName, LinkButton, RouteLink, Table, Tone};
use crate::hooks::use_query;
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
    let title = query.ready().map_or_else(|| t.text("crosswalks-title"), |detail| names(&t, &detail.frameworks));
    let back = html! { <BackLink<StaffRoute> to={StaffRoute::Crosswalks} label={t.text("back-crosswalks")} /> };
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
