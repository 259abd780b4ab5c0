//! Blocs and legal bases, which all ministries keep together: the list, one of them with its earlier
//! versions, a new one. What tells the two apart is a [`Ground`].

mod bloc;
mod bloc_form;
mod legal_basis;
mod legal_basis_form;
mod members;

use std::rc::Rc;

use puente_wire::workbench::{ActHead, ActState};
use yew::prelude::*;
use yew_router::prelude::*;

use super::WorkbenchTabs;
use super::act_page::{ActSteps, Stepping, use_stepping};
use super::acts::{ActLine, ActTable, state_pill};
use crate::api;
use crate::api::workbench::Act;
use crate::components::{BackLink, RouteLink, Table};
use crate::hooks::use_query;
use crate::i18n::{T, use_t};
use crate::layout::Page;
use crate::place::use_place;
use crate::routes::staff::StaffRoute;

/// What screens say of a kind.
pub(super) struct Words {
    title: AttrValue,
    lead: AttrValue,
    new: AttrValue,
    back: AttrValue,
}

/// A kind of act that all ministries share.
pub trait Ground: Act + Clone {
    /// Where its list is.
    const LIST: StaffRoute;
    /// Where a new one is written.
    const NEW: StaffRoute;

    /// Where one version is.
    fn route(id: String) -> StaffRoute;
    /// What screens say of the kind.
    #[expect(private_interfaces, reason = "only the screens of this module ask")]
    fn words(t: &T) -> Words;
    /// How far it has come.
    fn head(&self) -> &ActHead;
    /// What it is called.
    fn title(&self, t: &T) -> String;
    /// Below the title in a list.
    fn more(&self, t: &T) -> String;
    /// What it says.
    fn shown(&self, t: &T) -> Html;
    /// Where it is written.
    fn form(act: Option<&Self>, saved: Callback<ActHead>) -> Html;
}

#[component]
pub fn GroundList<G: Ground>() -> Html {
    let t = use_t();
    let place = use_place();
    let query = use_query(place.organisation, |org| async move { api::workbench::acts::<G>(&org).await });
    let line = |act: &G| ActLine {
        head: act.head().clone(),
        title: act.title(&t),
        more: html! { <small>{ act.more(&t) }</small> },
        to: G::route(act.head().id.clone()),
    };
    let words = G::words(&t);
    html! {
        <Page title={words.title.clone()} lead={words.lead}>
            <WorkbenchTabs />
            { query.view(|all| html! {
                <ActTable caption={words.title} lines={all.iter().map(line).collect::<Vec<_>>()} new={G::NEW} new_label={words.new} />
            }) }
        </Page>
    }
}

fn back<G: Ground>(words: &Words) -> Html {
    html! { <BackLink<StaffRoute> to={G::LIST} label={words.back.clone()} /> }
}

#[component]
pub fn NewGround<G: Ground>() -> Html {
    let t = use_t();
    let navigator = use_navigator();
    let saved = Callback::from(move |head: ActHead| {
        if let Some(navigator) = &navigator {
            navigator.replace(&G::route(head.id));
        }
    });
    let words = G::words(&t);
    let back = back::<G>(&words);
    html! { <Page title={words.new} {back}>{ G::form(None, saved) }</Page> }
}

#[derive(Properties, PartialEq)]
pub struct GroundPageProps {
    pub id: String,
}

#[component]
pub fn GroundPage<G: Ground>(props: &GroundPageProps) -> Html {
    let t = use_t();
    let place = use_place();
    let asked = (place.organisation, props.id.clone());
    let query = use_query(asked, |(org, id)| async move { api::workbench::act::<G>(&org, &id).await });
    let words = G::words(&t);
    let title = query.ready().map_or_else(|| words.title.clone(), |act| act.title(&t).into());
    html! {
        <Page {title} back={back::<G>(&words)}>
            { query.view(|act| html! { <Shown<G> act={act.clone()} again={query.again.clone()} /> }) }
        </Page>
    }
}

#[derive(Properties, PartialEq)]
struct ShownProps<G: PartialEq> {
    act: Rc<G>,
    again: Callback<()>,
}

#[component]
fn Shown<G: Ground>(props: &ShownProps<G>) -> Html {
    let t = use_t();
    let act = &props.act;
    let Stepping { editing, edit, stepped } = use_stepping(&act.head().id, &props.again, G::route);
    html! {
        <div class="stack">
            <ActSteps head={act.head().clone()} place={G::PLACE} stepped={stepped.clone()} {edit} />
            <div>
                if editing {
                    { G::form(Some(act), stepped) }
                } else {
                    { act.shown(&t) }
                }
            </div>
            <History<G> head={act.head().clone()} />
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct HistoryProps {
    head: ActHead,
}

/// Every version of the same, newest first.
#[component]
fn History<G: Ground>(props: &HistoryProps) -> Html {
    let t = use_t();
    let asked = (use_place().organisation, props.head.clone());
    let query = use_query(asked, |(org, _)| async move { api::workbench::acts::<G>(&org).await });
    let columns = vec![t.text("version"), t.text("act-state"), t.text("version-day"), t.text("act-by")];
    let row = |act: &&G| {
        let head = act.head();
        let to = G::route(head.id.clone());
        let day = head.published_on.filter(|_| head.state == ActState::Published).map(|day| t.date(day));
        html! {
            <tr key={head.id.clone()}>
                <th scope="row"><RouteLink<StaffRoute> {to}>{ head.version }</RouteLink<StaffRoute>></th>
                <td>{ state_pill(&t, head.state) }</td>
                <td>{ day.unwrap_or_else(|| "—".into()) }</td>
                <td>{ head.author.clone() }</td>
            </tr>
        }
    };
    html! {
        <section>
            <h2>{ t.text("ground-history") }</h2>
            { query.view(|all| {
                let mut versions: Vec<&G> = all.iter().filter(|one| one.head().act == props.head.act).collect();
                versions.sort_by_key(|one| std::cmp::Reverse(one.head().version));
                html! { <Table caption={t.text("ground-history")} {columns}>{ for versions.iter().map(row) }</Table> }
            }) }
        </section>
    }
}
