//! What the body offers to close missing units: the list, adding one, changing one, closing one.

use puente_wire::openings::Opening;
use puente_wire::session::Role;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::DeskTabs;
use super::opening_form::OpeningForm;
use crate::api::{self, Failure};
use crate::browser::page;
use crate::components::{Band, Button, ButtonKind, Confirm, Empty, IconName, Pager, Pill, Table, Tone};
use crate::hooks::use_query;
use crate::i18n::{T, use_t};
use crate::layout::Page;
use crate::place::{DESK, PUBLISHERS, use_place};

/// How many a page shows.
const PER_PAGE: usize = 20;

/// What is open beside the list.
#[derive(Debug, Clone, PartialEq)]
enum Open {
    Nothing,
    Adding,
    Changing(Opening),
    Closing(Opening),
}

#[component]
pub fn Openings() -> Html {
    let t = use_t();
    let place = use_place();
    let query = use_query(place.organisation.clone(), |org| async move { api::openings::openings(&org).await });
    let open = use_state(|| Open::Nothing);
    let to = {
        let open = open.setter();
        Callback::from(move |next: Open| open.set(next))
    };
    let done = {
        let (again, to) = (query.again.clone(), to.clone());
        Callback::from(move |()| {
            to.emit(Open::Nothing);
            again.emit(());
        })
    };
    let back = if place.roles.iter().any(|role| DESK.contains(role)) {
        html! { <DeskTabs /> }
    } else {
        html! {}
    };
    let form = match &*open {
        Open::Adding => html! { <OpeningForm key="new" saved={done.clone()} cancel={to.reform(|()| Open::Nothing)} /> },
        Open::Changing(one) => html! {
            <OpeningForm key={one.id.clone()} opening={one.clone()} saved={done.clone()} cancel={to.reform(|()| Open::Nothing)} />
        },
        Open::Closing(one) => html! { <Closing opening={one.clone()} {done} cancel={to.reform(|()| Open::Nothing)} /> },
        Open::Nothing => html! {
            <div class="actions above">
                <Button label={t.text("opening-add")} icon={IconName::Plus} onclick={to.reform(|()| Open::Adding)} />
            </div>
        },
    };
    html! {
        <Page title={t.text("openings-desk")} lead={t.text("openings-lead")} {back}>
            <div class="stack">
                <div>{ form }</div>
                { query.view(|all| html! { <OpeningList openings={(**all).clone()} open={to} /> }) }
            </div>
        </Page>
    }
}

/// Who may publish what their body offers.
pub(super) fn may_publish(roles: &[Role]) -> bool {
    roles.iter().any(|role| PUBLISHERS.contains(role))
}

#[derive(Properties, PartialEq)]
struct OpeningListProps {
    openings: Vec<Opening>,
    open: Callback<Open>,
}

#[component]
fn OpeningList(props: &OpeningListProps) -> Html {
    let t = use_t();
    let shown = use_state(|| 0_u64);
    let all = &props.openings;
    if all.is_empty() {
        return html! { <Empty title={t.text("openings-none")} text={t.text("openings-none-text")} icon={IconName::File} /> };
    }
    let go = {
        let shown = shown.setter();
        Callback::from(move |page: u64| shown.set(page))
    };
    let skipped = usize::try_from(*shown).unwrap_or_default() * PER_PAGE;
    let columns = vec![
        t.text("desk-column-standard"),
        t.text("opening-means"),
        t.text("opening-where"),
        t.text("opening-until"),
        t.text("desk-column-state"),
        t.text("opening-do"),
    ];
    html! {
        <div>
            <Table caption={t.text("openings-desk")} {columns}>
                { for all.iter().skip(skipped).take(PER_PAGE).map(|one| row(&t, one, &props.open)) }
            </Table>
            <Pager page={*shown} per_page={PER_PAGE as u64} total={all.len() as u64} {go} />
        </div>
    }
}

fn row(t: &T, one: &Opening, open: &Callback<Open>) -> Html {
    let units: Vec<&str> = one.units.iter().map(|unit| unit.as_str().rsplit('/').next().unwrap_or_default()).collect();
    let units = if units.is_empty() { t.text("opening-all-units").to_string() } else { units.join(", ") };
    let hours = one.hours.map(|hours| t.with("close-hours", &[("hours", hours.into())]));
    let remote = one.remote.then(|| t.text("opening-remote").to_string());
    let places: Vec<String> = one.place.clone().into_iter().chain(remote).collect();
    let standing = one.withdrawn_on.is_none();
    let says = |id: AttrValue| AttrValue::from(format!("{id}: {}, {units}", one.standard.standard));
    let (change, close) = (one.clone(), one.clone());
    html! {
        <tr key={one.id.clone()}>
            <th scope="row"><span class="code">{ one.standard.standard.to_string() }</span><br /><small class="hint">{ units.clone() }</small></th>
            <td>{ t.code("means-short-", one.means.as_str()) }{ for hours.map(|hours| html! { <><br /><small class="hint">{ hours }</small></> }) }</td>
            <td>{ places.join(" · ") }</td>
            <td>{ one.until.map_or_else(|| t.text("opening-open"), |day| t.date(day)) }</td>
            <td>{ state(t, one) }</td>
            <td>
                if standing {
                    <span class="actions">
                        <Button small=true kind={ButtonKind::Quiet} label={t.text("opening-change")} says={says(t.text("opening-change"))}
                            onclick={open.reform(move |()| Open::Changing(change.clone()))} />
                        <Button small=true kind={ButtonKind::Quiet} label={t.text("opening-close")} says={says(t.text("opening-close"))}
                            onclick={open.reform(move |()| Open::Closing(close.clone()))} />
                    </span>
                }
            </td>
        </tr>
    }
}

fn state(t: &T, one: &Opening) -> Html {
    if one.withdrawn_on.is_some() {
        return html! { <Pill tone={Tone::Past} label={t.text("opening-state-closed")} /> };
    }
    if one.until.is_some_and(|last| last < page::today()) {
        return html! { <Pill tone={Tone::Past} label={t.text("opening-state-over")} /> };
    }
    html! { <Pill tone={Tone::Ok} label={t.text("opening-state-open")} /> }
}

#[derive(Properties, PartialEq)]
struct ClosingProps {
    opening: Opening,
    done: Callback<()>,
    cancel: Callback<()>,
}

/// Asks before it is taken back.
#[component]
fn Closing(props: &ClosingProps) -> Html {
    let t = use_t();
    let organisation = use_place().organisation;
    let failure = use_state(|| None::<Failure>);
    let busy = use_state(|| false);
    let on_yes = {
        let (id, done, failure, busy) = (props.opening.id.clone(), props.done.clone(), failure.setter(), busy.setter());
        Callback::from(move |()| {
            let (org, id, done, failure, busy) =
                (organisation.clone(), id.clone(), done.clone(), failure.clone(), busy.clone());
            busy.set(true);
            spawn_local(async move {
                match api::openings::close(&org, &id).await {
                    Ok(_) => done.emit(()),
                    Err(why) => failure.set(Some(why)),
                }
                busy.set(false);
            });
        })
    };
    html! {
        <Confirm title={t.text("opening-close-title")} yes={t.text("opening-close")} {on_yes} on_no={props.cancel.clone()} busy={*busy}>
            <p>{ t.with("opening-close-text", &[("standard", props.opening.standard.standard.as_str().into())]) }</p>
            <div>{ for failure.iter().map(|why| html! { <Band tone={Tone::Bad} said={t.failure(why)} live=true /> }) }</div>
        </Confirm>
    }
}
