//! What does not fit together in a crosswalk: each finding with its rule, its items and its rows.

use std::rc::Rc;

use puente_wire::crosswalks::{Finding, FoundItem, Rule};
use puente_wire::workbench::CrosswalkDetail;
use yew::prelude::*;

use super::new_versions::NewVersions;
use super::parts::{Parts, back, item_link, title_of, titled};
use crate::api;
use crate::components::{Empty, IconName, Pager, Pill, Table, Tone};
use crate::hooks::use_query;
use crate::i18n::{T, use_t};
use crate::layout::Page;
use crate::pages::desk::filter;
use crate::place::use_place;

const PER_PAGE: u64 = 20;

#[derive(Properties, PartialEq)]
pub struct FindingsPageProps {
    pub id: String,
}

#[component]
pub fn FindingsPage(props: &FindingsPageProps) -> Html {
    let t = use_t();
    let place = use_place();
    let query = use_query((place.organisation, props.id.clone()), |(org, id)| async move {
        let detail = api::workbench::crosswalk(&org, &id).await?;
        Ok((Rc::new(detail), api::workbench::findings(&org, &id).await?))
    });
    let title = titled(&t, &t.text("findings-title"), query.ready().map(|found| found.0.frameworks.as_slice()));
    html! {
        <Page {title} lead={t.text("findings-lead")} back={back(&t)}>
            <Parts id={props.id.clone()} />
            <div class="stack">
                <NewVersions id={props.id.clone()} changed={query.again.clone()} />
                { query.view(|found| html! { <Findings detail={found.0.clone()} findings={found.1.clone()} /> }) }
            </div>
        </Page>
    }
}

#[derive(Properties, PartialEq)]
struct FindingsProps {
    detail: Rc<CrosswalkDetail>,
    findings: Vec<Finding>,
}

#[component]
fn Findings(props: &FindingsProps) -> Html {
    let t = use_t();
    let asked = use_state(|| (None::<Rule>, 0_u64));
    if props.findings.is_empty() {
        return html! { <Empty title={t.text("findings-none")} text={t.text("findings-none-text")} icon={IconName::Check} /> };
    }
    let (rule, page) = *asked;
    let choose = {
        let asked = asked.setter();
        Callback::from(move |rule| asked.set((rule, 0)))
    };
    let go = {
        let asked = asked.setter();
        Callback::from(move |page| asked.set((rule, page)))
    };
    let found: Vec<&Finding> = props.findings.iter().filter(|one| rule.is_none_or(|rule| rule == one.rule)).collect();
    let first = usize::try_from(page * PER_PAGE).unwrap_or(usize::MAX);
    let rows = found.iter().skip(first).take(usize::try_from(PER_PAGE).unwrap_or(usize::MAX));
    let columns = vec![t.text("finding-rule"), t.text("finding-items"), t.text("finding-rows")];
    html! {
        <div>
            { filter(t.text("findings-filter"), rules(&t, &props.findings), rule, &choose) }
            <Table caption={t.text("findings-title")} {columns}>{ for rows.map(|one| line(&t, one, &props.detail)) }</Table>
            <Pager {page} per_page={PER_PAGE} total={found.len() as u64} {go} />
        </div>
    }
}

fn rules(t: &T, findings: &[Finding]) -> Vec<(Option<Rule>, AttrValue, u32)> {
    let count = |rule: Option<Rule>| {
        let number = findings.iter().filter(|one| rule.is_none_or(|rule| rule == one.rule)).count();
        u32::try_from(number).unwrap_or(u32::MAX)
    };
    let one = |rule: Rule| (Some(rule), t.code("rule-", rule.as_str()), count(Some(rule)));
    let used = Rule::ALL.into_iter().map(one).filter(|(_, _, count)| *count > 0);
    std::iter::once((None, t.text("findings-all"), count(None))).chain(used).collect()
}

fn line(t: &T, one: &Finding, detail: &CrosswalkDetail) -> Html {
    let item = |found: &FoundItem| {
        let title = title_of(&detail.titles, &found.framework, &found.item);
        html! {
            <li key={format!("{}-{}", found.framework, found.item)}>
                { item_link(&found.framework, &found.item, &title) }
                { " " }<small class="hint">{ found.framework.to_string() }</small>
            </li>
        }
    };
    html! {
        <tr key={format!("{:?}-{:?}", one.rule, one.items)}>
            <th scope="row">
                <Pill tone={Tone::Note} label={t.code("rule-", one.rule.as_str())} />
                <br /><small>{ t.code("rule-why-", one.rule.as_str()) }</small>
            </th>
            <td><ul class="plain">{ for one.items.iter().map(item) }</ul></td>
            <td><ul class="plain">{ for one.rows.iter().map(|row| row_link(t, row, detail)) }</ul></td>
        </tr>
    }
}

/// The way to a row; rows of the opposite direction are named by the crosswalk they are published in.
fn row_link(t: &T, row: &str, detail: &CrosswalkDetail) -> Html {
    let Some(known) = detail.rows.iter().find(|one| one.id == row) else {
        return html! { <li key={row.to_owned()}>{ t.with("finding-published", &[("id", row.into())]) }</li> };
    };
    let object =
        known.mapping.object.as_ref().map_or_else(|| t.text("mapping-nothing").to_string(), ToString::to_string);
    let words = format!("{} → {object}", known.mapping.subject);
    let href = format!("/workbench/crosswalks/{}#row-{row}", detail.crosswalk.id);
    html! { <li key={row.to_owned()}><a {href}>{ words }</a></li> }
}
