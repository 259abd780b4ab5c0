//! What lists of agreements and of decisions share.

use puente_wire::session::Role;
use puente_wire::workbench::{ActHead, ActState};
use yew::prelude::*;

use crate::components::{Empty, IconName, Pill, RouteLink, Table, Tone};
use crate::i18n::{T, use_t};
use crate::place::use_place;
use crate::routes::staff::StaffRoute;

/// One version in a list.
#[derive(Clone, PartialEq)]
pub(super) struct ActLine {
    pub(super) head: ActHead,
    pub(super) title: String,
    pub(super) more: Html,
    pub(super) to: StaffRoute,
}

#[derive(Properties, PartialEq)]
pub(super) struct ActTableProps {
    pub(super) caption: AttrValue,
    pub(super) lines: Vec<ActLine>,
    /// Where a new one is written.
    pub(super) new: StaffRoute,
    pub(super) new_label: AttrValue,
    /// Where many come in from a table.
    #[prop_or_default]
    pub(super) import: Option<StaffRoute>,
}

/// Every version, newest change first, and the way to write another.
#[component]
pub(super) fn ActTable(props: &ActTableProps) -> Html {
    let t = use_t();
    let curates = use_place().roles.contains(&Role::Curator);
    let columns = vec![props.caption.clone(), t.text("version"), t.text("act-state"), t.text("act-by")];
    html! {
        <div>
            <div class="actions above">
                if curates {
                    <RouteLink<StaffRoute> to={props.new.clone()} class={classes!("btn")}>{ props.new_label.clone() }</RouteLink<StaffRoute>>
                    { for props.import.clone().map(|to| html! {
                        <RouteLink<StaffRoute> {to} class={classes!("btn", "quiet")}>{ t.text("bulk-table") }</RouteLink<StaffRoute>>
                    }) }
                }
            </div>
            if props.lines.is_empty() {
                <Empty title={t.text("acts-none")} text={t.text("acts-none-text")} icon={IconName::File} />
            } else {
                <Table caption={props.caption.clone()} {columns}>{ for props.lines.iter().map(|line| row(&t, line)) }</Table>
            }
        </div>
    }
}

fn row(t: &T, line: &ActLine) -> Html {
    let head = &line.head;
    let published = head.published_on.map(|day| t.date(day));
    html! {
        <tr key={head.id.clone()}>
            <th scope="row">
                <RouteLink<StaffRoute> to={line.to.clone()}>{ line.title.clone() }</RouteLink<StaffRoute>>
                <br />{ line.more.clone() }
            </th>
            <td>{ head.version }</td>
            <td>{ state_pill(t, head.state) }{ for published.map(|day| html! { <><br /><small class="hint">{ day }</small></> }) }</td>
            <td>{ head.author.clone() }</td>
        </tr>
    }
}

pub(super) fn state_pill(t: &T, state: ActState) -> Html {
    let tone = match state {
        ActState::Draft => Tone::Unknown,
        ActState::Proposed => Tone::Note,
        ActState::Agreed | ActState::Decided => Tone::Info,
        ActState::Published => Tone::Ok,
    };
    html! { <Pill {tone} label={t.code("act-state-", state.as_str())} /> }
}
