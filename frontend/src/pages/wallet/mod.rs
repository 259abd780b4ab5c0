//! The wallet's pages.

mod accesses;
mod answer;
mod answer_done;
mod answer_facts;
mod answer_form;
mod answers;
mod backup;
mod card;
mod certificate;
mod claim;
mod foreign_offer;
mod list;
mod offer;
mod restore;
mod share_panel;
mod shares;
mod trouble;
mod waiting;

pub use accesses::Accesses;
pub use answer::Answer;
pub use backup::Backup;
pub use certificate::Certificate;
pub use claim::Claim;
pub use list::Wallet;
pub use shares::Shares;
pub use waiting::Waiting;

use yew::prelude::*;

use crate::components::{Icon, IconName, RouteLink, Tab, Tabs};
use crate::i18n::use_t;
use crate::routes::public::PublicRoute;

/// The wallet's places, on top of each of its pages.
#[component]
fn Places() -> Html {
    let t = use_t();
    let tab = |to: PublicRoute, label: AttrValue| Tab { to, label };
    let tabs = vec![
        tab(PublicRoute::Wallet, t.text("wallet-tab-certificates")),
        tab(PublicRoute::Shares, t.text("wallet-tab-shares")),
        tab(PublicRoute::Backup, t.text("wallet-tab-backup")),
        tab(PublicRoute::Accesses, t.text("wallet-tab-accesses")),
    ];
    html! { <Tabs<PublicRoute> label={t.text("wallet-places")} {tabs} /> }
}

/// The way back to the list.
#[component]
fn BackToList() -> Html {
    let t = use_t();
    html! {
        <RouteLink<PublicRoute> to={PublicRoute::Wallet} class="back">
            <Icon name={IconName::Back} />{ t.text("place-wallet") }
        </RouteLink<PublicRoute>>
    }
}
