//! The front page: three doors, and what a certificate counts for elsewhere.

mod look_up;

use yew::prelude::*;

use crate::components::{Icon, IconName};
use crate::i18n::use_t;
use crate::layout::Page;
use look_up::LookUp;

#[component]
pub fn Home() -> Html {
    let t = use_t();
    html! {
        <Page title={t.text("home-title")} lead={t.text("home-lead")}>
            <div class="doors">
                <Door href="/wallet" icon={IconName::Card} title={t.text("door-wallet")} text={t.text("door-wallet-text")} />
                <Door href="/verify" icon={IconName::Check} title={t.text("door-verify")} text={t.text("door-verify-text")} />
                <Door href="/desk" icon={IconName::Building} title={t.text("door-institution")} text={t.text("door-institution-text")} />
            </div>
            <LookUp />
        </Page>
    }
}

#[derive(Properties, PartialEq)]
struct DoorProps {
    href: AttrValue,
    icon: IconName,
    title: AttrValue,
    text: AttrValue,
}

#[component]
fn Door(props: &DoorProps) -> Html {
    html! {
        <a class="card door" href={props.href.clone()}>
            <Icon name={props.icon} size=34 />
            <h2>{ props.title.clone() }</h2>
            <p>{ props.text.clone() }</p>
        </a>
    }
}
