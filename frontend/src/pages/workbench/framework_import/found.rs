//! What a file says: how it was read, what is wrong, what would change.

use std::rc::Rc;

use puente_wire::frameworks::{Delimiter, Encoding, Finding, FrameworkPreview, Report, Shape};
use yew::prelude::*;

use super::columns::{Choices, Columns};
use crate::components::{Fact, Facts};
use crate::i18n::{T, use_t};
use crate::pages::workbench::diff_list::DiffList;
use crate::pages::workbench::problems::{Problem, Problems, unreadable};

#[derive(Properties, PartialEq)]
pub(super) struct FoundProps {
    pub(super) preview: Rc<FrameworkPreview>,
    pub(super) choices: Choices,
    pub(super) look: Callback<Choices>,
}

#[component]
pub(super) fn Found(props: &FoundProps) -> Html {
    let t = use_t();
    let FrameworkPreview { report, shape, base, diff, .. } = &*props.preview;
    let problems: Vec<Problem> = (report.errors.iter().map(|one| problem(one, false)))
        .chain(report.warnings.iter().map(|one| problem(one, true)))
        .collect();
    let counts = [
        ("rows", report.rows.into()),
        ("accepted", report.accepted.into()),
        ("errors", report.errors.len().into()),
        ("remarks", report.warnings.len().into()),
    ];
    let against = match base {
        Some(label) => t.with("import-against", &[("label", label.as_str().into())]),
        None => t.text("import-against-nothing"),
    };
    let (wrong, unread) = (!report.errors.is_empty(), is_unread(report));
    html! {
        <div class="stack">
            <div>{ for unread.then(|| unreadable(&t, &problems)) }</div>
            <section class="card" aria-labelledby="import-read">
                <h2 id="import-read">{ t.text("import-read-title") }</h2>
                <p role="status">{ t.with("import-counts", &counts) }</p>
                <div>{ for shape.iter().map(|shape| how_read(&t, shape, props)) }</div>
            </section>
            <section class="card">
                <h2>{ t.text("problems-title") }</h2>
                <Problems problems={Rc::new(problems)} />
            </section>
            if !unread {
                <section class="card" aria-labelledby="import-changes">
                    <h2 id="import-changes">{ t.text("import-changes-title") }</h2>
                    <p class="hint">{ against }</p>
                    if wrong {
                        <p class="hint">{ t.text("import-changes-partly") }</p>
                    }
                    if !wrong || !diff.is_empty() {
                        <DiffList diff={Rc::new(diff.clone())} />
                    }
                </section>
            }
        </div>
    }
}

/// Whether nothing of a file could be read: then there is nothing that it would change.
pub(super) const fn is_unread(report: &Report) -> bool {
    !report.errors.is_empty() && report.accepted == 0
}

#[derive(Properties, PartialEq)]
pub(super) struct UnreadProps {
    pub(super) report: Report,
}

/// A file that is no table and no package at all.
#[component]
pub(super) fn Unread(props: &UnreadProps) -> Html {
    let t = use_t();
    let problems: Vec<Problem> = props.report.errors.iter().map(|one| problem(one, false)).collect();
    html! {
        <div class="stack">
            { unreadable(&t, &problems) }
            <section class="card">
                <h2>{ t.text("problems-title") }</h2>
                <Problems problems={Rc::new(problems)} />
            </section>
        </div>
    }
}

fn how_read(t: &T, shape: &Shape, props: &FoundProps) -> Html {
    let encoding = match shape.encoding {
        Encoding::Utf8 => "UTF-8",
        Encoding::Utf16 => "UTF-16",
        Encoding::Latin1 => "Latin-1",
    };
    let delimiter = match shape.delimiter {
        Delimiter::Comma => t.text("delimiter-comma"),
        Delimiter::Semicolon => t.text("delimiter-semicolon"),
        Delimiter::Tab => t.text("delimiter-tab"),
    };
    let facts = vec![Fact::new(t.text("import-encoding"), encoding), Fact::new(t.text("import-delimiter"), delimiter)];
    html! {
        <>
            <Facts {facts} />
            if !shape.columns.is_empty() {
                <h3>{ t.text("columns-title") }</h3>
                <p class="hint">{ t.text("columns-hint") }</p>
                <Columns columns={shape.columns.clone()} choices={props.choices.clone()} look={props.look.clone()} />
            }
        </>
    }
}

fn problem(one: &Finding, remark: bool) -> Problem {
    Problem {
        row: Some(u64::from(one.row)).filter(|row| *row > 0),
        column: one.column.clone(),
        reason: one.reason.as_str().to_owned(),
        value: one.value.clone(),
        remark,
        other: one.other,
    }
}
