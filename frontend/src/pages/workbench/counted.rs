//! Statistics: decisions and coverage counted, with what is hidden said to be so.

use std::collections::BTreeSet;

use puente_wire::statistics::{CoverageStatistics, DecisionStatistics, Shown, TOTAL, Table as Counts, UNKNOWN};
use yew::prelude::*;

use super::WorkbenchTabs;
use crate::api;
use crate::components::{ButtonKind, Empty, IconName, LinkButton, Select, Table};
use crate::hooks::{Form, field, use_form, use_query};
use crate::i18n::{T, use_t};
use crate::layout::Page;

type Both = (DecisionStatistics, CoverageStatistics);

#[component]
pub fn StatisticsPage() -> Html {
    let t = use_t();
    let query = use_query((), |()| api::statistics::statistics());
    let form = use_form("statistics", vec![field("pair"), field("sector"), field("outcome")]);
    html! {
        <Page title={t.text("statistics-title")} lead={t.text("statistics-lead")}>
            <WorkbenchTabs />
            { query.view(|both| shown(&t, both, &form)) }
        </Page>
    }
}

fn shown(t: &T, both: &Both, form: &Form) -> Html {
    let (decisions, coverage) = both;
    let least = t.with("statistics-hidden-why", &[("n", decisions.smallest_shown.into())]);
    html! {
        <div class="stack">
            <section class="card" aria-labelledby="hidden-title">
                <h2 id="hidden-title">{ t.text("statistics-hidden-title") }</h2>
                <p>{ least }</p>
                <p class="hint">{ t.with("statistics-as-of", &[("day", t.date(decisions.as_of).as_str().into())]) }</p>
            </section>
            { filters(t, both, form) }
            { by_pair(t, "statistics-decisions", &decisions.decisions, form, "outcome") }
            { downloads(t, api::statistics::DECISIONS, "statistics-decisions", form, &["pair", "outcome", "sector"]) }
            <div class="cols">
                { line(t, "statistics-sectors", &decisions.sectors, form) }
                { line(t, "statistics-times", &decisions.time_to_decide, form) }
                { line(t, "statistics-years", &decisions.years, form) }
            </div>
            { by_pair(t, "statistics-coverage", &coverage.coverage, form, "sector") }
            { downloads(t, api::statistics::COVERAGE, "statistics-coverage", form, &["pair", "sector"]) }
        </div>
    }
}

/// What the tables are called.
fn title(t: &T, table: &str) -> AttrValue {
    match table {
        "statistics-decisions" => t.text("statistics-decisions"),
        "statistics-sectors" => t.text("statistics-sectors"),
        "statistics-times" => t.text("statistics-times"),
        "statistics-years" => t.text("statistics-years"),
        _ => t.text("statistics-coverage"),
    }
}

/// What a row or a column is called.
fn name(t: &T, name: &str) -> AttrValue {
    let country = |code: &str| if code == UNKNOWN { t.text("statistics-unknown") } else { t.country(code) };
    if let Some((from, to)) = name.split_once('-').filter(|(_, to)| to.len() == 2) {
        return format!("{} → {}", country(from), country(to)).into();
    }
    match name {
        TOTAL => t.text("statistics-total"),
        UNKNOWN => t.text("statistics-unknown"),
        "several" => t.text("statistics-several"),
        "earlier" => t.text("statistics-earlier"),
        other => ["outcome-", "sector-", "time-band-"]
            .iter()
            .find_map(|family| t.of_family(family, other))
            .unwrap_or_else(|| other.to_owned().into()),
    }
}

fn count(t: &T, count: Shown) -> Html {
    match count {
        Some(count) => html! { <td class="number">{ count }</td> },
        None => html! { <td class="number muted">{ t.text("statistics-hidden") }</td> },
    }
}

