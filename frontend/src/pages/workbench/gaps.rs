//! The gaps of a crosswalk: standards that nobody has related or found without counterpart yet.

use std::rc::Rc;

use puente_wire::session::Role;
use puente_wire::suggestions::{OpenStandard, Worklist};
use yew::prelude::*;

use super::decide::{names, part};
use super::parts::{Parts, back, item_link};
use crate::api;
use crate::components::{Empty, IconName, LinkButton, Pager, SearchBox, Table};
use crate::hooks::use_query;
use crate::i18n::use_t;
use crate::layout::Page;
use crate::place::use_place;

const PER_PAGE: u64 = 20;

#[derive(Properties, PartialEq)]
pub struct GapsPageProps {
    pub id: String,
}

#[component]
pub fn GapsPage(props: &GapsPageProps) -> Html {
    let t = use_t();
    let place = use_place();
    let part = part();
    let asked = (place.organisation, props.id.clone(), part.clone());
    let query = use_query(asked, |(org, id, part)| async move { api::workbench::worklist(&org, &id, &part).await });
    let title = query.ready().map_or_else(
        || t.text("open-title"),
        |list| format!("{}: {}", t.text("open-title"), names(&t, &list.frameworks)).into(),
    );
    let decide = format!("/workbench/crosswalks/{}/decide{part}", props.id);
    let curates = place.roles.contains(&Role::Curator);
    html! {
        <Page {title} lead={t.text("open-lead")} back={back(&t)}>
            <Parts id={props.id.clone()} />
            <div class="actions above">
                if curates {
                    <LinkButton href={decide} label={t.text("decide-open")} />
                }
            </div>
            { query.view(|list| html! { <Gaps list={list.clone()} /> }) }
        </Page>
    }
}

#[derive(Properties, PartialEq)]
struct GapsProps {
    list: Rc<Worklist>,
}

#[component]
fn Gaps(props: &GapsProps) -> Html {
    let t = use_t();
    let asked = use_state(|| (String::new(), 0_u64));
    let Worklist { total, decided, open, frameworks } = &*props.list;
    if open.is_empty() {
        return html! { <Empty title={t.text("decide-done")} text={t.text("open-none-text")} icon={IconName::Check} /> };
    }
    let search = {
        let asked = asked.setter();
        Callback::from(move |words: String| asked.set((words, 0)))
    };
    let go = {
        let asked = asked.clone();
        Callback::from(move |page| asked.set((asked.0.clone(), page)))
    };
    let words = asked.0.to_lowercase();
    let says = |text: &str| text.to_lowercase().contains(&words);
    let found: Vec<&OpenStandard> =
        open.iter().filter(|one| says(one.key.as_str()) || says(one.title.official_text())).collect();
    let first = usize::try_from(asked.1 * PER_PAGE).unwrap_or(usize::MAX);
    let page = found.iter().skip(first).take(usize::try_from(PER_PAGE).unwrap_or(usize::MAX));
    let framework = frameworks.first().map(|one| one.id.clone());
    let line = |one: &&&OpenStandard| {
        let link = framework.as_ref().map(|framework| item_link(framework, &one.key, ""));
        html! {
            <tr key={one.key.to_string()}>
                <td>{ for link }</td>
                <th scope="row">{ one.title.official_text().to_owned() }</th>
            </tr>
        }
    };
    let missing = total.saturating_sub(*decided);
    let counts = [("open", missing.into()), ("total", (*total).into())];
    let listed = u32::try_from(open.len()).unwrap_or(u32::MAX);
    html! {
        <div>
            <p role="status">{ t.with("open-counts", &counts) }</p>
            <div>
                if listed < missing {
                    <p class="hint">{ t.with("problems-first", &[("n", listed.into()), ("total", missing.into())]) }</p>
                }
            </div>
            <SearchBox id="gaps-search" label={t.text("diff-search")} {search} value={asked.0.clone()} />
            <Table caption={t.text("open-title")} columns={vec![t.text("standard-code"), t.text("standard-title")]}>
                { for page.map(|one| line(&one)) }
            </Table>
            <Pager page={asked.1} per_page={PER_PAGE} total={found.len() as u64} {go} />
        </div>
    }
}
