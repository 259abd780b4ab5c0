//! The institutions' program's addresses.

use yew::prelude::*;
use yew_router::prelude::*;

use crate::i18n::WordsProvider;
use crate::layout::Layout;
use crate::pages::not_found::NotFound;
use crate::session::SessionProvider;
use crate::start::StartProps;

/// Addresses of the institutions' program.
#[derive(Debug, Clone, PartialEq, Routable)]
pub enum StaffRoute {
    #[not_found]
    #[at("/404")]
    NotFound,
}

/// The institutions' program.
#[component]
pub fn StaffApp(props: &StartProps) -> Html {
    html! {
        <WordsProvider catalogue={props.catalogue.clone()} files={props.files}>
            <SessionProvider>
                <BrowserRouter>
                    <Layout>
                        <Switch<StaffRoute> render={show} />
                    </Layout>
                </BrowserRouter>
            </SessionProvider>
        </WordsProvider>
    }
}

fn show(route: StaffRoute) -> Html {
    match route {
        StaffRoute::NotFound => html! { <NotFound /> },
    }
}
