//! Links within the program.

use yew::prelude::*;
use yew_router::prelude::*;

use super::{Icon, IconName};

/// A route, and whether the program that runs answers it. A link elsewhere loads a page.
pub trait Place: Routable {
    /// Whether this program shows it.
    fn is_here(&self) -> bool {
        true
    }
}

#[derive(Properties, PartialEq)]
pub struct RouteLinkProps<R: PartialEq> {
    pub to: R,
    #[prop_or_default]
    pub class: Classes,
    /// A longer name for screen readers, where several links of a list say the same.
    #[prop_or_default]
    pub says: Option<AttrValue>,
    /// Also current on every page below it.
    #[prop_or(true)]
    pub with_below: bool,
    pub children: Html,
}

/// A link to a route of this program; marked when it is the current page.
#[component]
pub fn RouteLink<R: Place + 'static>(props: &RouteLinkProps<R>) -> Html {
    let path = props.to.to_path();
    let here = use_location().map(|location| location.path().to_owned()).unwrap_or_default();
    let below = props.with_below && path != "/" && here.starts_with(&format!("{path}/"));
    let current = (here == path || below).then_some("page");
    let onclick = {
        let (navigator, to) = (use_navigator(), props.to.clone());
        Callback::from(move |event: MouseEvent| {
            let elsewhere = event.meta_key() || event.ctrl_key() || event.shift_key() || event.alt_key();
            if let Some(navigator) = navigator.as_ref().filter(|_| !elsewhere && to.is_here()) {
                event.prevent_default();
                navigator.push(&to);
            }
        })
    };
    html! {
        <a href={path} class={props.class.clone()} aria-current={current} aria-label={props.says.clone()} {onclick}>
            { props.children.clone() }
        </a>
    }
}

#[derive(Properties, PartialEq)]
pub struct BackLinkProps<R: PartialEq> {
    pub to: R,
    /// Where it leads.
    pub label: AttrValue,
}

/// The way back, above a page's heading.
#[component]
pub fn BackLink<R: Place + 'static>(props: &BackLinkProps<R>) -> Html {
    html! {
        <RouteLink<R> to={props.to.clone()} class="back" with_below=false>
            <Icon name={IconName::Back} />{ props.label.clone() }
        </RouteLink<R>>
    }
}
