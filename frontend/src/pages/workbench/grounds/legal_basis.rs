//! A legal basis as it is shown: what it is about, whom it binds, from when until when.

use puente_wire::workbench::{ActHead, LegalBasisAct};
use yew::prelude::*;

use super::legal_basis_form::LegalBasisForm;
use super::{Ground, Words};
use crate::components::{Fact, Facts, RouteLink};
use crate::i18n::T;
use crate::routes::staff::StaffRoute;

impl Ground for LegalBasisAct {
    const LIST: StaffRoute = StaffRoute::LegalBases;
    const NEW: StaffRoute = StaffRoute::NewLegalBasis;

    fn route(id: String) -> StaffRoute {
        StaffRoute::LegalBasis { id }
    }

    #[expect(private_interfaces, reason = "only the screens of this module ask")]
    fn words(t: &T) -> Words {
        Words {
            title: t.text("bases-title"),
            lead: t.text("bases-lead"),
            new: t.text("basis-new"),
            back: t.text("back-bases"),
        }
    }

    fn head(&self) -> &ActHead {
        &self.head
    }

    fn title(&self, t: &T) -> String {
        self.legal_basis.title.read_in(t.locale().tag()).to_owned()
    }

    fn more(&self, t: &T) -> String {
        let subject = self.legal_basis.subject.as_ref();
        subject.map(|subject| subject.read_in(t.locale().tag()).to_owned()).unwrap_or_default()
    }

    fn shown(&self, t: &T) -> Html {
        let basis = &self.legal_basis;
        let open = || t.text("agreement-open");
        let subject = basis.subject.as_ref().map(|subject| subject.read_in(t.locale().tag()).to_owned());
        let mut facts: Vec<Fact> =
            subject.map(|subject| Fact::new(t.text("basis-subject"), subject)).into_iter().collect();
        facts.extend(basis.bloc.clone().map(|bloc| {
            let value = html! { <RouteLink<StaffRoute> to={StaffRoute::Blocs}>{ bloc }</RouteLink<StaffRoute>> };
            Fact { name: t.text("basis-bloc"), value }
        }));
        if !basis.countries.is_empty() {
            let countries: Vec<String> =
                basis.countries.iter().map(|one| t.country(one.as_str()).to_string()).collect();
            facts.push(Fact::new(t.text("basis-countries"), countries.join(", ")));
        }
        facts.push(Fact::new(t.text("bloc-member-from"), basis.from.map_or_else(open, |day| t.date(day))));
        facts.push(Fact::new(
            t.text("bloc-member-until"),
            basis.until.map_or_else(|| t.text("bloc-member-still"), |day| t.date(day)),
        ));
        facts.push(Fact::new(t.text("source"), basis.source.clone()));
        html! { <section class="card"><Facts {facts} /></section> }
    }

    fn form(act: Option<&Self>, saved: Callback<ActHead>) -> Html {
        html! { <LegalBasisForm act={act.cloned()} {saved} /> }
    }
}
