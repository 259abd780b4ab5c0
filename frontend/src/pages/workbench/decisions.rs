//! Recognition decisions: the list, one of them, a new one.

use std::rc::Rc;

use puente_wire::workbench::{ActHead, DecisionAct, DecisionDraft, LangMap, Provisional, StandardRef};
use yew::prelude::*;
use yew_router::prelude::*;

use super::WorkbenchTabs;
use super::act_page::{ActSteps, Stepping, use_stepping};
use super::acts::{ActLine, ActTable};
use super::decision_form::DecisionForm;
use super::deliberation::DeliberationCard;
use super::frameworks::illustrative;
use crate::api;
use crate::components::{BackLink, Fact, Facts, RouteLink};
use crate::hooks::use_query;
use crate::i18n::{T, use_t};
use crate::layout::Page;
use crate::place::use_place;
use crate::routes::staff::StaffRoute;

#[component]
pub fn Decisions() -> Html {
    let t = use_t();
    let place = use_place();
    let query = use_query(place.organisation, |org| async move { api::workbench::acts::<DecisionAct>(&org).await });
    let line = |act: &DecisionAct| ActLine {
        head: act.head.clone(),
        title: act.decision.number.clone(),
        more: html! {
            <>
                <small>{ pair(&act.decision) }{ " · " }{ t.code("outcome-", act.decision.outcome.as_str()) }</small>{ " " }
                { illustrative(&t, act.decision.illustrative) }
            </>
        },
        to: StaffRoute::Decision { id: act.head.id.clone() },
    };
    html! {
        <Page title={t.text("decisions-title")} lead={t.text("decisions-lead")}>
            <WorkbenchTabs />
            { query.view(|all| html! {
                <ActTable caption={t.text("decisions-title")} lines={all.iter().map(line).collect::<Vec<_>>()}
                    new={StaffRoute::NewDecision} new_label={t.text("decision-new")}
                    import={StaffRoute::ImportDecisions} />
            }) }
        </Page>
    }
}

fn pair(decision: &DecisionDraft) -> String {
    let target = decision.target.as_ref().map_or_else(|| "—".to_owned(), |target| target.standard.to_string());
    format!("{} → {target}", decision.source_standard.standard)
}

#[component]
pub fn NewDecision() -> Html {
    let t = use_t();
    let navigator = use_navigator();
    let saved = Callback::from(move |head: ActHead| {
        if let Some(navigator) = &navigator {
            navigator.replace(&StaffRoute::Decision { id: head.id });
        }
    });
    html! {
        <Page title={t.text("decision-new")} back={back(&t)}>
            <DecisionForm {saved} />
        </Page>
    }
}

fn back(t: &T) -> Html {
    html! { <BackLink<StaffRoute> to={StaffRoute::Decisions} label={t.text("back-decisions")} /> }
}

#[derive(Properties, PartialEq)]
pub struct DecisionPageProps {
    pub id: String,
}

#[component]
pub fn DecisionPage(props: &DecisionPageProps) -> Html {
    let t = use_t();
    let place = use_place();
    let asked = (place.organisation, props.id.clone());
    let query = use_query(asked, |(org, id)| async move { api::workbench::act::<DecisionAct>(&org, &id).await });
    let title = query.ready().map_or_else(|| t.text("decisions-title"), |act| act.decision.number.clone().into());
    html! {
        <Page {title} back={back(&t)}>
            { query.view(|act| html! { <Shown act={act.clone()} again={query.again.clone()} /> }) }
        </Page>
    }
}

#[derive(Properties, PartialEq)]
struct ShownProps {
    act: Rc<DecisionAct>,
    again: Callback<()>,
}

#[component]
fn Shown(props: &ShownProps) -> Html {
    let t = use_t();
    let act = &props.act;
    let Stepping { editing, edit, stepped } =
        use_stepping(&act.head.id, &props.again, |id| StaffRoute::Decision { id });
    html! {
        <div class="stack">
            <ActSteps head={act.head.clone()} place="decisions" stepped={stepped.clone()} {edit} />
            <DeliberationCard act={(**act).clone()} stepped={stepped.clone()} />
            <div>
                if editing {
                    <DecisionForm act={(**act).clone()} saved={stepped} />
                } else {
                    <section class="card"><Facts facts={facts(&t, &act.decision, linked, named)} /></section>
                }
            </div>
        </div>
    }
}

