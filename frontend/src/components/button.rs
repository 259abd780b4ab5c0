//! Buttons, and links that look like them.

use yew::prelude::*;

use super::{Icon, IconName};

/// How loud a button is. A page has one `Main`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ButtonKind {
    #[default]
    Main,
    Quiet,
    Danger,
    Plain,
}

impl ButtonKind {
    const fn class(self) -> Option<&'static str> {
        match self {
            Self::Main => None,
            Self::Quiet => Some("quiet"),
            Self::Danger => Some("danger"),
            Self::Plain => Some("plain"),
        }
    }
}

#[derive(Properties, PartialEq)]
pub struct ButtonProps {
    pub label: AttrValue,
    #[prop_or_default]
    pub kind: ButtonKind,
    #[prop_or_default]
    pub icon: Option<IconName>,
    #[prop_or_default]
    pub onclick: Callback<()>,
    /// Sends the form it stands in.
    #[prop_or_default]
    pub submit: bool,
    /// Something it started is under way; presses are ignored, focus stays.
    #[prop_or_default]
    pub busy: bool,
    #[prop_or_default]
    pub small: bool,
    /// A longer name for screen readers, where several buttons of a list say the same.
    #[prop_or_default]
    pub says: Option<AttrValue>,
    #[prop_or_default]
    pub id: Option<AttrValue>,
}

#[component]
pub fn Button(props: &ButtonProps) -> Html {
    let (submit, busy) = (props.submit, props.busy);
    let onclick = {
        let callback = props.onclick.clone();
        Callback::from(move |event: MouseEvent| {
            if busy {
                event.prevent_default();
            } else if !submit {
                callback.emit(());
            }
        })
    };
    let class = classes!("btn", props.kind.class(), props.small.then_some("small"));
    html! {
        <button type={if submit { "submit" } else { "button" }} {class} {onclick}
            id={props.id.clone()} aria-label={props.says.clone()}
            aria-disabled={busy.then_some("true")}>
            { for props.icon.map(|name| html! { <Icon {name} /> }) }
            <span>{ props.label.clone() }</span>
        </button>
    }
}

#[derive(Properties, PartialEq)]
pub struct LinkButtonProps {
    /// Address; within the same program use `yew_router`'s `Link` with `class="btn"`.
    pub href: AttrValue,
    pub label: AttrValue,
    #[prop_or_default]
    pub kind: ButtonKind,
    #[prop_or_default]
    pub icon: Option<IconName>,
    /// Saves the target under this name instead of opening it.
    #[prop_or_default]
    pub download: Option<AttrValue>,
}

/// A link that looks like a button.
#[component]
pub fn LinkButton(props: &LinkButtonProps) -> Html {
    html! {
        <a class={classes!("btn", props.kind.class())} href={props.href.clone()} download={props.download.clone()}>
            { for props.icon.map(|name| html! { <Icon {name} /> }) }
            <span>{ props.label.clone() }</span>
        </a>
    }
}
