//! Many decisions or agreements out of a table: choose it, see what would be made and what is wrong,
//! then make drafts of the good rows.

use std::rc::Rc;

use puente_wire::imports::{ActImport, ImportedRow, RowProblem, RowState};
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::prelude::*;

use crate::api::{self, Failure, Once};
use crate::browser::files;
use crate::components::{
    BackLink, Band, Button, ButtonKind, Empty, ErrorSummary, FileField, IconName, LinkButton, Pill, RouteLink, Table,
    Tone,
};
use crate::hooks::{Form, secret, use_form};
use crate::i18n::{T, use_t};
use crate::layout::Page;
use crate::place::use_place;
use crate::routes::staff::StaffRoute;

/// As much as the registry takes at once.
const MOST_BYTES: f64 = 4_194_304.0;

/// Which table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Imported {
    Decisions,
    Agreements,
}

impl Imported {
    const fn place(self) -> &'static str {
        match self {
            Self::Decisions => "decisions",
            Self::Agreements => "agreements",
        }
    }

    fn one(self, id: &str) -> StaffRoute {
        let id = id.to_owned();
        match self {
            Self::Decisions => StaffRoute::Decision { id },
            Self::Agreements => StaffRoute::Agreement { id },
        }
    }
}

/// A chosen file and what the registry said of it.
#[derive(Clone, PartialEq)]
struct Looked {
    bytes: Rc<Vec<u8>>,
    report: ActImport,
    /// The same key until another file is chosen: pressing twice drafts once.
    once: Once,
}

#[derive(Properties, PartialEq)]
pub struct ImportActsProps {
    pub what: Imported,
}

#[component]
pub fn ImportActs(props: &ImportActsProps) -> Html {
    let t = use_t();
    let what = props.what;
    let form = use_form("act-import", vec![secret("file")]);
    let looked = use_state(|| None::<Looked>);
    let onchoose = look(&t, &form, &use_place().organisation, what, looked.setter());
    let (title, back, to) = match what {
        Imported::Decisions => (t.text("bulk-decisions"), t.text("back-decisions"), StaffRoute::Decisions),
        Imported::Agreements => (t.text("bulk-agreements"), t.text("back-agreements"), StaffRoute::Agreements),
    };
    let example = format!("/api/v1/examples/{}.csv", what.place());
    html! {
        <Page {title} lead={t.text("bulk-lead")} back={html! { <BackLink<StaffRoute> {to} label={back} /> }}>
            <div class="stack">
                <section class="card">
                    <ErrorSummary form={form.clone()} />
                    <FileField form={form.clone()} name="file" label={t.text("bulk-file")} hint={t.text("bulk-file-hint")}
                        accept=".csv,.tsv,.txt,text/csv" {onchoose} />
                    <LinkButton href={example} label={t.text("bulk-example")} icon={IconName::Save}
                        kind={ButtonKind::Quiet} download={format!("{}.csv", what.place())} />
                </section>
                <div>{ for looked.as_ref().map(|seen| html! { <Report {what} form={form.clone()} seen={seen.clone()} looked={looked.setter()} /> }) }</div>
            </div>
        </Page>
    }
}

/// Reads the chosen file and asks what would become of it.
fn look(t: &T, form: &Form, org: &str, what: Imported, looked: UseStateSetter<Option<Looked>>) -> Callback<File> {
    let (t, form, org) = (t.clone(), form.clone(), org.to_owned());
    Callback::from(move |file: File| {
        form.set("file", file.name());
        form.sending();
        looked.set(None);
        let (t, form, org, looked) = (t.clone(), form.clone(), org.clone(), looked.clone());
        spawn_local(async move {
            let Some(bytes) = files::read(&file, MOST_BYTES).await else {
                form.refuse_fields(vec![("file", t.text("bulk-too-large"))]);
                return;
            };
            let bytes = Rc::new(bytes);
            let once = Once::new();
            match api::workbench::try_import(&org, what.place(), &bytes).await {
                Ok(report) => {
                    form.clear();
                    form.set("file", file.name());
                    looked.set(Some(Looked { bytes, report, once }));
                }
                Err(failure) => match refused(&failure) {
                    // The table itself is not one of these: its columns are named below.
                    Some(report) => {
                        form.refuse_fields(vec![("file", t.text("bulk-no-such-table"))]);
                        looked.set(Some(Looked { bytes, report, once }));
                    }
                    None => form.refuse_with(&t, &failure),
                },
            }
        });
    })
}

fn refused(failure: &Failure) -> Option<ActImport> {
    let Failure::Problem(problem) = failure else { return None };
    serde_json::from_value(problem.current.clone()?).ok()
}