/// All that two versions can differ in, number included; standards as plain codes.
pub(super) fn compared(t: &T, decision: &DecisionDraft) -> Vec<Fact> {
    let mut all = vec![Fact::new(t.text("decision-number"), decision.number.clone())];
    let plain = |slugs: &[String]| html! { { slugs.join(", ") } };
    all.extend(facts(t, decision, |at| html! { { at.standard.to_string() } }, plain));
    all
}

/// Bodies by the names the registry knows them by.
fn named(slugs: &[String]) -> Html {
    html! { <IssuerNames slugs={slugs.to_vec()} /> }
}

#[derive(Properties, PartialEq)]
struct IssuerNamesProps {
    slugs: Vec<String>,
}

#[component]
fn IssuerNames(props: &IssuerNamesProps) -> Html {
    let all = use_query((), |()| api::issuers::all());
    let known = all.ready().map(|all| all.as_slice()).unwrap_or_default();
    let name = |slug: &String| known.iter().find(|one| one.slug == *slug).map_or(slug, |one| &one.name).clone();
    html! { { props.slugs.iter().map(name).collect::<Vec<_>>().join(", ") } }
}

fn facts(
    t: &T,
    decision: &DecisionDraft,
    standard: fn(&StandardRef) -> Html,
    issuers: fn(&[String]) -> Html,
) -> Vec<Fact> {
    let read = |text: &LangMap| text.read_in(t.locale().tag()).to_owned();
    let mut facts = vec![
        Fact::new(t.text("decision-outcome"), t.code("outcome-", decision.outcome.as_str())),
        Fact { name: t.text("decision-source"), value: standard(&decision.source_standard) },
    ];
    facts.extend(
        decision.target.as_ref().map(|target| Fact { name: t.text("decision-target"), value: standard(target) }),
    );
    if !decision.issuers.is_empty() {
        facts.push(Fact { name: t.text("decision-issuers"), value: issuers(&decision.issuers) });
    }
    if !decision.covers.is_empty() {
        let covered: Vec<String> = decision.covers.iter().map(|one| one.unit.to_string()).collect();
        facts.push(Fact::new(t.text("unit-covered"), covered.join(", ")));
    }
    if !decision.missing.is_empty() {
        let missing: Vec<String> = decision.missing.iter().map(|one| one.unit.to_string()).collect();
        facts.push(Fact::new(t.text("unit-missing"), missing.join(", ")));
    }
    facts.extend(decision.provisional.map(|provisional| match provisional {
        Provisional::Months(months) => Fact::new(t.text("decision-months"), months.to_string()),
        Provisional::Until(day) => Fact::new(t.text("decision-until"), t.date(day)),
    }));
    facts.extend(decision.conditions.iter().map(|one| Fact::new(t.text("decision-condition"), read(one))));
    facts.extend(decision.reason.as_ref().map(|reason| Fact::new(t.text("decision-reason"), read(reason))));
    facts.push(Fact::new(t.text("decision-decided"), t.date(decision.decided_on)));
    facts.push(Fact::new(t.text("decision-from"), t.date(decision.effective_from)));
    facts.extend(decision.effective_until.map(|day| Fact::new(t.text("decision-ends"), t.date(day))));
    if let Some(withdrawal) = &decision.withdrawal {
        facts.push(Fact::new(t.text("decision-withdrawn-from"), t.date(withdrawal.from)));
        facts.push(Fact::new(t.text("decision-withdrawn-why"), read(&withdrawal.reason)));
        if withdrawal.retroactive {
            facts.push(Fact::new(t.text("decision-withdrawal"), t.text("decision-withdrawn-always")));
        }
    }
    if !decision.legal_bases.is_empty() {
        facts.push(Fact::new(t.text("legal-bases"), decision.legal_bases.join(", ")));
    }
    facts.extend(decision.agreement.clone().map(|id| Fact::new(t.text("decision-agreement"), id)));
    facts.push(Fact {
        name: t.text("source"),
        value: html! { <>{ decision.source.clone() }{ " " }{ illustrative(t, decision.illustrative) }</> },
    });
    facts
}

fn linked(at: &StandardRef) -> Html {
    let to = StaffRoute::Standard { id: at.framework.to_string(), key: at.standard.to_string() };
    html! { <RouteLink<StaffRoute> {to}>{ at.standard.to_string() }</RouteLink<StaffRoute>> }
}
