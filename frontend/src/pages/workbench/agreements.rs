//! Agreements: the list, one of them, a new one.

use std::rc::Rc;

use puente_wire::workbench::{ActHead, AgreementAct, AgreementDraft, Party};
use yew::prelude::*;
use yew_router::prelude::*;

use super::WorkbenchTabs;
use super::act_page::{ActSteps, Stepping, use_stepping};
use super::acts::{ActLine, ActTable};
use super::agreement_form::AgreementForm;
use super::frameworks::illustrative;
use crate::api;
use crate::components::{BackLink, Fact, Facts};
use crate::hooks::use_query;
use crate::i18n::{T, use_t};
use crate::layout::Page;
use crate::place::use_place;
use crate::routes::staff::StaffRoute;

#[component]
pub fn Agreements() -> Html {
    let t = use_t();
    let place = use_place();
    let query = use_query(place.organisation, |org| async move { api::workbench::acts::<AgreementAct>(&org).await });
    let line = |act: &AgreementAct| ActLine {
        head: act.head.clone(),
        title: title(&t, &act.agreement),
        more: html! {
            <>
                <small>{ parties(&act.agreement.parties) }{ " · " }{ t.code("agreement-status-", act.agreement.status.as_str()) }</small>{ " " }
                { illustrative(&t, act.agreement.illustrative) }
            </>
        },
        to: StaffRoute::Agreement { id: act.head.id.clone() },
    };
    html! {
        <Page title={t.text("agreements-title")} lead={t.text("agreements-lead")}>
            <WorkbenchTabs />
            { query.view(|all| html! {
                <ActTable caption={t.text("agreements-title")} lines={all.iter().map(line).collect::<Vec<_>>()}
                    new={StaffRoute::NewAgreement} new_label={t.text("agreement-new")}
                    import={StaffRoute::ImportAgreements} />
            }) }
        </Page>
    }
}

fn title(t: &T, agreement: &AgreementDraft) -> String {
    agreement.title.read_in(t.locale().tag()).to_owned()
}

fn parties(parties: &[Party]) -> String {
    let names: Vec<String> = parties.iter().map(|party| format!("{} ({})", party.body, party.country)).collect();
    names.join(" · ")
}

#[component]
pub fn NewAgreement() -> Html {
    let t = use_t();
    let navigator = use_navigator();
    let saved = Callback::from(move |head: ActHead| {
        if let Some(navigator) = &navigator {
            navigator.replace(&StaffRoute::Agreement { id: head.id });
        }
    });
    html! {
        <Page title={t.text("agreement-new")} back={back(&t)}>
            <AgreementForm {saved} />
        </Page>
    }
}

fn back(t: &T) -> Html {
    html! { <BackLink<StaffRoute> to={StaffRoute::Agreements} label={t.text("back-agreements")} /> }
}

#[derive(Properties, PartialEq)]
pub struct AgreementPageProps {
    pub id: String,
}

#[component]
pub fn AgreementPage(props: &AgreementPageProps) -> Html {
    let t = use_t();
    let place = use_place();
    let asked = (place.organisation, props.id.clone());
    let query = use_query(asked, |(org, id)| async move { api::workbench::act::<AgreementAct>(&org, &id).await });
    let title = query.ready().map_or_else(|| t.text("agreements-title"), |act| title(&t, &act.agreement).into());
    html! {
        <Page {title} back={back(&t)}>
            { query.view(|act| html! { <Shown act={act.clone()} again={query.again.clone()} /> }) }
        </Page>
    }
}

#[derive(Properties, PartialEq)]
struct ShownProps {
    act: Rc<AgreementAct>,
    again: Callback<()>,
}

#[component]
fn Shown(props: &ShownProps) -> Html {
    let t = use_t();
    let act = &props.act;
    let Stepping { editing, edit, stepped } =
        use_stepping(&act.head.id, &props.again, |id| StaffRoute::Agreement { id });
    html! {
        <div class="stack">
            <ActSteps head={act.head.clone()} place="agreements" stepped={stepped.clone()} {edit} />
            <div>
                if editing {
                    <AgreementForm act={(**act).clone()} saved={stepped} />
                } else {
                    <section class="card"><Facts facts={facts(&t, &act.agreement)} /></section>
                }
            </div>
        </div>
    }
}

/// All that two versions can differ in, title included.
pub(super) fn compared(t: &T, agreement: &AgreementDraft) -> Vec<Fact> {
    let mut all = vec![Fact::new(t.text("agreement-title"), agreement.title.read_in(t.locale().tag()).to_owned())];
    all.extend(facts(t, agreement));
    all
}

/// What it is narrowed to, or that it is not.
fn listed<Name: ToString>(t: &T, all: impl Iterator<Item = Name>) -> String {
    let names: Vec<String> = all.map(|one| one.to_string()).collect();
    if names.is_empty() { t.text("agreement-all").to_string() } else { names.join(", ") }
}

fn facts(t: &T, agreement: &AgreementDraft) -> Vec<Fact> {
    let sectors: Vec<String> =
        agreement.sectors.iter().map(|one| t.code("sector-", one.as_str()).to_string()).collect();
    let open = || t.text("agreement-open");
    let mut facts = vec![
        Fact::new(t.text("agreement-parties"), parties(&agreement.parties)),
        Fact::new(t.text("agreement-mode"), t.code("mode-", agreement.mode.as_str())),
        Fact::new(t.text("agreement-status"), t.code("agreement-status-", agreement.status.as_str())),
        Fact::new(
            t.text("agreement-sectors"),
            if sectors.is_empty() { t.text("agreement-all").to_string() } else { sectors.join(", ") },
        ),
        Fact::new(t.text("agreement-frameworks"), listed(t, agreement.frameworks.iter())),
        Fact::new(t.text("agreement-standards"), listed(t, agreement.standards.iter())),
        Fact::new(t.text("agreement-starts"), agreement.starts_on.map_or_else(open, |day| t.date(day))),
        Fact::new(t.text("agreement-ends"), agreement.ends_on.map_or_else(open, |day| t.date(day))),
    ];
    if !agreement.legal_bases.is_empty() {
        facts.push(Fact::new(t.text("legal-bases"), agreement.legal_bases.join(", ")));
    }
    facts.extend(
        agreement
            .rule
            .as_ref()
            .map(|rule| Fact::new(t.text("agreement-rule"), rule.read_in(t.locale().tag()).to_owned())),
    );
    facts.push(Fact {
        name: t.text("source"),
        value: html! { <>{ agreement.source.clone() }{ " " }{ illustrative(t, agreement.illustrative) }</> },
    });
    facts
}
