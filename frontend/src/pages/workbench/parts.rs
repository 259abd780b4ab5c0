//! What the pages of one crosswalk share: the way between them, its name, its items.

use puente_wire::workbench::{Framework, FrameworkId, ItemKey, ItemTitle};
use yew::prelude::*;

use super::decide::names;
use crate::components::{BackLink, RouteLink, Tab, Tabs};
use crate::i18n::{T, use_t};
use crate::routes::staff::StaffRoute;

#[derive(Properties, PartialEq)]
pub(super) struct PartsProps {
    pub(super) id: String,
}

/// The parts of a crosswalk's work.
#[component]
pub(super) fn Parts(props: &PartsProps) -> Html {
    let t = use_t();
    let id = || props.id.clone();
    let tabs = vec![
        Tab { to: StaffRoute::Crosswalk { id: id() }, label: t.text("mappings-title") },
        Tab { to: StaffRoute::Review { id: id() }, label: t.text("review-title") },
        Tab { to: StaffRoute::Findings { id: id() }, label: t.text("findings-title") },
        Tab { to: StaffRoute::Rejected { id: id() }, label: t.text("rejected-title") },
        Tab { to: StaffRoute::CrosswalkImport { id: id() }, label: t.text("sssom-title") },
    ];
    html! { <Tabs<StaffRoute> label={t.text("crosswalk-parts")} {tabs} /> }
}

/// The way back to all crosswalks.
pub(super) fn back(t: &T) -> Html {
    html! { <BackLink<StaffRoute> to={StaffRoute::Crosswalks} label={t.text("back-crosswalks")} /> }
}

/// What a page of a crosswalk is called, once its frameworks are known.
pub(super) fn titled(t: &T, part: &AttrValue, frameworks: Option<&[Framework]>) -> AttrValue {
    frameworks.map_or_else(|| part.clone(), |both| format!("{part}: {}", names(t, both)).into())
}

/// The official title; official titles stay in their language.
pub(super) fn title_of(titles: &[ItemTitle], framework: &FrameworkId, key: &ItemKey) -> String {
    let found = titles.iter().find(|one| one.framework == *framework && one.key == *key);
    found.map(|one| one.title.official_text().to_owned()).unwrap_or_default()
}

/// An item by code, with the way to its standard.
pub(super) fn item_link(framework: &FrameworkId, key: &ItemKey, title: &str) -> Html {
    let standard = key.as_str().split('/').next().unwrap_or_default().to_owned();
    let to = StaffRoute::Standard { id: framework.to_string(), key: standard };
    html! {
        <>
            if !title.is_empty() {
                { title.to_owned() }<br />
            }
            <RouteLink<StaffRoute> {to}><span class="code">{ key.to_string() }</span></RouteLink<StaffRoute>>
        </>
    }
}
