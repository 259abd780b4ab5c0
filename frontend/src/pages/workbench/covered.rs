//! How far the ministry's crosswalks have come: a table whose cells lead to the gaps, and a picture of it.

use puente_wire::suggestions::{Coverage, CoverageRow, Covered, CoveredCrosswalk};
use yew::prelude::*;

use super::WorkbenchTabs;
use super::decide::{name, names};
use crate::api;
use crate::components::{Empty, IconName, Table};
use crate::hooks::use_query;
use crate::i18n::{T, use_t};
use crate::layout::Page;
use crate::place::use_place;

#[component]
pub fn CoveragePage() -> Html {
    let t = use_t();
    let place = use_place();
    let query = use_query(place.organisation, |org| async move { api::workbench::coverage(&org).await });
    html! {
        <Page title={t.text("coverage-title")} lead={t.text("coverage-lead")}>
            <WorkbenchTabs />
            { query.view(|coverage| shown(&t, coverage)) }
        </Page>
    }
}

fn shown(t: &T, coverage: &Coverage) -> Html {
    if coverage.crosswalks.is_empty() {
        return html! { <Empty title={t.text("crosswalks-none")} text={t.text("crosswalks-none-text")} icon={IconName::Link} /> };
    }
    let mut columns = vec![t.text("standard-sector")];
    columns.extend(coverage.crosswalks.iter().map(|one| names(t, &one.frameworks)));
    html! {
        <div class="stack">
            <HeatMap coverage={coverage.clone()} />
            <Table caption={t.text("coverage-title")} {columns}>
                { for coverage.rows.iter().map(|row| line(t, row, &coverage.crosswalks)) }
                <tr>
                    <th scope="row">{ t.text("coverage-all") }</th>
                    { for coverage.crosswalks.iter().map(|one| cell(t, one, one.all, "", &t.text("coverage-all"))) }
                </tr>
            </Table>
            <p class="hint">{ t.text("coverage-note") }</p>
        </div>
    }
}

fn sector(t: &T, row: &CoverageRow) -> AttrValue {
    row.sector.map_or_else(|| t.text("coverage-unknown"), |sector| t.code("sector-", sector.as_str()))
}

fn line(t: &T, row: &CoverageRow, crosswalks: &[CoveredCrosswalk]) -> Html {
    let query = part_of(row);
    let name = sector(t, row);
    html! {
        <tr key={query.clone()}>
            <th scope="row">{ name.clone() }</th>
            { for crosswalks.iter().zip(&row.cells).map(|(one, covered)| cell(t, one, *covered, &query, &name)) }
        </tr>
    }
}

/// How many are decided, and the way to the rest.
fn cell(t: &T, crosswalk: &CoveredCrosswalk, covered: Covered, query: &str, sector: &str) -> Html {
    if covered.total == 0 {
        return html! { <td>{ "—" }</td> };
    }
    let counts = [
        ("related", covered.related.into()),
        ("none", covered.none.into()),
        ("open", covered.open.into()),
        ("total", covered.total.into()),
    ];
    let gaps = gaps_of(crosswalk, query);
    let says = format!(
        "{}: {sector}, {}",
        t.with("coverage-gaps", &[("open", covered.open.into())]),
        names(t, &crosswalk.frameworks)
    );
    html! {
        <td>
            { t.with("coverage-cell", &counts) }
            if covered.open > 0 {
                <br /><a href={gaps} aria-label={says}>{ t.with("coverage-gaps", &[("open", covered.open.into())]) }</a>
            }
        </td>
    }
}

/// Where the standards are listed that nobody has decided about.
fn gaps_of(crosswalk: &CoveredCrosswalk, query: &str) -> String {
    format!("/workbench/crosswalks/{}/gaps{query}", crosswalk.id)
}

/// The part of the work that a row is about, as a query.
fn part_of(row: &CoverageRow) -> String {
    row.sector.map_or_else(|| "?unclassified=true".to_owned(), |one| format!("?sector={}", one.as_str()))
}

#[derive(Properties, PartialEq)]
struct HeatMapProps {
    coverage: Coverage,
}

const LABEL: usize = 150;
const WIDTH: usize = 150;
const HEIGHT: usize = 32;
/// The heads: from one framework, and below it to the other.
const HEAD: usize = 48;

/// The same as a picture: the darker, the more is decided. The table below says it in words, so
/// that only eyes and pointers need this one.
#[component]
fn HeatMap(props: &HeatMapProps) -> Html {
    let t = use_t();
    let Coverage { crosswalks, rows } = &props.coverage;
    let (width, height) = (LABEL + WIDTH * crosswalks.len(), HEAD + HEIGHT * rows.len());
    let head = |(column, one): (usize, &CoveredCrosswalk)| {
        let x = (LABEL + WIDTH * column + 6).to_string();
        let short = |name: AttrValue| name.chars().take(20).collect::<String>();
        html! {
            <g key={column}>
                { for one.frameworks.iter().take(1).map(|from| html! { <text x={x.clone()} y="16">{ short(name(&t, from)) }</text> }) }
                { for one.frameworks.iter().skip(1).map(|to| html! { <text x={x.clone()} y="34">{ "→ " }{ short(name(&t, to)) }</text> }) }
            </g>
        }
    };
    let line = |(place, row): (usize, &CoverageRow)| {
        let y = HEAD + HEIGHT * place;
        html! {
            <g key={place}>
                <text x="0" y={(y + 20).to_string()}>{ sector(&t, row) }</text>
                { for row.cells.iter().zip(crosswalks).enumerate().map(|(column, (covered, one))| {
                    square(column, y, *covered, gaps_of(one, &part_of(row)))
                }) }
            </g>
        }
    };
    html! {
        <figure class="heat scroll" tabindex="0" aria-label={t.text("coverage-picture")}>
            <svg aria-hidden="true" viewBox={format!("0 0 {width} {height}")}
                width={width.to_string()} height={height.to_string()}>
                { for crosswalks.iter().enumerate().map(head) }
                { for rows.iter().enumerate().map(line) }
            </svg>
        </figure>
    }
}

/// A cell; who points can follow it to its gaps, everybody else finds the same link in the table.
fn square(column: usize, y: usize, covered: Covered, gaps: String) -> Html {
    if covered.total == 0 {
        return html! {};
    }
    let decided = covered.total - covered.open;
    // Six steps, from nothing to everything; everything only when nothing is open.
    let heat = if covered.open == 0 { 5 } else { (decided * 5).div_ceil(covered.total).min(4) };
    let x = LABEL + WIDTH * column;
    html! {
        <a key={column} class={format!("heat-{heat}")} href={gaps} tabindex="-1">
            <rect x={x.to_string()} y={y.to_string()} width={(WIDTH - 4).to_string()} height={(HEIGHT - 4).to_string()} rx="6" />
            <text x={(x + 10).to_string()} y={(y + 19).to_string()}>{ format!("{decided} / {}", covered.total) }</text>
        </a>
    }
}
