//! Short facts: name and value.

use yew::prelude::*;

/// One fact.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    pub name: AttrValue,
    pub value: Html,
}

impl Fact {
    pub fn new(name: AttrValue, value: impl Into<AttrValue>) -> Self {
        let value: AttrValue = value.into();
        Self { name, value: html! { { value } } }
    }
}

#[derive(Properties, PartialEq)]
pub struct FactsProps {
    pub facts: Vec<Fact>,
}

#[component]
pub fn Facts(props: &FactsProps) -> Html {
    let one = |fact: &Fact| html! { <div><dt>{ fact.name.clone() }</dt><dd>{ fact.value.clone() }</dd></div> };
    html! { <dl class="facts">{ for props.facts.iter().map(one) }</dl> }
}