#[derive(Properties, PartialEq)]
struct ReportProps {
    what: Imported,
    form: Form,
    seen: Looked,
    looked: UseStateSetter<Option<Looked>>,
}

/// What would be made of the file, or was.
#[component]
fn Report(props: &ReportProps) -> Html {
    let t = use_t();
    let org = use_place().organisation;
    let busy = use_state(|| false);
    let report = &props.seen.report;
    let onclick = {
        let (t, form, seen, looked, busy) =
            (t.clone(), props.form.clone(), props.seen.clone(), props.looked.clone(), busy.clone());
        let what = props.what;
        Callback::from(move |()| {
            if *busy {
                return;
            }
            busy.set(true);
            let (t, form, seen, looked, busy) = (t.clone(), form.clone(), seen.clone(), looked.clone(), busy.setter());
            let org = org.clone();
            spawn_local(async move {
                match api::workbench::import_acts(&org, what.place(), &seen.bytes, &seen.once).await {
                    Ok(report) => looked.set(Some(Looked { report, ..seen })),
                    Err(failure) => form.refuse_with(&t, &failure),
                }
                busy.set(false);
            });
        })
    };
    html! {
        <div class="stack">
            <div>{ for (report.rows > 0).then(|| band(&t, report)) }</div>
            <div class="actions">
                if report.dry_run && report.good > 0 {
                    <Button label={t.with("bulk-do", &[("n", report.good.into())])} busy={*busy} {onclick} />
                }
            </div>
            <div>{ for (!report.problems.is_empty()).then(|| problems(&t, &report.problems)) }</div>
            <div>{ for (!report.lines.is_empty() || report.problems.is_empty()).then(|| lines(&t, props.what, report)) }</div>
        </div>
    }
}

fn band(t: &T, report: &ActImport) -> Html {
    let counts = [("good", report.good.into()), ("known", report.known.into()), ("wrong", report.wrong.into())];
    let (tone, said) = match (report.dry_run, report.wrong) {
        (false, _) => (Tone::Ok, t.with("bulk-done", &[("n", report.good.into())])),
        (true, 0) => (Tone::Ok, t.text("bulk-all-good")),
        (true, _) => (Tone::Note, t.text("bulk-some-wrong")),
    };
    html! { <Band {tone} {said} live=true><p>{ t.with("bulk-counts", &counts) }</p></Band> }
}

fn problems(t: &T, problems: &[RowProblem]) -> Html {
    let columns = vec![t.text("bulk-row"), t.text("bulk-column"), t.text("bulk-reason"), t.text("bulk-value")];
    let line = |(at, one): (usize, &RowProblem)| {
        html! {
            <tr key={at}>
                <td>{ one.row }</td>
                <td><span class="code">{ one.column.clone().unwrap_or_else(|| "—".to_owned()) }</span></td>
                <td>{ t.field_error(&one.code) }</td>
                <td>{ one.value.clone() }</td>
            </tr>
        }
    };
    html! {
        <section>
            <h2>{ t.text("bulk-problems") }</h2>
            <Table caption={t.text("bulk-problems")} {columns}>{ for problems.iter().enumerate().map(line) }</Table>
        </section>
    }
}

fn lines(t: &T, what: Imported, report: &ActImport) -> Html {
    if report.lines.is_empty() {
        return html! { <Empty title={t.text("bulk-no-rows")} text={t.text("bulk-no-rows-text")} icon={IconName::File} /> };
    }
    let columns = vec![t.text("bulk-row"), t.text("bulk-name"), t.text("act-state")];
    html! {
        <section>
            <h2>{ t.text("bulk-rows") }</h2>
            <Table caption={t.text("bulk-rows")} {columns}>{ for report.lines.iter().map(|one| line(t, what, one)) }</Table>
        </section>
    }
}

fn line(t: &T, what: Imported, one: &ImportedRow) -> Html {
    let tone = match one.state {
        RowState::Ready => Tone::Info,
        RowState::Drafted => Tone::Ok,
        RowState::Known => Tone::Unknown,
        RowState::Wrong => Tone::Bad,
    };
    let name = match &one.id {
        Some(id) => html! { <RouteLink<StaffRoute> to={what.one(id)}>{ one.name.clone() }</RouteLink<StaffRoute>> },
        None => html! { { one.name.clone() } },
    };
    html! {
        <tr key={one.row}>
            <td>{ one.row }</td>
            <th scope="row">{ name }</th>
            <td><Pill {tone} label={t.code("row-state-", one.state.as_str())} /></td>
        </tr>
    }
}
