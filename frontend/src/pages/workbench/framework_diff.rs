//! Two versions of a framework, and what differs between them.

use std::rc::Rc;

use puente_wire::frameworks::FrameworkVersions;
use yew::prelude::*;

use super::diff_list::DiffList;
use crate::api;
use crate::components::{BackLink, Button, ButtonKind, Empty, IconName, Select};
use crate::hooks::{field, use_form, use_query};
use crate::i18n::{T, use_t};
use crate::layout::Page;
use crate::routes::staff::StaffRoute;

#[derive(Properties, PartialEq)]
pub struct FrameworkDiffPageProps {
    pub id: String,
}

#[component]
pub fn FrameworkDiffPage(props: &FrameworkDiffPageProps) -> Html {
    let t = use_t();
    let query = use_query(props.id.clone(), |id| async move { api::frameworks::versions(&id).await });
    let back = StaffRoute::Framework { id: props.id.clone() };
    html! {
        <Page title={t.text("versions-compare")} lead={t.text("versions-compare-lead")}
            back={html! { <BackLink<StaffRoute> to={back} label={t.text("back-standards")} /> }}>
            { query.view(|found| html! { <Compare found={found.clone()} /> }) }
        </Page>
    }
}

#[derive(Properties, PartialEq)]
struct CompareProps {
    found: Rc<FrameworkVersions>,
}

#[component]
fn Compare(props: &CompareProps) -> Html {
    let t = use_t();
    let FrameworkVersions { framework, versions } = &*props.found;
    let label = |place: usize| versions.get(place).map(|one| one.version.label.clone()).unwrap_or_default();
    let fields = vec![field("from").starting(label(1)), field("to").starting(label(0))];
    let form = use_form(format!("versions-{}", framework.id), fields);
    let pair = use_state(|| (label(1), label(0)));
    let asked = (framework.id.to_string(), (*pair).clone());
    let query = use_query(asked, |(id, (from, to))| async move {
        if from.is_empty() || to.is_empty() {
            return Ok(None);
        }
        api::frameworks::diff(&id, &from, &to).await.map(|diff| Some(Rc::new(diff)))
    });
    if versions.len() < 2 {
        return html! { <Empty title={t.text("versions-one")} text={t.text("versions-one-text")} icon={IconName::Copy} /> };
    }
    let onsubmit = {
        let (form, pair) = (form.clone(), pair.setter());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            pair.set((form.value("from"), form.value("to")));
        })
    };
    let options = options(&t, &props.found);
    let (from, to) = &*pair;
    let said = t.with("versions-compared", &[("from", from.as_str().into()), ("to", to.as_str().into())]);
    html! {
        <div class="stack">
            <p class="lead">{ framework.title.official_text().to_owned() }</p>
            <form class="card filter" {onsubmit}>
                <Select form={form.clone()} name="from" label={t.text("version-older")} options={options.clone()} />
                <Select form={form.clone()} name="to" label={t.text("version-newer")} {options} />
                <Button submit=true kind={ButtonKind::Quiet} label={t.text("versions-compare-now")} />
            </form>
            { query.view(|diff| html! {
                <section aria-labelledby="compared">
                    <h2 id="compared">{ said }</h2>
                    { for diff.iter().map(|diff| html! { <DiffList diff={diff.clone()} /> }) }
                </section>
            }) }
        </div>
    }
}

fn options(t: &T, found: &FrameworkVersions) -> Vec<(AttrValue, AttrValue)> {
    let option = |one: &puente_wire::frameworks::PublishedFrameworkVersion| {
        let words = format!("{} · {}", one.version.label, t.date(one.version.published_on));
        (one.version.label.clone().into(), words.into())
    };
    found.versions.iter().map(option).collect()
}
