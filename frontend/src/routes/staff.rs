//! The institutions' program's addresses.

use yew::prelude::*;
use yew_router::prelude::*;

use crate::header::{StaffEnd, StaffPlaces};
use crate::i18n::WordsProvider;
use crate::layout::Layout;
use crate::pages::account::Account;
use crate::pages::admin::{Audit, Health, Organisations};
use crate::pages::invitation::AcceptInvitation;
use crate::pages::login::LogIn;
use crate::pages::not_found::NotFound;
use crate::pages::settings::Settings;
use crate::place::{ADMINISTRATORS, Guard, OPERATORS};
use crate::session::SessionProvider;
use crate::start::StartProps;

/// Addresses of the institutions' program.
#[derive(Debug, Clone, PartialEq, Routable)]
pub enum StaffRoute {
    #[at("/login")]
    LogIn,
    #[at("/invitation/:token")]
    Invitation { token: String },
    #[at("/account")]
    Account,
    #[at("/desk")]
    Desk,
    #[at("/desk/settings")]
    Settings,
    #[at("/workbench")]
    Workbench,
    #[at("/admin")]
    Admin,
    #[at("/admin/audit")]
    Audit,
    #[at("/admin/health")]
    Health,
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
                    <Layout places={html! { <StaffPlaces /> }} end={html! { <StaffEnd /> }}>
                        <Switch<StaffRoute> render={show} />
                    </Layout>
                </BrowserRouter>
            </SessionProvider>
        </WordsProvider>
    }
}

fn show(route: StaffRoute) -> Html {
    match route {
        StaffRoute::LogIn => html! { <LogIn /> },
        StaffRoute::Invitation { token } => html! { <AcceptInvitation {token} /> },
        StaffRoute::Account => html! { <Guard><Account /></Guard> },
        StaffRoute::Settings => html! { <Guard roles={ADMINISTRATORS}><Settings /></Guard> },
        StaffRoute::Admin => html! { <Guard roles={OPERATORS}><Organisations /></Guard> },
        StaffRoute::Audit => html! { <Guard roles={OPERATORS}><Audit /></Guard> },
        StaffRoute::Health => html! { <Guard roles={OPERATORS}><Health /></Guard> },
        StaffRoute::Desk | StaffRoute::Workbench | StaffRoute::NotFound => html! { <NotFound /> },
    }
}
