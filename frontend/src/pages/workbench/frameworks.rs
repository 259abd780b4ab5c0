//! Frameworks, and the standards of one.

use puente_wire::session::Role;
use puente_wire::standards::{FrameworkId, FrameworkSummary, StandardQuery, StandardSummary};
use yew::prelude::*;

use super::WorkbenchTabs;
use super::framework_draft::{Drafts, StartDraft};
use crate::api;
use crate::components::{
    BackLink, ButtonKind, Empty, IconName, LinkButton, Pager, Pill, RouteLink, SearchBox, Table, Tone,
};
use crate::hooks::use_query;
use crate::i18n::{T, use_t};
use crate::layout::Page;
use crate::place::use_place;
use crate::routes::staff::StaffRoute;

#[component]
pub fn Frameworks() -> Html {
    let t = use_t();
    let curates = use_place().roles.contains(&Role::Curator);
    let query = use_query((), |()| api::standards::frameworks());
    let columns = vec![
        t.text("framework"),
        t.text("framework-country"),
        t.text("framework-version"),
        t.text("framework-standards"),
    ];
    html! {
        <Page title={t.text("frameworks-title")} lead={t.text("frameworks-lead")}>
            <WorkbenchTabs />
            <div class="actions above">
                if curates {
                    <RouteLink<StaffRoute> class="btn" to={StaffRoute::FrameworkImport}>{ t.text("import-open") }</RouteLink<StaffRoute>>
                }
            </div>
            <Drafts />
            { query.view(|all| html! {
                <section>
                    <h2>{ t.text("frameworks-published") }</h2>
                    <Table caption={t.text("frameworks-title")} {columns}>
                        { for all.frameworks.iter().map(|one| framework_row(&t, one)) }
                    </Table>
                </section>
            }) }
        </Page>
    }
}

fn framework_row(t: &T, one: &FrameworkSummary) -> Html {
    let framework = &one.framework;
    let to = StaffRoute::Framework { id: framework.id.to_string() };
    let country = framework.country.map_or_else(|| t.text("framework-regional"), |country| t.country(country.as_str()));
    html! {
        <tr key={framework.id.to_string()}>
            <th scope="row">
                <RouteLink<StaffRoute> {to}>{ framework.title.official_text().to_owned() }</RouteLink<StaffRoute>>
                <br /><small>{ framework.body.clone() }</small>{ " " }{ illustrative(t, framework.illustrative) }
            </th>
            <td>{ country }</td>
            <td>{ one.version.label.clone() }</td>
            <td>{ one.standards }</td>
        </tr>
    }
}

/// Says that something was made for the demonstration.
pub(super) fn illustrative(t: &T, shown: bool) -> Html {
    html! {
        <span>
            if shown {
                <Pill tone={Tone::Info} label={t.text("illustrative")} />
            }
        </span>
    }
}

#[derive(Properties, PartialEq)]
pub struct FrameworkPageProps {
    pub id: String,
}

#[component]
pub fn FrameworkPage(props: &FrameworkPageProps) -> Html {
    let t = use_t();
    let place = use_place();
    // A ministry looks after the frameworks of its own country.
    let mine = |one: &FrameworkSummary| {
        let home = one.framework.country.is_some_and(|country| country.as_str() == place.country);
        home && place.roles.contains(&Role::Curator)
    };
    let asked = use_state(|| (String::new(), 0_u64));
    let all = use_query((), |()| api::standards::frameworks());
    let framework: Option<FrameworkId> = props.id.parse().ok();
    let found = use_query((framework, (*asked).clone()), |(framework, (words, page))| async move {
        let page = u32::try_from(page + 1).ok();
        let q = Some(words).filter(|words| !words.is_empty());
        api::standards::search(&StandardQuery { q, framework, country: None, page }).await
    });
    let summary =
        all.ready().and_then(|all| all.frameworks.iter().find(|one| one.framework.id.as_str() == props.id).cloned());
    let title = summary
        .as_ref()
        .map_or_else(|| t.text("frameworks-title"), |one| one.framework.title.official_text().to_owned().into());
    let search = {
        let asked = asked.setter();
        Callback::from(move |words: String| asked.set((words, 0)))
    };
    let go = {
        let asked = asked.clone();
        Callback::from(move |page: u64| asked.set((asked.0.clone(), page)))
    };
    html! {
        <Page {title} back={html! { <BackLink<StaffRoute> to={StaffRoute::Workbench} label={t.text("back-frameworks")} /> }}>
            <div>{ for summary.iter().map(|one| source_of(&t, one)) }</div>
            { ways_out(&t, &props.id) }
            <div>{ for summary.as_ref().filter(|one| mine(one)).map(|one| html! { <StartDraft framework={one.framework.id.clone()} /> }) }</div>
            <SearchBox id="standards-search" label={t.text("standards-search")} {search} value={asked.0.clone()} />
            { found.view(|page| html! {
                <>
                    <div>
                        if page.standards.is_empty() {
                            <Empty title={t.text("standards-none")} text={t.text("standards-none-text")} icon={IconName::Search} />
                        } else {
                            <Table caption={t.text("framework-standards")} columns={vec![t.text("standard-code"), t.text("standard-title"), t.text("standard-level")]}>
                                { for page.standards.iter().map(|one| standard_row(&t, one)) }
                            </Table>
                        }
                    </div>
                    <Pager page={asked.1} per_page={u64::from(page.per_page)} total={u64::from(page.total)} go={go.clone()} />
                </>
            }) }
        </Page>
    }
}

fn source_of(t: &T, one: &FrameworkSummary) -> Html {
    let day = t.date(one.version.published_on);
    html! {
        <p class="lead">
            { one.framework.body.clone() }{ " · " }{ t.with("framework-as-of", &[("day", day.as_str().into())]) }
            <br /><small class="hint">{ t.text("source") }{ ": " }{ one.framework.source.clone() }</small>
        </p>
    }
}

/// Comparing versions, and the newest one as a file.
fn ways_out(t: &T, id: &str) -> Html {
    let file = |form: &'static str, ending: &'static str, label: AttrValue| {
        let href = api::frameworks::file_address(id, form);
        html! { <LinkButton {href} {label} kind={ButtonKind::Quiet} icon={IconName::Save} download={format!("{id}.{ending}")} /> }
    };
    html! {
        <div class="actions above">
            <RouteLink<StaffRoute> class="btn quiet" to={StaffRoute::FrameworkDiff { id: id.to_owned() }}>{ t.text("versions-compare") }</RouteLink<StaffRoute>>
            { file("case", "json", t.text("export-case")) }
            { file("csv", "csv", t.text("export-csv")) }
            { file("tsv", "tsv", t.text("export-tsv")) }
        </div>
    }
}

fn standard_row(t: &T, one: &StandardSummary) -> Html {
    let to = StaffRoute::Standard { id: one.framework.to_string(), key: one.key.to_string() };
    html! {
        <tr key={one.key.to_string()}>
            <td><span class="code">{ if one.code.is_empty() { "—".to_owned() } else { one.code.clone() } }</span></td>
            <th scope="row">
                <RouteLink<StaffRoute> {to}>{ one.title.official_text().to_owned() }</RouteLink<StaffRoute>>
                { " " }{ illustrative(t, one.illustrative) }
            </th>
            <td>{ one.level.clone() }</td>
        </tr>
    }
}
