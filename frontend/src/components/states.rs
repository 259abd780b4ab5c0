//! The states every list and page has besides its content.

use yew::prelude::*;

use super::{Button, ButtonKind, Icon, IconName};
use crate::api::Failure;
use crate::i18n::use_t;

/// Something is on its way.
#[component]
pub fn Loading() -> Html {
    let t = use_t();
    html! { <p class="busy" role="status"><span class="spin" />{ t.text("loading") }</p> }
}

#[derive(Properties, PartialEq)]
pub struct FailedProps {
    pub failure: Failure,
    pub again: Callback<()>,
}

/// Something could not be had; says why and offers to ask again.
#[component]
pub fn FailedWithRetry(props: &FailedProps) -> Html {
    let t = use_t();
    html! {
        <div class="card" role="alert">
            <p><b>{ t.failure(&props.failure) }</b></p>
            <Button kind={ButtonKind::Quiet} label={t.text("retry")} onclick={props.again.clone()} />
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub struct EmptyProps {
    pub title: AttrValue,
    pub text: AttrValue,
    #[prop_or(IconName::Card)]
    pub icon: IconName,
    /// What to do about it.
    #[prop_or_default]
    pub children: Html,
}

/// There is nothing yet, and why.
#[component]
pub fn Empty(props: &EmptyProps) -> Html {
    html! {
        <div class="card empty">
            <Icon name={props.icon} size=44 />
            <h2>{ props.title.clone() }</h2>
            <p>{ props.text.clone() }</p>
            <div class="actions">{ props.children.clone() }</div>
        </div>
    }
}
