//! Places within a section, as links.

use yew::prelude::*;

use super::{Place, RouteLink};

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

/// Links to the places; the current one is marked. The first is the section's own page, so it is
/// not current on the pages below it.
#[component]
pub fn Tabs<R: Place + 'static>(props: &TabsProps<R>) -> Html {
    let tab = |(at, tab): (usize, &Tab<R>)| {
        html! { <RouteLink<R> to={tab.to.clone()} with_below={at > 0}>{ tab.label.clone() }</RouteLink<R>> }
    };
    html! {
        <nav class="tabs" aria-label={props.label.clone()}>{ for props.tabs.iter().enumerate().map(tab) }</nav>
    }
}
