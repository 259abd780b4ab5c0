//! Units of a standard, each with its state in words.

use yew::prelude::*;

use super::{Pill, Tone};

/// One unit.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitLine {
    pub title: AttrValue,
    /// Below the title, smaller: how a gap is closed, a code, a translation.
    pub more: Option<AttrValue>,
    pub tone: Tone,
    pub state: AttrValue,
}

#[derive(Properties, PartialEq)]
pub struct UnitListProps {
    pub units: Vec<UnitLine>,
    /// Language of the titles, when it is not the page's: official titles stay in theirs.
    #[prop_or_default]
    pub lang: Option<AttrValue>,
}

#[component]
pub fn UnitList(props: &UnitListProps) -> Html {
    let line = |unit: &UnitLine| {
        html! {
            <li>
                <span class="what">
                    <span lang={props.lang.clone()}>{ unit.title.clone() }</span>
                    { for unit.more.iter().map(|more| html! { <small>{ more.clone() }</small> }) }
                </span>
                <Pill tone={unit.tone} label={unit.state.clone()} />
            </li>
        }
    };
    html! { <ul class="units">{ for props.units.iter().map(line) }</ul> }
}
