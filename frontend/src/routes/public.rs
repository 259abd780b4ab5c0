//! The public program's addresses.

use yew::prelude::*;
use yew_router::prelude::*;

use crate::components::RouteLink;
use crate::i18n::{WordsProvider, use_t};
use crate::layout::Layout;
use crate::pages::home::Home;
use crate::pages::not_found::NotFound;
use crate::pages::verify::{Shared, Verify};
use crate::pages::wallet::{Accesses, Backup, Certificate, Claim, Shares, Wallet};
use crate::start::StartProps;

/// Addresses of the public program.
#[derive(Debug, Clone, PartialEq, Routable)]
pub enum PublicRoute {
    #[at("/")]
    Home,
    #[at("/wallet")]
    Wallet,
    #[at("/wallet/claim")]
    Claim,
    #[at("/wallet/c/:id")]
    Certificate { id: String },
    #[at("/wallet/shares")]
    Shares,
    #[at("/wallet/backup")]
    Backup,
    #[at("/wallet/access")]
    Accesses,
    #[at("/verify")]
    Verify,
    #[at("/s/:id")]
    Shared { id: String },
    #[not_found]
    #[at("/404")]
    NotFound,
}

/// The public program.
#[component]
pub fn PublicApp(props: &StartProps) -> Html {
    html! {
        <WordsProvider catalogue={props.catalogue.clone()} files={props.files}>
            <BrowserRouter>
                <Layout places={html! { <Places /> }}>
                    <Switch<PublicRoute> render={show} />
                </Layout>
            </BrowserRouter>
        </WordsProvider>
    }
}

/// Every address has a key of its own, so that a page never inherits another's state.
fn show(route: PublicRoute) -> Html {
    match route {
        PublicRoute::Home => html! { <Home key="home" /> },
        PublicRoute::Wallet => html! { <Wallet key="wallet" /> },
        PublicRoute::Claim => html! { <Claim key="claim" /> },
        PublicRoute::Certificate { id } => html! { <Certificate key={id.clone()} id={id.clone()} /> },
        PublicRoute::Shares => html! { <Shares key="shares" /> },
        PublicRoute::Backup => html! { <Backup key="backup" /> },
        PublicRoute::Accesses => html! { <Accesses key="accesses" /> },
        PublicRoute::Verify => html! { <Verify key="verify" /> },
        PublicRoute::Shared { id } => html! { <Shared key={id.clone()} id={id.clone()} /> },
        PublicRoute::NotFound => html! { <NotFound key="not-found" /> },
    }
}

#[component]
fn Places() -> Html {
    let t = use_t();
    html! {
        <nav class="places" aria-label={t.text("places")}>
            <RouteLink<PublicRoute> to={PublicRoute::Wallet}>{ t.text("place-wallet") }</RouteLink<PublicRoute>>
            <RouteLink<PublicRoute> to={PublicRoute::Verify}>{ t.text("place-verify") }</RouteLink<PublicRoute>>
        </nav>
    }
}
