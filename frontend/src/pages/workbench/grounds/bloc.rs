//! A bloc as it is shown: who belongs, how, since when, and where that is written.

use puente_wire::workbench::{ActHead, BlocAct, Membership, MembershipStatus};
use yew::prelude::*;

use super::bloc_form::BlocForm;
use super::{Ground, Words};
use crate::components::{Pill, Table, Tone};
use crate::i18n::T;
use crate::routes::staff::StaffRoute;

impl Ground for BlocAct {
    const LIST: StaffRoute = StaffRoute::Blocs;
    const NEW: StaffRoute = StaffRoute::NewBloc;

    fn route(id: String) -> StaffRoute {
        StaffRoute::Bloc { id }
    }

    #[expect(private_interfaces, reason = "only the screens of this module ask")]
    fn words(t: &T) -> Words {
        Words {
            title: t.text("blocs-title"),
            lead: t.text("blocs-lead"),
            new: t.text("bloc-new"),
            back: t.text("back-blocs"),
        }
    }

    fn head(&self) -> &ActHead {
        &self.head
    }

    fn title(&self, t: &T) -> String {
        self.bloc.title.read_in(t.locale().tag()).to_owned()
    }

    fn more(&self, t: &T) -> String {
        let now = self.bloc.memberships.iter().filter(|one| one.until.is_none());
        now.map(|one| t.country(one.country.as_str()).to_string()).collect::<Vec<_>>().join(" · ")
    }

    fn shown(&self, t: &T) -> Html {
        let columns = vec![
            t.text("framework-country"),
            t.text("bloc-member-how"),
            t.text("bloc-member-from"),
            t.text("bloc-member-until"),
            t.text("source"),
        ];
        let mut memberships: Vec<&Membership> = self.bloc.memberships.iter().collect();
        memberships.sort_by_key(|one| (t.country(one.country.as_str()), one.from));
        html! {
            <section class="card">
                <h2>{ t.text("bloc-members-title") }</h2>
                <Table caption={t.text("bloc-members-title")} {columns}>{ for memberships.iter().enumerate().map(|(at, one)| row(t, at, one)) }</Table>
            </section>
        }
    }

    fn form(act: Option<&Self>, saved: Callback<ActHead>) -> Html {
        html! { <BlocForm act={act.cloned()} {saved} /> }
    }
}

fn row(t: &T, at: usize, one: &Membership) -> Html {
    let tone = match one.status {
        MembershipStatus::Full => Tone::Ok,
        MembershipStatus::Associated => Tone::Info,
        MembershipStatus::Suspended => Tone::Note,
    };
    html! {
        <tr key={at}>
            <th scope="row">{ t.country(one.country.as_str()) }</th>
            <td><Pill {tone} label={t.code("membership-", one.status.as_str())} /></td>
            <td>{ one.from.map_or_else(|| t.text("agreement-open"), |day| t.date(day)) }</td>
            <td>{ one.until.map_or_else(|| t.text("bloc-member-still"), |day| t.date(day)) }</td>
            <td>{ one.source.clone() }</td>
        </tr>
    }
}
