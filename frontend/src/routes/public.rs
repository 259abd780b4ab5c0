//! The public program's addresses.

use yew::prelude::*;
use yew_router::prelude::*;

use crate::i18n::{WordsProvider, use_t};
use crate::layout::Layout;
use crate::pages::home::Home;
use crate::pages::not_found::NotFound;
use crate::session::SessionProvider;
use crate::start::StartProps;

/// Addresses of the public program.
#[derive(Debug, Clone, PartialEq, Routable)]
pub enum PublicRoute {
    #[at("/")]
    Home,
    #[not_found]
    #[at("/404")]
    NotFound,
}

/// The public program.
#[component]
pub fn PublicApp(props: &StartProps) -> Html {
    html! {
        <WordsProvider catalogue={props.catalogue.clone()} files={props.files}>
            <SessionProvider>
                <BrowserRouter>
                    <Layout places={html! { <Places /> }}>
                        <Switch<PublicRoute> render={show} />
                    </Layout>
                </BrowserRouter>
            </SessionProvider>
        </WordsProvider>
    }
}

fn show(route: PublicRoute) -> Html {
    match route {
        PublicRoute::Home => html! { <Home /> },
        PublicRoute::NotFound => html! { <NotFound /> },
    }
}

#[component]
fn Places() -> Html {
    let t = use_t();
    html! {
        <nav class="places" aria-label={t.text("places")}>
            <a href="/wallet">{ t.text("place-wallet") }</a>
            <a href="/verify">{ t.text("place-verify") }</a>
        </nav>
    }
}
