//! Places within a section, as links.

use yew::prelude::*;
use yew_router::prelude::*;

/// One place.
#[derive(Debug, Clone, PartialEq)]
pub struct Tab<R> {
    pub to: R,
    pub label: AttrValue,
}

#[derive(Properties, PartialEq)]
pub struct TabsProps<R: PartialEq> {
    /// What the places are of, for screen readers.
    pub label: AttrValue,
    pub tabs: Vec<Tab<R>>,
}

/// Links to the places; the current one is marked.
#[component]
pub fn Tabs<R: Routable + 'static>(props: &TabsProps<R>) -> Html {
    let here = use_location().map(|location| location.path().to_owned());
    let navigator = use_navigator();
    let tab = |tab: &Tab<R>| {
        let path = tab.to.to_path();
        let onclick = {
            let (navigator, to) = (navigator.clone(), tab.to.clone());
            Callback::from(move |event: MouseEvent| {
                if event.meta_key() || event.ctrl_key() || event.shift_key() {
                    return;
                }
                if let Some(navigator) = &navigator {
                    event.prevent_default();
                    navigator.push(&to);
                }
            })
        };
        let current = here.as_deref().is_some_and(|here| here == path || here.starts_with(&format!("{path}/")));
        html! { <a href={path} aria-current={current.then_some("page")} {onclick}>{ tab.label.clone() }</a> }
    };
    html! {
        <nav class="tabs" aria-label={props.label.clone()}>{ for props.tabs.iter().map(tab) }</nav>
    }
}
