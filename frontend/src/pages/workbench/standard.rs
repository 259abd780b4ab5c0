//! One standard as a tree: units, elements, criteria.

use chrono::NaiveDate;
use puente_wire::standards::{Item, ItemNode, LangMap, StandardTree, Status};
use yew::prelude::*;

use super::frameworks::illustrative;
use crate::api;
use crate::components::{BackLink, Fact, Facts};
use crate::hooks::use_query;
use crate::i18n::{T, use_t};
use crate::layout::Page;
use crate::routes::staff::StaffRoute;

#[derive(Properties, PartialEq)]
pub struct StandardPageProps {
    pub id: String,
    pub item: String,
}

#[component]
pub fn StandardPage(props: &StandardPageProps) -> Html {
    let t = use_t();
    let asked = (props.id.clone(), props.item.clone());
    let tree = use_query(asked, |(id, item)| async move { api::standards::tree(&id, &item).await });
    let title = tree
        .ready()
        .map_or_else(|| t.text("standard-title"), |tree| tree.standard.item.title.official_text().to_owned().into());
    let back = StaffRoute::Framework { id: props.id.clone() };
    html! {
        <Page {title} back={html! { <BackLink<StaffRoute> to={back} label={t.text("back-standards")} /> }}>
            { tree.view(|tree| html! { <Shown tree={(**tree).clone()} /> }) }
        </Page>
    }
}

#[derive(Properties, PartialEq)]
struct ShownProps {
    tree: StandardTree,
}

#[component]
fn Shown(props: &ShownProps) -> Html {
    let t = use_t();
    let tree = &props.tree;
    let item = &tree.standard.item;
    html! {
        <div class="stack">
            <div>{ for item.title.translation(t.locale().tag()).map(|text| html! {
                <p class="lead">{ text.to_owned() }{ " — " }{ t.text("unofficial-translation") }</p>
            }) }</div>
            <section class="card">
                <Facts facts={facts(&t, tree)} />
            </section>
            <section class="card">
                <h2>{ t.text("standard-parts") }</h2>
                if tree.standard.children.is_empty() {
                    <p>{ t.text("standard-no-parts") }</p>
                } else {
                    { branch(&t, &tree.standard.children) }
                }
            </section>
        </div>
    }
}

fn facts(t: &T, tree: &StandardTree) -> Vec<Fact> {
    let item = &tree.standard.item;
    let code = item.code_shown();
    let mut facts = Vec::new();
    if !code.is_empty() {
        facts.push(Fact::new(t.text("standard-code"), code));
    }
    facts.extend(item.level.clone().map(|level| Fact::new(t.text("standard-level"), level)));
    facts.extend(item.sector_name.clone().map(|sector| Fact::new(t.text("standard-sector"), sector)));
    facts.push(Fact::new(t.text("standard-status"), status(t, item)));
    if tree.no_longer_listed {
        let version = [("version", tree.version.label.as_str().into())];
        facts.push(Fact::new(t.text("standard-listed"), t.with("standard-not-listed", &version)));
    }
    facts.extend(in_force(t, tree).map(|said| Fact::new(t.text("standard-in-force"), said)));
    let validity = item
        .validity_months
        .map_or_else(|| t.text("standard-no-end"), |months| t.with("standard-months", &[("months", months.into())]));
    facts.push(Fact::new(t.text("standard-validity"), validity));
    facts.extend(
        tree.occupations
            .iter()
            .map(|one| Fact::new(t.text("standard-occupation"), format!("{} {}", one.isco08, read(t, &one.title)))),
    );
    facts.push(Fact::new(t.text("source"), item.source.clone()));
    facts
}

fn status(t: &T, item: &Item) -> String {
    let text = match item.status {
        Status::Active => t.text("standard-active"),
        Status::Withdrawn => t.text("standard-withdrawn"),
        Status::Replaced => {
            let by: Vec<String> = item.replaced_by.iter().map(ToString::to_string).collect();
            t.with("standard-replaced", &[("by", by.join(", ").into())])
        }
    };
    text.to_string()
}

/// When the standard itself is in force, and whether it is today.
fn in_force(t: &T, tree: &StandardTree) -> Option<String> {
    let item = &tree.standard.item;
    let (first, last) = (item.in_force_from, item.in_force_until);
    let day = |day: NaiveDate| t.date(day).to_string();
    let dates = match (first, last) {
        (Some(first), Some(last)) => {
            t.with("standard-in-force-between", &[("from", day(first).into()), ("until", day(last).into())])
        }
        (Some(first), None) => t.with("standard-in-force-from", &[("day", day(first).into())]),
        (None, Some(last)) => t.with("standard-in-force-until", &[("day", day(last).into())]),
        (None, None) => return None,
    };
    let not_today = first.is_some_and(|first| first > tree.as_of) || last.is_some_and(|last| last < tree.as_of);
    Some(if not_today { format!("{dates} {}", t.text("standard-not-in-force-today")) } else { dates.to_string() })
}

fn read(t: &T, title: &LangMap) -> String {
    title.read_in(t.locale().tag()).to_owned()
}

/// Nested lists, as deep as the tree is.
fn branch(t: &T, nodes: &[ItemNode]) -> Html {
    let one = |node: &ItemNode| {
        let item = &node.item;
        let translated = item.title.translation(t.locale().tag()).map(ToOwned::to_owned);
        html! {
            <li key={item.key.to_string()}>
                <span class="what">
                    { for item.code.iter().map(|code| html! { <><span class="code">{ code.to_string() }</span>{ " " }</> }) }
                    { item.title.official_text().to_owned() }{ " " }{ illustrative(t, item.illustrative) }
                    { for item.hours.map(|hours| html! { <small>{ t.with("standard-hours", &[("hours", hours.into())]) }</small> }) }
                    { for translated.map(|text| html! { <small>{ text }{ " — " }{ t.text("unofficial-translation") }</small> }) }
                </span>
                { if node.children.is_empty() { html! {} } else { branch(t, &node.children) } }
            </li>
        }
    };
    html! { <ul class="units">{ for nodes.iter().map(one) }</ul> }
}
