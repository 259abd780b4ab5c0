//! The ministry's crosswalks, and starting another.

use puente_wire::standards::FrameworkSummary;
use puente_wire::workbench::{CrosswalkSummary, FrameworkId, NewCrosswalk};
use yew::prelude::*;
use yew_router::prelude::*;

use super::WorkbenchTabs;
use super::decide::name;
use super::frameworks::illustrative;
use crate::api;
use crate::components::{Button, Empty, ErrorSummary, IconName, RouteLink, Select, Table};
use crate::hooks::{Form, field, use_form, use_query};
use crate::i18n::{T, use_t};
use crate::layout::Page;
use crate::place::use_place;
use crate::routes::staff::StaffRoute;

#[component]
pub fn Crosswalks() -> Html {
    let t = use_t();
    let place = use_place();
    let query = use_query(place.organisation, |org| async move { api::workbench::crosswalks(&org).await });
    let frameworks = use_query((), |()| api::standards::frameworks());
    let form = use_form("crosswalk", vec![field("subject_framework"), field("object_framework")]);
    let known = frameworks.ready().map(|all| all.frameworks.clone()).unwrap_or_default();
    html! {
        <Page title={t.text("crosswalks-title")} lead={t.text("crosswalks-lead")}>
            <WorkbenchTabs />
            <div class="stack">
                { query.view(|all| list(&t, all, &known)) }
                <Start {form} />
            </div>
        </Page>
    }
}

fn list(t: &T, all: &[CrosswalkSummary], known: &[FrameworkSummary]) -> Html {
    if all.is_empty() {
        return html! { <Empty title={t.text("crosswalks-none")} text={t.text("crosswalks-none-text")} icon={IconName::Link} /> };
    }
    let columns = vec![
        t.text("crosswalk-pair"),
        t.text("crosswalk-drafts"),
        t.text("crosswalk-agreed"),
        t.text("crosswalk-published"),
    ];
    html! {
        <Table caption={t.text("crosswalks-title")} {columns}>{ for all.iter().map(|one| row(t, one, known)) }</Table>
    }
}

fn row(t: &T, one: &CrosswalkSummary, known: &[FrameworkSummary]) -> Html {
    let published = match (one.published_version, one.published_on) {
        (Some(version), Some(day)) => {
            t.with("crosswalk-version", &[("n", version.into()), ("day", t.date(day).as_str().into())])
        }
        _ => t.text("never-published"),
    };
    // Until the frameworks have come, and for one that is not published yet: by its id.
    let side = |id: &FrameworkId| {
        let found = known.iter().find(|framework| framework.framework.id == *id);
        found.map_or_else(|| AttrValue::from(id.to_string()), |found| name(t, &found.framework))
    };
    html! {
        <tr key={one.id.clone()}>
            <th scope="row">
                <RouteLink<StaffRoute> to={StaffRoute::Crosswalk { id: one.id.clone() }}>
                    { side(&one.subject_framework) }{ " → " }{ side(&one.object_framework) }
                </RouteLink<StaffRoute>>
                { " " }{ illustrative(t, one.illustrative) }
            </th>
            <td>{ one.proposed }</td>
            <td>{ one.agreed }</td>
            <td>{ published }</td>
        </tr>
    }
}

#[derive(Properties, PartialEq)]
struct StartProps {
    form: Form,
}

/// Two frameworks, and the crosswalk between them.
#[component]
fn Start(props: &StartProps) -> Html {
    let t = use_t();
    let place = use_place();
    let navigator = use_navigator();
    let form = props.form.clone();
    let frameworks = use_query((), |()| api::standards::frameworks());
    let onsubmit = {
        let (form, t, org) = (form.clone(), t.clone(), place.organisation);
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some(new) = complete(&form, &t) else { return };
            let (org, navigator, once) = (org.clone(), navigator.clone(), form.once());
            let sent = async move { api::workbench::start_crosswalk(&org, &new, &once).await };
            form.send(&t, sent, move |made| {
                if let Some(navigator) = navigator {
                    navigator.push(&StaffRoute::Crosswalk { id: made.crosswalk.id });
                }
            });
        })
    };
    let option = |one: &FrameworkSummary| {
        let framework = &one.framework;
        let words = format!("{} — {}", framework.body, framework.title.official_text());
        (AttrValue::from(framework.id.to_string()), AttrValue::from(words))
    };
    html! {
        <section class="card" aria-labelledby="start-title">
            <h2 id="start-title">{ t.text("crosswalk-start") }</h2>
            <ErrorSummary form={form.clone()} />
            { frameworks.view(|all| {
                let options: Vec<_> = all.frameworks.iter().map(option).collect();
                html! {
                    <form novalidate=true onsubmit={onsubmit.clone()}>
                        <Select form={form.clone()} name="subject_framework" label={t.text("crosswalk-from")} options={options.clone()}
                            none={t.text("pick")} required=true />
                        <Select form={form.clone()} name="object_framework" label={t.text("crosswalk-to")} {options}
                            none={t.text("pick")} required=true />
                        <Button submit=true label={t.text("crosswalk-start-send")} busy={form.is_sending()} />
                    </form>
                }
            }) }
        </section>
    }
}

fn complete(form: &Form, t: &T) -> Option<NewCrosswalk> {
    let names = ["subject_framework", "object_framework"];
    let missing: Vec<_> = names
        .into_iter()
        .filter(|name| form.given(name).is_none())
        .map(|name| (name, t.field_error("required")))
        .collect();
    if !missing.is_empty() {
        form.refuse_fields(missing);
        return None;
    }
    let framework = |name: &str| form.given(name)?.parse().ok();
    Some(NewCrosswalk {
        subject_framework: framework("subject_framework")?,
        object_framework: framework("object_framework")?,
    })
}