fn filters(t: &T, (decisions, coverage): &Both, form: &Form) -> Html {
    let of = |names: &[&Vec<String>]| -> Vec<(AttrValue, AttrValue)> {
        let all: BTreeSet<&String> = names.iter().copied().flatten().filter(|name| *name != TOTAL).collect();
        let mut all: Vec<_> = all.into_iter().map(|one| (AttrValue::from(one.clone()), name(t, one))).collect();
        all.sort_by(|a, b| a.1.cmp(&b.1));
        all
    };
    let all = t.text("statistics-all");
    html! {
        <form class="card" aria-label={t.text("statistics-filter")} onsubmit={Callback::from(|event: SubmitEvent| event.prevent_default())}>
            <div class="cols">
                <Select form={form.clone()} name="pair" label={t.text("statistics-pair")} none={all.clone()}
                    options={of(&[&decisions.decisions.rows, &coverage.coverage.rows])} />
                <Select form={form.clone()} name="outcome" label={t.text("decision-outcome")} none={all.clone()}
                    options={of(&[&decisions.decisions.columns])} />
                <Select form={form.clone()} name="sector" label={t.text("standard-sector")} none={all}
                    options={of(&[&coverage.coverage.columns])} />
            </div>
        </form>
    }
}

fn wanted(form: &Form, filter: &str) -> impl Fn(&str) -> bool + use<> {
    let wanted = form.given(filter);
    move |name| wanted.as_ref().is_none_or(|wanted| wanted == name)
}

/// Pairs of countries as rows.
fn by_pair(t: &T, table: &str, counts: &Counts, form: &Form, across: &str) -> Html {
    let part = counts.only(wanted(form, "pair"), wanted(form, across));
    let caption = title(t, table);
    let inner = if part.rows.iter().all(|row| row == TOTAL) {
        html! { <Empty title={t.text("statistics-none")} text={t.text("statistics-none-text")} icon={IconName::Search} /> }
    } else {
        let columns = [t.text("statistics-pair")].into_iter().chain(part.columns.iter().map(|one| name(t, one)));
        let line = |(row, cells): (&String, &Vec<Shown>)| {
            html! {
                <tr key={row.clone()}>
                    <th scope="row">{ name(t, row) }</th>
                    { for cells.iter().map(|cell| count(t, *cell)) }
                </tr>
            }
        };
        html! {
            <Table caption={caption.clone()} columns={columns.collect::<Vec<_>>()}>
                { for part.rows.iter().zip(&part.cells).map(line) }
            </Table>
        }
    };
    html! { <section><h2>{ caption.clone() }</h2><div>{ inner }</div></section> }
}

/// A table of one row, turned so that it fits a phone.
fn line(t: &T, table: &str, counts: &Counts, form: &Form) -> Html {
    let sector = wanted(form, "sector");
    let part = counts.only(|_| true, |column| table != "statistics-sectors" || sector(column));
    let caption = title(t, table);
    let cells = part.cells.first().cloned().unwrap_or_default();
    let one = |(column, cell): (&String, &Shown)| {
        html! { <tr key={column.clone()}><th scope="row">{ name(t, column) }</th>{ count(t, *cell) }</tr> }
    };
    html! {
        <section>
            <h2>{ caption.clone() }</h2>
            <Table caption={caption.clone()} columns={vec![t.text("statistics-of"), t.text("statistics-count")]}>
                { for part.columns.iter().zip(&cells).map(one) }
            </Table>
        </section>
    }
}

fn downloads(t: &T, path: &str, table: &str, form: &Form, filters: &[&str]) -> Html {
    let chosen: String = filters.iter().filter_map(|name| Some(format!("&{name}={}", form.given(name)?))).collect();
    let file = |format: &str| format!("{path}?format={format}{chosen}");
    let saved = |format: &str| format!("{table}.{format}");
    html! {
        <div class="actions">
            <LinkButton href={file("csv")} label={t.text("statistics-csv")} icon={IconName::Save} kind={ButtonKind::Quiet}
                download={saved("csv")} />
            <LinkButton href={file("json")} label={t.text("statistics-json")} icon={IconName::Save} kind={ButtonKind::Quiet}
                download={saved("json")} />
        </div>
    }
}
