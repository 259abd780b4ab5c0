//! A short state: word and icon.

use yew::prelude::*;

use super::{Icon, IconName, Tone};

#[derive(Properties, PartialEq)]
pub struct PillProps {
    pub tone: Tone,
    pub label: AttrValue,
    /// Another icon than the tone's own.
    #[prop_or_default]
    pub icon: Option<IconName>,
}

#[component]
pub fn Pill(props: &PillProps) -> Html {
    html! {
        <span class={classes!("pill", props.tone.class())}>
            <Icon name={props.icon.unwrap_or(props.tone.icon())} size=16 />
            { props.label.clone() }
        </span>
    }
}
