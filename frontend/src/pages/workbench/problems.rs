//! What is wrong with a file, by row, column and reason: as a table, and as a file to keep.

use std::rc::Rc;

use yew::prelude::*;

use crate::browser::files;
use crate::components::{Band, Button, ButtonKind, IconName, Pager, Pill, Table, Tone};
use crate::i18n::{T, use_t};

const PER_PAGE: u64 = 20;

/// One thing that was found in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Problem {
    /// As people count; none: the file as a whole.
    pub(super) row: Option<u64>,
    pub(super) column: Option<String>,
    /// Kebab-case, of the family `found-`.
    pub(super) reason: String,
    /// What stands there.
    pub(super) value: String,
    /// Nothing need be done about it.
    pub(super) remark: bool,
    /// The row it clashes with.
    pub(super) other: Option<u32>,
}

#[derive(Properties, PartialEq)]
pub(super) struct ProblemsProps {
    pub(super) problems: Rc<Vec<Problem>>,
    /// How many there are, when not all of them are listed.
    #[prop_or_default]
    pub(super) total: Option<u64>,
}

#[component]
pub(super) fn Problems(props: &ProblemsProps) -> Html {
    let t = use_t();
    let page = use_state(|| 0_u64);
    let problems = &props.problems;
    if problems.is_empty() {
        return html! { <p>{ t.text("problems-none") }</p> };
    }
    let keep = {
        let (t, problems) = (t.clone(), problems.clone());
        Callback::from(move |()| {
            files::give("puente-errores.csv", "text/csv", csv(&t, &problems).as_bytes());
        })
    };
    let columns = vec![
        t.text("problem-what"),
        t.text("problem-row"),
        t.text("problem-column"),
        t.text("problem-reason"),
        t.text("problem-value"),
    ];
    let listed = problems.len() as u64;
    let first = usize::try_from(*page * PER_PAGE).unwrap_or(usize::MAX);
    let rows = problems.iter().skip(first).take(usize::try_from(PER_PAGE).unwrap_or(usize::MAX));
    let more = props.total.filter(|total| *total > listed);
    html! {
        <div class="problems">
            <Table caption={t.text("problems-title")} {columns}>{ for rows.map(|one| row(&t, one)) }</Table>
            <Pager page={*page} per_page={PER_PAGE} total={listed} of={t.text("problems-title")} go={let page = page.clone(); Callback::from(move |to| page.set(to))} />
            <div>{ for more.map(|total| html! { <p class="hint">{ t.with("problems-first", &[("n", listed.into()), ("total", total.into())]) }</p> }) }</div>
            <div class="actions">
                <Button kind={ButtonKind::Quiet} icon={IconName::Save} label={t.text("problems-keep")} onclick={keep} />
            </div>
        </div>
    }
}

/// Says of a file that could not be read where and why, and what to do next; the list says the rest.
pub(super) fn unreadable(t: &T, problems: &[Problem]) -> Html {
    let first = problems.iter().find(|one| !one.remark);
    html! {
        <Band tone={Tone::Bad} said={t.text("unreadable")} live=true>
            { for first.map(|one| html! { <p><b>{ located(t, one) }</b></p> }) }
            <p>{ t.text("unreadable-next") }</p>
        </Band>
    }
}

/// Row, column and reason in one sentence.
fn located(t: &T, one: &Problem) -> AttrValue {
    let reason = said(t, one);
    let row = one.row.map(|row| row.to_string());
    let args = |row: &str, column: &str| {
        [("row", row.to_owned().into()), ("column", column.to_owned().into()), ("reason", reason.clone().into())]
    };
    match (row, &one.column) {
        (Some(row), Some(column)) => t.with("unreadable-cell", &args(&row, column)),
        (Some(row), None) => t.with("unreadable-row", &args(&row, "")),
        (None, Some(column)) => t.with("unreadable-column", &args("", column)),
        (None, None) => reason.into(),
    }
}

fn row(t: &T, one: &Problem) -> Html {
    let (tone, words) =
        if one.remark { (Tone::Info, t.text("problem-remark")) } else { (Tone::Bad, t.text("problem-error")) };
    html! {
        <tr>
            <td><Pill {tone} label={words} /></td>
            <td>{ one.row.map_or_else(|| t.text("problem-whole").to_string(), |row| row.to_string()) }</td>
            <td>{ one.column.clone().unwrap_or_else(|| "—".to_owned()) }</td>
            <th scope="row">{ said(t, one) }</th>
            <td><span class="code">{ one.value.clone() }</span></td>
        </tr>
    }
}

fn said(t: &T, one: &Problem) -> String {
    let reason = t.code("found-", &one.reason);
    match one.other {
        Some(row) => format!("{reason} ({})", t.with("problem-other", &[("row", row.into())])),
        None => reason.to_string(),
    }
}

/// The whole list as a table that spreadsheets open; nothing in it is taken for a formula.
fn csv(t: &T, problems: &[Problem]) -> String {
    let head = [
        t.text("problem-what"),
        t.text("problem-row"),
        t.text("problem-column"),
        t.text("problem-reason"),
        t.text("problem-value"),
    ];
    let head: Vec<String> = head.iter().map(|text| cell(text)).collect();
    let mut lines = vec![head.join(",")];
    lines.extend(problems.iter().map(|one| {
        let kind = if one.remark { t.text("problem-remark") } else { t.text("problem-error") };
        let row = one.row.map(|row| row.to_string()).unwrap_or_default();
        let column = one.column.clone().unwrap_or_default();
        [kind.to_string(), row, column, said(t, one), one.value.clone()].map(|text| cell(&text)).join(",")
    }));
    // The mark at the beginning tells spreadsheets that these are UTF-8 letters.
    format!("\u{feff}{}\r\n", lines.join("\r\n"))
}

fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let guard = if formula { "'" } else { "" };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn a_cell_is_never_a_formula_and_keeps_its_quotation_marks() {
        assert_eq!(cell("=1+1"), "\"'=1+1\"");
        assert_eq!(cell("dos \"comillas\""), "\"dos \"\"comillas\"\"\"");
        assert_eq!(cell("EC0076"), "\"EC0076\"");
    }
}
