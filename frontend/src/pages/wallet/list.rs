//! The certificates on this device.

use yew::prelude::*;

use super::Places;
use super::card::WalletCard;
use crate::components::{Band, Empty, Icon, IconName, RouteLink, Tone};
use crate::hooks::use_query;
use crate::i18n::{T, use_t};
use crate::layout::Page;
use crate::routes::public::PublicRoute;
use crate::wallet::store::{self, Kept};

#[component]
pub fn Wallet() -> Html {
    let t = use_t();
    let here = use_query((), |()| async { Ok((store::promised().await?, store::certificates().await?)) });
    html! {
        <Page title={t.text("wallet-title")} lead={t.text("wallet-lead")}>
            <Places />
            { here.view(|here| {
                let (promised, certificates) = &**here;
                let listed = if certificates.is_empty() { html! { <Nothing /> } } else { cards(certificates) };
                html! { <><div>{ waiting(&t, *promised) }</div>{ listed }</> }
            }) }
        </Page>
    }
}

/// The way to certificates that are waited for; nothing while there are none.
fn waiting(t: &T, promised: u32) -> Html {
    if promised == 0 {
        return Html::default();
    }
    html! {
        <Band tone={Tone::Info} said={t.with("wallet-waiting", &[("n", promised.into())])}>
            <p><RouteLink<PublicRoute> to={PublicRoute::Waiting}>{ t.text("wallet-waiting-see") }</RouteLink<PublicRoute>></p>
        </Band>
    }
}

fn cards(found: &[Kept]) -> Html {
    let card = |kept: &Kept| html! { <WalletCard key={kept.id.clone()} kept={kept.clone()} /> };
    html! {
        <>
            <Actions />
            <div class="grid">{ for found.iter().map(card) }</div>
        </>
    }
}

#[component]
fn Actions() -> Html {
    let t = use_t();
    html! {
        <div class="actions above">
            <RouteLink<PublicRoute> to={PublicRoute::Claim} class="btn">
                <Icon name={IconName::Plus} />{ t.text("wallet-claim") }
            </RouteLink<PublicRoute>>
            <RouteLink<PublicRoute> to={PublicRoute::Answer} class="btn quiet">
                <Icon name={IconName::Eye} />{ t.text("wallet-answer") }
            </RouteLink<PublicRoute>>
            <RouteLink<PublicRoute> to={PublicRoute::Backup} class="btn quiet">
                <Icon name={IconName::Save} />{ t.text("wallet-backup") }
            </RouteLink<PublicRoute>>
        </div>
    }
}

#[component]
fn Nothing() -> Html {
    let t = use_t();
    html! {
        <Empty title={t.text("wallet-empty-title")} text={t.text("wallet-empty-text")}>
            <RouteLink<PublicRoute> to={PublicRoute::Claim} class="btn">
                <Icon name={IconName::Plus} />{ t.text("wallet-claim") }
            </RouteLink<PublicRoute>>
            <RouteLink<PublicRoute> to={PublicRoute::Backup} class="btn quiet">
                <Icon name={IconName::File} />{ t.text("wallet-restore") }
            </RouteLink<PublicRoute>>
        </Empty>
    }
}
